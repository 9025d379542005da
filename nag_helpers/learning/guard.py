"""Runs a learner's function safely: errors, endless loops, prints and changed arguments come back as an `Outcome`.

Endless loops are stopped from inside, which needs neither signals nor threads and so works on every system and in a browser:
from Python 3.12 on by `sys.monitoring`, on 3.11 by a trace function, which a loop around an ``except`` for everything can disarm.
Only the learner's own lines are watched: a library's code runs at full speed and is never interrupted half-way. What never
comes back to a line of the learner's cannot be stopped so (``sum(itertools.count())``): see `apart`.
"""

import builtins
import contextlib
import copy
import dis
import functools
import inspect
import io
import linecache
import os
import site
import sys
import sysconfig
import threading
import time
import warnings
from dataclasses import dataclass

import numpy as np

import nag_helpers
from nag_helpers.learning.advice import advice_on

PRINTED_LIMIT = 2000  # characters of a learner's prints that are kept
SOURCE_LIMIT = 100  # characters of a learner's line that are quoted
ERROR_LIMIT = 300  # characters of an error that are quoted
GRACE = 0.5  # seconds in which to find a line from which the way out meets no ``except``


class Stopped(BaseException):
    """Ends a function that takes too long. Not an Exception, so that ``except Exception`` lets it through."""


@dataclass(frozen=True)
class Outcome:
    """What became of a learner's function.

    Attributes
    ----------
    value : object
        What it returned; None if it ended otherwise.
    problem : str or None
        A sentence for the learner, naming their line and their error; None if it returned.
    printed : str
        What it printed, cut after 2,000 characters.
    showed : bool
        Whether it asked for a picture to be shown, which it is not while an answer is checked.
    changed : tuple of str
        Names of the arguments (arrays, lists, dictionaries, sets) that it changed in place.
    error : BaseException or None
        The exception behind ``problem``; `Stopped` if it took too long.
    line : str or None
        Which of the learner's lines it was: "line 3, `v = beta * v`"; None if it was none of theirs.
    """

    value: object = None
    problem: str | None = None
    printed: str = ""
    showed: bool = False
    changed: tuple = ()
    error: BaseException | None = None
    line: str | None = None


def run(function, *args, seconds=3, **kwargs):
    """Call ``function(*args, **kwargs)`` and report how it went. Only KeyboardInterrupt is passed on.

    Parameters
    ----------
    function : callable
    *args, **kwargs
        Its arguments. They are handed over as they are: pass copies of what must not change.
    seconds : float
        How long it may take.

    Returns
    -------
    Outcome
        NumPy's warnings and Python's are silenced while the function runs.

    Examples
    --------
    >>> run(lambda theta: theta / 0, 1.0).problem
    'Your line 1, `...`, raised ZeroDivisionError: float division by zero.'
    """
    return watch(lambda: function(*args, **kwargs), _named_arguments(function, args, kwargs), seconds)


def watch(call, arguments, seconds=3):
    """Do what `run` does with a call whose arguments are named.

    Parameters
    ----------
    call : callable without arguments
    arguments : dict
        From names to what the call must leave as it is; only arrays, lists, dictionaries and sets are looked at.
    seconds : float

    Returns
    -------
    Outcome
    """
    changeable = {name: one for name, one in arguments.items() if isinstance(one, (np.ndarray, list, dict, set))}
    before = {name: (given, copy.deepcopy(given)) for name, given in changeable.items()}
    printed = _Printed()
    deadline = _deadline(seconds)
    value = problem = error = line = None
    with _quietly(printed) as shown:
        try:
            with deadline:
                value = call()
        except KeyboardInterrupt:
            raise
        except BaseException as caught:  # noqa: BLE001 (sys.exit and our own Stopped are no Exception)
            error = caught
        if deadline.passed_at:
            value, error, line = None, error or Stopped(), _line(*deadline.passed_at)
            problem = f"Your function was stopped after {seconds:g} seconds, at {line}. Is there a loop or a recursion that never ends?"
        elif error is not None:
            line = _line_of(error)
            problem = _sentence(error, line)
        changed = tuple(name for name, (given, was) in before.items() if not _safely(True, _same, given, was))
    return Outcome(value, problem, printed.getvalue(), bool(shown), changed, error, line)


@contextlib.contextmanager
def _quietly(printed):
    """Let nothing through to the notebook, and nobody be asked; yield a list that notes each picture that was to be shown."""
    shown = []
    with (
        np.errstate(all="ignore"),
        warnings.catch_warnings(),
        contextlib.redirect_stdout(printed),
        contextlib.ExitStack() as later,
    ):
        warnings.simplefilter("ignore")
        later.enter_context(_replaced(builtins, "input", _nothing_is_typed))
        if "matplotlib.pyplot" in sys.modules:
            later.enter_context(
                _replaced(sys.modules["matplotlib.pyplot"], "show", lambda *_, **__: shown.append(True))
            )
        yield shown


@contextlib.contextmanager
def _replaced(module, name, function):
    before = getattr(module, name)
    setattr(module, name, function)
    try:
        yield
    finally:
        setattr(module, name, before)


def _nothing_is_typed(prompt=""):
    raise EOFError("nothing can be typed while an answer is checked")


def _safely(otherwise, function, *args, seconds=1):
    """Return what a function of ours that touches a learner's object gives, or ``otherwise`` if the object fails or takes long."""
    deadline = _deadline(seconds)
    try:
        with deadline:
            value = function(*args)
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001 (their __str__ may do anything)
        return otherwise
    return otherwise if deadline.passed_at else value


def _deadline(seconds):
    return _Monitored(seconds) if hasattr(sys, "monitoring") else _Traced(seconds)


class _Deadline:
    """While entered, watches the learner's lines in this thread and stops them when their time is up."""

    def __init__(self, seconds):
        self.seconds = seconds
        self.passed_at = None

    def look(self, frame):
        """Raise `Stopped` in a line of the learner's if their time is up; at first only where no ``except`` is in the way."""
        late = time.monotonic() - self.end
        if late > 0:
            self.passed_at = self.passed_at or (frame.f_code.co_filename, frame.f_lineno)
            if late > GRACE or not self.would_be_caught(frame):
                raise Stopped

    def would_be_caught(self, frame):
        """Whether an ``except`` or ``finally`` of the learner stands between this line and the guard."""
        while frame is not None and frame is not self.guard:
            position = frame.f_lasti
            entries = () if not is_learners(frame.f_code.co_filename) else _try_ranges(frame.f_code)
            if any(start <= position < end for start, end in entries):
                return True
            frame = frame.f_back
        return False


class _Traced(_Deadline):
    """By a trace function: raising in it ends the tracing, so what catches the exception goes on unwatched."""

    def __enter__(self):
        self.guard = sys._getframe(1)
        self.before = sys.gettrace()
        self.end = time.monotonic() + self.seconds
        sys.settrace(self.watch)

    def __exit__(self, *_):
        sys.settrace(self.before)
        self.guard = None

    def watch(self, frame, event, argument):
        """Trace function: trace the learner's frames."""
        if not is_learners(frame.f_code.co_filename):
            return None
        frame.f_trace_opcodes = _jumps_to_itself(frame.f_code)
        self.look(frame)
        return self.watch


class _Monitored(_Deadline):
    """By `sys.monitoring`: raising in it disarms nothing, so the next line of a loop that catches everything raises again."""

    def __enter__(self):
        self.guard = sys._getframe(1)
        self.thread = threading.get_ident()
        self.tool = next((tool for tool in (4, 3, 5, 2, 1, 0) if sys.monitoring.get_tool(tool) is None), None)
        self.end = time.monotonic() + self.seconds
        if self.tool is None:  # deeper nested guards than there are tools: those around this one watch
            return
        sys.monitoring.use_tool_id(self.tool, "nag_helpers.learning.guard")
        watched = (sys.monitoring.events.LINE, sys.monitoring.events.JUMP)
        for event in watched:
            sys.monitoring.register_callback(self.tool, event, self.watch)
        sys.monitoring.set_events(self.tool, sum(watched))

    def __exit__(self, *_):
        if self.tool is not None:
            sys.monitoring.set_events(self.tool, 0)
            sys.monitoring.free_tool_id(self.tool)
        self.guard = None

    def watch(self, code, *where):
        """Look at lines and jumps of the learner's; ask not to be called again for others."""
        if not is_learners(code.co_filename):
            return sys.monitoring.DISABLE
        if threading.get_ident() == self.thread:
            self.look(sys._getframe(1))
        return None


@functools.lru_cache(maxsize=200)
def _jumps_to_itself(code):
    """Whether there is a loop of one instruction, ``while True: pass``: Python 3.11 reports no line events in it."""
    return any("JUMP" in one.opname and one.argval == one.offset for one in dis.get_instructions(code))


@functools.lru_cache(maxsize=200)
def _try_ranges(code):
    """Return the instruction offsets (start, end) inside ``try`` blocks, where an exception may be swallowed."""
    entries = getattr(dis.Bytecode(code), "exception_entries", ())
    return [(entry.start, entry.end) for entry in entries if not entry.lasti]


class _Printed(io.StringIO):
    """Standard output that forgets what goes beyond the limit, so that an endless print fills no memory."""

    def write(self, text):
        room = PRINTED_LIMIT - self.tell()
        if room > 0:
            super().write(text[:room])
        return len(text)


@functools.cache
def _library_folders():
    paths = sysconfig.get_paths()
    folders = [paths["stdlib"], paths["platstdlib"], paths["purelib"], paths["platlib"]]
    folders += [os.path.dirname(nag_helpers.__file__), *(entry for entry in sys.path if entry.endswith(".zip"))]
    with contextlib.suppress(AttributeError):  # a browser's Python has no user folder
        folders.append(site.getusersitepackages())
    return tuple(os.path.normcase(os.path.realpath(folder)) + os.sep for folder in folders if folder)


@functools.lru_cache(maxsize=2000)
def is_learners(filename):
    """Whether code of this file is the learner's: not the standard library's, an installed package's, or ours."""
    if filename.startswith("<") and not filename.startswith(("<ipython-input", "<stdin", "<string", "<doctest")):
        return False
    return not os.path.normcase(os.path.realpath(filename)).startswith(_library_folders())


def _line(filename, number):
    source = linecache.getline(filename, number).strip()
    if len(source) > SOURCE_LIMIT:
        source = source[:SOURCE_LIMIT] + " …"
    return f"line {number}, `{source}`" if source else f"line {number}"


def text_of(error):
    """Return what an error says, cut after 300 characters; an empty text if it cannot be asked."""
    return _safely("", lambda: str(error)[:ERROR_LIMIT])


def _line_of(error):
    """Return the last of the learner's lines on an error's way; None if there is none."""
    line, trace = None, error.__traceback__
    while trace is not None:
        if is_learners(trace.tb_frame.f_code.co_filename):
            line = _line(trace.tb_frame.f_code.co_filename, trace.tb_lineno)
        trace = trace.tb_next
    return line


def _sentence(error, line):
    """Say which error it was and in which of the learner's lines, with what may help."""
    text, kind = text_of(error), type(error).__name__
    said = f"{kind}: {text}" if text else kind
    end = "" if said.endswith((".", "?", "!")) else "."
    comma = "," if line and line.endswith("`") else ""  # after the line's text, where there is one
    sentence = f"Your {line}{comma} raised {said}{end}" if line else f"Calling your function raised {said}{end}"
    advice = advice_on(error, text)
    return f"{sentence} {advice}" if advice else sentence


def _named_arguments(function, args, kwargs):
    """Return names and values of a call's arguments."""
    try:
        return dict(inspect.signature(function).bind(*args, **kwargs).arguments)
    except (TypeError, ValueError):
        return {f"argument {i}": value for i, value in enumerate(args, 1)} | kwargs


def _same(now, was):
    if isinstance(now, np.ndarray):
        return now.shape == was.shape and now.dtype == was.dtype and now.tobytes() == was.tobytes()
    try:
        return bool(now == was)
    except ValueError:  # a list of arrays
        return len(now) == len(was) and all(np.array_equal(a, b) for a, b in zip(now, was))
