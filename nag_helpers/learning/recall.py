"""Three questions at the beginning of a notebook about the notebooks before it; each choice is answered at once.

One is about the last notebook and two are older; those that were once answered wrongly come first. The questions are in
``recall_questions.py``, when they come back is in ``returning.py``, and the answers are kept in the progress file.
``python3 start.py recall`` asks what is due on any day.
"""

import datetime
import html

import ipywidgets as widgets

from nag_helpers import checks
from nag_helpers.learning import keys, progress, returning, votes
from nag_helpers.learning.asked import STYLE, standing, still
from nag_helpers.learning.messages import EDGES, Message, mark
from nag_helpers.learning.recall_questions import REMINDERS, every

OLDER = 2  # questions that are not about the last notebook


class Recall:
    """The questions of a notebook with their widget; shows itself as the last expression of a cell.

    Attributes
    ----------
    notebook : str
    names : list of str
        Of its questions.
    controls : list of RadioButtons
        One for each question; their ``value`` is the option chosen, None before.
    answers : list of HTML widgets
        What is said of the choice.
    """

    def __init__(self, notebook):
        self.notebook, self.names = notebook, chosen(notebook)
        self.controls, self.answers, rows = [], [], []
        for name in self.names:
            question = every()[name].question
            control = widgets.RadioButtons(
                options=votes.in_own_order(name, question.options),
                value=None,
                description="",
                layout={"width": "auto"},
            )
            answer = widgets.HTML()
            control.observe(lambda change, n=name, a=answer: _say(n, change["new"], a), names="value")
            asked = widgets.VBox([widgets.HTML(f"{STYLE}<b>{mark('recall')}{html.escape(question.text)}</b>"), control])
            asked.add_class("nag-asked")
            asked.add_class("nag-recall")
            rows += [asked, answer]
            self.controls.append(control)
            self.answers.append(answer)
        self.view = keys.column(rows)

    def __repr__(self):
        questions = [every()[name].question for name in self.names]
        return "\n".join(
            [
                f"{EDGES['recall'][0]} Do you remember?",
                *(f"{one.text} ({' / '.join(one.options)})" for one in questions),
            ]
        )

    def _repr_mimebundle_(self, include=None, exclude=None):
        live = {"version_major": 2, "version_minor": 0, "model_id": self.view.model_id}
        page = "".join(standing(every()[name].question, "recall") for name in self.names)
        return {"text/plain": repr(self), **still(page), "application/vnd.jupyter.widget-view+json": live}


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


def chosen(notebook):
    """Return the names of the questions that a notebook asks: one about the last notebook, two older ones, or three where none is older.

    Parameters
    ----------
    notebook : str

    Returns
    -------
    list of str
    """
    kept, day = progress.read("recall"), today()
    last, older = [], {}
    for name, asked in every().items():
        if asked.notebook == notebook:
            last.append(name)
        elif asked.notebook < notebook:
            older.setdefault(asked.notebook, []).append(name)
    turn = {  # another one of the three each time; 02 asks two of 01's, for there are no others
        each: int(notebook) - int(each) + (each < "02" < notebook) for each in older
    }
    ranked = [_by_need(names[turn[each] % 3 :] + names[: turn[each] % 3], kept, day) for each, names in older.items()]
    ranked.reverse()  # of those never asked, the later notebook's
    row = _by_need([name for group in zip(*ranked) for name in group], kept, day)
    return [*_by_need(last, kept, day)[: 3 - min(OLDER, len(row))], *row[:OLDER]]


def due(day=None, worked_in=()):
    """Return the names of the questions to be asked on a day: what comes back, and what was never asked about notebooks that were worked in.

    Parameters
    ----------
    day : datetime.date, optional
        Today if not given.
    worked_in : collection of str
        Numbers of notebooks, besides those in which anything was predicted.

    Returns
    -------
    list of str
        First those that were once answered wrongly.
    """
    kept, day = progress.read("recall"), day or today()
    met = {*worked_in, *(name[:2] for name in progress.read("predictions"))}
    back = [name for name in every() if returning.is_due(_answers(kept, name), day)]
    new = [name for name, asked in every().items() if asked.about in met and not _answers(kept, name)]
    return [*_by_need(back, kept, day), *new]


def answered(name, option, day=None):
    """Keep an answer and return what is said of it.

    Parameters
    ----------
    name : str
        As `recall_questions.every` has it.
    option : str
        One of the question's options.
    day : datetime.date, optional
        Today if not given.

    Returns
    -------
    Message
    """
    checks.one_of("the question's name", name, list(every()))
    question = every()[name].question
    checks.one_of("option", option, list(question.options))
    right = option == question.right
    answers = returning.with_answer(_answers(progress.read("recall"), name), day or today(), right)
    progress.keep_seed()
    progress.write("recall", name, {"question": question.text, "answers": answers})
    if right:
        return Message("Right.", question.options[option], edge="correct")
    return Message("Not quite.", question.options[option], edge="not yet")


def next_day():
    """Return the next day on which a question comes back; None if none does."""
    kept = progress.read("recall")
    days = [returning.due_on(_answers(kept, name)) for name in every()]
    return min(filter(None, days), default=None)


def today():
    """Return today's date."""
    return datetime.date.today()


def _by_need(names, kept, day):
    """Return names with what was once wrong and is due first, then what is due, then the others as they stand."""

    def need(name):
        answers = _answers(kept, name)
        is_due = returning.is_due(answers, day)
        return (is_due and returning.was_wrong(answers), returning.was_wrong(answers), is_due, not answers)

    return sorted(names, key=need, reverse=True)


def _answers(kept, name):
    """Return the answers of a question that can be used; an empty list if it is another question by now."""
    entry = kept.get(name, {})
    return [{"on": day.isoformat(), "right": right} for day, right in returning.understood(entry.get("answers"))]


def _say(name, option, answer):
    answer.value = "" if option is None else answered(name, option).html()
