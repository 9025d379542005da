"""The pictures of notebook 8: drawn here, so that its cells hold nothing but what they are about."""

from collections.abc import Mapping

import numpy as np
from matplotlib.patches import Patch, Rectangle
from matplotlib.ticker import MaxNLocator

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
UPHILL = "#b3261e"  # a batch's gradient that points the wrong way


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
    """Draw how far a method trembles around the minimum of ½x², against its momentum: lines for theory, dots for runs.

    Parameters
    ----------
    betas : array, shape (b,)
        Of the runs.
    panels : dict, heading -> (dict, method -> array, shape (b,); function of a method and betas that gives α)

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
    for ax, (heading, (runs, rate)) in zip(axes[0], panels.items(), strict=True):
        for name, sizes in _arrays("panels", runs, 1).items():
            style, line = plots.STYLES[name], plots.LINES[name]
            ax.plot(memory, _trembling(name, rate(name, 1 - 1 / memory), 1 - 1 / memory), label=name, **line)
            if name != "gradient descent":
                ax.plot(1 / (1 - betas), sizes, style["marker"], color=style["color"], markersize=6)
        ax.set(xscale="log", yscale="log", xlim=(1, 1000), ylim=(0.02, 100), xlabel="momentum β", title=heading)
        ax.set_xticks([1, 10, 100, 1000], ["0", "0.9", "0.99", "0.999"])
        ax.set_yticks([0.1, 1, 10, 100], ["0.1", "1", "10", "100"])
        plots.name_ends(ax)
    axes[0, 0].set_ylabel("E x² in the long run")
    return figure


def _trembling(name, alpha, beta):
    """Return E x² in the long run, for ½x² and slopes with errors of size 1; k of a velocity is kept."""
    k = {"gradient descent": 0, "momentum": beta, "NAG": beta * (1 - alpha)}[name]
    return alpha * (1 + k) / ((1 - k) * (2 + 2 * k - alpha)) + 0 * beta


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


def batch_gradients(panels):
    """Draw the gradients of mini-batches as arrows beside the true one: each has its true length and its true angle to that.

    Parameters
    ----------
    panels : dict, heading -> (array, shape (batches, n); array, shape (n,))
        The gradients of the batches and that of all images. Lengths are in units of the latter's.

    Returns
    -------
    matplotlib.figure.Figure
    """
    checks.instance_of("panels", panels, Mapping, "a dict from a panel's heading to gradients")
    if not panels:
        raise ValueError("panels must not be empty")
    figure, axes = plots.figure(columns=len(panels), height=4.3, sharex=True, sharey=True, squeeze=False)
    for ax, (heading, (batches, whole)) in zip(axes[0], panels.items(), strict=True):
        batches, whole = checks.finite_array("panels", batches), checks.finite_array("panels", whole)
        along = batches @ whole / (whole @ whole)
        across = np.linalg.norm(batches - along[:, None] * whole, axis=1) / np.linalg.norm(whole)
        side = np.where(np.arange(len(along)) % 2, -1, 1)
        colors = np.where(along < 0, UPHILL, plots.EDGE)
        tail, drawn = np.zeros_like(along), {"angles": "xy", "scale_units": "xy", "scale": 1}
        ax.quiver(tail, tail, along, across * side, color=colors, width=0.004, **drawn)
        ax.quiver(0, 0, 1, 0, color=plots.INK, width=0.016, zorder=3, **drawn)
        ax.axvline(0, color=plots.INK, linewidth=1, linestyle=(0, (4, 3)))
        ax.set(xlim=(-2.2, 4.5), ylim=(-3.9, 3.9), aspect="equal", title=heading, xlabel="along the true gradient")
    axes[0, 0].set_ylabel("across")
    return figure


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


def leads(counts, what="epochs by which NAG is ahead of momentum"):
    """Draw a count for each seed as a dot, in rows, with the mean of a row and its standard error.

    Parameters
    ----------
    counts : dict, heading -> array, shape (seeds,)
        For instance the epochs of momentum less those of NAG.
    what : str
        What is counted. Where some counts are below 0, a line stands at 0.

    Returns
    -------
    matplotlib.figure.Figure
    """
    counts, what = _arrays("counts", counts, 1), checks.instance_of("what", what, str, "text")
    figure, ax = plots.figure(width=8, height=0.9 + 0.85 * len(counts))
    notes = []
    for row, (heading, of_seeds) in enumerate(counts.items()):
        for value, count in zip(*np.unique(of_seeds, return_counts=True), strict=True):
            heights = -row - 0.1 - min(0.045, 0.4 / count) * np.arange(count)
            ax.plot(np.full(count, value), heights, "o", color=plots.EDGE, markersize=5, mew=0)
        mean, error = of_seeds.mean(), of_seeds.std(ddof=1) / np.sqrt(len(of_seeds))
        color = plots.STYLES.get(heading.split(",")[0], plots.STYLES["NAG"])["color"]
        ax.errorbar(mean, -row + 0.08, xerr=error, fmt="o", color=color, markersize=8, capsize=5)
        said = f"{heading}: {mean:.1f} ± {error:.1f}"
        place = (mean, -row + 0.08)
        notes.append(ax.annotate(said, place, (0, 9), textcoords="offset points", ha="center", weight=600))
    if min(one.min() for one in counts.values()) < 0:
        ax.axvline(0, color=plots.INK, linewidth=1)
    ax.set(ylim=(-len(counts) + 0.15, 0.5), yticks=[], xlabel=what)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.grid(axis="y", visible=False)
    figure.draw_without_rendering()  # only then is it known how far a text reaches
    for note in notes:
        beyond = ax.bbox.x0 - note.get_window_extent().x0
        if beyond > 0:  # it would run over the left axis
            note.set_position((beyond * 72 / figure.dpi + 6, 9))
    return figure


def noise_off(losses, goal=0.05):
    """Draw the same settings with less and less noise, and at last with none: losses of several seeds.

    Parameters
    ----------
    losses : dict, heading -> dict, method -> array, shape (rows, seeds)
        A row for each epoch; in the last panel, which is without noise, that is one update.
    goal : float

    Returns
    -------
    matplotlib.figure.Figure
    """
    checks.instance_of("losses", losses, Mapping, "a dict from a panel's heading to its losses")
    goal = checks.positive("goal", goal)
    if len(losses) < 2:
        raise ValueError(f"losses must have two panels or more, got {list(losses)!r}")
    figure, axes = plots.figure(columns=len(losses), height=3.8, sharey=True)
    for ax, (heading, both) in zip(axes, losses.items(), strict=True):
        for name, one in _arrays("losses", both, 2).items():
            style = {**plots.LINES[name], "linewidth": 4 if name == "momentum" else 1.6}
            for column, run in enumerate(one.T):
                ax.plot(run, label=name if not column else "_another", alpha=0.8, **style)
        what = "updates" if ax is axes[-1] else "epochs"
        ax.axhline(goal, color=plots.INK, linewidth=1, linestyle=(0, (4, 3)))
        ax.set(yscale="log", xlim=(0, len(one) - 1), ylim=(0.003, 3), xlabel=what, title=heading)
        ax.set_yticks([0.01, 0.1, 1], ["0.01", "0.1", "1"])
        ax.xaxis.set_major_locator(MaxNLocator(nbins=4, integer=True))
    axes[0].set_ylabel("training loss")
    plots.name_ends(axes[-1])
    return figure


def curvature_along(updates, along):
    """Draw αλ along directions, at some updates of a run.

    Parameters
    ----------
    updates : array, shape (n,)
    along : dict, direction -> array, shape (n,)
        At most five directions.

    Returns
    -------
    matplotlib.figure.Figure
    """
    updates, along = checks.finite_array("updates", updates), _arrays("along", along, 1)
    figure, ax = plots.figure(height=3.8)
    for (direction, products), style in zip(along.items(), SCHEDULES[1:], strict=False):
        ax.plot(updates, products, label=direction, **style)
    ax.set(yscale="log", xlim=(0, updates[-1]), ylim=(0.0006, 0.4), xlabel="updates of the quiet run", ylabel="αλ")
    ax.set_yticks([0.001, 0.01, 0.1], ["0.001", "0.01", "0.1"])
    plots.name_ends(ax)
    return figure


def curvature(products, betas):
    """Draw α times the largest curvature along runs, with the limit that a quadratic would set to each.

    Parameters
    ----------
    products : dict, method -> (array of updates, array of products)
    betas : dict, method -> float
        The momentum of each run. The limit is 2(1 + β); for NAG (2 + 2β)/(1 + 2β).

    Returns
    -------
    matplotlib.figure.Figure
    """
    checks.instance_of("products", products, Mapping, "a dict from a method to its updates and products")
    checks.instance_of("betas", betas, Mapping, "a dict from a method to its momentum")
    if set(products) != set(betas) or not products:
        raise ValueError(f"products and betas must be of the same methods, got {list(products)} and {betas!r}")
    figure, axes = plots.figure(columns=len(products), height=3.4, sharey=True, squeeze=False)
    for ax, (name, (updates, along)) in zip(axes[0], products.items(), strict=True):
        beta = checks.momentum("betas", betas[name])
        limit = (2 + 2 * beta) / (1 + 2 * beta) if name == "NAG" else 2 * (1 + beta)
        ax.plot(updates, along, **{**plots.STYLES[name], "markevery": 1, "markersize": 6})
        ax.axhspan(limit, 20, color=plots.FAINT, zorder=0)
        ax.axhline(limit, color=plots.INK, linewidth=1.2)
        ax.text(updates[-1], limit * 1.08, f"limit {limit:.2f}", ha="right", weight=600)
        ax.set(yscale="log", ylim=(0.2, 20), xlim=(0, updates[-1]), xlabel="updates", title=name)
        ax.set_yticks([0.3, 1, 3, 10], ["0.3", "1", "3", "10"])
    axes[0, 0].set_ylabel("α × largest curvature")
    return figure


def schedules(losses, changed_after=None):
    """Draw the median losses of several schedules, one row for each epoch.

    Parameters
    ----------
    losses : dict, schedule -> array, shape (epochs + 1,)
        At most five.
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
    title = "bold: α = 0.1, β = 0.98        tuned: α = 0.3, β = 0.9"
    if changed_after is not None:
        title = f"After epoch {checks.whole_number('changed_after', changed_after, least=0)} something is cut"
        ax.axvline(changed_after, color=plots.INK, linewidth=1, linestyle=(0, (2, 3)))
    ax.set(yscale="log", xlim=(0, len(one) - 1), ylim=(0.003, 3), xlabel="epochs", ylabel="training loss, middle seed")
    ax.set_title(title)
    ax.set_yticks([0.01, 0.1, 1], ["0.01", "0.1", "1"])
    plots.name_ends(ax)
    return figure


def ratios(by_maximum):
    """Draw how many times NAG's error momentum's is, a dot for each seed, with the geometric mean and its standard error.

    Parameters
    ----------
    by_maximum : dict, largest momentum -> array, shape (seeds,)

    Returns
    -------
    matplotlib.figure.Figure
    """
    by_maximum = _arrays("by_maximum", by_maximum, 1)
    figure, ax = plots.figure(height=3.8)
    for place, of_seeds in enumerate(by_maximum.values()):
        logs = np.log(checks.positive_array("by_maximum", of_seeds))
        for ratio, shift in zip(np.sort(of_seeds), np.resize([-0.06, 0, 0.06], len(logs)), strict=True):
            color = plots.STYLES["NAG" if ratio > 1 else "momentum"]["color"]
            ax.plot(place + shift, ratio, "o", color=color, markersize=6, alpha=0.7, mew=0)
        middle, error = logs.mean(), logs.std(ddof=1) / np.sqrt(len(logs))
        low, mean, high = np.exp([middle - error, middle, middle + error])
        bar = [[mean - low], [high - mean]]
        ax.errorbar(place + 0.2, mean, yerr=bar, fmt="s", color=plots.INK, markersize=7, capsize=5)
        ax.annotate(f"{mean:.1f}", (place + 0.2, mean), (9, 0), textcoords="offset points", va="center", weight=600)
    ax.axhline(1, color=plots.INK, linewidth=1)
    ax.set(yscale="log", xlim=(-0.5, len(by_maximum) - 0.3), xlabel="largest momentum β_max (not to scale)")
    ax.set_xticks(range(len(by_maximum)), [f"{maximum:g}" for maximum in by_maximum])
    ax.set_yticks([0.1, 1, 10], ["0.1", "1", "10"])
    ax.set_ylabel("momentum's error / NAG's")
    return figure


#: What happens at a setting of momentum when NAG takes its place: colour and sign.
SWITCHED = {
    "sooner": ("#0b4bab", "+"),
    "as soon": ("#dfe3e8", "="),
    "later": ("#e9a06a", "−"),
    "not in time": ("#8a2d00", "×"),
}


def switched(tables):
    """Draw for each setting with which momentum arrives whether NAG arrives sooner, as soon, later or not in time.

    Parameters
    ----------
    tables : dict, heading -> (dict, dict)
        What `networks.digits_table.load` gives for momentum and for NAG. β = 0 is left out.

    Returns
    -------
    matplotlib.figure.Figure
    """
    checks.instance_of("tables", tables, Mapping, "a dict from a panel's heading to two tables")
    if not tables:
        raise ValueError("tables must not be empty")
    figure, axes = plots.figure(columns=len(tables), height=4.4, squeeze=False)
    for ax, (heading, (momentum, nag)) in zip(axes[0], tables.items(), strict=True):
        columns = momentum["betas"] > 0
        old, new = momentum["epochs"][:, columns], nag["epochs"][:, columns]
        for (row, column), before in np.ndenumerate(old):
            if np.isfinite(before):
                _switch(ax, column, row, before, new[row, column])
        ax.set_xticks(range(columns.sum()), [f"{beta:g}" for beta in momentum["betas"][columns]])
        ax.set_yticks(range(len(old)), [f"{alpha:g}" for alpha in momentum["alphas"]])
        ax.set(xlabel="momentum β", title=heading, xlim=(-0.5, columns.sum() - 0.5), ylim=(-0.5, len(old) - 0.5))
        ax.grid(False)
    axes[0, 0].set_ylabel("learning rate α")
    handles = [Patch(color=color, label=f"{sign} {name}") for name, (color, sign) in SWITCHED.items()]
    figure.legend(handles=handles, loc="outside right upper", title="NAG arrives")
    return figure


def _switch(ax, x, y, before, after):
    """Fill the field of a setting: what comes of switching NAG on."""
    name = (
        "not in time" if np.isinf(after) else "sooner" if after < before else "later" if after > before else "as soon"
    )
    color, sign = SWITCHED[name]
    ax.add_patch(Rectangle((x - 0.48, y - 0.48), 0.96, 0.96, color=color, linewidth=0))
    ink = plots.PAPER if name in ("sooner", "not in time") else plots.INK
    ax.text(x, y, sign, ha="center", va="center", color=ink, weight=600, fontsize=12)
