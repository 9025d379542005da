"""The real frameworks, where they are installed: their own optimisers, taking our gradients in double precision.

    python -m nag_helpers.frameworks.installed

measures them against our forms and writes the record that notebook 09 shows where they are not installed.
"""

import datetime
import importlib
import importlib.metadata
import json
import os
import subprocess
import sys
from importlib.resources import files

import numpy as np

from nag_helpers import checks, objectives
from nag_helpers.frameworks import conversions

RECORD = "frameworks_recorded.json"


def _setting(name, value, t):
    return checks.not_negative(name, value(t) if callable(value) else value)


def _checked(objective, alpha, beta, steps):
    checks.an_objective("objective", objective)
    _setting("alpha", alpha, 1)
    _setting("beta", beta, 1)
    return checks.whole_number("steps", steps, least=0)


def run_torch(objective, alpha, beta, steps):
    """Return the parameters of ``torch.optim.SGD(nesterov=True)`` at every update, shape (steps + 1, d)."""
    steps = _checked(objective, alpha, beta, steps)
    import torch

    p = torch.tensor(objective.start, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([p], lr=1.0, momentum=0.5, nesterov=True)
    rows = [objective.start]
    for t in range(1, steps + 1):
        optimizer.param_groups[0].update(lr=_setting("alpha", alpha, t), momentum=_setting("beta", beta, t))
        p.grad = torch.from_numpy(objective.gradient(rows[-1]))
        optimizer.step()
        rows.append(p.detach().numpy().copy())
    return np.array(rows)


def run_keras(objective, alpha, beta, steps):
    """Return the parameters of ``keras.optimizers.SGD(nesterov=True)`` at every update, shape (steps + 1, d)."""
    steps = _checked(objective, alpha, beta, steps)
    keras = import_keras()
    before = keras.config.floatx()
    keras.config.set_floatx("float64")
    try:
        variable = keras.Variable(objective.start, dtype="float64")
        optimizer = keras.optimizers.SGD(learning_rate=1.0, momentum=0.5, nesterov=True)
        optimizer.build([variable])
        rows = [objective.start]
        for t in range(1, steps + 1):
            optimizer.learning_rate, optimizer.momentum = _setting("alpha", alpha, t), _setting("beta", beta, t)
            optimizer.apply([keras.ops.convert_to_tensor(objective.gradient(rows[-1]), dtype="float64")], [variable])
            rows.append(np.asarray(variable).copy())
        return np.array(rows)
    finally:
        keras.config.set_floatx(before)


def run_optax(objective, alpha, beta, steps):
    """Return the parameters of ``optax.sgd(nesterov=True)`` at every update, shape (steps + 1, d)."""
    steps = _checked(objective, alpha, beta, steps)
    import optax

    jnp = import_jax().numpy
    params, rows = jnp.asarray(objective.start), [objective.start]
    state = optax.sgd(1.0, momentum=0.5, nesterov=True).init(params)
    for t in range(1, steps + 1):
        optimizer = optax.sgd(_setting("alpha", alpha, t), momentum=_setting("beta", beta, t), nesterov=True)
        updates, state = optimizer.update(jnp.asarray(objective.gradient(rows[-1])), state, params)
        params = optax.apply_updates(params, updates)
        rows.append(np.array(params))
    return np.array(rows)


def run_jax(objective, alpha, beta, steps):
    """Return the parameters of ``jax.example_libraries.optimizers.nesterov``, shape (steps + 1, d)."""
    steps = _checked(objective, alpha, beta, steps)
    jnp = import_jax().numpy
    from jax.example_libraries.optimizers import nesterov

    state = nesterov(1.0, mass=0.5)[0](jnp.asarray(objective.start))
    rows = [objective.start]
    for t in range(1, steps + 1):
        _, update, parameters = nesterov(_setting("alpha", alpha, t), mass=_setting("beta", beta, t))
        state = update(t, jnp.asarray(objective.gradient(rows[-1])), state)
        rows.append(np.array(parameters(state)))
    return np.array(rows)


def run_sklearn(objective, alpha, beta, steps):
    """Return the parameters of scikit-learn's ``SGDOptimizer``, that of its networks, shape (steps + 1, d)."""
    steps = _checked(objective, alpha, beta, steps)
    from sklearn.neural_network._stochastic_optimizers import SGDOptimizer

    param = objective.start.copy()
    optimizer, rows = SGDOptimizer([param], nesterov=True), [objective.start]
    for t in range(1, steps + 1):
        optimizer.learning_rate, optimizer.momentum = _setting("alpha", alpha, t), _setting("beta", beta, t)
        optimizer.update_params([param], [objective.gradient(rows[-1])])
        rows.append(param.copy())
    return np.array(rows)


#: What can run: a label, the packages that it needs, the form of `conversions.FORMS` it should equal, the runner.
OPTIMISERS = {
    "torch.optim.SGD": (("torch",), "torch", run_torch),
    "keras.optimizers.SGD": (("keras",), "Keras", run_keras),
    "optax.sgd": (("jax", "optax"), "optax", run_optax),
    "jax.example_libraries nesterov": (("jax",), "optax", run_jax),
    "scikit-learn SGDOptimizer": (("scikit-learn",), "scikit-learn", run_sklearn),
}


def versions():
    """Return the versions of the framework packages that are installed: dict of name to version, None if missing."""
    names = sorted({package for packages, _, _ in OPTIMISERS.values() for package in packages})
    return {name: _version(name) for name in names}


def demonstration():
    """Return the objective of the comparison: a quadratic in ten dimensions with condition number 100."""
    return objectives.quadratic(np.geomspace(1, 100, 10))


#: The settings of the comparison, as (alpha, beta): both constant; a learning rate that drops tenfold after 50
#: updates; a momentum that grows.
SETTINGS = {
    "constant": (0.005, 0.9),
    "drop": (lambda t: 0.005 if t <= 50 else 0.0005, 0.9),
    "schedule": (0.005, lambda t: min(t / (t + 3), 0.9)),
}


def measure(steps=200):
    """Run every installed framework and return how far its parameters are from the paper's method.

    Parameters
    ----------
    steps : int

    Returns
    -------
    list of dict
        One for each optimiser that could run: ``optimiser``, ``versions``; ``theta``, the largest difference between
        its parameter and the paper's theta, with constant settings; and for each of `SETTINGS` the largest difference
        between its parameter and the paper's look-ahead point.
    """
    steps = checks.whole_number("steps", steps, least=1)
    objective, rows = demonstration(), []
    for label, (packages, _, runner) in OPTIMISERS.items():
        row = {"optimiser": label, "versions": " ".join(f"{name} {_version(name)}" for name in packages)}
        for name, (alpha, beta) in SETTINGS.items():
            try:
                parameters = runner(objective, alpha, beta, steps)
            except ImportError:
                break
            paper = conversions.run("paper", objective, alpha=alpha, beta=beta, steps=steps)
            row[name] = float(np.abs(parameters[:-1] - paper.measured_at[1:]).max())
            if name == "constant":
                row["theta"] = float(np.abs(parameters - paper.theta).max())
        else:
            rows.append(row)
    return rows


def report():
    """Give the table of `recorded`, with its date, and say of each framework that is installed whether it still holds.

    They are run in a process of their own: together they take half a gigabyte, and jax is told there to count in double
    precision, which a notebook may not want for the rest of its life.

    Returns
    -------
    str
        Rows that came out otherwise here stand in a second table.
    """
    date, record = recorded()
    here = {row["optimiser"]: row for row in _measured_apart()}
    same = [row for row in record if row["optimiser"] in here and _agree(row, here[row["optimiser"]])]
    other = [here[row["optimiser"]] for row in record if row["optimiser"] in here and row not in same]
    missing = [row["optimiser"] for row in record if row["optimiser"] not in here]
    lines = [table(record), "", f"Recorded on {date}, by running the real packages of these versions."]
    if same:
        lines.append(f"Run again here, just now, with the same result: {', '.join(row['optimiser'] for row in same)}.")
    if other:
        lines += ["Run again here, just now, with another result:", "", table(other)]
    if missing:
        lines.append(f"Not installed here: {', '.join(missing)}.")
    return "\n".join(lines)


def _agree(one, other):
    """Whether two rows of `measure` show the same differences; below 1e-12 they are rounding."""
    return all(np.isclose(one[name], other[name], rtol=1e-6, atol=1e-12) for name in ("theta", *SETTINGS))


def _measured_apart():
    """Return what `measure` gives in a process of its own; nothing if no framework is installed."""
    if not any(versions().values()):
        return []
    child = subprocess.run(
        [sys.executable, "-m", "nag_helpers.frameworks.installed", "measure"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if child.returncode:
        raise RuntimeError(f"the installed frameworks could not be run: {child.stderr.strip().splitlines()[-1]}")
    return json.loads(child.stdout.splitlines()[-1])


def recorded():
    """Return the date on which the record was made, and what `measure` gave then: a str and a list of dict."""
    record = json.loads(files("nag_helpers").joinpath("data", RECORD).read_text(encoding="utf-8"))
    return record["recorded"], record["rows"]


def table(rows):
    """Return the rows of `measure` or `recorded` as lines of text; a difference below 1e-12 is rounding."""
    columns = ("theta", *SETTINGS)
    if not isinstance(rows, list) or not all(
        isinstance(row, dict) and {*columns, "optimiser", "versions"} <= set(row) for row in rows
    ):
        raise ValueError(f"rows must be what measure returns, got {rows!r}")
    lines = [f"{'optimiser':31}" + "".join(f"{name:>10}" for name in columns) + "   versions"]
    for row in rows:
        numbers = ["< 1e-12" if row[name] < 1e-12 else f"{row[name]:.4f}" for name in columns]
        cells = "".join(f"{number:>10}" for number in numbers)
        lines.append(f"{row['optimiser']:31}{cells}   {row['versions']}")
    return "\n".join(lines)


def _version(package):
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


def import_jax():
    """Return jax, set to double precision."""
    import jax

    jax.config.update("jax_enable_x64", True)
    return jax


def import_keras():
    """Return keras, on a backend that is installed if the choice is still open."""
    for package in ("tensorflow", "jax", "torch"):
        if "keras" not in sys.modules and importlib.util.find_spec(package):
            os.environ.setdefault("KERAS_BACKEND", package)
    import keras

    if keras.backend.backend() == "jax":
        import_jax()
    return keras


def write_record():
    """Measure every framework and write the record; ModuleNotFoundError if one is missing."""
    missing = [name for name, version in versions().items() if version is None]
    if missing:
        raise ModuleNotFoundError(f"the record needs all the frameworks; not installed: {', '.join(missing)}")
    record = {"recorded": datetime.date.today().isoformat(), "rows": measure()}
    files("nag_helpers").joinpath("data", RECORD).write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    print(json.dumps(measure())) if sys.argv[1:] == ["measure"] else write_record()
