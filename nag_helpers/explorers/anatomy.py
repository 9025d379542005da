"""One step of momentum and one of NAG from the same place, taken apart into arrows."""

import numpy as np
from matplotlib.patches import FancyArrowPatch

from nag_helpers import look, objectives, plots
from nag_helpers.explorers import controls, scene, stage
from nag_helpers.explorers.handles import Handle
from nag_helpers.explorers.presets import Preset
from nag_helpers.explorers.words import point, short, updates_made
from nag_helpers.optimizers import RULES, descend

UPDATES = 30
EDGE = 1.2  # the close-up goes from -EDGE to EDGE, in its own units
SIDE = 1.5  # and across from -SIDE to SIDE: beside the outermost points there is room for their names
ROOMY = 3  # θ is in the close-up unless that would make it so many times larger
CURVATURES = np.array([1.0, 8.0])
FOLLOWED = {name: RULES[name] for name in ("NAG", "momentum")}
CORNERS = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)]) * (SIDE, EDGE)
CLOSE = 0.1  # how near a placed point counts, in the close-up's own units: about a mark's width


class AnatomyExplorer(stage.Explorer):
    """Walk along a run and see one step taken apart; or place the next point first and then compare.

    On the left the run so far on a bowl with curvatures 1 and 8; on the right a close-up of the next step: the velocity,
    the look-ahead point, the gradients (where momentum measures, and where NAG does) and both next points. The white
    curves are the levels through the two points at which a gradient is measured.
    """

    question = "From the same place with the same velocity: where does each method go next, and why?"
    size, middle_size, narrow_size = (9, 4.5), (6, 3.5), (3.6, 7)
    names_seek = True
    presets = (
        Preset(
            "from rest",
            "Without velocity the look-ahead is θ itself, and both methods make the same step.",
            {"update": 0, "place": False},
        ),
        Preset(
            "a long coast",
            "The coast is long, and the slope at its end is another one than at θ: the two part widely.",
            {"update": 3, "follow": "NAG", "alpha": 0.12, "beta": 0.9, "place": False},
        ),
        Preset(
            "hardly any memory",
            "The coast is short: both ask at nearly the same place, and get nearly the same answer.",
            {"update": 3, "follow": "NAG", "alpha": 0.06, "beta": 0.1, "place": False},
        ),
    )

    def make_controls(self):
        self.bowl = objectives.quadratic(CURVATURES, start=(-1.7, 0.9))
        update = controls.whole_slider("Updates made", 1, 0, UPDATES)
        return {
            "update": update,
            "play": controls.play(update, interval=800),
            "back": controls.button("One step back", lambda: self._walk(-1)),
            "forward": controls.button("One step forward", lambda: self._walk(1)),
            "follow": controls.choice("Along the run of", list(FOLLOWED)),
            "alpha": controls.slider("Learning rate α", 0.06, 0.005, 0.2, 0.005, digits=3),
            "beta": controls.slider("Momentum β", 0.9, 0, 0.95, 0.01),
            "right": controls.slider("My point, right", -1.1, -SIDE, SIDE, 0.02),
            "up": controls.slider("My point, up", -1.1, -EDGE, EDGE, 0.02),
            "reveal": controls.switch("Reveal the step"),
            "place": controls.switch("I place NAG's next point first"),
        }

    def _walk(self, by):
        self.pause()
        self.set(update=min(max(self.values["update"] + by, 0), UPDATES))

    def follow(self, changed, values):
        """Cover the step again when it is another one; moving one's own point is a wish to place it."""
        if changed in ("right", "up"):
            return {"place": True}
        if changed == "reveal":
            return {"place": True} if values["reveal"] else {}
        return {} if changed == "place" and values["place"] else {"reveal": False}

    def draw(self, figure):
        left, right = scene.panels(figure, width_ratios=[1, 1.4])
        self.close_up = right
        plots.surface(left, self.bowl)
        (self.frame,) = left.plot([], [], color=plots.INK, linewidth=1.2)
        left.set_title("The run so far")
        (self.past,) = left.plot([], [], ".-", color=plots.INK, linewidth=0.9, markersize=6)
        (self.here,) = left.plot([], [], "o", color=plots.INK, markersize=9)
        right.set(
            xlim=(-SIDE, SIDE),
            ylim=(-EDGE, EDGE),
            xticks=[],
            yticks=[],
            aspect="equal",
            title="Close-up of the next step",
        )
        right.set_facecolor(look.LAND(0.35))  # the same land, too near for its shades
        self.levels = [right.plot([], [], color=plots.PAPER, linewidth=1.4)[0] for _ in range(2)]
        self._draw_arrows_and_marks(right)
        return [
            self.past,
            self.here,
            self.frame,
            *self.levels,
            *self.shafts.values(),
            *self.arrows.values(),
            *self.marks.values(),
        ]

    def handles(self):
        return [Handle("My point", self.close_up, x="right", y="up")]

    def ghosts(self):
        return [self.past]  # a ghost in the close-up would be one of another frame

    def labelled(self):
        named = [shaft for name, shaft in self.shafts.items() if name != "carried"]  # it ends at momentum's name
        return [*self.marks.values(), *named]

    def _draw_arrows_and_marks(self, ax):
        orange, blue = (plots.STYLES[name]["color"] for name in ("momentum", "NAG"))
        self.arrows, self.shafts = {}, {}
        for name, color, dashes, label in (
            ("velocity", plots.INK, "-", "−βv"),
            ("here", orange, "-", "−α∇J(θ)"),
            ("carried", orange, (0, (3, 2)), "_the same push"),
            ("there", blue, "-", "−α∇J(θ − βv)"),
        ):
            self.arrows[name] = ax.add_patch(
                FancyArrowPatch(
                    (0, 0),
                    (0, 0),
                    arrowstyle="-|>",
                    mutation_scale=16,
                    shrinkA=0,
                    shrinkB=0,
                    color=color,
                    linestyle=dashes,
                    linewidth=2.2,
                    zorder=3,
                )
            )
            (self.shafts[name],) = ax.plot([], [], color=color, alpha=0, label=label)  # carries the name
        self.marks = {}
        for name, marker, color, face, label in (
            ("theta", "o", plots.INK, plots.INK, "θ"),
            ("look-ahead", "s", plots.INK, "white", "look-ahead"),
            ("momentum", "^", orange, orange, "momentum"),
            ("NAG", "o", blue, blue, "NAG"),
            ("mine", "D", plots.STYLES["yours"]["color"], plots.STYLES["yours"]["color"], "my point"),
        ):
            (self.marks[name],) = ax.plot(
                [], [], marker, color=color, markerfacecolor=face, markersize=10, label=label, zorder=4
            )

    def move(self, update, follow, alpha, beta, place, right, up, reveal):
        path = descend(FOLLOWED[follow], self.bowl, alpha=alpha, beta=beta, steps=update)
        run = path.theta[np.isfinite(path.theta).all(axis=1)]
        self.past.set_data(*np.clip(run, -50, 50).T)
        self.here.set_data(*np.clip(run[-1:], -50, 50).T)
        seen = (
            ("theta", "velocity", "mine", "levels") if place and not reveal else (*self.arrows, *self.marks, "levels")
        )
        if not place:  # the ring of its handle stands there, and needs no name yet
            seen = [name for name in seen if name != "mine"]
        self._unveil(() if path.diverged else seen)
        self.frame.set_visible(not path.diverged)
        if path.diverged:
            return (
                f"With α = {short(alpha)} and β = {short(beta)} the run of {follow} diverged at update {path.diverged_at}: "
                "there is no next step to show."
            )
        points, _, scale = self._place(path.theta[-1], path.v[-1], alpha, beta, np.array([right, up]))
        if not place:
            return self._anatomy(update, follow, points)
        if not reveal:
            carried = (
                "the arrow is what is left of the velocity"
                if np.any(beta * path.v[-1])
                else "no velocity carries us on"
            )
            return (
                f"After {updates_made(update)} we are at θ = {point(points['theta'])}, and {carried}."
                f"\nPlace NAG's next point: drag your point, now at {point(points['mine'])}, to it; "
                "as near as a mark is wide will do. Then reveal the step."
            )
        return self._comparison(points, scale)

    def _place(self, theta, v, alpha, beta, mine):
        """Put arrows, points and levels in their places; return the points, and the close-up's middle and unit."""
        ahead = theta - beta * v
        here, there = -alpha * self.bowl.gradient(theta), -alpha * self.bowl.gradient(ahead)
        middle, scale = _frame(theta, ahead, ahead + here, ahead + there)
        points = {
            "theta": theta,
            "look-ahead": ahead,
            "momentum": ahead + here,
            "NAG": ahead + there,
            "mine": middle + scale * mine,
        }
        self.frame.set_data(*(middle + scale * CORNERS).T)
        ends = {
            "velocity": (theta, ahead),
            "here": (theta, theta + here),
            "carried": (ahead, ahead + here),
            "there": (ahead, ahead + there),
        }
        for name, mark in self.marks.items():
            mark.set_data(*np.clip((points[name] - middle) / scale, -99, 99)[:, None])
        for name, (tail, tip) in ends.items():
            ends_drawn = np.clip((np.array([tail, tip]) - middle) / scale, -99, 99)
            self.arrows[name].set_positions(*ends_drawn)
            self.shafts[name].set_data(*ends_drawn.T)
            if np.abs(tip - tail).max() <= 1e-3 * scale:  # too short for an arrow, and nothing to be named
                self.arrows[name].set_visible(False)
                self.shafts[name].set_visible(False)
        angle = np.linspace(0, 2 * np.pi, 2000)
        circle = np.stack([np.cos(angle), np.sin(angle)], axis=-1)
        for level, measured_at in zip(self.levels, (theta, ahead)):
            ellipse = circle * np.sqrt(2 * self.bowl.value(measured_at) / CURVATURES)
            level.set_data(*np.clip((ellipse - middle) / scale, -9, 9).T)
        return points, middle, scale

    def _unveil(self, names):
        for artists in (self.arrows, self.shafts, self.marks):
            for name, artist in artists.items():
                artist.set_visible(name in names)
        for level in self.levels:
            level.set_visible("levels" in names)

    def _anatomy(self, update, follow, points):
        apart = float(np.hypot(*(points["momentum"] - points["NAG"])))
        first = (
            f"After {updates_made(update)} of {follow}: θ = {point(points['theta'])}, look-ahead θ − βv = "
            f"{point(points['look-ahead'])}.\n"
        )
        if apart < 5e-4:
            at_rest = np.array_equal(points["theta"], points["look-ahead"])
            why = (
                "the look-ahead is θ itself"
                if at_rest
                else "at θ and at the look-ahead the slopes differ too little to be seen"
            )
            return first + f"Both methods go to {point(points['NAG'])}: {why}."
        distance = {name: float(np.hypot(*points[name])) for name in FOLLOWED}
        nearer, other = sorted(distance, key=distance.get)
        return (
            f"{first}Momentum, which measures at θ, goes to {point(points['momentum'])}; NAG, which measures at the "
            f"look-ahead, goes to {point(points['NAG'])}: {apart:.3f} apart.\nThis one step of {nearer} ends nearer to "
            f"the minimum: {distance[nearer]:.3f} away, against {distance[other]:.3f}."
        )

    def _comparison(self, points, scale):
        off = {name: float(np.hypot(*(points["mine"] - points[name]))) for name in ("NAG", "momentum", "look-ahead")}
        nearest = min(off, key=off.get)
        if off[nearest] >= CLOSE * scale:
            verdict = "NAG first goes along −βv to the look-ahead, then straight down from there, at a right angle to the level curve."
        elif nearest == "NAG":
            verdict = "That is NAG's step."
        elif nearest == "momentum":
            verdict = "That is momentum's step: its slope was measured at θ, NAG's at the look-ahead."
        else:
            verdict = "That is the look-ahead: NAG goes on from there, down the slope measured there."
        return (
            f"NAG's next point is {point(points['NAG'])}, momentum's {point(points['momentum'])}. Yours, "
            f"{point(points['mine'])}, lies {off['NAG']:.3f} from NAG's and {off['momentum']:.3f} from momentum's.\n"
            f"{verdict}"
        )


def _frame(theta, ahead, *ends):
    """Return the middle and the unit of a close-up in which the arrows from the look-ahead can be told apart.

    It holds θ as well, unless the velocity is so long that the other arrows would fall into a heap.
    """
    inner = np.array([ahead, *ends])
    whole = np.vstack([inner, theta])
    half = np.ptp(inner, axis=0).max() / 2
    shown = whole if np.ptp(whole, axis=0).max() / 2 <= ROOMY * max(half, 1e-9) or half < 1e-6 else inner
    low, high = shown.min(axis=0), shown.max(axis=0)
    return (low + high) / 2, max((high - low).max() / 2, 1e-9)
