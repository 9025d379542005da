"""One game: twelve runs for each method on a hidden ground, one submission each, and then the test."""

import secrets
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from nag_helpers import checks
from nag_helpers.learning import progress
from nag_helpers.learning.game import chart, grounds, rivals, score, walks, words
from nag_helpers.learning.messages import Message

RUNS = 12
SECTION = "games"  # of the progress file


class Run(NamedTuple):
    """A run from the ground's own start: its setting, and what became of it, as in `walks.Walks`."""

    method: str
    alpha: float
    beta: float
    updates: int
    flew: bool
    highest: float


class Game:
    """A game on the ground of a code word. What was tried is kept, so a cell that is run again goes on where it was.

    Parameters
    ----------
    code : str
    keeps : bool
        Whether it is kept, and counts: not if it is for practice.

    Attributes
    ----------
    code : str
        Who plays by the same code word walks on the same ground, against the same rivals; the hundred strangers are others.
    runs : list of Run
        All runs made, in their order.
    submitted : dict, method -> Setting
    results : dict, name -> dict, method -> Tested
        How "you" and each of the rivals fared; empty before both methods are submitted.
    """

    def __init__(self, code, keeps=True):
        if not isinstance(code, str) or not code.strip():
            raise ValueError(f"code must be a word, got {code!r}")
        self.code, self._keeps = code.strip().lower(), keeps
        self._ground = grounds.of(self.code)
        self.runs, self.submitted, self._seed, self.results = [], {}, None, {}
        self._take_up()

    def _take_up(self):
        """Go on from what is kept: another cell, or another notebook, may have played on in the same game."""
        entry = progress.read(SECTION).get(self.code) if self._keeps else None
        if entry is None or entry == self._entry():
            return
        tried = entry.get("tried")
        self.runs = [self._walked(*each) for each in (tried if isinstance(tried, list) else []) if _is_setting(each)]
        kept = entry.get("submitted") if isinstance(entry.get("submitted"), dict) else {}
        self.submitted = {
            method: rivals.Setting(*kept[method])
            for method in walks.METHODS
            if method in kept and _is_setting([method, *kept[method]])
        }
        self._seed = entry.get("seed") if isinstance(entry.get("seed"), int) else None
        self.results = self._tested() if self.is_over else {}

    @property
    def is_over(self):
        """Whether both methods are submitted."""
        return len(self.submitted) == len(walks.METHODS)

    def left(self, method):
        """Return how many runs are left for a method."""
        checks.one_of("method", method, walks.METHODS)
        return RUNS - sum(run.method == method for run in self.runs)

    def run(self, method, alpha, beta):
        """Make one of the twelve runs of a method, from the ground's own start.

        Parameters
        ----------
        method : "momentum" or "NAG"
        alpha : float
            From 0.001 to 1.
        beta : float
            From 0.5 to 0.99.

        Returns
        -------
        Message
        """
        method, alpha, beta = _checked(method, alpha, beta)
        self._take_up()
        if method in self.submitted:
            return Message(f"No run: {method} is submitted.", words.next_step(self))
        if not self.left(method):
            return Message(f"No run is left for {method}.", words.next_step(self))
        self.runs.append(self._walked(method, alpha, beta))
        self._keep()
        return words.of_run(self.runs, RUNS)

    def submit(self, method, alpha, beta):
        """Submit a setting for a method, once and for good; it may be one that was never run.

        Parameters
        ----------
        method : "momentum" or "NAG"
        alpha, beta : float
            As in `run`.

        Returns
        -------
        Message
            Once both are submitted, what became of the hundred.
        """
        method, alpha, beta = _checked(method, alpha, beta)
        self._take_up()
        if method in self.submitted:
            return Message(f"{method} is submitted already.", words.next_step(self))
        self.submitted[method] = rivals.Setting(alpha, beta)
        if self.is_over:
            self._seed = secrets.randbelow(2**32)  # drawn now, so that nothing can be read before
            self.results = self._tested()
        self._keep()
        return self.result() if self.is_over else Message(f"Submitted for {method}.", words.next_step(self))

    def result(self):
        """Say what became of the hundred strangers, and of those of the rivals.

        Returns
        -------
        Message
        """
        if not self.is_over:
            return words.how_to_play(self, RUNS)
        return replace(words.of_result(self, self._ground.kind), picture=self.map)

    def map(self):
        """Draw where you tried, what everybody handed in, and where walks fly: only once the game is over.

        Returns
        -------
        shown.Picture
        """
        if not self.is_over:
            raise ValueError("both methods must be submitted before there is a map")
        return chart.of(self, self._ground, self._strangers())

    def score_of(self, name):
        """Return what "you" or a rival earned: the mean over both methods."""
        if not self.is_over:
            raise ValueError("both methods must be submitted before there is a score")
        checks.one_of("name", name, tuple(self.results))
        return float(np.mean([tested.score for tested in self.results[name].values()]))

    @property
    def rivals(self):
        """What each rival submits, a dict from names to dicts from methods to settings: the same in every game by this code word."""
        return rivals.submitted(self.code)

    def _walked(self, method, alpha, beta):
        walked = walks.walk(self._ground, method, alpha, beta)
        return Run(method, alpha, beta, int(walked.updates), bool(walked.flew), float(walked.highest))

    def _strangers(self):
        return walks.strangers(self._ground, score.STRANGERS, self._seed or 0)

    def _tested(self):
        others = self._strangers()
        return {
            name: {method: score.tested(self._ground, method, setting, others) for method, setting in each.items()}
            for name, each in {"you": self.submitted, **self.rivals}.items()
        }

    def _entry(self):
        """Return what is kept of the game."""
        entry = {
            "tried": [[run.method, run.alpha, run.beta] for run in self.runs],
            "submitted": {method: list(setting) for method, setting in self.submitted.items()},
        }
        if self.is_over:
            scores = {name: round(self.score_of(name), 3) for name in self.results}
            entry |= {"seed": self._seed, "kind": self._ground.kind, "score": scores.pop("you"), "rivals": scores}
        return entry

    def _keep(self):
        if self._keeps:
            progress.write(SECTION, self.code, self._entry())

    def __repr__(self):
        return repr(self.result())

    def _repr_mimebundle_(self, include=None, exclude=None):
        return self.result()._repr_mimebundle_()


def _checked(method, alpha, beta):
    checks.one_of("method", method, walks.METHODS)
    return method, checks.within("alpha", alpha, *rivals.ALPHAS), checks.within("beta", beta, *rivals.BETAS)


def _is_setting(given):
    """Return whether what the progress file holds is a method with a setting: it may be from an editor's hand."""
    try:
        _checked(*given)
    except (TypeError, ValueError):
        return False
    return True
