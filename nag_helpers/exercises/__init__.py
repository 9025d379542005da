"""Exercises that listen: ``exercises.NAME.check(answer)``, ``.hint()``, ``.solution()``, and `progress`.

Each notebook's exercises are data in a file of their own, ``notebook_03.py``, which this package finds by itself. Such a
file holds plain functions and a list ``EXERCISES``:

- The *reference* is a right answer under the name that the learner uses. Its source is shown as the solution.
- A *mistake* is a wrong answer, just as executable. Its docstring is what a good teacher would say. A mistake met in
  a classroom is one more small function.
- What is neither right nor a known mistake is told by a *relation* (``relations.py``) where one holds: the numbers times −1, a
  sequence shifted by one, an argument without effect; the solution with one thing changed (``variants.py``); the sum that a step
  comes to (``formulas.py``).
- A *landmark* is a case for which everyone can say what must come out, and why: no momentum, a start at the minimum. It is told
  where no relation holds. Then comes the smallest failing case.
- The *cases* are the arguments to try, the simplest first. Choose them so that every two mistakes differ on one. A diagnosis must
  also agree with the landmarks and with cases near those listed, so that a mistake is not taken for its neighbour.
- Of numbers worked out by hand a *slip* explains the first that is wrong, whatever comes after it.

The cell's ``...`` (or, for a bug to find, the *given* function) is recognised as not started. In the notebook
the cell is tagged "exercise" and "exercise:NAME", and its last line is ``exercises.NAME.check(...)``; tests then execute
the notebook with the solution filled in, and every mistake is diagnosed as itself. `FunctionExercise`, `ValueExercise`,
`ChoiceExercise` and `GoalExercise` in ``exercise.py`` say which data each kind needs.
"""

import importlib
import pkgutil
from pathlib import Path

from nag_helpers.learning import progress as _progress
from nag_helpers.learning.messages import Link, Message

_found = {}  # name -> Exercise, in the notebooks' order

for _module in sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name.startswith("notebook_")):
    for _exercise in importlib.import_module(f"{__name__}.{_module}").EXERCISES:
        if _exercise.name in _found:
            raise ValueError(f"there are two exercises of the name {_exercise.name}")
        _exercise.notebook = _module.removeprefix("notebook_")
        _found[_exercise.name] = _exercise
globals().update(_found)


def __dir__():
    return [*_found, "progress", "remember_mistakes", "reset"]


def every():
    """Return all exercises, a dict from names to exercises in the notebooks' order."""
    return dict(_found)


def progress():
    """Show how many exercises are correct in each notebook, as a bar too, and which are still open, with a link to their notebook.

    Returns
    -------
    Message
    """
    kept = _progress.read("exercises")
    open_ones = {name for name in _found if kept.get(name, {}).get("outcome") != "correct"}
    rows = [("Notebook", "Progress", "Correct", "Still open")]
    for notebook in dict.fromkeys(exercise.notebook for exercise in _found.values()):
        names = [name for name, exercise in _found.items() if exercise.notebook == notebook]
        still = [name for name in names if name in open_ones]
        done = len(names) - len(still)
        bar = "■" * done + "□" * len(still)
        rows.append((_linked(notebook, notebook), bar, f"{done} of {len(names)}", _linked(", ".join(still), notebook) or "none"))
    heading = f"{len(_found) - len(open_ones)} of {len(_found)} exercises are correct."
    return Message(heading, "" if _progress.is_kept() else _not_kept(), rows=tuple(rows))


def _linked(text, notebook):
    """Return a text as a link to a notebook of this folder; as it is if the notebook is not there."""
    file = next(Path().glob(f"{notebook}_*.ipynb"), None)
    return Link(text, file.name) if text and file else text


def reset(name=None):
    """Count one exercise, or all, as not started.

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
    what = "All exercises count as not started." if name is None else f"{name} counts as not started."
    return Message("Reset.", what if done else f"{what} {_not_kept()}")


def remember_mistakes(wanted=True):
    """Decide whether ``progress.json`` keeps the names of the mistakes that checks recognise: nothing else of an answer.

    Parameters
    ----------
    wanted : bool
        With False what was kept is forgotten, and nothing more is kept.

    Returns
    -------
    Message
    """
    _progress.remember_mistakes(wanted)
    what = "The names of mistakes are kept beside the outcomes." if wanted else "Mistakes are no longer kept."
    return Message("Noted.", what if _progress.is_kept() else f"{what} {_not_kept()}")


def _not_kept():
    return f"This lasts only until the kernel stops: {_progress.file().name} beside the notebooks cannot be written."
