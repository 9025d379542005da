"""A comparison tunes every method on the same grid and counts what it says it counts."""

import numpy as np
import pytest

from nag_helpers.networks import Comparison, Network, training
from nag_helpers.optimizers import descend, momentum_step, nesterov_step
from nag_helpers.paths import settling_step


def small(epochs=12, goal=0.45):
    rng = np.random.default_rng(0)
    inputs = rng.random((40, 3))
    labels = (inputs.sum(axis=1) > 1.5).astype(int)
    return Comparison(lambda seed: training(Network((3, 4, 2)), inputs, labels, 8, seed), goal, epochs)


def test_epochs_are_those_of_each_seed_trained_alone():
    comparison = small()
    needed = comparison.epochs_needed(nesterov_step, 0.5, 0.8, seeds=(3, 4))
    for seed, epochs in zip((3, 4), needed):
        path = descend(nesterov_step, comparison.training(seed), alpha=0.5, beta=0.8, steps=60, record=5)
        assert epochs == settling_step(path.loss, 0.45)


def test_a_goal_that_is_not_reached_takes_for_ever():
    assert (small(goal=1e-9).epochs_needed(momentum_step, 0.1, 0.5, seeds=(0, 1)) == np.inf).all()


def test_tuning_finds_the_best_of_the_grid():
    comparison, alphas, betas = small(), [0.02, 0.1, 0.5], [0.5, 0.8]
    mean_epochs, alpha, beta = comparison.tune(momentum_step, alphas, betas, seeds=(0, 1))
    one_by_one = [[comparison.epochs_needed(momentum_step, a, b, (0, 1)).mean() for b in betas] for a in alphas]
    np.testing.assert_array_equal(mean_epochs, one_by_one)
    assert np.isfinite(mean_epochs.min())
    assert mean_epochs[alphas.index(alpha), betas.index(beta)] == mean_epochs.min()


@pytest.mark.parametrize("betas, shape", [(0.8, (13, 2)), ([0.5, 0.8, 0.9], (13, 3, 2))])
def test_a_run_has_a_row_for_each_epoch_and_a_column_for_each_seed(betas, shape):
    assert small().run(nesterov_step, 0.5, betas, seeds=(1, 2)).loss.shape == shape
