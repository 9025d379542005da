"""Running a black box on a bowl whose curvatures suit it, without touching anything of the caller's."""

import contextlib
import random
import sys
import warnings
from typing import NamedTuple

import numpy as np

from nag_helpers.frameworks.identify.boxes import CannotRunError

UPDATES = 24
#: Curvatures, as shares of the one for which the first update leads to the minimum.
SHARES = np.array([0.02, 0.08, 0.2, 0.35, 0.55, 0.8])
TOO_FAR = 1e8


class Measured(NamedTuple):
    """A run on a bowl.

    Attributes
    ----------
    q : array, shape (updates + 1, modes)
        Distances from the minimum, which begin at ``start``.
    curvature : array, shape (updates + 1, modes)
        That of each update's bowl; the last row repeats.
    """

    q: np.ndarray
    curvature: np.ndarray

    @property
    def diverged(self):
        """Whether the run left every bound."""
        return not np.isfinite(self.q[-1]).all() or np.abs(self.q[-1]).max() > TOO_FAR


@contextlib.contextmanager
def nothing_changed():
    """Put back, afterwards, the seeds of random numbers and what NumPy says of overflows; warnings stay unsaid."""
    torch = sys.modules.get("torch")
    before, plain = np.random.get_state(), random.getstate()
    theirs = torch.get_rng_state() if hasattr(torch, "get_rng_state") else None
    try:
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        np.random.set_state(before)
        random.setstate(plain)
        if theirs is not None:
            torch.set_rng_state(theirs)


def unit_of(box):
    """Return the curvature for which the first update that moves leads to the minimum; negative if it climbs; None if nothing moves it."""
    run = box.begin(np.ones(len(SHARES)))
    steep = np.arange(len(SHARES)) >= len(SHARES) // 2
    slope = _Slope(steep.astype(float), np.zeros(len(SHARES)))
    for _ in range(10):
        position = np.ravel(run.update(slope))
        if not np.isfinite(position).all():
            raise CannotRunError("On a bowl of curvature 1, its parameters are no longer finite after an update.")
        moved = (position[~steep] - position[steep]).mean()
        if abs(moved) > 1e-12:
            return float(1 / moved)
    return None


def moves_all_alike(box):
    """Whether the gradient moves a box, though by the same in every coordinate."""
    ones, zeros = np.ones(len(SHARES)), np.zeros(len(SHARES))
    level, steep = (np.ravel(box.begin(ones).update(_Slope(curvature, zeros))) for curvature in (zeros, ones))
    return bool(np.isfinite(steep).all() and np.abs(steep - level).max() > 1e-12)


def run(box, unit, updates=UPDATES, start=1.0, drop_at=None):
    """Run a box on a bowl.

    Parameters
    ----------
    box : black box
    unit : float or None
        By what `SHARES` are multiplied. None: learnt from the first update, whose bowl has curvatures 1 and 1/2.
    updates : int
    start : float or array of shape (modes,)
        Distance from the minimum.
    drop_at : int, optional
        Before this update the learning rate is divided by ten.

    Returns
    -------
    Measured
        It ends early where the run leaves every bound.

    Raises
    ------
    CannotRunError
        If the box cannot be run, or has no learning rate to drop.
    """
    start = np.ones(len(SHARES)) * start
    begun, centre = box.begin(start), np.zeros(len(SHARES))
    if getattr(box, "own_start", False):
        if begun.parameters.ndim != 1 or not begun.parameters.size:
            raise CannotRunError(
                f"It holds parameters of shape {begun.parameters.shape}; here they must be a number or a row of them."
            )
        # around zero, towards which a weight decay pulls, except for what stands there
        centre = np.where(begun.parameters == 0, -1.0, 0.0)
        start = begun.parameters - centre
    rows, used = [start], []
    for t in range(updates):
        if drop_at == t + 1 and not begun.drop():
            raise CannotRunError("There is no learning rate to drop.")
        used.append(1 / (1 + np.arange(len(start)) % 2) if unit is None else unit * _shares(len(start), t))
        rows.append(np.ravel(begun.update(_Slope(used[-1], centre))) - centre)
        if not np.isfinite(rows[-1]).all() or np.abs(rows[-1]).max() > TOO_FAR:
            break
        if unit is None:
            moved = ((rows[-2] - rows[-1]) / (used[-1] * rows[-2])).mean()
            unit = 1 / moved if moved else 1.0
    return Measured(np.array(rows), np.array([*used, used[-1]]))


def _shares(modes, t):
    """Return the bowl of an update: the shares; where parameters are few these take turns, or one bowl would not tell enough."""
    return SHARES if modes == len(SHARES) else SHARES[(t + np.arange(modes)) % len(SHARES)]


class _Slope:
    """The gradient of a bowl, at points of the parameters' shape or shape (modes,)."""

    def __init__(self, curvature, centre):
        self.curvature, self.centre = curvature, centre

    def __call__(self, points):
        points = np.asarray(points, dtype=float)
        return (self.curvature * (np.ravel(points) - self.centre)).reshape(points.shape)
