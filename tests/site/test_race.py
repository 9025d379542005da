"""The front page's race, in JavaScript, held to the package's own: the same grounds, steps and walks, and its address."""

import json
import shutil
import subprocess

import numpy as np
import pytest

from nag_helpers.explorers.race import SURFACES
from nag_helpers.optimizers import descend, momentum_step, nesterov_step
from nag_helpers.paths import settling_step
from tools.site import front

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="not on this system: Node.js")
UPDATES = 300
#: c is None for NAG's own step; the last setting of each ground flies away.
SETTINGS = [
    (name, c, alpha, beta, start)
    for name, alphas, start in (
        ("ravine", (0.009, 0.0195, 0.05), [1.0, -0.7]),
        ("Rosenbrock", (0.0005, 0.001, 0.05), [-1.2, 1.0]),
        ("Himmelblau", (0.005, 0.01, 0.3), [0.4, -1.0]),
    )
    for c in (0, None, 0.4, 1.7)
    for alpha in alphas
    for beta in (0.0, 0.7, 0.9)
]
WALKS = """
import { GROUNDS, lookingAhead, momentumStep, nesterovStep, walk } from "./race.js";
const step = c => (c === null ? nesterovStep : c === 0 ? momentumStep : lookingAhead(c));
console.log(JSON.stringify(SETTINGS.map(
    ([name, c, alpha, beta, start]) => walk(step(c), GROUNDS[name], start, alpha, beta, UPDATES))));
"""
ADDRESSES = """
import { read, write } from "./state.js";
console.log(JSON.stringify(HASHES.map(hash => read(hash, GROUNDS)).map(found => [found, write(found)])));
"""


def node(script, **values):
    """Run a module beside the page's own, with values put in for names; return what it prints as JSON."""
    for name, value in values.items():
        script = script.replace(name, json.dumps(value))
    words = ["node", "--input-type=module", "--eval", script]
    return json.loads(subprocess.run(words, cwd=front.PAGES, capture_output=True, text=True, check=True).stdout)


def ahead(length):
    def step(theta, v, gradient, alpha, beta):
        v = beta * v + alpha * gradient(theta - length * beta * v)
        return theta - v, v

    return step


def test_every_walk_is_that_of_the_package():
    flown = 0
    for (name, c, alpha, beta, start), theirs in zip(SETTINGS, node(WALKS, SETTINGS=SETTINGS, UPDATES=UPDATES)):
        step = nesterov_step if c is None else momentum_step if c == 0 else ahead(c)
        ours = descend(step, SURFACES[front.GROUNDS[name][0]][0], start, alpha, beta, UPDATES)
        end = ours.diverged_at if ours.diverged else UPDATES
        np.testing.assert_allclose(theirs["points"][:end], ours.theta[:end], rtol=1e-6, atol=1e-9)
        np.testing.assert_allclose(theirs["heights"][:end], ours.loss[:end], rtol=1e-5, atol=1e-15)
        assert theirs["flown"] == (ours.diverged_at if ours.diverged else None)
        settled = settling_step(ours.loss, 1e-8)
        assert (theirs["arrived"] or -1) == (-1 if ours.diverged else settled)
        flown += ours.diverged
    assert 0 < flown < len(SETTINGS) / 2


def test_an_address_brings_back_its_race_and_nonsense_is_the_grounds_own():
    own = node(ADDRESSES, HASHES=[""], GROUNDS=front.grounds())[0][0]
    race = "#ground=Himmelblau&start=-1.5,2&alpha=0.003&beta=0.5&c=1.7"
    hashes = [race, "#beta=%F0&alpha=&c=NaN&start=,&ground=__proto__", "#beta=7&alpha=-1&c=1e9&start=99,-99"]
    (back, written), (nonsense, _), (beyond, _) = node(ADDRESSES, HASHES=hashes, GROUNDS=front.grounds())
    assert written == race
    assert back["asked"]
    assert {name: nonsense[name] for name in own if name != "asked"} == {
        name: own[name] for name in own if name != "asked"
    }
    assert not own["asked"]
    assert (beyond["alpha"], beyond["beta"], beyond["c"], beyond["start"]) == (1e-4, 0.99, 2, [1.3, -1.3])
