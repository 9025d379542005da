"""The pictures of notebook 5: drawn here, so that its cells hold nothing but what they are about."""

import numpy as np

from nag_helpers import checks, plots, theory
from nag_helpers.paths import Path, settling_step

METHODS = ("momentum", "NAG")


def _of_both(name, given, kind, described):
    """Return what is given for momentum and for NAG; an error if it is not a dict with both."""
    checks.instance_of(name, given, dict, "a dict with the keys 'momentum' and 'NAG'")
    if set(given) != set(METHODS):
        raise ValueError(f"{name} must have the keys 'momentum' and 'NAG', got {given!r}")
    for value in given.values():
        checks.instance_of(name, value, kind, described)
    return {method: given[method] for method in METHODS}


def tried(counts, within=250):
    """Draw every setting that was tried for momentum and for NAG as a dot at its updates, with a ring around the one that was shown.

    Parameters
    ----------
    counts : dict, method -> sequence of int
        The updates of each setting; −1 for one that does not arrive, which stands at the right. Dots that would lie on one
        another are stacked.
    within : int
        How many updates each run had.

    Returns
    -------
    matplotlib.figure.Figure
    """
    counts = {
        method: checks.finite_array("counts", each)
        for method, each in _of_both("counts", counts, checks.SEQUENCES, "sequences of numbers").items()
    }
    most = max(each.max() for each in counts.values())
    if any(each.ndim != 1 or (each < 0).all() for each in counts.values()):
        raise ValueError(f"counts must be a row for each method in which one arrives, got {counts!r}")
    within = checks.whole_number("within", within, 1)
    never = 1.25 * most
    figure, ax = plots.figure(height=2.6)
    for row, (method, each) in enumerate(counts.items()):
        color, places = plots.STYLES[method]["color"], np.where(each < 0, never, each)
        ax.plot(places, _stacked(places, apart=0.016 * never) * 0.14 - row, "o", color=color, markersize=8)
        shown = each[each >= 0].min()
        ax.plot(shown, -row, "o", color=plots.INK, markersize=18, markerfacecolor="none", markeredgewidth=2)
        ax.annotate(f"on the slide: {shown:.0f}", (shown, -row), (0, 14), textcoords="offset points", ha="center")
    ax.set(ylim=(-1.6, 0.75), xlim=(0, 1.05 * never), xlabel="updates that a setting needs")
    ax.set_yticks([0, -1], METHODS)
    if any((each < 0).any() for each in counts.values()):
        ticks = np.arange(0, most + 1, 50)
        ax.set_xticks([*ticks, never], [*(f"{tick:.0f}" for tick in ticks), f"not in {within}"])
    ax.set_title("Every run that the colleague made")
    return figure


def _stacked(places, apart):
    """Return for each place how many dots lie below its own, if those nearer than ``apart`` are put on one another."""
    levels = np.zeros(len(places), int)
    order = np.argsort(places, kind="stable")
    for at, dot in enumerate(order):
        near = [levels[other] for other in order[:at] if places[dot] - places[other] < apart]
        levels[dot] = next(level for level in range(len(places)) if level not in near)
    return levels


def fences(alphas, found):
    """Draw the fewest updates of a search for each largest α that it may use, filled where the best leans against that fence.

    Parameters
    ----------
    alphas : array, shape (n,)
        The largest α allowed.
    found : dict, method -> array, shape (n, 2)
        The fewest updates, and the α that needs them.

    Returns
    -------
    matplotlib.figure.Figure
    """
    alphas = checks.positive_array("alphas", alphas)
    found = {
        method: checks.positive_array("found", pairs)
        for method, pairs in _of_both("found", found, checks.SEQUENCES, "arrays").items()
    }
    if any(pairs.shape != (alphas.size, 2) for pairs in found.values()):
        raise ValueError(f"found must hold the updates and the α for each of {alphas.size} fences, got {found!r}")
    figure, ax = plots.figure(height=3.8)
    for method, pairs in found.items():
        color, leans = plots.STYLES[method]["color"], np.isclose(pairs[:, 1], alphas)
        ax.plot(alphas, pairs[:, 0], color=color, linewidth=1.6, label=method)
        ax.plot(alphas[leans], pairs[leans, 0], "o", color=color, markersize=6, label="_leaning")
    ax.set(ylim=(50, None), xlabel="the largest α that the search may use", ylabel="fewest updates to 10⁻⁸")
    ax.set_title("A dot: the best α is the largest one allowed")
    plots.name_ends(ax)
    return figure


def waits(directions, goal=1e-8):
    """Draw the heights of momentum and NAG in each direction by itself, with a dot where a walk is below the goal for good.

    Parameters
    ----------
    directions : dict, heading of a panel -> dict, method -> Path
    goal : float

    Returns
    -------
    matplotlib.figure.Figure
    """
    checks.instance_of("directions", directions, dict, "a dict from a panel's heading to its runs")
    if not directions:
        raise ValueError(f"directions must not be empty, got {directions!r}")
    directions = {heading: _of_both("directions", runs, Path, "Paths") for heading, runs in directions.items()}
    goal = checks.positive("goal", goal)
    highest = max(run.loss[np.isfinite(run.loss)].max() for runs in directions.values() for run in runs.values())
    figure, axes = plots.figure(columns=len(directions), height=3.8, squeeze=False)
    for ax, (heading, runs) in zip(axes[0], directions.items(), strict=True):
        plots.loss_axes(ax, max(run.t[-1] for run in runs.values()), goal / 100, 10 * highest, goal=goal)
        for method, run in runs.items():
            plots.move_loss(plots.loss_line(ax, method), run)
        for (method, run), away in zip(runs.items(), ((4, 9), (-21, -18)), strict=True):
            arrived = settling_step(run.loss, goal)
            if arrived >= 0:
                color = plots.STYLES[method]["color"]
                ax.plot(arrived, goal, "o", color=color, markersize=8, markeredgecolor=plots.PAPER, label="_arrived")
                ax.annotate(f"{arrived}", (arrived, goal), away, textcoords="offset points", color=color, weight=600)
        ax.set(title=heading, ylabel="")
        plots.name_ends(ax)
    axes[0][0].set_ylabel("height of this direction alone")
    return figure


def repaired(runs, goal=1e-8):
    """Draw the colleague's slide anew: the losses of momentum and NAG, each at its best.

    Parameters
    ----------
    runs : dict, method -> Path
    goal : float

    Returns
    -------
    matplotlib.figure.Figure
    """
    runs = _of_both("runs", runs, Path, "Paths")
    goal = checks.positive("goal", goal)
    figure, ax = plots.figure(height=3.4)
    plots.losses(ax, runs, goal=goal)
    ax.set_title("Momentum and NAG, both tuned for 10⁻⁸")
    return figure


def by_curvature(curvatures, updates):
    """Draw how many updates each curvature needs, for momentum and NAG.

    Parameters
    ----------
    curvatures : array, shape (n,)
        As multiples of the largest.
    updates : dict, method -> array, shape (n,)

    Returns
    -------
    matplotlib.figure.Figure
    """
    curvatures = checks.positive_array("curvatures", curvatures)
    updates = {
        method: checks.positive_array("updates", counts)
        for method, counts in _of_both("updates", updates, checks.SEQUENCES, "sequences of numbers").items()
    }
    if curvatures.ndim != 1 or any(counts.shape != curvatures.shape for counts in updates.values()):
        raise ValueError(f"updates must hold a number for each of the {curvatures.shape} curvatures, got {updates!r}")
    figure, ax = plots.figure(height=3.6)
    for method, counts in updates.items():
        ax.plot(curvatures, counts, label=method, **plots.DOTS[method])
    ax.set(
        xscale="log",
        yscale="log",
        xlabel="curvature, as a share of the largest",
        ylabel="updates until 10⁻⁸ of its share",
    )
    ax.set_yticks([3, 10, 30, 100, 300, 1000], ["3", "10", "30", "100", "300", "1,000"])
    ax.set_title("The steeper the ground, the more the brake is worth")
    plots.name_ends(ax)
    return figure


def maps(alphas, betas, updates, L):
    """Draw, for momentum and NAG, how soon each (α, β) arrives, with the line beyond which it flies and a star at the fastest.

    Parameters
    ----------
    alphas, betas : arrays, shapes (A,) and (B,)
    updates : dict, method -> array, shape (A, B)
        −1 where it does not arrive.
    L : float
        The largest curvature, for the line.

    Returns
    -------
    matplotlib.figure.Figure
    """
    alphas, betas = checks.positive_array("alphas", alphas), checks.momentum("betas", betas)
    updates = {
        method: checks.finite_array("updates", counts)
        for method, counts in _of_both("updates", updates, checks.SEQUENCES, "arrays").items()
    }
    L = checks.positive("L", L)
    if any(counts.shape != (alphas.size, betas.size) for counts in updates.values()):
        raise ValueError(
            f"updates must have shape {(alphas.size, betas.size)}, that of alphas by betas, got {updates!r}"
        )
    figure, axes = plots.figure(columns=2, height=4, crowded=True, sharey=True)
    for ax, (method, counts) in zip(axes, updates.items(), strict=True):
        seen = np.where(counts > 0, counts, np.nan)
        colours = ax.contourf(alphas, betas, seen.T, [0, 75, 100, 150, 250], cmap="YlGnBu_r", antialiased=False)
        line = theory.stability_limit(method, betas) / L
        ax.plot(line, betas, color=plots.INK, linewidth=2)
        i, j = np.unravel_index(np.where(counts > 0, counts, np.inf).argmin(), counts.shape)
        ax.plot(
            alphas[i], betas[j], "*", color=plots.STYLES[method]["color"], markersize=17, markeredgecolor=plots.PAPER
        )
        ax.grid(False)
        ax.set(xlim=(0, alphas.max()), ylim=(betas.min(), betas.max()), xlabel="learning rate α", title=method)
        ax.locator_params(axis="x", nbins=5)
        if line.max() < 0.7 * alphas.max():
            ax.text(0.97, 0.5, "beyond the line\nit flies away", ha="right", transform=ax.transAxes, color=plots.QUIET)
    axes[0].set_ylabel("momentum β")
    figure.colorbar(colours, ax=list(axes), label="updates to 10⁻⁸", aspect=16, pad=0.02)
    return figure


def misjudged(true, updates):
    """Draw how many updates a tuning for L = 100 needs where L is another, as computed and with a smaller α.

    Parameters
    ----------
    true : array, shape (n,)
        The true L.
    updates : dict, heading of a panel -> dict, method -> array, shape (n,)
        −1 where it does not arrive.

    Returns
    -------
    matplotlib.figure.Figure
    """
    true = checks.positive_array("true", true)
    checks.instance_of("updates", updates, dict, "a dict from a panel's heading to what it shows")
    if true.ndim != 1 or not updates:
        raise ValueError(f"true must be a row of numbers, and updates must not be empty, got {true!r} and {updates!r}")
    figure, axes = plots.figure(columns=len(updates), height=3.4, sharey=True, squeeze=False)
    for ax, (heading, both) in zip(axes[0], updates.items(), strict=True):
        crossed = set()
        for method, counts in _of_both("updates", both, checks.SEQUENCES, "sequences of numbers").items():
            counts = checks.finite_array("updates", counts)
            if counts.shape != true.shape:
                raise ValueError(f"updates must hold a number for each of {true.size} values of L, got {counts!r}")
            arrived = counts >= 0
            ax.plot(true, np.where(arrived, counts, np.nan), label=method, **plots.LINES[method])
            if not arrived.all():
                last = np.flatnonzero(arrived)[-1] if arrived.any() else 0
                crossed.add(method)
                ax.plot(true[last], counts[last], "X", color=plots.STYLES[method]["color"], markersize=9, label="_end")
        ax.set(xlabel="true L", title=heading, ylim=(0, 400), xlim=(true.min(), true.max()))
        for told in plots.name_ends(ax):
            if told.get_text() in crossed:
                told.set_position((9, 0))  # beside the cross
    axes[0][0].set_ylabel("updates until it has arrived")
    if any(line.get_label() == "_end" for ax in axes[0] for line in ax.lines):
        axes[0][0].text(
            0.97,
            0.96,
            "beyond a cross\nnone arrives",
            ha="right",
            va="top",
            transform=axes[0][0].transAxes,
            color=plots.QUIET,
        )
    return figure


def fates(starts, own, flew, edges=None):
    """Draw a cloud of starts, for momentum and for NAG, and what became of each: a cross flew, a dot did not.

    Parameters
    ----------
    starts : array, shape (n, 2)
    own : array, shape (2,)
        The start for which the settings were tuned.
    flew : dict, method -> array of bool, shape (n,)
    edges : dict, method -> float, optional
        The x to the left of which the ground is too steep for the setting, as a dashed line.

    Returns
    -------
    matplotlib.figure.Figure
    """
    starts, own = checks.points("starts", starts, 2), checks.points("own", own, 2)
    flew = _of_both("flew", flew, np.ndarray, "arrays")
    if any(each.shape != starts.shape[:-1] or each.dtype != bool for each in flew.values()):
        raise ValueError(f"flew must say yes or no for each of the {len(starts)} starts, got {flew!r}")
    edges = {} if edges is None else _of_both("edges", edges, (int, float), "numbers")
    figure, axes = plots.figure(columns=2, height=4.2, sharey=True)
    for ax, (method, away) in zip(axes, flew.items(), strict=True):
        color = plots.STYLES[method]["color"]
        ax.plot(*starts[~away].T, "o", color=color, markersize=6, alpha=0.8, markeredgecolor=plots.PAPER)
        ax.plot(*starts[away].T, "x", color=plots.INK, markersize=7, markeredgewidth=1.8)
        ax.plot(*own, "o", markersize=16, markerfacecolor="none", markeredgecolor=plots.INK, markeredgewidth=2)
        if method in edges:
            edge = checks.within("edges", edges[method], -np.inf, np.inf)
            ax.axvline(edge, color=plots.QUIET, linewidth=1.5, linestyle="--", zorder=1)
            ax.margins(y=0.1)
            ax.text(
                edge, 0.985, "← too steep ", ha="right", va="top", transform=ax.get_xaxis_transform(), color=plots.QUIET
            )
        ax.set(xlabel="x of the start", title=f"{method}: {int(away.sum())} of {len(away)} fly away")
    axes[0].set_ylabel("y of the start")
    return figure


def stepped_back(shares, flown, needed):
    """Draw what a smaller α saves and what it costs, for momentum and NAG: how many starts fly, and the updates from the tuned one.

    Parameters
    ----------
    shares : array, shape (n,)
        α as a multiple of the tuned one.
    flown, needed : dict, method -> array, shape (n,)

    Returns
    -------
    matplotlib.figure.Figure
    """
    shares = checks.positive_array("shares", shares)
    figure, axes = plots.figure(columns=2, height=3.6)
    for ax, name, rows, heading in (
        (axes[0], "flown", flown, "Of a hundred, so many fly"),
        (axes[1], "needed", needed, "Updates from your own start"),
    ):
        for method, values in _of_both(name, rows, checks.SEQUENCES, "sequences of numbers").items():
            values = checks.finite_array(name, values)
            if values.shape != shares.shape:
                raise ValueError(f"{name} must hold a number for each of shares, got {values!r}")
            ax.plot(shares, values, label=method, **plots.DOTS[method])
        ax.set(xlabel="α, as a share of the tuned one", title=heading)
        ax.set_ylim(bottom=0)
        plots.name_ends(ax)
    return figure


def selection(tries, promised, score):
    """Draw what the fastest of so many settings promises, and what it earns with strangers.

    Parameters
    ----------
    tries : sequence of int
    promised, score : dict, method -> sequence of float

    Returns
    -------
    matplotlib.figure.Figure
    """
    tries = checks.positive_array("tries", tries)
    figure, axes = plots.figure(columns=2, height=3.6)
    for ax, name, rows, heading in (
        (axes[0], "promised", promised, "What the middle player is promised: updates"),
        (axes[1], "score", score, "What strangers make of it: score"),
    ):
        for method, values in _of_both(name, rows, checks.SEQUENCES, "sequences of numbers").items():
            values = checks.finite_array(name, values)
            if values.shape != tries.shape:
                raise ValueError(f"{name} must hold a number for each of tries, got {values!r}")
            ax.plot(tries, values, label=method, **plots.DOTS[method])
        ax.set(xscale="log", xlabel="settings tried", title=heading)
        ax.set_xticks(tries, [f"{each:.0f}" for each in tries])
        ax.minorticks_off()
        ax.set_ylim(bottom=0)
        plots.name_ends(ax)
    return figure


def cost_of_beta(updates):
    """Draw, for momentum and for NAG, how many updates each β needs with one choice of α and another, and the first one's lowest point.

    Parameters
    ----------
    updates : dict, name of a choice -> dict, method -> dict, β -> updates
        At most three choices.

    Returns
    -------
    matplotlib.figure.Figure
    """
    checks.instance_of("updates", updates, dict, "a dict from a choice's name to what it needs")
    if not 1 <= len(updates) <= 3:
        raise ValueError(f"updates must hold one to three choices, got {updates!r}")
    figure, axes = plots.figure(columns=2, height=4, sharey=True)
    styles = ({"linewidth": 2}, {"linestyle": "--", "marker": "o"}, {"linestyle": ":", "marker": "s"})
    for (name, both), style in zip(updates.items(), styles, strict=False):
        for ax, (method, needed) in zip(axes, _of_both("updates", both, dict, "dicts").items(), strict=True):
            betas = checks.momentum("updates", list(needed))
            counts = checks.positive_array("updates", list(needed.values()))
            color = plots.STYLES[method]["color"] if style is styles[0] else plots.INK
            ax.plot(betas, counts, color=color, label=name, markersize=6, **style)
            if style is styles[0]:
                low = counts.argmin()
                ax.plot(betas[low], counts[low], "o", color=color, markersize=8, label="_lowest")
                ax.annotate(
                    f"β = {betas[low]:g}", (betas[low], counts[low]), (0, -19), textcoords="offset points", ha="center"
                )
    for ax, method in zip(axes, METHODS, strict=True):
        ax.set(yscale="log", xlabel="momentum β", title=method)
        plots.name_ends(ax)
    ticks = (50, 100, 200, 500, 1000, 2000)
    axes[0].set_yticks(ticks, [f"{tick:,}" for tick in ticks])
    axes[0].minorticks_off()
    lowest = min(line.get_ydata().min() for ax in axes for line in ax.lines)
    axes[0].set_ylim(bottom=0.65 * lowest)  # room for what is said below it
    axes[0].set_ylabel("updates to 10⁻⁸")
    return figure


def over_the_hill(starts, as_high, betas, crossed):
    """Draw, for momentum and for NAG, which starts end on the other side of a hill: a row of marks for each β.

    Parameters
    ----------
    starts : array, shape (n,)
    as_high : float
        The start that is as high as the hill.
    betas : array, shape (B,)
    crossed : dict, method -> array of bool, shape (n, B)

    Returns
    -------
    matplotlib.figure.Figure
    """
    starts, betas = checks.finite_array("starts", starts), checks.momentum("betas", betas)
    as_high = checks.within("as_high", as_high, -np.inf, np.inf)
    crossed = _of_both("crossed", crossed, np.ndarray, "arrays")
    if any(each.shape != (starts.size, betas.size) or each.dtype != bool for each in crossed.values()):
        raise ValueError(f"crossed must say yes or no for {starts.size} starts and {betas.size} β, got {crossed!r}")
    figure, axes = plots.figure(columns=2, height=3.4, sharey=True)
    for ax, (method, over) in zip(axes, crossed.items(), strict=True):
        for row in range(betas.size):
            for there, color, thick in (
                (~over[:, row], plots.QUIET, 0.4),
                (over[:, row], plots.STYLES[method]["color"], 2.4),
            ):
                ax.plot(
                    starts[there], np.full(there.sum(), row), "|", color=color, markersize=24, markeredgewidth=thick
                )
        ax.axvline(as_high, color=plots.INK, linestyle="--", linewidth=1.5)
        ax.set(xlabel="where the ball is let go", title=method, ylim=(betas.size - 0.5, -1))
    axes[0].set_yticks(range(betas.size), [f"β = {beta:g}" for beta in betas])
    axes[0].text(as_high, -0.95, "as high as the hill ", ha="right", va="top", color=plots.INK)
    return figure
