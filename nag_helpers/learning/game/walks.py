"""Many walks over a hidden ground at once, what becomes of each, and what it earns."""

from typing import NamedTuple

import numpy as np

from nag_helpers.optimizers import WITH_MOMENTUM

UPDATES = 400
SHARE = 1e-6  # of the height of its start: there a walk has arrived
FLOWN = 1e3  # times the height of its start: there it has flown away
SPREAD, MISJUDGED = 0.25, 0.2  # of strangers: their starts, and how far off the curvature may be
METHODS = tuple(WITH_MOMENTUM)


class Walks(NamedTuple):
    """What became of some walks; arrays of one shape.

    Attributes
    ----------
    updates : ndarray of int
        After how many updates it stays below `SHARE` of its start's height; −1 if it does not within `UPDATES`.
    flew : ndarray of bool
        Whether it was ever above `FLOWN` times its start.
    highest : ndarray
        The largest height after the first update, as a multiple of the start's.
    """

    updates: np.ndarray
    flew: np.ndarray
    highest: np.ndarray

    @property
    def arrived(self):
        return self.updates >= 0

    @property
    def earned(self):
        """What each walk earns: `UPDATES` less its updates if it arrived, −`UPDATES` if it flew, and nothing on the way."""
        return np.where(self.flew, -UPDATES, np.where(self.arrived, UPDATES - self.updates, 0))


class Strangers(NamedTuple):
    """Others who walk with a setting: their starts, shape (n, 2), and their curvatures as multiples of the ground's, shape (n,)."""

    starts: np.ndarray
    curvatures: np.ndarray


def strangers(ground, count, seed):
    """Draw strangers around a ground's start.

    Parameters
    ----------
    ground : Ground
    count : int
    seed : int

    Returns
    -------
    Strangers
    """
    rng = np.random.default_rng(seed)
    starts = ground.start * (1 + SPREAD * rng.standard_normal((count, 2)))
    return Strangers(starts, rng.uniform(1 - MISJUDGED, 1 + MISJUDGED, count))


def walk(ground, method, alpha, beta, starts=None, curvatures=1.0):
    """Walk `UPDATES` updates from each start, with settings and curvatures that broadcast to one another.

    A ground that is c times as high is walked as with c times the learning rate.

    Parameters
    ----------
    ground : Ground
    method : "momentum" or "NAG"
    alpha, beta, curvatures : float or array
    starts : array, shape (..., 2), optional
        The ground's own start if not given.

    Returns
    -------
    Walks
    """
    step = WITH_MOMENTUM[method]
    starts = ground.start if starts is None else starts
    shape = np.broadcast_shapes(np.shape(alpha), np.shape(beta), np.shape(curvatures), starts.shape[:-1])
    theta, v = np.broadcast_to(starts, (*shape, 2)), np.zeros((*shape, 2))
    alpha, beta = (np.broadcast_to(each, shape)[..., None] for each in (np.multiply(alpha, curvatures), beta))
    first = ground.value(theta)
    above, highest = np.zeros(shape, dtype=int), np.zeros(shape)
    with np.errstate(all="ignore"):  # of those that fly, numbers become infinite
        for update in range(1, UPDATES + 1):
            theta, v = step(theta, v, ground.gradient, alpha, beta)
            height = np.nan_to_num(ground.value(theta) / first, nan=np.inf)
            highest = np.maximum(highest, height)
            above = np.where(height > SHARE, update, above)
    flew = highest > FLOWN
    return Walks(np.where(flew | (above == UPDATES), -1, above + 1), flew, highest)
