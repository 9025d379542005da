"""The hidden grounds of the tuning game: a ravine, steep walls, a bent valley; which one, and how steep, a code word decides."""

import random
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

KINDS = ("ravine", "walls", "valley")
IN_WORDS = {
    "ravine": "a ravine",
    "walls": "a ravine whose walls get steeper the higher you stand",
    "valley": "a bent valley",
}
STEEPEST = (10, 100)  # the largest curvature at the start, from … to …


@dataclass(frozen=True)
class Ground:
    """A hidden ground.

    Attributes
    ----------
    kind : str
        One of `KINDS`.
    value : callable
        From θ, shape (..., 2), to the height above the lowest point, shape (...).
    gradient : callable
        From θ to its slopes, both of shape (..., 2).
    start : ndarray, shape (2,)
    """

    kind: str
    value: Callable
    gradient: Callable
    start: np.ndarray


def of(code):
    """Return the ground of a code word: the same for everybody who has it.

    Parameters
    ----------
    code : str

    Returns
    -------
    Ground
    """
    chance = random.Random(f"ground {code}")
    kind = chance.choice(KINDS)
    steepest = _between(chance, *STEEPEST)
    return _MAKERS[kind](chance, steepest)


def _between(chance, low, high):
    """Return a number between two others, every factor as likely as any other."""
    return low * (high / low) ** chance.random()


def _ravine(chance, steepest):
    curvatures = np.array([steepest / _between(chance, 30, 300), steepest])
    return Ground(
        "ravine",
        lambda theta: theta**2 @ curvatures / 2,
        lambda theta: curvatures * theta,
        np.array([1.0, 1.0]),
    )


def _walls(chance, steepest):
    """Σ c (t²/2 + t⁴/4), whose curvature c (1 + 3t²) is four times c at the start."""
    c = np.array([steepest / _between(chance, 10, 60), steepest]) / 4
    return Ground(
        "walls",
        lambda theta: (theta**2 / 2 + theta**4 / 4) @ c,
        lambda theta: c * (theta + theta**3),
        np.array([1.0, 1.0]),
    )


def _valley(chance, steepest):
    """Rosenbrock's (1 − x)² + b (y − x²)², from his start, with a smaller b and scaled as a whole."""
    b = _between(chance, 5, 20)
    x, y = start = np.array([-1.2, 1.0])
    hessian = np.array([[2 + 12 * b * x**2 - 4 * b * y, -4 * b * x], [-4 * b * x, 2 * b]])
    scale = steepest / np.linalg.eigvalsh(hessian)[-1]

    def value(theta):
        x, y = theta[..., 0], theta[..., 1]
        return scale * ((1 - x) ** 2 + b * (y - x**2) ** 2)

    def gradient(theta):
        x, y = theta[..., 0], theta[..., 1]
        return 2 * scale * np.stack([x - 1 - 2 * b * x * (y - x**2), b * (y - x**2)], axis=-1)

    return Ground("valley", value, gradient, start)


_MAKERS = {"ravine": _ravine, "walls": _walls, "valley": _valley}
