"""Lines to put in order: how they are shown, and how an order of theirs is read."""

import html
import random

import ipywidgets as widgets
import numpy as np

from nag_helpers.learning import asked, keys, messages
from nag_helpers.learning.messages import EDGES, mark

STYLE = asked.STYLE + (  # each list below its label, as wide as the card
    "<style>.nag-lines .widget-select { flex-direction: column; width: auto; margin: 2px 0; } "
    ".nag-lines .widget-hbox { flex-wrap: wrap; } .nag-lines .widget-button { flex: none; } "
    ".nag-lines .widget-select > .widget-label { width: auto; text-align: left; } "
    ".nag-lines .widget-select select { font-family: var(--jp-code-font-family, monospace); white-space: pre; overflow: auto; "
    "flex: none; width: 100%; box-sizing: border-box; margin: 0; }</style>"
)


class Unreadable(Exception):
    """An answer is no order of the lines; the text says why to the learner."""


def shuffled(lines, name):
    """Return the lines in an order that is the same for everybody, and is not the one given.

    Parameters
    ----------
    lines : sequence of str
    name : str
        Decides the order.
    """
    mixed, chance = list(lines), random.Random(name)
    while mixed == list(lines):
        chance.shuffle(mixed)
    return tuple(mixed)


def read(answer, many):
    """Return the places, from 0, that an answer names: numbers, letters, or a text of either.

    Parameters
    ----------
    answer : sequence of int or str, or str
        [2, 1, 3], ["B", "A", "C"], "2 1 3", "2, 1, 3" or "BAC".
    many : int
        How many lines there are.

    Raises
    ------
    Unreadable
    """
    wanted = f"The answer should be the numbers of the lines in their order, as in [2, 1, 3], each from 1 to {many}"
    if isinstance(answer, str):
        answer = answer.replace(",", " ").split()
        answer = list(answer[0]) if len(answer) == 1 and answer[0].isalpha() else answer
    if not isinstance(answer, (list, tuple, np.ndarray)):
        raise Unreadable(f"{wanted}.")
    places = []
    for piece in answer:
        place = _place(piece)
        if place is None or not 0 <= place < many:
            raise Unreadable(f"{wanted}; yours has {str(piece)[:20]!r} in it.")
        if place in places:
            raise Unreadable(f"Line {place + 1} stands in it twice. Each line can be used once.")
        places.append(place)
    if not places:
        raise Unreadable(f"{wanted}; yours is empty.")
    return places


def _place(piece):
    """Return the place that a number or a letter means; None if it means none."""
    if isinstance(piece, str) and piece.isdecimal():
        return int(piece) - 1
    if isinstance(piece, str) and len(piece) == 1 and piece.isalpha():
        return ord(piece.lower()) - ord("a")
    whole = isinstance(piece, (int, np.integer)) and not isinstance(piece, bool)
    return int(piece) - 1 if whole else None


class Shown:
    """Lines to be put in order, with two lists and buttons; shows itself as the last expression of a cell, or by `display`.

    Parameters
    ----------
    prompt : str
    lines : sequence of str
        As they are numbered.
    check : callable, list of int -> Message
        What the button for it asks.
    name : str
        As in ``exercises.NAME``.

    Attributes
    ----------
    there, mine : Select
        The lines that are left, and the learner's order.
    take, put_back, up, down, judge : Button
    answer : HTML widget
        What the check said.
    """

    def __init__(self, prompt, lines, check, name):
        self.prompt, self.lines, self.name, self._check = prompt, tuple(lines), name, check
        self._order, self._displayed = [], False
        self.there, self.mine = (self._list(label) for label in ("The lines", "Your order"))
        buttons = {
            "take": ("Take", self._take),
            "put_back": ("Put back", self._put_back),
            "up": ("Up", lambda: self._move(-1)),
            "down": ("Down", lambda: self._move(1)),
            "judge": ("Check", self._judge),
        }
        for attribute, (label, action) in buttons.items():
            setattr(self, attribute, _button(label, action))
        self.answer = widgets.HTML()
        left, right = widgets.HBox([self.take]), widgets.HBox([self.put_back, self.up, self.down, self.judge])
        heading = widgets.HTML(f"{STYLE}<b>{mark('not started')}{html.escape(prompt)}</b>")
        self.view = keys.column([heading, self.there, left, self.mine, right, self.answer])
        self.view.add_class("nag-asked")
        self.view.add_class("nag-lines")
        self._fill()

    def display(self):
        """Show it now, wherever the call stands in a cell; outside a notebook the return value shows it.

        Returns
        -------
        Shown
            The same, which does not show itself a second time.
        """
        if messages.in_a_notebook():
            from IPython.display import display  # only where it is: IPython is no requirement

            display(self)
            self._displayed = True
        return self

    def _ipython_display_(self):
        if not self._displayed:
            raise NotImplementedError  # IPython then asks for the bundle

    def _list(self, label):
        return widgets.Select(
            options=[],
            rows=min(len(self.lines), 12),
            description=label,
            layout={"width": "auto", "height": "auto"},
            style={"description_width": "initial"},
        )

    @property
    def order(self):
        """The numbers of the lines in the learner's order, a list."""
        return [place + 1 for place in self._order]

    def _take(self):
        if self.there.value is not None:
            self._order.append(self.there.value)
            self._fill(self._order[-1])

    def _put_back(self):
        if self.mine.value is not None:
            self._order.remove(self.mine.value)
            self._fill()

    def _move(self, by):
        if self.mine.value is None:
            return
        moved = self.mine.value
        at = self._order.index(moved)
        to = min(max(at + by, 0), len(self._order) - 1)
        self._order.insert(to, self._order.pop(at))
        self._fill(moved)

    def _fill(self, chosen=None):
        """Show which lines are left and which are taken, with one of them chosen."""
        left = [place for place in range(len(self.lines)) if place not in self._order]
        for shown, places in ((self.there, left), (self.mine, self._order)):
            shown.options = [(self._said(place), place) for place in places]
            shown.value = chosen if chosen in places else places[0] if places else None

    def _said(self, place):
        spaces = "\N{NO-BREAK SPACE}"  # a list in a page shows no others at a line's beginning
        line = self.lines[place]
        indent = len(line) - len(line.lstrip())
        number = str(place + 1).rjust(len(str(len(self.lines))), spaces)  # or the tenth line looks indented
        return f"{number}{spaces * 2}{spaces * indent}{line.lstrip()}"

    def _judge(self):
        self.answer.value = f'<div role="status">{self._check(self.order).html()}</div>'

    def __repr__(self):
        numbered = [f"{number:2}  {line}" for number, line in enumerate(self.lines, start=1)]
        return "\n".join(
            [
                f"{EDGES['not started'][0]} {self.prompt}",
                *numbered,
                f"Answer with exercises.{self.name}.check([2, 1, …]).",
            ]
        )

    def _repr_mimebundle_(self, include=None, exclude=None):
        live = {"version_major": 2, "version_minor": 0, "model_id": self.view.model_id}
        return {"text/plain": repr(self), "application/vnd.jupyter.widget-view+json": live}


def _button(label, action):
    made = widgets.Button(description=label, layout={"width": "auto"})
    made.on_click(lambda _: action())
    return made
