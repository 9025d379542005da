"""Numbers: how those of one part relate to the right ones."""

import numpy as np

from nag_helpers.exercises import values
from nag_helpers.exercises.seen.tried import agree, kinds, pairs_of


def factor(tried, part):
    """All numbers are the right ones times the same factor."""
    pairs = pairs_of(tried, part)
    if pairs is None or np.count_nonzero(pairs[1]) < 2:
        return None
    mine, right = pairs
    some = np.flatnonzero(right)[0]
    times = mine[some] / right[some]
    if times == 0 or not agree(mine, times * right):
        return None
    if np.isclose(times, -1):
        return "The size of {} is right, but its sign is the wrong way round."
    return f"In every case {{}} is {values.written(float(times))} times what it should be: look for a constant factor."


def _per_case(tried, part, combine):
    """Whether a part is in every case what ``combine(right, case)`` says."""
    for case, got, right in zip(tried.cases, tried.got, tried.right):
        wanted = combine(right[part].astype(float), case)
        if got[part].shape != np.shape(wanted) or not agree(got[part], wanted):
            return False
    return True


POWERS = {1: "{}", 2: "{}²", 0.5: "√({})"}


def own_factors(tried, part):
    """All numbers are the right ones times or divided by one or two numbers made of those that were handed over."""
    times = _case_factors(tried, part)
    if times is None or len(set(np.sign(times))) > 1:
        return None
    bases = [
        (text, change, name)
        for name in kinds(tried, (int, float))
        for text, change in ((name, lambda a: a), (f"1 − {name}", lambda a: 1 - a), (f"1 + {name}", lambda a: 1 + a))
    ]
    single = [(base, power, way) for base in bases for power in POWERS for way in (1, -1)]
    for chosen in [(one,) for one in single] + [(a, b) for a in single for b in single if a[0][0] < b[0][0]]:
        wanted = np.sign(times[0]) * _product(chosen, tried.cases)
        if np.allclose(times, wanted, rtol=1e-6, atol=0) and _confirms(tried, part, chosen, np.sign(times[0])):
            turned = ", and with its sign the wrong way round" if times[0] < 0 else ""
            return f"In every case {{}} is what it should be, but {_factors_in_words(chosen)}{turned}."
    return _with_a_number(tried, part, times, [(one,) for one in single])


def _with_a_number(tried, part, times, choices):
    """Say it of one factor made of what was handed over, and a plain number besides."""
    for chosen in choices if len(times) > 2 else ():
        product = _product(chosen, tried.cases)
        number = times[0] / product[0] if np.isfinite(product).all() and product[0] else 0
        plain = next((plain for plain in (2, 4, 1 / 2, 1 / 4) if np.isclose(number, plain, rtol=1e-6)), None)
        if plain and np.allclose(times, plain * product, rtol=1e-6, atol=0) and _confirms(tried, part, chosen, plain):
            return f"In every case tried {{}} is what it should be, but {_factors_in_words(chosen)}, and {plain:g} times that."
    return None


def _case_factors(tried, part):
    """Return the factor of each case between all numbers of a part and the right ones; None if there is none."""
    times = []
    for got, right in zip(tried.got, tried.right):
        mine, wanted = got[part].astype(float), right[part].astype(float)
        if mine.shape != wanted.shape or not np.any(wanted) or not np.isfinite(mine).all():
            return None
        times.append(np.sum(mine * wanted) / np.sum(wanted * wanted))
        if not times[-1] or not agree(mine, times[-1] * wanted):
            return None
    return np.array(times) if len(times) > 1 else None


def _product(chosen, cases):
    with np.errstate(all="ignore"):
        numbers = [np.abs(change(np.array([case[name] for case in cases], float))) ** (power * way)
                   for (_, change, name), power, way in chosen]  # fmt: skip
        return np.prod(numbers, axis=0)


def _confirms(tried, part, chosen, sign):
    for case, got in tried.further:
        right, times = tried.reference(case), sign * _product(chosen, [case])[0]
        if right is not None and np.isfinite(times) and not agree(got[part], right[part] * times):
            return False
    return True


def _factors_in_words(chosen):
    said = []
    for its_way, verb in ((1, "multiplied"), (-1, "divided")):
        words = [_power_in_words(text, power, len(chosen)) for (text, _, _), power, way in chosen if way == its_way]
        if words:
            said.append(f"{verb} by {' · '.join(words)}")
    return " and ".join(said)


def _power_in_words(text, power, count):
    in_brackets = " " in text and power != 0.5 and (power != 1 or count > 1)
    return POWERS[power].format(f"({text})" if in_brackets else text)


def factor_in_each_case(tried, part):
    """In each case another factor, the same for all its numbers."""
    times = _case_factors(tried, part)
    several = any(np.count_nonzero(right[part]) > 1 for right in tried.right)
    if times is None or not several:
        return None
    return "Within each case all numbers of {} are off by the same factor, but from case to case the factor differs."


def constant(tried, part):
    """The same number in every case."""
    found = {float(got[part]) for got in tried.got if got[part].ndim == 0}
    if len(tried.cases) > 2 and len(found) == 1 and all(got[part].ndim == 0 for got in tried.got):
        number = found.pop()
        same = bool(number) if tried.right[0][part].dtype == bool and number in (0, 1) else _whole(number)
        return f"{{}} is {values.written(same)} in every case tried, though the arguments differ."
    return None


def one_sided(tried, part):
    """Too large wherever it is wrong, or too small; for yes and no: said too often, or too seldom."""
    pairs = [(got[part].astype(float), right[part].astype(float)) for got, right in zip(tried.got, tried.right)]
    if any(mine.shape != right.shape or right.ndim or not np.isfinite(mine - right) for mine, right in pairs):
        return None
    signs = [float(np.sign(mine - right)) for mine, right in pairs if not agree(mine, right)]
    if len(signs) < 2 or len(set(signs)) > 1:
        return None
    if tried.right[0][part].dtype == bool:
        said, due = ("True", "False") if signs[0] > 0 else ("False", "True")
        return f"Your function says {said} in some cases where {due} is right, but never the other way round."
    where = "In every case" if len(signs) == len(pairs) else "Wherever it is wrong,"
    return f"{where} {{}} is too {'large' if signs[0] > 0 else 'small'}."


def functions_of_it(tried, part):
    """The square, the root, the inverse of the right one."""
    if (pairs := pairs_of(tried, part)) is None:
        return None
    mine, right = pairs
    with np.errstate(all="ignore"):
        for text, wanted in (
            ("the square of", right**2),
            ("the root of", np.sqrt(right)),
            ("1 minus", 1 - right),
            ("1 divided by", 1 / right),
            ("the absolute value of", np.abs(right)),
        ):
            if np.isfinite(wanted).all() and agree(mine, wanted):
                return f"In every case {{}} is {text} what it should be."
    return None


def rounding(tried, part):
    """The right number, rounded or not rounded."""
    if (pairs := pairs_of(tried, part)) is None or len(pairs[0]) < 2 or np.ptp(pairs[0]) == 0:
        return None
    mine, right = pairs
    whole = tried.got[0][part].dtype.kind in "iu"
    if np.array_equal(mine, np.trunc(right)) and np.array_equal(mine, np.round(right)):
        return "In every case tried the decimals of {} are gone. Does `int`, `round` or `//` do that?"
    if np.array_equal(mine, np.trunc(right)):
        if whole and tried.got[0][part].ndim:
            return (
                "The decimals of {} are cut off. Either `int` cuts them off, or you write into an array that was made from whole numbers; "
                "make that array with `np.array(..., dtype=float)`."
            )
        return "The decimals of {} are cut off. Does `int` or `//` do that?"
    if np.array_equal(mine, np.floor(right)):
        return "{} is rounded down to a whole number. Does `//` or `np.floor` do that? Keep the decimals."
    if np.array_equal(mine, np.round(right)):
        return "In every case {} is rounded to a whole number; keep its decimals."
    for digits in range(1, 7):
        if np.array_equal(mine, np.round(right, digits)):
            return f"In every case {{}} is rounded to {digits} decimal{'s' if digits > 1 else ''}; return it as it is."
    if np.array_equal(np.round(mine), right) or np.array_equal(np.ceil(mine), right):
        return "In every case {} should be a whole number; yours has decimals."
    return None


def offset(tried, part):
    """The same number too much in every case."""
    if (pairs := pairs_of(tried, part)) is None or len(pairs[0]) < 2:
        return None
    mine, right = pairs
    much = mine[0] - right[0]
    if abs(much) > 1e-9 and agree(mine, right + much):
        return f"In every case {{}} is too {'large' if much > 0 else 'small'} by {values.written(_whole(abs(much)))}."
    return None


def _whole(number):
    return int(number) if np.isfinite(number) and number == int(number) else float(number)


def rows_shifted(tried, part):
    """A row number too large by the same amount, or too small, wherever there is one at all."""
    pairs = [(got[part], right[part]) for got, right in zip(tried.got, tried.right)]
    if any(mine.ndim or right.ndim or right.dtype.kind != "i" or not np.isfinite(mine) for mine, right in pairs):
        return None
    found = {float(mine - right) for mine, right in pairs if right >= 0}
    none_right = all(mine == right for mine, right in pairs if right < 0)
    much = found.pop() if len(found) == 1 else 0.0
    if not much or not none_right:
        return None
    way = "large" if much > 0 else "small"
    return f"Your −1 is right where there is no such row. Wherever there is one, {{}} is too {way} by {values.written(int(abs(much)))}."


def offset_by_argument(tried, part):
    """An argument added to the right one, or taken from it."""
    for name in kinds(tried, (int, float)) + kinds(tried, np.ndarray):
        shapes = [(np.shape(case[name]), right[part].shape) for case, right in zip(tried.cases, tried.right)]
        fits = all(shape in ((), wanted) for shape, wanted in shapes)
        for text, sign in (("too large", 1), ("too small", -1)):
            if fits and _per_case(tried, part, lambda right, case, s=sign, n=name: right + s * case[n]):
                return f"In every case {{}} is {text} by exactly the `{name}` that the function was given."
    return None
