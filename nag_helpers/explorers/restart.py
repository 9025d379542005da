"""Momentum schedules on bowls of any condition number, and what restart does to their ripples."""

import numpy as np

from nag_helpers import objectives, plots, schedules, theory
from nag_helpers.explorers import stage
from nag_helpers.optimizers import descend, nesterov_step
from nag_helpers.paths import settling_step

UPDATES, GOAL = 300, 1e-8
T_MOMENTUM = schedules.t_momentum(UPDATES)
BLUE = plots.STYLES["NAG"]["color"]

#: Each schedule of NAG's momentum without restart; given κ, it is what `descend` takes as β.
SCHEDULES = {
    "(k − 1)/(k + 2)": lambda kappa: schedules.k_momentum,
    "t_k": lambda kappa: T_MOMENTUM,
    "constant, best for this κ": lambda kappa: theory.best_momentum("NAG", 1 / kappa, 1.0).beta,
    "constant 0.9": lambda kappa: 0.9,
}


class RestartExplorer(stage.Explorer):
    """Compare a momentum schedule with one that begins anew whenever the run has gone uphill."""

    question = "Growing momentum, constant momentum, or growing momentum with restart?"

    def make_controls(self):
        return {
            "kappa": stage.log_slider("Condition number κ", 250, 2, 2000),
            "schedule": stage.choice("Without restart", list(SCHEDULES)),
            "test": stage.choice("Restart when", [("the slope says uphill", "gradient"), ("the loss rises", "function")]),
        }

    def draw(self, figure):
        left, right = figure.subplots(1, 2)
        plots.loss_axes(plots.tidy(left), UPDATES, 1e-14, 1e2, goal=GOAL)
        plots.tidy(right).set(xlim=(0, UPDATES), ylim=(0, 1.02), xlabel="updates", ylabel="momentum β",
                              title="The momentum of NAG")
        left.set_title("Bowl with 12 curvatures, α = 1/L")
        every, dashed = {"markevery": 30}, {"linestyle": (0, (4, 1.5)), "marker": "", "linewidth": 2.2}
        self.lines = {
            "gradient descent": left.plot([], [], label="gradient descent",
                                          **{**plots.STYLES["gradient descent"], **every})[0],
            "without": left.plot([], [], label="NAG", **{**plots.STYLES["NAG"], **every})[0],
            "restarted": left.plot([], [], label="NAG, restarted", **{**plots.STYLES["NAG"], **dashed})[0],
        }
        self.betas = {
            "without": right.plot([], [], **{**plots.STYLES["NAG"], **every})[0],
            "restarted": right.plot([], [], **{**plots.STYLES["NAG"], **dashed})[0],
        }
        legend = left.legend(loc="lower left", framealpha=0.9, edgecolor="none")
        legend.set_zorder(10)
        return [*self.lines.values(), *self.betas.values(), legend]

    def move(self, kappa, schedule, test):
        curvatures = np.logspace(-np.log10(kappa), 0, 12)
        bowl = objectives.quadratic(curvatures)
        beta, t = SCHEDULES[schedule](kappa), np.arange(1, UPDATES + 1)
        restarting = schedules.RestartingNAG(test, bowl.value)
        losses = {
            "gradient descent": bowl.value((1 - curvatures) ** np.arange(UPDATES + 1)[:, None]),
            "without": descend(nesterov_step, bowl, alpha=1.0, beta=beta, steps=UPDATES).loss,
            "restarted": descend(restarting, bowl, alpha=1.0, steps=UPDATES).loss,
        }
        for name, loss in losses.items():
            self.lines[name].set_data(np.arange(UPDATES + 1), np.maximum(loss, 1e-18))
        begun = np.array([1, *(1 + np.array(restarting.restarts, dtype=int))])
        k = t - begun[np.searchsorted(begun, t, side="right") - 1]
        self.betas["restarted"].set_data(t, np.maximum(k - 1, 0) / (k + 2))
        self.betas["without"].set_data(t, [beta(u) if callable(beta) else beta for u in t])
        first = f", first after update {restarting.restarts[0]}" if restarting.restarts else ""
        return (f"κ = {kappa:.3g}, updates until the loss stays below {GOAL:g}:\n"
                f"gradient descent {_settled(losses['gradient descent'])}; NAG with {schedule} "
                f"{_settled(losses['without'])}; NAG restarted {_settled(losses['restarted'])}.\n"
                f"It restarted {len(restarting.restarts)} times{first}.")


def _settled(loss):
    settled = settling_step(loss, GOAL)
    return str(settled) if settled >= 0 else f"more than {UPDATES}"
