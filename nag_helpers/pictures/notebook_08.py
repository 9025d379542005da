"""The pictures of notebook 8: drawn here, so that its cells hold nothing but what they are about."""

from collections.abc import Mapping

import numpy as np

from nag_helpers import checks, plots

#: Methods of the notebook that have no look of their own elsewhere.
OTHERS = {
    "AdamW": {"color": "#5a1a00", "linestyle": (0, (3, 1.5)), "linewidth": 1.8, "zorder": 2.25},
}
#: Schedules, told apart without colour too.
SCHEDULES = (
    {"color": plots.EDGE, "linestyle": "-", "linewidth": 3},
    {"color": "#b3400d", "linestyle": "-", "linewidth": 2.4, "marker": "o", "markersize": 4},
    {"color": "#0b4bab", "linestyle": (0, (5, 2)), "linewidth": 2},
    {"color": "#2e6b3c", "linestyle": (0, (1.5, 1.5)), "linewidth": 2.4},
    {"color": "#30061f", "linestyle": (0, (5, 1.5, 1.2, 1.5)), "linewidth": 1.8},
)


def _look(name):
    return OTHERS.get(name) or plots.LINES[name]


def _arrays(name, given, ndim):
    """Return the given dict with arrays of finite or infinite numbers of this many axes; an error if it is not one."""
    checks.instance_of(name, given, Mapping, "a dict from a name to its numbers")
    arrays = {each: checks.numbers(name, values) for each, values in given.items()}
    if not arrays or any(array.ndim != ndim or not array.size for array in arrays.values()):
        raise ValueError(f"{name} must hold arrays with {ndim} axes, got { ({k: a.shape for k, a in arrays.items()}) }")
    return arrays


def one_seed(losses, seed):
    """Draw the losses of two methods against each other, a dot for each seed, with one seed marked.

    Parameters
    ----------
    losses : dict, "momentum" and "NAG" -> array, shape (seeds,)
    seed : int
        The one to mark.

    Returns
    -------
    matplotlib.figure.Figure
    """
    losses = _arrays("losses", losses, 1)
    if set(losses) != {"momentum", "NAG"} or len({array.shape for array in losses.values()}) != 1:
        raise ValueError(f"losses must hold as many of momentum as of NAG, got {losses!r}")
    momentum, nag = losses["momentum"], losses["NAG"]
    checks.within("seed", seed, 0, len(nag) - 1)
    figure, ax = plots.figure(width=6.2, height=5)
    below = nag < momentum
    for these, name, marker in ((below, "NAG", "o"), (~below, "momentum", "^")):
        ax.plot(momentum[these], nag[these], marker, color=plots.STYLES[name]["color"], markersize=4, alpha=0.55, mew=0)
    ends = np.array([0.6, 20])
    ax.plot(ends, ends, color=plots.INK, linewidth=1)
    ax.plot(momentum[seed], nag[seed], "*", color=plots.PAPER, markersize=19, markeredgecolor=plots.INK, mew=1.6)
    place = (momentum[seed], nag[seed])
    ax.annotate("the book's seed", place, (9, -16), textcoords="offset points", weight=600)
    for x, y, side, name, count in (
        (19, 0.66, "right", "NAG", f"Nesterov lower: {below.sum()}"),
        (0.63, 17, "left", "momentum", f"momentum lower: {(~below).sum()}"),
    ):
        ax.text(x, y, count, ha=side, color=plots.STYLES[name]["color"], weight=600)
    ax.set(xscale="log", yscale="log", xlim=ends, ylim=ends)
    for axis, name in ((ax.xaxis, "momentum"), (ax.yaxis, "Nesterov")):
        axis.set_major_formatter(lambda value, _: f"{value:g}")
        axis.set_minor_formatter(lambda value, _: f"{value:g}" if value in (0.7, 2, 5) else "")
        axis.set_label_text(f"loss with {name}")
    ax.set_title(f"{len(nag):,} seeds: each dot could have been the textbook's")
    return figure


def tremble(betas, panels):
    """Draw how far a method trembles around the minimum, against its momentum: lines for theory, dots for runs.

    Parameters
    ----------
    betas : array, shape (b,)
        Of the runs.
    panels : dict, heading -> (dict, method -> array, shape (b,); function of a method and betas that gives the line)

    Returns
    -------
    matplotlib.figure.Figure
    """
    betas = checks.momentum("betas", betas)
    checks.instance_of("panels", panels, Mapping, "a dict from a panel's heading to what it shows")
    if not panels:
        raise ValueError("panels must not be empty")
    figure, axes = plots.figure(columns=len(panels), height=3.7, sharey=True, squeeze=False)
    memory = np.geomspace(1, 1000, 200)
    for ax, (heading, (runs, theory)) in zip(axes[0], panels.items(), strict=True):
        for name, sizes in _arrays("panels", runs, 1).items():
            style = plots.STYLES[name]
            if name == "gradient descent":
                ax.plot(memory, np.full(200, sizes[0]), label=name, **plots.LINES[name])
                continue
            ax.plot(memory, theory(name, 1 - 1 / memory), label=name, **plots.LINES[name])
            ax.plot(1 / (1 - betas), sizes, style["marker"], color=style["color"], markersize=6)
        ax.set(xscale="log", yscale="log", xlim=(1, 1000), ylim=(0.02, 100), xlabel="momentum β", title=heading)
        ax.set_xticks([1, 10, 100, 1000], ["0", "0.9", "0.99", "0.999"])
        ax.set_yticks([0.1, 1, 10, 100], ["0.1", "1", "10", "100"])
        plots.name_ends(ax)
    axes[0, 0].set_ylabel("E x² in the long run")
    return figure


def grids(tables, goal="epochs until the loss stays below 0.05", long_step=None):
    """Draw tuning grids as heat maps: how long each setting takes, a cross where it does not arrive, a frame around the best.

    Parameters
    ----------
    tables : dict, method -> dict
        As `networks.digits_table.load` gives them, on one grid.
    goal : str
        What the colours mean.
    long_step : float, optional
        A dashed line runs where α / (1 − β) is this.

    Returns
    -------
    matplotlib.figure.Figure
    """
    checks.instance_of("tables", tables, Mapping, "a dict from a method to its table")
    if not tables or not all(
        isinstance(one, dict) and {"alphas", "betas", "epochs"} <= set(one) for one in tables.values()
    ):
        raise ValueError(f"tables must hold what digits_table.load returns, got {tables!r}")
    checks.instance_of("goal", goal, str, "text")
    long_step = None if long_step is None else checks.positive("long_step", long_step)
    figure, axes = plots.figure(columns=len(tables), height=4.6, sharey=True, squeeze=False)
    finite = np.concatenate([one["epochs"][np.isfinite(one["epochs"])] for one in tables.values()])
    shades = {"cmap": "YlGnBu_r", "vmin": finite.min(), "vmax": finite.max() * 1.15}
    for ax, (method, table) in zip(axes[0], tables.items(), strict=True):
        epochs, alphas, betas = table["epochs"], table["alphas"], table["betas"]
        seen = np.where(np.isfinite(epochs), epochs, np.nan)
        colours = ax.imshow(seen, origin="lower", aspect="auto", **shades)
        best = np.unravel_index(epochs.argmin(), epochs.shape)
        for (row, column), value in np.ndenumerate(epochs):
            _entry(ax, column, row, value, colours)
        for color, width in ((plots.PAPER, 6), (plots.STYLES[method]["color"], 3)):
            ax.plot(best[1], best[0], "s", markersize=27, markerfacecolor="none", markeredgecolor=color, mew=width)
        if long_step is not None:
            rows = np.interp(np.log(long_step * (1 - betas)), np.log(alphas), np.arange(len(alphas)))
            ax.plot(rows, color=plots.INK, linewidth=1.6, linestyle=(0, (4, 3)))
        ax.grid(False)
        ax.set_xticks(range(len(betas)), [f"{beta:g}" for beta in betas])
        ax.set_yticks(range(len(alphas)), [f"{alpha:g}" for alpha in alphas])
        ax.set(xlabel="momentum β", title=method)
    axes[0, 0].set_ylabel("learning rate α")
    figure.colorbar(colours, ax=list(axes[0]), label=goal, aspect=20, pad=0.02)
    return figure


def _entry(ax, x, y, value, colours):
    """Write a number into its field, light on dark and dark on light, or a cross where there is none."""
    if not np.isfinite(value):
        ax.text(x, y, "×", ha="center", va="center", color=plots.EDGE, fontsize=11)
        return
    brightness = np.dot(colours.cmap(colours.norm(value))[:3], (0.3, 0.59, 0.11))
    ink = plots.PAPER if brightness < 0.5 else plots.INK
    ax.text(x, y, f"{value:.3g}", ha="center", va="center", color=ink, fontsize=9)


def misread(images, labels, said):
    """Draw the images that a network reads wrongly, with what they are and what it says, in rows of six.

    Parameters
    ----------
    images : array, shape (n, side * side)
    labels, said : arrays of int, shape (n,)

    Returns
    -------
    matplotlib.figure.Figure
    """
    images = checks.finite_array("images", images)
    labels, said = checks.finite_array("labels", labels).astype(int), checks.finite_array("said", said).astype(int)
    if images.ndim != 2 or labels.shape != images.shape[:1] or said.shape != images.shape[:1]:
        raise ValueError(
            f"images, labels and said must be of the same number, got shapes {images.shape}, {labels.shape}, {said.shape}"
        )
    wrong = np.flatnonzero(labels != said)
    rows, side = max(1, -(-len(wrong) // 6)), int(np.sqrt(images.shape[1]))
    figure, axes = plots.figure(rows, 6, width=7.5, height=1.55 * rows, squeeze=False)
    for ax in axes.ravel():
        ax.set_axis_off()
    for ax, i in zip(axes.ravel(), wrong):
        ax.imshow(images[i].reshape(side, side), cmap="gray_r", vmin=0, vmax=1)
        ax.set_title(f"a {labels[i]}, read as {said[i]}", fontsize=9, loc="center")
    return figure


def losses_of_seeds(losses, goal=0.05):
    """Draw the median loss over seeds for each method, with a band from the smallest to the largest.

    Parameters
    ----------
    losses : dict, name -> array, shape (epochs + 1, seeds)
    goal : float

    Returns
    -------
    matplotlib.figure.Figure
    """
    losses, goal = _arrays("losses", losses, 2), checks.positive("goal", goal)
    figure, ax = plots.figure(height=4.2)
    _bands(ax, losses, goal)
    ax.set(xlabel="epochs", ylabel="training loss")
    ax.set_title("Ten seeds each: the line is the middle one, the band holds all ten")
    return figure


def _bands(ax, losses, goal):
    everything = np.concatenate([one[np.isfinite(one)] for one in losses.values()])
    longest = max(len(one) for one in losses.values()) - 1
    plots.loss_axes(ax, longest, everything.min() / 1.4, everything.max() * 1.3, goal=goal)
    for name, one in losses.items():
        style = _look(name)
        ax.fill_between(
            np.arange(len(one)), one.min(axis=1), one.max(axis=1), color=style["color"], alpha=0.14, linewidth=0
        )
        ax.plot(np.median(one, axis=1), label=name, **style)
    plots.name_ends(ax)


def leads(differences):
    """Draw by how many epochs NAG was ahead with each seed, in rows, with the mean of a row and its standard error.

    Parameters
    ----------
    differences : dict, heading -> array, shape (seeds,)
        Epochs of momentum less those of NAG.

    Returns
    -------
    matplotlib.figure.Figure
    """
    differences = _arrays("differences", differences, 1)
    figure, ax = plots.figure(width=8, height=0.9 + 0.85 * len(differences))
    for row, (heading, lead) in enumerate(differences.items()):
        for value, count in zip(*np.unique(lead, return_counts=True), strict=True):
            heights = -row - 0.1 - 0.045 * np.arange(count)
            ax.plot(np.full(count, value), heights, "o", color=plots.EDGE, markersize=5, mew=0)
        error = lead.std(ddof=1) / np.sqrt(len(lead))
        ax.errorbar(
            lead.mean(), -row + 0.08, xerr=error, fmt="o", color=plots.STYLES["NAG"]["color"], markersize=8, capsize=5
        )
        said = f"{heading}: {lead.mean():.1f} ± {error:.1f}"
        ax.annotate(said, (lead.mean(), -row + 0.08), (0, 9), textcoords="offset points", ha="center", weight=600)
    ax.axvline(0, color=plots.INK, linewidth=1)
    ax.set(ylim=(-len(differences) + 0.15, 0.5), yticks=[], xlabel="epochs by which NAG is ahead of momentum")
    ax.grid(axis="y", visible=False)
    return figure


def noise_off(losses, goal=0.05):
    """Draw the same settings with noise and without: losses of several seeds.

    Parameters
    ----------
    losses : dict, heading -> dict, method -> array, shape (rows, seeds)
        A row for each epoch in the first panel, for each update in the second.
    goal : float

    Returns
    -------
    matplotlib.figure.Figure
    """
    checks.instance_of("losses", losses, Mapping, "a dict from a panel's heading to its losses")
    goal = checks.positive("goal", goal)
    if len(losses) != 2:
        raise ValueError(f"losses must have two panels, got {list(losses)!r}")
    figure, axes = plots.figure(columns=2, height=3.8, sharey=True)
    for ax, (heading, both), what in zip(axes, losses.items(), ("epochs", "updates"), strict=True):
        for name, one in _arrays("losses", both, 2).items():
            style = {**plots.LINES[name], "linewidth": 4 if name == "momentum" else 1.6}
            for column, run in enumerate(one.T):
                ax.plot(run, label=name if not column else "_another", alpha=0.8, **style)
        ax.axhline(goal, color=plots.INK, linewidth=1, linestyle=(0, (4, 3)))
        ax.set(yscale="log", xlim=(0, len(one) - 1), ylim=(0.003, 3), xlabel=what, title=heading)
        ax.set_yticks([0.01, 0.1, 1], ["0.01", "0.1", "1"])
    axes[0].set_ylabel("training loss")
    plots.name_ends(axes[0])
    return figure


def curvature(products, limits):
    """Draw α times the largest curvature along runs, with the limit that a quadratic would set to each.

    Parameters
    ----------
    products : dict, method -> (array of updates, array of products)
    limits : dict, method -> float

    Returns
    -------
    matplotlib.figure.Figure
    """
    checks.instance_of("products", products, Mapping, "a dict from a method to its updates and products")
    checks.instance_of("limits", limits, Mapping, "a dict from a method to its limit")
    if set(products) != set(limits) or not products:
        raise ValueError(f"products and limits must be of the same methods, got {list(products)} and {limits!r}")
    figure, axes = plots.figure(columns=len(products), height=3.4, sharey=True, squeeze=False)
    for ax, (name, (updates, along)) in zip(axes[0], products.items(), strict=True):
        ax.plot(updates, along, **{**plots.STYLES[name], "markevery": 1, "markersize": 6})
        ax.axhspan(limits[name], 20, color=plots.FAINT, zorder=0)
        ax.axhline(limits[name], color=plots.INK, linewidth=1.2)
        ax.text(updates[-1], limits[name] * 1.08, f"limit {limits[name]:.2f}", ha="right", weight=600)
        ax.set(yscale="log", ylim=(0.2, 20), xlim=(0, updates[-1]), xlabel="updates", title=name)
        ax.set_yticks([0.3, 1, 3, 10], ["0.3", "1", "3", "10"])
    axes[0, 0].set_ylabel("α × largest curvature")
    return figure


def schedules(losses, title, changed_after=None):
    """Draw the median losses of several schedules, one row for each epoch.

    Parameters
    ----------
    losses : dict, schedule -> array, shape (epochs + 1,)
        At most five.
    title : str
    changed_after : int, optional
        The epoch after which something changes: a line stands there.

    Returns
    -------
    matplotlib.figure.Figure
    """
    losses = _arrays("losses", losses, 1)
    if len(losses) > len(SCHEDULES):
        raise ValueError(f"losses must hold {len(SCHEDULES)} schedules at most, got {list(losses)}")
    figure, ax = plots.figure(height=4)
    for (name, one), style in zip(losses.items(), SCHEDULES, strict=False):
        ax.plot(one, label=name, **style)
    if changed_after is not None:
        ax.axvline(
            checks.whole_number("changed_after", changed_after, least=0),
            color=plots.INK,
            linewidth=1,
            linestyle=(0, (2, 3)),
        )
    ax.set(yscale="log", xlim=(0, len(one) - 1), ylim=(0.004, 3), xlabel="epochs", ylabel="training loss, middle seed")
    ax.set_title(checks.instance_of("title", title, str, "text"))
    ax.set_yticks([0.01, 0.1, 1], ["0.01", "0.1", "1"])
    plots.name_ends(ax)
    return figure
