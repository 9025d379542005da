"""Pictures of trainings: images, and the autoencoder's table."""

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
    for rule, shift in (("gradient descent", 0), ("momentum", 0.1), ("NAG", -0.1)):
        of_rule = [row for row in rows if row["rule"] == rule]
        x = np.array([maxima.index(row["maximum"]) for row in of_rule]) + shift
        style = {**plots.STYLES[rule], "markevery": 1}
        ax.plot(x, [row["median"] for row in of_rule], label=rule, **style)
        for place, row in zip(x, of_rule):
            ax.plot([place] * len(row["errors"]), row["errors"], ".", color=style["color"], alpha=0.5, label="_seeds")
    ax.set_xticks(range(len(maxima)), [f"{maximum:g}" for maximum in maxima])
    ax.yaxis.set_major_formatter(lambda value, _: f"{value:g}")
    ax.yaxis.set_minor_formatter(lambda value, _: "")
    ax.set(xlabel="largest momentum β_max (not to scale)", ylabel="squared error, training images")
    plots.name_ends(ax)
