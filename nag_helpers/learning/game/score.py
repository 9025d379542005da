"""The test of the game: a hundred strangers walk with what was submitted, and each walk earns or costs."""

from typing import NamedTuple

from nag_helpers.learning.game import walks

STRANGERS = 100


class Tested(NamedTuple):
    """How a setting fared.

    Attributes
    ----------
    promised : int
        The updates it needs from the ground's own start; −1 if it does not arrive there.
    arrived, under_way, flew : int
        How many of the strangers did.
    middle : int
        The updates of the middle one of the hundred walks, those that never arrive counted as the slowest; −1 if it is one of them.
    score : float
        What the walks earn, their mean.
    """

    promised: int
    arrived: int
    under_way: int
    flew: int
    middle: int
    score: float


def tested(ground, method, setting, strangers):
    """Let strangers walk with a setting.

    Parameters
    ----------
    ground : Ground
    method : "momentum" or "NAG"
    setting : Setting
    strangers : Strangers

    Returns
    -------
    Tested
    """
    own = walks.walk(ground, method, *setting)
    others = walks.walk(ground, method, *setting, *strangers)
    arrived, flew = int(others.arrived.sum()), int(others.flew.sum())
    in_order = sorted(others.updates, key=lambda updates: (updates < 0, updates))
    middle = int(in_order[len(in_order) // 2])
    under_way = others.flew.size - arrived - flew
    return Tested(int(own.updates), arrived, under_way, flew, middle, float(others.earned.mean()))
