"""Predict, then run: a question before a cell, and after it the prediction beside what happened.

A choice is kept in the progress file, so that it survives a restart. Nothing is written until one is made.
"""

import html

import ipywidgets as widgets

from nag_helpers import checks
from nag_helpers.learning import progress
from nag_helpers.learning.messages import Message

_questions = {}  # asked since the kernel started: name -> question
_outcomes = {}  # measured since the kernel started: name -> text


class Question:
    """A question with its widget; shows itself as the last expression of a cell.

    Attributes
    ----------
    name, question : str
    options : tuple of str, or None
        What can be chosen; None if the answer is typed.
    control : widget
        Its ``value`` is the prediction, None or empty while there is none.
    """

    def __init__(self, name, question, options=None):
        self.name = name
        self.question = question
        self.options = options
        kept = _entry(name).get("prediction")
        label = widgets.HTML(f"<b>{html.escape(question)}</b>")
        look = {"layout": widgets.Layout(width="auto"), "description": ""}
        if options:
            self.control = widgets.RadioButtons(options=options, value=kept if kept in options else None, **look)
        else:
            look["layout"] = widgets.Layout(width="20em")
            self.control = widgets.Text(
                value=kept or "", placeholder="your prediction", continuous_update=False, **look
            )
        self.control.observe(self._keep, names="value")
        self.view = widgets.VBox([label, self.control])

    def _keep(self, change):
        chosen = change["new"]
        if isinstance(chosen, str):
            chosen = chosen.strip()
        entry = {"question": self.question, "prediction": chosen} if chosen else None
        progress.write("predictions", self.name, entry)

    def __repr__(self):
        choices = f" ({' / '.join(self.options)})" if self.options else ""
        return f"Predict: {self.question}{choices}"

    def _repr_mimebundle_(self, include=None, exclude=None):
        live = {"version_major": 2, "version_minor": 0, "model_id": self.view.model_id}
        return {"text/plain": repr(self), "application/vnd.jupyter.widget-view+json": live}


def ask(name, question, options=None):
    """Ask for a prediction; the last expression of a cell.

    Parameters
    ----------
    name : str
        Begins with the notebook's number: "03_here_or_there".
    question : str
        Plain text, without LaTeX.
    options : sequence of at least two texts or numbers, optional
        What can be chosen. Without it there is a box to type in.

    Returns
    -------
    Question
    """
    if options is not None:
        options = tuple(str(option) for option in options)
        if len(options) < 2 or len(set(options)) < len(options):
            raise ValueError(f"options must be at least two different texts, got {options!r}")
    if not isinstance(name, str) or not name[:2].isdigit():
        raise ValueError(f"name must begin with the notebook's number, as in '03_here_or_there', got {name!r}")
    _questions[name] = str(question)
    return Question(name, str(question), options)


def compare(name, outcome):
    """Show the prediction beside what happened; the last expression of a cell, after the measurement.

    Parameters
    ----------
    name : str
        As it was asked.
    outcome : str or number
        What the cell measured.

    Returns
    -------
    Message
    """
    _outcomes[name] = happened = str(outcome)
    entry = _entry(name)
    if not entry:
        return Message("You made no prediction.", f"What happened: {happened}.")
    if entry.get("outcome") != happened:
        progress.write("predictions", name, {**entry, "outcome": happened})
    return Message(f"You predicted: {entry['prediction']}.", f"What happened: {happened}.")


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
    checks.one_of("the notebook's number", notebook, [f"{number:02d}" for number in range(100)])
    stored = progress.read("predictions")
    names = [*_questions, *(name for name in [*stored, *_outcomes] if name not in _questions)]
    rows = []
    for name in dict.fromkeys(name for name in names if name.startswith(notebook)):
        entry = _entry(name)
        question = _questions.get(name) or entry.get("question") or name
        rows.append(
            (
                str(question),
                str(entry.get("prediction") or "no prediction"),
                str(_outcomes.get(name) or entry.get("outcome") or "not measured yet"),
            )
        )
    if not rows:
        return Message("No predictions yet.", "Run the notebook's cells from the top.")
    return Message("Your predictions in this notebook.", rows=(("Question", "You predicted", "What happened"), *rows))


def _entry(name):
    """Return the kept entry of a prediction; an empty dict if there is none, or none that can be used."""
    entry = progress.read("predictions").get(name, {})
    return entry if isinstance(entry.get("prediction"), str) else {}
