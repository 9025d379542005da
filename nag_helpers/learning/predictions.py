"""Predict, run, say what happened: a question before a cell, and after it the prediction beside what was measured.

The questions are in ``questions.py``, what is kept of an answer in ``votes.py``, the widgets in ``asked.py``, and what is said in
``judged.py``. Nothing is written until a choice is made.

Where a page shows no widgets, ``predict(name, "an option")`` and ``saw(name, "an option")`` do the same in words.
"""

from nag_helpers import checks
from nag_helpers.learning import judged, votes
from nag_helpers.learning.asked import Asked, Observed
from nag_helpers.learning.messages import Message
from nag_helpers.learning.questions import QUESTIONS

_asked = {}  # since the kernel started: names in their order
_outcomes = {}  # measured since the kernel started: name -> (outcome, with what was measured)


def ask(name):
    """Ask for a prediction; the last expression of a cell.

    Parameters
    ----------
    name : str
        One of the names in ``questions.py``. It begins with the notebook's number: "03_here_or_there".

    Returns
    -------
    Asked
    """
    question = _question(name)
    _asked[name] = True
    return Asked(name, question)


def predict(name, prediction, sure="", because=""):
    """Predict without a widget.

    Parameters
    ----------
    name : str
        As it is asked.
    prediction : str or number
        One of the options, or the words with which only one of them begins; a number where one is to be typed.
    sure : "guess", "fairly" or "sure", optional
    because : str, optional

    Returns
    -------
    Message
    """
    question = _question(name)
    chosen = _chosen("prediction", question, prediction)
    if sure:
        checks.one_of("sure", sure, votes.SURE)
    votes.change(name, question, prediction=chosen, second="", saw="", outcome="", sure=sure, because=str(because))
    return Message("Kept.", f"You predict: {chosen}. Now run the next cell.", edge="question")


def compare(name, outcome, measured=""):
    """Say whether the prediction was right; the last expression of a cell, after the measurement.

    Where the question is to be observed, it is first asked what happened.

    Parameters
    ----------
    name : str
        As it was asked.
    outcome : str, number, or what the question's ``comes_out`` takes
        What was measured, or came out: one of the options, or the words with which only one of them begins, or a number, which stands for the
        option whose number is nearest. Where a number was to be typed, the number.
    measured : str, optional
        The numbers behind it: "157 updates".

    Returns
    -------
    Message or Observed
    """
    question = _question(name)
    happened, in_words = _outcomes[name] = judged.outcome(question, outcome, measured)
    vote = votes.of(name)
    if vote.held and vote.outcome != happened:
        votes.change(name, question, outcome=happened)
    if question.observed:
        return Observed(name, question, lambda: judged.card(question, votes.of(name), happened, in_words))
    return judged.card(question, vote, happened, in_words)


def saw(name, option=None):
    """Say what happened, without a widget, and hear the verdict.

    Parameters
    ----------
    name : str
        As it was asked; its cell has been run.
    option : str, optional
        One of the options, or the words with which only one of them begins; None to be told at once.

    Returns
    -------
    Message
    """
    question = _question(name)
    if name not in _outcomes:
        return Message("Not measured yet.", "Run the cell that compares first.", edge="compared")
    if option is not None:
        votes.change(name, question, saw=_chosen("option", question, option))
    return judged.card(question, votes.of(name), *_outcomes[name])


def review(notebook):
    """Show what was predicted in a notebook and what happened; the last expression of a cell at its end.

    What somebody was sure of, and was wrong about, stands first.

    Parameters
    ----------
    notebook : str
        Its number, "03".

    Returns
    -------
    Message
    """
    checks.one_of("the notebook's number", notebook, sorted({name[:2] for name in QUESTIONS}))
    seen = [
        name
        for name in QUESTIONS
        if name.startswith(notebook) and (name in _asked or name in _outcomes or votes.of(name).prediction)
    ]
    if not seen:
        return Message("No predictions yet.", "Run the notebook's cells from the top.", edge="progress")
    rows = sorted((_Row(name) for name in seen), key=_Row.urgency, reverse=True)  # a stable sort
    table = _table(rows)
    settled = [row for row in rows if row.right is not None]
    if not settled:
        return Message("Your predictions in this notebook.", rows=table, edge="progress")
    right = sum(row.right for row in settled)
    heading = f"{right} of {len(settled)} predictions {'was' if len(settled) == 1 else 'were'} right."
    return Message(heading, _look_again(rows), rows=table, edge="progress")


class _Row:
    """A question in the review: its vote, what happened, and whether the vote was right (None where that is not settled)."""

    def __init__(self, name):
        self.question, self.vote = QUESTIONS[name], votes.of(name)
        self.happened, self.in_words = _outcomes.get(name) or (self.vote.outcome,) * 2
        known = self.vote.held and self.happened and self.question.scored
        self.right = judged.is_right(self.question, self.vote.held, self.happened) if known else None
        self.misread = bool(self.vote.saw and self.happened and self.vote.saw != self.happened)

    def urgency(self):
        """Return how much there is to look at again: most where somebody was sure and wrong."""
        how_sure = 1 + votes.SURE.index(self.vote.sure) if self.vote.sure else 1
        return (how_sure if self.right is False else 0, self.misread)

    def verdict(self):
        if self.right is None:
            return "not settled" if self.vote.held and self.happened else ""
        return "✓ right" if self.right else "✗ no"


def _table(rows):
    """Return the review's table; columns that nobody has filled are left out."""
    columns = {
        "Question": [row.question.text for row in rows],
        "You predicted": [row.vote.held or "no prediction" for row in rows],
        "How sure": [row.vote.sure for row in rows],
        "Because": [row.vote.because for row in rows],
        "You saw": [row.vote.saw for row in rows],
        "What happened": [row.in_words or "not measured yet" for row in rows],
        "Right?": [row.verdict() for row in rows],
    }
    optional = ("How sure", "Because", "You saw")
    kept = [heading for heading, cells in columns.items() if heading not in optional or any(cells)]
    return (tuple(kept), *zip(*(columns[heading] for heading in kept)))


def _look_again(rows):
    """Say what to look at again: first what somebody was sure of."""
    wrong = [row for row in rows if row.right is False]
    first = _ideas(row for row in wrong if row.vote.sure == "sure")
    then = _ideas(row for row in wrong if row.vote.sure != "sure")
    misread = _ideas(row for row in rows if row.misread and row.right is not False)
    said = [
        f"You were sure, and it came out otherwise: {first}. Look there first." if first else "",
        f"Look again at: {then}." if then else "",
        f"You saw something else than was measured: {misread}." if misread else "",
    ]
    return " ".join(filter(None, said)) or "Well predicted."


def _ideas(rows):
    return "; ".join(dict.fromkeys(row.question.idea for row in rows))


def _question(name):
    checks.one_of("the question's name", name, list(QUESTIONS))
    return QUESTIONS[name]


def _chosen(argument, question, given):
    """Return the option that a learner's words mean, or the number that they typed, as text."""
    if not question.options:
        if votes.first_number(str(given)) is None:
            raise ValueError(f"{argument} must be a number, got {given!r}")
        return str(given)
    meant = [one for one in question.options if one == str(given)]
    meant = meant or [one for one in question.options if one.startswith(str(given))]
    if len(meant) != 1:
        raise ValueError(f"{argument} must be one of {', '.join(map(repr, question.options))}, got {given!r}")
    return meant[0]
