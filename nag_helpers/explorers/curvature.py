"""Each curvature's error on its own: how fast the three methods shrink it."""

import numpy as np

from nag_helpers import plots, theory
from nag_helpers.explorers import controls, modes, scene, stage
from nag_helpers.explorers.handles import Handle
from nag_helpers.explorers.presets import Preset
from nag_helpers.explorers.words import count, short
from nag_helpers.optimizers import RULES

STEPS = 150
CURVATURES = np.logspace(-3, 0, 121)
FASTEST_DRAWN, SLOWEST_DRAWN = 1.0, 3e4


class CurvatureExplorer(stage.Explorer):
    """Choose α and β for a bowl whose steepest curvature is 1, and see the error of one curvature after the other."""

    question = "Which errors does each method shrink fast: those along steep directions or along flat ones?"
    presets = (
        Preset(
            "no memory",
            "With β = 0 all three are gradient descent: the flatter a direction, the longer it takes.",
            {"alpha": 1.0, "beta": 0.0, "curvature": 0.01},
        ),
        Preset(
            "too much memory",
            "With β = 0.99 momentum's errors all swing, and each of them needs the same large number of updates.",
            {"alpha": 1.0, "beta": 0.99, "curvature": 0.01},
        ),
        Preset(
            "a long step",
            "NAG's errors along steep directions grow; momentum's do not.",
            {"alpha": 1.6, "beta": 0.9, "curvature": 1.0},
        ),
    )

    def make_controls(self):
        return {
            "alpha": controls.slider("Learning rate αL", 1.0, 0.02, 4, 0.02),
            "beta": controls.slider("Momentum β", 0.9, 0, 0.99, 0.01),
            "curvature": controls.log_slider("Curvature λ/L", 0.01, 1e-3, 1),
            "momentum": controls.button("Best for momentum, κ = 100", lambda: self._set_best("momentum")),
            "nag": controls.button("Best for NAG, κ = 100", lambda: self._set_best("NAG")),
        }

    def _set_best(self, method):
        best = theory.best_tuning(method, 0.01, 1.0)
        self.set(alpha=best.alpha, beta=best.beta)

    def draw(self, figure):
        left, right = scene.panels(figure)
        left.set(
            xscale="log",
            yscale="log",
            xlim=(1e-3, 1),
            ylim=(FASTEST_DRAWN, SLOWEST_DRAWN),
            xlabel="curvature λ/L (flat to steep)",
            ylabel="updates for one digit",
            title="Every curvature: lower is faster",
        )
        self.left = left
        plots.loss_axes(right, STEPS, 1e-8, 1e2)
        right.set(ylabel="|error|, from 1", title="The chosen curvature")
        scene.logarithmic(left.xaxis)
        scene.logarithmic(left.yaxis)
        (self.marker,) = left.plot([], [], color=plots.INK, linewidth=1, linestyle=(0, (8, 4)))
        self.costs = {name: left.plot([], [], label=name, **plots.LINES[name])[0] for name in RULES}
        self.errors = {name: right.plot([], [], label=name, **plots.LINES[name])[0] for name in RULES}
        return [self.marker, *self.costs.values(), *self.errors.values()]

    def handles(self):
        return [Handle("Curvature", self.left, x="curvature")]

    def ghosts(self):
        return [*self.costs.values(), *self.errors.values()]

    def named(self):
        return [*self.costs.values(), *self.errors.values()]

    def move(self, alpha, beta, curvature):
        self.marker.set_data([curvature] * 2, [FASTEST_DRAWN, SLOWEST_DRAWN])
        lines = [
            f"αL = {alpha:.2f}, β = {beta:.2f}. At curvature λ/L = {short(curvature)} one digit, an error ten times smaller, takes:"
        ]
        for name, step in RULES.items():
            cost = theory.steps_per_decade(theory.spectral_radius(name, alpha, beta, CURVATURES))
            self.costs[name].set_data(CURVATURES, np.where(np.isfinite(cost), np.maximum(cost, FASTEST_DRAWN), np.nan))
            errors = np.abs(modes.positions(step, float(alpha), float(beta), float(curvature), STEPS))
            self.errors[name].set_data(np.arange(STEPS + 1), np.clip(errors, 1e-12, 1e4))
            lines.append(f"{name}: {self._said(name, alpha, beta, curvature)}")
        return "\n".join(lines)

    def _said(self, name, alpha, beta, curvature):
        regime = theory.regime(name, alpha, beta, curvature)
        if regime == "diverging":
            return "no number of updates is enough, because this error grows."
        radius = theory.spectral_radius(name, alpha, beta, curvature)
        if radius < 1e-6:
            return "one update, after which the whole error is gone."
        updates = theory.steps_per_decade(radius)
        cost = f"{updates:.1f} updates" if updates < 10 else f"{count(updates)} updates"
        if theory.regime(name, alpha, beta, 1.0) == "diverging":
            return f"{cost}, {regime}; but errors along steeper directions grow."
        return f"{cost}, {regime}."
