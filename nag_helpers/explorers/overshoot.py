"""How far momentum and NAG run past the minimum, for every β at once."""

import numpy as np

from nag_helpers import plots, theory
from nag_helpers.explorers import controls, modes, scene, stage
from nag_helpers.explorers.handles import Handle
from nag_helpers.explorers.presets import Preset
from nag_helpers.explorers.words import signed
from nag_helpers.optimizers import WITH_MOMENTUM

STEEPNESS = np.round(np.arange(0.01, 2.001, 0.01), 2)
BETAS = np.linspace(0, 0.99, 67)
UPDATES, LONGEST = 80, 160  # shown, and searched for the farthest point


def overshoots(name):
    """Return how far runs from rest at 1 pass the minimum at 0, shape (STEEPNESS, BETAS): 0 where they do not.

    NaN where the method diverges.
    """
    alpha = STEEPNESS[:, None] + 0 * BETAS
    theta, v, lowest = np.ones_like(alpha), np.zeros_like(alpha), np.zeros_like(alpha)
    for _ in range(LONGEST):
        theta, v = WITH_MOMENTUM[name](theta, v, lambda at: at, alpha, BETAS)
        lowest = np.minimum(lowest, theta)
    return np.where(theory.regime(name, alpha, BETAS, 1.0) == "diverging", np.nan, -lowest)


class OvershootExplorer(stage.Explorer):
    """Choose a curvature and β: momentum and NAG start at rest, at distance 1 from the minimum."""

    question = "With the same α and β, who runs farther past the minimum?"
    presets = (
        Preset(
            "just before the swing",
            "The largest β with which momentum does not run past the minimum: NAG does not either, and may take more.",
            {"steepness": 0.25, "beta": 0.25},
        ),
        Preset(
            "too much memory",
            "With β = 0.97 momentum runs nearly as far to the other side; NAG brakes.",
            {"steepness": 0.3, "beta": 0.97},
        ),
        Preset(
            "a long step",
            "No β helps here: both are past the minimum at once.",
            {"steepness": 1.5, "beta": 0.5},
        ),
    )

    def make_controls(self):
        self.overshoots = {name: overshoots(name) for name in WITH_MOMENTUM}
        return {
            "steepness": controls.slider("Steepness αλ", 0.1, 0.01, 2, 0.01),
            "beta": controls.slider("Momentum β", 0.9, 0, 0.99, 0.01),
            "momentum": controls.button("Largest β, no overshoot: momentum", lambda: self._set_gliding("momentum")),
            "nag": controls.button("Largest β, no overshoot: NAG", lambda: self._set_gliding("NAG")),
        }

    def _set_gliding(self, method):
        """Set β to the value up to which a mode glides: the roots meet there."""
        root = min(1.0, np.sqrt(self.values["steepness"]))
        self.set(beta=(1 - root) ** 2 if method == "momentum" else (1 - root) / (1 + root))

    def draw(self, figure):
        left, right = scene.panels(figure)
        left.set(xlim=(0, 1), ylim=(-0.03, 1), xlabel="momentum β", ylabel="overshoot", title="Overshoot at every β")
        right.set(
            xlim=(0, UPDATES), ylim=(-1.05, 1.05), xlabel="updates", ylabel="position", title="The run at the chosen β"
        )
        right.axhline(0, color=plots.INK, linewidth=0.8)
        (self.marker,) = left.plot([], [], color=plots.INK, linewidth=1, linestyle=(0, (8, 4)))
        self.curves = {name: left.plot([], [], label=name, **plots.LINES[name])[0] for name in WITH_MOMENTUM}
        self.runs = {name: right.plot([], [], label=name, **plots.DOTS[name])[0] for name in WITH_MOMENTUM}
        self.left = left
        return [self.marker, *self.curves.values(), *self.runs.values()]

    def handles(self):
        return [Handle("Momentum", self.left, x="beta")]

    def named(self):
        return [*self.curves.values(), *self.runs.values()]

    def move(self, steepness, beta):
        row = np.abs(STEEPNESS - steepness).argmin()
        self.marker.set_data([beta, beta], [-0.03, 1])
        said = []
        for name, step in WITH_MOMENTUM.items():
            self.curves[name].set_data(BETAS, self.overshoots[name][row])
            run = modes.positions(step, float(steepness), float(beta), 1.0, LONGEST)
            self.runs[name].set_data(np.arange(UPDATES + 1), np.clip(run[: UPDATES + 1], -9, 9))
            lowest = run.min()
            said.append(
                f"{name} diverges"
                if theory.regime(name, steepness, beta, 1.0) == "diverging"
                else f"{name} runs past the minimum to {signed(lowest)}"
                if lowest < -5e-4
                else f"{name} does not run past the minimum"
            )
        beyond = "\nWith αλ above 1 the first step alone passes the minimum, whatever β is." if steepness > 1 else ""
        return f"αλ = {steepness:.2f}, β = {beta:.2f}, from rest at 1:\n{said[0]},\n{said[1]}.{beyond}"
