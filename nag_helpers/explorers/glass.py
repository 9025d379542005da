"""The proof of notebook 7 as a film: a magnifying glass over a walker, through which its nearer goal is the minimum."""

import os
from fractions import Fraction

import numpy as np

from nag_helpers import look, objectives, plots
from nag_helpers.explorers import controls, stage
from nag_helpers.explorers.handles import Handle
from nag_helpers.explorers.presets import Preset
from nag_helpers.explorers.words import short

UPDATES = 6
FULL = 20  # steps of the glass, from 1 to t
BOWL = objectives.quadratic((1, 6), start=(-3.6, 2.0))
ALPHA = 1 / 12  # half of 1/L: with that the steep direction is done in one update, and all lies on one line
BOLD = "#7a3b00"
APART = 1.5  # times: until then z and z⁺ lie so near y and x⁺ that their names would crowd
DASHED = (0, (5, 3))
ROUND = np.linspace(0, 2 * np.pi, 73)
RIM = 0.15 * np.stack([np.cos(ROUND), np.sin(ROUND)], axis=-1)  # of the glass, as long as it enlarges nothing


def walked():
    """Return for each update t, and the places x, y and x⁺ of the walker, its goal p, and z and z⁺ as the glass shows them."""
    x = z = BOWL.start
    rows = []
    for k in range(UPDATES):
        t = 1 + k / 2
        y = x + (z - x) / t
        x_new = y - ALPHA * BOWL.gradient(y)
        row = {"t": t, "x": x, "y": y, "x⁺": x_new, "p": x * (1 - 1 / t), "z": z, "z⁺": x + t * (x_new - x)}
        rows.append(row)
        x, z = row["x⁺"], row["z⁺"]
    return rows


class GlassExplorer(stage.Explorer):
    """Turn up a magnifying glass over x: what it shows of an update with a nearer goal is an update with the minimum as goal."""

    question = "Press Play: a glass over x is turned up from 1 to t. Where does it show p? Then press “the fourth”: where does it show y there?"
    size, middle_size, narrow_size = (8, 4.7), (6, 3.7), (3.6, 2.5)
    redraw_on = ("update",)
    controls_first = True
    presets = (
        Preset(
            "the third",
            "Seen twice as far from x, the goal half way to the minimum is the minimum.",
            {"update": 3, "glass": FULL},
        ),
        Preset(
            "the fourth",
            "It begins where the third left off: z stands in the ring where z⁺ stood before.",
            {"update": 4, "glass": FULL},
        ),
    )

    def make_controls(self):
        glass = controls.whole_slider("Glass", FULL if os.environ.get(look.PROJECTED) == "pages" else 0, 0, FULL)
        return {
            "glass": glass,
            "play": controls.play(glass, interval=90),
            "update": controls.whole_slider("Update", 3, 2, UPDATES),
        }

    def draw(self, figure, update):
        narrow = figure.get_figwidth() < 4
        self.ax, self.ruler = figure.subplots(2, height_ratios=(6, 1))
        plots.surface(self.ax, BOWL, lit=False)
        across, up = ((-3.5, 0.4), (-0.6, 1.3)) if update > 2 else ((-3.9, 0.6), (-0.55, 2.2))  # soon without the start
        self.ax.set(xlim=across, ylim=up, aspect="equal", xlabel="", ylabel="", xticks=[], yticks=[])
        rows = walked()
        self.row = rows[update - 1]
        self.ax.set_title(f"Update {update}: t = {self.row['t']:g}")
        blue = plots.STYLES["NAG"]["color"]
        before = np.array([row["x"] for row in rows[:update]])
        self.ax.plot(*before.T, "o-", color=blue, markersize=5, linewidth=1.2, markeredgecolor=plots.PAPER)
        (self.handed_over,) = self.ax.plot(
            *rows[update - 2]["z⁺"],
            "o",
            color=BOLD,
            markersize=11 if narrow else 14,
            markerfacecolor="none",
            label="before" if narrow else "z⁺ before",
        )
        plots.tidy(self.ruler)
        self.ruler.set(xlim=(0, FULL), ylim=(0, 1), yticks=[], xlabel="", ylabel="")
        self.ruler.spines["left"].set_visible(False)
        self.ruler.fill_between([0, FULL], [0, 0], [0, 1], color=plots.FAINT, linewidth=0)
        self.ruler.set_xticks([0, FULL], ["glass × 1", f"× {self.row['t']:g}"])
        self.lines, self.marks, size = {}, {}, 6 if narrow else 8
        (self.lines["rim"],) = self.ax.plot([], [], color=plots.INK, linewidth=0.9, label="_rim")
        for name, color, dashes in (("large", BOLD, DASHED), ("small", blue, "-"), ("goal", plots.INK, DASHED)):
            (self.lines[name],) = self.ax.plot([], [], color=color, linestyle=dashes, linewidth=1.2, label=f"_{name}")
        for name, color in (("long step", BOLD), ("step", blue)):
            (self.lines[name],) = self.ax.plot([], [], color=color, linewidth=3.2, label=f"_{name}")
        for name, color in (("z", BOLD), ("z⁺", BOLD), ("p", plots.INK), ("x", blue), ("y", blue), ("x⁺", blue)):
            marker = "D" if color == BOLD else "s" if name == "p" else "o"
            (self.marks[name],) = self.ax.plot(
                [], [], marker, color=color, markersize=size, markeredgecolor=plots.PAPER, label=name, zorder=4
            )
        (self.marks["seen"],) = self.ax.plot(
            [], [], "s", color=plots.INK, markersize=size + 1, markerfacecolor="none", label="_p seen", zorder=4
        )
        return [*self.lines.values(), *self.marks.values()]

    def handles(self):
        return [Handle("Glass", self.ruler, x="glass", at=0.5)]

    def ghosts(self):
        return []

    def labelled(self):
        return [self.handed_over, *(mark for name, mark in self.marks.items() if name != "seen")]

    def move(self, update, glass):
        row = self.row
        times = 1 + (row["t"] - 1) * glass / FULL
        shown = {name: row["x"] + times * (row[name] - row["x"]) for name in ("y", "x⁺", "p")}
        for name in ("x", "y", "x⁺", "p"):
            self.marks[name].set_data(*row[name][:, None])
        for name, of in (("z", "y"), ("z⁺", "x⁺"), ("seen", "p")):
            self.marks[name].set_data(*(shown[of][:, None] if glass else np.empty((2, 0))))
        for name in ("z", "z⁺"):
            self.marks[name].set_label(name if times >= APART else f"_{name}")
        self.lines["rim"].set_data(*(row["x"] + times * RIM).T)
        self.lines["small"].set_data(*np.array([row["x"], row["y"], row["x⁺"], row["x"]]).T)
        self.lines["large"].set_data(*np.array([row["x"], shown["y"], shown["x⁺"], row["x"]]).T)
        self.lines["step"].set_data(*np.array([row["y"], row["x⁺"]]).T)
        self.lines["long step"].set_data(*np.array([shown["y"], shown["x⁺"]]).T)
        self.lines["goal"].set_data(*np.array([row["x"], shown["p"]]).T)
        seen = "at the minimum" if glass == FULL else f"{short(float(np.hypot(*shown['p'])))} from the minimum"
        does = f"shows y, x⁺ and p {short(times)} times as far from x" if glass else "enlarges nothing yet"
        return (
            f"Update {update}, t = {row['t']:g}. The glass over x {does}.\n"
            f"The goal p, {Fraction(1 / row['t']).limit_denominator(9)} of the way from x to the minimum, is seen {seen}."
        )
