"""Settings with a name: a button and a word set them, and the sentence that each says is true."""

import functools
import re

import numpy as np
import pytest

from nag_helpers import explorers, objectives, theory
from nag_helpers.explorers import springs
from nag_helpers.explorers.memory import SLOPES

EVERY = [
    pytest.param(kind, preset, id=f"{kind.__name__}-{preset.name}")
    for kind in (getattr(explorers, name) for name in explorers.__all__)
    for preset in kind.presets
]
WITHOUT = {
    "FilmExplorer",
    "TuningExplorer",
    "CurveDrawing",
    "PathDrawing",
    "CloudDrawing",
}  # a film has only its time, a game is to be played, and a drawing to be made
one_of = functools.cache(lambda kind: kind())


def chosen(kind, preset):
    explorer = one_of(kind)
    explorer.choose(preset.name)
    return explorer


def distances(explorer):
    return {name: path.theta[-1] for name, path in explorer.paths.items()}


def is_far(explorer):
    far = {name: np.linalg.norm(theta) for name, theta in distances(explorer).items()}
    return far["momentum"] > far["gradient descent"] > far["NAG"] > 0.9 * far["gradient descent"]


def left_over(explorer):
    at = list(explorers.worst_function.GRADIENTS).index(explorer.values["k"])
    return {name: left[at] / explorer.best[at] for name, left in explorer.left_over.items()}


def settled(explorer, which):
    found = re.search(rf"{re.escape(which)}: (more than )?(\d+)", explorer.description)
    return np.inf if found[1] else int(found[2])


def momentum_costs(explorer):
    """Return momentum's updates for a digit at the flattest and the steepest curvature."""
    values = explorer.values
    radius = theory.spectral_radius("momentum", values["alpha"], values["beta"], np.array([1e-3, 0.1, 1.0]))
    return theory.steps_per_decade(radius)


def pushes(explorer):
    return np.abs(explorer.steps.get_ydata())


#: What each sentence claims, found again in the explorer that shows it.
TRUE = {
    ("AnatomyExplorer", "from rest"): lambda e: "Both methods go to" in e.description,
    ("AnatomyExplorer", "a long coast"): lambda e: _apart(e) > 0.03,
    ("AnatomyExplorer", "hardly any memory"): lambda e: _apart(e) < 0.01,
    ("AskingExplorer", "where you stand"): lambda e: _lands(e) < -0.665,
    ("AskingExplorer", "at the floor"): lambda e: _lands(e) == -0.665,
    ("AskingExplorer", "far beyond"): lambda e: _lands(e) > 0,
    ("ConverterExplorer", "constant settings"): lambda e: "They are the same" in e.description,
    ("ConverterExplorer", "α drops in mid-run"): lambda e: "They part at update 42" in e.description,
    ("ConverterExplorer", "what each one saves"): lambda e: "They part at update 2" in e.description,
    ("BoundsExplorer", "beside the minimum"): lambda e: "fall by 0.0722; it falls by 0.0778." in e.description,
    ("BoundsExplorer", "far out"): lambda e: 4 * np.ptp(e.certain.get_ydata()) < e.at.get_ydata()[0],
    ("GlassExplorer", "the third"): lambda e: _seen(e, "seen") == [0, 0] and _seen(e, "p") == (e.row["x"] / 2).tolist(),
    ("GlassExplorer", "the fourth"): lambda e: np.allclose(_seen(e, "z"), explorers.glass.walked()[2]["z⁺"]),
    ("BoundsExplorer", "L too small"): lambda e: (e.parabola.get_ydata() < e.curve.get_ydata() - 0.1).any(),
    ("CurvatureExplorer", "no memory"): lambda e: e.description.count(": 229 updates") == 3,
    ("CurvatureExplorer", "too much memory"): lambda e: np.ptp(momentum_costs(e)) < 1e-6 * momentum_costs(e)[0] > 1e-4,
    ("CurvatureExplorer", "a long step"): lambda e: (
        "momentum: 44 updates, oscillating.\nNAG: no number" in e.description
    ),
    ("MapExplorer", "timid"): lambda e: e.description.count("updates it is 0.67 from the minimum") == 2,
    ("MapExplorer", "too much memory"): lambda e: e.description.count("after 200 updates it is") == 2,
    ("MapExplorer", "a long step"): lambda e: e.description.count("the run diverged") == 1,
    ("MemoryExplorer", "no memory"): lambda e: np.ptp(e.steps.get_ydata()) == np.ptp(_noise()),
    ("MemoryExplorer", "a long memory"): lambda e: (
        np.mean(e.steps.get_ydata()[40:]) / 0.3 > 3 * np.std(e.steps.get_ydata()[40:])
    ),
    ("MemoryExplorer", "back and forth"): lambda e: 0.5 < pushes(e)[-1] < 0.6,
    ("OvershootExplorer", "just before the swing"): lambda e: (
        "momentum does not run past the minimum,\nNAG does not run" in e.description
    ),
    ("OvershootExplorer", "too much memory"): lambda e: "to −0.953" in e.description and "to −0.366" in e.description,
    ("OvershootExplorer", "a long step"): lambda e: "the first step alone" in e.description.partition("rest")[2],
    ("RaceExplorer", "too much memory"): is_far,
    ("RaceExplorer", "a step too long"): lambda e: all(path.diverged for path in e.paths.values()),
    ("RaceExplorer", "a nearly round bowl"): lambda e: (
        np.linalg.norm(distances(e)["gradient descent"])
        < np.linalg.norm(distances(e)["NAG"])
        < 1e-3 * np.linalg.norm(distances(e)["momentum"])
    ),
    ("RateExplorer", "hardly elongated"): lambda e: max(_costs(e)) < 5,
    ("RateExplorer", "a very long ravine"): lambda e: _costs(e)[0] > 1000 > 100 > max(_costs(e)[1:]),
    ("RateExplorer", "β = 0.9 for everything"): lambda e: all(10 < _costs(e)[0] / one < 12 for one in _costs(e)[1:]),
    ("RestartExplorer", "growing without end"): lambda e: (
        settled(e, "NAG, (k − 1)/(k + 2)") > 2 * settled(e, "NAG, restarted")
    ),
    ("RestartExplorer", "0.9 for everything"): lambda e: settled(e, "NAG, constant 0.9") == np.inf,
    ("RestartExplorer", "the constant that fits"): lambda e: (
        settled(e, "NAG, constant, best for this κ") < settled(e, "NAG, restarted")
    ),
    ("RootsExplorer", "roots that meet"): lambda e: "momentum: 0.500 and 0.500" in e.description,
    ("RootsExplorer", "a long swing"): lambda e: "momentum: a complex pair, both |z| = 0.949" in e.description,
    ("RootsExplorer", "a root outside"): lambda e: e.description.count("the error grows") == 1,
    ("SpringsExplorer", "twice the beads"): lambda e: _half_way(e, "NAG", 80) / _half_way(e, "NAG", 40) < 2.1,
    ("SpringsExplorer", "without the look-ahead"): lambda e: (
        0.8 < _half_way(e, "momentum with the same β", 40) / _half_way(e, "NAG", 40) < 1
    ),
    ("SpringsExplorer", "the β of ten beads"): lambda e: (
        "the last bead has come 0.008" in e.description
        and e.reached["NAG"][240] > 2 * e.reached["gradient descent"][240]
    ),
    ("StepSizeExplorer", "timid"): lambda e: "the flat error by 0.980" in e.description,
    ("StepSizeExplorer", "just below the limit"): lambda e: "the steep one by −0.900" in e.description,
    ("StepSizeExplorer", "a little beyond"): lambda e: "the steep one by −1.200" in e.description,
    ("TrainingExplorer", "a step too long"): lambda e: (
        _errors(e)["gradient descent"] < 10 and min(_errors(e)["momentum"], _errors(e)["NAG"]) > 50
    ),
    ("TrainingExplorer", "too much memory"): lambda e: e.paths["momentum"].loss[-1] > 2 * e.paths["NAG"].loss[-1],
    ("TrainingExplorer", "all images at once"): lambda e: (
        2 * e.paths["momentum"].loss[-1] < e.paths["gradient descent"].loss[-1]
        and abs(e.paths["momentum"].loss[-1] / e.paths["NAG"].loss[-1] - 1) < 0.2
    ),
    ("WorstFunctionExplorer", "few gradients"): lambda e: max(left_over(e).values()) < 3,
    ("WorstFunctionExplorer", "many gradients"): lambda e: (
        3 < left_over(e)["NAG"] < 3.5 and 19 < left_over(e)["gradient descent"] < 21
    ),
    ("ZerosExplorer", "all in the middle"): lambda e: "as wide as gradient descent's" in e.description,
    ("ZerosExplorer", "evenly spread"): lambda e: "at λ = 1, 16." in e.description and "narrower" in e.description,
}


def _half_way(explorer, method, beads):
    """Return the first update at which the last bead is half way."""
    return int((springs.places(beads, method)[:, -1] >= 0.5).argmax())


def _apart(explorer):
    return float(re.search(r"([\d.]+) apart", explorer.description)[1])


def _seen(explorer, name):
    return explorer.marks[name].get_xydata()[0].tolist()


def _lands(explorer):
    return float(re.search(r"lands at (−?[\d.]+)\.$", explorer.description)[1].replace("−", "-"))


def _noise():
    return SLOPES["noise around 0.3"][0]


def _costs(explorer):
    """Return the updates for one digit, of the three methods in their order."""
    return [float(cost) for cost in re.findall(r"([\d.]+) updates for one digit", explorer.description)[:3]]


def _errors(explorer):
    return {name: errors[-1] for name, errors in explorer._errors.items()}


@pytest.mark.parametrize("kind", [getattr(explorers, name) for name in explorers.__all__ if name not in WITHOUT])
def test_every_explorer_has_two_or_three(kind):
    assert 2 <= len(kind.presets) <= 3
    assert len({preset.name for preset in kind.presets}) == len(kind.presets)


@pytest.mark.parametrize(("kind", "preset"), EVERY)
def test_its_sentence_stands_first_and_is_true(kind, preset):
    explorer = chosen(kind, preset)
    assert explorer.description.startswith(f"{preset.sentence}\n")
    assert TRUE[kind.__name__, preset.name](explorer)


def test_a_button_below_the_sentence_sets_it():
    explorer = explorers.StepSizeExplorer()
    row = next(child for child in explorer._view.children if "nag-presets" in child._dom_classes)
    buttons = row.children[1:]
    assert [button.description for button in buttons] == [preset.name for preset in explorer.presets]
    buttons[2].click()
    assert explorer.values["alpha"] == 0.22


def test_its_sentence_goes_when_a_control_is_moved():
    explorer = explorers.StepSizeExplorer(preset="timid")
    explorer.set(alpha=0.1)
    assert explorer.description.startswith("α = 0.1,")


def test_its_sentence_stays_while_other_controls_move():
    explorer = explorers.RaceExplorer(preset="a step too long")
    explorer.set(updates=3)
    assert explorer.description.startswith("α is beyond 2/L")


def test_a_call_begins_with_it_and_comes_back_to_it():
    explorer = explorers.RaceExplorer(preset="too much memory")
    assert (explorer.values["alpha"], explorer.values["beta"]) == (0.009, 0.99)
    explorer.set(beta=0.5)
    explorer.back.click()
    assert explorer.values["beta"] == 0.99


def test_the_words_without_a_preset_are_as_ever():
    assert explorers.StepSizeExplorer().description.startswith("α = 0.15,")


def test_it_is_said_even_where_nothing_has_to_move():
    explorer = explorers.StepSizeExplorer()
    explorer.set(alpha=0.19)
    explorer.choose("just below the limit")
    assert explorer.description.startswith("Across the valley every update jumps")


def test_an_unknown_name_is_refused_and_changes_nothing():
    explorer = explorers.StepSizeExplorer()
    before = explorer.values
    with pytest.raises(ValueError, match="preset must be one of .*'timid'.*, got 'bold'"):
        explorer.choose("bold")
    assert explorer.values == before
    with pytest.raises(ValueError, match="preset must be one of"):
        explorers.RaceExplorer(preset="bold")


def test_a_learners_own_surface_does_not_hinder_it():
    explorer = explorers.RaceExplorer(objectives.quadratic((1, 3)), preset="a step too long")
    assert explorer.values["surface"].startswith("ravine")
