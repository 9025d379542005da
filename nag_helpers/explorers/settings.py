"""What the controls of an explorer are set to: the values live here, and the widgets show them.

A widget's own value cannot be gone by. The page rounds it to the steps of its slider and sends that back; a slow page does so
when the hand has long moved on.
"""

from nag_helpers.explorers import controls


class Settings:
    """The values of an explorer's controls.

    Parameters
    ----------
    all_controls : dict, name -> widget
        Play and buttons have no value and are left out.
    moved : callable, (name, value)
        Called when a widget gets another value.

    Attributes
    ----------
    widgets : dict, name -> widget
    values : dict, name -> value
    beginning : dict, name -> value
        The values at the beginning.
    """

    def __init__(self, all_controls, moved):
        self.widgets = {name: widget for name, widget in all_controls.items() if controls.is_setting(widget)}
        self.values = {name: widget.value for name, widget in self.widgets.items()}
        self.beginning = dict(self.values)
        self._by_hand = set()  # (name, value) that the hand has brought, or has found, since the page last rested
        for name, widget in self.widgets.items():
            widget.observe(lambda change, name=name: moved(name, change["new"]), "value")

    def set(self, name, value):
        """Set a control to exactly this value, also where it lies between two steps of its slider."""
        self.widgets[name].value = value
        self.values[name] = self.widgets[name].value

    def is_rounded(self, name, value):
        """Whether a value is only what the page made of the one that the control is set to."""
        return controls.is_rounded(self.widgets[name], self.values[name], value)

    def is_overtaken(self, name, value):
        """Whether a value is only what a slow page made of one that the hand has left behind: it must not come back."""
        return any(
            each == name and controls.is_rounded(self.widgets[name], left, value) for each, left in self._by_hand
        )

    def take(self, wished):
        """Remember what the hand leaves behind and what it brings, name -> value, before that is set."""
        self._by_hand |= {(name, self.values[name]) for name in wished} | set(wished.items())

    def release(self):
        """Return what the hand has set since it was last asked, name -> value: a slider may show what was overtaken."""
        held, self._by_hand = {name: self.values[name] for name, _ in self._by_hand}, set()
        return held
