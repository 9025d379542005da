"""One choice to make for each of several settings."""

from dataclasses import dataclass

from nag_helpers.exercises import values
from nag_helpers.exercises.check import WorkedExercise, numbered, still_open
from nag_helpers.exercises.verdict import Verdict, not_started, not_yet


@dataclass(eq=False, kw_only=True, repr=False)
class ChoiceExercise(WorkedExercise):
    """One choice to make for each of several settings.

    Attributes
    ----------
    reference : dict
        From the settings' names to the right choice.
    options : tuple of str
    mistakes : list of (dict, sentence)
        Wrong answers in full.
    again : dict
        For each setting, what speaks against the wrong choice.
    """

    reference: dict
    options: tuple
    mistakes: list
    again: dict
    what = "answers"

    def _judge(self, answer):
        keys = list(self.reference)
        left_open = [key for key, value in answer.items() if value is Ellipsis] if isinstance(answer, dict) else []
        if answer is Ellipsis or (left_open and len(left_open) == len(answer)):
            return not_started()
        if left_open:
            return still_open(left_open)
        if isinstance(answer, (list, tuple)) and len(answer) == len(keys):
            answer = dict(zip(keys, answer))
        if not isinstance(answer, dict):
            return not_yet(f"The answer should be a dictionary with the keys {', '.join(keys)}.")
        known = {key.lower(): key for key in keys}
        answer = {known.get(str(key).strip().lower(), key): value for key, value in answer.items()}
        missing = [key for key in keys if key not in answer]
        if missing or len(answer) > len(keys):
            which = f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing. " if missing else ""
            return not_yet(f"{which}The answer should be a dictionary with the keys {', '.join(keys)}.")
        chosen = {key: self._option(answer[key]) for key in keys}
        unknown = [key for key in keys if chosen[key] is None]
        if unknown:
            allowed = " or ".join(f'"{option}"' for option in self.options)
            return not_yet(f"{unknown[0]} should be {allowed}, got {values.short(answer[unknown[0]])}.")
        if chosen == self.reference:
            return Verdict("correct", sentences=(self.notice,))
        for number, (value, sentence) in enumerate(self.mistakes, start=1):
            if chosen == value:
                return not_yet(sentence, mistakes=(str(number),))
        wrong = [key for key in keys if chosen[key] != self.reference[key]]
        right = len(keys) - len(wrong)
        return not_yet(
            f"{right} of {len(keys)} {'is' if right == 1 else 'are'} right.",
            f"Look again at {wrong[0]}: {self.again[wrong[0]]}",
            f"And at {wrong[1]}: {self.again[wrong[1]]}" if len(wrong) == 2 else "",
        )

    def told(self):
        """Return the mistakes that the check knows, a dict from the names under which they are kept to what is said of them."""
        return numbered(self.mistakes)

    def _option(self, given):
        text = " ".join(given.lower().split()) if isinstance(given, str) else given
        return next((option for option in self.options if option.lower() == text), None)
