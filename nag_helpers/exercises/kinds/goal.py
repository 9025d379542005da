"""An explorer to bring to a goal."""

from dataclasses import dataclass

from nag_helpers.exercises.check import Exercise, numbered
from nag_helpers.exercises.verdict import Verdict, not_started, not_yet
from nag_helpers.learning import guard


@dataclass(eq=False, kw_only=True, repr=False)
class GoalExercise(Exercise):
    """An explorer to bring to a goal.

    Attributes
    ----------
    explorer_name : str
        What the notebook calls it.
    reference : dict
        A setting of its controls that reaches the goal.
    untouched : callable, explorer -> bool
        Whether it still stands as the notebook shows it.
    reached : callable, explorer -> bool
    mistakes : list of (callable, explorer -> bool, dict, sentence)
        Ways to miss it, the first that holds is said; the dict sets the controls so.
    """

    explorer_name: str
    reference: dict
    untouched: object
    reached: object
    mistakes: list
    runs_apart = False  # the explorer's controls live in the kernel
    what = "explorer"

    @property
    def answer_name(self):
        return self.explorer_name

    @property
    def solution_code(self):
        return "\n".join(
            f'{self.explorer_name}.controls["{name}"].value = {value!r}' for name, value in self.reference.items()
        )

    def _judge(self, explorer):
        judged = guard.run(self._found, explorer)
        if judged.problem:
            return not_yet(
                f"Hand over the explorer: `exercises.{self.name}.check({self.explorer_name})`, after "
                "you have run the cell above that makes it."
            )
        return judged.value

    def _found(self, explorer):
        if self.untouched(explorer):
            return not_started(
                f"Move the controls of the explorer above, then run this cell again; "
                f"`exercises.{self.name}.hint()` gives a first nudge."
            )
        if self.reached(explorer):
            return Verdict("correct", sentences=(self.notice,))
        name = next(str(number) for number, (holds, *_) in enumerate(self.mistakes, start=1) if holds(explorer))
        return not_yet(self.told()[name], mistakes=(name,))

    def told(self):
        """Return the mistakes that the check knows, a dict from the names under which they are kept to what is said of them."""
        return numbered(self.mistakes)
