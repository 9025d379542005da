"""Momentum that changes as it goes: Nesterov's schedules, restart, and the optimised gradient method.

A schedule is a function of the update number t = 1, 2, … that `optimizers.descend` accepts as its ``beta``. In
update t the momentum multiplies the velocity of update t − 1, so the β of update 1 meets a velocity of zero.
"""

from itertools import pairwise

import numpy as np

from nag_helpers import checks


def k_momentum(t):
    """Return the momentum of update t in the schedule (k − 1)/(k + 2), where k = t − 1 velocities have been made.

    0 for t = 1 and 2, then 1/4, 2/5, 3/6, …: it approaches 1 as 1 − 3/t.

    Parameters
    ----------
    t : int
        Update number, from 1.

    Returns
    -------
    float

    References
    ----------
    Su, Boyd and Candès (2016), equation 1: x_k = y_{k−1} − s∇f(y_{k−1}), y_k = x_k + (k − 1)/(k + 2)(x_k − x_{k−1}).
    """
    k = checks.whole_number("t", t, least=1) - 1
    return max(k - 1, 0) / (k + 2)


def t_sequence(count):
    """Return t_1 = 1, t_{k+1} = (1 + √(1 + 4 t_k²)) / 2, as many as asked for; t_k is about k/2.

    References
    ----------
    Nesterov (1983); Beck and Teboulle (2009), equation 4.2.
    """
    numbers = [1.0]
    for _ in range(checks.whole_number("count", count, least=1) - 1):
        numbers.append((1 + np.sqrt(1 + 4 * numbers[-1] ** 2)) / 2)
    return np.array(numbers)


def t_momentum(steps):
    """Return Nesterov's own schedule for a run of ``steps`` updates: update k + 1 has β = (t_k − 1)/t_{k+1}.

    Parameters
    ----------
    steps : int

    Returns
    -------
    callable, t -> float
        To be given to `descend` as ``beta``.
    """
    t = t_sequence(checks.whole_number("steps", steps, least=1) + 1)
    betas = np.concatenate([[0.0], (t[:-1] - 1) / t[1:]])

    def beta(update):
        if checks.whole_number("t", update, least=1) > steps:
            raise ValueError(
                f"t must be at most {steps}, the number of updates this schedule was made for, got {update!r}"
            )
        return float(betas[update - 1])

    return beta


def rising_momentum(maximum, period=250, last=0, steps=None):
    """Return the schedule β_t = min(1 − 2^(−1 − log₂(⌊t / period⌋ + 1)), maximum).

    It starts at ½ and comes closer to 1 with every period: 1 − 1/2, 1 − 1/4, 1 − 1/6, …

    Parameters
    ----------
    maximum : float or array
        Where the rise ends; an array has the shape of the batch.
    period : int
        Updates between two rises.
    last, steps : int, optional
        In the ``last`` of ``steps`` updates the momentum is at most 0.9, which lets the fast directions settle.

    Returns
    -------
    callable, t -> float or array

    Raises
    ------
    ValueError
        If ``maximum`` is not in [0, 1), or ``last`` is given without ``steps``.

    References
    ----------
    Sutskever, Martens, Dahl and Hinton (2013), equation 5 and section 3.
    """
    period = checks.whole_number("period", period, least=1)
    ceilings = checks.momentum("maximum", maximum)
    last = checks.whole_number("last", last, least=0)
    if last and steps is None:
        raise ValueError(f"last needs steps, the number of all updates, got last={last!r} alone")
    steps = None if steps is None else checks.whole_number("steps", steps, least=last)

    def beta(t):
        t = checks.whole_number("t", t, least=1)
        ceiling = np.minimum(ceilings, 0.9) if last and t > steps - last else ceilings
        return np.minimum(1 - 2.0 ** (-1 - np.log2(t // period + 1)), ceiling)

    return beta


class RestartingNAG:
    """NAG with `k_momentum`, counted from the beginning again whenever the run seems to have gone too far.

    A step function for `descend` that keeps a count of its own and takes no notice of ``beta``. Make a new one for
    each run. Where the run restarts, the velocity is set to zero.

    Parameters
    ----------
    test : "gradient" or "function"
        Restart after a step that went uphill: by the slope at the look-ahead point, ∇J(y) · (−v) > 0, which costs
        nothing, or by the loss, J(θ⁺) > J(θ), which needs ``value``.
    value : callable, (..., d) -> (...), optional
        The objective's value, for the "function" test.

    Attributes
    ----------
    restarts : list of int
        The updates after which a run restarted (in a batch: any of its runs).

    References
    ----------
    O'Donoghue and Candès (2015), section 3.2.
    """

    def __init__(self, test="gradient", value=None):
        self.test = checks.one_of("test", test, ("gradient", "function"))
        if test == "function" and not callable(value):
            raise ValueError(f'value must be a function for the "function" test, got {value!r}')
        self.value = value
        self.since_restart = 0
        self.updates = 0
        self.restarts = []

    def __call__(self, theta, v, gradient, alpha, beta):
        self.updates += 1
        self.since_restart = self.since_restart + 1
        k = np.asarray(self.since_restart) - 1
        beta = np.maximum(k - 1, 0) / (k + 2)
        slope = gradient(theta - beta * v)
        v_new = beta * v + alpha * slope
        theta_new = theta - v_new
        if self.test == "gradient":
            uphill = (slope * -v_new).sum(axis=-1, keepdims=True) > 0
        else:
            uphill = (self.value(theta_new) > self.value(theta))[..., None]
        if uphill.any():
            self.restarts.append(self.updates)
        self.since_restart = np.where(uphill, 0, self.since_restart)
        return theta_new, np.where(uphill, 0.0, v_new)


def ogm(objective, steps, alpha=None, start=None):
    """Run the optimised gradient method for ``steps`` gradients and return the points at which it asked for them.

    NAG plus one more term: y⁺ = x − α∇J(x), x⁺ = y⁺ + (t − 1)/t⁺ (y⁺ − y) + t/t⁺ (y⁺ − x), with the t of
    `t_sequence`, except that the last t⁺ is (1 + √(1 + 8t²))/2. The promise of `theory.ogm_bound` is for the last x.

    Parameters
    ----------
    objective : Objective
        Smooth and convex.
    steps : int
        The number must be known beforehand: the last step differs.
    alpha : float, optional
        1/L if not given.
    start : array, shape (d,), optional

    Returns
    -------
    array, shape (steps + 1, d)

    References
    ----------
    Kim and Fessler (2016), algorithm OGM1; Drori and Teboulle (2014).
    """
    steps = checks.whole_number("steps", steps, least=1)
    checks.an_objective("objective", objective)
    if alpha is None and not objective.L:
        raise ValueError(f"alpha must be given for an objective without L, got {alpha!r} for {objective.name}")
    alpha = 1 / objective.L if alpha is None else checks.positive("alpha", alpha)
    t = t_sequence(steps + 1)
    t[-1] = (1 + np.sqrt(1 + 8 * t[-2] ** 2)) / 2
    x = checks.finite_array("start", objective.start if start is None else start)
    if x.shape != (objective.dimension,):
        raise ValueError(f"start must have shape ({objective.dimension},), got shape {x.shape}")
    y, points = x, [x]
    for now, following in pairwise(t):
        y_new = x - alpha * objective.gradient(x)
        x = y_new + (now - 1) / following * (y_new - y) + now / following * (y_new - x)
        y = y_new
        points.append(x)
    return np.array(points)
