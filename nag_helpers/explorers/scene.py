"""The scene of an explorer: one figure, of which all that stays is kept as pixels, so that only what moves is drawn anew.

The layout is made once, and the places that it finds hold for screens of every ratio. The names of lines and points are
artists that move; so is the ghost, which is what the last setting looked like and stands faintly behind the present one.
"""

import copy

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from nag_helpers import plots, png
from nag_helpers.explorers import names
from nag_helpers.explorers.handles import described_axes

DPI = 100
ROOMY = 6.5  # inches: in a narrower picture the names of lines stand in a row, for a margin would take a quarter of it
ENOUGH = 0.55  # of a panel's width, where a curtain has room for its words
KNOB = names.lattice((-0.09, -0.09), (0.09, 0.09))  # what a handle covers, in inches


class Scene:
    """What is drawn of an explorer.

    Attributes
    ----------
    figure : matplotlib Figure
    setting : dict or None
        The values of the controls for which it is drawn; None where it must be drawn from the ground up.
    handles : list of Handle
    names : list of Name
        Of lines, points and arrows, in the order in which they look for a place.
    """

    def __init__(self):
        self.figure = Figure(dpi=DPI, facecolor="white")
        self.let_go()

    def let_go(self):
        """Drop all that is drawn, and its pixels."""
        self.figure.clear()
        self._canvas = FigureCanvasAgg(self.figure)  # the old one's pixels go with it
        self._forget()

    def _forget(self):
        self.setting, self.handles, self._axes, self._moving, self._leaving = None, [], [], [], []
        self._at_ends, self._beside = [], []
        self._backdrops, self._haunted = {}, {}  # by ratio
        self._ghost, self._ghost_of, self._rested = [], None, None

    @property
    def names(self):
        return [*self._at_ends, *self._beside]

    def emptied(self, size):
        """Return the figure with nothing in it, of a (width, height) in inches."""
        self._forget()
        self.figure.clear()
        self.figure.set_dpi(DPI)
        self.figure.set_size_inches(size)
        self.figure.set_layout_engine("constrained", w_pad=0.08)  # a label of one panel keeps away from the other
        return self.figure

    def keep(self, moving, named, labelled, handles, ghosts=None):
        """Keep what has been drawn on the emptied figure.

        Parameters
        ----------
        moving : list of artists
            What is drawn anew for every setting; all the rest stays.
        named, labelled : list of matplotlib Line2D
            Those whose names stand at their ends, and beside them.
        handles : list of Handle
        ghosts : list of matplotlib Line2D, optional
            Those that leave a ghost; all lines and points that move, if not given, but what swings behind an envelope.
        """
        narrow = self.figure.get_figwidth() < ROOMY
        self._at_ends = [(names.KeyName if narrow else names.EndName)(line) for line in named]
        self._beside = [names.Name(line) for line in labelled]
        self._moving = sorted([*moving, *self.names], key=lambda artist: artist.get_zorder())
        for artist in self._moving:
            artist.set_animated(True)
        self._lay_out(narrow, named)
        self._axes = [described_axes(ax, self.figure) for ax in self.figure.axes]
        self.handles = handles
        every_line = [each for each in self._moving if isinstance(each, Line2D) and each.get_label() != "_swing"]
        self._leaving = every_line if ghosts is None else ghosts
        self._backdrops = {1: png.Backdrop(self._canvas)}

    def _lay_out(self, narrow, named):
        """Lay the figure out, with room for the names of lines: places found once hold for every ratio."""
        if narrow:
            self.figure.get_layout_engine().execute(self.figure)
            room, needed = names.keep_rows(self._at_ends)
            self._moving = [each for each in self._moving if each in needed or each not in self._at_ends]
            self._at_ends = needed
        else:
            room = names.keep_margins(named)
        self._canvas.draw()
        self.figure.set_layout_engine("none")
        for text in room:
            text.remove()

    def ride(self):
        """Let the names go where their lines have gone."""
        self._stand()
        for name in self._beside:
            name.ride()
        names.keep_apart(self._beside)

    def seek(self, values):
        """Let the names find free places for this setting, wherever they stood before."""
        for name in self._beside:
            name.forget()
        self._find_places(values)

    def _stand(self):
        """Put the names of lines to their places."""
        keys = [name for name in self._at_ends if isinstance(name, names.KeyName)]
        names.stand_in_rows(keys)
        names.stand_at_ends([name for name in self._at_ends if name not in keys])

    def settle(self, values):
        """Let the names find free places; the ghost of this setting will be seen when the next movement begins."""
        self._find_places(values)
        if self.setting != self._ghost_of:
            self._rested = self.setting, [copy.copy(artist) for artist in self._leaving]

    def _find_places(self, values):
        knobs = [handle.place(values) / self.figure.dpi for handle in self.handles]
        self._stand()
        names.settle(self._beside, [knob + turn for knob in knobs for turn in KNOB])

    def haunt(self):
        """Let the setting at which the picture last rested be seen behind what moves now."""
        if self._rested is None:
            return
        (self._ghost_of, self._ghost), self._rested = self._rested, None
        for artist in self._ghost:
            artist.set_alpha(0.3)
            if artist.get_linestyle() != "None":
                artist.set_marker("None")
        self._haunted = {}

    def paint(self, ratio, dark):
        """Return the picture as a PNG, with so many dots to a pixel of the page, on light or dark paper."""
        if self.figure.dpi != ratio * DPI:
            self.figure.set_dpi(ratio * DPI)
        backdrop = self._backdrop(ratio)
        backdrop.put_back()
        self._draw(self._moving)
        return backdrop.encode(dark)

    def _draw(self, artists):
        renderer = self._canvas.get_renderer()  # asked for once: `Figure.draw_artist` asks again for each artist
        for artist in artists:
            artist.draw(renderer)

    def _backdrop(self, ratio):
        """Return what stays, drawn when first asked for; with the ghost on it, if there is one to be seen."""
        if ratio not in self._backdrops:
            self._canvas.draw()
            self._backdrops[ratio] = png.Backdrop(self._canvas)
        if self._ghost_of in (None, self.setting):
            return self._backdrops[ratio]
        if ratio not in self._haunted:
            self._backdrops[ratio].put_back()
            self._draw(self._ghost)
            self._haunted[ratio] = png.Backdrop(self._canvas)
        return self._haunted[ratio]

    def described(self, widgets, values):
        """Return what the page must know of the picture: its size in pixels of the page, its Axes and its handles."""
        width, height = (round(side * DPI) for side in self.figure.get_size_inches())
        handles = [handle.described(widgets, values, self.figure) for handle in self.handles]
        return {"width": width, "height": height, "axes": self._axes, "handles": handles}


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


class Curtain:
    """What is still to come in a panel: a pale ground from where a run stands to the end, drawn back as it goes on.

    Parameters
    ----------
    ax : matplotlib Axes
        With its horizontal limits as they will stay.

    Attributes
    ----------
    artists : list of artists
        They move.
    """

    def __init__(self, ax):
        self._ax = ax
        across = ax.get_xaxis_transform()
        self._ground = ax.add_patch(Rectangle((0, 0), 1, 1, transform=across, color="#f0f2f5", linewidth=0, zorder=0.6))
        self._words = ax.text(0, 0.5, "still to come", transform=across, ha="center", va="center", color=plots.QUIET)
        self.artists = [self._ground, self._words]

    def draw_back(self, to):
        """Let it reach from ``to``, a place on the horizontal axis, to the end."""
        low, high = self._ax.get_xlim()
        self._ground.set_x(to)
        self._ground.set_width(max(high - to, 0))
        self._words.set_x(to + 0.65 * (high - to))
        self._words.set_visible(high - to > ENOUGH * (high - low))
