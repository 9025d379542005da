"""Names beside curves: where they stand, how they ride, and when they look for another place."""

import itertools

import numpy as np
import pytest

from nag_helpers import explorers, plots, png
from nag_helpers.explorers import names

EXPLORERS = [getattr(explorers, name) for name in explorers.__all__]


@pytest.fixture
def ax():
    _, axes = plots.figure(width=5, height=4)
    axes.set(xlim=(0, 10), ylim=(0, 10))
    axes.get_figure().canvas.draw()
    return axes


def overlap(one, other):
    return all(np.minimum(one[1], other[1]) - np.maximum(one[0], other[0]) > 1e-9)


def drawn(ax, name):
    """Return the pixels of the box of a name, shape (height, width, 3)."""
    ax.add_artist(name)
    ax.get_figure().canvas.draw()
    low, high = np.round(name.box * ax.get_figure().dpi).astype(int)
    return np.asarray(ax.get_figure().canvas.buffer_rgba())[::-1][low[1] : high[1], low[0] : high[0], :3]


def test_a_name_is_written_in_the_colour_of_its_curve(ax):
    name = names.Name(ax.plot([1, 9], [5, 5], color="#0a46a0", label="NAG")[0])
    name.ride()
    assert (drawn(ax, name) == (0x0A, 0x46, 0xA0)).all(axis=-1).any()


def test_on_land_a_name_has_an_edge_of_paper_and_the_land_is_seen_around_it(ax):
    ax.set_facecolor("#88aaaa")
    name = names.Name(ax.plot([1, 9], [5, 5], color="#0a46a0", label="NAG")[0])
    name.ride()
    pixels = drawn(ax, name)
    assert (pixels.min(axis=-1) > 225).any()
    assert (pixels[0] == (0x88, 0xAA, 0xAA)).all()


def test_a_name_is_kept_back_while_its_label_begins_with_an_underscore(ax):
    (line,) = ax.plot([1, 9], [5, 5], label="NAG")
    name = names.Name(line)
    for label, seen in (("_NAG", False), ("NAG", True)):
        line.set_label(label)
        name.settle(np.empty((0, 2)))
        assert (name.box is not None) == seen
        name.ride()
        assert (name.box is not None) == seen


def test_a_name_is_written_in_nine_points(ax):
    name = names.Name(ax.plot([1, 9], [5, 5], color="#0a46a0", label="H")[0])
    name.ride()
    rows = np.flatnonzero((drawn(ax, name)[..., 0] < 160).any(axis=1))
    assert (np.ptp(rows) + 1) / ax.get_figure().dpi * 72 >= 9 * 0.7  # a capital is 0.73 of the size that is named


def test_a_name_stands_beside_its_curve_and_does_not_cover_it(ax):
    (line,) = ax.plot([1, 9], [5, 5], label="NAG")
    name = names.Name(line)
    name.settle(np.empty((0, 2)))
    low, high = name.box
    distance = np.maximum(low - names.felt(line), names.felt(line) - high).max(axis=1).min()
    assert 0 < distance < 0.2


def test_two_names_on_one_curve_stand_apart(ax):
    both = [names.Name(ax.plot([1, 9], [5, 5], label=label)[0]) for label in ("momentum", "NAG")]
    names.settle(both)
    assert not overlap(*(name.box for name in both))


def test_a_name_keeps_away_from_other_curves_points_and_texts(ax):
    name = names.Name(ax.plot([1, 9], [5, 5], label="NAG")[0])
    ax.plot([5, 10], [5.5, 5.5])
    ax.text(0, 5.5, "goal")
    below = names.lattice(*(np.array(ax.transData.transform([(0, 3.9), (10, 4.9)])) / ax.get_figure().dpi))
    names.settle([name], below)
    covered = np.concatenate([below, *map(names.felt, ax.lines)])
    low, high = name.box
    assert (
        not ((covered > low) & (covered < high)).all(axis=1).any() and low[1] > ax.transData.transform((0, 5))[1] / 100
    )


def test_a_name_stands_where_it_cannot_be_taken_for_another_curves(ax):
    """Two curves meet at the end: there the name would stand between them."""
    name = names.Name(ax.plot([0, 10], [10, 0], label="the minimiser")[0])
    (other,) = ax.plot([0, 10], [0, 0])
    names.settle([name])
    assert name.box[0, 1] - names.felt(other)[:, 1].max() > 2 * names.GAP


def test_a_name_rides_with_its_curve(ax):
    (line,) = ax.plot([1, 9], [5, 5], label="NAG")
    name = names.Name(line)
    name.settle(np.empty((0, 2)))
    before = name.box
    line.set_data([1, 9], [7, 7])
    up = (ax.transData.transform((0, 7)) - ax.transData.transform((0, 5))) / ax.get_figure().dpi
    name.ride()
    np.testing.assert_allclose(name.box - before, [up, up], atol=1e-12)


def test_a_name_rides_on_the_data_that_it_stood_beside(ax):
    (line,) = ax.plot(np.arange(11), np.full(11, 5.0), label="NAG")
    name = names.Name(line)
    name.settle(names.lattice((0, 0), ax.transData.transform((7, 10)) / ax.get_figure().dpi))  # not on the left
    x = ax.transData.inverted().transform(name.box.mean(axis=0) * ax.get_figure().dpi)[0]
    steep = 5 + 4 * (np.arange(11) - 5) / 5
    line.set_data(np.arange(11), steep)
    name.ride()
    moved = ax.transData.inverted().transform(name.box.mean(axis=0) * ax.get_figure().dpi)
    assert abs(moved[0] - x) < 1 and moved[1] > 6


def test_a_name_whose_data_has_left_the_picture_rides_at_the_end_of_what_is_seen(ax):
    (line,) = ax.plot([1, 3, 9], [5, 5, 5], label="NAG")
    name = names.Name(line)
    name.settle(np.empty((0, 2)))
    line.set_data([1, 3, 9], [5, 5, np.nan])
    name.ride()
    end = ax.transData.transform((3, 5)) / ax.get_figure().dpi
    assert np.hypot(*(name.box.mean(axis=0) - end)) < 0.6


def test_a_name_that_is_free_stays_where_it_is(ax):
    (line,) = ax.plot([1, 9], [5, 5], label="NAG")
    name = names.Name(line)
    name.settle(np.empty((0, 2)))
    before = name.box
    elsewhere = ax.transData.transform([(1, 9.5)]) / ax.get_figure().dpi
    name.settle(elsewhere)
    np.testing.assert_array_equal(name.box, before)


def test_a_name_that_is_covered_moves(ax):
    name = names.Name(ax.plot([1, 9], [5, 5], label="NAG")[0])
    name.settle(np.empty((0, 2)))
    before = name.box
    names.settle([name], names.lattice(*before))
    assert not overlap(name.box, before)


def test_the_name_of_an_empty_or_hidden_curve_is_hidden(ax):
    (line,) = ax.plot([], [], label="NAG")
    name = names.Name(line)
    name.ride()
    assert name.box is None
    line.set_data([1, 9], [5, 5])
    name.ride()
    assert name.box is not None
    line.set_visible(False)
    name.settle(np.empty((0, 2)))
    assert name.box is None


def test_a_curve_that_runs_out_of_the_picture_is_named_inside(ax):
    name = names.Name(ax.plot([1, 2, 3], [5, 1e9, np.inf], label="NAG")[0])
    name.settle(np.empty((0, 2)))
    low, high = name.box
    corners = np.array([ax.bbox.min, ax.bbox.max]) / ax.get_figure().dpi
    assert (low >= corners[0]).all() and (high <= corners[1]).all()


def test_names_at_ends_stand_right_of_their_lines_ends_at_their_heights_and_in_their_order(ax):
    lines = [ax.plot([0, 6], [1, height], label=label)[0] for label, height in (("low", 2), ("middle", 5), ("high", 8))]
    ends = [names.EndName(line) for line in lines]
    names.stand_at_ends(ends)
    places = ax.transData.transform([(6, 2), (6, 5), (6, 8)]) / ax.get_figure().dpi
    np.testing.assert_allclose([name.box.mean(axis=0)[1] for name in ends], places[:, 1], atol=1e-9)
    np.testing.assert_allclose([name.box[0, 0] for name in ends], places[:, 0] + names.GAP, atol=1e-9)


def test_the_name_of_a_line_that_reaches_the_edge_stands_in_the_margin(ax):
    name = names.EndName(ax.plot([0, 10], [1, 5], label="NAG")[0])
    names.stand_at_ends([name])
    assert name.box[0, 0] > ax.bbox.x1 / ax.get_figure().dpi


def test_where_another_line_goes_on_the_name_covers_neither(ax):
    lines = [ax.plot(x, [5, 5], label=label)[0] for x, label in (([0, 5], "NAG"), ([5.2, 10], "momentum"))]
    ended, going_on = (names.EndName(line) for line in lines)
    names.stand_at_ends([ended, going_on])
    low, high = ended.box
    covered = np.vstack([names.felt(line) for line in lines])
    assert not ((covered > low) & (covered < high)).all(axis=1).any()
    assert np.abs(ended.box.mean(axis=0) - names.felt(lines[0])[-1]).max() < 0.5


def test_a_line_that_leaves_at_the_bottom_has_its_name_beside_it_and_no_other_line_in_it(ax):
    lines = [
        ax.plot([0, x], [10, -2], label=label)[0] for x, label in ((5, "lower bound"), (6, "momentum"), (9, "NAG"))
    ]
    ends = [names.EndName(line) for line in lines]
    names.stand_at_ends(ends)
    for name in ends:
        low, high = name.box
        assert not any(((points > low) & (points < high)).all(axis=1).any() for points in map(names.felt, lines))


def test_a_point_between_two_gaps_is_no_line_and_carries_no_name(ax):
    (line,) = ax.plot([0, 5, 6, 9, 10], [1, 5, np.nan, 9, np.nan])
    assert names.felt(line)[-1][0] == pytest.approx(ax.transData.transform((5, 5))[0] / ax.get_figure().dpi)


def test_a_name_that_is_pushed_away_from_its_lines_end_is_tied_to_it(ax):
    ends = [names.EndName(ax.plot([0, 10], [1, 5 + i / 10], label=label)[0]) for i, label in enumerate("abcd")]
    names.stand_at_ends(ends)
    assert ends[0].leader is not None and ends[3].leader is not None
    np.testing.assert_allclose(ends[0].leader[0], ax.transData.transform((10, 5)) / ax.get_figure().dpi, atol=0.02)
    names.stand_at_ends(ends[:1])
    assert ends[0].leader is None


def test_names_that_ride_onto_one_another_go_to_other_sides(ax):
    points = [ax.plot([x], [5], "o", label=label)[0] for x, label in ((2, "momentum"), (8, "NAG"), (5, "θ"))]
    beside = [names.Name(point) for point in points]
    names.settle(beside)
    for point, x in zip(points, (4.9, 5, 6)):
        point.set_data([x], [5])
    for name in beside:
        name.ride()
    names.keep_apart(beside)
    boxes = [name.box for name in beside if name.box is not None]
    assert len(boxes) == 3 and not any(overlap(*pair) for pair in itertools.combinations(boxes, 2))


@pytest.mark.parametrize("kind", EXPLORERS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("size", ["middle", "narrow"])
def test_in_a_narrow_picture_the_names_of_lines_stand_in_rows_above_the_panels(kind, size):
    explorer = kind()
    explorer._session._rest(size=size)
    explorer.refresh()
    scene = explorer._session.scene
    keys = [name for name in scene.names if isinstance(name, names.KeyName)]
    written = {line.get_label() for line in explorer.named() if line.get_visible() and len(line.get_xdata())}
    assert {name.text for name in keys if name.box is not None} == written
    width, height = scene.figure.get_size_inches()
    titles = [ax.get_window_extent() for ax in scene.figure.axes]
    for name in keys:
        if name.box is not None:
            (left, bottom), (right, top) = name.box
            assert left >= 0 and right <= width + 0.01 and top <= height + 0.01
            inside = [
                box
                for box in titles
                if box.y0 / 100 < bottom < box.y1 / 100 and box.x0 / 100 < right and left < box.x1 / 100
            ]
            assert not inside
    for ax in scene.figure.axes:
        box = ax.title.get_window_extent() if ax.get_title() else ax._left_title.get_window_extent()
        assert box.x1 / 100 <= width + 0.01, ax.get_title(loc="left")


def test_names_at_ends_that_meet_are_pushed_apart(ax):
    ends = [names.EndName(ax.plot([0, 9], [1, 5], label=label)[0]) for label in ("momentum", "NAG", "gradient descent")]
    names.stand_at_ends(ends)
    assert not any(overlap(*pair) for pair in itertools.combinations([name.box for name in ends], 2))


def test_the_name_at_the_end_of_a_hidden_line_is_hidden(ax):
    (line,) = ax.plot([0, 9], [1, 5], label="NAG")
    name = names.EndName(line)
    names.stand_at_ends([name])
    assert name.box is not None
    line.set_visible(False)
    names.stand_at_ends([name])
    assert name.box is None


@pytest.mark.parametrize("kind", EXPLORERS, ids=lambda kind: kind.__name__)
def test_the_names_of_an_explorer_stand_apart_inside_its_picture(kind):
    explorer = kind()
    all_names = explorer._session.scene.names
    boxes = [name.box for name in all_names if name.box is not None]
    assert not any(overlap(*pair) for pair in itertools.combinations(boxes, 2))
    right, top = explorer._session.scene.figure.get_size_inches()
    for low, high in boxes:
        assert (low >= -0.01).all() and high[0] <= right + 0.01 and high[1] <= top + 0.01


NEARER = (
    0.1  # inches, 10 pixels: by so much the middle of a name must be nearer to another curve to be read as that one's
)
SETTINGS = 10  # at random, for each explorer


def curves_beside(name):
    """Return the other curves for whose name it could be taken: seen, strong, of another colour, neither marks nor upright or level lines."""
    xy = [(line, line.get_xydata()) for line in name.line.axes.lines if line.get_color() != name.line.get_color()]
    return [
        line
        for line, points in xy
        if line.get_visible() and line.get_alpha() in (None, 1) and line.get_linestyle() != "None"
        if len(points) and np.ptp(points, axis=0).all()
    ]


def distance(name, line):
    """Return how far a name's middle (its left end, at the end of a line) is from a curve, in inches."""
    points, (low, high) = names.felt(line), name.box
    middle = [low[0] if isinstance(name, names.EndName) else (low[0] + high[0]) / 2, (low[1] + high[1]) / 2]
    return np.hypot(*(points - middle).T).min() if len(points) else np.inf


def beside_its_mark(name):
    """Whether it touches, but for a gap, the point whose name it is."""
    points, (low, high) = names.felt(name.line), name.box
    away = np.maximum(low - points, points - high).max(axis=1)
    return name.line.get_linestyle() == "None" and away.min() < 2 * names.GAP


def misread(explorer):
    """Return the names that are nearer to another curve than to their own, and are not tied to its end, and how many there are."""
    shown = [name for name in explorer._session.scene.names if name.box is not None and not beside_its_mark(name)]
    others = [min((distance(name, line) for line in curves_beside(name)), default=np.inf) for name in shown]
    tied = [getattr(name, "leader", None) is not None for name in shown]
    wrong = [
        name.text
        for name, other, is_tied in zip(shown, others, tied)
        if other + NEARER < distance(name, name.line) and not is_tied
    ]
    return wrong, len(shown)


@pytest.mark.parametrize("kind", EXPLORERS)
def test_hardly_a_name_stands_nearer_to_another_curve(kind, record_property, monkeypatch):
    monkeypatch.setattr(
        png.Backdrop, "encode", lambda backdrop, dark=False: b""
    )  # most of the time, and nothing of the places
    explorer, rng, wrong, seen = kind(), np.random.default_rng(7), [], 0
    for _ in range(SETTINGS):
        free = [name for name in explorer.values if name not in explorer.redraw_on and rng.random() < 0.6]
        explorer.set(**{name: random_value(explorer.controls[name], rng) for name in free})
        while_moving, shown = misread(explorer)
        explorer._session.scene.settle(explorer.values)  # as at rest
        at_rest, shown_at_rest = misread(explorer)
        wrong, seen = [*wrong, *while_moving, *at_rest], seen + shown + shown_at_rest
    record_property("measured", f"{kind.__name__}: {len(wrong)} of {seen} names nearer to another curve")
    assert len(wrong) <= 0.03 * seen, wrong


def random_value(control, rng):
    if hasattr(control, "options"):
        options = [each[1] if isinstance(each, tuple) else each for each in control.options]
        return options[rng.integers(len(options))]
    if isinstance(control.value, bool):
        return bool(rng.integers(2))
    value = rng.uniform(control.min, control.max)
    return control.base**value if hasattr(control, "base") else type(control.value)(value)


def test_while_it_plays_no_name_of_the_anatomy_lies_on_an_arrow_or_on_another_name():
    explorer = explorers.AnatomyExplorer()
    covered = 0
    for update in range(1, 12):
        explorer.set(update=update)
        shown = [name for name in explorer._session.scene.names if name.box is not None]
        assert not any(overlap(*pair) for pair in itertools.combinations([name.box for name in shown], 2))
        for name in shown:
            low, high = name.box
            shafts = np.vstack([names.felt(line) for line in explorer.shafts.values()])
            covered += ((shafts > low) & (shafts < high)).all(axis=1).sum() > 2
    assert covered <= 3  # of eighty or so, where arrows run so close together that there is no room
