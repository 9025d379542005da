"""Names of curves and points, written beside them instead of in a legend.

A curve's name stands at its end (`EndName`): in a margin kept for it, or in the picture where the curve ends before. The name of a
point or an arrow stands beside it (`Name`): while something moves it rides along; when the picture comes to rest, a name that is covered looks for a free place. All lengths
are in inches, so that they hold for screens of every ratio.
"""

import numpy as np
from matplotlib import cbook
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from nag_helpers import plots

GAP = 0.07  # between a name and its curve
SPACING = 0.04  # of the points by which a curve is felt
SIDES = np.array(
    [(0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1), (1, 0), (-1, 0)]
)  # of its point, where a name may stand
CANDIDATES = 24  # points of a curve beside which a place is looked for
MARK = np.array([(x, y) for x in (-0.06, 0, 0.06) for y in (-0.06, 0, 0.06)])  # what one mark covers
NEAR = (
    0.03  # how much worse a place is for each point of another curve that is near: the name might be taken for its name
)
LOYALTY = 3.0  # how much worse a place may be before the name leaves it


class Name(Artist):
    """The name of a line, written beside one of its points.

    Writing a text is slow, so it is written once for each ratio of a screen and then copied.

    Parameters
    ----------
    line : matplotlib Line2D
        In an Axes; its label is the name, its colour the name's colour. A line without points hides its name.

    Attributes
    ----------
    box : array, shape (2, 2), or None
        The lower left and the upper right corner of what it covers; None while it is hidden.
    """

    def __init__(self, line):
        super().__init__()
        self.line, self.text, self.box = line, self.words(line.get_label()), None
        self.set_figure(line.get_figure())
        self.set_zorder(6)
        self._pixels = {}
        self._half = np.array(self._written(self.get_figure().dpi).shape[1::-1]) / 2 / self.get_figure().dpi
        self._share = self._point = self._side = None  # how far along the line's data, where that is, and on which side

    @staticmethod
    def words(label):
        """Return a label as it is written."""
        return label

    def draw(self, renderer):
        if self.box is not None:
            gc = renderer.new_gc()
            dpi = self.get_figure().dpi
            renderer.draw_image(gc, *np.round(self.box[0] * dpi), self._written(dpi))
            gc.restore()

    def _written(self, dpi):
        """Return the pixels of the name for a screen, from the lowest row up, shape (height, width, 4)."""
        if dpi not in self._pixels:
            figure = Figure(dpi=dpi, facecolor=(1, 1, 1, 0.8))
            canvas = FigureCanvasAgg(figure)
            text = figure.text(
                0.5,
                0.5,
                self.text,
                color=self.line.get_color(),
                fontsize=9.5,
                weight=600,
                linespacing=1,
                multialignment="left",
                ha="center",
                va="center",
            )
            box = text.get_window_extent(canvas.get_renderer())
            figure.set_size_inches(np.ceil([box.width, box.height]) / dpi)
            canvas.draw()
            self._pixels[dpi] = np.array(canvas.buffer_rgba())[::-1]
        return self._pixels[dpi]

    def ride(self):
        """Stay at the same share of the line's data, wherever that has gone; at the end of what is seen where it is not seen."""
        point = None if self._share is None else _seen_point(self.line, self._share)
        if point is not None:
            self._stand(point, self._side)
        elif len(points := felt(self.line)):
            self._stand(points[-1], self._side or 0)
        else:
            self.box = None

    def settle(self, obstacles):
        """Look for a free place, unless the present one is as good.

        Parameters
        ----------
        obstacles : array, shape (n, 2)
            Points that should not be covered, in inches.
        """
        points, shares_of_data = _traced(self.line)
        if not len(points):
            self.box = None
            return
        shares = np.linspace(0, 1, min(CANDIDATES, len(points)))
        chosen = np.round(shares * (len(points) - 1)).astype(int)
        places = points[chosen]
        cost = self._cost(places, points, obstacles) - 0.5 * shares[:, None]
        if self._point is not None:
            cost[np.hypot(*(places - self._point).T).argmin(), self._side] -= LOYALTY
        at, side = np.unravel_index(cost.argmin(), cost.shape)
        self._share = shares_of_data[chosen[at]]
        self._stand(places[at], int(side))

    def _cost(self, places, own, obstacles):
        """Return what each place costs on each side, shape (places, sides): what is covered or near, and standing outside."""
        centres = places[:, None] + SIDES * (self._half + GAP)
        low, high = _box(self.line.axes)
        outside = np.maximum(low + self._half - centres, centres + self._half - high).clip(0).sum(axis=-1)
        away = _away(centres, self._half, obstacles)
        covered = (away < GAP / 2).sum(axis=-1) + (_away(centres, self._half, own) < GAP / 3).sum(axis=-1)
        return covered + NEAR * (away < 2 * GAP).sum(axis=-1) + 1000 * outside

    def _stand(self, point, side):
        self._point, self._side = point, side
        low, high = _box(self.line.axes)
        centre = np.clip(
            point + SIDES[side] * (self._half + GAP), low + self._half, np.maximum(high - self._half, low + self._half)
        )
        self.box = np.array([centre - self._half, centre + self._half])


class EndName(Name):
    """The name of a line, at the right of the line's last point that is seen: in the margin of its Axes, or where the line ends before."""

    words = staticmethod(plots.in_margin)


def keep_margins(lines):
    """Let the layout keep room at the right of Axes for the names of these lines; return the texts that do, to be removed."""
    return [
        line.axes.annotate(
            plots.in_margin(line.get_label()),
            (1, 0.5),
            xycoords="axes fraction",
            xytext=(72 * GAP + 4, 0),
            textcoords="offset points",
            fontsize=9.5,
            weight=600,
            va="center",
            alpha=0,
        )
        for line in lines
    ]


def stand_at_ends(names):
    """Put names at the ends of their lines, pushed apart where they would overlap.

    Parameters
    ----------
    names : list of EndName
    """
    for name in names:
        name.box = None
    curves = {name: points for name in names if len(points := felt(name.line))}
    for here in _together(curves):
        low, high = _box(here[0].line.axes)
        up = high[1] - low[1]
        ends = [(curves[name][-1, 1] - low[1]) / up for name in here]
        for name, place in zip(here, plots.spread(ends, [2 * name._half[1] / up for name in here]), strict=True):
            end = curves[name][-1, 0]
            sides = [np.array([end + way * (GAP + name._half[0]), low[1] + place * up]) for way in (1, -1)]
            centre = sides[0]
            if low[0] + 2 * name._half[0] < end < high[0] - GAP:
                others = [curves[other] for other in curves if other is not name and other.line.axes is name.line.axes]
                crossed = np.vstack([*others, np.empty((0, 2))])
                centre = min(sides, key=lambda at: (_away(at, name._half, crossed) < GAP / 2).sum())
            name.box = np.array([centre - name._half, centre + name._half])


def _together(curves):
    """Return lists of the names that might overlap: of one Axes, and beginning where the one before has not ended."""
    groups, reach = [], -np.inf
    for name in sorted(curves, key=lambda name: (id(name.line.axes), curves[name][-1, 0])):
        begins = curves[name][-1, 0]
        if groups and groups[-1][0].line.axes is name.line.axes and begins < reach:
            groups[-1].append(name)
        else:
            groups.append([name])
            reach = -np.inf
        reach = max(reach, begins + 2 * (GAP + name._half[0]))
    return [sorted(group, key=list(curves).index) for group in groups]


def settle(names, points=()):
    """Let names find free places, one after the other.

    Parameters
    ----------
    names : list of Name
    points : array, shape (n, 2)
        Further points that should not be covered, such as handles, in inches.
    """
    points = np.reshape(points, (-1, 2))
    boxes = [lattice(*box) for ax in {name.line.axes for name in names} for box in _texts(ax)]
    for name in names:
        others = [covers(line) for line in name.line.axes.lines if line is not name.line]
        name.settle(np.vstack([points, *others, *boxes]))
        if name.box is not None:
            boxes.append(lattice(*name.box))


def felt(line):
    """Return points of the seen part of a line, `SPACING` apart, in inches, shape (n, 2); none where it is hidden."""
    return _traced(line)[0]


def _traced(line):
    """Return what `felt` returns, and how far along the line's data each point is, from 0 to 1, shape (n,)."""
    xy = _stepped(line)
    seen = np.isfinite(xy).all(axis=1)
    if not line.get_visible() or not seen.any():
        return np.empty((0, 2)), np.empty(0)
    low, high = _box(line.axes)
    points = np.clip(_in_inches(line, xy[seen]), low - GAP, high + GAP)
    shares = np.linspace(0, 1, len(xy))[seen]
    if line.get_linestyle() != "None":
        along = np.concatenate([[0.0], np.hypot(*np.diff(points, axis=0).T).cumsum()])
        at = np.linspace(0, along[-1], min(int(along[-1] / SPACING) + 2, 600))
        *sides, shares = (np.interp(at, along, values) for values in (*points.T, shares))
        points = np.column_stack(sides)
    inside = ((points >= low) & (points <= high)).all(axis=1)
    return points[inside], shares[inside]


def _seen_point(line, share):
    """Return the point at a share of a line's data, in inches, shape (2,); None where it is not seen."""
    xy = _stepped(line)
    if not line.get_visible() or not len(xy):
        return None
    before, beyond = divmod(share * (len(xy) - 1), 1)
    ends = _in_inches(line, xy[int(before) : int(before) + 2])
    point = ends[0] + beyond * (ends[-1] - ends[0])
    low, high = _box(line.axes)
    return point if (low <= point).all() and (point <= high).all() else None  # a NaN is not within the limits


def _stepped(line):
    """Return a line's data as it is drawn, with the corners of steps, shape (n, 2)."""
    return np.column_stack(cbook.STEP_LOOKUP_MAP[line.get_drawstyle()](*line.get_data(orig=False)))


def _in_inches(line, xy):
    return line.get_transform().transform(xy) / line.get_figure().dpi


def covers(line):
    """Return points of what a line covers: of the line, or of its marks where it has nothing else."""
    points = felt(line)
    return points if line.get_linestyle() != "None" else (points[:, None] + MARK).reshape(-1, 2)


def lattice(low, high):
    """Return points that fill a box, `SPACING` apart, shape (n, 2)."""
    sides = [np.arange(a, b + SPACING, SPACING) for a, b in zip(low, high)]
    return np.stack(np.meshgrid(*sides), axis=-1).reshape(-1, 2)


def _away(centres, half, points):
    """Return how far each point lies outside each box, across or up, shape (..., n); less than 0 within."""
    across, up = (np.abs(points[:, i] - centres[..., i, None]) - half[i] for i in range(2))
    return np.maximum(across, up)


def _box(ax):
    """Return the lower left and the upper right corner of an Axes, in inches."""
    return np.array([ax.bbox.min, ax.bbox.max]) / ax.get_figure().dpi


def _texts(ax):
    """Return the boxes of the texts that stand in an Axes."""
    dpi = ax.get_figure().dpi
    boxes = [text.get_window_extent() for text in ax.texts if text.get_visible()]
    return [(box.min / dpi, box.max / dpi) for box in boxes]
