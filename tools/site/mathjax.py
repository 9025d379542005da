"""MathJax sets the formulas of the reading pages while the site is built: a page needs its fonts for them, and no script."""

import shutil
from pathlib import Path

from tools import npm
from tools.problems import Problem
from tools.processes import run_lines

FONTS = "mathjax"  # the folder of its fonts, beside the pages
SCRIPT = Path(__file__).with_name("formulas.mjs")


def set_formulas(folder):
    """Set the formulas of all pages in ``folder``, and put MathJax's fonts beside them."""
    official = npm.ready("site") / "mathjax/es5"
    shutil.copytree(official / "output/chtml/fonts/woff-v2", folder / FONTS)
    said = []
    if run_lines([shutil.which("node"), SCRIPT, official, FONTS, *sorted(folder.glob("*.html"))], said.append):
        raise Problem("The formulas could not be set. MathJax said:\n" + "\n".join(said[-20:]))
