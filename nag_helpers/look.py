"""The look of every picture: typeface, ink, the methods' colours, and axes in the series' style.

Importing this gives each matplotlib figure of the running Python the series' typeface (Inter, in ``data/fonts``), titles at
the left and quiet axes: also those that a learner draws, so that they stand well beside ours.

For a room the same figures are drawn in fewer inches, so that their letters are large where a picture fills a projected page. A deck of
slides says so to its kernel, in the environment variable ``NAG_PROJECTED``: ``pages`` where a picture fills the page, ``live`` where an
explorer has its controls beside it. For a telephone, where ``NAG_NARROW`` is set, they are as narrow as its screen, with what stands
side by side one below the other.
"""

import dataclasses
import os
import textwrap
from pathlib import Path

import matplotlib
import numpy as np
from matplotlib import font_manager, patheffects
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.text import Text

from nag_helpers import checks

INK = "#1d2129"  # titles, the minimum, and whatever belongs to no method
QUIET = "#4b525e"  # what is written along axes
EDGE = "#98a0ab"  # the axes themselves, and lines that only help the eye
FAINT = "#dfe3e8"  # grids
PAPER = "#ffffff"

#: From the floor of a valley up: light enough for every method's colour, and darker step by step in grey as well.
LAND = LinearSegmentedColormap.from_list(
    "land", ["#fffdf3", "#f4f3dc", "#e2ebd3", "#c9dfcd", "#b3d3c9", "#9fc6c2", "#90bbbe"]
)

PROJECTED = "NAG_PROJECTED"  # the variable
PAGE = 1280 / 96  # inches
FILLED = 1232 / 1280  # of its width, by a picture
PROJECTED_SIZE = 4.8, 2.45  # inches: 9 points become 24.1
THREE = 5.6, 2.85  # inches, for three panels: 9 points become 20
CROWDED = 6.4, 3.4  # inches, for tables and many panels: 9 points become 18
BESIDE = 4.8, 2.6  # inches, for a live explorer
PROJECTED_DPI = 400  # the picture is as wide as a large projector's page
PROJECTED_RATIO = 2  # dots of an explorer's picture for each pixel of a notebook's page
LETTER, STRONG = 0.54, 0.6  # of its size, a letter's width, and one's of a title
BESIDE_PANEL = 30  # points, for what stands along a panel's axis

NARROW = "NAG_NARROW"  # the variable
NARROW_WIDTH = 5  # inches: on a telephone 10 points become as many pixels
NARROW_HEIGHT = 3.2  # inches at most, for each of several panels
NARROW_DPI = 200

METHODS = ("gradient descent", "momentum", "NAG", "yours", "look-ahead c")

#: One colour, marker and line for each method, in every figure of the series: ``ax.plot(x, y, **STYLES["NAG"])``.
#: The colours differ in lightness, so that they stay apart in grey and under the common colour-vision deficiencies.
#: NAG is on top and strongest; what lies under it is wider, and shows on both sides.
STYLES = {
    name: {
        "color": color,
        "marker": marker,
        "markersize": size,
        "linestyle": line,
        "linewidth": width,
        "zorder": order,
        "markevery": (first, 0.12),
        "markeredgecolor": PAPER,
        "markeredgewidth": 0.6,
    }
    for name, color, marker, size, line, width, order, first in (
        ("gradient descent", "#6a6d72", "s", 4.5, "-", 2.8, 2.1, 0.0),
        ("momentum", "#de6508", "^", 5.5, "-", 1.6, 2.2, 0.04),
        ("NAG", "#0b4bab", "o", 4.5, "-", 2.2, 2.3, 0.08),
        ("yours", "#30061f", "D", 4.5, (0, (5, 1.5, 1.2, 1.5)), 1.7, 2.4, 0.06),
        ("look-ahead c", "#5a1a00", "P", 5.5, (0, (3, 1.5)), 1.7, 2.25, 0.02),
    )
}

#: A method's line where no point is an update, such as a rate against β; and its run, where each point is one.
LINES = {
    name: {each: style[each] for each in ("color", "linestyle", "linewidth", "zorder")}
    for name, style in STYLES.items()
}
DOTS = {
    name: {**style, "markevery": 1, "markersize": 3.5, "linewidth": min(style["linewidth"], 1.6)}
    for name, style in STYLES.items()
}


def halo(width):
    """Return the path effects that give a line of this width an edge of paper, which keeps it apart from any ground."""
    width = checks.positive("width", width)
    return [patheffects.Stroke(linewidth=width + 1.6, foreground=PAPER), patheffects.Normal()]


def figure(rows=1, columns=1, width=9, height=4, crowded=False, **kwargs):
    """Make a figure with one or more axes, in the series' look.

    Parameters
    ----------
    rows, columns : int
    width, height : float
        In inches of 100 pixels. At 9 inches or less a notebook shows the text at its true size, 10 points. For a room it has fewer inches.
    crowded : bool
        Whether for a room its letters have to be smaller, because names would lie on one another.
    **kwargs
        Passed on to `matplotlib.figure.Figure.subplots`, for example ``sharey=True``.

    Returns
    -------
    figure : matplotlib.figure.Figure
    axes : Axes, or array of Axes if there is more than one
    """
    rows, columns = checks.whole_number("rows", rows, least=1), checks.whole_number("columns", columns, least=1)
    width, height = checks.positive("width", width), checks.positive("height", height)
    if projected():
        width, height = CROWDED if crowded else _projected_size(height, rows * columns)
    stacked = narrow() and rows == 1 and width > NARROW_WIDTH
    if stacked:
        width, height = NARROW_WIDTH, height if columns == 1 else columns * min(0.9 * height, NARROW_HEIGHT)
    new = Figure(figsize=(width, height), dpi=100, layout="constrained", facecolor=PAPER)
    FigureCanvasAgg(new)
    axes = new.subplots(*((columns, 1) if stacked else (rows, columns)), **kwargs)
    if stacked and isinstance(axes, np.ndarray):
        axes = axes.T  # in the shape that was asked for
    for ax in np.ravel(axes):
        tidy(ax)
    return new, axes


def tidy(ax):
    """Give axes the series' look: no frame above and to the right, and a faint grid behind the data."""
    checks.instance_of("ax", ax, Axes, "a matplotlib Axes")
    ax.spines[["top", "right"]].set_visible(False)
    ax.grid(color=FAINT, linewidth=0.7)
    ax.set_axisbelow(True)
    return ax


def projected():
    """Whether pictures are drawn for a room."""
    return bool(os.environ.get(PROJECTED))


def narrow(figure=None):
    """Whether pictures are drawn for a telephone, or whether this figure is."""
    return bool(os.environ.get(NARROW)) and (figure is None or figure.get_size_inches()[0] <= NARROW_WIDTH)


def _projected_size(height, panels):
    """Return the size in inches of a figure that is so high in a notebook, and has so many panels."""
    return CROWDED if panels > 4 or height >= 4.6 else THREE if panels == 3 else PROJECTED_SIZE


def projected_explorer(height):
    """Return the size in inches of an explorer's picture that is so high in a notebook."""
    return CROWDED if height >= 4.5 else BESIDE if os.environ[PROJECTED] == "live" else PROJECTED_SIZE


def break_lines(figure):
    """Break titles and the names of axes that are too long for their panel."""
    width, height = 72 * figure.get_size_inches()
    for ax in figure.axes:
        spec = ax.get_subplotspec()
        columns, rows = (spec.get_gridspec().ncols, spec.get_gridspec().nrows) if spec else (1, 1)
        titles = {ax.get_title(place) for place in ("left", "center")}
        for text in (each for each in ax.get_children() if isinstance(each, Text) and each.get_text() in titles):
            _break(text, width / columns - BESIDE_PANEL, STRONG)
        _break(ax.xaxis.label, width / columns - BESIDE_PANEL, LETTER)
        _break(ax.yaxis.label, height / rows, LETTER)


def make_room(figure):
    """Widen a figure, at most by half, until no words in its panels are cut at its sides."""
    for _ in range(4):
        figure.canvas.draw()
        boxes = [text.get_window_extent() for ax in figure.axes for text in ax.texts if text.get_text()]
        if all(box.x0 >= 0 and box.x1 <= figure.bbox.width for box in boxes):
            return
        width, height = figure.get_size_inches()
        figure.set_size_inches(1.1 * width, height)


def _break(text, room, letter):
    """Break a text into lines that fit into so many points, with letters so wide for their size."""
    letters = int(room / (letter * text.get_fontsize()))
    text.set_text("\n".join(textwrap.wrap(text.get_text(), max(letters, 8))))


def _begin():
    """Let matplotlib know the typeface, and use it and the series' colours from now on."""
    for file in sorted((Path(__file__).parent / "data/fonts").glob("*.ttf")):
        font_manager.fontManager.addfont(file)
    known = font_manager.fontManager.ttflist
    bold = next(
        (
            font
            for font in known
            if font.name == "DejaVu Sans" and font.weight in (700, "bold") and font.style == "normal"
        ),
        None,
    )
    if bold:
        known.append(dataclasses.replace(bold, weight=600))  # lest matplotlib warns that it must take the bold one
    matplotlib.rcParams.update(
        {
            "font.family": ["Inter", "DejaVu Sans"],  # the second has what the first lacks, such as ∇
            "font.size": 10,
            "axes.titlesize": 11.5,
            "axes.titleweight": 600,
            "axes.titlelocation": "left",
            "axes.titlepad": 9,
            "axes.titlecolor": INK,
            "text.color": INK,
            "axes.labelcolor": QUIET,
            "axes.edgecolor": EDGE,
            "xtick.color": EDGE,
            "ytick.color": EDGE,
            "xtick.labelcolor": QUIET,
            "ytick.labelcolor": QUIET,
            "xtick.labelsize": 9.5,
            "ytick.labelsize": 9.5,
            "xtick.major.size": 3,
            "ytick.major.size": 3,
        }
    )


_begin()
