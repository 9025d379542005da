"""How a command ends: what the user can mend is one sentence and an exit code, Ctrl-C one word."""

import functools
import signal
import sys

from tools import files
from tools.problems import FilesInTheWay, Problem


def ends_in_a_sentence(command):
    """Make of a command one that returns its exit code, whatever happens: Problem, OSError and Ctrl-C show no traceback."""

    @functools.wraps(command)
    def ending(*words):
        try:
            return command(*words) or 0
        except Problem as problem:
            return _end(str(problem), problem.exit_code)
        except OSError as error:
            return _end(files.sentence(error), FilesInTheWay.exit_code)
        except KeyboardInterrupt:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second one would break into the farewell
            return _end("\nStopped.", 130)

    return ending


def _end(sentence, code):
    print(sentence, file=sys.stderr, flush=True)
    return code
