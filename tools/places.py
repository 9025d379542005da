"""Where things are in a checkout of the series."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = ROOT / "notebooks"
LEARN = ROOT / "learn"  # the learner's own copy, ignored by git
SOLVED = ROOT / "solved"  # the notebooks with their solutions filled in, ignored by git
SITE = ROOT / "site"  # the browser edition, ignored by git
SLIDES = ROOT / "slides"  # made by the command slides, ignored by git
VENV = ROOT / ".venv"
OTHER_ENVIRONMENTS = ROOT / ".environments"  # Colab's packages, and what builds the browser edition; ignored by git
REQUIREMENTS = ROOT / "requirements"  # the versions that are installed, with their hashes
PYPROJECT = ROOT / "pyproject.toml"


def python_in(venv):
    """Return the path of the Python interpreter of a virtual environment."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def notebook_files(folder=NOTEBOOKS):
    """Return the paths of the series' notebooks in ``folder``, in reading order."""
    return sorted(folder.glob("[0-9][0-9]_*.ipynb"))
