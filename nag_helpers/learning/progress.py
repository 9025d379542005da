"""What a learner has done so far: one small file, ``progress.json``, beside the notebooks.

What it holds, and how to switch that off, is said in `WHAT_IS_KEPT`, which learners read. The file is read anew every time and replaced whole
while `files.locked` keeps others away, so that several notebooks can use it at once.
Losing it loses nothing but ticks: where it cannot be read or written we go on without, and remember until the kernel stops. A file that cannot be read is kept under another name before a new one takes its place.
The environment variable NAG_PROGRESS names another folder for it; tests use that.
"""

import itertools
import json
import os
import secrets
from pathlib import Path

from nag_helpers import files

LOCK_SECONDS = 60  # that a write waits for those of other notebooks: after them it counts as one that could not be made
SETTINGS = "settings"
SECTIONS = ("exercises", "predictions", "recall", "games", "quiz", SETTINGS)

WHAT_IS_KEPT = """\
which exercises you have solved, the names of the mistakes that a check recognised, and how often it knew none: nothing else of your code
your votes on questions: what you predicted, how sure you were, your own words after "because", and what you saw
what you tried and submitted in the tuning game, and what it scored
your answers to the quiz before and after a course
on which days you answered a recall question, and whether you were right
a random number, which decides in which order you see the options of a question"""

_new_seed = secrets.randbelow(2**32)  # of a learner of whom nothing is kept yet
_unkept = {}  # section -> {name: entry, None to remove it}: what is not to be kept, since the kernel started
_unwritten = {}  # section -> {name: entry, None to remove it}: what could not be written since the kernel started


def file():
    """Return where the progress file is: a Path in the kernel's folder, or in the one NAG_PROGRESS names."""
    return Path(os.environ.get("NAG_PROGRESS") or ".").absolute() / "progress.json"


def read(section):
    """Return what a section ("exercises" or "predictions") holds, a dict from names to entries.

    A missing, unreadable or corrupt file counts as empty; so does an entry that is not a dict. What could not be written
    to the file counts as if it had been.
    """
    try:
        content = understood(file().read_bytes())
    except (OSError, ValueError):
        content = {}
    entries = _with_changes(content.get(section), _unwritten.get(section, {}) | _unkept.get(section, {}))
    return {name: entry for name, entry in entries.items() if isinstance(entry, dict)}


def write(section, name, entry):
    """Set one entry, a dict of JSON values, or remove it with None.

    Returns
    -------
    bool
        False if the file could not be written. It is then as it was, and the entry lasts until the kernel stops, as it does where nothing
        is to be kept.

    Raises
    ------
    TypeError
        If JSON cannot hold the entry.
    """
    json.dumps(entry)
    if section != SETTINGS and not keeps():
        _unkept.setdefault(section, {})[name] = entry
        return True
    _unwritten.setdefault(section, {})[name] = entry
    return _write_file()


def reset(section):
    """Forget a section. Return False if the file could not be written: it is then forgotten until the kernel stops."""
    _unwritten[section] = dict.fromkeys(read(section))
    _unkept.pop(section, None)
    return _write_file()


def keeps():
    """Return whether anything is written down besides the settings."""
    return read(SETTINGS).get("kept", {}).get("wanted", True) is not False


def keep(wanted):
    """Decide whether anything is written down. With False what was is deleted, and lasts until the kernel stops.

    Parameters
    ----------
    wanted : bool
    """
    held = {section: read(section) for section in SECTIONS if section != SETTINGS}
    write(SETTINGS, "kept", {"wanted": bool(wanted)})
    for section, entries in held.items():
        if wanted:
            _unwritten.setdefault(section, {}).update(entries)
            _unkept.pop(section, None)
        else:
            reset(section)
            _unkept[section] = entries
    if not wanted:
        write(SETTINGS, "order", None)
    _write_file()


def remembers_mistakes():
    """Return whether the names of the mistakes that checks recognise are written down too."""
    return read("settings").get("mistakes", {}).get("remembered", True) is not False


def remember_mistakes(wanted):
    """Decide whether the names of the mistakes that checks recognise are written down. Those that were are forgotten with False.

    Parameters
    ----------
    wanted : bool
    """
    write("settings", "mistakes", {"remembered": bool(wanted)})
    if not wanted:
        for name, entry in read("exercises").items():
            if "mistakes" in entry:
                write("exercises", name, {key: value for key, value in entry.items() if key != "mistakes"})


def seed():
    """Return the number that decides the order in which this learner sees options: theirs for good once something is kept."""
    kept = read("settings").get("order", {}).get("seed")
    return kept if isinstance(kept, int) else _new_seed


def keep_seed():
    """Write `seed` down, if that was not done yet."""
    if keeps() and read(SETTINGS).get("order", {}).get("seed") != seed():
        write("settings", "order", {"seed": seed()})


def is_kept():
    """Return whether everything is in the file, so that it outlasts the kernel."""
    return not _unwritten


def _with_changes(entries, changes):
    """Return a section's entries, which may be corrupt, with changes made."""
    changed = {**(entries if isinstance(entries, dict) else {}), **changes}
    return {name: entry for name, entry in changed.items() if entry is not None}


def understood(content):
    """Return what a progress file's bytes hold, a dict from sections to dicts; ValueError if they hold anything else.

    What stands beside our sections is a newer version's, and may be anything.
    """
    try:
        held = json.loads(content.decode("utf-8-sig"))
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(held, dict) or not all(isinstance(held.get(section, {}), dict) for section in SECTIONS):
        raise ValueError("not a dict of sections")
    return held


def _write_file():
    """Read the file, change it and replace it, while no other notebook does."""
    path = Path(os.path.realpath(file()))  # a link stays, and what it leads to changes
    try:
        with files.locked(path.parent, seconds=LOCK_SECONDS):
            content = _read_or_keep_aside(path)
            for section, changes in _unwritten.items():
                content[section] = _with_changes(content.get(section), changes)
            if path.exists() and not os.access(path, os.W_OK):
                raise PermissionError(f"{path} is read-only")
            # Half a character (a lone surrogate), which UTF-8 cannot hold, becomes its escape in JSON.
            files.write(path, json.dumps(content, indent=1, ensure_ascii=False).encode(errors="backslashreplace"))
    except OSError:  # a read-only folder, a full disk, a lock that is never given back
        return False
    _unwritten.clear()
    return True


def _read_or_keep_aside(path):
    """Return what the file holds. One that cannot be understood is copied under another name, and that is said."""
    if not path.exists():
        return {}
    content = path.read_bytes()
    try:
        return understood(content)
    except ValueError:
        if content.strip():
            kept = _keep(content, path)
            print(f"{path.name} could not be read. It is kept as {kept.name}, and a new file takes its place.")
        return {}


def _keep(content, path):
    """Write a file's bytes beside it under a name that is not taken; return that."""
    for number in itertools.count(1):
        kept = path.with_name(f"{path.stem}_unreadable_{number}.json")
        try:
            with kept.open("xb") as new:
                new.write(content)
        except FileExistsError:
            continue
        return kept
