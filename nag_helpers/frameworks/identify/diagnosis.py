"""What is seen of an optimiser that no linear two-step method explains: the first update where it departs, and why."""

from typing import NamedTuple

import numpy as np

from nag_helpers.frameworks.identify import fit
from nag_helpers.frameworks.identify.measured import SHARES, run

SAME = 1e-4
OTHERS = 1e-3  # from here on, the numbers of an update are others
NOTHING = 1e-9  # a number that is 0 but for rounding


def departure(measured):
    """Return the first update that departs from every linear two-step method, and the lines that fit up to it.

    Parameters
    ----------
    measured : Measured

    Returns
    -------
    tuple of int and Lines or None
        None where too few updates fit: a further one must confirm what was fitted.
    """
    earlier = before = None
    for t in range(1, len(measured.q)):
        found = fit.lines(measured.q, measured.curvature, until=t)
        if found.misfit > fit.SINGLE:
            return t, _confirmed(earlier, before, np.abs(measured.curvature).max())
        earlier, before = before, found
    return len(measured.q) - 1, before


def _confirmed(earlier, lines, unit):
    """Return lines if those of one update less are the same method with the same settings."""
    if earlier is None:
        return None
    one, other = (fit.named(each, single=True) for each in (earlier, lines))
    same = abs(one.alpha - other.alpha) <= 0.01 * abs(other.alpha) and abs(one.beta - other.beta) <= 0.01
    return lines if same and abs(other.alpha) * unit > NOTHING else None


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


def linear(measured, tried):
    """Return in a sentence why a run is not that of a linear two-step method, if other starts show nothing, or were not tried."""
    return (
        _changing(measured, tried)
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


def _changing(measured, tried):
    """Each update by itself is linear, but with numbers of its own."""
    q, s = measured.q, measured.curvature / np.abs(measured.curvature).max()
    if q.shape[1] < 5:
        return None
    unit = np.abs(measured.curvature).max()
    rates = [fit.solved([row, -h * row], after) for row, h, after in zip(q, s, q[1:])]
    if all(misfit < 1e-7 for _, misfit in rates):
        rates = np.array([rate for rate, _ in rates])
        one, other = (f"α = {_shown(rates[i][1]) / unit:.4g} in update {i + 1}" for i in _two_that_differ(rates))
        return f"It moves along the gradient, with a learning rate that changes by itself ({one}, {other})."
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
    return _of_changing_numbers(np.array(seen), unit, tried)


def _of_changing_numbers(seen, unit, tried):
    one, other = (
        f"α = {_shown(seen[i][1] - seen[i][3]) / unit:.4g}, β = {_shown(seen[i][2]):.4g} in update {i + 4}"
        for i in _two_that_differ(seen)
    )
    if _come_back(seen):
        return f"Its numbers are others on some updates only ({one}, {other}): a reset, a restart, or rules that take turns."
    said = f"its numbers change from update to update ({one}, {other}): a schedule, a warm-up"
    if tried:
        return f"It is linear, but {said} or a bias correction."
    return (
        f"Along each direction {said}, a bias correction, or gradients that are clipped. It cannot be told which, since it cannot be "
        "begun again nearer to the minimum; hand in a function that makes a fresh one."
    )


def _shown(value):
    return 0.0 if abs(value) < NOTHING else value


def _two_that_differ(seen):
    """Return the first row's number and the last one's, or that of the first other one where the numbers come back."""
    others = np.abs(seen - seen[0]).max(axis=1) > OTHERS
    return 0, int(others.argmax()) if _come_back(seen) else len(seen) - 1


def _come_back(seen):
    """Whether a row is one that was there before, with others between them."""
    apart = np.abs(seen[:, None] - seen[None]).max(axis=2)
    returns = np.argwhere(np.triu(apart < OTHERS / 100, k=2))
    return any((apart[i, i:k] > OTHERS).any() for i, k in returns)


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
