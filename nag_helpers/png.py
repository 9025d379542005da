"""What an Agg canvas holds as a small PNG: 64 colours are enough for lines, text and a few shades."""

import io

import numpy as np
from PIL import Image

COLORS = 64


def encode(canvas):
    """Return what a canvas holds.

    Parameters
    ----------
    canvas : matplotlib FigureCanvasAgg

    Returns
    -------
    bytes
    """
    return _written(*_reduced(_pixels(canvas)), canvas.get_width_height())


class Backdrop:
    """What a canvas holds when this is made, to be put back again and again behind something new.

    Reducing the colours is most of an encoding, so a picture before the backdrop reduces only what differs from it.

    Parameters
    ----------
    canvas : matplotlib FigureCanvasAgg
    """

    def __init__(self, canvas):
        self._canvas = canvas
        self._region = canvas.copy_from_bbox(canvas.figure.bbox)
        self._indices, self._palette = _reduced(_pixels(canvas))

    def put_back(self):
        """Let the canvas hold the backdrop and nothing else."""
        self._canvas.restore_region(self._region)

    def encode(self):
        """Return the backdrop with what has been drawn on it since, as `encode` does."""
        pixels = _pixels(self._canvas)
        new = np.flatnonzero(pixels != np.asarray(self._region).view(np.uint32).ravel())
        indices = self._indices.copy()
        palette = self._palette
        if new.size:
            own, colors = _reduced(pixels[new])
            indices[new] = own + COLORS
            palette = [*palette, *[0] * (3 * COLORS - len(palette)), *colors]
        return _written(indices, palette, self._canvas.get_width_height())


def _pixels(canvas):
    """Return a canvas's pixels, four bytes each, row by row, shape (height * width,)."""
    return np.asarray(canvas.buffer_rgba()).view(np.uint32).ravel()


def _reduced(pixels):
    """Return pixels as indices into a palette, shape (n,), and the palette: red, green, blue, red, ..."""
    image = Image.frombytes("RGB", (pixels.size, 1), pixels.tobytes(), "raw", "RGBX")
    reduced = image.quantize(COLORS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    levels = [255 if level > 250 else level for level in reduced.getpalette()]  # white comes out as a grey
    return np.asarray(reduced).ravel(), levels


def _written(indices, palette, size):
    image = Image.frombytes("P", size, indices.tobytes())
    image.putpalette(palette)
    stream = io.BytesIO()
    image.save(stream, "PNG", compress_level=1)
    return stream.getvalue()
