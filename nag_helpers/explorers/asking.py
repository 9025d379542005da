"""Where to ask: one update across the ravine of notebook 0, with the place where the slope is asked for in the learner's hand."""

import numpy as np
from matplotlib.patches import FancyArrowPatch

from nag_helpers import plots
from nag_helpers.explorers import controls, stage
from nag_helpers.explorers.handles import Handle
from nag_helpers.explorers.presets import Preset
from nag_helpers.explorers.words import short, signed

ALPHA, BETA = 0.009, 0.85
HERE, LAST_STEP = 0.10, 0.90  # across, after the first update of the walk from (1, 1)
COAST_ENDS = HERE - BETA * LAST_STEP
ASKED, COASTING, PUSHING = -5.5, -11, -16.5  # where handle and arrows lie, below the ground
WINDOW, TOP = (-1.15, 0.55), 62


class AskingExplorer(stage.Explorer):
    """Drag the place where the slope is asked for, and see where the ball lands.

    The coast is certain: from 0.10 to −0.665. The push follows it, and comes from the slope at the place that is asked.
    """

    question = "The coast is certain. You may ask for one slope: where?"
    middle_size, narrow_size = (6, 3.5), (3.5, 4)
    presets = (
        Preset(
            "where you stand",
            "The slope here sends the push on, but it is delivered beyond the floor: the ball lands higher than the coast alone.",
            {"ask": HERE, "steepness": 100},
        ),
        Preset(
            "at the floor",
            "The ground at the floor is level, so there is no push: the coast alone decides.",
            {"ask": 0.0, "steepness": 100},
        ),
        Preset(
            "far beyond",
            "That far out the ground is steeper than where the push is delivered: it throws the ball back over the floor.",
            {"ask": -1.1, "steepness": 100},
        ),
    )

    def make_controls(self):
        return {
            "ask": controls.slider("I ask at", HERE, -1.1, 0.5, 0.005, digits=3),
            "steepness": controls.slider("Steepness of the ravine", 100, 20, 200, 5, digits=0),
        }

    def draw(self, figure):
        self._ax = ax = plots.tidy(figure.subplots())
        ax.grid(False)
        ax.set(xlim=WINDOW, ylim=(-21, TOP), xlabel="across the ravine", ylabel="height", yticks=[0, 20, 40, 60])
        ax.axvline(0, color=plots.FAINT, linewidth=1, zorder=0)
        orange, blue = (plots.STYLES[name]["color"] for name in ("momentum", "NAG"))
        self._x = np.linspace(*WINDOW, 300)
        (self._ground,) = ax.plot([], [], color=plots.EDGE, linewidth=2)
        (self._slope,) = ax.plot([], [], color=blue, linewidth=2.4)
        marks = (
            {"color": blue, "markersize": 8},
            {"color": plots.INK, "markersize": 11},
            {"color": orange, "markersize": 11},
        )
        self._asked, self._ball, self._landing = (
            ax.plot([], [], mark, markeredgecolor=plots.PAPER, label=label, **style)[0]
            for mark, label, style in zip("oov", ("asked here", "ball", "lands here"), marks, strict=True)
        )
        coast, self._push = (
            ax.add_patch(
                FancyArrowPatch(
                    (0, 0), (0, 0), arrowstyle="-|>", mutation_scale=16, shrinkA=0, shrinkB=0, lw=2.4, color=each
                )
            )
            for each in (plots.INK, orange)
        )
        coast.set_positions((HERE, COASTING), (COAST_ENDS, COASTING))
        ax.text(
            HERE + 0.02, COASTING, "coast", ha="left", va="center", weight=600
        )  # where no handle comes to lie on it
        above = {"xytext": (0, 10), "textcoords": "offset points", "ha": "center", "va": "bottom"}
        ax.annotate("ball", (HERE, 0), weight=600, **above)
        self._named_push = ax.text(0, PUSHING, "push", ha="left", va="center", color=orange, weight=600)
        return [self._ground, coast, self._push, self._named_push, self._slope, self._asked, self._ball, self._landing]

    def handles(self):
        return [Handle("Place where I ask", self._ax, x="ask", at=ASKED)]

    def labelled(self):
        return [self._landing]

    def move(self, ask, steepness):
        def height(across):
            return steepness / 2 * across**2

        slope = steepness * ask
        lands = COAST_ENDS - ALPHA * slope
        around = np.array([ask - 0.12, ask + 0.12])
        seen = float(np.clip(lands, WINDOW[0] + 0.02, WINDOW[1] - 0.02))
        self._ground.set_data(self._x, height(self._x))
        self._slope.set_data(around, height(ask) + slope * (around - ask))
        self._asked.set_data([ask], [min(height(ask), TOP)])
        self._ball.set_data([HERE], [height(HERE)])
        self._landing.set_data([seen], [min(height(seen), TOP - 2)])
        self._push.set_positions((COAST_ENDS, PUSHING), (lands, PUSHING))
        self._named_push.set_x(max(COAST_ENDS, lands) + 0.02)
        way = "on, away from the floor" if slope > 0 else "back, towards the floor" if slope < 0 else "nowhere"
        return (
            f"Asked at {signed(ask)}, the ground says {short(slope)}, so the push of {short(abs(ALPHA * slope))} goes {way}. "
            f"It is delivered where the coast ends, at {signed(COAST_ENDS)}, and the ball lands at {signed(lands)}."
        )
