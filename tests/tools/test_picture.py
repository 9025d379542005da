"""The pictures of the documentation are those that the code draws, and the language holds on light paper, on dark paper and in grey."""

import base64
import io

import numpy as np
import pytest
from coarse import TOLERANCE, coarse_print
from PIL import Image

from nag_helpers import plots, png
from tools.author import picture
from tools.places import ROOT


@pytest.mark.parametrize("name", ["race", "elements"])
def test_the_saved_picture_is_what_the_code_draws(name):
    figure = getattr(picture, name)()
    figure.canvas.draw()
    saved = (ROOT / f"docs/{name}.png").read_bytes()
    drawn, kept = (coarse_print(base64.b64encode(each)) for each in (png.encode(figure.canvas), saved))
    assert np.abs(drawn - kept).max() <= TOLERANCE


def test_the_saved_film_ends_as_the_race_does_now():
    saved = Image.open(ROOT / "docs/race.gif")
    assert saved.n_frames == len(picture.FILM)
    saved.seek(saved.n_frames - 1)
    drawn, kept = (coarse_print(_base64(frame)) for frame in (picture.film(picture.FILM[-1:])[0], saved))
    assert np.abs(drawn - kept).max() <= TOLERANCE


def _base64(image):
    stream = io.BytesIO()
    image.convert("RGB").save(stream, "PNG")
    return base64.b64encode(stream.getvalue())


@pytest.mark.parametrize("paper", ["light", "dark"])
def test_every_method_is_seen_on_the_page_of_elements_and_in_grey(paper):
    figure = picture.elements()
    figure.canvas.draw()
    pixels = (
        np.frombuffer(_rgb(png.encode(figure.canvas, dark=paper == "dark")), dtype=np.uint8).reshape(-1, 3).astype(int)
    )
    colors = [png.darkened(_levels(name))[0] if paper == "dark" else np.array(_levels(name)) for name in plots.METHODS]
    for color in colors:
        assert np.count_nonzero(np.abs(pixels - color).max(axis=1) <= 16) > 100
    greys = np.sort([color @ [0.2126, 0.7152, 0.0722] for color in colors])
    assert np.diff(greys).min() > (8 if paper == "light" else 0)


def _levels(name):
    return [int(plots.STYLES[name]["color"][i : i + 2], 16) for i in (1, 3, 5)]


def _rgb(encoded):
    return Image.open(io.BytesIO(encoded)).convert("RGB").tobytes()
