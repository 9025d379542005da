"""Figures of the series: they take Paths and Axes, return Artists, and know no widget.

Figures are drawn by matplotlib's Agg and never touch pyplot, so nothing is left open and nothing is shown twice. A
notebook cell ends with `show`, which gives the picture together with words for those who cannot see it (`shown`).
"""

from collections.abc import Mapping

import numpy as np
from matplotlib import patheffects, ticker
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from nag_helpers import checks
from nag_helpers.look import DOTS, EDGE, FAINT, INK, LAND, LINES, METHODS, PAPER, QUIET, STYLES, figure, halo, tidy  # noqa: F401
from nag_helpers.objectives import Objective
from nag_helpers.paths import Path
from nag_helpers.shown import show as show

SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
ROW, LETTER = 13, 5.5  # points: a row of names, and how much room a letter takes
FAST = 25  # a loss that dips more often than so many times from one end of the axis to the other swings too fast to be followed
LOWEST_LOSS = 1e-16  # a log axis has no zero; float64 tells nothing below this apart

_BATCH = "a picture shows single runs, so path must be one, got a batch of shape {}; take one run out of it first, as in path.run(0)"


def window(objective):
    """Return the part of an objective worth drawing: a (low, high) pair for each coordinate."""
    checks.instance_of("objective", objective, Objective, "an Objective")
    return objective.window or tuple((x - 3, x + 3) for x in objective.start)


def surface(ax, objective, lit=True):
    """Draw an objective of one or two dimensions: a curve, or contours of equal area, with the minimiser marked.

    Parameters
    ----------
    ax : Axes
        Its limits are set to the objective's window and stay there.
    objective : Objective
    lit : bool
        Whether light falls on the land of two dimensions. Where a round minimum fills the picture, it whitens a place beside it.

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
    return _curve(ax, objective) if objective.dimension == 1 else _contours(ax, objective, lit)


def _check_drawing(ax, objective=None, paths=()):
    """TypeError if these are no Axes, no Objective or no Paths."""
    checks.instance_of("ax", ax, Axes, "a matplotlib Axes")
    if objective is not None:
        checks.instance_of("objective", objective, Objective, "an Objective")
    for run in paths:
        checks.instance_of("path", run, Path, "a Path, as descend returns it")


def _curve(ax, objective):
    ((low, high),) = window(objective)
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


def _contours(ax, objective, lit=True, points=181):
    (left, right), (bottom, top) = window(objective)
    x, y = np.meshgrid(np.linspace(left, right, points), np.linspace(bottom, top, points))
    z = _values(objective, np.stack([x, y], axis=-1))
    artists = []
    if np.nanmin(z, initial=np.inf) < np.nanmax(z, initial=-np.inf):
        height = _share_below(z)
        artists.append(
            ax.imshow(
                _lit(height) if lit else LAND(height),
                extent=(left, right, bottom, top),
                origin="lower",
                aspect="auto",
                interpolation="bilinear",
            )
        )
        artists.append(ax.contour(x, y, height, np.linspace(0, 1, 13)[1:-1], colors=PAPER, linewidths=0.8, alpha=0.8))
    if objective.minimiser is not None:
        artists += _mark_minimiser(ax, *np.atleast_2d(objective.minimiser).T)
    ax.grid(False)
    ax.set(xlim=(left, right), ylim=(bottom, top), xlabel="θ₁", ylabel="θ₂", autoscale_on=False)
    return artists


def _share_below(z):
    """Return heights as the share of the window that lies lower, to the power 0.7: each ring between two contours covers a little more."""
    levels, below = np.unique(np.nanquantile(z, np.linspace(0, 1, 257))), np.linspace(0, 1, 257)
    return np.interp(z, levels, np.interp(levels, np.nanquantile(z, below), below) ** 0.7)


def _lit(height):
    """Return the land's colours, lit from above left, shape (rows, columns, 3)."""
    up, right = (np.gradient(height, axis=axis) * len(height) for axis in (0, 1))
    shade = (up - 0.4 * right) / np.sqrt(1 + 0.5 * (up**2 + right**2))
    return np.clip(LAND(height)[..., :3] * (0.97 - 0.035 * np.nan_to_num(shade))[..., None], 0, 1)


def _values(objective, theta):
    """Return the objective's values with NaN for whatever cannot be drawn."""
    with np.errstate(all="ignore"):
        z = np.asarray(objective.value(theta), dtype=float)
        return np.where(np.abs(z) < 1e100, z, np.nan)


def _mark_minimiser(ax, x, y):
    return ax.plot(x, y, "+", color=INK, markersize=11, markeredgewidth=2, label="minimum")


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
    artists = _line_and_cross(ax, name, _Walk)
    artists[0].set(markevery=1, path_effects=halo(artists[0].get_linewidth()))
    if name == "gradient descent":  # it often lies under another, and is then seen on both sides of it
        artists[0].set(linewidth=1.4, path_effects=halo(1.4)[1:])
        artists[0].band = patheffects.Stroke(linewidth=8, foreground=STYLES[name]["color"], alpha=0.4)
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
    cross.set_data(*(points[-1:].T if diverged else ([], [])))


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
        return np.clip(points[: first or 1], low, high)
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
    low = low if goal is None else min(low, goal / 2)
    loss_axes(ax, max((p.t[-1] for p in paths_by_name.values()), default=1), low, high, minimum is not None, goal)
    artists = []
    for name, run in paths_by_name.items():
        made = loss_line(ax, name)
        move_loss(made, run, minimum)
        artists += made
    name_ends(ax)
    return artists


def name_ends(ax):
    """Write the name of each labelled line at the right of its end; names that would overlap are pushed apart.

    The name of a line that reaches the right edge stands in the margin.

    Parameters
    ----------
    ax : Axes
        With limits and lines as they will stay. A line ends at its last finite point; one without any gets no name.

    Returns
    -------
    list of matplotlib.text.Annotation
    """
    _check_drawing(ax)
    ax.get_xlim()  # matplotlib fits the limits to the lines only when they are asked for
    named = [line for line in ax.lines if not line.get_label().startswith("_")]
    shares = {line: (line.get_transform() - ax.transAxes).transform(line.get_xydata()) for line in named}
    shares = {line: each[np.isfinite(each).all(axis=1)] for line, each in shares.items()}
    ends = {line: np.clip(each[-1], 0, 1) for line, each in shares.items() if len(each)}
    letter, row = np.divide((LETTER, ROW), 72 * ax.get_figure().get_size_inches() * ax.get_position().size)
    made = []
    for lines in _that_may_meet(ends, letter):
        rows = [1 + in_margin(line.get_label()).count("\n") for line in lines]
        places = spread([ends[line][1] for line in lines], row * np.array(rows))
        if len(lines) == 1 and ends[lines[0]][0] < 1 - letter:
            size = letter * (_longest(lines[0]) + 1), row * rows[0]
            places = [_off_the_lines(ends[lines[0]], size, [shares[line] for line in named if line is not lines[0]])]
        made += [_name_at(ax, line, (ends[line][0], place)) for line, place in zip(lines, places, strict=True)]
    return made


def _longest(line):
    return max(map(len, in_margin(line.get_label()).split("\n")))


def _off_the_lines(end, size, lines):
    """Return how high a name beside a line's end stands: at the end, or a little above or below where fewer lines cross it.

    All in shares of the axes.
    """
    across = end[0] + size[0] * np.linspace(0, 1, 12)
    crossing = np.array([np.interp(across, *line.T, left=9, right=9) for line in lines if len(line)] or [[9]])
    offsets = np.array([0, 0.7, -0.7, 1.2, -1.2]) * size[1]
    heights = np.clip(end[1] + offsets, size[1] / 2, 1 - size[1] / 2)
    return min(heights, key=lambda height: (np.abs(crossing - height) < size[1] / 2).sum())


def _that_may_meet(ends, letter):
    """Return lists of lines whose names begin before another's has ended, each in the given order.

    Parameters
    ----------
    ends : dict, line -> (x, y)
        Shares of the axes.
    letter : float
        The width of a letter, as a share of the axes.
    """
    groups, reach = [], -np.inf
    for line in sorted(ends, key=lambda line: ends[line][0]):
        begins = ends[line][0]
        if begins > reach:
            groups.append([])
        groups[-1].append(line)
        reach = max(reach, begins + letter * (_longest(line) + 2))
    return [sorted(group, key=list(ends).index) for group in groups]


def _name_at(ax, line, place):
    return ax.annotate(
        in_margin(line.get_label()),
        place,
        xycoords="axes fraction",
        xytext=(5, 0),
        textcoords="offset points",
        va="center",
        color=line.get_color(),
        weight=600 if line.get_label() in METHODS else 400,
        linespacing=1,
    )


def in_margin(name):
    """Return a name as it is written in a margin: a long one on two lines."""
    checks.instance_of("name", name, str, "a text")
    return name.replace(" ", "\n", 1) if len(name) > 12 else name


def spread(places, heights):
    """Return places for names that do not overlap, each as near to the wanted one as the others let it.

    Parameters
    ----------
    places : sequence of float, from 0 to 1
        Where the names would stand.
    heights : float, or one for each name

    Returns
    -------
    array
        In the order of ``places``; from half a height to 1 minus half a height, where there is room for all.
    """
    order = np.argsort(places, kind="stable")
    half = np.broadcast_to(heights, len(order))[order] / 2
    if not len(order):
        return np.empty(0)
    above = np.cumsum(half + np.append(0, half[:-1])) - half[0]  # how far each stands at least above the first
    pools = []  # [sum, number] of names that touch: the least squares among rising sequences, by pooling adjacent violators
    for wanted in np.asarray(places, dtype=float)[order] - above:
        pools.append([wanted, 1])
        while len(pools) > 1 and pools[-2][0] / pools[-2][1] > pools[-1][0] / pools[-1][1]:
            added, number = pools.pop()
            pools[-1] = [pools[-1][0] + added, pools[-1][1] + number]
    firsts = np.repeat([total / number for total, number in pools], [number for _, number in pools])
    result = np.empty(len(order))
    result[order] = np.minimum(np.maximum(firsts, half[0]), 1 - half[-1] - above[-1]) + above
    return result


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
    ax.set(
        xlim=(0, max(steps, 1)),
        ylim=(low, high),
        xlabel="updates",
        ylabel="loss above the minimum" if log else "loss",
        autoscale_on=False,
    )
    if goal is not None:
        ax.axhline(goal, color=QUIET, linewidth=1, linestyle=(0, (1, 2)), label=f"goal {power_of_ten(goal)}")


def loss_line(ax, name):
    """Make an empty loss curve for a method, its swing behind it, and the cross that ends it, to be filled by `move_loss`."""
    _check_drawing(ax)
    line, cross = _line_and_cross(ax, name)
    line.set(marker="None", linewidth=min(line.get_linewidth(), 2.2))
    (swing,) = ax.plot(
        [], [], color=line.get_color(), linewidth=0.8, alpha=0.4, zorder=line.get_zorder() - 0.5, label="_swing"
    )
    return [line, swing, cross]


def move_loss(artists, path, minimum=0.0, rows=None):
    """Let the artists that `loss_line` made show (the first ``rows`` rows of) a run.

    Where the loss swings too fast to be followed, the line is the upper envelope, and what it covers is seen faintly behind it.
    """
    line, swing, cross = artists
    bottom, top = line.axes.get_ylim()
    height = np.clip(_heights(path, minimum), min(LOWEST_LOSS, bottom / 10) if bottom > 0 else bottom, 1e3 * top)
    t, ended = path.t[:rows], path.diverged_at
    seen = np.isfinite(height[:rows])
    swing.set_data(t[seen], height[:rows][seen])
    line.set_data(t[seen], envelope(height)[:rows][seen])
    cross.set_data(*(([ended], [top]) if path.diverged and ended in t else ([], [])))


def envelope(height):
    """Return what is drawn strongly of a loss: the loss itself, or its upper envelope where it swings too fast to be followed.

    Parameters
    ----------
    height : array, shape (rows,)
        One value for each update.

    Returns
    -------
    array, shape (rows,)
        With the narrow dips filled up, and all else as it is: a closing, as image processing has it. The largest of some
        neighbours is taken, and then the smallest of those.
    """
    finite = height[np.isfinite(height)]
    dips = np.count_nonzero((finite[1:-1] < finite[:-2]) & (finite[1:-1] < finite[2:]))
    if dips <= FAST:
        return height
    reach = -(-len(finite) // dips)  # rows from one dip to the next
    whole = np.concatenate([np.full(reach, finite[0]), finite, np.full(reach, finite[-reach:].max())])
    for most in (np.max, np.min):
        wide = np.pad(whole, reach, mode="edge")
        whole = most(np.lib.stride_tricks.sliding_window_view(wide, 2 * reach + 1), axis=1)
    closed = height.copy()
    closed[np.isfinite(height)] = whole[reach : reach + len(finite)]
    return closed


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


class _Walk(Line2D):
    """A line with path effects whose markers are drawn in one call: matplotlib would draw each one by itself, once for every effect.

    Attributes
    ----------
    band : path effect or None
        Drawn under the line where another walk is shown on the same axes: a zigzag alone would drown in it.
    """

    band = None

    def draw(self, renderer):
        size, line, effects = self.get_markersize(), self._linestyle, self.get_path_effects()
        under = [self.band] if self.band and self._has_company() else []
        self.set_markersize(0)
        self.set_path_effects(under + effects)
        super().draw(renderer)
        self.set_markersize(size)
        self.set_path_effects([])
        self._linestyle = "None"  # set by its public name it would lose its dashes, and dashes of no width are refused
        super().draw(renderer)
        self._linestyle = line
        self.set_path_effects(effects)

    def _has_company(self):
        others = (line for line in self.axes.lines if isinstance(line, _Walk) and line is not self)
        return any(other.get_visible() and len(other.get_xdata()) for other in others)


def _line_and_cross(ax, name, kind=Line2D):
    style = STYLES[checks.one_of("name", name, METHODS)]
    line = ax.add_line(kind([], [], label=name, **style))
    (cross,) = ax.plot(
        [], [], "X", color=style["color"], markersize=12, markeredgecolor=PAPER, clip_on=False, zorder=5, label="_end"
    )
    cross.set_in_layout(False)  # it may be empty, and the layout would make room for it in the corner
    return [line, cross]


def two_sequences(ax, objective, alpha, beta, updates):
    """Draw Nesterov's two sequences: an arrow for each gradient step, the move of x, and dashed its extrapolation.

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
    artists = [*ax.plot(*x, "o", color=INK), _beside(ax, x, "x₀ = y₀", above=True)]
    for t in range(updates):
        x_next = y - alpha * objective.gradient(y)
        arrow = {"arrowstyle": "-|>", "color": STYLES["NAG"]["color"], "shrinkA": 0, "shrinkB": 0}
        artists.append(ax.annotate("", x_next, y, arrowprops=arrow))
        artists += ax.plot(*np.transpose([x, x_next]), color=QUIET, linewidth=1)
        y = x_next + beta * (x_next - x)
        x = x_next
        artists += ax.plot(*np.transpose([x, y]), linestyle=(0, (2, 2)), color=INK, linewidth=1)
        artists += ax.plot(*x, "o", color=INK)
        artists += ax.plot(*y, "o", color=INK, markerfacecolor="white")
        number = str(t + 1).translate(SUBSCRIPTS)
        artists += [_beside(ax, x, f"x{number}", above=True), _beside(ax, y, f"y{number}", above=False)]
    return artists


def _beside(ax, point, name, above):
    """Write a point's name above it on the left, or below it."""
    offset, side = ((-5, 6), "right") if above else ((0, -16), "center")
    return ax.annotate(name, point, offset, textcoords="offset points", ha=side, weight=600)


def power_of_ten(value):
    """Write a round number as people do: 0.1, 20, 10⁻⁶."""
    value = checks.within("value", value, -np.inf, np.inf)
    mantissa, exponent = f"{value:.0e}".split("e")
    if -3 < int(exponent) < 4:
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
                raise ValueError(
                    f"paths_by_name must hold runs in {objective.dimension} dimensions, as the objective, got {run!r}"
                )
            path(left, run, name)
    losses(right, paths_by_name, objective.minimum, goal)
    return new
