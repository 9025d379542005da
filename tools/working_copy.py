"""The learner's own copy of the notebooks, ``learn/``: never overwritten once it has been touched.

``learn/.originals.json`` remembers, for each copy, the hash of the original it was made from. A copy that still has that
hash is untouched and follows its original; any other is the learner's.
"""

import hashlib
import json
import shutil

from tools.places import LEARN, NOTEBOOKS, notebook_files
from tools.problems import UnknownName


def update(originals=NOTEBOOKS, learn=LEARN):
    """Bring ``learn`` up to date with the original notebooks; return what was done as a list of sentences."""
    learn.mkdir(exist_ok=True)
    copied_from = _read(learn)
    said = []
    for original in notebook_files(originals):
        copy, new = learn / original.name, _hash(original)
        old, now = copied_from.get(original.name), _hash(copy) if copy.exists() else None
        if now is None or (now == old != new):
            _copy(original, copy)
            said.append(f"{original.name}: {'copied' if now is None else 'updated (you had not changed it)'}")
        elif now != new:
            if old != new:
                reset = f"python3 start.py reset {original.name[:2]}"
                said.append(f"{original.name}: kept as you left it; there is a newer version, for which: {reset}")
            continue
        copied_from[original.name] = new
    _write(learn, copied_from)
    return said


def reset(name, originals=NOTEBOOKS, learn=LEARN):
    """Replace one copy by its original, keeping the learner's under another name; return what was done as sentences.

    ``name`` is a notebook's number, its name or its file name: ``3``, ``03`` or ``03_deriving_nag``.
    """
    original = find(name, originals)
    learn.mkdir(exist_ok=True)
    copy = learn / original.name
    said = []
    if copy.exists() and _hash(copy) != _hash(original):
        kept = _unused(learn / "before_reset", original)
        kept.parent.mkdir(exist_ok=True)
        copy.replace(kept)
        said.append(f"Your version is kept as {kept.relative_to(learn.parent)}.")
    _copy(original, copy)
    _write(learn, _read(learn) | {original.name: _hash(original)})
    return [*said, f"{copy.relative_to(learn.parent)} is as new."]


def find(name, folder=NOTEBOOKS):
    """Return the notebook that ``name`` means; UnknownName if it means none."""
    asked = name.removesuffix(".ipynb")
    files = notebook_files(folder)
    for file in files:
        if asked in (file.stem, file.stem[:2]) or (asked.isdigit() and int(asked) == int(file.stem[:2])):
            return file
    known = ", ".join(file.stem for file in files)
    raise UnknownName(f"There is no notebook {name!r}. There are: {known}.")


def _unused(folder, original):
    number = 1
    while (kept := folder / f"{original.stem}_{number}.ipynb").exists():
        number += 1
    return kept


def _copy(original, copy):
    """Copy by way of a second file, so that an interruption leaves no half a notebook."""
    half = copy.with_suffix(".part")
    shutil.copyfile(original, half)
    half.replace(copy)


def _hash(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _read(learn):
    try:
        known = json.loads((learn / ".originals.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _write(learn, known):
    half = learn / ".originals.part"
    half.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")
    half.replace(learn / ".originals.json")
