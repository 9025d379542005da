"""The pictures of notebooks: what they draw is what they are given."""

import numpy as np
import pytest

from nag_helpers import look, objectives
from nag_helpers.optimizers import descend, gradient_descent_step, momentum_step, nesterov_step
from nag_helpers.pictures import notebook_00 as pictures
from nag_helpers.pictures import (
    notebook_01,
    notebook_02,
    notebook_03,
    notebook_04,
    notebook_05,
    notebook_06,
    notebook_07,
    notebook_08,
    notebook_09,
    notebook_10,
)


def line(ax, label):
    return next(each for each in ax.lines if each.get_label() == label)


def test_the_promise_is_drawn_beside_what_was_measured():
    (ax,) = pictures.promise([0, 0.5, 0.8], [900, 440, np.inf], without=900).axes
    assert list(line(ax, "promised").get_ydata()) == pytest.approx([900, 450, 180])
    assert list(line(ax, "measured").get_ydata()) == [900, 440, np.inf]
    assert "best at β = 0.50" in ax.get_title(loc="left")


def test_the_push_is_drawn_where_the_coast_ends():
    (ax,) = pictures.one_swing([[1, 1], [0.991, 0.1], [0.9, -0.755]], share=0.85).axes
    tips = [(note.xyann[0], note.xy[0]) for note in ax.texts if note.get_text() == ""]
    assert np.allclose(tips, [(0.1, -0.665), (-0.665, -0.755)])


def test_each_direction_is_drawn_alone():
    memory, yours = np.array([[1, 1], [0.9, -0.5], [0.7, 0.2]]), np.array([[1, 1], [0.8, 0.1], [0.6, 0]])
    along, across = pictures.brake(memory, yours, updates=1).axes
    assert list(line(along, "memory").get_ydata()) == [1, 0.9]
    assert list(line(across, "yours").get_ydata()) == [1, 0.1]


def test_pushes_uphill_are_drawn_in_per_cent():
    (ax,) = pictures.pushed_uphill([0, 1, 2], [0.3, 0, 0.25]).axes
    assert np.allclose(ax.lines[0].get_xydata(), [(0, 30), (1, 0), (2, 25)])


def test_beside_a_zigzag_stand_the_loss_and_its_two_parts():
    ravine = objectives.quadratic((1, 100))
    run = descend(gradient_descent_step, ravine, alpha=0.019, steps=3)
    parts = run.theta**2 * (0.5, 50)
    _, beside = notebook_01.zigzag(ravine, run, parts).axes
    drawn = {line.get_label(): line.get_ydata() for line in beside.lines}
    assert drawn["floor"][0] < drawn["walls"][0]
    assert np.allclose(drawn["floor"] + drawn["walls"], drawn["loss"])


def test_in_both_units_the_best_line_is_marked():
    bowl = objectives.quadratic((1, 2))
    run = descend(gradient_descent_step, bowl, alpha=0.1, steps=100)
    for ax, best in zip(notebook_01.units(bowl, run, bowl, run, [[1, 0.5], [-1, 0.25]]).axes, ([1, 0.5], [-1, 0.25])):
        assert best in [line.get_xydata()[0].tolist() for line in ax.lines if len(line.get_xdata())]


def test_of_a_long_walk_the_first_steps_are_numbered_and_the_rest_begins_where_it_creeps():
    bowl = objectives.quadratic((1, 2))
    long, short = (descend(gradient_descent_step, bowl, alpha=0.9, steps=steps) for steps in (120, 3))
    left, right = notebook_01.units(bowl, long, bowl, short, [[1, 0.5], [-1, 0.25]]).axes
    drawn = [line.get_xydata() for line in left.lines]
    assert any(np.array_equal(each, long.theta[:7]) for each in drawn)
    assert any(np.array_equal(each, long.theta[100:]) for each in drawn)
    assert [(each.get_text(), each.xy) for each in left.texts][:7] == [
        (str(n), pytest.approx(long.theta[n])) for n in range(7)
    ]
    assert [each.get_text() for each in right.texts] == ["best line"]
    assert any(np.array_equal(line.get_xydata(), short.theta) for line in right.lines)


def test_each_ravine_is_marked_where_two_learning_rates_leave_it_roundest():
    (ax,) = notebook_01.two_rates([0.1, 1, 10], {"tidy": [90, 9, 1], "askew": [40, 9, 40]}).axes
    assert [each.get_text() for each in ax.texts[:2]] == ["1", "askew: 9,\nnowhere lower"]
    assert [each.xy for each in ax.texts[:2]] == [(10, 1), (1, 9)]


def test_each_bowl_has_its_own_ball_and_no_more_updates_than_asked_for():
    left, right = notebook_02.three_bowls([[1, 0.5, 0.2], [1, -0.5, 0.3]], updates=1).axes
    assert [line.get_xdata().tolist() for line in left.lines[1:3]] == [[1, 0.5], [0.5]]
    assert right.lines[2].get_xdata() == [-0.5]


def test_a_pile_is_as_high_as_the_step_and_has_its_newest_push_on_top():
    (ax,) = notebook_02.pile([0.5], updates=3).axes
    tops = {round(bar.get_x() + bar.get_width() / 2): bar.get_y() + bar.get_height() for bar in ax.patches}
    assert tops == pytest.approx({1: 1, 2: 1.5, 3: 1.75})
    newest = ax.patches[-1]
    assert (newest.get_height(), newest.get_y()) == pytest.approx((1, 0.75))


def test_a_dot_is_filled_where_the_slope_keeps_its_sign():
    (ax,) = notebook_02.swings({0.9: [1, -1, -0.5, 0.5]}, updates=3).axes
    turned, again = ax.lines[-2:]
    assert turned.get_xdata().tolist() == [0, 1, 3]
    assert again.get_xdata().tolist() == [2]


def test_no_dot_is_filled_where_the_ball_is_still():
    (ax,) = notebook_02.swings({0.2: [1, -0.5, 0.01, 0.01, -0.005]}, updates=4).axes
    assert ax.lines[-1].get_xdata().tolist() == []


def test_the_first_picture_comes_back_with_blanks():
    assert [ax.get_title(loc="left") for ax in notebook_02.which().axes] == ["β = ?"] * 3


def test_a_medium_has_its_name_at_its_line():
    (ax,) = notebook_02.media({"honey": [1, 0.9, 0.8], "air": [1, -0.9, 0.8]}, updates=2).axes
    assert {text.get_text(): text.xy for text in ax.texts} == {"honey": (0, 1), "air": (1, -0.9)}


def test_the_shelf_is_shaded_where_the_longest_memory_is_faster():
    (ax,) = notebook_02.shelf([0.1, 0.2, 1, 2, 3], {0: [90, 80, 1, -1, -1], 0.85: [50, 40, 50, 50, 50]}).axes
    shaded = [path.get_extents() for path in ax.collections[0].get_paths()]
    assert [(box.x0, box.x1) for box in shaded] == [(0.1, 0.2), (2, 3)]
    assert np.isnan(ax.lines[0].get_ydata()[-1])


def test_every_update_leaves_the_share_beta_of_a_patch_whatever_the_steepness():
    for ax in notebook_02.sheet([0.3, 0.9], 0.8, updates=3).axes:
        assert [note.get_text() for note in ax.texts] == ["100 %", "80 %", "64 %", "51 %"]
        corners = [patch.get_xy()[:-1].T for patch in ax.patches]
        areas = [abs(x @ np.roll(y, 1) - y @ np.roll(x, 1)) / 2 for x, y in corners]
        assert np.allclose(areas, areas[0] * 0.8 ** np.arange(4))


def test_the_bill_has_the_climb_on_an_even_axis():
    bowl = objectives.quadratic(curvatures=(1, 100))
    run = descend(momentum_step, bowl, alpha=0.033, beta=0.67, steps=50)
    even, logarithmic = notebook_02.bill({"momentum": run}, first=30).axes
    assert (even.get_yscale(), logarithmic.get_yscale()) == ("linear", "log")
    assert even.lines[0].get_ydata().tolist() == run.loss[:31].tolist()


def test_growth_writes_each_number_beside_its_point():
    (ax,) = notebook_02.growth([10, 100], [47, 468], [17, 54]).axes
    assert {"47", "468", "17", "54"} <= {text.get_text() for text in ax.texts}


def test_a_climb_is_written_beside_its_point_for_each_setting():
    (ax,) = notebook_02.climb([10, 100], {"Polyak": [1.6, 13.6], "inside": [1, 435.3]}).axes
    assert {"1.6", "13.6", "1.0", "435"} <= {text.get_text() for text in ax.texts}


def words(ax):
    return [note.get_text() for note in ax.texts]


def test_a_swing_is_told_where_it_turns():
    (ax,) = notebook_03.swings([1, 0.2, -0.81, 0.38, 0.1], [1, 0.4, -0.38, 0.08, 0]).axes
    assert {"−0.81", "0.38", "−0.38", "0.08"} <= set(words(ax))


def test_rings_lie_where_the_other_run_goes():
    along, across = notebook_03.one_run([[1, 1], [0.9, 0.1]], [[1, 1], [0.8, 0.2]], updates=1).axes
    assert list(line(along, "NAG").get_ydata()) == [1, 0.9]
    assert list(line(across, "_rings").get_ydata()) == [1, 0.2]


def test_what_is_kept_is_marked_for_each_direction():
    (ax,) = notebook_03.kept(0.85, {"along": 0.009, "across": 0.9}).axes
    assert {"along: 0.842", "across: 0.085"} <= set(words(ax))
    a, kept = line(ax, "NAG").get_data()
    assert np.allclose(kept, 0.85 * (1 - a))


def test_bars_show_the_pushes_and_a_line_the_coast_across():
    (ax,) = notebook_03.pushes_apart([0, 0.2], [0, -0.4]).axes
    assert [bar.get_height() for bar in ax.patches] == [0, 0.2]
    assert list(line(ax, "coast across").get_ydata()) == [0, 0.4]


def test_the_coast_is_drawn_straight_on_with_the_slope_at_its_end():
    valley = objectives.rosenbrock()
    run = descend(nesterov_step, valley, alpha=0.001, beta=0.9, steps=60)
    _, close = notebook_03.bend(valley, run, beta=0.9, update=50).axes
    assert words(close) == ["here: 0.23", "there: 0.40", "found: 0.29"]


def test_runs_lie_beside_the_floor_by_y_less_x_squared():
    valley = objectives.rosenbrock()
    run = descend(nesterov_step, valley, alpha=0.001, beta=0.9, steps=20)
    (ax,) = notebook_03.beside_the_floor({"NAG": run}).axes
    x, y = run.theta.T
    assert np.allclose(line(ax, "NAG").get_ydata(), y - x**2)


def test_each_rule_points_to_where_it_stops():
    well = objectives.double_well()
    run = descend(nesterov_step, well, alpha=0.02, beta=0.9, steps=30)
    (ax,) = notebook_04.stops(well, run, {"early": 3, "late": 20}).axes
    assert {note.get_text(): note.xy for note in ax.texts} == {
        "early": (run.theta[3, 0], run.loss[3]),
        "late": (run.theta[20, 0], run.loss[20]),
    }


def test_a_fan_names_every_step_and_draws_methods_in_their_colour():
    (ax,) = notebook_04.fan({"NAG": [1, 0.7, 0.3], "mine": [1, 0.7, 0.2]}).axes
    assert list(line(ax, "mine").get_ydata()) == [1, 0.7, 0.2]
    assert line(ax, "NAG").get_color() == look.STYLES["NAG"]["color"] != line(ax, "mine").get_color()


def test_on_each_ground_rings_lie_where_the_other_run_goes():
    valley = objectives.rosenbrock()
    run, slower = (descend(nesterov_step, valley, alpha=alpha, beta=0.9, steps=5) for alpha in (0.001, 0.0005))
    same, apart = notebook_04.on_two_grounds(
        {"same": (valley, run, run), "apart": (valley, run, slower)}, updates=3
    ).axes
    assert np.array_equal(line(same, "NAG").get_xydata(), line(same, "_rings").get_xydata())
    assert np.array_equal(line(apart, "_rings").get_xydata(), slower.theta[:4])


def test_in_place_the_start_and_all_entries_lead_to_one_array():
    in_place, new = notebook_04.references(rows=4).axes
    leads_to = [[note.xy for note in ax.texts if hasattr(note, "xy")] for ax in (in_place, new)]
    assert [(len(ends), len(set(ends))) for ends in leads_to] == [(5, 1), (5, 4)]


def test_the_ring_is_around_the_fastest_and_a_run_that_never_arrives_stands_beyond_all():
    (ax,) = notebook_05.tried({"momentum": [200], "NAG": [90, 70, -1]}).axes
    momentum, _, nag, ring = (each.get_xdata().tolist() for each in ax.lines)
    assert (momentum, nag[:2], ring) == ([200], [90, 70], [70])
    assert nag[2] > 200


def test_runs_that_took_as_long_are_stacked_and_the_last_tick_says_how_long_they_had():
    (ax,) = notebook_05.tried({"momentum": [200], "NAG": [90, 70, 90, -1, -1]}, within=220).axes
    heights = ax.lines[2].get_ydata()
    assert heights[0] == heights[1] == heights[3] == -1
    assert heights[2] == heights[4] > -1
    assert ax.get_xticklabels()[-1].get_text() == "not in 220"


def test_a_dot_stands_where_the_best_leans_against_the_fence():
    found = {"momentum": [[9, 0.1], [8, 0.2], [8, 0.2]], "NAG": [[7, 0.1], [7, 0.1], [7, 0.1]]}
    (ax,) = notebook_05.fences([0.1, 0.2, 0.3], found).axes
    leaning = [each.get_xdata().tolist() for each in ax.lines if each.get_label() == "_leaning"]
    assert leaning == [[0.1, 0.2], [0.1]]


def test_each_walk_has_a_dot_where_it_is_below_the_goal_for_good():
    run = descend(nesterov_step, objectives.quadratic([1.0]), alpha=1.0, beta=0.5, steps=9)
    (ax,) = notebook_05.waits({"Along": {"momentum": run, "NAG": run}}, goal=1e-3).axes
    arrived = [each.get_xdata().tolist() for each in ax.lines if each.get_label() == "_arrived"]
    assert arrived == [[1], [1]]  # with α = 1/λ a single step of NAG ends in the minimum


def test_the_line_beyond_which_it_is_too_steep_stands_where_it_was_put():
    flew = {"momentum": np.array([True, False]), "NAG": np.array([False, False])}
    figure = notebook_05.fates([[-1, 1], [1, 1]], [0, 1], flew, {"momentum": -0.5, "NAG": -0.7})
    assert [ax.lines[3].get_xdata()[0] for ax in figure.axes] == [-0.5, -0.7]


def test_who_crosses_the_hill_is_drawn_apart_from_who_stays():
    crossed = {"momentum": np.array([[False], [True]]), "NAG": np.array([[False], [False]])}
    for ax, over in zip(notebook_05.over_the_hill([1, 2], 1.5, [0.8], crossed).axes, ([2], []), strict=True):
        stays, crosses, hill = (list(each.get_xdata()) for each in ax.lines)
        assert (sorted(stays + crosses), crosses, hill) == ([1, 2], over, [1.5, 1.5])


def test_one_bead_per_update_is_drawn_beside_both_fronts():
    run = np.tril(np.ones((11, 4)), -1)
    for ax in notebook_06.heat_and_wave({"left": run, "right": run}).axes:
        dotted, front = ax.lines
        assert dotted.get_xydata().tolist() == [[0, 0], [4, 4]]
        assert front.get_ydata().tolist() == [0, 1, 2, 3, 4, 4, 4, 4, 4, 4, 4]


def test_the_loss_is_drawn_between_its_tangent_and_its_parabola():
    (ax,) = notebook_06.between(lambda x: np.cosh(x) - 1, np.sinh, 0.5, mu=1, L=4, window=(-1, 1)).axes
    above, loss, below, tangent = (
        line(ax, f"_{name}").get_ydata() for name in ("parabola, L", "the loss", "parabola, μ", "tangent")
    )
    for lower, upper in ((tangent, below), (below, loss), (loss, above)):
        both = np.isfinite(lower) & np.isfinite(upper)
        assert both.any() and (lower[both] <= upper[both] + 1e-12).all()


def test_the_middles_of_equal_arcs_drop_onto_the_zeros():
    (ax,) = notebook_06.half_circle(8).axes
    angles = np.arccos((8.5 - line(ax, "_zeros").get_xdata()) / 7.5)
    assert np.allclose(np.diff(angles), np.pi / 8) and angles[0] == pytest.approx(np.pi / 16)
    assert sum(each.get_label() == "_cut" for each in ax.lines) == 9


@pytest.mark.parametrize("k", [2, 3, 4])
def test_a_narrower_band_crosses_once_more_than_there_are_zeros(k):
    (ax,) = notebook_06.crossings(k).axes
    assert sum(each.get_label() == "_cross" for each in ax.lines) == k + 1
    assert len(line(ax, "_touches").get_xdata()) == k + 1


def test_each_order_of_the_rates_is_drawn_to_its_end():
    for ax in notebook_06.orders({"largest first": [1, 1e30, 1e16], "momentum": [1, 2, 0.1]}).axes:
        assert line(ax, "largest first").get_ydata().tolist() == [1, 1e30, 1e16]
        assert line(ax, "momentum").get_color() == look.STYLES["momentum"]["color"]


def test_what_rounding_alone_leaves_of_a_run_is_said_and_not_drawn():
    whole, near = notebook_06.orders({"largest first": [1, 1e30, 1e20, 1e3, 1e2]}).axes
    assert np.isnan(line(whole, "largest first").get_ydata()).tolist() == [False, False, False, True, True]
    assert line(whole, "_floor").get_xydata().tolist() == [[2, pytest.approx(1e15)], [4, pytest.approx(1e15)]]
    assert [text.get_text() for text in whole.texts] == ["below: rounding only"]
    assert np.isfinite(line(near, "largest first").get_ydata()).all()


def test_the_meeting_of_the_roots_is_the_lowest_place():
    (ax,) = notebook_06.meeting(100).axes
    assert line(ax, "laziest").get_ydata().min() == pytest.approx(0.9, abs=2e-3)


def test_each_length_has_its_number_of_updates():
    (ax,) = notebook_06.lengths([10, 20], {"NAG": [25, 50]}).axes
    assert line(ax, "NAG").get_xydata().tolist() == [[10, 25], [20, 50]]


def test_each_length_has_its_condition_number_below():
    (ax,) = notebook_06.lengths([10, 20], {"at least": [10, 20]}, [175.2, 10502.4]).axes
    assert [each.get_text() for each in ax.get_xticklabels()] == ["10\nκ = 175", "20\nκ = 10,502"]


def test_each_seed_is_a_dot_on_its_side_of_the_diagonal():
    (ax,) = notebook_08.one_seed({"momentum": [2, 1, 3], "NAG": [1, 2, 1]}, seed=1).axes
    below, above, _, star = ax.lines
    assert below.get_xydata().tolist() == [[2, 1], [3, 1]]
    assert above.get_xydata().tolist() == star.get_xydata().tolist() == [[1, 2]]
    assert {text.get_text() for text in ax.texts} >= {"Nesterov lower: 2", "momentum lower: 1"}


def test_a_tremble_is_drawn_with_its_theory():
    runs = {"momentum": [0.1, 0.2], "NAG": [0.1, 0.2]}
    (ax,) = notebook_08.tremble([0.5, 0.9], {"same α": (runs, lambda name, betas: 0.1 + 0 * betas)}).axes
    momentum, dots, nag, _ = ax.lines
    assert np.allclose(dots.get_xydata(), [(2, 0.1), (10, 0.2)])
    for drawn, kept in ((momentum, 0.999), (nag, 0.999 * 0.9)):  # the stationary covariance of (x, v), solved for
        a = np.array([[0.9, -kept], [0.1, kept]])
        noise = 0.01 * np.array([[1, -1], [-1, 1]])
        covariance = np.linalg.solve(np.eye(4) - np.kron(a, a), noise.ravel()).reshape(2, 2)
        assert drawn.get_ydata()[-1] == pytest.approx(covariance[0, 0])


def test_a_grid_has_a_cross_where_nothing_arrives_and_a_frame_around_the_best():
    table = {"alphas": [0.1, 1.0], "betas": np.array([0, 0.9]), "epochs": np.array([[9, 4.25], [7, np.inf]])}
    ax = notebook_08.grids({"NAG": table}, long_step=1).axes[0]
    assert {text.get_text(): text.get_position() for text in ax.texts} == {
        "9": (0, 0),
        "4.25": (1, 0),
        "7": (0, 1),
        "×": (1, 1),
    }
    *frames, line = ax.lines
    assert {tuple(frame.get_xydata()[0]) for frame in frames} == {(1, 0)}
    assert np.allclose(line.get_ydata(), [1, 0])


def test_each_misread_digit_says_what_it_was_taken_for():
    figure = notebook_08.misread(np.zeros((3, 4)), [1, 2, 3], [1, 7, 8])
    titles = [ax.get_title() for ax in figure.axes]
    assert titles == ["a 2, read as 7", "a 3, read as 8", "", "", "", ""]


def test_a_band_holds_all_seeds_and_its_line_is_the_middle_one():
    (ax,) = notebook_08.losses_of_seeds({"AdamW": [[1, 2, 9], [0.1, 0.3, 0.5]]}).axes
    assert line(ax, "AdamW").get_ydata().tolist() == [2, 0.3]
    assert {tuple(point) for point in ax.collections[0].get_paths()[0].vertices} >= {(0, 1), (0, 9), (1, 0.1), (1, 0.5)}


def test_a_lead_stands_with_its_error_above_its_seeds():
    (ax,) = notebook_08.leads({"four seeds": [1, 1, 3, 3], "two more": [0, 2]}).axes
    assert [text.get_text() for text in ax.texts] == ["four seeds: 2.0 ± 0.6", "two more: 1.0 ± 1.0"]
    dots = [x for drawn in ax.lines if drawn.get_color() == look.EDGE for x in drawn.get_xdata()]
    assert dots == [1, 1, 3, 3, 0, 2]


def test_counts_below_zero_have_a_line_at_zero():
    assert [notebook_08.leads({"a": [low, 2]}).axes[0].lines[-1].get_xdata()[0] for low in (-1, 1)] == [0, 2]


def test_a_batchs_gradient_has_its_length_and_its_angle_to_the_true_one():
    (ax,) = notebook_08.batch_gradients({"here": ([[0, 2, 0], [3, -2, 6]], [0, 2, 0])}).axes
    arrows, true = ax.collections
    assert np.allclose([arrows.U, arrows.V], [[1, -1], [0, -np.sqrt(45) / 2]])
    assert np.allclose([true.U, true.V], [[1], [0]])


def test_a_direction_has_its_curvature_at_each_update():
    (ax,) = notebook_08.curvature_along([1, 3], {"along the step": [0.1, 0.01]}).axes
    assert line(ax, "along the step").get_xydata().tolist() == [[1, 0.1], [3, 0.01]]


def test_a_ratio_below_one_is_on_momentums_side_and_the_mean_is_geometric():
    (ax,) = notebook_08.ratios({0.9: [2.0, 8.0, 0.5]}).axes
    assert [text.get_text() for text in ax.texts] == ["2.0"]
    assert [drawn.get_color() for drawn in ax.lines[:3]] == [
        look.STYLES[name]["color"] for name in ("momentum", "NAG", "NAG")
    ]


def test_a_switch_to_nag_is_sooner_later_or_too_late():
    at = {"alphas": [0.1, 1.0], "betas": np.array([0, 0.9, 0.99])}
    momentum = at | {"epochs": np.array([[9, 5, 5], [9, 5, np.inf]])}
    nag = at | {"epochs": np.array([[9, 4, 6], [9, np.inf, 3]])}
    ax = notebook_08.switched({"batches of 32": (momentum, nag)}).axes[0]
    assert {text.get_position(): text.get_text() for text in ax.texts} == {(0, 0): "+", (1, 0): "−", (0, 1): "×"}


def test_with_noise_and_without_every_seed_is_drawn():
    both = {"momentum": [[1, 2], [0.5, 0.6]], "NAG": [[1, 2], [0.4, 0.3]]}
    for ax in notebook_08.noise_off({"on": both, "off": both}).axes:
        assert [each.get_ydata().tolist() for each in ax.lines[:4]] == [[1, 0.5], [2, 0.6], [1, 0.4], [2, 0.3]]


def test_a_runs_curvature_is_drawn_with_its_limit():
    (ax,) = notebook_08.curvature({"NAG": ([0, 5], [2, 1])}, {"NAG": 0.5}).axes
    assert ax.lines[0].get_xydata().tolist() == [[0, 2], [5, 1]]
    assert ax.lines[1].get_ydata()[0] == 1.5
    assert ax.texts[0].get_text() == "limit 1.50"


def test_schedules_are_drawn_with_the_epoch_after_which_they_change():
    (ax,) = notebook_08.schedules({"constant": [1, 0.5], "cut": [1, 0.2]}, changed_after=1).axes
    assert line(ax, "cut").get_ydata().tolist() == [1, 0.2]
    assert ax.lines[-1].get_xdata()[0] == 1
    assert ax.get_title(loc="left") + ax.get_title() == "After epoch 1 something is cut"


def test_the_tangent_over_a_nearer_goal_stays_below_the_straight_line_from_the_minimum_to_x():
    (ax,) = notebook_07.nearer_goal(lambda x: x**2 / 2, lambda x: x, x=3, y=2.3, t=2).axes
    assert ax.get_xticks().tolist() == [0, 1.5, 2.3, 3]
    (p,) = (drawn for drawn in ax.lines if drawn.get_label() == "_p")
    tangent = line(ax, "tangent at y").get_xydata()
    assert max(p.get_ydata()) == pytest.approx(4.5 / 2)  # (1 − 1/t) of the height at x
    assert np.interp(1.5, *tangent.T) < 4.5 / 2


def test_what_is_paid_and_its_gaps_are_added_up():
    (ax,) = notebook_07.paid([5, 3, 2.5], [4, 1, 0.4]).axes
    assert list(line(ax, "paid so far").get_ydata()) == [0, 2, 2.5]
    assert list(line(ax, "gaps so far").get_ydata()) == [0, 1, 1.4]


def test_runs_in_noise_are_drawn_from_the_first_update_on():
    (ax,) = notebook_07.in_noise({"gradient descent": [1, 0.5, 0.4], "NAG, growing": [1, 0.6, 0.7]}).axes
    assert line(ax, "NAG, growing").get_xydata().tolist() == [[1, 0.6], [2, 0.7]]


def test_what_typically_saves_a_quarter_is_counted_and_drawn_in_nags_colour():
    (ax,) = notebook_10.tuned({"much": [-30, -60, -10], "little": [-20, 4, -22], "costs": [30, 40, 10]}).axes
    assert ax.get_title(loc="left") == "A quarter of the loss or more, typically: 1 of 3"
    colours = [dots.get_color() for dots in ax.lines if dots.get_marker() == "o"]
    assert colours[0] == look.STYLES["NAG"]["color"] and len(set(colours)) == 3


def test_an_arrow_leads_from_the_share_in_the_memory_to_that_in_the_step():
    (ax,) = notebook_10.newest({"NAG": [0.1, 0.19], "Lion": [0.01, 0.1]}).axes
    arrows = [(note.xyann, note.xy) for note in ax.texts if note.get_text() == ""]
    assert arrows == [((10, 0), (19, 0)), ((1, 1), (10, 1))]


def test_as_many_maps_stand_in_a_row_as_there_are_heirs_and_at_most_three():
    given = ([0.1, 0.2], [0.5], [[0.5], [1.02]])
    rows = [notebook_10.maps({str(k): given for k in range(n)}).axes[0].get_gridspec().nrows for n in (1, 3, 6)]
    assert rows == [1, 1, 2]


def test_a_map_marks_what_changes_by_a_twelfth_or_more():
    ax = notebook_10.maps({"NAG": ([0.1, 0.2], [0.5], [[0.5], [1.02]])}).axes[0]
    assert [(text.get_text(), text.get_position()) for text in ax.texts] == [("–", (0, 0))]


def test_blocks_are_outlined_in_the_first_map_and_a_star_stands_at_its_setting():
    given = ([0.1, 0.2, 0.3], [0.5, 0.9], np.ones((3, 2)))
    blocks = {"right": (slice(1, None), slice(1, None))}
    first, second, *_ = notebook_10.maps({"NAG": given, "Muon": given}, blocks, {"NAG": (2, 1)}).axes
    assert all(patch.get_bbox().bounds == pytest.approx((0.56, 0.56, 1.88, 0.88)) for patch in first.patches)
    assert (
        [line.get_xydata().tolist() for line in first.lines] == [[[2, 1]]]
        and first.patches
        and not [*second.patches, *second.lines]
    )


def test_what_arrives_before_the_first_is_drawn_in_nags_colour():
    races = {"along": {"Adam": (200, -1), "optax": (150, -1), "torch": (1860, -1)}}
    (ax,) = notebook_10.verdicts(races, until=2000).axes
    assert [text.get_text() for text in ax.texts] == ["200", "150", "1,860"]
    first, fewer, more = (dot.get_color() for dot in ax.lines if dot.get_marker() == "o")
    assert fewer == look.STYLES["NAG"]["color"] and len({first, fewer, more}) == 3


def test_a_run_that_leaps_has_a_triangle_and_one_that_stays_a_line_to_the_end():
    (ax,) = notebook_10.verdicts({"along": {"Adam": (200, -1), "torch": (50, 450)}}, until=2000).axes
    assert [dot.get_xdata()[0] for dot in ax.lines if dot.get_marker() == "^"] == [450]
    assert [list(way.get_xdata()) for way in ax.lines if way.get_linewidth() == 4] == [[200, 2000], [50, 450]]


def test_a_run_that_does_not_arrive_has_no_dot_and_is_said_to():
    (ax,) = notebook_10.verdicts({"turned": {"Adam": (200, -1), "torch": (-1, -1)}}, until=2000).axes
    assert [text.get_text() for text in ax.texts] == ["200", "not in 2,000"]
    assert len([dot for dot in ax.lines if dot.get_marker() == "o"]) == 1


def test_each_ring_stands_on_the_line_of_its_method():
    both = {"momentum": [0.3, 0.2], "NAG": [0.1, 0.4]}
    (ax,) = notebook_10.cliff([1, 2], both, ringed={"NAG": 1, "momentum": 2}).axes
    rings = [each.get_xydata().tolist() for each in ax.lines if each.get_markersize() == 17]
    assert rings == [[[2, 0.2]], [[1, 0.1]]]
    (ax,) = notebook_10.cliff([1, 2], both).axes
    assert ax.get_title(loc="left") == "Who wins?"


def test_differences_stand_in_order_with_two_standard_errors_around_their_mean():
    (ax,) = notebook_10.pairs({"three": [0.3, -0.1, 0.1]}).axes
    *bars, band = ax.patches
    assert [bar.get_height() for bar in bars] == [-0.1, 0.1, 0.3]
    assert band.get_height() == pytest.approx(4 * 0.2 / np.sqrt(3))


def test_what_a_ten_establishes_is_filled_and_the_published_one_is_not_counted():
    (ax,) = notebook_10.tens([0.2, 0.1, 0.3], [0.1] * 3, np.array([True, True, False]), marked=1).axes
    assert ax.get_title(loc="left").startswith("1 of the 2 other tens")
    filled = [dot.get_markerfacecolor() != look.PAPER for dot in ax.lines if dot.get_marker() in ("o", "D")]
    assert filled == [True, True, False]


def test_the_workers_arrow_leads_to_their_mean():
    ways = np.array([[[0, 0], [2.0, 1]], [[0, 0], [4, 3]]])
    bowl = objectives.quadratic((1, 2))
    close, _ = notebook_10.meeting(bowl, ways, {"averaging": [[0, 0], [3, 2]]}).axes
    assert next(note.xy for note in close.texts if note.get_text() == "their mean") == pytest.approx((3, 2))


def test_the_line_between_x_and_z_is_that_of_the_named_update():
    x, z = np.array([[0, 0], [1.0, 1]]), np.array([[0, 0], [2.0, 3]])
    (ax,) = notebook_10.three_points(objectives.quadratic((1, 2)), x, (x + z) / 2, z, update=1).axes
    assert {note.get_text(): tuple(note.xy) for note in ax.texts} == {"x": (1, 1), "y": (1.5, 2), "z": (2, 3)}


def test_the_triangle_stands_at_the_mean_age():
    (ax,) = notebook_10.memories({"β = 0.5": [[1, 1, 0], [2, 0, 0]]}).axes
    assert [line.get_xdata()[0] for line in ax.lines] == [0.5, 0]


def test_a_loss_beyond_the_picture_of_the_switch_stands_at_its_edge():
    both = {"momentum": [0.1, 0.3], "NAG": [0.2, 1e6]}
    left, _ = notebook_09.switch({0.1: both}, {0.1: both}).axes
    assert line(left, "momentum").get_ydata() == pytest.approx([0.2])
    assert max(each.get_ydata().max() for each in left.lines) == notebook_09.FAILED


def test_a_ring_of_the_switch_stands_at_the_least_median():
    losses = {0.1: {"momentum": [0.2, 0.2, 9], "NAG": [0.3]}, 0.2: {"momentum": [0.4], "NAG": [0.1]}}
    left, _ = notebook_09.switch(losses, losses).axes
    rings = [(float(ring.get_xdata()[0]), ring.get_ydata()[0]) for ring in left.lines if ring.get_label() == "_best"]
    assert rings == [(pytest.approx(0.1, rel=0.05), 0.2), (pytest.approx(0.2, rel=0.05), 0.1)]


def test_every_arrow_leads_from_theta_to_what_a_framework_holds():
    valley, theta = objectives.quadratic((1, 5)), np.array([[-1.0, 1], [-0.5, 0.5], [0, 0]])
    (ax,) = notebook_09.theta_and_look_ahead(valley, theta, theta + [0.3, 0]).axes
    tips = [(note.xyann, note.xy) for note in ax.texts if note.get_text() == ""]
    assert np.allclose(tips, [(point, point + [0.3, 0]) for point in theta])
    assert "−βv" in [note.get_text() for note in ax.texts]


def test_a_run_that_leaves_the_picture_is_drawn_as_far_as_it_is_in_it():
    (ax,) = notebook_09.places({"after sgd": [0, 1, 5, 1]}, most=2).axes
    assert line(ax, "after sgd").get_ydata()[:2].tolist() == [0, 1]
    assert np.isnan(line(ax, "after sgd").get_ydata()[2])


def test_a_file_shows_its_parameter_and_its_buffer_with_their_numbers():
    left, right = notebook_09.saved({"A": [0.6, 2.4], "B": [0.7, -0.1]}).axes
    assert left.lines[0].get_xydata().tolist() == [[0.6, 0], [0.7, 1]]
    assert [bar.get_width() for bar in right.patches] == [2.4, -0.1]
    assert [note.get_text() for note in right.texts] == ["2.4000", "-0.1000"]


def test_what_is_neither_momentum_nor_nag_has_its_name_in_the_picture_of_the_census():
    says, other = notebook_09.census({"says": {"a": 1.0, "b": 1.0}, "does not": {"c": 0.0, "d": 3.0}}).axes
    assert [dot.get_xydata().tolist() for dot in says.lines] == [[[1, 1]], [[1, 2]]]
    assert [note.get_text() for note in other.texts] == ["d"] and not says.texts


def test_a_name_of_the_bugs_stands_at_the_end_of_what_is_seen_of_its_line():
    (ax,) = notebook_09.bugs({"slow": np.geomspace(1, 1e-8, 2000)}).axes
    assert line(ax, "slow").get_xdata()[-1] == ax.get_xlim()[1]


def test_a_point_lies_at_what_a_seeds_loss_is_higher_by_at_p_and_the_bar_at_the_mean():
    (ax,) = notebook_09.theta_or_p({"β = 0.9": [[1, 2], [1.5, 2]]}).axes
    assert line(ax, "β = 0.9").get_xydata().tolist() == [[50, 0], [0, 0]]
    assert line(ax, "_mean").get_xdata() == pytest.approx([25, 25])
