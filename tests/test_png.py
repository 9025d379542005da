"""Pictures as small PNG files: what is encoded looks like what the canvas holds."""

import io

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from nag_helpers import objectives, plots, png


@pytest.fixture
def canvas():
    figure = Figure(figsize=(3, 2), dpi=100, facecolor="white")
    canvas = FigureCanvasAgg(figure)
    figure.subplots().plot([0, 1, 2], [1, 3, 2], **plots.STYLES["NAG"])
    canvas.draw()
    return canvas


def decoded(encoded):
    return np.asarray(Image.open(io.BytesIO(encoded)).convert("RGB")).astype(int)


def held(canvas):
    return np.asarray(canvas.buffer_rgba())[..., :3].astype(int)


def draw_a_line(canvas, color):
    (line,) = canvas.figure.axes[0].plot([0, 2], [3, 1], color=color, linewidth=4)
    canvas.figure.draw_artist(line)


def test_a_picture_looks_like_the_canvas(canvas):
    assert np.abs(decoded(png.encode(canvas)) - held(canvas)).mean() < 3


def test_white_stays_white(canvas):
    assert (decoded(png.encode(canvas))[0, 0] == 255).all()


def test_a_picture_is_much_smaller_than_its_pixels(canvas):
    assert len(png.encode(canvas)) < held(canvas).size / 20


@pytest.mark.parametrize("color", ["#de6508", "#00a651", "white"])
def test_what_is_drawn_before_a_backdrop_looks_like_the_canvas(canvas, color):
    backdrop = png.Backdrop(canvas)
    draw_a_line(canvas, color)
    new = held(canvas)
    assert np.abs(decoded(backdrop.encode()) - new).mean() < 3


def test_a_colour_that_the_backdrop_has_not_is_kept(canvas):
    backdrop = png.Backdrop(canvas)
    draw_a_line(canvas, "#00a651")
    of_this_colour = (held(canvas) == (0x00, 0xA6, 0x51)).all(axis=-1)
    assert np.abs(decoded(backdrop.encode())[of_this_colour] - (0x00, 0xA6, 0x51)).max() < 12


def test_a_backdrop_alone_is_what_the_canvas_held(canvas):
    alone = decoded(png.encode(canvas))
    np.testing.assert_array_equal(decoded(png.Backdrop(canvas).encode()), alone)
    assert (alone[0, 0] == 255).all()


def test_the_land_has_shades_enough():
    figure, ax = plots.figure(width=4, height=4)
    plots.surface(ax, objectives.quadratic(curvatures=(1, 4)), lit=False)
    figure.canvas.draw()
    encoded, pixels = decoded(png.encode(figure.canvas)), held(figure.canvas)
    land = (pixels < 255).any(axis=-1)
    assert np.abs(encoded - pixels)[land].mean() < 1.85  # of 255; 1.98 with lines' colours alone, whatever their number


def test_a_backdrop_put_back_wipes_what_was_drawn_since(canvas):
    backdrop, before = png.Backdrop(canvas), held(canvas)
    draw_a_line(canvas, "red")
    assert (held(canvas) != before).any()
    backdrop.put_back()
    np.testing.assert_array_equal(held(canvas), before)


@pytest.mark.parametrize(
    ("color", "darker"),
    [("#ffffff", True), ("#fffdf3", True), ("#1d2129", False), ("#4b525e", False), ("#0b4bab", False)],
)
def test_on_dark_paper_light_becomes_dark_and_ink_light(color, darker):
    rgb = np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)])
    turned = png.darkened(rgb)[0]
    assert (turned.sum() < 130) if darker else (turned.sum() > 300)


def test_on_dark_paper_a_strong_colour_keeps_its_hue():
    blue, orange = png.darkened([11, 75, 171, 222, 101, 8])
    assert blue.argmax() == 2 and orange.argmax() == 0


def test_a_dark_picture_shows_the_same_in_other_colours():
    figure = Figure(figsize=(1, 1))
    canvas = FigureCanvasAgg(figure)
    figure.subplots().plot([0, 1], [0, 1])
    canvas.draw()
    light, dark = (np.asarray(Image.open(io.BytesIO(png.encode(canvas, dark=dark)))) for dark in (False, True))
    assert np.array_equal(light, dark)
