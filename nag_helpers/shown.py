"""What a notebook shows of a figure: a picture, and the words that stand for it where it cannot be seen."""

import base64
import html
import io
import json
from importlib import resources

from matplotlib.figure import Figure
from PIL import Image

from nag_helpers import checks, look, png

WORDS = json.loads(resources.files("nag_helpers").joinpath("data/picture_words.json").read_text(encoding="utf-8"))

# On JupyterLab's dark paper pictures are dark as well, as on the reading pages, and what follows a folded text keeps away from it;
# elsewhere the rules find nothing.
STYLE = (
    '<style>[data-jp-theme-light="false"] :is(.nag-picture, .jp-Notebook:has(.nag-picture) .jp-MarkdownOutput img[src^="data:"]) '
    "{ filter: invert(.9) hue-rotate(180deg); border-radius: 6px; } "
    ".jp-Notebook:has(.nag-picture) .jp-MarkdownOutput details:not(:last-child) { margin-bottom: 1em; }</style>"
)


class Picture:
    """A picture that a notebook shows, with the words that stand for it where it cannot be seen.

    Attributes
    ----------
    png : bytes
    alt : str
    heading : str
        Shown above it.
    words : str
        Shown below it, as HTML.
    """

    def __init__(self, png, alt, heading="", words=""):
        self.png, self.alt, self.heading, self.words = png, alt, heading, words

    def __repr__(self):
        return self.alt

    def _repr_mimebundle_(self, include=None, exclude=None):
        """Return the picture as HTML, whose ``alt`` every viewer hands on, and as the PNG alone for the others."""
        encoded = base64.b64encode(self.png).decode("ascii")
        data = {"text/plain": self.alt, "text/html": self._as_html(encoded), "image/png": encoded}
        return data, {"image/png": {"alt": self.alt}}

    def _as_html(self, encoded):
        width, height = Image.open(io.BytesIO(self.png)).size
        heading = f"<p><b>{html.escape(self.heading)}</b></p>\n" if self.heading else ""
        words = f"\n<p>{self.words}</p>" if self.words else ""
        image = (
            f'<img alt="{html.escape(self.alt)}" width="{width}" height="{height}" class="nag-picture" '
            f'style="max-width: 100%; height: auto; border-radius: 6px" src="data:image/png;base64,{encoded}">'
        )
        if not heading and not words:
            return STYLE + image
        # A page that does not trust a notebook drops STYLE, but what stands around the picture is then still on the page's own paper.
        frame = (
            "border: 1px solid #7c848d66; border-radius: 8px; padding: 8px; max-width: 918px; box-sizing: border-box"
        )
        return f'{STYLE}<div style="{frame}">\n{heading}{image}{words}\n</div>'


def show(figure, words):
    """Return the figure as a picture for the end of a notebook cell.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
    words : str
        What the picture shows, in a sentence or two; or a name in ``data/picture_words.json``, where a notebook's words stand: in
        the cell they would give away what the picture shows before it is drawn.

    Returns
    -------
    Picture
    """
    checks.instance_of("figure", figure, Figure, "a matplotlib Figure")
    if not isinstance(words, str) or not words.strip():
        raise ValueError(f"words must say what the picture shows, got {words!r}")
    if " " not in words.strip():
        words = WORDS[checks.one_of("the picture's name", words, tuple(WORDS))]
    if look.projected() or look.narrow(figure):
        look.break_lines(figure)
        figure.set_dpi(look.PROJECTED_DPI if look.projected() else look.NARROW_DPI)
    if look.narrow(figure):
        look.make_room(figure)
    figure.canvas.draw()
    return Picture(png.encode(figure.canvas), words.strip())
