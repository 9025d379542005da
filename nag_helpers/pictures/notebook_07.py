"""The pictures of notebook 7: a run that goes round, a nearer goal, accounts, and runs in noise."""

import numpy as np

from nag_helpers import checks, plots
from nag_helpers.paths import Path

NAG = plots.STYLES["NAG"]["color"]
MOMENTUM = plots.STYLES["momentum"]["color"]
BOLD = "#7a3b00"  # the bold walker, and the tangent
DASHED = (0, (5, 3))
LEAST = 1e-10  # the smallest gap that is drawn


def let_go(objective, at):
    """Draw a loss of one direction with a ball that is about to be let go.

    Parameters
    ----------
    objective : Objective
        Of one dimension.
    at : float

    Returns
    -------
    matplotlib.figure.Figure
    """
    checks.an_objective("objective", objective)
    at = checks.within("at", at, -np.inf, np.inf)
    figure, ax = plots.figure(width=8, height=2.7)
    plots.surface(ax, objective)
    height = float(objective.value([at]))
    ax.plot(at, height, "o", color=plots.INK, markersize=12)
    ax.annotate("?", (at, height), (-16, 4), textcoords="offset points", ha="center", fontsize=15, weight=600)
    ax.set(xlabel="", ylabel="", xticks=[], yticks=[])
    return figure


def last_places(objective, runs, updates=30):
    """Draw where runs in one direction are after each update, and the places that the first of them visits at the end.

    Parameters
    ----------
    objective : Objective
        Of one dimension.
    runs : dict, method -> Path
    updates : int
        How many of them are shown.

    Returns
    -------
    matplotlib.figure.Figure
    """
    checks.an_objective("objective", objective)
    checks.instance_of("runs", runs, dict, "a dict from names to Paths")
    if not runs:
        raise ValueError("runs must hold at least one Path, got none")
    for name, run in runs.items():
        checks.instance_of(f"runs[{name!r}]", run, Path, "a Path")
    updates = checks.whole_number("updates", updates, least=1)
    figure, (left, right) = plots.figure(columns=2, height=3.8)
    plots.surface(left, objective)
    first = next(iter(runs))
    last = runs[first].theta[-4:, 0]
    heights = objective.value(last[:, None])
    for i in range(len(last) - 1):
        arrow = {"arrowstyle": "-|>", "color": MOMENTUM, "linewidth": 1.6, "shrinkA": 6, "shrinkB": 6}
        arrow["connectionstyle"] = "arc3,rad=0.28"
        left.annotate("", (last[i + 1], heights[i + 1]), (last[i], heights[i]), arrowprops=arrow)
    left.plot(last, heights, "^", color=MOMENTUM, markersize=10, markeredgecolor=plots.PAPER, zorder=4)
    left.set(title=f"The last places of {first}", xlabel="position", ylabel="loss")
    right.axhline(0, color=plots.EDGE, linewidth=0.8, label="_minimum")
    for name, run in runs.items():
        right.plot(run.theta[: updates + 1, 0], label=name, **plots.DOTS[name])
    right.set(xlim=(0, updates), xlabel="updates", ylabel="position", title="Every place, update by update")
    plots.name_ends(right)
    return figure


def eight_places(objective, runs):
    """Draw two runs on a loss of two directions that is curved only a little in its middle.

    Parameters
    ----------
    objective : Objective
        Of two dimensions; μ is the curvature of its middle.
    runs : dict, method -> array, shape (rows, 2)

    Returns
    -------
    matplotlib.figure.Figure
    """
    checks.an_objective("objective", objective)
    checks.instance_of("runs", runs, dict, "a dict from a method to its places")
    figure, axes = plots.figure(columns=2, height=4.4)
    x, y = np.meshgrid(*(np.linspace(*limits, 301) for limits in plots.window(objective)))
    grid = np.stack([x, y], axis=-1)
    flat = np.linalg.norm(objective.gradient(grid) - objective.mu * grid, axis=-1)
    for ax, (name, run) in zip(axes, runs.items(), strict=True):
        run = checks.points(name, run, 2)
        plots.surface(ax, objective)
        ax.contour(x, y, flat, levels=[1e-3], colors=[plots.QUIET], linewidths=1.4)
        ax.plot(*run.T, **plots.DOTS[name])
        ax.plot(
            *run[-8:].T, "o", color=plots.STYLES[name]["color"], markersize=8, markeredgecolor=plots.PAPER, zorder=5
        )
        ax.set(aspect="equal", title=name, xlabel="", ylabel="")
    return figure


def paid(accounts, gaps):
    """Draw what has been paid out of an account, and the gaps that it was paid for, both added up.

    Parameters
    ----------
    accounts, gaps : sequences of float
        One number for the start and one after each update.

    Returns
    -------
    matplotlib.figure.Figure
    """
    accounts, gaps = checks.positive_array("accounts", accounts), checks.positive_array("gaps", gaps)
    if accounts.ndim != 1 or accounts.shape != gaps.shape:
        raise ValueError(f"accounts and gaps must be rows of one length, got shapes {accounts.shape} and {gaps.shape}")
    style = plots.LINES["gradient descent"]
    figure, ax = plots.figure(height=3.4)
    ax.axhline(accounts[0], color=plots.INK, linewidth=1.2, linestyle=DASHED, label="at the start")
    ax.plot(accounts[0] - accounts, label="paid so far", **style)
    ax.plot(np.cumsum([0, *gaps[1:]]), label="gaps so far", **{**style, "linestyle": (0, (2, 1.5))})
    ax.set(xlim=(0, len(gaps) - 1), ylim=(0, 1.08 * accounts[0]), xlabel="updates", ylabel="added up")
    ax.set_title("Every gap has been paid for")
    plots.name_ends(ax)
    return figure


def nearer_goal(loss, slope, x, y, t):
    """Draw a loss and its tangent at y, which is straight: how high is it over a goal on the way from x to the minimum, at 0?

    Parameters
    ----------
    loss, slope : callables, array -> array
        Of one direction, lowest at 0.
    x, y : positive float
    t : float
        The goal lies 1/t of the way from x to the minimum.

    Returns
    -------
    matplotlib.figure.Figure
    """
    checks.function_of("loss", loss, "the place")
    checks.function_of("slope", slope, "the place")
    x, y = checks.positive("x", x), checks.positive("y", y)
    p = x * (1 - 1 / checks.positive("t", t))
    figure, ax = plots.figure(height=3.6)
    places = np.linspace(-0.2 * x, 1.2 * x, 301)
    ends, tangent = np.array([0, x]), loss(y) + slope(y) * (places - y)
    ax.axhline(0, color=plots.EDGE, linewidth=0.8, label="_lowest")
    ax.plot(places, loss(places), color=plots.INK, linewidth=2.4, label="the loss")
    ax.plot(places, tangent, color=BOLD, linewidth=1.8, label="tangent at y")
    ax.plot(ends, ends * loss(x) / x, color=NAG, linewidth=1.6, linestyle=DASHED, label="_chord")
    ax.plot(ends, ends * loss(x) / x, "o", color=NAG, markersize=8, label="_ends")
    ax.plot(y, loss(y), "o", color=BOLD, markersize=9, label="_y")
    ax.plot([p, p], [0, loss(x) * p / x], "_-", color=NAG, linewidth=3, markersize=12, label="_most", zorder=3)
    ax.annotate("?", (p, loss(x) * p / x), (-9, 0), textcoords="offset points", ha="right", color=NAG)
    ax.annotate("from θ* to x", (0.8 * x, 0.8 * loss(x)), (-6, 4), textcoords="offset points", ha="right", color=NAG)
    for at, name in ((0, "θ*"), (p, "p"), (x, "x"), (y, "y")):
        top = loss(x) * at / x if name == "p" else loss(at)
        ax.plot(
            [at, at],
            [min(tangent.min(), 0), top],
            color=plots.EDGE,
            linewidth=0.9,
            linestyle=(0, (2, 3)),
            label=f"_{name}",
        )
    ax.set_xticks([0, p, y, x], ["θ*", "p", "y", "x"])
    ax.set(xlim=(places[0], places[-1]), ylim=(tangent.min(), None), yticks=[], xlabel="", ylabel="height")
    ax.set_title("How high can the tangent be over p?")
    plots.name_ends(ax)
    return figure


def two_walks(objective, careful, bold, run):
    """Draw the careful and the bold walker on the land, and a run over them.

    Parameters
    ----------
    objective : Objective
        Of two dimensions.
    careful, bold : arrays, shape (updates + 1, 2)
    run : Path

    Returns
    -------
    matplotlib.figure.Figure
    """
    checks.an_objective("objective", objective)
    careful, bold = checks.points("careful", careful, 2), checks.points("bold", bold, 2)
    checks.instance_of("run", run, Path, "a Path")
    figure, ax = plots.figure(width=8, height=4.2)
    plots.surface(ax, objective, lit=False)
    ax.plot(*bold.T, "D--", color=BOLD, markersize=6, markeredgecolor=plots.PAPER, linewidth=1.4, label="bold walker")
    ax.plot(*careful.T, "o", color=plots.INK, markersize=11, markerfacecolor="none", label="careful walker")
    ax.plot(*run.theta.T, "o-", color=NAG, markersize=5, linewidth=1.8, label="NAG")
    every = np.vstack([careful, bold, [[0, 0]]])
    low, high = every.min(axis=0), every.max(axis=0)
    room = 0.08 * (high - low).max()
    ax.set(xlim=(low[0] - room, high[0] + room), ylim=(low[1] - room, high[1] + room), aspect="equal")
    ax.set(xlabel="", ylabel="", title="Two walkers who ask where you say, and NAG")
    ax.legend(loc="upper right", frameon=False)
    return figure


def account_and_loss(gaps, accounts):
    """Draw a run's gap on a logarithmic axis, and its account beside it.

    Parameters
    ----------
    gaps, accounts : sequences of float
        One number for the start and one after each update.

    Returns
    -------
    matplotlib.figure.Figure
    """
    gaps, accounts = checks.positive_array("gaps", gaps), checks.positive_array("accounts", accounts)
    figure, (left, right) = plots.figure(columns=2, height=3.6)
    left.plot(gaps, color=NAG, linewidth=1.8)
    left.set(yscale="log", title="The loss ripples", xlabel="updates", ylabel="J(x) − J*")
    right.plot(accounts / accounts[0], color=NAG, linewidth=1.8)
    right.set(ylim=(0, 1.05), title="The account only falls", xlabel="updates", ylabel="share of its start")
    for ax in (left, right):
        ax.set(xlim=(0, len(gaps) - 1))
    return figure


def promise_used(by_method):
    """Draw what share of the promise each method uses up, update by update; above 1 it is broken.

    Parameters
    ----------
    by_method : dict, method -> sequence of float

    Returns
    -------
    matplotlib.figure.Figure
    """
    checks.instance_of("by_method", by_method, dict, "a dict from a method to its shares")
    figure, ax = plots.figure(height=3.6)
    for method, shares in by_method.items():
        shares = checks.finite_array(f"by_method[{method!r}]", shares)
        ax.plot(np.arange(1, len(shares) + 1), shares, label=method, **plots.LINES[method])
        ax.set(xlim=(1, len(shares)))
    ax.axhline(1, color=plots.INK, linewidth=1.2, linestyle=DASHED, label="promised")
    ax.set(ylim=(0, None), xlabel="updates", ylabel="share of the promise", title="Above 1 the promise is broken")
    plots.name_ends(ax)
    return figure


def into_the_limit(runs, time, limit):
    """Draw the places of runs with ever smaller steps over time, and the motion that they come near to.

    Parameters
    ----------
    runs : dict, α -> array
        Places, one after each update from the start on; update k stands at the time k√α.
    time, limit : arrays of one length

    Returns
    -------
    matplotlib.figure.Figure
    """
    checks.instance_of("runs", runs, dict, "a dict from α to places")
    time, limit = checks.finite_array("time", time), checks.finite_array("limit", limit)
    figure, ax = plots.figure(height=3.8)
    ax.axhline(0, color=plots.EDGE, linewidth=0.8, label="_floor")
    ax.plot(time, limit, color=plots.INK, linewidth=2.2, label="the equation")
    shades = ("#9db9e0", "#5f8ccb", NAG)
    for (alpha, places), color, size in zip(runs.items(), shades, (7, 5, 3), strict=False):
        places = checks.finite_array(f"runs[{alpha!r}]", places)
        at = np.sqrt(checks.positive("α", alpha)) * np.arange(len(places))
        shown = at <= time[-1]
        ax.plot(at[shown], places[shown], "o", color=color, markersize=size, label=f"α = 1/{1 / alpha:.0f}")
    ax.set(
        xlim=(0, time[-1]), xlabel="time", ylabel="position", title="The smaller the steps, the nearer to the equation"
    )
    plots.name_ends(ax)
    return figure


def in_noise(losses):
    """Draw mean losses of noisy runs against the updates, both on logarithmic axes.

    Parameters
    ----------
    losses : dict, name -> sequence of float
        One number for the start and one after each update. Methods of NAG's family have its colour and lines of their own.

    Returns
    -------
    matplotlib.figure.Figure
    """
    checks.instance_of("losses", losses, dict, "a dict from names to losses")
    figure, ax = plots.figure(height=3.8)
    looks = {"NAG, β = 0.9": (0, (1, 1.2)), "NAG, growing": (0, (5, 2))}
    for name, values in losses.items():
        values = checks.positive_array(f"losses[{name!r}]", values)
        style = plots.LINES[name] if name in plots.LINES else {"color": NAG, "linestyle": looks.get(name, "-")}
        ax.plot(np.arange(1, len(values)), values[1:], label=name, **{**style, "linewidth": 1.9})
        ax.set(xlim=(1, len(values) - 1))
    ax.set(
        xscale="log",
        yscale="log",
        xlabel="updates",
        ylabel="mean loss",
        title="Forty runs, and noise in every slope",
    )
    plots.name_ends(ax)
    return figure


def restarted(gaps):
    """Draw gaps of NAG with several momenta on a logarithmic axis, the last of them strongest.

    Parameters
    ----------
    gaps : dict, name -> sequence of float
        One number for the start and one after each update.

    Returns
    -------
    matplotlib.figure.Figure
    """
    checks.instance_of("gaps", gaps, dict, "a dict from names to gaps")
    figure, ax = plots.figure(height=3.8)
    looks = ((0, (5, 2)), (0, (1, 1.2)), (0, (4, 1.5, 1, 1.5)), "-")
    for number, ((name, values), look) in enumerate(zip(gaps.items(), looks, strict=False), 1):
        values = checks.finite_array(f"gaps[{name!r}]", values)
        color = NAG if number == len(gaps) else plots.QUIET
        seen = np.where(values >= LEAST, values, np.nan)  # a line that leaves the picture has its name where it leaves
        leaves_first = number == 1 and values.min() < LEAST
        ax.plot(seen, label=f"_{name}" if leaves_first else name, color=color, linestyle=look, linewidth=1.9)
        if leaves_first:  # to the left, for the last one leaves at its right
            place = np.argmax(values < 10 * LEAST), 10 * LEAST
            ax.annotate(name, place, (-9, 0), textcoords="offset points", ha="right", va="center", color=color)
        ax.set(xlim=(0, len(values) - 1))
    ax.set(
        yscale="log",
        ylim=(LEAST, None),
        xlabel="updates",
        ylabel="J(x) − J*",
        title="Four kinds of memory, and one rule",
    )
    plots.name_ends(ax)
    return figure
