"""Runs a judgement in a child process where the system can fork, so that nothing a learner's answer does can hang or end the kernel.

What a guard cannot stop from inside (``sum(itertools.count())``, ``time.sleep(1e9)``, a loop that swallows every exception,
``os._exit``, a list that fills the memory) ends with the child. What comes back are texts, as JSON: no object of the learner's
ever reaches the kernel again, and what it started ends with the child. A fork costs tens of milliseconds. It is used on Linux alone, so also on Colab and Binder: elsewhere system
libraries do not survive it, or there is none.
"""

import contextlib
import faulthandler
import gc
import json
import os
import select
import signal
import sys
import time
import warnings

ROOM = 2 * 2**30  # bytes of memory that an answer may take
ENDED = "It ended the whole program, as `os._exit` or a crash in a library does. A function hands its result back with `return`."


class Silent(Exception):
    """The child gave no answer; the text says why to the learner."""


def is_possible():
    """Return whether judgements run in a child process here."""
    return sys.platform == "linux" and hasattr(os, "fork")


def call(judge, seconds):
    """Return ``judge()``, which JSON can hold, worked out in a child process.

    Parameters
    ----------
    judge : callable without arguments
        It may take ``seconds``; calling `still_running` begins them anew.
    seconds : float

    Raises
    ------
    Silent
        If the child ended without an answer, or had to be ended.
    """
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "multi-threaded": the child runs nothing but the judgement
        child = os.fork()
    if child == 0:
        _answer(judge, reading, writing)
    os.close(writing)
    with contextlib.suppress(OSError):  # the child does it too: whoever is first
        os.setpgid(child, child)
    try:
        return json.loads(_read(reading, seconds))
    except ValueError:
        raise Silent(ENDED) from None
    finally:
        os.close(reading)
        for end in (os.killpg, os.kill):  # first all that it has started and that has not left its group
            with contextlib.suppress(ProcessLookupError):
                end(child, signal.SIGKILL)
        os.waitpid(child, 0)


def still_running():
    """Tell the parent, if there is one, that the next ``seconds`` begin."""
    if _pipe is not None:
        os.write(_pipe, b" ")


END = b"\n"  # of an answer: what a child has started may hold the pipe open

_pipe = None  # in a child: where its answer goes


def _answer(judge, reading, writing):
    """Be the child: write the answer and end, whatever happens."""
    global _pipe
    try:
        os.setpgid(0, 0)
        me = os.getpid()
        gc.disable()  # nothing of the parent's is tidied up here
        faulthandler.disable()  # a crash is told by the parent, in a sentence
        os.close(reading)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the parent's
        _limit_memory()
        _pipe = writing
        text = json.dumps(judge())
        if os.getpid() == me:  # a copy that the answer has made of this process has nothing to say
            _write(writing, text.encode() + END)
    finally:
        os._exit(0)  # also after an exception: the parent hears that no answer came


def _limit_memory():
    """Let the child take only so much memory more than the parent has, and leave no core file."""
    import resource  # only where a child is possible

    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    with open("/proc/self/statm") as pages:
        now = int(pages.read().split()[0]) * resource.getpagesize()
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    wanted = now + ROOM
    resource.setrlimit(resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


def _write(pipe, data):
    while data:
        data = data[os.write(pipe, data) :]


def _read(pipe, seconds):
    """Read up to the end of the child's answer; each piece must come within the seconds."""
    pieces, end = [], time.monotonic() + seconds
    while True:
        if not select.select([pipe], [], [], max(0.0, end - time.monotonic()))[0]:
            raise Silent("")
        piece = os.read(pipe, 65536)
        pieces.append(piece)
        if not piece or END in piece:
            return b"".join(pieces).partition(END)[0]
        end = time.monotonic() + seconds
