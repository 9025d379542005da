"""The largest curvature by power iteration."""

import numpy as np
import pytest

from nag_helpers import objectives
from nag_helpers.networks import Network, training
from nag_helpers.networks.curvature import largest_curvature


def test_on_a_quadratic_it_is_the_largest_curvature():
    bowl = objectives.quadratic((1, 10, 100), start=(1, 1, 1))
    assert largest_curvature(bowl, bowl.start) == pytest.approx(100)


def test_of_two_signs_it_gives_that_of_the_larger_modulus():
    saddle = objectives.from_function(lambda x, y: x**2 - 3 * y**2, start=(1, 1), gradient=lambda x, y: (2 * x, -6 * y))
    assert largest_curvature(saddle, saddle.start) == pytest.approx(-6)


def test_on_a_plane_it_is_zero():
    plane = objectives.from_function(lambda x, y: x + y, start=(1, 1), gradient=lambda x, y: (1, 1))
    assert largest_curvature(plane, plane.start) == 0


def test_on_a_network_it_is_the_largest_eigenvalue_of_the_differenced_gradients():
    rng = np.random.default_rng(0)
    task = training(Network((3, 4, 2)), rng.random((20, 3)), rng.integers(0, 2, 20))
    h, steps = 1e-5, np.eye(task.dimension)
    matrix = np.array(
        [(task.gradient(task.start + h * e) - task.gradient(task.start - h * e)) / (2 * h) for e in steps]
    )
    eigenvalues = np.linalg.eigvalsh((matrix + matrix.T) / 2)
    assert largest_curvature(task, task.start, steps=300) == pytest.approx(max(eigenvalues, key=abs), rel=1e-4)


def test_a_batch_of_points_is_refused():
    with pytest.raises(ValueError, match=r"theta must be one point of shape \(d,\), got shape \(2, 2\)"):
        largest_curvature(objectives.quadratic((1, 2)), np.ones((2, 2)))
