"""Twelve small runs without names: gradient descent, momentum or NAG, and what would one change? One picture at a time, answered at once.

Each picture is a run of forty updates. What is said of it was seen in the run; how many updates it takes, before and after the change, is
counted when it is asked. Nothing is kept.
"""

import functools
import html
from dataclasses import dataclass

import ipywidgets as widgets
import numpy as np

from nag_helpers import objectives, plots, shown
from nag_helpers.learning import keys
from nag_helpers.learning.asked import STYLE
from nag_helpers.learning.messages import Message, mark
from nag_helpers.optimizers import RULES, descend
from nag_helpers.paths import settling_step

UPDATES, LONG = 40, 1500  # drawn, and counted
GOAL = 1e-6  # of the height: below it a run has arrived
GROUNDS = {
    "a ravine, L = 100": objectives.quadratic((1, 100)),
    "a bowl, L = 4": objectives.quadratic((1, 4)),
    "a valley that lies askew, L = 25": objectives.quadratic((1, 25), rotation=0.6),
}
RAVINE, BOWL, VALLEY = GROUNDS
ACROSS = {VALLEY: (-np.sin(0.6), np.cos(0.6))}  # the steep direction, where it is not the second axis
SEEN = 0.03  # what lies nearer to the floor is on no side
FRAME = "width: fit-content; max-width: 100%; margin: 4px 0; border-radius: 6px; overflow: hidden; line-height: 0"
QUESTION = "Which method made this run?"


@dataclass(frozen=True, eq=False)
class Run:
    """One of the twelve.

    Attributes
    ----------
    method : str
    ground : str
        One of `GROUNDS`.
    alpha, beta : float
    sign : str
        What gives it away.
    advice : str
        What to change, in words.
    change : dict
        The same as settings: "method", "alpha", "beta"; empty where nothing is to be changed.
    """

    method: str
    ground: str
    alpha: float
    beta: float
    sign: str
    advice: str
    change: dict

    def path(self, updates, **change):
        """Return this run, or the one with a change, after so many updates."""
        settings = {"method": self.method, "alpha": self.alpha, "beta": self.beta, **change}
        step = RULES[settings.pop("method")]
        return descend(step, GROUNDS[self.ground], steps=updates, **settings)

    def took(self, **change):
        """Say how many updates it takes, or takes with a change."""
        path = self.path(LONG, **change)
        if path.diverged:
            return "flies away"
        arrived = settling_step(path.loss, GOAL)
        return f"takes {arrived} updates" if arrived >= 0 else f"is not there after {LONG:,} updates"


RUNS = (
    Run("gradient descent", RAVINE, 0.009, 0.0,
        "It falls to the floor without a swing, and then each step along the floor is shorter than the one before.",
        "Give it a memory, and ask ahead.", {"method": "NAG", "beta": 0.85}),
    Run("NAG", RAVINE, 0.009, 0.85,
        "Across it is quiet after one update, and along the floor its steps grow: only a memory makes them grow, and only the brake keeps it quiet.",
        "Nothing is to be changed: this is how it should look.", {}),
    Run("momentum", RAVINE, 0.009, 0.85,
        "It swings from wall to wall and takes several updates for one swing. A walk without memory is on the other side at every update, or never.",
        "Keep all settings, and ask at the end of the coast.", {"method": "NAG"}),
    Run("gradient descent", RAVINE, 0.0195, 0.0,
        "At every update it is on the other side, always a little lower: α is just below 2/L = 0.02, and nothing is remembered.",
        "A shorter step, with a memory.", {"method": "NAG", "alpha": 0.009, "beta": 0.85}),
    Run("NAG", RAVINE, 0.009, 0.98,
        "It never swings across, yet it runs past the minimum along the floor: too much memory, and a brake that hardly works in the flat direction.",
        "A shorter memory.", {"beta": 0.85}),
    Run("momentum", RAVINE, 0.009, 0.97,
        "Swings from wall to wall that hardly shrink: much memory, and no brake.",
        "A shorter memory.", {"beta": 0.8}),
    Run("NAG", VALLEY, 0.03, 0.8,
        "Its swing across the valley is over at once, and it overshoots a little along it. Momentum with these settings would swing to both sides.",
        "A little less memory.", {"beta": 0.7}),
    Run("momentum", BOWL, 0.1, 0.9,
        "It swings to and fro along both axes, and nearly every second step goes uphill: on so round a ground a long memory is in the way.",
        "Forget faster: there is no ravine here.", {"beta": 0.5}),
    Run("gradient descent", RAVINE, 0.021, 0.0,
        "On the other side at every update, and each time a little higher: α is beyond 2/L = 0.02, by only a twentieth.",
        "A slightly shorter step.", {"alpha": 0.0195}),
    Run("NAG", RAVINE, 0.0145, 0.9,
        "It flies away, though α is below 2/L = 0.02. With a long memory only NAG's limit is as low as that: near 4/(3L).",
        "A shorter step.", {"alpha": 0.009}),
    Run("momentum", RAVINE, 0.03, 0.9,
        "α is beyond 2/L = 0.02, where plain descent flies, and it stays: with memory momentum stands up to nearly 4/L, the other two do not.",
        "Forget faster, and keep the long step.", {"beta": 0.7}),
    Run("gradient descent", BOWL, 0.4, 0.0,
        "A few steps, each a fixed share of the last one, and it is there: on so round a ground nothing is to be gained.",
        "Nothing is to be changed: it is the best α, 2/(1 + 4).", {}),
)  # fmt: skip


def answered(run, option):
    """Return what is said of a choice.

    Parameters
    ----------
    run : Run
    option : str
        One of the methods.

    Returns
    -------
    Message
    """
    right = option == run.method
    heading = f"Right: {run.method}." if right else f"Not quite: it is {run.method}."
    memory = "" if run.method == "gradient descent" else f", β = {run.beta:g}"
    counted = f"With α = {run.alpha:g}{memory} it {run.took()}"
    if run.change:
        names = {"method": "", "alpha": "α = ", "beta": "β = "}
        changed = ", ".join(f"{names[name]}{value}" for name, value in run.change.items())
        counted += f", and with {changed} it {run.took(**run.change)}"
    return Message(
        heading,
        f"{run.sign}\n{'What I would change: ' if run.change else ''}{run.advice} {counted}.",
        edge="correct" if right else "not yet",
    )


@functools.cache
def picture(run):
    """Draw a run without its name: the walk on its ground, and its height beside it.

    Parameters
    ----------
    run : Run

    Returns
    -------
    shown.Picture
    """
    path, ground = run.path(UPDATES), GROUNDS[run.ground]
    figure, (left, right) = plots.figure(columns=2, width=6.4, height=2.5)
    plots.surface(left, ground)
    left.set(xlabel="", ylabel="")
    walk = path.theta[np.isfinite(path.theta).all(axis=1)].clip(-50, 50)
    left.plot(*walk.T, "o-", color=plots.INK, linewidth=1.1, markersize=3.5)
    height = np.clip(path.loss[np.isfinite(path.loss)], 1e-9, 1e6)
    plots.loss_axes(right, UPDATES, 1e-9, 1e4)
    right.set(ylabel="height")
    right.plot(height, "o-", color=plots.INK, linewidth=1.1, markersize=2.5)
    return shown.show(figure, _in_words(run, path))


def _in_words(run, path):
    """Say what a run's picture shows, for those who cannot see it, without naming the method."""
    first, second = path.theta[:2]
    across = path.theta[np.isfinite(path.theta).all(axis=1)] @ ACROSS.get(run.ground, (0, 1))
    sides = np.sign(across[np.abs(across) > SEEN])
    return (
        f"A run on {run.ground}, from ({first[0]:.2f}, {first[1]:.2f}) by the first update to ({second[0]:.2f}, {second[1]:.2f}). "
        f"In {UPDATES} updates it changes sides {_times((np.diff(sides) != 0).sum())} and goes up "
        f"{_times((np.diff(path.loss) > 0).sum())}; its height goes from {path.loss[0]:.3g} to {path.loss[-1]:.2g}."
    ).replace("-", "−")


def _times(number):
    return {0: "never", 1: "once", 2: "twice"}.get(number, f"{number} times")


class Mixed:
    """The page; shows itself as the last expression of a cell.

    Attributes
    ----------
    at : int
        Which of `RUNS` is shown.
    control : RadioButtons
        Of the methods.
    answer : HTML widget
    next : Button
    """

    def __init__(self):
        self.at, self.right, self.tried = 0, set(), set()
        self._shown = widgets.HTML()
        self.control = widgets.RadioButtons(options=tuple(RULES), value=None, description="", layout={"width": "auto"})
        self.control.observe(self._chosen, names="value")
        self.answer = widgets.HTML()
        self.next = widgets.Button(description="Next run", layout={"width": "auto", "align_self": "flex-start"})
        self.next.on_click(lambda _: self.go_on())
        asked = widgets.VBox([self._shown, self.control])
        asked.add_class("nag-asked")
        self.view = keys.column([asked, self.answer, self.next])
        self._show()

    def go_on(self):
        """Show the next run; after the last one the first again."""
        self.at = (self.at + 1) % len(RUNS)
        self._show()

    def _show(self):
        run = RUNS[self.at]
        count = f" {len(self.right)} of {len(self.tried)} right so far." if self.tried else ""
        heading = f"<b>{mark('question')}Run {self.at + 1} of {len(RUNS)}: {html.escape(QUESTION)}</b> And what would you change?"
        drawn = picture(run)._repr_mimebundle_()[0]["text/html"]
        where = f"{run.ground[:1].upper()}{run.ground[1:]}, α = {run.alpha:g}.{count}"
        self._shown.value = f"{STYLE}{heading}<br>{html.escape(where)}<div style='{FRAME}'>{drawn}</div>"
        self.answer.value, self.control.value = "", None

    def _chosen(self, change):
        if change["new"] is None:
            return
        run = RUNS[self.at]
        if self.at not in self.tried:  # the first answer counts
            self.tried.add(self.at)
            self.right |= {self.at} if change["new"] == run.method else set()
        self.answer.value = answered(run, change["new"]).html()

    def __repr__(self):
        return f"{len(RUNS)} runs without names. {QUESTION} ({' / '.join(RULES)}) And what would you change?"

    def _repr_mimebundle_(self, include=None, exclude=None):
        live = {"version_major": 2, "version_minor": 0, "model_id": self.view.model_id}
        return {"text/plain": repr(self), "application/vnd.jupyter.widget-view+json": live}


def page():
    """Ask about twelve runs; the last expression of a cell.

    Returns
    -------
    Mixed
    """
    return Mixed()
