"""The pictures of notebook 2: balls in a bowl, the pile that a ball remembers, and what a memory costs and gains."""

from collections.abc import Mapping

import numpy as np

from nag_helpers import checks, objectives, plots
from nag_helpers.optimizers import descend, momentum_step

ORANGE, SLATE = (plots.STYLES[name]["color"] for name in ("momentum", "gradient descent"))
WON = "#f9dcc2"  # where a memory wins, lightly
YOUNGER = "#f4a261"  # every second block of a pile
STILL = 0.02  # a ball so near to the floor hears no wall


def three_bowls(balls, updates=45, height=3.0):
    """Draw balls in bowls of the same shape, side by side: a dot for each update, the last one large.

    Parameters
    ----------
    balls : array, shape (n, rows)
        The positions of each.
    updates : int
        How many are shown.
    height : float
        Of the picture, in inches.

    Returns
    -------
    matplotlib.figure.Figure
    """
    balls = checks.finite_array("balls", balls)
    if balls.ndim != 2 or not balls.size:
        raise ValueError(f"balls must be rows of positions, a row for each ball, got shape {balls.shape}")
    updates = checks.whole_number("updates", updates, least=1)
    figure, axes = plots.figure(columns=len(balls), height=height, sharey=True, squeeze=False)
    ground = np.linspace(-1.15, 1.15, 200)
    for ax, ball in zip(axes[0], balls, strict=True):
        shown = ball[: updates + 1]
        ax.grid(False)
        ax.plot(ground, ground**2 / 2, color=plots.EDGE, linewidth=2)
        ax.plot(shown, shown**2 / 2, "o", color=ORANGE, markersize=5, markeredgecolor=plots.PAPER)
        ax.plot(shown[-1], shown[-1] ** 2 / 2, "o", color=ORANGE, markersize=13, markeredgecolor=plots.PAPER)
        ax.plot(shown[0], shown[0] ** 2 / 2, "o", color=plots.INK, markersize=6)
        ax.set(xlim=(-1.15, 1.15), ylim=(-0.06, 0.62), xticks=[-1, 0, 1], yticks=[])
    return figure


def opening():
    """Draw the notebook's first picture: three balls that differ in their memory alone."""
    bowl = objectives.quadratic((1,), start=(1,))
    return three_bowls(
        [descend(momentum_step, bowl, alpha=0.009, beta=beta, steps=45).theta[:, 0] for beta in (0.5, 0.9, 0.99)]
    )


def which():
    """Draw the first picture again, with blanks for the memories."""
    figure = opening()
    for ax in figure.axes:
        ax.set_title("β = ?")
    return figure


def pile(shares, updates=14):
    """Draw what a ball remembers on an even slope: each update puts a block on the pile, and all older ones shrink.

    Parameters
    ----------
    shares : sequence of float
        A panel for each β.
    updates : int

    Returns
    -------
    matplotlib.figure.Figure
    """
    shares = checks.finite_array("shares", shares)
    if shares.ndim != 1 or not len(shares) or (shares < 0).any() or (shares >= 1).any():
        raise ValueError(f"shares must be numbers from 0 to below 1, got {shares.tolist()}")
    updates = checks.whole_number("updates", updates, least=1)
    figure, axes = plots.figure(columns=len(shares), height=3.2, sharey=True, squeeze=False)
    made = np.arange(1, updates + 1)
    for ax, share in zip(axes[0], shares, strict=True):
        ax.grid(False)
        below = np.zeros(updates)
        for born in made:
            block = np.where(made >= born, share ** np.maximum(made - born, 0.0), 0)
            fill = (ORANGE, YOUNGER)[born % 2]
            ax.bar(made, block, 0.82, bottom=below, color=fill, edgecolor=plots.PAPER, linewidth=0.6)
            below += block
        ax.set(xlim=(0.3, updates + 0.7), xlabel="updates", title=f"β = {share:g}")
    axes[0][0].set_ylabel("the pile, in pushes")
    return figure


def swings(runs, updates=24):
    """Draw runs across the ravine, each in a panel; a dot is filled where the slope keeps its sign, unless the ball is nearly still.

    Parameters
    ----------
    runs : dict, β -> array of positions
    updates : int
        How many are shown.

    Returns
    -------
    matplotlib.figure.Figure
    """
    checks.instance_of("runs", runs, Mapping, "a dict from β to the positions of a run")
    runs = {checks.within("β", share, 0, 1): _positions("each run", run) for share, run in runs.items()}
    updates = checks.whole_number("updates", updates, least=1)
    figure, axes = plots.figure(columns=len(runs), height=3.2, sharey=True, squeeze=False)
    for ax, (share, run) in zip(axes[0], runs.items(), strict=True):
        shown = run[: updates + 1]
        again = np.append(False, shown[1:] * shown[:-1] > 0) & (np.abs(shown) > STILL)
        t = np.arange(len(shown))
        ax.axhline(0, color=plots.EDGE, linewidth=0.8)
        ax.plot(t, shown, color=ORANGE, linewidth=1.2)
        ax.plot(t[~again], shown[~again], "o", color=ORANGE, markerfacecolor=plots.PAPER, markersize=5)
        ax.plot(t[again], shown[again], "o", color=ORANGE, markersize=5)
        ax.set(xlim=(-0.5, updates + 0.5), ylim=(-1.1, 1.1), xlabel="updates", title=f"β = {share:g}")
    axes[0][0].set_ylabel("across the ravine")
    return figure


def media(balls, updates=150):
    """Draw balls' positions against the updates, with the name of the medium and β at the end of each line.

    Parameters
    ----------
    balls : dict, name -> array of positions
    updates : int
        How many are shown.

    Returns
    -------
    matplotlib.figure.Figure
    """
    checks.instance_of("balls", balls, Mapping, "a dict from a name to the positions of a ball")
    updates = checks.whole_number("updates", updates, least=1)
    figure, ax = plots.figure(height=3.8)
    ax.axhline(0, color=plots.EDGE, linewidth=0.8)
    for (name, ball), shade in zip(balls.items(), np.linspace(0.5, 1, max(len(balls), 1)), strict=True):
        shown = _positions("each ball", ball)[: updates + 1]
        ax.plot(shown, color=ORANGE, alpha=shade, linewidth=1.2 + shade)
        lowest = int(shown.argmin())
        dips = shown[lowest] < -0.02
        at, offset, above = (lowest, (-16, -6), "top") if dips else (len(shown) // 5, (0, 8), "bottom")
        ax.annotate(
            str(name),
            (at, shown[at]),
            offset,
            textcoords="offset points",
            ha="center" if dips else "left",
            va=above,
            path_effects=plots.halo(2),
        )
    ax.set(xlim=(0, updates), ylim=(-1.15, 1.05), xlabel="updates", ylabel="position in the bowl")
    ax.set_title("One bowl, one learning rate, three memories")
    return figure


def shelf(steepness, updates):
    """Draw how many updates one direction takes, against α times its steepness, without a memory and with one.

    Parameters
    ----------
    steepness : array, shape (n,)
        Of α λ, ascending.
    updates : dict, β -> array, shape (n,)
        β = 0 must be among them; −1 where a run does not settle, as `settling_step` has it.

    Returns
    -------
    matplotlib.figure.Figure
    """
    steepness = checks.finite_array("steepness", steepness)
    checks.instance_of("updates", updates, Mapping, "a dict from β to numbers of updates")
    updates = {checks.within("β", share, 0, 1): checks.numbers("updates", many) for share, many in updates.items()}
    if 0 not in updates or any(many.shape != steepness.shape for many in updates.values()):
        raise ValueError("updates must hold β = 0, and as many numbers for each β as there are of steepness")
    figure, ax = plots.figure(height=4)
    for share, many in updates.items():
        many = np.where(many > 0, many, np.nan)
        like = {"color": SLATE, "linewidth": 2.6} if share == 0 else {"color": ORANGE, "linewidth": 0.8 + 1.6 * share}
        ax.loglog(steepness, many, **like)
        at = np.searchsorted(steepness, 0.006 if share == 0 else 0.8)
        if at < len(steepness):
            ax.annotate(
                "no memory" if share == 0 else f"β = {share:g}",
                (steepness[at], many[at]),
                (6, 5),
                textcoords="offset points",
                color=like["color"],
                weight=600,
            )
    longest = max(updates)
    better = (updates[longest] > 0) & ((updates[longest] < updates[0]) | (updates[0] < 0))
    ax.fill_between(steepness, 1, 1e4, where=better, color=WON, alpha=0.5, linewidth=0)
    ax.set(xlim=(steepness[0], steepness[-1]), ylim=(0.8, 12_000), xlabel="α × steepness")
    ax.set_ylabel("updates until it has settled")
    ax.set_xticks([0.01, 0.1, 1], ["0.01", "0.1", "1"])
    ax.set_yticks([1, 10, 100, 1000, 10_000], ["1", "10", "100", "1,000", "10,000"])
    ax.set_title(f"A memory fills the dip and levels the rest (shaded: β = {longest:g} is faster)")
    return figure


def sheet(steepness, beta, updates=5):
    """Draw what updates do to a patch of the sheet on which a point is a ball's position and step, with the patch's area.

    Parameters
    ----------
    steepness : sequence of float
        Of α λ; a panel for each.
    beta : float
    updates : int

    Returns
    -------
    matplotlib.figure.Figure
    """
    steepness, beta = checks.positive_array("steepness", steepness), checks.below_one("beta", beta)
    if steepness.ndim != 1 or not len(steepness):
        raise ValueError(f"steepness must be a row of numbers, got shape {steepness.shape}")
    updates = checks.whole_number("updates", updates, least=0)
    figure, axes = plots.figure(columns=len(steepness), height=3.2, crowded=True, squeeze=False)
    angle = np.linspace(0, 2 * np.pi, 60)
    for ax, a in zip(axes[0], steepness, strict=True):
        position, v = 1 + 0.25 * np.cos(angle), 0.25 * np.sin(angle)
        for t in range(updates + 1):
            ax.fill(position, v, color=ORANGE, alpha=0.25 + 0.5 * t / max(updates, 1), linewidth=0)
            if a > (1 - beta**0.5) ** 2:
                _beside_patch(ax, position, v, f"{100 * beta**t:.0f} %")
            elif t in (0, updates):  # in honey the patches lie on one another
                up = 1 if t == 0 else -1
                ax.text(1, 0.33 * up, f"{100 * beta**t:.0f} %", ha="center", va=_beside(up), color=plots.INK)
            v = beta * v + a * position
            position = position - v
        ax.set(xlim=(-1.65, 1.95), ylim=(-1.5, 1.5), aspect="equal", xlabel="position")
        ax.set(xticks=[-1, 0, 1], yticks=[-1, 0, 1])
        ax.set_title(f"α × steepness = {a:g}")
    axes[0][0].set_ylabel("step")
    return figure


def _beside_patch(ax, position, v, text):
    middle = np.array([position.mean(), v.mean()])
    way = middle / np.hypot(*middle)
    reach = max((np.stack([position, v], axis=1) - middle) @ way)
    side = "left" if way[0] > 0.35 else "right" if way[0] < -0.35 else "center"
    ax.text(*middle + (reach + 0.08) * way, text, ha=side, va=_beside(way[1]), color=plots.INK)


def growth(kappas, without, with_memory):
    """Draw how many updates a ravine takes against its κ, without a memory and with one, both at their best.

    Parameters
    ----------
    kappas, without, with_memory : arrays, shape (n,)

    Returns
    -------
    matplotlib.figure.Figure
    """
    kappas, without, with_memory = (
        checks.finite_array(name, each)
        for name, each in (("kappas", kappas), ("without", without), ("with_memory", with_memory))
    )
    if kappas.ndim != 1 or not len(kappas) or not kappas.shape == without.shape == with_memory.shape:
        raise ValueError("kappas, without and with_memory must hold as many numbers, got different shapes")
    figure, ax = plots.figure(height=3.8)
    for many, like in ((without, "gradient descent"), (with_memory, "momentum")):
        look = plots.STYLES[like] | {"markevery": 1}
        _ladder(ax, kappas, many, [f"{count:,.0f}" for count in many], like == "gradient descent", label=like, **look)
    _over_kappas(ax, kappas, [10, 100, 1000, 10_000, 100_000], ylabel="updates, at its best", ylim=(5, 2e5))
    ax.set_title("For each factor of ten in κ, ten times the updates, or about three times")
    plots.name_ends(ax)
    return figure


def bill(runs, first=40):
    """Draw losses twice: the first updates on an even axis, where a climb is as high as it is, and all on a logarithmic one.

    Parameters
    ----------
    runs : dict, method -> Path
        Recorded at every step.
    first : int
        How many updates stand on the even axis.

    Returns
    -------
    matplotlib.figure.Figure
    """
    checks.instance_of("runs", runs, Mapping, "a dict from a method's name to its Path")
    first = checks.whole_number("first", first, least=1)
    figure, (even, logarithmic) = plots.figure(columns=2, height=3.6)
    plots.losses(logarithmic, runs)
    for name, run in runs.items():
        even.plot(run.loss[: first + 1], **plots.LINES[name], label=name)
    even.set(xlim=(0, first), ylim=(0, None), xlabel="updates", ylabel="loss", title=f"The first {first} updates")
    logarithmic.set_title("All of them, on a logarithmic axis")
    return figure


def climb(kappas, climbs):
    """Draw how far losses climb above the first, against κ: a line for each way to set α and β.

    Parameters
    ----------
    kappas : array, shape (n,)
    climbs : dict, name -> array, shape (n,)
        The highest loss of each run over its first.

    Returns
    -------
    matplotlib.figure.Figure
    """
    kappas = checks.positive_array("kappas", kappas)
    checks.instance_of("climbs", climbs, Mapping, "a dict from a name to as many numbers as there are kappas")
    climbs = {name: checks.positive_array("climbs", ratios) for name, ratios in climbs.items()}
    if kappas.ndim != 1 or not len(kappas) or any(ratios.shape != kappas.shape for ratios in climbs.values()):
        raise ValueError("kappas and each of climbs must hold as many numbers, got different shapes")
    figure, ax = plots.figure(height=3.8)
    for i, (name, ratios) in enumerate(climbs.items()):
        words = [f"{ratio:,.0f}" if ratio >= 100 else f"{ratio:.1f}" for ratio in ratios]
        look = {"marker": "o", "color": ORANGE, "linewidth": 1.4 if i else 2.6, "markersize": 5}
        _ladder(ax, kappas, ratios, words, i == 0, label=str(name), **look)
    _over_kappas(ax, kappas, [1, 10, 100, 1000], ylabel="highest loss, over the first", ylim=(0.4, 4000))
    ax.set_title("At the shelf's ends the climb grows with κ; a little inside, much more slowly")
    plots.name_ends(ax)
    return figure


def _ladder(ax, kappas, heights, words, above, **look):
    """Draw a line over κ on logarithmic axes, with a number above or below each point."""
    ax.loglog(kappas, heights, **look)
    for kappa, height, word in zip(kappas, heights, words, strict=True):
        ax.annotate(
            word,
            (kappa, height),
            (0, 7 if above else -8),
            textcoords="offset points",
            ha="right" if kappa == kappas[-1] else "center",  # beside the last one stands the name
            va="bottom" if above else "top",
        )


def _over_kappas(ax, kappas, ticks, **settings):
    ax.set(xlim=(kappas[0] / 1.6, kappas[-1] * 1.6), xlabel="κ, how much steeper across than along", **settings)
    ax.set_xticks(kappas, [f"{kappa:,.0f}" for kappa in kappas])
    ax.set_yticks(ticks, [f"{tick:,}" for tick in ticks])
    ax.minorticks_off()


def _beside(upwards):
    return "bottom" if upwards > 0.35 else "top" if upwards < -0.35 else "center"


def _positions(name, positions):
    run = checks.finite_array(name, positions)
    if run.ndim != 1 or not len(run):
        raise ValueError(f"{name} must be an array of positions, got shape {run.shape}")
    return run
