"""The pictures of notebook 7: a run that goes round, two walkers, accounts, and runs in noise."""

import numpy as np
from matplotlib.patches import Rectangle

from nag_helpers import checks, plots
from nag_helpers.paths import Path

NAG = plots.STYLES["NAG"]["color"]
MOMENTUM = plots.STYLES["momentum"]["color"]
BOLD = "#7a3b00"  # the bold walker, in all pictures of two
DASHED = (0, (5, 3))


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


def thrown(places, height):
    """Draw a walker's places in one direction on its cross-section, numbered.

    Parameters
    ----------
    places : sequence of float
    height : callable, array -> array

    Returns
    -------
    matplotlib.figure.Figure
    """
    places = checks.finite_array("places", places)
    if places.ndim != 1 or not places.any():
        raise ValueError(f"places must be a row of numbers that are not all 0, got {places!r}")
    checks.function_of("height", height, "the places")
    figure, ax = plots.figure(height=3.4)
    x = np.linspace(-1.25, 1.25, 301) * np.abs(places).max()
    ax.plot(x, height(x), color=plots.EDGE, linewidth=2)
    ax.plot(places, height(places), "D-", color=BOLD, markersize=7, linewidth=1, markeredgecolor=plots.PAPER)
    for number in range(len(places)):
        near = np.abs(places[:number] - places[number]) < 0.05 * np.abs(places).max()
        if not near.any() and abs(places[number]) > 0.1 * np.abs(places).max():
            ax.annotate(
                f"{number}",
                (places[number], height(places[number])),
                (12 if places[number] > 0 else -12, -4),
                textcoords="offset points",
                ha="center",
                color=BOLD,
            )
    ax.set(xlabel="position across the ravine", ylabel="height", title="Steps of 3/L, alone")
    return figure


def tiles(t=4, before=None, told=True):
    """Draw t² copies of the gap at y as tiles, t of one kind and t² − t of the other.

    Beside them stands what comes of either kind, or the square of the t before. Untold, all are of one kind.

    Parameters
    ----------
    t : int
    before : float, optional
    told : bool

    Returns
    -------
    matplotlib.figure.Figure
    """
    t = checks.whole_number("t", t, least=2)
    figure, ax = plots.figure(height=2.9)
    for row in range(t):
        kind = {
            "facecolor": plots.FAINT if told and row == t - 1 else "#9db9e0",
            "edgecolor": plots.PAPER,
            "linewidth": 2,
        }
        for column in range(t):
            ax.add_patch(Rectangle((column, t - 1 - row), 1, 1, **kind))
    both = ((f"t = {t} copies\nrid us of θ*", 0.5), (f"t² − t = {t * t - t} copies\nare left for x", (t + 1) / 2))
    for words, height in both if told else [(f"t² = {t * t} copies\nof the gap at y", t / 2)]:
        ax.text(-0.3, height, words, ha="right", va="center", color=plots.INK)
    if before is None and told:
        for words, height in (
            (f"≤  {t} g·(y − θ*)", 0.5),
            (f"≤  {t * t - t} h(x)  +  {t * t - t} g·(y − x)", (t + 1) / 2),
        ):
            ax.text(t + 0.4, height, words, va="center", fontsize=12, color=plots.INK)
    elif before is not None:
        before = checks.positive("before", before)
        ax.add_patch(Rectangle((1.9 * t, 0), before, before, facecolor="none", edgecolor=NAG, linewidth=2))
        at = 1.9 * t + before / 2
        ax.text(at, before / 2, f"{before:g}² = {before**2:g}", ha="center", va="center", color=NAG)
        ax.text(
            1.9 * t + before + 0.3, before / 2, "(old t)²: the weight\none update ago", va="center", color=plots.INK
        )
        ax.text(1.45 * t, (t + 1) / 2, "≤", ha="center", va="center", fontsize=26, color=plots.INK)
    ax.set(xlim=(-0.8 * t, (3.9 if before else 2.7) * t), ylim=(-0.1, t + 0.1), xticks=[], yticks=[], aspect="equal")
    ax.spines[["left", "bottom"]].set_visible(False)
    ax.grid(False)
    return figure


def two_walkers(objective, alpha, updates, shown, grow=0.5):
    """Draw the careful and the bold walker on the land, and one of their updates from close up.

    Parameters
    ----------
    objective : Objective
        Of two dimensions.
    alpha : float
    updates : int
    shown : int
        The update that is drawn large, counted from 1.
    grow : float
        By how much t grows in each update, from 1.

    Returns
    -------
    matplotlib.figure.Figure
    """
    checks.an_objective("objective", objective)
    updates = checks.whole_number("updates", updates, least=1)
    shown = checks.whole_number("shown", shown, least=1)
    if shown > updates:
        raise ValueError(f"shown must be one of the {updates} updates, got {shown}")
    t = 1 + checks.positive("grow", grow) * np.arange(updates)
    rows = _walked(objective, checks.positive("alpha", alpha), t)
    careful, bold = (np.array([objective.start, *(row[key] for row in rows)]) for key in ("x_new", "z_new"))
    figure, (left, right) = plots.figure(columns=2, height=4.4)
    plots.surface(left, objective)
    left.plot(*careful.T, "o-", color=NAG, markersize=5, markeredgecolor=plots.PAPER, linewidth=1.8, label="x")
    left.plot(*bold.T, "D--", color=BOLD, markersize=5, markeredgecolor=plots.PAPER, linewidth=1.4, label="z")
    left.set(title="Two walkers, one question each time", xlabel="", ylabel="", xlim=(-2.6, 0.6), ylim=(-0.9, 1.4))
    for line in left.lines[-2:]:
        at = line.get_xydata()[-2 if line.get_label() == "z" else 2]
        left.annotate(line.get_label(), at, (7, 7), textcoords="offset points", color=line.get_color(), weight=600)
    _close_up(right, rows[shown - 1], t[shown - 1])
    return figure


def _walked(objective, alpha, t):
    """Return for each t the places of one update."""
    x = z = objective.start
    rows = []
    for stride in t:
        y = (1 - 1 / stride) * x + z / stride
        slope = objective.gradient(y)
        row = {"x": x, "y": y, "z": z, "x_new": y - alpha * slope, "z_new": z - stride * alpha * slope}
        rows.append(row)
        x, z = row["x_new"], row["z_new"]
    return rows


def _close_up(ax, row, t):
    """Draw one update: y between x and z, two parallel arrows, and their tips on a line with x."""
    ax.plot(*np.array([row["x"], row["z"]]).T, color=plots.EDGE, linewidth=1.4, label="_side")
    ax.plot(*np.array([row["x"], row["z_new"]]).T, color=plots.EDGE, linewidth=1.4, linestyle=DASHED, label="_side")
    for tail, tip, color in (("y", "x_new", NAG), ("z", "z_new", BOLD)):
        arrow = {"arrowstyle": "-|>", "color": color, "linewidth": 2.2, "shrinkA": 4, "shrinkB": 0}
        ax.annotate("", row[tip], row[tail], arrowprops=arrow)
    names = {"x": "x", "y": "y", "z": "z", "x_new": "x⁺", "z_new": "z⁺"}
    for key, name in names.items():
        color = NAG if key.startswith("x") else BOLD if key.startswith("z") else plots.INK
        ax.plot(*row[key], "o", color=color, markersize=7, markeredgecolor=plots.PAPER)
        ax.annotate(name, row[key], (8, 8), textcoords="offset points", color=color, weight=600)
    ax.margins(0.18)
    ax.set_aspect("equal", adjustable="datalim")
    ax.set(xticks=[], yticks=[], title=f"One update, from close up: t = {t:g}")


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


def accounts(by_name):
    """Draw several accounts against the updates, each as a share of its start.

    Parameters
    ----------
    by_name : dict, name -> sequence of float

    Returns
    -------
    matplotlib.figure.Figure
    """
    checks.instance_of("by_name", by_name, dict, "a dict from names to accounts")
    figure, ax = plots.figure(height=3.8)
    looks = ("-", (0, (6, 2)), (0, (3, 2)), (0, (1, 1.4)))
    ax.axhline(1, color=plots.EDGE, linewidth=0.9, label="_start")
    for (name, values), look in zip(by_name.items(), looks, strict=False):
        values = checks.positive_array(f"by_name[{name!r}]", values)
        color = NAG if look == "-" else plots.QUIET
        ax.plot(values / values[0], label=name, color=color, linestyle=look, linewidth=1.9)
        ax.set(xlim=(0, len(values) - 1))
    ax.set(ylim=(0, None), xlabel="updates", ylabel="share of its start", title="The account, and how fast t grows")
    plots.name_ends(ax)
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
        title="A hundred runs, and noise in every slope",
    )
    plots.name_ends(ax)
    return figure
