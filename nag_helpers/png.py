"""What an Agg canvas holds as a small PNG: 68 colours are enough for lines, text and a few shades.

A picture for a dark page is the same picture with other colours in its palette: nothing is drawn twice.
"""

import io

import numpy as np
from PIL import Image

LINES = 52  # colours of lines and text
SHADES = 16  # besides, of what there is most of: without them the land becomes terraces that do not follow its contours
WHITE = 0xFFFFFFFF  # a pixel of paper
SAMPLE = 13  # one pixel in so many says which shades
MOVING = 16  # besides, of what moves before a backdrop, three methods' lines and their edges: a swarm of dots is a large picture


def encode(canvas, dark=False):
    """Return what a canvas holds.

    Parameters
    ----------
    canvas : matplotlib FigureCanvasAgg
    dark : bool
        Whether white paper becomes dark, as `darkened` says.

    Returns
    -------
    bytes
    """
    return _written(*_with_shades(_pixels(canvas)), canvas.get_width_height(), dark)


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
        self._indices, self._palette = _with_shades(_pixels(canvas))

    def put_back(self):
        """Let the canvas hold the backdrop and nothing else."""
        self._canvas.restore_region(self._region)

    def encode(self, dark=False):
        """Return the backdrop with what has been drawn on it since, as `encode` does."""
        pixels = _pixels(self._canvas)
        new = np.flatnonzero(pixels != np.asarray(self._region).view(np.uint32).ravel())
        indices = self._indices.copy()
        palette = self._palette
        if new.size:
            own, colors = _reduced(pixels[new], MOVING)
            indices[new] = own + len(palette) // 3
            palette = [*palette, *colors]
        return _written(indices, palette, self._canvas.get_width_height(), dark)


def _pixels(canvas):
    """Return a canvas's pixels, four bytes each, row by row, shape (height * width,)."""
    return np.asarray(canvas.buffer_rgba()).view(np.uint32).ravel()


def _with_shades(pixels):
    """Return pixels as `_reduced` does, with `LINES` colours and `SHADES` of whatever is not white."""
    sample = pixels[::SAMPLE]
    sample = sample[sample != WHITE]
    own, palette = _reduced(pixels, LINES)
    if sample.size >= SHADES:
        shades = _image(sample).quantize(SHADES, method=Image.Quantize.MEDIANCUT).getpalette()
        palette = [*palette, *shades[: 3 * SHADES]]
    whole = Image.new("P", (1, 1))
    whole.putpalette(palette)
    nearest = np.asarray(_image(pixels).quantize(palette=whole, dither=Image.Dither.NONE)).ravel()
    return np.where(pixels == WHITE, own, nearest), palette


def _image(pixels):
    return Image.frombytes("RGB", (pixels.size, 1), pixels.tobytes(), "raw", "RGBX")


def _reduced(pixels, colors):
    """Return pixels as indices into a palette, shape (n,), and the palette: red, green, blue, red, ..."""
    reduced = _image(pixels).quantize(colors, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    levels = [255 if level > 250 else level for level in reduced.getpalette()]  # white comes out as a grey
    return np.asarray(reduced).ravel(), levels


def _written(indices, palette, size, dark):
    image = Image.frombytes("P", size, indices.tobytes())
    image.putpalette(darkened(palette).ravel().tolist() if dark else palette)
    stream = io.BytesIO()
    image.save(stream, "PNG", compress_level=3)
    return stream.getvalue()


# To the cone responses and from there to lightness, green to red, blue to yellow: Ottosson, "A perceptual color space for image
# processing" (2020), https://bottosson.github.io/posts/oklab/
_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_OKLAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


# Of a grey by its own lightness: paper becomes nearly black, a line's grey as light as the strong colours, ink nearly white.
_GREYS = (0.0, 0.25, 0.44, 0.56, 0.7, 0.8, 0.9, 1.0), (0.95, 0.88, 0.8, 0.7, 0.54, 0.38, 0.29, 0.2)


def darkened(colors):
    """Return colours for dark paper: white becomes nearly black, black nearly white, strong colours and the greys of lines stay light.

    Hues stay, but pale greens lose their yellow, which would be brown in the dark.

    Parameters
    ----------
    colors : array, reshaped to (n, 3)
        Red, green and blue from 0 to 255.

    Returns
    -------
    array of int, shape (n, 3)
    """
    rgb = np.reshape(colors, (-1, 3)) / 255
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    lightness, red, yellow = _OKLAB @ np.cbrt(_CONES @ linear.T)
    strength = np.clip((np.hypot(red, yellow) - 0.045) / 0.075, 0, 1)
    turned = np.interp(lightness, *_GREYS)
    turned += strength * (np.maximum(1 - 0.8 * lightness, 0.7) - turned)
    pale = np.clip((lightness - 0.7) / 0.2, 0, 1) * (1 - strength)
    yellow = np.where((red < 0) & (yellow > 0), yellow * (1 - 0.9 * pale), yellow)
    linear = np.linalg.solve(_CONES, (np.linalg.solve(_OKLAB, np.stack([turned, red, yellow]))) ** 3).T
    linear = np.clip(linear, 0, 1)
    return np.round(255 * np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)).astype(
        int
    )
