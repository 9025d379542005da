"""The teachers' guide says what the notebooks and the exercises say, and its plans fit into their time."""

import re

import pytest

from nag_helpers import exercises
from nag_helpers.learning.questions import QUESTIONS
from tools import notebooks
from tools.author import guide


@pytest.fixture(scope="module")
def outlines():
    return notebooks.every()


def test_the_committed_guide_is_up_to_date(outlines):
    text = guide.GUIDE.read_text(encoding="utf-8")
    assert guide.filled(text, outlines) == text, "run: python3 start.py guide"


def test_every_question_and_exercise_belongs_to_a_section(outlines):
    sections = [section for notebook in outlines.values() for section in notebook.sections]
    assert sorted(name for section in sections for name in section.questions) == sorted(QUESTIONS)
    assert {name for section in sections for name in section.exercises} == set(exercises.every())


def test_what_came_out_is_read_from_every_saved_notebook(outlines):
    assert {name for notebook in outlines.values() for name in notebook.outcomes} == set(QUESTIONS)


def test_a_notebooks_sections_take_as_long_as_it_says(outlines):
    for notebook in outlines.values():
        assert sum(section.minutes for section in notebook.sections) == notebook.minutes, notebook.name


@pytest.mark.parametrize("plan", guide.PLANS, ids=lambda plan: plan.have)
def test_a_plan_leaves_a_seventh_of_its_time_for_talk(plan, outlines):
    assert guide.minutes(plan, outlines) <= 6 / 7 * plan.minutes


def test_the_answers_hold_every_option_and_every_mistake(outlines):
    text = guide.answers(outlines)
    assert [option for question in QUESTIONS.values() for option in question.options if option not in text] == []
    sentences = [sentence for exercise in exercises.every().values() for sentence in exercise.told().values()]
    assert [sentence for sentence in sentences if sentence not in text] == []


def test_one_option_of_each_choice_is_marked_as_what_came_out(outlines):
    text = guide.answers(outlines)
    blocks = {name: text.partition(f"`{name}`")[2].partition("What happened")[0] for name in QUESTIONS}
    counts = {name: block.count("✓") for name, block in blocks.items() if QUESTIONS[name].options}
    assert {name: count for name, count in counts.items() if count != 1} == {}


@pytest.mark.parametrize("plan", guide.PLANS, ids=lambda plan: plan.have)
def test_a_plan_lets_people_find_momentum_before_nag(plan, outlines):
    first, part = next(iter(plan.parts.items()))
    assert first == "00"
    assert {2, 4, 5} <= set(guide.sections_of(outlines[first], part))


@pytest.mark.parametrize("key", ["half-day", "day"])
def test_a_plan_by_the_minute_has_every_section_every_break_and_ends_in_time(key, outlines):
    plan, rows = guide.plan(key), guide.by_the_minute(key, outlines).splitlines()[2:]
    sections = sum(len(guide.sections_of(outlines[number], part)) for number, part in plan.parts.items())
    breaks = [row for row in rows if "*a break*" in row]
    assert len(rows) == sections + len(breaks) + 2
    assert len(breaks) == len(plan.breaks)
    hours, minutes = map(int, rows[-1].split("|")[1].split(":"))
    assert 60 * hours + minutes == plan.minutes - guide.END


def test_questions_and_sections_that_the_guide_names_are_there(outlines):
    text = guide.GUIDE.read_text(encoding="utf-8")
    assert sorted(set(re.findall(r"`(\d\d_\w+)`", text)) - set(QUESTIONS)) == []
    named = {(number, int(section)) for number, section in re.findall(r"\b(\d\d),? section (\d+)", text)}
    known = {(number, one.number) for number, notebook in outlines.items() for one in notebook.sections}
    assert len(named) > 10
    assert named <= known
