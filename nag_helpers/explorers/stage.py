"""The stage on which every explorer plays: a question, one fast picture with handles, the controls below it, and a sentence.

To make an explorer, say what can be set, draw what stays, say what can be taken hold of, and move what moves::

    class StepSize(Explorer):
        question = "How large may the learning rate be?"

        def make_controls(self):
            return {"alpha": controls.slider("Learning rate α", 0.1, low=0.01, high=1.2, step=0.01)}

        def draw(self, figure):
            self.bowl = objectives.quadratic([2.0])
            self.ax = plots.tidy(figure.subplots())
            plots.surface(self.ax, self.bowl)
            self.run = plots.path(self.ax, None, "gradient descent")
            return self.run

        def handles(self):
            return [Handle("Learning rate", self.ax, x="alpha")]

        def move(self, alpha):
            path = descend(gradient_descent_step, self.bowl, alpha=alpha, steps=20)
            plots.move_path(self.run, path)
            return f"With α = {alpha:g}, twenty steps end at θ = {path.theta[-1, 0]:.3f}."

`make_controls` returns a dict of names and widgets, made by the module `controls`. ``draw`` gets an empty figure, draws all
that stays, and returns the artists that move; `panels` gives it two Axes side by side, or one under the other on a
telephone. ``handles`` names the places that can be dragged: each stands for one control or two (see `handles.Handle`).
``named`` returns the lines whose names stand at their ends, ``labelled`` the points and arrows whose names stand beside them.
``move`` gets the value of every control by its name, changes the data of those artists (nothing else is redrawn: not the
limits, not the ticks), and returns the sentence that says in words and numbers what the picture shows. It must not fail,
whatever the controls are set to.

Where a control changes what stays, such as the choice of a surface, name it in ``redraw_on``: its value is then passed
to ``draw`` as well, which runs again when it changes. Where one control sets others, override `follow`. For a Play
button, add ``controls.play(made["updates"])`` to the controls. For a button that sets the best values, add
``controls.button("Best values", lambda: self.set(alpha=0.5))``. An ``__init__`` of your own sets what ``make_controls``,
``draw`` and ``move`` need, and then calls ``super().__init__()``; leave every argument a default, for the tests of all
explorers make each one without any. Training that takes long is moved on in chunks: keep the run so far in ``self``, and
let ``move`` continue it up to the number that a Play button counts.

What makes it fast: one figure is kept, all that stays is drawn once and remembered as pixels, only the moving artists
are drawn again, and the picture goes out as one small PNG. While something moves it is drawn with one dot to a
pixel of the page; at rest the page asks for as many as its screen has. A matplotlib figure is no place for two threads,
and some kernels run callbacks on a second one: one lock serves all explorers.
"""

import collections
import contextlib
import copy
import sys
import threading

import ipywidgets as widgets
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from nag_helpers import plots, png
from nag_helpers.explorers import controls as controls_module
from nag_helpers.explorers import handles as handles_module
from nag_helpers.explorers import names
from nag_helpers.explorers.picture import Picture
from nag_helpers.explorers.settings import Settings
from nag_helpers.explorers.words import as_html

_LOCK = threading.RLock()
_DPI = 100
_AWAKE = collections.deque()  # the explorers that hold a drawn figure, the one used last at the end
KNOB = names.lattice((-0.09, -0.09), (0.09, 0.09))  # what a handle covers, in inches
TALL = 5  # inches of a picture's height
_AWAKE_AT_MOST = 6  # a page shows two at a time, and a notebook has at most four


class Explorer:
    """Base of all explorers; the module says how to make one. Shown as the last expression of a cell.

    Attributes
    ----------
    question : str
        What it answers, shown above the picture.
    size, middle_size, narrow_size : (width, height)
        Of the picture, in inches of 100 pixels; where the page has no room for it; and where it is as narrow as a telephone.
    redraw_on : tuple of str
        Names of the controls on which the part of the picture that stays depends.
    controls : dict, name -> widget
    back : ipywidgets.Button
        Sets everything as it was at the beginning.
    picture : Picture
    description : str
        What the picture shows just now; also its alternative text.
    """

    question = ""
    size = (9, 4)
    middle_size = (6, 3.5)
    narrow_size = (3.6, 6.2)
    redraw_on = ()

    def __init__(self):
        self.controls = self.make_controls()
        self._settings = Settings(self.controls, self._on_change)
        self._figure = Figure(dpi=_DPI, facecolor="white")
        self._canvas = FigureCanvasAgg(self._figure)
        self._ratio, self._room, self._dark = 1, "wide", False  # of the page's screen, as it last told
        self._shown = self._drawn = self._token = None
        self._changes_under_way, self._made_by_drawing = 0, set()
        self.description = ""
        self.picture = Picture(self._answer)
        self.back = controls_module.button("Back to the beginning", lambda: self.set(**self._settings.beginning))
        self.refresh()
        self._view = self._arranged()

    def make_controls(self):
        """Return the controls, name -> widget, in the order in which they are shown."""
        raise NotImplementedError

    def draw(self, figure, **values):
        """Draw what stays on an empty figure; return the artists that move. Gets the values named in ``redraw_on``."""
        raise NotImplementedError

    def handles(self):
        """Return the handles of the picture just drawn."""
        return []

    def named(self):
        """Return the lines, of those that move or stay, whose names are to be written at their ends."""
        return []

    def labelled(self):
        """Return the points and arrows, each a line, whose names are to be written beside them."""
        return []

    def move(self, **values):
        """Move the artists to the values of the controls; return the sentence that says what is seen."""
        raise NotImplementedError

    def follow(self, changed, values):
        """Return what else is to be set, name -> value, after the control ``changed`` was moved."""
        return {}

    def ghosts(self):
        """Return those of the moving artists that leave a ghost of the last setting: lines and points."""
        return [artist for artist in self._moving if isinstance(artist, Line2D)]

    @property
    def values(self):
        """What the controls are set to, name -> value; Play and buttons have none."""
        return dict(self._settings.values)

    def set(self, **values):
        """Set several controls by name and draw once. A control that sets others goes first: later ones win."""
        with self._changes():
            for name, value in values.items():
                self._settings.set(name, value)

    def refresh(self):
        """Draw again though no control has moved, because something else has changed."""
        with _LOCK:
            self._shown = self._drawn = None
            self._update()
            self._show()

    # ---- from a control or a handle to the picture

    def _on_change(self, name, value):
        from_page = not self._changes_under_way
        if self._settings.is_rounded(name, value) or (from_page and self._settings.is_overtaken(name, value)):
            return
        with self._changes():
            self._settings.values[name] = value
            self.set(**self.follow(name, self.values))

    def _answer(self, token, wishes):
        """Do what the page wishes, and answer with one frame in any case: the page waits for it."""
        with _LOCK:
            self._token = token
            try:
                with self._changes(show=False):
                    for wish in wishes:
                        self._grant(**wish)
            finally:
                self._show(at_rest=any(wish["kind"] == "rest" for wish in wishes))

    def _grant(self, kind, **wish):
        grants = {
            "rest": self._grant_rest,
            "type": self._grant_typing,
            "place": self._grant_place,
            "step": self._grant_step,
        }
        grants[kind](**wish)

    def _grant_rest(self, ratio=1, size="wide", dark=False):
        self._ratio, self._dark = ratio, dark
        self.set(**self._settings.release())
        if size != self._room:
            self._room, self._shown, self._drawn = size, None, None

    def _grant_typing(self, control, value):
        self.set(**{control: controls_module.typed(self._settings.widgets[control], value)})

    def _grant_place(self, handle, x, y):
        if handle < len(self._handles):
            self._hold(self._handles[handle].placed(self._settings.widgets, x, y))

    def _grant_step(self, handle, right=0, up=0):
        if handle < len(self._handles):
            self._hold(self._handles[handle].stepped(self._settings.widgets, self.values, right, up))

    def _hold(self, wished):
        self._settings.take(wished)
        self.set(**wished)

    @contextlib.contextmanager
    def _changes(self, show=True):
        """Hold the drawing back until the last of several changes that belong together."""
        with _LOCK:
            if not self._changes_under_way:
                self._update()  # for one that sleeps
            self._changes_under_way += 1
            try:
                yield
            finally:
                self._changes_under_way -= 1
            if not self._changes_under_way and self._update() and show:
                self._show()

    def _update(self):
        """Draw what the controls are set to; return whether that was not drawn yet."""
        values = self.values
        if values == self._shown:
            return False
        self._wake()
        with np.errstate(all="ignore"):  # what diverges is drawn and said
            staying = {name: values[name] for name in self.redraw_on}
            if redrawn := staying != self._drawn:
                self._draw_what_stays(staying)
            elif self._rested is not None:
                self._haunt()
            self.description = self.move(**values)
        self._shown = values
        if redrawn:
            self._rest()
        else:
            self._ride()
        return True

    def _ride(self):
        names.stand_at_ends(self._end_names)
        for name in self._names_beside:
            name.ride()

    # ---- drawing

    def _wake(self):
        """Become the explorer used last; the one that nobody has used for longest lets its figure go.

        A cell run again makes a new explorer, and the notebook keeps the old one: each would hold 12 to 20 MB.
        """
        if self in _AWAKE:
            _AWAKE.remove(self)
        _AWAKE.append(self)
        send_to_sleep(but=_AWAKE_AT_MOST)

    def _sleep(self):
        """Let go of all that is drawn; whatever is asked of this explorer next draws it again."""
        self._figure.clear()
        self._canvas = FigureCanvasAgg(self._figure)  # the old one's pixels go with it
        self._shown = self._drawn = None
        for name in self._made_by_drawing:
            delattr(self, name)
        self._made_by_drawing = set()

    def _draw_what_stays(self, values):
        self._figure.clear()
        self._figure.set_dpi(_DPI)
        self._figure.set_size_inches(
            {"wide": self.size, "middle": self.middle_size, "narrow": self.narrow_size}[self._room]
        )
        self._figure.set_layout_engine("constrained", w_pad=0.08)  # a label of one panel keeps away from the other
        before = set(vars(self))
        moving = self.draw(self._figure, **values)
        self._end_names = [names.EndName(line) for line in self.named()]
        self._names_beside = [names.Name(line) for line in self.labelled()]
        self._moving = sorted([*moving, *self._end_names, *self._names_beside], key=lambda artist: artist.get_zorder())
        for artist in self._moving:
            artist.set_animated(True)
        margins = names.keep_margins(self.named())
        self._canvas.draw()
        self._figure.set_layout_engine("none")  # places found once hold for every ratio
        for text in margins:
            text.remove()
        self._axes = [handles_module.described_axes(ax, self._figure) for ax in self._figure.axes]
        self._handles = self.handles()
        self._backdrops, self._haunted = {1: png.Backdrop(self._canvas)}, {}  # by ratio
        self._ghost, self._ghost_of, self._rested = [], None, None
        self._drawn = values
        self._made_by_drawing |= set(vars(self)) - before  # what `_sleep` lets go of

    def _rest(self):
        """Let the names find free places; this setting's ghost will be seen when the next movement begins."""
        knobs = [handle.place(self.values) / self._figure.dpi for handle in self._handles]
        names.stand_at_ends(self._end_names)
        names.settle(self._names_beside, [knob + turn for knob in knobs for turn in KNOB])
        if self._shown != self._ghost_of:
            self._rested = self._shown, [copy.copy(artist) for artist in self.ghosts()]

    def _haunt(self):
        """Let the setting at which the picture last rested be seen behind what moves now."""
        (self._ghost_of, self._ghost), self._rested = self._rested, None
        for artist in self._ghost:
            artist.set_alpha(0.3)
            if artist.get_linestyle() != "None":
                artist.set_marker("None")
        self._haunted = {}

    def _backdrop(self, ratio):
        """Return what stays, drawn when first asked for; with the ghost on it, if there is one to be seen."""
        if ratio not in self._backdrops:
            self._canvas.draw()
            self._backdrops[ratio] = png.Backdrop(self._canvas)
        if self._ghost_of in (None, self._shown):
            return self._backdrops[ratio]
        if ratio not in self._haunted:
            self._backdrops[ratio].put_back()
            for artist in self._ghost:
                self._figure.draw_artist(artist)
            self._haunted[ratio] = png.Backdrop(self._canvas)
        return self._haunted[ratio]

    def _paint(self, ratio, dark=None):
        if self._figure.dpi != ratio * _DPI:
            self._figure.set_dpi(ratio * _DPI)
        backdrop = self._backdrop(ratio)
        backdrop.put_back()
        for artist in self._moving:
            self._figure.draw_artist(artist)
        return backdrop.encode(self._dark if dark is None else dark)

    def _show(self, at_rest=False):
        """Send the picture and all that belongs to it to the page, in one message."""
        if at_rest:
            self._rest()
        ratio = self._ratio if at_rest else 1
        width, height = (round(side * _DPI) for side in self._figure.get_size_inches())
        values = self.values
        self.picture.frame = {
            "png": self._paint(ratio),
            "width": width,
            "height": height,
            "ratio": ratio,
            "size": self._room,
            "dark": self._dark,
            "rest": at_rest,
            "token": self._token,
            "question": self.question,
            "alt": self.description,
            "words": as_html(self.description),
            "axes": self._axes,
            "handles": [handle.described(self._settings.widgets, values, self._figure) for handle in self._handles],
            "controls": {
                name: {"label": control.description, "text": controls_module.said(control, values.get(name))}
                for name, control in self.controls.items()
            },
        }

    # ---- in a notebook

    def _arranged(self):
        """Return the layout: the picture, and the controls below it."""
        for name, control in self.controls.items():
            control.add_class(f"nag-control-{name}")
        below = widgets.VBox([*map(_labelled, self.controls.values()), self.back])
        below.add_class("nag-controls")
        view = widgets.VBox([self.picture, below])
        view.add_class("nag-explorer")
        if self.size[1] > TALL:
            view.add_class("nag-tall")  # slides show it smaller
        return view

    def __repr__(self):
        return self.description

    def _repr_mimebundle_(self, include=None, exclude=None):
        """Return the live widget together with a still picture and its words, for readers without a kernel."""
        with _LOCK:
            self._update()
            still = plots.Picture(
                self._paint(1, dark=False), self.description, heading=self.question, words=as_html(self.description)
            )
            data, metadata = still._repr_mimebundle_()
            data["application/vnd.jupyter.widget-view+json"] = {
                "version_major": 2,
                "version_minor": 0,
                "model_id": self._view.model_id,
            }
            if "google.colab" in sys.modules:
                del data["text/html"]  # lest Colab takes it for the better form
            return data, metadata


def send_to_sleep(but=0):
    """Let the explorers let their figures go, all but so many of those used last."""
    with _LOCK:
        while len(_AWAKE) > but:
            _AWAKE.popleft()._sleep()


def panels(figure, **settings):
    """Return two tidy Axes: side by side, or one under the other where the figure is higher than wide."""
    width, height = figure.get_size_inches()
    if height > width:
        settings.pop("width_ratios", None)
        return [plots.tidy(ax) for ax in figure.subplots(2, 1, **settings)]
    return [plots.tidy(ax) for ax in figure.subplots(1, 2, **settings)]


def logarithmic(axis):
    """Let the ticks of a logarithmic axis be written as people write powers of ten."""
    axis.set_major_formatter(lambda value, _: plots.power_of_ten(value))


def _labelled(control):
    """Return the control with a label to be seen: a Play widget shows none of its own."""
    if not isinstance(control, widgets.Play):
        return control
    return widgets.HBox([widgets.Label(control.description), control])
