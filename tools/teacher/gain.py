"""What a class has gained between two forms of the quiz: its normalised gain, and each question's.

References
----------
Hake (1998), "Interactive-engagement versus traditional methods", American Journal of Physics 66: the gain is the share that was learned
of what could still be learned, (after − before) / (10 − before), of the class's means.
"""

import statistics
from dataclasses import dataclass

import numpy as np

from nag_helpers.learning import quiz
from nag_helpers.learning.quiz_questions import FORMS, TOPICS

RESAMPLED = 2000


@dataclass(frozen=True)
class Gain:
    """What learners gained who answered all of two forms.

    Attributes
    ----------
    before, after : str
        The forms.
    learners : int
    means : (float, float)
        Right answers of ten.
    gain, low, high : float
        The class's normalised gain, and between what it lies in 19 of 20 classes drawn anew from these learners; NaN where nobody could
        gain anything.
    topics : list of (topic, int, int)
        How many were right before and after, those that gained least first.
    """

    before: str
    after: str
    learners: int
    means: tuple
    gain: float
    low: float
    high: float
    topics: list


def gains(learners):
    """Return the `Gain` from each form to each later one, of those who answered both as a whole."""
    found = []
    for i, before in enumerate(FORMS):
        for after in FORMS[i + 1 :]:
            pairs = [(_right(one, before), _right(one, after)) for one in learners]
            pairs = [(first, last) for first, last in pairs if first is not None and last is not None]
            if pairs:
                found.append(_gain(before, after, np.array(pairs)))
    return found


def _right(learner, form):
    """Return which answers of a learner were right, a list of 0 and 1; None if the form was not answered as a whole."""
    given, asked = quiz.answers(learner.get(quiz.SECTION), form), quiz.questions(form)
    return (
        [int(given[topic] == question.right) for topic, question in asked.items()] if len(given) == len(asked) else None
    )


def _gain(before, after, right):
    totals = right.sum(axis=2)
    drawn = np.random.default_rng(0).integers(0, len(totals), (RESAMPLED, len(totals)))
    spread = [_normalised(*totals[rows].mean(axis=0)) for rows in drawn]
    low, high = np.nanquantile(spread, (0.025, 0.975)) if np.isfinite(spread).any() else (np.nan, np.nan)
    first, last = right.sum(axis=0).tolist()
    topics = sorted(zip(TOPICS, first, last), key=lambda row: row[2] - row[1])
    means = tuple(statistics.fmean(column) for column in totals.T.tolist())
    return Gain(before, after, len(right), means, _normalised(*means), float(low), float(high), topics)


def _normalised(before, after):
    return (after - before) / (len(TOPICS) - before) if before < len(TOPICS) else np.nan


def report(found):
    """Return the gains as lines of text; none where nobody answered two forms."""
    lines = []
    for one in found:
        lines += [
            "",
            f"the quiz, form {one.before} and then {one.after}: {one.learners} learners answered both",
            f"right of {len(TOPICS)}: {one.means[0]:.1f}, then {one.means[1]:.1f}; normalised gain {one.gain:.2f} ({one.low:.2f} to {one.high:.2f})",
            *(f"     {first:3} → {last:3}  {topic}" for topic, first, last in one.topics),
        ]
    return lines
