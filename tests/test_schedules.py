"""Momentum schedules, restart and the optimised gradient method."""

import numpy as np
import pytest

from nag_helpers import objectives, schedules, theory
from nag_helpers.optimizers import descend, nesterov_step


def test_k_momentum_begins_at_zero_and_counts_from_the_second_velocity():
    assert [schedules.k_momentum(t) for t in (1, 2, 3, 4)] == [0, 0, 1 / 4, 2 / 5]


def test_the_t_sequence_satisfies_its_equation():
    t = schedules.t_sequence(50)
    assert t[0] == 1
    assert t[1:] ** 2 - t[1:] == pytest.approx(t[:-1] ** 2)


def test_a_run_with_t_momentum_is_the_two_sequence_method():
    bowl = objectives.quadratic((1, 30), rotation=0.4)
    t = schedules.t_sequence(26)
    x = y = bowl.start
    for k in range(25):
        x_new = y - bowl.gradient(y) / bowl.L
        y = x_new + (t[k] - 1) / t[k + 1] * (x_new - x)
        x = x_new
    path = descend(nesterov_step, bowl, alpha=1 / bowl.L, beta=schedules.t_momentum(25), steps=25)
    assert path.theta[-1] == pytest.approx(x, abs=1e-12)


@pytest.mark.parametrize("k", [5, 40])
def test_both_schedules_keep_the_bound_of_nag_on_the_worst_function(k):
    worst = objectives.nesterov_worst(k)
    promise = theory.nesterov_bound(k, R=np.linalg.norm(worst.minimiser))
    path = descend(nesterov_step, worst, alpha=1.0, beta=schedules.t_momentum(k), steps=k)
    assert theory.worst_function_best(k) <= path.loss[-1] - worst.minimum <= promise


@pytest.mark.parametrize("k", [1, 5, 40])
def test_ogm_keeps_its_bound_which_is_half_of_nags(k):
    worst = objectives.nesterov_worst(k)
    R = np.linalg.norm(worst.minimiser)
    reached = worst.value(schedules.ogm(worst, k)[-1]) - worst.minimum
    assert theory.worst_function_best(k) <= reached <= theory.ogm_bound(k, R=R) < theory.nesterov_bound(k, R=R)


def test_ogm_differs_from_nag_by_its_last_term_alone():
    bowl = objectives.quadratic((1, 9))
    first = schedules.ogm(bowl, 5)[1]
    assert first == pytest.approx(bowl.start - (1 + 1 / schedules.t_sequence(2)[1]) * bowl.gradient(bowl.start) / 9)


@pytest.mark.parametrize("test", ["gradient", "function"])
def test_a_restarted_run_is_the_plain_one_until_it_first_restarts_and_ends_far_below_it(test):
    bowl = objectives.quadratic((1, 500))
    restarting = schedules.RestartingNAG(test, bowl.value)
    restarted = descend(restarting, bowl, alpha=1 / 500, steps=1500)
    plain = descend(nesterov_step, bowl, alpha=1 / 500, beta=schedules.k_momentum, steps=1500)
    assert restarting.restarts
    assert np.all(restarted.v[restarting.restarts[0]] == 0)
    assert np.array_equal(restarted.theta[: restarting.restarts[0]], plain.theta[: restarting.restarts[0]])
    assert restarted.loss[-1] < 1e-6 * plain.loss[-1]


def test_each_restart_is_noted_with_its_update():
    bowl = objectives.quadratic((1, 500))
    restarting = schedules.RestartingNAG()
    run = descend(restarting, bowl, alpha=1 / 500, steps=1500)
    at_rest = np.flatnonzero((run.v == 0).all(axis=-1))
    assert len(restarting.restarts) > 1
    assert restarting.restarts == at_rest[1:].tolist()  # row 0 is the start


def test_a_batch_of_restarting_runs_equals_the_single_runs():
    bowl = objectives.quadratic((1, 200))
    starts = np.array([[1.0, 1.0], [-2.0, 0.5]])
    together = descend(schedules.RestartingNAG(), bowl, starts, alpha=1 / 200, steps=300)
    for i, start in enumerate(starts):
        alone = descend(schedules.RestartingNAG(), bowl, start, alpha=1 / 200, steps=300)
        assert np.array_equal(together.theta[:, i], alone.theta)


@pytest.mark.parametrize(
    "call, message",
    [
        (lambda: schedules.k_momentum(0), "t must be a whole number of at least 1, got 0"),
        (lambda: schedules.RestartingNAG("speed"), "test must be one of 'gradient', 'function', got 'speed'"),
        (lambda: schedules.RestartingNAG("function"), 'value must be a function for the "function" test, got None'),
        (lambda: schedules.ogm(objectives.quadratic((1, 2)), 0), "steps must be a whole number of at least 1, got 0"),
    ],
)
def test_wrong_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()
