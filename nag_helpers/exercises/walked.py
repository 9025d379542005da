"""Where a step leads when it is taken again and again, or a whole walk leads: a wrong one's path, drawn in grey behind the right one's."""

import numpy as np

from nag_helpers import objectives, plots
from nag_helpers.optimizers import descend

RAVINE = objectives.quadratic(curvatures=(1, 100))
ALPHA, BETA, UPDATES = 0.009, 0.85, 40
TOLD_APART = 0.05  # of the window: paths that stay nearer to each other look the same


def by_steps(step):
    """Return where a step function, as `descend` takes it, leads on the ravine."""
    return descend(step, RAVINE, alpha=ALPHA, beta=BETA, steps=UPDATES).theta


def as_in_the_ravine(walk):
    """Return where a walk of the ravine leads, a function of alpha, beta and the number of updates."""
    return walk(ALPHA, BETA, UPDATES)


def as_a_run(run):
    """Return where a run leads on the ravine, a function of gradient, start, alpha, beta and the number of updates."""
    return run(RAVINE.gradient, RAVINE.start.copy(), ALPHA, BETA, UPDATES)


def points(way, function):
    """Return where a function leads on the ravine, from its start on.

    Parameters
    ----------
    way : callable
        One of the three above, for what the function takes.
    function : callable

    Returns
    -------
    list of [float, float]
        One point for each update, not finite once the run has diverged. Empty if it is no path, or stands still.
    """
    path = np.array(way(function), dtype=float)
    if (
        path.ndim != 2
        or path.shape[1] != 2
        or len(path) < 2
        or np.array_equal(path, np.repeat(path[:1], len(path), axis=0))
    ):
        return []
    return path.tolist()


def picture(theirs, right, method):
    """Draw a learner's path behind the right one.

    Parameters
    ----------
    theirs, right : list of [float, float]
        As `points` returns them.
    method : str
        Whose path it is, one of `look.METHODS`.

    Returns
    -------
    shown.Picture or None
        None where the two paths look the same.
    """
    low, high = np.array(plots.window(RAVINE)).T
    right, theirs = np.array(right), np.array(theirs, dtype=float)
    mine, ours = (np.clip(np.nan_to_num(path, nan=np.inf), low, high) / (high - low) for path in (theirs, right))
    apart = np.abs(mine[:, None] - ours).max(axis=-1)
    if max(apart.min(axis=0).max(), apart.min(axis=1).max()) < TOLD_APART:
        return None
    figure, ax = plots.figure(width=5, height=2.4)
    plots.surface(ax, RAVINE)
    ax.set(
        xlabel="", ylabel="", xticks=[], yticks=[], title=f"{UPDATES} updates: yours in grey, the right path over it"
    )
    gone = ~((theirs >= low) & (theirs <= high)).all(axis=1)
    far = 20 * (high - low)
    seen = np.clip(theirs[np.isfinite(theirs).all(axis=1)], low - far, high + far)
    ax.plot(*seen.T, "D-", color=plots.EDGE, linewidth=3, markersize=4.5, path_effects=plots.halo(3), label="yours")
    ax.plot(*right.T, **plots.DOTS[method], path_effects=plots.halo(1.6))
    ends = f"ends at {_place(theirs[-1])}" if not gone.any() else f"leaves the picture at update {gone.argmax()}"
    words = f"{UPDATES} updates in a ravine. Your path, in grey, {ends}. The right one, over it, ends at {_place(right[-1])}."
    return plots.show(figure, words)


def _place(point):
    x, y = np.round(point, 2) + 0.0  # no −0.00
    return f"({x:.2f}, {y:.2f})".replace("-", "−")
