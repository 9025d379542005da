"""What a mistake is kept under: slips, two at once, and how a mistake becomes known. That each is kept as itself, see `test_exercises`."""

import numpy as np
import pytest

from nag_helpers import exercises
from nag_helpers.exercises.kinds import FunctionExercise, ValueExercise
from nag_helpers.learning import progress

EVERY = exercises.every()


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("NAG_PROGRESS", str(tmp_path))
    monkeypatch.setattr(progress, "_unwritten", {})


def kept(exercise):
    return progress.read("exercises")[exercise.name].get("mistakes")


SLIPS = {name: one for name, one in EVERY.items() if isinstance(one, ValueExercise) and one.slips}


@pytest.mark.parametrize("exercise", SLIPS.values(), ids=SLIPS)
def test_a_slip_is_kept_under_a_name_under_which_it_can_be_told(exercise):
    for part, value, _ in exercise.slips:
        if callable(value):
            continue
        exercises.reset(exercise.name)
        answer = np.array(exercise.reference, dtype=float)
        answer[exercise.parts.index(part)] = value
        said = exercise.check(list(answer)).message
        (name,) = kept(exercise)
        assert name.startswith("slip ") or said == exercise.told()[name]
        assert exercise.told()[name] in said


def test_of_two_mistakes_at_once_both_are_kept():
    def settling_step(losses, tolerance):
        return int(np.argmax(losses <= tolerance))

    assert EVERY["settling_step"].check(settling_step).message.startswith("Two things are wrong.")
    first, second = kept(EVERY["settling_step"])
    assert first == "mark_missed"
    assert EVERY["settling_step"].told()[first] == "Where −1 should come out, your function does not always return it."
    assert second in [mistake.__name__ for mistake in EVERY["settling_step"].mistakes]


def test_what_is_right_or_unknown_keeps_no_name():
    EVERY["nag_limit"].check(lambda beta, L: beta**3 + L)
    assert kept(EVERY["nag_limit"]) is None
    EVERY["nag_step"].check(EVERY["nag_step"].reference)
    assert kept(EVERY["nag_step"]) is None


def doubled(theta):
    return 2 * theta


def an_exercise():
    return FunctionExercise(
        name="doubled",
        notebook="00",
        prompt="Double it.",
        reference=doubled,
        returns=("twice",),
        cases=[{"theta": 1.0}],
        landmarks=[],
        hints=["Twice.", "2 * theta"],
        notice="So it is.",
    )


def tripled(theta):
    """That is three times."""
    return 3 * theta


def also_tripled(theta):
    """That is too much."""
    return 3 * theta


def test_of_two_mistakes_that_agree_the_one_made_known_first_is_told():
    for first, second in ((tripled, also_tripled), (also_tripled, tripled)):
        exercise = an_exercise()
        assert exercise.mistake(first) is first
        exercise.mistake(second)
        assert exercise.check(lambda theta: theta + theta + theta).message == first.__doc__


def test_a_mistake_without_words_or_with_a_name_that_is_taken_is_refused():
    exercise = an_exercise()
    exercise.mistake(tripled)
    with pytest.raises(ValueError, match="must have different names, got tripled"):
        exercise.mistake(tripled)
    with pytest.raises(ValueError, match="must say in its docstring what the learner hears, got doubled"):
        exercise.mistake(doubled)
