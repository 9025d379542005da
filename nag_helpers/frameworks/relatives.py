"""Newer methods in which Nesterov's idea lives on: Schedule-Free, Adan and Lion, each a `forms.Method`."""

import numpy as np

from nag_helpers import checks
from nag_helpers.frameworks.forms import Method


def _schedule_free_step(state, gradient, alpha, beta, beta_next):
    x, z, t = state
    z = z - alpha * gradient((1 - beta) * z + beta * x)
    return x + (z - x) / (t + 1), z, t + 1


#: Schedule-Free gradient descent: z makes the steps, x is the mean of all z so far, and the gradient is measured at
#: y = (1 - beta) z + beta x. Read out, theta is x and v is x - z, so that y = theta - (1 - beta) v.
#: Defazio, Yang, Mehta, Mishchenko, Khaled and Cutkosky (2024), equation 1, for a constant learning rate.
SCHEDULE_FREE = Method(
    init=lambda theta: (theta, theta, 0), step=_schedule_free_step, read=lambda state: (state[0], state[0] - state[1])
)


def adan(beta2=0.92, beta3=0.99, epsilon=1e-8, share=None):
    """Return Adan: it adds to the mean gradient the mean *change* of the gradient, in place of looking ahead.

    Read out, ``v`` is the mean gradient m.

    Parameters
    ----------
    beta2, beta3 : float
        Weights of the averages of the changes, and of the squares.
    epsilon : float
        Added to the root of the squares, and (squared: optax's ``eps_root``) below it.
    share : float, optional
        By what the change is multiplied: ``beta2`` in the paper. optax 0.2.8 takes ``1 - beta2``.

    Returns
    -------
    Method

    References
    ----------
    Xie, Zhou, Li, Lin and Yan (2022), "Adan: adaptive Nesterov momentum algorithm for faster optimizing deep models",
    algorithm 1; beta, beta2 and beta3 are one minus theirs.
    """
    beta2, beta3 = checks.below_one("beta2", beta2), checks.below_one("beta3", beta3)
    epsilon = checks.not_negative("epsilon", epsilon)
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
        scale = np.sqrt(n / (1 - beta3**t) + epsilon) + epsilon
        return theta - alpha * direction / scale, m, change, n, g, t

    return Method(init, step, read=lambda state: state[:2])


def lion(beta2=0.99):
    """Return Lion: the sign of a mean that counts the fresh gradient more than the mean it keeps.

    Read out, ``v`` is the kept mean m. With ``beta2`` equal to beta the sign would be that of the new m, classical
    momentum; with another weight for the step it mixes m and g anew, as NAG's step does.

    Parameters
    ----------
    beta2 : float
        Weight of the mean that is kept; beta is that of the mean whose sign is stepped along.

    Returns
    -------
    Method

    References
    ----------
    Chen et al. (2023), "Symbolic discovery of optimization algorithms", program 1.
    """
    beta2 = checks.below_one("beta2", beta2)

    def step(state, gradient, alpha, beta, beta_next):
        theta, m = state
        g = gradient(theta)
        return theta - alpha * np.sign(beta * m + (1 - beta) * g), beta2 * m + (1 - beta2) * g

    return Method(init=lambda theta: (theta, np.zeros_like(theta)), step=step, read=lambda state: state)
