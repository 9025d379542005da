"""Exercises that listen: ``exercises.NAME.check(answer)``, ``.hint()``, ``.solution()``, and `progress`.

Each notebook's exercises are data in a file of their own, ``notebook_03.py``, which this package finds by itself. Such a
file holds plain functions and a list ``EXERCISES``:

- The *reference* is a right answer under the name that the learner uses. Its source is shown as the solution.
- A *mistake* is a wrong answer, just as executable. Its docstring is what a good teacher would say. A mistake met in
  a classroom is one more small function.
- The *cases* are the arguments to try, the simplest first. Choose them so that every two mistakes differ on one.

The cell's ``...`` (or, for a bug to find, the *given* function) is recognised as not started. In the notebook
the cell is tagged "exercise" and "exercise:NAME", and its last line is ``exercises.NAME.check(...)``; tests then execute
the notebook with the solution filled in, and every mistake is diagnosed as itself. `FunctionExercise`, `ValueExercise`,
`ChoiceExercise` and `GoalExercise` in ``exercise.py`` say which data each kind needs.
"""

import importlib
import pkgutil

from nag_helpers import progress as _progress
from nag_helpers.messages import Message

_found = {}  # name -> Exercise, in the notebooks' order

for _module in sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name.startswith("notebook_")):
    for _exercise in importlib.import_module(f"{__name__}.{_module}").EXERCISES:
        if _exercise.name in _found:
            raise ValueError(f"there are two exercises of the name {_exercise.name}")
        _exercise.notebook = _module.removeprefix("notebook_")
        _found[_exercise.name] = _exercise
globals().update(_found)


def __dir__():
    return [*_found, "progress", "reset"]


def every():
    """Return all exercises, a dict from names to exercises in the notebooks' order."""
    return dict(_found)


def progress():
    """Show which exercises are done, across the notebooks.

    Returns
    -------
    Message
    """
    kept = _progress.read("exercises")
    outcomes = {name: kept.get(name, {}).get("outcome") for name in _found}
    rows = [("Notebook", "Exercise", "Outcome")]
    for name, exercise in _found.items():
        outcome = outcomes[name] if outcomes[name] in ("correct", "not yet") else "not started"
        rows.append((exercise.notebook, name, outcome))
    done = sum(outcome == "correct" for outcome in outcomes.values())
    return Message(f"{done} of {len(_found)} exercises are correct.", rows=tuple(rows))


def reset(name=None):
    """Forget the outcome of one exercise, or of all.

    Parameters
    ----------
    name : str, optional

    Returns
    -------
    Message
    """
    if name is not None and name not in _found:
        raise ValueError(f"name must be one of {', '.join(_found)}, got {name!r}")
    done = _progress.reset("exercises") if name is None else _progress.write("exercises", name, None)
    if not done:
        return Message("Not reset.", f"The file {_progress.file().name} beside the notebooks cannot be written.")
    return Message("Reset.", "All exercises are as not started." if name is None else f"{name} is as not started.")
