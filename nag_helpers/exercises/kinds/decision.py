"""A decision: settings that must do something, of which many are right."""

from dataclasses import dataclass

import numpy as np

from nag_helpers.exercises import values
from nag_helpers.exercises.check import WorkedExercise, numbered, still_open
from nag_helpers.exercises.verdict import Verdict, not_started, not_yet


@dataclass(eq=False, kw_only=True, repr=False)
class DecisionExercise(WorkedExercise):
    """A pair of numbers for each of several names, to be chosen so that they do what is asked.

    Attributes
    ----------
    reference : dict, name -> (float, float)
        One decision that is right.
    pair : str
        What the two numbers are: "(α, β)".
    mistakes : list of (callable, dict -> bool, dict, sentence)
        What a decision can fail in, the first that holds is said; the dict fails in it. One in which none holds is right.
    """

    reference: dict
    pair: str
    mistakes: list
    what = "numbers"
    expected_kind = "a dictionary of pairs of numbers"

    def _judge(self, answer):
        if answer is Ellipsis:
            return not_started()
        names = list(self.reference)
        if isinstance(answer, dict):
            known = {name.lower(): name for name in names}
            answer = {known.get(str(key).strip().lower(), key): value for key, value in answer.items()}
        if not isinstance(answer, dict) or set(answer) != set(names):
            return not_yet(f"The answer should be a dictionary with the keys {' and '.join(names)}.")
        given = {name: [*pair] if _is_row(pair := answer[name]) else [pair] for name in names}
        left_open = [name for name, pair in given.items() if any(each is Ellipsis for each in pair)]
        if left_open:
            return not_started() if len(left_open) == len(names) else still_open(left_open)
        for name, pair in given.items():
            if len(pair) != 2 or not all(isinstance(each, (int, float, np.integer, np.floating)) for each in pair):
                return not_yet(f"{name} should be a pair of numbers {self.pair}, got {values.short(answer[name])}.")
        decided = {name: tuple(map(float, pair)) for name, pair in given.items()}
        for number, (holds, _, sentence) in enumerate(self.mistakes, start=1):
            if holds(decided):
                return not_yet(sentence, mistakes=(str(number),))
        return Verdict("correct", sentences=(self.notice,))

    def told(self):
        """Return the mistakes that the check knows, a dict from the names under which they are kept to what is said of them."""
        return numbered(self.mistakes)


def _is_row(value):
    return isinstance(value, (list, tuple)) or (isinstance(value, np.ndarray) and value.ndim == 1)
