"""The pictures of notebook 9: drawn here, so that its cells hold nothing but what they are about."""

import numpy as np

from nag_helpers import checks, plots

TORCH = "#007a5e"  # what a framework holds
LOOK_AHEAD = {"color": TORCH, "marker": "D", "markersize": 6, "linestyle": "none", "markeredgecolor": plots.PAPER}
FLAGS = {"momentum": "momentum", "NAG": "nesterov=True"}
UPDATES = 200  # as many as the picture of the bugs shows
FAILED = 200.0  # losses from here on are drawn at the upper edge


def _dict_of(name, given):
    """Return a dict of names and rows of numbers; an error if it is none."""
    checks.instance_of(name, given, dict, "a dict from names to rows of numbers")
    if not given:
        raise ValueError(f"{name} must have at least one row of numbers, got {given!r}")
    return {each: checks.numbers(name, row) for each, row in given.items()}


def _rows(name, given):
    """Return a dict of names and one-dimensional rows."""
    rows = _dict_of(name, given)
    if any(row.ndim != 1 or not row.size for row in rows.values()):
        raise ValueError(f"{name} must hold rows of numbers, got shapes {[row.shape for row in rows.values()]}")
    return rows


def switch(batches, full):
    """Draw the losses that a training ends at against its learning rate, with and without the switch, a ring at each one's best.

    Parameters
    ----------
    batches, full : dict, learning rate -> dict, "momentum" and "NAG" -> losses, shape (seeds,)
        On mini-batches, and on full batches.

    Returns
    -------
    matplotlib.figure.Figure
    """
    figure, axes = plots.figure(columns=2, height=3.6, sharey=True)
    for ax, name, given in zip(axes, ("batches", "full"), (batches, full), strict=True):
        checks.instance_of(name, given, dict, "a dict from learning rates to losses")
        if not given:
            raise ValueError(f"{name} must have at least one learning rate, got {given!r}")
        alphas = checks.positive_array(name, list(given))
        for method, shift in (("momentum", 0.97), ("NAG", 1.03)):
            losses = [np.minimum(_rows(name, both).get(method, np.array([np.nan])), FAILED) for both in given.values()]
            style = plots.STYLES[method]
            for alpha, ends in zip(alphas, losses, strict=True):
                ax.plot(np.full(ends.size, alpha * shift), ends, style["marker"], color=style["color"], alpha=0.45, label="_seeds", markersize=4)  # fmt: skip
            medians = [np.median(ends) for ends in losses]
            ax.plot(alphas * shift, medians, label=FLAGS[method], **{**style, "markevery": 1})
            best = np.argmin(medians)
            ax.plot(alphas[best] * shift, medians[best], "o", color=plots.INK, markersize=13, markerfacecolor="none", label="_best")  # fmt: skip
        ax.set(xscale="log", yscale="log", xlabel="learning rate α", title=TITLES[name])
        ax.set_xticks(alphas, [f"{alpha:g}" for alpha in alphas], minor=False)
        ax.set_xticks([], minor=True)
    for ax in axes:  # now that both have the height that they share
        plots.name_ends(ax)
    axes[0].set_ylabel("training loss at the end")
    return figure


TITLES = {"batches": "Mini-batches of 32", "full": "Full batches"}


def rings(theta, p, asked):
    """Draw two runs in one dimension against the updates, with a ring wherever the first asked for a slope.

    Parameters
    ----------
    theta, p : arrays, shape (rows,)
    asked : array, shape (rows - 1,)
        Where updates 1, 2, … of the first asked.

    Returns
    -------
    matplotlib.figure.Figure
    """
    rows = {name: checks.finite_array(name, row) for name, row in (("theta", theta), ("p", p), ("asked", asked))}
    if any(row.ndim != 1 for row in rows.values()) or len(theta) != len(p) or len(asked) != len(theta) - 1:
        raise ValueError(
            f"theta and p must be rows of one length and asked one shorter, got {theta!r}, {p!r}, {asked!r}"
        )
    figure, ax = plots.figure(height=3.3)
    ax.axhline(0, color=plots.EDGE, linewidth=0.8, label="_minimum")
    ax.plot(rows["theta"], label="paper's θ", **{**plots.DOTS["NAG"], "markersize": 6})
    ax.plot(rows["p"], label="torch's p", **{**LOOK_AHEAD, "linestyle": "--", "linewidth": 1.3})
    ax.plot(np.arange(len(asked)), asked, "o", color=plots.INK, markersize=13, markerfacecolor="none", label="_asked")
    ax.annotate(
        "ring: where the paper\nasks for its next slope",
        (2, asked[2] if len(asked) > 2 else asked[-1]),
        (-30, -52),
        textcoords="offset points",
        ha="center",
        arrowprops={"arrowstyle": "-", "color": plots.QUIET, "shrinkB": 8},
    )
    ax.set(xlabel="updates", ylabel="position", xlim=(-0.2, len(theta) - 0.8), xticks=range(len(theta)))
    plots.name_ends(ax)
    return figure


def theta_and_look_ahead(valley, theta, p, step=1):
    """Draw a run on a valley: each θ, and an arrow from it to the look-ahead point, one of them labelled.

    Parameters
    ----------
    valley : Objective
        Of two dimensions.
    theta, p : arrays, shape (rows, 2)
    step : int
        The row that is labelled.

    Returns
    -------
    matplotlib.figure.Figure
    """
    valley = checks.an_objective("valley", valley)
    theta, p = checks.points("theta", theta, 2), checks.points("p", p, 2)
    step = checks.whole_number("step", step, least=0)
    if theta.ndim != 2 or theta.shape != p.shape or step >= len(theta):
        raise ValueError(
            f"theta and p must be two runs of one length, and step must be one of their rows, got {theta.shape}, {p.shape} and {step}"
        )
    figure, ax = plots.figure(width=9, height=4.6)
    plots.surface(ax, valley)
    ax.plot(*theta.T, color=plots.STYLES["NAG"]["color"], linewidth=0.8, alpha=0.5)
    arrow = {
        "arrowstyle": "-|>",
        "color": plots.INK,
        "linewidth": 1.8,
        "shrinkA": 4,
        "shrinkB": 4,
        "mutation_scale": 13,
    }
    for start, end in zip(theta, p, strict=True):
        if np.hypot(*(end - start)) > 0.12:
            ax.annotate("", end, start, arrowprops=arrow)
    ax.plot(*theta.T, "o", color=plots.STYLES["NAG"]["color"], markersize=8, markeredgecolor=plots.PAPER, zorder=4)
    ax.plot(*p.T, **{**LOOK_AHEAD, "markersize": 8, "zorder": 4})
    for point, text, offset, colour in (
        (theta[step], "θ: the paper holds this", (-14, 34), plots.STYLES["NAG"]["color"]),
        ((theta[step] + p[step]) / 2, "−βv", (8, 9), plots.INK),
        (p[step], "θ − βv: a framework holds this", (-215, -42), TORCH),
    ):
        line = {"arrowstyle": "-", "color": colour, "shrinkB": 6} if len(text) > 5 else None
        ax.annotate(text, point, offset, textcoords="offset points", color=colour, weight=600, arrowprops=line, fontsize=11, path_effects=plots.halo(2.5))  # fmt: skip
    ax.set(xlim=(-2.2, 0.6), ylim=(-0.95, 1.25))
    return figure


def drop(runs, at):
    """Draw positions against the updates for forms whose learning rate drops after an update.

    Parameters
    ----------
    runs : dict, "paper", "Keras" and "torch" -> positions, shape (rows,)
    at : int

    Returns
    -------
    matplotlib.figure.Figure
    """
    runs, at = _rows("runs", runs), checks.whole_number("at", at, least=1)
    looks = {
        "paper": {"color": plots.STYLES["NAG"]["color"], "linewidth": 5, "alpha": 0.45},
        "Keras": {"color": plots.INK, "linestyle": ":", "linewidth": 2.2},
        "torch": {"color": TORCH, "linestyle": "--", "linewidth": 2.2},
    }
    figure, ax = plots.figure(height=3.8)
    ax.axhline(0, color=plots.EDGE, linewidth=0.8, label="_minimum")
    for name, x in runs.items():
        ax.plot(np.arange(len(x)), x, label=name, **looks.get(name, {"color": plots.QUIET}))
    ax.axvline(at + 0.5, color=plots.INK, linewidth=1, label="_drop")
    ax.text(at + 1.2, ax.get_ylim()[1], "the rate drops here", va="top", color=plots.QUIET)
    if "torch" in runs and len(runs["torch"]) > at + 3:
        note = {"arrowstyle": "-|>", "color": TORCH}
        ax.annotate("torch brakes here", (at + 2, runs["torch"][at + 2]), (30, 30), textcoords="offset points", color=TORCH, weight=600, arrowprops=note)  # fmt: skip
    ax.set(xlabel="updates", ylabel="x, where the slope is asked for", xlim=(0, max(map(len, runs.values())) - 1))
    plots.name_ends(ax)
    return figure


def one_loop(losses, torch_losses):
    """Draw the mini-batches' losses of one training as a line, and those of the other as rings around every eighth.

    Parameters
    ----------
    losses, torch_losses : arrays, shape (updates,)

    Returns
    -------
    matplotlib.figure.Figure
    """
    ours = _rows("losses", {"NumPy": losses})["NumPy"]
    theirs = _rows("torch_losses", {"PyTorch": torch_losses})["PyTorch"]
    if ours.shape != theirs.shape:
        raise ValueError(f"torch_losses must have the shape of losses, {ours.shape}, got {theirs.shape}")
    figure, ax = plots.figure(height=3)
    t = np.arange(1, len(ours) + 1)
    ax.plot(t, ours, color=plots.STYLES["NAG"]["color"], linewidth=1.2, label="NumPy")
    ax.plot(t[::8], theirs[::8], "o", color=TORCH, markerfacecolor="none", markersize=7, label="PyTorch")
    ax.set(yscale="log", xlabel="updates", ylabel="loss of the mini-batch", xlim=(0, len(ours)))
    ax.set_yticks([0.1, 0.3, 1, 2], ["0.1", "0.3", "1", "2"])
    ax.set_yticks([], minor=True)
    ax.legend(loc="upper right")
    return figure


def places(runs, least=0.0, most=2.0):
    """Draw where weight decay at different places takes a parameter, until it leaves the picture.

    Parameters
    ----------
    runs : dict, name -> positions, shape (rows,)
    least, most : float
        The limits of the picture.

    Returns
    -------
    matplotlib.figure.Figure
    """
    runs = _rows("runs", runs)
    least, most = checks.within("least", least, -1e6, 1e6), checks.within("most", most, -1e6, 1e6)
    if least >= most:
        raise ValueError(f"least must be below most, got {least!r} and {most!r}")
    figure, ax = plots.figure(height=3.4)
    ax.axhline(1, color=plots.EDGE, linewidth=0.8, label="_minimum")
    for (name, x), line, colour in zip(runs.items(), ("-", "--", ":", "-."), (plots.STYLES["NAG"]["color"], TORCH, plots.INK, plots.QUIET)):  # fmt: skip
        ax.plot(np.where((x >= least) & (x <= most), x, np.nan), line, color=colour, linewidth=2, label=name)
    ax.set(xlabel="updates", ylabel="parameter", ylim=(least, most), xlim=(0, max(map(len, runs.values())) - 1))
    plots.name_ends(ax)
    return figure


def bugs(losses):
    """Draw the losses of an update rule and of its wrong versions.

    Parameters
    ----------
    losses : dict, name -> losses, shape (rows,)

    Returns
    -------
    matplotlib.figure.Figure
    """
    losses = _rows("losses", losses)
    figure, ax = plots.figure(height=3.8)
    looks = [
        {"color": plots.STYLES["NAG"]["color"], "linewidth": 2.4},
        {"color": "#b3261e", "linestyle": ":"},
        {"color": TORCH, "linestyle": "--"},
        {"color": "#7a4a00", "linestyle": "-."},
    ]
    for (name, loss), look in zip(losses.items(), looks, strict=False):
        shown = np.where((loss > 1e-9) & (loss < 1e4), loss, np.nan)[: UPDATES + 1]
        ax.plot(shown, label=name, **{"linewidth": 1.6, **look})
    ax.set(yscale="log", ylim=(1e-9, 1e4), xlim=(0, UPDATES), xlabel="updates", ylabel="loss")
    plots.name_ends(ax)
    return figure


def sum_or_average(sums, averages):
    """Draw two buffers against the updates, each with what it tends to.

    Parameters
    ----------
    sums, averages : arrays, shape (rows,)

    Returns
    -------
    matplotlib.figure.Figure
    """
    rows = {"sum": _rows("sums", {"sum": sums})["sum"], "average": _rows("averages", {"average": averages})["average"]}
    figure, axes = plots.figure(columns=2, height=2.8)
    for ax, (name, buffer), colour in zip(axes, rows.items(), (TORCH, plots.INK), strict=True):
        ax.plot(buffer, "o-", color=colour, markersize=3, linewidth=1.2)
        ax.set(xlabel="updates", ylim=(0, 1.1 * max(buffer.max(), 1e-12)), xlim=(0, len(buffer)))
        ax.set_title({"sum": "sum: b ← βb + g", "average": "average: m ← βm + (1 − β)g"}[name])
        ax.annotate(
            f"{buffer[-1]:.2g}",
            (len(buffer) - 1, buffer[-1]),
            (0, -16),
            textcoords="offset points",
            ha="right",
            color=colour,
            weight=600,
        )
    return figure


def saved(files):
    """Draw what each of some files holds: a parameter on one axis, and a buffer as a bar on another, with their numbers.

    Parameters
    ----------
    files : dict, name -> (parameter, buffer), two numbers

    Returns
    -------
    matplotlib.figure.Figure
    """
    files = _rows("files", files)
    if any(len(held) != 2 for held in files.values()):
        raise ValueError(f"files must hold two numbers each, got {[held.tolist() for held in files.values()]}")
    figure, (left, right) = plots.figure(columns=2, height=2.6, sharey=True)
    rows, (parameters, buffers) = np.arange(len(files)), np.array(list(files.values())).T
    left.plot(parameters, rows, "s", color=plots.INK, markersize=8)
    right.barh(rows, buffers, height=0.34, color=plots.INK)
    right.axvline(0, color=plots.EDGE, linewidth=0.8)
    for row in rows:
        left.annotate(
            f"{parameters[row]:.4f}", (parameters[row], row), (10, 0), textcoords="offset points", va="center"
        )
        right.annotate(f"{buffers[row]:.4f}", (max(buffers[row], 0), row), (8, 0), textcoords="offset points", va="center")  # fmt: skip
    left.set(title="parameter", xlim=(0, 1.02), ylim=(len(files) - 0.5, -0.5))
    right.set(title="buffer", xlim=(min(buffers.min(), 0) - 0.15, 1.25 * max(buffers.max(), 0.1)))
    left.set_yticks(rows, list(files))
    return figure


def census(look_aheads):
    """Draw a dot for each optimiser at how far it looks ahead, a row for each group; what is neither momentum nor NAG has its name.

    Parameters
    ----------
    look_aheads : dict, group -> dict, optimiser -> look-ahead in units of beta * v

    Returns
    -------
    matplotlib.figure.Figure
    """
    checks.instance_of("look_aheads", look_aheads, dict, "a dict from groups to dicts")
    figure, axes = plots.figure(len(look_aheads) or 1, 1, height=3.8, sharex=True)
    for ax, (group, given) in zip(np.ravel(axes), look_aheads.items(), strict=True):
        checks.instance_of("look_aheads", given, dict, "dicts from optimisers to look-aheads")
        heights = {}
        for name, length in given.items():
            length = checks.within("look_aheads", length, -1e6, 1e6)
            place = round(length, 2)
            heights[place] = heights.get(place, 0) + 1
            ax.plot(length, heights[place], "o", color=TORCH, markersize=4)
            if place not in (0, 1):
                ax.annotate(name, (length, heights[place]), (0, 8), textcoords="offset points", ha="center")
        ax.set(ylim=(0, 1.15 * max(heights.values(), default=1)), xlim=(-0.3, 3.4), ylabel=group)
        ax.set_yticks([])
    ax.set_xticks(range(4), ["0\nmomentum", "1\nNAG", "2", "3"])
    ax.set_xlabel("looks ahead by so many βv")
    return figure


def theta_or_p(losses):
    """Draw by how many per cent the loss at p is above that at θ, a point for each seed, and a bar at their mean.

    Parameters
    ----------
    losses : dict, name -> two rows of losses, shape (2, seeds)
        At θ and at p.

    Returns
    -------
    matplotlib.figure.Figure
    """
    losses = _dict_of("losses", losses)
    if any(pair.ndim != 2 or len(pair) != 2 or not pair.size for pair in losses.values()):
        raise ValueError(f"losses must hold two rows each, got shapes {[pair.shape for pair in losses.values()]}")
    figure, ax = plots.figure(height=2.4)
    ax.axvline(0, color=plots.INK, linewidth=1)
    for row, (name, (at_theta, at_p)) in enumerate(losses.items()):
        above = 100 * (at_p / at_theta - 1)
        ax.plot(above, np.full(above.size, row), "D", color=TORCH, markersize=7, alpha=0.5, label=name)
        ax.plot([above.mean()] * 2, [row - 0.3, row + 0.3], color=plots.INK, linewidth=3, label="_mean")
    ax.set(xlabel="loss at p above the loss at θ, in per cent", ylim=(len(losses) - 0.5, -0.5))
    ax.set_yticks(range(len(losses)), list(losses))
    return figure
