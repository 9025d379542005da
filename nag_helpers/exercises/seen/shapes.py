"""Shapes: sequences out of place, and results of another shape in which the right one can be found."""

import contextlib

import numpy as np

from nag_helpers.exercises import values
from nag_helpers.exercises.seen.tried import agree, equal, in_words


def order_turned(tried):
    """Two parts in each other's place."""
    if len(tried.names) == 2 and equal([got[::-1] for got in tried.got], tried.right):
        return f"The numbers are right, but in the wrong order: return {', '.join(tried.names)}."
    return None


def no_yes_or_no(tried):
    """Numbers where True or False is asked for."""
    if len(tried.names) > 1 or tried.right[0][0].dtype != bool:
        return None
    odd = [float(got[0]) for got in tried.got if got[0].ndim == 0 and float(got[0]) not in (0.0, 1.0)]
    if not odd:
        return None
    return f"Your function returns numbers, {values.written(odd[0])} for one. True or False is asked for: which comparison makes it of such a number?"


def yes_or_no(tried):
    """True or False where a number is asked for."""
    if len(tried.names) > 1 or tried.right[0][0].dtype == bool or any(got[0].dtype != bool for got in tried.got):
        return None
    return "Your function returns True or False. A number is asked for."


def of_one_size(tried):
    """As many rows or columns in every case, where that should change."""
    for part in tried.wrong_parts():
        mine, right = ([result[part].shape for result in results] for results in (tried.got, tried.right))
        if len({len(shape) for shape in mine + right}) > 1:
            continue
        for axis, what in enumerate(("row", "column")[: len(right[0])]):
            sizes = {shape[axis] for shape in mine}
            if len(sizes) == 1 and len({shape[axis] for shape in right}) > 1:
                number = sizes.pop()
                things = what if len(right[0]) > 1 else "number"
                whole = f"a single {things}" if number == 1 else f"{number} {things}s"
                return f"In every case tried {tried.named(part)} has {whole}; how many it should have differs. Is the number written into your code?"
    return None


def positions(tried, part):
    """A sequence that is shifted, turned round, too long, too short, or right only at its beginning."""
    pairs = [(got[part], right[part]) for got, right in zip(tried.got, tried.right)]
    if any(mine.ndim != right.ndim or right.ndim == 0 or len(right) < 2 for mine, right in pairs):
        return None
    for sentence, made in POSITIONS:
        if all(values.same([m], [r]) for m, r in (made(mine, right) for mine, right in pairs)):
            return sentence
    if columns := _right_columns(pairs):
        return columns
    if all(mine.shape == right.shape and np.allclose(mine, right, rtol=0.03, atol=0) for mine, right in pairs):
        return None  # nearly right, which is said elsewhere
    same_shape = all(mine.shape == right.shape for mine, right in pairs)
    if same_shape and all(right.ndim == 1 and agree(np.sort(mine), np.sort(right)) for mine, right in pairs):
        return "The numbers of {} are right, but not their order."
    if same_shape and all(len(right) > 2 and agree(mine[0], right[0]) for mine, right in pairs):
        first = min(next((k for k in range(len(r)) if not agree(m[k], r[k])), len(r)) for m, r in pairs)
        if first == 1:
            return "Only the first entry of {} is right: the next one is already wrong."
        return f"{{}} is right up to entry {first - 1} (counted from 0); the next one is wrong. Work that one out by hand: where does yours turn off?"
    return None


def _right_columns(pairs):
    """Say which columns of a table are right in every case, if some are."""
    if any(mine.shape != right.shape or right.ndim != 2 for mine, right in pairs):
        return None
    width = min(right.shape[1] for _, right in pairs)
    good = [place for place in range(width) if all(agree(mine[:, place], right[:, place]) for mine, right in pairs)]
    if width != 2 or len(good) != 1:
        return None
    right, wrong = ("first", "second") if good == [0] else ("second", "first")
    return f"The {right} column of {{}} is right in every case tried, the {wrong} is not."


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


def of_another_shape(tried):
    """A result of the wrong shape, in which the right one can be found."""
    wrong = [
        i
        for i in tried.wrong_parts()
        if any(got[i].shape != right[i].shape for got, right in zip(tried.got, tried.right))
    ]
    if len(wrong) != 1:
        return None
    part = wrong[0]
    pairs = [(got[part].astype(float), right[part].astype(float)) for got, right in zip(tried.got, tried.right)]
    pairs = [(mine, right) for mine, right in pairs if mine.shape != right.shape]
    for sentence, found in SHAPES:
        with np.errstate(all="ignore"), contextlib.suppress(ValueError, IndexError, TypeError):
            if all(found(mine, right) for mine, right in pairs):
                return in_words(sentence, tried.named(part))
    return None


def _taken(take):
    return lambda mine, right: mine.ndim > right.ndim and agree(take(mine), right)


def _lost(take):
    return lambda mine, right: mine.ndim < right.ndim and agree(mine, take(right))


SHAPES = [
    ("The numbers of {} are right, but rows and columns are exchanged.", lambda mine, right: agree(mine.T, right)),
    ("The numbers of {} are right, but not their arrangement.",
     lambda mine, right: mine.size == right.size and agree(mine.ravel(), right.ravel())),
    ("{} holds too much: only its last entry is asked for.", _taken(lambda mine: mine[-1])),
    ("{} holds too much: only its first entry is asked for.", _taken(lambda mine: mine[0])),
    ("{} holds too much: the right number is the largest of its entries.", _taken(np.max)),
    ("{} holds too much: the right number is the largest absolute value of its entries.", _taken(lambda mine: np.max(np.abs(mine)))),
    ("{} holds too much: the sum of its entries is right.", _taken(lambda mine: mine.sum(axis=0))),
    ("{} holds too much: the mean of its entries is right.", _taken(lambda mine: mine.mean(axis=0))),
    ("{} holds too much: with each row comes a second one that is not asked for.", _taken(lambda mine: mine[:, 0])),
    ("{} is a table with the right numbers on its diagonal.", _taken(np.diag)),
    ("{} is only the last entry of what is asked for.", _lost(lambda right: right[-1])),
    ("{} is only the first entry of what is asked for.", _lost(lambda right: right[0])),
    ("{} is a single number, the sum of the numbers that it should hold.", _lost(np.sum)),
    ("{} is a single number, the mean of the numbers that it should hold.", _lost(np.mean)),
    ("{} is a single number, the length of the vector that is asked for.", _lost(np.linalg.norm)),
    ("{} is a single number, the largest of the numbers that it should hold.", _lost(np.max)),
]  # fmt: skip
