"""What can be seen of a wrong answer without knowing the mistake: how its numbers relate to the right ones.

Each relation is a function that looks at all cases together (`tried.Tried`) and returns a sentence, or None if it does not hold. A sentence
says what was observed, not why; it blames no part that is right. Every sentence must hold in every case that could contradict it.
Here stands the order in which is looked: the first relation that holds is told.
"""

from nag_helpers.exercises.seen import sums
from nag_helpers.exercises.seen.arguments import arguments_exchanged, no_effect, other_argument, scaling, undue_effect
from nag_helpers.exercises.seen.parts import (
    always_on_one_side,
    by_a_factor,
    each_wrong_part,
    how_often_right,
    nearly,
    off_by_factors,
    right_only_where,
    right_parts,
    some_wrong_part,
)
from nag_helpers.exercises.seen.shapes import no_yes_or_no, of_another_shape, of_one_size, order_turned, yes_or_no
from nag_helpers.exercises.seen.tried import Tried
from nag_helpers.exercises.seen.variants import like_a_variant

__all__ = ["ADDED_UP", "OF_SHAPES", "ONE_CHANGE", "PRECISE", "VAGUE", "Tried", "first", "of_one_size"]

OF_SHAPES = (
    no_yes_or_no,
    yes_or_no,
    order_turned,
    by_a_factor,
    of_another_shape,
    of_one_size,
    arguments_exchanged,
    other_argument,
    each_wrong_part,
)
ONE_CHANGE = (*OF_SHAPES, no_effect, undue_effect, like_a_variant)
ADDED_UP = (sums.found, scaling, nearly, some_wrong_part)
PRECISE = (*ONE_CHANGE, *ADDED_UP)
VAGUE = (off_by_factors, right_parts, right_only_where, always_on_one_side, how_often_right)


def first(tried, relations):
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
