"""``start.py recall``: what is due is asked in words, and the answers are kept."""

import datetime

import pytest

from nag_helpers.learning import progress, recall
from nag_helpers.learning.recall_questions import every
from nag_helpers.learning.votes import in_own_order
from tools.learner import recalling

DAY = datetime.date(2026, 3, 14)
FIRST = [name for name, asked in every().items() if asked.notebook == "01"]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("NAG_PROGRESS", str(tmp_path))
    monkeypatch.setattr(progress, "_unwritten", {})
    monkeypatch.setattr(recall, "today", lambda: DAY)


def typing(*lines):
    """Return a reader that gives these lines, one for each prompt, and then ends."""
    left = list(lines)

    def read(prompt):
        if not left:
            raise EOFError
        return left.pop(0)

    return read


def number_of_the_right_one(name):
    question = every()[name].question
    return str(in_own_order(name, question.options).index(question.right) + 1)


def answer_yesterday(*names):
    for name in names:
        recall.answered(name, every()[name].question.right, DAY - datetime.timedelta(days=1))


def test_who_has_answered_nothing_is_told_how_it_begins(capsys):
    recalling.ask_what_is_due(typing())
    assert capsys.readouterr().out.startswith("Nothing is due. The notebooks ask first")


def test_what_is_due_is_asked_answered_and_comes_back_later(capsys):
    answer_yesterday(FIRST[0])
    recalling.ask_what_is_due(typing(number_of_the_right_one(FIRST[0])))
    said = capsys.readouterr().out
    assert said.startswith("1 question is due today. Enter alone stops.\n\n" + every()[FIRST[0]].question.text)
    assert "Right." in said
    recalling.ask_what_is_due(typing())
    assert capsys.readouterr().out == "Nothing is due today. The next question comes back on 17 March 2026.\n"


def test_what_is_no_number_is_asked_again(capsys):
    answer_yesterday(FIRST[0])
    recalling.ask_what_is_due(typing("up", "9", "0", number_of_the_right_one(FIRST[0])))
    assert capsys.readouterr().out.count("Type a number from 1 to 3") == 3


@pytest.mark.parametrize("lines", [[""], []])
def test_enter_or_the_end_of_the_input_stops(lines):
    answer_yesterday(*FIRST)
    recalling.ask_what_is_due(typing(*lines))
    assert len(recall.due()) == 3


def test_no_more_are_asked_than_two_minutes_hold(capsys):
    progress.write("predictions", "05_how_far", {"prediction": "x"})
    progress.write("exercises", "nag_step", {"outcome": "correct"})
    answer_yesterday(*FIRST)
    recalling.ask_what_is_due(typing(*["1"] * 20))
    said = capsys.readouterr().out
    assert said.startswith("9 questions are due today, the first 6 now.")
    assert len(recall.due(worked_in={"04"})) == 3
