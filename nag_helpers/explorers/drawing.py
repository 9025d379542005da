"""Draw it first: a curve, a walk or a cloud is drawn with handles on an empty plot, and later what was measured lies over it."""

import ipywidgets as widgets
import numpy as np

from nag_helpers import checks, objectives, plots
from nag_helpers.explorers import controls, scene, stage
from nag_helpers.explorers.handles import Handle
from nag_helpers.explorers.words import point, short, updates_made

RAVINE = objectives.quadratic((1, 100))
BEYOND = 0.06  # room after the last handle, which would lie on the names
#: Where the drawing stood: two equal cards, one under the other, would be one too many.
MOVED_ON = "Your drawing stands below now, with what was measured."
FAR = 1e9  # what lies farther out is drawn there: the picture ends long before


class Drawing(stage.Explorer):
    """What the three have in common: something to be drawn, and something measured that comes later.

    Attributes
    ----------
    measured : array or None
        What `compare` was given.
    """

    size, middle_size, narrow_size = (7, 4), (6, 3.5), (3.5, 3.5)
    measured = None

    def compare(self, measured):
        """Draw what was measured over what was drawn; the last expression of a cell. The drawing moves there from where it stood.

        Parameters
        ----------
        measured : array
            As the class says.

        Returns
        -------
        Drawing
            The same.
        """
        self.measured = self._checked(measured)
        self.refresh()
        self._view.children = [widgets.HTML(MOVED_ON)]
        self._view = self._arranged()
        return self

    @property
    def is_drawn(self):
        """Whether anything has been moved."""
        return self.values != self._session.settings.beginning

    def _said(self, before, after):
        """Return ``before`` while nothing is measured; then what ``after()`` says, or that nothing was drawn."""
        if self.measured is None:
            return before
        return (
            after() if self.is_drawn else f"You have drawn nothing: that is what was measured. {self._answer()}".strip()
        )

    def _answer(self):
        """Say in numbers what was measured, where that answers the question."""
        return ""

    @staticmethod
    def _lines(ax, method="NAG"):
        """Return a line for what is drawn, one for what was measured (of a method), and one for the gaps between them."""
        look = {"linewidth": 2.4, "markersize": 8, "zorder": 3}
        (drawn,) = ax.plot([], [], "o-", color=plots.STYLES["yours"]["color"], label="you drew", **look)
        (measured,) = ax.plot([], [], color=plots.STYLES[method]["color"], linewidth=2.4, label="measured", zorder=2)
        (gaps,) = ax.plot([], [], color=plots.INK, linewidth=1, linestyle=(0, (2, 3)), zorder=1)
        return drawn, measured, gaps


class CurveDrawing(Drawing):
    """Draw a curve over the updates, such as a loss, with five handles; `compare` takes a number for each update from 0 on.

    Parameters
    ----------
    question : str
    updates : int
        How many the curve lasts.
    start : float
        Its height at the beginning, which is known.
    low, high : float
        The limits of its height.
    log : bool
        Whether heights are compared by their ratio, on a logarithmic axis.
    what : str
        What is drawn: "loss".
    method : str
        In whose colour it is drawn when it has been measured.
    """

    def __init__(
        self,
        question="Draw how the loss will fall.",
        updates=100,
        start=50.5,
        low=1e-6,
        high=1e3,
        log=True,
        what="loss",
        method="NAG",
    ):
        self.question, self.what, self.log = question, what, log
        self.method = checks.one_of("method", method, tuple(plots.STYLES))
        self.updates = checks.whole_number("updates", updates, least=5)
        self.low, self.high = checks.finite_array("low", low).item(), checks.finite_array("high", high).item()
        if not (self.low > 0 or not log) or self.low >= self.high:
            raise ValueError(
                f"low and high must be two rising numbers, positive on a logarithmic axis, got {low!r} and {high!r}"
            )
        self.start = checks.within("start", start, self.low, self.high)
        self.at = np.round(np.linspace(0, self.updates, 6)[1:]).astype(int)
        super().__init__()

    def make_controls(self):
        def slider(label):
            if self.log:
                return controls.log_slider(label, self.start, self.low, self.high)
            return controls.slider(label, self.start, self.low, self.high, (self.high - self.low) / 200, digits=3)

        return {f"at_{t}": slider(f"{self.what.capitalize()} at update {t}") for t in self.at}

    def draw(self, figure):
        self._ax = ax = plots.tidy(figure.subplots())
        ax.set(xlim=(0, (1 + BEYOND) * self.updates), ylim=(self.low, self.high), xlabel="updates", ylabel=self.what)
        if self.log:
            ax.set_yscale("log")
            scene.logarithmic(ax.yaxis)
        self._drawn, self._measured, self._gaps = self._lines(ax, self.method)
        self._drawn.set_clip_on(False)  # half of the start would be
        return [self._gaps, self._measured, self._drawn]

    def handles(self):
        return [Handle(self.controls[f"at_{t}"].description, self._ax, y=f"at_{t}", at=t) for t in self.at]

    def named(self):
        return [self._drawn, self._measured]

    def ghosts(self):
        return []

    def move(self, **heights):
        drawn = np.array([self.start, *heights.values()])
        shown = slice(None if self.measured is None or self.is_drawn else 0)  # no line that nobody drew
        self._drawn.set_data([0, *self.at][shown], drawn[shown])
        if self.measured is not None:
            clipped = np.clip(np.nan_to_num(self.measured, nan=self.high), self.low, self.high)
            self._measured.set_data(np.arange(self.updates + 1), clipped)
            self._gaps.set_data(np.repeat(self.at, 3)[shown], _gapped(drawn[1:], clipped[self.at])[shown])
        listed = ", ".join(f"{short(height)} at {t}" for t, height in zip(self.at, drawn[1:]))
        before = f"Drag the five points, then run the next cell. So far you draw a {self.what} of {short(self.start)} at update 0, {listed}."
        return self._said(before, lambda: self._gap(drawn[1:]))

    def _gap(self, drawn):
        measured = self.measured[self.at]
        if not np.isfinite(measured).all():
            t = self.at[np.argmin(np.isfinite(measured))]
            return f"It was beyond all limits at update {t}, where you drew {short(drawn[np.argmin(np.isfinite(measured))])}."
        apart = np.abs(np.log(np.maximum(measured, self.low) / drawn)) if self.log else np.abs(measured - drawn)
        worst = int(apart.argmax())
        wide = f"{short(np.exp(apart[worst]), 2)} times" if self.log else short(apart[worst], 2)
        usual = f"by a factor of {short(np.exp(apart.mean()), 2)}" if self.log else f"by {short(apart.mean(), 2)}"
        which = "more" if measured[worst] > drawn[worst] else "less"
        said = (
            f"The gap is widest at update {self.at[worst]}: you drew {short(drawn[worst])}, it was {short(measured[worst])}, "
            f"{wide} {which}. At the five points you are off {usual} on average."
        )
        return f"{said}\n{self._shape(drawn)}".strip()

    def _shape(self, drawn):
        """Say where the measured curve turns and the drawn one does not, or the other way round."""
        rises = [bool((np.diff(curve) > 0).any()) for curve in (np.array([self.start, *drawn]), self.measured)]
        if rises == [False, True]:
            return "Yours falls all the way; the measured one rises in between."
        return "Yours rises somewhere; the measured one falls all the way." if rises == [True, False] else ""

    def _checked(self, measured):
        heights = np.asarray(measured, dtype=float)
        if heights.shape != (self.updates + 1,):
            raise ValueError(
                f"measured must have a number for each update from 0 to {self.updates}, shape ({self.updates + 1},), got {heights.shape}"
            )
        return heights


class PathDrawing(Drawing):
    """Draw the next five points of a walk on the ravine of notebook 0; `compare` takes the walk, shape (at least 6, 2), start first.

    Parameters
    ----------
    question : str
    start : array, shape (2,)
    """

    POINTS = 5

    def __init__(self, question="Where will the next five points lie?", start=(1.0, 1.0)):
        self.question = question
        self.start = checks.points("start", start, 2)
        if self.start.shape != (2,):
            raise ValueError(f"start must be one point, shape (2,), got {self.start.shape}")
        super().__init__()

    def make_controls(self):
        made, end = {}, max(plots.window(RAVINE)[0], key=lambda side: abs(side - self.start[0]))
        for k in range(1, self.POINTS + 1):
            along = self.start[0] + (end - self.start[0]) * k / (self.POINTS + 1)
            row = along, self.start[1]  # so that each can be taken hold of
            for name, value, (low, high) in zip(("along", "across"), map(float, row), plots.window(RAVINE)):
                made[f"{name}_{k}"] = controls.slider(
                    f"{name.capitalize()}, point {k}", value, min(low, value), max(high, value), 0.01, digits=2
                )
        return made

    def draw(self, figure):
        self._ax = ax = plots.tidy(figure.subplots())
        plots.surface(ax, RAVINE)
        ax.set(xlabel="along", ylabel="across")
        self._drawn, self._measured, self._gaps = self._lines(ax)
        self._measured.set(marker=".", markersize=8)
        return [self._gaps, self._measured, self._drawn]

    def handles(self):
        return [Handle(f"Point {k}", self._ax, x=f"along_{k}", y=f"across_{k}") for k in range(1, self.POINTS + 1)]

    def labelled(self):
        return [self._drawn, self._measured]

    def ghosts(self):
        return []

    def move(self, **places):
        drawn = np.array(list(places.values())).reshape(self.POINTS, 2)
        self._drawn.set_data(*np.vstack([self.start, drawn]).T)
        if self.measured is not None:
            walk = np.clip(np.nan_to_num(self.measured[: self.POINTS + 1], nan=FAR), -FAR, FAR)
            self._measured.set_data(*walk.T)
            self._gaps.set_data(*(_gapped(drawn[:, axis], walk[1:, axis]) for axis in (0, 1)))
        listed = ", ".join(map(point, drawn))
        before = f"From {point(self.start)}. Drag the five points to where the walk goes, then run the next cell. So far: {listed}."
        return self._said(before, lambda: self._gap(drawn))

    def _gap(self, drawn):
        walk = self.measured[1 : self.POINTS + 1]
        apart = np.nan_to_num(np.hypot(*(walk - drawn).T), nan=np.inf)
        worst = int(apart.argmax())
        across = [
            int((np.diff(np.sign(each[:, 1])) != 0).sum())
            for each in (np.vstack([self.start, drawn]), self.measured[: self.POINTS + 1])
        ]
        return (
            f"The gap is widest after {updates_made(worst + 1)}: you drew {point(drawn[worst])}, the walk was at {point(walk[worst])}, "
            f"{short(apart[worst], 2)} away.\nYour walk crosses the floor {_times(across[0])}, the measured one {_times(across[1])}."
        )

    def _checked(self, measured):
        walk = np.asarray(measured, dtype=float)
        if walk.ndim != 2 or walk.shape[0] <= self.POINTS or walk.shape[1] != 2:
            raise ValueError(f"measured must be a walk, shape (at least {self.POINTS + 1}, 2), got {walk.shape}")
        return walk


class CloudDrawing(Drawing):
    """Draw between which two numbers four of five seeds will lie; `compare` takes a number for each seed.

    Parameters
    ----------
    question : str
    low, high : float
        The limits of what can be drawn.
    what : str
        What is measured: "training loss".
    method : str
        In whose colour and with whose marks it is drawn.
    """

    SHARE = 0.8

    def __init__(
        self,
        question="Between which two numbers will four of five seeds lie?",
        low=0.0,
        high=1.0,
        what="training loss",
        method="NAG",
    ):
        self.question, self.what = question, what
        self.method = checks.one_of("method", method, tuple(plots.STYLES))
        self.low, self.high = checks.finite_array("low", low).item(), checks.finite_array("high", high).item()
        if self.low >= self.high:
            raise ValueError(f"low and high must be two rising numbers, got {low!r} and {high!r}")
        super().__init__()

    def make_controls(self):
        step = (self.high - self.low) / 200
        ends = {"from_here": ("From", 0.45), "to_here": ("To", 0.55)}
        return {
            name: controls.slider(label, self.low + share * (self.high - self.low), self.low, self.high, step, digits=3)
            for name, (label, share) in ends.items()
        }

    def draw(self, figure):
        self._ax = ax = plots.tidy(figure.subplots())
        ax.set(xlim=(self.low, self.high), ylim=(0, 1), yticks=[], xlabel=self.what)
        (self._band,) = ax.plot(
            [], [], color=plots.STYLES["yours"]["color"], linewidth=10, alpha=0.5, solid_capstyle="butt"
        )
        style = plots.STYLES[self.method]
        (self._measured,) = ax.plot([], [], style["marker"], color=style["color"], markersize=8, alpha=0.7)
        self._measured.set_clip_on(False)  # what lies beyond an end stands there, whole
        return [self._band, self._measured]

    def handles(self):
        return [
            Handle(name, self._ax, x=control, at=0.35) for name, control in (("From", "from_here"), ("To", "to_here"))
        ]

    def ghosts(self):
        return []

    def move(self, from_here, to_here):
        low, high = sorted((from_here, to_here))
        self._band.set_data([low, high], [0.35, 0.35])
        self._band.set_visible(self.measured is None or self.is_drawn)  # no band that nobody drew
        if self.measured is not None:
            seen = np.clip(np.nan_to_num(self.measured, nan=self.high), self.low, self.high)
            self._measured.set_data(seen, np.linspace(0.5, 0.9, len(seen)))
        before = f"Drag both ends, then run the next cell. So far you draw a {self.what} from {short(low)} to {short(high)} for four of five seeds."
        return self._said(before, lambda: self._gap(low, high))

    def _gap(self, low, high):
        inside = int(((self.measured >= low) & (self.measured <= high)).sum())
        wide = self._wide()
        many = len(self.measured)
        if not np.isfinite(wide).all():
            return f"{inside} of {many} seeds lie in your band; some are beyond all limits."
        ratio = (high - low) / max(wide[1] - wide[0], 1e-12)
        if 0.67 < ratio < 1.5:
            said = "about as wide as the cloud"
        else:
            said = f"{short(max(ratio, 1 / max(ratio, 1e-12)), 2)} times {'wider' if ratio > 1 else 'narrower'} than the cloud"
        return (
            f"You drew four of five seeds from {short(low)} to {short(high)}: {inside} of {many} lie there. "
            f"{self._answer()}\nYour band is {said}."
        )

    def _wide(self):
        return np.quantile(self.measured, [(1 - self.SHARE) / 2, (1 + self.SHARE) / 2])

    def _answer(self):
        low, high = self._wide()
        return f"Four of five lie from {short(low)} to {short(high)}." if np.isfinite([low, high]).all() else ""

    def _checked(self, measured):
        values = np.asarray(measured, dtype=float)
        if values.ndim != 1 or not len(values):
            raise ValueError(f"measured must have a number for each seed, shape (seeds,), got {values.shape}")
        return values


def _gapped(drawn, measured):
    """Return coordinates of separate segments from each drawn to each measured place."""
    return np.stack([drawn, measured, np.full(len(drawn), np.nan)], axis=1).ravel()


def _times(number):
    return {0: "never", 1: "once", 2: "twice"}.get(number, f"{number} times")
