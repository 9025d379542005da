"""Pictures that a notebook shows, and the words that stand for them."""

import base64
import io

import pytest
from PIL import Image

from nag_helpers import plots, shown


def test_show_gives_picture_and_words():
    figure, ax = plots.figure(width=3, height=2)
    ax.plot([0, 1], [0, 1], **plots.STYLES["NAG"])
    data, metadata = shown.show(figure, "A line that rises.")._repr_mimebundle_()
    assert set(data) == {"text/plain", "text/html", "image/png"}
    assert '<img alt="A line that rises." width="300" height="200"' in data["text/html"]
    assert data["text/plain"] == metadata["image/png"]["alt"] == "A line that rises."
    assert Image.open(io.BytesIO(base64.b64decode(data["image/png"]))).size == (300, 200)


def test_a_picture_is_made_dark_once_where_the_page_is_dark():
    drawn = plots.figure(width=3, height=2)[0]
    alone = shown.show(drawn, "Two axes.")._repr_mimebundle_()[0]["text/html"]
    framed = shown.Picture(shown.show(drawn, "Two axes.").png, "Two axes.", "Where?", "Here.")
    for page in (alone, framed._repr_mimebundle_()[0]["text/html"]):
        assert page.startswith(shown.STYLE)
        assert page.count('class="nag-picture"') == 1


def test_show_finds_the_words_of_a_picture_by_its_name():
    name, words = next(iter(shown.WORDS.items()))
    assert repr(shown.show(plots.figure()[0], name)) == words
    with pytest.raises(ValueError, match="picture's name must be one of.*got 'nowhere'"):
        shown.show(plots.figure()[0], "nowhere")


@pytest.mark.parametrize("alt", ["", "  ", None])
def test_show_refuses_a_picture_without_words(alt):
    with pytest.raises(ValueError, match="words must say what the picture shows"):
        shown.show(plots.figure()[0], alt)
