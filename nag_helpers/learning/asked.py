"""The widgets of a question: the vote before a cell runs, and "What happened?" after it. Each choice is kept at once."""

import html
import sys

import ipywidgets as widgets

from nag_helpers.learning import keys, votes
from nag_helpers.learning.messages import EDGES, Message, mark

KEPT = '<span role="status">✓ Kept. Now run the next cell.</span>'
NO_NUMBER = '<span role="status">That needs a number, such as 12 or 0.5. Nothing is kept.</span>'
AGAIN = '<span role="status">Your first vote is kept. What do you think now?</span>'
# A card as the messages are, in their type and as far from the edge, with rows that a finger can meet; what says nothing takes no room.
STYLE = (
    f"<style>.nag-asked {{ border: 1px solid #7c848d66; border-left: {EDGES['question'][1]}; border-radius: 6px; padding: 8px 14px; "
    "margin: 4px 20px 4px 0; max-width: 900px; box-sizing: border-box; --jp-widgets-font-size: 14px; } "
    f".nag-asked.nag-recall {{ border-left: {EDGES['recall'][1]}; }} "
    f".nag-asked.nag-lines {{ border-left: {EDGES['not started'][1]}; }} "
    ".nag-keys .widget-html-content { font-size: 14px; line-height: 1.5; } .nag-keys > .widget-html { margin: 0 20px 0 0; } "
    ".nag-keys .widget-html:has(> .widget-html-content:empty) { display: none; } "
    ".nag-asked .widget-html { margin: 0; } .nag-asked .widget-radio { height: auto; } "
    ".nag-asked .widget-radio-box { gap: 2px; margin: 0; } .nag-asked .widget-radio-box label "
    "{ height: auto; min-height: 32px; line-height: 1.4; display: flex; align-items: center; margin: 0; white-space: normal; } "
    ".nag-asked .widget-radio-box input { order: -1; margin: 0 8px 0 0; flex: none; } "
    ".nag-asked .nag-sure .widget-radio-box { flex-flow: row wrap; gap: 0 14px; margin: 0 0 0 10px; } "
    ".nag-asked .nag-more { flex-wrap: wrap; align-items: center; gap: 2px 18px; } "
    ".nag-asked .nag-more > * { margin: 0; } .nag-asked .nag-more .widget-hbox { flex-wrap: wrap; max-width: 100%; }</style>"
)


def choice(name, options, chosen):
    """Return radio buttons for a question's options, in the learner's own order."""
    return widgets.RadioButtons(
        options=votes.in_own_order(name, options),
        value=chosen if chosen in options else None,
        description="",
        layout={"width": "auto"},
    )


class Asked:
    """A question with its widget; shows itself as the last expression of a cell.

    Attributes
    ----------
    name : str
    question : Question
    control : widget
        Its ``value`` is the vote, None or empty while there is none.
    sure : RadioButtons
        How sure, if the learner says so.
    because : Text
        Why, if the learner says so.
    again : Button
        Keeps this vote, and asks for a second one.
    status : HTML widget
        Says that the vote is kept.
    """

    def __init__(self, name, question):
        self.name, self.question = name, question
        vote = votes.of(name)
        self._second = bool(vote.second)
        if question.options:
            self.control = choice(name, tuple(question.options), vote.held)
        else:
            self.control = widgets.Text(
                value=vote.held,
                placeholder="your prediction, a number",
                continuous_update=False,
                layout={"width": "20em"},
            )
        self.sure = widgets.RadioButtons(options=votes.SURE, value=vote.sure or None, layout={"width": "auto"})
        self.sure.add_class("nag-sure")
        self.because = widgets.Text(
            value=vote.because,
            description="because …",
            placeholder="if you like",
            continuous_update=False,
            layout={"width": "26em", "max_width": "100%"},
            style={"description_width": "initial"},
        )
        self.again = widgets.Button(description="Vote again", layout={"width": "auto"})
        self.status = widgets.HTML()
        sure = widgets.HBox([widgets.HTML("How sure?"), self.sure], layout={"align_items": "center"})
        self._more = widgets.HBox([sure, self.because, self.again])
        self._more.add_class("nag-more")
        label = widgets.HTML(f"{STYLE}<b>{mark('question')}{html.escape(question.text)}</b>")
        self.view = keys.column([label, self.control, self._more, self.status])
        self.view.add_class("nag-asked")
        self._acknowledge()
        self.control.observe(self._keep, names="value")
        self.sure.observe(lambda change: self._change(sure=change["new"] or ""), names="value")
        self.because.observe(lambda change: self._change(because=change["new"]), names="value")
        self.again.on_click(lambda _: self._ask_again())

    def _keep(self, _):
        chosen = self._chosen()
        if self._second and chosen:
            self._keep_second(chosen)
        elif not self._second:
            self._change(prediction=chosen, saw="", outcome="")
        self._acknowledge()

    def _keep_second(self, chosen):
        """Keep a second vote; how sure was said of the first, and is asked anew."""
        if not votes.of(self.name).second:
            self.sure.value = None
        self._change(second=chosen, saw="", outcome="")

    def _chosen(self):
        """Return what is chosen, or typed if there is a number in it; "" otherwise."""
        said = (self.control.value or "").strip()
        return said if self.question.options or votes.first_number(said) is not None else ""

    def _change(self, **fields):
        if votes.of(self.name).held or fields.get("prediction"):
            votes.change(self.name, self.question, **fields)

    def _ask_again(self):
        self._second = True
        self.control.value = None if self.question.options else ""
        self.status.value = AGAIN

    def _acknowledge(self):
        """Say that the vote is kept, and show what may be added to it."""
        chosen = bool(self._chosen())
        self.status.value = KEPT if chosen else NO_NUMBER if (self.control.value or "").strip() else ""
        self._more.layout.display = None if chosen else "none"
        self.again.layout.display = "none" if self._second else None

    def __repr__(self):
        choices = f" ({' / '.join(self.question.options)})" if self.question.options else ""
        return f"{EDGES['question'][0]} Predict: {self.question.text}{choices}"

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/plain": repr(self), **still(standing(self.question, "question")), **_live(self.view)}


class Observed:
    """ "What happened?" with the options of the question, and the verdict once that is said; shows itself as the last expression of a cell.

    Attributes
    ----------
    name : str
    question : Question
    control : RadioButtons
        Its ``value`` is what the learner saw, None before.
    skip : Button
        Shows the verdict without an answer.
    answer : HTML widget
        The verdict.
    """

    def __init__(self, name, question, verdict):
        """``verdict()`` returns the Message on what is kept by then."""
        self.name, self.question, self._verdict = name, question, verdict
        self.control = choice(name, tuple(question.options), votes.of(name).saw)
        self.skip = widgets.Button(description="Tell me", layout={"width": "auto", "align_self": "flex-start"})
        self.answer = widgets.HTML()
        label = widgets.HTML(f"{STYLE}<b>{mark('question')}What happened?</b> {html.escape(question.text)}")
        asked = widgets.VBox([label, self.control, self.skip])
        asked.add_class("nag-asked")
        self.view = keys.column([asked, self.answer])
        self.control.observe(self._keep, names="value")
        self.skip.on_click(lambda _: self._tell())
        if self.control.value:
            self._tell()

    def _keep(self, change):
        votes.change(self.name, self.question, saw=change["new"] or "")
        self._tell()

    def _tell(self):
        self.skip.layout.display = "none"
        self.answer.value = f'<div role="status">{self._verdict().html()}</div>'

    def __repr__(self):
        """Return the verdict; of a vote that waits for it, first the question."""
        vote = votes.of(self.name)
        if not vote.held or vote.saw:
            return repr(self._verdict())
        return (
            f"{EDGES['question'][0]} What happened? {self.question.text} ({' / '.join(self.question.options)})\n"
            f'Say it with predictions.saw("{self.name}", "…"), or be told with predictions.saw("{self.name}").'
        )

    def _repr_mimebundle_(self, include=None, exclude=None):
        folded = f"<details><summary>What happened?</summary>{self._verdict().html()}</details>"
        return {"text/plain": repr(self), **still(folded), **_live(self.view)}


def standing(question, edge):
    """Return a question as a page without a kernel shows it: the card, with the options in it that one cannot choose there."""
    options = "\n".join(f"○ {option}" for option in question.options)
    return Message(question.text, options, edge=edge).html()


def still(page):
    """Return what stands in for a widget where no kernel runs; nothing in Colab, which takes HTML for the better form."""
    return {} if "google.colab" in sys.modules else {"text/html": page}


def _live(view):
    live = {"version_major": 2, "version_minor": 0, "model_id": view.model_id}
    return {"application/vnd.jupyter.widget-view+json": live}
