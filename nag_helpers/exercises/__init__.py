"""Exercises that listen: ``exercises.NAME.check(answer)``, ``.hint()``, ``.solution()``, and `progress`.

How to add one
--------------
Each notebook's exercises stand in a file of their own, ``notebook_03.py``, which this package finds by itself. It reads from top to bottom:
a right answer, the exercise, its mistakes. ::

    def double(theta):                                   # the reference: a right answer under the learner's name
        return 2 * theta


    DOUBLE = FunctionExercise(
        name="double", title="twice as far", notebook="03", prompt="Return twice theta.", reference=double, returns=("twice",),
        cases=[{"theta": 1.5}, {"theta": np.array([-1.0, 2.0])}],
        landmarks=[({"theta": 0.0}, "Twice nothing is nothing."), ({"theta": 1.0}, "Twice one is two.")],
        hints=["What is twice a number?", "2 * theta"],
        notice="Twice a vector points the same way.",
    )


    @DOUBLE.mistake
    def squared(theta):
        '''You squared theta. Twice it is `2 * theta`.'''
        return theta**2

- The *reference*'s source is shown as the solution. Without a ``while``: variants of it are run, and must end.
- A *mistake* is a wrong answer, just as executable. Its docstring is what a good teacher would say, and its name is kept in the learner's
  progress. A mistake met in a classroom is one more small function. **Their order decides**: where two agree with an answer, the one
  further up is told, so the more particular one stands first.
- The *cases* are the arguments to try, the simplest first. Choose them so that every two mistakes differ on one. A diagnosis must
  also agree with the landmarks and with cases near those listed, so that a mistake is not taken for its neighbour.
- A *landmark* is a case for which everyone can say what must come out, and why: no momentum, a start at the minimum. It is told
  where no relation holds. Then comes the smallest failing case.
- An *edge* is a landmark for functions that are right elsewhere: an empty record, a NaN.
- The *title* is what the heading above the cell calls it: "### Exercise 3.1: twice as far".
- ``method="NAG"`` of a step that `descend` takes draws a wrong one's path behind the right one's, in that method's colour; with
  ``way=walked.as_a_run``, or another way of `walked`, of a function that makes a whole walk.
- ``rungs`` are the same function worked out, with one gap, with two: ``exercises.NAME.rung(2)`` shows one, ``check_rung(2, answer)`` checks it.
- ``given`` is the function to start from, where there is a bug to find. It, or the cell's ``...``, is recognised as not started.

Of numbers worked out by hand (`ValueExercise`) and of choices (`ChoiceExercise`) a mistake is a whole wrong answer with its sentence, in
``mistakes``; a *slip* explains the first number that is wrong, whatever comes after it. They are kept under their numbers, so new ones go
to the end. A `GoalExercise` is an explorer to bring somewhere, a `GameExercise` a rival to beat. An `OrderExercise` is a function whose lines are to be put in order, with
lines of its mistakes mixed in, an `AssembledExercise` one that may also be written; a `ProofExercise` has steps in words. Their cells show the lines with ``exercises.NAME.show()``, and the answer
is ``[2, 1, 3]``. ``kinds`` has them all, and says which data each needs.

In the notebook the cell is tagged "exercise" and "exercise:NAME", and its last line is ``exercises.NAME.check(...)``. `python3 start.py save`
and `python3 start.py guide` then write the notebook's outputs and the teachers' pages anew.

The floor
---------
Tests find a new exercise by themselves, and demand of it: five mistakes or more, no two with the same sentence, each diagnosed as itself and
kept under its own name; two hints or more; two landmarks or more of a function, at each of which the reference works; a reference that is
found correct and a solution that runs; every slip that can be made in the reference refused (``test_mutants`` has a list for those that are none).

What is seen
------------
What is neither right nor a known mistake is told by a *relation* (``seen``) where one holds: the numbers times −1, a sequence shifted by one,
an argument without effect, the solution with one thing changed, the sum that a step comes to. Nothing has to be written for that.
``check`` leads from an answer to a ``verdict``, whatever the answer is and does, and only there does it become a text.
"""

import importlib
import json
import pkgutil
from pathlib import Path

from nag_helpers.exercises.check import Exercise
from nag_helpers.learning import progress as _progress
from nag_helpers.learning.messages import Link, Message

_found = {}  # name -> Exercise, in the notebooks' order

for _module in sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name.startswith("notebook_")):
    for _exercise in vars(importlib.import_module(f"{__name__}.{_module}")).values():
        if isinstance(_exercise, Exercise):
            if _exercise.name in _found or _module != f"notebook_{_exercise.notebook}":
                raise ValueError(
                    f"an exercise must have a name of its own and stand in its notebook's file, got {_exercise.name} in {_module}"
                )
            _found[_exercise.name] = _exercise
globals().update(_found)


def __dir__():
    return [*_found, "keep", "progress", "remember_mistakes", "reset", "what_is_kept"]


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
        rows.append(
            (
                _linked(notebook, notebook),
                bar,
                f"{done} of {len(names)}",
                _linked("; ".join(_found[name].title for name in still), notebook) or "none",
            )
        )
    heading = f"{len(_found) - len(open_ones)} of {len(_found)} exercises are correct."
    return Message(heading, "" if _progress.is_kept() else _not_kept(), rows=tuple(rows), edge="progress")


def _linked(text, notebook):
    """Return a text as a link to a notebook of this folder; as it is if the notebook is not there."""
    there = sorted(Path().glob(f"{notebook}_*.ipynb"))
    file = max(there, key=lambda one: one.name in _of_this_edition(), default=None)  # an older one may lie beside it
    return Link(text, file.name) if text and file else text


def _of_this_edition():
    """Return the names of the notebooks in a working copy that are copies of today's, as `start.py` has written them down."""
    try:
        return json.loads(Path(".originals.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ()


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


def what_is_kept():
    """Show what ``progress.json`` keeps of a learner, for how long, and how to switch it off.

    Returns
    -------
    Message
    """
    rows = [("What is kept",), *((line,) for line in _progress.WHAT_IS_KEPT.splitlines())]
    if not _progress.keeps():
        return Message(
            "Nothing is kept.",
            "What you do lasts until the kernel stops. `exercises.keep()` keeps it from now on:",
            rows=tuple(rows),
        )
    return Message(
        f"Kept in {_progress.file().name} beside your notebooks, and nowhere else.",
        "Nothing is sent anywhere, and nobody reads it unless you hand the file over. It stays until you delete it. `exercises.keep(False)` "
        "deletes what is in it and keeps nothing more; `exercises.remember_mistakes(False)` leaves out the names of mistakes alone.",
        rows=tuple(rows),
    )


def keep(wanted=True):
    """Decide whether anything is kept in ``progress.json``.

    Parameters
    ----------
    wanted : bool
        With False what was kept is deleted, and nothing more is kept: it lasts until the kernel stops.

    Returns
    -------
    Message
    """
    _progress.keep(wanted)
    what = "From now on it is kept." if wanted else "What was kept is deleted, and nothing more is kept."
    return Message("Noted.", what if _progress.is_kept() else f"{what} {_not_kept()}")


def _not_kept():
    return f"This lasts only until the kernel stops: {_progress.file().name} beside the notebooks cannot be written."
