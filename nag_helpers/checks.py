"""Checks of what the caller gave: each error says what was wrong, the value, and what is allowed."""

import inspect
import operator

import numpy as np

SEQUENCES = (list, tuple, range, np.ndarray)


def finite_array(name, value):
    """Return ``value`` as a new float array; ValueError if it is not numbers or not finite."""
    array = numbers(name, value)
    if not np.isfinite(array).all():
        raise ValueError(f"{name} must be finite, got {value!r}")
    return array


def numbers(name, value):
    """Return ``value`` as a new float array; ValueError if it is not numbers (NaN and infinity are)."""
    if np.ma.is_masked(value):
        raise ValueError(f"{name} must be numbers without masked ones among them, got {value!r}")
    try:
        given = np.asarray(value)
        if given.dtype.kind not in "iufO":  # text and truth values would count as numbers too
            raise TypeError
        return np.array(given, dtype=float)
    except (TypeError, ValueError, OverflowError, RuntimeError):
        # RuntimeError: of a list in itself, and of torch for its tensors with gradients
        raise ValueError(f"{name} must be a number or an array of numbers, got {value!r}") from None


def points(name, value, dimension):
    """Return ``value`` as a float array of points; ValueError if its last axis has not ``dimension`` coordinates."""
    array = value if type(value) is np.ndarray and value.dtype == float else numbers(name, value)
    if array.ndim == 0 or array.shape[-1] != dimension:
        raise ValueError(f"{name} must have shape (..., {dimension}), got shape {array.shape}")
    return array


def broadcastable(**arrays):
    """ValueError if the shapes of these arrays do not broadcast to one another."""
    try:
        np.broadcast_shapes(*(np.shape(array) for array in arrays.values()))
    except ValueError:
        shapes = " and ".join(f"{name} {np.shape(array)}" for name, array in arrays.items())
        raise ValueError(f"the shapes of {shapes} must broadcast to one another") from None


def within(name, value, low, high):
    """Return ``value`` as a float; ValueError if it is not a number from ``low`` to ``high``."""
    number = finite_array(name, value)
    if number.ndim or not low <= number <= high:
        raise ValueError(f"{name} must be a number from {low:g} to {high:g}, got {value!r}")
    return float(number)


def function_of(name, function, arguments):
    """Return ``function``; ValueError if it cannot be called with these arguments, given as "(theta, v)"."""
    must = f"{name} must be a function {arguments}"
    if not callable(function):
        raise ValueError(f"{must}, got {function!r}")
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):  # some built-in functions do not tell
        return function
    try:
        signature.bind(*arguments.partition(")")[0].split(","))
    except TypeError:
        raise ValueError(f"{must}, got one that takes {signature}") from None
    return function


def an_objective(name, value):
    """Return ``value``; TypeError if it has not what an `objectives.Objective` has."""
    if not all(callable(getattr(value, part, None)) for part in ("value", "gradient", "at")):
        raise TypeError(
            f"{name} must be an Objective (nag_helpers.objectives.from_function makes one from your own "
            f"function), got {value!r}"
        )
    return value


def instance_of(name, value, kind, described):
    """Return ``value``; TypeError if it is not of this kind."""
    if not isinstance(value, kind):
        raise TypeError(f"{name} must be {described}, got {value!r}")
    return value


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
    if isinstance(value, (np.ndarray, list, dict, set)) or value not in allowed:
        raise ValueError(f"{name} must be one of {', '.join(map(repr, allowed))}, got {value!r}")
    return value


def positive(name, value):
    """Return ``value`` as a float; ValueError if it is not a positive finite number."""
    number = finite_array(name, value)
    if number.ndim or number <= 0:
        raise ValueError(f"{name} must be a positive number, got {value!r}")
    return float(number)


def positive_array(name, value):
    """Return ``value`` as a new float array; ValueError if it is not positive finite numbers."""
    array = finite_array(name, value)
    if not (array > 0).all():
        raise ValueError(f"{name} must be positive, got {value!r}")
    return array


def momentum(name, value):
    """Return ``value`` as a new float array; ValueError if it is not numbers in [0, 1)."""
    array = finite_array(name, value)
    if not ((array >= 0) & (array < 1)).all():
        raise ValueError(f"{name} must be in [0, 1), got {value!r}")
    return array


def not_negative(name, value):
    """Return ``value`` as a float; ValueError if it is not zero or a positive finite number."""
    number = finite_array(name, value)
    if number.ndim or number < 0:
        raise ValueError(f"{name} must be zero or positive, got {value!r}")
    return float(number)


def below_one(name, value):
    """Return ``value`` as a float; ValueError if it is not one number in [0, 1)."""
    number = momentum(name, value)
    if number.ndim:
        raise ValueError(f"{name} must be a number, got an array of shape {number.shape}")
    return float(number)


def seeds(name, value):
    """Return one seed as an int, several as a tuple of them; ValueError if it is not whole numbers from 0."""
    if not isinstance(value, SEQUENCES):
        return whole_number(name, value, least=0)
    if not len(value):
        raise ValueError(f"{name} must hold one whole number at least, got {value!r}")
    return tuple(whole_number(name, one, least=0) for one in value)


def several_seeds(name, value):
    """Return several seeds as a tuple of ints; TypeError if it is no sequence."""
    return seeds(name, instance_of(name, value, SEQUENCES, "a sequence of whole numbers"))


def grid(name, value):
    """Return ``value`` as it is; ValueError if it is not a sequence of finite numbers."""
    numbers = finite_array(name, value)
    if numbers.ndim != 1 or not numbers.size:
        raise ValueError(f"{name} must be a sequence of numbers, got {value!r}")
    return value


def plain(value):
    """Return a number in the place of an array without axes, and other arrays as they are."""
    return np.asarray(value).item() if np.ndim(value) == 0 else value
