"""The race: gradient descent, momentum, NAG and a learner's own step, on a surface of one's choice."""

import numpy as np

from nag_helpers import checks, objectives, plots, theory
from nag_helpers.explorers import controls, scene, stage
from nag_helpers.explorers.handles import Handle
from nag_helpers.explorers.presets import Preset
from nag_helpers.explorers.words import LOWEST_SAID, number, short
from nag_helpers.learning import guard
from nag_helpers.objectives import Objective
from nag_helpers.optimizers import RULES, descend

AHEAD = "look-ahead c"
LENGTHS = {"gradient descent": 0.0, "momentum": 0.0, "NAG": 1.0}  # how far each looks ahead, as a share of βv
LARGEST_BETA = 0.995
FIRST_SEEN = 8  # updates at the beginning: enough to see who goes where, and the race is still to be run
ALPHAS = (1e-4, 1)  # where the slider ends

RAVINE, BOWL = "ravine, curvatures 1 and 100", "bowl, curvatures 1 and 4"

#: Each surface with a learning rate at which all three methods move and none diverges at once.
SURFACES = {
    RAVINE: (objectives.quadratic((1, 100)), 0.01),
    BOWL: (objectives.quadratic((1, 4)), 0.1),
    "turned valley, curvatures 1 and 25": (objectives.quadratic((1, 25), rotation=0.6), 0.03),
    "saddle, curvatures 1 and −0.1": (objectives.quadratic((1, -0.1), start=(1, 0.001)), 0.1),
    "Rosenbrock": (objectives.rosenbrock(), 0.001),
    "Beale": (objectives.beale(), 0.01),
    "Himmelblau": (objectives.himmelblau(), 0.01),
    "double well": (objectives.double_well(), 0.02),
    "heavy-ball cycle": (objectives.bent_parabola(), 0.04),
}


class RaceExplorer(stage.Explorer):
    """Race the three methods, and a step of your own, from the same start with the same α and β.

    Parameters
    ----------
    objective : Objective or str, optional
        A surface of your own, of one or two dimensions, to add to the list and begin with; or the name of one in
        `SURFACES`.
    step : callable, optional
        Your own step, (theta, v, gradient, alpha, beta) -> (theta, v), which runs as "yours".
    alpha, beta : float, optional
        Where their sliders begin. Without ``alpha``, at a fitting value for the surface.
    steps : int
        How many updates the race lasts; the slider and Play walk through them.
    updates : int, optional
        How many of them are shown at the beginning; without it the first few.
    start : array, shape (d,), optional
        Where the runs begin; the objective's start if not given.
    goal : float, optional
        A loss to reach, drawn as a line.
    preset : str, optional
        The name of one of ``presets`` to begin with.

    Attributes
    ----------
    paths : dict, name -> Path
        The whole runs with the present settings; a method that could not run is missing.
    """

    question = "Who is first at the minimum, from the same start with the same α and β?"
    redraw_on = ("surface",)
    presets = (
        Preset(
            "too much memory",
            "β = 0.99 keeps 99 % of the velocity: after a hundred updates momentum is farther from the minimum than gradient "
            "descent, and NAG is hardly nearer.",
            {"surface": RAVINE, "alpha": 0.009, "beta": 0.99},
        ),
        Preset(
            "a step too long",
            "α is beyond 2/L = 0.02, and without memory all three methods are gradient descent: they fly away.",
            {"surface": RAVINE, "alpha": 0.021, "beta": 0.0},
        ),
        Preset(
            "a nearly round bowl",
            "Here memory is in the way: gradient descent is the nearest after a hundred updates, and momentum still swings.",
            {"surface": BOWL, "alpha": 0.3, "beta": 0.95},
        ),
    )

    def __init__(
        self,
        objective=None,
        step=None,
        alpha=None,
        beta=0.9,
        steps=100,
        start=None,
        goal=None,
        updates=None,
        preset=None,
    ):
        self.steps = checks.whole_number("steps", steps, least=1)
        self._seen = (
            min(FIRST_SEEN, self.steps) if updates is None else checks.whole_number("updates", updates, least=0)
        )
        checks.within("updates", self._seen, 0, self.steps)
        self.whole = "updates" if updates is None else None
        self.goal = None if goal is None else checks.positive("goal", goal)
        if step is not None and not callable(step):
            raise ValueError(f"step must be a function (theta, v, gradient, alpha, beta) -> (theta, v), got {step!r}")
        self._step = step
        self._surfaces = dict(SURFACES)
        self._first = self._add(objective)
        usual = self._surfaces[self._first]
        self._begin = {
            "alpha": usual[1] if alpha is None else checks.within("alpha", alpha, *ALPHAS),
            "beta": checks.within("beta", beta, 0, LARGEST_BETA),
            "start": usual[0].start if start is None else _point(start, usual[0].dimension),
        }
        self.paths, self._problems, self._ran = {}, {}, None
        super().__init__(preset)

    def _add(self, objective):
        """Take a learner's objective into the list of surfaces; return the name to begin with."""
        if objective is None or isinstance(objective, str):
            return checks.one_of("objective", objective or next(iter(SURFACES)), tuple(SURFACES))
        if not isinstance(objective, Objective) or objective.dimension > 2:
            raise ValueError(f"objective must be an Objective of one or two dimensions, got {objective!r}")
        alpha = float(np.clip(1 / objective.L, *ALPHAS)) if objective.L else 0.01
        self._surfaces = {objective.name: (objective, alpha), **SURFACES, objective.name: (objective, alpha)}
        return objective.name

    def make_controls(self):
        updates = controls.whole_slider("Updates", self._seen, 0, self.steps)
        self._starts = [controls.slider("Start θ₁", 0, -1, 1, 0.01), controls.slider("Start θ₂", 0, -1, 1, 0.01)]
        best = controls.button("Best known α and β for NAG", self._set_best)
        made = {
            "updates": updates,
            "play": controls.play(updates),
            "surface": controls.choice("Surface", self._surfaces, self._first),
            "alpha": controls.log_slider("Learning rate α", self._begin["alpha"], *ALPHAS),
            "beta": controls.slider("Momentum β", self._begin["beta"], 0, LARGEST_BETA, 0.005, digits=3),
            "start_1": self._starts[0],
            "start_2": self._starts[1],
            "length": controls.slider("Look-ahead c", 0.5, 0, 2, 0.05),
            "ahead": controls.switch("Fourth: slope at θ − cβv"),
            "best": best,
        }
        self._best = best
        self._fit_controls(self._first, self._begin["start"])
        return made

    def _fit_controls(self, surface, start):
        """Fit the sliders of the start to a surface's window, and the button to what is known of it."""
        objective = self._surfaces[surface][0]
        for control, value, (low, high) in zip(self._starts, start, plots.window(objective)):
            controls.set_range(
                control, min(low, value), max(high, value), value, step=10.0 ** np.floor(np.log10((high - low) / 100))
            )
        self._starts[1].layout.display = "none" if objective.dimension == 1 else None
        self._best.disabled = not objective.kappa

    def follow(self, changed, values):
        if changed == "length":
            return {"ahead": True}
        if changed != "surface":
            return {}
        objective, alpha = self._surfaces[values["surface"]]
        self._fit_controls(values["surface"], objective.start)
        return {"alpha": alpha}

    def choose(self, name):
        self.set(updates=self.steps)
        super().choose(name)

    def _set_best(self):
        objective = self._surfaces[self.values["surface"]][0]
        if objective.kappa:
            best = theory.best_tuning("NAG", objective.mu, objective.L)
            self.set(alpha=float(best.alpha), beta=float(best.beta))

    def draw(self, figure, surface):
        objective = self._surfaces[surface][0]
        left, right = scene.panels(figure)
        self._surface_ax, self._loss_ax, self._flat = left, right, objective.dimension == 2
        guard.run(plots.surface, left, objective)  # a function of the learner's may fail; its runs will say how
        _keep_window(left, objective)
        left.set_title(_capital(surface))
        plots.loss_axes(right, self.steps, *_loss_limits(objective), objective.minimum is not None, self.goal)
        names = [*RULES, AHEAD, *(["yours"] if self._step else [])]
        self._on_surface = {name: plots.path(left, None, name) for name in names}
        self._curves = {name: plots.loss_line(right, name) for name in names}
        self._curtain = scene.Curtain(right)
        lines = [artist for pair in (*self._on_surface.values(), *self._curves.values()) for artist in pair]
        return [*self._curtain.artists, *lines]

    def handles(self):
        start = {"x": "start_1", "y": "start_2"} if self._flat else {"x": "start_1"}
        return [Handle("Start", self._surface_ax, **start), Handle("Updates", self._loss_ax, x="updates")]

    def named(self):
        return [line for line, *_ in self._curves.values()]

    def move(self, surface, alpha, beta, start_1, start_2, updates, ahead, length):
        objective = self._surfaces[surface][0]
        start = np.array([start_1, start_2][: objective.dimension])
        self._race(surface, objective, alpha, beta, start, length if ahead else None)
        self._curtain.draw_back(updates)
        for name, line in self._curves.items():
            path = self.paths.get(name)
            _move_or_hide(plots.move_path, self._on_surface[name], path, rows=updates + 1)
            _move_or_hide(plots.move_loss, line, path, minimum=objective.minimum, rows=updates + 1)
        where = ", ".join(short(x) for x in start)
        heading = (
            f"{_capital(surface)}, start ({where}), α = {short(alpha)}, β = {short(beta)}, "
            f"after {updates} of {self.steps} updates:"
        )
        running = [name for name in self._curves if ahead or name != AHEAD]
        called = {AHEAD: f"{AHEAD} = {short(length)}"}
        return "\n".join(
            [heading, *(f"{called.get(name, name)}: {self._result(name, objective, updates)}" for name in running)]
        )

    def _race(self, surface, objective, alpha, beta, start, length):
        """Run every method, unless these are the runs there are; the one of a length only where one is given."""
        settings = (surface, alpha, beta, length, *start)
        if settings == self._ran:
            return
        lengths = LENGTHS if length is None else {**LENGTHS, AHEAD: length}
        theirs = {"yours": self._step} if self._step else {}
        self.paths, self._problems = {}, {}
        if surface in SURFACES:
            self.paths = _batch(objective, start, alpha, beta, self.steps, lengths)
        else:
            theirs |= {name: RULES.get(name) or _looking_ahead(length) for name in lengths}
        for name, step in theirs.items():  # what a learner wrote may fail
            run = guard.run(descend, step, objective, start, alpha, beta, self.steps)
            self._problems[name] = run.problem
            if run.value is not None:
                self.paths[name] = run.value
        self._ran = settings

    def _result(self, name, objective, updates):
        """Say where a method stands after so many updates, in words that are the same on every machine."""
        path = self.paths.get(name)
        if path is None:
            return self._problems[name]
        if path.diverged and path.diverged_at <= updates:
            return f"diverged at update {path.diverged_at}."
        said = f"loss {number(path.loss[updates])}"
        distance = objective.distance(path.theta[updates])
        return said + ("." if np.isnan(distance) else f", distance to the minimum {number(distance)}.")


def _looking_ahead(length):
    """Return the step that measures the slope at θ − cβv: momentum's for the length c = 0, NAG's for 1."""

    def step(theta, v, gradient, alpha, beta):
        v = beta * v + alpha * gradient(theta - length * beta * v)
        return theta - v, v

    return step


def _batch(objective, start, alpha, beta, steps, lengths):
    """Return the run of each method, name -> Path. Only β and the length tell them apart, and one batch is faster than three runs."""
    ahead = _looking_ahead(np.array([*lengths.values()])[:, None])
    betas = [0.0 if name == "gradient descent" else beta for name in lengths]
    batch = descend(ahead, objective, start, alpha, betas, steps)
    return {name: batch.run(i) for i, name in enumerate(lengths)}


def _capital(text):
    return text[:1].upper() + text[1:]


def _point(start, dimension):
    point = np.atleast_1d(checks.finite_array("start", start))
    if point.shape != (dimension,):
        raise ValueError(f"start must have {dimension} coordinate{'s' * (dimension > 1)}, got {start!r}")
    return point


def _move_or_hide(move, artists, path, **settings):
    if path is not None:
        move(artists, path, **settings)
    for artist in artists:
        artist.set_visible(path is not None)


def _keep_window(ax, objective):
    """Set the limits that `plots.surface` sets, where it could not."""
    (left, right), *vertical = plots.window(objective)
    if ax.get_autoscale_on():
        ax.set(xlim=(left, right), ylim=vertical[0] if vertical else (0, 1), autoscale_on=False)


def _loss_limits(objective):
    """Return limits that hold for every start in the window: the axis of an explorer must not move."""
    sides = [np.linspace(low, high, 60) for low, high in plots.window(objective)]
    grid = np.stack(np.meshgrid(*sides), axis=-1)
    values = guard.run(objective.value, grid).value
    values = np.zeros(1) if values is None else np.asarray(values)[np.isfinite(values)]
    if not len(values) or values.min() == values.max():
        values = np.array([0.0, 1.0])
    if objective.minimum is None:
        high = max(np.quantile(values, 0.7), float(objective.value(objective.start)))
        margin = 0.05 * (high - values.min())
        return values.min() - margin, high + margin
    return LOWEST_SAID, 10 * (values.max() - objective.minimum)
