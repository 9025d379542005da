"""The look of the methods, what the figures show, and the words that go with them."""

import io
import itertools
import warnings

import matplotlib.colors
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from nag_helpers import objectives, plots, png
from nag_helpers.optimizers import descend, gradient_descent_step, momentum_step, nesterov_step

RULES = dict(zip(plots.METHODS, (gradient_descent_step, momentum_step, nesterov_step)))

# Linear sRGB to what is seen with a colour-vision deficiency: Machado, Oliveira and Fernandes (2009), severity 1.
# The last one is grey: the relative luminance on all three channels.
VISIONS = {
    "full colour": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
    "grey": [[0.2126, 0.7152, 0.0722]] * 3,
}


def linear(color):
    c = np.array(matplotlib.colors.to_rgb(color))
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def lab(rgb):
    """CIE L*a*b* of a linear sRGB colour, white point D65."""
    xyz = [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
    x = xyz @ np.clip(rgb, 0, 1) / [0.95047, 1.0, 1.08883]
    f = np.where(x > (6 / 29) ** 3, np.cbrt(x), x * (29 / 6) ** 2 / 3 + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def contrast(one, other):
    """Contrast ratio as in the Web Content Accessibility Guidelines 2.1."""
    dark, light = sorted(np.dot([0.2126, 0.7152, 0.0722], linear(c)) for c in (one, other))
    return (light + 0.05) / (dark + 0.05)


def paths_on(objective, names=plots.METHODS[:3], **settings):
    return {name: descend(RULES[name], objective, **settings) for name in names}


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("pair", list(itertools.combinations(plots.METHODS, 2)), ids=" / ".join)
def test_method_colours_stay_apart(vision, pair):
    seen = [lab(np.array(VISIONS[vision]) @ linear(plots.STYLES[name]["color"])) for name in pair]
    assert np.linalg.norm(seen[0] - seen[1]) >= (10 if vision == "grey" else 20)


@pytest.mark.parametrize("name", plots.METHODS)
def test_method_colours_stand_out_from_paper_and_paths_carry_paper_along(name):
    color = plots.STYLES[name]["color"]
    assert contrast(color, plots.PAPER) >= 3
    line, _ = plots.path(plots.figure()[1], None, name)
    assert line.get_markeredgecolor() == plots.PAPER
    assert line.get_path_effects()


@pytest.mark.parametrize("name", plots.METHODS)
def test_method_colours_stand_out_from_dark_paper_too(name):
    both = [255 * np.array(matplotlib.colors.to_rgb(color)) for color in (plots.STYLES[name]["color"], plots.PAPER)]
    color, paper = png.darkened(both) / 255
    assert contrast(color, paper) >= 3


def test_text_is_readable_on_paper_and_on_the_highest_land():
    assert contrast(plots.INK, plots.LAND(1.0)) >= 7
    assert contrast(plots.QUIET, plots.PAPER) >= 7


def test_the_land_darkens_with_height_in_grey_as_well():
    lightness = [lab(np.array(VISIONS["grey"]) @ linear(plots.LAND(height)))[0] for height in np.linspace(0, 1, 30)]
    assert (np.diff(lightness) < 0).all()


@pytest.mark.parametrize("features", [["color"], ["marker"], ["linestyle", "linewidth"]], ids=" and ".join)
def test_every_method_has_its_own(features):
    assert len({tuple(plots.STYLES[name][each] for each in features) for name in plots.METHODS}) == len(plots.METHODS)


def test_a_fast_swing_is_drawn_as_its_envelope_and_stays_behind_it():
    swinging = descend(momentum_step, objectives.quadratic((1, 100)), alpha=0.009, beta=0.9, steps=200)
    _, ax = plots.figure()
    line, swing, _ = plots.losses(ax, {"momentum": swinging})[:3]
    assert np.array_equal(swing.get_ydata(), swinging.loss)
    strong = line.get_ydata()
    assert (strong >= swinging.loss * (1 - 1e-12)).all()
    peaks = 1 + np.flatnonzero((swinging.loss[1:-1] > swinging.loss[:-2]) & (swinging.loss[1:-1] > swinging.loss[2:]))
    assert np.array_equal(strong[peaks[:-1]], swinging.loss[peaks[:-1]])  # beyond the last one it is as if it went on
    dips = np.count_nonzero((strong[1:-1] < strong[:-2]) & (strong[1:-1] < strong[2:]))
    assert dips == 0


@pytest.mark.parametrize("rule", [gradient_descent_step, nesterov_step])
def test_a_loss_that_can_be_followed_is_drawn_as_it_is(rule):
    run = descend(rule, objectives.quadratic((1, 100)), alpha=0.009, beta=0.9, steps=200)
    line, *_ = plots.losses(plots.figure()[1], {"NAG": run})
    assert np.array_equal(line.get_ydata(), run.loss)


def test_names_stand_beside_the_ends_of_their_lines():
    bowl = objectives.quadratic((1, 100))
    figure, ax = plots.figure()
    plots.losses(ax, paths_on(bowl, alpha=0.009, beta=0.85, steps=150), goal=1e-8)
    figure.canvas.draw()
    names = {text.get_text().replace("\n", " "): text for text in ax.texts}
    assert set(names) == {"gradient descent", "momentum", "NAG", "goal 10⁻⁸"}
    boxes = sorted((text.get_window_extent() for text in names.values()), key=lambda box: box.y0)
    assert all(low.y1 <= high.y0 + 1 for low, high in itertools.pairwise(boxes))
    assert all(box.x0 >= ax.bbox.x1 and box.x1 <= figure.bbox.x1 for box in boxes)
    ends = {line.get_label(): line.get_ydata()[-1] for line in ax.lines if line.get_label() in names}
    by_end, by_place = sorted(ends, key=ends.get), sorted(names, key=lambda name: names[name].get_window_extent().y0)
    assert by_end == by_place


def test_a_name_stands_at_its_lines_end_though_the_limits_are_matplotlibs_own():
    _, ax = plots.figure()
    ax.plot([0, 20], [1, -3], label="falls")
    (name,) = plots.name_ends(ax)
    assert ax.transData.inverted().transform(ax.transAxes.transform(name.xy))[1] == pytest.approx(-3, abs=0.3)


def test_a_line_that_breaks_off_has_its_name_at_its_last_point():
    _, ax = plots.figure()
    ax.set(ylim=(0, 1))
    ax.plot([0, 1, 2], [0.2, 0.9, np.nan], label="breaks off")
    ax.plot([0, 1, 2], [0.1, 0.1, 0.1], label="goes on")
    ax.plot([0, 1, 2], [np.nan] * 3, label="never seen")
    assert {text.get_text(): text.xy[1] for text in plots.name_ends(ax)} == pytest.approx(
        {"breaks off": 0.9, "goes on": 0.1}
    )


def test_the_name_of_a_line_that_ends_early_stands_where_it_ends_and_off_the_others():
    figure, ax = plots.figure()
    ax.set(xlim=(0, 10), ylim=(0, 1))
    ax.plot([0, 4], [0.5, 0.5], label="ends early")
    ax.plot([0, 10], [0.5, 0.5], label="goes on")
    early, late = plots.name_ends(ax)
    figure.canvas.draw()
    box, crossed = early.get_window_extent(), ax.transData.transform((4, 0.5))
    assert 0 < box.x0 - crossed[0] < 15 and not box.y0 < crossed[1] < box.y1
    assert late.get_window_extent().x0 > ax.bbox.x1


@pytest.mark.parametrize("updates", range(95, 105))
def test_the_envelope_of_a_swing_does_not_fall_at_its_end(updates):
    t = np.arange(updates)
    drawn = plots.envelope(0.9**t * (0.001 + np.sin(1.4 * t) ** 2))
    assert drawn[-1] > 0.4 * drawn[-6]


def test_names_on_two_lines_have_room_for_both():
    figure, ax = plots.figure()
    for height in (0.50, 0.51):
        ax.plot([0, 1], [height, height], label="a name that is long")
    names = plots.name_ends(ax)
    figure.canvas.draw()
    low, high = (name.get_window_extent() for name in names)
    assert low.y1 <= high.y0 + 1


@given(st.lists(st.floats(-0.5, 1.5), min_size=1, max_size=8))
def test_names_that_would_overlap_are_pushed_apart_in_their_order(places):
    found = plots.spread(places, 0.1)
    assert (np.diff(found[np.argsort(places, kind="stable")]) >= 0.1 - 1e-12).all()
    assert found.min() >= 0.05 - 1e-12 and found.max() <= 0.95 + 1e-12
    free = np.abs(np.subtract.outer(places, places) + np.eye(len(places))).min() >= 0.1
    if free and min(places) >= 0.05 and max(places) <= 0.95:
        assert np.allclose(found, places)


def test_styles_go_straight_into_matplotlib():
    _, ax = plots.figure()
    (line,) = ax.plot([0, 1], [0, 1], **plots.STYLES["NAG"])
    assert line.get_color() == plots.STYLES["NAG"]["color"]


def texts_of(figure):
    return [text for text in figure.findobj(lambda artist: hasattr(artist, "get_fontsize")) if text.get_text().strip()]


def test_all_text_is_at_least_nine_points_and_plain():
    bowl = objectives.quadratic((1, 100))
    figure = plots.race(bowl, paths_on(bowl, alpha=0.01, beta=0.9, steps=60), goal=1e-6)
    figure.canvas.draw()
    texts = texts_of(figure)
    assert len(texts) > 10
    assert min(text.get_fontsize() for text in texts) >= 9
    assert not [text.get_text() for text in texts if "$" in text.get_text()]  # exponents would be smaller
    assert figure.get_figwidth() <= 9


@pytest.mark.parametrize(
    "value, text", [(1e-6, "10⁻⁶"), (1.0, "1"), (10, "10"), (100, "100"), (0.1, "0.1"), (2e7, "2·10⁷")]
)
def test_powers_of_ten_are_written_plainly(value, text):
    assert plots.power_of_ten(value) == text


def test_path_shows_every_point_of_the_run():
    bowl = objectives.quadratic((1, 10))
    _, ax = plots.figure()
    plots.surface(ax, bowl)
    run = descend(nesterov_step, bowl, alpha=0.05, beta=0.8, steps=30)
    line, cross = plots.path(ax, run, "NAG")
    assert np.array_equal(line.get_xydata(), run.theta)
    assert len(cross.get_xydata()) == 0


def test_path_in_one_dimension_lies_on_the_curve():
    well = objectives.double_well()
    _, ax = plots.figure()
    plots.surface(ax, well)
    line, _ = plots.path(ax, descend(momentum_step, well, alpha=0.02, beta=0.8, steps=20), "momentum")
    x, height = line.get_xydata().T
    assert np.allclose(height, well.value(x[:, None]))


@pytest.mark.parametrize("objective", [objectives.quadratic((1, 100)), objectives.double_well()], ids=lambda o: o.name)
def test_diverging_path_ends_in_a_cross_on_the_border(objective):
    run = descend(nesterov_step, objective, alpha=0.8, beta=0.9, steps=50)
    assert run.diverged
    _, ax = plots.figure()
    plots.surface(ax, objective)
    line, cross = plots.path(ax, run, "NAG")
    limits = np.array([ax.get_xlim(), ax.get_ylim()])
    ((x, y),) = cross.get_xydata()
    assert np.isclose([x, y], limits.T).any()
    assert (limits[:, 0] <= [x, y]).all() and ([x, y] <= limits[:, 1]).all()
    assert np.allclose(line.get_xydata()[-1], [x, y])


def beside_gradient_descents_line(others):
    """Return the colour, red, green and blue, two and a half points above the level walk of gradient descent, on paper, with the walks of others far away."""
    figure, ax = plots.figure()
    ax.set(xlim=(0, 1), ylim=(-1, 1))
    line, _ = plots.path(ax, None, "gradient descent")
    line.set_data([0, 1], [0, 0])
    for other in others:
        plots.path(ax, None, "NAG")[0].set_data([0, 1], [other, other])
    figure.canvas.draw()
    x, y = ax.transData.transform((0.5, 0))
    pixels = np.asarray(figure.canvas.buffer_rgba())
    return pixels[int(len(pixels) - y - 2.5 * figure.dpi / 72), int(x), :3].astype(int)


def test_gradient_descent_has_a_band_only_beside_another_walk():
    alone = beside_gradient_descents_line([])
    assert beside_gradient_descents_line([0.8]).sum() < alone.sum() - 60


def test_a_walk_that_is_not_shown_yet_gives_gradient_descent_no_band():
    figure, ax = plots.figure()
    line, _ = plots.path(ax, None, "gradient descent")
    line.set_data([0, 1], [0, 0])
    figure.canvas.draw()
    alone = np.array(figure.canvas.buffer_rgba())
    plots.path(ax, None, "NAG")
    figure.canvas.draw()
    assert (np.asarray(figure.canvas.buffer_rgba()) == alone).all()


def test_shown_rows_of_a_run_end_before_its_divergence():
    bowl = objectives.quadratic((1, 100))
    run = descend(nesterov_step, bowl, alpha=0.014, beta=0.9, steps=200)
    _, ax = plots.figure()
    plots.surface(ax, bowl)
    artists = plots.path(ax, run, "NAG")
    plots.move_path(artists, run, rows=5)
    assert len(artists[0].get_xydata()) == 5
    assert len(artists[1].get_xydata()) == 0


def test_losses_are_above_the_minimum_on_a_log_axis():
    well = objectives.double_well()
    run = descend(gradient_descent_step, well, start=[-1.5], alpha=0.05, steps=10)
    _, ax = plots.figure()
    line, *_ = plots.losses(ax, {"gradient descent": run}, well.minimum)
    assert ax.get_yscale() == "log"
    assert np.allclose(line.get_ydata(), run.loss - well.minimum)


def test_losses_that_reach_the_minimum_exactly_stay_on_the_log_axis():
    bowl = objectives.quadratic((1, 1))
    _, ax = plots.figure()
    line, *_ = plots.losses(ax, {"gradient descent": descend(gradient_descent_step, bowl, alpha=1.0, steps=3)})
    assert (line.get_ydata() > 0).all()


def test_losses_without_a_known_minimum_are_linear():
    saddle = objectives.quadratic((1, -0.1), start=(1, 0.001))
    run = descend(nesterov_step, saddle, alpha=0.1, beta=0.9, steps=20)
    _, ax = plots.figure()
    line, *_ = plots.losses(ax, {"NAG": run}, minimum=None)
    assert ax.get_yscale() == "linear"
    assert np.allclose(line.get_ydata(), run.loss)


def test_a_goal_is_a_line_across_the_losses_with_its_name():
    run = descend(gradient_descent_step, objectives.quadratic((1, 4)), alpha=0.1, steps=10)
    _, ax = plots.figure()
    lines = len(plots.losses(ax, {"gradient descent": run}))
    assert len(ax.lines) == lines
    _, ax = plots.figure()
    plots.losses(ax, {}, goal=1e-3)
    (goal,) = ax.lines
    assert np.array_equal(goal.get_ydata(), [1e-3, 1e-3]) and np.array_equal(goal.get_xdata(), [0, 1])
    assert [text.get_text() for text in ax.texts] == ["goal 10⁻³"]


def test_losses_mark_divergence_at_its_update():
    bowl = objectives.quadratic((1, 100))
    run = descend(nesterov_step, bowl, alpha=0.014, beta=0.9, steps=300)
    _, ax = plots.figure()
    *_, cross = plots.losses(ax, {"NAG": run})
    assert cross.get_xdata()[0] == run.diverged_at


def test_race_draws_the_surface_beside_the_losses():
    figure = plots.race(objectives.beale(), paths_on(objectives.beale(), alpha=0.01, beta=0.9, steps=5))
    assert len(figure.axes) == 2


def test_race_in_many_dimensions_has_losses_alone():
    hard = objectives.nesterov_worst(5)
    assert len(plots.race(hard, paths_on(hard, alpha=1.0, beta=0.5, steps=5)).axes) == 1


def test_nothing_warns_whatever_is_drawn():
    nowhere = objectives.from_function(lambda x, y: x * np.nan if np.ndim(x) else float(x), start=(1, 1))
    spike = objectives.from_function(lambda x: x**2, start=[0.0])
    cases = [
        (objectives.rosenbrock(), 0.5),
        (objectives.quadratic((1, -0.1)), 0.1),
        (objectives.beale(), 1.0),
        (objectives.bent_parabola(), 0.2),
        (spike, 0.1),
        (nowhere, 0.1),
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for objective, alpha in cases:
            plots.show(plots.race(objective, paths_on(objective, alpha=alpha, beta=0.9, steps=30)), "A race.")


def test_surface_refuses_three_dimensions():
    with pytest.raises(ValueError, match="one or two dimensions.*3"):
        plots.surface(plots.figure()[1], objectives.quadratic((1, 2, 3)))


def test_path_refuses_a_batch_and_says_what_to_do():
    runs = descend(nesterov_step, objectives.quadratic((1, 2)), alpha=np.array([0.1, 0.2]), steps=3)
    _, ax = plots.figure()
    with pytest.raises(ValueError, match=r"single runs.*\(2,\).*take one run"):
        plots.path(ax, runs, "NAG")


def test_path_refuses_an_unknown_method():
    run = descend(nesterov_step, objectives.quadratic((1, 2)), steps=3)
    with pytest.raises(
        ValueError, match="must be one of 'gradient descent', 'momentum', 'NAG', 'yours', 'look-ahead c', got 'nag'"
    ):
        plots.path(plots.figure()[1], run, "nag")


def test_small_palette_keeps_the_colours_of_the_methods():
    figure, ax = plots.figure()
    for i, name in enumerate(plots.METHODS):
        ax.plot([0, 1], [i, i], color=plots.STYLES[name]["color"], linewidth=6)
    pixels = np.array(Image.open(io.BytesIO(plots.show(figure, "Four lines.").png)).convert("RGB")).reshape(-1, 3)
    for name in plots.METHODS:
        wanted = np.array(matplotlib.colors.to_rgb(plots.STYLES[name]["color"])) * 255
        assert np.abs(pixels - wanted).max(axis=1).min() <= 12


def test_paper_stays_white():
    figure, ax = plots.figure()
    plots.surface(ax, objectives.quadratic((1, 100)))
    assert Image.open(io.BytesIO(plots.show(figure, "A bowl.").png)).convert("RGB").getpixel((1, 1)) == (255, 255, 255)
