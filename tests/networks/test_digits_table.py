"""The recorded grids of the digits are what the command measures."""

import numpy as np
import pytest

from nag_helpers.networks import digits_table
from nag_helpers.optimizers import momentum_step, nesterov_step


def entry(name, rule, alpha, beta):
    table = digits_table.load(name, rule)
    return table["epochs"][np.flatnonzero(table["alphas"] == alpha)[0], np.flatnonzero(table["betas"] == beta)[0]]


@pytest.mark.parametrize(("rule", "step"), [("momentum", momentum_step), ("NAG", nesterov_step)])
@pytest.mark.parametrize(("alpha", "beta"), [(0.3, 0.9), (0.1, 0.95), (0.1, 0.98)])
def test_an_entry_is_the_mean_of_the_search_seeds(rule, step, alpha, beta):
    needed = digits_table.comparison(32, 15).epochs_needed(step, alpha, beta, digits_table.SEARCH_SEEDS)
    assert entry("batches of 32", rule, alpha, beta) == needed.mean()


def test_the_best_is_measured_on_other_seeds():
    table = digits_table.load("all images", "NAG")
    assert not set(digits_table.SEARCH_SEEDS) & set(digits_table.SEEDS)
    assert entry("all images", "NAG", table["alpha"], table["beta"]) == table["epochs"].min()
    needed = digits_table.comparison(None, 50).epochs_needed(nesterov_step, table["alpha"], table["beta"], (10, 11))
    np.testing.assert_array_equal(needed, table["measured"][:2])


def test_gradient_descent_has_a_grid_of_its_own_where_it_takes_longest():
    assert digits_table.load("all images", "gradient descent")["betas"].tolist() == [0]
    with pytest.raises(ValueError, match="β = 0"):
        digits_table.load("batches of 32", "gradient descent")


def test_each_batch_size_has_an_entry_for_each_learning_rate():
    sizes = digits_table.batch_sizes()
    assert list(sizes) == list(digits_table.BATCH_SIZES)
    assert {len(needed) for needed in sizes.values()} == {len(digits_table.BATCH_ALPHAS)}
    assert all(np.isfinite(needed).any() for needed in sizes.values())


def test_what_does_not_arrive_is_recorded_as_infinite(tmp_path, monkeypatch):
    quick = {"batch_size": 512, "epochs": 1, "alphas": (0.1,), "betas": (0.5,)}
    monkeypatch.setattr(digits_table, "EXPERIMENTS", {"all images": quick})
    monkeypatch.setattr(digits_table, "BATCH_SIZES", {512: 1})
    monkeypatch.setattr(digits_table, "CONTROLS", ())
    measured = digits_table.measure()
    assert measured["grids"]["all images"]["NAG"]["epochs"] == [[None]]
    assert measured["batch_sizes"] == {"512": [None] * len(digits_table.BATCH_ALPHAS)}


def test_a_control_has_both_methods_on_the_same_seeds():
    for (alpha, beta), needed in digits_table.controls().items():
        assert {rule: len(updates) for rule, updates in needed.items()} == dict.fromkeys(
            needed, len(digits_table.SEEDS)
        )
        quiet = digits_table.comparison(None, digits_table.CONTROL_UPDATES)
        assert quiet.epochs_needed(nesterov_step, alpha, beta, (10,)) == needed["NAG"][0]


def test_more_seeds_are_none_that_chose_or_measured():
    assert not set(digits_table.MORE_SEEDS) & {*digits_table.SEARCH_SEEDS, *digits_table.SEEDS}
    more, table = digits_table.more(), digits_table.load("batches of 32", "NAG")
    assert {len(values) for one in more.values() for values in one.values()} == {len(digits_table.MORE_SEEDS)}
    seeds = digits_table.MORE_SEEDS[:3]
    needed = digits_table.comparison(32, 15).epochs_needed(nesterov_step, table["alpha"], table["beta"], seeds)
    np.testing.assert_array_equal(needed, more["NAG"]["epochs"][:3])
