"""What a sheet gives to draw on: axes, a parabola or level lines, with the ball where it starts, in the notebooks' look."""

import numpy as np

from nag_helpers import plots
from nag_helpers.pictures import notebook_00

SIZE = {"width": 9, "height": 2.35}  # inches; a page is as wide as 7.5, so 10 points become 8
DOT = {"marker": "o", "color": plots.INK, "markersize": 8, "linestyle": "none", "zorder": 5}
LINE = {"color": plots.EDGE, "linewidth": 1.4}


def _axes(**settings):
    figure, ax = plots.figure(**SIZE)
    ax.set(**settings)
    return figure, ax


def two_learning_rates():
    figure, axes = plots.figure(columns=2, sharey=True, **SIZE)
    for ax, alpha in zip(axes, (0.5, 1.5), strict=True):
        theta = np.linspace(-1.15, 1.15, 100)
        ax.plot(theta, theta**2 / 2, **LINE)
        ax.plot(1, 0.5, **DOT)
        ax.set(title=f"α = {alpha}", xlabel="θ", xticks=np.arange(-1, 1.1, 0.25), yticks=[])
    return figure


def honey_water_air():
    figure, axes = plots.figure(columns=3, sharey=True, **SIZE)
    for ax, name in zip(axes, ("honey", "water", "air"), strict=True):
        ax.axhline(0, **LINE)
        ax.plot(0, 1, **DOT, clip_on=False)
        ax.set(title=name, xlim=(0, 40), ylim=(-1, 1.05), xlabel="updates")
    axes[0].set_ylabel("position")
    return figure


def _level_lines(ax, points, wide):
    """Draw a bowl four times as steep upwards as along, seen from above, from ``wide[0]`` to ``wide[1]``, and what stands on it."""
    x, y = np.meshgrid(np.linspace(-3, 6, 200), np.linspace(-1.2, 1.6, 100))
    ax.contour(x, y, x**2 + 4 * y**2, levels=np.arange(1, 20) ** 2 / 6, colors=plots.EDGE, linewidths=0.7)
    ax.plot(0, 0, "+", color=plots.INK, markersize=10)
    for name, (across, up) in points.items():
        ax.plot(across, up, **DOT)
        ax.annotate(name, (across, up), (2, -16), textcoords="offset points")
    ax.set(aspect="equal", xlim=wide, ylim=(-0.6, 1.0), xticks=[], yticks=[])
    ax.spines[:].set_visible(False)


def two_updates():
    figure, axes = plots.figure(columns=2, **SIZE)
    for ax, name in zip(axes, ("momentum", "NAG"), strict=True):
        _level_lines(ax, {"θ": (1.55, 0.5)}, (-0.8, 2.7))
        arrow = {"arrowstyle": "-|>", "color": plots.INK, "linestyle": "--", "shrinkA": 0, "shrinkB": 5}
        ax.annotate("", (1.55, 0.5), (2.35, 0.85), arrowprops=arrow)
        ax.text(2.05, 0.55, "the last step")
        ax.set_title(name)
    return figure


def three_updates():
    figure, ax = _axes(xlim=(-0.05, 3.1), ylim=(-0.25, 1.05), xticks=range(4), xlabel="updates", ylabel="θ")
    ax.set_yticks(np.arange(-0.2, 1.1, 0.2))
    ax.axhline(0, **LINE)
    ax.plot(0, 1, **DOT)
    return figure


def two_limits():
    ticks = {"xticks": np.linspace(0, 1, 11), "yticks": np.arange(0, 4.1, 0.5)}
    return _axes(xlim=(0, 1), ylim=(0, 4.2), xlabel="momentum β", ylabel="αL", **ticks)[0]


def four_zeros():
    figure, ax = _axes(xlim=(-0.2, 17), ylim=(-1.05, 1.1), xticks=range(17), xlabel="curvature λ", ylabel="p(λ)")
    ax.axhline(0, **LINE)
    for place, name in ((1, "μ"), (16, "L")):
        ax.axvline(place, **LINE)
        ax.text(place + 0.1, 1.0, name, va="top")
    ax.plot(0, 1, **DOT)
    return figure


def two_walkers():
    figure, ax = plots.figure(**SIZE)
    _level_lines(ax, {"x": (1.6, 0.6), "z": (3.4, -0.2)}, (-1.6, 4.5))
    return figure


def two_bands():
    figure, ax = _axes(xlim=(0, 15), ylim=(1e-3, 3), yscale="log", xlabel="epochs", ylabel="training loss")
    ax.set_xticks(range(16))
    ax.set_yticks([1e-3, 1e-2, 1e-1, 1], ["0.001", "0.01", "0.1", "1"])
    return figure


def two_variables():
    figure, axes = plots.figure(rows=2, sharex=True, **SIZE)
    for ax, name in zip(axes, ("the paper's θ", "torch's p"), strict=True):
        ax.plot(1, 0, **DOT)
        ax.set(xlim=(0.5, 1.03), ylim=(-1, 1), xticks=np.arange(0.5, 1.03, 0.05), yticks=[])
        ax.set_ylabel(name, rotation=0, ha="right", va="center")
    return figure


def three_steps():
    figure, ax = plots.figure(**SIZE)
    _level_lines(ax, {"the start": (2.8, 0.6)}, (-1.6, 4.5))
    return figure


#: notebook's number -> what makes its figure
GROUNDS = {
    "00": lambda: notebook_00.before_the_swing(0.1),
    "01": two_learning_rates,
    "02": honey_water_air,
    "03": two_updates,
    "04": three_updates,
    "05": two_limits,
    "06": four_zeros,
    "07": two_walkers,
    "08": two_bands,
    "09": two_variables,
    "10": three_steps,
}
