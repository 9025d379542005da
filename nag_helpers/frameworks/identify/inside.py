"""Whether the learning rate is inside the velocity: seen where it drops in mid-run."""

import numpy as np

from nag_helpers.frameworks.identify.boxes import TENTH, CannotRunError
from nag_helpers.frameworks.identify.measured import run

AT = 8
#: Why it cannot be told, by what was seen.
NO_RATE = "There is no learning rate to drop, so it cannot be told whether it is inside the velocity."
NEITHER = (
    "After a tenfold drop of its learning rate its next update is neither the paper's, which keeps the velocity, nor torch's, which "
    "shrinks velocity and look-ahead with the rate: the rate enters in another way."
)
UNUSED = "A tenfold drop of the learning rate that it is given changes nothing: that setting has no effect."


def learning_rate_inside(box, unit, named, tolerance):
    """Drop the learning rate tenfold, and compare with both ways to go on.

    Parameters
    ----------
    box : black box
    unit : float
    named : Named
        What it is while the learning rate stays.
    tolerance : float

    Returns
    -------
    tuple of bool or None and str
        Whether it is inside; and if that cannot be told, why.
    """
    if named.look_ahead is None or named.holds is None:
        return None, ""
    try:
        measured = run(box, unit, AT + 2, drop_at=AT + 1)
    except CannotRunError:
        return None, NO_RATE
    q, h = measured.q, measured.curvature[0]
    misses = [_miss(q, h, named, keeps) for keeps in (True, False)]
    best = int(np.argmin(misses))
    if misses[best] > tolerance:
        if np.array_equal(q, run(box, unit, AT + 2).q):
            return None, UNUSED
        return None, "" if named.weight_decay else NEITHER
    return best == 0, ""


def _miss(q, h, named, keeps):
    """By how much the update after the drop misses the one that keeps its velocity, or shrinks it with the rate."""
    alpha, beta, length = named.alpha, named.beta, named.look_ahead
    l2 = named.decay if named.weight_decay == "L2" else 0.0
    apart = named.decay if named.weight_decay == "decoupled" else 0.0
    before, now = q[AT - 1], q[AT]
    moved = before - now - alpha * apart * before
    share = 1.0 if keeps else TENTH
    if named.holds == "theta":
        v = beta * moved * share
        then = now - v - TENTH * alpha * (h + l2) * (now - length * v) - TENTH * alpha * apart * now
    else:
        v = (moved - length * alpha * (h + l2) * before) / (1 - length + length * beta) * share
        g = TENTH * alpha * (h + l2) * now
        new = beta * v + g
        then = now - (1 - length) * new - length * (g + beta * new) - TENTH * alpha * apart * now
    size = np.maximum(np.abs(now), np.abs(before))
    return float((np.abs(then - q[AT + 1]) / np.maximum(size, 1e-30)).max())
