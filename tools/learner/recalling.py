"""A learner's command: what is due to be recalled today, in two minutes. Runs inside the environment (it needs nag_helpers).

    python3 start.py recall

The answers are kept where the notebooks keep them, in ``learn/progress.json``.
"""

import os

from nag_helpers import exercises
from nag_helpers.learning import progress, recall
from nag_helpers.learning.recall_questions import every
from nag_helpers.learning.votes import in_own_order
from tools.places import LEARN

AT_ONCE = 6  # questions, which take two minutes


def ask_what_is_due(read=input):
    """Ask what is due today, one question after the other; an empty answer or the end of the input stops.

    Parameters
    ----------
    read : callable, prompt -> str
    """
    os.environ.setdefault("NAG_PROGRESS", str(LEARN))
    worked_in = {one.notebook for name, one in exercises.every().items() if name in progress.read("exercises")}
    due = recall.due(worked_in=worked_in)
    if not due:
        print(_nothing_due())
        return
    print(
        f"{_questions(len(due))} due today{f', the first {AT_ONCE} now' if len(due) > AT_ONCE else ''}. Enter alone stops."
    )
    for name in due[:AT_ONCE]:
        option = _chosen(name, read)
        if option is None:
            break
        print(recall.answered(name, option))
    if not progress.is_kept():
        print(f"Your answers could not be written to {progress.file()}.")


def _nothing_due():
    day = recall.next_day()
    if day is None:
        return "Nothing is due. The notebooks ask first, each at its beginning; what you answered there comes back here after a day."
    return f"Nothing is due today. The next question comes back on {day:%d %B %Y}."


def _chosen(name, read):
    """Ask one question until its answer is a number; return the option, None to stop."""
    question = every()[name].question
    options = in_own_order(name, question.options)
    print(f"\n{question.text}")
    for number, option in enumerate(options, start=1):
        print(f"  {number}  {option}")
    while True:
        try:
            said = read("Your answer: ").strip()
        except EOFError:
            return None
        if not said:
            return None
        if said.isdecimal() and 1 <= int(said) <= len(options):
            return options[int(said) - 1]
        print(f"Type a number from 1 to {len(options)}, or nothing to stop.")


def _questions(number):
    return "1 question is" if number == 1 else f"{number} questions are"
