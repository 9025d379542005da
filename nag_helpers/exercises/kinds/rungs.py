"""Rungs that lead to an exercise: the same function worked out, then with one gap, then with two; the last rung is the exercise itself.

Who fills the first gap at once is sent to the last rung: to those who can do it already, more steps only cost time.
"""

from dataclasses import dataclass

from nag_helpers import checks
from nag_helpers.exercises.verdict import Feedback
from nag_helpers.learning import guard, progress
from nag_helpers.learning.messages import Message


@dataclass(frozen=True)
class Rung:
    """A function on the way to an exercise.

    Attributes
    ----------
    title : str
        What is given: "one gap".
    code : str
        The function, with ``...`` in each gap.
    """

    title: str
    code: str

    @property
    def has_gaps(self):
        return "= ..." in self.code

    def function(self):
        """Return the function as it is given."""
        names = {}
        exec(self.code, names)  # our own text
        return next(one for name, one in names.items() if callable(one) and not name.startswith("__"))


def show(exercise, number):
    """Show a rung's code, wherever the call stands in a cell."""
    rung = _rung(exercise, number)
    todo = "Fill each `...`, and check it." if rung.has_gaps else "Read it, line by line; the next rung has a gap."
    heading = f"Rung {number} of {len(exercise.rungs) + 1}: {rung.title}."
    return Message(heading, todo, code=rung.code, edge="hint").display()


def check(exercise, answer, number, same):
    """Say whether a rung's gaps are filled rightly, and where to go on.

    Parameters
    ----------
    exercise : FunctionExercise
    answer : callable
    number : int
        Of the rung, from 1.
    same : callable, (function, function) -> bool
        Whether two functions do the same, instruction by instruction.

    Returns
    -------
    Feedback
    """
    rung = _rung(exercise, number)
    heading = f"{exercise.title}, rung {number} of {len(exercise.rungs) + 1}."
    if rung.has_gaps and guard.run(same, answer, rung.function()).value:
        return Feedback(
            f"Not started: {heading}",
            f"Fill each `...` and run the cell again; `exercises.{exercise.name}.hint()` gives a first nudge.",
            edge="not started",
        )
    verdict = exercise._judge_safely(answer)
    if verdict.outcome != "correct":
        _keep(exercise, number, {"tries": _kept(exercise, number).get("tries", 0) + 1})
        return Feedback(f"{verdict.outcome.capitalize()}: {heading}", verdict.text(), edge=verdict.outcome)
    at_once = not _kept(exercise, number).get("tries")
    _keep(exercise, number, {"solved": True})
    return Feedback(f"Correct: {heading}", _go_on(exercise, number, at_once), edge="correct")


def _go_on(exercise, number, at_once):
    """Say to which rung to go: to the last from the first gap filled at once, or from the one before it; else to the next."""
    last = len(exercise.rungs) + 1
    first_gap = next(place for place, rung in enumerate(exercise.rungs, start=1) if rung.has_gaps)
    if number == first_gap < last - 1 and at_once:
        return f"At once. Leave out what lies between, and go to rung {last}, where nothing is given."
    return f"Go on to rung {number + 1}{', where nothing is given' if number + 1 == last else ''}."


def _rung(exercise, number):
    checks.whole_number("the rung", number, least=1)
    checks.one_of("the rung", number, tuple(range(1, len(exercise.rungs) + 1)))
    return exercise.rungs[number - 1]


def _kept(exercise, number):
    """Return what is kept of a rung: how often it was tried without success, and whether it is solved."""
    rungs = progress.read("exercises").get(exercise.name, {}).get("rungs")
    kept = rungs.get(str(number)) if isinstance(rungs, dict) else None
    tries = kept.get("tries") if isinstance(kept, dict) else None
    return {**kept, "tries": tries if isinstance(tries, int) else 0} if isinstance(kept, dict) else {}


def _keep(exercise, number, changes):
    entry = progress.read("exercises").get(exercise.name, {})
    rungs = entry.get("rungs") if isinstance(entry.get("rungs"), dict) else {}
    rungs = {**rungs, str(number): {**_kept(exercise, number), **changes}}
    progress.write("exercises", exercise.name, {**entry, "rungs": rungs})
