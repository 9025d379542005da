"""Those who tune against the learner, each by a rule of their own, and what each submits on a ground."""

import functools
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from nag_helpers.learning.game import grounds, walks

ALPHAS = (1e-3, 1.0)  # what a run may be set to
BETAS = (0.5, 0.99)
MARGIN = 1.3


class Setting(NamedTuple):
    """A learning rate and a momentum."""

    alpha: float
    beta: float


class Rival(NamedTuple):
    """Somebody who tunes.

    Attributes
    ----------
    name, rule : str
        What they are called, and what they do, in a sentence.
    submits : callable, (ground, method, rng) -> Setting
    """

    name: str
    rule: str
    submits: Callable


def drawn(rng, count):
    """Draw settings: of α and of 1 − β every factor is as likely as any other.

    Parameters
    ----------
    rng : numpy Generator
    count : int

    Returns
    -------
    alpha, beta : ndarrays, shape (count,)
    """
    low, high = ALPHAS
    alpha = low * (high / low) ** rng.random(count)
    rest, most = 1 - BETAS[1], 1 - BETAS[0]
    return alpha, 1 - rest * (most / rest) ** rng.random(count)


def fastest(ground, method, rng, runs):
    """Return the setting that arrives first of so many drawn ones, from the ground's own start; where none does, one that does not fly.

    Parameters
    ----------
    ground : Ground
    method : "momentum" or "NAG"
    rng : numpy Generator
    runs : int

    Returns
    -------
    Setting
    """
    alpha, beta = drawn(rng, runs)
    walked = walks.walk(ground, method, alpha, beta)
    best = np.where(walked.arrived, walked.updates, walks.UPDATES + 1 + walked.flew).argmin()
    return Setting(float(alpha[best]), float(beta[best]))


def careful(ground, method, rng):
    """Return the fastest of twelve deliberate runs, with its α divided by `MARGIN`.

    Seven of them look for the edge at β = 0.9: α goes up or down by a factor until the fate changes, then by the root of it. Five try other β.
    """
    beta, factor = 0.9, 3.0
    alpha = 0.01 * factor ** rng.uniform(-0.5, 0.5)
    runs, upward = [_tried(ground, method, alpha, beta)], None
    for _ in range(6):
        flew = runs[-1].flew
        upward, factor = (not flew, factor) if upward in (None, not flew) else (not flew, factor**0.5)
        alpha = alpha * factor if upward else alpha / factor
        runs.append(_tried(ground, method, alpha, beta))
    best = min(runs, key=lambda run: run.updates).setting
    for other in (0.8, 0.95, 0.7, 0.85, 0.6):
        longer = (1 - other) / (1 - beta) if other > beta else 1.1
        runs.append(_tried(ground, method, best.alpha * longer, other))
    alpha, beta = min(runs, key=lambda run: run.updates).setting
    return Setting(max(alpha / MARGIN, ALPHAS[0]), beta)


class _Tried(NamedTuple):
    setting: Setting
    updates: int  # more than any walk has, if it did not arrive
    flew: bool


def _tried(ground, method, alpha, beta):
    setting = Setting(float(np.clip(alpha, *ALPHAS)), beta)
    walked = walks.walk(ground, method, *setting)
    return _Tried(setting, int(walked.updates) if walked.arrived else walks.UPDATES + 1, bool(walked.flew))


def validated(ground, method, rng, settings=150, others=20):
    """Return that of many drawn settings which earns most with strangers of its own."""
    alpha, beta = drawn(rng, settings)
    asked = walks.strangers(ground, others, int(rng.integers(2**32)))
    earned = walks.walk(ground, method, alpha[:, None], beta[:, None], *asked).earned.mean(axis=1)
    best = earned.argmax()
    return Setting(float(alpha[best]), float(beta[best]))


RIVALS = (
    Rival("Hana", "a thousand runs, and she submits the fastest", lambda *given: fastest(*given, 1000)),
    Rival("Carl", "twelve runs, as you have; then he hands in a somewhat smaller α than that of his fastest", careful),
    Rival("the ghost", "150 settings, each tried on twenty strangers of its own", validated),
)


@functools.lru_cache(maxsize=64)
def submitted(code):
    """Return what each rival submits on the ground of a code word: the same in every game by it.

    Parameters
    ----------
    code : str

    Returns
    -------
    dict
        From names to dicts from methods to settings.
    """
    ground, chance = grounds.of(code), np.random.default_rng(list(f"rivals {code}".encode()))
    return {rival.name: {method: rival.submits(ground, method, chance) for method in walks.METHODS} for rival in RIVALS}
