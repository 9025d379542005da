"""What becomes of the fastest of so many settings: what it promises, and what it earns with strangers."""

from typing import NamedTuple

import numpy as np

from nag_helpers import checks
from nag_helpers.learning.game import grounds, rivals, walks

TRIES = (3, 12, 50, 200, 1000)
PLAYERS, STRANGERS = 24, 60


class Selected(NamedTuple):
    """What comes of the fastest of so many settings, means over the players who found one that arrives.

    Attributes
    ----------
    promised : float
        Its updates from the ground's own start.
    score : float
        What it earns with strangers.
    flew : float
        The share of its strangers that flew.
    """

    promised: float
    score: float
    flew: float


def selected(code, method, seed=0):
    """Let players try so many settings at random and hand in the fastest; each goes on from 3 tries to 1000.

    Parameters
    ----------
    code : str
        The code word of a ground.
    method : "momentum" or "NAG"
    seed : int

    Returns
    -------
    dict
        From the number of tries to a `Selected`.
    """
    checks.one_of("method", method, walks.METHODS)
    if not isinstance(code, str) or not code.strip():
        raise ValueError(f"code must be a word, got {code!r}")
    ground, rng = grounds.of(code.strip().lower()), np.random.default_rng(checks.whole_number("seed", seed, least=0))
    alpha, beta = (each.reshape(PLAYERS, -1) for each in rivals.drawn(rng, PLAYERS * TRIES[-1]))
    updates = walks.walk(ground, method, alpha, beta).updates
    updates = np.where(updates < 0, np.inf, updates)
    others = walks.strangers(ground, STRANGERS, int(rng.integers(2**32)))
    players, found = np.arange(PLAYERS), {}
    for tries in TRIES:
        best = updates[:, :tries].argmin(axis=1)
        promised = updates[players, best]
        settings = (each[players, best][np.isfinite(promised), None] for each in (alpha, beta))
        walked = walks.walk(ground, method, *settings, *others)
        found[tries] = Selected(
            float(promised[np.isfinite(promised)].mean()), float(walked.earned.mean()), float(walked.flew.mean())
        )
    return found
