"""What the optimisers with momentum of all installed packages compute: ``python -m nag_helpers.frameworks.census``.

Every optimiser is handed to `identify` with a momentum of 0.9, and where it has a flag for Nesterov's method with and without it. What came
out with many packages installed is recorded, with versions and date; ``... census write`` measures anew and keeps the recorded rows of
packages that are missing.
"""

import datetime
import importlib
import importlib.metadata
import inspect
import json
import sys
import warnings
from importlib.resources import files
from typing import NamedTuple

from nag_helpers import checks
from nag_helpers.frameworks import census_boxes, installed
from nag_helpers.frameworks.identify import identify, words

RECORD = "census_recorded.json"
#: What an optimiser's setting is called that is its momentum, its learning rate and its flag.
MOMENTA = ("momentum", "mass", "rho", "betas", "beta", "beta1", "b1")
RATES = ("lr", "learning_rate", "stepsize", "step_size", "learning_rate_init")
FLAGS = ("nesterov", "use_nesterov")
#: What makes two rows the same verdict.
VERDICT = ("method", "look_ahead", "holds", "learning_rate_inside")


class Package(NamedTuple):
    """Where a package keeps its optimisers.

    Attributes
    ----------
    distribution : str
        The name under which it is installed.
    module : str
    names : tuple of str
        Of its optimisers. Empty: all subclasses of torch's ``Optimizer`` that have a momentum.
    box : callable or None
        What makes a black box of one, where `identify` does not know it.
    settings : dict or None
        Of all of its optimisers, where their signatures do not show what they take.
    """

    distribution: str
    module: str
    names: tuple = ()
    box: object = None
    settings: dict | None = None


PACKAGES = (
    Package("torch", "torch.optim"),
    Package("keras", "keras.optimizers", ("SGD", "RMSprop", "Muon")),
    Package(
        "optax",
        "optax",
        ("sgd", "lars", "rmsprop", "optimistic_gradient_descent", "optimistic_adam_v2", "fromage", "lion"),
    ),
    Package("jax", "jax.example_libraries.optimizers", ("sgd", "momentum", "nesterov", "rmsprop_momentum")),
    Package("scikit-learn", "sklearn.neural_network._stochastic_optimizers", ("SGDOptimizer",)),
    Package("schedulefree", "schedulefree"),
    Package("torch-optimizer", "torch_optimizer"),
    Package("pytorch-optimizer", "pytorch_optimizer"),
    Package("heavyball", "heavyball", ("SGD", "ForeachAdamW", "ForeachMuon", "ForeachSFAdamW")),
    Package("lion-pytorch", "lion_pytorch"),
    Package("river", "river.optim", ("SGD", "Momentum", "NesterovMomentum"), census_boxes.river),
    Package("mlx", "mlx.optimizers", ("SGD", "Lion", "RMSprop"), census_boxes.mlx),
    Package("autograd", "autograd.misc.optimizers", ("sgd",), census_boxes.autograd, {"step_size": 0.02, "mass": 0.9}),
    Package("pennylane", "pennylane", ("MomentumOptimizer", "NesterovMomentumOptimizer"), census_boxes.pennylane),
    Package("numpyro", "numpyro.optim", ("Momentum",), census_boxes.numpyro, {"step_size": 0.02, "mass": 0.9}),
    Package("torchopt", "torchopt", ("sgd", "rmsprop"), census_boxes.torchopt),
    Package("paddlepaddle", "paddle.optimizer", ("SGD", "Momentum"), census_boxes.paddle),
)


#: What a verdict leaves open, read in the package's source (of the version in the record).
LOOKED_UP = {
    (
        "pytorch-optimizer",
        "QHM",
    ): "its default ν is 1, which is classical momentum; torch-optimizer's is 0.7, the paper's",
    ("torch-optimizer", "QHM"): "its default ν is 0.7, the paper's: a look-ahead three times as long as NAG's",
    ("pytorch-optimizer", "ScalableShampoo"): "it preconditions from its update 25 on, one later than are measured",
    ("torch-optimizer", "LARS"): "it scales the learning rate by norms only where a weight decay is on",
    ("torch-optimizer", "PID"): "two of its buffers begin with the gradient whole, and go on with a share of it",
    ("autograd", "sgd"): "its velocity is an average, (1 − mass) times the gradient: α is a tenth of its step size",
    ("heavyball", "SGD"): "its buffer is stored in single precision (storage_dtype), whatever the parameters are",
}


def versions():
    """Return the versions of the census's packages that are installed: dict of name to version, None if missing."""
    return {package.distribution: _version(package.distribution) for package in PACKAGES}


def _version(distribution):
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return None


def measure(packages=None):
    """Identify every optimiser of the installed packages.

    Parameters
    ----------
    packages : sequence of str, optional
        Names of packages as they are installed; all if not given.

    Returns
    -------
    list of dict
        One for each optimiser and setting: ``package``, ``version``, ``optimiser``, ``settings`` (a str), what `Identified` has
        (``method``, ``alpha``, ``beta``, ``look_ahead``, ``holds``, ``learning_rate_inside``, ``weight_decay``) and ``sentence``. A package
        that is not installed, or whose module does not load, has no rows.
    """
    known = tuple(package.distribution for package in PACKAGES)
    if packages is not None and not isinstance(packages, checks.SEQUENCES):
        raise ValueError(f"packages must be a sequence of names, got {packages!r}")
    wanted = known if packages is None else tuple(checks.one_of("packages", one, known) for one in packages)
    rows = []
    for package in PACKAGES:
        if package.distribution in wanted and _version(package.distribution):
            rows += _rows(package)
    return rows


def _rows(package):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            if package.distribution == "keras":
                installed.import_keras()
            module = importlib.import_module(package.module)
        except Exception:  # noqa: BLE001  a package that does not load here is none of the census
            return []
        rows = []
        for name in package.names or _names_with_momentum(module):
            optimiser = getattr(module, name, None)
            if optimiser is not None:
                rows += [
                    _row(package, name, optimiser, settings) for settings in _variants(optimiser, package.settings)
                ]
        return rows


def _names_with_momentum(module):
    import torch

    kinds = {
        name: kind
        for name, kind in vars(module).items()
        if isinstance(kind, type) and issubclass(kind, torch.optim.Optimizer) and kind is not torch.optim.Optimizer
    }
    return sorted(name for name, kind in kinds.items() if {*MOMENTA, *FLAGS} & {*inspect.signature(kind).parameters})


def _variants(optimiser, given):
    """Return the settings to try: learning rate 0.02, momentum 0.9, no weight decay; with a flag for Nesterov's method, both."""
    if given is not None:
        return [given]
    known = inspect.signature(optimiser).parameters
    settings = {name: 0.02 for name in RATES if name in known}
    settings |= {name: 0.9 for name in MOMENTA if name in known and not _is_pair(known[name].default)}
    settings |= {name: 0.0 for name in ("weight_decay",) if name in known and isinstance(known[name].default, float)}
    flag = next((name for name in FLAGS if name in known), None)
    return [settings | {flag: value} for value in (False, True)] if flag else [settings]


def _is_pair(default):
    return isinstance(default, (tuple, list))


def _row(package, name, optimiser, settings):
    box, given = (optimiser, settings) if package.box is None else (package.box(optimiser, **settings), {})
    try:
        found = identify(box, **given)
        facts = {key: getattr(found, key) for key in ("method", "alpha", "beta", *VERDICT[1:], "weight_decay")}
        said = found.sentence
    except (ValueError, TypeError) as error:
        facts, said = dict.fromkeys(("method", "alpha", "beta", *VERDICT[1:], "weight_decay")), str(error)
    facts = {key: _short(value) for key, value in facts.items()}
    written = ", ".join(f"{key}={value}" for key, value in settings.items())
    return {
        "package": package.distribution,
        "version": _version(package.distribution),
        "optimiser": name,
        "settings": written,
        **facts,
        "sentence": said,
    }


def _short(value):
    return float(words.number(value)) if isinstance(value, float) else value


def _record():
    return files("nag_helpers").joinpath("data", RECORD)


def recorded():
    """Return the date of the census, and its rows as `measure` gave them: a str and a list of dict."""
    record = json.loads(_record().read_text(encoding="utf-8"))
    return record["recorded"], record["rows"]


def changed(rows):
    """Return the rows whose verdict is another than the recorded one, each as a line of text.

    Parameters
    ----------
    rows : list of dict
        As `measure` returns them.
    """
    _checked(rows)
    before = {_key(row): row for row in recorded()[1]}
    lines = []
    for row in rows:
        old = before.get(_key(row))
        if old is None:
            lines.append(
                f"{row['package']} {row['version']} {row['optimiser']}({row['settings']}) is not in the record"
            )
        elif any(not _alike(old[key], row[key]) for key in VERDICT):
            lines.append(
                f"{row['package']} {row['version']} {row['optimiser']}({row['settings']}): {row['method']}, "
                f"recorded with {old['version']} as {old['method']}"
            )
    return lines


def _key(row):
    return row["package"], row["optimiser"], row["settings"]


def _alike(one, other):
    numbers = isinstance(one, (int, float)) and isinstance(other, (int, float))
    return abs(one - other) < 1e-3 * (1 + abs(one)) if numbers else one == other


def table(rows):
    """Return the rows of `measure` or `recorded` as lines of text.

    Parameters
    ----------
    rows : list of dict
    """
    _checked(rows)
    lines = [
        f"{'package':18}{'optimiser':26}{'settings':48}{'it is':30}{'α':>9}{'β':>8}{'ahead':>8}  holds       rate inside"
    ]
    for row in rows:
        flag = "".join(f"{name}, " for name in row["settings"].split(", ") if not name.startswith("weight_decay"))[:-2]
        numbers = [
            f"{words.number(row[key])}" if isinstance(row[key], (int, float)) else ""
            for key in ("alpha", "beta", "look_ahead")
        ]
        inside = {True: "yes", False: "no", None: ""}[row["learning_rate_inside"]]
        lines.append(
            f"{row['package']:18}{row['optimiser']:26}{flag:48}{row['method'] or 'not run':30}"
            f"{numbers[0]:>9}{numbers[1]:>8}{numbers[2]:>8}  {row['holds'] or '':12}{inside}".rstrip()
        )
    named = {(row["package"], row["optimiser"]) for row in rows}
    notes = [f"{package}'s {name}: {note}." for (package, name), note in LOOKED_UP.items() if (package, name) in named]
    return "\n".join([*lines, *([""] if notes else []), *notes])


def _checked(rows):
    wanted = {"package", "version", "optimiser", "settings", *VERDICT, "alpha", "beta"}
    if not isinstance(rows, list) or not all(isinstance(row, dict) and wanted <= set(row) for row in rows):
        raise ValueError(f"rows must be what measure returns, got {rows!r}")


def write_record(rows=None):
    """Write what was measured over the record; recorded rows of packages without new rows are kept.

    Parameters
    ----------
    rows : list of dict, optional
        As `measure` returns them; measured if not given.
    """
    rows = measure() if rows is None else rows
    _checked(rows)
    path = _record()
    kept = recorded()[1] if path.is_file() else []
    new = {row["package"] for row in rows}
    order = [package.distribution for package in PACKAGES]
    rows = sorted(
        [*rows, *(row for row in kept if row["package"] not in new)], key=lambda row: order.index(row["package"])
    )
    record = {"recorded": datetime.date.today().isoformat(), "rows": rows}
    path.write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] == ["write"]:
        write_record()
    else:
        measured = measure(sys.argv[1:] or None)
        print(table(measured))
        print("\n".join(["", *changed(measured)]) if changed(measured) else "\nThe verdicts are the recorded ones.")
