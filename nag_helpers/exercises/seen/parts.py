"""Parts of a result: what is seen of all wrong ones, of some, or where they are right."""

import numpy as np

from nag_helpers.exercises import values
from nag_helpers.exercises.seen import numbers, shapes
from nag_helpers.exercises.seen.tried import in_words, pairs_of

OF_ONE_PART = (
    numbers.own_factors,
    numbers.constant,
    numbers.functions_of_it,
    numbers.rounding,
    numbers.offset,
    numbers.offset_by_argument,
    numbers.rows_shifted,
    shapes.positions,
)


def by_a_factor(tried):
    """All wrong parts are the right ones times the same factor."""
    return each_wrong_part(tried, (numbers.factor,))


def each_wrong_part(tried, relations=OF_ONE_PART):
    """All wrong parts relate to the right ones in the same way."""
    wrong = tried.wrong_parts()
    for relation in relations:
        said = {relation(tried, part) for part in wrong}
        if len(said) == 1 and (sentence := said.pop()):
            which = " and ".join(tried.named(part) for part in wrong)
            said_of_all = sentence.replace("{} is ", "{} are ") if len(wrong) > 1 else sentence
            return tried.right_so_far() + in_words(said_of_all, which)
    return None


def some_wrong_part(tried):
    """Some of several wrong parts relate to the right ones."""
    wrong = tried.wrong_parts()
    found = {part: next((said for relation in OF_ONE_PART if (said := relation(tried, part))), None) for part in wrong}
    said = [in_words(sentence, tried.named(part)) for part, sentence in found.items() if sentence]
    return " ".join([tried.right_so_far().strip(), *said]).strip() if said else None


def nearly(tried):
    """Close to the right numbers in every case, and not equal.

    With a small α every step is close to the right one. So what takes a gradient is close only where it is nearer than a mistake brings it.
    """
    takes_a_function = any(callable(value) for value in tried.cases[0].values())
    rtol = 0.003 if takes_a_function else 0.03
    for part in tried.wrong_parts():
        pairs = pairs_of(tried, part)
        if pairs is not None and np.count_nonzero(pairs[1]) > 2 and np.allclose(*pairs, rtol=rtol, atol=0):
            return f"In every case {tried.named(part)} is close to what it should be, but not equal. Is something rounded or approximated?"
    return None


def off_by_factors(tried):
    """In each case all numbers are off by one factor."""
    return each_wrong_part(tried, (numbers.factor_in_each_case,))


def always_on_one_side(tried):
    """All wrong parts are too large in every case, or too small."""
    return each_wrong_part(tried, (numbers.one_sided,))


def right_parts(tried):
    """Some parts are right in every case."""
    wrong = tried.wrong_parts()
    if 0 < len(wrong) < len(tried.names):
        return f"{tried.right_so_far()}Look again at {' and '.join(tried.named(part) for part in wrong)}."
    return None


def _where(value):
    """Yield properties of an argument, as a condition in words."""
    if isinstance(value, list):
        yield "{} is a list", True
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        yield "{} is 0", value == 0
        yield "{} is negative", value < 0
        yield "{} is below 1", value < 1
    elif isinstance(value, np.ndarray) and value.dtype.kind in "iuf":
        yield "all of {} is 0", not value.any()
        yield "{} holds whole numbers", value.dtype.kind in "iu"
        yield "{} has a single entry", value.size == 1
        for number, word in ((1, "a single row"), (2, "two rows"), (3, "three rows")):
            yield f"{{}} has {word}", value.ndim == 2 and len(value) == number
        yield "{} falls all the way", value.ndim == 1 and value.size > 2 and np.all(np.diff(value) < 0)
        yield "{} begins with its largest number", value.ndim == 1 and value.size > 1 and value[0] > value[1:].max()
        yield (
            "{} is diagonal",
            value.ndim == 2 and value.shape[0] == value.shape[1] and not (value - np.diag(np.diag(value))).any(),
        )
        yield "{} begins with a negative number", value.size > 0 and value.flat[0] < 0
        yield "{} holds a NaN or inf", not np.isfinite(value).all()


def _in_common(tried, good):
    """Say what all cases share in which the answer is wrong, if hardly any of the others has it."""
    right, wrong = ([case for case, is_good in zip(tried.cases, good) if is_good is which] for which in (True, False))
    for name in tried.cases[0]:
        for text in dict(_where(wrong[0][name])):
            shared = all(dict(_where(case[name])).get(text) for case in wrong)
            elsewhere = sum(bool(dict(_where(case[name])).get(text)) for case in right)
            if shared and 4 * elsewhere <= len(right):
                where = text.format(f"`{name}`")
                return f"Your function is right in {sum(good)} of the {len(good)} cases tried. It fails where {where}."
    return None


def right_only_where(tried):
    """The answer is right exactly in the cases that share a property."""
    good = [values.same(got, right) for got, right in zip(tried.got, tried.right)]
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
    if said := _in_common(tried, good):
        return said
    for wanted in (-1, 0):
        is_wanted = [len(right) == 1 and right[0].ndim == 0 and right[0] == wanted for right in tried.right]
        if is_wanted in (good, [not one for one in good]):
            way = "right" if is_wanted == good else "wrong"
            return f"Of the cases tried, your function is {way} only in those where {wanted} should come out.".replace(
                "-", "−"
            )
    return None


def how_often_right(tried):
    """Right in some of the cases."""
    good = [values.same(got, right) for got, right in zip(tried.got, tried.right)]
    return f"Your function is right in {sum(good)} of the {len(good)} cases tried." if any(good) else None
