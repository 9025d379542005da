"""Workers that train apart: their pseudo-gradient, and the rounds in which they meet."""

import importlib.util

import numpy as np
import pytest

from nag_helpers.networks import Comparison, Network, training
from nag_helpers.networks.workers import workers
from nag_helpers.optimizers import descend, gradient_descent_step, nesterov_step

NETWORK = Network((6, 4))
RNG = np.random.default_rng(0)
INPUTS, LABELS = RNG.random((40, 6)), RNG.integers(0, 4, 40)


def team(seeds=(0,), **settings):
    return workers(NETWORK, INPUTS, LABELS, seeds, **{"batch_size": 8, "local_alpha": 0.5, **settings})


def test_one_worker_that_meets_after_every_step_is_gradient_descent():
    alone = training(NETWORK, INPUTS, LABELS, 8, seed=(0,))
    start = NETWORK.initial(seed=(0,))
    ours = descend(gradient_descent_step, team(count=1, local_steps=1), start, alpha=1, steps=12)
    theirs = descend(gradient_descent_step, alone, start, alpha=0.5, steps=12)
    np.testing.assert_allclose(ours.theta, theirs.theta, atol=1e-15)


def test_a_step_of_one_along_the_pseudo_gradient_is_the_mean_of_the_workers():
    start = NETWORK.initial(seed=(3,))
    met = descend(gradient_descent_step, team((3,), count=2, local_steps=5), start, alpha=1, steps=1).theta[-1]
    apart = [
        descend(gradient_descent_step, training(NETWORK, INPUTS, LABELS, 8, (seed,)), start, alpha=0.5, steps=5)
        for seed in (6, 7)
    ]
    np.testing.assert_allclose(met, np.mean([path.theta[-1] for path in apart], axis=0), atol=1e-15)


def test_the_next_round_goes_on_in_the_data_where_the_last_one_ended():
    start = NETWORK.initial(seed=(0,))
    two = descend(gradient_descent_step, team(count=1, local_steps=5), start, alpha=1, steps=2)
    one = descend(gradient_descent_step, team(count=1, local_steps=10), start, alpha=1, steps=1)
    np.testing.assert_allclose(two.theta[-1], one.theta[-1], atol=1e-15)


def test_a_batch_of_momenta_and_seeds_is_each_run():
    start = NETWORK.initial(seed=(0, 1))
    batch = descend(nesterov_step, team((0, 1), local_steps=3), start, 0.7, np.array([[0.5], [0.9]]), steps=4)
    alone = descend(nesterov_step, team((1,), local_steps=3), start[1:], 0.7, 0.9, steps=4)
    np.testing.assert_allclose(batch.theta[:, 1, 1:], alone.theta, atol=1e-14)


def test_a_comparison_counts_rounds():
    fair = Comparison(lambda seeds: team(seeds, local_steps=10), goal=1.35, epochs=30)
    path = fair.run(nesterov_step, 0.7, 0.5, (0, 1))
    assert len(path.t) == 31
    assert (fair.epochs_until_goal(path) > 0).all()


@pytest.mark.skipif(importlib.util.find_spec("torch") is None, reason="not installed: torch")
def test_nag_as_the_outer_rule_measures_where_torchs_sgd_would():
    import torch

    objective, start = team(local_steps=5), NETWORK.initial(seed=(0,))
    p = torch.tensor(start, requires_grad=True)
    optimizer, held = torch.optim.SGD([p], lr=0.7, momentum=0.9, nesterov=True), []
    for t in range(1, 7):
        held.append(p.detach().numpy().copy())
        p.grad = torch.tensor(objective.at(t).gradient(held[-1]))
        optimizer.step()
    ours = descend(nesterov_step, objective, start, 0.7, 0.9, steps=6)
    np.testing.assert_allclose(ours.measured_at[1:], held, atol=1e-13)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"count": 0}, "count must be"),
        ({"local_steps": 0}, "local_steps"),
        ({"local_alpha": 0}, "local_alpha must be a positive number"),
    ],
)
def test_settings_out_of_range_are_refused(settings, message):
    with pytest.raises(ValueError, match=message):
        team(**settings)
