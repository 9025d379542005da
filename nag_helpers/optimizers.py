"""Gradient descent, momentum and Nesterov's accelerated gradient, and `descend`, which runs them.

The three rules share one signature. Everything else (schedules, batches, recording, divergence) is the business of
the runner in `runs.py`, so that a rule can be read, or written by a learner, as the formula it is.
"""

import numpy as np

from nag_helpers import checks
from nag_helpers.paths import Path
from nag_helpers.runs import Run


def gradient_descent_step(theta, v, gradient, alpha, beta):
    """Take one step of gradient descent: straight downhill, with no memory.

    Parameters
    ----------
    theta, v : arrays, shape (..., d)
        Position, and the last step. It is not used; the new one is the step just taken.
    gradient : callable, (..., d) -> (..., d)
    alpha : float or array that multiplies theta
        Learning rate.
    beta : float or array that multiplies theta
        Momentum. Not used: it is here so that all three rules are called alike.

    Returns
    -------
    theta, v : arrays, shape (..., d)

    References
    ----------
    Cauchy (1847).
    """
    v = alpha * gradient(theta)
    return theta - v, v


def momentum_step(theta, v, gradient, alpha, beta):
    """Take one step of classical momentum, also called the heavy ball.

    It keeps a share ``beta`` of its last step, and adds the slope measured at ``theta``, where we stand.

    Parameters
    ----------
    theta, v : arrays, shape (..., d)
        Position, and the last step: v is what was subtracted from the position before.
    gradient : callable, (..., d) -> (..., d)
    alpha, beta : float or array that multiplies theta
        Learning rate and momentum.

    Returns
    -------
    theta, v : arrays, shape (..., d)

    References
    ----------
    Polyak (1964); written with a velocity as in Sutskever, Martens, Dahl and Hinton (2013), equations 1-2 (with
    their v negated).
    """
    v = beta * v + alpha * gradient(theta)
    return theta - v, v


def nesterov_step(theta, v, gradient, alpha, beta):
    """Take one step of Nesterov's accelerated gradient.

    The gradient is measured at the look-ahead point ``theta - beta * v``, where momentum alone would carry us;
    `momentum_step` measures it at ``theta``.

    Parameters
    ----------
    theta, v : arrays, shape (..., d)
        Position, and the last step: v is what was subtracted from the position before.
    gradient : callable, (..., d) -> (..., d)
    alpha, beta : float or array that multiplies theta
        Learning rate and momentum.

    Returns
    -------
    theta, v : arrays, shape (..., d)

    References
    ----------
    Nesterov (1983); in this form Sutskever, Martens, Dahl and Hinton (2013), equations 3-4 (with their v negated).
    """
    v = beta * v + alpha * gradient(theta - beta * v)
    return theta - v, v


#: The rules by their names, which are those of `plots.STYLES` and `theory` too; and the two of them that use ``beta``.
RULES = {"gradient descent": gradient_descent_step, "momentum": momentum_step, "NAG": nesterov_step}
WITH_MOMENTUM = {name: RULES[name] for name in ("momentum", "NAG")}


def descend(step, objective, start=None, alpha=0.1, beta=0.0, steps=100, record="all"):
    """Run a step function on an objective and record where it goes.

    Parameters
    ----------
    step : callable, (theta, v, gradient, alpha, beta) -> (theta, v)
        One of the rules of this module, or your own.
    objective : Objective
        What to minimise. In update ``t`` the gradient is that of ``objective.at(t)``.
    start : array of shape (..., d), or Path, optional
        Where to begin, at rest; ``objective.start`` if not given. A Path is continued from its last row: position,
        velocity and update number go on, and its rows stand before the new ones.
    alpha, beta : float, array or callable
        Learning rate (positive) and momentum (in [0, 1)). An array has the shape of the batch, or broadcasts to it:
        ``(A, 1)`` and ``(1, B)`` make a grid of A x B runs. A callable is a schedule: it is given the update number
        t = 1, 2, ... and returns a number or such an array; a schedule may return 0.
    steps : int
        How many updates to make.
    record : "all", "final" or int
        Which rows to keep: every update, the last one alone, or every n-th and the last.

    Returns
    -------
    Path
        A run that diverges is not an error: see `Path.diverged_at`. An interrupted run (KeyboardInterrupt) returns
        what it has so far. With mini-batches the full loss is computed for the recorded rows only.

    Raises
    ------
    ValueError, TypeError
        If an argument is out of its range, of the wrong kind or of the wrong shape, or if ``step`` does not return two arrays of the
        shape of theta. The message names the value and what is allowed.
    """
    steps = checks.whole_number("steps", steps, least=0)
    checks.function_of("step", step, "(theta, v, gradient, alpha, beta) -> (theta, v)")
    for name, setting in (("alpha", alpha), ("beta", beta)):
        if callable(setting):
            checks.function_of(name, setting, "(t) -> number")
    checks.an_objective("objective", objective)
    if isinstance(start, Path) and start.theta.shape[-1] != objective.dimension:
        raise ValueError(f"start must be a Path in {objective.dimension} dimensions, as the objective, got {start!r}")
    with np.errstate(all="ignore"):  # a run that diverges says so in its Path
        run = Run(objective, start, alpha, beta, record)
        try:
            for remaining in range(steps, 0, -1):
                run.update(step, is_last=remaining == 1)
        except KeyboardInterrupt:
            run.keep_row_without_measurement()
        return run.path()
