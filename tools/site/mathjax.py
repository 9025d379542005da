"""MathJax for the reading pages: the few files of it that they need."""

import shutil

from tools import npm

#: The formulas' language in, HTML and its fonts out, MathML beside them for screen readers.
NEEDED = ("tex-chtml.js", "a11y/assistive-mml.js", "output/chtml/fonts/woff-v2")


def write(folder):
    """Put MathJax into ``folder``."""
    official = npm.ready("site") / "mathjax/es5"
    for name in NEEDED:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if (official / name).is_dir() else shutil.copy)(official / name, target)
