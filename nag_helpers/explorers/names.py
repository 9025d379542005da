"""Names of curves and points, written beside them instead of in a legend.

A curve's name stands at its end (`EndName`): in a margin kept for it, or in the picture where the curve ends before. Where a picture is
too narrow for a margin, the names of its curves stand in a row above it, each behind a piece of its line (`KeyName`). The name of a point or
an arrow stands beside it (`Name`): while something moves it rides along; when the picture comes to rest, a name that is covered looks for a
free place. All lengths are in inches, so that they hold for screens of every ratio.
"""

import numpy as np
from matplotlib import cbook, patheffects
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

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
BACK = np.array(
    [0, 0.12, 0.25, 0.4, 0.6, 0.9, 1.3, 1.8]
)  # from a line's end, where its name is sought if there is no place at the end
COARSE = 3  # of the points of a curve every so manyth is enough to see what a name would cover
HALO = 3.2  # points: how wide the edge of paper around a name's letters is, where it stands on land
KEY, DASHED_KEY = 0.22, 0.36  # a piece of line before a name: of a dashed one two dashes
ROW = 0.18  # the height of a row of names


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

    key = 0.0  # how wide a piece of the line stands before the name

    @property
    def on_land(self):
        """Whether the name stands on a coloured ground: there an edge of paper around its letters is enough, and the ground stays whole."""
        ax = self.line.axes
        return bool(ax.images) or to_rgb(ax.get_facecolor()) != to_rgb(plots.PAPER)

    @property
    def paper(self):
        """What lies behind the name, as red, green, blue and opacity."""
        return (1, 1, 1, 0 if self.on_land else 0.8)

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
            figure = Figure(dpi=dpi, facecolor=self.paper)
            canvas = FigureCanvasAgg(figure)
            text = figure.text(
                1,
                0.5,
                self.text,
                color=self.line.get_color(),
                fontsize=9.5,
                weight=600,
                linespacing=1,
                multialignment="left",
                ha="right",
                va="center",
            )
            box = text.get_window_extent(canvas.get_renderer())
            edge = 0.0
            if self.on_land:
                edge = HALO / 2 / 72
                text.set_path_effects([patheffects.withStroke(linewidth=HALO, foreground=plots.PAPER, alpha=0.85)])
            width, height = np.ceil([box.width + (self.key + 2 * edge) * dpi, box.height]) / dpi
            text.set_x(1 - edge / width)
            figure.set_size_inches(width, height)
            if self.key:
                figure.add_artist(_piece(self.line, (self.key - GAP) / width, figure.transFigure))
            canvas.draw()
            self._pixels[dpi] = np.array(canvas.buffer_rgba())[::-1]
        return self._pixels[dpi]

    @property
    def unspoken(self):
        """Whether the name is kept back for now: as in matplotlib, a label that begins with an underscore is not shown."""
        return self.line.get_label().startswith("_")

    def ride(self):
        """Stay at the same share of the line's data, wherever that has gone; at the end of what is seen where it is not seen."""
        point = None if self._share is None else _seen_point(self.line, self._share)
        if self.unspoken:
            self.box = None
        elif point is not None:
            self._stand(point, self._side)
        elif len(points := felt(self.line)):
            self._stand(points[-1], self._side or 0)
        else:
            self.box = None

    def forget(self):
        """Have no place: the next one is sought as if there had been none."""
        self._share = self._point = self._side = None

    def settle(self, obstacles):
        """Look for a free place, unless the present one is as good.

        Parameters
        ----------
        obstacles : array, shape (n, 2)
            Points that should not be covered, in inches.
        """
        points, shares_of_data = _traced(self.line)
        if not len(points) or self.unspoken:
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
        low, high = _room(self.line.axes)
        outside = np.maximum(low + self._half - centres, centres + self._half - high).clip(0).sum(axis=-1)
        away = _away(centres, self._half, obstacles)
        covered = (away < GAP / 2).sum(axis=-1) + (_away(centres, self._half, own) < GAP / 3).sum(axis=-1)
        return covered + NEAR * (away < 2 * GAP).sum(axis=-1) + 1000 * outside

    def _stand(self, point, side):
        self._point, self._side = point, side
        low, high = _room(self.line.axes)
        centre = np.clip(
            point + SIDES[side] * (self._half + GAP), low + self._half, np.maximum(high - self._half, low + self._half)
        )
        self.box = np.array([centre - self._half, centre + self._half])


class EndName(Name):
    """The name of a line, at the right of the line's last point that is seen: in the margin of its Axes, or where the line ends before.

    Attributes
    ----------
    leader : array, shape (2, 2), or None
        From the line's end to a name that others have pushed away from it: a thin line, so that it is not taken for another's name.
    """

    leader = None
    words = staticmethod(plots.in_margin)

    @property
    def gap(self):
        """The room between a line's end and its name: more where a large mark, or a handle around it, ends the line."""
        marked = self.line.get_marker() not in (None, "", "None")
        return 2 * GAP if marked and self.line.get_markersize() >= 8 else GAP

    def draw(self, renderer):
        super().draw(renderer)
        if self.box is not None and self.leader is not None:
            pixels = (self.leader * self.get_figure().dpi).T
            thin = Line2D(*pixels, color=self.line.get_color(), linewidth=0.8)
            thin.set_figure(self.get_figure())
            thin.draw(renderer)

    def lead(self, end):
        """Draw a leader from a line's end if the name does not stand at its height."""
        (left, bottom), (_, top) = self.box
        pushed = not bottom - GAP / 2 <= end[1] <= top + GAP / 2
        self.leader = np.array([end, [left - 0.01, (bottom + top) / 2]]) if pushed and left > end[0] else None


class KeyName(Name):
    """The name of a line in a row above its Axes, behind a piece of the line."""

    paper = (1, 1, 1, 0)

    @property
    def key(self):
        return KEY if not self.line.is_dashed() else DASHED_KEY


def _piece(line, length, transform):
    """Return a piece of a line as it is drawn, level at half the height, with one mark in its middle."""
    piece = Line2D([], [])
    piece.update_from(line)
    piece.set(
        data=([0, length / 2, length], [0.5] * 3), markevery=[1], transform=transform, visible=True, clip_on=False
    )
    return piece


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


def keep_rows(names):
    """Let the layout keep room above each row of panels for the names of its lines; return the texts that do, to be removed, and the names needed.

    What the panels above have written is not written again.

    Parameters
    ----------
    names : list of KeyName
        In a figure that has been laid out once: only then it is known how many stand in a row.

    Returns
    -------
    tuple of (list of matplotlib Text, list of KeyName)
    """
    texts, needed, written = [], [], set()
    for panels, here in _by_rows(names).items():
        here = [name for name in here if not (name.text in written or written.add(name.text))]
        if not here:
            continue
        needed += here
        room = 72 * (ROW * (1 + _in_rows(here)[-1][1]) + GAP)
        for ax in panels:
            if title := ax.get_title(loc="left"):
                ax.set_title(title, loc="left", pad=room + 4)
        texts.append(panels[0].annotate(" ", (0, 1), (0, room), xycoords="axes fraction", textcoords="offset points"))
    return texts, needed


def stand_in_rows(names):
    """Put the names of the lines that are seen into rows above their panels.

    Parameters
    ----------
    names : list of KeyName
    """
    for name in names:
        name.box = None
    for panels, here in _by_rows(names).items():
        above = max(_box(ax)[1][1] for ax in panels) + GAP
        places = _in_rows([name for name in here if name.line.get_visible() and len(name.line.get_xdata())])
        rows = 1 + max((row for _, row, _ in places), default=0)
        for name, row, x in places:
            middle = above + ROW * (rows - row - 0.5)
            name.box = np.array([[x, middle - name._half[1]], [x + 2 * name._half[0], middle + name._half[1]]])


def _by_rows(names):
    """Return the names of each row of panels, a dict from the Axes that stand side by side."""
    groups = {}
    for name in names:
        row = name.line.axes.get_subplotspec().rowspan.start
        beside = [ax for ax in name.get_figure().axes if (spec := ax.get_subplotspec()) and spec.rowspan.start == row]
        groups.setdefault(tuple(beside), []).append(name)
    return groups


def _in_rows(names):
    """Return (name, row, how far from the left of the picture) for each name."""
    if not names:
        return []
    right = names[0].get_figure().get_figwidth() - GAP
    rows, width = [[]], 0.0
    for name in names:
        if rows[-1] and width + 2 * name._half[0] > right - GAP:
            rows.append([])
            width = 0.0
        rows[-1].append((name, len(rows) - 1, width))
        width += 2 * (name._half[0] + GAP)
    left = min(_box(name.line.axes)[0][0] for name in names)
    widest = max(row[-1][2] + 2 * row[-1][0]._half[0] for row in rows)
    begins = max(min(left, right - widest), GAP)
    return [(name, row, begins + x) for each in rows for name, row, x in each]


def stand_at_ends(names):
    """Put names at the ends of their lines, pushed apart where they would overlap; where that covers another line, beside their own.

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
            centre = np.array([curves[name][-1, 0] + name.gap + name._half[0], low[1] + place * up])
            name.box = np.array([centre - name._half, centre + name._half])
    crossed, known = {}, {name.line: points for name, points in curves.items()}
    for name in curves:
        ax = name.line.axes
        if curves[name][-1, 0] < _box(ax)[1][0] - GAP:
            if ax not in crossed:
                crossed[ax] = {
                    line: (known[line] if line in known else felt(line))[::COARSE]
                    for line in ax.lines
                    if line.get_alpha() in (None, 1)
                }
            _seek(name, curves[name], crossed[ax], [other.box for other in curves if other is not name])
        name.lead(curves[name][-1])


def _seek(name, curve, crossed, taken):
    """Move a name whose line ends in the picture along its line, if at the end it covers another line or might be taken for its name."""
    own = curve[::COARSE]
    others = np.vstack([*(points for line, points in crossed.items() if line is not name.line), np.empty((0, 2))])
    half, centre = name._half, name.box.mean(axis=0)
    far = np.abs(centre[1] - own[-1, 1]) > half[1] + 2 * GAP
    if not (_away(centre, half, others) < GAP / 2).any() and not (
        far and _apart(centre, half, others) < _apart(centre, half, own)
    ):
        return
    back = np.unique(np.maximum(len(curve) - 1 - (BACK / SPACING).astype(int), 0))[::-1]
    centres = (curve[back][:, None] + SIDES * (half + GAP)).reshape(-1, 2)
    low, high = _box(name.line.axes)
    room = np.array([name.get_figure().get_figwidth(), high[1]])
    cost = 100 * np.maximum(low + half - centres, centres + half - room).clip(0).sum(axis=1)
    cost += 3 * (_away(centres, half, others) < GAP / 2).sum(axis=1) + 2 * (_away(centres, half, own) < GAP / 3).sum(
        axis=1
    )
    cost += 5 * (_apart(centres, half, others) < _apart(centres, half, own)) + np.repeat(BACK[: len(back)], len(SIDES))
    for box in taken:
        cost += 20 * ((centres - half < box[1]) & (centres + half > box[0])).all(axis=1)
    best = centres[cost.argmin()]
    name.box = np.array([best - half, best + half])


def _apart(centres, half, points):
    """Return how far each box is from the nearest of some points, shape (...,)."""
    beyond = np.maximum(np.abs(points - centres[..., None, :]) - half, 0)
    return np.hypot(beyond[..., 0], beyond[..., 1]).min(axis=-1, initial=99)


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


def keep_apart(names):
    """Let a name that has come to lie on one before it stand on another side for now, or be away where all sides are taken.

    Parameters
    ----------
    names : list of Name
    """
    taken = []
    for name in names:
        if name.box is None:
            continue
        settled = name._side
        for side in sorted(range(len(SIDES)), key=lambda side: side != settled):
            name._stand(name._point, side)
            if not any(_overlap(name.box, box) for box in taken):
                taken.append(name.box)
                break
        else:
            name.box = None
        name._side = settled


def _overlap(one, other):
    return (np.minimum(one[1], other[1]) > np.maximum(one[0], other[0])).all()


def felt(line):
    """Return points of the seen part of a line, `SPACING` apart, in inches, shape (n, 2); none where it is hidden."""
    return _traced(line)[0]


def _traced(line):
    """Return what `felt` returns, and how far along the line's data each point is, from 0 to 1, shape (n,)."""
    xy = _stepped(line)
    seen = np.isfinite(xy).all(axis=1)
    if line.get_linestyle() != "None" and len(seen) > 1:  # a point between two gaps is no line
        seen = seen & (np.append(seen[1:], False) | np.append(False, seen[:-1]))
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


def _room(ax):
    """Return where the names of an Axes may stand: in its box, and as far as the picture's right edge where no other stands there."""
    low, high = _box(ax)
    if all(other.bbox.x0 < ax.bbox.x1 for other in ax.get_figure().axes):
        high = np.array([ax.get_figure().get_figwidth(), high[1]])
    return low, high


def _texts(ax):
    """Return the boxes of the texts that stand in an Axes."""
    dpi = ax.get_figure().dpi
    boxes = [text.get_window_extent() for text in ax.texts if text.get_visible()]
    return [(box.min / dpi, box.max / dpi) for box in boxes]
