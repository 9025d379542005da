"""Gradient descent's learning rate on a bowl with a steep and a flat direction, and the limit 2/L."""

import numpy as np

from nag_helpers import objectives, plots, theory
from nag_helpers.explorers import controls, scene, stage
from nag_helpers.explorers.handles import Handle
from nag_helpers.explorers.presets import Preset
from nag_helpers.explorers.words import number, short, signed
from nag_helpers.optimizers import descend, gradient_descent_step

STEPS = 30
STEEPEST = {"1 and 4": 4.0, "1 and 10": 10.0, "1 and 40": 40.0}


class StepSizeExplorer(stage.Explorer):
    """Move gradient descent's α and see its path, and the factor by which each direction's error shrinks."""

    question = "How large may the learning rate be, and what does it do to each direction?"
    redraw_on = ("curvatures",)
    presets = (
        Preset(
            "timid",
            "α is a tenth of the limit: nothing jumps, and the flat direction goes only 2 % of its way at each update.",
            {"curvatures": "1 and 10", "alpha": 0.02},
        ),
        Preset(
            "just below the limit",
            "Across the valley every update jumps to the other wall, and still comes a tenth nearer.",
            {"curvatures": "1 and 10", "alpha": 0.19},
        ),
        Preset(
            "a little beyond",
            "A tenth beyond the limit, and the steep error grows at every update.",
            {"curvatures": "1 and 10", "alpha": 0.22},
        ),
    )

    def make_controls(self):
        return {
            "curvatures": controls.choice("Curvatures", STEEPEST, "1 and 10"),
            "alpha": controls.slider("Learning rate α", 0.15, 0.002, 0.24, 0.001, digits=3),
            "best": controls.button("The best α", self._set_best),
            "limit": controls.button("The limit: α = 2/L", self._set_limit),
        }

    def _set_best(self):
        self.set(alpha=theory.best_tuning("gradient descent", 1, STEEPEST[self.values["curvatures"]]).alpha)

    def _set_limit(self):
        self.set(alpha=theory.stability_limit("gradient descent", L=STEEPEST[self.values["curvatures"]]))

    def follow(self, changed, values):
        if changed == "curvatures":
            L = STEEPEST[values["curvatures"]]
            controls.set_range(self.controls["alpha"], 0.02 / L, 2.4 / L, 1.5 / L, step=0.01 / L)
        return {}

    def draw(self, figure, curvatures):
        L = STEEPEST[curvatures]
        self.bowl = objectives.quadratic((1, L))
        left, right = scene.panels(figure)
        plots.surface(left, self.bowl)
        left.set_title(f"30 updates on curvatures {curvatures}")
        self.run = plots.path(left, None, "gradient descent")
        self.run[0].band = None  # which shows it under others: here are none
        self.factors = right
        self.dots = self._draw_factors(right, L)
        return [*self.run, *self.dots]

    def handles(self):
        return [Handle("Learning rate", self.factors, x="alpha")]

    def named(self):
        return self.curves

    def _draw_factors(self, ax, L):
        alphas = np.linspace(0, 2.4 / L, 300)
        ax.axvspan(2 / L, 2.4 / L, color=plots.FAINT, alpha=0.5)
        ax.annotate("diverges", (2.2 / L, 0.06), ha="center", va="bottom", rotation=90, color=plots.INK)
        ax.axhline(1, color=plots.INK, linewidth=0.8)
        dots, self.curves = [], []
        for curvature, dashes, label in ((1, (0, (5, 2)), "flat: λ = 1"), (L, "-", f"steep: λ = {L:g}")):
            self.curves += ax.plot(
                alphas, np.abs(1 - alphas * curvature), color=plots.INK, linestyle=dashes, label=label
            )
            dots += ax.plot(
                [],
                [],
                "s",
                color=plots.STYLES["gradient descent"]["color"],
                markersize=9,
                markeredgecolor="white",
                zorder=4,
            )
        ax.set(
            xlim=(0, 2.4 / L),
            ylim=(0, 1.5),
            xlabel="learning rate α",
            ylabel="|1 − αλ|",
            title="Error left by one update",
        )
        return dots

    def move(self, curvatures, alpha):
        L = STEEPEST[curvatures]
        path = descend(gradient_descent_step, self.bowl, alpha=alpha, steps=STEPS)
        plots.move_path(self.run, path)
        factors = 1 - alpha * np.array([1.0, L])
        for dot, factor in zip(self.dots, factors):
            dot.set_data([alpha], [abs(factor)])
        if path.diverged:
            outcome = f"The run diverges: its loss has grown beyond all bounds at update {path.diverged_at}."
        elif alpha > 2 / L * (1 + 1e-9):
            outcome = (
                f"Above the limit the steep error grows: after {STEPS} updates the loss is {number(path.loss[-1])}."
            )
        elif alpha > 2 / L * (1 - 1e-9):
            outcome = "Exactly at the limit the steep error only changes its sign, again and again."
        else:
            outcome = f"After {STEPS} updates the loss has gone from {short(path.loss[0])} to {number(path.loss[-1])}."
        return (
            f"α = {short(alpha)}, the limit is 2/L = {2 / L:g}. Each update multiplies the flat error by "
            f"{signed(factors[0])} and the steep one by {signed(factors[1])}.\n{outcome}"
        )
