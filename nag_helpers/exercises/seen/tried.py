"""What an answer gave on all cases, and how such results are compared."""

import functools
from dataclasses import dataclass

import numpy as np

from nag_helpers.exercises import values

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
        more = self.landmarks + [
            {**case, name: other} for case in self.cases for name in case for other in others_near(case[name])
        ]
        pairs = [(case, self.learners(case)) for case in more[:FURTHER]]
        return [(case, got) for case, got in pairs if got is not None]

    def confirmed(self, theirs):
        """Whether the answer gives on further cases what ``theirs``, a function of a case, gives."""
        return all(
            other is None or values.same(got, other)
            for got, other in ((got, theirs(case)) for case, got in self.further)
        )

    def wrong_parts(self):
        """Return the numbers of the parts that are wrong in any case."""
        return [i for i in range(len(self.names)) if not self._all(lambda got, right: values.same([got], [right]), i)]

    def right_so_far(self):
        """Return a sentence about the parts that are right; an empty text if none is."""
        wrong = self.wrong_parts()
        right = [f"`{name}`" for i, name in enumerate(self.names) if i not in wrong]
        return f"{' and '.join(right)} {'is' if len(right) == 1 else 'are'} right. " if right else ""

    def _all(self, holds, part):
        return all(holds(got[part], right[part]) for got, right in zip(self.got, self.right))

    def named(self, part):
        """Return how a sentence calls a part."""
        return f"`{self.names[part]}`" if len(self.names) > 1 else "the result"


def equal(some, others):
    """Whether two lists of results agree; what failed (None) agrees with nothing."""
    return len(some) == len(others) and all(
        one is not None and other is not None and values.same(one, other) for one, other in zip(some, others)
    )


def kinds(tried, kind):
    """Return the names of the arguments that are of a kind in all cases."""
    return [name for name in tried.cases[0] if all(isinstance(case[name], kind) for case in tried.cases)]


def says_little(tried):
    """Whether results are so few or so coarse that many mistakes would give them: yes or no, or the same in all cases."""
    numbers = np.concatenate([np.ravel(part).astype(float) for got in tried.got for part in got])
    counts = not any(part.dtype.kind == "f" for part in tried.right[0])
    return len(numbers) < 2 or np.ptp(numbers) == 0 or (counts and len(np.unique(numbers)) < 4)


def pairs_of(tried, part):
    """Return the numbers of a part in all cases, or None if shapes differ or there is nothing to compare."""
    pairs = [(got[part], right[part]) for got, right in zip(tried.got, tried.right)]
    if any(mine.shape != right.shape and not (mine.size == 1 and right.ndim == 0) for mine, right in pairs):
        return None
    mine, right = (np.concatenate([np.ravel(pair[i]).astype(float) for pair in pairs]) for i in (0, 1))
    return (mine, right) if mine.size and np.isfinite(mine).all() and np.isfinite(right).all() else None


def agree(mine, wanted):
    """Whether an array is what is wanted, within rounding."""
    return values.same([mine], [np.asarray(wanted, dtype=float)])


def changed(value):
    """Return another value of the same kind; None if it is not a number or an array."""
    if isinstance(value, (bool, str)) or callable(value):
        return None
    if isinstance(value, int):
        return value + 1
    if isinstance(value, float):
        return value * 0.83
    return value * 0.83 + 0.05 if isinstance(value, np.ndarray) and value.dtype.kind == "f" else None


def others_near(value):
    """Yield other values of the same kind, near this one."""
    other = changed(value)
    if other is not None:
        yield other
    if isinstance(value, np.ndarray) and value.ndim == 1 and len(value) > 1:
        yield value[::-1]


def in_words(sentence, name):
    """Put a part's name into a sentence; "the result" is written large where it begins one."""
    said = sentence.format(name)
    return f"{said[0].upper()}{said[1:]}"
