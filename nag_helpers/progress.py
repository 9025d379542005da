"""What a learner has done so far: one small file, ``progress.json``, beside the notebooks.

It holds the outcome of each exercise and each prediction. It is read anew every time and replaced whole, so that two
notebooks can use it at once. Losing it loses nothing but ticks: where it cannot be read or written we go on without.
The environment variable NAG_PROGRESS names another folder for it; tests use that.
"""

import contextlib
import json
import os
import tempfile
import time
from pathlib import Path

LOCK_SECONDS = 2  # after which another notebook's lock counts as left behind


def file():
    """Return where the progress file is: a Path in the kernel's folder, or in the one NAG_PROGRESS names."""
    return Path(os.environ.get("NAG_PROGRESS") or ".").absolute() / "progress.json"


def read(section):
    """Return what a section ("exercises" or "predictions") holds, a dict from names to entries.

    A missing, unreadable or corrupt file counts as empty; so does an entry that is not a dict.
    """
    entries = _read_file().get(section)
    if not isinstance(entries, dict):
        return {}
    return {name: entry for name, entry in entries.items() if isinstance(entry, dict)}


def write(section, name, entry):
    """Set one entry, a dict of JSON values, or remove it with None.

    Returns
    -------
    bool
        False if the file could not be written. It is then as it was.
    """

    def change(content):
        entries = content.get(section) if isinstance(content.get(section), dict) else {}
        entries = {**entries, name: entry}
        content[section] = {key: value for key, value in entries.items() if value is not None}

    return _change(change)


def reset(section=None):
    """Forget a section, or everything. Return False if the file could not be written."""
    if section is None:
        return _change(dict.clear)
    return _change(lambda content: content.pop(section, None))


def _read_file():
    try:
        content = json.loads(file().read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def _change(change):
    """Read, change and replace the file, while no other notebook does."""
    path = file()
    try:
        with _locked(path.with_suffix(".lock")):
            content = _read_file()
            change(content)
            _replace(path, json.dumps(content, indent=1, ensure_ascii=False))
    except OSError:  # a read-only folder, a full disk
        return False
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
