"""The converter: two ways of writing NAG run side by side, and the gap between them."""

import numpy as np

from nag_helpers import checks, objectives, plots
from nag_helpers.explorers import controls, scene, stage
from nag_helpers.explorers.handles import Handle
from nag_helpers.explorers.presets import Preset
from nag_helpers.explorers.words import short
from nag_helpers.frameworks import conversions
from nag_helpers.frameworks.conversions import FORMS

STEPS = 100
CHANGE = 40  # the last update before a schedule changes its setting
ROUNDING = 1e-12

STOPPED = f"α is 0 after update {CHANGE}"
DROP = f"α drops tenfold after update {CHANGE}"

#: Name -> how the settings α and β become what `conversions.run` takes.
SCHEDULES = {
    "constant": lambda alpha, beta: (alpha, beta),
    DROP: lambda alpha, beta: (
        lambda t: alpha if t <= CHANGE else alpha / 10,
        beta,
    ),
    STOPPED: lambda alpha, beta: (lambda t: alpha if t <= CHANGE else 0.0, beta),
    "β grows from β/4 to β": lambda alpha, beta: (alpha, lambda t: beta * t / (t + 3)),
}
COMPARED = ("where each measures the gradient", "the parameter that each holds")

FIRST = {
    **plots.STYLES["NAG"],
    "linewidth": 2.6,
    "markersize": 9,
    "markerfacecolor": "none",
    "markeredgecolor": plots.STYLES["NAG"]["color"],
    "markeredgewidth": 1.4,
}
SECOND = {"color": "#007a5e", "marker": "D", "markersize": 4, "linestyle": (0, (4, 2)), "linewidth": 1.5, "zorder": 2.4}


class ConverterExplorer(stage.Explorer):
    """Choose two forms of NAG and a schedule; see both runs, and how far they are apart.

    Parameters
    ----------
    first, second : str
        The forms to begin with, keys of `conversions.FORMS`.
    schedule : str
        The schedule to begin with, one of `SCHEDULES`.
    preset : str, optional
        The name of one of ``presets`` to begin with.
    """

    question = "Are these two the same method?"
    redraw_on = ("first", "second")
    presets = (
        Preset(
            "constant settings",
            "With constant α and β the two measure at the same points: they are one method.",
            {"first": "paper", "second": "torch", "compared": COMPARED[0], "schedule": "constant"},
        ),
        Preset(
            "α drops in mid-run",
            "The paper's velocity holds the old learning rate, torch's does not: they part right after the drop.",
            {"first": "paper", "second": "torch", "compared": COMPARED[0], "schedule": DROP},
        ),
        Preset(
            "what each one saves",
            "The two are one method, but the parameter that torch holds is the look-ahead, not θ.",
            {"first": "paper", "second": "torch", "compared": COMPARED[1], "schedule": "constant"},
        ),
    )

    def __init__(self, first="paper", second="torch", schedule=STOPPED, preset=None):
        self._first = checks.one_of("first", first, tuple(FORMS))
        self._second = checks.one_of("second", second, tuple(FORMS))
        self._schedule = checks.one_of("schedule", schedule, tuple(SCHEDULES))
        self.objective = objectives.quadratic((1, 25), rotation=0.6)
        super().__init__(preset)

    def make_controls(self):
        return {
            "first": controls.choice("First form", FORMS, self._first),
            "second": controls.choice("Second form", FORMS, self._second),
            "compared": controls.choice("Compare", COMPARED),
            "schedule": controls.choice("Schedule", SCHEDULES, self._schedule),
            "alpha": controls.log_slider("Learning rate α", 0.02, 1e-3, 0.1),
            "beta": controls.slider("Momentum β", 0.9, 0, 0.995, 0.005, digits=3),
            "update": controls.whole_slider("Look at update", STEPS * 3 // 4, 1, STEPS),
        }

    def draw(self, figure, first, second):
        left, right = scene.panels(figure)
        self.right = right
        plots.surface(left, self.objective)
        left.set_title("The points compared")
        same = " (again)" if first == second else ""
        self._runs = [*left.plot([], [], label=first, **FIRST), *left.plot([], [], label=second + same, **SECOND)]
        self._at = [
            left.plot(
                [],
                [],
                line.get_marker(),
                color=line.get_color(),
                markersize=size,
                zorder=3,
                markerfacecolor=face,
                markeredgewidth=2,
            )[0]
            for line, size, face in zip(self._runs, (14, 8), ("none", None))
        ]
        plots.loss_axes(right, STEPS, 1e-18, 1e2)
        right.set(ylabel="distance between the two", title="The gap, update by update")
        right.axhspan(1e-18, ROUNDING, color=plots.FAINT, alpha=0.8)
        self._floor = right.text(2, ROUNDING / 3, "rounding only", va="top", color=plots.INK)
        (self._gap,) = right.plot([], [], color=plots.INK, linewidth=1.5)
        (self._marker,) = right.plot([], [], color=plots.INK, linewidth=1)
        return [*self._runs, *self._at, self._gap, self._marker, self._floor]

    def handles(self):
        return [Handle("Update looked at", self.right, x="update")]

    def ghosts(self):
        return [*self._runs, self._gap]

    def labelled(self):
        return self._runs

    def move(self, first, second, compared, schedule, alpha, beta, update):
        points = [self._points(form, compared, *SCHEDULES[schedule](alpha, beta)) for form in (first, second)]
        self._marker.set_data([update] * 2, [1e-18, 1e2])
        at_left = update > STEPS / 2  # its words stand where the marker is not
        self._floor.set(x=2 if at_left else STEPS - 2, ha="left" if at_left else "right")
        for mark, run in zip(self._at, points):
            mark.set_data(*run[update - 1 : update][np.isfinite(run[update - 1 : update]).all(axis=1)].clip(-50, 50).T)
        for line, run in zip(self._runs, points):
            line.set_data(*run[np.isfinite(run).all(axis=1)].clip(-50, 50).T)
            line.set_markevery(4)
        gap = np.sqrt(((points[0] - points[1]) ** 2).sum(axis=1))
        size = np.maximum(1, np.abs(points[1]).max(axis=1))
        both = np.isfinite(gap)
        updates = np.arange(1, STEPS + 1)[both]
        self._gap.set_data(updates, np.maximum(gap[both], 1e-17))
        heading = (
            f"{first} against {second}, {schedule}, α = {short(alpha)}, β = {short(beta)}; compared: {compared}.\n"
        )
        return heading + _said(gap[both], size[both], updates, len(gap)) + "\n" + _said_at(update, gap, size)

    def _points(self, form, compared, alpha, beta):
        """Return the points of one run to compare, one for each update: shape (STEPS, 2)."""
        path = conversions.run(form, self.objective, alpha=alpha, beta=beta, steps=STEPS)
        if compared == COMPARED[0] or FORMS[form].holds == "look-ahead":
            return path.measured_at[1:]  # what a look-ahead form holds is where it measures
        return path.theta[:-1]


def _said(gap, size, updates, steps):
    """Say how far apart two runs of points of this size are, in words that are the same on every machine."""
    ended = "" if len(gap) == steps else f" From update {len(gap) + 1} on one of them has diverged."
    apart = gap >= ROUNDING * size
    if not apart.any():
        how_near = ": never more than 10⁻¹² apart" if (gap < ROUNDING).all() else ""
        return f"They are the same, but for rounding{how_near}.{ended}"
    return (
        f"They part at update {updates[apart.argmax()]}; they are farthest apart, by {short(gap.max(), 2)}, "
        f"at update {updates[gap.argmax()]}." + ended
    )


def _said_at(update, gap, size):
    """Say how far apart the two are at one update."""
    distance, scale = gap[update - 1], size[update - 1]
    if not np.isfinite(distance):
        return f"At update {update} one of them has diverged."
    return (
        f"At update {update} they are {'together' if distance < ROUNDING * scale else short(distance, 2) + ' apart'}."
    )
