"""The three rules against closed forms, and the runner: schedules, batches, recording, divergence, continuation."""

import dataclasses
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nag_helpers import objectives
from nag_helpers.objectives import Objective
from nag_helpers.optimizers import descend, gradient_descent_step, momentum_step, nesterov_step

RULES = [gradient_descent_step, momentum_step, nesterov_step]
ravine = objectives.quadratic((1, 100))
rosenbrock = objectives.rosenbrock()
momenta = st.floats(0, 0.99)


def says(*parts):
    """A pattern for pytest.raises: these parts, in this order."""
    return ".*".join(re.escape(part) for part in parts)


def mode(curvature):
    """One mode of a quadratic, starting at 1."""
    return objectives.quadratic((curvature,))


def assert_same_runs(one, other):
    for field in dataclasses.fields(one):
        np.testing.assert_array_equal(getattr(one, field.name), getattr(other, field.name), err_msg=field.name)


# The rules ------------------------------------------------------------------------------------------------------------

# The recursion theta[t+1] = s theta[t] - p theta[t-1] of each rule on a mode with curvature x alpha = a: its
# characteristic polynomial is z^2 - s z + p.
RECURSIONS = [
    (gradient_descent_step, lambda a, beta: (1 - a, 0)),
    (momentum_step, lambda a, beta: (1 + beta - a, beta)),
    (nesterov_step, lambda a, beta: ((1 + beta) * (1 - a), beta * (1 - a))),
]


@pytest.mark.parametrize(("step", "recursion"), RECURSIONS)
@given(alpha=st.floats(0.01, 0.9), beta=momenta, curvature=st.floats(-0.5, 2))
def test_a_rule_follows_its_closed_form_on_a_mode(step, recursion, alpha, beta, curvature):
    path = descend(step, mode(curvature), alpha=alpha, beta=beta, steps=12)
    s, p = recursion(alpha * curvature, beta)
    powers = [np.linalg.matrix_power([[s, -p], [1, 0]], t) for t in range(13)]
    expected = [(power @ [1, 1])[0] for power in powers]  # at rest: theta[-1] = theta[0] = 1
    np.testing.assert_allclose(path.theta[:, 0], expected, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize(
    ("step", "limit"),
    [
        (gradient_descent_step, lambda beta: 2),
        (momentum_step, lambda beta: 2 * (1 + beta)),
        (nesterov_step, lambda beta: (2 + 2 * beta) / (1 + 2 * beta)),
    ],
)
@pytest.mark.parametrize("beta", [0.0, 0.5, 0.9])
def test_a_rule_is_stable_exactly_below_its_largest_learning_rate(step, limit, beta):
    alpha = limit(beta) * np.array([0.98, 1.02])
    path = descend(step, mode(1), alpha=alpha, beta=beta, steps=3000, record="final")
    assert path.diverged.tolist() == [False, True]
    assert path.loss[0, 0] < 1e-8


@given(alpha=st.floats(0.01, 0.9), beta=momenta, curvature=st.floats(0.01, 1))
def test_on_a_mode_nag_is_momentum_with_its_momentum_reduced_by_curvature(alpha, beta, curvature):
    nag = descend(nesterov_step, mode(curvature), alpha=alpha, beta=beta, steps=40)
    reduced = descend(momentum_step, mode(curvature), alpha=alpha, beta=beta * (1 - alpha * curvature), steps=40)
    np.testing.assert_allclose(nag.theta, reduced.theta, rtol=0, atol=1e-12)


@pytest.mark.parametrize("objective", [ravine, rosenbrock], ids=lambda objective: objective.name)
@pytest.mark.parametrize("beta", [0.0, 0.5, 0.9])
def test_nag_is_nesterovs_two_sequences(objective, beta):
    alpha, x, y = 1e-3, objective.start, objective.start
    path = descend(nesterov_step, objective, alpha=alpha, beta=beta, steps=60)
    for t in range(1, 61):
        np.testing.assert_allclose(path.measured_at[t], y, rtol=0, atol=1e-11)
        x, before = y - alpha * objective.gradient(y), x
        y = x + beta * (x - before)
        np.testing.assert_allclose(path.theta[t], x, rtol=0, atol=1e-11)


@pytest.mark.parametrize("step", [momentum_step, nesterov_step])
def test_without_momentum_a_rule_is_gradient_descent(step):
    plain = descend(gradient_descent_step, rosenbrock, alpha=1e-3, beta=0.0, steps=50)
    np.testing.assert_allclose(descend(step, rosenbrock, alpha=1e-3, beta=0.0, steps=50).theta, plain.theta)


def test_gradient_descent_takes_no_notice_of_beta_or_the_old_velocity():
    theta, v = gradient_descent_step(np.array([1.0]), np.array([7.0]), lambda theta: 2 * theta, 0.1, 0.9)
    assert (theta.tolist(), v.tolist()) == ([0.8], [0.2])


@pytest.mark.parametrize("step", RULES)
def test_a_rule_leaves_its_arguments_as_they_are(step):
    theta, v = np.array([1.0, 2.0]), np.array([0.5, -0.5])
    step(theta, v, ravine.gradient, 0.1, 0.9)
    assert (theta.tolist(), v.tolist()) == ([1.0, 2.0], [0.5, -0.5])


# Batches --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", RULES)
@pytest.mark.parametrize("objective", [ravine, rosenbrock, objectives.beale()], ids=lambda objective: objective.name)
def test_a_grid_of_learning_rates_and_momenta_is_its_single_runs(step, objective):
    alphas, betas = np.array([1e-4, 1e-3, 5e-2]), np.array([0.0, 0.5, 0.9, 0.99])
    grid = descend(step, objective, alpha=alphas[:, None], beta=betas[None, :], steps=30)
    assert grid.theta.shape == (31, 3, 4, 2)
    for i, alpha in enumerate(alphas):
        for j, beta in enumerate(betas):
            single = descend(step, objective, alpha=alpha, beta=beta, steps=30)
            np.testing.assert_allclose(grid.theta[:, i, j], single.theta, rtol=1e-9)
            np.testing.assert_allclose(grid.loss[:, i, j], single.loss, rtol=1e-9)
            assert grid.diverged_at[i, j] == single.diverged_at


@pytest.mark.parametrize("step", RULES)
@given(starts=st.lists(st.tuples(st.floats(-2, 2), st.floats(-2, 2)), min_size=1, max_size=4))
def test_a_batch_of_starts_is_its_single_runs(step, starts):
    batch = descend(step, rosenbrock, start=starts, alpha=1e-4, beta=0.5, steps=10)
    for i, start in enumerate(starts):
        single = descend(step, rosenbrock, start=start, alpha=1e-4, beta=0.5, steps=10)
        np.testing.assert_allclose(batch.theta[:, i], single.theta, rtol=1e-9, atol=1e-12)
        assert batch.diverged_at[i] == single.diverged_at


def test_starts_learning_rates_and_momenta_broadcast_together():
    starts, alphas, betas = np.ones((5, 1, 1, 2)), np.full((4, 1), 0.01), [0.1, 0.5, 0.9]
    path = descend(nesterov_step, ravine, start=starts, alpha=alphas, beta=betas, steps=2)
    assert path.theta.shape == (3, 5, 4, 3, 2)
    assert path.loss.shape == (3, 5, 4, 3)
    assert path.diverged_at.shape == path.starting_loss.shape == (5, 4, 3)


# Schedules ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", RULES)
def test_a_constant_schedule_is_the_constant(step):
    assert_same_runs(
        descend(step, ravine, alpha=lambda t: 0.01, beta=lambda t: 0.9, steps=30),
        descend(step, ravine, alpha=0.01, beta=0.9, steps=30),
    )


def test_a_schedule_is_asked_for_update_numbers_from_one():
    path = descend(gradient_descent_step, mode(1), alpha=lambda t: 1 / (t + 1), steps=4)
    np.testing.assert_allclose(path.theta[:, 0], np.cumprod([1, 1 / 2, 2 / 3, 3 / 4, 4 / 5]))


def test_a_schedule_may_return_an_array_for_the_batch():
    factors = np.array([0.5, 1.0])
    path = descend(momentum_step, ravine, alpha=lambda t: 0.01 * factors / t, beta=0.5, steps=10)
    for i, factor in enumerate(factors):
        single = descend(momentum_step, ravine, alpha=lambda t, factor=factor: 0.01 * factor / t, beta=0.5, steps=10)
        np.testing.assert_allclose(path.theta[:, i], single.theta)


def test_a_schedule_may_return_zero_and_the_run_then_coasts():
    path = descend(momentum_step, mode(1), alpha=lambda t: 0.1 if t == 1 else 0, beta=0.5, steps=4)
    np.testing.assert_allclose(path.v[:, 0], [0, 0.1, 0.05, 0.025, 0.0125])


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"alpha": lambda t: 0.1 if t < 3 else -0.1}, ["alpha schedule at t = 3 must be zero or positive, got -0.1"]),
        ({"beta": lambda t: 0.5 if t < 2 else 1.0}, ["beta schedule at t = 2 must be in [0, 1), got 1.0"]),
        ({"alpha": lambda t: None}, ["alpha schedule at t = 1 must be", "got None"]),
        ({"alpha": lambda t: "fast"}, ["alpha schedule at t = 1 must be a number", "got 'fast'"]),
        ({"beta": lambda t: np.nan}, ["beta schedule at t = 1 must be finite, got nan"]),
    ],
)
def test_a_schedule_that_returns_nonsense_is_refused_with_its_value_and_update(settings, words):
    with pytest.raises(ValueError, match=says("the", *words)):
        descend(momentum_step, ravine, **settings, steps=10)


# What is recorded -----------------------------------------------------------------------------------------------------


def test_row_zero_is_the_start_at_rest():
    path = descend(nesterov_step, ravine, start=[3, -2], steps=2)
    assert (path.t[0], path.theta[0].tolist(), path.v[0].tolist()) == (0, [3.0, -2.0], [0.0, 0.0])
    assert np.isnan(path.measured_at[0]).all() and np.isnan(path.gradient[0]).all()


def test_the_loss_of_each_row_is_the_value_at_its_theta():
    path = descend(nesterov_step, rosenbrock, alpha=1e-3, beta=0.9, steps=20)
    np.testing.assert_array_equal(path.loss, rosenbrock.value(path.theta))


def test_the_rows_tell_where_each_rule_measured_and_what():
    momentum = descend(momentum_step, ravine, alpha=0.01, beta=0.9, steps=10)
    nag = descend(nesterov_step, ravine, alpha=0.01, beta=0.9, steps=10)
    np.testing.assert_array_equal(momentum.measured_at[1:], momentum.theta[:-1])
    np.testing.assert_array_equal(nag.measured_at[1:], nag.theta[:-1] - 0.9 * nag.v[:-1])
    np.testing.assert_array_equal(nag.gradient[1:], ravine.gradient(nag.measured_at[1:]))


@pytest.mark.parametrize(
    ("record", "rows"),
    [
        ("all", list(range(11))),
        (1, list(range(11))),
        (3, [0, 3, 6, 9, 10]),
        (5, [0, 5, 10]),
        (99, [0, 10]),
        ("final", [10]),
    ],
)
def test_record_chooses_the_rows_that_are_kept(record, rows):
    whole = descend(nesterov_step, ravine, alpha=0.01, beta=0.9, steps=10)
    path = descend(nesterov_step, ravine, alpha=0.01, beta=0.9, steps=10, record=record)
    assert path.t.tolist() == rows
    for name in ("theta", "v", "measured_at", "gradient", "loss"):
        np.testing.assert_array_equal(getattr(path, name), getattr(whole, name)[rows], err_msg=name)
    assert path.gradient_calls == whole.gradient_calls == 10


def both_gradients_step(theta, v, gradient, alpha, beta):
    v = beta * v + alpha * (gradient(theta) + gradient(theta - beta * v)) / 2
    return theta - v, v


def test_a_step_that_asks_for_two_gradients_shows_itself_in_the_count():
    assert descend(both_gradients_step, ravine, alpha=0.01, steps=10).gradient_calls == 20


def test_of_two_gradients_the_last_is_recorded():
    path = descend(both_gradients_step, ravine, alpha=0.01, beta=0.9, steps=5)
    np.testing.assert_array_equal(path.measured_at[1:], path.theta[:-1] - 0.9 * path.v[:-1])


def test_no_steps_leave_the_start():
    path = descend(nesterov_step, ravine, steps=0)
    assert (path.t.tolist(), path.theta.tolist(), path.gradient_calls) == ([0], [[1.0, 1.0]], 0)


def test_one_coordinate_may_start_from_a_plain_number():
    assert descend(nesterov_step, mode(1), start=2, steps=1).theta[0].tolist() == [2.0]


# Aliasing -------------------------------------------------------------------------------------------------------------


def in_place_step(theta, v, gradient, alpha, beta):
    v *= beta
    v += alpha * gradient(theta)
    theta -= v
    return theta, v


def test_a_step_that_works_in_place_records_the_same_path():
    assert_same_runs(
        descend(in_place_step, rosenbrock, alpha=1e-3, beta=0.9, steps=20),
        descend(momentum_step, rosenbrock, alpha=1e-3, beta=0.9, steps=20),
    )


def test_a_step_that_spoils_the_arrays_it_measured_with_does_not_spoil_the_record():
    def spoiling_step(theta, v, gradient, alpha, beta):
        ahead = theta - beta * v
        slope = gradient(ahead)
        v = beta * v + alpha * slope
        ahead[:], slope[:] = 99, 99
        return theta - v, v

    assert_same_runs(
        descend(spoiling_step, ravine, alpha=0.01, beta=0.9, steps=20),
        descend(nesterov_step, ravine, alpha=0.01, beta=0.9, steps=20),
    )


def test_the_callers_start_is_left_as_it_was():
    start = np.array([1.0, 1.0])
    descend(in_place_step, ravine, start=start, alpha=0.01, steps=5)
    assert start.tolist() == [1.0, 1.0]
    assert ravine.start.tolist() == [1.0, 1.0]


def test_the_path_that_is_continued_is_left_as_it_was():
    first = descend(in_place_step, ravine, alpha=0.01, beta=0.9, steps=5)
    again = descend(in_place_step, ravine, alpha=0.01, beta=0.9, steps=5)
    descend(in_place_step, ravine, start=first, alpha=0.01, beta=0.9, steps=5)
    assert_same_runs(first, again)


def test_an_integer_start_does_not_truncate_the_run():
    assert descend(momentum_step, mode(1), start=np.array([1]), alpha=0.1, steps=1).theta[-1].tolist() == [0.9]


# Divergence -----------------------------------------------------------------------------------------------------------


@pytest.mark.filterwarnings("error")
def test_a_run_that_diverges_is_recorded_without_a_warning():
    path = descend(nesterov_step, ravine, alpha=0.014, beta=0.9, steps=9000)
    assert path.diverged and path.loss[path.diverged_at] > 1e6 * (path.starting_loss + 1)
    assert (path.loss[: path.diverged_at] <= 1e6 * (path.starting_loss + 1)).all()


def test_a_run_that_leaves_a_loss_of_zero_has_not_diverged_by_that():
    def away(theta, v, gradient, alpha, beta):
        return theta + 1, v

    assert not descend(away, mode(1), start=[0.0], alpha=0.1, steps=3).diverged


@pytest.mark.filterwarnings("error")
def test_rows_after_a_divergence_are_nan():
    path = descend(nesterov_step, ravine, alpha=0.014, beta=0.9, steps=1000)
    after = path.diverged_at + 1
    assert np.isfinite(path.theta[:after]).all() and np.isfinite(path.loss[:after]).all()
    for rows in (path.theta, path.v, path.measured_at, path.gradient, path.loss):
        assert np.isnan(rows[after:]).all()


def test_where_nag_diverges_momentum_settles():
    assert not descend(momentum_step, ravine, alpha=0.014, beta=0.9, steps=1000).diverged


@pytest.mark.filterwarnings("error")
def test_a_loss_that_overflows_at_once_is_a_divergence():
    path = descend(gradient_descent_step, rosenbrock, start=[1e60, 0], alpha=1.0, steps=3)
    assert path.diverged_at == 1


@pytest.mark.parametrize("beta", [0.9, [0.0, 0.9]])
def test_an_objective_is_asked_for_no_more_losses_when_every_run_has_diverged(beta):
    asked = []
    counting = dataclasses.replace(ravine, value=lambda theta: asked.append(None) or ravine.value(theta))
    path = descend(nesterov_step, counting, alpha=0.5, beta=beta, steps=500)
    assert len(asked) <= path.diverged_at.max() + 2 and np.isnan(path.loss[-1]).all()


def test_a_diverged_run_asks_its_step_no_more():
    path = descend(gradient_descent_step, mode(1), alpha=10.0, steps=1000)
    assert path.gradient_calls == path.diverged_at


# Continuation ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", RULES)
@pytest.mark.parametrize("record", ["all", 4, "final"])
@pytest.mark.parametrize(
    "settings",
    [
        {"alpha": 0.01, "beta": 0.9},
        {"alpha": [0.001, 0.01, 0.014, 0.03], "beta": 0.9},
        {"alpha": lambda t: 0.01 / t, "beta": lambda t: (t - 1) / (t + 2)},
    ],
    ids=["one run", "batch", "schedules"],
)
def test_a_run_in_two_parts_is_the_run_in_one(step, record, settings):
    whole = descend(step, ravine, **settings, steps=100, record=record)
    part = descend(step, ravine, **settings, steps=40, record=record)
    assert_same_runs(descend(step, ravine, start=part, **settings, steps=60, record=record), whole)


@pytest.mark.parametrize("record", ["all", 4, "final"])
def test_a_run_continued_from_its_divergence_stays_ended(record):
    whole = descend(nesterov_step, ravine, alpha=0.014, beta=0.9, steps=1000, record=record)
    part = descend(nesterov_step, ravine, alpha=0.014, beta=0.9, steps=int(whole.diverged_at), record=record)
    path = descend(nesterov_step, ravine, start=part, alpha=0.014, beta=0.9, steps=10, record=record)
    assert np.isnan(path.theta[-1]).all() and np.isnan(path.loss[-1])
    assert path.diverged_at == whole.diverged_at


@pytest.mark.parametrize("record", ["all", 4, "final"])
def test_continuing_for_no_steps_changes_nothing(record):
    part = descend(momentum_step, ravine, alpha=0.01, beta=0.9, steps=40, record=record)
    assert_same_runs(descend(momentum_step, ravine, start=part, alpha=0.01, beta=0.9, steps=0, record=record), part)


def test_one_run_may_be_continued_as_a_batch():
    part = descend(momentum_step, ravine, alpha=0.01, beta=0.9, steps=10)
    path = descend(momentum_step, ravine, start=part, alpha=0.01, beta=[0.5, 0.9], steps=10)
    whole = descend(momentum_step, ravine, alpha=0.01, beta=0.9, steps=20)
    np.testing.assert_array_equal(path.theta[:, 1], whole.theta)
    np.testing.assert_array_equal(path.theta[:11, 0], whole.theta[:11])


# Interruption ---------------------------------------------------------------------------------------------------------


def interrupted_at(update, after_measuring=True):
    """Momentum, until the learner presses stop during the given update."""
    calls = iter(range(1, 10**6))

    def step(theta, v, gradient, alpha, beta):
        result = momentum_step(theta, v, gradient, alpha, beta) if after_measuring else None
        if next(calls) == update:
            raise KeyboardInterrupt
        return result or momentum_step(theta, v, gradient, alpha, beta)

    return step


@pytest.mark.parametrize("record", ["all", "final"])
def test_an_interrupted_run_returns_the_path_so_far(record):
    path = descend(interrupted_at(8, after_measuring=False), ravine, alpha=0.01, beta=0.9, steps=100, record=record)
    whole = descend(momentum_step, ravine, alpha=0.01, beta=0.9, steps=7, record=record)
    for name in ("t", "theta", "v", "loss"):
        np.testing.assert_array_equal(getattr(path, name), getattr(whole, name), err_msg=name)


def test_an_interrupted_run_keeps_its_last_update_though_it_was_not_due():
    path = descend(interrupted_at(8), ravine, alpha=0.01, beta=0.9, steps=100, record=3)
    assert path.t.tolist() == [0, 3, 6, 7]


def test_an_interrupted_update_leaves_no_measurement_behind():
    path = descend(interrupted_at(9), ravine, alpha=0.01, beta=0.9, steps=100, record=3)
    assert path.t[-1] == 8
    assert np.isnan(path.measured_at[-1]).all() and np.isnan(path.gradient[-1]).all()


def test_an_interrupted_run_can_be_continued():
    path = descend(interrupted_at(8, after_measuring=False), ravine, alpha=0.01, beta=0.9, steps=100)
    again = descend(momentum_step, ravine, start=path, alpha=0.01, beta=0.9, steps=13)
    assert_same_runs(again, descend(momentum_step, ravine, alpha=0.01, beta=0.9, steps=20))


def test_a_continuation_interrupted_at_once_repeats_no_row():
    part = descend(momentum_step, ravine, alpha=0.01, beta=0.9, steps=5)
    path = descend(interrupted_at(1, after_measuring=False), ravine, start=part, alpha=0.01, beta=0.9, steps=5)
    assert path.t.tolist() == [0, 1, 2, 3, 4, 5]


# Mini-batches ---------------------------------------------------------------------------------------------------------


class Alternating(Objective):
    """(x - 1)² in odd updates, (x + 1)² in even ones; on average x² + 1."""

    def at(self, t):
        side = 1 if t % 2 else -1
        return Objective("half", "", lambda theta: (theta[..., 0] - side) ** 2, lambda theta: 2 * (theta - side), [0.0])


alternating = Alternating("whole", "x^2 + 1", lambda theta: theta[..., 0] ** 2 + 1, lambda theta: 2 * theta, [0.0])


def test_each_update_measures_the_mini_batch_of_its_number():
    path = descend(gradient_descent_step, alternating, alpha=0.25, steps=3)
    np.testing.assert_allclose(path.theta[:, 0], [0, 0.5, -0.25, 0.375])


def test_the_recorded_loss_is_that_of_the_whole_objective():
    path = descend(gradient_descent_step, alternating, alpha=0.25, steps=4, record=2)
    np.testing.assert_array_equal(path.loss, path.theta[:, 0] ** 2 + 1)


def test_continuing_a_mini_batch_run_goes_on_with_the_next_mini_batch():
    part = descend(momentum_step, alternating, alpha=0.1, beta=0.5, steps=7)
    assert_same_runs(
        descend(momentum_step, alternating, start=part, alpha=0.1, beta=0.5, steps=8),
        descend(momentum_step, alternating, alpha=0.1, beta=0.5, steps=15),
    )


def test_a_mini_batch_run_that_diverges_says_so():
    assert descend(gradient_descent_step, alternating, alpha=3.0, steps=100).diverged


# What is refused ------------------------------------------------------------------------------------------------------


def returns_nothing(theta, v, gradient, alpha, beta):
    theta - alpha * gradient(theta)


def returns_one_array(theta, v, gradient, alpha, beta):
    return theta - alpha * gradient(theta)


def returns_a_wrong_shape(theta, v, gradient, alpha, beta):
    return (theta - alpha * gradient(theta)).sum(), v


def measures_at_a_wrong_shape(theta, v, gradient, alpha, beta):
    v = alpha * gradient(theta.sum())
    return theta - v, v


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"alpha": 0}, ["alpha must be positive, got 0"]),
        ({"alpha": -0.1}, ["alpha must be positive, got -0.1"]),
        ({"alpha": [0.1, -0.1]}, ["alpha must be positive, got [0.1, -0.1]"]),
        ({"alpha": np.inf}, ["alpha must be finite, got inf"]),
        ({"alpha": "fast"}, ["alpha must be a number or an array of numbers, got 'fast'"]),
        ({"beta": 1}, ["beta must be in [0, 1), got 1"]),
        ({"beta": -0.1}, ["beta must be in [0, 1), got -0.1"]),
        ({"beta": [0.5, 1.5]}, ["beta must be in [0, 1), got [0.5, 1.5]"]),
        ({"beta": np.nan}, ["beta must be finite, got nan"]),
        ({"steps": -1}, ["steps must be a whole number of at least 0, got -1"]),
        ({"steps": 2.5}, ["steps must be a whole number of at least 0, got 2.5"]),
        ({"record": "some"}, ["record must be one of 'all', 'final', got 'some'"]),
        ({"record": 0}, ["record, if not 'all' or 'final', must be a whole number of at least 1, got 0"]),
        ({"start": [1, 2, 3]}, ["start must have shape (..., 2)", "got shape (3,)"]),
        ({"start": 1.0}, ["start must have shape (..., 2)", "got shape ()"]),
        ({"start": [1, np.nan]}, ["start must be finite, got [1, nan]"]),
        ({"start": "here"}, ["start must be a number or an array of numbers, got 'here'"]),
        ({"alpha": [0.1, 0.2], "beta": [0.1, 0.2, 0.3]}, ["batch shapes", "alpha (2,)", "beta (3,)", "must broadcast"]),
        ({"step": "momentum"}, ["step must be a function (theta, v, gradient, alpha, beta)", "got 'momentum'"]),
        ({"step": returns_nothing}, ["the step must return two arrays, theta and v, got None"]),
        ({"step": returns_one_array, "start": [[1, 1]] * 3}, ["the step must return two arrays, theta and v, got"]),
        ({"step": returns_a_wrong_shape}, ["the step must return theta and v of shape (2,), got () and (2,)"]),
        ({"step": measures_at_a_wrong_shape}, ["the gradient must be asked for at", "(2,)", "got one of shape ()"]),
    ],
)
def test_a_bad_argument_is_refused_with_its_value_and_what_is_allowed(arguments, words):
    with pytest.raises(ValueError, match=says(*words)):
        descend(**{"step": momentum_step, "objective": ravine, **arguments})


def test_an_objective_whose_gradient_has_a_wrong_shape_is_refused():
    flat = Objective("flat", "J", lambda theta: theta.sum(axis=-1), lambda theta: theta.sum(axis=-1), [1.0, 1.0])
    with pytest.raises(ValueError, match=says("the objective's gradient must have theta's shape (2,), got ()")):
        descend(momentum_step, flat)
