"""Lines to put in order: every right order passes, a wrong line is told what it computes, and it works in words and by buttons."""

import inspect
import itertools

import numpy as np
import pytest

from nag_helpers import exercises
from nag_helpers.exercises.kinds import OrderExercise, ProofExercise
from nag_helpers.exercises.notebook_02 import STEP_CASES
from nag_helpers.learning import lines, progress


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("NAG_PROGRESS", str(tmp_path))
    monkeypatch.setattr(progress, "_unwritten", {})


def nag_step(theta, v, gradient, alpha, beta):
    coast = theta - beta * v
    push = alpha * gradient(coast)
    v = beta * v + push
    return theta - v, v


CODE = OrderExercise(
    name="step_lines",
    notebook="00",
    prompt="Put the lines in order.",
    reference=nag_step,
    returns=("theta", "v"),
    cases=STEP_CASES,
    landmarks=[],
    hints=["Where shall you be?", "Coast, ask, move."],
    notice="You ask where you will be.",
    mixed_in=("asks_here", "asks_behind"),
)


@CODE.mistake
def asks_here(theta, v, gradient, alpha, beta):
    """This line asks where you stand. That is momentum."""
    coast = theta - beta * v  # noqa: F841 (a line of the right answer)
    push = alpha * gradient(theta)
    v = beta * v + push
    return theta - v, v


@CODE.mistake
def asks_behind(theta, v, gradient, alpha, beta):
    """This line coasts backwards, to θ + βv."""
    coast = theta + beta * v
    push = alpha * gradient(coast)
    v = beta * v + push
    return theta - v, v


PROOF = ProofExercise(
    name="proof_lines",
    notebook="07",
    prompt="Put the steps in order.",
    steps={"slope": "The slope is 2θ.", "step": "The step is α times the slope.", "new": "So θ becomes θ − 2αθ."},
    needs={
        ("step", "slope"): "The step needs the slope, which is not known there.",
        ("new", "step"): "The new place needs the step.",
    },
    others={"value": ("The step is α times θ².", "step", "That is the value, not the slope.")},
    hints=["What do you know first?", "Slope, step, place."],
    notice="It shrinks by 1 − 2α.",
)


def order_of(exercise, *texts):
    return [exercise.shown.index(text) + 1 for text in texts]


COAST, PUSH, NEW_V, RETURN = CODE.right_lines


@pytest.mark.parametrize("exercise", [CODE, PROOF])
def test_the_right_order_is_correct(exercise):
    feedback = exercise.check(exercise.right_order)
    assert (feedback.outcome, feedback.message) == ("correct", exercise.notice)


@pytest.mark.parametrize("exercise", [CODE, PROOF])
def test_the_solution_is_code_that_runs(exercise):
    names = {}
    exec(exercise.solution_code, names)
    assert exercise.check(names["order"]).outcome == "correct"


@pytest.mark.parametrize("exercise", [CODE, PROOF])
def test_the_lines_are_shown_shuffled_with_those_that_do_not_belong(exercise):
    assert sorted(exercise.shown) == sorted([*exercise.right_lines, *exercise.distractors])
    assert exercise.shown[: len(exercise.right_lines)] != exercise.right_lines
    assert len(exercise.distractors) == (2 if exercise is CODE else 1)


def test_no_order_of_all_right_lines_but_the_right_one_passes():
    passed = [
        order for order in itertools.permutations(CODE.right_order) if CODE.check(list(order)).outcome == "correct"
    ]
    assert passed == [tuple(CODE.right_order)]


def test_an_order_that_computes_the_same_passes():
    def three(theta):
        a = theta + 1
        b = theta + 2
        return a * b

    loose = OrderExercise(
        name="loose",
        notebook="00",
        prompt="",
        reference=three,
        returns=("x",),
        cases=[{"theta": 1.0}, {"theta": 3.0}],
        landmarks=[],
        hints=[],
        notice="So.",
    )
    first, second, last = loose.right_lines
    assert loose.check(order_of(loose, second, first, last)).outcome == "correct"


@pytest.mark.parametrize("mistake", CODE.mistakes, ids=lambda mistake: mistake.__name__)
def test_a_line_that_does_not_belong_is_told_what_it_computes(mistake):
    (wrong,) = [line for line in CODE.distractors if line in inspect.getsource(mistake)]
    place = 1 if "push" in wrong else 0
    chosen = [wrong if number == place else line for number, line in enumerate(CODE.right_lines)]
    feedback = CODE.check(order_of(CODE, *chosen))
    assert feedback.message == mistake.__doc__
    assert progress.read("exercises")["step_lines"]["mistakes"] == [mistake.__name__]


def test_a_line_too_early_is_told_by_its_error():
    said = CODE.check(order_of(CODE, PUSH, COAST, NEW_V, RETURN)).message
    assert said.startswith(f"Your line 1, `{PUSH}`, raised UnboundLocalError")


def test_what_is_missing_is_said():
    assert CODE.check(order_of(CODE, COAST, PUSH, NEW_V)).message.endswith("One line is missing.")
    assert PROOF.check(order_of(PROOF, "The slope is 2θ.")).message == "2 lines are missing."


def test_a_missing_step_is_told_by_what_needs_it():
    said = PROOF.check(order_of(PROOF, "The slope is 2θ.", "So θ becomes θ − 2αθ.")).message
    assert said == "One line is missing. The new place needs the step."


@pytest.mark.parametrize(("answer", "said"), PROOF.mistakes)
def test_a_step_at_the_wrong_place_hears_why(answer, said):
    feedback = PROOF.check(answer)
    assert (feedback.outcome, feedback.message) == ("not yet", said)
    (kept,) = progress.read("exercises")["proof_lines"]["mistakes"]
    assert PROOF.told()[kept] == said


@pytest.mark.parametrize("written", [list, tuple, np.array, lambda order: " ".join(map(str, order)),
                                     lambda order: ", ".join(map(str, order)),
                                     lambda order: "".join(chr(ord("A") + n - 1) for n in order),
                                     lambda order: [chr(ord("a") + n - 1) for n in order]])  # fmt: skip
def test_an_order_may_be_written_in_several_ways(written):
    assert PROOF.check(written(PROOF.right_order)).outcome == "correct"


@pytest.mark.parametrize(
    ("answer", "words"),
    [([1, 1], "Line 1 stands in it twice"), ([9], "'9'"), ([0], "'0'"), ("x", "'x'"), (["??"], "'??'"), ([], "empty"),
     ([True], "'True'"), (3.5, "[2, 1, 3]"), (None, "[2, 1, 3]"), ({}, "[2, 1, 3]"), ([1.5], "'1.5'"), ("", "empty")],
)  # fmt: skip
@pytest.mark.parametrize("exercise", [CODE, PROOF])
def test_what_is_no_order_is_said(exercise, answer, words):
    feedback = exercise.check(answer)
    assert feedback.outcome == "not yet"
    assert words in feedback.message


@pytest.mark.parametrize("exercise", [CODE, PROOF])
@pytest.mark.parametrize("answer", [..., [...], [1, ...]])
def test_an_answer_left_open_is_not_started(exercise, answer):
    feedback = exercise.check(answer)
    assert feedback.outcome == "not started"
    assert "show()" in feedback.message


def test_lines_that_are_no_python_are_said_to_be_none():
    def summed(values):
        total = 0
        for value in values:
            total = total + value
        return total

    loop = OrderExercise(
        name="loop",
        notebook="00",
        prompt="",
        reference=summed,
        returns=("sum",),
        cases=[{"values": [1.0, 2.0]}],
        landmarks=[],
        hints=[],
        notice="So.",
    )
    begin, head, body, end = loop.right_lines
    assert body == "    total = total + value"
    assert "stand below a line" in loop.check(order_of(loop, begin, body, head, end)).message
    assert loop.check(order_of(loop, begin, head, body, end)).outcome == "correct"


def test_in_plain_text_the_lines_are_numbered():
    shown = repr(CODE.show()).splitlines()
    assert shown[0] == f"○ {CODE.prompt}"
    assert shown[1:-1] == [f"{number:2}  {line}" for number, line in enumerate(CODE.shown, start=1)]
    assert "exercises.step_lines.check(" in shown[-1]


def test_by_buttons_an_order_is_made_changed_and_checked():
    shown = PROOF.show()
    for number in (*reversed(PROOF.right_order), order_of(PROOF, PROOF.distractors[0])[0]):
        shown.there.value = number - 1
        shown.take.click()
    assert shown.there.options == ()
    shown.put_back.click()  # what was taken last is the chosen one
    assert shown.order == PROOF.right_order[::-1]
    shown.mine.value = PROOF.right_order[0] - 1
    shown.up.click()
    shown.up.click()
    shown.up.click()
    shown.mine.value = PROOF.right_order[2] - 1
    shown.down.click()
    assert shown.order == PROOF.right_order
    shown.judge.click()
    assert "Correct" in shown.answer.value


def test_buttons_without_lines_do_nothing():
    shown = PROOF.show()
    for button in (shown.put_back, shown.up, shown.down):
        button.click()
    shown.judge.click()
    assert "empty" in shown.answer.value


def test_the_display_holds_a_live_widget_and_the_lines():
    shown = PROOF.show()
    assert set(shown._repr_mimebundle_()) == {"text/plain", "application/vnd.jupyter.widget-view+json"}


def test_lines_are_shown_once_wherever_the_call_stands(monkeypatch):
    seen = []
    monkeypatch.setattr("nag_helpers.learning.messages.in_a_notebook", lambda: True)
    monkeypatch.setattr("IPython.display.display", seen.append)
    shown = PROOF.show()
    assert seen == [shown]
    shown._ipython_display_()  # the last expression of the cell, too: IPython asks for nothing more


def test_lines_are_never_shuffled_into_the_order_given():
    assert all(lines.shuffled(["a", "b"], str(name)) == ("b", "a") for name in range(9))


def test_an_exercise_that_may_be_written_or_put_together_takes_both():
    exercise = exercises.nag_run
    assert exercise.check(exercise.right_order).outcome == "correct"
    assert exercise.check(exercise.reference).outcome == "correct"
    assert exercise.solution_code.startswith("def nag_run(") and exercise.answer_name == "nag_run"
    assert set(exercise.distractors) == {"    theta -= v", "    theta = theta - alpha * gradient(theta)"}


@pytest.mark.parametrize(("of_the_right", "taken", "words"), [
    ("theta = theta - v", "theta -= v", "Every row of your history is the last point"),
])  # fmt: skip
def test_of_the_run_too_a_line_that_does_not_belong_is_told_what_it_computes(of_the_right, taken, words):
    exercise = exercises.nag_run
    lines = [line.strip() for line in exercise.shown]
    order = [lines.index(taken) + 1 if lines[n - 1] == of_the_right else n for n in exercise.right_order]
    assert words in exercise.check(order).message
