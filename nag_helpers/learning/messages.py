"""What exercises and predictions say: plain text, and the same in HTML for a notebook."""

import html
import re
import sys
from dataclasses import dataclass, replace
from typing import NamedTuple

# How an outcome is told apart at a glance: a mark and an edge, whose style says the same as its colour. The colours stand out (3:1)
# from white and from the dark theme's #111.
EDGES = {
    "correct": ("✓", "5px solid #2a9155"),
    "not yet": ("↻", "5px double #c2660c"),
    "not started": ("○", "5px dotted #7c848d"),
}


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
        "correct", "not yet" or "not started": its mark and its edge.
    displayed : bool
        Whether it stands in the cell's output already, so that it need not be shown as the last expression too.
    """

    heading: str
    message: str = ""
    code: str = ""
    rows: tuple = ()
    folded: bool = False
    edge: str = ""
    displayed: bool = False

    def display(self):
        """Show it now, wherever the call stands in a cell; outside a notebook the return value shows it.

        Returns
        -------
        Message
            The same, which does not show itself a second time.
        """
        if not _in_a_notebook():
            return self
        from IPython.display import display  # only where it is: IPython is no requirement

        display(self)
        return replace(self, displayed=True)

    def _ipython_display_(self):
        if not self.displayed:
            raise NotImplementedError  # IPython then asks for the bundle below

    def __repr__(self):
        first = f"{self.heading} {self.message}".strip()
        return "\n".join(part for part in (first, _plain_table(self.rows), self.code) if part)

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/plain": repr(self), "text/html": self.html()}

    def html(self):
        """Return the same as HTML. Only the edge has a colour, so that it fits every theme."""
        body = _html(self.message)
        if self.rows:
            body += _html_table(self.rows)
        if self.code:
            body += f"<pre><code>{html.escape(self.code)}</code></pre>"
        if self.folded:
            return f"<details><summary><b>{_html(self.heading)}</b></summary>{body}</details>"
        mark, edge = EDGES.get(self.edge, ("", ""))
        style = f' style="border-left: {edge}; padding: 0.3em 0.8em; margin: 0.3em 0"' if edge else ""
        mark = f'<span aria-hidden="true">{mark}</span> ' if mark else ""
        return f"<div{style}><b>{mark}{_html(self.heading)}</b> {body}</div>"


def _in_a_notebook():
    """Return whether a kernel runs us, whose cells show more than text."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return getattr(shell, "kernel", None) is not None


def _html(text):
    escaped = re.sub("`([^`]+)`", r"<code>\1</code>", html.escape(text))
    return escaped.replace("\n", "<br>")


def _html_table(rows):
    heading, *others = [
        "".join(f'<{tag} style="text-align: left">{_html_cell(cell)}</{tag}>' for cell in row)
        for tag, row in zip(["th"] + ["td"] * len(rows), rows)
    ]
    body = "".join(f"<tr>{row}</tr>" for row in others)
    return f"<table><thead><tr>{heading}</tr></thead><tbody>{body}</tbody></table>"


def _html_cell(cell):
    return f'<a href="{html.escape(cell.address)}">{_html(cell.words)}</a>' if isinstance(cell, Link) else _html(cell)


def _plain_table(rows):
    rows = [[str(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*rows)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in rows)
