"""Explorers and questions of the reading pages, which move and answer without Python."""

import re

import nbformat
import pytest

from nag_helpers.explorers import RaceExplorer, film
from nag_helpers.learning.questions import QUESTIONS
from tools.site import asking, touch

NEW = nbformat.v4


def test_the_frames_of_an_explorer_go_from_one_end_of_its_main_control_to_the_other_through_its_beginning():
    label, sliding, begin, presets = touch.frames(RaceExplorer(updates=33))
    assert label == "Updates"
    assert [sliding[at].said for at in (0, begin, -1)] == ["0", "33", "100"]
    assert "after 33 of 100 updates" in sliding[begin].words
    assert list(presets) == ["too much memory", "a step too long", "a nearly round bowl"]
    assert presets["a step too long"].words != sliding[-1].words
    every = [frame.pictures[size] for frame in sliding for size in touch.SIZES]
    assert len(set(every)) == len(every)


def test_what_has_no_slider_has_no_frames():
    explorer = film()
    explorer.controls = {"play": explorer.controls["play"]}
    assert touch.frames(explorer) is None


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_shows_all_its_options_and_not_which_came(name):
    shown = asking.ask(name)
    assert shown.count("<input") == max(1, len(QUESTIONS[name].options))
    assert len({re.sub(r'value="[^"]*"> [^<]*', "", label) for label in re.findall(r"<label>.*?</label>", shown)}) == 1


def test_the_right_option_is_not_always_first_or_last():
    asked = {name: question for name, question in QUESTIONS.items() if len(question.options) > 2 and question.why}
    firsts = [asking.ask(name).split('value="')[1].split('"')[0] for name in asked]
    right = [
        next(option for option, sentence in question.options.items() if not sentence) for question in asked.values()
    ]
    share = sum(one == other for one, other in zip(firsts, right)) / len(asked)
    assert 0.1 < share < 0.6
