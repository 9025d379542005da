"""Files that are never seen half written, and one process at a time where two would get in each other's way.

The package and the tools both write through this file. It needs Python alone, and so it also works before anything is installed.
"""

import contextlib
import os
import secrets
import time

try:
    from fcntl import LOCK_EX, LOCK_NB, flock
except ImportError:  # Windows, and a browser's Python, whose fcntl has no lock in it
    flock = None
try:
    import msvcrt
except ImportError:  # everywhere but on Windows
    msvcrt = None

NEW = ".new"  # how a file ends that is not in its place yet
LOCK = ".lock"  # the file that whoever works in a folder holds; it stays there


def write(path, content):
    """Give one file its new content (bytes, or text in UTF-8), whole or not at all."""
    write_all({path: content})


def write_all(contents):
    """Give several files their new contents, a dict from path to bytes or text.

    Everything is written beside the files first and put in its place then: where the disk is full or a folder read-only,
    nothing has changed. A link stays a link, and a file keeps its permissions.
    """
    beside = {}
    try:
        for path, content in contents.items():
            place = path.resolve()
            new = place.with_name(f".{place.name}.{secrets.token_hex(4)}{NEW}")
            beside[new] = place
            with new.open("xb") as file:
                file.write(content.encode() if isinstance(content, str) else content)
                file.flush()
                os.fsync(file.fileno())
            if place.exists():
                new.chmod(place.stat().st_mode)
        for new, place in beside.items():
            new.replace(place)
    finally:
        for new in beside:
            new.unlink(missing_ok=True)


def sweep(folder):
    """Remove what a killed process has left unfinished in ``folder``; only for one who holds its lock."""
    digits = "[0-9a-f]" * 8
    for left in folder.glob(f".*.{digits}{NEW}"):
        left.unlink()


@contextlib.contextmanager
def locked(folder, waiting=None, seconds=float("inf")):
    """Let one process, and one thread of it, at a time work in ``folder``.

    Who holds the lock keeps it until the work is done; the system gives it back when its process ends, however it ends. Where there are no
    locks (a browser's Python, some network drives) the work goes on without.

    Parameters
    ----------
    folder : Path
    waiting : str, optional
        Printed before a wait.
    seconds : float
        How long to wait at most.

    Raises
    ------
    TimeoutError
        If another still holds the lock then.
    OSError
        If nothing can be written in the folder.
    """
    with (folder / LOCK).open("a+b") as file:
        end = time.monotonic() + seconds
        while not _is_ours(file):
            if waiting:
                print(waiting, flush=True)
                waiting = None
            if time.monotonic() > end:
                raise TimeoutError(f"{folder / LOCK} is held by another process")
            time.sleep(0.01)
        yield


def _is_ours(file):
    """Take the lock if nobody holds it; False if somebody does."""
    try:
        if flock:
            flock(file, LOCK_EX | LOCK_NB)
        elif msvcrt:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:  # a file system that cannot lock
        return True
    return True


def sentence(error):
    """Return what went wrong with a file (an OSError) as one sentence."""
    names = [str(name) for name in (error.filename, error.filename2) if name is not None]
    reason = error.strerror or str(error)
    return f"{reason}: {names[-1]}." if names else f"{reason}."
