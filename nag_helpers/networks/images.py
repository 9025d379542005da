"""The images that the series trains networks on: real handwritten digits, and drawn curves."""

from importlib import resources
from typing import NamedTuple

import numpy as np

from nag_helpers import checks


class Digits(NamedTuple):
    """Images of digits, one a row with pixels in [0, 1], and which digit each shows: to train on, and kept apart."""

    train_images: np.ndarray
    train_labels: np.ndarray
    test_images: np.ndarray
    test_labels: np.ndarray


def digits(test=360, seed=0):
    """Return 1,797 handwritten digits of 8 by 8 pixels, in two parts.

    Thirteen people wrote them; each pixel counts the inked sixteenths of a small square.

    Parameters
    ----------
    test : int
        How many are kept for testing, drawn at random.
    seed : int
        Same seed, same division.

    Returns
    -------
    Digits
        Images of shape (n, 64) with pixels from 0 to 1, labels of shape (n,) from 0 to 9.

    Notes
    -----
    The test part of E. Alpaydin and C. Kaynak (1998), "Optical Recognition of Handwritten Digits", UCI Machine
    Learning Repository, https://doi.org/10.24432/C50P49, licence CC BY 4.0; taken from the copy in scikit-learn 1.9
    (``sklearn.datasets.load_digits``), stored in the same order as 8-bit integers.
    """
    with resources.files("nag_helpers").joinpath("data", "digits.npz").open("rb") as file, np.load(file) as stored:
        images, labels = stored["images"] / 16, stored["labels"].astype(int)
    test = checks.whole_number("test", test, least=0)
    if test >= len(images):
        raise ValueError(f"test must leave some of the {len(images)} images to train on, got {test}")
    order = np.random.default_rng(checks.whole_number("seed", seed, least=0)).permutation(len(images))
    kept, train = order[:test], order[test:]
    return Digits(images[train], labels[train], images[kept], labels[kept])


def curves(count, size=14, seed=0):
    """Draw curves: each image shows one smooth stroke through three random points.

    The points' x rise from left to right, a natural cubic spline goes through them, and ink is laid along it. Only
    six numbers decide an image, so six hidden units could describe it: the test bed of many papers on deep
    autoencoders, drawn here after their description and smaller.

    Parameters
    ----------
    count : int
        How many images.
    size : int
        Pixels along each side.
    seed : int
        Same seed, same images.

    Returns
    -------
    array, shape (count, size * size)
        Ink in each pixel, from 0 to 1.

    References
    ----------
    Hinton and Salakhutdinov (2006), "Reducing the dimensionality of data with neural networks"; Sutskever, Martens,
    Dahl and Hinton (2013).
    """
    count = checks.whole_number("count", count, least=1)
    size = checks.whole_number("size", size, least=2)
    rng = np.random.default_rng(checks.whole_number("seed", seed, least=0))
    x = (np.arange(3) + rng.uniform(0.1, 0.9, (count, 3))) / 3  # one point in each third: x rises
    y = rng.uniform(0.05, 0.95, (count, 3))
    along = np.linspace(0, 1, 8 * size)
    at_x = x[:, :1] + along * (x[:, 2:] - x[:, :1])
    at_y = np.clip(_spline_through_three(x, y, at_x), 0, 1)
    return _inked(at_x, at_y, size)


def _spline_through_three(x, y, at):
    """Evaluate the natural cubic spline through three points per row: two cubics, straight at both ends."""
    (h1, h2), (s1, s2) = np.diff(x).T, (np.diff(y) / np.diff(x)).T
    bend = (3 * (s2 - s1) / (h1 + h2))[:, None]  # second derivative at the middle point
    (x1, x2, x3), (y1, y2, y3) = x.T[:, :, None], y.T[:, :, None]
    left, right = (at - x1) / (x2 - x1), (x3 - at) / (x3 - x2)
    first = y1 + left * (y2 - y1) + bend * (x2 - x1) ** 2 / 6 * (left**3 - left)
    second = y3 + right * (y2 - y3) + bend * (x3 - x2) ** 2 / 6 * (right**3 - right)
    return np.where(at < x2, first, second)


def _inked(x, y, size, width=1.0):
    """Lay Gaussian dabs of ``width`` pixels along each row's curve; the more ink on a pixel, the less is added."""
    pixels = np.arange(size) + 0.5
    across = np.exp(-((x[..., None] * size - pixels) ** 2) / (2 * width**2))
    upward = np.exp(-((y[..., None] * size - pixels[::-1]) ** 2) / (2 * width**2))
    length = size * np.hypot(np.gradient(x, axis=1), np.gradient(y, axis=1))  # of curve that a dab stands for
    ink = np.swapaxes(upward, 1, 2) @ (across * length[..., None])
    return (1 - np.exp(-ink)).reshape(len(x), size * size)
