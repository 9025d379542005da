"""A coarse print of a picture: few mean colours, alike on every machine, different where a line, an area or a frame is missing."""

import base64
import io

import numpy as np
from PIL import Image

SIZE = (16, 12)  # columns and rows
TOLERANCE = 4  # of 255 in one colour: unbroken drawings differ by 0, the least of the broken ones by 7


def coarse_print(png):
    """Return the mean colours of a picture on white paper, shape (12, 16, 3); ``png`` is its text in base64."""
    picture = Image.open(io.BytesIO(base64.b64decode(png))).convert("RGBA")
    paper = Image.new("RGBA", picture.size, "white")
    small = Image.alpha_composite(paper, picture).convert("RGB").resize(SIZE, Image.Resampling.BOX)
    return np.asarray(small, dtype=int)


def pictures(outputs):
    """Return the pictures among a cell's outputs, in order."""
    return [output["data"]["image/png"] for output in outputs if "image/png" in output.get("data", {})]


def difference(new, saved):
    """Return in words how a cell's pictures differ from those saved; "" where they are alike."""
    new, saved = pictures(new), pictures(saved)
    if len(new) != len(saved):
        return f"The cell shows {len(new)} pictures, and {len(saved)} are saved."
    for number, two in enumerate(zip(new, saved, strict=True), 1):
        a, b = (coarse_print(png) for png in two)
        most = np.abs(a - b).max()
        if most > TOLERANCE:
            return f"Picture {number} of the cell is not the one saved: a mean colour differs by {most} of 255."
    return ""
