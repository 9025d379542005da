"""The questions of the reading pages: options to choose from, and what happened folded until somebody has chosen."""

import html
import random

from nag_helpers.learning.questions import QUESTIONS


def ask(name):
    """Return a question as HTML: its text and its options, in an order that gives nothing away, or a field for a number."""
    question = QUESTIONS[name]
    options = list(question.options)
    random.Random(name).shuffle(options)
    field = "".join(
        f'<label><input type="radio" name="{name}" value="{html.escape(option)}"> {html.escape(option)}</label>'
        for option in options
    )
    field = field or f'<label>Your number <input type="text" inputmode="decimal" name="{name}"></label>'
    return f'<fieldset class="question" id="ask-{name}"><legend>{html.escape(question.text)}</legend>{field}</fieldset>'


def told(name, outcome, shown):
    """Return what happened, folded: what the cell shows, the option that came out, and what the others overlook.

    Parameters
    ----------
    name : str
    outcome : str
        The option that came out, and what was measured.
    shown : str
        The cell's other outputs, as HTML.
    """
    question = QUESTIONS[name]
    sentences = [
        (question.why, " class=came") if option == question.came(outcome) else (sentence, "")
        for option, sentence in question.options.items()
    ]
    rows = "".join(
        f'<li data-option="{html.escape(option)}"{came}><b>{html.escape(option)}</b>: {html.escape(sentence)}</li>'
        for option, (sentence, came) in zip(question.options, sentences)
        if sentence
    )
    return (
        f'<details class="happened" data-asked="{name}"><summary>Choose first. Then: what happened?</summary>{shown}'
        f"<p><b>What happened: {html.escape(outcome)}.</b></p>" + (f"<ul>{rows}</ul>" if rows else "") + "</details>"
    )
