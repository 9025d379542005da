"""Momentum schedules on bowls of any condition number, and what restart does to their ripples."""

import numpy as np

from nag_helpers import plots, schedules, theory
from nag_helpers.explorers import controls, scene, stage
from nag_helpers.explorers.handles import Handle
from nag_helpers.explorers.presets import Preset
from nag_helpers.explorers.words import short
from nag_helpers.objectives import Objective
from nag_helpers.optimizers import descend, nesterov_step
from nag_helpers.paths import settling_step

UPDATES, GOAL = 300, 1e-8
KAPPAS = np.logspace(1, 3, 51)  # the steps of the slider
CURVATURES = KAPPAS[:, None] ** -np.linspace(1, 0, 12)  # a bowl for each κ: twelve curvatures from 1/κ to 1
T = np.arange(1, UPDATES + 1)

#: The schedules of NAG's momentum without restart, each as `descend` takes it: for all κ at once.
SCHEDULES = {
    "(k − 1)/(k + 2)": schedules.k_momentum,
    "t_k": schedules.t_momentum(UPDATES),
    "constant, best for this κ": theory.best_momentum("NAG", 1 / KAPPAS, 1.0).beta,
    "constant 0.9": 0.9,
}
TESTS = {"the slope says uphill": "gradient", "the loss rises": "function"}


class RestartExplorer(stage.Explorer):
    """Compare a momentum schedule with one that begins anew whenever the run has gone uphill.

    All runs on all bowls are made beforehand, as one batch for each schedule.
    """

    question = "Which settles first: growing momentum, constant momentum, or growing momentum with restart?"

    size, middle_size, narrow_size = (9, 5), (6, 3.9), (3.6, 8.6)
    presets = (
        Preset(
            "growing without end",
            "A growing β is soon too large for this bowl, and the run ripples: restart settles long before it.",
            {"kappa": 100.0, "schedule": "(k − 1)/(k + 2)", "test": "gradient"},
        ),
        Preset(
            "0.9 for everything",
            "On so long a bowl a constant 0.9 is too little: it does not settle in 300 updates.",
            {"kappa": 1000.0, "schedule": "constant 0.9", "test": "gradient"},
        ),
        Preset(
            "the constant that fits",
            "The constant that fits this κ needs no restart, and settles sooner than restart does.",
            {"kappa": 100.0, "schedule": "constant, best for this κ", "test": "gradient"},
        ),
    )

    def make_controls(self):
        bowls = Objective(
            "bowls",
            r"\frac12\sum_i \lambda_i q_i^2",
            lambda q: (CURVATURES * q * q).sum(axis=-1) / 2,
            lambda q: CURVATURES * q,
            start=np.ones(12),
        )
        start = np.ones_like(CURVATURES)
        self.losses = {"gradient descent": bowls.value((1 - CURVATURES) ** np.arange(UPDATES + 1)[:, None, None])}
        self.momenta = {}
        for name, beta in SCHEDULES.items():
            each = [beta(t) if callable(beta) else beta for t in T]
            self.momenta[name] = np.stack([np.broadcast_to(momentum, KAPPAS.shape) for momentum in each])
            self.losses[name] = descend(nesterov_step, bowls, start, alpha=1.0, beta=beta, steps=UPDATES).loss
        self.restarts = {}
        for test in TESTS.values():
            path = descend(schedules.RestartingNAG(test, bowls.value), bowls, start, alpha=1.0, steps=UPDATES)
            self.losses[test] = path.loss
            self.restarts[test] = ~path.v[1:].any(axis=-1)  # where a run restarts its velocity is zero
        return {
            "kappa": controls.log_slider("Condition number κ", KAPPAS[35], 10, 1000),
            "schedule": controls.choice("Without restart", list(SCHEDULES)),
            "test": controls.choice("Restart when", list(TESTS.items())),
        }

    def draw(self, figure):
        stacked = (
            [["loss"], ["momentum"], ["kappa"]]
            if figure.get_figheight() > figure.get_figwidth()
            else [["loss", "momentum"], ["kappa", "kappa"]]
        )
        axes = figure.subplot_mosaic(stacked, height_ratios=[1, 1, 0.7] if len(stacked) == 3 else [1, 0.62])
        left, right, below = (plots.tidy(axes[name]) for name in ("loss", "momentum", "kappa"))
        self.below = below
        below.set(
            xscale="log",
            xlim=(10, 1000),
            ylim=(0, UPDATES),
            xlabel="condition number κ",
            ylabel="updates",
            title="Updates until it stays below 10⁻⁸",
        )
        below.xaxis.set_minor_formatter(lambda value, _: "")
        scene.logarithmic(below.xaxis)
        plots.loss_axes(left, UPDATES, 1e-14, 1e2)
        left.axhline(GOAL, color=plots.INK, linewidth=1, linestyle=(0, (8, 4)))
        right.set(xlim=(0, UPDATES), ylim=(0, 1.02), xlabel="updates", ylabel="momentum β", title="The momentum of NAG")
        left.set_title("Bowl of 12 curvatures, α = 1/L")
        looks = {
            "gradient descent": plots.LINES["gradient descent"],
            "NAG": {**plots.LINES["NAG"], "linewidth": 1.4},
            "NAG, restarted": {**plots.LINES["NAG"], "linewidth": 2.8},
        }
        self.lines = {name: left.plot([], [], label=name, **look)[0] for name, look in looks.items()}
        self.betas = {name: right.plot([], [], label=name, **looks[name])[0] for name in ("NAG", "NAG, restarted")}
        self.settled = {name: below.plot([], [], label=name, **look)[0] for name, look in looks.items()}
        (self.marker,) = below.plot([], [], color=plots.INK, linewidth=1)
        return [*self.lines.values(), *self.betas.values(), *self.settled.values(), self.marker]

    def handles(self):
        return [Handle("Condition number", self.below, x="kappa")]

    def ghosts(self):
        return [*self.lines.values(), *self.betas.values()]

    def named(self):
        return [*self.lines.values(), *self.betas.values(), *self.settled.values()]

    def move(self, kappa, schedule, test):
        at = np.abs(np.log(KAPPAS / kappa)).argmin()
        losses = {
            "gradient descent": self.losses["gradient descent"],
            "NAG": self.losses[schedule],
            "NAG, restarted": self.losses[test],
        }
        for name, loss in losses.items():
            self.lines[name].set_data(np.arange(UPDATES + 1), np.maximum(loss[:, at], 1e-18))
            self.settled[name].set_data(KAPPAS, self._all_settled(loss))
        self.marker.set_data([KAPPAS[at]] * 2, [0, UPDATES])
        self.betas["NAG"].set_data(T, self.momenta[schedule][:, at])
        restarts = T[self.restarts[test][:, at]]
        begun = np.array([1, *(1 + restarts)])
        k = T - begun[np.searchsorted(begun, T, side="right") - 1]
        self.betas["NAG, restarted"].set_data(T, np.maximum(k - 1, 0) / (k + 2))
        settled = {name: _settled(loss[:, at]) for name, loss in losses.items()}
        times = {0: "never", 1: "once"}.get(len(restarts), f"{len(restarts)} times")
        first = f", {'first ' * (len(restarts) > 1)}after update {restarts[0]}" if len(restarts) else ""
        return (
            f"κ = {short(KAPPAS[at])}, updates until the loss stays below {short(GOAL, 1)}:\n"
            f"gradient descent: {settled['gradient descent']}; NAG, {schedule}: {settled['NAG']}; NAG, restarted: "
            f"{settled['NAG, restarted']}.\nIn {UPDATES} updates it restarted {times}{first}."
        )

    def _all_settled(self, losses):
        """Return when the run on each bowl settles, NaN where it does not."""
        above = np.vstack([np.ones(len(KAPPAS), dtype=bool), losses > GOAL])
        last = len(losses) - above[::-1].argmax(axis=0)
        return np.where(last <= UPDATES, last, np.nan)


def _settled(loss):
    settled = settling_step(loss, GOAL)
    return str(settled) if settled >= 0 else f"more than {UPDATES}"
