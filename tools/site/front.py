"""The front page: what this is, the race, the notebooks with their minutes, and the ways to open each."""

import shutil
from pathlib import Path
from string import Template

from tools import notebooks
from tools.places import ROOT
from tools.site import READ, RUN

PAGES = Path(__file__).with_name("pages")
INSTALL = "Python 3.11 or newer: get the files, then <code>python3 start.py</code> opens the series in JupyterLab."


def build(folder, where):
    """Write the front page into ``folder``, for a series that is published at ``where``."""
    shutil.copy(ROOT / "docs/race.png", folder)
    shutil.copytree(ROOT / "nag_helpers/data/fonts", folder / "fonts")  # the pictures' typeface, with its licence
    for name in ("front.css", "front.js"):
        shutil.copy(PAGES / name, folder)
    page = Template((PAGES / "front.html").read_text(encoding="utf-8"))
    outlines = notebooks.every().values()
    rows = "\n".join(row(entry, where) for entry in outlines)
    hours = round(sum(entry.minutes for entry in outlines) / 60)
    text = page.substitute(rows=rows, count=len(outlines), hours=hours, install=install(where), read=READ)
    (folder / "index.html").write_text(text, encoding="utf-8")


def row(entry, where):
    """Return a notebook's row of the list."""
    ways = {
        "read": f"{READ}/{entry.name}.html",
        "run here": f"{RUN}/notebooks/index.html?path={entry.name}.ipynb",
    }
    if where.repository:
        path = f"notebooks/{entry.name}.ipynb"
        ways |= {"Binder": where.binder(path), "Colab": where.colab(path)}
    title = entry.title.replace("Nesterov's accelerated gradient", "NAG")  # a row of the list is one line
    links = " · ".join(f'<a href="{address}">{way}</a>' for way, address in ways.items())
    return f'<li value="{int(entry.name[:2])}"><b>{title}</b> <span class="minutes">{entry.minutes} min</span> <span class="ways">{links}</span></li>'


def install(where):
    """Return the sentence on installing, with the address of the files where there is one."""
    if not where.repository:
        return INSTALL
    return INSTALL.replace("the files", f'<a href="https://github.com/{where.repository}">the files</a>')
