"""Fair comparisons by the loss after so many updates, and differences in pairs."""

import numpy as np
import pytest

from nag_helpers.networks import Network, training
from nag_helpers.networks.tuning import LossAfter, paired
from nag_helpers.optimizers import descend, gradient_descent_step, nesterov_step

RNG = np.random.default_rng(0)
INPUTS, LABELS = RNG.random((40, 6)), RNG.integers(0, 4, 40)
FAIR = LossAfter(lambda seeds: training(Network((6, 4)), INPUTS, LABELS, 8, seeds), updates=20)


def test_the_losses_are_those_of_each_seed_alone():
    network = Network((6, 4))
    alone = [
        descend(nesterov_step, training(network, INPUTS, LABELS, 8, seed), alpha=0.3, beta=0.5, steps=20).loss[-1]
        for seed in (3, 4)
    ]
    np.testing.assert_allclose(FAIR.losses(nesterov_step, 0.3, 0.5, (3, 4)), alone)


def test_a_run_that_diverges_has_an_infinite_loss():
    assert np.isinf(FAIR.losses(gradient_descent_step, 1e9, 0.0, (3, 4))).all()


def test_the_best_of_the_grid_on_the_search_seeds_is_measured_on_the_others():
    tuned = FAIR.tune(nesterov_step, (0.01, 0.3, 1e6), (0.0, 0.5, 0.95))
    grid = {
        (a, b): FAIR.losses(nesterov_step, a, b, FAIR.search_seeds).mean()
        for a in (0.01, 0.3)
        for b in (0.0, 0.5, 0.95)
    }
    assert (tuned.alpha, tuned.beta) == min(grid, key=grid.get)
    np.testing.assert_allclose(tuned.losses, FAIR.losses(nesterov_step, tuned.alpha, tuned.beta, FAIR.seeds))
    assert not set(FAIR.seeds) & set(FAIR.search_seeds)


@pytest.mark.parametrize(
    ("alphas", "betas", "at_edge"), [((0.01, 0.3, 1e6), (0.5,), False), ((0.01, 0.3), (0.5,), True)]
)
def test_a_winner_at_the_edge_of_the_grid_is_marked(alphas, betas, at_edge):
    tuned = FAIR.tune(nesterov_step, alphas, betas)
    assert tuned.at_edge == at_edge
    assert ("edge of the grid" in str(tuned)) == at_edge


def test_the_difference_and_its_standard_error_are_those_of_the_pairs():
    result = paired([3.0, 5.0, 8.0], [1.0, 2.0, 4.0])
    assert (result.mean, result.error) == pytest.approx((3.0, 1 / np.sqrt(3)))


def test_p_counts_the_signs_that_would_lie_as_far_out():
    assert paired([1, 2, 3, 4, 5], [0, 0, 0, 0, 0]).p == pytest.approx(2 / 32)
    assert paired([1, -1, 1, -1], [0, 0, 0, 0]).p == 1.0


def test_p_is_small_about_as_often_as_it_says_where_there_is_no_difference():
    draws = np.random.default_rng(1).standard_normal((400, 8))
    assert np.mean([paired(draw, np.zeros(8)).p <= 0.1 for draw in draws]) == pytest.approx(0.1, abs=0.04)


@pytest.mark.parametrize("losses", [[1.0], np.ones(17), np.ones((2, 2))])
def test_too_few_or_too_many_pairs_are_refused(losses):
    with pytest.raises(ValueError, match="must hold from 2 to 16 numbers each"):
        paired(losses, np.zeros_like(losses))
