"""The front page: a race that runs without Python, and the notebooks by their questions, with the ways to open each."""

import html
import json
import re
import shutil
from pathlib import Path
from string import Template

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from nag_helpers import plots, png
from nag_helpers.explorers import race
from tools import notebooks
from tools.markdown import for_mathjax
from tools.places import ROOT
from tools.site import READ, RUN

TWO_HOURS = re.compile(r"^\*\*Two hours\?\*\*.*?(?=\n\n)", re.MULTILINE | re.DOTALL)  # README's paragraph
NOTEBOOK = re.compile(r'href="notebooks/(\w+)\.ipynb"')
PAGES = Path(__file__).with_name("pages")
OPENS = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>'
    '<meta http-equiv="refresh" content="0; url={address}"><a href="{address}">{title}</a></html>\n'
)
INSTALL = "Python 3.11 or newer: get the files, then <code>python3 start.py</code> opens the series in JupyterLab."

#: The race's grounds, as nag_helpers calls them, by their names in race.js: what the page calls them and the settings it begins with.
GROUNDS = {
    "ravine": (race.RAVINE, "ravine", {"alpha": 0.009, "beta": 0.85, "c": 1}),
    "Rosenbrock": ("Rosenbrock", "Rosenbrock's valley", {"alpha": 0.001, "beta": 0.95, "c": 1}),
    "Himmelblau": ("Himmelblau", "Himmelblau's four valleys", {"alpha": 0.01, "beta": 0.8, "c": 1}),
}


def build(folder, where):
    """Write the front page into ``folder``, for a series that is published at ``where``."""
    shutil.copy(ROOT / "docs/race.png", folder)  # what others show who link to the page
    shutil.copytree(ROOT / "nag_helpers/data/fonts", folder / "fonts")  # the pictures' typeface, with its licence
    for name in ("front.css", "front.js", "race.js", "boards.js", "state.js", "icon.svg"):
        shutil.copy(PAGES / name, folder)
    for name in GROUNDS:
        for dark in (False, True):
            (folder / f"land_{name}{'_dark' * dark}.png").write_bytes(land(name, dark))
    page = Template((PAGES / "front.html").read_text(encoding="utf-8"))
    outlines = list(notebooks.every().values())
    text = page.substitute(
        rows="\n".join(row(entry, where) for entry in outlines),
        count=len(outlines),
        first=outlines[0].name,
        frameworks=next(each.name for each in outlines if each.name.endswith("frameworks")),
        minutes=outlines[0].minutes,
        grounds=json.dumps(grounds()).replace("<", "\\u003c"),
        shared=f'<meta property="og:image" content="{where.site}race.png">' if where.site else "",
        install=install(where),
        two_hours=two_hours(),
        read=READ,
    )
    (folder / "index.html").write_text(text, encoding="utf-8")
    for entry in outlines:  # 0, 1, ...: addresses that are short enough for a blackboard
        short = folder / str(int(entry.number)) / "index.html"
        short.parent.mkdir()
        short.write_text(OPENS.format(title=html.escape(entry.title), address=f"../{_runs(entry)}"), encoding="utf-8")


def land(name, dark=False):
    """Return the picture of a ground without axes, a PNG."""
    figure = Figure(figsize=(6, 4.8), dpi=100)
    canvas = FigureCanvasAgg(figure)
    ax = figure.add_axes((0, 0, 1, 1))
    for artist in plots.surface(ax, race.SURFACES[GROUNDS[name][0]][0]):
        if artist.get_label() == "minimum":
            artist.remove()  # the page draws it, at the size of the page
    ax.set_axis_off()
    canvas.draw()
    return png.encode(canvas, dark)


def grounds():
    """Return what the page must know of each ground: its window, start, goals and settings, and how each walk is drawn there."""
    described = {}
    for name, (surface, called, settings) in GROUNDS.items():
        objective = race.SURFACES[surface][0]
        described[name] = {
            "name": called,
            "window": [list(sides) for sides in objective.window],
            "start": objective.start.tolist(),
            "goals": np.atleast_2d(objective.minimiser).tolist(),
            "look": {method: _look(method) for method in ("gradient descent", "momentum", "NAG", race.AHEAD)},
            **settings,
        }
    return described


def _look(method):
    style = plots.STYLES[method]
    color = style["color"]
    red_green_blue = [int(color[at : at + 2], 16) for at in (1, 3, 5)]
    dark = "#" + "".join(f"{level:02x}" for level in png.darkened(red_green_blue)[0])
    drawn = {"marker": style["marker"], "width": style["linewidth"]}
    return {"light": {"color": color, **drawn}, "dark": {"color": dark, **drawn}}


def two_hours():
    """Return the way through the series in two hours, as README tells it, with links to the reading pages."""
    told = TWO_HOURS.search((ROOT / "README.md").read_text(encoding="utf-8"))[0]
    return NOTEBOOK.sub(rf'href="{READ}/\1.html"', for_mathjax(told))


def row(entry, where):
    """Return a notebook's row of the list: its question, and how to read or run it."""
    path = f"notebooks/{entry.name}.ipynb"
    elsewhere = {"Binder": where.binder(path), "Colab": where.colab(path)} if where.repository else {}
    title = html.escape(entry.title.replace("Nesterov's accelerated gradient", "NAG"), quote=False)
    links = "".join(f' · <a href="{address}">{way}</a>' for way, address in elsewhere.items())
    return (
        f"<li><b>{html.escape(entry.question or title, quote=False)}</b>"
        f'<span class="ways"><a class="read" href="{READ}/{entry.name}.html" aria-label="Read {title}">Read</a>'
        f'<a class="run" href="{_runs(entry)}" aria-label="Run {title}">Run</a></span>'
        f'<span class="about">{int(entry.number)} · {title} · {entry.minutes} minutes{links}</span></li>'
    )


def _runs(entry):
    return f"{RUN}/notebooks/index.html?path={entry.name}.ipynb"


def install(where):
    """Return the sentence on installing, with the address of the files where there is one."""
    if not where.repository:
        return INSTALL
    return INSTALL.replace("the files", f'<a href="https://github.com/{where.repository}">the files</a>')
