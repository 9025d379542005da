"""The guard: whatever a learner's function does, we hear about it and go on."""

import sys
import threading

import numpy as np
import pytest

from nag_helpers import objectives
from nag_helpers.learning import guard
from nag_helpers.optimizers import descend, nesterov_step


def endless():
    while True:
        pass


def endless_in_one_line():
    # fmt: off
    while True: pass
    # fmt: on


def endless_that_catches_exceptions():
    while True:
        try:
            x = 1 / 0
        except Exception:  # noqa: BLE001
            x = 0
    return x


def endless_that_catches_everything():
    while True:
        try:
            x = 1
        except:  # noqa: E722
            x = 2
    return x


def endless_with_a_failing_body():
    while True:
        try:
            x = 1 / 0
        except:  # noqa: E722
            continue
    return x


def helper():
    return [i for i in range(10)]


def endless_that_catches_everything_around_a_call():
    while True:
        try:
            helper()
        except:  # noqa: E722
            pass


def endless_inside_a_try():
    try:
        while True:
            x = 1
    except:  # noqa: E722
        x = 2
    return x


def endless_generator():
    return sum(1 for _ in iter(int, 1))


def endless_comprehension():
    return any(i for i in iter(helper, None) if not i)


def endless_printing():
    while True:
        print("again")


ENDLESS = [
    endless,
    endless_in_one_line,
    endless_that_catches_exceptions,
    endless_that_catches_everything,
    endless_with_a_failing_body,
    endless_that_catches_everything_around_a_call,
    endless_inside_a_try,
    endless_generator,
    endless_comprehension,
    endless_printing,
]


@pytest.mark.parametrize("function", ENDLESS)
def test_an_endless_loop_is_stopped_and_said(function):
    outcome = guard.run(function, seconds=0.05)
    assert outcome.problem.startswith("Your function was stopped after 0.05 seconds, at line ")
    assert "never ends" in outcome.problem
    assert outcome.value is None


def test_it_is_stopped_in_another_thread_too():
    outcomes = []
    thread = threading.Thread(target=lambda: outcomes.append(guard.run(endless, seconds=0.05)))
    thread.start()
    thread.join(timeout=120)
    assert "stopped" in outcomes[0].problem


def test_an_endless_recursion_is_named():
    def recursive(n):
        return recursive(n + 1)

    outcome = guard.run(recursive, 0)
    assert "RecursionError" in outcome.problem
    assert outcome.problem.endswith("The function calls itself and never stops.")


def test_a_function_that_ends_in_time_is_not_stopped():
    assert guard.run(sum, range(1000), seconds=3).value == 499500


def test_an_error_is_told_with_the_learners_line():
    def typing_slip(v):
        return bete * v  # noqa: F821

    problem = guard.run(typing_slip, 1).problem
    assert "`return bete * v  # noqa: F821`, raised NameError: name 'bete' is not defined" in problem
    assert f"Your line {typing_slip.__code__.co_firstlineno + 1}," in problem
    assert "have you run the cell that defines it?" in problem


def test_a_line_whose_text_is_not_known_is_told_by_its_number_alone():
    names = {}
    exec("def typing_slip(v):\n    return bete * v", names)
    assert guard.run(names["typing_slip"], 1).problem.startswith("Your line 2 raised NameError: name 'bete'")


def test_an_error_inside_a_library_is_told_with_the_line_that_called_it():
    def wrong_shapes():
        return np.linalg.norm(np.zeros(3) @ np.zeros(2))

    problem = guard.run(wrong_shapes).problem
    assert f"Your line {wrong_shapes.__code__.co_firstlineno + 1}, `return np.linalg.norm" in problem


def test_an_error_in_a_helper_of_the_learners_is_told_with_the_helpers_line():
    def half(x):
        return x / 0

    problem = guard.run(lambda x: half(x), 1).problem
    assert "`return x / 0`" in problem


def test_no_frame_of_ours_is_named():
    problem = guard.run(lambda x: x).problem  # called without its argument: the error is in our line
    assert problem.startswith("Calling your function raised TypeError")
    assert "guard" not in problem


def short_sum(x):
    return x + x


@pytest.mark.parametrize(
    ("function", "advice"),
    [
        (lambda: min([]), "there is nothing left to choose from"),
        (lambda: {}["beta"], "The dictionary has no such key"),
        (lambda: np.ones(2)[2], "this index goes beyond the end"),
        (lambda: np.ones(0)[-1], "the array is empty"),
        (lambda: np.ones(1)[-2], "in a case as small as this"),
        (lambda: np.ones((2, 3))[2], "belong to another array or axis"),
        (lambda: np.ones(2) - np.ones((2, 3)).mean(axis=0), "taken along the other axis"),
        (lambda: short_sum[3], "A function is called with round brackets."),
        (lambda: 2 ^ 0.5, "write `**`"),
        (lambda: 2 ^ np.log2(3), "write `**`"),
        (lambda: 1 / 0, "the denominator is 0"),
        (lambda: [1.0] * 0.5, "You cannot multiply a list by a number"),
        (lambda: np.pi(3), "is a `*` missing?"),
        (lambda: len(3), "this is a single one"),
        (lambda: int(np.inf), "was something divided by 0?"),
        (lambda: bool(np.ones(2)), "a single yes or no"),
        (lambda: next(iter([])), "`next` found nothing"),
        (lambda: np.linalg.eigvals(np.ones((2, 3))), "That needs a square matrix."),
    ],
)
def test_common_errors_come_with_advice(function, advice):
    _, _, told = guard.run(function).problem.partition(" raised ")  # the line itself, quoted before, holds the advice
    assert advice in told


def test_an_exception_that_cannot_say_what_it_is_does_no_harm():
    class Mute(Exception):
        def __str__(self):
            raise ValueError

    def raises():
        raise Mute

    assert "raised Mute." in guard.run(raises).problem


def test_sys_exit_is_named_and_does_not_end_python():
    assert "SystemExit" in guard.run(sys.exit, 1).problem


def test_a_keyboard_interrupt_passes_through():
    def interrupted():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        guard.run(interrupted)
    assert sys.gettrace() is None or "guard" not in str(sys.gettrace())


def test_prints_are_kept_and_not_shown(capsys):
    outcome = guard.run(print, "hello")
    assert outcome.printed == "hello\n"
    assert capsys.readouterr().out == ""


def test_endless_prints_are_cut():
    assert len(guard.run(lambda: print("x" * 10**6)).printed) == guard.PRINTED_LIMIT


def test_arguments_changed_in_place_are_named():
    def changes(theta, v, path):
        theta += 1
        path.append(v)

    assert guard.run(changes, np.zeros(2), np.zeros(2), [1]).changed == ("theta", "path")


@pytest.mark.parametrize(
    ("given", "change"),
    [([1], lambda held: held.append(2)), ({"a": 1}, lambda held: held.update(b=2)), ({1}, lambda held: held.add(2))],
    ids=["list", "dict", "set"],
)
def test_a_change_in_every_kind_of_collection_is_named(given, change):
    assert guard.run(change, given).changed == ("held",)


def test_nan_in_an_argument_is_no_change():
    assert guard.run(lambda theta: theta, np.array([np.nan])).changed == ()


def test_arguments_changed_before_an_error_are_named_too():
    def changes_and_fails(theta):
        theta[0] = 5
        raise ValueError

    assert guard.run(changes_and_fails, np.zeros(2)).changed == ("theta",)


def test_numpys_warnings_are_silenced(recwarn):
    assert np.isinf(guard.run(lambda x: x / 0, np.ones(1)).value).all()
    assert not recwarn.list


@pytest.mark.parametrize("function", [endless, lambda: None, lambda: 1 / 0])
def test_the_previous_trace_function_is_put_back(function):
    def watch(frame, event, argument):
        return None

    before = sys.gettrace()
    sys.settrace(watch)
    try:
        guard.run(function, seconds=0.05)
        assert sys.gettrace() is watch
    finally:
        sys.settrace(before)


def test_guards_may_be_nested():
    def outer():
        inner = guard.run(endless, seconds=0.05)
        while inner.problem:
            pass

    outcome = guard.run(outer, seconds=0.3)
    assert "stopped after 0.3 seconds" in outcome.problem


def test_a_whole_race_gives_the_same_path_guarded():
    ravine = objectives.quadratic((1, 100))
    plain = descend(nesterov_step, ravine, alpha=0.01, beta=0.9, steps=50)
    guarded = guard.run(descend, nesterov_step, ravine, alpha=0.01, beta=0.9, steps=50).value
    np.testing.assert_array_equal(plain.theta, guarded.theta)


def test_code_of_libraries_and_ours_is_not_the_learners():
    assert guard.is_learners(__file__)
    assert not guard.is_learners(np.__file__)
    assert not guard.is_learners(guard.__file__)
    assert not guard.is_learners(threading.__file__)
    assert guard.is_learners("<ipython-input-3-abc>")
