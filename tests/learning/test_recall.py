"""Recall: three questions before each notebook from 01 on, and a sentence for every choice."""

import datetime
import html
import json
from pathlib import Path

import pytest

from nag_helpers.learning import progress, recall, votes
from nag_helpers.learning.recall_questions import REMINDERS, every

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
EVERY = [pytest.param(name, id=name) for name in every()]
DAY = datetime.date(2026, 3, 14)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("NAG_PROGRESS", str(tmp_path))
    monkeypatch.setattr(progress, "_unwritten", {})
    monkeypatch.setattr(recall, "today", lambda: DAY)
    return tmp_path


def days(number):
    return DAY + datetime.timedelta(days=number)


def answer(name, right, day=DAY):
    question = every()[name].question
    wrong = next(option for option in question.options if option != question.right)
    return recall.answered(name, question.right if right else wrong, day)


def test_each_notebook_from_01_on_has_three():
    assert list(REMINDERS) == [f"{number:02}" for number in range(1, 11)]
    assert all(len(three) == 3 for three in REMINDERS.values())


@pytest.mark.parametrize("name", EVERY)
def test_every_option_hears_its_own_sentence(name):
    question = every()[name].question
    heard = {option: recall.answered(name, option) for option in question.options}
    assert {option: said.message for option, said in heard.items()} == question.options
    assert [option for option, said in heard.items() if said.heading == "Right."] == [question.right]
    assert len(question.options) >= 3
    assert all(question.options.values())


@pytest.mark.parametrize("notebook", REMINDERS)
def test_a_choice_is_answered_at_once_and_kept_with_its_day(notebook):
    asked = recall.ask(notebook)
    for name, control, said in zip(asked.names, asked.controls, asked.answers):
        assert said.value == ""
        control.value = every()[name].question.right
        assert "Right." in said.value
        assert progress.read("recall")[name]["answers"] == [{"on": "2026-03-14", "right": True}]


@pytest.mark.parametrize("notebook", [number for number in REMINDERS if number > "01"])
def test_a_notebook_asks_one_question_about_the_last_and_two_older_ones(notebook):
    names = recall.chosen(notebook)
    assert [every()[name].notebook == notebook for name in names] == [True, False, False]
    assert len(set(names)) == 3


def test_the_first_notebook_asks_three_about_the_only_one_before():
    assert recall.chosen("01") == [name for name, asked in every().items() if asked.notebook == "01"]


def test_what_was_once_wrong_comes_first():
    old = next(name for name in reversed(every()) if every()[name].notebook == "02" and name not in recall.chosen("07"))
    answer(old, right=False, day=days(-5))
    assert recall.chosen("07")[1] == old
    last = [name for name, asked in every().items() if asked.notebook == "07"][2]
    answer(last, right=False, day=days(-5))
    assert recall.chosen("07")[:2] == [last, old]


def test_all_questions_of_a_notebook_are_asked_in_the_next_three():
    for number in range(1, 8):
        asked = {name for later in range(number, number + 3) for name in recall.chosen(f"{later:02}")}
        assert {name for name, one in every().items() if one.notebook == f"{number:02}"} <= asked


def test_nothing_is_due_to_who_has_done_nothing():
    assert recall.due() == []
    assert recall.next_day() is None


def test_due_is_what_comes_back_first_what_was_wrong_and_then_what_was_never_asked():
    first, second, third = [name for name, asked in every().items() if asked.notebook == "01"]
    answer(first, right=True)
    answer(second, right=False)
    assert recall.next_day() == days(1)
    assert recall.due(DAY) == []
    assert recall.due(days(1)) == [second, first]
    assert recall.due(days(1), worked_in={"00"}) == [second, first, third]


def test_a_predicted_notebook_counts_as_worked_in():
    progress.write("predictions", "02_round", {"prediction": "5"})
    assert {every()[name].about for name in recall.due()} == {"02"}


def test_what_cannot_be_used_of_a_file_counts_as_never_asked():
    name = next(iter(every()))
    for odd in (3, "x", [3, {"on": 4}, {"on": "never", "right": True}, {}], None, {"on": "2026-01-01"}):
        progress.write("recall", name, {"answers": odd})
        assert recall.due(days(1)) == []
        answer(name, right=True)
        assert recall.due(days(1)) == [name]


def test_options_stand_in_the_learners_own_order():
    asked = recall.ask("05")
    for name, control in zip(asked.names, asked.controls):
        assert sorted(control.options) == sorted(every()[name].question.options)
        assert control.options == votes.in_own_order(name, every()[name].question.options)


@pytest.mark.parametrize(("name", "option"), [("nothing", "x"), (next(iter(every())), "no option")])
def test_an_unknown_question_or_option_is_refused(name, option):
    with pytest.raises(ValueError, match="must be one of"):
        recall.answered(name, option)


def test_before_a_choice_no_answer_is_in_sight():
    asked = recall.ask("03")
    card = html.unescape(asked._repr_mimebundle_()["text/html"])
    for question in (every()[name].question for name in asked.names):
        assert question.text in repr(asked) and question.text in card
        assert question.options[question.right] not in repr(asked) + card
    assert "application/vnd.jupyter.widget-view+json" in asked._repr_mimebundle_()


def test_the_right_option_does_not_always_stand_at_the_same_place():
    places = [list(question.options).index(question.right) for three in REMINDERS.values() for question in three]
    assert all(places.count(place) >= 3 for place in range(3))


def test_an_unknown_notebook_is_refused():
    with pytest.raises(ValueError, match="got '00'"):
        recall.ask("00")


@pytest.mark.parametrize("notebook", [number for number in REMINDERS if any(NOTEBOOKS.glob(f"{number}_*.ipynb"))])
def test_it_stands_behind_the_set_up_cell(notebook):
    cells = json.loads(next(NOTEBOOKS.glob(f"{notebook}_*.ipynb")).read_text(encoding="utf-8"))["cells"]
    setup = next(i for i, cell in enumerate(cells) if "setup" in cell["metadata"].get("tags", []))
    assert f'recall.ask("{notebook}")' in "".join(cells[setup + 2]["source"])
