"""Whatever is seen of a wrong answer without knowing the mistake has an answer here that nothing else explains."""

import math

import numpy as np
import pytest

from nag_helpers import exercises
from nag_helpers.exercises import seen
from nag_helpers.exercises.seen import numbers, parts, shapes

EVERY = exercises.every()


@pytest.fixture(autouse=True, scope="module")
def folder(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NAG_PROGRESS", str(tmp_path_factory.mktemp("progress")))
        yield


def made(name, change):
    """Return an answer that changes what the right one gives: change(result, *arguments)."""
    exercise = EVERY[name]
    answer = {}
    listed = ", ".join(exercise.arguments)
    exec(
        f"def answer({listed}):\n    return change(reference({listed}), {listed})",
        {"change": change, "reference": exercise.reference},
        answer,
    )
    return answer["answer"]


def not_at_landmarks(name, change):
    """Return the change where no landmark speaks first."""
    plain = [[value for value in case.values() if not callable(value)] for case, _ in EVERY[name].landmarks]

    def changed(right, *arguments):
        given = [value for value in arguments if not callable(value)]
        return right if any(all(map(np.array_equal, given, one)) for one in plain) else change(right, *arguments)

    return name, changed


def run(change):
    return "nag_run", lambda path, *_: change(path)


def vector(change):
    return "mse_gradient", lambda gradient, *_: change(gradient)


def number(change):
    return "nag_limit", lambda limit, *_: change(limit)


WAVE = (0.99, 1.01, 1.02, 0.985, 1.013)
#: relation: its exercise and what is done to the right result, and what is said then
SEEN = {
    "yes_or_no": (
        "settling_step",
        lambda row, losses, tolerance: row >= 0,
        "Your function returns True or False. A number is asked",
    ),
    "no_yes_or_no": ("should_restart", lambda r, slope, v: slope @ v, "Your function returns numbers"),
    "order_turned": ("tune_then_test", lambda result, *_: result[::-1], "in the wrong order"),
    "factor": (*number(lambda r: 3 * r), "3.0 times what it should be"),
    "by_a_factor": (*number(lambda r: -r), "The size of the result is right, but its sign"),
    "of_another_shape": (*vector(lambda r: np.array([7 * r, r])), "only its last entry is asked for"),
    "arguments_exchanged": (
        "share_kept",
        lambda r, alpha, beta, lam: lam * (1 - alpha * beta),
        "You exchanged two arguments",
    ),
    "other_argument": (
        "same_decay",
        lambda r, strength, beta: strength**2 / (1 - beta),
        "those for strength² instead of strength",
    ),
    "each_wrong_part": (*run(lambda path: path[::-1]), "but backwards"),
    "own_factors": (
        "same_decay",
        lambda r, strength, beta: strength * (1 + beta) ** 2,
        "multiplied by (1 + beta)² · (1 − beta)",
    ),
    "constant": (*number(lambda r: 3.25), "is 3.25 in every case"),
    "functions_of_it": (*number(lambda r: 1 / r), "is 1 divided by what it should be"),
    "rounding": (*number(lambda r: round(r, 2)), "rounded to 2 decimals"),
    "offset": (*number(lambda r: r + 0.25), "too large by 0.25"),
    "offset_by_argument": ("nag_limit", lambda r, beta, L: r - L, "too small by exactly the `L`"),
    "rows_shifted": (
        "settling_step",
        lambda row, *_: row + 2 if row >= 0 else row,
        "Wherever there is one, the result is too large by 2.",
    ),
    "positions": (*run(lambda path: np.concatenate([path[:2], 2 * path[2:]])), "right up to entry 1"),
    "no_effect": ("braking_distance", lambda r, alpha, beta, slope: 3 * alpha * slope, "`beta` makes no difference"),
    "undue_effect": (
        "torch_to_keras",
        lambda r, p, buffer, alpha, beta: tuple(np.asarray(part) + 0.37 * beta**3 for part in r),
        "should not depend on `beta`",
    ),
    "like_a_variant": (
        "same_decay",
        lambda r, strength, beta: strength - (1 - beta),
        "with `strength - (1 - beta)` where",
    ),
    "found": (
        "averaging_step",
        lambda r, theta, v, gradient, alpha, beta: (theta - beta * v - alpha * gradient(theta), v),
        "comes to `theta - beta * v",
    ),
    "scaling": ("nag_limit", lambda r, beta, L: (2 + 2 * beta) / (2 + 2 * beta * L), "If `L` is doubled"),
    "nearly": (
        "same_decay",
        lambda r, strength, beta: r * (1 + 0.01 * math.sin(9 * beta)),
        "is close to what it should be, but not equal",
    ),
    "some_wrong_part": ("nag_step", lambda r, *_: (r[0] + 1, 3 * r[1] + 1), "In every case `theta` is too large by 1."),
    "factor_in_each_case": (
        *not_at_landmarks("mse_gradient", lambda r, theta, X, y: r * (2 + y[0] ** 2)),
        "Within each case all numbers of the result",
    ),
    "off_by_factors": (
        *not_at_landmarks("mse_gradient", lambda r, theta, X, y: r * (3 + y[0] ** 3)),
        "from case to case the factor differs",
    ),
    "right_parts": (
        *not_at_landmarks("tune_then_test", lambda r, results, search: (r[0], r[1] + results[0, -1] ** 2)),
        "Look again at",
    ),
    "one_sided": (
        "should_restart",
        lambda r, slope, v: bool(r) or abs(slope[0]) > 1,
        "says True in some cases where False is right, but never",
    ),
    "always_on_one_side": (
        *not_at_landmarks("largest_stable_alpha", lambda r, A: r + 0.01 * (1 + A[0, 0] ** 2)),
        "the result is too large.",
    ),
    "right_only_where": (
        *not_at_landmarks("largest_stable_alpha", lambda r, A: r if len(A) < 3 else r + A[0, 0] - A[1, 1] ** 2),
        "right only in those where `A` has two rows.",
    ),
    "how_often_right": (
        *not_at_landmarks(
            "settling_step", lambda row, losses, tolerance: row + (row > 0) * (5 if len(losses) % 2 else -7)
        ),
        "is right in 4 of the 12 cases tried.",
    ),
    "of_one_size": (*run(lambda path: np.resize(path, (4, 2))), "has 4 rows; how many it should have differs"),
}


def heard(name, change):
    feedback = EVERY[name].check(made(name, change))
    assert feedback.outcome == "not yet"
    return feedback.message


@pytest.mark.parametrize(("name", "change", "words"), SEEN.values(), ids=SEEN)
def test_a_relation_is_seen(name, change, words):
    assert words in heard(name, change)


def test_no_relation_is_left_out():
    of_numbers = (numbers.factor, numbers.factor_in_each_case, numbers.one_sided)
    assert {one.__name__ for one in (*seen.PRECISE, *seen.VAGUE, *parts.OF_ONE_PART, *of_numbers)} == set(SEEN)


def with_(path, place, value):
    path = path.copy()
    path[place] = value
    return path


POSITIONS = {
    "one entry late": lambda path: np.concatenate([0 * path[:1] + 7, path[:-1]]),
    "one entry early": lambda path: np.concatenate([path[1:], 0 * path[:1] + 7]),
    "but backwards": lambda path: path[::-1],
    "The first entry of the result is missing": lambda path: path[1:],
    "Only the first entry of the result is wrong": lambda path: with_(path, 0, 7),
    "Only the last entry of the result is wrong": lambda path: with_(path, -1, 7),
    "The last entry of the result is missing": lambda path: path[:-1],
    "one entry too many at its end": lambda path: np.concatenate([path, path[-1:]]),
    "one entry too many at its beginning": lambda path: np.concatenate([0 * path[:1] + 7, path]),
}
SHAPES = {
    "rows and columns are exchanged": run(lambda path: path.T),
    "but not their arrangement": vector(lambda r: [r]),
    "only its last entry is asked for": vector(lambda r: np.array([7 * r, r])),
    "only its first entry is asked for": vector(lambda r: np.array([r, 7 * r])),
    "is the largest of its entries": number(lambda r: [r / 5, r, r / 7]),
    "is the largest absolute value of its entries": number(lambda r: [r / 5, -r, r / 7]),
    "the sum of its entries is right": number(lambda r: [r / 5, r / 2, 0.3 * r]),
    "the mean of its entries is right": number(lambda r: [r / 5, 2.5 * r, 0.3 * r]),
    "with each row comes a second one": run(lambda path: np.stack([path, 0 * path + 7], axis=1)),
    "the right numbers on its diagonal": vector(lambda r: np.diag(r) + 7 * (1 - np.eye(len(r)))),
    "is only the last entry of what is asked for": vector(lambda r: r[-1]),
    "is only the first entry of what is asked for": vector(lambda r: r[0]),
    "a single number, the sum of the numbers": ("minibatch_nag", lambda r, *_: np.sum(r)),
    "a single number, the mean of the numbers": vector(np.mean),
    "a single number, the length of the vector": vector(np.linalg.norm),
    "a single number, the largest of the numbers": run(np.max),
}
FUNCTIONS = {
    "multiplied by 1 − beta, and 2 times that": (
        "braking_distance",
        lambda r, alpha, beta, slope: 2 * r * (1 - beta),
    ),
    "the square of": number(lambda r: r**2),
    "the root of": number(np.sqrt),
    "1 minus": number(lambda r: 1 - r),
    "1 divided by": number(lambda r: 1 / r),
    "the absolute value of": vector(np.abs),
    "are cut off": vector(np.trunc),
    "is rounded down": ("share_kept", lambda r, *_: np.floor(r)),
    "is rounded to a whole number": number(np.round),
    "is rounded to 1 decimal;": number(lambda r: np.round(r, 1)),
    "should be a whole number; yours has decimals": ("settling_step", lambda r, *_: r - 0.4 * (r > 0)),
}


@pytest.mark.parametrize("words", POSITIONS)
def test_a_sequence_out_of_place_is_seen(words):
    assert words in heard(*not_at_landmarks(*run(POSITIONS[words])))


@pytest.mark.parametrize("words", SHAPES)
def test_a_result_of_another_shape_is_seen(words):
    assert words in heard(*SHAPES[words])


@pytest.mark.parametrize("words", FUNCTIONS)
def test_a_function_of_the_right_number_is_seen(words):
    assert words in heard(*FUNCTIONS[words])


def test_no_sentence_of_a_table_is_left_out():
    assert len(shapes.POSITIONS) == len(POSITIONS)
    assert len(shapes.SHAPES) == len(SHAPES)
