"""What the caller gave is checked: each error names the argument, the value and what is allowed."""

import re

import numpy as np
import pytest

from nag_helpers import checks


def says(*parts):
    """A pattern for pytest.raises: these parts, in this order."""
    return ".*".join(re.escape(part) for part in parts)


def test_finite_array_returns_a_new_float_array():
    given = np.array([1, 2])
    taken = checks.finite_array("start", given)
    taken[0] = 5.5
    assert taken.dtype == float
    assert list(given) == [1, 2]


@pytest.mark.parametrize("value", ["abc", [[1, 2], [3]], {"a": 1}, 1j, [None, "x"]])
def test_finite_array_refuses_what_is_not_numbers(value):
    with pytest.raises(ValueError, match=says("start must be a number or an array of numbers, got", repr(value))):
        checks.finite_array("start", value)


@pytest.mark.parametrize("value", [np.nan, np.inf, [1.0, -np.inf]])
def test_finite_array_refuses_what_is_not_finite(value):
    with pytest.raises(ValueError, match=says("start must be finite, got", repr(value))):
        checks.finite_array("start", value)


@pytest.mark.parametrize("value", [3, np.int64(3), np.uint8(3)])
def test_whole_number_takes_every_kind_of_integer(value):
    assert checks.whole_number("steps", value, least=3) == 3


@pytest.mark.parametrize("value", [2, -1, 3.0, "3", None])
def test_whole_number_refuses_the_rest(value):
    with pytest.raises(ValueError, match=says("steps must be a whole number of at least 3, got", repr(value))):
        checks.whole_number("steps", value, least=3)


def test_a_truth_value_is_no_whole_number():
    with pytest.raises(ValueError, match="got True"):
        checks.whole_number("steps", True, least=0)


def test_one_of_returns_an_allowed_value():
    assert checks.one_of("record", "all", ("all", "final")) == "all"


def test_one_of_lists_what_is_allowed():
    with pytest.raises(ValueError, match=says("record must be one of 'all', 'final', got 'some'")):
        checks.one_of("record", "some", ("all", "final"))


def test_positive_returns_a_plain_float():
    assert type(checks.positive("L", np.float32(2))) is float


@pytest.mark.parametrize("value", [0, -0.5, [1.0]])
def test_positive_refuses_zero_negative_numbers_and_arrays(value):
    with pytest.raises(ValueError, match=says("L must be a positive number, got", repr(value))):
        checks.positive("L", value)
