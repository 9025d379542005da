"""The function built so that k gradients cannot do much, and how near the methods come to what is possible."""

import numpy as np

from nag_helpers import objectives, plots, schedules, theory
from nag_helpers.explorers import controls, scene, stage
from nag_helpers.explorers.handles import Handle
from nag_helpers.explorers.presets import Preset
from nag_helpers.explorers.words import short
from nag_helpers.optimizers import RULES, descend

GRADIENTS = np.array([1, 2, 3, 4, 6, 8, 11, 16, 22, 32, 45, 64, 90, 128, 180])
LIMITS = (1e-6, 1)
BETAS = {"gradient descent": 0.0, "momentum": 0.9}


class WorstFunctionExplorer(stage.Explorer):
    """Give every method k gradients on the function that is worst for k, and see how far each one gets.

    What is left is counted in LR², with R the distance from the start to the minimiser: functions of different size
    become comparable, and Nesterov's bounds straight lines.
    """

    question = "After k gradients on the worst function, how much loss is left, and how much must any method leave?"
    presets = (
        Preset(
            "few gradients",
            "After three gradients all three methods leave less than three times what any method must leave.",
            {"k": 3},
        ),
        Preset(
            "many gradients",
            "After 180 gradients NAG leaves three times what any method must leave; gradient descent leaves twenty times.",
            {"k": 180},
        ),
    )

    def make_controls(self):
        self.points, self.left_over, self.best = {}, {name: [] for name in RULES}, []
        for k in GRADIENTS:
            worst = objectives.nesterov_worst(int(k))
            self.best.append(theory.worst_function_best(int(k)) / np.sum(worst.minimiser**2))
            for name, step in RULES.items():
                beta = BETAS.get(name, schedules.t_momentum(int(k)))
                path = descend(step, worst, alpha=1.0, beta=beta, steps=int(k), record="final")
                self.points[k, name] = path.theta[-1]
                self.left_over[name].append((path.loss[-1] - worst.minimum) / np.sum(worst.minimiser**2))
        return {
            "k": controls.choice("Gradients k", [int(k) for k in GRADIENTS], 16),
            "next": controls.button("Next k", self._next),
        }

    def _next(self):
        at = list(GRADIENTS).index(self.values["k"])
        self.set(k=int(GRADIENTS[(at + 1) % len(GRADIENTS)]))

    def draw(self, figure):
        left, right = scene.panels(figure)
        left.set(
            xscale="log",
            yscale="log",
            xlim=(0.9, 220),
            ylim=LIMITS,
            xlabel="gradients k",
            ylabel="(J − J*) / LR²",
            title="What is left",
        )
        self.known = left.plot(
            GRADIENTS, theory.nesterov_bound(GRADIENTS), color=plots.INK, linewidth=1, label="NAG's promise"
        )
        for name in RULES:
            self.known += left.plot(GRADIENTS, self.left_over[name], label=name, **plots.DOTS[name])
        self.known += left.plot(
            GRADIENTS, self.best, color=plots.INK, linewidth=1.4, linestyle=(0, (8, 4)), label="the best possible"
        )
        scene.logarithmic(left.xaxis)
        scene.logarithmic(left.yaxis)
        self.left = left
        right.set(
            xlim=(0, 1),
            ylim=(-0.03, 1.03),
            xlabel="bead's number / (n + 1)",
            ylabel="place of the bead",
            title="What has moved",
        )
        (self.minimiser,) = right.plot(
            [0, 1], [1, 0], color=plots.INK, linewidth=1.2, linestyle=(0, (8, 4)), label="the minimiser"
        )
        right.axvline(0.5, color=plots.FAINT, linewidth=1.2)
        (self.marker,) = left.plot([], [], color=plots.INK, linewidth=1)
        self.profiles = {name: right.plot([], [], label=name, **plots.LINES[name])[0] for name in RULES}
        return [self.marker, *self.profiles.values()]

    def handles(self):
        return [Handle("Gradients", self.left, x="k")]

    def ghosts(self):
        return list(self.profiles.values())

    def named(self):
        return [*self.known, self.minimiser]

    def move(self, k):
        self.marker.set_data([k, k], LIMITS)
        n, at = 2 * k + 1, list(GRADIENTS).index(k)
        for name, line in self.profiles.items():
            line.set_data(np.arange(1, n + 1) / (n + 1), self.points[k, name])
        best = self.best[at]
        told = {"momentum": f"momentum with β = {BETAS['momentum']}"}
        reached = ", ".join(f"{told.get(name, name)} {short(self.left_over[name][at])}" for name in RULES)
        return (
            f"After k = {k} gradient{'s' * (k > 1)} no method has moved more than the first {k} of {n} "
            f"beads.\nLoss left, in units of LR²: {reached}; at best {short(best)}.\n"
            f"NAG leaves {self.left_over['NAG'][at] / best:.1f} times what any method must leave; gradient descent leaves "
            f"{self.left_over['gradient descent'][at] / best:.1f} times."
        )
