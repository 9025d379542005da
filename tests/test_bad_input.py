"""Bad input is answered: every public function says which argument, which value, and what is allowed."""

import numpy as np
import pytest

from nag_helpers import explorers, objectives, paths, plots, schedules, theory
from nag_helpers.optimizers import descend, nesterov_step

RAVINE, WELL = objectives.quadratic((1, 10)), objectives.double_well()
PATH = descend(nesterov_step, RAVINE, alpha=0.01, beta=0.9, steps=30)
BATCH = descend(nesterov_step, RAVINE, alpha=np.array([0.01, 0.02]), steps=5)
LINE = descend(nesterov_step, WELL, alpha=0.01, steps=5)
AX = plots.figure()[1]


def square(x):
    return x**2


def run(**settings):
    return descend(nesterov_step, RAVINE, **settings)


def own(**settings):
    return objectives.from_function(**{"function": square, "start": (1,)} | settings)


def objective(**settings):
    return objectives.Objective(**{"name": "a", "formula": "b", "value": square, "gradient": square, "start": [1.0]} | settings)


#: What the message must hold: the argument's name, and the value or its shape.
CALLS = {
    "descend": [
        (lambda: descend(nesterov_step, WELL, PATH), "start", "30 updates in 2 dimensions"),
        (lambda: descend(nesterov_step, square), "objective", "square"),
        (lambda: descend(nesterov_step, None), "objective", "None"),
        (lambda: descend("nag", RAVINE), "step", "'nag'"),
        (lambda: descend(square, RAVINE), "step", "(x)"),
        (lambda: run(alpha="0.1"), "alpha", "'0.1'"),
        (lambda: run(alpha=True), "alpha", "True"),
        (lambda: run(alpha=1j), "alpha", "1j"),
        (lambda: run(alpha=None), "alpha", "None"),
        (lambda: run(alpha=[]), "alpha", "(0,)"),
        (lambda: run(alpha=lambda: 0.1), "alpha", "()"),
        (lambda: run(alpha=[0.1, 0.2], beta=[0.1, 0.2, 0.3]), "alpha", "(3,)"),
        (lambda: run(record=[1]), "record", "[1]"),
        (lambda: run(start=(1, 2, 3)), "start", "(3,)"),
    ],
    "objectives": [
        (lambda: WELL.value([1, 2]), "theta", "(2,)"),
        (lambda: WELL.gradient([1, 2]), "theta", "(2,)"),
        (lambda: objectives.heavy_ball_cycle().gradient([1.0, 2.0]), "theta", "(2,)"),
        (lambda: RAVINE.value([1, 2, 3]), "theta", "(3,)"),
        (lambda: RAVINE.gradient([1, 2, 3]), "theta", "(3,)"),
        (lambda: RAVINE.value(1), "theta", "()"),
        (lambda: RAVINE.value("ab"), "theta", "'ab'"),
        (lambda: RAVINE.distance([1]), "theta", "(1,)"),
        (lambda: objectives.octagon().gradient([1.0]), "theta", "(1,)"),
        (lambda: objectives.rosenbrock().value([1, 2, 3]), "theta", "(3,)"),
        (lambda: objectives.logistic_regression().value([1.0]), "theta", "(1,)"),
        (lambda: objectives.logistic_regression(seed=-1), "seed", "-1"),
        (lambda: objectives.double_well([1, 2]), "tilt", "[1, 2]"),
        (lambda: own().value([1, 2]), "theta", "(2,)"),
        (lambda: own(window="ab"), "window", "'ab'"),
        (lambda: own(window=(1, 2)), "window", "(1, 2)"),
        (lambda: own(window=((2, 1),)), "window", "((2, 1),)"),
        (lambda: own(name=3), "name", "3"),
        (lambda: own(formula=None), "formula", "None"),
        (lambda: objective(value=1), "value", "1"),
        (lambda: objective(L="x"), "L", "'x'"),
        (lambda: objective(L=-1), "L", "-1"),
        (lambda: objective(mu="x"), "mu", "'x'"),
    ],
    "theory": [
        (lambda: theory.rate(["NAG"], 0.1, 0.9, 1, 2), "method", "['NAG']"),
        (lambda: theory.rate("NAG", [0.1, 0.2], 0.9, [1, 1, 1], 2), "alpha", "(3,)"),
        (lambda: theory.effective_momentum("NAG", 0.1, 0.9, "a"), "curvature", "'a'"),
        (lambda: theory.best_tuning("NAG", [1, 2], [1, 2, 3]), "mu", "(3,)"),
        (lambda: theory.stability_limit("NAG", [0.1, 0.2], [1, 2, 3]), "beta", "(3,)"),
        (lambda: theory.steps_to([0.1, 0.2], [0.1, 0.2, 0.3]), "reduction", "(3,)"),
        (lambda: theory.nesterov_ode([1, 2], [1, 2, 3]), "time", "(3,)"),
        (lambda: theory.nesterov_bound(1, [1, 2], [1, 2, 3]), "L", "(3,)"),
    ],
    "schedules": [
        (lambda: schedules.t_momentum(3)(5), "t", "5"),
        (lambda: schedules.t_momentum(3)(0), "t", "0"),
        (lambda: schedules.rising_momentum(0.9)("a"), "t", "'a'"),
        (lambda: schedules.rising_momentum(0.9, last="a", steps=3), "last", "'a'"),
        (lambda: schedules.rising_momentum(0.9, last=5, steps=3), "steps", "3"),
        (lambda: schedules.ogm(square, 3), "objective", "square"),
        (lambda: schedules.ogm(objectives.rosenbrock(), 3), "alpha", "None"),
        (lambda: schedules.ogm(RAVINE, 3, start=[1]), "start", "(1,)"),
    ],
    "paths": [
        (lambda: paths.settling_step([], 1), "values", "(0,)"),
        (lambda: paths.settling_step("ab", 1), "values", "'ab'"),
        (lambda: paths.settling_step([1, 2], np.nan), "tolerance", "nan"),
        (lambda: paths.settling_step([[1, 2]], [1, 2, 3]), "tolerance", "(3,)"),
        (lambda: paths.first_step_below([1, 2], "a"), "tolerance", "'a'"),
    ],
    "plots": [
        (lambda: plots.figure(0), "rows", "0"),
        (lambda: plots.figure(width=-1), "width", "-1"),
        (lambda: plots.surface(None, RAVINE), "ax", "None"),
        (lambda: plots.surface(AX, square), "objective", "square"),
        (lambda: plots.path(AX, [1, 2], "NAG"), "path", "[1, 2]"),
        (lambda: plots.path(AX, PATH, "nag"), "name", "'nag'"),
        (lambda: plots.losses(AX, PATH), "paths_by_name", "30 updates"),
        (lambda: plots.losses(AX, {"NAG": BATCH}), "batch", "(2,)"),
        (lambda: plots.losses(AX, {"NAG": PATH}, minimum="a"), "minimum", "'a'"),
        (lambda: plots.losses(AX, {"NAG": PATH}, goal=-1), "goal", "-1"),
        (lambda: plots.race(None, {}), "objective", "None"),
        (lambda: plots.race(RAVINE, {"NAG": LINE}), "paths_by_name", "1 dimension"),
        (lambda: plots.tidy(None), "ax", "None"),
        (lambda: plots.two_sequences(AX, WELL, 0.1, 0.9, 3), "objective", "1"),
        (lambda: plots.two_sequences(AX, RAVINE, 0.1, 2, 3), "beta", "2"),
        (lambda: plots.show(None, "words"), "figure", "None"),
    ],
    "explorers": [
        (lambda: explorers.RaceExplorer(alpha=50), "alpha", "50"),
        (lambda: explorers.RaceExplorer(beta=2), "beta", "2"),
        (lambda: explorers.RaceExplorer(beta=[0.1]), "beta", "[0.1]"),
        (lambda: explorers.RaceExplorer([1]), "objective", "[1]"),
        (lambda: explorers.TrainingExplorer(beta=2), "beta", "2"),
        (lambda: explorers.TrainingExplorer(alpha=100), "alpha", "100"),
        (lambda: explorers.TrainingExplorer(epochs=99), "epochs", "99"),
        (lambda: explorers.ConverterExplorer("x"), "first", "'x'"),
    ],
}
TABLE = [pytest.param(*case, id=f"{module} {number}") for module, cases in CALLS.items() for number, case in enumerate(cases)]


@pytest.mark.parametrize(("call", "argument", "value"), TABLE)
def test_the_message_names_the_argument_the_value_and_what_is_allowed(call, argument, value):
    with pytest.raises((ValueError, TypeError)) as raised:
        call()
    said = str(raised.value)
    assert argument in said
    assert value in said
    assert " must " in said
