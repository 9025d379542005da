"""What can be seen of a wrong answer without knowing the mistake: how its numbers relate to the right ones.

Each relation is a function that looks at all cases together and returns a sentence, or None if it does not hold. A sentence says what
was observed, not why; it blames no part that is right. Every sentence must hold in every case that could contradict it.
"""

from dataclasses import dataclass

import numpy as np

from nag_helpers.exercises import answers


@dataclass(frozen=True)
class Tried:
    """What an answer gave on all cases.

    Attributes
    ----------
    cases : list of dict
    names : tuple of str
        Of the parts of a result.
    got, right : list of lists of arrays
        For each case, each part.
    reference, learners : callable, dict of arguments -> list of arrays, or None if it fails
        Work on further arguments.
    """

    cases: list
    names: tuple
    got: list
    right: list
    reference: object
    learners: object

    def wrong_parts(self):
        """Return the numbers of the parts that are wrong in any case."""
        return [i for i in range(len(self.names)) if not self._all(lambda got, right: answers.same([got], [right]), i)]

    def _all(self, holds, part):
        return all(holds(got[part], right[part]) for got, right in zip(self.got, self.right))

    def named(self, part):
        return f"`{self.names[part]}`" if len(self.names) > 1 else "the result"


def seen(tried, shapes_differ=False):
    """Return the sentence of the first relation that holds; an empty text if none does.

    Parameters
    ----------
    tried : Tried
    shapes_differ : bool
        Whether a result has the wrong shape: then only what explains the shape is worth saying.

    Returns
    -------
    str
    """
    for relation in BY_NUMBERS if shapes_differ else BY_NUMBERS + BY_PLACE:
        sentence = relation(tried)
        if sentence:
            return sentence
    return ""


def _equal(some, others):
    return len(some) == len(others) and all(
        one is not None and other is not None and answers.same(one, other) for one, other in zip(some, others)
    )


def order_turned(tried):
    """Two parts in each other's place."""
    if len(tried.names) == 2 and _equal([got[::-1] for got in tried.got], tried.right):
        return f"The numbers are right, the order is turned: return {', '.join(tried.names)}."
    return None


# Arguments: what the right function gives for others


def _kinds(tried, kind):
    return [name for name in tried.cases[0] if all(isinstance(case[name], kind) for case in tried.cases)]


def _replaced(tried, change):
    """Return whether the answer is the right one for changed arguments, in all cases and not only by chance."""
    if _says_little(tried):
        return False
    try:
        results = [tried.reference({**case, **change(case)}) for case in tried.cases]
    except ZeroDivisionError:  # 1 / 0 is no argument
        return False
    return _equal(tried.got, results)


def _says_little(tried):
    """Whether results are so few or so coarse that many mistakes would give them: yes or no, or the same in all cases."""
    numbers = np.concatenate([np.ravel(part).astype(float) for got in tried.got for part in got])
    counts = not any(part.dtype.kind == "f" for part in tried.right[0])
    return len(numbers) < 2 or np.ptp(numbers) == 0 or (counts and len(np.unique(numbers)) < 4)


def arguments_exchanged(tried):
    """Two arguments of the same kind taken for each other."""
    for names in (_kinds(tried, (int, float)), _kinds(tried, np.ndarray)):
        for i, one in enumerate(names):
            for other in names[i + 1 :]:
                if _replaced(tried, lambda case, one=one, other=other: {one: case[other], other: case[one]}):
                    return f"You exchanged two arguments: yours takes `{one}` for `{other}` and `{other}` for `{one}`."
    return None


NUMBERS = [
    ("0", lambda a: a * 0),
    ("1", lambda a: a * 0 + 1),
    ("−{0}", lambda a: -a),
    ("2 · {0}", lambda a: 2 * a),
    ("{0} / 2", lambda a: a / 2),
    ("{0}²", lambda a: a**2),
    ("√{0}", lambda a: np.sqrt(a)),
    ("1 − {0}", lambda a: 1 - a),
    ("1 / {0}", lambda a: 1 / a),
    ("1 + {0}", lambda a: 1 + a),
    ("{0} + 1", lambda a: a + 1),
    ("{0} − 1", lambda a: a - 1),
]
ORDERED = [
    ("without its last entry", lambda a: a[:-1]),
    ("without its first entry", lambda a: a[1:]),
    ("backwards", lambda a: a[::-1]),
    ("by its first entry alone, again and again", lambda a: [a[0]] * len(a)),
    ("by its last entry alone, again and again", lambda a: [a[-1]] * len(a)),
    ("turned, rows for columns", lambda a: np.asarray(a).T),
    ("without the signs", lambda a: np.abs(a)),
    ("sorted", lambda a: np.sort(a)),
]


def other_argument(tried):
    """One argument changed before it is used: its square, twice it, without its last entry."""
    for name in _kinds(tried, (int, float)):
        for text, change in NUMBERS:
            if _replaced(tried, lambda case, name=name, change=change: {name: change(case[name])}):
                return f"Yours gives what is right for {text.format(name)} in place of {name}."
        for other in _kinds(tried, (int, float)):
            for text, change in ((f"{name} · {other}", lambda a, b: a * b), (f"{name} · (1 − {other})", lambda a, b: a * (1 - b)),
                                 (f"{name} / {other}", lambda a, b: a / b), (other, lambda a, b: b)):  # fmt: skip
                if other != name and _replaced(
                    tried, lambda case, name=name, other=other, change=change: {name: change(case[name], case[other])}
                ):
                    return f"Yours gives what is right for {text} in place of {name}."
    for name in _kinds(tried, np.ndarray):
        for text, change in NUMBERS[:5]:
            if _replaced(tried, lambda case, name=name, change=change: {name: change(case[name])}):
                return f"Yours gives what is right for {text.format(name)} in place of {name}."
    for name in _kinds(tried, (np.ndarray, list)):
        for text, change in ORDERED:
            if _replaced(tried, lambda case, name=name, change=change: {name: change(case[name])}):
                return f"Yours gives what is right if `{name}` is taken {text}."
    return None


def _changed(value):
    """Return another value of the same kind; None if it is not a number or an array."""
    if isinstance(value, (bool, str)) or callable(value):
        return None
    if isinstance(value, int):
        return value + 1
    if isinstance(value, float):
        return value * 0.83
    return value * 0.83 + 0.05 if isinstance(value, np.ndarray) and value.dtype.kind == "f" else None


def _effects(tried):
    """Yield for each argument whether changing it changes the right result, and the learner's."""
    if not all(part.dtype.kind == "f" for part in tried.right[0]):  # yes, no and counts often stay as they are
        return
    for name in tried.cases[0]:
        effects = set()
        for case, got, right in zip(tried.cases, tried.got, tried.right):
            other = _changed(case[name])
            results = other is not None and [who({**case, name: other}) for who in (tried.reference, tried.learners)]
            if not results or None in results:
                break
            effects.add((not _equal([right], results[:1]), not _equal([got], results[1:])))
        else:
            yield name, any(one for one, _ in effects), any(mine for _, mine in effects)


def no_effect(tried):
    """An argument that should count makes no difference."""
    for name, matters, has_effect in _effects(tried):
        if matters and not has_effect and not _ever_counts(tried, name):
            return f"`{name}` makes no difference in yours: whatever it is, the result stays the same."
    return None


def _ever_counts(tried, name):
    """Whether the learner's result changes if the argument is taken from another case: a small change may not show."""
    for case, got in zip(tried.cases, tried.got):
        for other in tried.cases:
            result = tried.learners({**case, name: other[name]})
            if result is not None and not _equal([got], [result]):
                return True
    return False


def undue_effect(tried):
    """An argument that should not count makes a difference."""
    for name, matters, has_effect in _effects(tried):
        if has_effect and not matters:
            return f"The result should not depend on `{name}`; yours does."
    return None


# Numbers: how each wrong part relates to the right one


def by_a_factor(tried):
    """All wrong parts are the right ones times the same factor."""
    return each_wrong_part(tried, (factor,))


def each_wrong_part(tried, relations=None):
    """All wrong parts relate to the right ones in the same way."""
    wrong = tried.wrong_parts()
    for relation in relations or (
        own_factor, factor_of_two_arguments, functions_of_it, rounding, offset, offset_by_argument, positions, factor_in_each_case,
    ):  # fmt: skip
        said = {relation(tried, part) for part in wrong}
        if len(said) == 1 and (sentence := said.pop()):
            which = " and ".join(tried.named(part) for part in wrong)
            return (_right_so_far(tried, wrong) + sentence.format(which)).replace("the the", "the")
    return None


def _right_so_far(tried, wrong):
    right = [f"`{name}`" for i, name in enumerate(tried.names) if i not in wrong]
    return f"{' and '.join(right)} {'is' if len(right) == 1 else 'are'} right. " if right else ""


def _pairs(tried, part):
    """Return the numbers of a part in all cases, or None if shapes differ or there is nothing to compare."""
    pairs = [(got[part], right[part]) for got, right in zip(tried.got, tried.right)]
    if any(mine.shape != right.shape and not (mine.size == 1 and right.ndim == 0) for mine, right in pairs):
        return None
    mine, right = (np.concatenate([np.ravel(pair[i]).astype(float) for pair in pairs]) for i in (0, 1))
    return (mine, right) if mine.size and np.isfinite(mine).all() and np.isfinite(right).all() else None


def _as(mine, wanted):
    return answers.same([mine], [np.asarray(wanted, dtype=float)])


def factor(tried, part):
    """All numbers are the right ones times the same factor."""
    pairs = _pairs(tried, part)
    if pairs is None or np.count_nonzero(pairs[1]) < 2:
        return None
    mine, right = pairs
    some = np.flatnonzero(right)[0]
    times = mine[some] / right[some]
    if times == 0 or not _as(mine, times * right):
        return None
    if np.isclose(times, -1):
        return "The size of {} is right, its sign is turned."
    return f"In every case {{}} is {answers.written(float(times))} times what it should be: look for a constant factor."


def _products(tried, part, factors):
    """Whether a part is in every case the right one times that case's factor."""
    return all(
        got[part].shape == right[part].shape and _as(got[part], right[part] * times)
        for got, right, times in zip(tried.got, tried.right, factors)
    )


def _per_case(tried, part, combine):
    """Whether a part is in every case what ``combine(right, case)`` says."""
    for case, got, right in zip(tried.cases, tried.got, tried.right):
        wanted = combine(right[part].astype(float), case)
        if got[part].shape != np.shape(wanted) or not _as(got[part], wanted):
            return False
    return True


def own_factor(tried, part):
    """All numbers are the right ones times or divided by a number that was handed over."""
    for name in _kinds(tried, (int, float)):
        for text, number in (
            (name, lambda a: a),
            (f"1 − {name}", lambda a: 1 - a),
            (f"1 + {name}", lambda a: 1 + a),
            (f"{name}²", lambda a: a**2),
        ):
            numbers = [float(number(case[name])) for case in tried.cases]
            for way, factors in (("multiplied", numbers), ("divided", [1 / one if one else np.nan for one in numbers])):
                if _products(tried, part, factors):
                    return f"In every case {{}} is what it should be, {way} by {text}."
    return None


def factor_of_two_arguments(tried, part):
    """All numbers are the right ones times or divided by a product or a ratio of numbers that were handed over."""
    names = _kinds(tried, (int, float))
    for i, one in enumerate(names):
        for other in names[i + 1 :]:
            pairs = [(float(case[one]), float(case[other])) for case in tried.cases]
            for text, factors in (
                (f"{one} · {other}", [a * b for a, b in pairs]),
                (f"{one} / {other}", [a / b if b else np.nan for a, b in pairs]),
                (f"{other} / {one}", [b / a if a else np.nan for a, b in pairs]),
            ):
                for of, power in ("", 1), ("the square of ", 2), ("the root of ", 0.5):
                    if _products(tried, part, [abs(factor) ** power for factor in factors]):
                        return f"In every case {{}} is what it should be, multiplied by {of}{text}."
    return None


def factor_in_each_case(tried, part):
    """In each case another factor, the same for all its numbers."""
    several = False
    for got, right in zip(tried.got, tried.right):
        mine, wanted = got[part].astype(float), right[part].astype(float)
        if mine.shape != wanted.shape or not np.any(wanted) or not np.isfinite(mine).all():
            return None
        times = np.sum(mine * wanted) / np.sum(wanted * wanted)
        if times == 0 or not _as(mine, times * wanted):
            return None
        several = several or np.count_nonzero(wanted) > 1
    return "In each case all numbers of {} are off by the same factor, but not by the same one in all cases." if several else None


def one_sided(tried, part):
    """Too large in every case, or too small."""
    pairs = [(got[part].astype(float), right[part].astype(float)) for got, right in zip(tried.got, tried.right)]
    if len(pairs) < 3 or any(mine.shape != right.shape or right.ndim or not np.isfinite(mine - right) for mine, right in pairs):
        return None
    signs = {float(np.sign(mine - right)) for mine, right in pairs}
    return {frozenset({1.0}): "In every case {} is too large.", frozenset({-1.0}): "In every case {} is too small."}.get(
        frozenset(signs)
    )


def functions_of_it(tried, part):
    """The square, the root, the inverse of the right one."""
    if (pairs := _pairs(tried, part)) is None:
        return None
    mine, right = pairs
    with np.errstate(all="ignore"):
        for text, wanted in (
            ("the square of", right**2),
            ("the root of", np.sqrt(right)),
            ("1 minus", 1 - right),
            ("1 divided by", 1 / right),
            ("the modulus of", np.abs(right)),
        ):
            if np.isfinite(wanted).all() and _as(mine, wanted):
                return f"In every case {{}} is {text} what it should be."
    return None


def rounding(tried, part):
    """The right number, rounded or not rounded."""
    if (pairs := _pairs(tried, part)) is None or len(pairs[0]) < 2 or np.ptp(pairs[0]) == 0:
        return None
    mine, right = pairs
    whole = tried.got[0][part].dtype.kind in "iu"
    if np.array_equal(mine, np.trunc(right)):
        if whole and tried.got[0][part].ndim:
            return (
                "The decimals of {} are cut off: either `int` takes them away, or an array that was made from whole numbers; "
                "make that one with `np.array(..., dtype=float)`."
            )
        return "The decimals of {} are cut off: do `int` or `//` take them away?"
    if np.array_equal(mine, np.round(right)):
        return "In every case {} is rounded to a whole number; keep its decimals."
    if np.array_equal(np.round(mine), right) or np.array_equal(np.ceil(mine), right):
        return "In every case {} should be a whole number; yours has decimals."
    return None


def offset(tried, part):
    """The same number too much in every case."""
    if (pairs := _pairs(tried, part)) is None or len(pairs[0]) < 2:
        return None
    mine, right = pairs
    much = mine[0] - right[0]
    if abs(much) > 1e-9 and _as(mine, right + much):
        return f"In every case {{}} is too {'large' if much > 0 else 'small'} by {answers.written(float(abs(much)))}."
    return None


def offset_by_argument(tried, part):
    """An argument added to the right one, or taken from it."""
    for name in _kinds(tried, (int, float)) + _kinds(tried, np.ndarray):
        shapes = [(np.shape(case[name]), right[part].shape) for case, right in zip(tried.cases, tried.right)]
        fits = all(shape in ((), wanted) for shape, wanted in shapes)
        for text, sign in (("too large", 1), ("too small", -1)):
            if fits and _per_case(tried, part, lambda right, case, s=sign, n=name: right + s * case[n]):
                return f"In every case {{}} is {text} by exactly the `{name}` that was handed over."
    return None


def positions(tried, part):
    """A sequence that is shifted, turned round, too long, too short, or right only at its beginning."""
    pairs = [(got[part], right[part]) for got, right in zip(tried.got, tried.right)]
    if any(mine.ndim != right.ndim or right.ndim == 0 or len(right) < 2 for mine, right in pairs):
        return None
    for sentence, made in POSITIONS:
        if all(answers.same([m], [r]) for m, r in (made(mine, right) for mine, right in pairs)):
            return sentence
    same_shape = all(mine.shape == right.shape for mine, right in pairs)
    if same_shape and all(len(right) > 2 and _as(mine[0], right[0]) for mine, right in pairs):
        first = min(next((k for k in range(len(r)) if not _as(m[k], r[k])), len(r)) for m, r in pairs)
        if first == 1:
            return "Only the first entry of {} is right: what comes after the start goes wrong at once."
        return f"{{}} is right up to entry {first - 1} (counted from 0) and leaves the right way after it."
    return None


POSITIONS = [
    ("{} is the right sequence, one entry late: each number stands where its predecessor belongs.",
     lambda mine, right: (mine[1:], right[:-1]) if mine.shape == right.shape else (mine[:0], right)),
    ("{} is the right sequence, one entry early: each number stands where its predecessor belongs.",
     lambda mine, right: (mine[:-1], right[1:]) if mine.shape == right.shape else (mine[:0], right)),
    ("{} is the right sequence backwards.", lambda mine, right: (mine[::-1], right)),
    ("The first entry of {} is missing; the others are right.", lambda mine, right: (mine, right[1:])),
    ("The last entry of {} is missing; the others are right.", lambda mine, right: (mine, right[:-1])),
    ("{} has one entry too many, at its end.", lambda mine, right: (mine[:-1], right)),
    ("{} has one entry too many, at its beginning.", lambda mine, right: (mine[1:], right)),
]  # fmt: skip


# Where it is right


def always_on_one_side(tried):
    """All wrong parts are too large in every case, or too small."""
    return each_wrong_part(tried, (one_sided,))


def right_parts(tried):
    """Some parts are right in every case."""
    wrong = tried.wrong_parts()
    if 0 < len(wrong) < len(tried.names):
        return f"{_right_so_far(tried, wrong)}Look again at {' and '.join(tried.named(part) for part in wrong)}."
    return None


def _where(value):
    """Yield properties of an argument, as a condition in words."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        yield "{} is 0", value == 0
        yield "{} is 1", value == 1
        yield "{} is negative", value < 0
        yield "{} is below 1", value < 1
    elif isinstance(value, np.ndarray) and value.dtype.kind in "iuf":
        yield "all of {} is 0", not value.any()
        yield "{} holds whole numbers", value.dtype.kind in "iu"
        yield "{} has a single entry", value.size == 1
        yield "{} is diagonal", value.ndim == 2 and value.shape[0] == value.shape[1] and not (value - np.diag(np.diag(value))).any()
        yield "{} begins with a negative number", value.size > 0 and value.flat[0] < 0
        yield "{} holds a NaN or inf", not np.isfinite(value).all()


def right_only_where(tried):
    """The answer is right exactly in the cases that share a property."""
    good = [answers.same(got, right) for got, right in zip(tried.got, tried.right)]
    if not any(good) or all(good):
        return None
    for name in tried.cases[0]:
        properties = [dict(_where(case[name])) for case in tried.cases]
        for text in properties[0]:
            holds = [one.get(text) for one in properties]
            condition = text.format(f"`{name}`")
            if holds == good:
                return f"Of the cases tried, yours is right only where {condition}."
            if holds == [not one for one in good]:
                return f"Of the cases tried, yours is wrong only where {condition}."
    for wanted in (-1, 0):
        is_wanted = [len(right) == 1 and right[0].ndim == 0 and right[0] == wanted for right in tried.right]
        if is_wanted in (good, [not one for one in good]):
            way = "right" if is_wanted == good else "wrong"
            return f"Of the cases tried, yours is {way} only where {wanted} should come out.".replace("-", "−")
    return f"Yours is right in {sum(good)} of the {len(good)} cases tried."


BY_NUMBERS = (order_turned, by_a_factor, arguments_exchanged, other_argument, each_wrong_part)
BY_PLACE = (no_effect, undue_effect, right_parts, always_on_one_side, right_only_where)
