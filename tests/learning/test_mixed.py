"""The mixed page: every run shows what is said of it, and every change makes it better."""

import collections

import numpy as np
import pytest

from nag_helpers.learning import mixed
from nag_helpers.optimizers import RULES
from nag_helpers.paths import settling_step


def test_there_are_twelve_and_each_method_made_four():
    assert set(collections.Counter(run.method for run in mixed.RUNS).values()) == {4} and len(mixed.RUNS) == 12


@pytest.mark.parametrize("run", mixed.RUNS, ids=lambda run: f"{run.method} {run.alpha:g} {run.beta:g}")
def test_a_change_makes_it_better_and_where_none_is_needed_it_arrives(run):
    before, after = (run.path(mixed.LONG, **change) for change in ({}, run.change))
    arrived = [settling_step(path.loss, mixed.GOAL) for path in (before, after)]
    assert arrived[1] >= 0
    if run.change:
        assert arrived[0] < 0 or arrived[1] < arrived[0]
        assert f"takes {arrived[1]} updates" in mixed.answered(run, run.method).message


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        (0, lambda path: (np.diff(path.theta[1:, 0]) < 0).all() and (np.diff(path.theta[1:, 0], 2) > 0).all()),
        (1, lambda path: abs(path.theta[3:, 1]).max() < 0.1 and np.diff(path.theta[:5, 0], 2).max() < 0),
        (2, lambda path: abs(path.theta[5:25, 1]).max() > 0.3 and swings_per_side(path) > 1.5),
        (3, lambda path: swings_per_side(path) == 1 and (np.diff(path.loss) < 0).all()),
        (4, lambda path: path.theta[:, 0].min() < -0.1 and abs(path.theta[3:, 1]).max() < 0.2),
        (5, lambda path: abs(path.theta[30:, 1]).max() > 0.5),
        (8, lambda path: swings_per_side(path) == 1 and (np.diff(path.loss[1:]) > 0).all()),
        (9, lambda path: path.loss[-1] > 1e4),
        (10, lambda path: path.loss[-1] < path.loss[0]),
    ],
)
def test_what_gives_a_run_away_is_seen_in_it(at, shown):
    assert shown(mixed.RUNS[at].path(mixed.UPDATES))


def swings_per_side(path):
    """Return for how many updates on average the run stays on one side of the floor."""
    sides = np.sign(path.theta[:, 1])
    return len(sides) / (1 + (np.diff(sides) != 0).sum())


def test_where_a_limit_is_named_the_other_methods_fly_or_do_not():
    flown, stood = mixed.RUNS[9], mixed.RUNS[10]
    assert not stood.path(mixed.LONG).diverged
    assert all(stood.path(mixed.LONG, method=other).diverged for other in ("NAG",))
    assert stood.path(mixed.LONG, method="gradient descent", beta=0.0).diverged
    assert flown.path(mixed.LONG).diverged and not flown.path(mixed.LONG, method="momentum").diverged


def test_the_picture_and_its_words_name_no_method():
    for run in mixed.RUNS:
        assert not any(name.lower() in mixed.picture(run).alt.lower() for name in RULES)
        assert len(mixed.picture(run).png) < 45_000


def test_a_choice_is_answered_and_the_first_one_counts():
    page = mixed.page()
    page.control.value = "momentum"
    assert "Not quite: it is gradient descent." in page.answer.value
    page.control.value = "gradient descent"
    assert "Right: gradient descent." in page.answer.value
    page.go_on()
    assert page.answer.value == "" and page.control.value is None and "0 of 1 right" in page._shown.value
    for _ in mixed.RUNS:
        page.go_on()
    assert page.at == 1 and "Twelve" not in repr(page)
