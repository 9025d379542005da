"""What happens to learners, through the public check: right answers written oddly pass, accidents are named."""

import numpy as np
import pytest

from nag_helpers import exercises
from nag_helpers.exercises import check as engine
from nag_helpers.exercises.kinds import ValueExercise
from nag_helpers.exercises.notebook_00 import slope


@pytest.fixture(autouse=True, scope="module")
def folder(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NAG_PROGRESS", str(tmp_path_factory.mktemp("progress")))
        yield


@pytest.fixture
def hurry(monkeypatch):
    monkeypatch.setattr(engine, "SECONDS", 0.05)


def heard(answer, exercise=exercises.nag_step):
    """Return the message for an answer that is not right yet."""
    feedback = exercise.check(answer)
    assert feedback.outcome == "not yet"
    return feedback.message


# Right answers


def lists(theta, v, gradient, alpha, beta):
    g = gradient([t - beta * w for t, w in zip(theta, v)])
    v = [beta * w + alpha * s for w, s in zip(v, g)]
    return [[t - w for t, w in zip(theta, v)], v]


def own_copies_in_place(theta, v, gradient, alpha, beta):
    theta, v = theta.copy(), v.copy()
    v *= beta
    v += alpha * gradient(theta - v)
    theta -= v
    return theta, v


def single_precision(theta, v, gradient, alpha, beta):
    theta, v = np.float32(theta), np.float32(v)
    v = np.float32(beta) * v + np.float32(alpha) * np.float32(gradient(theta - np.float32(beta) * v))
    return theta - v, v


def with_options(theta, v, gradient, alpha, beta, *, verbose=False, clip=None):
    v = beta * v + alpha * gradient(theta - beta * v)
    return theta - v, v


def with_defaults(theta, v, gradient, alpha=0.1, beta=0.9):
    v = beta * v + alpha * gradient(theta - beta * v)
    return theta - v, v


def any_arguments(*arguments):
    return with_options(*arguments)


def other_names(x, velocity, grad, lr, momentum):
    velocity = momentum * velocity + lr * grad(x - momentum * velocity)
    return x - velocity, velocity


def nearly(theta, v, gradient, alpha, beta):
    theta, v = with_options(theta, v, gradient, alpha, beta)
    return theta * (1 + 1e-9), v - 1e-12


def stacked(theta, v, gradient, alpha, beta):
    return np.stack(with_options(theta, v, gradient, alpha, beta))


def dictionary(theta, v, gradient, alpha, beta):
    theta, v = with_options(theta, v, gradient, alpha, beta)
    return {"v": v, "theta": theta}


def two_sequences(theta, v, gradient, alpha, beta):
    y = theta - beta * v
    theta_next = y - alpha * gradient(y)
    return theta_next, theta - theta_next


def helper_functions(theta, v, gradient, alpha, beta):
    def ahead():
        return theta - beta * v

    new = beta * v + alpha * gradient(ahead())
    return theta - new, new


class Step:
    def __call__(self, theta, v, gradient, alpha, beta):
        return with_options(theta, v, gradient, alpha, beta)


class Method:
    def step(self, theta, v, gradient, alpha, beta):
        return with_options(theta, v, gradient, alpha, beta)


RIGHT = [
    lists,
    own_copies_in_place,
    single_precision,
    with_options,
    with_defaults,
    any_arguments,
    other_names,
    nearly,
    stacked,
    two_sequences,
    helper_functions,
    Step(),
    Method().step,
]


@pytest.mark.parametrize("answer", RIGHT, ids=lambda answer: getattr(answer, "__name__", type(answer).__name__))
def test_a_right_step_passes_however_it_is_written(answer):
    assert exercises.nag_step.check(answer).outcome == "correct"


ONE_NUMBER = ValueExercise(
    name="one_number",
    title="one number",
    notebook="00",
    prompt="Take one step on θ² from 3, with α = 0.1.",
    parts=("θ",),
    reference=2.4,
    working="3 − 0.1 · 6",
    hints=["How steep is it?", "6"],
    mistakes=[(3.6, "You went uphill.")],
    implied=[("θ", lambda theta: f"You went {'down' if theta < 3 else 'up'} from 3 by {abs(3 - theta):g}.")],
    notice="The next one is shorter.",
)


@pytest.mark.parametrize("answer", [2.4, np.float32(2.4), np.array(2.4), [2.4], (2.4,), 2.4004, np.array([2.4])])
def test_a_right_number_passes_however_it_is_written(answer):
    assert ONE_NUMBER.check(answer).outcome == "correct"


@pytest.mark.parametrize("answer", [np.array([0.48, 0.52]), [[0.48], [0.52]], (0.48, np.array([0.52])), [0.4801, 0.52]])
def test_right_numbers_pass_however_they_are_grouped(answer):
    assert exercises.nag_by_hand.check(answer).outcome == "correct"


@pytest.mark.parametrize(
    "answer",
    [
        {"D": "momentum", "A": "NAG", "C": "momentum", "B": "momentum"},
        {"A": "nag", "B": "Momentum", "C": " momentum ", "D": "momentum"},
        ["NAG", "momentum", "momentum", "momentum"],
    ],
)
def test_right_choices_pass_however_they_are_written(answer):
    assert exercises.which_wins.check(answer).outcome == "correct"


def test_a_run_recorded_in_a_table_passes():
    def nag_run(gradient, start, alpha, beta, steps):
        history = np.empty((steps + 1, len(start)))
        history[0], v = start, np.zeros(len(start))
        for t in range(steps):
            v = beta * v + alpha * gradient(history[t] - beta * v)
            history[t + 1] = history[t] - v
        return history

    assert exercises.nag_run.check(nag_run).outcome == "correct"


def test_a_run_in_the_papers_sign_convention_passes_for_it_is_the_same_path():
    def nag_run(gradient, start, alpha, beta, steps):
        theta, v = np.array(start, float), 0
        history = [theta.tolist()]
        for _ in range(steps):
            v = beta * v - alpha * gradient(theta + beta * v)
            theta = theta + v
            history.append(theta.tolist())
        return history

    assert exercises.nag_run.check(nag_run).outcome == "correct"


def test_a_run_in_a_list_passes_and_is_told_how_to_make_an_array():
    feedback = exercises.nag_run.check(lambda *arguments: list(exercises.nag_run.reference(*arguments)))
    assert feedback.outcome == "correct"
    assert "`np.array(...)` makes one of it" in feedback.message


def test_a_dictionary_where_two_numbers_are_unpacked_is_told_how_to_return_them():
    assert "`return theta, v`" in exercises.nag_step.check(dictionary).message


def test_a_run_with_few_digits_is_told_to_be_near():
    def nag_run(gradient, start, alpha, beta, steps):
        return exercises.nag_run.reference(gradient, start, alpha, beta, steps).astype(np.float16)

    assert "close to what it should be" in exercises.nag_run.check(nag_run).message


def test_a_list_that_grows_from_call_to_call_is_told_as_such():
    def nag_run(gradient, start, alpha, beta, steps, path=[]):  # noqa: B006
        path.extend(exercises.nag_run.reference(gradient, start, alpha, beta, steps))
        return np.array(path)

    assert "remember something between calls" in exercises.nag_run.check(nag_run).message


def test_a_gradient_that_is_never_asked_is_told():
    def nag_step(theta, v, gradient, alpha, beta):
        v = beta * v + alpha * 3 * (theta - beta * v)  # the ground of the notebook, by heart
        return theta - v, v

    assert "never asks `gradient`" in exercises.nag_step.check(nag_step).message


def test_a_walk_that_asks_twice_in_each_update_is_told_how_often():
    def twice(alpha, beta, updates=1500):
        theta, v = np.array([1.0, 1.0]), np.zeros(2)
        path = [theta]
        for _ in range(updates):
            slope(theta)
            v = beta * v + alpha * slope(theta - beta * v)
            theta = theta - v
            path.append(theta)
        return np.array(path)

    assert "ask for the slope 6 times in 3 updates" in exercises.yours.check(twice).message


def test_a_return_inside_the_loop_is_told_as_such():
    def walk(alpha, beta, updates=1500):
        theta, v = np.array([1.0, 1.0]), np.zeros(2)
        for _ in range(updates):
            v = beta * v + alpha * slope(theta)
            return np.array([theta, theta - v])

    assert "the `return` stands inside the loop" in exercises.walk.check(walk).message


def test_a_tuple_for_a_dictionary_passes_and_is_told_of_the_keys():
    feedback = exercises.fair_comparison.check(
        lambda *arguments: tuple(exercises.fair_comparison.reference(*arguments).values())
    )
    assert feedback.outcome == "correct"
    assert "keep its keys" in feedback.message


def test_a_limit_as_an_array_of_one_passes():
    right = exercises.largest_stable_alpha.reference
    assert exercises.largest_stable_alpha.check(lambda A: np.array([right(A)])).outcome == "correct"


# Accidents


def test_an_unknown_mistake_is_answered_with_the_smallest_failing_case():
    def nag_step(theta, v, gradient, alpha, beta):
        return theta * 2, v

    assert heard(nag_step).endswith(
        "For theta = [1.0], v = [0.5], gradient of J(θ) = 1.5 θ², alpha = 0.1, beta = 0.8 the function should "
        "return theta = [0.42], v = [0.58]; yours returned theta = [2.0], v = [0.5]."
    )


def test_the_smallest_failing_case_is_not_one_that_is_right():
    def nag_step(theta, v, gradient, alpha, beta):
        theta, v = with_options(theta, v, gradient, alpha, beta)
        return (theta, v) if len(theta) == 1 else (theta + 1, v)

    assert "For theta = [1.0, -2.0]" in heard(nag_step)


def half_way(theta, v, gradient, alpha, beta):
    v = beta * v + alpha * gradient(theta - beta * v / 2)
    return theta - v, v


def test_a_gradient_measured_half_way_is_not_taken_for_an_average_of_two():
    assert "For theta = [1.0], v = [0.5]" in heard(half_way)


def test_a_run_that_measures_half_way_is_not_taken_for_an_average_of_two():
    def nag_run(gradient, start, alpha, beta, steps):
        theta, v = np.array(start, dtype=float), np.zeros(len(start))
        history = [theta]
        for _ in range(steps):
            theta, v = half_way(theta, v, gradient, alpha, beta)
            history.append(theta)
        return np.array(history)

    assert "For gradient of J(θ) = 1.5 θ²" in heard(nag_run, exercises.nag_run)


def test_a_small_difference_is_shown_with_the_digits_it_needs():
    def nag_step(theta, v, gradient, alpha, beta):
        theta, v = with_options(theta, v, gradient, alpha, beta)
        return theta + 2e-5, v

    assert "theta = [0.42], v = [0.58]; yours returned theta = [0.42002], v = [0.58]" in heard(nag_step)


def test_an_exception_is_told_with_the_learners_line_and_no_frame_of_ours():
    def nag_step(theta, v, gradient, alpha, beta):
        v = beta * v + alpha * gradient(theta - beta * w)  # noqa: F821
        return theta - v, v

    message = heard(nag_step)
    assert f"Your line {nag_step.__code__.co_firstlineno + 1}, " in message
    assert "raised NameError: name 'w' is not defined" in message
    assert "have you run the cell that defines it?" in message
    assert "guard" not in message
    assert "function.py" not in message


def test_an_exception_in_a_later_case_is_told_with_its_arguments():
    def nag_step(theta, v, gradient, alpha, beta):
        theta, v = with_options(theta, v, gradient, alpha, beta)
        return np.array([float(theta.item())]), v

    message = heard(nag_step)
    assert "raised ValueError" in message
    assert "This is for theta = [1.0, -2.0]" in message


def test_the_gradients_own_complaint_is_told_with_the_learners_line():
    def nag_step(theta, v, gradient, alpha, beta):
        return gradient("theta"), v

    assert '`return gradient("theta"), v`, raised ValueError' in heard(nag_step)


def test_an_exception_with_batches_of_different_sizes_is_told_with_the_learners_line():
    def minibatch_nag(gradient, start, alpha, beta, batches):
        return start - alpha * gradient(start, batches)

    message = heard(minibatch_nag, exercises.minibatch_nag)
    assert "`return start - alpha * gradient(start, batches)`, raised ValueError" in message
    assert "batches = [[0.0, 1.0, 5.0], [2.0], [-1.0, 0.0]]" in message


def test_matrices_of_different_shapes_are_compared():
    def muon_direction(g, v, beta, orthogonalise):
        v = orthogonalise(beta * v + g)
        return g + beta * v, v

    assert "yours gives direction = [[" in heard(muon_direction, exercises.muon_direction)


def test_an_endless_loop_is_stopped(hurry):
    def nag_step(theta, v, gradient, alpha, beta):
        while True:
            v = beta * v + alpha * gradient(theta - beta * v)
        return theta - v, v

    message = heard(nag_step)
    assert "stopped after 0.05 seconds" in message
    assert "never ends" in message


def test_an_endless_recursion_is_named():
    def nag_step(theta, v, gradient, alpha, beta):
        return nag_step(theta, v, gradient, alpha, beta)

    assert "calls itself and never stops" in heard(nag_step)


def test_prints_are_told_and_do_not_count():
    def nag_step(theta, v, gradient, alpha, beta):
        print("v is", v)
        return with_options(theta, v, gradient, alpha, beta)

    feedback = exercises.nag_step.check(nag_step)
    assert feedback.outcome == "correct"
    assert "also printed 'v is [0.5]" in feedback.message


def test_what_looks_like_a_link_in_a_print_is_none():
    def nag_step(theta, v, gradient, alpha, beta):
        print("[x](javascript:alert(1))")
        return with_options(theta, v, gradient, alpha, beta)

    page = exercises.nag_step.check(nag_step).html()
    assert "javascript" in page
    assert "<a" not in page


def test_a_picture_that_an_answer_shows_is_told_and_does_not_count():
    from matplotlib import pyplot as plt

    def nag_step(theta, v, gradient, alpha, beta):
        plt.plot(theta)
        plt.show()
        return with_options(theta, v, gradient, alpha, beta)

    before = plt.show
    feedback = exercises.nag_step.check(nag_step)
    assert feedback.outcome == "correct"
    assert "shows a picture; a check leaves it out: show it in a cell of its own." in feedback.message
    assert plt.show is before


def test_input_is_named_at_once():
    def nag_step(theta, v, gradient, alpha, beta):
        beta = float(input("beta? "))
        return with_options(theta, v, gradient, alpha, beta)

    before = input
    message = heard(nag_step)
    assert message == (
        'Your line 2, `beta = float(input("beta? "))`, raised EOFError: nothing can be typed while an answer is checked. '
        "A function gets what it needs through its arguments: leave `input` out."
    ).replace("line 2", message[5:].split(",")[0])
    assert input is before


def test_printing_instead_of_returning_is_named():
    def nag_step(theta, v, gradient, alpha, beta):
        print(theta - v, v)

    message = heard(nag_step)
    assert "returned None" in message
    assert "printed" in message


def test_a_changed_input_is_named():
    def nag_step(theta, v, gradient, alpha, beta):
        v *= beta
        v += alpha * gradient(theta - v)
        return theta - v, v

    assert heard(nag_step).startswith("Your function changes the caller's `v` in place")


def test_a_changed_start_of_a_run_is_named():
    def nag_run(gradient, start, alpha, beta, steps):
        start += 0.0
        start[0] = 1.5
        return exercises.nag_run.reference(gradient, start, alpha, beta, steps)

    assert "the caller's `start`" in heard(nag_run, exercises.nag_run)


def test_a_history_of_the_same_array_many_times_is_named():
    def nag_run(gradient, start, alpha, beta, steps):
        theta = np.array(start, dtype=float)
        v = np.zeros_like(theta)
        history = [theta]
        for _ in range(steps):
            v = beta * v + alpha * gradient(theta - beta * v)
            theta -= v
            history.append(theta)
        return np.array(history)

    assert heard(nag_run, exercises.nag_run).startswith("Every row of your history is the last point")


def test_integers_that_truncate_are_named():
    def nag_run(gradient, start, alpha, beta, steps):
        history = np.array([start] * (steps + 1))
        v = np.zeros(len(start))
        for t in range(steps):
            v = beta * v + alpha * gradient(history[t] - beta * v)
            history[t + 1] = history[t] - v
        return history

    assert heard(nag_run, exercises.nag_run).startswith("In every step the decimals of θ are cut off")


def test_a_result_of_integers_is_named():
    def nag_step(theta, v, gradient, alpha, beta):
        theta, v = with_options(theta, v, gradient, alpha, beta)
        return theta.astype(int), v

    assert "The decimals of `theta` are cut off" in heard(nag_step)


def test_memory_between_calls_is_named():
    calls = []

    def nag_step(theta, v, gradient, alpha, beta):
        calls.append(1)
        theta, v = with_options(theta, v, gradient, alpha, beta)
        return (theta, v) if len(calls) <= len(exercises.nag_step.cases) else (theta + 1, v)

    assert "Called a second time with the same arguments, your function gives something else" in heard(nag_step)


def test_none_in_one_branch_is_named_with_its_arguments():
    def nag_step(theta, v, gradient, alpha, beta):
        if len(theta) == 1:
            return with_options(theta, v, gradient, alpha, beta)

    message = heard(nag_step)
    assert "It returned None. Does every way through the function end with a `return`?" in message
    assert "This is for theta = [1.0, -2.0]" in message


def test_a_forgotten_return_is_named():
    def nag_step(theta, v, gradient, alpha, beta):
        v = beta * v + alpha * gradient(theta - beta * v)
        theta = theta - v

    assert "It returned None" in heard(nag_step)


def test_one_result_of_two_is_named():
    def nag_step(theta, v, gradient, alpha, beta):
        return with_options(theta, v, gradient, alpha, beta) + (0,)

    assert heard(nag_step) == "It should return two things, theta, v; yours returned three things."


@pytest.mark.parametrize(
    ("result", "words"),
    [
        ("text", "yours returned a str"),
        (3.0, "yours returned a float"),
        (("a", "b"), "theta: It returned the text 'a' where numbers are needed."),
        ((None, 1), "`theta` is None."),
        ((..., 1), "theta: There is still a `...` where a value should be."),
        (({}, 1), "theta: It should return numbers; yours returned a dict."),
        (([1, [2]], 1), "theta: It should return numbers; yours returned a list."),
        (([1.0, ...], 1), "theta: There is still a `...`"),
        ({"theta": 1}, "It should return a dictionary with the keys theta, v; yours has ['theta']."),
    ],
)
def test_results_of_the_wrong_type_are_named(result, words):
    def nag_step(theta, v, gradient, alpha, beta):
        return result

    assert words in heard(nag_step)


def test_a_wrong_shape_is_named():
    def nag_step(theta, v, gradient, alpha, beta):
        theta, v = with_options(theta, v, gradient, alpha, beta)
        return theta[:, None], v

    assert "The shape of `theta` should be (1,); yours is (1, 1)." in heard(nag_step)


def test_a_number_where_an_array_belongs_is_named():
    def nag_step(theta, v, gradient, alpha, beta):
        return 1.0, 2.0

    assert "should be (1,); yours is a single number" in heard(nag_step)


def test_nan_is_named():
    def nag_step(theta, v, gradient, alpha, beta):
        return theta * np.nan, v

    assert heard(nag_step).startswith("There is a NaN (not a number) in `theta`")


def test_a_huge_result_is_named_shortly():
    def nag_step(theta, v, gradient, alpha, beta):
        return np.zeros(10**6), v

    message = heard(nag_step)
    assert "yours is (1000000,)" in message
    assert len(message) < 300


def test_a_wrong_number_of_arguments_is_named():
    def nag_step(theta, v, gradient):
        return theta, v

    assert heard(nag_step) == (
        "Your function is called with theta, v, gradient, alpha, beta, in this order, but it takes (theta, v, gradient)."
    )


def test_arguments_in_another_order_are_named():
    def nag_step(theta, v, gradient, beta, alpha):
        return theta, v

    assert heard(nag_step).endswith("but it takes them as theta, v, gradient, beta, alpha.")


def test_a_result_instead_of_the_function_is_named():
    assert "exercises.nag_step.check(nag_step)" in heard((np.ones(1), np.ones(1)))


def test_a_stub_half_filled_is_named():
    def nag_step(theta, v, gradient, alpha, beta):
        v = ...
        return theta - v, v

    assert heard(nag_step).endswith("There is still a `...` where a value should be.")


def test_leaving_python_is_named():
    def nag_step(theta, v, gradient, alpha, beta):
        raise SystemExit

    assert "raised SystemExit" in heard(nag_step)


def test_a_keyboard_interrupt_ends_in_a_sentence():
    def nag_step(theta, v, gradient, alpha, beta):
        raise KeyboardInterrupt

    assert heard(nag_step)


def test_a_check_leaves_numpys_settings_and_the_trace_as_they_were():
    import sys

    before = np.geterr(), sys.gettrace()
    exercises.nag_step.check(with_options)
    assert (np.geterr(), sys.gettrace()) == before


def test_a_diverging_answer_warns_nobody(recwarn):
    def nag_step(theta, v, gradient, alpha, beta):
        return theta * 1e308 * 10, v

    assert "inf" in heard(nag_step)
    assert not recwarn.list


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("2.4", "written without quotes; yours is a str"),
        (None, "yours is None"),
        ([2.4, 1], "yours has 2"),
        (np.nan, "NaN or infinity"),
        (np.inf, "NaN or infinity"),
        (len, "yours is a function"),
        ({"theta": 2.4}, "yours is a dict"),
        (1j, "yours is 1j"),
        (2.2, "You went down from 3 by 0.8."),
        (3.5, "You went up from 3 by 0.5."),
    ],
)
def test_odd_values_are_named(answer, words):
    assert words in heard(answer, ONE_NUMBER)


def test_of_several_numbers_the_right_ones_are_confirmed():
    message = heard([0.64653, 0, 1], exercises.the_cycle)
    assert message.startswith("a is right. From your a, 0.64653,")


def test_an_unknown_choice_is_named():
    assert 'C should be "momentum" or "NAG", got \'Adam\'.' in heard(
        ["NAG", "NAG", "Adam", "NAG"], exercises.which_wins
    )


def test_choices_left_open_are_named():
    message = heard({"A": "NAG", "B": "momentum", "C": ..., "D": ...}, exercises.which_wins)
    assert message.startswith("Still open: C, D.")


def test_a_number_left_open_is_named():
    assert heard([0.6465, -1.8024, ...], exercises.the_cycle).startswith("Still open: c.")


def test_wrong_choices_that_are_no_known_mistake_are_counted():
    message = heard(["momentum", "momentum", "NAG", "momentum"], exercises.which_wins)
    assert message.startswith("2 of 4 are right. Look again at A:")


@pytest.mark.parametrize("answer", [3, None, "race", object()])
def test_something_else_than_the_explorer_is_named(answer):
    assert "exercises.where_to_ask.check(where)" in heard(answer, exercises.where_to_ask)


def test_a_rounded_result_is_named():
    def nag_limit(beta, L):
        return round((2 + 2 * beta) / (1 + 2 * beta) / L, 3)

    assert "rounded to 3 decimals" in heard(nag_limit, exercises.nag_limit)


def test_a_number_rounded_too_far_is_asked_for_with_more_digits():
    assert "Your coast, 0.77, is close. Did you round" in heard([0.77, 0.09, -0.755], exercises.landing)


def test_a_gradient_that_is_not_called_is_named():
    def nag_step(theta, v, gradient, alpha, beta):
        v = beta * v + alpha * gradient
        return theta - v, v

    assert "`gradient` is a function: call it" in heard(nag_step)


@pytest.mark.parametrize(("name", "answer", "words"), [
    ("account", lambda *given: min(13.0, exercises.account.reference(*given)), "should return"),
    ("largest_stable_alpha", lambda A: 0.0 if np.linalg.eigvalsh(A)[0] < 0 else min(1.0, 2 / np.linalg.eigvalsh(A)[-1]), "should return 4.0"),
    ("nag_step", lambda *given: (exercises.nag_step.reference(*given)[0], np.abs(exercises.nag_step.reference(*given)[1])),
     "`v` is the absolute value of what it should be"),
])  # fmt: skip
def test_a_result_that_is_cut_off_or_without_its_sign_does_not_pass(name, answer, words):
    feedback = exercises.every()[name].check(answer)
    assert feedback.outcome == "not yet"
    assert words in feedback.message


def test_two_parts_that_never_change_are_named_together():
    feedback = exercises.averaging_step.check(lambda theta, v, gradient, alpha, beta: (0.0, 0.0))
    assert "`theta` and `v` are 0 in every case" in feedback.message


def test_a_function_among_the_arguments_is_written_in_words():
    feedback = exercises.muon_direction.check(lambda g, v, beta, orthogonalise: (g, v))
    assert "orthogonalise as the nearest orthogonal matrix " in feedback.message


def test_decimals_written_into_whole_numbers_are_named():
    def minimise(gradient, start, alpha, beta, tolerance, max_steps):
        theta, v = start.copy(), 0.0
        for _ in range(max_steps):
            if np.linalg.norm(gradient(theta)) <= tolerance:
                return theta, True
            v = beta * v + alpha * gradient(theta - beta * v)
            theta -= v
        return theta, bool(np.linalg.norm(gradient(theta)) <= tolerance)

    assert "An array of whole numbers cannot hold decimals" in heard(minimise, exercises.fix_the_snippet)


def test_the_snippet_with_only_its_gradient_repaired_hears_of_the_next_fault():
    def minimise(gradient, start, alpha, beta, tolerance, max_steps):
        theta = start
        v = 0
        for _ in range(1, len(start)):
            v = beta * v + alpha * gradient(theta - beta * v)
            theta -= v
        return theta, True

    assert "the caller's `start`" in heard(minimise, exercises.fix_the_snippet)


def test_the_snippet_that_runs_for_ever_when_it_cannot_converge_is_not_passed():
    def minimise(gradient, start, alpha, beta, tolerance, max_steps):
        theta, v = np.array(start, dtype=float), 0.0
        while np.linalg.norm(gradient(theta)) > tolerance:
            v = beta * v + alpha * gradient(theta - beta * v)
            theta = theta - v
        return theta, True

    assert "`max_steps` has no effect in your version" in heard(minimise, exercises.fix_the_snippet)


def test_an_answer_that_changes_its_inputs_spoils_no_later_check():
    def nag_step(theta, v, gradient, alpha, beta):
        theta *= 0
        v *= 0
        return theta, v

    heard(nag_step)
    assert "yours returned theta = [1.0], v = [0.5]" in heard(lambda theta, v, gradient, alpha, beta: (theta, v))


def test_whoever_prints_where_a_return_is_asked_for_is_told_so():
    def place_to_ask(x, z, t):
        print(((t - 1) * x + z) / t)

    assert "put `return` before the result" in heard(place_to_ask, exercises.place_to_ask)


def test_a_function_that_fails_at_a_landmark_alone_is_refused():
    def minibatch_nag(gradient, start, alpha, beta, batches):
        v, at = 0.0, start
        for batch in batches:
            v = beta * v + alpha * gradient(at - beta * v, batch)
            at = theta = at - v
        return theta  # without a batch there is none

    assert "UnboundLocalError" in heard(minibatch_nag, exercises.minibatch_nag)


def test_more_things_than_a_given_function_takes_are_told():
    def muon_direction(g, v, beta, orthogonalise):
        v = beta * v + g
        return orthogonalise(g, beta * v), v

    assert "takes one thing" in heard(muon_direction, exercises.muon_direction)
