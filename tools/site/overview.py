"""The notebooks as README.md lists them: number, title, minutes, and what a learner leaves with."""

import re
from dataclasses import dataclass

from tools.places import ROOT

ROW = re.compile(r"^\| (\d+) \| \[(.+?)\]\(notebooks/(\S+)\.ipynb\) \| (\d+) \| (.+?) \|$", re.MULTILINE)


@dataclass(frozen=True)
class Entry:
    """A row of README's table."""

    number: int
    title: str
    name: str
    minutes: int
    leaves_with: str


def entries():
    """Return all rows, in order."""
    found = ROW.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    return [Entry(int(number), title, name, int(minutes), text) for number, title, name, minutes, text in found]


def entry(path):
    """Return the row of the notebook at ``path``."""
    return next(entry for entry in entries() if entry.name == path.stem)
