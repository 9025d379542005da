"""Ten questions before a course, after it, and three weeks later: three parallel forms, ``quiz.ask("A")``, ``"B"`` and ``"C"``.

Nothing is said about an answer: a verdict would teach what the next form asks. What was answered is kept in the progress file, and
``start.py room`` prints what a class has gained, from the files that learners hand in.
"""

import html

import ipywidgets as widgets

from nag_helpers import checks
from nag_helpers.learning import keys, progress, votes
from nag_helpers.learning.asked import STYLE, choice
from nag_helpers.learning.messages import mark
from nag_helpers.learning.quiz_questions import FORMS, TOPICS

SECTION = "quiz"  # of the progress file


class Quiz:
    """A form of the quiz with its widget; shows itself as the last expression of a cell.

    Attributes
    ----------
    form : str
    controls : dict, topic -> RadioButtons
        Their ``value`` is the option chosen, None before.
    status : HTML widget
        Says how many are answered.
    """

    def __init__(self, form):
        self.form, kept = form, answers(progress.read(SECTION), form)
        self.controls, self.status, rows = {}, widgets.HTML(), []
        for number, (topic, question) in enumerate(questions(form).items(), start=1):
            control = choice(f"quiz_{form}_{topic}", question.options, kept.get(topic))
            control.observe(self._keep, names="value")
            asked = widgets.VBox(
                [widgets.HTML(f"{STYLE}<b>{mark('question')}{number}. {html.escape(question.text)}</b>"), control]
            )
            asked.add_class("nag-asked")
            self.controls[topic] = control
            rows.append(asked)
        self._say(kept)
        self.view = keys.column([*rows, self.status])

    def _keep(self, _):
        given = {topic: control.value for topic, control in self.controls.items() if control.value is not None}
        progress.write(SECTION, self.form, given)
        self._say(given)

    def _say(self, given):
        left = len(TOPICS) - len(given)
        self.status.value = f"<b>{'All answered. ' if not left else ''}Kept: {len(given)} of {len(TOPICS)}.</b>"

    def __repr__(self):
        asked = questions(self.form).items()
        lines = [
            f"{number}. {question.text} ({' / '.join(votes.in_own_order(f'quiz_{self.form}_{topic}', question.options))})"
            for number, (topic, question) in enumerate(asked, start=1)
        ]
        return "\n".join(["Answer by quiz.answer(FORM, NUMBER, OPTION).", *lines])

    def _repr_mimebundle_(self, include=None, exclude=None):
        live = {"version_major": 2, "version_minor": 0, "model_id": self.view.model_id}
        return {"text/plain": repr(self), "application/vnd.jupyter.widget-view+json": live}


def questions(form):
    """Return a form's questions, topic -> Asked.

    Parameters
    ----------
    form : str
        "A", "B" or "C".
    """
    checks.one_of("form", form, FORMS)
    return {topic: asked[FORMS.index(form)] for topic, asked in TOPICS.items()}


def ask(form):
    """Ask the ten questions of a form; the last expression of a cell.

    Parameters
    ----------
    form : str
        "A" before the course, "B" after it, "C" some weeks later.

    Returns
    -------
    Quiz
    """
    checks.one_of("form", form, FORMS)
    return Quiz(form)


def answer(form, number, option):
    """Answer a question where no widget can be shown.

    Parameters
    ----------
    form : str
    number : int
        1 to 10.
    option : str
        Its first words are enough.

    Returns
    -------
    str
    """
    number = checks.whole_number("number", number, least=1)
    checks.within("number", number, 1, len(TOPICS))
    topic, question = list(questions(form).items())[number - 1]
    chosen = [each for each in question.options if isinstance(option, str) and option and each.startswith(option)]
    if len(chosen) != 1:
        raise ValueError(f"option must begin one of {', '.join(map(repr, question.options))}, got {option!r}")
    given = answers(progress.read(SECTION), form) | {topic: chosen[0]}
    progress.write(SECTION, form, given)
    return f"Kept: {len(given)} of {len(TOPICS)}."


def answers(section, form):
    """Return the answers that a progress file's section holds to a form, topic -> option; what is no answer is left out.

    Parameters
    ----------
    section : object
        What a progress file holds: anything.
    form : str

    Returns
    -------
    dict
    """
    held = section.get(form) if isinstance(section, dict) else None
    held = held if isinstance(held, dict) else {}
    return {topic: held[topic] for topic, question in questions(form).items() if held.get(topic) in question.options}
