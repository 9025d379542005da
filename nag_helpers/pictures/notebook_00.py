"""The pictures of notebook 0: drawn here, so that its cells hold nothing but what they are about."""

import numpy as np

from nag_helpers import checks, look, plots

ORANGE = plots.STYLES["momentum"]["color"]
STEEPNESS = 100  # across the ravine


def promise(shares, measured, without):
    """Draw how many updates a walk needs against the share that it remembers, beside what 1/(1 − β) promises.

    Parameters
    ----------
    shares : array, shape (n,)
        From 0 to below 1.
    measured : array, shape (n,)
        Updates; infinity where a walk does not arrive.
    without : int
        Updates without a memory.

    Returns
    -------
    matplotlib.figure.Figure
    """
    shares, measured = checks.finite_array("shares", shares), checks.numbers("measured", measured)
    if shares.ndim != 1 or shares.shape != measured.shape or not len(shares):
        raise ValueError(
            f"shares and measured must hold a number each for every walk, got shapes {shares.shape} and {measured.shape}"
        )
    without = checks.positive("without", without)
    figure, ax = plots.figure(height=3.6)
    ax.plot(shares, without * (1 - shares), color=plots.QUIET, linewidth=1.4, linestyle=(0, (4, 2)), label="promised")
    ax.plot(shares, measured, color=ORANGE, linewidth=2.2, label="measured")
    ax.set(
        xlim=(0, 1),
        ylim=(0, 1.05 * without),
        xlabel="share β of the last step that is kept",
        ylabel="updates until it has arrived",
    )
    ax.set_title(f"The promise is kept, and then it is broken: best at β = {shares[measured.argmin()]:.2f}")
    plots.name_ends(ax)
    return figure


def one_swing(walk, share):
    """Draw a walk's second update across the ravine, with the push where it is delivered: at the end of the coast.

    Parameters
    ----------
    walk : array, shape (rows, 2)
        Of three rows or more.
    share : float
        Of the first step, which the second update coasts by.

    Returns
    -------
    matplotlib.figure.Figure
    """
    walk, share = _walk("walk", walk), checks.within("share", share, 0, 1)
    if len(walk) < 3:
        raise ValueError(f"walk must have three points or more, got {len(walk)}")
    start, here, lands = walk[:3, 1]
    coast = share * (start - here)
    ends, push = here - coast, here - coast - lands
    figure, ax = plots.figure(height=3.6)
    ax.grid(False)
    _ground(ax)
    ax.set_ylabel("height")
    coasts, pushes, bottom = (
        (-10, -18, -24) if look.projected() else (-4, -10, -14)
    )  # a room's letters need more height
    ax.set_ylim(bottom=bottom)
    for tail, tip, at, color in ((here, ends, coasts, plots.INK), (ends, lands, pushes, ORANGE)):
        arrow = {
            "arrowstyle": "-|>",
            "color": color,
            "linewidth": 2.4,
            "shrinkA": 0,
            "shrinkB": 0,
            "mutation_scale": 16,
        }
        ax.annotate("", (tip, at), (tail, at), arrowprops=arrow)
    ax.text((here + ends) / 2, coasts + 1, f"coast {coast:.3f}", ha="center", va="bottom")
    ax.text(ends + 0.02, pushes, f"push {push:.2f}, asked for at {here:.2f}", color=ORANGE, va="center", weight=600)
    for place, color in ((here, plots.INK), (lands, ORANGE)):
        ax.plot(place, STEEPNESS / 2 * place**2, "o", color=color, markersize=11, markeredgecolor=plots.PAPER)
    ax.set_title("Up the other wall, and higher than it stood")
    return figure


def before_the_swing(ball):
    """Draw the ground across the ravine with the ball on it, and room below for whoever draws coast and push by hand.

    Parameters
    ----------
    ball : float
        Where it stands, between −1 and 0.4.

    Returns
    -------
    matplotlib.figure.Figure
    """
    ball = checks.within("ball", ball, -1, 0.4)
    figure, ax = plots.figure(height=2.1)
    _ground(ax)
    ax.plot(ball, STEEPNESS / 2 * ball**2, "o", color=plots.INK, markersize=8)
    ax.set(xlim=(-1.0, 0.4), xticks=np.linspace(-1, 0.4, 15), yticks=[])
    return figure


def _ground(ax):
    across = np.linspace(-1.1, 0.5, 200)
    ax.plot(across, STEEPNESS / 2 * across**2, color=plots.EDGE, linewidth=2)
    ax.axvline(0, color=plots.FAINT, linewidth=1, zorder=0)
    ax.set(xlim=(-1.05, 0.45), ylim=(-14, 55), xlabel="across the ravine")


def pushed_uphill(shares, uphill):
    """Draw how often a push leads uphill, against the share of the coast after which it is asked for.

    Parameters
    ----------
    shares : array, shape (n,)
        0 is where the ball stands, 1 the end of its coast.
    uphill : array, shape (n,)
        Shares of all pushes, from 0 to 1.

    Returns
    -------
    matplotlib.figure.Figure
    """
    shares, uphill = checks.finite_array("shares", shares), checks.finite_array("uphill", uphill)
    if shares.ndim != 1 or shares.shape != uphill.shape:
        raise ValueError(f"shares and uphill must hold a number each, got shapes {shares.shape} and {uphill.shape}")
    figure, ax = plots.figure(height=3.2)
    ax.plot(shares, 100 * uphill, color=plots.STYLES["NAG"]["color"], linewidth=2.2)
    ax.set(
        xlim=(shares.min(), shares.max()),
        ylim=(0, None),
        xlabel="share of the coast after which the slope is asked for",
    )
    ax.set(ylabel="% of pushes that lead uphill", title="Only at the end of its coast is a ball never pushed uphill")
    return figure


def brake(memory, yours, updates=40):
    """Draw two walks in each direction alone, against the updates.

    Parameters
    ----------
    memory, yours : arrays, shape (rows, 2)
    updates : int
        How many are shown.

    Returns
    -------
    matplotlib.figure.Figure
    """
    walks = ("memory", "momentum", _walk("memory", memory)), ("yours", "NAG", _walk("yours", yours))
    updates = checks.whole_number("updates", updates, least=1)
    figure, axes = plots.figure(columns=2, height=3.4, sharey=True)
    for direction, title in enumerate(("Along, both run", "Across, only one of them stops")):
        ax = axes[direction]
        ax.axhline(0, color=plots.EDGE, linewidth=0.8, label="_floor")
        for label, like, walk in walks:
            ax.plot(walk[: updates + 1, direction], label=label, **plots.DOTS[like])
        ax.set(xlim=(0, updates), ylim=(-1.05, 1.05), xlabel="updates", title=title)
        plots.name_ends(ax)
    axes[0].set_ylabel("position")
    return figure


def _walk(name, walk):
    points = checks.points(name, walk, 2)
    if points.ndim != 2:
        raise ValueError(f"{name} must be a walk, a point for each update, got shape {points.shape}")
    return points
