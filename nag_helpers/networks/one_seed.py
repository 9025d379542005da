"""A textbook's verdict on Nesterov momentum, and what a thousand other seeds say.

Notebook 6.4 of Prince's *Understanding deep learning* fits a wave of two parameters to thirty points, with mini-batches of five
drawn by ``np.random.seed(1)``, by momentum and by Nesterov momentum, and says which is better. With a copy of that notebook
(https://github.com/udlbook/udlbook, Notebooks/Chap06/6_4_Momentum.ipynb),

    python -m nag_helpers.networks.one_seed 6_4_Momentum.ipynb

takes its thirty points, makes both runs with the seeds 0 to 999, and writes the losses to ``data/one_seed.json`` in a
quarter of a minute. `load` reads them. The points themselves are not kept here.
"""

import ast
import json
import sys
from importlib import resources
from pathlib import Path

import numpy as np

from nag_helpers import checks
from nag_helpers.optimizers import WITH_MOMENTUM

FILE = resources.files("nag_helpers") / "data" / "one_seed.json"

SEEDS = 1000
START, ALPHA, BETA, BATCH_SIZE, UPDATES = (-1.5, 6.5), 0.6, 0.6, 5, 81
BOOKS_SEED = 1


def points_of(notebook):
    """Return the thirty points, x and y, of the first ``data = np.array(...)`` in a notebook's text."""
    checks.instance_of("notebook", notebook, str, "a notebook's text")
    cells = json.loads(notebook)["cells"] if notebook.startswith("{") else []
    for cell in cells:
        source = "".join(cell["source"])
        if cell["cell_type"] == "code" and "data = np.array" in source:
            call = next(node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
            return np.array(ast.literal_eval(call.args[0]))
    raise ValueError(f"notebook must have a cell with data = np.array(...), got {notebook[:60]!r}")


def wave(parameters, x):
    """Return the model, a wave that fades away on both sides (a Gabor function), and its slopes by both parameters."""
    offset, frequency = checks.points("parameters", parameters, 2)
    x = checks.finite_array("x", x)
    u = offset + 0.06 * frequency * x
    fading = np.exp(-(u**2) / 32)
    by_offset = (np.cos(u) - np.sin(u) * u / 16) * fading
    return np.sin(u) * fading, np.stack([by_offset, 0.06 * x * by_offset])


def loss_after(rule, points, seed):
    """Return the sum of squares on all points after the updates of one rule.

    The book weighs the new slope with 1 − β, so its learning rate is (1 − β) times as large in the series' form.
    """
    checks.one_of("rule", rule, WITH_MOMENTUM)
    x, y = _checked_points(points)
    seed = checks.whole_number("seed", seed, least=0)
    random, theta, v = np.random.RandomState(seed), np.array(START), np.zeros(2)
    for _ in range(UPDATES):
        drawn = random.permutation(len(x))[:BATCH_SIZE]

        def gradient(parameters, drawn=drawn):
            model, slopes = wave(parameters, x[drawn])
            return 2 * slopes @ (model - y[drawn])

        theta, v = WITH_MOMENTUM[rule](theta, v, gradient, (1 - BETA) * ALPHA, BETA)
    return float(((wave(theta, x)[0] - y) ** 2).sum())


def _checked_points(points):
    points = checks.finite_array("points", points)
    if points.ndim != 2 or len(points) != 2 or points.shape[1] < BATCH_SIZE:
        raise ValueError(
            f"points must be two rows, x and y, of {BATCH_SIZE} numbers at least, got shape {points.shape}"
        )
    return points


def measure(points, seeds=tuple(range(SEEDS))):
    """Return {rule: the loss with each seed, to four digits}."""
    points, seeds = _checked_points(points), checks.several_seeds("seeds", seeds)
    return {rule: [round(loss_after(rule, points, seed), 4) for seed in seeds] for rule in WITH_MOMENTUM}


def load():
    """Return {rule: array of the losses with the seeds 0, 1, …}; the book's is seed 1."""
    record = json.loads(FILE.read_text(encoding="utf-8"))
    return {rule: np.array(losses) for rule, losses in record.items()}


if __name__ == "__main__":
    losses = measure(points_of(Path(sys.argv[1]).read_text(encoding="utf-8")))
    FILE.write_text(json.dumps(losses) + "\n", encoding="utf-8")
