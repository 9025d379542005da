"""A step that no list of mistakes knows is told what it computes: which method, with which settings, holding which point."""

import pytest

from nag_helpers import exercises
from nag_helpers.exercises.seen.optimiser import computes


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("NAG_PROGRESS", str(tmp_path))


def pasted_from_torch(p, buf, gradient, lr, momentum):
    grad = gradient(p)
    buf = momentum * buf + grad
    grad = grad + momentum * buf
    return p - lr * grad, buf


def pasted_from_keras(variable, m, gradient, lr, momentum):
    g = gradient(variable)
    m = m * momentum - g * lr
    return variable + m * momentum - g * lr, m


def pasted_from_a_course(x, v, gradient, learning_rate, mu):
    v_prev = v
    v = mu * v - learning_rate * gradient(x)
    return x - mu * v_prev + (1 + mu) * v, v


def other_settings(theta, v, gradient, alpha, beta):
    v = beta**2 * v + alpha * (1 + beta) * gradient(theta)
    return theta - v, v


def another_length(theta, v, gradient, alpha, beta):
    v = beta * v + alpha * gradient(theta - 0.37 * beta * v)
    return theta - v, v


SAID = [
    (pasted_from_torch, "NAG with α outside the velocity, as PyTorch does it: what it holds is the look-ahead point"),
    (pasted_from_keras, "NAG, as Keras does it: what it holds is the look-ahead point"),
    (pasted_from_a_course, "NAG, as Keras does it: what it holds is the look-ahead point"),
    (other_settings, "classical momentum with α = 0.038, β = 0.81; asked for is NAG"),
    (another_length, "momentum that looks ahead by 0.37 · βv; asked for is NAG, which looks ahead by βv"),
]


@pytest.mark.parametrize(("step", "said"), SAID, ids=lambda one: getattr(one, "__name__", ""))
def test_a_wrong_step_is_told_what_it_computes(step, said):
    assert said in computes(step, "NAG")


@pytest.mark.parametrize("step", [other_settings, another_length])
def test_the_check_of_the_step_says_so(step):
    assert dict(SAID)[step] in str(exercises.nag_step.check(step))


@pytest.mark.parametrize(
    ("step", "whose"), [(pasted_from_torch, "PyTorch"), (pasted_from_keras, "Keras"), (pasted_from_a_course, "CS231n")]
)
def test_pasted_code_is_recognised_by_what_it_computes(step, whose):
    assert whose in str(exercises.nag_step.check(step))


def test_a_step_that_goes_wrong_on_turned_ground_alone_is_told_nothing():
    one_by_one = next(one for one in exercises.nag_step.mistakes if one.__name__ == "one_by_one")
    assert computes(one_by_one, "NAG") == ""


def test_the_step_of_momentum_is_told_too():
    assert "asked for is classical momentum" in computes(another_length, "momentum")


def test_what_is_no_two_step_method_is_told_nothing():
    assert computes(lambda theta, v, gradient, alpha, beta: (theta - alpha * gradient(theta) ** 3, v), "NAG") == ""
