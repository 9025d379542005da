"""Rate against condition number: what theory promises, what runs show, and what no method can beat."""

import numpy as np

from nag_helpers import objectives, plots, theory
from nag_helpers.explorers import controls, scene, stage
from nag_helpers.explorers.handles import Handle
from nag_helpers.explorers.presets import Preset
from nag_helpers.explorers.words import short
from nag_helpers.optimizers import RULES, descend

KAPPAS = np.array([2, 4, 8, 16, 32, 64, 125, 250, 500, 1000.0])
UPDATES, LONG = 150, 2500


def _cautious(method, kappa):
    return theory.best_momentum(method, 1 / kappa, 1.0)


def _usual(method, kappa):
    beta = 0.0 if method == "gradient descent" else 0.9
    return theory.Tuning(1 + 0 * kappa, beta + 0 * kappa, theory.rate(method, 1.0, beta, 1 / kappa, 1.0))


#: Each way to choose α and β for a condition number κ; L = 1.
TUNINGS = {
    "each at its best": lambda method, kappa: theory.best_tuning(method, 1 / kappa, 1.0),
    "α = 1/L, each with its best β": _cautious,
    "α = 1/L, β = 0.9": _usual,
}


def measured(method, tuning):
    """Return the updates for one digit seen in long runs, one for each of `KAPPAS`.

    A bowl with curvatures 1/κ and 1 is two modes, and a mode depends on αλ alone: all runs are one batch.
    """
    chosen = tuning(method, KAPPAS)
    steepness = chosen.alpha[:, None] * np.stack([1 / KAPPAS, np.ones_like(KAPPAS)], axis=-1)
    path = descend(RULES[method], objectives.quadratic([1.0]), alpha=steepness, beta=chosen.beta[:, None], steps=LONG)
    error = np.sqrt((path.theta[..., 0] ** 2 + path.v[..., 0] ** 2).sum(axis=-1))
    last = (error > 1e-120).cumprod(axis=0).sum(axis=0) - 1
    each = np.arange(len(KAPPAS))
    return (last - last // 2) / np.log10(error[last // 2, each] / error[last, each])


class RateExplorer(stage.Explorer):
    """Move the condition number and see how many updates one more digit costs, in theory and in a run."""

    question = (
        "How many updates does each method need on an elongated bowl, and how many would the best possible method need?"
    )
    redraw_on = ("tuning",)
    presets = (
        Preset(
            "hardly elongated",
            "Where κ is small there is little to gain: all three need a few updates for a digit.",
            {"kappa": 4.0, "tuning": "each at its best"},
        ),
        Preset(
            "a very long ravine",
            "At κ = 1000 gradient descent needs more than a thousand updates for a digit, and the other two fewer than a hundred.",
            {"kappa": 1000.0, "tuning": "each at its best"},
        ),
        Preset(
            "β = 0.9 for everything",
            "At κ = 1000 a memory of ten updates is too short: momentum and NAG are only some ten times faster than gradient descent.",
            {"kappa": 1000.0, "tuning": "α = 1/L, β = 0.9"},
        ),
    )

    def make_controls(self):
        self.points = {}
        return {
            "kappa": controls.log_slider("Condition number κ", 100, 2, 1000),
            "tuning": controls.choice("Tuning", list(TUNINGS)),
        }

    def draw(self, figure, tuning):
        left, right = scene.panels(figure)
        left.set(
            xscale="log",
            yscale="log",
            xlim=(2, 1000),
            ylim=(1, 3000),
            xlabel="condition number κ",
            ylabel="updates for one digit",
            title="Points: measured in runs",
        )
        plots.loss_axes(right, UPDATES, 1e-8, 1e2)
        right.set(ylabel="distance / starting distance", title="The run at the chosen κ")
        scene.logarithmic(left.xaxis)
        scene.logarithmic(left.yaxis)
        bound = {"color": plots.INK, "linewidth": 1.2, "linestyle": (0, (8, 4)), "label": "lower bound"}
        kappas = np.logspace(np.log10(2), 3, 100)
        self.rates = left.plot(kappas, theory.steps_per_decade(theory.lower_bound_rate(1 / kappas, 1.0)), **bound)
        for name in RULES:
            style = plots.STYLES[name]
            self.rates += left.plot(
                kappas, theory.steps_per_decade(TUNINGS[tuning](name, kappas).rate), label=name, **plots.LINES[name]
            )
            left.plot(
                KAPPAS,
                self._measured(name, tuning),
                linestyle="",
                **{key: style[key] for key in ("color", "marker", "markersize", "zorder")},
            )
        self.left = left
        (self.marker,) = left.plot([], [], color=plots.INK, linewidth=1)
        (self.bound,) = right.plot([], [], **bound)
        self.runs = {name: right.plot([], [], label=name, **plots.LINES[name])[0] for name in RULES}
        return [self.marker, self.bound, *self.runs.values()]

    def handles(self):
        return [Handle("Condition number", self.left, x="kappa")]

    def ghosts(self):
        return [self.bound, *self.runs.values()]

    def _measured(self, name, tuning):
        if (name, tuning) not in self.points:
            self.points[name, tuning] = measured(name, TUNINGS[tuning])
        return self.points[name, tuning]

    def named(self):
        return [*self.rates, *self.runs.values(), self.bound]

    def move(self, kappa, tuning):
        self.marker.set_data([kappa, kappa], [1, 3000])
        bound = theory.lower_bound_rate(1 / kappa, 1.0)
        self.bound.set_data(np.arange(UPDATES + 1), np.maximum(bound ** np.arange(UPDATES + 1), 1e-12))
        bowl = objectives.quadratic((1 / kappa, 1.0))
        lines = [f"κ = {short(kappa)}, {tuning}:"]
        for name, step in RULES.items():
            chosen = TUNINGS[tuning](name, kappa)
            path = descend(step, bowl, alpha=chosen.alpha, beta=chosen.beta, steps=UPDATES)
            shrunk = np.hypot(*path.theta.T) / np.hypot(*bowl.start)
            self.runs[name].set_data(path.t, np.clip(shrunk, 1e-12, 1e6))
            lines.append(
                f"{name}: rate {chosen.rate:.4f}, {theory.steps_per_decade(chosen.rate):.1f} updates for one digit."
            )
        lines.append(f"lower bound: rate {bound:.4f}, {theory.steps_per_decade(bound):.1f} updates for one digit.")
        return "\n".join(lines)
