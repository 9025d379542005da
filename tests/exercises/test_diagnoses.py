"""What is said of wrong answers is true, and is more than numbers."""

import numpy as np
import pytest

from nag_helpers import exercises
from nag_helpers.exercises import values
from tests.exercises.wrong_answers import WRONG, running, stepping

EVERY = exercises.every()
EACH = [pytest.param(name, i, id=f"{name}-{i}") for name, answers in WRONG.items() for i in range(len(answers))]


@pytest.fixture(autouse=True, scope="module")
def folder(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NAG_PROGRESS", str(tmp_path_factory.mktemp("progress")))
        yield


def heard(name, answer):
    feedback = EVERY[name].check(answer)
    assert feedback.outcome == "not yet"
    return feedback.message


def is_numbers_alone(message):
    return " the function should return " in message.split(". ")[0] or message.startswith("Your function is right in ")


def test_no_wrong_answer_passes_and_most_are_told_more_than_numbers():
    said = [heard(name, answer) for name, answers in WRONG.items() for answer in answers]
    assert not any("cannot be read" in message for message in said)
    assert sum(map(is_numbers_alone, said)) < 0.1 * len(said)


# Each relation, through the check


def scaled(times):
    def nag_limit(beta, L):
        return times * (2 + 2 * beta) / ((1 + 2 * beta) * L)

    return nag_limit


def step_with(change):
    return stepping(
        lambda theta, v, gradient, alpha, beta: theta - beta * v,
        None,
        lambda theta, v, new, g, alpha, beta: change(theta - new, new),
    )


def run_with(change):
    return lambda *arguments: change(running()(*arguments))


@pytest.mark.parametrize(
    ("name", "answer", "words"),
    [
        ("nag_limit", scaled(-1), "The size of the result is right, but its sign is the wrong way round."),
        ("nag_limit", scaled(3), "In every case the result is 3.0 times what it should be"),
        ("nag_step", step_with(lambda theta, v: (theta, 2 * v)), "`theta` is right. In every case `v` is 2.0 times"),
        ("tune_then_test", lambda r, s: exercises.tune_then_test.reference(r, s)[::-1], "in the wrong order"),
        ("share_kept", lambda alpha, beta, lam: lam * (1 - alpha * beta), "exchanged two arguments"),
        ("same_decay", lambda strength, beta: strength**2 / (1 - beta), "strength²"),
        ("same_decay", lambda strength, beta: strength * (1 + beta) ** 2, "(1 + beta)²"),
        ("nag_run", run_with(lambda path: path[::-1]), "the right sequence, but backwards"),
        ("nag_run", run_with(lambda path: np.concatenate([path[:2], 2 * path[2:]])), "right up to entry 1"),
        ("nag_run", run_with(lambda path: np.concatenate([path, path[-1:]])), "one entry too many at its end"),
        ("braking_distance", lambda alpha, beta, slope: alpha * slope * 3, "`beta` makes no difference"),
        ("share_kept", lambda alpha, beta, lam: 3.0 * beta * alpha, "`lam` makes no difference"),
        ("mse_gradient", lambda theta, X, y: exercises.mse_gradient.reference(theta, X, -y), "instead of"),
        ("nag_step", step_with(lambda theta, v: (theta + 1, v)), "`v` is right. In every case `theta` is too large by 1."),
    ],
)  # fmt: skip
def test_a_relation_is_seen(name, answer, words):
    assert words in heard(name, answer)


def moved_by_the_old_v(theta, v, gradient, alpha, beta):
    return theta + v, beta * v - alpha * gradient(theta + v)


def two_gradients(theta, v, gradient, alpha, beta):
    v = beta * v + alpha * (gradient(theta) - gradient(beta * v))
    return theta - v, v


@pytest.mark.parametrize(
    ("name", "answer", "words"),
    [
        (
            "mse_gradient",
            lambda theta, X, y: 2 / len(y) ** 2 * X.T @ (X @ theta - y),
            "with `n ** 2` where `n` belongs",
        ),
        ("same_decay", lambda strength, beta: strength - (1 - beta), "with `strength - (1 - beta)` where"),
        (
            "braking_distance",
            lambda alpha, beta, slope: slope * beta / alpha,
            "multiplied by (1 − beta)² and divided by alpha²",
        ),
        ("averaging_step", moved_by_the_old_v, "`v` comes to `beta * v - alpha * gradient(theta + v)`"),
        (
            "averaging_step",
            lambda theta, v, g, a, b: (theta - b * v - a * g(theta), v),
            "and `v` stays as it was given",
        ),
        (
            "settling_step",
            lambda losses, tolerance: losses <= tolerance,
            "The result should be a single number; yours has the shape (4,).",
        ),
        ("nag_step", two_gradients, "`beta * v + alpha * gradient(theta) - alpha * gradient(beta * v)`"),
        (
            "nag_limit",
            lambda beta, L: (2 + 2 * beta) / (2 + 2 * beta * L),
            "If `L` is doubled, the result should become half",
        ),
        ("nag_limit", lambda beta, L: (1 + beta**2) / (2 + 2 * beta) / L, "At β = 0 NAG is gradient descent"),
        (
            "minibatch_nag",
            lambda *a: np.array([exercises.minibatch_nag.reference(*a)] * 2),
            "only its last entry is asked for",
        ),
        (
            "account",
            lambda *given: exercises.account.reference(*given) - np.array([1, 0, 2]),
            "the largest of its entries",
        ),
        (
            "settling_step",
            lambda losses, tolerance: int(np.argmax(losses <= tolerance)),
            "Two things are wrong. One: where −1 should come out",
        ),
        ("tune_then_test", lambda results, search: (0, 3.5), "`choice` is 0 in every case"),
        ("settling_step", lambda losses, tolerance: 3, "is 3 in every case"),
        ("the_cycle", [1, -1, 3], "From your a, 1, with your c before it, momentum goes to -2.667, and not to your b."),
        ("the_cycle", [0.64653, -1.80245, 3], "a and b are right. From your a"),
        ("the_cycle", [0.647, -1.802, 2.116], "b and c are right. Your a, 0.647, is close. Did you round it"),
        ("nag_by_hand", (0.45, 0.55), "Your θ fits your v"),
        (
            "what_is_it",
            [0.38, 0.81],
            "β′ is right. The digits of α′ are right, but its decimal point is in the wrong place.",
        ),
        ("which_wins", ["NAG", "NAG", "NAG", "momentum"], "with β = 0.5 hardly anything swings"),
        (
            "settling_step",
            lambda losses, tolerance: min(np.flatnonzero(losses > tolerance)),
            "there is nothing left to choose from",
        ),
    ],
)
def test_a_mistake_nobody_listed_is_told_something_of_its_own(name, answer, words):
    assert words in heard(name, answer)


def test_what_rounding_leaves_is_written_as_zero():
    assert values.written(np.array([-1.1e-16, 1e-9])) == "[0.0, 1e-09]"


def test_every_function_to_write_has_landmarks():
    assert all(len(one.landmarks) >= 2 for one in EVERY.values() if hasattr(one, "landmarks"))


LANDMARKS = [
    pytest.param(one, case, id=f"{name}-{i}")
    for name, one in EVERY.items()
    for i, (case, _) in enumerate([*getattr(one, "landmarks", ()), *getattr(one, "edges", ())])
]


@pytest.mark.parametrize(("exercise", "case"), LANDMARKS)
def test_a_landmark_is_a_case_of_the_exercise_for_which_its_solution_works(exercise, case):
    assert tuple(case) == exercise.arguments
    assert not any(np.isnan(part).any() for part in exercise._results_for(exercise.reference, case))


# What used to be said falsely


def test_whole_numbers_that_are_right_are_not_called_cut_off():
    table = exercises.fair_comparison.cases[0]["steps_needed"]
    assert "cut off" not in heard("fair_comparison", lambda *_: {"momentum": 81, "NAG": 9})
    assert table("momentum", 0.02, 0.8) == 81
    assert "cut off" not in heard("tune_then_test", lambda results, search: (1, 3))
    assert "cut off" not in heard("largest_stable_alpha", lambda A: 0)


def test_a_majority_is_not_every_coordinate():
    assert "vote" in heard("should_restart", lambda slope, v: np.sum(slope * v < 0) > len(v) / 2)


def test_a_nan_is_not_said_to_be_a_division_by_zero():
    message = heard("share_kept", lambda alpha, beta, lam: np.sqrt(-beta))
    assert "root or the logarithm of a negative number" in message


def test_complex_numbers_are_named_as_such():
    assert "complex numbers" in heard("share_kept", lambda alpha, beta, lam: beta * (1 - 1j * alpha * lam))


def test_a_step_that_asks_in_another_place_is_not_called_rounded():
    asks_elsewhere = stepping(
        lambda theta, v, gradient, alpha, beta: theta - 0.5 * alpha * v,
        lambda v, g, alpha, beta: beta * v + (1 - beta) * g,
        lambda theta, v, new, g, alpha, beta: (theta - alpha / (1 - beta) * new, new),
    )
    assert "rounded" not in heard("averaging_step", asks_elsewhere)


def test_a_missing_transpose_is_advised():
    assert "transpose" in heard("mse_gradient", lambda theta, X, y: 2 / len(y) * X @ (X @ theta - y))


def test_rows_of_different_shapes_are_named():
    rows = lambda gradient, start, *_: [np.array(start, float), np.zeros(len(start) + 1)]
    assert "rows have different shapes" in heard("nag_run", rows)


def test_texts_are_no_numbers():
    assert "texts" in heard("what_is_it", ["0.038", "0.81"])


def a_test(alpha=0.1, beta=0.9, tolerance=1e-8, both=all, looks_at=lambda one: one):
    """Return a test of a step: from a coast, on turned ground, with the questions counted."""
    ground, theta, v = np.array([[3.0, 1.0], [1.0, 2.0]]), np.array([1.0, 2.0]), np.array([0.5, -0.3])
    right_v = beta * v + alpha * ground @ (theta - beta * v)

    def is_nag(step):
        asked = []

        def gradient(at):
            asked.append(at)
            return ground @ at

        got = step(theta.copy(), v.copy(), gradient, alpha, beta)
        pairs = zip(got, (theta - right_v, right_v))
        near = [np.allclose(looks_at(one), looks_at(right), atol=tolerance) for one, right in pairs]
        return len(asked) == 1 and both(near)

    return is_nag


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (a_test(tolerance=0.5), "or you compare so coarsely that the coast does not show"),
        (a_test(alpha=0.0), "or your α is 0"),
        (a_test(beta=1.0), "Either your β is 1"),
        (a_test(both=any), "both have to be right"),
    ],
)
def test_a_test_of_a_step_hears_every_way_in_which_it_may_be_fooled(answer, said):
    assert said in heard("is_nag", answer)


def test_a_walk_that_asks_at_zero_is_not_said_to_ask_at_the_coast():
    def yours(alpha, beta, updates=1500):
        theta, v = np.ones(2), np.zeros(2)
        path = [theta]
        for _ in range(updates):
            coast, push = beta * v, alpha * 0 * theta
            theta = theta - coast - push
            v = coast + push
            path.append(theta)
        return np.array(path)

    assert "Do you ask at 0, or at `coast`?" in heard("yours", yours)


def test_a_look_ahead_that_goes_with_alpha_is_told_for_two_of_them():
    def step(theta, v, gradient, alpha, beta):
        v = beta * v + alpha * gradient(theta - alpha * beta * v)
        return theta - v, v

    message = heard("nag_step", step)
    assert "With α = 0.02 and β = 0.9 your step is momentum that looks ahead by 0.02 · βv" in message
    assert "with α = 0.04 and β = 0.9 by 0.04 · βv" in message


def test_true_where_a_row_is_asked_for_is_named():
    message = heard("settling_step", lambda losses, tolerance: bool(len(losses)) and bool((losses <= tolerance).all()))
    assert "returns True or False. A number is asked for." in message


def test_a_proof_without_its_end_is_told_so():
    assert "which line ends the proof?" in heard("one_method", exercises.one_method.right_order[:-1])


@pytest.mark.parametrize(
    ("name", "answer", "not_said"),
    [
        (
            "share_kept",
            lambda alpha, beta, lam: complex(beta, lam) ** 0.5,
            "`np.abs` gives the modulus of each",
        ),
        (
            "largest_stable_alpha",
            lambda A: 0 if np.linalg.eigvals(A)[0] < 0 else 2 / np.linalg.eigvalsh(A)[-1],
            "only where all",
        ),
        ("nag_step", stepping(lambda theta, v, gradient, alpha, beta: beta * v - theta), "conventions"),
        ("should_restart", lambda slope, v: np.linalg.norm(slope + v) < np.linalg.norm(slope), "first coordinate"),
        (
            "should_restart",
            lambda slope, v: slope @ v < -0.5 * np.linalg.norm(slope) * np.linalg.norm(v),
            "together are shorter",
        ),
        ("should_restart", lambda slope, v: np.linalg.norm(v) < 0, "the wrong way round"),
        (
            "tune_then_test",
            lambda r, s: (i := int(np.argmin(r[:, s - 1])), np.median(r[i, s:])),
            "worst of the tuning seeds",
        ),
        ("nag_step", two_gradients, "stopped"),
        ("largest_stable_alpha", lambda A: 2 / max(e) if min(e := np.linalg.eigvalsh(A)) > 0.5 else 0, "Two things"),
        (
            "tune_then_test",
            lambda r, s: (i := int(np.argmin(np.where(np.isinf(r), 0, r)[:, :s].mean(axis=1))), np.median(r[i, s:])),
            "leaves out the runs",
        ),
    ],
)
def test_no_mistake_is_taken_for_a_neighbour_of_it(name, answer, not_said):
    assert not_said not in heard(name, answer)


def test_a_mistake_must_also_agree_on_further_cases():
    def settling_step(losses, tolerance):  # the first time below, but not where there are only two rows
        return 1 if len(losses) == 2 else next((i for i, loss in enumerate(losses) if loss <= tolerance), -1)

    assert "You count the first time" not in heard("settling_step", settling_step)


def test_extrapolating_after_the_descent_is_another_method():
    def two_sequence_step(x, x_before, gradient, alpha, beta):
        return (1 + beta) * (x - alpha * gradient(x)) - beta * (x_before - alpha * gradient(x_before)), x

    assert heard("two_sequence_step", two_sequence_step)


def test_an_answer_that_is_right_in_all_cases_but_wrong_at_a_landmark_is_refused():
    def minimise(gradient, start, *others):
        theta, converged = exercises.fix_the_snippet.reference(gradient, start, *others)
        return theta, converged and np.any(start)

    assert "A start at the minimum is good enough" in heard("fix_the_snippet", minimise)


@pytest.mark.parametrize(
    ("direction", "slip"),
    [
        (lambda g, new, old, beta, orthogonal: orthogonal(new), "the velocity itself"),
        (lambda g, new, old, beta, orthogonal: orthogonal(g + beta * old), "the velocity itself"),
        (lambda g, new, old, beta, orthogonal: orthogonal(g + new), "all of v"),
        (lambda g, new, old, beta, orthogonal: g + beta * new, "is not orthogonalised"),
        (lambda g, new, old, beta, orthogonal: orthogonal(g) + beta * orthogonal(new), "one by one"),
        (lambda g, new, old, beta, orthogonal: orthogonal(3 * g - new), "wrong in another way, too"),
    ],
)
def test_a_sum_for_a_mean_and_another_slip_are_both_named(direction, slip):
    def muon_direction(g, v, beta, orthogonalise):
        new = beta * v + g
        return direction(g, new, v, beta, orthogonalise), new

    said = heard("muon_direction", muon_direction)
    assert "is the sum βv + g, and here it is a mean" in said
    assert slip in said


def test_a_small_slope_uphill_is_uphill():
    assert heard("should_restart", lambda slope, v: slope @ v < -0.1)


def test_what_used_to_pass_is_refused():
    for wrong in (
        lambda A: 2 / np.linalg.eigvalsh(A)[-1] if np.trace(A) >= 0 else 0.0,
        lambda A: 2 / np.linalg.eigvalsh(A)[-1] if np.diag(A).min() >= 0 else 0.0,
        lambda A: 0.0 if np.linalg.eigvalsh(A)[0] <= 0 else 2 / np.linalg.eigvalsh(A)[-1],
    ):
        assert heard("largest_stable_alpha", wrong)

    assert "Compare all coordinates" in heard("is_nag", a_test(looks_at=lambda one: one[:1]))
    assert "Compare all coordinates" in heard("is_nag", a_test(looks_at=np.abs))
    assert "compare them one with one" in heard("is_nag", a_test(looks_at=np.sum))

    def gives_up_at_a_nan(exercise):
        return lambda record, *others: -1 if np.isnan(record).any() else exercise.reference(record, *others)

    assert heard("settling_step", gives_up_at_a_nan(exercises.settling_step))
    assert heard("settling_step", lambda losses, tolerance: next(
        (i for i in range(len(losses) - 1) if losses[i] <= tolerance and losses[i + 1] <= tolerance), -1))  # fmt: skip
