"""The film of notebook 0: walks down its ravine, seen from above, with their heights beside them."""

import dataclasses
import os
from types import MappingProxyType

import numpy as np

from nag_helpers import checks, look, objectives, plots
from nag_helpers.explorers import controls, scene, stage
from nag_helpers.explorers.handles import Handle
from nag_helpers.explorers.words import INKS, number, point, updates_made

RAVINE = dataclasses.replace(objectives.quadratic((1, 100)), window=((-0.45, 1.15), (-1.1, 1.1)))
HEIGHTS = 1e-10, 200  # between which the axis of heights reaches
OPENS_AFTER = 6  # updates: something is to be seen, and nothing is told; where nothing plays, it is shown whole
FAR = 5  # a walk that flies away is drawn as far as this; one that stays nearer is drawn whole

#: In whose colour a walk is drawn, by the name under which it is handed over: these walkers have no other names yet.
LIKE = {"downhill": "gradient descent", "memory": "momentum", "yours": "NAG"}


class FilmExplorer(stage.Explorer):
    """Show one walk or several, update by update.

    Parameters
    ----------
    **walks : arrays, shape (updates + 1, 2)
        Each under its name: "downhill", "memory" or "yours". Without any, the walk that notebook 0 begins with.
    """

    size = (9, 3.4)  # with its Play button it fits on the first screen of notebook 0
    controls_first = True
    whole = "updates"
    inks = MappingProxyType({name: INKS[like] for name, like in LIKE.items()})

    def __init__(self, **walks):
        self.walks = {name: _walk(name, walk) for name, walk in (walks or {"downhill": _zigzag()}).items()}
        self.updates = max(len(walk) for walk in self.walks.values()) - 1
        several = len(self.walks) > 1
        self.question = "Who gets along, and who goes up and down?" if several else "How far does it get?"
        super().__init__()

    def make_controls(self):
        opens_after = self.updates if os.environ.get(look.PROJECTED) == "pages" else min(OPENS_AFTER, self.updates)
        updates = controls.whole_slider("Updates", opens_after, 0, self.updates)
        return {"updates": updates, "play": controls.play(updates, interval=80)}

    def draw(self, figure):
        above, beside = scene.panels(figure, width_ratios=(1.15, 1))
        ravine = _ravine(self.walks.values())
        plots.surface(above, ravine)
        above.set(xlabel="along", ylabel="across")
        plots.loss_axes(beside, self.updates, HEIGHTS[0], max(HEIGHTS[1], 2 * ravine.value([0, ravine.window[1][1]])))
        beside.set(ylabel="height above the lowest point")
        self._beside, self._runs, self._bodies, self._curves, self._heights = beside, {}, {}, {}, {}
        for name, walk in self.walks.items():
            self._runs[name], cross = plots.path(above, None, LIKE[name])
            cross.remove()  # here nobody is stopped: a walk that flies away just leaves
            self._curves[name], swing, _ = plots.loss_line(beside, LIKE[name])
            self._curves[name].set_label(name)
            swing.remove()
            (self._bodies[name],) = above.plot(
                [], [], "o", markersize=11, color=self._runs[name].get_color(), markeredgecolor=plots.PAPER, zorder=5
            )
            self._heights[name] = np.clip(RAVINE.value(walk), HEIGHTS[0] / 10, 1e6)
            if name == "downhill":
                self._runs[name].set_path_effects(plots.halo(1.4))
                self._runs[name].band = None  # what shows a walk under others would fill the ravine
        self._curtain = scene.Curtain(beside)
        return [*self._curtain.artists, *self._runs.values(), *self._curves.values(), *self._bodies.values()]

    def handles(self):
        return [Handle("Updates", self._beside, x="updates")]

    def named(self):
        return list(self._curves.values()) if len(self.walks) > 1 else []

    def move(self, updates):
        self._curtain.draw_back(updates)
        said = [f"After {updates_made(updates)}, along and across:"]
        for name, walk in self.walks.items():
            shown = walk[: updates + 1]
            self._runs[name].set_data(*_in_sight(shown).T)
            self._bodies[name].set_data(*np.clip(shown[-1:], -FAR, FAR).T)
            self._curves[name].set_data(np.arange(len(shown)), self._heights[name][: len(shown)])
            where = point(shown[-1]) if np.abs(shown[-1]).max() < 1e6 else "far away"
            said.append(f"{name}: {where}, height {number(RAVINE.value(shown[-1]))}.")
        return "\n".join(said)


def film(walk=None, **walks):
    """Show a walk, or several by their names, as a film; the last expression of a cell.

    Parameters
    ----------
    walk : array or list of points, shape (updates + 1, 2), optional
        One walk, shown as "downhill". Without any, the walk that notebook 0 begins with.
    **walks : the same
        By name: "downhill", "memory" or "yours".

    Returns
    -------
    FilmExplorer
    """
    return FilmExplorer(**({} if walk is None else {"downhill": walk}) | walks)


def _walk(name, walk):
    checks.one_of("a walk's name", name, tuple(LIKE))
    points = checks.points(f"the walk {name}", walk, 2)
    if points.ndim != 2 or not len(points):
        raise ValueError(f"the walk {name} must be a point for each update, got shape {points.shape}")
    return np.nan_to_num(points, nan=1e300, posinf=1e300, neginf=-1e300)


def _ravine(walks):
    """Return the ravine, seen so widely that every walk that does not fly away stays in the picture."""
    along, (_, wall) = RAVINE.window
    reached = [np.abs(walk[:, 1]).max() for walk in walks]
    wall = max(wall, *(1.05 * reach for reach in reached if reach < FAR), 0)
    return dataclasses.replace(RAVINE, window=(along, (-wall, wall)))


def _in_sight(walk):
    """Return a walk up to the first point that lies far outside the picture."""
    gone = np.flatnonzero(np.abs(walk).max(axis=1) > FAR)
    return np.clip(walk[: gone[0] + 1] if len(gone) else walk, -2 * FAR, 2 * FAR)


def _zigzag():
    """Return the first walk of notebook 0: a hundred updates straight downhill."""
    theta = np.array([1.0, 1.0])
    path = [theta]
    for _ in range(100):
        theta = theta - 0.0195 * RAVINE.gradient(theta)
        path.append(theta)
    return np.array(path)
