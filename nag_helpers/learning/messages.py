"""What exercises and predictions say: plain text, and the same in HTML for a notebook."""

import html
import json
import math
import re
import sys
import zlib
from dataclasses import dataclass, replace
from typing import NamedTuple

# How each kind of card is told apart at a glance: a mark and an edge, whose style says the same as its colour. The colours stand out
# (3:1) from white and from the dark theme's #111.
EDGES = {
    "correct": ("✓", "5px solid #2a9155"),
    "not yet": ("↻", "5px double #c2660c"),
    "not started": ("○", "5px dotted #7c848d"),
    "hint": ("→", "5px dashed #a8790e"),
    "solution": ("∴", "5px double #8a63c9"),
    "question": ("?", "5px solid #3d7edb"),  # a prediction
    "recall": ("↶", "5px dashed #3d7edb"),
    "right": ("✓", "5px solid #2a9155"),  # of a prediction, when it is compared
    "surprise": ("✗", "5px double #c2660c"),
    "compared": ("⇄", "5px dotted #3d7edb"),
    "progress": ("≡", "5px solid #7c848d"),
    "": ("", "5px solid #7c848d"),
}
CARD = "border: 1px solid #7c848d66; border-radius: 6px; padding: 8px 14px; margin: 4px 0; max-width: 900px; box-sizing: border-box; line-height: 1.5"


class Link(NamedTuple):
    """A cell of a table that leads somewhere. Nothing in a text ever becomes a link: it may be a learner's."""

    words: str
    address: str

    def __str__(self):
        return self.words


@dataclass(frozen=True)
class Message:
    """A short text that shows itself as the last expression of a notebook cell.

    Attributes
    ----------
    heading : str
        Its first words: "Correct: nag_step."
    message : str
        What it says. Words between backticks are code.
    code : str
        Code shown below the message, as it is.
    rows : tuple of tuples of str or Link
        A table shown below the message; its first row holds the headings.
    folded : bool
        Whether a notebook shows message and code only once the heading is clicked.
    edge : str
        One of `EDGES`: its mark and its edge.
    beside : tuple of (str, str)
        What is to be compared, each with its label, side by side: ("You predicted", "3 updates").
    scale : tuple of float
        The same as numbers, marked on one axis; empty where they are none.
    picture : callable without arguments, optional
        Draws what a notebook shows below the message: a `shown.Picture`, or None. Plain text does without, and draws nothing.
    displayed : bool
        Whether it stands in the cell's output already, so that it need not be shown as the last expression too.
    """

    heading: str
    message: str = ""
    code: str = ""
    rows: tuple = ()
    folded: bool = False
    edge: str = ""
    beside: tuple = ()
    scale: tuple = ()
    picture: object = None
    displayed: bool = False

    def display(self):
        """Show it now, wherever the call stands in a cell; outside a notebook the return value shows it.

        Returns
        -------
        Message
            The same, which does not show itself a second time.
        """
        if not in_a_notebook():
            return self
        from IPython.display import display  # only where it is: IPython is no requirement

        display(self)
        return replace(self, displayed=True)

    def _ipython_display_(self):
        if not self.displayed:
            raise NotImplementedError  # IPython then asks for the bundle below

    def __repr__(self):
        compared = " ".join(f"{label}: {text}." for label, text in self.beside)
        first = (
            f"{EDGES[self.edge][0]} {self.heading} {compared}".strip()
            + ("\n" if compared and self.message else " ")
            + self.message
        )
        return "\n".join(part for part in (first.strip(), _plain_table(self.rows), self.code) if part)

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/plain": repr(self), "text/html": self.html()}

    def html(self):
        """Return the same as HTML, a card. Only its mark and its edge have a colour, so that it fits every theme."""
        parts = [
            _side_by_side(self.beside) if self.beside else "",
            _axis(self.scale) if self.scale else "",
            _html(self.message),
            _drawn(self.picture),
        ]
        parts += [_html_table(self.rows) if self.rows else ""]
        parts += [f'<pre style="margin-top: 6px"><code>{html.escape(self.code)}</code></pre>' if self.code else ""]
        body = "".join(f"<div>{part}</div>" for part in parts if part)
        edge = EDGES[self.edge][1]
        heading = f"<b>{mark(self.edge)}{_html(self.heading)}</b>"
        if self.folded:
            return f'<details style="{CARD}; border-left: {edge}"><summary>{heading}</summary>{body}</details>'
        return f'<div style="{CARD}; border-left: {edge}"><div>{heading}</div>{body}</div>'


def mark(edge):
    """Return the mark of a kind of card as HTML, a disc in the colour of its edge; "" where it has none.

    Parameters
    ----------
    edge : str
        One of `EDGES`.
    """
    sign, line = EDGES[edge]
    if not sign:
        return ""
    disc = (
        f"display:inline-block;width:1.5em;margin-right:.5em;border-radius:50%;background:{line.split()[-1]};color:#fff"
    )
    return f'<span aria-hidden="true" style="{disc};font-weight:700;line-height:1.5;text-align:center">{sign}</span>'


def in_a_notebook():
    """Return whether a kernel runs us, whose cells show more than text."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return getattr(shell, "kernel", None) is not None


def _html(text):
    escaped = re.sub("`([^`]+)`", r"<code>\1</code>", html.escape(text))
    return escaped.replace("\n", "<br>")


def _side_by_side(pairs):
    """Return texts beside each other, each under its label."""
    return (
        '<div style="display: flex; flex-wrap: wrap; gap: 4px 28px; margin: 4px 0 6px">'
        + "".join(
            f'<div style="flex: 1 1 200px"><span style="opacity: 0.75; font-size: 90%">{_html(label)}</span><br>{_html(text)}</div>'
            for label, text in pairs
        )
        + "</div>"
    )


def _drawn(picture):
    drawn = picture and picture()
    return drawn._repr_mimebundle_()[0]["text/html"] if drawn else ""


def _axis(numbers):
    """Return an axis with two marks: hollow for what was predicted, full for what was measured."""
    low, high = min(numbers), max(numbers)
    scaled = [math.log(number) for number in numbers] if low > 0 and high > 5 * low else list(numbers)
    low, width = min(scaled), (max(scaled) - min(scaled)) or 1
    marks = "".join(
        f'<span style="position: absolute; left: {15 + 70 * (value - low) / width:.1f}%; top: 2px; width: 12px; height: 12px; '
        f'box-sizing: border-box; border: 2px solid currentColor; border-radius: 50%; margin-left: -6px{fill}"></span>'
        for value, fill in zip(scaled, ("", "; background: currentColor"), strict=True)
    )
    line = '<span style="position: absolute; left: 5%; right: 5%; top: 7px; border-top: 2px solid #7c848d66"></span>'
    return f'<div aria-hidden="true" style="position: relative; height: 18px; max-width: 420px">{line}{marks}</div>'


def _html_table(rows):
    heading, *others = [
        "".join(f'<{tag} style="text-align: left">{_html_cell(cell)}</{tag}>' for cell in row)
        for tag, row in zip(["th"] + ["td"] * len(rows), rows)
    ]
    body = "".join(f"<tr>{row}</tr>" for row in others)
    name = f"nag-{zlib.crc32(repr(rows[0]).encode()):x}"
    table = f"<table><thead><tr>{heading}</tr></thead><tbody>{body}</tbody></table>"
    rule = _stacked(name, rows[0]) if len(rows[0]) > 1 else ""
    return f'{rule}<div class="{name}" style="overflow-x: auto">{table}</div>'


def _stacked(name, headings):
    """Return the rule that, where a page is narrower than the columns, puts a row's cells below each other, each after its heading."""
    cells = "".join(
        f".{name} td:nth-child({place})::before{{content:{_css_text(f'{heading}: ')}}}"
        for place, heading in enumerate(map(str, headings[1:]), start=2)
    )
    return (
        f"<style>.{name}{{container-type:inline-size}}@container(max-width:520px){{"
        f".{name} :is(table,tbody,tr,td){{display:block}}.{name} thead,.{name} td:empty{{display:none}}"
        f".{name} tr{{padding:6px 0}}.{name} td{{padding:1px 8px;overflow-wrap:anywhere}}.{name} td:first-child{{font-weight:600}}{cells}}}</style>"
    )


def _css_text(text):
    return json.dumps(text, ensure_ascii=False).replace("<", r"\3c ")


def _html_cell(cell):
    return f'<a href="{html.escape(cell.address)}">{_html(cell.words)}</a>' if isinstance(cell, Link) else _html(cell)


def _plain_table(rows):
    rows = [[str(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*rows)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in rows)
