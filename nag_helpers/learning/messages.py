"""What exercises and predictions say: plain text, and the same in HTML for a notebook."""

import html
import re
from dataclasses import dataclass


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
    rows : tuple of tuples of str
        A table shown below the message; its first row holds the headings.
    folded : bool
        Whether a notebook shows message and code only once the heading is clicked.
    """

    heading: str
    message: str = ""
    code: str = ""
    rows: tuple = ()
    folded: bool = False

    def __repr__(self):
        first = f"{self.heading} {self.message}".strip()
        return "\n".join(part for part in (first, _plain_table(self.rows), self.code) if part)

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/plain": repr(self), "text/html": self.html()}

    def html(self):
        """Return the same as HTML. It sets no colours, so that it fits every theme."""
        body = _html(self.message)
        if self.rows:
            body += _html_table(self.rows)
        if self.code:
            body += f"<pre><code>{html.escape(self.code)}</code></pre>"
        if self.folded:
            return f"<details><summary><b>{_html(self.heading)}</b></summary>{body}</details>"
        return f"<div><b>{_html(self.heading)}</b> {body}</div>"


def _html(text):
    escaped = re.sub("`([^`]+)`", r"<code>\1</code>", html.escape(text))
    return escaped.replace("\n", "<br>")


def _html_table(rows):
    heading, *others = [
        "".join(f'<{tag} style="text-align: left">{_html(cell)}</{tag}>' for cell in row)
        for tag, row in zip(["th"] + ["td"] * len(rows), rows)
    ]
    body = "".join(f"<tr>{row}</tr>" for row in others)
    return f"<table><thead><tr>{heading}</tr></thead><tbody>{body}</tbody></table>"


def _plain_table(rows):
    widths = [max(map(len, column)) for column in zip(*rows)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in rows)
