"""What was identified, as a picture: A and B against curvature, or the run where it departs."""

import numpy as np

from nag_helpers import plots
from nag_helpers.frameworks.identify import fit, words


def draw(found):
    """Return the picture of an `Identified`.

    A and B of every mode lie beside the lines of classical momentum and NAG with the same alpha and beta. What is no linear two-step
    method is drawn as its run, beside the one that it began as.

    Raises
    ------
    ValueError
        If there was nothing to measure.
    """
    if found.measured is None or len(found.measured.q) < 4:
        raise ValueError(f"found must have been measured, got one that could not be: {found.reason}")
    fits = found.method != "not a linear two-step method"
    figure = _lines(found) if fits else _run(found)
    return plots.show(figure, f"{found.name}. {words.sentence(found)} {_described(fits)}")


def _described(fits):
    if fits:
        return "Two panels show A and B against curvature: dots as measured, lines of classical momentum and of NAG with the same α and β."
    return "Distances from the minimum over the updates, as measured, and as a linear two-step method would go on."


def _lines(found):
    figure, axes = plots.figure(1, 2, height=3.4)
    measured = found.measured
    steady = (measured.curvature == measured.curvature[0]).all()
    h = measured.curvature[0] if steady else np.sort(np.unique(measured.curvature))
    dots = fit.each_mode(measured.q) if steady else _of_lines(found.lines, h)
    dots = np.where(np.isnan(dots), _of_lines(found.lines, h), dots)
    line = np.linspace(0, h.max(), 50)
    names = ["gradient descent"] if found.method == "gradient descent" else ["momentum", "NAG"]
    for ax, panel, letter in zip(axes, range(2), "AB"):
        for name in names:
            values = _of_method(name, found.alpha, found.beta, line)[panel]
            ax.plot(line, values, label=name, **plots.LINES[name])
        ax.plot(h, dots[panel], "o", color=plots.INK, markersize=5)
        ax.set(xlabel="curvature", ylabel=letter)
        plots.name_ends(ax)
    axes[0].set_title(f"{found.name}: {found.method}", loc="left")
    return figure


def _of_lines(lines, h):
    return np.array([lines.a0 - lines.d * h, -(lines.b0 - lines.c * h)])


def _of_method(name, alpha, beta, h):
    length = {"gradient descent": 0, "momentum": 0, "NAG": 1}[name]
    beta = 0.0 if name == "gradient descent" else beta
    return 1 + beta - alpha * (1 + beta * length) * h, -beta * (1 - alpha * length * h)


def _run(found):
    figure, ax = plots.figure(height=3.4)
    q, mode = found.measured.q, min(2, found.measured.q.shape[1] - 1)
    ax.plot(np.arange(len(q)), q[:, mode], "o-", color=plots.INK, markersize=4, label="measured")
    if found.lines is not None:
        t, h = found.departs, found.measured.curvature[:, mode]
        going = list(q[:t, mode])
        for now in range(t - 1, len(q) - 1):
            before = going[now - 1] if now else 0.0
            lines = found.lines
            going.append((lines.a0 - lines.d * h[now]) * going[now] - (lines.b0 - lines.c * h[now - 1]) * before)
        going = np.clip(going, *(np.array([-3, 3]) * np.abs(q[:, mode]).max()))
        ax.plot(np.arange(t - 1, len(q)), going[t - 1 :], color=plots.STYLES["NAG"]["color"], label="as it began")
        ax.axvline(t, color=plots.QUIET, linewidth=0.8)
    ax.set(xlabel="update", ylabel="distance from the minimum")
    ax.set_title(f"{found.name} departs from every linear two-step method in update {found.departs}", loc="left")
    plots.name_ends(ax)
    return figure
