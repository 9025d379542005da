"""What a room handed in: the progress files in a folder, whatever else lies there. Nothing is taken for granted of them."""

import hashlib
import json
import re
import unicodedata
import zipfile
from pathlib import Path

from nag_helpers.learning import game, progress, quiz
from tools.problems import Problem

LARGEST = 1_000_000  # bytes; a learner's file has some ten thousand
MOST = 20_000  # files in one zip
SKIPPED_FOLDERS = {".ipynb_checkpoints", ".venv", ".git", "node_modules", "__MACOSX"}
SECTIONS = {"exercises", "predictions", "recall", game.SECTION, quiz.SECTION}


def read(folder):
    """Return the progress of each learner, a list of dicts, and what was left out, (name, reason) each.

    A file that is handed in twice, under whatever names, is one learner's.

    Raises
    ------
    Problem
        If there is no such folder.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise Problem(f"There is no folder {shown(folder)}: name the one that holds the learners' progress files.")
    found, left_out = {}, []
    for name, content in _files(folder, left_out):
        try:
            held = progress.understood(content)
            if not SECTIONS & set(held):
                continue
            same = hashlib.sha256(json.dumps(held, sort_keys=True).encode()).digest()
        except ValueError:
            left_out.append((name, "not a progress file"))
            continue
        if same in found:
            left_out.append((name, "the same as another one"))
        found.setdefault(same, held)
    return list(found.values()), left_out


def _files(folder, left_out):
    """Yield the name and the bytes of every file that may be a learner's, also of those in zips."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if SKIPPED_FOLDERS & set(path.parts) or path.suffix.lower() not in (".json", ".zip") or not path.is_file():
            continue
        try:
            if path.is_symlink():
                left_out.append((name, "a link"))
            elif path.suffix.lower() == ".zip":
                yield from _in_zip(path, name, left_out)
            elif path.stat().st_size > LARGEST:
                left_out.append((name, "larger than any progress file"))
            else:
                yield name, path.read_bytes()
        except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as wrong:
            left_out.append((name, f"could not be read: {wrong}"))


def _in_zip(path, name, left_out):
    with zipfile.ZipFile(path) as packed:
        for one in packed.infolist()[:MOST]:
            inside = f"{name}/{one.filename}"
            if SKIPPED_FOLDERS & set(Path(one.filename).parts) or not one.filename.lower().endswith(".json"):
                continue
            with packed.open(one) as stream:
                content = stream.read(LARGEST + 1)  # what its list says of its size may be false
            if len(content) > LARGEST:
                left_out.append((inside, "larger than any progress file"))
            else:
                yield inside, content


def entry(learner, section, name):
    """Return what a learner's file holds under a name of a section: a dict, empty where it holds anything else."""
    entries = learner.get(section, {})
    found = entries.get(name) if isinstance(entries, dict) else None
    return found if isinstance(found, dict) else {}


def texts(value):
    """Return the texts of a list, each fit to be shown; nothing of what is no list."""
    return [shown(one) for one in value if isinstance(one, str)] if isinstance(value, list) else []


def shown(text, longest=200):
    """Return a text of unknown origin as a terminal may show it: in one line, without control signs and half characters."""
    kept = "".join(
        " " if unicodedata.category(sign)[0] == "Z" else sign
        for sign in str(text)
        if unicodedata.category(sign)[0] != "C"
    )
    kept = re.sub(" +", " ", kept).strip()
    return kept if len(kept) <= longest else f"{kept[:longest]}…"
