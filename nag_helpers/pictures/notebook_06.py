"""The pictures of notebook 6: drawn here, so that its cells hold nothing but what they are about."""

import numpy as np
from matplotlib.colors import LinearSegmentedColormap

from nag_helpers import checks, plots, theory

NAG, SLATE = (plots.STYLES[name]["color"] for name in ("NAG", "gradient descent"))


def pulled(n=24):
    """Draw a chain of beads on upright rods, whose near end a hand has just pulled up.

    Parameters
    ----------
    n : int
        Number of beads.

    Returns
    -------
    matplotlib.figure.Figure
    """
    n = checks.whole_number("n", n, least=2)
    figure, ax = plots.figure(width=8, height=2.7)
    ax.set_axis_off()
    beads = np.arange(1, n + 1)
    ax.vlines(beads, -0.12, 1.12, color=plots.EDGE, linewidth=0.8)
    for i in range(n):
        _spring(ax, (i, float(i == 0)), (i + 1, 0))
    ax.plot(beads, 0 * beads, "o", color=plots.INK, markersize=8, zorder=4)
    ax.plot(0, 1, "s", color=plots.INK, markersize=11, zorder=4)
    ax.annotate("", (0, 0.86), (0, 0.05), arrowprops={"arrowstyle": "-|>", "color": plots.INK, "linewidth": 2})
    ax.annotate(
        "pulled up, and held",
        (0, 1),
        (14, 4),
        textcoords="offset points",
        va="center",
        weight=600,
        backgroundcolor=plots.PAPER,
    )
    ax.annotate("?", (n, 0), (0, 12), textcoords="offset points", ha="center", fontsize=15, weight=600)
    ax.set(xlim=(-0.8, n + 0.8), ylim=(-0.2, 1.25))
    return figure


def _spring(ax, start, end, turns=7):
    """Draw a spring as a zigzag."""
    start, end = np.array(start), np.array(end)
    along = np.linspace(0.15, 0.85, 2 * turns)
    sideways = 0.035 * (-1.0) ** np.arange(2 * turns)
    x = np.concatenate([[start[0]], start[0] + along * (end - start)[0], [end[0]]])
    y = np.concatenate([[start[1]], start[1] + along * (end - start)[1] + sideways, [end[1]]])
    ax.plot(x, y, color=plots.QUIET, linewidth=0.9, zorder=3)


def heat_and_wave(runs):
    """Draw how far each bead of a chain has come after each update, with the line of one bead per update.

    Parameters
    ----------
    runs : dict, heading of a panel -> array, shape (updates + 1, n)
        Gradient descent's first, in grey; the next in blue.

    Returns
    -------
    matplotlib.figure.Figure
    """
    checks.instance_of("runs", runs, dict, "a dict from a panel's heading to a run")
    runs = {heading: checks.finite_array("a run", run) for heading, run in runs.items()}
    if len(runs) != 2 or len({run.shape for run in runs.values()}) != 1 or any(run.ndim != 2 for run in runs.values()):
        raise ValueError(f"runs must be two of one shape, (updates + 1, n), got {runs!r}")
    figure, axes = plots.figure(columns=2, height=3.8, sharey=True)
    for ax, colour, (heading, run) in zip(axes, (SLATE, NAG), runs.items(), strict=True):
        updates, n = run.shape[0] - 1, run.shape[1]
        shades = LinearSegmentedColormap.from_list("came", [plots.PAPER, colour])
        ax.imshow(
            np.clip(run.T, 0, 1) ** 0.6,
            cmap=shades,
            vmin=0,
            vmax=1.1,
            origin="lower",
            aspect="auto",
            extent=(-0.5, updates + 0.5, 0.5, n + 0.5),
        )
        ax.plot([0, n], [0, n], color=plots.INK, linewidth=2, linestyle=(0, (1, 1.4)))
        heard = np.maximum.accumulate(np.where(run > 0.01, np.arange(1, n + 1), 0).max(axis=1))
        ax.plot(heard, color=plots.INK, linewidth=1.6)
        ax.grid(False)
        ax.set(xlim=(0, updates), ylim=(0.5, n + 0.5), xlabel="updates", title=heading)
        if ax is axes[0]:
            late = int(0.8 * updates)
            ax.annotate(
                "1 % has come so far", (late, heard[late]), (0, 5), textcoords="offset points", ha="right", va="bottom"
            )
    axes[0].annotate("one bead per update", (n * 0.9, n * 0.9), (12, 0), textcoords="offset points", va="center")
    axes[0].set_ylabel("bead")
    return figure


def lengths(n, updates, kappas=None):
    """Draw updates against the length of a chain, on logarithmic axes.

    Parameters
    ----------
    n : sequence of int
    updates : dict, name -> sequence of int
        Names of methods in their colours; others, such as a floor, in ink.
    kappas : sequence of float, optional
        The chains' condition numbers, to be written below their lengths.

    Returns
    -------
    matplotlib.figure.Figure
    """
    n = checks.positive_array("n", n)
    checks.instance_of("updates", updates, dict, "a dict from names to numbers of updates")
    figure, ax = plots.figure(height=3.8)
    for name, counts in updates.items():
        counts = checks.positive_array(f"the updates of {name}", counts)
        if counts.shape != n.shape:
            raise ValueError(f"{name} must have a number for each of the {n.size} lengths, got {counts!r}")
        look = plots.DOTS.get(name) or {"color": plots.INK, "linestyle": (0, (1, 1.4)), "linewidth": 2}
        ax.plot(n, counts, label=name, **{**look, **({"markersize": 6} if name in plots.DOTS else {})})
    ax.set(xscale="log", yscale="log", xlabel="beads", ylabel="updates until the last is half way")
    below = [""] * n.size if kappas is None else [f"\nκ = {kappa:,.0f}" for kappa in kappas]
    ax.set_xticks(n, [f"{each:.0f}{words}" for each, words in zip(n, below, strict=True)])
    ax.set_yticks([10, 100, 1000, 10000], ["10", "100", "1,000", "10,000"])
    ax.minorticks_off()
    ax.set_title("Twice the beads: four times the updates, or twice" if kappas is None else "How much room is left")
    plots.name_ends(ax)
    return figure


def between(value, slope, y, mu, L, window=(-3, 3)):
    """Draw a loss with its tangent at a point, the parabola above it and the parabola below it.

    Parameters
    ----------
    value, slope : callables
        Of one variable.
    y : float
        Where the tangent and both parabolas touch.
    mu, L : float
        Curvatures of the parabolas below and above.
    window : (low, high)

    Returns
    -------
    matplotlib.figure.Figure
    """
    checks.function_of("value", value, "(theta)")
    checks.function_of("slope", slope, "(theta)")
    y, mu, L = checks.within("y", y, *window), checks.positive("mu", mu), checks.positive("L", L)
    x = np.linspace(*window, 400)
    tangent = value(y) + slope(y) * (x - y)
    lines = (
        ("parabola, L", tangent + L / 2 * (x - y) ** 2, plots.STYLES["momentum"]["color"], (0, (6, 2))),
        ("the loss", value(x), plots.INK, "-"),
        ("parabola, μ", tangent + mu / 2 * (x - y) ** 2, NAG, (0, (6, 2))),
        ("tangent", tangent, SLATE, (0, (1, 1.4))),
    )
    figure, ax = plots.figure(height=4)
    top, low = value(x).max(), value(x).min()
    for name, line, colour, style in lines:
        seen = np.where((line < 1.15 * top) & (line > low - 0.5 * (top - low)), line, np.nan)
        ax.plot(x, seen, color=colour, linestyle=style, linewidth=2.6 if name == "the loss" else 1.8, label=f"_{name}")
    ax.plot(y, value(y), "o", color=plots.INK, markersize=9, zorder=5)
    lands = y - slope(y) / L
    bottom = value(y) - slope(y) ** 2 / (2 * L)
    ax.plot(
        lands, bottom, "o", color=plots.PAPER, markeredgecolor=lines[0][2], markersize=9, markeredgewidth=2, zorder=5
    )
    places = {"y": (y, value(y), 10, -12), "y − g/L": (lands, bottom, 0, 15)}
    for words, (at, height, right, up) in places.items():
        ax.annotate(words, (at, height), (right, up), textcoords="offset points", ha="center", va="center", weight=600)
    places = {
        "parabola, L": (0.17, -8, 0),
        "the loss": (0.07, -2, -14),
        "parabola, μ": (0.2, 0, 13),
        "tangent": (0.5, 9, -8),
    }
    for name, line, colour, _ in lines:
        share, right, up = places[name]
        at = int(share * len(x))
        look = {
            "ha": {-1: "right", 0: "center", 1: "left"}[np.sign(right)],
            "va": "center",
            "color": colour,
            "weight": 600,
        }
        ax.annotate(name, (x[at], line[at]), (right, up), textcoords="offset points", **look)
    ax.set(xlim=window, ylim=(low - 0.45 * (top - low), 1.1 * top), xlabel="θ", ylabel="J")
    ax.set_title("A curve that has to stay between two others")
    return figure


def meeting(kappa=100):
    """Draw what NAG leaves of its flattest direction and of a steeper one in each update, for every β, with α = 1/L.

    Parameters
    ----------
    kappa : float

    Returns
    -------
    matplotlib.figure.Figure
    """
    kappa = checks.positive("kappa", kappa)
    beta = np.linspace(0, 0.995, 800)
    figure, ax = plots.figure(height=3.4)
    flat = theory.spectral_radius("NAG", 1 / kappa, beta, 1.0)
    ax.plot(beta, flat, label="laziest", **plots.LINES["NAG"])
    ax.plot(
        beta,
        theory.spectral_radius("NAG", 0.1, beta, 1.0),
        label="steeper",
        **{**plots.LINES["NAG"], "linewidth": 1.2},
    )
    ax.set(xlim=(0, 1), ylim=(0.6, 1.01), xlabel="momentum β", ylabel="share left in each update")
    ax.set_title(f"Two movements under NAG, α = 1/L, κ = {kappa:g}")
    plots.name_ends(ax)
    return figure


def orders(runs):
    """Draw what runs leave after each update, whole and below 1e6: the same learning rates in two orders, and momentum.

    Parameters
    ----------
    runs : dict, name -> array, shape (updates + 1,)
        "largest first" and "shuffled" have looks of their own; others must be methods.

    Returns
    -------
    matplotlib.figure.Figure
    """
    checks.instance_of("runs", runs, dict, "a dict from names to runs")
    looks = {
        **plots.LINES,
        "largest first": {"color": SLATE, "linewidth": 2.6},
        "shuffled": {"color": plots.INK, "linewidth": 1.8, "zorder": 2.6},
    }
    figure, (whole, near) = plots.figure(columns=2, height=4)
    for ax in (whole, near):
        ax.axhline(1, color=plots.EDGE, linewidth=0.8, label="_start")
        for name, run in runs.items():
            run, look = checks.positive_array(f"the run of {name}", run), looks[checks.one_of("name", name, looks)]
            ax.plot(_above_rounding(ax, run) if ax is whole else run, label=name, **look)
        ax.set(yscale="log", xlabel="updates")
        ax.minorticks_off()
    whole.set(ylim=(1e-8, 1e36), ylabel="left in the worst direction", title="The same learning rates, in two orders")
    whole.set_yticks([1e-8, 1, 1e10, 1e20, 1e30])
    near.set(ylim=(1e-8, 1e6), title="The lowest part of it")
    near.set_yticks([1e-8, 1e-6, 1e-4, 1e-2, 1, 1e2, 1e4, 1e6])
    plots.name_ends(near)
    return figure


def _above_rounding(ax, run):
    """Return a run without what is left of it fifteen digits below its top, which each computer rounds otherwise; say so there."""
    floor = 1e-15 * run.max()
    lost = (np.arange(len(run)) > run.argmax()) & (run < floor)
    if lost.any():
        first = int(lost.argmax())
        ax.plot(
            [first - 1, len(run) - 1], [floor] * 2, color=SLATE, linewidth=1.2, linestyle=(0, (3, 2)), label="_floor"
        )
        ax.annotate(
            "below: rounding only",
            (len(run) - 1, floor),
            (0, -5),
            textcoords="offset points",
            ha="right",
            va="top",
            color=SLATE,
        )
    return np.where(lost, np.nan, run)


def half_circle(k):
    """Draw half a circle over the curvatures of the game, cut into equal arcs whose middles drop onto the best zeros.

    Parameters
    ----------
    k : int
        Zeros.

    Returns
    -------
    matplotlib.figure.Figure
    """
    k = checks.whole_number("k", k, least=1)
    mu, L = 1.0, 16.0  # as in the game
    middle, radius = (L + mu) / 2, (L - mu) / 2
    figure, ax = plots.figure(width=8, height=4.7)
    around = np.linspace(0, np.pi, 200)
    ax.plot(middle - radius * np.cos(around), radius * np.sin(around), color=NAG, linewidth=2, label="_circle")
    for angle in np.arange(k + 1) * np.pi / k:
        out, up = -np.cos(angle), np.sin(angle)
        cut = np.array([0.96, 1.04]) * radius
        ax.plot(middle + cut * out, cut * up, color=plots.INK, linewidth=1.4, label="_cut", clip_on=False)
    at = theory.chebyshev_zeros(k, mu, L)
    high = np.sqrt(radius**2 - (at - middle) ** 2)
    ax.vlines(at, 0, high, color=plots.QUIET, linewidth=1, linestyle=(0, (2, 3)))
    ax.plot(at, high, "o", color=NAG, markersize=6, label="_middles")
    ax.plot(at, 0 * at, "o", color=plots.INK, markersize=8, clip_on=False, zorder=5, label="_zeros")
    ax.set(xlim=(0, L + 1), ylim=(0, 1.08 * radius), xlabel="curvature λ", aspect="equal")
    ax.set_xticks([mu, 4, 8, 12, L], ["μ = 1", "4", "8", "12", "L = 16"])
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    ax.grid(False)
    ax.set_title(f"{k} equal arcs, and their middles dropped")
    return figure


def crossings(k=4):
    """Draw the best curve with k zeros, and one with a narrower band, which needs k + 1: they cross k + 1 times.

    Parameters
    ----------
    k : int
        Zeros of the best curve, at least 2.

    Returns
    -------
    matplotlib.figure.Figure
    """
    k = checks.whole_number("k", k, least=2)
    mu, L = 1.0, 16.0  # as in the game
    x = np.linspace(0, L, 1200)
    best = theory.error_factor(theory.chebyshev_zeros(k, mu, L), x)
    at = (L + mu) / 2 - (L - mu) / 2 * np.cos(np.arange(k + 1) * np.pi / k)
    height = theory.error_factor(theory.chebyshev_zeros(k, mu, L), at)
    other = theory.error_factor(theory.chebyshev_zeros(k + 1, mu, L), x)
    figure, ax = plots.figure(height=3.8)
    band = np.abs(height).max()
    ax.fill_between([mu, L], -band, band, color=NAG, alpha=0.13, linewidth=0)
    ax.plot(x, best, color=NAG, linewidth=2.2, label="ours")
    ax.plot(x, other, color=plots.STYLES["momentum"]["color"], linewidth=1.8, linestyle=(0, (6, 2)), label="theirs")
    ax.plot(at, height, "D", color=plots.INK, markersize=6, label="_touches")
    cross = np.flatnonzero(np.diff(np.sign((best - other)[5:]))) + 5
    for number, (where, up) in enumerate([(0, 1.0), *((x[each], best[each]) for each in cross)], start=1):
        ax.plot(where, up, "X", color=plots.INK, markersize=9, label="_cross", zorder=5, clip_on=False)
        ax.annotate(str(number), (where, up), (11, 6), textcoords="offset points", ha="center", weight=600)
    ax.set(xlim=(0, L + 0.1), ylim=(-0.5, 1.1), xlabel="curvature λ", ylabel="left of the error")
    ax.set_xticks([mu, 4, 8, 12, L], ["μ = 1", "4", "8", "12", "L = 16"])
    ax.set_title("Ours, and one in a narrower band")
    plots.name_ends(ax)
    return figure
