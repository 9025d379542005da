"""Files that are never seen half written, and one process at a time where two would get in each other's way."""

import contextlib
import errno
import os
import secrets

NEW = ".new"  # how a file ends that is not in its place yet


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
def locked(folder, waiting=None):
    """Let one process at a time work in ``folder``; who must wait prints ``waiting`` first, if it says something.

    The system gives the lock back when its process ends, however it ends.
    """
    with (folder / ".lock").open("a+b") as file:
        if not _lock(file, wait=False):
            if waiting:
                print(waiting, flush=True)
            _lock(file, wait=True)
        yield


def _lock(file, wait):
    """Return True when the lock is ours; False if another process holds it and we do not wait."""
    if os.name == "nt":
        return _lock_on_windows(file, wait)
    import fcntl

    with contextlib.suppress(OSError):  # some network drives cannot lock: there we go on without
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
    return True


def _lock_on_windows(file, wait):
    import msvcrt

    file.seek(0)
    while True:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except OSError as error:  # after ten seconds of waiting, or at once
            if not wait:
                return False
            if error.errno != errno.EDEADLK:
                raise
        else:
            return True


def sentence(error):
    """Return what went wrong with a file (an OSError) as one sentence."""
    names = [str(name) for name in (error.filename, error.filename2) if name is not None]
    reason = error.strerror or str(error)
    return f"{reason}: {names[-1]}." if names else f"{reason}."
