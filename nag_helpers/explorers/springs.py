"""A chain of beads between springs, one end of which is pulled: two methods carry the pull along it, side by side."""

import functools

import numpy as np

from nag_helpers import objectives, plots, theory
from nag_helpers.explorers import controls, scene, stage
from nag_helpers.explorers.handles import Handle
from nag_helpers.explorers.presets import Preset
from nag_helpers.explorers.words import updates_made
from nag_helpers.optimizers import RULES, descend

BEADS = (10, 20, 40, 80)
UPDATES = 240
MOVED = 0.01  # a bead that has come so far has heard of the pull


def beta_for(n):
    """Return the momentum that suits NAG with α = 1/L on a chain of n beads: (√κ − 1)/(√κ + 1)."""
    chain = objectives.springs(n)
    return theory.best_momentum("NAG", chain.mu, chain.L).beta


#: What runs on the right -> its rule, and its momentum on a chain of n beads.
RIGHT = {
    "NAG": ("NAG", beta_for),
    "momentum with the same β": ("momentum", beta_for),
    "NAG with the β of ten beads": ("NAG", lambda n: beta_for(10)),
    "NAG, not told the length": ("NAG", lambda n: lambda t: (t - 1) / (t + 2)),  # k/(k + 3), k updates having been made
}


@functools.cache
def places(n, method):
    """Return where the beads of a chain are after every update of one of `RIGHT`, or of gradient descent; α is 1/L.

    Parameters
    ----------
    n : int
    method : str

    Returns
    -------
    array, shape (UPDATES + 1, n)
    """
    rule, beta = RIGHT.get(method, (method, lambda n: 0.0))
    chain = objectives.springs(n)
    run = descend(RULES[rule], chain, alpha=1 / chain.L, beta=beta(n), steps=UPDATES).theta
    run.flags.writeable = False
    return run


class SpringsExplorer(stage.Explorer):
    """Pull the near end of a chain and watch who hears of it: gradient descent at the left, another method at the right.

    Parameters
    ----------
    preset : str, optional
        Where to begin.
    presets : bool
        Whether to offer the settings with a name: what they show is asked later in notebook 6.
    """

    question = (
        "Press Play: somebody has pulled the near end up by 1 and holds it. How does the pull get to the far end?"
    )
    size, middle_size, narrow_size = (9, 5), (6, 3.9), (3.6, 5.4)
    redraw_on = ("n", "method")
    controls_first = True
    presets = (
        Preset(
            "twice the beads",
            "With eighty beads the pull needs about twice as long to the far end, at the right.",
            {"n": 80, "method": "NAG", "updates": 191},
        ),
        Preset(
            "without the look-ahead",
            "Momentum carries the pull as well, and is a little ahead: it is the memory that does it.",
            {"n": 40, "method": "momentum with the same β", "updates": 86},
        ),
        Preset(
            "the β of ten beads",
            "With the β that suits ten beads the pull seeps along eighty: the right is heat as well, only quicker.",
            {"n": 80, "method": "NAG with the β of ten beads", "updates": 240},
        ),
    )

    def __init__(self, preset=None, presets=True):
        if not presets:
            self.presets = ()
        super().__init__(preset)

    def make_controls(self):
        updates = controls.whole_slider("Updates", 48, 0, UPDATES)
        return {
            "updates": updates,
            "play": controls.play(updates, interval=60),
            "n": controls.choice("Beads n", BEADS, 40),
            "method": controls.choice("At the right", list(RIGHT)),
        }

    def draw(self, figure, n, method):
        high = figure.get_figheight() > figure.get_figwidth()
        rooms = [["left"], ["right"], ["reach"]] if high else [["left", "right"], ["reach", "reach"]]
        axes = {
            name: plots.tidy(ax)
            for name, ax in figure.subplot_mosaic(rooms, height_ratios=(5,) * (len(rooms) - 1) + (4,)).items()
        }
        self.films = {"gradient descent": places(n, "gradient descent"), RIGHT[method][0]: places(n, method)}
        titles = "Gradient descent", method[0].upper() + method[1:]
        self.beads, self.reached = {}, {}
        for (name, run), ax, title in zip(self.films.items(), (axes["left"], axes["right"]), titles, strict=True):
            style = plots.STYLES[name]
            ax.plot(0, 1, "s", color=plots.INK, markersize=8, clip_on=False, zorder=5)
            ax.set(
                xlim=(-0.03 * n, n + 1),
                ylim=(-0.05, 1.25),
                title=title,
                xlabel="" if high else "bead",
                yticks=(0, 0.5, 1),
            )
            (self.beads[name],) = ax.plot(
                [], [], "o-", color=style["color"], markersize=max(2.5, min(7, 160 / n)), linewidth=1, label="_beads"
            )
            heard = np.where(run > MOVED, np.arange(1, n + 1), 0).max(axis=1)
            self.reached[name] = np.maximum.accumulate(heard)
        axes["left"].set_ylabel("how far it has come")
        axes["reach"].set(
            xlim=(0, UPDATES),
            ylim=(0, n * 1.06),
            xlabel="updates",
            ylabel="farthest bead up by 1 %" if figure.get_figheight() > 4.5 and not high else "farthest bead",
        )
        self.reach = axes["reach"]
        self.lines = {name: self.reach.plot([], [], label=name, **plots.LINES[name])[0] for name in self.films}
        self.curtain = scene.Curtain(self.reach)
        return [*self.curtain.artists, *self.beads.values(), *self.lines.values()]

    def handles(self):
        return [Handle("Updates", self.reach, x="updates")]

    def ghosts(self):
        return []

    def named(self):
        return list(self.lines.values())

    def move(self, updates, n, method):
        self.curtain.draw_back(updates)
        said = [f"After {updates_made(updates)}, on a chain of {n} beads:"]
        for name, run in self.films.items():
            now = run[updates]
            self.beads[name].set_data(np.arange(n + 1), np.append(1, now))
            self.lines[name].set_data(np.arange(updates + 1), self.reached[name][: updates + 1])
            half = int(np.where(now >= 0.5, np.arange(1, n + 1), 0).max())
            said.append(
                f"{name}: the pull has reached {_bead(self.reached[name][updates])}, and half of it {_bead(half)}; "
                f"the last bead {_came(float(now[-1]))}."
            )
        return "\n".join(said)


def _bead(number):
    return f"bead {number}" if number else "no bead"


def _came(height):
    return (
        "has not moved" if height == 0 else f"has come {height:.3f}" if height >= 0.0005 else "has come less than 0.001"
    )
