"""Handles: what can be taken hold of in a picture, and the controls it sets."""

from collections.abc import Callable
from dataclasses import dataclass

from nag_helpers.explorers import controls


@dataclass(frozen=True)
class Handle:
    """A place in an Axes' data coordinates that stands for one control or two.

    Attributes
    ----------
    name : str
        What it moves, for screen readers and tooltips.
    ax : matplotlib Axes
        A click anywhere in it brings the handle there.
    x, y : str, optional
        The control that its horizontal, its vertical place sets.
    at : number or callable, optional
        Its place in the direction that sets no control, or a function that returns it; the edge of the Axes if not given.
    """

    name: str
    ax: object
    x: str | None = None
    y: str | None = None
    at: float | Callable | None = None

    def placed(self, all_controls, x, y):
        """Return {control: value} for a place in data coordinates."""
        wanted = {self.x: x, self.y: y}
        return {name: controls.nearest(all_controls[name], value) for name, value in wanted.items() if name}

    def stepped(self, all_controls, values, right, up):
        """Return {control: value} after so many steps to the right and up."""
        if not (self.x and self.y):
            right = up = right + up
        steps = {self.x: right, self.y: up}
        return {
            name: controls.stepped(all_controls[name], values[name], by) for name, by in steps.items() if name and by
        }

    def place(self, values):
        """Return where it is in the figure, in pixels, shape (2,)."""
        left, bottom = self.ax.get_xlim()[0], self.ax.get_ylim()[0]
        free = self.at() if callable(self.at) else self.at
        x = values[self.x] if self.x else left if free is None else free
        y = values[self.y] if self.y else bottom if free is None else free
        return self.ax.transData.transform((float(x), float(y)))

    def described(self, all_controls, values, figure):
        """Return what the page needs to know: where it is, as a share of the picture, and what it says."""
        across, up = figure.transFigure.inverted().transform(self.place(values))
        names = [name for name in (self.x, self.y) if name]
        first = all_controls[names[0]]
        return {
            "name": self.name,
            "axes": figure.axes.index(self.ax),
            "left": float(across),
            "top": float(1 - up),
            "moves": ("x" if self.x else "") + ("y" if self.y else ""),
            "text": ", ".join(
                f"{all_controls[name].description} {controls.said(all_controls[name], values[name]) or values[name]}"
                for name in names
            ),
            **_range(first, values[names[0]]),
        }


def _range(control, value):
    """Return a control's limits and its value as a screen reader wants them."""
    if hasattr(control, "options"):
        return {"min": 0, "max": len(control.options) - 1, "now": list(control.options).index(value)}
    place = controls.place_of(control, value)
    return {"min": float(control.min), "max": float(control.max), "now": float(place)}


def described_axes(ax, figure):
    """Return an Axes' box as shares of the picture, its limits and scales, and the names of its coordinates."""
    box = figure.transFigure.inverted().transform_bbox(ax.get_window_extent())
    return {
        "left": float(box.x0),
        "top": float(1 - box.y1),
        "width": float(box.width),
        "height": float(box.height),
        "x": [float(limit) for limit in ax.get_xlim()],
        "y": [float(limit) for limit in ax.get_ylim()],
        "xlog": ax.get_xscale() == "log",
        "ylog": ax.get_yscale() == "log",
        "xname": ax.get_xlabel() or "→",
        "yname": ax.get_ylabel() or "↑",
    }
