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
that stays, and returns the artists that move; `scene.panels` gives it two Axes side by side, or one under the other on
a telephone. ``handles`` names the places that can be dragged: each stands for one control or two (see `handles.Handle`).
``named`` returns the lines whose names stand at their ends, ``labelled`` the points and arrows whose names stand beside them.
``move`` gets the value of every control by its name, changes the data of those artists (nothing else is redrawn: not the
limits, not the ticks), and returns the sentence that says in words and numbers what the picture shows. It must not fail,
whatever the controls are set to.

Where a control changes what stays, such as the choice of a surface, name it in ``redraw_on``: its value is then passed
to ``draw`` as well, which runs again when it changes. Where one control sets others, override `follow`. For a Play
button, add ``controls.play(made["updates"])`` to the controls. For a button that sets the best values, add
``controls.button("Best values", lambda: self.set(alpha=0.5))``.
``presets`` are settings with a name, shown as buttons below the sentence. An ``__init__`` of your own sets what ``make_controls``,
``draw`` and ``move`` need, and then calls ``super().__init__(preset)``; leave every argument a default, for the tests of all
explorers make each one without any. Training that takes long is moved on in chunks: keep the run so far in ``self``, and
let ``move`` continue it up to the number that a Play button counts.

What makes it fast: one figure is kept, all that stays is drawn once and remembered as pixels, and only the moving artists
are drawn again (`scene`); the picture goes out as one small PNG. While something moves it is drawn with one dot to a pixel of
the page; at rest the page asks for as many as its screen has (`session`).
"""

import sys

import ipywidgets as widgets

from nag_helpers import shown
from nag_helpers.explorers import controls as controls_module
from nag_helpers.explorers import presets as presets_module
from nag_helpers.explorers.session import Session
from nag_helpers.explorers.words import INKS, as_html

TALL = 5  # inches of a picture's height
ROOMY = 7.4  # inches: the width between the middle one and the full one


class Explorer:
    """Base of all explorers; the module says how to make one. Shown as the last expression of a cell.

    Attributes
    ----------
    question : str
        What it answers, shown above the picture.
    size, middle_size, narrow_size : (width, height)
        Of the picture, in inches of 100 pixels; where the page has no room for it; and where it is as narrow as a telephone.
    sizes : dict, name -> (width, height)
        These three, and one between the first two.
    redraw_on : tuple of str
        Names of the controls on which the part of the picture that stays depends.
    presets : tuple of Preset
        Settings with a name.
    controls_first : bool
        Whether the controls stand above the picture: where the first thing to do is to press Play.
    whole : str or None
        Name of the control that Play counts, if the still, which is read where nothing plays, shows it at its end.
    names_seek : bool
        Whether the names of points and arrows find new places with every setting, where these are far apart; else they ride along.
    inks : dict, name -> colour
        Of the names in the description.
    controls : dict, name -> widget
    back : ipywidgets.Button
        Sets everything as it was at the beginning.
    picture : LivePicture
    description : str
        What the picture shows just now; also its alternative text.
    """

    question = ""
    size = (9, 4)
    middle_size = (6, 3.5)
    narrow_size = (3.6, 6.2)
    redraw_on = ()
    presets = ()
    controls_first = False
    whole = None
    names_seek = False
    inks = INKS

    def __init__(self, preset=None):
        self.controls = self.make_controls()
        self.description = ""
        self._preset = None  # the one chosen last
        self._session = Session(self)
        self.picture = self._session.picture
        self.back = controls_module.button("Back to the beginning", self.go_back)
        self.refresh()
        self._view = self._arranged()
        if preset is not None:
            self.choose(preset)
            self._session.settings.beginning = self.values

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
        """Return those of the moving lines and points that leave a ghost of the last setting; None for all of them."""

    @property
    def sizes(self):
        """The picture's (width, height) in inches in each room that a page may have, name -> pair."""
        roomy = self.size if self.size[0] <= ROOMY else (ROOMY, min(self.size[1], self.middle_size[1]))
        return {"wide": self.size, "roomy": roomy, "middle": self.middle_size, "narrow": self.narrow_size}

    @property
    def values(self):
        """What the controls are set to, name -> value; Play and buttons have none."""
        return dict(self._session.settings.values)

    def set(self, **values):
        """Set several controls by name and draw once. A control that sets others goes first: later ones win."""
        self._session.set(**values)

    def refresh(self):
        """Draw again though no control has moved, because something else has changed."""
        self._session.refresh()

    def choose(self, name):
        """Set what the preset of that name sets, and say its sentence as long as the controls stand so.

        Parameters
        ----------
        name : str
            Of one of ``presets``.
        """
        self._preset, before = presets_module.called(name, self.presets), self.values
        self.pause()
        self.set(**self._preset.values)
        if self.values == before:
            self.refresh()  # to say the sentence

    def go_back(self):
        """Set everything as it was at the beginning. What it leaves must not come back, late, from a slow page's slider."""
        beginning = self._session.settings.beginning
        self.pause()
        self._session.settings.take(beginning)
        self.set(**beginning)

    def pause(self):
        """Stop what plays: whoever presses another button wants to see what it sets."""
        for control in self.controls.values():
            if isinstance(control, widgets.Play):
                control.playing = False

    def moved(self, values):
        """Move the artists; return what is said, a preset's sentence first.

        Parameters
        ----------
        values : dict, name -> value
            Of all controls.

        Returns
        -------
        str
        """
        said = self.move(**values)
        return f"{self._preset.sentence}\n{said}" if self._preset and self._preset.holds(values) else said

    # ---- in a notebook

    def _arranged(self):
        """Return the layout: the picture, and the controls below it."""
        for name, control in self.controls.items():
            control.add_class(f"nag-control-{name}")
            if controls_module.is_wide(control):
                control.add_class("nag-wide")
        self.back.add_class("nag-back")  # quieter than what an explorer is for
        below = widgets.VBox([*map(_labelled, self.controls.values()), self.back])
        below.add_class("nag-controls")
        presets = presets_module.buttons(self.presets, self.choose)
        view = widgets.VBox([self.picture, below, *filter(None, [presets])])
        view.add_class("nag-explorer")
        if self.controls_first:
            view.add_class("nag-controls-first")
        if self.size[1] > TALL:
            view.add_class("nag-tall")  # slides show it smaller
        return view

    def __repr__(self):
        return self.description

    def _repr_mimebundle_(self, include=None, exclude=None):
        """Return the live widget together with a still picture and its words, for readers without a kernel."""
        opened = {} if self.whole is None else {self.whole: self.values[self.whole]}
        self.set(**{name: self.controls[name].max for name in opened})
        png, description = self._session.still()
        self.set(**opened)
        on_any_paper = dict.fromkeys(self.inks, "inherit")
        still = shown.Picture(png, description, heading=self.question, words=as_html(description, on_any_paper))
        data, metadata = still._repr_mimebundle_()
        data["application/vnd.jupyter.widget-view+json"] = {
            "version_major": 2,
            "version_minor": 0,
            "model_id": self._view.model_id,
        }
        if "google.colab" in sys.modules:
            del data["text/html"]  # lest Colab takes it for the better form
        return data, metadata


def _labelled(control):
    """Return the control with a label to be seen: a Play widget shows none of its own."""
    if not isinstance(control, widgets.Play):
        return control
    return widgets.HBox([widgets.Label(control.description), control])
