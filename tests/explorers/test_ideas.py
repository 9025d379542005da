"""What each explorer says is true, and its buttons set what they promise."""

import itertools

import numpy as np
import pytest

from nag_helpers import explorers, schedules, theory
from nag_helpers.explorers import map as map_module
from nag_helpers.explorers import modes, overshoot, rate, restart, springs, zeros
from nag_helpers.explorers.words import count, number, point
from nag_helpers.objectives import quadratic
from nag_helpers.optimizers import descend, momentum_step, nesterov_step


def said(explorer, **settings):
    explorer.set(**settings)
    return explorer.description


class TestStepSize:
    def test_it_names_the_limit_and_what_happens_beyond(self):
        explorer = explorers.StepSizeExplorer()
        assert "the limit is 2/L = 0.2" in explorer.description
        assert "Exactly at the limit" in said(explorer, alpha=0.2)
        assert "Above the limit the steep error grows" in said(explorer, alpha=0.21)

    def test_a_run_far_beyond_the_limit_is_said_to_diverge(self):
        assert "The run diverges" in said(explorers.StepSizeExplorer(), curvatures="1 and 40", alpha=0.06)

    def test_the_best_button_sets_two_over_the_sum(self):
        explorer = explorers.StepSizeExplorer()
        explorer.controls["best"].click()
        assert explorer.values["alpha"] == pytest.approx(2 / 11)
        assert "flat error by 0.818 and the steep one by −0.818" in explorer.description


class TestMemory:
    def test_an_even_slope_leads_to_steps_of_one_over_one_minus_beta(self):
        words = said(explorers.MemoryExplorer(), slopes="even slope, then level", beta=0.8)
        assert "add up to 1/(1 − β) = 5.0" in words
        assert "At update 60 the step is 5.00 pushes long" in words

    @pytest.mark.parametrize(("beta", "swing"), [(0.9, "0.526"), (0.97, "0.508")])
    def test_a_zigzag_cancels_to_one_over_one_plus_beta_but_never_to_less_than_half(self, beta, swing):
        explorer = explorers.MemoryExplorer()
        assert f"swings by {swing}" in said(explorer, slopes="zigzag: +1, −1, +1, …", beta=beta)

    def test_the_picture_of_a_zigzag_is_that_of_the_long_run(self):
        explorer = explorers.MemoryExplorer()
        explorer.set(slopes="zigzag: +1, −1, +1, …", beta=0.97)
        assert np.abs(explorer.steps.get_ydata()) == pytest.approx(np.full(20, 1 / 1.97), abs=1e-3)


class TestAnatomy:
    def test_the_points_are_those_of_the_step_functions(self):
        explorer = explorers.AnatomyExplorer()
        path = descend(nesterov_step, explorer.bowl, alpha=0.1, beta=0.8, steps=5)
        words = said(explorer, update=5, alpha=0.1, beta=0.8)
        for step in (momentum_step, nesterov_step):
            following = step(path.theta[-1], path.v[-1], explorer.bowl.gradient, 0.1, 0.8)[0]
            assert point(following) in words

    def test_forward_and_back_walk_along_the_run(self):
        explorer = explorers.AnatomyExplorer()
        before = explorer.description
        explorer.controls["forward"].click()
        assert explorer.values["update"] == 2 and explorer.description != before
        explorer.controls["back"].click()
        assert explorer.description == before

    def test_it_opens_after_the_first_update_with_play(self):
        explorer = explorers.AnatomyExplorer()
        assert explorer.description.startswith("After 1 update")
        explorer.controls["play"].value = 4
        assert explorer.description.startswith("After 4 updates")

    def test_the_next_points_stay_covered_until_they_are_revealed(self):
        explorer = explorers.AnatomyExplorer()
        assert "Place NAG's next point" in said(explorer, place=True)
        assert "NAG's next point is" in said(explorer, reveal=True)
        assert "Place NAG's next point" in said(explorer, update=4)

    @pytest.mark.parametrize(
        "method, verdict", [("NAG", "That is NAG's step"), ("momentum", "That is momentum's step")]
    )
    def test_a_placed_point_is_recognised(self, method, verdict):
        explorer = explorers.AnatomyExplorer()
        path = descend(nesterov_step, explorer.bowl, alpha=0.06, beta=0.9, steps=1)
        points, middle, scale = explorer._place(path.theta[-1], path.v[-1], 0.06, 0.9, np.zeros(2))
        right, up = (points[method] - middle) / scale
        assert verdict in said(explorer, right=right, up=up, reveal=True)

    @pytest.mark.parametrize("beside, verdict", [(0.08, "That is NAG's step"), (0.14, "NAG first goes along")])
    def test_a_placed_point_counts_as_near_as_a_mark_is_wide(self, beside, verdict):
        explorer = explorers.AnatomyExplorer()
        path = descend(nesterov_step, explorer.bowl, alpha=0.06, beta=0.9, steps=1)
        points, middle, scale = explorer._place(path.theta[-1], path.v[-1], 0.06, 0.9, np.zeros(2))
        right, up = (points["NAG"] - middle) / scale
        assert verdict in said(explorer, right=right - beside, up=up, reveal=True)

    def test_the_own_point_has_no_name_before_its_box_is_ticked(self):
        explorer = explorers.AnatomyExplorer()
        assert not explorer.marks["mine"].get_visible()
        for also in ({}, {"reveal": True}):
            explorer.set(place=True, **also)
            assert explorer.marks["mine"].get_visible()
        explorer.set(place=False)
        assert not explorer.marks["mine"].get_visible()

    def test_where_there_is_no_velocity_there_is_no_arrow_and_no_name_for_it(self):
        explorer = explorers.AnatomyExplorer()
        assert "the arrow is what is left of the velocity" in said(explorer, place=True)
        assert "no velocity carries us on" in said(explorer, update=0)
        assert not explorer.arrows["velocity"].get_visible() and not explorer.shafts["velocity"].get_visible()
        assert not explorer.shafts["there"].get_visible(), "the step is still covered"

    def test_a_diverged_run_is_said_and_not_drawn(self):
        assert "diverged at update" in said(explorers.AnatomyExplorer(), update=30, alpha=0.2, beta=0.95)

    def test_it_says_why_both_methods_go_to_one_point(self):
        explorer = explorers.AnatomyExplorer()
        assert said(explorer, update=0).endswith("the look-ahead is θ itself.")
        assert said(explorer, update=30, beta=0.5).endswith(
            "at θ and at the look-ahead the slopes differ too little to be seen."
        )
        assert said(explorer, update=1).startswith("After 1 update of NAG")


class TestCurvature:
    def test_its_costs_are_those_of_theory(self):
        words = said(explorers.CurvatureExplorer(), alpha=0.1, beta=0.9, curvature=1.0)
        assert "momentum: 44 updates, oscillating" in words
        assert "NAG: 22 updates, oscillating" in words

    @pytest.mark.parametrize(("button", "updates"), [("momentum", "momentum: 11 updates"), ("nag", "NAG: 19 updates")])
    def test_at_its_best_a_method_is_as_slow_at_the_flat_end_as_at_the_steep_one(self, button, updates):
        explorer = explorers.CurvatureExplorer()
        explorer.controls[button].click()
        assert updates in said(explorer, curvature=0.01)
        assert updates in said(explorer, curvature=1.0)

    def test_divergence_is_named_where_it_happens_and_where_it_does_not(self):
        words = said(explorers.CurvatureExplorer(), alpha=1.5, beta=0.9, curvature=0.01)
        assert "NAG: 38 updates, oscillating; but errors along steeper directions grow." in words
        assert "NAG: no number of updates is enough, because this error grows." in said(
            explorers.CurvatureExplorer(), alpha=1.5, beta=0.9, curvature=1.0
        )

    def test_an_error_that_one_update_removes_takes_no_share_of_an_update(self):
        words = said(explorers.CurvatureExplorer(), alpha=1.0, beta=0.9, curvature=1.0)
        assert words.count("one update, after which the whole error is gone.") == 2  # gradient descent and NAG


class TestRoots:
    def test_roots_that_are_zero_leave_no_error(self):
        words = said(explorers.RootsExplorer(), steepness=1.0, beta=0.9)
        assert (
            "momentum: a complex pair, both |z| = 0.949: in 43.7 updates the error becomes ten times smaller." in words
        )
        assert words.endswith("NAG: 0.000 and 0.000, the larger |z| = 0: the error is gone after one update.")
        assert modes.positions(nesterov_step, 1.0, 0.9, 1.0, 3) == pytest.approx([1, 0, 0, 0], abs=1e-12)

    def test_a_complex_pair_lies_on_the_ring(self):
        explorer = explorers.RootsExplorer()
        explorer.set(steepness=0.5, beta=0.64)
        assert np.hypot(*explorer.ring.get_data()) == pytest.approx(np.full(200, 0.8))
        assert np.hypot(*explorer.roots["momentum"].get_data()) == pytest.approx([0.8, 0.8])

    def test_the_near_end_of_a_shelf_can_be_set(self):
        words = said(explorers.RootsExplorer(), steepness=0.0061, beta=0.85)
        assert words.startswith("αλ = 0.0061, β = 0.85.\nmomentum: a complex pair")

    def test_one_method_can_stand_alone(self):
        explorer = explorers.RootsExplorer(methods=["momentum"])
        assert "NAG" not in explorer.description
        assert {line.get_label() for line in explorer.named()} == {"momentum"}
        assert not any("NAG" in each.sentence for each in explorer.presets)

    @pytest.mark.parametrize("steepness", [0.01, 0.1, 1.0, 3.9])
    def test_the_button_brings_the_roots_together(self, steepness):
        explorer = explorers.RootsExplorer()
        explorer.set(steepness=steepness)
        explorer.controls["meet"].click()
        assert explorer.values["steepness"] == steepness
        one, other = theory.roots("momentum", steepness, explorer.values["beta"], 1.0)
        assert one == pytest.approx(other, abs=1e-6)


class TestMap:
    def test_beyond_nags_limit_it_says_that_only_momentum_converges(self):
        words = said(explorers.MapExplorer(), alpha=1.6, beta=0.9)
        assert "momentum: rate 0.949" in words
        assert "NAG: according to the map it does not converge; the run diverged at update" in words

    def test_the_run_below_is_that_of_the_chosen_point(self):
        assert (
            "NAG: rate 0.944, flat direction oscillating, steep overdamped; the run settled below 10⁻⁸ after 157"
            in explorers.MapExplorer().description
        )

    @pytest.mark.parametrize("key, method", [("momentum", "momentum"), ("nag", "NAG")])
    def test_the_best_buttons_set_the_best_tuning_of_the_surface(self, key, method):
        explorer = explorers.MapExplorer()
        explorer.set(surface="ravine, κ = 10")
        explorer.controls[key].click()
        best = theory.best_tuning(method, 1.0, 10.0)
        assert explorer.values["alpha"] == pytest.approx(10 * best.alpha, abs=1e-3)
        assert explorer.values["beta"] == pytest.approx(best.beta, abs=1e-3)

    def test_above_the_dashed_and_the_dotted_line_a_direction_swings(self):
        for method in ("momentum", "NAG"):
            limit = theory.overdamped_limit(method, 0.5)
            assert theory.regime(method, limit, 0.49, 1.0) == "overdamped"
            assert theory.regime(method, limit, 0.51, 1.0) == "oscillating"

    def test_curvatures_at_the_minimum_are_those_of_the_ravine(self):
        assert map_module.curvatures_at_minimum(quadratic((2, 50), rotation=0.3)) == pytest.approx((2, 50), rel=1e-6)


class TestOvershoot:
    def test_it_measures_the_overshoot_of_a_run(self):
        words = said(explorers.OvershootExplorer(), steepness=0.5, beta=0.9)
        assert "momentum runs past the minimum to −0.842" in words
        assert "NAG runs past the minimum to −0.202" in words

    def test_the_curves_are_the_lowest_points_of_runs(self):
        path = descend(nesterov_step, quadratic([1]), alpha=0.3, beta=overshoot.BETAS, steps=160)
        row = np.abs(overshoot.STEEPNESS - 0.3).argmin()
        lowest = np.maximum(0, -path.theta[..., 0].min(axis=0))
        assert explorers.OvershootExplorer().overshoots["NAG"][row] == pytest.approx(lowest, abs=1e-12)

    @pytest.mark.parametrize("key, name", [("momentum", "momentum"), ("nag", "NAG")])
    def test_the_buttons_set_the_last_beta_without_overshoot(self, key, name):
        explorer = explorers.OvershootExplorer()
        explorer.controls[key].click()
        assert f"{name} does not run past" in explorer.description
        assert f"{name} runs past" in said(explorer, beta=explorer.values["beta"] + 0.1)

    def test_where_no_beta_keeps_a_run_from_overshooting_it_says_so(self):
        assert "the first step alone passes the minimum" in said(
            explorers.OvershootExplorer(), steepness=1.01, beta=0.0
        )
        assert "the first step alone" not in said(explorers.OvershootExplorer(), steepness=1.0, beta=0.0)


class TestRate:
    @pytest.mark.parametrize("tuning", list(rate.TUNINGS))
    @pytest.mark.parametrize("method", theory.METHODS)
    def test_measured_points_lie_on_the_curve_of_theory(self, method, tuning):
        chosen = rate.TUNINGS[tuning](method, rate.KAPPAS)
        assert rate.measured(method, rate.TUNINGS[tuning]) == pytest.approx(
            theory.steps_per_decade(chosen.rate), rel=0.05
        )

    def test_it_states_rate_and_bound(self):
        words = said(explorers.RateExplorer(), kappa=100)
        assert "NAG: rate 0.8847, 18.8 updates" in words and "lower bound: rate 0.8182, 11.5 updates" in words


class TestWorstFunction:
    def test_no_method_falls_below_the_best_possible(self):
        explorer = explorers.WorstFunctionExplorer()
        assert all(np.all(left_over >= np.array(explorer.best)) for left_over in explorer.left_over.values())

    def test_the_best_possible_and_nag_keep_to_nesterovs_bounds(self):
        explorer = explorers.WorstFunctionExplorer()
        k = np.array(explorer.controls["k"].options)
        assert np.all(explorer.best >= theory.worst_function_bound(k))
        assert np.all(explorer.left_over["NAG"] <= theory.nesterov_bound(k))

    def test_no_method_has_moved_more_than_the_first_k_coordinates(self):
        explorer = explorers.WorstFunctionExplorer()
        for (k, _), theta in explorer.points.items():
            assert theta[k - 1] != 0 and not theta[k:].any()


class TestRestart:
    def test_restart_settles_where_growing_momentum_does_not(self):
        words = explorers.RestartExplorer().description
        assert words.startswith("κ = 251")
        assert "NAG, (k − 1)/(k + 2): more than 300; NAG, restarted: 179.\n" in words
        assert words.endswith("In 300 updates it restarted 4 times, first after update 122.")

    def test_the_momentum_drawn_falls_to_zero_at_a_restart(self):
        explorer = explorers.RestartExplorer()
        t, beta = explorer.betas["NAG, restarted"].get_data()
        assert beta[t == 122] > 0.9 and beta[t == 123] == 0

    def test_a_bowl_of_the_batch_runs_as_it_would_alone(self):
        explorer = explorers.RestartExplorer()
        bowl = quadratic(np.logspace(-2, 0, 12))
        alone = descend(schedules.RestartingNAG(), bowl, alpha=1.0, steps=300).loss
        at = np.abs(restart.KAPPAS - 100).argmin()
        assert explorer.losses["gradient"][:, at] == pytest.approx(alone, rel=1e-6, abs=1e-25)

    def test_the_momentum_drawn_is_that_of_the_schedule(self):
        explorer = explorers.RestartExplorer()
        explorer.set(schedule="constant, best for this κ", kappa=100)
        assert explorer.betas["NAG"].get_ydata() == pytest.approx(np.full(300, 9 / 11))


def test_positions_of_a_mode_are_those_of_the_runner():
    path = descend(nesterov_step, quadratic([2.0]), alpha=0.3, beta=0.7, steps=25)
    assert modes.positions(nesterov_step, 0.3, 0.7, 2.0, 25) == pytest.approx(path.theta[:, 0])


def test_numbers_are_said_so_that_rounding_does_not_show():
    assert [number(x) for x in (0.0042, 1e-17, np.inf)] == ["0.0042", "below 10⁻¹²", "beyond all limits"]
    assert point(np.array([-1e-9, 0.12345])) == "(0.000, 0.123)"
    assert [count(12.0), count(np.inf)] == ["12", "infinitely many"]


class TestFilm:
    WALK = np.array([[1.0, 1.0], [0.5, -0.1], [0.2, 0.01]])

    def test_it_says_where_each_walk_stands_and_how_high(self):
        film = explorers.film(memory=self.WALK, yours=self.WALK / 2)
        words = said(film, updates=1)
        assert f"memory: (0.500, −0.100), height {number(0.5 * (0.25 + 100 * 0.01))}." in words
        assert "yours: (0.250, −0.050)" in words

    def test_a_single_walk_needs_no_name(self):
        assert "downhill: (0.200, 0.010)" in said(explorers.film(self.WALK), updates=2)

    def test_without_a_walk_it_shows_the_zigzag_and_opens_where_something_is_seen(self):
        film = explorers.film()
        assert film.values["updates"] > 0
        assert "(0.140, 0.006), height 0.0115" in said(film, updates=100)

    def test_where_nothing_plays_it_is_shown_whole_and_still_opens_at_its_beginning(self):
        film = explorers.film()
        opened = film.values["updates"]
        data, _ = film._repr_mimebundle_()
        assert data["text/plain"].startswith("After 100 updates")
        assert film.values["updates"] == opened < 100 and film.description.startswith(f"After {opened} updates")

    def test_its_play_button_stands_above_the_picture(self):
        assert "nag-controls-first" in explorers.film()._view._dom_classes

    def test_a_shorter_walk_stays_where_it_ends(self):
        words = said(explorers.film(memory=self.WALK, yours=self.WALK[:2]), updates=2)
        assert "yours: (0.500, −0.100)" in words

    def test_a_walk_may_fly_away(self):
        assert "far away, height beyond all limits" in said(explorers.film([[1, 1], [1e200, np.nan]]), updates=1)

    def test_nobody_has_the_name_of_a_method(self):
        film = explorers.film(memory=self.WALK, yours=self.WALK)
        assert not any(name in film.description for name in ("momentum", "NAG", "gradient descent"))


class TestAsking:
    @pytest.mark.parametrize(
        ("asked_at", "lands"), [(0.1, "−0.755"), (0.0, "−0.665"), (-0.665, "−0.067"), (-0.74, "0.001")]
    )
    def test_the_ball_lands_where_coast_and_push_bring_it(self, asked_at, lands):
        assert f"the ball lands at {lands}" in said(explorers.AskingExplorer(), ask=asked_at)

    def test_a_push_asked_for_on_this_side_goes_on_and_one_from_the_other_side_back(self):
        explorer = explorers.AskingExplorer()
        assert "goes on, away from the floor" in said(explorer, ask=0.1)
        assert "goes back, towards the floor" in said(explorer, ask=-0.4)

    def test_the_lucky_place_moves_with_the_steepness(self):
        explorer = explorers.AskingExplorer()
        assert "lands at 0.001" in said(explorer, ask=-0.74)
        assert "lands at 0.001" not in said(explorer, ask=-0.74, steepness=140)


class TestTuning:
    def test_runs_are_made_at_the_square_and_counted_for_each_method(self):
        explorer = explorers.TuningExplorer()
        explorer.set(method="NAG", alpha=0.02, beta=0.9)
        explorer.controls["run"].click()
        (run,) = explorer.game.runs
        assert (run.method, run.alpha, run.beta) == ("NAG", 0.02, 0.9)
        assert "Runs left: 12 for momentum, 11 for NAG." in explorer.description

    def test_one_press_submits_nothing_and_a_second_one_elsewhere_asks_again(self):
        explorer = explorers.TuningExplorer()
        explorer.controls["submit"].click()
        explorer.set(alpha=0.02)
        explorer.controls["submit"].click()
        assert not explorer.game.submitted
        explorer.controls["submit"].click()
        assert list(explorer.game.submitted) == ["momentum"]
        assert "for momentum," not in explorer.description  # its runs are of no use any more

    def test_a_game_is_won_or_lost_by_buttons_alone(self):
        explorer = explorers.TuningExplorer()
        for method in ("momentum", "NAG"):
            explorer.set(method=method)
            explorer.controls["submit"].click()
            explorer.controls["submit"].click()
        assert explorer.description.startswith(f"You scored {explorer.game.score_of('you'):.0f} of 400.")


class TestSprings:
    def test_twice_the_beads_are_four_times_the_updates_without_a_memory_and_twice_with_one(self):
        half = {
            method: [int((springs.places(n, method)[:, -1] >= 0.5).argmax()) for n in (10, 20)]
            for method in ("gradient descent", "NAG")
        }
        assert half["NAG"] == [25, 50]
        assert half["gradient descent"] == [163, 0]  # 632 is beyond the film

    @pytest.mark.parametrize("method", list(springs.RIGHT))
    def test_nothing_moves_before_a_question_for_each_bead(self, method):
        run = springs.places(40, method)
        assert all((run[k, k:] == 0).all() and run[k, k - 1] > 0 for k in range(1, 40))

    def test_it_says_how_far_the_last_bead_has_come(self):
        explorer = explorers.SpringsExplorer()
        assert "the last bead has come 0.502." in said(explorer, updates=97)
        assert "the pull has reached bead 17, and half of it bead 4" in explorer.description  # gradient descent's

    def test_half_of_the_pull_is_where_the_last_bead_is_when_that_is_half_way(self):
        assert "half of it bead 80; the last bead has come 0.503." in said(
            explorers.SpringsExplorer(), n=80, updates=191
        )

    def test_the_first_film_offers_no_setting_that_answers_a_later_question(self):
        assert explorers.SpringsExplorer(presets=False).presets == ()
        assert len(explorers.SpringsExplorer().presets) == 3


class TestBounds:
    @pytest.mark.parametrize("y", np.linspace(-3, 3, 13))
    def test_the_tangent_is_never_above_the_loss_and_the_parabola_never_below(self, y):
        explorer = explorers.BoundsExplorer()
        for L in (1.0, 1.7, 3.0):
            assert "is certain to fall" in said(explorer, y=y, L=L)
            assert (explorer.tangent.get_ydata() <= explorer.curve.get_ydata() + 1e-12).all()
            assert (explorer.curve.get_ydata() <= explorer.parabola.get_ydata() + 1e-12).all()

    def test_the_bars_are_what_is_certain_and_what_there_is_at_most(self):
        explorer = explorers.BoundsExplorer()
        explorer.set(y=1.7, L=1.0)
        slope = np.tanh(1.7)
        assert np.ptp(explorer.certain.get_ydata()) == pytest.approx(slope**2 / 2)
        assert np.ptp(explorer.most.get_ydata()) == pytest.approx(slope * 1.7)
        assert explorer.certain.get_xdata()[0] == pytest.approx(1.7 - slope)
        assert "certain to fall by 0.437; it falls by 0.772" in explorer.description

    def test_an_l_that_is_too_small_is_said_to_be(self):
        assert "smaller than the loss's curvature" in said(explorers.BoundsExplorer(), y=0.6, L=0.5)


class TestGlass:
    @pytest.mark.parametrize("update", range(2, 7))
    def test_turned_up_all_the_way_it_shows_the_goal_at_the_minimum_and_a_step_t_times_as_long(self, update):
        explorer = explorers.GlassExplorer()
        assert "is seen at the minimum" in said(explorer, update=update, glass=20)
        at = {name: mark.get_xydata()[0] for name, mark in explorer.marks.items()}
        t = (update + 1) / 2
        assert np.allclose(at["seen"], 0)
        assert np.allclose(at["z"], explorer.handed_over.get_xydata()[0])
        assert np.allclose(at["z⁺"] - at["z"], t * (at["x⁺"] - at["y"]))

    def test_the_walker_is_nag_and_the_bold_one_goes_on_from_where_it_stands(self):
        rows = explorers.glass.walked()
        bowl, alpha = explorers.glass.BOWL, explorers.glass.ALPHA
        run = descend(nesterov_step, bowl, alpha=alpha, beta=schedules.k_momentum, steps=len(rows))
        assert np.allclose(run.theta[1:], [row["x⁺"] for row in rows])
        assert all(np.allclose(new["z"], old["z⁺"]) for old, new in itertools.pairwise(rows))


class TestZeros:
    @pytest.mark.parametrize("k", [1, 2, 3, 4])
    def test_chebyshev_touches_once_more_than_he_has_zeros_and_leaves_what_theory_says(self, k):
        explorer = explorers.ZerosExplorer()
        explorer.set(k=k)
        explorer.controls["ask"].click()
        assert f"{2 / (0.6**k + 0.6**-k):.4f} of the error is left" in explorer.description
        assert f"touched {k + 1} times." in explorer.description

    def test_no_other_zeros_have_a_narrower_band(self):
        best = np.abs(theory.error_factor(theory.chebyshev_zeros(4, zeros.MU, zeros.L), zeros.CURVATURES)).max()
        rng = np.random.default_rng(5)
        tried = np.concatenate(
            [
                rng.uniform(0.5, 17, (2000, 4)),
                theory.chebyshev_zeros(4, zeros.MU, zeros.L) * np.exp(0.1 * rng.standard_normal((2000, 4))),
            ]
        )
        assert min(np.abs(theory.error_factor(each, zeros.CURVATURES)).max() for each in tried) > best

    def test_it_compares_with_gradient_descent(self):
        explorer = explorers.ZerosExplorer()
        assert "as wide as gradient descent's, 0.6061" in said(explorer, **{f"z{i}": 8.5 for i in (1, 2, 3, 4)})
        assert "wider than" in said(explorer, z1=0.5)

    def test_each_zero_in_play_can_be_dragged(self):
        explorer = explorers.ZerosExplorer()
        explorer.set(k=2)
        assert [handle.name for handle in explorer.handles()] == ["Zero 1", "Zero 2"]
        assert explorer.controls["z3"].layout.display == "none"
