"""The pictures of notebook 4: drawn here, so that its cells hold nothing but what they are about."""

import numpy as np

from nag_helpers import checks, objectives, plots
from nag_helpers.paths import Path

#: What is wrong with the steps of section 2, by their authors' names, so that the cell which holds them does not tell.
MISTAKES = {
    "ann": "looks backwards",
    "ben": "looks too far",
    "cleo": "coasts twice",
    "dan": "moves by the old v",
}

ARROW = {"arrowstyle": "->", "color": plots.INK}


def fan(walks):
    """Draw the first updates of several steps from the same start.

    Parameters
    ----------
    walks : dict, name -> sequence of float
        Positions, the start first; all of one length. Those with a method's name are drawn in its colour.

    Returns
    -------
    matplotlib.figure.Figure
    """
    checks.instance_of("walks", walks, dict, "a dict from a step's name to its positions")
    positions = {name: checks.finite_array(f"walks[{name!r}]", walk) for name, walk in walks.items()}
    if {walk.ndim for walk in positions.values()} != {1} or len({len(walk) for walk in positions.values()}) != 1:
        raise ValueError(f"walks must hold rows of numbers of one length, got {walks!r}")
    figure, ax = plots.figure(height=4, crowded=True)
    for name, walk in positions.items():
        style = plots.DOTS.get(name, {"color": plots.EDGE, "marker": "o", "markersize": 3.5, "linewidth": 1.2})
        ax.plot(walk, **{**style, "label": name})
    ax.set(xlim=(0, len(walk) - 1), xticks=range(len(walk)), xlabel="updates", ylabel="position")
    ax.set_title("Seven steps, three updates")
    plots.name_ends(ax)
    return figure


def on_two_grounds(runs, updates=15):
    """Draw the NAG run on each of several grounds, and around its points those of another run.

    Parameters
    ----------
    runs : dict, title -> (Objective, Path, Path)
        A ground of two dimensions, NAG's run on it, and another's.
    updates : int
        How many are shown.

    Returns
    -------
    matplotlib.figure.Figure
    """
    checks.instance_of("runs", runs, dict, "a dict from a ground's name to the ground and two Paths")
    updates = checks.whole_number("updates", updates, least=1)
    if not all(isinstance(three, tuple) and len(three) == 3 for three in runs.values()) or not runs:
        raise ValueError(f"runs must hold a ground and two Paths for each name, got {runs!r}")
    ring = {"linestyle": "none", "marker": "o", "markersize": 11, "markerfacecolor": "none", "zorder": 7}
    figure, axes = plots.figure(columns=len(runs), height=4)
    for ax, (title, (ground, nag, other)) in zip(np.atleast_1d(axes), runs.items(), strict=True):
        plots.surface(ax, ground)
        for path in (nag, other):
            checks.instance_of("runs", path, Path, "Paths, as descend returns them")
        ax.plot(*nag.theta[: updates + 1].T, **{**plots.DOTS["NAG"], "markersize": 5, "label": "NAG"})
        ax.plot(*other.theta[: updates + 1].T, label="_rings", markeredgecolor=plots.INK, **ring)
        ax.set(xlim=(-0.08, 1.25), ylim=(-0.35, 1.1), title=f"{title}: dots NAG, rings the loop")
    return figure


def references(rows=5):
    """Draw what `start` and a list of arrays hold: one array many times where it is changed in place, and many where each is new.

    Parameters
    ----------
    rows : int
        How many entries the list has.

    Returns
    -------
    matplotlib.figure.Figure
    """
    rows = checks.whole_number("rows", rows, least=1)
    figure, axes = plots.figure(columns=2, height=3)
    for ax, title, one in zip(axes, ("theta -= v", "theta = theta - v"), (True, False), strict=True):
        ax.set_axis_off()
        ax.set(xlim=(-0.6, 2.7), ylim=(-rows + 0.3, 1.7))
        ax.set_title(title)
        for row, name in enumerate(["start", *(f"history[{row}]" for row in range(rows))]):
            array = 1 - rows / 2 if one else min(1 - row, 0)
            at = _box(ax, 0, 1 - row, name)
            to = _box(ax, 2.1, array, "one array" if one else f"array {-array}")
            arrow = ARROW | {"patchA": at.get_bbox_patch(), "patchB": to.get_bbox_patch(), "shrinkA": 0, "shrinkB": 6}
            ax.annotate("", (2.1, array), (0, 1 - row), arrowprops=arrow, zorder=1)
    return figure


def _box(ax, x, y, text):
    box = {"boxstyle": "round,pad=0.35", "facecolor": plots.PAPER, "edgecolor": plots.EDGE}
    return ax.text(x, y, text, ha="center", va="center", bbox=box, fontsize=9)


def stops(well, run, stops):
    """Draw a run on a curve, and the points at which rules for stopping would have stopped it.

    Parameters
    ----------
    well : Objective
        Of one dimension.
    run : Path
        Of NAG, recorded whole.
    stops : dict, name -> int
        The row at which each rule stops.

    Returns
    -------
    matplotlib.figure.Figure
    """
    checks.instance_of("well", well, objectives.Objective, "an Objective")
    checks.instance_of("run", run, Path, "a Path, as descend returns it")
    checks.instance_of("stops", stops, dict, "a dict from a rule's name to its row")
    rows = {name: checks.whole_number(f"stops[{name!r}]", row, least=0) for name, row in stops.items()}
    if run.theta.ndim != 2 or run.theta.shape[1] != 1 or max(rows.values(), default=0) >= len(run.theta):
        raise ValueError(f"run must be a single run in one dimension that holds all rows of stops, got {run!r}")
    figure, ax = plots.figure()
    plots.surface(ax, well)
    plots.path(ax, run, "NAG")
    for rule, row in rows.items():
        at = run.theta[row, 0], run.loss[row]
        ax.annotate(rule, at, (0, 55), textcoords="offset points", ha="center", arrowprops=ARROW)
    ax.set(ylim=(-0.6, 4.6), title="Where each rule stops")
    return figure
