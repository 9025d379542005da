"""Which kinds of input the cases of an exercise meet: what is left out is a row of the table below, with its reason.

A wrong answer that fails only on a kind which no case meets is found correct. So each kind that an exercise's arguments can take is met
by one of its cases, landmarks or edges, or stands in ``LEFT_OUT``.
"""

import numpy as np
import pytest

from nag_helpers import exercises
from nag_helpers.exercises.kinds import FunctionExercise
from nag_helpers.exercises.values import Gradient

FUNCTIONS = {name: one for name, one in exercises.every().items() if isinstance(one, FunctionExercise)}
COUNTS = ("updates", "steps", "max_steps", "patience")  # arguments that are whole numbers by their meaning

PLACES = ("theta", "x", "z", "p", "v", "slope", "momentum_buffer", "minimiser")  # arrays that are points or vectors


def scalars(case):
    return [x for name, x in case.items() if isinstance(x, (int, float)) and name not in COUNTS]


def arrays(case):
    lists = [x for x in case.values() if isinstance(x, list)]
    several = [one for x in lists for one in x if isinstance(one, np.ndarray)]  # batches of different sizes
    alone = [x for x in case.values() if isinstance(x, np.ndarray) or (isinstance(x, list) and not several)]
    return [np.asarray(x) for x in (*alone, *several)]


def entries(case):
    return np.concatenate([np.ravel(x).astype(float) for x in (*scalars(case), *arrays(case))] or [np.empty(0)])


def records(case):
    """Return what was measured one after another: no place, no slope, no velocity."""
    if "gradient" in case:
        return []
    those = [np.asarray(x) for name, x in case.items() if isinstance(x, (np.ndarray, list)) and name not in PLACES]
    return [one.ravel() for one in those if one.ndim == 1 or "results" in case]


def slopes(case):
    """Return the gradient's derivative at two points of the plane; None where there is no gradient or it knows no plane."""
    gradient = next((x for x in case.values() if isinstance(x, Gradient)), None)
    if gradient is None or not any(one.shape == (2,) for one in arrays(case)):
        return None
    near = [np.array([1.0, 1.5]), np.array([0.3, 2.0])]
    return [
        np.column_stack([gradient(at + step) - gradient(at - step) for step in 1e-4 * np.eye(2)]) / 2e-4 for at in near
    ]


def where_it_begins(case):
    return next(case[name] for name in ("start", "theta", "variable", "x") if name in case)


# kind of input: (whether an exercise with such arguments can meet it at all, whether a case meets it)
KINDS = {
    "zero": (lambda case: entries(case).size > 0, lambda case: (entries(case) == 0).any()),
    "negative": (lambda case: entries(case).size > 0, lambda case: (entries(case) < 0).any()),
    "large": (
        lambda case: bool(records(case)),
        lambda case: ((np.abs(entries(case)) >= 1000) & (np.abs(entries(case)) < np.inf)).any(),
    ),
    "whole numbers": (lambda case: bool(arrays(case)), lambda case: any(one.dtype.kind == "i" for one in arrays(case))),
    "one number": (lambda case: bool(arrays(case)), lambda case: any(one.size == 1 for one in arrays(case))),
    "three coordinates": (
        lambda case: bool(arrays(case)),
        lambda case: any(one.ndim and one.shape[-1] >= 3 for one in arrays(case)),
    ),
    "empty": (lambda case: bool(records(case)), lambda case: any(one.size == 0 for one in records(case))),
    "unsorted": (
        lambda case: bool(records(case)),
        lambda case: any(len(set(np.sign(np.diff(one)))) > 1 for one in records(case)),
    ),
    "NaN": (lambda case: bool(records(case)), lambda case: np.isnan(entries(case)).any()),
    "infinite": (lambda case: bool(records(case)), lambda case: np.isinf(entries(case)).any()),
    "none at all": (
        lambda case: not set(COUNTS[:3]).isdisjoint(case),
        lambda case: any(case.get(name) == 0 for name in COUNTS),
    ),
    "at the minimum": (
        lambda case: isinstance(case.get("gradient"), Gradient),
        lambda case: isinstance(case["gradient"], Gradient) and not np.any(case["gradient"](where_it_begins(case))),
    ),
    "turned ground": (
        lambda case: isinstance(case.get("gradient"), Gradient),
        lambda case: slopes(case) is not None and abs(slopes(case)[0][0, 1]) > 0.1,
    ),
    "bent ground": (
        lambda case: isinstance(case.get("gradient"), Gradient),
        lambda case: slopes(case) is not None and not np.allclose(*slopes(case), atol=0.1),
    ),
}

_OF_A_WALK = "a share, a learning rate and a number of updates are never negative"
_OF_A_FORMULA = "no number is compared, so a formula that is right for some is right for all"
_OF_A_STEP = "whoever takes steps hands floats over (`descend`); starts with whole numbers are met by nag_run"
_OF_A_FRAMEWORK = (
    "a framework's parameters, buffers and gradients are floats, and who works in place on a copy of them is right"
)
_OF_CURVATURES = "the curvatures of a bowl are positive"
_OF_A_COUNT = "epochs are counted from 1, and a run that fails is inf"
_IN_THE_TABLE = (
    "the counts come from `steps_needed`: its tables hold 0, −1 and counts above any that one would write down"
)
LEFT_OUT = {
    "walk": {"negative": _OF_A_WALK},
    "yours": {"negative": _OF_A_WALK},
    "rebuilt": {"negative": _OF_A_WALK},
    "mse_gradient": {
        "large": _OF_A_FORMULA,
        "NaN": _OF_A_FORMULA,
        "infinite": _OF_A_FORMULA,
        "empty": "a mean of nothing is no number",
    },
    "best_setting": {"zero": _OF_CURVATURES, "negative": _OF_CURVATURES},
    "nag_limit": {"negative": _OF_CURVATURES},
    "averaging_step": {"whole numbers": _OF_A_STEP},
    "two_sequence_step": {"whole numbers": _OF_A_STEP},
    "nag_step": {"whole numbers": _OF_A_STEP},
    "settling_step": {"large": "a loss counts as large from the tolerance on"},
    "tune_then_test": {
        "negative": _OF_A_COUNT,
        "NaN": _OF_A_COUNT,
        "empty": "without seeds there is nothing to choose by",
        "one number": "one seed alone cannot both choose and measure",
    },
    "same_decay": {"negative": "a decay and a share are never negative"},
    "theta_from_torch": {"whole numbers": _OF_A_FRAMEWORK},
    "torch_to_keras": {"whole numbers": _OF_A_FRAMEWORK},
    "keep_the_velocity": {"whole numbers": _OF_A_FRAMEWORK},
    "mend_keras": {"whole numbers": _OF_A_FRAMEWORK},
    "schedule_free_step": {"whole numbers": _OF_A_STEP},
    "chain_slope": {"whole numbers": _OF_A_STEP},
    "place_to_ask": {"whole numbers": _OF_A_STEP},
    "muon_direction": {
        "whole numbers": _OF_A_FRAMEWORK,
        "one number": "a matrix of one number has no direction but its sign",
    },
    "fair_comparison": dict.fromkeys(("zero", "negative", "large", "whole numbers", "NaN", "infinite"), _IN_THE_TABLE),
}


def inputs(exercise):
    return [*exercise.cases, *(case for case, _ in (*exercise.landmarks, *exercise.edges))]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_each_kind_of_input_is_met_or_left_out_for_a_reason(name):
    tried = inputs(FUNCTIONS[name])
    possible = {kind for kind, (can, _) in KINDS.items() if any(can(case) for case in tried)}
    met = {kind for kind in possible if any(KINDS[kind][1](case) for case in tried)}
    left_out = set(LEFT_OUT.get(name, {}))
    assert possible - met - left_out == set(), "met by no case, and left out for no reason"
    assert left_out & met == set(), "left out, it is said, and a case meets it"
