"""The race: what it runs, what it says, and what becomes of a learner's step and function."""

import warnings

import numpy as np
import pytest

from nag_helpers import objectives, theory
from nag_helpers.explorers import RaceExplorer
from nag_helpers.explorers.race import SURFACES
from nag_helpers.explorers.words import number
from nag_helpers.optimizers import RULES, descend, momentum_step, nesterov_step


@pytest.fixture(autouse=True)
def _every_warning_is_an_error():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


@pytest.fixture(scope="module")
def race():
    return RaceExplorer(steps=20)


def line_of(explorer, name):
    return next(line for line in explorer.description.splitlines() if line.startswith(name + ":"))


def test_paths_are_runs_of_the_rules_with_the_settings_shown():
    explorer = RaceExplorer(steps=30)
    explorer.set(alpha=0.005, beta=0.7, start_1=0.5, start_2=-0.3)
    expected = descend(nesterov_step, objectives.quadratic((1, 100)), [0.5, -0.3], alpha=0.005, beta=0.7, steps=30)
    assert np.array_equal(explorer.paths["NAG"].theta, expected.theta)


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("too_large", [1, 3])
def test_on_every_surface_each_method_is_run_by_its_rule(race, surface, too_large):
    objective, alpha = SURFACES[surface]
    race.set(surface=surface, alpha=min(alpha * too_large, 1), beta=0.9)
    for name, rule in RULES.items():
        run, expected = race.paths[name], descend(rule, objective, alpha=race.values["alpha"], beta=0.9, steps=20)
        np.testing.assert_allclose(run.theta, expected.theta, rtol=1e-9, err_msg=name)
        assert run.diverged_at == expected.diverged_at


def test_words_give_loss_and_distance_after_the_updates_shown():
    explorer = RaceExplorer(steps=30)
    explorer.set(updates=12)
    path = explorer.paths["momentum"]
    distance = np.linalg.norm(path.theta[12])
    assert line_of(explorer, "momentum") == (
        f"momentum: loss {number(path.loss[12])}, distance to the minimum {number(distance)}."
    )


def test_divergence_is_said_when_it_happens_and_not_before():
    explorer = RaceExplorer(alpha=0.014, steps=200)
    at = int(explorer.paths["NAG"].diverged_at)
    assert at > 0
    explorer.set(updates=at)
    assert line_of(explorer, "NAG") == f"NAG: diverged at update {at}."
    explorer.set(updates=at - 1)
    assert "loss" in line_of(explorer, "NAG")


@pytest.mark.parametrize("surface", SURFACES)
def test_choosing_a_surface_brings_its_start_and_a_learning_rate_that_works(race, surface):
    race.set(surface=next(other for other in SURFACES if other != surface), start_1=0.3, alpha=0.5)
    race.set(surface=surface)
    assert race.values["start_1"] == SURFACES[surface][0].start[0]
    assert not any(path.diverged for path in race.paths.values())


def test_one_dimension_hides_the_second_coordinate():
    explorer = RaceExplorer("double well")
    assert explorer.controls["start_2"].layout.display == "none"
    explorer.set(surface="Beale")
    assert explorer.controls["start_2"].layout.display is None


def test_best_values_are_those_of_the_theory():
    explorer = RaceExplorer()
    explorer.controls["best"].click()
    best = theory.best_tuning("NAG", 1, 100)
    assert explorer.values["alpha"] == pytest.approx(best.alpha)
    assert explorer.values["beta"] == pytest.approx(best.beta)


def test_value_that_the_page_rounds_to_a_step_of_its_slider_keeps_its_meaning():
    explorer = RaceExplorer(alpha=0.0133)
    explorer.controls["alpha"].value = 10**-1.88  # what a page sends back: the nearest step
    assert explorer.values["alpha"] == 0.0133
    explorer.controls["alpha"].value = 10**-1.84
    assert explorer.values["alpha"] == 10**-1.84


def hand(explorer, **wish):
    explorer.picture._handle_custom_msg({"token": "hand", "wishes": [wish]}, [])  # as the page sends it


def test_what_a_slow_page_makes_of_a_place_that_the_hand_has_left_does_not_bring_it_back():
    explorer = RaceExplorer()
    slider = explorer.controls["start_1"]
    hand(explorer, kind="place", handle=0, x=0.1, y=1)
    hand(explorer, kind="place", handle=0, x=0.5, y=1)
    slider.value = 0.1 + 1e-16  # rounded by the page, and late
    slider.value = 1 - 1e-16  # the place where the hand began
    assert explorer.values["start_1"] == 0.5 and "start (0.5, 1)" in explorer.description
    hand(explorer, kind="rest")
    assert slider.value == 0.5
    slider.value = 0.1
    assert explorer.values["start_1"] == 0.1, "the learner moves the slider itself"


def test_best_values_cannot_be_asked_for_where_none_are_known():
    assert RaceExplorer("Rosenbrock").controls["best"].disabled


def test_own_step_races_as_yours():
    explorer = RaceExplorer(step=momentum_step, steps=20)
    assert np.array_equal(explorer.paths["yours"].theta, explorer.paths["momentum"].theta)
    assert line_of(explorer, "yours") == line_of(explorer, "momentum").replace("momentum", "yours", 1)


def broken_step(theta, v, gradient, alpha, beta):
    return theta - bete * v, v  # noqa: F821


def endless_step(theta, v, gradient, alpha, beta):
    while True:
        pass


@pytest.mark.parametrize(
    "step, said",
    [
        (broken_step, "NameError: name 'bete' is not defined"),
        (lambda *_: None, "must return two arrays"),
        (lambda theta, v, *_: (theta[:1], v), "shape"),
    ],
)
def test_own_step_that_fails_is_a_sentence_and_the_others_race_on(step, said):
    explorer = RaceExplorer(step=step)
    assert said in line_of(explorer, "yours")
    assert "loss" in line_of(explorer, "NAG")
    assert "yours" not in explorer.paths


def test_own_step_without_an_end_is_stopped():
    assert "stopped after" in line_of(RaceExplorer(step=endless_step), "yours")


def test_own_objective_is_the_surface_to_begin_with():
    mine = objectives.from_function(lambda x, y: x**2 + 3 * y**2, start=(2, 1), minimiser=(0, 0))
    explorer = RaceExplorer(mine)
    assert explorer.values["surface"] == "your function"
    assert (explorer.values["start_1"], explorer.values["start_2"]) == (2, 1)
    explorer.set(surface="Beale")
    explorer.set(surface="your function")
    assert "distance" in line_of(explorer, "NAG")


def test_own_objective_that_fails_on_the_way_is_a_sentence():
    def cliff(x, y):
        if x < 1:
            raise ArithmeticError("over the cliff")
        return x + y**2

    explorer = RaceExplorer(objectives.from_function(cliff, start=(2, 1)))
    assert "over the cliff" in line_of(explorer, "NAG")


def test_two_surfaces_of_one_name_are_the_learners():
    mine = objectives.from_function(lambda x, y: x**2 + y**2, start=(1, 1), name="Beale")
    explorer = RaceExplorer(mine)
    assert explorer.paths["NAG"].loss[0] == 2
    assert list(explorer.controls["surface"].options).count("Beale") == 1


def test_goal_can_be_reached_by_turning_two_sliders():
    explorer = RaceExplorer(goal=1e-6, steps=60)
    assert explorer.paths["NAG"].loss[-1] > 1e-6
    explorer.set(alpha=0.0123, beta=0.82)
    assert explorer.paths["NAG"].loss[-1] < 1e-6


def test_playing_runs_the_methods_only_once():
    calls = []

    def counting_step(theta, v, gradient, alpha, beta):
        calls.append(1)
        return nesterov_step(theta, v, gradient, alpha, beta)

    explorer = RaceExplorer(step=counting_step, steps=20)
    for update in range(20):
        explorer.controls["play"].value = update
    assert len(calls) == 20


@pytest.mark.parametrize(
    "arguments, message",
    [
        ({"objective": "Bealle"}, "objective must be one of .*'Beale'.* got 'Bealle'"),
        ({"objective": objectives.nesterov_worst(3)}, "one or two dimensions"),
        ({"objective": np.sin}, "must be an Objective"),
        ({"step": 3}, "step must be a function"),
        ({"alpha": -1}, "alpha must be a number from .* to .*, got -1"),
        ({"beta": 1.5}, "beta must be a number from 0 to 0.995"),
        ({"steps": 0}, "steps must be a whole number of at least 1, got 0"),
        ({"start": (1, 2, 3)}, "start must have 2 coordinates"),
        ({"updates": 101}, "updates must be a number from 0 to 100, got 101"),
        ({"goal": 0}, "goal must be a positive number"),
    ],
)
def test_wrong_arguments_are_named(arguments, message):
    with pytest.raises(ValueError, match=message):
        RaceExplorer(**arguments)


@pytest.mark.parametrize(("length", "rule"), [(0, "momentum"), (1, "NAG")])
def test_the_fourth_walker_is_momentum_at_length_0_and_nag_at_length_1(length, rule):
    explorer = RaceExplorer()
    explorer.set(length=length)
    assert explorer.values["ahead"]
    assert np.array_equal(explorer.paths["look-ahead c"].theta, explorer.paths[rule].theta)
    assert f"look-ahead c = {length}: loss" in explorer.description
    explorer.set(ahead=False)
    assert "look-ahead" not in explorer.description


def test_it_opens_at_the_beginning_with_play_and_something_to_see_unless_told_otherwise():
    explorer = RaceExplorer()
    assert 0 < explorer.values["updates"] < 20 < explorer.controls["play"].max
    assert explorer.controls["play"].value == explorer.values["updates"]
    assert all(len(line.get_xdata()) > 2 for line in explorer.named()[:3])
    assert RaceExplorer(steps=3).values["updates"] == 3
    assert RaceExplorer(updates=100).values["updates"] == 100
