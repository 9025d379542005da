"""The pictures of notebook 10: drawn here, so that its cells hold nothing but what they are about."""

import numpy as np
from matplotlib import colors, patches, ticker

from nag_helpers import checks, plots
from nag_helpers.objectives import Objective

NAG, OLD, GREY = (
    plots.STYLES["NAG"]["color"],
    plots.STYLES["momentum"]["color"],
    plots.STYLES["gradient descent"]["color"],
)


def _rows(name, given, dimensions=1):
    """Return a dict of arrays with so many dimensions; an error that names it if it is none."""
    checks.instance_of(name, given, dict, "a dict from a name to an array")
    found = {key: checks.finite_array(name, value) for key, value in given.items()}
    if not found or any(each.ndim != dimensions for each in found.values()):
        raise ValueError(f"{name} must hold arrays with {dimensions} dimension(s), got {given!r}")
    return found


def newest(shares):
    """Draw for each heir the newest slope's share of what is remembered, and of what is stepped along.

    Parameters
    ----------
    shares : dict, heir -> (share of the memory, share of the step)

    Returns
    -------
    matplotlib.figure.Figure
    """
    shares = _rows("shares", shares)
    if any(both.shape != (2,) for both in shares.values()):
        raise ValueError(f"shares must hold two numbers for each heir, got {shares!r}")
    figure, ax = plots.figure(height=0.46 * len(shares) + 1.3)
    for row, (name, both) in enumerate(shares.items()):
        memory, step = 100 * both
        ax.annotate(
            "",
            (step, row),
            (memory, row),
            arrowprops={"arrowstyle": "-|>", "color": NAG, "linewidth": 2, "shrinkA": 6, "shrinkB": 5},
        )
        ax.plot(memory, row, "o", color=OLD, markersize=10, markeredgecolor=plots.PAPER)
        ax.plot(step, row, "D", color=NAG, markersize=10, markeredgecolor=plots.PAPER)
        _beside(ax, row, name, weight=600)
        if row == 0:
            for place, words, color in ((memory, "in the memory", OLD), (step, "in the step", NAG)):
                ax.annotate(
                    words, (place, row), (0, 14), textcoords="offset points", ha="center", color=color, weight=600
                )
    ax.grid(False, axis="y")
    ax.xaxis.set_major_locator(ticker.MultipleLocator(5))
    ax.set(
        ylim=(len(shares) - 0.5, -1),
        xlim=(0, None),
        yticks=[],
        xlabel="the newest slope’s share, in per cent",
        title="With Nesterov’s part the newest slope counts for more",
    )
    return figure


def _beside(ax, row, name, **words):
    """Write a row's name to the left of it."""
    place = {"xycoords": ("axes fraction", "data"), "textcoords": "offset points"}
    ax.annotate(name, (0, row), (-8, 0), ha="right", va="center", **place, **words)


def tuned(changes):
    """Draw for each heir by how many per cent Nesterov's part changed the loss, a dot for each search.

    Parameters
    ----------
    changes : dict, heir -> array, shape (searches,)
        In per cent; negative where the loss is lower with the part.

    Returns
    -------
    matplotlib.figure.Figure
    """
    changes = _rows("changes", changes)
    figure, ax = plots.figure(height=0.62 * len(changes) + 1.1)
    for row, (name, values) in enumerate(changes.items()):
        middle = np.median(values)
        side = NAG if middle <= -25 else OLD if middle >= 25 else GREY
        ax.plot(
            values, np.full(values.shape, row), "o", color=side, markersize=9, alpha=0.55, markeredgecolor=plots.PAPER
        )
        ax.plot(middle, row, "|", color=plots.INK, markersize=20, markeredgewidth=2.5)
        _beside(ax, row, name, weight=600)
    ax.axvline(0, color=plots.INK, linewidth=1)
    ax.axvline(-25, color=plots.QUIET, linewidth=1, linestyle=(0, (2, 3)))
    ax.set(
        ylim=(len(changes) - 0.5, -0.5),
        yticks=[],
        xlabel="change of the loss by Nesterov’s part, both sides tuned, in per cent",
    )
    saved = sum(np.median(values) <= -25 for values in changes.values())
    ax.set_title(f"A quarter of the loss or more, typically: {saved} of {len(changes)}")
    return figure


def maps(grids, blocks=None, stars=None):
    """Draw for each heir, at every setting of the grid, by what factor Nesterov's part changes the loss.

    Parameters
    ----------
    grids : dict, heir -> (alphas, betas, ratio)
        The ratio, loss with the part over loss without it, has shape (A, B).
    blocks : dict, name -> (slice, slice), optional
        Of alphas and of betas: outlined in the first map.
    stars : dict, heir -> (int, int), optional
        The places of a setting on the axes of α and β: a star in that heir's map.

    Returns
    -------
    matplotlib.figure.Figure
    """
    checks.instance_of("grids", grids, dict, "a dict from an heir to its alphas, betas and ratio")
    columns = min(max(len(grids), 1), 3)
    rows = max(-(-len(grids) // columns), 1)
    figure, axes = plots.figure(rows=rows, columns=columns, height=2.8 * rows + 0.6, squeeze=False)
    for ax in axes.flat:
        ax.set_axis_off()
    scale = colors.Normalize(-2, 2)
    for ax, (name, given) in zip(axes.flat, grids.items(), strict=False):
        if not isinstance(given, tuple) or len(given) != 3:
            raise ValueError(f"grids must hold (alphas, betas, ratio) for each heir, got {given!r}")
        alphas, betas, ratio = given[0], given[1], checks.positive_array("grids", given[2])
        if ratio.shape != (len(alphas), len(betas)):
            raise ValueError(f"grids must hold a ratio for each α and β, got shape {ratio.shape} for {name!r}")
        ax.set_axis_on()
        drawn = ax.imshow(np.log2(ratio).T, origin="lower", cmap="PuOr_r", norm=scale, aspect="auto")
        for (i, j), value in np.ndenumerate(ratio):
            if abs(np.log2(value)) > 0.12:
                ax.text(i, j, "–" if value < 1 else "+", ha="center", va="center", fontsize=9, color=_on(value))
        if name in (stars or {}):
            ax.plot(*stars[name], "*", color=plots.PAPER, markersize=17, markeredgecolor=plots.INK, mew=1.4)
        ax.grid(False)
        ax.set_title(name)
        ax.set_xticks(range(0, len(alphas), 2), [f"{alpha:g}" for alpha in alphas[::2]])
        ax.set_yticks(range(len(betas)), [f"{beta:g}" for beta in betas])
    for block in (blocks or {}).values():
        _outline(axes[0, 0], block)
    for ax in axes[-1]:
        ax.set_xlabel("learning rate α")
    for ax in axes[:, 0]:
        ax.set_ylabel("momentum β")
    bar = figure.colorbar(drawn, ax=axes, aspect=30, pad=0.02, ticks=[-2, -1, 0, 1, 2])
    bar.ax.set_yticklabels(["¼ or less", "½", "the same", "2", "4 or more"])
    bar.set_label("loss with Nesterov’s part ÷ loss without")
    return figure


def _outline(ax, block):
    """Outline a block of settings on a map."""
    (left, low), (right, high) = (
        [part.indices(size)[side] for part, size in zip(block, ax.images[0].get_array().shape[::-1], strict=True)]
        for side in (0, 1)
    )
    corner, width, height = (left - 0.44, low - 0.44), right - left - 0.12, high - low - 0.12
    for color, line in ((plots.PAPER, 4.5), (plots.INK, 2)):
        ax.add_patch(patches.Rectangle(corner, width, height, fill=False, edgecolor=color, linewidth=line))


def _on(ratio):
    return plots.PAPER if abs(np.log2(ratio)) > 1.2 else plots.INK


def mixtures(momenta):
    """Draw the momentum with which each package's NAdam looks ahead, against the update.

    Parameters
    ----------
    momenta : dict, package -> array, shape (updates,)

    Returns
    -------
    matplotlib.figure.Figure
    """
    momenta = _rows("momenta", momenta)
    figure, ax = plots.figure(height=3.4)
    for (name, values), color, line in zip(momenta.items(), (NAG, OLD, plots.INK), ("-", "--", "-."), strict=False):
        ax.plot(np.arange(1, len(values) + 1), values, line, color=color, linewidth=2.2, label=name)
    last = max(len(values) for values in momenta.values())
    ax.set(xscale="log", xlim=(1, last), ylim=(0, 1), xlabel="update", ylabel="momentum in the mixture")
    ax.set_xticks([1, 10, 100, 1000, 10000], ["1", "10", "100", "1,000", "10,000"])
    ax.axvline(220, color=plots.EDGE, linewidth=1, linestyle=":")
    ax.annotate("our runs end here", (220, 0.04), (5, 0), textcoords="offset points", color=plots.QUIET)
    plots.name_ends(ax)
    return figure


def verdicts(races, until):
    """Draw when each run arrives, and when it leaps out again; a line where the first method arrives.

    Parameters
    ----------
    races : dict, heading of a panel -> (dict, method -> (int, int))
        The updates at which it arrives and at which it leaps; −1 if it never does.
    until : int
        The length of the runs.

    Returns
    -------
    matplotlib.figure.Figure
    """
    checks.instance_of("races", races, dict, "a dict from a heading to the arrival and the leap of each method")
    until = checks.whole_number("until", until, least=1)
    columns = min(max(len(races), 1), 2)
    rows = max(-(-len(races) // columns), 1)
    figure, axes = plots.figure(rows=rows, columns=columns, height=2.1 * rows + 0.7, sharey=True, squeeze=False)
    for ax, (heading, race) in zip(axes.flat, races.items(), strict=False):
        race = _rows("races", race)
        if any(both.shape != (2,) or (both % 1).any() for both in race.values()):
            raise ValueError(f"races must hold two updates for each method, got {race!r}")
        first = next(iter(race.values()))[0]
        for row, (arrives, leaps) in enumerate(race.values()):
            if arrives == -1:
                ax.annotate(f"not in {until:,}", (until, row), ha="right", va="center")
                continue
            color = NAG if arrives < 0.95 * first else OLD if arrives > 1.05 * first else GREY
            ax.plot([arrives, until if leaps == -1 else leaps], [row] * 2, color=color, linewidth=4, alpha=0.35)
            ax.plot(arrives, row, "o", color=color, markersize=9)
            if leaps != -1:
                ax.plot(leaps, row, "^", color=plots.INK, markersize=9)
            ax.annotate(
                f"{5 * round(arrives / 5):,}",
                (arrives, row),
                (-9, 0),
                textcoords="offset points",
                ha="right",
                va="center",
            )
        ax.axvline(first, color=plots.INK, linewidth=1, linestyle=(0, (2, 3)))
        ax.set(xscale="log", xlim=(20, 1.15 * until), ylim=(len(race) - 0.5, -0.5), title=heading)
        ax.set_yticks(range(len(race)), list(race))
        ax.set_xticks([30, 100, 300, 1000, 3000], ["30", "100", "300", "1,000", "3,000"])
        ax.minorticks_off()
        ax.grid(False, axis="y")
    for ax in axes[-1]:
        ax.set_xlabel("updates")
    return figure


def pairs(differences):
    """Draw the difference between two methods for each seed, in the order of their size, and their mean with its error.

    Parameters
    ----------
    differences : dict, heading of a panel -> array, shape (seeds,)

    Returns
    -------
    matplotlib.figure.Figure
    """
    differences = _rows("differences", differences)
    figure, axes = plots.figure(columns=len(differences), height=3.4, sharey=True, squeeze=False)
    for ax, (heading, values) in zip(axes[0], differences.items(), strict=True):
        values, n = np.sort(values), len(values)
        ax.bar(range(n), values, color=np.where(values > 0, NAG, OLD), width=0.8)
        mean, error = values.mean(), values.std(ddof=1) / np.sqrt(n)
        ax.axhspan(mean - 2 * error, mean + 2 * error, color=plots.INK, alpha=0.13, linewidth=0)
        ax.axhline(mean, color=plots.INK, linewidth=1.8)
        ax.axhline(0, color=plots.EDGE, linewidth=1)
        ax.set(xticks=[], xlabel="seeds, in order", title=heading)
    axes[0, 0].set_ylabel("loss: Adam − NAdam")
    return figure


def tens(means, errors, established, marked):
    """Draw the mean difference of each ten of seeds with two standard errors; what ten pairs establish is filled.

    Parameters
    ----------
    means, errors : arrays, shape (n,)
    established : array of bool, shape (n,)
    marked : int
        The row of the ten that was published.

    Returns
    -------
    matplotlib.figure.Figure
    """
    means, errors = checks.finite_array("means", means), checks.positive_array("errors", errors)
    checks.instance_of("established", established, np.ndarray, "an array of True and False")
    if means.ndim != 1 or errors.shape != means.shape or established.shape != means.shape or established.dtype != bool:
        raise ValueError(f"errors and established must hold a value for each of means, got {errors!r}, {established!r}")
    marked = checks.whole_number("marked", marked, least=0)
    if marked >= len(means):
        raise ValueError(f"marked must be a row of the {len(means)}, got {marked!r}")
    order = np.argsort(means)
    figure, ax = plots.figure(height=3.6)
    for place, row in enumerate(order):
        color = OLD if row == marked else NAG
        ax.plot([place] * 2, means[row] + np.array([-2, 2]) * errors[row], color=color, linewidth=1.6)
        face = color if established[row] else plots.PAPER
        ax.plot(place, means[row], "D" if row == marked else "o", color=color, markerfacecolor=face, markersize=7)
        if row == marked:
            ax.annotate(
                "the ten I published",
                (place, means[row] + 2 * errors[row]),
                xytext=(0.03, 0.8),
                textcoords="axes fraction",
                color=color,
                weight=600,
                arrowprops={"arrowstyle": "-", "color": color, "linewidth": 1, "shrinkB": 2},
            )
    ax.axhline(0, color=plots.INK, linewidth=1)
    ax.set(xticks=[], xlabel="tens of seeds, in order", ylabel="loss: Adam − NAdam")
    others = np.delete(established, marked)
    ax.set_title(f"{int(others.sum())} of the {others.size} other tens establish a difference (filled)")
    return figure


def singular_values(values, marked):
    """Draw singular values, the largest first, with one of them marked.

    Parameters
    ----------
    values : dict, name -> array, shape (n,)
    marked : int
        The place of the one with a line to it, counted from 1.

    Returns
    -------
    matplotlib.figure.Figure
    """
    values = _rows("values", values)
    marked = checks.whole_number("marked", marked, least=1)
    figure, ax = plots.figure(height=3.4)
    for (name, each), color, marker in zip(values.items(), (GREY, NAG), "so", strict=False):
        ax.plot(np.arange(1, len(each) + 1), each, color=color, marker=marker, markersize=4, label=name)
    ax.axvline(marked, color=plots.INK, linewidth=1, linestyle=(0, (2, 3)))
    ax.set(yscale="log", ylim=(1e-4, 3), xlabel="singular value, the largest first", ylabel="size")
    ax.set_xticks([1, 10, marked, len(each)])
    ax.set_title("Made orthogonal, they stay near 1")
    plots.name_ends(ax)
    return figure


def meeting(valley, apart, thetas):
    """Draw one round of the workers from above, and the points where they meet, round by round, for two outer rules.

    Parameters
    ----------
    valley : Objective
        Of two dimensions.
    apart : array, shape (workers, updates + 1, 2)
        Their ways in the first round.
    thetas : dict, outer rule -> array, shape (meetings + 1, 2)

    Returns
    -------
    matplotlib.figure.Figure
    """
    checks.instance_of("valley", valley, Objective, "an Objective")
    apart = checks.finite_array("apart", apart)
    if apart.ndim != 3 or apart.shape[-1] != 2:
        raise ValueError(f"apart must have shape (workers, updates + 1, 2), got shape {apart.shape}")
    thetas = _rows("thetas", thetas, dimensions=2)
    figure, (close, whole) = plots.figure(columns=2, height=4.2)
    plots.surface(close, valley)
    for way in apart:
        close.plot(*way.T, ".-", color=GREY, linewidth=1.2, markersize=5)
        close.plot(*way[-1], "o", color=plots.INK, markersize=8, markeredgecolor=plots.PAPER)
    start, mean = apart[0, 0], apart[:, -1].mean(axis=0)
    close.annotate(
        "", mean, start, arrowprops={"arrowstyle": "-|>", "color": NAG, "linewidth": 2.6, "shrinkA": 7, "shrinkB": 4}
    )
    close.plot(*start, "s", color=plots.INK, markersize=11)
    close.plot(*mean, "o", markersize=14, markerfacecolor="none", markeredgecolor=NAG, markeredgewidth=2.6)
    ways = apart.reshape(-1, 2)
    low, high = ways.min(axis=0), ways.max(axis=0)
    room = 0.25 * (high - low)
    close.set(xlim=(low - room)[:1].tolist() + (high + room)[:1].tolist(), ylim=(low[1] - room[1], high[1] + room[1]))
    close.annotate("θ", start, (8, 8), textcoords="offset points", weight=600, fontsize=13)
    close.annotate("their mean", mean, (0, -22), textcoords="offset points", ha="center", color=NAG, weight=600)
    close.set_title("One round: −Δ is the arrow")
    plots.surface(whole, valley)
    for (name, way), color, marker in zip(thetas.items(), (GREY, NAG), "so", strict=False):
        whole.plot(
            *way.T, marker=marker, color=color, linewidth=2, markersize=6, markeredgecolor=plots.PAPER, label=name
        )
        whole.annotate(
            name,
            way[-1],
            (0, 14 if color == NAG else -18),
            textcoords="offset points",
            ha="center",
            color=color,
            weight=600,
        )
    whole.set_title(f"{len(way) - 1} meetings")
    return figure


def cliff(alphas, best, ringed=None):
    """Draw the best loss over all momenta against the learning rate, for momentum and NAG.

    Parameters
    ----------
    alphas : array, shape (n,)
    best : dict, method -> array, shape (n,)
    ringed : dict, method -> float, optional
        The learning rate whose point on the method's line gets a ring.

    Returns
    -------
    matplotlib.figure.Figure
    """
    alphas, best = checks.positive_array("alphas", alphas), _rows("best", best)
    if any(losses.shape != alphas.shape for losses in best.values()) or not set(best) <= set(plots.DOTS):
        raise ValueError(f"best must hold a loss for each of alphas, got {best!r}")
    ringed = {} if ringed is None else _rows("ringed", ringed, dimensions=0)
    if any(name not in best or alpha not in alphas for name, alpha in ringed.items()):
        raise ValueError(f"ringed must hold one of {alphas} for some of {list(best)}, got {ringed!r}")
    figure, ax = plots.figure(height=3.6)
    for name, losses in best.items():
        ax.plot(alphas, losses, label=name, **plots.DOTS[name])
        if name in ringed:
            ring = {"markersize": 17, "markerfacecolor": "none", "markeredgewidth": 2}
            ax.plot(ringed[name], losses[alphas == ringed[name]][0], "o", color=plots.DOTS[name]["color"], **ring)
    ax.set(xscale="log", yscale="log", xlabel="outer learning rate α", ylabel="loss at the best β", ylim=(0.015, 0.5))
    ax.set_xticks(alphas, [f"{alpha:g}" for alpha in alphas])
    ax.set_yticks([0.02, 0.05, 0.1, 0.2, 0.5], ["0.02", "0.05", "0.1", "0.2", "0.5"])
    ax.set_title("NAG’s best stood in a hole of the grid" if ringed else "Who wins?")
    ax.minorticks_off()
    plots.name_ends(ax)
    return figure


def three_points(valley, x, y, z, update):
    """Draw the ways of x and z on a valley, and for one update where y lies between them.

    Parameters
    ----------
    valley : Objective
        Of two dimensions.
    x, y, z : arrays, shape (updates + 1, 2)
    update : int
        At which the three are named.

    Returns
    -------
    matplotlib.figure.Figure
    """
    checks.instance_of("valley", valley, Objective, "an Objective")
    x, y, z = (checks.points(name, value, 2) for name, value in (("x", x), ("y", y), ("z", z)))
    update = checks.whole_number("update", update, least=0)
    if not x.ndim == 2 or not x.shape == y.shape == z.shape or update >= len(x):
        raise ValueError(
            f"x, y and z must have equally many rows, and update must be one of them, got {update!r}, {x.shape}, {y.shape} and {z.shape}"
        )
    figure, ax = plots.figure(height=4.6)
    plots.surface(ax, valley)
    ax.plot(*z.T, "^-", color=OLD, linewidth=1, markersize=5, alpha=0.75, markeredgecolor=plots.PAPER)
    ax.plot(*x.T, "o-", color=NAG, linewidth=2.4, markersize=5, markeredgecolor=plots.PAPER)
    ends = np.array([x[update], z[update]])
    ax.plot(*ends.T, color=plots.INK, linewidth=1.6)
    for name, point, color, marker in (("x", x, NAG, "o"), ("y", y, plots.INK, "D"), ("z", z, OLD, "^")):
        ax.plot(*point[update], marker, color=color, markersize=11, markeredgecolor=plots.PAPER, markeredgewidth=1.5)
        ax.annotate(name, point[update], (9, 7), textcoords="offset points", fontsize=14, weight=600, color=color)
    ax.plot(*x[0], "s", color=plots.INK, markersize=10)
    return figure


def memories(weights):
    """Draw the weights of the slopes in the velocity and in the mixture of two momenta, against their age.

    Parameters
    ----------
    weights : dict, heading of a panel -> array, shape (2, ages)
        Those in v, and those in g + βv.

    Returns
    -------
    matplotlib.figure.Figure
    """
    weights = _rows("weights", weights, dimensions=2)
    if any(len(both) != 2 for both in weights.values()):
        raise ValueError(f"weights must hold two rows for each panel, got {weights!r}")
    figure, axes = plots.figure(columns=len(weights), height=3.2, squeeze=False)
    for ax, (heading, both) in zip(axes[0], weights.items(), strict=True):
        ages = np.arange(both.shape[1])
        for values, color, shift, label in zip(both, (OLD, NAG), (-0.2, 0.2), ("v", "g + βv"), strict=True):
            share = values / values.sum()
            ax.bar(ages + shift, share, width=0.38, color=color, label=label)
            mean = ages @ share
            ax.plot(mean, 0, "^", color=color, markersize=12, clip_on=False, markeredgecolor=plots.PAPER, zorder=5)
        ax.set(xlim=(-0.6, 24.5), xlabel="age of the slope, in updates", title=heading)
    axes[0, 0].set_ylabel("share of the direction")
    axes[0, -1].legend(loc="upper right", frameon=False)
    return figure


def dots(losses, title=""):
    """Draw losses on one line for each label, a dot for each seed, and their mean.

    Parameters
    ----------
    losses : dict, label -> array, shape (seeds,)
    title : str, optional

    Returns
    -------
    matplotlib.figure.Figure
    """
    losses = _rows("losses", losses)
    figure, ax = plots.figure(height=0.7 * len(losses) + 1.4)
    ax.set_title(checks.instance_of("title", title, str, "text"))
    spread = np.random.default_rng(0)
    for row, (name, values) in enumerate(losses.items()):
        ax.plot(
            values,
            row + spread.uniform(-0.22, 0.22, len(values)),
            "o",
            color=NAG,
            markersize=6,
            alpha=0.5,
            markeredgecolor=plots.PAPER,
        )
        ax.plot(values.mean(), row, "|", color=plots.INK, markersize=30, markeredgewidth=2.5)
        _beside(ax, row, name)
    ax.set(
        ylim=(len(losses) - 0.5, -0.5), yticks=[], xlabel="training loss, a dot for each of forty seeds", xlim=(0, None)
    )
    return figure
