"""Newer methods in which Nesterov's idea lives on: Schedule-Free, Adan and Lion, each a `forms.Method`."""

import numpy as np

from nag_helpers import checks
from nag_helpers.frameworks.forms import Method


def _schedule_free_step(state, gradient, alpha, beta, beta_next):
    x, z, t = state
    z = z - alpha * gradient((1 - beta) * z + beta * x)
    return x + (z - x) / (t + 1), z, t + 1


def _schedule_free(counted):
    """Return Schedule-Free whose mean begins with so many points: 1 counts the start, 0 does not."""
    return Method(
        init=lambda theta: (theta, theta, counted),
        step=_schedule_free_step,
        read=lambda state: (state[0], state[0] - state[1]),
    )


#: Schedule-Free gradient descent: z makes the steps, x is the mean of the start and all z since, and the gradient is
#: measured at y = (1 - beta) z + beta x. Read out, theta is x and v is x - z, so that y = theta - (1 - beta) v.
#: Defazio, Yang, Mehta, Mishchenko, Khaled and Cutkosky (2024), equations 1 to 3, for a constant learning rate.
SCHEDULE_FREE = _schedule_free(1)

#: Schedule-Free as schedulefree 1.4.1, optax 0.2.8 and Keras 3.15 have it: the start is not among the averaged points.
SCHEDULE_FREE_PACKAGED = _schedule_free(0)


def schedule_free_warmed(warm_up):
    """Return Schedule-Free as the packages have it, with their ``warmup_steps``.

    The learning rate rises in a straight line over so many updates, and each point counts in the mean by the square of the
    learning rate that led to it. With 1 it is `SCHEDULE_FREE_PACKAGED`.

    Parameters
    ----------
    warm_up : int

    Returns
    -------
    Method

    References
    ----------
    ``SGDScheduleFree`` in schedulefree 1.4.1; Defazio et al. (2024).
    """
    warm_up = checks.whole_number("warm_up", warm_up, least=1)

    def step(state, gradient, alpha, beta, beta_next):
        x, z, t, total = state
        rate = alpha * min(1, (t + 1) / warm_up)
        z, total = z - rate * gradient((1 - beta) * z + beta * x), total + rate**2
        return x + (z - x) * rate**2 / total, z, t + 1, total

    return Method(
        init=lambda theta: (theta, theta, 0, 0.0), step=step, read=lambda state: (state[0], state[0] - state[1])
    )


def adan(beta2=0.92, beta3=0.99, epsilon=1e-8, epsilon_root=0, share=None):
    """Return Adan: it adds to the mean gradient the mean *change* of the gradient, in place of looking ahead.

    Read out, ``v`` is the mean gradient m.

    Parameters
    ----------
    beta2, beta3 : float
        Weights of the averages of the changes, and of the squares.
    epsilon, epsilon_root : float
        Added to the root of the squares, and to the squares below it. optax has 1e-8 in both places.
    share : float, optional
        By what the change is multiplied: ``beta2`` in the paper. optax 0.2.8 takes ``1 - beta2``; 0 leaves it out.

    Returns
    -------
    Method

    References
    ----------
    Xie, Zhou, Li, Lin and Yan (2022), "Adan: adaptive Nesterov momentum algorithm for faster optimizing deep models",
    algorithm 1; beta, beta2 and beta3 are one minus theirs.
    """
    beta2, beta3 = checks.below_one("beta2", beta2), checks.below_one("beta3", beta3)
    epsilon, epsilon_root = checks.not_negative("epsilon", epsilon), checks.not_negative("epsilon_root", epsilon_root)
    share = beta2 if share is None else checks.not_negative("share", share)

    def init(theta):
        return theta, *np.zeros((3, *theta.shape)), None, 0

    def step(state, gradient, alpha, beta, beta_next):
        theta, m, change, n, before, t = state
        g, t = gradient(theta), t + 1
        difference = g - (g if before is None else before)
        m = beta * m + (1 - beta) * g
        change = beta2 * change + (1 - beta2) * difference
        n = beta3 * n + (1 - beta3) * (g + share * difference) ** 2
        direction = m / (1 - beta**t) + share * change / (1 - beta2**t)
        scale = np.sqrt(n / (1 - beta3**t) + epsilon_root) + epsilon
        return theta - alpha * direction / scale, m, change, n, g, t

    return Method(init, step, read=lambda state: state[:2])


def lion(beta2=0.99):
    """Return Lion: the sign of a mean that counts the fresh gradient more than the mean it keeps.

    Read out, ``v`` is the kept mean m.

    Parameters
    ----------
    beta2 : float or None
        Weight of the mean that is kept; beta is that of the mean whose sign is stepped along. None keeps that one: the
        sign of a single mean, which is classical momentum's counterpart.

    Returns
    -------
    Method

    References
    ----------
    Chen et al. (2023), "Symbolic discovery of optimization algorithms", program 1.
    """
    beta2 = None if beta2 is None else checks.below_one("beta2", beta2)

    def step(state, gradient, alpha, beta, beta_next):
        theta, m = state
        g, kept = gradient(theta), beta if beta2 is None else beta2
        return theta - alpha * np.sign(beta * m + (1 - beta) * g), kept * m + (1 - kept) * g

    return Method(init=lambda theta: (theta, np.zeros_like(theta)), step=step, read=lambda state: state)
