"""Handouts and cards: every question is on paper, no answer is on a handout, and Anki can read the cards."""

import csv
import html
import io
import re
import zipfile
from xml.etree import ElementTree

import pytest

pytest.importorskip("latex2mathml", reason="not installed: python3 start.py install teach")

from nag_helpers.learning import recall_questions
from nag_helpers.learning.questions import QUESTIONS
from tools import notebooks
from tools.problems import Problem
from tools.teacher import grounds, handouts, quizzes


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


def test_a_sheet_has_what_each_question_takes_from_the_page_before_it(outlines):
    for number, notebook in outlines.items():
        sheet = handouts.handouts_page({number: notebook})
        asked = [QUESTIONS[name] for name in QUESTIONS if name.startswith(f"{number}_")]
        assert [one.given for one in asked if html.escape(one.given) not in sheet] == []


POINTS_ELSEWHERE = re.compile(
    r"\b(this|these|those|above|once more|again|the other two|the three|the two|mine|our|same fit)\b", re.I
)


def test_a_question_that_points_to_its_page_says_what_stands_there():
    assert [name for name, one in QUESTIONS.items() if POINTS_ELSEWHERE.search(one.text) and not one.given] == []


def test_every_formula_of_a_sheet_has_a_name(outlines):
    assert set(handouts.SHEETS) == set(outlines)
    for number, notebook in outlines.items():
        named = handouts.SHEETS[number]["formulas"]
        assert named and all(part.strip() for one in named for part in one)
        page = handouts.handouts_page({number: notebook})
        assert page.count("<math") == len(named)
        assert "\\" not in re.sub(r"<annotation.*?</annotation>", "", page.partition("<body>")[2])


def test_a_formula_that_an_exercise_finds_is_blank_on_its_sheet_and_stands_in_the_key(outlines):
    blank = [(number, one) for number in outlines for one in handouts.SHEETS[number]["formulas"] if len(one) > 2]
    assert [number for number, _ in blank] == ["00", "03", "05", "05", "07"]
    key = handouts.key_page(outlines)
    for number, (name, _, latex) in blank:
        assert html.escape(name) in key and latex.replace("<", "&lt;") in key
        assert latex.replace("<", "&lt;") not in handouts.handouts_page({number: outlines[number]})


def test_no_question_says_what_came_out_of_the_one_before_it_on_its_sheet():
    assert "about as many" not in QUESTIONS["08_full"].given
    assert QUESTIONS["06_ahead"].text.endswith("?")


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


def test_a_card_points_to_no_exercise_and_the_first_sheet_does_not_tell_where_to_ask(outlines, items):
    asked = [card.question for card in handouts.cards(outlines)] + [item.text for item in items]
    assert [one for one in asked if re.search(r"\bexercise \d", one)] == []
    sheet = re.sub(r"<[^>]*>", " ", handouts.handouts_page({"00": outlines["00"]}))
    assert sheet.count("at the end of the coast") == 1 and "the end of its coast" not in sheet


def test_the_csv_has_ankis_header_and_three_columns(outlines):
    found = handouts.cards(outlines)
    lines = handouts.as_csv(found).splitlines(keepends=True)
    header = [line for line in lines if line.startswith("#")]
    rows = list(csv.reader(io.StringIO("".join(lines[len(header) :]))))
    assert "#separator:Comma\n" in header
    assert [(row[0], row[1]) for row in rows] == [(card.question, card.answer) for card in found]
    assert {len(row) for row in rows} == {3}


def test_sheets_key_and_cards_are_written_and_a_file_in_the_way_is_a_sentence(tmp_path, outlines):
    handouts.write(tmp_path / "paper", with_gift=True, with_qti=True)
    written = {str(file.relative_to(tmp_path / "paper")) for file in (tmp_path / "paper").rglob("*.*")}
    assert written == {
        *("cards.csv", "cards.html", "handouts.html", "key.html", "questions.gift.txt", "questions_qti.zip"),
        *(f"sheets/{one.name}.html" for one in outlines.values()),
    }
    with pytest.raises(Problem, match="is a file"):
        handouts.write(tmp_path / "paper/cards.csv")


def test_the_key_says_what_came_out_of_every_question(outlines):
    key = handouts.key_page(outlines)
    for notebook in outlines.values():
        for name, outcome in notebook.outcomes.items():
            assert html.escape(QUESTIONS[name].text) in key
            assert html.escape(outcome) in key


def test_every_sheet_has_a_picture_to_draw_on_with_its_words_and_says_what_to_draw(outlines):
    for number, outline in outlines.items():
        sheet = handouts.handouts_page({number: outline})
        (picture,) = re.findall(r"<img class=opening [^>]*>", sheet)
        assert re.search(r'alt="[^"]{40,}"', picture) and 'src="data:image/png;base64,' in picture, number
        assert "<b>Draw.</b>" in sheet.partition("<img")[0], number
    assert list(grounds.GROUNDS) == list(outlines)


def test_the_first_sheet_has_the_ground_to_draw_the_landing_on_and_its_blanks(outlines):
    sheet = handouts.handouts_page({"00": outlines["00"]}).partition("<b>Draw.</b>")[2]
    assert "<img" in sheet and "a parabola over an axis from −1.0 to 0.4" in sheet
    assert re.findall(r"<span>(.*?) _+</span>", sheet) == ["coast", "push", "lands at"]


def test_the_first_sheet_names_no_method_which_its_readers_have_yet_to_find(outlines):
    sheet = re.sub(r"<[^>]*>", "", handouts.handouts_page({"00": outlines["00"]}).partition("<body>")[2])
    assert re.findall(r"\bNAG\b|momentum|nesterov", sheet, re.I) == []


# ---- questions for a learning platform


@pytest.fixture(scope="module")
def items(outlines):
    return quizzes.items(outlines)


def test_every_question_of_a_platform_has_its_key_and_more_than_one_option(items, outlines):
    assert all(item.right in item.options and len(item.options) > 1 for item in items)
    assert {item.notebook for item in items} == set(outlines)
    assert len({item.name for item in items}) == len(items)


def test_gift_keeps_every_sign_and_marks_one_right_option(items):
    text = quizzes.gift(items)
    blocks = [block for block in text.split("\n\n") if block.startswith("::")]
    assert len(blocks) == len(items)
    for item, block in zip(items, blocks):
        lines = block.strip().splitlines()[1:-1]
        told = {re.sub(r"\\(.)", r"\1", line[2:].partition(" # ")[0]): line[1] for line in lines}
        assert told == {option: "=" if option == item.right else "~" for option in item.options}


def test_qti_is_a_package_whose_items_score_the_right_option_alone(items):
    package = zipfile.ZipFile(io.BytesIO(quizzes.qti(items)))
    manifest = ElementTree.fromstring(package.read("imsmanifest.xml"))
    (file,) = manifest.iter("{http://www.imsglobal.org/xsd/imscp_v1p1}file")
    found = list(ElementTree.fromstring(package.read(file.get("href"))).iter(f"{{{quizzes.QTI}}}item"))
    assert len(found) == len(items)
    for item, node in zip(items, found):
        said = {
            label.get("ident"): "".join(label.itertext()) for label in node.iter(f"{{{quizzes.QTI}}}response_label")
        }
        scored = [
            each
            for each in node.iter(f"{{{quizzes.QTI}}}respcondition")
            if each.find(f"{{{quizzes.QTI}}}setvar") is not None
        ]
        assert [said["".join(each.find(f"{{{quizzes.QTI}}}conditionvar").itertext())] for each in scored] == [
            item.right
        ]
        shown = {each.get("linkrefid") for each in node.iter(f"{{{quizzes.QTI}}}displayfeedback")}
        assert shown == {each.get("ident") for each in node.iter(f"{{{quizzes.QTI}}}itemfeedback")}
