"""Rungs: worked out, one gap, two gaps, blank; who fills the first gap at once is sent to the last."""

import pytest

from nag_helpers import exercises
from nag_helpers.learning import progress

WITH_RUNGS = {name: one for name, one in exercises.every().items() if getattr(one, "rungs", ())}
RUNGS = [
    pytest.param(one, number, id=f"{name}-{number}")
    for name, one in WITH_RUNGS.items()
    for number in range(1, len(one.rungs) + 1)
]
STEP = exercises.nag_step


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("NAG_PROGRESS", str(tmp_path))
    monkeypatch.setattr(progress, "_unwritten", {})


def wrong(theta, v, gradient, alpha, beta):
    v = beta * v + alpha * gradient(theta)
    return theta - v, v


@pytest.mark.parametrize(("exercise", "number"), RUNGS)
def test_a_rung_as_given_is_worked_out_or_not_started(exercise, number):
    rung = exercise.rungs[number - 1]
    feedback = exercise.check_rung(number, rung.function())
    assert feedback.outcome == ("not started" if rung.has_gaps else "correct")
    assert rung.function().__name__ == exercise.answer_name


def test_the_gaps_grow():
    assert [rung.code.count("= ...") for rung in STEP.rungs] == [0, 1, 2]


@pytest.mark.parametrize(("exercise", "number"), RUNGS)
def test_the_reference_fills_every_gap(exercise, number):
    assert exercise.check_rung(number, exercise.reference).outcome == "correct"


def test_a_rung_is_shown_with_its_code():
    shown = STEP.rung(2)
    assert shown.heading == "Rung 2 of 4: one gap."
    assert "ahead = ...  # where shall I be?" in shown.code


def test_who_fills_the_first_gap_at_once_is_sent_to_the_last_rung():
    assert STEP.check_rung(2, STEP.reference).message == (
        "At once. Leave out what lies between, and go to rung 4, where nothing is given."
    )
    assert "go to rung 4" in STEP.check_rung(2, STEP.reference).message  # also when the cell is run again


def test_who_needed_more_than_one_try_goes_on_to_the_next():
    assert STEP.check_rung(2, wrong).message.startswith("Your step measures the gradient at θ.")
    assert STEP.check_rung(2, STEP.reference).message == "Go on to rung 3."
    assert STEP.check_rung(3, STEP.reference).message == "Go on to rung 4, where nothing is given."


def test_looking_at_the_gap_is_no_try():
    STEP.check_rung(2, STEP.rungs[1].function())
    assert "At once" in STEP.check_rung(2, STEP.reference).message


def test_a_rung_solved_does_not_solve_the_exercise():
    STEP.check_rung(3, STEP.reference)
    assert progress.read("exercises")["nag_step"] == {"rungs": {"3": {"solved": True}}}
    STEP.check(STEP.reference)
    assert progress.read("exercises")["nag_step"]["outcome"] == "correct"


@pytest.mark.parametrize("odd", [3, {"2": 4}, {"2": {"tries": "x"}}])
def test_what_cannot_be_used_of_a_file_counts_as_no_try(odd):
    progress.write("exercises", "nag_step", {"rungs": odd})
    assert "At once" in STEP.check_rung(2, STEP.reference).message


@pytest.mark.parametrize("answer", [..., None, 3, "nag_step", lambda: None])
def test_an_odd_answer_neither_raises_nor_passes(answer):
    assert STEP.check_rung(2, answer).outcome in ("not started", "not yet")


@pytest.mark.parametrize("number", [0, 4, "2", None])
def test_a_rung_that_does_not_exist_is_refused(number):
    with pytest.raises(ValueError, match="the rung must be"):
        STEP.rung(number)
