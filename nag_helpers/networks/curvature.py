"""The largest curvature of a function of many coordinates, from gradients alone."""

import numpy as np

from nag_helpers import checks


def largest_curvature(objective, theta, steps=50, seed=0, h=1e-4):
    """Return the eigenvalue of largest modulus of the second derivative at a point: power iteration.

    The second derivative is never written down. How the gradient changes along a direction u is its product with u:
    (∇J(θ + hu) − ∇J(θ − hu)) / 2h. Taken as the next direction, again and again, u turns to where it is largest.

    Parameters
    ----------
    objective : Objective
    theta : array, shape (d,)
    steps : int
        How often the direction is improved.
    seed : int
        Of the first direction.
    h : float
        Half the distance between the two gradients.

    Returns
    -------
    float
    """
    checks.an_objective("objective", objective)
    theta, h = checks.finite_array("theta", theta), checks.positive("h", h)
    if theta.ndim != 1:
        raise ValueError(f"theta must be one point of shape (d,), got shape {theta.shape}")
    u = np.random.default_rng(checks.whole_number("seed", seed, least=0)).standard_normal(theta.size)
    curvature = 0.0
    for _ in range(checks.whole_number("steps", steps, least=1)):
        u = u / np.linalg.norm(u)
        change = (objective.gradient(theta + h * u) - objective.gradient(theta - h * u)) / (2 * h)
        curvature, u = float(u @ change), change
        if not change.any():
            break
    return curvature
