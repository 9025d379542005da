"""One curvature on its own, run with plain numbers: quick enough to be done again while a slider moves."""

import numpy as np


def positions(step, alpha, beta, curvature, updates):
    """Run a step function from rest at 1 on ½λq² and return the positions.

    Parameters
    ----------
    step : callable
        One of the rules of `optimizers`.
    alpha, beta, curvature : float
    updates : int

    Returns
    -------
    array, shape (updates + 1,)
        Infinity and NaN where the run has grown beyond all numbers.
    """
    q, v, visited = 1.0, 0.0, [1.0]
    for _ in range(updates):
        q, v = step(q, v, lambda at: curvature * at, alpha, beta)
        visited.append(q)
    return np.array(visited)
