"""The quiz: three parallel forms, right options that a run confirms, answers that are kept, and gains."""

import json

import numpy as np
import pytest

from nag_helpers import objectives
from nag_helpers.learning import progress, quiz
from nag_helpers.learning.quiz_questions import FORMS, TOPICS
from nag_helpers.optimizers import descend, gradient_descent_step, momentum_step, nesterov_step
from tools.teacher import gain

BOWL = objectives.quadratic([1.0])
STEPS = {"gradient descent": gradient_descent_step, "momentum": momentum_step, "NAG": nesterov_step}


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("NAG_PROGRESS", str(tmp_path))
    monkeypatch.setattr(progress, "_unwritten", {})
    return tmp_path


def right(topic, form):
    return quiz.questions(form)[topic].right


# ---- what the right options say, measured


def push(step, theta, v):
    """Return how far the slope alone moves a ball in a bowl, to the right if positive; the velocity moves it by -v."""
    moved, _ = step(np.array([theta]), np.array([v]), lambda x: x, 0.1, 0.9)
    return moved[0] - (theta - 0.9 * v)


def test_where_the_slope_is_asked():
    topic = "where the slope is asked"
    assert right(topic, "A") == ("to the right" if push(momentum_step, -0.1, -1.0) > 0 else "to the left")
    assert right(topic, "B") == ("to the right" if push(nesterov_step, -0.1, -1.0) > 0 else "to the left")
    assert push(nesterov_step, 0.1, -1.0) < push(momentum_step, 0.1, -1.0) < 0


@pytest.mark.parametrize(
    ("form", "beta", "says"), [("A", 0.75, "4 times"), ("B", 0.9, "10 times"), ("C", 0.8, "four fifths")]
)
def test_what_a_memory_adds_up_to(form, beta, says):
    v = 0.0
    for _ in range(500):
        _, v = momentum_step(0.0, v, lambda x: 1.0, 1.0, beta)
    assert v == pytest.approx({"4 times": 4, "10 times": 10, "four fifths": 5}[says])
    assert right("what a memory adds up to", form).startswith(says)


def test_at_the_bottom_and_where_the_brake_is():
    beyond = {name: abs(step(np.zeros(1), np.ones(1), lambda x: x, 0.1, 0.9)[0][0]) for name, step in STEPS.items()}
    assert beyond["NAG"] < beyond["momentum"] == 0.9
    assert beyond["gradient descent"] == 0
    even = {name: step(0.0, 1.0, lambda x: 1.0, 0.1, 0.9) for name, step in STEPS.items()}
    assert even["NAG"] == even["momentum"]
    across, along = (
        abs(
            descend(nesterov_step, objectives.quadratic([each]), alpha=0.009, beta=0.85, steps=5).theta[-1, 0]
            - descend(momentum_step, objectives.quadratic([each]), alpha=0.009, beta=0.85, steps=5).theta[-1, 0]
        )
        for each in (100, 1)
    )
    assert across > 10 * along


def test_from_rest_they_differ_from_the_second_update_on():
    runs = [
        descend(step, BOWL, [1.0], alpha=0.1, beta=0.9, steps=2).theta[:, 0] for step in (momentum_step, nesterov_step)
    ]
    assert runs[0][1] == runs[1][1]
    assert runs[0][2] != runs[1][2]


def test_who_flies_away_first():
    arrives = {
        name: [
            descend(step, BOWL, [1.0], alpha=alpha, beta=0.9, steps=3000).loss[-1] < 1e-6 for alpha in (1.3, 1.9, 2.1)
        ]
        for name, step in STEPS.items()
    }
    assert arrives == {
        "gradient descent": [True, True, False],
        "momentum": [True, True, True],
        "NAG": [True, False, False],
    }


def test_more_memory_swings_longer():
    late = [
        np.flatnonzero(descend(momentum_step, BOWL, [1.0], alpha=0.1, beta=beta, steps=3000).loss > 1e-8)[-1]
        for beta in (0.9, 0.99)
    ]
    assert late[1] > 5 * late[0]


# ---- the forms


@pytest.mark.parametrize("form", FORMS)
def test_every_form_has_ten_questions_with_three_or_four_options_that_differ_at_their_beginning(form):
    asked = quiz.questions(form)
    assert len(asked) == 10
    assert all(len(one.options) in (3, 4) and len(set(one.options)) == len(one.options) for one in asked.values())
    assert all(one.thoughts.values() for one in asked.values())


def test_no_question_stands_in_two_forms():
    texts = [asked.text for topic in TOPICS.values() for asked in topic]
    assert len(set(texts)) == 3 * len(TOPICS)


def test_answers_are_kept_and_nothing_is_said_about_them(folder):
    shown = quiz.ask("A")
    topic, control = next(iter(shown.controls.items()))
    control.value = control.options[1]
    assert json.loads((folder / "progress.json").read_text())["quiz"] == {"A": {topic: control.value}}
    assert "Kept: 1 of 10" in shown.status.value
    assert quiz.answer("A", 2, "longer") == "Kept: 2 of 10."
    assert quiz.ask("A").controls[topic].value == control.value
    assert "Answer by" in repr(shown)


@pytest.mark.parametrize(
    ("words", "allowed"),
    [(("D", 1, "x"), "form"), (("A", 11, "x"), "number"), (("A", 1, "up"), "to the right"), (("A", 1, ""), "option")],
)
def test_bad_answers_say_what_is_allowed(words, allowed):
    with pytest.raises((ValueError, TypeError), match=allowed):
        quiz.answer(*words)


@pytest.mark.parametrize("section", [None, [], {"A": 3}, {"A": {"at the bottom": ["it stays"], "?": "x"}}])
def test_what_is_no_answer_counts_as_none(section):
    assert quiz.answers(section, "A") == {}


# ---- gains


def learner(**wrong):
    """Return a file of somebody who answered whole forms, with the first so many questions of each wrong."""
    held = {}
    for form, number in wrong.items():
        asked = quiz.questions(form)
        held[form] = {
            topic: next(iter(one.thoughts)) if i < number else one.right for i, (topic, one) in enumerate(asked.items())
        }
    return {"quiz": held}


def test_the_gain_is_the_share_of_what_could_still_be_learned():
    (found,) = gain.gains([learner(A=8, B=4), learner(A=6, B=3), learner(A=5)])
    assert (found.before, found.after, found.learners, found.means) == ("A", "B", 2, (3.0, 6.5))
    assert found.gain == pytest.approx(0.5)
    assert found.low <= 0.5 <= found.high
    assert found.topics[0][1:] == (0, 0)
    assert "normalised gain 0.50" in "\n".join(gain.report([found]))


def test_three_forms_give_three_gains_and_who_knew_all_gains_nothing():
    found = gain.gains([learner(A=0, B=0, C=1)])
    assert [(one.before, one.after) for one in found] == [("A", "B"), ("A", "C"), ("B", "C")]
    assert np.isnan(found[0].gain)
    assert gain.report([]) == []
