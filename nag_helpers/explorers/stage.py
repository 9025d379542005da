"""The stage on which every explorer plays: sliders on the left, one fast picture on the right, a sentence under it.

To make an explorer, say what can be set, draw what stays, and move what moves::

    class StepSize(Explorer):
        question = "How large may the learning rate be?"

        def make_controls(self):
            return {"alpha": slider("Learning rate α", 0.1, low=0.01, high=1.2, step=0.01)}

        def draw(self, figure):
            self.bowl = objectives.quadratic([2.0])
            ax = plots.tidy(figure.subplots())
            plots.surface(ax, self.bowl)
            self.run = plots.path(ax, None, "gradient descent")
            return self.run

        def move(self, alpha):
            path = descend(gradient_descent_step, self.bowl, alpha=alpha, steps=20)
            plots.move_path(self.run, path)
            return f"With α = {alpha:g}, twenty steps end at θ = {path.theta[-1, 0]:.3f}."

`make_controls` returns a dict of names and widgets, made with the helpers at the end of this module. ``draw`` gets an
empty figure, draws all that stays, and returns the artists that move. ``move`` gets the value of every control by its
name, changes the data of those artists (nothing else is redrawn: not the limits, not the ticks), and returns the
sentence that says in words and numbers what the picture shows. It must not fail, whatever the controls are set to.

Where a control changes what stays, such as the choice of a surface, name it in ``redraw_on``: its value is then passed
to ``draw`` as well, which runs again when it changes. Where one control sets others, override `follow`. For a Play
button, add ``play(controls["updates"])`` to the controls. For a button that sets the best values, add
``button("Best values", lambda: self.set(alpha=0.5))``. An ``__init__`` of your own sets what ``make_controls``, ``draw``
and ``move`` need, and then calls ``super().__init__()``; leave every argument a default, for the tests of all explorers
make each one without any. Training that takes long is moved on in chunks: keep the run
so far in ``self``, and let ``move`` continue it up to the number that a Play button counts.

What makes it fast: one figure is kept, all that stays is drawn once and remembered as pixels, only the moving artists
are drawn again, and the picture goes out as one PNG of 64 colours. A matplotlib figure is no place for two threads, and
some kernels run callbacks on a second one: one lock serves all explorers.
"""

import base64
import contextlib
import html
import math
import threading

import ipywidgets as widgets
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from nag_helpers import plots

_LOCK = threading.RLock()
_LABEL_WIDTH, _CONTROL_WIDTH = "9.5em", "325px"


class Explorer:
    """Base of all explorers; the module says how to make one. Shown as the last expression of a cell.

    Attributes
    ----------
    question : str
        What it answers, shown above the picture.
    size : (width, height)
        Of the picture, in inches of 100 pixels.
    redraw_on : tuple of str
        Names of the controls on which the part of the picture that stays depends.
    controls : dict, name -> widget
    picture : ipywidgets.Image
    description : str
        What the picture shows just now; also its alternative text.
    """

    question = ""
    size = (8, 3.8)
    redraw_on = ()

    def __init__(self):
        self.controls = self.make_controls()
        self._settings = {name: w for name, w in self.controls.items() if not isinstance(w, _NOT_SETTINGS)}
        self._names = {id(widget): name for name, widget in self._settings.items()}
        self._figure = Figure(figsize=self.size, dpi=100, layout="constrained", facecolor="white")
        self._figure.get_layout_engine().set(w_pad=0.08)  # a label of one panel keeps away from the other
        self._canvas = FigureCanvasAgg(self._figure)
        self._shown = self._drawn = None
        self._meant = {name: widget.value for name, widget in self._settings.items()}
        self._changes_under_way = 0
        self.description = ""
        # The Image widget takes no alternative text, and its view breaks on a tooltip: the words stand beside it instead.
        self.picture = widgets.Image(format="png", layout={"max_width": "100%", "align_self": "flex-start"})
        self._words = widgets.HTML(layout={"max_width": f"{self.size[0] * 100:g}px", "margin": "0 0 0 12px"})
        for widget in self._settings.values():
            widget.observe(self._on_change, "value")
        self.refresh()
        self._view = self._arranged()
        self._view.add_class("nag-explorer")

    def make_controls(self):
        """Return the controls, name -> widget, in the order in which they are shown."""
        raise NotImplementedError

    def draw(self, figure, **values):
        """Draw what stays on an empty figure; return the artists that move. Gets the values named in ``redraw_on``."""
        raise NotImplementedError

    def move(self, **values):
        """Move the artists to the values of the controls; return the sentence that says what is seen."""
        raise NotImplementedError

    def follow(self, changed, values):
        """Return what else is to be set, name -> value, after the control ``changed`` was moved."""
        return {}

    @property
    def values(self):
        """What the controls are set to, name -> value; Play and buttons have none."""
        return dict(self._meant)

    def set(self, **values):
        """Set several controls by name and draw once. A control that sets others goes first: later ones win."""
        with self._changes():
            for name, value in values.items():
                self._settings[name].value = value

    def refresh(self):
        """Draw again though no control has moved, because something else has changed."""
        with _LOCK:
            self._shown = self._drawn = None
            self._update()

    def _on_change(self, change):
        name = self._names[id(change["owner"])]
        if _is_rounded(change["owner"], self._meant[name], change["new"]):
            return
        with self._changes():
            self._meant[name] = change["new"]
            for other, value in self.follow(name, self.values).items():
                self._settings[other].value = value

    @contextlib.contextmanager
    def _changes(self):
        """Hold the drawing back until the last of several changes that belong together."""
        with _LOCK:
            self._changes_under_way += 1
            try:
                yield
            finally:
                self._changes_under_way -= 1
            if not self._changes_under_way:
                self._update()

    def _update(self):
        values = self.values
        if values == self._shown:
            return
        with np.errstate(all="ignore"):  # what diverges is drawn and said
            staying = {name: values[name] for name in self.redraw_on}
            if staying != self._drawn:
                self._draw_what_stays(staying)
            self.description = self.move(**values)
        self._canvas.restore_region(self._pixels)
        for artist in self._moving:
            self._figure.draw_artist(artist)
        self._shown = values
        self.picture.value = plots.encode(self._canvas)
        self._words.value = f'<div role="status" style="line-height: 1.5">{_as_html(self.description)}</div>'

    def _draw_what_stays(self, values):
        self._figure.clear()
        self._moving = sorted(self.draw(self._figure, **values), key=lambda artist: artist.get_zorder())
        for artist in self._moving:
            artist.set_animated(True)
        self._canvas.draw()
        self._pixels = self._canvas.copy_from_bbox(self._figure.bbox)
        self._drawn = values

    def _arranged(self):
        """Return the layout: controls beside the picture, or above it where there is no room for both."""
        left = widgets.VBox([_labelled(control) for control in self.controls.values()], layout={"width": "340px", "flex": "0 0 auto"})
        heading = widgets.HTML(f"<b>{html.escape(self.question)}</b>", layout={"margin": "0 0 0 12px"})
        right = widgets.VBox([heading] * bool(self.question) + [self.picture, self._words],
                             layout={"flex": f"1 1 {self.size[0] * 100:g}px", "min_width": "0"})
        return widgets.HBox([left, right], layout={"flex_flow": "row wrap", "align_items": "flex-start"})

    def __repr__(self):
        return self.description

    def _repr_mimebundle_(self, include=None, exclude=None):
        """Return the live widget together with a still picture and its words, for readers without a kernel."""
        with _LOCK:
            data = {
                "text/plain": self.description,
                "image/png": base64.b64encode(bytes(self.picture.value)).decode("ascii"),
                "application/vnd.jupyter.widget-view+json": {
                    "version_major": 2, "version_minor": 0, "model_id": self._view.model_id},
            }
            return data, {"image/png": {"alt": self.description}}


_NOT_SETTINGS = (widgets.Play, widgets.Button)


def _is_rounded(control, meant, value):
    """Whether a value is only what the page made of the one that was meant: it rounds a slider to its steps."""
    if not isinstance(control, (widgets.FloatSlider, widgets.FloatLogSlider)):
        return False
    if isinstance(control, widgets.FloatLogSlider):
        meant, value = math.log(meant, control.base), math.log(value, control.base)
    steps, steps_meant = (value - control.min) / control.step, (meant - control.min) / control.step
    return abs(steps - round(steps)) < 1e-6 and abs(steps - steps_meant) < 0.5 + 1e-6


def _labelled(control):
    """Return the control with a label to be seen: a Play widget shows none of its own."""
    if not isinstance(control, widgets.Play):
        return control
    label = widgets.Label(control.description, layout={"width": _LABEL_WIDTH, "display": "flex",
                                                       "justify_content": "flex-end", "margin": "2px 8px 2px 2px"})
    return widgets.HBox([label, control])


def _as_html(text):
    return html.escape(text).replace("\n", "<br>")


def _look(label):
    tip = "tooltip" if "tooltip" in widgets.DOMWidget.class_trait_names() else "description_tooltip"  # 8, or 7
    return {"description": label, tip: label, "style": {"description_width": _LABEL_WIDTH},
            "layout": {"width": _CONTROL_WIDTH}}


def slider(label, value, low, high, step, digits=2):
    """Make a slider for a number."""
    return widgets.FloatSlider(value, min=low, max=high, step=step, readout_format=f".{digits}f",
                               continuous_update=True, **_look(label))


def log_slider(label, value, low, high):
    """Make a slider for a positive number whose steps are equal shares: twenty-five to each factor of ten."""
    return widgets.FloatLogSlider(value, min=math.log10(low), max=math.log10(high), step=0.04,
                                  readout_format=".3g", continuous_update=True, **_look(label))


def whole_slider(label, value, low, high, step=1):
    """Make a slider for a whole number."""
    return widgets.IntSlider(value, min=low, max=high, step=step, continuous_update=True, **_look(label))


def choice(label, options, value=None):
    """Make a drop-down list; ``options`` are texts, or (text, value) pairs."""
    options = list(options)
    first = options[0][1] if isinstance(options[0], tuple) else options[0]
    look = _look(label) | {"style": {"description_width": "initial"}}  # long texts need the room more than the label
    return widgets.Dropdown(options=options, value=first if value is None else value, **look)


def switch(label, value=False):
    """Make a check box."""
    return widgets.Checkbox(value, description=label, indent=False, layout={"width": _CONTROL_WIDTH})


def button(label, action):
    """Make a button; ``action`` is called without arguments."""
    made = widgets.Button(description=label, layout={"width": _CONTROL_WIDTH})
    made.on_click(lambda _: action())
    return made


def play(counter, interval=100):
    """Make Play, Pause and Stop buttons that count a `whole_slider` up, every ``interval`` milliseconds."""
    made = widgets.Play(counter.value, min=counter.min, max=counter.max, step=counter.step, interval=interval,
                        description="Play")
    widgets.link((made, "value"), (counter, "value"))
    for limit in ("min", "max"):
        widgets.link((counter, limit), (made, limit))
    return made


def set_range(control, low, high, value, step=None):
    """Give a slider other limits and another value, in an order that it accepts."""
    if low <= control.max:
        control.min, control.max = low, high
    else:
        control.max, control.min = high, low
    if step is not None:
        control.step = step
    control.value = value
