"""What a learner's function returned, made comparable, and the words for what is odd about it."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np

TOLERANCE = 1e-5  # relative: float32 passes, every known mistake is far larger
ROUNDING = 1e-14  # written as 0


class Gradient:
    """The gradient of a function as an exercise hands it over, with the formula that messages name.

    Parameters
    ----------
    formula : str
        Of the function, in plain text: "½θ²".
    function : callable, (d,) -> (d,)
        Its gradient.
    """

    def __init__(self, formula, function):
        self.formula = formula
        self.function = function

    def __call__(self, theta):
        return np.asarray(self.function(np.asarray(theta, dtype=float)), dtype=float)

    def noting(self, points):
        """Return the same gradient, which adds every point at which it is asked to the list ``points``."""

        def noted(theta):
            points.append(theta.copy())
            return self.function(theta)

        return Gradient(self.formula, noted)

    def __str__(self):
        return f"of J(θ) = {self.formula}"


BOWL = Gradient("½θ²", lambda theta: theta)
BENT = Gradient("¼(x + y)⁴ + ½(x² + y²)", lambda theta: theta.sum() ** 3 + theta)
SPACE = Gradient("½(x² + 2y² + 3z²)", lambda theta: theta * np.array([1.0, 2.0, 3.0]))


class Odd(Exception):
    """A result that no comparison of numbers can be made with; its text says why to the learner."""


def parts(result, names, asks_whether=()):
    """Return a function's result as one float array for each name.

    Parameters
    ----------
    result : object
    names : tuple of str
    asks_whether : sequence of bool
        For each part whether True or False is asked for: then a text is told so.

    Raises
    ------
    Odd
        If it is something else.
    """
    asks_whether = asks_whether or [False] * len(names)
    if len(names) == 1:
        return [_numbers(result, "", asks_whether[0])]
    listed = ", ".join(names)
    _missing(result, "")
    if isinstance(result, Mapping):
        if set(result) != set(names):
            raise Odd(f"It should return a dictionary with the keys {listed}; yours has {short(list(result))}.")
        result = [result[name] for name in names]
    if isinstance(result, str) or not hasattr(result, "__len__") or not hasattr(result, "__getitem__"):
        raise Odd(f"It should return {_count(len(names))}, {listed}; yours returned {kind(result)}.")
    if isinstance(result, np.ndarray) and len(result) != len(names):
        raise Odd(f"It should return {_count(len(names))}, {listed}; yours is one array of the shape {result.shape}.")
    if len(result) != len(names):
        raise Odd(f"It should return {_count(len(names))}, {listed}; yours returned {_count(len(result))}.")
    return [_numbers(part, f"{name}: ", whether) for name, part, whether in zip(names, result, asks_whether)]


def _numbers(value, prefix, whether):
    _missing(value, prefix)
    if isinstance(value, str) and whether:
        raise Odd(f"{prefix}It returned the text {short(value)}. Return True or False itself, without quotes.")
    if isinstance(value, str):
        raise Odd(f"{prefix}It returned the text {short(value)} where numbers are needed.")
    try:
        array = np.asarray(value)
        if array.dtype.kind == "c" and not np.any(np.abs(array.imag) > 1e-12):
            array = array.real
        if array.dtype.kind == "c":
            raise Odd(
                f"{prefix}It returned complex numbers, but real ones are asked for. If you want their size, use `np.abs`. If you took a "
                "root, the number under it was negative."
            )
        if array.dtype.kind == "O" and array.size and any(part is Ellipsis for part in array.flat):
            raise Odd(f"{prefix}There is still a `...` where a value should be.")
        if array.dtype.kind not in "biufO":
            raise TypeError
        return array if array.dtype.kind in "biuf" else array.astype(float)
    except (TypeError, ValueError, OverflowError):
        if (
            isinstance(value, (list, tuple))
            and len({np.shape(row) for row in value if isinstance(row, np.ndarray)}) > 1
        ):
            raise Odd(
                f"{prefix}Its rows have different shapes: each should have as many numbers as the first."
            ) from None
        if isinstance(value, tuple) and len(value) > 1 and not prefix:
            raise Odd(
                f"It should return one thing; yours returned {_count(len(value))}, of different shapes or kinds."
            ) from None
        called = ": did you forget the round brackets that call it?" if callable(value) else "."
        raise Odd(
            f"{prefix}It should return numbers; yours returned {kind(value)}{called}{_of_several(value)}"
        ) from None


def _of_several(value):
    """Say how to make numbers of what only holds them."""
    if isinstance(value, (set, frozenset)):
        return " A set has no order, and keeps of equal numbers only one."
    if isinstance(value, Iterator):
        return " It has not computed anything yet: `np.array(list(...))` makes an array of it."
    return ""


def _missing(value, prefix):
    if value is None:
        if prefix:
            raise Odd(f"`{prefix.removesuffix(': ')}` is None. Was it never set to a value?")
        raise Odd(f"{prefix}It returned None. Does every way through the function end with a `return`?")
    if value is Ellipsis:
        raise Odd(f"{prefix}There is still a `...` where a value should be.")


def same(some, others, tolerance=TOLERANCE):
    """Whether two lists of arrays agree in shape and within rounding. One number may stand for an array of one."""
    return len(some) == len(others) and all(
        (one.shape == other.shape or (one.size == 1 and other.ndim == 0)) and _close(one, other, tolerance)
        for one, other in zip(some, others)
    )


def _close(one, other, tolerance):
    one, other = np.asarray(one, dtype=float).reshape(np.shape(other)), np.asarray(other, dtype=float)
    finite = other[np.isfinite(other)]
    scale = np.abs(finite).max() if finite.size else 1.0
    return np.allclose(one, other, rtol=tolerance, atol=tolerance * min(scale, 1.0) + 1e-12, equal_nan=True)


class Accident(NamedTuple):
    """What makes a comparison of numbers pointless: a wrong shape, or NaN."""

    is_nan: bool
    sentence: str


def accident(got, expected, names):
    """Return the Accident of the first part that has one; None if the numbers are merely wrong. Parts that are right are not blamed."""
    if len(names) > 1 and _one_array(got, expected):
        return Accident(
            False,
            f"It should return {_count(len(names))}, {', '.join(names)}; yours is one array of the shape {expected[0].shape}.",
        )
    for name, mine, right in zip(names, got, expected):
        it = f"`{name}`" if len(names) > 1 else "the result"
        if mine.shape != right.shape and not (mine.size == 1 and right.ndim == 0):
            if right.ndim == 0:
                asked = "True or False" if right.dtype == bool else "number"
                return Accident(
                    False, f"{it[:1].upper()}{it[1:]} should be a single {asked}; yours has the shape {mine.shape}."
                )
            return Accident(
                False,
                f"The shape of {it} should be {right.shape}; yours is {mine.shape if mine.ndim else 'a single number'}.",
            )
        if np.isnan(np.asarray(mine, dtype=float)).any() and not np.isnan(right).any():
            return Accident(
                True,
                (
                    f"There is a NaN (not a number) in {it}. Did you divide by zero, take the root or the logarithm of a negative "
                    "number, or did a number overflow?"
                ),
            )
    return None


def _one_array(got, expected):
    """Whether one array was taken apart into rows, where several of its shape are asked for."""
    shape = expected[0].shape
    return (
        bool(shape)
        and shape[0] == len(got)
        and all(one.shape == shape[1:] != right.shape for one, right in zip(got, expected))
    )


def _count(number):
    return {1: "one thing", 2: "two things", 3: "three things"}.get(number, f"{number} things")


def kind(value):
    """Return what kind of thing a value is, with its article: a list."""
    name = "function" if callable(value) else type(value).__name__
    return f"{'an' if name[0].lower() in 'aeiou' else 'a'} {name}"


def short(value, length=60):
    """Return a value as text, cut after some characters."""
    try:
        text = repr(value)
    except Exception:  # noqa: BLE001 (an object of the learner's own)
        text = f"<{type(value).__name__}>"
    return text if len(text) <= length else text[: length - 1] + "…"


def written(value, digits=5):
    """Write a number, an array or a dictionary of an exercise as a learner would, and shortly."""
    if isinstance(value, str):
        return repr(value)
    if callable(value):
        says_itself = type(value).__str__ is not object.__str__
        return str(value) if says_itself else getattr(value, "__doc__", None) or short(value)
    if isinstance(value, list) and len({np.shape(part) for part in value}) > 1:  # batches of different sizes
        return f"[{', '.join(written(part, digits) for part in value)}]"
    array = np.asarray(value)
    if array.dtype == bool and array.ndim == 0:
        return str(bool(array))
    return np.array2string(
        array,
        separator=", ",
        threshold=20,
        edgeitems=3,
        max_line_width=1000,
        formatter={"all": lambda x: _digits(x, digits)},
    ).replace("\n", "")


def _digits(x, digits):
    if isinstance(x, (bool, np.bool_)):
        return str(bool(x))
    text = f"{0.0 if abs(x) < ROUNDING else float(x):.{digits}g}"
    return text if isinstance(x, (int, np.integer)) or any(mark in text for mark in ".en") else text + ".0"


def pair_written(expected, got, names):
    """Write two results with as many digits as it takes to see that they differ."""
    for digits in (5, 8, 17):
        both = [_named(names, result, digits) for result in (expected, got)]
        if both[0] != both[1]:
            break
    return both


def _named(names, values, digits):
    if len(names) == 1:
        return written(values[0], digits)
    return ", ".join(f"{name} = {written(value, digits)}" for name, value in zip(names, values))
