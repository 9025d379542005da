"""The converter: two ways of writing NAG run side by side, and the gap between them."""

import numpy as np

from nag_helpers import checks, objectives, plots
from nag_helpers.explorers import stage
from nag_helpers.frameworks import conversions
from nag_helpers.frameworks.conversions import FORMS

STEPS = 100
CHANGE = 40  # the last update before a schedule changes its setting
ROUNDING = 1e-12

#: Name -> how the settings α and β become what `conversions.run` takes.
SCHEDULES = {
    "constant": lambda alpha, beta: (alpha, beta),
    f"α drops tenfold after update {CHANGE}": lambda alpha, beta: (
        lambda t: alpha if t <= CHANGE else alpha / 10, beta),
    f"α is 0 after update {CHANGE}": lambda alpha, beta: (lambda t: alpha if t <= CHANGE else 0.0, beta),
    "β grows from β/4 to β": lambda alpha, beta: (alpha, lambda t: beta * t / (t + 3)),
}
COMPARED = ("where each measures the gradient", "the parameter that each holds")

FIRST = {**plots.STYLES["NAG"], "linewidth": 2.6, "markersize": 9, "markerfacecolor": "none",
         "markeredgecolor": plots.STYLES["NAG"]["color"], "markeredgewidth": 1.4, "label": "first form"}
SECOND = {"color": "#007a5e", "marker": "D", "markersize": 4, "linestyle": (0, (4, 2)), "linewidth": 1.5, "zorder": 2.4,
          "label": "second form"}


class ConverterExplorer(stage.Explorer):
    """Choose two forms of NAG and a schedule; see both runs, and how far they are apart.

    Parameters
    ----------
    first, second : str
        The forms to begin with, keys of `conversions.FORMS`.
    """

    question = "Are these two the same method?"

    def __init__(self, first="paper", second="torch"):
        self._first = checks.one_of("first", first, tuple(FORMS))
        self._second = checks.one_of("second", second, tuple(FORMS))
        self.objective = objectives.quadratic((1, 25), rotation=0.6)
        super().__init__()

    def make_controls(self):
        return {
            "first": stage.choice("First form", FORMS, self._first),
            "second": stage.choice("Second form", FORMS, self._second),
            "compared": stage.choice("Compare", COMPARED),
            "schedule": stage.choice("Schedule", SCHEDULES),
            "alpha": stage.log_slider("Learning rate α", 0.02, 1e-3, 0.1),
            "beta": stage.slider("Momentum β", 0.9, 0, 0.995, 0.005, digits=3),
        }

    def draw(self, figure):
        left, right = figure.subplots(1, 2)
        plots.tidy(left)
        plots.tidy(right)
        plots.surface(left, self.objective)
        left.set_title("the points compared")
        self._runs = [*left.plot([], [], **FIRST), *left.plot([], [], **SECOND)]
        plots.loss_axes(right, STEPS, 1e-18, 1e2)
        right.set(ylabel="distance between the two", title="the gap, update by update")
        right.axhspan(1e-18, ROUNDING, color=plots.FAINT, alpha=0.4)
        right.annotate("rounding only", (STEPS - 2, ROUNDING / 3), ha="right", va="top", color=plots.INK)
        left.legend(loc="lower right", framealpha=0.9, edgecolor="none")
        self._gap, = right.plot([], [], color=plots.INK, linewidth=1.5)
        return [*self._runs, self._gap]

    def move(self, first, second, compared, schedule, alpha, beta):
        points = [self._points(form, compared, *SCHEDULES[schedule](alpha, beta)) for form in (first, second)]
        for line, run in zip(self._runs, points):
            line.set_data(*run[np.isfinite(run).all(axis=1)].clip(-50, 50).T)
            line.set_markevery(4)
        gap = np.sqrt(((points[0] - points[1]) ** 2).sum(axis=1))
        size = np.maximum(1, np.abs(points[1]).max(axis=1))
        both = np.isfinite(gap)
        updates = np.arange(1, STEPS + 1)[both]
        self._gap.set_data(updates, np.maximum(gap[both], 1e-17))
        heading = f"{first} against {second}, {schedule}, α = {alpha:.3g}, β = {beta:.3g}; compared: {compared}.\n"
        return heading + _said(gap[both], size[both], updates, len(gap))

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
        return "They are the same, but for rounding: never more than 1e-12 apart." + ended
    return (f"They part at update {updates[apart.argmax()]}; the largest distance is {gap.max():.2g}, "
            f"at update {updates[gap.argmax()]}." + ended)
