"""Messages: told apart at a glance, shown wherever they are asked for, plain text elsewhere."""

import json
import subprocess
import sys

import pytest

from nag_helpers.learning import predictions
from nag_helpers.learning.messages import EDGES, Link, Message
from nag_helpers.learning.questions import QUESTIONS


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear))


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("outcome", EDGES)
def test_an_outcome_has_a_mark_and_an_edge_seen_on_both_themes(outcome):
    mark, edge = EDGES[outcome]
    page = Message("Heading.", "text", edge=outcome).html()
    assert mark in page
    assert f"border-left: {edge}" in page
    assert contrast(edge.split()[-1], "#ffffff") >= 3
    assert contrast(edge.split()[-1], "#111111") >= 3


def test_outcomes_are_told_apart_without_colour():
    checked = [EDGES[outcome] for outcome in ("correct", "not yet", "not started")]
    assert len({mark for mark, _ in checked}) == 3
    assert len({edge.split()[1] for _, edge in checked}) == 3


def test_plain_text_has_the_mark_too():
    assert repr(Message("Correct: it.", "Well.", edge="correct")) == "✓ Correct: it. Well."
    assert repr(Message("Noted.", "Well.")) == "Noted. Well."


def test_each_kind_of_card_has_its_own_mark():
    """A prediction that came true has the mark of an answer that is right."""
    marks = [mark for kind, (mark, _) in EDGES.items() if kind != "right"]
    assert len(set(marks)) == len(marks)


def test_where_a_table_is_narrow_each_cell_says_its_heading():
    page = Message("Go on.", rows=(("a", "b"), ("1", "2"))).html()
    assert 'td:nth-child(2)::before{content:"b: "}' in page
    assert "<style>" not in Message("Go on.", rows=(("a",), ("1",))).html()


def test_a_link_is_a_link_in_html_and_words_in_plain_text():
    message = Message("Go on.", rows=(("a",), (Link("<b>", "c.ipynb?x&y"),)))
    assert '<a href="c.ipynb?x&amp;y">&lt;b&gt;</a>' in message.html()
    assert repr(message) == "Go on.\na\n<b>"


def test_nothing_in_a_text_becomes_a_link():
    said = "[x](javascript:alert(1)) and [y](https://example.org)"
    assert "<a" not in Message(said, said, rows=((said,), (said,))).html()


def test_outside_a_notebook_a_message_shows_itself_as_a_value():
    message = Message("Hint 1 of 2.", "Think.")
    assert message.display() is message
    assert message._repr_mimebundle_()["text/plain"] == "Hint 1 of 2. Think."


IN_A_KERNEL = """
import json, sys
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

book = new_notebook(cells=[new_code_cell(source) for source in json.load(sys.stdin)])
NotebookClient(book, timeout=120).execute()
print("RESULT" + json.dumps([[output["data"]["text/plain"] for output in cell.outputs] for cell in book.cells]))
"""


def test_in_a_kernel_hints_show_themselves_once_wherever_they_stand(tmp_path, monkeypatch):
    monkeypatch.setenv("NAG_PROGRESS", str(tmp_path))
    cells = [
        "from nag_helpers import exercises",
        "exercises.landing.hint()\nexercises.landing.solution()\nexercises.landing.check((0.765, 0.09, -0.755))",
        "exercises.landing.hint()",
    ]
    ran = subprocess.run(
        [sys.executable, "-c", IN_A_KERNEL], input=json.dumps(cells), capture_output=True, text=True, check=True
    )
    _, both, last = json.loads(ran.stdout.split("RESULT")[1])
    assert [text.split(".")[0] for text in both] == [
        f"{first}: on paper" for first in ("→ Hint 1 of 3", "∴ Solution", "✓ Correct")
    ]
    assert [text.split(".")[0] for text in last] == ["→ Hint 2 of 3: on paper"]


def test_what_is_compared_stands_beside_each_other_and_on_an_axis():
    message = Message(
        "Not this time.",
        "Look again.",
        edge="surprise",
        beside=(("You predicted", "90"), ("What happened", "157")),
        scale=(90, 157),
    )
    assert repr(message) == "✗ Not this time. You predicted: 90. What happened: 157.\nLook again."
    page = message.html()
    assert page.count("border-radius: 50%") == 2
    assert page.index(">You predicted<") < page.index(">What happened<") < page.index("Look again.")


def test_a_choice_is_acknowledged_at_once_and_can_be_taken_back(monkeypatch, tmp_path):
    monkeypatch.setenv("NAG_PROGRESS", str(tmp_path))
    asked = predictions.ask(next(name for name, question in QUESTIONS.items() if question.options))
    said = asked.status
    assert said.value == ""
    asked.control.value = asked.control.options[0]
    assert "Kept" in said.value
    asked.control.value = None
    assert said.value == ""
