"""Closed forms: what gradient descent, momentum and NAG do on a quadratic, and how fast any method could be.

On a quadratic every direction of curvature λ lives a life of its own. A rule is there a 2 x 2 matrix that takes
(q, v) to the next (q, v), and the larger of its two roots says whether the mode glides, swings or diverges, and how
fast. A method is named as in the pictures: "gradient descent", "momentum" (the heavy ball, HB) or "NAG". All
functions work elementwise on arrays that broadcast; ``curvature`` is λ, and a = αλ all that matters on one mode.
"""

from typing import NamedTuple

import numpy as np

from nag_helpers import checks

METHODS = ("gradient descent", "momentum", "NAG")


class Tuning(NamedTuple):
    """A learning rate and a momentum, and the rate they give."""

    alpha: np.ndarray
    beta: np.ndarray
    rate: np.ndarray


def effective_momentum(method, alpha, beta, curvature):
    """Return the share of the old velocity that a mode keeps: 0, β or β(1 − αλ).

    This is the whole difference between the methods on a quadratic: NAG is momentum with β(1 − αλ) in place of β.

    Parameters
    ----------
    method : "gradient descent", "momentum" or "NAG"
    alpha, beta, curvature : float or arrays that broadcast

    Returns
    -------
    float or array

    References
    ----------
    Sutskever, Martens, Dahl and Hinton (2013), theorem 2.1.
    """
    alpha, beta, curvature = _settings(method, alpha, beta, curvature)
    kept = {
        "gradient descent": 0 * beta * (alpha * curvature),
        "momentum": beta + 0 * (alpha * curvature),
        "NAG": beta * (1 - alpha * curvature),
    }
    return checks.plain(kept[method])


def effective_friction(method, alpha, beta, curvature):
    """Return the share of its velocity that a mode loses in one update: 1 − `effective_momentum`."""
    return checks.plain(1 - np.asarray(effective_momentum(method, alpha, beta, curvature)))


def iteration_matrix(method, alpha, beta, curvature):
    """Return the matrix that takes (q, v) of one mode to the next (q, v).

    With m the `effective_momentum` and a = αλ: v⁺ = a q + m v and q⁺ = q − v⁺ = (1 − a) q − m v.

    Parameters
    ----------
    method, alpha, beta, curvature
        As in `effective_momentum`.

    Returns
    -------
    array, shape (..., 2, 2)
    """
    m = np.asarray(effective_momentum(method, alpha, beta, curvature))
    a, m = np.broadcast_arrays(np.multiply(alpha, curvature), m)
    return np.stack([np.stack([1 - a, -m], axis=-1), np.stack([a, m], axis=-1)], axis=-2)


def roots(method, alpha, beta, curvature):
    """Return the two roots z of a mode; after k updates it is a sum of multiples of their k-th powers.

    GD: z = 1 − a (and 0). HB: z² − (1 + β − a) z + β = 0. NAG: z² − (1 + β)(1 − a) z + β(1 − a) = 0.

    Returns
    -------
    complex array, shape (..., 2)
        The eigenvalues of `iteration_matrix`, the larger modulus first.

    References
    ----------
    Polyak (1964); O'Donoghue and Candès (2015), section 4.
    """
    half_trace, product = _half_trace_and_product(method, alpha, beta, curvature)
    spread = np.sqrt(half_trace**2 - product + 0j)
    sign = np.where(half_trace < 0, -1, 1)
    return np.stack([half_trace + sign * spread, half_trace - sign * spread], axis=-1)


def spectral_radius(method, alpha, beta, curvature):
    """Return the factor by which a mode shrinks per update in the long run: the larger modulus of its `roots`.

    Complex roots all have modulus √β for HB, √(β(1 − a)) for NAG: their product is the effective momentum.

    Returns
    -------
    float or array
    """
    half_trace, product = _half_trace_and_product(method, alpha, beta, curvature)
    discriminant = half_trace**2 - product
    real = np.abs(half_trace) + np.sqrt(np.maximum(discriminant, 0))
    return checks.plain(np.where(discriminant >= 0, real, np.sqrt(np.maximum(product, 0))))


def regime(method, alpha, beta, curvature):
    """Say how a mode moves: "overdamped" (glides without swinging), "oscillating" or "diverging".

    Oscillating means that the root of larger modulus is complex or negative, diverging that its modulus exceeds 1.

    Returns
    -------
    str or array of str
    """
    half_trace, product = _half_trace_and_product(method, alpha, beta, curvature)
    radius = np.asarray(spectral_radius(method, alpha, beta, curvature))
    swings = (half_trace**2 < product - 1e-14) | (half_trace < 0)
    named = np.where(radius > 1 + 1e-12, "diverging", np.where(swings, "oscillating", "overdamped"))
    return str(named) if named.ndim == 0 else named


def overdamped_limit(method, beta=0.0):
    """Return the αλ up to which a mode glides without swinging: GD 1, HB (1 − √β)², NAG ((1 − β)/(1 + β))².

    These are where the two roots meet; NAG glides again at the single point αλ = 1, where both are 0.
    """
    beta = _settings(method, 1.0, beta, 1.0)[1]
    limit = {
        "gradient descent": 1 + 0 * beta,
        "momentum": (1 - np.sqrt(beta)) ** 2,
        "NAG": ((1 - beta) / (1 + beta)) ** 2,
    }
    return checks.plain(limit[method])


def stability_limit(method, beta=0.0, L=1.0):
    """Return the learning rate at which a quadratic with largest curvature L stops converging.

    αL < 2 for GD, 2(1 + β) for HB, (2 + 2β)/(1 + 2β) for NAG: HB's range grows with β, NAG's shrinks.

    Parameters
    ----------
    method : "gradient descent", "momentum" or "NAG"
    beta, L : float or arrays that broadcast

    Returns
    -------
    float or array

    References
    ----------
    Polyak (1964) for HB; Lessard, Recht and Packard (2016), section 4, for the roots from which NAG's follows.
    """
    beta = _settings(method, 1.0, beta, 1.0)[1]
    limit = {"gradient descent": 2 + 0 * beta, "momentum": 2 * (1 + beta), "NAG": (2 + 2 * beta) / (1 + 2 * beta)}
    L = checks.positive_array("L", L)
    checks.broadcastable(beta=beta, L=L)
    return checks.plain(limit[method] / L)


def rate(method, alpha, beta, mu, L):
    """Return the factor by which the distance shrinks per update on a quadratic with curvatures from mu to L.

    It is the largest `spectral_radius` of all modes; for the three methods it lies at one of the two ends. The loss
    shrinks by its square.

    Parameters
    ----------
    method : "gradient descent", "momentum" or "NAG"
    alpha, beta, mu, L : float or arrays that broadcast

    Returns
    -------
    float or array
        At 1 or above the method does not converge.
    """
    mu, L = _ordered(mu, L)
    alpha, beta, _ = _settings(method, alpha, beta, mu)
    checks.broadcastable(alpha=alpha, beta=beta, mu=mu, L=L)
    return checks.plain(np.maximum(spectral_radius(method, alpha, beta, mu), spectral_radius(method, alpha, beta, L)))


def best_tuning(method, mu, L):
    """Return the learning rate and momentum with the best rate on quadratics with curvatures from mu to L.

    ================  ===============  ==============================  =================
    method            α                β                               rate
    ================  ===============  ==============================  =================
    gradient descent  2/(L + μ)        0                               (κ − 1)/(κ + 1)
    momentum          4/(√L + √μ)²     ((√κ − 1)/(√κ + 1))²            (√κ − 1)/(√κ + 1)
    NAG               4/(3L + μ)       (√(3κ+1) − 2)/(√(3κ+1) + 2)     1 − 2/√(3κ+1)
    ================  ===============  ==============================  =================

    Parameters
    ----------
    method : "gradient descent", "momentum" or "NAG"
    mu, L : positive float or arrays that broadcast, mu <= L

    Returns
    -------
    Tuning
        ``alpha``, ``beta`` and ``rate``.

    References
    ----------
    Polyak (1964) for the first two; Lessard, Recht and Packard (2016), proposition 1, for all three.
    """
    checks.one_of("method", method, METHODS)
    mu, L = _ordered(mu, L)
    kappa = L / mu
    if method == "gradient descent":
        best = 2 / (L + mu), 0 * kappa, (kappa - 1) / (kappa + 1)
    elif method == "momentum":
        speed = (np.sqrt(kappa) - 1) / (np.sqrt(kappa) + 1)
        best = 4 / (np.sqrt(L) + np.sqrt(mu)) ** 2, speed**2, speed
    else:
        root = np.sqrt(3 * kappa + 1)
        best = 4 / (3 * L + mu), (root - 2) / (root + 2), 1 - 2 / root
    return Tuning(*map(checks.plain, best))


def best_momentum(method, mu, L):
    """Return the best momentum, and its rate, when the learning rate is fixed at the cautious α = 1/L.

    HB β = (1 − 1/√κ)² and NAG β = (√κ − 1)/(√κ + 1) reach the same rate, 1 − 1/√κ; GD's is 1 − 1/κ.

    Parameters
    ----------
    method, mu, L
        As in `best_tuning`.

    Returns
    -------
    Tuning

    References
    ----------
    Nesterov (2004), section 2.2.1, for NAG; for HB it is the β at which the roots of λ = μ meet.
    """
    checks.one_of("method", method, METHODS)
    mu, L = _ordered(mu, L)
    root = np.sqrt(L / mu)
    if method == "gradient descent":
        return Tuning(*map(checks.plain, (1 / L + 0 * root, 0 * root, 1 - 1 / root**2)))
    beta = (1 - 1 / root) ** 2 if method == "momentum" else (root - 1) / (root + 1)
    return Tuning(*map(checks.plain, (1 / L + 0 * root, beta, 1 - 1 / root)))


def lower_bound_rate(mu, L):
    """Return the rate that no method using gradients alone can beat on quadratics: (√κ − 1)/(√κ + 1).

    It holds when the dimension is larger than the number of gradients. Well-tuned HB attains it.

    References
    ----------
    Nemirovsky and Yudin (1983); Nesterov (2004), theorem 2.1.13.
    """
    return best_tuning("momentum", mu, L).rate


def worst_function_bound(k, L=1.0, R=1.0):
    """Return what must remain of f − f* after k gradients on the worst convex function: 3LR² / (32 (k + 1)²).

    Parameters
    ----------
    k : int or array
        Number of gradients; the dimension is at least 2k + 1.
    L : float
        Bound on the curvature.
    R : float
        Distance from the start to the minimiser.

    Returns
    -------
    float or array

    References
    ----------
    Nesterov (2004), theorem 2.1.7.
    """
    k, L, R = _bounded(k, L, R)
    return checks.plain(3 * L * R**2 / (32 * (k + 1) ** 2))


def worst_function_best(k, L=1.0):
    """Return the least f − f* that k gradients can reach on `objectives.nesterov_worst(k, L)`: L / (16 (k + 1)).

    From a start at 0 each gradient opens one more coordinate, so after k of them the best is the minimum over the
    first k coordinates, (L/8)(1/(k + 1) − 1), against (L/8)(1/(2k + 2) − 1) over all 2k + 1.

    References
    ----------
    Nesterov (2004), section 2.1.2.
    """
    k, L, _ = _bounded(k, L)
    return checks.plain(L / (16 * (k + 1)))


def gradient_descent_bound(k, L=1.0, R=1.0):
    """Return the f − f* that gradient descent with α = 1/L never exceeds after k updates: LR² / (4k + 2).

    References
    ----------
    Drori and Teboulle (2014), theorem 3.1, where it is shown that it cannot be improved.
    """
    k, L, R = _bounded(k, L, R)
    return checks.plain(L * R**2 / (4 * k + 2))


def nesterov_bound(k, L=1.0, R=1.0):
    """Return the f − f* that NAG with α = 1/L and t_k momentum never exceeds after k updates: 2LR² / (k + 1)².

    The momentum is that of `schedules.t_momentum`.

    References
    ----------
    Nesterov (1983); with this constant Beck and Teboulle (2009), theorem 4.4.
    """
    k, L, R = _bounded(k, L, R)
    return checks.plain(2 * L * R**2 / (k + 1) ** 2)


def ogm_bound(k, L=1.0, R=1.0):
    """Return the f − f* that the optimised gradient method never exceeds: LR² / ((k + 1)(k + 1 + √2)).

    Half of NAG's bound, and the best that any method can promise, up to a vanishing term. See `schedules.ogm`.

    References
    ----------
    Kim and Fessler (2016); Drori (2017) for its optimality.
    """
    k, L, R = _bounded(k, L, R)
    return checks.plain(L * R**2 / ((k + 1) * (k + 1 + np.sqrt(2))))


def error_factor(zeros, curvatures):
    """Return by how much the errors are multiplied: a curve through 1 at curvature 0, with these zeros.

    Parameters
    ----------
    zeros : sequence of floats
    curvatures : array

    Returns
    -------
    array
    """
    return np.prod([1 - curvatures / zero for zero in zeros], axis=0)


def chebyshev_zeros(k, mu, L):
    """Return the zeros of the polynomial of degree k, 1 at 0, whose largest value on [mu, L] is least.

    Half a circle above the interval is cut into k equal arcs; the zeros lie below their middles.

    Parameters
    ----------
    k : int
    mu, L : float

    Returns
    -------
    array, shape (k,), from the left

    References
    ----------
    Chebyshev (1854); Nemirovsky and Yudin (1983).
    """
    return (L + mu) / 2 - (L - mu) / 2 * np.cos((2 * np.arange(k) + 1) * np.pi / (2 * k))


def equal_humps(factors):
    """Return where a curve is as high, up or down, as anywhere, but for a hundredth: its ends count as humps.

    Parameters
    ----------
    factors : array, shape (n,)

    Returns
    -------
    array of int
    """
    height = np.abs(factors)
    padded = np.concatenate([[0], height, [0]])
    humps = (height >= padded[:-2]) & (height > padded[2:])
    return np.flatnonzero(humps & (height >= 0.99 * height.max()))


def steps_to(reduction, rate):
    """Return how many updates multiply an error by ``reduction`` or less at ``rate`` per update.

    Parameters
    ----------
    reduction : float or array in (0, 1)
        For example 1e-4. A loss of a quadratic goes with the square of the distance: 1e-8 then means 1e-4 here.
    rate : float or array, not negative
        For example from `rate`.

    Returns
    -------
    float or array
        A whole number, or infinity where the rate is 1 or more.
    """
    reduction, rate = checks.finite_array("reduction", reduction), checks.finite_array("rate", rate)
    if not ((reduction > 0) & (reduction < 1)).all():
        raise ValueError(f"reduction must be between 0 and 1, got {reduction}")
    if not (rate >= 0).all():
        raise ValueError(f"rate must not be negative, got {rate}")
    checks.broadcastable(reduction=reduction, rate=rate)
    slow = rate >= 1
    shrinking = np.log(np.clip(np.where(slow, 0.5, rate), 1e-300, None))
    count = np.maximum(1, np.ceil(np.log(reduction) / shrinking - 1e-9))
    return checks.plain(np.where(slow, np.inf, count))


def steps_per_decade(rate):
    """Return how many updates it takes to gain one decimal digit of θ at ``rate``: 1/log10(1/rate), inf from 1 on."""
    rate = checks.finite_array("rate", rate)
    if not (rate >= 0).all():
        raise ValueError(f"rate must not be negative, got {rate}")
    with np.errstate(divide="ignore"):
        return checks.plain(np.where(rate < 1, -1 / np.log10(np.clip(rate, 1e-300, 1)), np.inf))


def nesterov_ode(time, curvature=1.0):
    """Return X(t) with Ẍ + (3/t) Ẋ + λX = 0, X(0) = 1, Ẋ(0) = 0: NAG's motion as the steps become small.

    X(t) = 2 J₁(t√λ) / (t√λ), with J₁ the Bessel function. Update k of NAG with learning rate s and momentum
    (k − 1)/(k + 2) follows X at t = k√s.

    Parameters
    ----------
    time : float or array, not negative
    curvature : positive float or array that broadcasts

    Returns
    -------
    float or array

    References
    ----------
    Su, Boyd and Candès (2016). J₁(z) is Bessel's integral, the mean of cos(τ − z sin τ) over a circle.
    """
    time = checks.finite_array("time", time)
    if not (time >= 0).all():
        raise ValueError(f"time must not be negative, got {time}")
    curvature = checks.positive_array("curvature", curvature)
    checks.broadcastable(time=time, curvature=curvature)
    z = time * np.sqrt(curvature)
    points = 64 + 2 * int(np.ceil(z.max(initial=0)))
    tau = 2 * np.pi * np.arange(points) / points
    bessel = np.cos(tau - z[..., None] * np.sin(tau)).mean(axis=-1)
    return checks.plain(np.where(z > 1e-6, 2 * bessel / np.where(z > 1e-6, z, 1), 1 - z**2 / 8))


def _half_trace_and_product(method, alpha, beta, curvature):
    """Return half the trace and the determinant of the iteration matrix."""
    m = np.asarray(effective_momentum(method, alpha, beta, curvature))
    a, m = np.broadcast_arrays(np.multiply(alpha, curvature), m)
    return (1 - a + m) / 2, m


def _settings(method, alpha, beta, curvature):
    checks.one_of("method", method, METHODS)
    beta = checks.momentum("beta", beta)
    alpha, curvature = checks.positive_array("alpha", alpha), checks.finite_array("curvature", curvature)
    checks.broadcastable(alpha=alpha, beta=beta, curvature=curvature)
    return alpha, beta, curvature


def _bounded(k, L, R=1.0):
    """Return the settings of a bound as arrays that broadcast."""
    k, L, R = checks.finite_array("k", k), checks.positive_array("L", L), checks.positive_array("R", R)
    if not (k >= 0).all():
        raise ValueError(f"k must not be negative, got {k}")
    checks.broadcastable(k=k, L=L, R=R)
    return k, L, R


def _ordered(mu, L):
    mu, L = checks.positive_array("mu", mu), checks.positive_array("L", L)
    checks.broadcastable(mu=mu, L=L)
    if not (mu <= L).all():
        raise ValueError(f"mu must be at most L, got mu = {mu} and L = {L}")
    return mu, L
