"""What we minimise: value, gradient, known minimiser, curvature bounds, and the window to draw.

Every objective works in the last axis: ``value`` maps arrays of shape (..., d) to (...), ``gradient`` to (..., d).
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nag_helpers import checks


@dataclass(frozen=True, eq=False)
class Objective:
    """A function to minimise, with what is known about it.

    Attributes
    ----------
    name : str
    formula : str
        The function in LaTeX, without dollar signs.
    value : callable, (..., d) -> (...)
    gradient : callable, (..., d) -> (..., d)
    start : array, shape (d,)
        Where runs begin if nothing else is said.
    minimiser : array, shape (d,) or (m, d), or None
        The global minimiser, or one row for each if there are m; None if there is none or it is not known.
    L : float or None
        Largest curvature (Lipschitz constant of the gradient); None if unbounded.
    mu : float or None
        Smallest curvature, negative at a saddle; None if not known.
    window : tuple of d (low, high) pairs, or None
        The part worth drawing in one or two dimensions.
    """

    name: str
    formula: str
    value: Callable
    gradient: Callable
    start: np.ndarray
    minimiser: np.ndarray | None = None
    L: float | None = None
    mu: float | None = None
    window: tuple | None = None

    def __post_init__(self):
        start = checks.finite_array("start", self.start)
        if start.ndim != 1 or not start.size:
            raise ValueError(f"start must be one point, an array of shape (d,), got shape {start.shape}")
        object.__setattr__(self, "start", start)
        if self.minimiser is not None:
            minimiser = checks.finite_array("minimiser", self.minimiser)
            if minimiser.shape[-1:] != start.shape or minimiser.ndim > 2:
                raise ValueError(
                    f"minimiser must have shape ({start.size},) or (m, {start.size}), got shape {minimiser.shape}"
                )
            object.__setattr__(self, "minimiser", minimiser)
        for name in ("name", "formula"):
            checks.instance_of(name, getattr(self, name), str, "text")
        for name, least in (("L", 0), ("mu", -np.inf)):
            if getattr(self, name) is not None:
                checks.within(name, getattr(self, name), least, np.inf)
        for name in ("value", "gradient"):
            if not callable(getattr(self, name)):
                raise TypeError(f"{name} must be a function of points, got {getattr(self, name)!r}")
        if self.window is not None:
            object.__setattr__(self, "window", _checked_window(self.window, start.size))

    @property
    def dimension(self):
        """The number d of coordinates."""
        return len(self.start)

    @property
    def minimum(self):
        """Value at the minimiser, or None."""
        return None if self.minimiser is None else float(np.min(self.value(self.minimiser)))

    @property
    def kappa(self):
        """Condition number L / mu, or None where there is no positive mu."""
        return self.L / self.mu if self.L and self.mu and self.mu > 0 else None

    def at(self, t):
        """Return the objective of update ``t``: itself, unless it draws mini-batches."""
        return self

    def distance(self, theta):
        """Return the distance from points of shape (..., d) to the nearest minimiser, shape (...); NaN if unknown."""
        theta = checks.points("theta", theta, self.dimension)
        if self.minimiser is None:
            return np.full(theta.shape[:-1], np.nan)
        with np.errstate(all="ignore"):
            apart = theta[..., None, :] - np.atleast_2d(self.minimiser)
            return np.sqrt((apart**2).sum(axis=-1)).min(axis=-1)


def from_function(function, start, gradient=None, window=None, name="your function", formula="J", minimiser=None):
    """Make an objective of a function of your own, in one line.

    Parameters
    ----------
    function : callable
        Takes the coordinates as separate numbers, as in ``lambda x, y: x**2 + 3 * y**2``.
    start : sequence of d numbers
    gradient : callable, optional
        Takes the coordinates and returns d numbers. Without it, central differences are used.
    window : tuple of d (low, high) pairs, optional
        The part to draw; if not given, three units around the start.
    name, formula : str, optional
    minimiser : array of shape (d,) or (m, d), optional

    Returns
    -------
    Objective

    Raises
    ------
    ValueError
        If the function does not take d numbers to one finite number at the start.

    Examples
    --------
    >>> bowl = from_function(lambda x, y: x**2 + 3 * y**2, start=(2, 1))
    >>> bowl.gradient([2.0, 1.0]).round(6)
    array([4., 6.])
    """
    start = checks.finite_array("start", start)
    if start.ndim != 1 or not start.size:
        raise ValueError(f"start must be one point, an array of shape (d,), got shape {start.shape}")
    _check_call("function", function, start, returns="one")
    first = checks.finite_array("the function's value at the start", function(*start))
    if first.ndim:
        raise ValueError(f"the function must return one number, got shape {first.shape} at {start.tolist()}")
    value = _on_arrays(function, start, outputs=None)
    if gradient is None:
        derivative = _central_differences(value)
    else:
        _check_call("gradient", gradient, start, returns=start.size)
        first = checks.finite_array("the gradient at the start", gradient(*start))
        if first.shape != start.shape:
            raise ValueError(
                f"the gradient must return {start.size} numbers, got shape {first.shape} at {start.tolist()}"
            )
        derivative = _on_arrays(gradient, start, outputs=start.size)
    window = window if window is not None else tuple((x - 3, x + 3) for x in start)
    return Objective(name, formula, value, derivative, start, minimiser, window=window)


def quadratic(curvatures=(1, 100), rotation=0.0, start=None):
    """Return a quadratic with the given curvatures: the bowl (or saddle) on which everything can be computed.

    J(θ) = ½ Σ λᵢ qᵢ², with q = Qᵀθ the coordinates along the axes of curvature.

    Parameters
    ----------
    curvatures : array, shape (d,)
        The eigenvalues λᵢ. A negative one makes a saddle, which has no minimiser.
    rotation : float or array of shape (d, d)
        Angle in radians by which two axes are turned, or the orthogonal matrix Q.
    start : array, shape (d,), optional
        All ones if not given.

    Returns
    -------
    Objective
    """
    curvatures = checks.finite_array("curvatures", curvatures)
    if curvatures.ndim != 1 or not curvatures.size:
        raise ValueError(f"curvatures must be a sequence of numbers, got an array of shape {curvatures.shape}")
    d = curvatures.size
    start = np.ones(d) if start is None else checks.finite_array("start", start)
    if start.shape != (d,):
        raise ValueError(f"start must have one coordinate for each of the {d} curvatures, got shape {start.shape}")
    axes = _axes(rotation, d)
    halves = curvatures / 2

    def value(theta):
        theta = checks.points("theta", theta, d)
        q = theta if axes is None else theta @ axes
        return (q * q) @ halves

    def gradient(theta):
        theta = checks.points("theta", theta, d)
        return theta * curvatures if axes is None else ((theta @ axes) * curvatures) @ axes.T

    reach = 1.3 * np.abs(start).max()
    terms = " + ".join(f"{'' if c == 1 else f'{c:g}'}q_{i}^2" for i, c in enumerate(curvatures, 1))
    terms = terms.replace("+ -", "- ") if d <= 3 else r"\sum_i \lambda_i q_i^2"
    return Objective(
        name="quadratic" if curvatures.min() >= 0 else "saddle",
        formula=rf"\frac12\left({terms}\right)",
        value=value,
        gradient=gradient,
        start=start,
        minimiser=np.zeros(d) if curvatures.min() > 0 else None,
        L=float(np.abs(curvatures).max()),
        mu=float(curvatures.min()),
        window=((-reach, reach),) * d if d <= 2 else None,
    )


def rosenbrock():
    """Return Rosenbrock's banana valley: (1 − x)² + 100 (y − x²)², minimum 0 at (1, 1).

    References
    ----------
    Rosenbrock (1960), "An automatic method for finding the greatest or least value of a function".
    """

    def value(theta):
        x, y = _coordinates(theta, 2)
        return (1 - x) ** 2 + 100 * (y - x**2) ** 2

    def gradient(theta):
        x, y = _coordinates(theta, 2)
        return np.stack([-2 * (1 - x) - 400 * x * (y - x**2), 200 * (y - x**2)], axis=-1)

    return Objective(
        "Rosenbrock",
        "(1-x)^2 + 100(y-x^2)^2",
        value,
        gradient,
        start=[-1.2, 1.0],
        minimiser=[1.0, 1.0],
        window=((-2.0, 2.0), (-1.0, 3.0)),
    )


def beale():
    """Return Beale's function: flat plains, steep corners, minimum 0 at (3, ½).

    (1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²

    References
    ----------
    Beale (1958); Moré, Garbow and Hillstrom (1981), problem 5.
    """
    constants, powers = np.array([1.5, 2.25, 2.625]), np.array([1, 2, 3])

    def residuals(x, y):
        return constants - x[..., None] * (1 - y[..., None] ** powers)

    def value(theta):
        return (residuals(*_coordinates(theta, 2)) ** 2).sum(axis=-1)

    def gradient(theta):
        x, y = _coordinates(theta, 2)
        r = residuals(x, y)
        along_x = 2 * (r * (y[..., None] ** powers - 1)).sum(axis=-1)
        along_y = 2 * (r * x[..., None] * powers * y[..., None] ** (powers - 1)).sum(axis=-1)
        return np.stack([along_x, along_y], axis=-1)

    return Objective(
        "Beale",
        "(1.5-x+xy)^2 + (2.25-x+xy^2)^2 + (2.625-x+xy^3)^2",
        value,
        gradient,
        start=[1.0, 1.0],
        minimiser=[3.0, 0.5],
        window=((-0.5, 4.5), (-1.5, 1.5)),
    )


def himmelblau():
    """Return Himmelblau's function: four equal valleys, each with minimum 0.

    (x² + y − 11)² + (x + y² − 7)²

    References
    ----------
    Himmelblau (1972), "Applied Nonlinear Programming". The three minimisers that are not (3, 2) are roots found by
    Newton's method, good to machine precision.
    """

    def value(theta):
        x, y = _coordinates(theta, 2)
        return (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2

    def gradient(theta):
        x, y = _coordinates(theta, 2)
        a, b = x**2 + y - 11, x + y**2 - 7
        return np.stack([4 * x * a + 2 * b, 2 * a + 4 * y * b], axis=-1)

    minimisers = [
        [3.0, 2.0],
        [-2.805118086952745, 3.131312518250573],
        [-3.779310253377747, -3.283185991286170],
        [3.584428340330492, -1.848126526964404],
    ]
    return Objective(
        "Himmelblau",
        "(x^2+y-11)^2 + (x+y^2-7)^2",
        value,
        gradient,
        start=[0.0, 0.0],
        minimiser=minimisers,
        window=((-5.5, 5.5), (-5.5, 5.5)),
    )


def double_well(tilt=0.3):
    """Return a one-dimensional double well, (x² − 1)² + tilt · x: a shallow valley beside the deeper one.

    Parameters
    ----------
    tilt : float
        With 0 < |tilt| < 8/(3√3) ≈ 1.54 there are two valleys, and the deeper lies on the side opposite to its sign.

    Returns
    -------
    Objective
        Starting in the shallow valley's basin. μ is the curvature of the hill between the valleys, −4.
    """
    tilt = checks.within("tilt", tilt, -np.inf, np.inf)
    stationary = np.roots([4, 0, -4, tilt])
    stationary = stationary[np.abs(stationary.imag) < 1e-9].real

    def value(theta):
        x = checks.points("theta", theta, 1)[..., 0]
        return (x**2 - 1) ** 2 + tilt * x

    def gradient(theta):
        theta = checks.points("theta", theta, 1)
        return 4 * theta * (theta**2 - 1) + tilt

    deepest = stationary[np.argmin(value(stationary[:, None]))]
    return Objective(
        "double well",
        f"(x^2-1)^2 + {tilt:g}x",
        value,
        gradient,
        start=[1.7],
        minimiser=[deepest],
        mu=-4.0,
        window=((-2.0, 2.0),),
    )


def octagon(kappa=400):
    """Return a smooth, strongly convex function on which the heavy ball with α = 1/L cycles through eight points.

    It is ``mu/2 |x|² + (L - mu)/2 dist(x, octagon)²`` in two dimensions, with L = 1 and mu = 1/kappa. The octagon is placed so
    that momentum with α = 1/L and β = (1 - 1/√kappa)², moving from one of eight equally spaced points of the unit circle to the
    next, goes on to the one after it. Below kappa = 193 there is no such octagon.

    Parameters
    ----------
    kappa : float
        Condition number L / mu, at least 193.

    Returns
    -------
    Objective

    References
    ----------
    Goujaud, Taylor and Dieuleveut (2023), arXiv 2307.11291.
    """
    if checks.positive("kappa", kappa) < 193:
        raise ValueError(f"kappa must be at least 193, got {kappa}")
    mu, beta = 1 / kappa, (1 - 1 / np.sqrt(kappa)) ** 2
    angle = np.arange(8) * np.pi / 4
    circle = np.stack([np.cos(angle), np.sin(angle)], axis=-1)
    before, after = np.roll(circle, 1, axis=0), np.roll(circle, -1, axis=0)
    slopes = circle + beta * (circle - before) - after  # what momentum must measure on the circle, times α = 1
    corners = circle - (slopes - mu * circle) / (1 - mu)
    edges = np.roll(corners, -1, axis=0) - corners

    def nearest(theta):
        apart = theta[..., None, :] - corners
        share = np.clip((apart * edges).sum(axis=-1) / (edges**2).sum(axis=-1), 0, 1)
        offset = apart - share[..., None] * edges
        closest = (offset**2).sum(axis=-1).argmin(axis=-1)[..., None, None]
        on_edge = theta - np.take_along_axis(offset, closest, axis=-2)[..., 0, :]
        inside = (edges[:, 0] * apart[..., 1] - edges[:, 1] * apart[..., 0] >= 0).all(axis=-1)
        return np.where(inside[..., None], theta, on_edge)

    def value(theta):
        theta = checks.points("theta", theta, 2)
        return 0.5 * mu * (theta**2).sum(axis=-1) + 0.5 * (1 - mu) * ((theta - nearest(theta)) ** 2).sum(axis=-1)

    def gradient(theta):
        theta = checks.points("theta", theta, 2)
        return mu * theta + (1 - mu) * (theta - nearest(theta))

    return Objective(
        "octagon",
        r"\tfrac\mu2\|x\|^2 + \tfrac{L-\mu}2\,\mathrm{dist}(x, P)^2",
        value,
        gradient,
        start=circle[1],
        minimiser=np.zeros(2),
        L=1.0,
        mu=mu,
        window=((-1.3, 1.3),) * 2,
    )


def bent_parabola():
    """Return the function on which the heavy ball, tuned for its curvatures, runs in a circle for ever.

    One dimension, with slope 25x for x < 1, x + 24 for 1 ≤ x < 2 and 25x − 24 for x ≥ 2; minimum 0 at 0. It is
    convex with curvatures between 1 and 25, and smooth enough for every rate in the books.

    References
    ----------
    Lessard, Recht and Packard (2016), "Analysis and design of optimization algorithms via integral quadratic
    constraints", section 4.6.
    """

    def value(theta):
        x = checks.points("theta", theta, 1)[..., 0]
        return np.where(x < 1, 12.5 * x**2, np.where(x < 2, 0.5 * x**2 + 24 * x - 12, 12.5 * x**2 - 24 * x + 36))

    def gradient(theta):
        x = checks.points("theta", theta, 1)
        return np.where(x < 1, 25 * x, np.where(x < 2, x + 24, 25 * x - 24))

    return Objective(
        "heavy-ball cycle",
        r"J' = 25x,\ x+24,\ 25x-24 \text{ with bends at } 1, 2",
        value,
        gradient,
        start=[3.3],
        minimiser=[0.0],
        L=25.0,
        mu=1.0,
        window=((-2.5, 3.5),),
    )


def nesterov_worst(k=100, L=1.0):
    """Return Nesterov's worst function in 2k + 1 dimensions: after k gradients no method has come close.

    J(θ) = L/4 · (½ (θ₁² + Σ (θᵢ − θᵢ₊₁)² + θₙ²) − θ₁), n = 2k + 1. A gradient at 0 sees only the first coordinate,
    and each further gradient at best one more.

    Parameters
    ----------
    k : int
        Number of gradients against which it is built.
    L : float
        Bound on the curvature. The largest curvature itself is L cos²(π / (2(n + 1))), a little less.

    Returns
    -------
    Objective
        Starting at 0. ``mu`` is the smallest curvature, positive but tiny; ``L`` is the bound.

    References
    ----------
    Nesterov (2004), "Introductory Lectures on Convex Optimization", section 2.1.2.
    """
    n, L = 2 * checks.whole_number("k", k, least=1) + 1, checks.positive("L", L)

    def value(theta):
        theta = checks.points("theta", theta, n)
        squares = theta[..., 0] ** 2 + (np.diff(theta, axis=-1) ** 2).sum(axis=-1) + theta[..., -1] ** 2
        return L / 4 * (squares / 2 - theta[..., 0])

    def gradient(theta):
        theta = checks.points("theta", theta, n)
        slope = 2 * theta
        slope[..., 1:] -= theta[..., :-1]
        slope[..., :-1] -= theta[..., 1:]
        slope[..., 0] -= 1
        return L / 4 * slope

    return Objective(
        f"Nesterov's worst, n = {n}",
        r"\frac{L}{4}\left(\frac12\left(\theta_1^2+\sum(\theta_i-\theta_{i+1})^2+\theta_n^2\right)"
        r"-\theta_1\right)",
        value,
        gradient,
        start=np.zeros(n),
        minimiser=1 - np.arange(1, n + 1) / (n + 1),
        L=L,
        mu=L * np.sin(np.pi / (2 * (n + 1))) ** 2,
    )


def springs(n=40):
    """Return the energy in a chain of springs, one end of which somebody has pulled by 1 and holds.

    J(θ) = ½ ((θ₁ − 1)² + (θ₂ − θ₁)² + … + (θₙ − θₙ₋₁)²), where θᵢ says how far bead i has come. The other end is free. A slope
    tells a bead about its neighbours, and about nobody else.

    Parameters
    ----------
    n : int
        Number of beads.

    Returns
    -------
    Objective
        Starting at rest, at 0. Its curvatures are 4 sin²((2m − 1) π / (4n + 2)), m = 1 … n.
    """
    n = checks.whole_number("n", n, least=1)
    curvatures = 4 * np.sin((2 * np.array([1, n]) - 1) * np.pi / (4 * n + 2)) ** 2

    def stretched(theta):
        return np.diff(checks.points("theta", theta, n), axis=-1, prepend=1)

    def gradient(theta):
        stretch = stretched(theta)
        return stretch - np.append(stretch[..., 1:], np.zeros((*stretch.shape[:-1], 1)), axis=-1)

    return Objective(
        f"a chain of {n} beads",
        r"\frac12\left((\theta_1-1)^2+\sum(\theta_{i+1}-\theta_i)^2\right)",
        lambda theta: (stretched(theta) ** 2).sum(axis=-1) / 2,
        gradient,
        start=np.zeros(n),
        minimiser=np.ones(n),
        mu=curvatures[0],
        L=curvatures[1],
    )


def logistic_regression(samples=200, dimension=20, mu=1e-4, seed=0):
    """Return regularised logistic regression on generated data: mean log(1 + exp(−sᵢ xᵢ·θ)) + μ/2 ‖θ‖².

    Features are standard normal, scaled by 1, 1/2, 1/3, … so that the curvatures differ; the labels sᵢ = ±1 follow
    a random direction with noise.

    Parameters
    ----------
    samples, dimension : int
    mu : float
        Strength of the regularisation, a lower bound of the curvature.
    seed : int
        Same seed, same data.

    Returns
    -------
    Objective
        ``L`` is the bound ‖X‖² / (4 samples) + μ. The minimiser is found by Newton's method.

    References
    ----------
    Boyd and Vandenberghe (2004), "Convex Optimization", section 7.1.1.
    """
    samples = checks.whole_number("samples", samples, least=1)
    dimension = checks.whole_number("dimension", dimension, least=1)
    mu = checks.positive("mu", mu)
    rng = np.random.default_rng(checks.whole_number("seed", seed, least=0))
    features = rng.standard_normal((samples, dimension)) / np.arange(1, dimension + 1)
    noisy = features @ rng.standard_normal(dimension) + 0.3 * rng.standard_normal(samples)
    signed = features * np.where(noisy > 0, 1.0, -1.0)[:, None]

    def value(theta):
        theta = checks.points("theta", theta, dimension)
        return np.logaddexp(0, -(theta @ signed.T)).mean(axis=-1) + mu / 2 * (theta**2).sum(axis=-1)

    def gradient(theta):
        theta = checks.points("theta", theta, dimension)
        wrong = sigmoid(-(theta @ signed.T))
        return mu * theta - wrong @ signed / samples

    def hessian(theta):
        p = sigmoid(signed @ theta)
        return (signed.T * (p * (1 - p))) @ signed / samples + mu * np.eye(dimension)

    L = np.linalg.norm(features, 2) ** 2 / (4 * samples) + mu
    return Objective(
        "logistic regression",
        r"\frac1n\sum_i\log(1+e^{-s_i x_i\cdot\theta})+\frac\mu2\|\theta\|^2",
        value,
        gradient,
        start=np.zeros(dimension),
        minimiser=_newton(value, gradient, hessian, np.zeros(dimension)),
        L=float(L),
        mu=mu,
    )


def _coordinates(theta, dimension):
    return np.moveaxis(checks.points("theta", theta, dimension), -1, 0)


def _checked_window(window, dimension):
    """Return the window as a tuple of (low, high) pairs, one for each coordinate."""
    pairs = checks.finite_array("window", window)
    if pairs.shape != (dimension, 2) or not (pairs[:, 0] < pairs[:, 1]).all():
        raise ValueError(f"window must be {dimension} (low, high) pair{'s' * (dimension > 1)}, got {window!r}")
    return tuple((float(low), float(high)) for low, high in pairs)


def sigmoid(z):
    """Return 1 / (1 + exp(−z)) in a form that cannot overflow."""
    return 0.5 + 0.5 * np.tanh(0.5 * z)


def _axes(rotation, d):
    """Return the orthogonal matrix of the rotation, or None where the axes stay as they are."""
    rotation = checks.finite_array("rotation", rotation)
    if rotation.ndim == 0:
        if rotation == 0:
            return None
        if d != 2:
            raise ValueError(f"rotation by an angle needs two curvatures, got {d}; give an orthogonal {d} x {d} matrix")
        c, s = np.cos(rotation), np.sin(rotation)
        return np.array([[c, -s], [s, c]])
    if rotation.shape != (d, d) or not np.allclose(rotation.T @ rotation, np.eye(d)):
        raise ValueError(f"rotation must be an angle or an orthogonal {d} x {d} matrix, got shape {rotation.shape}")
    return rotation


def _newton(value, gradient, hessian, theta):
    """Return the minimiser of a smooth, strongly convex function by Newton's method with halved steps."""
    for _ in range(100):
        slope = gradient(theta)
        step, size = np.linalg.solve(hessian(theta), slope), 1.0
        if np.abs(slope).max() < 1e-14:
            break
        while size > 1e-10 and value(theta - size * step) > value(theta) - 0.1 * size * slope @ step:
            size /= 2
        theta = theta - size * step
    return theta


def _central_differences(value):
    """Return a gradient from values alone: error of order h², with h where rounding is no larger."""
    h = np.finfo(float).eps ** (1 / 3)

    def gradient(theta):
        theta = np.asarray(theta, dtype=float)
        steps = h * np.maximum(1, np.abs(theta))[..., None] * np.eye(theta.shape[-1])
        rise = value(theta[..., None, :] + steps) - value(theta[..., None, :] - steps)
        return rise / (2 * np.diagonal(steps, axis1=-2, axis2=-1))

    return gradient


def _check_call(name, function, start, returns):
    """ValueError if ``function`` cannot be called with as many numbers as there are coordinates."""
    must = f"{name} must take {start.size} number{'s' * (start.size > 1)} and return {returns}"
    if not callable(function):
        raise ValueError(f"{must}, got {function!r}")
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):  # some built-in functions do not tell
        return
    try:
        signature.bind(*start)
    except TypeError:
        raise ValueError(f"{must}, got one that takes {signature}") from None


def _on_arrays(function, start, outputs):
    """Let a function of d numbers take arrays of points, whether or not it was written for arrays."""
    points = start + np.array([[0.0], [0.25]]) if outputs is None else start + np.array([[[0.0]], [[0.25]]])

    def directly(theta):
        result = function(*_coordinates(theta, start.size))
        if outputs is None:
            return np.broadcast_to(np.asarray(result, dtype=float), np.shape(theta)[:-1])
        batch = np.shape(theta)[:-1]
        return np.stack([np.broadcast_to(np.asarray(part, dtype=float), batch) for part in result], axis=-1)

    def at_one(*numbers):
        try:
            return np.asarray(function(*numbers), dtype=float)
        except OverflowError:
            return np.inf if outputs is None else np.full(outputs, np.inf)

    one_by_one_core = np.vectorize(
        at_one, otypes=[float], signature=None if outputs is None else ",".join(["()"] * start.size) + "->(n)"
    )

    def one_by_one(theta):
        with np.errstate(all="ignore"):  # an overflow is told by its value, inf
            return np.asarray(one_by_one_core(*_coordinates(theta, start.size)), dtype=float)

    try:
        agree = np.allclose(directly(points), one_by_one(points), equal_nan=True)
    except Exception:  # noqa: BLE001 - whatever the function does with arrays, it is then called with numbers
        agree = False
    return directly if agree else one_by_one
