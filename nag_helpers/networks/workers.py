"""Workers that train apart and meet now and then: an objective whose gradient is how far they have come."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from nag_helpers import checks
from nag_helpers.networks.network import Training, training


@dataclass(frozen=True, eq=False)
class Workers(Training):
    """A network trained by several workers; `workers` makes one.

    An update is a round: all workers start from the same theta, each makes ``local_steps`` of gradient descent on
    mini-batches of its own, and the **pseudo-gradient** is theta minus the mean of where they arrive. A step of length
    1 along it is plain averaging; any rule of the series may be used in its place.

    Attributes
    ----------
    apart : Training
        The task of all workers of all runs, each with a seed of its own.
    count, local_steps : int
    local_alpha : float
    """

    apart: Training = None
    count: int = 4
    local_steps: int = 20
    local_alpha: float = 0.1

    @property
    def updates_per_epoch(self):
        """One: what a `Comparison` calls an epoch is a round."""
        return 1

    def at(self, t):
        """Return the objective of round ``t`` = 1, 2, …"""
        return _Round(self, t)


class _Round(NamedTuple):
    """One round of the workers."""

    team: Workers
    t: int

    def value(self, theta):
        return self.team.value(theta)

    def gradient(self, theta):
        team = self.team
        theirs = np.repeat(theta[..., None, :], team.count, axis=-2)
        theta_of_each = theirs.reshape(*theta.shape[:-2], -1, theta.shape[-1])
        for update in range((self.t - 1) * team.local_steps + 1, self.t * team.local_steps + 1):
            theta_of_each = theta_of_each - team.local_alpha * team.apart.at(update).gradient(theta_of_each)
        return theta - theta_of_each.reshape(theirs.shape).mean(axis=-2)


def workers(network, inputs, targets, seeds, count=4, local_steps=20, local_alpha=0.1, batch_size=32):
    """Return the objective of training a network by several workers that meet after every ``local_steps``.

    Parameters
    ----------
    network, inputs, targets, batch_size
        As for `training`.
    seeds : sequence of s ints
        One for each run; theta has shape (..., s, d).
    count : int
        Workers in a run. Each draws its own mini-batches from all the data.
    local_steps : int
        Updates that each makes before they meet.
    local_alpha : float
        Their learning rate.

    Returns
    -------
    Workers

    References
    ----------
    Douillard et al. (2023), "DiLoCo: distributed low-communication training of language models". There the local rule
    is AdamW; here it is gradient descent.
    """
    count = checks.whole_number("count", count, least=1)
    seeds = checks.several_seeds("seeds", seeds)
    together = training(network, inputs, targets, batch_size, seeds)
    each = tuple(seed * count + worker for seed in seeds for worker in range(count))
    return Workers(
        **vars(together),
        apart=training(network, inputs, targets, batch_size, each),
        count=count,
        local_steps=checks.whole_number("local_steps", local_steps, least=1),
        local_alpha=checks.positive("local_alpha", local_alpha),
    )
