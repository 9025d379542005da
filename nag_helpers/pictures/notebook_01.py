"""The pictures of notebook 1: a loss on the walls and on the floor, two units for one fit, and what two learning rates can do."""

from collections.abc import Mapping

import numpy as np
from matplotlib import ticker

from nag_helpers import checks, plots
from nag_helpers.objectives import Objective
from nag_helpers.paths import Path

STEPS = 6  # of a long walk that are drawn one by one
SETTLED = 100  # the step from which on it creeps
SLATE = plots.STYLES["gradient descent"]["color"]
LINES = ("-", (0, (5, 2)), (0, (1, 1.5)))  # of ravines, from tidy to askew


def zigzag(ravine, path, parts):
    """Draw a walk down a ravine, and its loss beside it with the parts that it is the sum of.

    Parameters
    ----------
    ravine : Objective
        In two dimensions.
    path : Path
        A single run on it.
    parts : array, shape (rows, 2)
        What of each loss is due to the distance along the floor, and to the distance across it.

    Returns
    -------
    matplotlib.figure.Figure
    """
    checks.instance_of("ravine", ravine, Objective, "an Objective")
    checks.instance_of("path", path, Path, "a Path, as descend returns it")
    parts = checks.finite_array("parts", parts)
    if parts.shape != (len(path.loss), 2):
        raise ValueError(f"parts must hold two numbers for each of {len(path.loss)} losses, got shape {parts.shape}")
    figure, (above, beside) = plots.figure(columns=2)
    plots.surface(above, ravine)
    plots.path(above, path, "gradient descent")
    above.set(xlabel="along the floor, θ₁", ylabel="across, θ₂")
    plots.loss_axes(beside, path.t[-1], 0.7 * parts[parts > 0].min(initial=1), 1.4 * path.loss.max())
    beside.plot(path.t, path.loss, color=SLATE, linewidth=3.5, alpha=0.45, label="loss")
    for part, line, name in zip(parts.T, ((0, (5, 2)), "-"), ("floor", "walls"), strict=True):
        beside.plot(path.t, part, color=plots.INK, linewidth=1.2, linestyle=line, label=name)
    plots.name_ends(beside)
    return figure


def units(raw, slow, fit, quick, best):
    """Draw the same fit in two units from above, each with a walk and with the best line as a cross.

    Of a long walk its first steps are drawn, numbered, and then a line from where it no longer jumps.

    Parameters
    ----------
    raw, fit : Objective
        Of an intercept and a slope.
    slow, quick : Path
        A walk on each.
    best : array, shape (2, 2)
        The best intercept and slope, in a row for each.

    Returns
    -------
    matplotlib.figure.Figure
    """
    for name, objective in (("raw", raw), ("fit", fit)):
        checks.instance_of(name, objective, Objective, "an Objective")
    for name, path in (("slow", slow), ("quick", quick)):
        checks.instance_of(name, path, Path, "a Path, as descend returns it")
    best = checks.finite_array("best", best)
    if best.shape != (2, 2):
        raise ValueError(f"best must hold two rows of an intercept and a slope, got shape {best.shape}")
    figure, axes = plots.figure(columns=2, height=4)
    for ax, objective, path, (a, b) in zip(axes, (raw, fit), (slow, quick), best, strict=True):
        plots.surface(ax, objective)
        first, _ = plots.path(ax, path, "gradient descent")
        if len(path.theta) > SETTLED:
            style = plots.STYLES["gradient descent"] | {"linewidth": first.get_linewidth(), "markevery": [-1]}
            ax.plot(*path.theta[SETTLED:].T, **style)
            first.set_data(*path.theta[: STEPS + 1].T)
            for number, place in enumerate(path.theta[: STEPS + 1]):
                ax.annotate(str(number), place, (7, 0), textcoords="offset points", va="center", fontsize=9)
        ax.plot(a, b, "+", color=plots.INK, markersize=14, markeredgewidth=2.5, zorder=6)
        ax.annotate("best line", (a, b), (0, 11), textcoords="offset points", ha="center", weight=600)
        ax.set(xlabel="a", ylabel="b")
    axes[0].set_title("Temperatures as they are")
    axes[1].set_title("From their mean, in standard deviations")
    axes[1].set_aspect("equal")
    return figure


def two_rates(ratios, found):
    """Draw the condition number against the ratio of two learning rates, one for each coordinate, with each ravine's lowest.

    Parameters
    ----------
    ratios : array, shape (n,)
        Of the first learning rate to the second, ascending.
    found : dict, name -> array, shape (n,)
        The condition numbers of each ravine.

    Returns
    -------
    matplotlib.figure.Figure
    """
    ratios = checks.positive_array("ratios", ratios)
    checks.instance_of("found", found, Mapping, "a dict from a ravine's name to condition numbers")
    found = {name: checks.positive_array("found", kappas) for name, kappas in found.items()}
    if ratios.ndim != 1 or any(kappas.shape != ratios.shape for kappas in found.values()):
        raise ValueError("found must hold as many numbers for each ravine as there are ratios")
    figure, ax = plots.figure(height=3.8)
    for (name, kappas), line in zip(found.items(), LINES, strict=False):
        ax.loglog(ratios, kappas, color=SLATE, linewidth=2, linestyle=line, label=name)
        best = int(np.argmin(kappas))
        ax.plot(ratios[best], kappas[best], "o", color=plots.INK, markersize=7, zorder=4)
        stays = np.isclose(ratios[best], 1)  # all ravines pass there: whose lowest it is must be said
        ax.annotate(
            f"{name}: {kappas[best]:.3g},\nnowhere lower" if stays else f"{kappas[best]:.3g}",
            (ratios[best], kappas[best]),
            (-8, -18) if stays else (8, -11),
            textcoords="offset points",
            ha="right" if stays else "left",
            va="center",
            weight=600,
        )
    ax.set(xlabel="first learning rate ÷ second learning rate", ylabel="κ, as such a step feels it")
    ax.set(xlim=(ratios[0], ratios[-1]), ylim=(0.4, None))
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter(ticker.FuncFormatter(lambda value, _: f"{value:,g}"))
    ax.minorticks_off()
    plots.name_ends(ax)
    return figure
