"""Numbers to work out by hand."""

from dataclasses import dataclass, field

import numpy as np

from nag_helpers.exercises import values
from nag_helpers.exercises.check import WorkedExercise, numbered, still_open
from nag_helpers.exercises.seen.by_hand import seen_in_numbers
from nag_helpers.exercises.verdict import Verdict, not_started, not_yet


@dataclass(eq=False, kw_only=True, repr=False)
class ValueExercise(WorkedExercise):
    """Numbers to work out by hand.

    Attributes
    ----------
    reference : float or sequence of floats
    parts : tuple of str
        Names of the numbers asked for.
    mistakes : list of (value, sentence)
        Wrong answers in full.
    slips : list of (part, number or callable, sentence)
        What may happen to one number alone: said of the first that is wrong. A callable takes all numbers and returns whether the
        sentence holds.
    implied : list of (part, callable)
        A sentence about the first wrong number, made from all numbers given: what step must have led to it.
    tolerance : float
        Relative to each number: answers may be rounded.
    """

    reference: object
    parts: tuple
    mistakes: list
    slips: list = field(default_factory=list)
    implied: list = field(default_factory=list)
    tolerance: float = 0.002
    what = "answer"

    def _judge(self, answer):
        several = list(answer) if isinstance(answer, (list, tuple)) else [answer]
        left_open = [name for name, part in zip(self.parts, several) if part is Ellipsis]
        if left_open and len(left_open) == len(several):
            return not_started()
        if left_open:
            return still_open(left_open)
        try:
            given = self._numbers(answer)
        except values.Odd as odd:
            return not_yet(str(odd))
        right = self._numbers(self.reference)
        correct = [self._close(mine, one) for mine, one in zip(given, right)]
        if all(correct):
            return Verdict("correct", sentences=(self.notice,))
        for number, (value, sentence) in enumerate(self.mistakes, start=1):
            if all(self._close(mine, one) for mine, one in zip(given, self._numbers(value))):
                return not_yet(sentence, mistakes=(str(number),))
        first = correct.index(False)
        slip = self._slip(first, given)
        so_far = [
            part for part, is_right in zip(self.parts, correct) if is_right and not self._same_numbers(given, right)
        ]
        return not_yet(
            _large(f"{' and '.join(so_far)} {'is' if len(so_far) == 1 else 'are'} right.") if so_far else "",
            self.told()[slip]
            if slip
            else seen_in_numbers(self.parts, given, right, first)
            or self._implied(first, given)
            or _large(f"{self.parts[first]} is not {given[first]:g}."),
            f"`exercises.{self.name}.hint()` gives a nudge.",
            mistakes=(slip,) if slip else (),
        )

    def told(self):
        """Return the mistakes that the check knows, a dict from the names under which they are kept to what is said of them."""
        return numbered(self.mistakes) | {
            f"slip {number}": sentence for number, sentence in numbered(self.slips).items()
        }

    def _slip(self, first, given):
        """Return the name of the first slip that explains the first wrong number; None if none does."""
        for number, (part, value, _) in enumerate(self.slips, start=1):
            if part == self.parts[first] and (value(*given) if callable(value) else self._close(given[first], value)):
                return f"slip {number}"
        return None

    def _implied(self, first, given):
        """Return what the first wrong number says of the step that led to it."""
        for part, sentence in self.implied:
            if part == self.parts[first]:
                return sentence(*given)
        return None

    def _numbers(self, answer):
        wanted = f"{len(self.parts)} numbers, {', '.join(self.parts)}" if len(self.parts) > 1 else "one number"
        if answer is None or callable(answer) or isinstance(answer, (str, dict, set)):
            shown = "None" if answer is None else values.kind(answer)
            raise values.Odd(f"The answer should be {wanted}, written without quotes; yours is {shown}.")
        try:
            pieces = answer if isinstance(answer, (list, tuple)) else [answer]
            if any(isinstance(piece, str) for piece in pieces):
                raise values.Odd(f"The answer should be {wanted}, written without quotes; yours has texts in it.")
            numbers = np.concatenate([np.ravel(np.asarray(piece, dtype=float)) for piece in pieces] or [np.empty(0)])
        except (TypeError, ValueError):
            raise values.Odd(f"The answer should be {wanted}; yours is {values.short(answer)}.") from None
        if len(numbers) != len(self.parts):
            raise values.Odd(f"The answer should be {wanted}; yours has {len(numbers)}.")
        if not np.isfinite(numbers).all():
            raise values.Odd("The answer should be finite; yours has NaN or infinity in it.")
        return numbers

    def _same_numbers(self, given, right):
        """Whether only the order is wrong."""
        return all(self._close(mine, one) for mine, one in zip(sorted(given), sorted(right)))

    def _close(self, mine, one):
        return abs(mine - one) <= self.tolerance * abs(one) + 1e-12


def _large(sentence):
    """Begin a sentence with a capital, unless a name of one letter or a formula begins it."""
    word = sentence.split()[0]
    return sentence[0].upper() + sentence[1:] if word.isalpha() and len(word) > 1 else sentence
