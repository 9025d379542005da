"""Handouts and cards: every question is on paper, no answer is on a handout, and Anki can read the cards."""

import csv
import html
import io

import pytest

pytest.importorskip("latex2mathml", reason="not installed: python3 start.py install teach")

from nag_helpers.learning import recall_questions
from nag_helpers.learning.questions import QUESTIONS
from tools import notebooks
from tools.problems import Problem
from tools.teacher import handouts


@pytest.fixture(scope="module")
def outlines():
    return notebooks.every()


def test_every_question_is_on_the_sheet_of_its_notebook(outlines):
    for number, notebook in outlines.items():
        sheet = handouts.handouts_page({number: notebook})
        asked = [QUESTIONS[name] for name in QUESTIONS if name.startswith(f"{number}_")]
        assert [one.text for one in asked if html.escape(one.text) not in sheet] == []
        assert [option for one in asked for option in one.options if html.escape(option) not in sheet] == []


def test_no_answer_and_no_folded_text_is_on_a_sheet(outlines):
    page = handouts.handouts_page(outlines)
    sentences = [sentence for one in QUESTIONS.values() for sentence in one.options.values() if sentence]
    assert [sentence for sentence in sentences if html.escape(sentence) in page] == []
    assert "What came out, and why" not in page


def test_a_formula_that_is_folded_stays_folded():
    text = "$$a$$\n\n<details>\n<summary>The proof</summary>\n\n$$b$$\n\n</details>\n\n$$c$$"
    section = notebooks.Section(1, "A section", text=[text])
    assert handouts.formulas(notebooks.Outline("03", "03_a", "A", 10, [section], {})) == ["$$a$$", "$$c$$"]


def test_formulas_are_set_not_left_as_latex(outlines):
    page = handouts.handouts_page(outlines)
    outside = page.replace("\n", " ")
    assert page.count("<math") > len(outlines) / 2
    assert "$$" not in outside
    assert "<mi>&</mi>" not in outside  # what an unknown environment leaves


def test_cards_hold_all_recall_questions_and_the_predictions_that_are_settled(outlines):
    found = handouts.cards(outlines)
    recalled = sum(len(questions) for questions in recall_questions.REMINDERS.values())
    assert len(found) == recalled + sum(question.scored for question in QUESTIONS.values())
    assert all(card.question and len(card.answer) > 1 for card in found)


def test_the_csv_has_ankis_header_and_three_columns(outlines):
    found = handouts.cards(outlines)
    lines = handouts.as_csv(found).splitlines(keepends=True)
    header = [line for line in lines if line.startswith("#")]
    rows = list(csv.reader(io.StringIO("".join(lines[len(header) :]))))
    assert "#separator:Comma\n" in header
    assert [(row[0], row[1]) for row in rows] == [(card.question, card.answer) for card in found]
    assert {len(row) for row in rows} == {3}


def test_three_files_are_written_and_a_file_in_the_way_is_a_sentence(tmp_path):
    handouts.write(tmp_path / "paper")
    assert sorted(file.name for file in (tmp_path / "paper").iterdir()) == ["cards.csv", "cards.html", "handouts.html"]
    with pytest.raises(Problem, match="is a file"):
        handouts.write(tmp_path / "paper/cards.csv")
