"""Bad input is answered: every public function says which argument, which value, and what is allowed."""

import numpy as np
import pytest

from nag_helpers import cheatsheet, explorers, objectives, paths, plots, schedules, theory
from nag_helpers.frameworks import census, checkpoints, conversions, forms, heirs_table, identify, installed, relatives
from nag_helpers.learning import game
from nag_helpers.learning.game import selection
from nag_helpers.networks import (
    autoencoder_table,
    comparison,
    curvature,
    digits_table,
    images,
    live_training,
    muon,
    network,
    one_seed,
    training_plots,
    tuning,
    workers,
)
from nag_helpers.optimizers import descend, nesterov_step
from nag_helpers.pictures import notebook_00 as pictures
from nag_helpers.pictures import (
    notebook_01,
    notebook_02,
    notebook_03,
    notebook_04,
    notebook_05,
    notebook_07,
    notebook_08,
    notebook_09,
    notebook_10,
)

RAVINE, WELL = objectives.quadratic((1, 10)), objectives.double_well()
PATH = descend(nesterov_step, RAVINE, alpha=0.01, beta=0.9, steps=30)
BATCH = descend(nesterov_step, RAVINE, alpha=np.array([0.01, 0.02]), steps=5)
LINE = descend(nesterov_step, WELL, alpha=0.01, steps=5)
AX = plots.figure()[1]
TWO_ROWS = {"momentum": [1, 2], "NAG": [3, 4]}
TWO_GRIDS = {method: [[1, 2], [3, 4]] for method in TWO_ROWS}
GAME, OVER = (game.Game("otter", keeps=False) for _ in range(2))
for each in ("momentum", "NAG"):
    OVER.submit(each, 0.02, 0.9)


def square(x):
    return x**2


def run(**settings):
    return descend(nesterov_step, RAVINE, **settings)


def own(**settings):
    return objectives.from_function(**{"function": square, "start": (1,)} | settings)


def objective(**settings):
    return objectives.Objective(
        **{"name": "a", "formula": "b", "value": square, "gradient": square, "start": [1.0]} | settings
    )


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
        (lambda: objectives.bent_parabola().gradient([1.0, 2.0]), "theta", "(2,)"),
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
TABLE = [
    pytest.param(*case, id=f"{module} {number}") for module, cases in CALLS.items() for number, case in enumerate(cases)
]


@pytest.mark.parametrize(("call", "argument", "value"), TABLE)
def test_the_message_names_the_argument_the_value_and_what_is_allowed(call, argument, value):
    with pytest.raises((ValueError, TypeError)) as raised:
        call()
    said = str(raised.value)
    assert argument in said
    assert value in said
    assert " must " in said


# Every argument of every public function, given what nothing is made of


class Tensor:
    """As torch's with requires_grad."""

    def __array__(self, *_, **__):
        raise RuntimeError("Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead.")

    def __repr__(self):
        return "tensor(1., requires_grad=True)"


IN_ITSELF = []
IN_ITSELF.append(IN_ITSELF)
ODD = {
    "a masked array": np.ma.array([1.0, 2.0], mask=[True, False]),
    "a tensor with a gradient": Tensor(),
    "a list in itself": IN_ITSELF,
    "an object": object(),
    "a complex number": 1j,
    "not a number": float("nan"),
}

NETWORK = network.Network((4, 3, 2))
INPUTS, LABELS = np.linspace(0, 1, 32).reshape(8, 4), np.array([0, 1] * 4)
TASK = network.training(NETWORK, INPUTS, LABELS, batch_size=4)
THETA = NETWORK.initial()
COMPARISON = comparison.Comparison(
    lambda seeds: network.training(NETWORK, INPUTS, LABELS, 4, seeds), goal=0.1, epochs=1
)
LOSS_AFTER = tuning.LossAfter(COMPARISON.training, updates=2, search_seeds=(0, 1), seeds=(2, 3))
METHOD = forms.adam()
RUNS = autoencoder_table.load()["runs"]
TABLE = digits_table.load("all images", "NAG")
BOOK = '{"cells": [{"cell_type": "code", "source": ["data = np.array([[1, 2], [3, 4]])"]}]}'
SETTINGS = {"method": "NAG", "alpha": 0.1, "beta": 0.9, "curvature": 1.0}
BOUND = {"k": 3, "L": 1.0, "R": 1.0}
STEPPING = {
    "step": nesterov_step,
    "objective": RAVINE,
    "start": (1.0, 1.0),
    "alpha": 0.01,
    "beta": 0.9,
    "steps": 3,
    "record": "all",
}
FOLLOWING = {**STEPPING, "method": METHOD}
del FOLLOWING["step"]
WALK = [[1.0, 1.0], [0.991, 0.1]]
BENT = objectives.rosenbrock()
WALK_RUN = descend(nesterov_step, RAVINE, alpha=0.001, beta=0.9, steps=2)
WELL_RUN = descend(nesterov_step, WELL, alpha=0.02, beta=0.9, steps=3)
BENT_RUN = descend(nesterov_step, BENT, alpha=0.001, beta=0.9, steps=2)
RUNNING = {"objective": RAVINE, "alpha": 0.1, "beta": 0.9, "steps": 1}
TRAINED = {"network": NETWORK, "inputs": INPUTS, "targets": LABELS}
SGD_STATE = {
    "state": {},
    "param_groups": [{"lr": 0.1, "momentum": 0.9, "dampening": 0, "nesterov": True, "params": [0]}],
}

#: A call that works, by keyword.
RIGHT = [
    (descend, STEPPING),
    (objectives.quadratic, {"curvatures": (1, 2), "rotation": 0.1, "start": (1, 1)}),
    (objectives.double_well, {"tilt": 0.3}),
    (objectives.octagon, {"kappa": 400}),
    (objectives.nesterov_worst, {"k": 3, "L": 1.0}),
    (objectives.springs, {"n": 5}),
    (objectives.logistic_regression, {"samples": 20, "dimension": 2, "mu": 0.1, "seed": 0}),
    (
        own,
        {
            "function": square,
            "start": (1,),
            "gradient": lambda x: [2 * x],
            "window": ((-1, 1),),
            "name": "a",
            "formula": "b",
            "minimiser": [0],
        },
    ),
    (
        objective,
        {
            "name": "a",
            "formula": "b",
            "value": square,
            "gradient": square,
            "start": [1.0],
            "minimiser": [0.0],
            "L": 1.0,
            "mu": 1.0,
            "window": ((-1, 1),),
        },
    ),
    (RAVINE.value, {"theta": [1, 1]}),
    (RAVINE.gradient, {"theta": [1, 1]}),
    (RAVINE.distance, {"theta": [1, 1]}),
    (WELL.value, {"theta": [1]}),
    (paths.settling_step, {"values": [2, 1], "tolerance": 1}),
    (paths.first_step_below, {"values": [2, 1], "tolerance": 1}),
    (schedules.k_momentum, {"t": 3}),
    (schedules.t_sequence, {"count": 3}),
    (schedules.t_momentum, {"steps": 3}),
    (schedules.rising_momentum, {"maximum": 0.9, "period": 2, "last": 1, "steps": 5}),
    (schedules.RestartingNAG, {"test": "function", "value": square}),
    (schedules.ogm, {"objective": RAVINE, "steps": 2, "alpha": 0.1, "start": [1, 1]}),
    *(
        (one, SETTINGS)
        for one in (
            theory.effective_momentum,
            theory.effective_friction,
            theory.iteration_matrix,
            theory.roots,
            theory.spectral_radius,
            theory.regime,
        )
    ),
    (theory.overdamped_limit, {"method": "NAG", "beta": 0.9}),
    (theory.stability_limit, {"method": "NAG", "beta": 0.9, "L": 1.0}),
    (theory.rate, {"method": "NAG", "alpha": 0.1, "beta": 0.9, "mu": 1, "L": 2}),
    (theory.best_tuning, {"method": "NAG", "mu": 1, "L": 2}),
    (theory.best_momentum, {"method": "NAG", "mu": 1, "L": 2}),
    (theory.lower_bound_rate, {"mu": 1, "L": 2}),
    *(
        (one, BOUND)
        for one in (theory.worst_function_bound, theory.gradient_descent_bound, theory.nesterov_bound, theory.ogm_bound)
    ),
    (theory.worst_function_best, {"k": 3, "L": 1.0}),
    (theory.steps_to, {"reduction": 0.1, "rate": 0.9}),
    (theory.steps_per_decade, {"rate": 0.9}),
    (theory.nesterov_ode, {"time": 1.0, "curvature": 1.0}),
    (plots.figure, {"rows": 1, "columns": 1, "width": 2, "height": 2}),
    (plots.tidy, {"ax": AX}),
    (plots.window, {"objective": RAVINE}),
    (plots.surface, {"ax": AX, "objective": RAVINE}),
    (plots.path, {"ax": AX, "path": PATH, "name": "NAG"}),
    (plots.losses, {"ax": AX, "paths_by_name": {"NAG": PATH}, "minimum": 0.0, "goal": 0.1}),
    (plots.name_ends, {"ax": AX}),
    (plots.loss_axes, {"ax": AX, "steps": 3, "low": 0.1, "high": 1.0, "log": True, "goal": 0.5}),
    (plots.loss_line, {"ax": AX, "name": "NAG"}),
    (plots.halo, {"width": 2.0}),
    (plots.in_margin, {"name": "gradient descent"}),
    (plots.power_of_ten, {"value": 10}),
    (plots.two_sequences, {"ax": AX, "objective": RAVINE, "alpha": 0.1, "beta": 0.9, "updates": 1}),
    (plots.race, {"objective": RAVINE, "paths_by_name": {"NAG": PATH}, "goal": 0.1}),
    (plots.show, {"figure": plots.figure()[0], "words": "words"}),
    (conversions.read, {"held": ([1.0], [1.0], 0.1, 0.9), "form": "torch"}),
    (conversions.reading_of, {"parameter": [1.0], "v": [1.0], "beta": 0.9, "holds_look_ahead": True}),
    (conversions.write, {"reading": ([1.0], [1.0]), "form": "torch", "alpha": 0.1, "beta": 0.9}),
    (conversions.convert, {"held": ([1.0], [1.0], 0.1, 0.9), "source": "torch", "target": "Keras"}),
    (
        conversions.run,
        {"form": "moving average", "objective": RAVINE, "start": [1, 1], "alpha": 0.01, "beta": 0.9, "steps": 2},
    ),
    (forms.with_l2, {"objective": RAVINE, "strength": 0.1}),
    (forms.with_decoupled_decay, {"step": nesterov_step, "decay": 0.1}),
    (forms.adam, {"beta2": 0.9, "epsilon": 1e-8}),
    (forms.nadam, {"beta2": 0.9, "epsilon": 1e-8, "warm_up": 0.1}),
    (forms.decaying, {"method": METHOD, "decay": 0.1}),
    (forms.follow, FOLLOWING),
    (relatives.adan, {"beta2": 0.9, "beta3": 0.9, "epsilon": 1e-8, "share": 0.1}),
    (relatives.lion, {"beta2": 0.9}),
    (census.table, {"rows": []}),
    (census.changed, {"rows": []}),
    (identify, {"optimiser": nesterov_step, "alpha": 0.1, "beta": 0.9}),
    (checkpoints.read_torch, {"parameters": [[1.0]], "state_dict": SGD_STATE, "learning_rate": 0.1, "momentum": 0.9}),
    *(
        (one, RUNNING)
        for one in (
            installed.run_torch,
            installed.run_keras,
            installed.run_optax,
            installed.run_jax,
            installed.run_sklearn,
        )
    ),
    (installed.table, {"rows": installed.recorded()[1]}),
    (installed.measure, {"steps": 1}),
    (network.Network, {"sizes": (4, 3, 2), "hidden": "tanh", "loss": "cross-entropy"}),
    (NETWORK.layers, {"theta": THETA}),
    (NETWORK.forward, {"theta": THETA, "inputs": INPUTS}),
    (NETWORK.outputs, {"theta": THETA, "inputs": INPUTS}),
    (NETWORK.value, {"theta": THETA, "inputs": INPUTS, "targets": np.eye(2)[LABELS]}),
    (NETWORK.gradient, {"theta": THETA, "inputs": INPUTS, "targets": np.eye(2)[LABELS]}),
    (NETWORK.accuracy, {"theta": THETA, "inputs": INPUTS, "labels": LABELS}),
    (NETWORK.initial, {"rule": "he", "seed": (0, 1)}),
    (network.training, {**TRAINED, "batch_size": 4, "seed": 0, "initialisation": "he", "dtype": np.float32}),
    (workers.workers, {**TRAINED, "seeds": (0, 1), "count": 2, "local_steps": 1, "local_alpha": 0.1, "batch_size": 4}),
    (curvature.largest_curvature, {"objective": RAVINE, "theta": [1.0, 1.0], "steps": 2, "seed": 0, "h": 1e-4}),
    (images.digits, {"test": 10, "seed": 0}),
    (images.curves, {"count": 2, "size": 4, "seed": 0}),
    (
        live_training.train,
        {
            "step": nesterov_step,
            "objective": TASK,
            "epochs": 1,
            "start": THETA,
            "alpha": 0.1,
            "beta": 0.9,
            "label": "a",
        },
    ),
    (muon.orthogonalised, {"matrix": np.eye(2), "steps": 1}),
    (muon.muon_step, {"network": NETWORK, "nesterov": True}),
    (comparison.Comparison, {"training": square, "goal": 0.1, "epochs": 1}),
    *(
        (one, {"step": nesterov_step, "alpha": 0.1, "beta": [0.9], "seeds": (0, 1)})
        for one in (COMPARISON.run, COMPARISON.epochs_needed)
    ),
    (COMPARISON.epochs_until_goal, {"path": PATH}),
    (COMPARISON.tune, {"step": nesterov_step, "alphas": (0.1,), "betas": (0.9,), "seeds": (0, 1)}),
    (tuning.LossAfter, {"training": square, "updates": 1, "search_seeds": (0,), "seeds": (1,)}),
    (LOSS_AFTER.losses, {"step": nesterov_step, "alpha": 0.1, "beta": [0.9], "seeds": (0, 1), "run": descend}),
    (LOSS_AFTER.tune, {"step": nesterov_step, "alphas": (0.1,), "betas": (0.9,), "run": descend}),
    (tuning.paired, {"first": [1, 2], "second": [2, 3]}),
    (
        lambda rows, labels, scale: training_plots.image_rows(rows, labels=labels, scale=scale),
        {"rows": INPUTS, "labels": ["a"], "scale": 1.0},
    ),
    (training_plots.autoencoder_errors, {"ax": AX, "rows": autoencoder_table.table()}),
    (autoencoder_table.objective, {"seed": 0, "dtype": np.float32}),
    (autoencoder_table.squared_error, {"objective": TASK, "theta": THETA}),
    (autoencoder_table.early_errors, {"rule": "NAG"}),
    (autoencoder_table.find, {"runs": RUNS}),
    (autoencoder_table.run, {"rule": "NAG", "maximum": 0.9, "alpha": 0.1, "seed": 0, "updates": 500}),
    (autoencoder_table.chosen_alpha, {"runs": RUNS, "rule": "NAG", "maximum": 0.9}),
    (autoencoder_table.table, {"runs": RUNS}),
    (digits_table.comparison, {"batch_size": 32, "epochs": 1}),
    (digits_table.load, {"name": "all images", "rule": "NAG"}),
    (one_seed.points_of, {"notebook": BOOK}),
    (one_seed.wave, {"parameters": [1.0, 2.0], "x": [1.0]}),
    (one_seed.loss_after, {"rule": "NAG", "points": np.ones((2, 5)), "seed": 0}),
    (one_seed.measure, {"points": np.ones((2, 5)), "seeds": (0,)}),
    (cheatsheet.save, {"file": "a.pdf"}),
    (
        explorers.RaceExplorer,
        {
            "objective": RAVINE,
            "step": nesterov_step,
            "alpha": 0.01,
            "beta": 0.9,
            "steps": 3,
            "start": (1, 1),
            "goal": 0.1,
        },
    ),
    (explorers.film, {"walk": WALK}),
    (explorers.FilmExplorer, {"memory": WALK, "yours": WALK}),
    (pictures.promise, {"shares": [0, 0.5], "measured": [9, 5], "without": 9}),
    (pictures.one_swing, {"walk": [*WALK, [0.98, -0.7]], "share": 0.85}),
    (pictures.before_the_swing, {"ball": 0.1}),
    (pictures.pushed_uphill, {"shares": [0, 1], "uphill": [0.3, 0]}),
    (pictures.brake, {"memory": WALK, "yours": WALK, "updates": 1}),
    (notebook_01.zigzag, {"ravine": RAVINE, "path": PATH, "parts": np.ones(PATH.theta.shape)}),
    (notebook_01.units, {"raw": RAVINE, "slow": PATH, "fit": RAVINE, "quick": PATH, "best": np.ones((2, 2))}),
    (notebook_01.two_rates, {"ratios": [0.1, 1], "found": {"tidy": [9, 1]}}),
    (notebook_02.three_bowls, {"balls": [[1, 0.5], [1, -0.5]], "updates": 1, "height": 3}),
    (notebook_02.pile, {"shares": [0.5, 0.9], "updates": 3}),
    (notebook_02.swings, {"runs": {0.5: [1, -0.5]}, "updates": 1}),
    (notebook_02.media, {"balls": {"honey": [1, 0.5]}, "updates": 1}),
    (notebook_02.shelf, {"steepness": [0.1, 1], "updates": {0: [9, 1], 0.5: [8, -1]}}),
    (notebook_02.sheet, {"steepness": [0.3, 0.9], "beta": 0.85, "updates": 2}),
    (notebook_02.bill, {"runs": {"momentum": PATH}, "first": 1}),
    (notebook_02.growth, {"kappas": [10, 100], "without": [9, 90], "with_memory": [3, 9]}),
    (notebook_02.climb, {"kappas": [10, 100], "climbs": {"inside": [1, 4]}}),
    (notebook_03.swings, {"momentum": [1, -0.8, 0.4], "nag": [1, -0.4, 0.1]}),
    (notebook_03.one_run, {"nag": WALK, "rebuilt": WALK, "updates": 1}),
    (notebook_03.kept, {"beta": 0.85, "marked": {"across": 0.9}}),
    (notebook_03.pushes_apart, {"apart": [0, 0.2], "coast": [0, 0.4]}),
    (notebook_03.bend, {"valley": BENT, "run": BENT_RUN, "beta": 0.9, "update": 1}),
    (notebook_04.fan, {"walks": {"NAG": [1, 0.7, 0.3]}}),
    (notebook_04.on_two_grounds, {"runs": {"bent": (BENT, BENT_RUN, BENT_RUN)}, "updates": 1}),
    (notebook_04.references, {"rows": 3}),
    (notebook_04.stops, {"well": WELL, "run": WELL_RUN, "stops": {"first": 1}}),
    (explorers.TrainingExplorer, {"alpha": 0.1, "beta": 0.9, "batch_size": 32, "epochs": 0, "seed": 0}),
    (explorers.ConverterExplorer, {"first": "paper", "second": "torch"}),
    (explorers.TuningExplorer, {"game": GAME}),
    (selection.selected, {"code": "otter", "method": "NAG", "seed": 0}),
    (notebook_05.tried, {"counts": {"momentum": [3], "NAG": [2, -1]}}),
    (notebook_05.fences, {"alphas": [0.1], "found": {"momentum": [[3, 0.1]], "NAG": [[2, 0.1]]}}),
    (notebook_05.repaired, {"runs": {"momentum": PATH, "NAG": PATH}, "goal": 0.1}),
    (notebook_05.waits, {"directions": {"Across": {"momentum": PATH, "NAG": PATH}}, "goal": 0.1}),
    (notebook_05.by_curvature, {"curvatures": [0.1, 1.0], "updates": TWO_ROWS}),
    (notebook_05.maps, {"alphas": [0.1, 0.2], "betas": [0.5, 0.6], "updates": TWO_GRIDS, "L": 1}),
    (notebook_05.misjudged, {"true": [1.0, 2.0], "updates": {"as computed": TWO_ROWS}}),
    (
        notebook_05.fates,
        {
            "starts": [[1, 1]],
            "own": [1, 1],
            "flew": dict.fromkeys(TWO_ROWS, np.array([True])),
            "edges": {"momentum": 0.5, "NAG": 0.4},
        },
    ),
    (notebook_05.stepped_back, {"shares": [0.5, 1.0], "flown": TWO_ROWS, "needed": TWO_ROWS}),
    (notebook_05.selection, {"tries": [1, 2], "promised": TWO_ROWS, "score": TWO_ROWS}),
    (notebook_05.cost_of_beta, {"updates": {"best": {"momentum": {0.5: 9}, "NAG": {0.5: 8}}}}),
    (
        notebook_05.over_the_hill,
        {"starts": [1.0], "as_high": 0.5, "betas": [0.8], "crossed": dict.fromkeys(TWO_ROWS, np.array([[True]]))},
    ),
    (notebook_07.let_go, {"objective": WELL, "at": 1.0}),
    (notebook_07.last_places, {"objective": WELL, "runs": {"NAG": WELL_RUN}, "updates": 2}),
    (notebook_07.eight_places, {"objective": RAVINE, "runs": {"momentum": WALK, "NAG": WALK}}),
    (notebook_07.paid, {"accounts": [3.0, 2.0], "gaps": [1.0, 0.5]}),
    (notebook_07.nearer_goal, {"loss": np.square, "slope": np.square, "x": 3.0, "y": 2.0, "t": 2.5}),
    (notebook_07.two_walks, {"objective": RAVINE, "careful": WALK, "bold": WALK, "run": WALK_RUN}),
    (notebook_07.account_and_loss, {"gaps": [1.0, 0.5], "accounts": [3.0, 2.0]}),
    (notebook_07.promise_used, {"by_method": TWO_ROWS}),
    (notebook_07.into_the_limit, {"runs": {0.25: [1.0, 0.9]}, "time": [0.0, 1.0], "limit": [1.0, 0.8]}),
    (notebook_07.restarted, {"gaps": {"growing β": [1.0, 0.5, 0.4], "restarted": [1.0, 0.6, 0.7]}}),
    (notebook_07.in_noise, {"losses": {"gradient descent": [1.0, 0.5, 0.4], "NAG, growing": [1.0, 0.6, 0.7]}}),
    (notebook_08.one_seed, {"losses": TWO_ROWS, "seed": 0}),
    (notebook_08.tremble, {"betas": [0.5, 0.9], "panels": {"same": (TWO_ROWS, lambda name, betas: betas)}}),
    (notebook_08.grids, {"tables": {"NAG": TABLE}, "goal": "epochs", "long_step": 2}),
    (notebook_08.misread, {"images": INPUTS, "labels": LABELS, "said": 1 - LABELS}),
    (notebook_08.losses_of_seeds, {"losses": TWO_GRIDS, "goal": 0.1}),
    (notebook_08.leads, {"counts": TWO_ROWS, "what": "epochs"}),
    (notebook_08.batch_gradients, {"panels": {"here": ([[1.0, 2.0]], [1.0, 1.0])}}),
    (notebook_08.curvature_along, {"updates": [1, 2], "along": TWO_ROWS}),
    (notebook_08.ratios, {"by_maximum": {0.9: [1.0, 2.0]}}),
    (notebook_08.switched, {"tables": {"here": (TABLE, TABLE)}}),
    (notebook_08.noise_off, {"losses": {"on": TWO_GRIDS, "off": TWO_GRIDS}, "goal": 0.1}),
    (notebook_08.curvature, {"products": {"NAG": ([0, 1], [2.0, 1.0])}, "betas": {"NAG": 0.9}}),
    (notebook_08.schedules, {"losses": TWO_ROWS, "changed_after": 1}),
    (notebook_09.switch, {"batches": {0.1: TWO_ROWS}, "full": {0.1: TWO_ROWS, 0.2: TWO_ROWS}}),
    (notebook_09.rings, {"theta": [1, 0.9, 0.7], "p": [1, 0.8, 0.5], "asked": [1, 0.8]}),
    (notebook_09.theta_and_look_ahead, {"valley": RAVINE, "theta": WALK, "p": WALK, "step": 1}),
    (notebook_09.drop, {"runs": {"paper": [1, 0.5, 0.2], "torch": [1, 0.5, 0.4]}, "at": 1}),
    (notebook_09.one_loop, {"losses": [2, 1, 0.5], "torch_losses": [2, 1, 0.5]}),
    (notebook_09.places, {"runs": {"before": [0, 0.5, 0.6]}, "least": 0, "most": 2}),
    (notebook_09.sum_or_average, {"sums": [1, 1.9], "averages": [0.1, 0.19]}),
    (notebook_09.theta_or_p, {"losses": {"α = 0.1": [[1, 2], [1.1, 2.1]]}}),
    (notebook_09.saved, {"files": {"A": [0.6, 2.4], "B": [0.7, -0.1]}}),
    (notebook_09.census, {"look_aheads": {"says Nesterov": {"torch SGD": 1.0}}}),
    (notebook_09.bugs, {"losses": {"torch_step": [5, 1, 0.1]}}),
    (notebook_10.newest, {"shares": {"NAG": [0.1, 0.19]}}),
    (notebook_10.tuned, {"changes": {"NAG": [-1, -2]}}),
    (notebook_10.maps, {"grids": {"NAG": ([0.1], [0.5], [[0.5]])}}),
    (notebook_10.mixtures, {"momenta": {"optax": [0.9, 0.9]}}),
    (notebook_10.verdicts, {"races": {"along": {"Adam": (2, -1), "NAdam": (1, 3)}}, "until": 4}),
    (notebook_10.pairs, {"differences": {"ten": [1, 2]}}),
    (notebook_10.tens, {"means": [1, 2], "errors": [1, 2], "established": np.array([True, False]), "marked": 0}),
    (notebook_10.singular_values, {"values": {"a": [2, 1]}, "marked": 2}),
    (notebook_10.meeting, {"valley": RAVINE, "apart": np.zeros((2, 3, 2)) + 1, "thetas": {"averaging": [[1, 1]]}}),
    (notebook_10.three_points, {"valley": RAVINE, **{name: [[1, 1]] for name in "xyz"}, "update": 0}),
    (notebook_10.cliff, {"alphas": [1.0, 2.0], "best": TWO_ROWS, "ringed": {"NAG": 1.0}}),
    (notebook_10.dots, {"losses": {"0": [1, 2]}, "title": "a"}),
    (notebook_10.memories, {"weights": {"β = 0.5": [[1, 0.5], [1.5, 0.25]]}}),
    (heirs_table.seeds_of, {"search": 0}),
    (heirs_table.comparison, {"task": "batches", "search": 0}),
    (heirs_table.find, {"runs": heirs_table.load()["runs"], "name": "NAG", "search": 0}),
    (game.begin, {"code": "otter", "other_than": GAME}),
    (game.Game, {"code": "otter"}),
    (GAME.run, {"method": "NAG", "alpha": 0.01, "beta": 0.9}),
    (GAME.submit, {"method": "NAG", "alpha": 0.01, "beta": 0.9}),
    (GAME.left, {"method": "NAG"}),
    (OVER.score_of, {"name": "you"}),
]
#: Arguments to which something odd is no nonsense: a number that is not known, or a yes and no.
TAKEN = {
    ("settling_step", "values", "not a number"),
    ("first_step_below", "values", "not a number"),
    ("loss_axes", "log", None),
    ("read_torch", "parameters", "not a number"),
}
ARGUMENTS = [
    pytest.param(function, right, name, id=f"{function.__qualname__} {name}")
    for function, right in RIGHT
    for name in right
]


def answer_to(function, arguments):
    try:
        function(**arguments)
    except (ValueError, TypeError) as error:
        return str(error)
    return "taken"


@pytest.mark.parametrize(("function", "right", "name"), ARGUMENTS)
def test_nonsense_in_any_argument_is_named(function, right, name):
    refused = [odd for odd in ODD if not {(function.__name__, name, odd), (function.__name__, name, None)} & TAKEN]
    said = {odd: answer_to(function, {**right, name: ODD[odd]}) for odd in refused}
    assert {odd: text for odd, text in said.items() if name not in text or " must " not in text} == {}
