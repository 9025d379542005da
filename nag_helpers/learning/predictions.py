"""Predict, then run: a question before a cell, and after it the prediction beside what happened.

The questions are in ``questions.py``. A choice is kept in the progress file, so that it survives a restart. Nothing is written
until one is made.
"""

import html
import math
import numbers
import re

import ipywidgets as widgets

from nag_helpers import checks
from nag_helpers.learning import progress
from nag_helpers.learning.messages import Message
from nag_helpers.learning.questions import QUESTIONS

TYPED_TOLERANCE = 0.2  # a typed number counts as right if it is this close, relative to what was measured

KEPT = '<span role="status">✓ kept. Now run the next cell.</span>'
STYLE = (  # a card as the messages are, with rows that a finger can meet
    "<style>.nag-asked { border: 1px solid #7c848d66; border-left: 5px solid #7c848d; border-radius: 6px; padding: 8px 14px; "
    "max-width: 900px; box-sizing: border-box; } .nag-asked .widget-radio-box { gap: 2px; } .nag-asked .widget-radio-box label "
    "{ height: auto; min-height: 32px; line-height: 1.4; display: flex; align-items: center; margin: 0; white-space: normal; }</style>"
)

_asked = {}  # since the kernel started: names in their order
_outcomes = {}  # measured since the kernel started: name -> (outcome, with what was measured)


class Asked:
    """A question with its widget; shows itself as the last expression of a cell.

    Attributes
    ----------
    name : str
    question : Question
    control : widget
        Its ``value`` is the prediction, None or empty while there is none.
    """

    def __init__(self, name):
        self.name = name
        self.question = QUESTIONS[name]
        kept = _entry(name).get("prediction")
        options = tuple(self.question.options)
        label = widgets.HTML(f"{STYLE}<b>{html.escape(self.question.text)}</b>")
        if options:
            self.control = widgets.RadioButtons(
                options=options, value=kept if kept in options else None, description="", layout={"width": "auto"}
            )
        else:
            self.control = widgets.Text(
                value=kept or "",
                placeholder="your prediction, a number",
                continuous_update=False,
                layout={"width": "20em"},
            )
        self.control.observe(self._keep, names="value")
        self._status = widgets.HTML(KEPT if self.control.value else "")
        self.view = widgets.VBox([label, self.control, self._status])
        self.view.add_class("nag-asked")

    def _keep(self, change):
        chosen = (change["new"] or "").strip()
        entry = {"question": self.question.text, "prediction": chosen} if chosen else None
        progress.write("predictions", self.name, entry)
        self._status.value = KEPT if chosen else ""

    def __repr__(self):
        choices = f" ({' / '.join(self.question.options)})" if self.question.options else ""
        return f"Predict: {self.question.text}{choices}"

    def _repr_mimebundle_(self, include=None, exclude=None):
        live = {"version_major": 2, "version_minor": 0, "model_id": self.view.model_id}
        return {"text/plain": repr(self), "application/vnd.jupyter.widget-view+json": live}


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
    checks.one_of("the question's name", name, list(QUESTIONS))
    _asked[name] = True
    return Asked(name)


def compare(name, outcome, measured=""):
    """Say whether the prediction was right; the last expression of a cell, after the measurement.

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
    Message
    """
    checks.one_of("the question's name", name, list(QUESTIONS))
    question = QUESTIONS[name]
    outcome = question.comes_out(outcome)
    happened = _option(question, outcome) if question.options else f"{outcome:g}"
    if not measured and isinstance(outcome, numbers.Real) and question.options:
        measured = f"{outcome:.3g}"
    in_words = f"{happened} ({measured})" if measured else happened
    _outcomes[name] = happened, in_words
    entry = _entry(name)
    if not entry:
        return Message("You made no prediction.", beside=(("What happened", in_words),))
    if entry.get("outcome") != happened:
        progress.write("predictions", name, {**entry, "outcome": happened})
    predicted = entry["prediction"]
    both = {"beside": (("You predicted", predicted), ("What happened", in_words))}
    if not question.options and _first_number(predicted) is not None:
        both["scale"] = _first_number(predicted), float(happened)
    if not question.scored:
        return Message(
            "Not settled.", "The data do not settle this question, so no prediction counts as wrong.", **both
        )
    if _is_right(question, predicted, happened):
        return Message("✓ Right.", question.options.get(happened, ""), edge="right", **both)
    overlooked = question.options.get(predicted, "") if question.options else question.otherwise
    return Message("✗ Not this time.", overlooked, edge="surprise", **both)


def review(notebook):
    """Show what was predicted in a notebook and what happened; the last expression of a cell at its end.

    Parameters
    ----------
    notebook : str
        Its number, "03".

    Returns
    -------
    Message
    """
    checks.one_of("the notebook's number", notebook, sorted({name[:2] for name in QUESTIONS}))
    stored = progress.read("predictions")
    seen = [
        name
        for name in QUESTIONS
        if name.startswith(notebook) and (name in _asked or name in stored or name in _outcomes)
    ]
    if not seen:
        return Message("No predictions yet.", "Run the notebook's cells from the top.")
    rows = [("Question", "You predicted", "What happened", "Right?"), *(_review_row(name) for name in seen)]
    verdicts = [row[-1] for row in rows[1:]]
    judged = [verdict for verdict in verdicts if verdict in ("✓ right", "✗ no")]
    if not judged:
        return Message("Your predictions in this notebook.", rows=tuple(rows))
    ideas = [QUESTIONS[name].idea for name, verdict in zip(seen, verdicts) if verdict == "✗ no"]
    again = f"Look again at: {'; '.join(dict.fromkeys(ideas))}." if ideas else "Well predicted."
    heading = f"{judged.count('✓ right')} of {len(judged)} predictions {'was' if len(judged) == 1 else 'were'} right."
    return Message(heading, again, rows=tuple(rows))


def _review_row(name):
    question, entry = QUESTIONS[name], _entry(name)
    happened, in_words = _outcomes.get(name) or (entry.get("outcome"),) * 2
    predicted, verdict = entry.get("prediction"), ""
    if predicted and happened and not question.scored:
        verdict = "not settled"
    elif predicted and happened:
        verdict = "✓ right" if _is_right(question, predicted, happened) else "✗ no"
    return question.text, predicted or "no prediction", in_words or "not measured yet", verdict


def _option(question, outcome):
    """Return the option that an outcome means: itself, the only one that begins with it, or the one with the nearest number."""
    options = list(question.options)
    if isinstance(outcome, str):
        meant = [option for option in options if option == outcome] or [
            option for option in options if option.startswith(outcome)
        ]
        if len(meant) != 1:
            raise ValueError(f"outcome must be one of {', '.join(map(repr, options))}, got {outcome!r}")
        return meant[0]
    values = {option: number for option in options if (number := _first_number(option)) is not None}
    if not values or not 0 < outcome < math.inf:
        raise ValueError(f"outcome must be a positive number where options have numbers, got {outcome!r} for {options}")
    return min(values, key=lambda option: abs(math.log(values[option] / outcome)))


def _first_number(text):
    found = re.search(r"\d[\d,]*(?:\.\d+)?", text)
    return float(found[0].replace(",", "")) if found else None


def _is_right(question, predicted, happened):
    if question.options:
        return predicted == happened
    typed, measured = _first_number(predicted), float(happened)
    return typed is not None and abs(typed - measured) <= TYPED_TOLERANCE * abs(measured)


def _entry(name):
    """Return the kept entry of a prediction; an empty dict if there is none, or none that can be used."""
    entry = progress.read("predictions").get(name, {})
    return entry if isinstance(entry.get("prediction"), str) else {}
