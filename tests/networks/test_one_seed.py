"""The textbook's experiment: its slopes, its two rules, and what was recorded of its thousand seeds."""

import json

import numpy as np
import pytest

from nag_helpers.networks import one_seed

POINTS = np.array([np.linspace(-10, 10, 12), np.sin(np.linspace(-10, 10, 12) / 3)])


def test_the_waves_slopes_are_those_of_its_values():
    at, x, h = np.array([-1.5, 6.5]), np.linspace(-12, 12, 7), 1e-6
    slopes = one_seed.wave(at, x)[1]
    for i, nudge in enumerate(h * np.eye(2)):
        rise = (one_seed.wave(at + nudge, x)[0] - one_seed.wave(at - nudge, x)[0]) / (2 * h)
        np.testing.assert_allclose(slopes[i], rise, atol=1e-8)


@pytest.mark.parametrize("ahead", [False, True])
def test_the_series_rules_make_the_books_run(ahead):
    """m = βm + (1 − β) g, φ = φ − αm, with g at φ or at φ − αβm."""
    (x, y), random = POINTS, np.random.RandomState(3)
    phi, m = np.array(one_seed.START), np.zeros(2)
    for _ in range(one_seed.UPDATES):
        drawn = random.permutation(len(x))[: one_seed.BATCH_SIZE]
        at = phi - one_seed.ALPHA * one_seed.BETA * m if ahead else phi
        model, slopes = one_seed.wave(at, x[drawn])
        m = one_seed.BETA * m + (1 - one_seed.BETA) * 2 * slopes @ (model - y[drawn])
        phi = phi - one_seed.ALPHA * m
    loss = ((one_seed.wave(phi, x)[0] - y) ** 2).sum()
    assert one_seed.loss_after("NAG" if ahead else "momentum", POINTS, 3) == pytest.approx(loss)


def test_the_points_are_read_from_a_notebook():
    cells = [
        {"cell_type": "markdown", "source": ["data = np.array is text here"]},
        {"cell_type": "code", "source": ["# the points\n", "data = np.array([[1, 2], [-3e+00, 4]])"]},
    ]
    assert one_seed.points_of(json.dumps({"cells": cells})).tolist() == [[1, 2], [-3, 4]]
    with pytest.raises(ValueError, match="notebook must have a cell"):
        one_seed.points_of('{"cells": []}')


def test_a_thousand_seeds_of_both_are_recorded():
    losses = one_seed.load()
    assert {rule: len(each) for rule, each in losses.items()} == {"momentum": 1000, "NAG": 1000}
    assert np.isfinite(list(losses.values())).all()


def test_each_seed_is_measured_to_four_digits():
    measured = one_seed.measure(POINTS, seeds=(3, 4))
    assert measured["NAG"] == [round(one_seed.loss_after("NAG", POINTS, seed), 4) for seed in (3, 4)]
