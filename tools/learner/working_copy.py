"""The learner's own copy of the notebooks, ``learn/``: without outputs, and never overwritten once it has been touched.

``learn/.originals.json`` remembers, for each copy, the hash of the original it was made from. A copy that still has that
hash is untouched and follows its original; any other is the learner's.
"""

import contextlib
import hashlib
import json

from tools import files, notebooks
from tools.places import LEARN, NOTEBOOKS, notebook_files
from tools.problems import Problem


def update(originals=NOTEBOOKS, learn=LEARN):
    """Bring ``learn`` up to date with the original notebooks; return what was done as a list of sentences.

    A copy of a notebook that is no longer in the series goes if nobody has touched it; otherwise it stays the learner's.
    """
    with _at_work_in(learn, notebook_files(originals)):
        copied_from = _read(learn)
        contents, said = {}, []
        for original in notebook_files(originals):
            copy, content = learn / original.name, _as_given(original)
            new, old = _hash(content), copied_from.get(original.name)
            now = _hash(copy.read_bytes()) if copy.exists() else None
            if now is None or (now == old != new):
                contents[copy] = content
                said.append(f"{original.name}: {'copied' if now is None else 'updated (you had not changed it)'}")
            elif now != new:
                if old != new:
                    reset = f"python3 start.py reset {original.name[:2]}"
                    said.append(f"{original.name}: kept as you left it; there is a newer version, for which: {reset}")
                continue
            copied_from[original.name] = new
        files.write_all(contents | _record(learn, copied_from))
        for name in copied_from.keys() - {original.name for original in notebook_files(originals)}:
            said += _left_behind(learn, name, copied_from.pop(name), originals)
        files.write_all(_record(learn, copied_from))
    return said


def _left_behind(learn, name, as_given, originals):
    """Remove an untouched copy of a notebook that is gone, or leave a learner's where it is; return what to say of it."""
    copy = learn / name
    if not copy.is_file():
        return []
    new = next((each.name for each in notebook_files(originals) if each.name[:2] == name[:2]), None)
    instead = f"is now {new}" if new else "is no longer part of the series"
    if _hash(copy.read_bytes()) == as_given:
        copy.unlink()
        return [f"{name}: removed (you had not changed it); it {instead}"]
    return [f"{name}: kept, it is yours; the notebook {instead}"]


def reset(name, originals=NOTEBOOKS, learn=LEARN):
    """Replace one copy by its original, keeping the learner's under another name; return what was done as sentences.

    ``name`` is a notebook's number, its name or its file name: ``3``, ``03`` or ``03_deriving_nag``.
    """
    original = notebooks.find(name, originals)
    said = []
    with _at_work_in(learn, [original]):
        copy, content = learn / original.name, _as_given(original)
        if copy.exists() and copy.read_bytes() != content:
            kept = _unused(learn / "before_reset", original)
            kept.parent.mkdir(exist_ok=True)
            files.write(kept, copy.read_bytes())
            said.append(f"Your version is kept as {kept.relative_to(learn.parent)}.")
        files.write_all({copy: content} | _record(learn, _read(learn) | {original.name: _hash(content)}))
    return [*said, f"{copy.relative_to(learn.parent)} is as new."]


@contextlib.contextmanager
def _at_work_in(learn, originals):
    """Make the folder, see that copies can stand in it, and keep other processes out of it for a while."""
    try:
        learn.mkdir(exist_ok=True)  # and no question first: another start.py may make it in between
    except FileExistsError:
        raise Problem(
            f"Your notebooks go into the folder {learn}, but that is no folder: rename or remove it."
        ) from None
    for original in originals:
        copy = learn / original.name
        if not copy.is_file() and (copy.is_symlink() or copy.exists()):
            raise Problem(f"Your copy of the notebook goes into {copy}, but that is no file: rename or remove it.")
    with files.locked(learn):
        files.sweep(learn)
        yield


def _as_given(original):
    """Return what a learner gets of an original: no answer stands under its question."""
    return notebooks.without_outputs(original.read_text(encoding="utf-8")).encode()


def _unused(folder, original):
    number = 1
    while (kept := folder / f"{original.stem}_{number}.ipynb").exists():
        number += 1
    return kept


def _hash(content):
    return hashlib.sha256(content).hexdigest()


def _read(learn):
    try:
        known = json.loads((learn / ".originals.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _record(learn, known):
    """Return the record as `files.write_all` takes it; nothing if it has not changed."""
    return {learn / ".originals.json": json.dumps(known, indent=1) + "\n"} if known != _read(learn) else {}
