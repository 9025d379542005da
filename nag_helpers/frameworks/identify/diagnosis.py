"""What is seen of an optimiser that no linear two-step method explains: the first update where it departs, and why."""

from typing import NamedTuple

import numpy as np

from nag_helpers.frameworks.identify import fit
from nag_helpers.frameworks.identify.measured import SHARES, run

SAME = 1e-4


def departure(measured):
    """Return the first update that departs from every linear two-step method, and the lines that fit up to it.

    Parameters
    ----------
    measured : Measured

    Returns
    -------
    tuple of int and Lines or None
        None where not even one update fits.
    """
    before = None
    for t in range(1, len(measured.q)):
        found = fit.lines(measured.q, measured.curvature, until=t)
        if found.misfit > fit.SINGLE:
            return t, before
        before = found
    return len(measured.q) - 1, before


class Seen(NamedTuple):
    """Why a run is not that of a linear two-step method, and the first update that shows it."""

    reason: str
    departs: int


def strange(box, unit, measured):
    """Return what runs from other starts show: noise, updates not proportional to gradients, coordinates that act on one another.

    Parameters
    ----------
    box : black box that can be begun again
    unit : float
    measured : Measured
        Its run.

    Returns
    -------
    Seen or None
        None if nothing of the kind shows.
    """
    for seen in (_noisy, _not_linear, _not_steeper, _coupled):
        if found := seen(box, unit, measured):
            return found
    return None


def linear(measured):
    """Return in a sentence why a run is not that of a linear two-step method, if other starts show nothing."""
    return (
        _changing(measured)
        or _longer(measured)
        or "Its updates are not the sum of what the last two points and gradients give, with numbers that stay the same."
    )


def repeats(box, measured, unit=None):
    """Whether a second run from the same start is the first again."""
    return not _differ(run(box, unit, len(measured.q) - 1).q, measured.q)


def _noisy(box, unit, measured):
    at = _differ(run(box, unit, len(measured.q) - 1).q, measured.q)
    return at and Seen(
        "Two runs from the same start differ, so it adds noise of its own or remembers the run before.", at
    )


def _not_linear(box, unit, measured):
    half = run(box, unit, len(measured.q) - 1, start=0.5)
    at = _differ(2 * half.q, measured.q)
    if not at:
        return None
    small = run(box, unit, start=1e-3)
    found = fit.lines(small.q, small.curvature)
    if fit.is_rounding(found.misfit, single=False) and not _differ(2 * run(box, unit, start=5e-4).q, small.q):
        method = fit.named(found)
        return Seen(
            f"Half the distance does not give half the path. A thousand times nearer to the minimum it is {method.method} with "
            f"α = {method.alpha:.4g}, β = {method.beta:.4g}: larger gradients are clipped or bent.",
            at,
        )
    if np.allclose(measured.q[1] - measured.q[0], half.q[1] - half.q[0], rtol=0.01, atol=1e-12):
        return Seen(
            "Half the gradient gives a first update of the same length: it takes the gradient's sign or divides by its size, "
            "as Adam, RMSprop and Lion do.",
            at,
        )
    return Seen(
        "Half the distance to the minimum does not give half the path: its updates are not proportional to the gradients.",
        at,
    )


def _not_steeper(box, unit, measured):
    """On a bowl twice as steep the first update must be twice as long."""
    flat = run(box, unit / 2, updates=1)
    gentle, steep = (one.q[1, 0] - one.q[1, -1] for one in (flat, measured))
    moves = np.abs(measured.q - measured.q[0]).max() > SAME * np.abs(measured.q[0]).max()
    if moves and abs(2 * gentle - steep) <= SAME * abs(steep):
        return None
    return Seen(
        "On a bowl twice as steep its first update is not twice as long: it divides by the gradient's size, as LARS and D-Adaptation do.",
        1,
    )


def _coupled(box, unit, measured):
    start = np.where(np.arange(len(SHARES)) == 1, 1.0, 0.5)
    at = _differ(run(box, unit, len(measured.q) - 1, start=start).q[:, 1:2], measured.q[:, 1:2])
    return at and Seen(
        "What one coordinate does depends on the others: it uses a norm of the whole gradient, or turns it.", at
    )


def _changing(measured):
    """Each update by itself is linear, but with numbers of its own."""
    q, s = measured.q, measured.curvature / np.abs(measured.curvature).max()
    if q.shape[1] < 5:
        return None
    unit = np.abs(measured.curvature).max()
    rates = [fit.solved([row, -h * row], after) for row, h, after in zip(q, s, q[1:])]
    if all(misfit < 1e-7 for _, misfit in rates):
        first, last = (
            f"α = {one[1] / unit:.4g} in update {t}" for (one, _), t in ((rates[0], 1), (rates[-1], len(rates)))
        )
        return f"It is gradient descent with a learning rate that changes by itself ({first}, {last})."
    seen = []
    for t in range(4, len(q)):
        now, before = q[t - 1], q[t - 2]
        solution, misfit = fit.solved([now, -s[t - 1] * now, -before, s[t - 2] * before], q[t])
        if misfit > 1e-7:
            return None
        seen.append(solution)
    if np.ptp(seen, axis=0).max() < 1e-5:
        a0, d, b0, c = seen[0]
        later = fit.named(fit.Lines(a0, d / unit, b0, c / unit, 1.0, (d - c) / unit, 0.0), single=True)
        return (
            f"Its first updates are otherwise than all later ones, which are those of {later.method} with α = {later.alpha:.4g}, "
            f"β = {later.beta:.4g}: its buffers begin in another way."
        )
    first, last = (
        f"α = {(one[1] - one[3]) / unit:.4g}, β = {one[2]:.4g} in update {t}"
        for one, t in ((seen[0], 4), (seen[-1], len(q) - 1))
    )
    return f"It is linear, but its numbers change from update to update ({first}, {last}): a schedule, a warm-up or a bias correction."


def _longer(measured):
    q, s = measured.q, measured.curvature / np.abs(measured.curvature).max()
    if len(q) < 12:
        return None
    q_s = s * q
    columns = [part for lag in (2, 1, 0) for part in (q[lag : len(q) - 3 + lag], q_s[lag : len(q) - 3 + lag])]
    if fit.solved(columns, q[3:])[1] > fit.DOUBLE * 10:
        return None
    return "It is linear, but each update depends on the last three points: it keeps more than one velocity, or uses an old gradient."


def _differ(one, other):
    """Return the first update in which two runs differ, or 0."""
    rows = min(len(one), len(other))
    one, other = one[:rows], other[:rows]
    apart = ~(np.abs(one - other) <= SAME * (np.abs(one) + np.abs(other) + 1e-3 * np.abs(other[0]))).all(axis=1)
    return int(apart.argmax())
