"""Three questions at the beginning of a notebook about the notebooks before it; each choice is answered at once.

The questions are in ``recall_questions.py``. Nothing is kept: recalling something once more is the point.
"""

import html

import ipywidgets as widgets

from nag_helpers import checks
from nag_helpers.learning.messages import Message
from nag_helpers.learning.recall_questions import REMINDERS


class Recall:
    """The questions of a notebook with their widget; shows itself as the last expression of a cell.

    Attributes
    ----------
    notebook : str
    controls : list of RadioButtons
        One for each question; their ``value`` is the option chosen, None before.
    answers : list of HTML widgets
        What is said of the choice.
    """

    def __init__(self, notebook):
        self.notebook = notebook
        self.controls, self.answers, rows = [], [], []
        for question in REMINDERS[notebook]:
            control = widgets.RadioButtons(
                options=list(question.options), value=None, description="", layout={"width": "auto"}
            )
            answer = widgets.HTML()
            control.observe(lambda change, q=question, a=answer: _say(q, change["new"], a), names="value")
            rows += [widgets.HTML(f"<b>{html.escape(question.text)}</b>"), control, answer]
            self.controls.append(control)
            self.answers.append(answer)
        self.view = widgets.VBox(rows)

    def __repr__(self):
        asked = [f"{question.text} ({' / '.join(question.options)})" for question in REMINDERS[self.notebook]]
        return "\n".join(["Do you remember?", *asked])

    def _repr_mimebundle_(self, include=None, exclude=None):
        live = {"version_major": 2, "version_minor": 0, "model_id": self.view.model_id}
        return {"text/plain": repr(self), "application/vnd.jupyter.widget-view+json": live}


def ask(notebook):
    """Ask about the notebooks before this one; the last expression of a cell.

    Parameters
    ----------
    notebook : str
        Its number, "01" to "10".

    Returns
    -------
    Recall
    """
    checks.one_of("the notebook's number", notebook, list(REMINDERS))
    return Recall(notebook)


def _say(question, chosen, answer):
    if chosen is None:
        answer.value = ""
    elif chosen == question.right:
        answer.value = Message("Right.", question.options[chosen], edge="correct").html()
    else:
        answer.value = Message("Not quite.", question.options[chosen], edge="not yet").html()
