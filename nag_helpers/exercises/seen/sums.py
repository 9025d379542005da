"""What a step computes, found out from its numbers: where it measures the gradient, and which share of what it adds up.

A step's result is a sum of the arrays it is given and of the gradients it measures, each with a factor made of α and β. Which sum it is
can be tried out: the numbers of all cases must agree, and so must those of further ones.
"""

import itertools

import numpy as np

from nag_helpers.exercises import values

DISTANT = 1e-7  # relative difference from which two numbers are not the same


def found(tried):
    """Return a sentence with the formula of each wrong part; None if none fits, or if the exercise adds up no arrays."""
    first = tried.cases[0]
    arrays = [name for name in first if all(isinstance(case[name], np.ndarray) for case in tried.cases)]
    scalars = [name for name, value in first.items() if isinstance(value, float)]
    asked = any(isinstance(value, values.Gradient) for value in first.values())
    if not arrays or not scalars or not _of_one_shape(tried, arrays):
        return None
    points = [tried.measured(case) for case in tried.cases] if asked else [[] for _ in tried.cases]
    if len({len(each) for each in points}) > 1 or len(points[0]) > 2:
        return None
    terms = {name: [case[name] for case in tried.cases] for name in arrays}
    for number in range(len(points[0])):
        where = _sum([each[number] for each in points], terms, tried.cases, scalars)
        if where is None:
            return None
        gradients = [case["gradient"](each[number]) for case, each in zip(tried.cases, points)]
        terms = {**terms, f"gradient({where})": gradients}
    sums = {part: _sum([got[part] for got in tried.got], terms, tried.cases, scalars) for part in tried.wrong_parts()}
    if None in sums.values():
        return None
    said = ", and ".join(
        f"{tried.named(part)} stays as it was given"
        if text == tried.names[part]
        else f"{tried.named(part)} comes to `{text}`"
        for part, text in sums.items()
    )
    return f"{tried.right_so_far()}In your function {said}."


def _of_one_shape(tried, arrays):
    shapes = [
        {part.shape for part in got} | {case[name].shape for name in arrays}
        for case, got in zip(tried.cases, tried.got)
    ]
    return all(len(each) == 1 for each in shapes)


def _sum(results, terms, cases, scalars):
    """Return the shortest sum of terms that gives these results in all cases, as text."""
    wanted = np.concatenate([np.ravel(result) for result in results])
    factors = _factors(cases, scalars)
    each = [
        [
            ([(text, factor)], np.concatenate([np.ravel(f * array) for f, array in zip(numbers, term)]))
            for factor, numbers in factors.items()
        ]
        for text, term in terms.items()
    ]
    some, others = (_all_sums(half, wanted.size) for half in (each[: len(each) // 2], each[len(each) // 2 :]))
    numbers = np.array([numbers for _, numbers in others])
    near = DISTANT * (1 + np.abs(wanted).max())
    texts = [
        _text(some_chosen + others[place][0])
        for some_chosen, some_numbers in some
        for place in np.flatnonzero(np.abs(numbers - (wanted - some_numbers)).max(axis=1) <= near)
    ]
    return min(texts, key=len, default=None)


def _all_sums(each, size):
    """Return what is chosen and its numbers, for every choice of one factor for each term."""
    sums = [([], np.zeros(size))]
    for choices in each:
        sums = [(chosen + more, numbers + added) for chosen, numbers in sums for more, added in choices]
    return sums


def _factors(cases, scalars):
    """Return for each factor, as text, its number in each case."""
    values = {name: np.array([case[name] for case in cases]) for name in scalars}
    plain = {"1": np.ones(len(cases))}
    for x, value in values.items():
        plain |= {
            x: value,
            f"(1 - {x})": 1 - value,
            f"(1 + {x})": 1 + value,
            f"{x}**2": value**2,
            f"(1 + {x}**2)": 1 + value**2,
        }
    for (x, a), (y, b) in itertools.permutations(values.items(), 2):
        plain |= {f"{x} * {y}": a * b, f"{x} / {y}": a / b, f"{x} * {y}**2": a * b**2}
        plain |= {f"{x} * (1 - {y})": a * (1 - b), f"{x} * (1 + {y})": a * (1 + b)}
    return {"0": np.zeros(len(cases))} | plain | {f"-{text}": -number for text, number in plain.items()}


def _text(chosen):
    """Write a sum: theta - beta * v."""
    pieces = []
    for term, factor in chosen:
        if factor == "0":
            continue
        size = factor.lstrip("-")
        sign = "-" if factor.startswith("-") else "+"
        pieces.append(f"{sign} {term if size == '1' else f'{size} * {term}'}")
    written = " ".join(pieces).removeprefix("+ ") or "0"
    return f"-{written[2:]}" if written.startswith("- ") else written
