"""What becomes of the fastest of so many settings: what it promises, and what it earns with strangers."""

from typing import NamedTuple

import numpy as np

from nag_helpers import checks
from nag_helpers.learning.game import grounds, rivals, walks

TRIES = (12, 50, 200, 1000)
PLAYERS, STRANGERS = 24, 60


class Selected(NamedTuple):
    """What comes of the fastest of so many settings, over all players: who found none that arrives hands in nothing and earns nothing.

    Attributes
    ----------
    found : int
        How many players found one that arrives.
    promised : float
        Its updates from the ground's own start, the median; infinite if half of the players found none.
    score : float
        What it earns with strangers, the mean.
    flew : float
        The share of all strangers that flew with it.
    """

    found: int
    promised: float
    score: float
    flew: float


def selected(code, method, seed=0):
    """Let players try so many settings at random and hand in the fastest; each goes on from 12 tries to 1000.

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
        arrives = np.isfinite(promised)
        walked = walks.walk(ground, method, *(each[players, best][arrives, None] for each in (alpha, beta)), *others)
        earned, flew = (each.sum() / (PLAYERS * STRANGERS) for each in (walked.earned, walked.flew))
        found[tries] = Selected(int(arrives.sum()), float(np.median(promised)), float(earned), float(flew))
    return found
