"""Numbers and names in the sentences of explorers: few digits, written as people write, the same on every machine."""

import html
import re

import numpy as np

from nag_helpers import plots

LOWEST_SAID = 1e-12  # what is smaller is rounding

#: The methods' colours, as dark as text must be.
INKS = {
    "gradient descent": "#5c5c5c",
    "momentum": "#a84a00",
    "NAG": "#0a46a0",
    "yours": "#30061f",
    "look-ahead c": "#5a1a00",
}


def short(x, digits=3):
    """Write a number with a few significant digits: 0.067, 1,200, 4.2·10⁻⁸."""
    if not np.isfinite(x):
        return "beyond all limits"
    mantissa, exponent = f"{x:.{digits - 1}e}".split("e")
    if x == 0 or -4 <= int(exponent) <= 5:
        plain = np.format_float_positional(float(f"{x:.{digits - 1}e}"), trim="-")
        return (f"{float(plain):,.0f}" if abs(x) >= 1000 else plain).replace("-", "−")
    power = f"10{str(int(exponent)).translate(plots.SUPERSCRIPTS)}"
    return power if float(mantissa) == 1 else f"{mantissa}·{power}".replace("-", "−")


def number(x):
    """Write a loss or a distance with three digits; say where it is zero but for rounding."""
    return "below 10⁻¹²" if abs(x) < LOWEST_SAID else short(x)


def signed(x, digits=3):
    """Write a number with so many decimals, and with a true minus sign if it is not rounded to zero."""
    return f"{round(x, digits) + 0.0:.{digits}f}".replace("-", "−")


def point(theta):
    """Write a point with three decimals, without the minus sign of a rounded zero."""
    return "(" + ", ".join(signed(x) for x in theta) + ")"


def updates_made(number):
    """Write how many updates were made: 1 update, 30 updates."""
    return f"{number} update{'s' * (number != 1)}"


def count(updates):
    """Write a number of updates, or say that it is never reached."""
    return f"{updates:,.0f}" if np.isfinite(updates) else "infinitely many"


def as_html(text, inks=INKS):
    """Return a sentence as HTML, each name in its ink (a dict from names to colours)."""

    def coloured(found):
        ink = inks.get(found[0]) or inks.get(found[0].lower())  # at the beginning of a sentence a name has a capital
        return f'<b style="color:{ink}">{found[0]}</b>' if ink else found[0]

    names = re.compile(rf"\b({'|'.join(inks)})\b", flags=re.IGNORECASE)
    return names.sub(coloured, html.escape(text)).replace("\n", "<br>")
