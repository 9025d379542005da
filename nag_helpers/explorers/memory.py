"""What momentum's step remembers: the weights of past slopes, and what they make of a series of slopes."""

import numpy as np

from nag_helpers import plots
from nag_helpers.explorers import controls, scene, stage
from nag_helpers.explorers.handles import Handle
from nag_helpers.explorers.presets import Preset
from nag_helpers.explorers.words import signed
from nag_helpers.optimizers import momentum_step

UPDATES, PAST = 100, 40
ZIGZAG = "zigzag: +1, −1, +1, …"
LONG_RUN = 300  # the longest memory on the slider has forgotten its first push by then


def _steady_then_flat():
    return np.where(np.arange(1, UPDATES + 1) <= 60, 1.0, 0.0)


def _zigzag():
    return np.where(np.arange(LONG_RUN) % 2 == 0, 1.0, -1.0)


def _noisy():
    """Return slopes with mean 0.3 and standard deviation 1, exactly."""
    noise = np.random.default_rng(2).standard_normal(UPDATES)
    return 0.3 + (noise - noise.mean()) / noise.std()


def _push():
    return np.where(np.arange(UPDATES) == 0, 1.0, 0.0)


#: The slopes met from update 1 on; the limits of the picture that shows the step for them, in pushes of α; how many last updates it shows.
SLOPES = {
    "even slope, then level": (_steady_then_flat(), (-2, 35), UPDATES),
    ZIGZAG: (_zigzag(), (-1.3, 1.3), 20),
    "noise around 0.3": (_noisy(), (-6, 20), UPDATES),
    "one push at update 1": (_push(), (-0.1, 1.3), UPDATES),
}

#: The even part of the slopes, over 1 − β, is where the step tends to, in pushes; 0 where there is none.
EVEN_PART = {"even slope, then level": 1.0, "noise around 0.3": 0.3}


class MemoryExplorer(stage.Explorer):
    """Move β and see how long momentum's step remembers a slope, and what it makes of a series of slopes."""

    question = "What does a step remember?"
    redraw_on = ("slopes",)
    presets = (
        Preset(
            "no memory",
            "Without memory the step is the last slope alone, noise and all.",
            {"slopes": "noise around 0.3", "beta": 0.0},
        ),
        Preset(
            "a long memory",
            "What is even in the slopes adds up; their noise adds up much more slowly.",
            {"slopes": "noise around 0.3", "beta": 0.95},
        ),
        Preset(
            "back and forth",
            "Slopes that change their sign at every update work against each other.",
            {"slopes": ZIGZAG, "beta": 0.97},
        ),
    )

    def make_controls(self):
        return {
            "beta": controls.slider("Momentum β", 0.9, 0, 0.97, 0.01),
            "slopes": controls.choice("Slopes", SLOPES, ZIGZAG),
        }

    def draw(self, figure, slopes):
        given, limits, shown = SLOPES[slopes]
        updates = np.arange(len(given) - shown + 1, len(given) + 1)
        left, right = scene.panels(figure)
        self.weights_ax = left
        left.set(
            xlim=(-0.8, PAST),
            ylim=(0, 1.05),
            xlabel="updates ago",
            ylabel="weight of that slope",
            title="What the step is made of",
        )
        (self.weights,) = left.plot([], [], color=plots.STYLES["momentum"]["color"], linewidth=5, solid_capstyle="butt")
        right.set(
            xlim=(updates[0] - 1, updates[-1]),
            xticks=np.linspace(updates[0] - 1, updates[-1], 5),
            ylim=limits,
            xlabel="updates",
            ylabel="step, in pushes of α",
            title=slopes[:1].upper() + slopes[1:],
        )
        (self.measured,) = right.step(
            updates, given[-shown:], where="mid", color=plots.INK, linewidth=1, label="slope measured"
        )
        (self.steps,) = right.plot([], [], **plots.LINES["momentum"], label="step")
        limit = "½, −½" if slopes.startswith("zigzag") else f"{EVEN_PART.get(slopes, 0):g} / (1 − β)"
        (self.limit,) = right.plot([], [], color=plots.INK, linestyle=(0, (8, 4)), linewidth=1, label=limit)
        return [self.weights, self.limit, self.steps]

    def handles(self):
        return [Handle("Momentum, the weight of the last slope but one", self.weights_ax, y="beta", at=1)]

    def named(self):
        return [self.measured, self.steps, self.limit]

    def move(self, beta, slopes):
        given, _, shown = SLOPES[slopes]
        steps, v = [], 0.0
        for slope in given:
            v = momentum_step(0.0, v, lambda theta, slope=slope: slope, 1.0, beta)[1]
            steps.append(v)
        first, last = len(given) - shown, len(given)
        self.steps.set_data(np.arange(first + 1, last + 1), steps[first:])
        level = EVEN_PART.get(slopes, np.nan) / (1 - beta)
        both_sides = [-0.5, -0.5, np.nan, 0.5, 0.5] if slopes.startswith("zigzag") else [level] * 5
        self.limit.set_data([first, last, np.nan, first, last], both_sides)
        ago = np.arange(PAST)
        bars = np.stack([np.zeros(PAST), beta**ago, np.full(PAST, np.nan)], axis=1)
        self.weights.set_data(np.repeat(ago, 3), bars.ravel())
        return self._said(beta, slopes, np.array(steps))

    def _said(self, beta, slopes, steps):
        if beta == 0:
            memory = "β = 0: the step is the last slope alone, nothing older."
        else:
            memory = (
                f"β = {beta:.2f}: all weights add up to 1/(1 − β) = {1 / (1 - beta):.1f}; a slope counts only half "
                f"after {np.log(0.5) / np.log(beta):.1f} updates."
            )
        if slopes.startswith("even"):
            heard = (
                f"At update 60 the step is {steps[59]:.2f} pushes long, at update 80, on level ground, {steps[79]:.2f}."
            )
        elif slopes.startswith("zigzag"):
            heard = (
                f"Slopes that change their sign cancel: in the long run the step swings by {1 / (1 + beta):.3f} "
                f"pushes to either side."
            )
        elif slopes.startswith("noise"):
            late = steps[40:]
            heard = (
                f"The even part of the slopes, 0.3, grows to 0.3/(1 − β) = {0.3 / (1 - beta):.2f}; their scatter, "
                f"1, grows only to 1/√(1 − β²) = {1 / np.sqrt(1 - beta**2):.2f} in the long run. From update 41 on the step is "
                f"{signed(late.mean(), 2)} on average and scatters by {late.std():.2f}."
            )
        else:
            heard = (
                f"At update 10 the push has shrunk to {signed(steps[9])} of its size, and at update 50 to "
                f"{signed(steps[49])}."
            )
        return f"{memory}\n{heard}"
