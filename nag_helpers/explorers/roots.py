"""The two roots of a mode, and the error that they cause, for momentum and NAG."""

import numpy as np

from nag_helpers import checks, plots, theory
from nag_helpers.explorers import controls, modes, stage
from nag_helpers.explorers.handles import Handle
from nag_helpers.explorers.presets import Preset
from nag_helpers.explorers.words import short, signed
from nag_helpers.optimizers import WITH_MOMENTUM

LARGEST_STEEPNESS, UPDATES = 4.2, 60
SEEN = 1.6  # so large an error is drawn
ANGLE = np.linspace(0, 2 * np.pi, 200)


class RootsExplorer(stage.Explorer):
    """Choose αλ and β: on the left the roots z, on the right the plane of settings, below what a run does.

    Parameters
    ----------
    preset : str, optional
    methods : sequence of str
        Whose roots, limits and runs are shown: "momentum", "NAG" or both.
    """

    question = "Where do the two roots of a mode lie, and how does the error depend on where they lie?"
    size, middle_size, narrow_size = (9, 5.5), (6, 3.9), (3.6, 6.8)
    presets = (
        Preset(
            "roots that meet",
            "Momentum's roots meet: with a little more β they are complex, and the run swings.",
            {"steepness": 0.25, "beta": 0.25},
        ),
        Preset(
            "a long swing",
            "Momentum's roots are complex, both of size √β: β alone decides how fast the swing dies.",
            {"steepness": 0.1, "beta": 0.9},
        ),
        Preset(
            "a root outside",
            "One of NAG's roots lies outside, and its error grows; momentum's lie inside.",
            {"steepness": 1.6, "beta": 0.9},
        ),
    )

    def __init__(self, preset=None, methods=tuple(WITH_MOMENTUM)):
        self.methods = [checks.one_of("a method", name, tuple(WITH_MOMENTUM)) for name in methods]
        self.presets = tuple(each for each in self.presets if "NAG" in self.methods or "NAG" not in each.sentence)
        super().__init__(preset)

    def make_controls(self):
        return {
            "steepness": controls.slider("Steepness αλ", 0.1, 0.001, LARGEST_STEEPNESS, 0.001, digits=3),
            "beta": controls.slider("Momentum β", 0.9, 0, 0.99, 0.01),
            "meet": controls.button("Where momentum's roots meet", self._meet),
        }

    def _meet(self):
        """Set β to where momentum's two roots meet at this αλ; beyond αλ = 4 one of them lies outside for every β."""
        self.set(beta=min((1 - np.sqrt(self.values["steepness"])) ** 2, 0.99))

    def draw(self, figure):
        narrow = figure.get_figheight() > figure.get_figwidth()
        rooms = [["plane"], ["settings"], ["run"]] if narrow else [["plane", "settings"], ["run", "run"]]
        axes = {name: plots.tidy(ax) for name, ax in figure.subplot_mosaic(rooms).items()}
        self._draw_plane(axes["plane"])
        self._draw_settings(axes["settings"])
        self.settings = axes["settings"]
        axes["run"].set(
            xlim=(0, UPDATES),
            ylim=(-SEEN, SEEN),
            xlabel="updates",
            ylabel="error, from 1",
            title="What a run from rest does",
        )
        axes["run"].axhline(0, color=plots.INK, linewidth=0.8)
        self.runs = {name: axes["run"].plot([], [], label=name, **plots.DOTS[name])[0] for name in self.methods}
        return [self.ring, *self.roots.values(), self.here, *self.runs.values()]

    def _draw_plane(self, ax):
        ax.plot(np.cos(ANGLE), np.sin(ANGLE), color=plots.INK, linewidth=1)
        ax.text(0.85, -0.95, "|z| = 1", color=plots.INK)
        (self.ring,) = ax.plot([], [], color=plots.STYLES["momentum"]["color"], linestyle=(0, (4, 3)), linewidth=1)
        ax.set(
            xlim=(-2.2, 2.2),
            ylim=(-1.2, 1.2),
            xlabel="real part of z",
            ylabel="imaginary part",
            title="The roots",
            aspect="equal",
            anchor="N",
        )
        self.roots = {
            name: ax.plot([], [], **{**plots.STYLES[name], "linestyle": "", "markersize": size, "markevery": 1})[0]
            for name, size in (("momentum", 11), ("NAG", 7))
            if name in self.methods
        }

    def _draw_settings(self, ax):
        beta = np.linspace(0, 1, 200)
        limits = {"momentum": 2 * (1 + beta), "NAG": (2 + 2 * beta) / (1 + 2 * beta)}
        ax.fill_betweenx(
            beta,
            (1 - np.sqrt(beta)) ** 2,
            (1 + np.sqrt(beta)) ** 2,
            color=plots.STYLES["momentum"]["color"],
            alpha=0.15,
            linewidth=0,
        )
        self.limits = [
            ax.plot(limits[name], beta, color=plots.STYLES[name]["color"], label=name)[0]
            for name in limits
            if name == "momentum" or name in self.methods
        ]
        ax.text(0.95, 0.3, "complex\nroots", ha="center", va="center", color=plots.INK, fontsize=9)
        ax.set(
            xlim=(0, LARGEST_STEEPNESS),
            ylim=(0, 1),
            xlabel="steepness αλ",
            ylabel="momentum β",
            title="Limits of stability",
        )
        (self.here,) = ax.plot([], [], "o", color=plots.INK, markersize=8)

    def handles(self):
        return [Handle("Setting", self.settings, x="steepness", y="beta")]

    def ghosts(self):
        return list(self.runs.values())

    def named(self):
        return [*self.limits, *self.runs.values()]

    def move(self, steepness, beta):
        self.here.set_data([steepness], [beta])
        self.ring.set_data(*(np.sqrt(beta) * np.array([np.cos(ANGLE), np.sin(ANGLE)])))
        said = [f"αλ = {short(steepness)}, β = {beta:.2f}."]
        for name in self.methods:
            z = theory.roots(name, steepness, beta, 1.0)
            self.roots[name].set_data(np.clip(z.real, -2.15, 2.15), np.clip(z.imag, -1.15, 1.15))
            run = modes.positions(WITH_MOMENTUM[name], float(steepness), float(beta), 1.0, UPDATES)
            gone = np.flatnonzero(np.abs(run) > SEEN)
            if abs(z[0]) > 1 and len(
                gone
            ):  # beyond where it leaves the picture there would be nothing but upright lines
                run = run[: gone[0] + 1]
            self.runs[name].set_data(np.arange(len(run)), np.clip(run, -9, 9))
            said.append(f"{name}: {self._said(z)}")
        return "\n".join(said)

    def _said(self, z):
        larger = abs(z[0])
        pair = (
            "a complex pair, both |z|"
            if abs(z[0].imag) > 1e-9
            else f"{signed(z[0].real)} and {signed(z[1].real)}, the larger |z|"
        )
        if larger > 1 + 1e-12:
            return f"{pair} = {larger:.3f}: the error grows."
        if larger < 1e-6:
            return f"{pair} = 0: the error is gone after one update."
        if larger > 1 - 1e-12:
            return f"{pair} = 1: the error neither shrinks nor grows."
        return f"{pair} = {larger:.3f}: in {short(theory.steps_per_decade(larger))} updates the error becomes ten times smaller."
