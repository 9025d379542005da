"""Numbers worked out by hand: how the first wrong one relates to the right ones."""

import functools

import numpy as np


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
    in_order = np.allclose(given, right, rtol=0.002)
    if len(parts) > 1 and np.allclose(sorted(given), sorted(right), rtol=0.002) and not in_order:
        return f"The numbers are right, but not their order. It should be {', '.join(parts)}."
    if len(parts) > 1 and np.allclose(given, -right, rtol=0.002):
        return "The sizes of all numbers are right, but every sign is the wrong way round."
    if close(mine, -wanted):
        return f"The size of {part} is right, but its sign is the wrong way round."
    if belongs and part not in belongs:
        return f"{mine:g} is {belongs[0]}, but you gave it for {part}."
    if mine * wanted > 0 and close(np.log10(mine / wanted), round(np.log10(mine / wanted))):
        return f"The digits of {part} are right, but its decimal point is in the wrong place."
    if abs(mine - wanted) < 0.04 * abs(wanted):
        return f"Your {part}, {mine:g}, is close. Did you round it, or a number on the way to it? Give four digits."
    for text, other in (
        ("half", wanted / 2),
        ("twice", 2 * wanted),
        ("the square of", wanted**2),
        ("1 minus", 1 - wanted),
    ):
        if close(mine, other):
            return f"{mine:g} is {text} what {part} should be."
    return ""
