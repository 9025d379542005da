"""Fair comparisons by the loss after so many updates: every method tuned on one set of seeds, measured on another."""

from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

import numpy as np

from nag_helpers import checks
from nag_helpers.optimizers import descend


class Tuned(NamedTuple):
    """A method's best setting, whether it lies at the edge of the grid, its losses on the seeds that measure, and the grid.

    The grid holds the mean losses on the search seeds, shape (a, b).
    """

    alpha: float
    beta: float
    at_edge: bool
    losses: np.ndarray
    grid: np.ndarray

    def __str__(self):
        edge = " (edge of the grid)" if self.at_edge else ""
        spread = self.losses.std(ddof=1)
        return f"loss {self.losses.mean():.3f} ± {spread:.3f}   α {self.alpha:<6g} β {self.beta:g}{edge}"


@dataclass(frozen=True)
class LossAfter:
    """What is the same for every method: the task, and after how many updates the training loss is taken.

    Attributes
    ----------
    training : callable, seeds -> objective
        Makes the objective for several seeds, as `networks.training` does.
    updates : int
    search_seeds, seeds : tuple of int
        On which α and β are chosen, and on which they are measured.
    """

    training: object
    updates: int
    search_seeds: tuple = (0, 1, 2, 3)
    seeds: tuple = tuple(range(4, 14))

    def __post_init__(self):
        checks.function_of("training", self.training, "(seeds) -> objective")
        checks.whole_number("updates", self.updates, least=1)
        checks.several_seeds("search_seeds", self.search_seeds)
        checks.several_seeds("seeds", self.seeds)

    def losses(self, step, alpha, beta, seeds, run=descend):
        """Return the training losses after the updates, shape (s,), or (b, s) for several β; infinity if it diverged.

        Parameters
        ----------
        step : whatever ``run`` runs
        alpha : float
        beta : float or sequence of float
        seeds : sequence of s ints
        run : callable
            `descend`, or what is called like it.
        """
        seeds = checks.several_seeds("seeds", seeds)
        objective = self.training(seeds)
        start = objective.network.initial(seed=seeds)
        beta = checks.momentum("beta", beta)[..., None]
        checks.function_of("run", run, "(step, objective, start, alpha, beta, steps, record) -> Path")
        path = run(step, objective, start, alpha=alpha, beta=beta, steps=self.updates, record=self.updates)
        return np.where(path.diverged_at >= 0, np.inf, path.loss[-1])

    def tune(self, step, alphas, betas, run=descend):
        """Choose α and β by the mean loss on the search seeds, and measure them on the others.

        Returns
        -------
        Tuned
        """
        alphas, betas = checks.grid("alphas", alphas), checks.grid("betas", betas)
        grid = np.array([self.losses(step, alpha, betas, self.search_seeds, run).mean(axis=-1) for alpha in alphas])
        a, b = np.unravel_index(grid.argmin(), grid.shape)
        at_edge = any(len(values) > 1 and place in (0, len(values) - 1) for place, values in ((a, alphas), (b, betas)))
        return Tuned(alphas[a], betas[b], at_edge, self.losses(step, alphas[a], betas[b], self.seeds, run), grid)


class Paired(NamedTuple):
    """The mean of the differences between two methods on the same seeds, its standard error, and a p-value."""

    mean: float
    error: float
    p: float

    def __str__(self):
        return f"difference {self.mean:+.3f} ± {self.error:.3f} (standard error), p = {self.p:.3f}"


def paired(first, second):
    """Compare two methods that ran on the same seeds.

    Parameters
    ----------
    first, second : sequences of n numbers
        One for each seed, n from 2 to 16.

    Returns
    -------
    Paired
        Of ``first - second``. If the methods were equal, each difference could as well have had the other sign; p is
        the share of all 2ⁿ choices of signs whose sum is as far from 0 as the one measured. It asks for no normal
        distribution.

    References
    ----------
    Fisher (1935), "The design of experiments", section 21.
    """
    first, second = checks.finite_array("first", first), checks.finite_array("second", second)
    if first.shape != second.shape or first.ndim != 1 or not 2 <= len(first) <= 16:
        raise ValueError(
            f"first and second must hold from 2 to 16 numbers each, got shapes {first.shape} and {second.shape}"
        )
    differences, n = first - second, len(first)
    sums = np.array(list(product((-1, 1), repeat=n))) @ differences
    p = np.mean(np.abs(sums) >= np.abs(differences.sum()) * (1 - 1e-12))
    return Paired(float(differences.mean()), float(differences.std(ddof=1) / np.sqrt(n)), float(p))
