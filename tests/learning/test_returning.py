"""The days on which questions come back: whatever the answers are."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nag_helpers.learning import returning

DATES = st.dates(datetime.date(2000, 1, 1), datetime.date(2100, 1, 1))
HISTORIES = st.lists(st.tuples(DATES, st.booleans()), max_size=20)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.dates().map(str),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["on", "right", "x"]), inner),
    max_leaves=8,
)
DAY = datetime.date(2026, 3, 14)


def kept(history):
    answers = []
    for day, right in history:
        answers = returning.with_answer(answers, day, right)
    return answers


def after(*rights):
    """Return on which day a question is due that was answered each time it came back, counted from its first day."""
    answers, day = [], DAY
    for right in rights:
        answers = returning.with_answer(answers, day, right)
        day = returning.due_on(answers)
    return None if day is None else (day - DAY).days


@pytest.mark.parametrize(
    ("rights", "due"),
    [
        ([False], 1),
        ([True], 1),
        ([True, True], 1 + 3),
        ([True, True, True], 1 + 3 + 7),
        ([True, True, True, True], 1 + 3 + 7 + 21),
        ([True, True, True, True, True], None),
        ([True, True, False], 1 + 3 + 1),
        ([True, True, False, True], 1 + 3 + 1 + 1),
        ([True, True, False, True, True], 1 + 3 + 1 + 1 + 3),
    ],
)
def test_the_days_grow_with_right_answers_and_begin_again_after_a_wrong_one(rights, due):
    assert after(*rights) == due


@given(HISTORIES)
def test_a_question_comes_back_one_to_21_days_after_its_last_answer_or_is_known(history):
    answers = kept(history)
    due = returning.due_on(answers)
    if due is None:
        assert len(answers) in range(returning.KEPT + 1) and (not answers or all(one["right"] for one in answers[-5:]))
    else:
        assert (due - returning.understood(answers)[-1][0]).days in returning.DAYS


@given(HISTORIES, DATES)
def test_the_day_after_a_wrong_answer_it_is_due(history, day):
    before = [(each, right) for each, right in history if each < day]
    answers = returning.with_answer(kept(before), day, False)
    assert returning.due_on(answers) == day + datetime.timedelta(days=1)
    assert returning.was_wrong(answers)


@given(HISTORIES, DATES, st.booleans())
def test_a_second_answer_on_a_day_changes_nothing(history, day, right):
    once = returning.with_answer(kept(history), day, right)
    assert returning.with_answer(once, day, not right) == once


@given(HISTORIES)
def test_the_order_in_which_answers_are_written_down_makes_no_difference(history):
    by_day = dict(history)  # one for each day
    days = sorted(by_day.items())[: returning.KEPT]
    assert kept(days) == kept(days[::-1])


@given(HISTORIES)
def test_once_due_it_stays_due_until_it_is_answered(history):
    answers = kept(history)
    due = returning.due_on(answers)
    if due is not None:
        assert not returning.is_due(answers, due - datetime.timedelta(days=1))
        assert all(returning.is_due(answers, due + datetime.timedelta(days=later)) for later in (0, 1, 400))


@given(ANYTHING)
def test_whatever_a_file_holds_is_survived(odd):
    returning.due_on(odd)
    returning.was_wrong(odd)
    assert returning.is_due(returning.with_answer(odd, datetime.date.max, True), datetime.date.max) in (True, False)


@given(HISTORIES)
def test_only_the_last_answers_are_kept(history):
    assert len(kept(history)) <= returning.KEPT
