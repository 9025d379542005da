"""MathJax for the reading pages: the few files of it that they need, out of a package on PyPI that carries it whole."""

import zipfile
from pathlib import PurePosixPath

from tools import files
from tools.pip import pip_download
from tools.places import OTHER_ENVIRONMENTS

VERSION = "3.2.2"
CARRIED_BY = "sphinx-mathjax-offline==0.0.2"
#: The formulas' language in, HTML and its fonts out, MathML beside them for screen readers.
NEEDED = ("tex-chtml.js", "a11y/assistive-mml.js", "output/chtml/fonts/woff-v2/")
INSIDE = "static/mathjax/"


def write(folder, venv):
    """Put MathJax into ``folder``; its package is fetched once."""
    kept = OTHER_ENVIRONMENTS / "wheels"
    pattern = f"{CARRIED_BY.replace('-', '_').replace('==', '-')}-*.whl"
    if not list(kept.glob(pattern)):
        kept.mkdir(parents=True, exist_ok=True)
        pip_download(venv, CARRIED_BY, into=kept, log=kept / "nag-install.log")
    (wheel,) = kept.glob(pattern)
    with zipfile.ZipFile(wheel) as opened:
        for path in opened.namelist():
            name = path.partition(INSIDE)[2]
            if name.startswith(NEEDED) and not name.endswith("/"):
                target = folder / PurePosixPath(name)
                target.parent.mkdir(parents=True, exist_ok=True)
                files.write(target, opened.read(path))
