"""A small version of the experiment that made NAG known in deep learning, and the table it gives.

Sutskever, Martens, Dahl and Hinton (2013), "On the importance of initialization and momentum in deep learning",
trained deep autoencoders by gradient descent, momentum and NAG, with a momentum that rises to β_max. Theirs were
larger and trained for 750,000 updates. This one makes 180 runs of 12 seconds each, which is 36 minutes on one quiet core;
where the machine has other work, it takes two or three times as long:

    python -m nag_helpers.networks.autoencoder_table

makes every run that ``data/autoencoder_table.json`` does not hold yet, and writes each as it ends, so that it can be
stopped and started again. Every run is in the file with its settings and its seconds (85 minutes in all, for the machine
had other work). `table` reads the file. Keep it to one thread (``OMP_NUM_THREADS=1``): two are not faster.
"""

import json
import time
from importlib import resources

import numpy as np

from nag_helpers import checks
from nag_helpers.networks.images import curves
from nag_helpers.networks.network import Network, Training, precision, training
from nag_helpers.optimizers import WITH_MOMENTUM, descend, momentum_step
from nag_helpers.schedules import rising_momentum

FILE = resources.files("nag_helpers") / "data" / "autoencoder_table.json"

IMAGES = 4000
SIZES = (196, 100, 50, 25, 12, 6, 12, 25, 50, 100, 196)
BATCH_SIZE = 100
UPDATES = 15_000
PERIOD = 10  # updates between two rises of the momentum; 250 in the paper
LAST = 500  # updates at the end with momentum 0.9; 1000 in the paper
LOOK_EVERY = 500
EARLY_UPDATES = (1, 10, 50)  # so early single precision has not yet made two processors' runs differ

LEARNING_RATES = (0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2)

#: What is compared, and the learning rate at which the search for its best one begins.
CONFIGURATIONS = {
    ("gradient descent", 0.0): 0.1,
    ("momentum", 0.9): 0.02,
    ("momentum", 0.99): 0.001,
    ("momentum", 0.995): 0.001,
    ("momentum", 0.999): 0.0002,
    ("NAG", 0.9): 0.02,
    ("NAG", 0.99): 0.002,
    ("NAG", 0.995): 0.005,
    ("NAG", 0.999): 0.001,
}
SEARCH_SEEDS = (0, 5, 12)  # on which the learning rate is chosen
SEEDS = (1, 2, 3, 4, 6, 7, 8, 9, 10, 11)  # on which the chosen one is measured

SETTINGS = {
    "images": f"{IMAGES} curves of 14 x 14 pixels, nag_helpers.images.curves({IMAGES}, 14, seed=0)",
    "network": f"{'-'.join(map(str, SIZES))}, sigmoid units, sparse initialisation (Martens 2010)",
    "loss": "trained on cross-entropy summed over pixels; reported: squared error, summed over pixels, mean of images",
    "precision": "loss and gradient in single precision, the updates in double",
    "updates": UPDATES,
    "batch_size": BATCH_SIZE,
    "momentum": f"min(1 - 2^(-1 - log2(floor(t / {PERIOD}) + 1)), maximum), 0.9 in the last {LAST} updates",
    "learning_rate": "of a grid, the one whose mean on the search seeds is smaller than that of both its neighbours",
    "grid": LEARNING_RATES,
    "search_seeds": SEARCH_SEEDS,
    "seeds": SEEDS,
}


def objective(seed, dtype=np.float32):
    """Return the objective of the experiment: the seed decides the start and the mini-batches, not the images."""
    seed, dtype = checks.seeds("seed", seed), precision(dtype)
    images = curves(IMAGES, size=14, seed=0)
    network = Network(SIZES, hidden="sigmoid", loss="cross-entropy")
    return training(network, images, images, BATCH_SIZE, seed, initialisation="sparse", dtype=dtype)


def squared_error(objective, theta):
    """Return the squared error of the reconstructions: summed over the pixels, mean over the images."""
    checks.instance_of("objective", objective, Training, "a Training")
    return ((objective.network.outputs(theta, objective.inputs) - objective.inputs) ** 2).sum(axis=-1).mean(axis=-1)


def run(rule, maximum, alpha, seed, updates=UPDATES):
    """Make one run and return its record.

    Parameters
    ----------
    rule : str
        "gradient descent", "momentum" or "NAG".
    maximum : float
        Where the momentum's rise ends; 0 for gradient descent.
    alpha : float
        Learning rate.
    seed, updates : int

    Returns
    -------
    dict
        The settings; ``squared_error`` at the end; ``curve``, the same after every 500 updates, the start first; and
        ``seconds``. A run that diverged has None for its errors.
    """
    checks.one_of("rule", rule, ("gradient descent", *WITH_MOMENTUM))
    updates = checks.whole_number("updates", updates, least=LAST)
    alpha, maximum = checks.positive("alpha", alpha), checks.below_one("maximum", maximum)
    began, experiment = time.perf_counter(), objective(seed)
    beta = rising_momentum(maximum, PERIOD, LAST, updates)
    path = descend(
        WITH_MOMENTUM.get(rule, momentum_step), experiment, alpha=alpha, beta=beta, steps=updates, record=LOOK_EVERY
    )
    with np.errstate(all="ignore"):
        errors = [squared_error(experiment, theta) for theta in path.theta]
    curve = [round(float(error), 4) if np.isfinite(error) else None for error in errors]
    return {
        "rule": rule,
        "maximum": maximum,
        "alpha": alpha,
        "seed": seed,
        "squared_error": curve[-1],
        "curve": curve,
        "seconds": round(time.perf_counter() - began, 1),
    }


def early_errors(rule):
    """Return the squared errors of a run with maximum 0.9, learning rate 0.02 and seed 0 after `EARLY_UPDATES`.

    After hundreds of updates in single precision two processors' runs differ by per cents; these do not, to six digits.
    """
    checks.one_of("rule", rule, tuple(WITH_MOMENTUM))
    experiment = objective(seed=0)
    beta = rising_momentum(0.9, PERIOD, LAST, UPDATES)
    path = descend(WITH_MOMENTUM[rule], experiment, alpha=0.02, beta=beta, steps=max(EARLY_UPDATES))
    return [float(squared_error(experiment, path.theta[t])) for t in EARLY_UPDATES]


def load():
    """Return the file's content: a dict.

    ``settings``; ``numpy``, its version; ``early``, for each rule what `early_errors` gave; ``runs``, the list of what
    `run` returned.
    """
    if not FILE.is_file():
        early = {rule: early_errors(rule) for rule in WITH_MOMENTUM}
        return {"settings": SETTINGS, "numpy": np.__version__, "early": early, "runs": []}
    return json.loads(FILE.read_text(encoding="utf-8"))


def find(runs, **wanted):
    """Return the runs whose settings are those given."""
    _check_runs(runs)
    return [one for one in runs if all(one[name] == value for name, value in wanted.items())]


def _check_runs(runs):
    if not isinstance(runs, list) or not all(
        isinstance(one, dict) and {"rule", "maximum", "alpha", "seed", "squared_error"} <= set(one) for one in runs
    ):
        raise ValueError(f"runs must be a list of what run returned, got {str(runs)[:60]}")


def chosen_alpha(runs, rule, maximum):
    """Return the learning rate with the smallest mean squared error among those tried on all search seeds."""
    _check_runs(runs)
    checks.one_of("rule", rule, ("gradient descent", *WITH_MOMENTUM))
    checks.within("maximum", maximum, 0, 1)
    means = {}
    for alpha in LEARNING_RATES:
        errors = [_error(runs, rule, maximum, alpha, seed) for seed in SEARCH_SEEDS]
        if None not in errors:
            means[alpha] = np.mean(errors)
    if not means:
        raise ValueError(f"runs of {rule} with maximum {maximum} are missing: `complete` makes them")
    return min(means, key=means.get)


def _error(runs, rule, maximum, alpha, seed):
    """Return a run's squared error, infinity if it diverged, None if it has not been made."""
    made = find(runs, rule=rule, maximum=maximum, alpha=alpha, seed=seed)
    if not made:
        return None
    return np.inf if made[0]["squared_error"] is None else made[0]["squared_error"]


def table(runs=None):
    """Return the table: one row for each rule and maximum, measured at the learning rate that was chosen for it.

    Returns
    -------
    list of dict
        ``rule``, ``maximum``, ``alpha``, ``errors`` (one for each of `SEEDS`) and their ``median``. There is no mean: a
        run that ends at the mean image, with an error of 17, would be most of it.

    Raises
    ------
    ValueError
        If runs are missing.
    """
    runs = load()["runs"] if runs is None else runs
    rows = []
    for rule, maximum in CONFIGURATIONS:
        alpha = chosen_alpha(runs, rule, maximum)
        errors = [_error(runs, rule, maximum, alpha, seed) for seed in SEEDS]
        if None in errors:
            raise ValueError(f"runs of {rule} with maximum {maximum} are missing: `complete` makes them")
        rows.append(
            {"rule": rule, "maximum": maximum, "alpha": alpha, "errors": errors, "median": float(np.median(errors))}
        )
    return rows


def complete():
    """Make the missing runs, first the search for the learning rates, then the seeds, and write each as it ends."""
    record = load()
    for (rule, maximum), first in CONFIGURATIONS.items():
        _search(record, rule, maximum, first)
    for seed in SEEDS:
        for rule, maximum in CONFIGURATIONS:
            _add(record, rule, maximum, chosen_alpha(record["runs"], rule, maximum), seed)


def _search(record, rule, maximum, alpha):
    """Walk from a learning rate to its better neighbour until both are worse, by the mean on the search seeds."""
    best = None
    while best != alpha:
        best = alpha
        place = LEARNING_RATES.index(best)
        for neighbour in LEARNING_RATES[max(place - 1, 0) : place + 2]:
            for seed in SEARCH_SEEDS:
                _add(record, rule, maximum, neighbour, seed)
        alpha = chosen_alpha(record["runs"], rule, maximum)


def _add(record, rule, maximum, alpha, seed):
    if find(record["runs"], rule=rule, maximum=maximum, alpha=alpha, seed=seed):
        return
    record["runs"].append(run(rule, maximum, alpha, seed))
    runs = ",\n  ".join(json.dumps(one) for one in record["runs"])
    head = json.dumps({name: record[name] for name in ("settings", "numpy", "early")}, indent=1)
    FILE.write_text(f'{head[:-2]},\n "runs": [\n  {runs}\n ]\n}}\n', encoding="utf-8")
    print(rule, maximum, alpha, "seed", seed, "squared error", record["runs"][-1]["squared_error"], flush=True)


if __name__ == "__main__":
    complete()
    for row in table():
        print(
            f"{row['rule']:16} {row['maximum']:<6} {row['alpha']:<7} {row['median']:.3f}, "
            f"from {min(row['errors']):.3f} to {max(row['errors']):.3f}"
        )
