"""Which learning rates and momenta bring the digits' network to its goal: grids that take longer than anyone waits for a cell.

    python -m nag_helpers.networks.digits_table

makes them anew, in two or three minutes on a quiet core, and writes ``data/digits_table.json``. `load` reads it. Momentum and
NAG are tried on the same grid; β = 0 is gradient descent.
"""

import json
from importlib import resources

import numpy as np

from nag_helpers import checks
from nag_helpers.networks import images
from nag_helpers.networks.comparison import Comparison
from nag_helpers.networks.network import Network, training
from nag_helpers.optimizers import WITH_MOMENTUM

FILE = resources.files("nag_helpers") / "data" / "digits_table.json"

GOAL = 0.05
SEARCH_SEEDS = (0, 1, 2, 3)  # on which a setting is chosen
SEEDS = tuple(range(10, 20))  # on which the chosen one is measured

#: For each experiment: the batch size, after how many epochs a run is given up, and the grid.
EXPERIMENTS = {
    "batches of 32": {
        "batch_size": 32,
        "epochs": 15,
        "alphas": (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1.0, 1.5, 2.0),
        "betas": (0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99),
    },
    "all images": {
        "batch_size": None,
        "epochs": 50,
        "alphas": (0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.2, 1.5, 2.0),
        "betas": (0.8, 0.9, 0.95, 0.98, 0.99),
    },
    "all images, gradient descent": {
        "batch_size": None,
        "epochs": 280,
        "alphas": (1.0, 1.2, 1.5, 1.7, 2.0),
        "betas": (0.0,),
    },
}

#: Seeds that were drawn when all else was decided, to see what the ten were worth.
MORE_SEEDS = tuple(range(1000, 1030))

#: Settings that are tried on all images although they were found on batches of 32: (α, β).
CONTROLS, CONTROL_UPDATES = ((0.1, 0.95), (0.3, 0.9)), 140

#: Batch sizes and after how many epochs a run is given up; tried with NAG at one momentum and these learning rates.
BATCH_SIZES = {8: 20, 32: 20, 128: 30, 512: 50}
BATCH_BETA, BATCH_ALPHAS = 0.9, (0.02, 0.03, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1.0)


def comparison(batch_size, epochs):
    """Return the comparison on the digits: what is the same for every method and setting."""
    if batch_size is not None:
        checks.whole_number("batch_size", batch_size, least=1)
    digits, network = images.digits(), Network((64, 32, 10))
    return Comparison(
        lambda seeds: training(network, digits.train_images, digits.train_labels, batch_size, seeds), GOAL, epochs
    )


def _grid(rule, experiment):
    """Return one method's grid, its best setting, and what that takes on the seeds that played no part in the choice."""
    fair = comparison(experiment["batch_size"], experiment["epochs"])
    step = WITH_MOMENTUM[rule]
    grid, alpha, beta = fair.tune(step, experiment["alphas"], experiment["betas"], SEARCH_SEEDS)
    measured = fair.epochs_needed(step, alpha, beta, SEEDS)
    return {"epochs": _finite(grid), "alpha": alpha, "beta": beta, "measured": _finite(measured)}


def _finite(array):
    """Return nested lists with None for infinity, which JSON has not."""
    return np.where(np.isfinite(array), np.round(np.asarray(array, dtype=float), 3), None).tolist()


def _more(grids):
    """Return what the settings chosen on mini-batches give on `MORE_SEEDS`: epochs, and the share of test images read rightly."""
    experiment, digits, found = EXPERIMENTS["batches of 32"], images.digits(), {}
    fair = comparison(experiment["batch_size"], experiment["epochs"])
    first = [np.inf if row[0] is None else row[0] for row in grids["NAG"]["epochs"]]
    settings = {"gradient descent": (WITH_MOMENTUM["momentum"], experiment["alphas"][int(np.argmin(first))], 0.0)}
    settings |= {rule: (step, grids[rule]["alpha"], grids[rule]["beta"]) for rule, step in WITH_MOMENTUM.items()}
    for rule, (step, alpha, beta) in settings.items():
        run = fair.run(step, alpha, beta, MORE_SEEDS)
        right = Network((64, 32, 10)).accuracy(run.theta[-1], digits.test_images, digits.test_labels)
        found[rule] = {"epochs": _finite(fair.epochs_until_goal(run)), "right": right.round(5).tolist()}
    twice = comparison(experiment["batch_size"], 2 * experiment["epochs"])
    run = twice.run(*settings["gradient descent"], MORE_SEEDS)
    right = Network((64, 32, 10)).accuracy(run.theta[-1], digits.test_images, digits.test_labels)
    return found | {"gradient descent, twice as long": {"right": right.round(5).tolist()}}


def _control(alpha, beta):
    """Return how many updates momentum and NAG need on all images, with each of `SEEDS`."""
    quiet = comparison(None, CONTROL_UPDATES)
    needed = {rule: quiet.epochs_needed(step, alpha, beta, SEEDS) for rule, step in WITH_MOMENTUM.items()}
    return {"alpha": alpha, "beta": beta, **{rule: _finite(updates) for rule, updates in needed.items()}}


def measure():
    """Make all grids; return what `load` reads, with None for what did not arrive."""
    grids = {
        name: {rule: _grid(rule, experiment) for rule in (("NAG",) if len(experiment["betas"]) == 1 else WITH_MOMENTUM)}
        for name, experiment in EXPERIMENTS.items()
    }
    sizes = {}
    for size, epochs in BATCH_SIZES.items():
        grid, *_ = comparison(size, epochs).tune(WITH_MOMENTUM["NAG"], BATCH_ALPHAS, (BATCH_BETA,), SEARCH_SEEDS)
        sizes[str(size)] = _finite(grid[:, 0])
    controls = [_control(alpha, beta) for alpha, beta in CONTROLS]
    return {
        "numpy": np.__version__,
        "experiments": EXPERIMENTS,
        "grids": grids,
        "batch_sizes": sizes,
        "controls": controls,
    }


def load(name, rule):
    """Return what was recorded for a method.

    Parameters
    ----------
    name : str
        "batches of 32" or "all images".
    rule : str
        "gradient descent", "momentum" or "NAG".

    Returns
    -------
    dict
        ``alphas``, ``betas``; ``epochs``, an array of shape (a, b): the mean over `SEARCH_SEEDS`, infinity where at least one
        did not arrive; ``alpha`` and ``beta``, where it is smallest; ``measured``, the epochs that this setting took on `SEEDS`.
    """
    checks.one_of("name", name, ("batches of 32", "all images"))
    checks.one_of("rule", rule, ("gradient descent", *WITH_MOMENTUM))
    record = json.loads(FILE.read_text(encoding="utf-8"))
    if rule == "gradient descent":
        name, rule = f"{name}, gradient descent", "NAG"
    if name not in record["grids"]:
        raise ValueError("on batches of 32 gradient descent is the first column of the others' grids, β = 0")
    found, experiment = record["grids"][name][rule], record["experiments"][name]
    return {
        "alphas": np.array(experiment["alphas"]),
        "betas": np.array(experiment["betas"]),
        "epochs": _infinite(found["epochs"]),
        "alpha": found["alpha"],
        "beta": found["beta"],
        "measured": _infinite(found["measured"]),
    }


def batch_sizes():
    """Return {batch size: epochs that NAG took with each of `BATCH_ALPHAS`, infinity where it did not arrive}."""
    record = json.loads(FILE.read_text(encoding="utf-8"))
    return {int(size): _infinite(epochs) for size, epochs in record["batch_sizes"].items()}


def controls():
    """Return {(alpha, beta): {rule: the updates that it needed on all images, with each of `SEEDS`}}."""
    record = json.loads(FILE.read_text(encoding="utf-8"))
    return {
        (one["alpha"], one["beta"]): {rule: _infinite(one[rule]) for rule in WITH_MOMENTUM}
        for one in record["controls"]
    }


def more():
    """Return {rule: {"epochs": array, "right": array}} on `MORE_SEEDS`, with the settings chosen on batches of 32.

    ``right`` is the share of the test images that the network reads rightly at the end.
    """
    record = json.loads(FILE.read_text(encoding="utf-8"))
    return {rule: {what: _infinite(values) for what, values in one.items()} for rule, one in record["more"].items()}


def _infinite(nested):
    array = np.array(nested, dtype=float)
    return np.where(np.isnan(array), np.inf, array)


if __name__ == "__main__":
    FILE.write_text(json.dumps(measure(), indent=1) + "\n", encoding="utf-8")
