"""Figures of the series: they take Paths and Axes, return Artists, and know no widget.

Figures are drawn by matplotlib's Agg and never touch pyplot, so nothing is left open and nothing is shown twice. A
notebook cell ends with `show`, which gives the picture together with words for those who cannot see it.
"""

import base64
import html
import io
from collections.abc import Mapping

import numpy as np
from matplotlib import ticker
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from PIL import Image

from nag_helpers import checks, png
from nag_helpers.objectives import Objective
from nag_helpers.paths import Path

METHODS = ("gradient descent", "momentum", "NAG", "yours")

#: One colour, marker and line style for each method, in every figure of the series: ``ax.plot(x, y, **STYLES["NAG"])``.
#: The colours differ in lightness, so that they stay apart in grey and under the common colour-vision deficiencies.
#: NAG is on top and strongest. Where two curves are one, the markers of the lower one stand between NAG's, and show it.
STYLES = {
    name: {"color": color, "marker": marker, "markersize": size, "linestyle": linestyle, "linewidth": width,
           "zorder": order, "markevery": (first, 0.12), "markeredgecolor": "white", "markeredgewidth": 0.5}
    for name, color, marker, size, linestyle, width, order, first in (
        ("gradient descent", "#676767", "s", 5, (0, (1.2, 1.2)), 1.5, 2.1, 0.0),
        ("momentum", "#de6508", "^", 7.5, (0, (5, 1.6)), 1.7, 2.2, 0.04),
        ("NAG", "#0a46a0", "o", 6, "-", 2.2, 2.3, 0.08),
        ("yours", "#30061f", "D", 5.5, (0, (5, 1.5, 1.2, 1.5)), 1.7, 2.4, 0.06),
    )
}

INK = "#333333"  # text, axes and whatever belongs to no method
FAINT = "#c5ccd6"  # contour lines and grids: they may fade behind the paths
HEIGHTS = LinearSegmentedColormap.from_list("heights", ["#ffffff", "#edf1f6"])
SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
LOWEST_LOSS = 1e-16  # a log axis has no zero; float64 tells nothing below this apart

_BATCH = "a picture shows single runs, so path must be one, got a batch of shape {}; take one run out of it first, as in path.run(0)"


def figure(rows=1, columns=1, width=9, height=4, **kwargs):
    """Make a figure with one or more axes, in the series' look.

    Parameters
    ----------
    rows, columns : int
    width, height : float
        In inches of 100 pixels. At 9 inches or less a notebook shows the text at its true size, 10 points.
    **kwargs
        Passed on to `matplotlib.figure.Figure.subplots`, for example ``sharey=True``.

    Returns
    -------
    figure : matplotlib.figure.Figure
    axes : Axes, or array of Axes if there is more than one
    """
    rows, columns = checks.whole_number("rows", rows, least=1), checks.whole_number("columns", columns, least=1)
    width, height = checks.positive("width", width), checks.positive("height", height)
    new = Figure(figsize=(width, height), dpi=100, layout="constrained", facecolor="white")
    FigureCanvasAgg(new)
    axes = new.subplots(rows, columns, **kwargs)
    for ax in np.ravel(axes):
        tidy(ax)
    return new, axes


def tidy(ax):
    """Give axes the series' look: no frame above and to the right, and a faint grid behind the data."""
    _check_drawing(ax)
    ax.spines[["top", "right"]].set_visible(False)
    ax.spines[["left", "bottom"]].set_color(INK)
    ax.tick_params(colors=INK)
    ax.grid(color=FAINT, linewidth=0.6, alpha=0.6)
    ax.set_axisbelow(True)
    return ax


def window(objective):
    """Return the part of an objective worth drawing: a (low, high) pair for each coordinate."""
    checks.instance_of("objective", objective, Objective, "an Objective")
    return objective.window or tuple((x - 3, x + 3) for x in objective.start)


def surface(ax, objective):
    """Draw an objective of one or two dimensions: a curve, or contours of equal area, with the minimiser marked.

    Parameters
    ----------
    ax : Axes
        Its limits are set to the objective's window and stay there.
    objective : Objective

    Returns
    -------
    list of artists

    Raises
    ------
    ValueError
        If the objective has more than two dimensions.
    """
    _check_drawing(ax, objective)
    if objective.dimension > 2:
        raise ValueError(f"only one or two dimensions can be drawn, got {objective.dimension}")
    return (_curve if objective.dimension == 1 else _contours)(ax, objective)


def _check_drawing(ax, objective=None, paths=()):
    """TypeError if these are no Axes, no Objective or no Paths."""
    checks.instance_of("ax", ax, Axes, "a matplotlib Axes")
    if objective is not None:
        checks.instance_of("objective", objective, Objective, "an Objective")
    for run in paths:
        checks.instance_of("path", run, Path, "a Path, as descend returns it")


def _curve(ax, objective):
    (low, high), = window(objective)
    x = np.linspace(low, high, 400)
    z = _values(objective, x[:, None])
    artists = ax.plot(x, z, color=INK, linewidth=1.2)
    if objective.minimiser is not None:
        points = np.ravel(objective.minimiser)
        artists += _mark_minimiser(ax, points, _values(objective, points[:, None]))
    ax.grid(False)
    bottom, top = np.nanmin(z, initial=np.inf), np.nanmax(z, initial=-np.inf)
    if bottom < top:
        ax.set_ylim(bottom - 0.06 * (top - bottom), top)
    ax.set(xlim=(low, high), xlabel="θ", ylabel="J(θ)", autoscale_on=False)
    return artists


def _contours(ax, objective, points=161):
    (left, right), (bottom, top) = window(objective)
    x, y = np.meshgrid(np.linspace(left, right, points), np.linspace(bottom, top, points))
    z = _values(objective, np.stack([x, y], axis=-1))
    artists = []
    if np.nanmin(z, initial=np.inf) < np.nanmax(z, initial=-np.inf):
        # each ring between two levels covers a little more of the window than the one inside it
        levels = np.unique(np.nanquantile(z, np.linspace(0, 1, 15) ** 2))
        artists += [ax.contourf(x, y, z, levels, cmap=HEIGHTS), ax.contour(x, y, z, levels, colors=FAINT, linewidths=0.8)]
    if objective.minimiser is not None:
        artists += _mark_minimiser(ax, *np.atleast_2d(objective.minimiser).T)
    ax.grid(False)
    ax.set(xlim=(left, right), ylim=(bottom, top), xlabel="θ₁", ylabel="θ₂", autoscale_on=False)
    return artists


def _values(objective, theta):
    """Return the objective's values with NaN for whatever cannot be drawn."""
    with np.errstate(all="ignore"):
        z = np.asarray(objective.value(theta), dtype=float)
        return np.where(np.abs(z) < 1e100, z, np.nan)


def _mark_minimiser(ax, x, y):
    return ax.plot(x, y, "+", color=INK, markersize=11, markeredgewidth=1.6, label="minimum")


def path(ax, path, name):
    """Draw a run on its surface: points and lines in two dimensions, or along the curve in one.

    A run that diverged ends in a cross where it left the picture.

    Parameters
    ----------
    ax : Axes
        With its limits set, as `surface` leaves them.
    path : Path or None
        A single run; None draws nothing yet, see `move_path`.
    name : str
        Whose run it is, one of `METHODS`.

    Returns
    -------
    list of artists
        The line, and the cross.
    """
    _check_drawing(ax, paths=() if path is None else (path,))
    artists = _line_and_cross(ax, name)
    if path is not None:
        move_path(artists, path)
    return artists


def move_path(artists, path, rows=None):
    """Let the artists that `path` made show (the first ``rows`` rows of) another run."""
    line, cross = artists
    ax = line.axes
    points = _points(path)[:rows]
    if len(points) == 0 or not np.isfinite(points[0]).all():
        line.set_data([], [])
        cross.set_data([], [])
        return
    low, high = np.array([ax.get_xlim(), ax.get_ylim()]).T
    diverged = bool(path.diverged) and path.t[len(points) - 1] >= path.diverged_at
    points = points[np.isfinite(points).all(axis=1)]
    if diverged:
        points = _up_to_the_border(points, low, high)
    far = 20 * (high - low)
    line.set_data(*np.clip(points, low - far, high + far).T)
    line.set_markevery(1 if len(points) <= 40 else marks(line.get_label(), 0.05))
    cross.set_data(*(points[-1:].T if diverged else ([], [])))


def marks(name, every):
    """Return where a method's markers stand on a line, for `set_markevery`: those of other methods stand between them."""
    checks.positive("every", every)
    first = every * STYLES[checks.one_of("name", name, METHODS)]["markevery"][0] / 0.12
    return (int(first) if isinstance(every, int) else first), every


def _points(path):
    """Return the points of a run to draw, shape (rows, 2)."""
    if path.theta.ndim != 2:
        raise ValueError(_BATCH.format(path.theta.shape[1:-1]))
    d = path.theta.shape[-1]
    if d > 2:
        raise ValueError(f"only one or two dimensions can be drawn, got {d}")
    return path.theta if d == 2 else np.column_stack([path.theta[:, 0], path.loss])


def _up_to_the_border(points, low, high):
    """Return the points as far as they stay in the picture, and the one where they leave it, if they do."""
    outside = ((points < low) | (points > high)).any(axis=1)
    first = outside.argmax() if outside.any() else len(points)
    if first in (0, len(points)):
        return np.clip(points[:first or 1], low, high)
    inner, move = points[first - 1], points[first] - points[first - 1]
    moving = move != 0
    share = (np.where(move > 0, high, low) - inner)[moving] / move[moving]
    return np.vstack([points[:first], np.clip(inner + share.min() * move, low, high)])


def losses(ax, paths_by_name, minimum=0.0, goal=None):
    """Draw losses above the minimum against the number of updates, on a log axis; a cross marks divergence.

    Parameters
    ----------
    ax : Axes
    paths_by_name : dict, name -> Path
        Single runs, named as in `METHODS`.
    minimum : float or None
        What to subtract. Where it is not known (None) the losses themselves are drawn on a linear axis.
    goal : float, optional
        Draws a horizontal line here.

    Returns
    -------
    list of artists
        A line and a cross for each run.
    """
    checks.instance_of("paths_by_name", paths_by_name, Mapping, "a dict from a method's name to its Path")
    _check_drawing(ax, paths=paths_by_name.values())
    minimum = None if minimum is None else checks.within("minimum", minimum, -np.inf, np.inf)
    goal = None if goal is None else checks.positive("goal", goal)
    heights = {name: _heights(path, minimum) for name, path in paths_by_name.items()}
    low, high = _range_of(heights.values(), minimum is None)
    loss_axes(ax, max((p.t[-1] for p in paths_by_name.values()), default=1), low, high, minimum is not None, goal)
    artists = []
    for name, run in paths_by_name.items():
        pair = loss_line(ax, name)
        move_loss(pair, run, minimum)
        artists += pair
    if paths_by_name:
        legend(ax)
    return artists


def legend(ax):
    """Name the lines above the axes, where the names cover nothing."""
    _check_drawing(ax)
    handles, labels = ax.get_legend_handles_labels()
    return ax.legend(handles, labels, loc="lower left", bbox_to_anchor=(-0.14, 1.0), frameon=False, borderaxespad=0.2,
                     ncols=3 if len(labels) == 3 else 2, handlelength=2, handletextpad=0.4, columnspacing=0.8)


def loss_axes(ax, steps, low, high, log=True, goal=None):
    """Prepare axes for losses from ``low`` to ``high`` over a number of updates."""
    _check_drawing(ax)
    steps = checks.within("steps", steps, 0, np.inf)
    low, high = (checks.within(name, limit, -np.inf, np.inf) for name, limit in (("low", low), ("high", high)))
    goal = None if goal is None else checks.positive("goal", goal)
    if log:
        ax.set_yscale("log")
        ax.yaxis.set_major_locator(ticker.LogLocator(numticks=9))
        ax.yaxis.set_minor_locator(ticker.NullLocator())
        ax.yaxis.set_major_formatter(ticker.FuncFormatter(lambda value, _: power_of_ten(value)))
    ax.set(xlim=(0, max(steps, 1)), ylim=(low, high), xlabel="updates",
           ylabel="loss above the minimum" if log else "loss", autoscale_on=False)
    if goal is not None:
        ax.axhline(goal, color=INK, linewidth=1, linestyle=(0, (8, 4)))
        ax.annotate(f"goal\n{power_of_ten(goal)}", (1, goal), xycoords=("axes fraction", "data"), xytext=(4, 0),  # beside the axes
                    textcoords="offset points", va="center", color=INK)


def loss_line(ax, name):
    """Make an empty loss curve for a method and the cross that ends it, to be filled by `move_loss`."""
    _check_drawing(ax)
    return _line_and_cross(ax, name)


def move_loss(artists, path, minimum=0.0, rows=None):
    """Let the artists that `loss_line` made show (the first ``rows`` rows of) a run."""
    line, cross = artists
    bottom, top = line.axes.get_ylim()
    height = np.clip(_heights(path, minimum)[:rows], min(LOWEST_LOSS, bottom / 10) if bottom > 0 else bottom, 1e3 * top)
    t = path.t[:rows]
    seen = np.isfinite(height)
    line.set_data(t[seen], height[seen])
    line.set_markevery(marks(line.get_label(), max(1, len(path.t) // 8)))
    ended = np.flatnonzero(t == path.diverged_at) if path.diverged else ()
    cross.set_data(*(([t[ended[0]]], [top]) if len(ended) else ([], [])))


def _heights(path, minimum):
    """Return a single run's loss above the minimum, never below what a log axis can show; inf stays inf."""
    if path.theta.ndim != 2:
        raise ValueError(_BATCH.format(path.theta.shape[1:-1]))
    return path.loss if minimum is None else np.maximum(path.loss - minimum, LOWEST_LOSS)


def _range_of(heights, linear):
    """Return the limits for losses: all of them, except what a diverging run adds beyond a thousand starting losses."""
    runs = [h[np.isfinite(h)] for h in heights]
    runs = [h for h in runs if len(h)]
    if not runs:
        return (0, 1) if linear else (1e-3, 1)
    everything, first = np.concatenate(runs), max(abs(h[0]) for h in runs)
    low, high = everything.min(), min(everything.max(), 1e3 * max(first, 1e-9))
    if linear:
        margin = 0.05 * (high - low) or 1
        return low - margin, high + margin
    return low / 2, max(high, 10 * low) * 2


def _line_and_cross(ax, name):
    style = STYLES[checks.one_of("name", name, METHODS)]
    line, = ax.plot([], [], label=name, **style)
    cross, = ax.plot([], [], "X", color=style["color"], markersize=12, markeredgecolor="white", clip_on=False, zorder=5)
    cross.set_in_layout(False)  # it may be empty, and the layout would make room for it in the corner
    return [line, cross]


def two_sequences(ax, objective, alpha, beta, updates):
    """Draw Nesterov's two sequences: an arrow for each gradient step, a dashed line for each extrapolation.

    Parameters
    ----------
    ax : Axes
        With the surface drawn on it.
    objective : Objective
        Of two dimensions.
    alpha, beta : float
    updates : int

    Returns
    -------
    list of artists
    """
    _check_drawing(ax, objective)
    if objective.dimension != 2:
        raise ValueError(f"objective must have two dimensions, got {objective.dimension}")
    alpha, beta = checks.positive("alpha", alpha), checks.within("beta", beta, 0, 1)
    updates = checks.whole_number("updates", updates, least=0)
    x = y = objective.start
    artists = ax.plot(*x, "o", color=INK)
    for t in range(updates):
        x_next = y - alpha * objective.gradient(y)
        arrow = {"arrowstyle": "-|>", "color": STYLES["NAG"]["color"], "shrinkA": 0, "shrinkB": 0}
        artists.append(ax.annotate("", x_next, y, arrowprops=arrow))
        y = x_next + beta * (x_next - x)
        x = x_next
        artists += ax.plot(*np.transpose([x, y]), linestyle=(0, (2, 2)), color=INK, linewidth=1)
        artists += ax.plot(*x, "o", color=INK, label="x, after a gradient step" if t == 0 else None)
        artists += ax.plot(*y, "o", color=INK, markerfacecolor="white", label="y, after the extrapolation" if t == 0 else None)
    ax.legend(frameon=False)
    return artists


def power_of_ten(value):
    """Write a round number as people do: 0.1, 20, 10⁻⁶."""
    value = checks.within("value", value, -np.inf, np.inf)
    mantissa, exponent = f"{value:.0e}".split("e")
    if -3 < int(exponent) < 5:
        return np.format_float_positional(float(f"{value:.0e}"), trim="-")
    power = f"10{str(int(exponent)).translate(SUPERSCRIPTS)}"
    return power if mantissa == "1" else f"{mantissa}·{power}"


def race(objective, paths_by_name, goal=None):
    """Draw runs on their surface, and their losses beside it.

    Parameters
    ----------
    objective : Objective
        With more than two dimensions the losses stand alone.
    paths_by_name : dict, name -> Path
        Single runs, named as in `METHODS`.
    goal : float, optional
        A loss to reach, drawn as a line.

    Returns
    -------
    matplotlib.figure.Figure
    """
    checks.instance_of("objective", objective, Objective, "an Objective")
    checks.instance_of("paths_by_name", paths_by_name, Mapping, "a dict from a method's name to its Path")
    if objective.dimension > 2:
        new, right = figure()
    else:
        new, (left, right) = figure(columns=2)
        surface(left, objective)
        for name, run in paths_by_name.items():
            _check_drawing(left, paths=[run])
            if run.theta.shape[-1] != objective.dimension:
                raise ValueError(f"paths_by_name must hold runs in {objective.dimension} dimensions, as the objective, "
                                 f"got {run!r}")
            path(left, run, name)
        left.set_title(objective.name)
    losses(right, paths_by_name, objective.minimum, goal)
    return new


class Picture:
    """A picture that a notebook shows, with the words that stand for it where it cannot be seen.

    Attributes
    ----------
    png : bytes
    alt : str
    heading : str
        Shown above it.
    words : str
        Shown below it, as HTML.
    """

    def __init__(self, png, alt, heading="", words=""):
        self.png, self.alt, self.heading, self.words = png, alt, heading, words

    def __repr__(self):
        return self.alt

    def _repr_mimebundle_(self, include=None, exclude=None):
        """Return the picture as HTML, whose ``alt`` every viewer hands on, and as the PNG alone for the others."""
        encoded = base64.b64encode(self.png).decode("ascii")
        data = {"text/plain": self.alt, "text/html": self._as_html(encoded), "image/png": encoded}
        return data, {"image/png": {"alt": self.alt}}

    def _as_html(self, encoded):
        width, height = Image.open(io.BytesIO(self.png)).size
        heading = f"<p><b>{html.escape(self.heading)}</b></p>\n" if self.heading else ""
        words = f"\n<p>{self.words}</p>" if self.words else ""
        image = (f'<img alt="{html.escape(self.alt)}" width="{width}" height="{height}" '
                 f'style="max-width: 100%; height: auto" src="data:image/png;base64,{encoded}">')
        if not heading and not words:
            return image
        return f'<div style="background: #fff; color: #333; padding: 8px">\n{heading}{image}{words}\n</div>'


def show(figure, alt):
    """Return the figure as a picture for the end of a notebook cell.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
    alt : str
        What the picture shows, in a sentence or two.

    Returns
    -------
    Picture
    """
    checks.instance_of("figure", figure, Figure, "a matplotlib Figure")
    if not isinstance(alt, str) or not alt.strip():
        raise ValueError(f"alt must say in words what the picture shows, got {alt!r}")
    figure.canvas.draw()
    return Picture(png.encode(figure.canvas), alt.strip())
