"""Fitting a run on a bowl by q_{t+1} = A q_t + B q_{t-1}, with A and B straight lines in the curvature; and naming what came out.

With a velocity, a learning rate and a look-ahead of length l the lines are A = 1 + beta - d h and B = -(beta - c h), where h is the
curvature, d = alpha (1 + beta l) and c = alpha beta l. So four numbers name the method. The first update is a third line.
"""

from typing import NamedTuple

import numpy as np

DOUBLE, SINGLE = 1e-9, 1e-5  # misfits that are rounding


class Lines(NamedTuple):
    """What was fitted: A = a0 - d h, B = -(b0 - c h), and the first update, q_1 = (f0 - f1 h) q_0; by how much it misses."""

    a0: float
    d: float
    b0: float
    c: float
    f0: float
    f1: float
    misfit: float


class Named(NamedTuple):
    """The settings behind the lines. What cannot be told is None, and ``notes`` say why."""

    method: str
    alpha: float
    beta: float
    look_ahead: float | None
    holds: str | None
    weight_decay: str | None
    decay: float
    notes: tuple


def lines(q, curvature, until=None, tolerance=DOUBLE):
    """Fit a run.

    Parameters
    ----------
    q : array, shape (updates + 1, modes)
        Distances from the minimum.
    curvature : array, shape (updates + 1, modes) or (modes,)
    until : int, optional
        Use the updates up to this one.
    tolerance : float
        A one-step run with a smaller misfit is gradient descent.

    Returns
    -------
    Lines
        Of one-step runs (gradient descent) b0, c are 0.
    """
    q = q[: None if until is None else until + 1]
    h = np.broadcast_to(curvature, (len(curvature) if np.ndim(curvature) == 2 else len(q), q.shape[1]))[: len(q)]
    unit = np.abs(h).max()
    s = h / unit
    (f0, f1), first = solved([q[:1], -s[:1] * q[:1]], q[1:2])
    if np.ptp(s[0]) == 0:  # one curvature alone: from rest and without decay
        f0, f1 = 1.0, float((1 - (q[1] / q[0])).mean() / s[0, 0])
    (g0, g1), plain = solved([q[:-1], -s[:-1] * q[:-1]], q[1:])
    if plain < tolerance or len(q) < 3:
        return Lines(g0, g1 / unit, 0.0, 0.0, f0, f1 / unit, max(first, plain))
    now, before = q[1:-1], q[:-2]
    (a0, d, b0, c), misfit = solved([now, -s[1:-1] * now, -before, s[:-2] * before], q[2:])
    return Lines(a0, d / unit, b0, c / unit, f0, f1 / unit, max(first, misfit))


def solved(columns, target):
    """Return least squares of rows that are scaled to size 1, and by how much the worst row is missed."""
    rows = np.stack([np.ravel(column) for column in columns], axis=-1)
    target = np.ravel(target)
    size = np.maximum(np.abs(rows).max(axis=-1), np.abs(target))
    used = np.isfinite(size) & (size > 1e-200)
    rows, target = rows[used] / size[used, None], target[used] / size[used]
    solution = np.linalg.lstsq(rows, target, rcond=None)[0] if len(rows) else np.zeros(len(columns))
    return solution, float(np.abs(rows @ solution - target).max(initial=0.0))


def each_mode(q, minimum=1e-12):
    """Return A and B of every mode by itself, two arrays of shape (modes,); NaN for a mode that one number describes."""
    found = np.full((2, q.shape[1]), np.nan)
    for mode, row in enumerate(q.T):
        rows = np.stack([row[1:-1], row[:-2]], axis=-1)
        size = np.abs(rows).max(axis=-1)
        kept = np.isfinite(size) & (size > minimum) & np.isfinite(row[2:])
        if kept.sum() >= 2:
            solution, _, rank, _ = np.linalg.lstsq(
                rows[kept] / size[kept, None], row[2:][kept] / size[kept], rcond=1e-9
            )
            found[:, mode] = solution if rank == 2 else np.nan
    return found


def is_rounding(misfit, single):
    """Whether a misfit is rounding, in double precision or in single."""
    return misfit < (SINGLE if single else DOUBLE)


def named(found, single=False):
    """Say which method the lines are.

    Parameters
    ----------
    found : Lines
        With a misfit that is rounding.
    single : bool
        Whether the run was counted in single precision.

    Returns
    -------
    Named
    """
    near = 3e-3 if single else 1e-6
    alpha = found.d - found.c
    if found.b0 == 0 and found.c == 0:
        return _descent(found, near)
    beta, kind, decay, notes = _decay(found, alpha, near)
    if kind == "decoupled":
        alpha, found = _without_decoupled(found, alpha, beta, near)
        decay = (1 - found.f0) / alpha
    if abs(beta) < near and abs(found.c) < near * abs(found.d):
        return _descent(found, near)
    if abs(alpha) < near * abs(found.d):
        notes += ("It adds up differences of gradients only, so on a steady slope it makes no headway.",)
        return Named("another look-ahead", alpha, beta, None, None, kind, decay, notes)
    if abs(beta) < near:
        notes += (
            f"It keeps no velocity (β = 0), but weighs the last gradient against the new one: {found.d:.4g} · new − {found.c:.4g} · last. "
            "A look-ahead is counted in velocities, so it has no length.",
        )
        return Named("another look-ahead", alpha, 0.0, None, None, kind, decay, notes)
    length = found.c / (alpha * beta)
    holds = _holds(found, alpha, beta, length, near)
    if abs(found.f1) < near * abs(alpha):
        holds = None
        notes += (
            "From rest its first update does not move: it moves by the velocity of the update before, so that every gradient comes one late.",
        )
    elif holds is None:
        notes += (
            f"Its first update from rest is {found.f1 / alpha:.4g} times α times the gradient, neither that of θ nor that of "
            "the look-ahead point: its velocity does not begin as it goes on (torch's dampening does this).",
        )
    length, method = _rounded(length, near)
    return Named(method, alpha, beta, length, "theta" if method == "momentum" else holds, kind, decay, notes)


def _descent(found, near):
    decay = (1 - found.f0) / found.f1 if found.f1 else 0.0
    notes = (
        "Without a velocity there is no look-ahead, and it makes no difference whether the learning rate is inside it.",
    )
    if abs(1 - found.f0) <= near * 1e-3:
        return Named("gradient descent", found.f1, 0.0, None, "theta", None, 0.0, notes)
    notes += (f"A weight decay of {decay:.4g} is on; without a velocity L2 and decoupled are the same.",)
    return Named("gradient descent", found.f1, 0.0, None, "theta", None, decay, notes)


def _decay(found, alpha, near):
    """Return beta, the kind of decay, its strength and notes: what explains a0, b0 and f0 together."""
    tight = near * 1e-3
    if abs(1 - found.a0 + found.b0) < tight and abs(1 - found.f0) < tight:
        return found.b0, None, 0.0, ()
    w, u = (1 - found.f0) / found.f1, 1 - found.f0
    inside = found.b0 + found.c * w
    apart = found.b0 / (1 - u)
    misses = {
        "L2": abs(found.a0 - (1 + inside - found.d * w)),
        "decoupled": abs(found.a0 - (1 + apart - u)),
    }
    kind = min(misses, key=misses.get)
    beta, strength = (inside, w) if kind == "L2" else (apart, u / alpha)
    if misses[kind] > tight * 10:
        return (
            found.b0,
            None,
            0.0,
            ("Where the ground is level it moves all the same, and not as weight decay would move it.",),
        )
    if max(misses.values()) < tight:
        return beta, None, strength, (f"A weight decay of {strength:.4g} is on, too weak to tell L2 from decoupled.",)
    return beta, kind, strength, ()


def _without_decoupled(found, alpha, beta, near):
    """Return alpha, and the lines with their c as it would be without the decay.

    Where the position is held, the decay shrinks c too: d = alpha (1 + beta l), c = (1 - u) alpha beta l, and alpha is f1.
    """
    kept = found.f0  # 1 - u
    if abs((found.d - found.f1) * kept - found.c) < near * abs(found.d):
        return found.f1, found._replace(c=found.d - found.f1)
    return alpha, found


def _holds(found, alpha, beta, length, near):
    misses = {"theta": abs(found.f1 - alpha), "look-ahead": abs(found.f1 - alpha * (1 + beta * length))}
    nearest = min(misses, key=misses.get)
    return nearest if misses[nearest] < 10 * near * abs(alpha) else None


def _rounded(length, near):
    for whole, method in ((0, "momentum"), (1, "NAG")):
        if abs(length - whole) < (30 * near if near > 1e-4 else near):
            return float(whole), method
    return length, "another look-ahead"
