"""Pictures of notebook 08: images, losses of several seeds, and the autoencoder's table."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes

from nag_helpers import checks, plots


def image_rows(*rows, labels=(), scale=0.8):
    """Draw rows of small grey images, dark ink on white.

    Parameters
    ----------
    *rows : arrays, shape (n, side * side)
        Pixels from 0 to 1.
    labels : sequence of str, optional
        One for each row.
    scale : float
        Inches to an image.

    Returns
    -------
    matplotlib.figure.Figure
    """
    rows = [_pixels(row) for row in rows]
    if not rows:
        raise ValueError(f"rows must be one array of images at least, got {rows!r}")
    scale = checks.positive("scale", scale)
    labels = [
        checks.instance_of("each of labels", one, str, "text")
        for one in checks.instance_of("labels", labels, (list, tuple), "a list of texts")
    ]
    columns, side = len(rows[0]), int(np.sqrt(rows[0].shape[1]))
    new, axes = plots.figure(len(rows), columns, width=scale * columns, height=scale * len(rows), squeeze=False)
    for row, line in zip(rows, axes):
        for image, ax in zip(row, line):
            ax.imshow(image.reshape(side, side), cmap="gray_r", vmin=0, vmax=1)
            ax.grid(False)
            ax.spines[:].set(visible=True, color=plots.FAINT)
            ax.set(xticks=[], yticks=[])
    for label, line in zip(labels, axes):
        line[0].set_ylabel(label, rotation=0, ha="right", va="center")
    return new


def _pixels(row):
    row = checks.finite_array("rows", row)
    if row.ndim != 2 or not row.size or int(np.sqrt(row.shape[1])) ** 2 != row.shape[1]:
        raise ValueError(f"rows must have shape (n, side * side), got {row.shape}")
    return row


def losses_of_seeds(ax, losses_by_name, goal=None, title=""):
    """Draw the median loss over the seeds for each method, and a band from the smallest to the largest.

    Parameters
    ----------
    ax : Axes
    losses_by_name : dict, name -> array of shape (epochs + 1, seeds)
        Named as in `plots.METHODS`.
    goal : float, optional
        Draws a horizontal line here.
    title : str
    """
    checks.instance_of("ax", ax, Axes, "a matplotlib Axes")
    checks.instance_of("losses_by_name", losses_by_name, Mapping, "a dict from a method's name to its losses")
    checks.instance_of("title", title, str, "text")
    goal = None if goal is None else checks.positive("goal", goal)
    losses_by_name = {
        checks.one_of("name", name, plots.METHODS): checks.numbers("losses", one)
        for name, one in losses_by_name.items()
    }
    if not losses_by_name or any(one.ndim != 2 or not one.size for one in losses_by_name.values()):
        raise ValueError(
            "losses_by_name must hold arrays of shape (epochs + 1, seeds), "
            f"got { ({name: one.shape for name, one in losses_by_name.items()}) }"
        )
    everything = np.concatenate([losses.ravel() for losses in losses_by_name.values()])
    epochs = max(len(losses) for losses in losses_by_name.values()) - 1
    plots.loss_axes(ax, epochs, everything.min() / 1.5, everything.max() * 1.5, goal=goal)
    ax.set(xlabel="epochs", ylabel="training loss", title=title)
    for name, losses in losses_by_name.items():
        style = plots.STYLES[name]
        ax.plot(np.median(losses, axis=1), label=name, **style)
        ax.fill_between(
            np.arange(len(losses)), losses.min(axis=1), losses.max(axis=1), alpha=0.2, color=style["color"], linewidth=0
        )
    ax.legend(frameon=False)


def autoencoder_errors(ax, rows):
    """Draw the autoencoder's errors against the largest momentum: the median of each rule, and every seed a dot.

    Parameters
    ----------
    ax : Axes
    rows : list of dict
        As `autoencoder_table.table` gives them.
    """
    checks.instance_of("ax", ax, Axes, "a matplotlib Axes")
    if not isinstance(rows, (list, tuple)) or not all(
        isinstance(row, dict) and {"rule", "maximum", "median", "errors"} <= set(row) for row in rows
    ):
        raise ValueError(f"rows must be what autoencoder_table.table returns, got {rows!r}")
    maxima = sorted({row["maximum"] for row in rows})
    ax.set_yscale("log")
    for rule, shift in (("gradient descent", 0), ("momentum", 0.12), ("NAG", -0.14)):
        of_rule = [row for row in rows if row["rule"] == rule]
        x = np.array([maxima.index(row["maximum"]) for row in of_rule]) + shift
        style = {**plots.STYLES[rule], "markevery": 1}
        ax.plot(x, [row["median"] for row in of_rule], label=f"{rule}, median", **style)
        for place, row in zip(x, of_rule):
            ax.plot([place + 0.06] * len(row["errors"]), row["errors"], ".", color=style["color"], alpha=0.5)
    ax.set_xticks(range(len(maxima)), [f"{maximum:g}" for maximum in maxima])
    ax.yaxis.set_major_formatter(lambda value, _: f"{value:g}")
    ax.yaxis.set_minor_formatter(lambda value, _: "")
    ax.set(xlabel="largest momentum β_max", ylabel="squared error, training images")
    ax.legend(frameon=False)
