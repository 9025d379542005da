"""What one slope says about a loss that cannot be seen: a tangent below it and a parabola above it."""

import numpy as np

from nag_helpers import plots
from nag_helpers.explorers import controls, stage
from nag_helpers.explorers.handles import Handle
from nag_helpers.explorers.presets import Preset
from nag_helpers.explorers.words import short, signed

X = np.linspace(-3.2, 3.2, 400)
TANGENT = "#7a3b00"
DASHED = (0, (5, 3))


def loss(x):
    return np.log(np.cosh(x))  # its slope is tanh, and its curvature at most 1


class BoundsExplorer(stage.Explorer):
    """Ask for the slope at a place y: how far is the loss certain to fall, and how far at most?"""

    question = "Drag y. How far is the loss certain to fall in a plain step, and how far is there to fall at most?"
    size, middle_size, narrow_size = (9, 4.4), (6, 4), (3.6, 4.4)
    presets = (
        Preset(
            "beside the minimum",
            "Here the loss is nearly the parabola, and a plain step takes nearly all of the fall that there is.",
            {"y": 0.4, "L": 1.0},
        ),
        Preset(
            "far out",
            "Here the loss is nearly straight. What is certain is less than a quarter of the gap.",
            {"y": 3.0, "L": 1.0},
        ),
        Preset(
            "L too small",
            "The parabola cuts through the loss, and what it says of the step is false.",
            {"y": 0.8, "L": 0.5},
        ),
    )

    def make_controls(self):
        return {
            "y": controls.slider("Place y", 1.7, -3, 3, 0.05),
            "L": controls.slider("Curvature L of the parabola", 1.0, 0.4, 3, 0.1),
        }

    def draw(self, figure):
        self.ax = plots.tidy(figure.subplots())
        (self.curve,) = self.ax.plot(X, loss(X), color=plots.INK, linewidth=2.4, label="the loss")
        self.ax.plot(0, 0, "+", color=plots.INK, markersize=13, markeredgewidth=2.4)
        blue = plots.STYLES["NAG"]["color"]
        (self.parabola,) = self.ax.plot([], [], color=blue, linewidth=1.8, label="parabola")
        (self.tangent,) = self.ax.plot([], [], color=TANGENT, linewidth=1.8, linestyle=DASHED, label="tangent")
        (self.level,) = self.ax.plot([], [], color=plots.EDGE, linewidth=1, linestyle=DASHED, label="_level")
        (self.certain,) = self.ax.plot([], [], "_-", color=blue, linewidth=3, markersize=12, label="_certain")
        (self.most,) = self.ax.plot([], [], "_-", color=TANGENT, linewidth=3, markersize=12, label="_most")
        (self.at,) = self.ax.plot([], [], "o", color=plots.INK, markersize=9, label="y")
        self.ax.set_title("Short bar: certain. Long bar: at most")
        self.ax.set(xlim=(-3.2, 3.2), ylim=(-1.1, 3.3), yticks=[], ylabel="loss", xlabel="")
        self.ax.set_xticks([0], ["θ*"])
        return [self.parabola, self.tangent, self.level, self.certain, self.most, self.at]

    def handles(self):
        return [Handle("Place y", self.ax, x="y", at=lambda: float(loss(self.values["y"])))]

    def named(self):
        return [self.curve, self.parabola, self.tangent]

    def labelled(self):
        return [self.at]

    def move(self, y, L):
        height, slope = loss(y), np.tanh(y)
        after, falls = y - slope / L, {"certain": slope**2 / (2 * L), "at most": slope * y}
        self.tangent.set_data(X, height + slope * (X - y))
        self.parabola.set_data(X, height + slope * (X - y) + L / 2 * (X - y) ** 2)
        self.level.set_data([min(0, after, y), max(0, after, y)], [height, height])
        self.certain.set_data([after, after], [height - falls["certain"], height])
        self.most.set_data([0, 0], [height - falls["at most"], height])
        self.at.set_data([y], [height])
        fallen = height - loss(after)
        verdict = (
            f"In a plain step the loss is certain to fall by {short(falls['certain'])}; it falls by {short(fallen)}."
            if fallen >= falls["certain"] - 1e-12
            else f"By the parabola it should fall by {short(falls['certain'])} in a plain step, and it falls by {short(fallen)}: "
            "this L is smaller than the loss's curvature."
        )
        return (
            f"At y = {signed(y, 2)} the slope is {signed(slope, 2)}. {verdict}\n"
            f"The gap is {short(height)}, and by the tangent {short(falls['at most'])} at most."
        )
