"""A Path's record, and the two ways of counting the steps it needed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nag_helpers import objectives
from nag_helpers.optimizers import descend, gradient_descent_step, momentum_step, nesterov_step
from nag_helpers.paths import first_step_below, settling_step

ravine = objectives.quadratic((1, 100))
losses = st.lists(st.floats(0, 2) | st.just(np.nan), min_size=1, max_size=30)


def settled(values, tolerance):
    """Settling step by its definition: the first row from which every value is at or below the tolerance."""
    rows = [row for row in range(len(values)) if all(value <= tolerance for value in values[row:])]
    return rows[0] if rows else -1


@given(losses)
def test_settling_step_is_the_first_row_from_which_the_values_stay_below(values):
    assert settling_step(values, 1.0) == settled(values, 1.0)


@given(losses)
def test_first_step_below_is_the_first_row_below(values):
    below = [row for row, value in enumerate(values) if value <= 1.0]
    assert first_step_below(values, 1.0) == (below[0] if below else -1)


def test_a_lucky_dip_counts_for_the_first_step_below_but_not_for_settling():
    values = [5.0, 0.1, 3.0, 0.5, 0.2]
    assert (first_step_below(values, 1), settling_step(values, 1)) == (1, 3)


@pytest.mark.parametrize("count", [settling_step, first_step_below])
def test_a_value_at_the_tolerance_counts_as_below(count):
    assert count([2.0, 1.0], 1.0) == 1


@pytest.mark.parametrize("count", [settling_step, first_step_below])
def test_counts_are_plain_integers_for_one_run(count):
    assert type(count([2.0, 0.5], 1.0)) is int


@given(st.integers(1, 12), st.integers(1, 4), st.integers(1, 3), st.integers(0, 2**32 - 1))
def test_counting_a_batch_is_counting_each_run(rows, width, height, seed):
    values = np.random.default_rng(seed).uniform(0, 2, (rows, height, width))
    each = [[settling_step(values[:, i, j], 1.0) for j in range(width)] for i in range(height)]
    first = [[first_step_below(values[:, i, j], 1.0) for j in range(width)] for i in range(height)]
    assert settling_step(values, 1.0).tolist() == each
    assert first_step_below(values, 1.0).tolist() == first


def test_the_ravine_settles_later_than_it_first_dips_below():
    path = descend(momentum_step, objectives.quadratic(), alpha=0.01, beta=0.9, steps=600)
    assert (first_step_below(path.loss, 1e-8), settling_step(path.loss, 1e-8)) == (176, 211)


def test_a_run_that_diverged_never_settles():
    path = descend(gradient_descent_step, objectives.quadratic(), alpha=0.03, steps=100)
    assert settling_step(path.loss, 1e-8) == -1


def test_diverged_says_which_runs_of_a_batch_did():
    path = descend(gradient_descent_step, objectives.quadratic(), alpha=[0.01, 0.03], steps=100)
    assert path.diverged.tolist() == [False, True]


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"alpha": 0.01, "steps": 5}, "<Path: 5 updates in 2 dimensions, 6 rows recorded>"),
        (
            {"alpha": [0.01, 0.03], "steps": 50, "record": "final"},
            "<Path: 2 runs of 50 updates in 2 dimensions, 1 rows recorded, 1 diverged>",
        ),
    ],
)
def test_a_path_describes_itself_in_one_line(settings, words):
    assert repr(descend(gradient_descent_step, objectives.quadratic(), **settings)) == words


def test_one_run_of_a_batch_is_the_run_alone():
    batch = descend(nesterov_step, ravine, alpha=[[0.005], [0.5]], beta=[0.0, 0.9, 0.95], steps=30)
    alone = descend(nesterov_step, ravine, alpha=0.5, beta=0.9, steps=30)
    one = batch.run(1, 1)
    for name in ("t", "theta", "v", "measured_at", "gradient", "loss", "diverged_at", "starting_loss"):
        np.testing.assert_allclose(getattr(one, name), getattr(alone, name), rtol=1e-12, err_msg=name)
    assert one.diverged and repr(one).startswith("<Path: 30 updates")


@pytest.mark.parametrize("index", [(), (2, 0), (0, -4), (0,), (0, 0, 0), ("a", 0), (0.5, 0), (slice(None), 0)])
def test_a_run_that_is_not_in_the_batch_is_refused(index):
    batch = descend(nesterov_step, ravine, alpha=[[0.005], [0.01]], beta=[0.0, 0.9, 0.95], steps=2)
    with pytest.raises(ValueError, match=r"index must be 2 whole numbers.*\(2, 3\)"):
        batch.run(*index)


def test_a_path_with_gaps_is_counted_in_updates_not_in_rows():
    ravine = objectives.quadratic((1, 100))
    whole, gaps = (
        descend(nesterov_step, ravine, alpha=0.01, beta=0.9, steps=200, record=every) for every in ("all", 10)
    )
    settled = settling_step(whole, 1e-8)
    assert settled == settling_step(whole.loss, 1e-8)
    assert settled <= settling_step(gaps, 1e-8) < settled + 10
    assert first_step_below(gaps, 1e-8) % 10 == 0
    assert settling_step(gaps, 0) == -1
