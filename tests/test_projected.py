"""Pictures for a room or a telephone: fewer inches, the same letters, and lines that are broken where a panel is narrow."""

import io

import pytest
from PIL import Image

from nag_helpers import look, plots
from nag_helpers.explorers.walks import film


@pytest.fixture
def room(monkeypatch):
    monkeypatch.setenv(look.PROJECTED, "pages")


def points(size, letters):
    """Return how large letters are on a page, in points, if the picture fills it."""
    return letters * look.PAGE * look.FILLED / size[0]


def test_the_smallest_letters_have_24_points_on_a_page_and_18_where_it_is_crowded():
    assert points(look.PROJECTED_SIZE, 9) >= 24
    assert points(look.CROWDED, 9) >= 18


def test_without_a_room_a_figure_is_as_large_as_it_is_asked_for(monkeypatch):
    monkeypatch.delenv(look.PROJECTED, raising=False)
    figure, _ = plots.figure(width=9, height=3)
    assert figure.get_size_inches().tolist() == [9, 3]


def test_in_a_room_a_figure_is_small_and_its_picture_fills_a_large_projectors_page(room):
    figure, ax = plots.figure(height=3)
    ax.set_title("A finding that takes a good many words to say and does not fit on one line")
    shown = plots.show(figure, "A line that falls.")
    assert Image.open(io.BytesIO(shown.png)).size == (1920, 980)
    assert "\n" in ax.get_title(loc="left")


def test_a_crowded_figure_keeps_more_inches(room):
    assert tuple(plots.figure(rows=2, columns=3)[0].get_size_inches()) == look.CROWDED


@pytest.mark.parametrize(("where", "high"), [("pages", look.PROJECTED_SIZE[1]), ("live", look.BESIDE[1])])
def test_an_explorers_picture_is_as_large_as_its_place(monkeypatch, where, high):
    monkeypatch.setenv(look.PROJECTED, where)
    png, _ = film()._session.still()
    assert Image.open(io.BytesIO(png)).size == (1920, round(400 * high))


@pytest.mark.parametrize(("where", "opens_after"), [("pages", 100), ("live", 6)])
def test_a_film_is_whole_where_nothing_plays(monkeypatch, where, opens_after):
    monkeypatch.setenv(look.PROJECTED, where)
    assert film().values["updates"] == opens_after


@pytest.fixture
def telephone(monkeypatch):
    monkeypatch.setenv(look.NARROW, "1")


def test_on_a_telephone_what_stands_side_by_side_stands_one_below_the_other(telephone):
    figure, axes = plots.figure(columns=3, height=3, sharey=True, squeeze=False)
    figure.canvas.draw()
    assert axes.shape == (1, 3)
    assert figure.get_size_inches().tolist() == pytest.approx([look.NARROW_WIDTH, 8.1])
    lefts, bottoms = zip(*((ax.get_position().x0, ax.get_position().y0) for ax in axes[0]))
    assert max(lefts) - min(lefts) < 0.01
    assert list(bottoms) == sorted(bottoms, reverse=True)


def test_on_a_telephone_a_table_of_panels_and_a_narrow_figure_stay_as_they_are(telephone):
    assert plots.figure(rows=2, columns=3)[0].get_size_inches().tolist() == [9, 4]
    assert plots.figure(width=4, height=4)[0].get_size_inches().tolist() == [4, 4]


def test_on_a_telephone_a_title_is_broken_where_it_would_be_cut(telephone):
    figure, ax = plots.figure(height=3)
    ax.set_title("A finding that takes a good many words to say and does not fit on one line")
    assert Image.open(io.BytesIO(plots.show(figure, "Nothing yet.").png)).size == (1000, 600)
    assert "\n" in ax.get_title(loc="left")


def test_on_a_telephone_words_that_would_be_cut_get_room(telephone):
    figure, ax = plots.figure(height=3)
    words = ax.annotate("a framework holds this", (0.5, 0.5), (-200, 0), textcoords="offset points")
    words.set_in_layout(False)
    width, _ = Image.open(io.BytesIO(plots.show(figure, "Nothing yet.").png)).size
    assert 1000 < width <= 1500
    assert words.get_window_extent().x0 >= 0
