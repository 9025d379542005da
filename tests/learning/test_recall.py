"""Recall: three questions before each notebook from 01 on, and a sentence for every choice."""

import json
from pathlib import Path

import pytest

from nag_helpers.learning import recall
from nag_helpers.learning.recall_questions import REMINDERS

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
EVERY = [pytest.param(notebook, i, id=f"{notebook}-{i}") for notebook in REMINDERS for i in range(3)]


def test_each_notebook_from_01_on_has_three():
    assert list(REMINDERS) == [f"{number:02}" for number in range(1, 11)]
    assert all(len(three) == 3 for three in REMINDERS.values())


@pytest.mark.parametrize(("notebook", "i"), EVERY)
def test_every_option_hears_its_own_sentence(notebook, i):
    question = REMINDERS[notebook][i]
    asked = recall.ask(notebook)
    assert asked.answers[i].value == ""
    heard = {}
    for option in question.options:
        asked.controls[i].value = option
        heard[option] = asked.answers[i].value
        assert ("Right." in heard[option]) == (option == question.right)
    assert len(question.options) >= 3
    assert all(question.options.values())
    assert sum("Right." in said for said in heard.values()) == 1


def test_before_a_choice_no_answer_is_in_sight():
    asked = recall.ask("03")
    for question in REMINDERS["03"]:
        assert question.text in repr(asked)
        assert question.options[question.right] not in repr(asked)
    assert "application/vnd.jupyter.widget-view+json" in asked._repr_mimebundle_()


def test_the_right_option_does_not_always_stand_at_the_same_place():
    places = [list(question.options).index(question.right) for three in REMINDERS.values() for question in three]
    assert all(places.count(place) >= 3 for place in range(3))


def test_an_unknown_notebook_is_refused():
    with pytest.raises(ValueError, match="got '00'"):
        recall.ask("00")


@pytest.mark.parametrize("notebook", REMINDERS)
def test_it_stands_behind_the_set_up_cell(notebook):
    cells = json.loads(next(NOTEBOOKS.glob(f"{notebook}_*.ipynb")).read_text(encoding="utf-8"))["cells"]
    setup = next(i for i, cell in enumerate(cells) if "setup" in cell["metadata"].get("tags", []))
    assert f'recall.ask("{notebook}")' in "".join(cells[setup + 2]["source"])
