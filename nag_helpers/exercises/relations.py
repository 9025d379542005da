"""What can be seen of a wrong answer without knowing the mistake: how its numbers relate to the right ones.

Each relation is a function that looks at all cases together and returns a sentence, or None if it does not hold. A sentence says what
was observed, not why; it blames no part that is right. Every sentence must hold in every case that could contradict it.
"""

import contextlib
import functools
from dataclasses import dataclass

import numpy as np

from nag_helpers.exercises import answers, formulas

FURTHER = 40  # cases on which a relation is confirmed


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
    landmarks : list of dict
        Further arguments that tell mistakes apart.
    reference, learners : callable, dict of arguments -> list of arrays, or None if it fails
        Work on further arguments.
    variants : callable without arguments
        Yields what was changed in the reference, in words, and the changed reference.
    measured : callable, dict of arguments -> list of arrays
        Where the answer measures the gradient.
    """

    cases: list
    names: tuple
    got: list
    right: list
    landmarks: list
    reference: object
    learners: object
    variants: object
    measured: object

    @functools.cached_property
    def further(self):
        """Pairs (case, what the answer gives) for further cases, near those tried; an answer that fails on one is not asked."""
        more = self.landmarks + [{**case, name: other} for case in self.cases for name in case for other in _others(case[name])]
        pairs = [(case, self.learners(case)) for case in more[:FURTHER]]
        return [(case, got) for case, got in pairs if got is not None]

    def confirmed(self, theirs):
        """Whether the answer gives on further cases what ``theirs``, a function of a case, gives."""
        return all(other is None or answers.same(got, other) for got, other in ((got, theirs(case)) for case, got in self.further))

    def wrong_parts(self):
        """Return the numbers of the parts that are wrong in any case."""
        return [i for i in range(len(self.names)) if not self._all(lambda got, right: answers.same([got], [right]), i)]

    def right_so_far(self):
        """Return a sentence about the parts that are right; an empty text if none is."""
        wrong = self.wrong_parts()
        right = [f"`{name}`" for i, name in enumerate(self.names) if i not in wrong]
        return f"{' and '.join(right)} {'is' if len(right) == 1 else 'are'} right. " if right else ""

    def _all(self, holds, part):
        return all(holds(got[part], right[part]) for got, right in zip(self.got, self.right))

    def named(self, part):
        return f"`{self.names[part]}`" if len(self.names) > 1 else "the result"


def seen(tried, relations):
    """Return the sentence of the first relation that holds; an empty text if none does.

    Parameters
    ----------
    tried : Tried
    relations : sequence of callables
        `PRECISE` or `VAGUE`; `OF_SHAPES` where a result has the wrong shape and only what explains it is worth saying.

    Returns
    -------
    str
    """
    return next((sentence for relation in relations if (sentence := relation(tried))), "")


def _equal(some, others):
    return len(some) == len(others) and all(
        one is not None and other is not None and answers.same(one, other) for one, other in zip(some, others)
    )


# Numbers worked out by hand


def seen_in_numbers(parts, given, right, first):
    """Return a sentence about the first wrong number of an answer worked out by hand; an empty text if nothing is seen.

    Parameters
    ----------
    parts : tuple of str
        Names of the numbers.
    given, right : arrays
    first : int
        Which number is the first that is wrong.
    """
    part, mine, wanted = parts[first], given[first], right[first]
    close = functools.partial(np.isclose, rtol=0.002, atol=1e-12)
    belongs = [name for name, one in zip(parts, right) if close(mine, one)]
    if len(parts) > 1 and np.allclose(sorted(given), sorted(right), rtol=0.002):
        return f"The numbers are right, but not their order. It should be {', '.join(parts)}."
    if len(parts) > 1 and np.allclose(given, -right, rtol=0.002):
        return "The sizes of all numbers are right, but every sign is the wrong way round."
    if close(mine, -wanted):
        return f"The size of {part} is right, but its sign is the wrong way round."
    if belongs:
        return f"{answers.written(mine)} is {belongs[0]}, but you gave it for {part}."
    if mine * wanted > 0 and close(np.log10(mine / wanted), round(np.log10(mine / wanted))):
        return f"The digits of {part} are right, but its decimal point is in the wrong place."
    if abs(mine - wanted) < 0.04 * abs(wanted):
        return f"{part} is close to {mine:g}. Did you round your answer, or a number on the way to it? Give three digits."
    for text, other in (("half", wanted / 2), ("twice", 2 * wanted), ("the square of", wanted**2), ("1 minus", 1 - wanted)):
        if close(mine, other):
            return f"{mine:g} is {text} what {part} should be."
    return ""


def order_turned(tried):
    """Two parts in each other's place."""
    if len(tried.names) == 2 and _equal([got[::-1] for got in tried.got], tried.right):
        return f"The numbers are right, but in the wrong order: return {', '.join(tried.names)}."
    return None


# Arguments: what the right function gives for others


def _kinds(tried, kind):
    return [name for name in tried.cases[0] if all(isinstance(case[name], kind) for case in tried.cases)]


def _replaced(tried, change):
    """Return whether the answer is the right one for changed arguments, in all cases and not only by chance."""
    if _says_little(tried):
        return False

    def theirs(case):
        try:
            return tried.reference({**case, **change(case)})
        except (ZeroDivisionError, ValueError):  # 1 / 0 is no argument, and batches of different lengths make no table
            return None

    return _equal(tried.got, [theirs(case) for case in tried.cases]) and tried.confirmed(theirs)


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
                    return f"You exchanged two arguments: your function takes `{one}` for `{other}` and `{other}` for `{one}`."
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
    ("`{0}` lacked its last entry", lambda a: a[:-1]),
    ("`{0}` lacked its first entry", lambda a: a[1:]),
    ("`{0}` were in reverse order", lambda a: a[::-1]),
    ("every entry of `{0}` were its first one", lambda a: [a[0]] * len(a)),
    ("every entry of `{0}` were its last one", lambda a: [a[-1]] * len(a)),
    ("rows and columns of `{0}` were exchanged", lambda a: np.asarray(a).T),
    ("all signs in `{0}` were positive", lambda a: np.abs(a)),
    ("`{0}` were sorted", lambda a: np.sort(a)),
]


def other_argument(tried):
    """One argument changed before it is used: its square, twice it, without its last entry."""
    for name in _kinds(tried, (int, float)):
        for text, change in NUMBERS:
            if _replaced(tried, lambda case, name=name, change=change: {name: change(case[name])}):
                return f"Your result would be right for {text.format(name)} in place of {name}."
        for other in _kinds(tried, (int, float)):
            for text, change in ((f"{name} · {other}", lambda a, b: a * b), (f"{name} · (1 − {other})", lambda a, b: a * (1 - b)),
                                 (f"{name} / {other}", lambda a, b: a / b), (other, lambda a, b: b)):  # fmt: skip
                if other != name and _replaced(
                    tried, lambda case, name=name, other=other, change=change: {name: change(case[name], case[other])}
                ):
                    return f"Your result would be right for {text} in place of {name}."
    for name in _kinds(tried, np.ndarray):
        for text, change in NUMBERS[:5]:
            if _replaced(tried, lambda case, name=name, change=change: {name: change(case[name])}):
                return f"Your result would be right for {text.format(name)} in place of {name}."
    for name in _kinds(tried, (np.ndarray, list)):
        for text, change in ORDERED:
            if _replaced(tried, lambda case, name=name, change=change: {name: change(case[name])}):
                return f"Your result would be right if {text.format(name)}."
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


def _others(value):
    """Yield other values of the same kind, near this one."""
    other = _changed(value)
    if other is not None:
        yield other
    if isinstance(value, np.ndarray) and value.ndim == 1 and len(value) > 1:
        yield value[::-1]


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
            return f"`{name}` makes no difference in your function: whatever it is, the result stays the same."
    return None


def _ever_counts(tried, name):
    """Whether the learner's result changes if the argument is taken from another case: a small change may not show."""
    for case, got in zip(tried.cases, tried.got):
        for other in tried.cases:
            result = tried.learners({**case, name: other[name]})
            if result is None or not _equal([got], [result]):
                return True
    return False


def undue_effect(tried):
    """An argument that should not count makes a difference."""
    for name, matters, has_effect in _effects(tried):
        if has_effect and not matters:
            return f"The result should not depend on `{name}`, but yours does."
    return None


# Numbers: how each wrong part relates to the right one


def by_a_factor(tried):
    """All wrong parts are the right ones times the same factor."""
    return each_wrong_part(tried, (factor,))


def each_wrong_part(tried, relations=None):
    """All wrong parts relate to the right ones in the same way."""
    wrong = tried.wrong_parts()
    for relation in relations or _of_one_part():
        said = {relation(tried, part) for part in wrong}
        if len(said) == 1 and (sentence := said.pop()):
            which = " and ".join(tried.named(part) for part in wrong)
            said_of_all = sentence.replace("{} is ", "{} are ") if len(wrong) > 1 else sentence
            return (tried.right_so_far() + said_of_all.format(which)).replace("the the", "the")
    return None


def _of_one_part():
    return (own_factors, constant, functions_of_it, rounding, offset, offset_by_argument, rows_shifted, positions)


def some_wrong_part(tried):
    """Some of several wrong parts relate to the right ones."""
    wrong = tried.wrong_parts()
    found = {part: next((said for relation in _of_one_part() if (said := relation(tried, part))), None) for part in wrong}
    said = [sentence.format(tried.named(part)) for part, sentence in found.items() if sentence]
    return " ".join([tried.right_so_far().strip(), *said]).strip() if said else None


def nearly(tried):
    """Close to the right numbers in every case, and not equal."""
    for part in tried.wrong_parts():
        pairs = _pairs(tried, part)
        if pairs is not None and pairs[1].size > 2 and np.allclose(*pairs, rtol=0.03, atol=0) and pairs[1].all():
            return f"In every case {tried.named(part)} is close to what it should be, but not equal. Is something rounded or approximated?"
    return None


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
        return "The size of {} is right, but its sign is the wrong way round."
    return f"In every case {{}} is {answers.written(float(times))} times what it should be: look for a constant factor."


def _per_case(tried, part, combine):
    """Whether a part is in every case what ``combine(right, case)`` says."""
    for case, got, right in zip(tried.cases, tried.got, tried.right):
        wanted = combine(right[part].astype(float), case)
        if got[part].shape != np.shape(wanted) or not _as(got[part], wanted):
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
        for name in _kinds(tried, (int, float))
        for text, change in ((name, lambda a: a), (f"1 − {name}", lambda a: 1 - a), (f"1 + {name}", lambda a: 1 + a))
    ]
    single = [(base, power, way) for base in bases for power in POWERS for way in (1, -1)]
    for chosen in [(one,) for one in single] + [(a, b) for a in single for b in single if a[0][0] < b[0][0]]:
        wanted = np.sign(times[0]) * _product(chosen, tried.cases)
        if np.allclose(times, wanted, rtol=1e-6, atol=0) and _confirms(tried, part, chosen, np.sign(times[0])):
            turned = ", and with its sign the wrong way round" if times[0] < 0 else ""
            return f"In every case {{}} is what it should be, but {_factors_in_words(chosen)}{turned}."
    return None


def _case_factors(tried, part):
    """Return the factor of each case between all numbers of a part and the right ones; None if there is none."""
    times = []
    for got, right in zip(tried.got, tried.right):
        mine, wanted = got[part].astype(float), right[part].astype(float)
        if mine.shape != wanted.shape or not np.any(wanted) or not np.isfinite(mine).all():
            return None
        times.append(np.sum(mine * wanted) / np.sum(wanted * wanted))
        if not times[-1] or not _as(mine, times[-1] * wanted):
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
        if right is not None and np.isfinite(times) and not _as(got[part], right[part] * times):
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
    values = {float(got[part]) for got in tried.got if got[part].ndim == 0}
    if len(tried.cases) > 2 and len(values) == 1 and all(got[part].ndim == 0 for got in tried.got):
        return f"{{}} is {answers.written(_whole(values.pop()))} in every case, whatever arguments your function gets."
    return None


def one_sided(tried, part):
    """Too large wherever it is wrong, or too small; for yes and no: said too often, or too seldom."""
    pairs = [(got[part].astype(float), right[part].astype(float)) for got, right in zip(tried.got, tried.right)]
    if any(mine.shape != right.shape or right.ndim or not np.isfinite(mine - right) for mine, right in pairs):
        return None
    signs = [float(np.sign(mine - right)) for mine, right in pairs if not _as(mine, right)]
    if len(signs) < 2 or len(set(signs)) > 1:
        return None
    if tried.right[0][part].dtype == bool:
        said, due = ("True", "False") if signs[0] > 0 else ("False", "True")
        return f"Your function says {said} in some cases where {due} is right, but never the other way round."
    where = "In every case" if len(signs) == len(pairs) else "Wherever it is wrong,"
    return f"{where} {{}} is too {'large' if signs[0] > 0 else 'small'}."


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
            ("the absolute value of", np.abs(right)),
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
    if (pairs := _pairs(tried, part)) is None or len(pairs[0]) < 2:
        return None
    mine, right = pairs
    much = mine[0] - right[0]
    if abs(much) > 1e-9 and _as(mine, right + much):
        return f"In every case {{}} is too {'large' if much > 0 else 'small'} by {answers.written(_whole(abs(much)))}."
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
    return f"Your −1 is right where there is no such row. Wherever there is one, {{}} is too {way} by {answers.written(int(abs(much)))}."


def offset_by_argument(tried, part):
    """An argument added to the right one, or taken from it."""
    for name in _kinds(tried, (int, float)) + _kinds(tried, np.ndarray):
        shapes = [(np.shape(case[name]), right[part].shape) for case, right in zip(tried.cases, tried.right)]
        fits = all(shape in ((), wanted) for shape, wanted in shapes)
        for text, sign in (("too large", 1), ("too small", -1)):
            if fits and _per_case(tried, part, lambda right, case, s=sign, n=name: right + s * case[n]):
                return f"In every case {{}} is {text} by exactly the `{name}` that the function was given."
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
            return "Only the first entry of {} is right: the next one is already wrong."
        return f"{{}} is right up to entry {first - 1} (counted from 0); the next one is wrong."
    return None


POSITIONS = [
    ("{} is the right sequence, one entry late: each number stands where the next one belongs.",
     lambda mine, right: (mine[1:], right[:-1]) if mine.shape == right.shape else (mine[:0], right)),
    ("{} is the right sequence, one entry early: each number stands where the one before it belongs.",
     lambda mine, right: (mine[:-1], right[1:]) if mine.shape == right.shape else (mine[:0], right)),
    ("{} is the right sequence, but backwards.", lambda mine, right: (mine[::-1], right)),
    ("The first entry of {} is missing; the others are right.", lambda mine, right: (mine, right[1:])),
    ("Only the first entry of {} is wrong.",
     lambda mine, right: (mine[1:], right[1:]) if mine.shape == right.shape else (mine[:0], right)),
    ("Only the last entry of {} is wrong.",
     lambda mine, right: (mine[:-1], right[:-1]) if mine.shape == right.shape else (mine[:0], right)),
    ("The last entry of {} is missing; the others are right.", lambda mine, right: (mine, right[:-1])),
    ("{} has one entry too many at its end.", lambda mine, right: (mine[:-1], right)),
    ("{} has one entry too many at its beginning.", lambda mine, right: (mine[1:], right)),
]  # fmt: skip


SCALES = {-2: "a quarter of", -1: "half", 0.5: "√2 times", 1: "twice", 2: "four times"}


def scaling(tried):
    """Twice an argument should give twice the result, half of it, four times as much; and does not."""
    if any(part.dtype.kind != "f" for part in tried.right[0]):
        return None
    for name in _kinds(tried, float) + _kinds(tried, np.ndarray):
        doubled = [{**case, name: 2 * case[name]} for case in tried.cases]
        right, mine = ([who(case) for case in doubled] for who in (tried.reference, tried.learners))
        if None in right or None in mine:
            continue
        for part in tried.wrong_parts():
            power = next((power for power in SCALES if _grows(tried.right, right, part, power)), None)
            if power is not None and not _grows(tried.got, mine, part, power):
                so = f"If `{name}` is doubled, {tried.named(part)} should become {SCALES[power]} what it was. Yours does not."
                return tried.right_so_far() + so
    return None


def _grows(before, now, part, power):
    """Whether a part has in every case become 2**power times what it was."""
    pairs = [(was[part], became[part]) for was, became in zip(before, now)]
    return all(was.shape == became.shape and np.any(was) and _as(became, was * 2.0**power) for was, became in pairs)


# Where it is right


def off_by_factors(tried):
    """In each case all numbers are off by one factor."""
    return each_wrong_part(tried, (factor_in_each_case,))


def always_on_one_side(tried):
    """All wrong parts are too large in every case, or too small."""
    return each_wrong_part(tried, (one_sided,))


def right_parts(tried):
    """Some parts are right in every case."""
    wrong = tried.wrong_parts()
    if 0 < len(wrong) < len(tried.names):
        return f"{tried.right_so_far()}Look again at {' and '.join(tried.named(part) for part in wrong)}."
    return None


def _where(value):
    """Yield properties of an argument, as a condition in words."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        yield "{} is 0", value == 0
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
            if holds == good and sum(good) > 1:
                return f"Of the cases tried, your function is right only in those where {condition}."
            if holds == [not one for one in good] and sum(good) > 1:
                return f"Of the cases tried, your function is wrong only in those where {condition}."
    for wanted in (-1, 0):
        is_wanted = [len(right) == 1 and right[0].ndim == 0 and right[0] == wanted for right in tried.right]
        if is_wanted in (good, [not one for one in good]):
            way = "right" if is_wanted == good else "wrong"
            return f"Of the cases tried, your function is {way} only in those where {wanted} should come out.".replace("-", "−")
    return f"Your function is right in {sum(good)} of the {len(good)} cases tried."


def of_another_shape(tried):
    """A result of the wrong shape, in which the right one can be found."""
    wrong = [i for i in tried.wrong_parts() if any(got[i].shape != right[i].shape for got, right in zip(tried.got, tried.right))]
    if len(wrong) != 1:
        return None
    part = wrong[0]
    pairs = [(got[part].astype(float), right[part].astype(float)) for got, right in zip(tried.got, tried.right)]
    pairs = [(mine, right) for mine, right in pairs if mine.shape != right.shape]
    for sentence, found in SHAPES:
        with np.errstate(all="ignore"), contextlib.suppress(ValueError, IndexError, TypeError):
            if all(found(mine, right) for mine, right in pairs):
                return sentence.format(tried.named(part))
    return None


def _taken(take):
    return lambda mine, right: mine.ndim > right.ndim and _as(take(mine), right)


def _lost(take):
    return lambda mine, right: mine.ndim < right.ndim and _as(mine, take(right))


SHAPES = [
    ("The numbers of {} are right, but rows and columns are exchanged.", lambda mine, right: _as(mine.T, right)),
    ("The numbers of {} are right, but not their arrangement.",
     lambda mine, right: mine.size == right.size and _as(mine.ravel(), right.ravel())),
    ("{} holds too much: only its last entry is asked for.", _taken(lambda mine: mine[-1])),
    ("{} holds too much: only its first entry is asked for.", _taken(lambda mine: mine[0])),
    ("{} holds too much: the right number is the largest of its entries.", _taken(np.max)),
    ("{} holds too much: the right number is the largest absolute value of its entries.", _taken(lambda mine: np.max(np.abs(mine)))),
    ("{} holds too much: the sum of its entries is right.", _taken(lambda mine: mine.sum(axis=0))),
    ("{} holds too much: the mean of its entries is right.", _taken(lambda mine: mine.mean(axis=0))),
    ("{} is a table with the right numbers on its diagonal.", _taken(np.diag)),
    ("{} is only the last entry of what is asked for.", _lost(lambda right: right[-1])),
    ("{} is only the first entry of what is asked for.", _lost(lambda right: right[0])),
    ("{} is a single number, the sum of those that are asked for.", _lost(np.sum)),
    ("{} is a single number, the mean of those that are asked for.", _lost(np.mean)),
    ("{} is a single number, the length of the vector that is asked for.", _lost(np.linalg.norm)),
    ("{} is a single number, the largest of those that are asked for.", _lost(np.max)),
]  # fmt: skip


def like_a_variant(tried):
    """The solution with one thing changed gives the same."""
    if _says_little(tried):
        return None
    found = [
        words
        for words, variant in tried.variants()
        if all(_equal([got], [variant(case)]) for case, got in zip(tried.cases, tried.got)) and tried.confirmed(variant)
    ]
    if not found:
        return None
    return f"In every case tried, your function returned what the solution would return if it {min(found, key=len)}."


OF_SHAPES = (order_turned, by_a_factor, of_another_shape, arguments_exchanged, other_argument, each_wrong_part)
PRECISE = (*OF_SHAPES, no_effect, undue_effect, like_a_variant, formulas.found, scaling, nearly, some_wrong_part)
VAGUE = (off_by_factors, right_parts, always_on_one_side, right_only_where)
