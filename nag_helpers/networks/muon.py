"""Muon in NumPy: momentum for the matrices of a network, made orthogonal before it is stepped along."""

import numpy as np

from nag_helpers import checks
from nag_helpers.networks.network import Network

COEFFICIENTS = (3.4445, -4.7750, 2.0315)


def orthogonalised(matrix, steps=5):
    """Return a matrix with the same singular vectors and singular values near 1: Newton and Schulz's iteration.

    Each step makes of every singular value s the value a s + b s³ + c s⁵. The coefficients are chosen to be fast where
    s is small. They do not converge to 1, but stay between about 0.7 and 1.2.

    Parameters
    ----------
    matrix : array, shape (..., m, n)
    steps : int

    Returns
    -------
    array, shape (..., m, n)

    References
    ----------
    Jordan, Jin, Boza, You, Cesista, Newhouse and Bernstein (2024), "Muon: an optimizer for hidden layers in neural
    networks".
    """
    a, b, c = COEFFICIENTS
    matrix = checks.numbers("matrix", matrix)
    if matrix.ndim < 2:
        raise ValueError(f"matrix must have shape (..., m, n), got shape {matrix.shape}")
    turned = matrix.shape[-2] > matrix.shape[-1]
    x = np.swapaxes(matrix, -1, -2) if turned else matrix
    x = x / np.maximum(np.linalg.norm(x, axis=(-2, -1), keepdims=True), 1e-7)
    for _ in range(checks.whole_number("steps", steps, least=0)):
        square = x @ np.swapaxes(x, -1, -2)
        x = a * x + (b * square + c * square @ square) @ x
    return np.swapaxes(x, -1, -2) if turned else x


def muon_step(network, nesterov=True):
    """Return Muon as a step function for `descend`: theta holds the network's parameters, v its sums of gradients.

    The matrices go by α times the orthogonalised direction, times √(n_out / n_in) where a layer is wider than what
    feeds it. The biases, which Muon leaves to another method, take torch's step with the same α and β.

    Parameters
    ----------
    network : Network
    nesterov : bool
        The direction is ``g + beta * v``, as in torch's SGD; without it, v.

    Returns
    -------
    callable, (theta, v, gradient, alpha, beta) -> (theta, v)
    """
    checks.instance_of("network", network, Network, "a Network")
    checks.instance_of("nesterov", nesterov, (bool, np.bool_), "True or False")

    def step(theta, v, gradient, alpha, beta):
        g = gradient(theta)
        v = beta * v + g
        direction = g + beta * v if nesterov else v.copy()
        for weights, _ in network.layers(direction):
            n_in, n_out = weights.shape[-2:]
            weights[...] = max(1, n_out / n_in) ** 0.5 * orthogonalised(weights)
        return theta - alpha * direction, v

    return step
