"""The tuning game in a picture: choose a method, an α and a β, run it, and hand one setting in for each method."""

from nag_helpers import checks, plots
from nag_helpers.explorers import controls, scene, stage
from nag_helpers.explorers.handles import Handle
from nag_helpers.learning.game import Game

UNDER_WAY, FLEW = 415, 455  # where runs that did not arrive stand, above those that did
FATES = {"arrived": "o", "under way": "D", "flew": "X"}


class TuningExplorer(stage.Explorer):
    """Play a game: every run stands on the map of α and β, and in its place among the twelve.

    Parameters
    ----------
    game : Game, optional
        As ``game.begin()`` returns it; one for practice, of which nothing is kept, if not given.
    """

    question = "Which setting would you hand in for a hundred strangers?"
    middle_size, narrow_size = (6, 3.8), (3.6, 6.4)

    def __init__(self, game=None):
        self.game = Game("practice", keeps=False) if game is None else checks.instance_of("game", game, Game, "a Game")
        self._said, self._asked = "", None
        super().__init__()

    def make_controls(self):
        return {
            "method": controls.choice("Method", ("momentum", "NAG")),
            "alpha": controls.log_slider("Learning rate α", 0.002, 0.001, 1),
            "beta": controls.slider("Momentum β", 0.6, 0.5, 0.99, 0.005, digits=3),
            "run": controls.button("Run", self._run),
            "submit": controls.button("Submit", self._submit),
        }

    def _run(self):
        self._say(self.game.run(**self.values))

    def _submit(self):
        """Submit at the second press with the same setting; the first one asks."""
        if self._asked == self.values:
            self._say(self.game.submit(**self.values))
            return
        self._asked = self.values
        self._said = "Submit this setting for good? Then press Submit once more."
        self.refresh()

    def _say(self, message):
        self._said, self._asked = f"{message.heading} {message.message}".partition(" `run(")[0], None
        self.refresh()

    def draw(self, figure):
        self._map, self._order = scene.panels(figure)
        low, high = 0.001, 1
        self._map.set(
            xlim=(low / 1.3, high * 1.3), ylim=(0.48, 1), xscale="log", xlabel="learning rate α", ylabel="momentum β"
        )
        self._map.set_title("Your runs")
        self._order.set(xlim=(0.3, 12.7), ylim=(0, 480), xlabel="run", ylabel="updates until it arrived")
        self._order.set_title("… and how they ended")
        self._order.set_xticks([1, 4, 8, 12])
        self._order.set_yticks([0, 100, 200, 300, UNDER_WAY, FLEW], ["0", "100", "200", "300", "under way", "flew"])
        self._order.axhline(400, color=plots.EDGE, linewidth=0.8)
        self._runs = {
            (ax, method, fate): ax.plot([], [], mark, color=plots.STYLES[method]["color"], markersize=8, alpha=0.85)[0]
            for ax in (self._map, self._order)
            for method in ("momentum", "NAG")
            for fate, mark in FATES.items()
        }
        for (_, _, fate), points in self._runs.items():
            points.set_markerfacecolor(plots.PAPER if fate == "under way" else points.get_color())
        (self._next,) = self._map.plot(
            [], [], "s", color=plots.INK, markersize=12, markerfacecolor="none", markeredgewidth=2, label="next run"
        )
        self._empty = self._order.text(
            0.5,
            0.42,
            "Press Run: each run gets a mark",
            transform=self._order.transAxes,
            ha="center",
            color=plots.QUIET,
        )
        return [*self._runs.values(), self._next, self._empty]

    def handles(self):
        return [Handle("Next run", self._map, x="alpha", y="beta")]

    def labelled(self):
        return [] if self.game.runs else [self._next]

    def ghosts(self):
        return []

    def move(self, method, alpha, beta):
        self._empty.set_visible(not self.game.runs)
        self._next.set_data([alpha], [beta])
        self._next.set_color(plots.STYLES[method]["color"])
        for (ax, name, fate), points in self._runs.items():
            own = [run for run in self.game.runs if run.method == name]
            if ax is self._map:
                places = [(run.alpha, run.beta) for run in own if fate_of(run) == fate]
            else:
                places = [(i, height_of(run)) for i, run in enumerate(own, start=1) if fate_of(run) == fate]
            points.set_data(*zip(*places, strict=True)) if places else points.set_data([], [])
        still = [name for name in ("momentum", "NAG") if name not in self.game.submitted]
        left = ", ".join(f"{self.game.left(name)} for {name}" for name in still)
        state = f"Runs left: {left}." if still else "The game is over."
        following = f"The square stands at {method}, α = {alpha:.3g}, β = {beta:.3f}."
        return "\n".join(filter(None, [self._said, f"{following} {state}"]))


def fate_of(run):
    """Return what became of a run, one of `FATES`."""
    return "flew" if run.flew else "arrived" if run.updates >= 0 else "under way"


def height_of(run):
    """Return where a run stands among the twelve."""
    return {"arrived": run.updates, "under way": UNDER_WAY, "flew": FLEW}[fate_of(run)]
