"""Six methods with Nesterov's part and without it, everything tuned, on forty seeds: an experiment kept as data.

Each heir of NAG is run twice on the digits: as published, and with the part that it has from Nesterov taken out. Both
are tuned on the same grid by four seeds and measured on forty others. All of it is repeated with ten other sets of
seeds, so that one can see what the choice of seeds does to the verdict. Some 20 minutes on one core:

    python -m nag_helpers.frameworks.heirs_table

makes what ``data/heirs_table.json`` does not hold yet and writes each part as it ends, so that it can be stopped and
started again. `load` reads the file. Keep it to one thread (``OMP_NUM_THREADS=1``).
"""

import json
from importlib import resources
from typing import NamedTuple

import numpy as np

from nag_helpers import checks
from nag_helpers.frameworks import forms, relatives
from nag_helpers.networks.images import digits
from nag_helpers.networks.muon import muon_step
from nag_helpers.networks.network import Network, training
from nag_helpers.networks.tuning import LossAfter
from nag_helpers.networks.workers import workers
from nag_helpers.optimizers import descend, momentum_step, nesterov_step

FILE = resources.files("nag_helpers") / "data" / "heirs_table.json"
NETWORK = Network((64, 32, 10))
SEARCHES = 11  # the first is the notebook's own: seeds 0 to 3, measured on 100 to 139


class Contestant(NamedTuple):
    """A method, its grid, what runs it, and on which task."""

    method: object
    alphas: tuple
    betas: tuple
    run: object = descend
    task: str = "batches"


_SGD = ((0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 0.7, 1), (0.3, 0.5, 0.8, 0.9, 0.95, 0.98))
_ADAM = ((0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2), (0.5, 0.8, 0.9, 0.95, 0.98, 0.99))
_MUON = ((0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.2), (0.3, 0.5, 0.8, 0.9, 0.95, 0.98))
_OUTER = ((0.4, 0.7, 1, 1.3, 1.5, 2, 2.5, 3, 4), (0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99))
_ADAN = ((0.005, 0.01, 0.02, 0.05, 0.1, 0.2), (0.8, 0.9, 0.95, 0.98, 0.99, 0.995))
_LION = ((0.001, 0.002, 0.005, 0.01, 0.02, 0.05), (0.5, 0.8, 0.9, 0.95, 0.98, 0.99))
_FREE = ((0.5, 1, 1.5, 2, 3, 5, 7), (0.5, 0.7, 0.8, 0.9, 0.95, 0.98))

CONTESTANTS = {
    "momentum": Contestant(momentum_step, *_SGD),
    "NAG": Contestant(nesterov_step, *_SGD),
    "Adam": Contestant(forms.adam(), *_ADAM, forms.follow),
    "NAdam": Contestant(forms.nadam(), *_ADAM, forms.follow),
    "NAdam, Keras": Contestant(forms.nadam(warm_up=1), *_ADAM, forms.follow),
    "NAdam, torch": Contestant(forms.nadam(warm_up=0.004), *_ADAM, forms.follow),
    "Muon without": Contestant(muon_step(NETWORK, nesterov=False), *_MUON),
    "Muon": Contestant(muon_step(NETWORK), *_MUON),
    "DiLoCo without": Contestant(momentum_step, *_OUTER, descend, "meetings"),
    "DiLoCo": Contestant(nesterov_step, *_OUTER, descend, "meetings"),
    "Adan without": Contestant(relatives.adan(share=0), *_ADAN, forms.follow),
    "Adan": Contestant(relatives.adan(), *_ADAN, forms.follow),
    "Adan, optax": Contestant(relatives.adan(epsilon_root=1e-8, share=0.08), *_ADAN, forms.follow),
    "Lion without": Contestant(relatives.lion(beta2=None), *_LION, forms.follow),
    "Lion": Contestant(relatives.lion(), *_LION, forms.follow),
    "Schedule-Free": Contestant(relatives.SCHEDULE_FREE, *_FREE, forms.follow),
    "Schedule-Free, packages": Contestant(relatives.SCHEDULE_FREE_PACKAGED, *_FREE, forms.follow),
}

#: Each heir, and what is left of it without Nesterov's part.
PAIRS = {
    "NAG": ("momentum", "NAG"),
    "NAdam": ("Adam", "NAdam"),
    "Adan": ("Adan without", "Adan"),
    "Lion": ("Lion without", "Lion"),
    "DiLoCo": ("DiLoCo without", "DiLoCo"),
    "Muon": ("Muon without", "Muon"),
}


def seeds_of(search):
    """Return the four seeds that choose and the forty that measure, of the search with this number."""
    search = checks.whole_number("search", search, least=0)
    if search == 0:
        return tuple(range(4)), tuple(range(100, 140))
    return tuple(range(1000 + 4 * search, 1004 + 4 * search)), tuple(range(2000 + 40 * search, 2040 + 40 * search))


def comparison(task, search=0):
    """Return the `LossAfter` of a task: five epochs of mini-batches of 32, or ten meetings of four workers."""
    checks.one_of("task", task, ("batches", "meetings"))
    images = digits()
    data = (NETWORK, images.train_images, images.train_labels)
    if task == "meetings":
        return LossAfter(
            lambda seeds: workers(*data, seeds, count=4, local_steps=20, local_alpha=0.3), 10, *seeds_of(search)
        )
    return LossAfter(lambda seeds: training(*data, 32, seeds), 220, *seeds_of(search))


def measure(name, search=0):
    """Tune a contestant on a search's four seeds and return its record: a dict.

    Returns
    -------
    dict
        ``name``, ``search``, the chosen ``alpha`` and ``beta``, ``at_edge``, ``losses`` on the forty seeds, and, of the
        first search, ``grid``: the mean losses of its four seeds at every setting, a row for each α.
    """
    method, alphas, betas, run, task = CONTESTANTS[checks.one_of("name", name, tuple(CONTESTANTS))]
    tuned = comparison(task, search).tune(method, alphas, betas, run)
    grid = {"grid": [_rounded(row) for row in tuned.grid]} if search == 0 else {}
    return {
        "name": name,
        "search": search,
        "alpha": tuned.alpha,
        "beta": tuned.beta,
        "at_edge": tuned.at_edge,
        "losses": _rounded(tuned.losses),
    } | grid


def _rounded(losses):
    """Return losses with four significant digits, None for those of runs that diverged."""
    return [float(f"{loss:.4g}") if np.isfinite(loss) else None for loss in losses]  # JSON knows no infinity


def load():
    """Return the file's content: a dict with ``numpy``, its version, and ``runs``, the list of what `measure` returned."""
    if not FILE.is_file():
        return {"numpy": np.__version__, "runs": []}
    return json.loads(FILE.read_text(encoding="utf-8"))


def find(runs, name, search=0):
    """Return a contestant's run of a search, its losses and grid as arrays; infinity where a run diverged."""
    if not isinstance(runs, list) or not all(
        isinstance(one, dict) and {"name", "search", "losses"} <= set(one) for one in runs
    ):
        raise ValueError(f"runs must be a list of what measure returned, got {str(runs)[:60]}")
    checks.one_of("name", name, tuple(CONTESTANTS))
    search = checks.whole_number("search", search, least=0)
    for one in runs:
        if (one["name"], one["search"]) == (name, search):
            return one | {key: _array(one[key]) for key in ("losses", "grid") if key in one}
    raise ValueError(f"no run of {name!r} in search {search!r}: `complete` makes them")


def _array(rows):
    numbers = np.array(rows, dtype=float)
    return np.where(np.isnan(numbers), np.inf, numbers)


def complete():
    """Make what is missing, and write it as it ends."""
    record = load()
    made = {(one["name"], one["search"]) for one in record["runs"]}
    everything = [(name, 0) for name in CONTESTANTS]
    everything += [(name, search) for pair in PAIRS.values() for search in range(1, SEARCHES) for name in pair]
    for name, search in everything:
        if (name, search) not in made:
            record["runs"].append(measure(name, search))
            _write(record)
            print(search, name, *(record["runs"][-1][key] for key in ("alpha", "beta", "at_edge")), flush=True)


def _write(record):
    runs = ",\n  ".join(json.dumps(one) for one in record["runs"])
    FILE.write_text(f'{{\n "numpy": {json.dumps(record["numpy"])},\n "runs": [\n  {runs}\n ]\n}}\n', encoding="utf-8")


if __name__ == "__main__":
    complete()
