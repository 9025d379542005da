"""The game of the zeros: a method is a curve through 1, and its zeros can be dragged."""

import numpy as np

from nag_helpers import plots, theory
from nag_helpers.explorers import controls, stage
from nag_helpers.explorers.handles import Handle
from nag_helpers.explorers.presets import Preset
from nag_helpers.explorers.words import short

MU, L = 1.0, 16.0
MOST = 4  # gradients
CURVATURES = np.linspace(MU, L, 1501)
END = L + 0.6  # of the axis: no zero can be set beyond it
WHOLE = np.linspace(0, END, 700)


class ZerosExplorer(stage.Explorer):
    """Place the zeros of a method's curve so that its largest value between μ and L is as small as you can make it."""

    question = "Every curve begins at 1. Drag the zeros: how narrow can you make the band between μ = 1 and L = 16?"
    size, middle_size, narrow_size = (9, 4), (6, 4), (3.6, 4.4)
    redraw_on = ("k",)
    presets = (
        Preset(
            "all in the middle",
            "That is gradient descent at its best: nearly nothing is left in the middle, and the two ends decide.",
            {"k": 4, "z1": 8.5, "z2": 8.5, "z3": 8.5, "z4": 8.5},
        ),
        Preset(
            "evenly spread",
            "The middle is as flat as a pond, and a hill is left at each end.",
            {"k": 4, "z1": 2.88, "z2": 6.62, "z3": 10.38, "z4": 14.12},
        ),
    )

    def make_controls(self):
        return {
            "k": controls.choice("Gradients k", (1, 2, 3, 4), MOST),
            **{
                f"z{i + 1}": controls.slider(f"Zero {i + 1}", at, 0.5, END, 0.01)
                for i, at in enumerate((2.5, 6, 10, 14))
            },
            "ask": controls.button("Ask Chebyshev", self._ask),
        }

    def _ask(self):
        k = self.values["k"]
        self.set(**{f"z{i + 1}": float(zero) for i, zero in enumerate(theory.chebyshev_zeros(k, MU, L))})

    def follow(self, changed, values):
        if changed != "k":
            return {}
        k = values["k"]
        return {f"z{i + 1}": round(MU + (i + 0.5) * (L - MU) / k, 2) for i in range(k)}  # evenly spread

    def draw(self, figure, k):
        self.ax = plots.tidy(figure.subplots())
        descent = ((L - MU) / (L + MU)) ** k
        self.ax.axhline(0, color=plots.EDGE, linewidth=0.8)
        for height in (-descent, descent):
            self.ax.plot(
                [MU, L], [height, height], color=plots.STYLES["gradient descent"]["color"], linestyle=(0, (4, 3))
            )
        self.ax.text(
            (L + MU) / 2, descent + 0.02, "gradient descent's band", ha="center", va="bottom", color=plots.QUIET
        )
        for x in (MU, L):
            self.ax.axvline(x, color=plots.EDGE, linewidth=0.8, linestyle=(0, (2, 3)))
        self.ax.plot(0, 1, "o", color=plots.INK, markersize=8, clip_on=False, zorder=5)
        self.ax.set(xlim=(0, END), ylim=(-1.1, 1.15), xlabel="curvature λ", ylabel="what is left of the error")
        self.ax.set_xticks([MU, 4, 8, 12, L], ["μ = 1", "4", "8", "12", "L = 16"])
        self.band = self.ax.fill_between([MU, L], -1, 1, color=plots.STYLES["NAG"]["color"], alpha=0.13, linewidth=0)
        (self.curve,) = self.ax.plot([], [], color=plots.STYLES["NAG"]["color"], linewidth=2.2, label="_yours")
        (self.humps,) = self.ax.plot([], [], "D", color=plots.INK, markersize=7, label="_touches")
        for i in range(MOST):
            self.controls[f"z{i + 1}"].layout.display = None if i < k else "none"
        return [self.band, self.curve, self.humps]

    def handles(self):
        return [Handle(f"Zero {i + 1}", self.ax, x=f"z{i + 1}", at=0) for i in range(self.values["k"])]

    def ghosts(self):
        return [self.curve]

    def move(self, k, **zeros):
        chosen = [zeros[f"z{i + 1}"] for i in range(k)]
        factors = theory.error_factor(chosen, CURVATURES)
        worst, at = float(np.abs(factors).max()), theory.equal_humps(factors)
        self.curve.set_data(WHOLE, np.clip(theory.error_factor(chosen, WHOLE), -3, 3))
        self.humps.set_data(CURVATURES[at], factors[at])
        corners = [(MU, -worst), (L, -worst), (L, worst), (MU, worst)]
        self.band.set_verts([np.clip(corners, -20, 20)])
        descent = ((L - MU) / (L + MU)) ** k
        verdict = (
            "wider than" if worst > descent + 1e-9 else "as wide as" if worst > descent - 1e-9 else "narrower than"
        )
        where = ", ".join(short(CURVATURES[each]) for each in at)
        return (
            f"After {k} gradient{'s' * (k > 1)}, at worst {worst:.4f} of the error is left, at λ = {where}.\n"
            f"Your band is {verdict} gradient descent's, {descent:.4f}. Its edges are touched "
            f"{len(at)} time{'s' * (len(at) != 1)}."
        )
