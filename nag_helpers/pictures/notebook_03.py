"""The pictures of notebook 3: drawn here, so that its cells hold nothing but what they are about."""

import numpy as np

from nag_helpers import checks, objectives, plots
from nag_helpers.paths import Path

NAG = plots.STYLES["NAG"]["color"]
WIDE, DEEP = 0.06, 0.003  # how far a close-up of one update reaches, along it and sideways


def swings(momentum, nag):
    """Draw two walks in one direction against the updates, and say how far beyond the minimum each of them gets.

    Parameters
    ----------
    momentum, nag : arrays, shape (rows,)
        Positions; the minimum is at 0, and they come from above.

    Returns
    -------
    matplotlib.figure.Figure
    """
    walks = ("momentum", checks.finite_array("momentum", momentum)), ("NAG", checks.finite_array("nag", nag))
    if any(walk.ndim != 1 or len(walk) < 2 for _, walk in walks):
        raise ValueError(f"momentum and nag must be rows of two positions or more, got {momentum!r} and {nag!r}")
    figure, ax = plots.figure(height=3.6)
    ax.axhline(0, color=plots.EDGE, linewidth=0.8, label="_minimum")
    for name, walk in walks:
        ax.plot(walk, label=name, **plots.DOTS[name])
        farthest, turned = walk.argmin(), walk[walk.argmin() :]
        for update, above in ((farthest, -15), (farthest + turned.argmax(), 7)):
            told = f"{walk[update]:.2f}".replace("-", "−")
            ax.annotate(
                told,
                (update, walk[update]),
                (0, above),
                textcoords="offset points",
                ha="center",
                color=plots.STYLES[name]["color"],
            )
    ax.set(xlim=(0, max(len(walk) for _, walk in walks) - 1), xlabel="updates", ylabel="position")
    ax.set_title("NAG turns round sooner")
    ax.margins(y=0.14)
    plots.name_ends(ax)
    return figure


def one_run(nag, rebuilt, updates=30):
    """Draw a NAG run in each direction alone, and around its points those of another run.

    Parameters
    ----------
    nag, rebuilt : arrays, shape (rows, 2)
        Along and across.
    updates : int
        How many are shown.

    Returns
    -------
    matplotlib.figure.Figure
    """
    nag, rebuilt = checks.points("nag", nag, 2), checks.points("rebuilt", rebuilt, 2)
    updates = checks.whole_number("updates", updates, least=1)
    if nag.ndim != 2 or nag.shape != rebuilt.shape:
        raise ValueError(f"nag and rebuilt must be two runs of one length, got shapes {nag.shape} and {rebuilt.shape}")
    ring = {"linestyle": "none", "marker": "o", "markersize": 9, "markerfacecolor": "none", "zorder": 2}
    figure, axes = plots.figure(columns=2, height=3.2, sharey=True)
    for direction, (ax, name) in enumerate(zip(axes, ("along", "across"), strict=True)):
        ax.axhline(0, color=plots.EDGE, linewidth=0.8, label="_floor")
        ax.plot(nag[: updates + 1, direction], label="NAG", **plots.DOTS["NAG"])
        ax.plot(
            rebuilt[: updates + 1, direction], label="_rings", markeredgecolor=plots.STYLES["momentum"]["color"], **ring
        )
        ax.set(xlim=(-0.5, updates + 0.5), xlabel="updates", title=f"{name}: rings are the momentum run")
        for told in plots.name_ends(ax):
            told.set_position((5 + ring["markersize"] / 2, 0))  # beside the last ring
    axes[0].set_ylabel("position")
    return figure


def kept(beta, marked):
    """Draw what is kept of the last step, β for momentum and β(1 − αλ) for NAG, against αλ.

    Parameters
    ----------
    beta : float
    marked : dict, name -> float
        Values of αλ to be marked on NAG's line.

    Returns
    -------
    matplotlib.figure.Figure
    """
    beta = checks.within("beta", beta, 0, 1)
    checks.instance_of("marked", marked, dict, "a dict from a name to a value of αλ")
    marked = {name: checks.within(f"αλ of {name!r}", each, -np.inf, np.inf) for name, each in marked.items()}
    figure, ax = plots.figure(height=3.8, crowded=True)
    a = np.linspace(min(-0.45, *marked.values(), 0), max(2.05, *marked.values(), 0), 200)
    line = beta * (1 - a)
    ax.axhline(0, color=plots.EDGE, linewidth=0.8, label="_zero")
    ax.fill_between(a, line, beta, color=NAG, alpha=0.1, linewidth=0)
    ax.plot(a, np.full_like(a, beta), label="momentum", **plots.LINES["momentum"])
    ax.plot(a, line, label="NAG", **plots.LINES["NAG"])
    dot = {"marker": "o", "color": NAG, "markersize": 8, "markeredgecolor": plots.PAPER, "zorder": 4}
    for name, at in marked.items():
        keeps = beta * (1 - at)
        ax.plot(at, keeps, label="_marked", **dot)
        # above the line where it comes to 0, and below it elsewhere, clear of the line at 0
        offset, side = ((8, 8), "left") if abs(keeps) < 0.04 else ((-8, -26 if 0 < keeps < 0.2 else -14), "right")
        told = f"{name}: {keeps:.3f}".replace("-", "−")
        ax.annotate(told, (at, keeps), offset, textcoords="offset points", ha=side)
    for at, height, words in ((-0.27, 1.05, "pushed on"), (0.6, 0.62, "the brake"), (1.6, -0.16, "kicked back")):
        ax.text(at, beta * height, words, ha="center", color=plots.QUIET)
    for at in (0, 1):
        ax.axvline(at, color=plots.EDGE, linewidth=0.8, linestyle=(0, (2, 3)), label="_border")
    ax.set(xlim=(a[0], a[-1]), xlabel="αλ: learning rate times curvature", ylabel="kept of the last step")
    ax.set_title("The more curved, the less NAG keeps")
    plots.name_ends(ax)
    return figure


def pushes_apart(apart, coast):
    """Draw for each update how far the pushes of the two methods are apart, and how far the coast leads across.

    Parameters
    ----------
    apart : array, shape (updates,)
    coast : array, shape (updates,)
        βv, across.

    Returns
    -------
    matplotlib.figure.Figure
    """
    apart, coast = checks.finite_array("apart", apart), checks.finite_array("coast", coast)
    if apart.ndim != 1 or coast.shape != apart.shape:
        raise ValueError(f"apart and coast must be rows of one length, got shapes {apart.shape} and {coast.shape}")
    figure, ax = plots.figure(height=3.4)
    updates = np.arange(len(apart))
    ax.bar(updates, apart, width=0.5, color=NAG, alpha=0.6, label="_apart")
    ax.plot(updates, abs(coast), color=plots.INK, label="coast across")
    highest = abs(coast).argmax()  # the line may end on a bar, so its name stands where it is highest
    ax.annotate("coast across", (highest, abs(coast[highest])), (0, 5), textcoords="offset points")
    ax.set(xlabel="after so many updates", ylabel="distance", xlim=(-0.5, len(apart) - 0.5))
    ax.margins(y=0.14)
    ax.set_title("The pushes part where the coast runs across")
    return figure


def bend(valley, run, beta, update):
    """Draw a run in a bent valley, and its update from close up: where it stands, where the coast ends, where the step ends.

    Parameters
    ----------
    valley : Objective
        Of two dimensions.
    run : Path
        Of NAG, recorded whole.
    beta : float
        The run's momentum.
    update : int
        Which update is enlarged, from 1 on.

    Returns
    -------
    matplotlib.figure.Figure
    """
    checks.instance_of("valley", valley, objectives.Objective, "an Objective")
    checks.instance_of("run", run, Path, "a Path, as descend returns it")
    beta, update = checks.within("beta", beta, 0, 1), checks.whole_number("update", update, least=1)
    if run.theta.ndim != 2 or run.theta.shape[1] != 2 or update >= len(run.theta):
        raise ValueError(f"run must be a single run in two dimensions with more than {update} rows, got {run!r}")
    here, found = run.theta[update - 1 : update + 1]
    there = here - beta * run.v[update - 1]
    figure, (wide, close) = plots.figure(columns=2, height=4.2)
    plots.surface(wide, valley)
    plots.path(wide, run, "NAG")
    wide.plot(*here, "s", markersize=14, markerfacecolor="none", markeredgecolor=plots.INK, zorder=6)
    wide.set_title("NAG in the bent valley")
    move = (found - here) / np.linalg.norm(found - here)
    inside = np.array([-move[1], move[0]])
    seen = (run.theta - here) @ np.stack([move, inside], axis=1)
    _walls(close, valley, here, move, inside)
    close.plot(*seen.T, **{**plots.DOTS["NAG"], "markersize": 5})
    ends = {
        name: (point - here) @ np.stack([move, inside], axis=1)
        for name, point in (("here", here), ("there", there), ("found", found))
    }
    close.plot(
        *np.transpose([ends["here"], ends["there"]]), color=plots.INK, linestyle=(0, (2, 2)), linewidth=1.4, zorder=4
    )
    places = ((-10, -14, "right"), (0, -22, "center"), (10, -5, "left"))
    for (name, at), point, (right, up, side) in zip(ends.items(), (here, there, found), places, strict=True):
        close.plot(*at, "o", color=plots.INK, markersize=8, zorder=5)
        told = f"{name}: {abs(valley.gradient(point) @ inside):.2f}"
        close.annotate(told, at, (right, up), textcoords="offset points", ha=side, weight=600)
    close.set_title("One update: slope towards the inside")
    return figure


def beside_the_floor(runs):
    """Draw how far runs in Rosenbrock's valley are from its floor, y − x², against the updates.

    Parameters
    ----------
    runs : dict, method -> Path
        Recorded whole.

    Returns
    -------
    matplotlib.figure.Figure
    """
    checks.instance_of("runs", runs, dict, "a dict from a method's name to its Path")
    figure, ax = plots.figure(height=3.4)
    ax.axhline(0, color=plots.EDGE, linewidth=0.8, label="_floor")
    for name, run in runs.items():
        x, y = checks.points(f"the run of {name}", run.theta, 2).T
        ax.plot(y - x**2, label=name, **plots.LINES[name])
    longest = max(len(run.theta) for run in runs.values())
    ax.set(xlim=(0, longest - 1), xlabel="updates", ylabel="y − x²", title="Momentum swings across the floor")
    plots.name_ends(ax)
    return figure


def _walls(ax, objective, here, move, inside):
    """Shade how strongly the ground slopes sideways, in the coordinates of a move; sideways is stretched."""
    along, sideways = np.meshgrid(np.linspace(-WIDE, WIDE, 400), np.linspace(-DEEP, DEEP, 400))
    slope = objective.gradient(here + along[..., None] * move + sideways[..., None] * inside) @ inside
    ax.imshow(np.abs(slope), extent=(-WIDE, WIDE, -DEEP, DEEP), origin="lower", aspect="auto", cmap=plots.LAND)
    ax.grid(False)
    ax.set(xlim=(-WIDE, WIDE), ylim=(-DEEP, DEEP), yticks=[])
    ax.set(xlabel="along the move; white: no slope sideways", ylabel="sideways, stretched")
