"""Checks of what the caller gave: each error says what was wrong, the value, and what is allowed."""

import operator

import numpy as np


def finite_array(name, value):
    """Return ``value`` as a new float array; ValueError if it is not numbers or not finite."""
    try:
        array = np.array(value, dtype=float)
    except (TypeError, ValueError):
        raise ValueError(f"{name} must be a number or an array of numbers, got {value!r}") from None
    if not np.isfinite(array).all():
        raise ValueError(f"{name} must be finite, got {value!r}")
    return array


def whole_number(name, value, least):
    """Return ``value`` as an int; ValueError if it is not a whole number of at least ``least``."""
    try:
        number = operator.index(value)
    except TypeError:
        number = None
    if number is None or isinstance(value, bool) or number < least:
        raise ValueError(f"{name} must be a whole number of at least {least}, got {value!r}")
    return number


def one_of(name, value, allowed):
    """Return ``value``; ValueError if it is not among ``allowed``."""
    if value not in allowed:
        raise ValueError(f"{name} must be one of {', '.join(map(repr, allowed))}, got {value!r}")
    return value


def positive(name, value):
    """Return ``value`` as a float; ValueError if it is not a positive finite number."""
    number = finite_array(name, value)
    if number.ndim or number <= 0:
        raise ValueError(f"{name} must be a positive number, got {value!r}")
    return float(number)
