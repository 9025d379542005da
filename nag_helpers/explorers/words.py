"""Numbers in the sentences of explorers: few digits, the same on every machine."""

import numpy as np

LOWEST_SAID = 1e-12  # what is smaller is rounding


def number(x):
    """Write a loss or a distance with three digits, such as 4.20e-03; say where it is zero but for rounding."""
    if not np.isfinite(x):
        return "beyond all limits"
    return f"{x:.2e}" if abs(x) >= LOWEST_SAID else f"below {LOWEST_SAID:g}"


def decimals(x, digits=3):
    """Write a number with so many decimals, without the minus sign of a rounded zero."""
    return f"{np.round(x, digits) + 0.0:.{digits}f}"


def point(theta):
    """Write a point with three decimals."""
    return f"({', '.join(map(decimals, theta))})"


def count(updates):
    """Write a number of updates, or say that it is never reached."""
    return f"{updates:.0f}" if np.isfinite(updates) else "infinitely many"
