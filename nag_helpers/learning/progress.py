"""What a learner has done so far: one small file, ``progress.json``, beside the notebooks.

It holds the outcome of each exercise and each prediction. It is read anew every time and replaced whole, so that two
notebooks can use it at once. Losing it loses nothing but ticks: where it cannot be read or written we go on without,
and remember until the kernel stops.
The environment variable NAG_PROGRESS names another folder for it; tests use that.
"""

import contextlib
import json
import os
import tempfile
import time
from pathlib import Path

LOCK_SECONDS = 2  # after which another notebook's lock counts as left behind

_unwritten = {}  # section -> {name: entry, None to remove it}: what could not be written since the kernel started


def file():
    """Return where the progress file is: a Path in the kernel's folder, or in the one NAG_PROGRESS names."""
    return Path(os.environ.get("NAG_PROGRESS") or ".").absolute() / "progress.json"


def read(section):
    """Return what a section ("exercises" or "predictions") holds, a dict from names to entries.

    A missing, unreadable or corrupt file counts as empty; so does an entry that is not a dict. What could not be written
    to the file counts as if it had been.
    """
    entries = _with_changes(_read_file().get(section), _unwritten.get(section, {}))
    return {name: entry for name, entry in entries.items() if isinstance(entry, dict)}


def write(section, name, entry):
    """Set one entry, a dict of JSON values, or remove it with None.

    Returns
    -------
    bool
        False if the file could not be written. It is then as it was, and the entry lasts until the kernel stops.
    """
    _unwritten.setdefault(section, {})[name] = entry
    return _write_file()


def reset(section):
    """Forget a section. Return False if the file could not be written: it is then forgotten until the kernel stops."""
    _unwritten[section] = dict.fromkeys(read(section))
    return _write_file()


def is_kept():
    """Return whether everything is in the file, so that it outlasts the kernel."""
    return not _unwritten


def _with_changes(entries, changes):
    """Return a section's entries, which may be corrupt, with changes made."""
    changed = {**(entries if isinstance(entries, dict) else {}), **changes}
    return {name: entry for name, entry in changed.items() if entry is not None}


def _read_file():
    try:
        content = json.loads(file().read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def _write_file():
    """Read the file, change it and replace it, while no other notebook does."""
    path = file()
    try:
        with _locked(path.with_suffix(".lock")):
            content = _read_file()
            for section, changes in _unwritten.items():
                content[section] = _with_changes(content.get(section), changes)
            _replace(path, json.dumps(content, indent=1, ensure_ascii=False))
    except OSError:  # a read-only folder, a full disk
        return False
    _unwritten.clear()
    return True


def _replace(path, text):
    """Write a file beside the old one and put it in its place, so that there is never half a file."""
    handle, new = tempfile.mkstemp(prefix=path.name, suffix=".new", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
        if path.exists() and not os.access(path, os.W_OK):
            raise PermissionError(f"{path} is read-only")
        os.replace(new, path)
    except OSError:
        os.unlink(new)
        raise


@contextlib.contextmanager
def _locked(lock):
    """Hold a lock file, made by one process at a time; one that was left behind is taken over."""
    waited_until = time.monotonic() + LOCK_SECONDS
    while True:
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            break
        except FileExistsError:
            if time.monotonic() > waited_until:
                break
            time.sleep(0.01)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            os.unlink(lock)
