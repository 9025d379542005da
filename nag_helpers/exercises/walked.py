"""Where a step leads when it is taken again and again: a wrong one's path, drawn in grey behind the right one's."""

import numpy as np

from nag_helpers import objectives, plots
from nag_helpers.optimizers import descend

RAVINE = objectives.quadratic(curvatures=(1, 100))
UPDATES = 40
TOLD_APART = 0.05  # of the window: paths that stay nearer to each other look the same


def points(step):
    """Return where a step function leads on the ravine, from its start on.

    Parameters
    ----------
    step : callable
        As `descend` takes it.

    Returns
    -------
    list of [float, float]
        One point for each update, not finite once the run has diverged.
    """
    return descend(step, RAVINE, alpha=0.009, beta=0.85, steps=UPDATES).theta.tolist()


def picture(theirs, step, method):
    """Draw a learner's path behind the right one.

    Parameters
    ----------
    theirs : list of [float, float]
        The learner's, as `points` returns it.
    step : callable
        The right step function.
    method : str
        Whose step it is, one of `look.METHODS`.

    Returns
    -------
    shown.Picture or None
        None where the two paths look the same.
    """
    low, high = np.array(plots.window(RAVINE)).T
    right, theirs = np.array(points(step)), np.array(theirs, dtype=float)
    inside = np.clip(np.nan_to_num(theirs, nan=np.inf), low, high)
    if np.abs((inside - np.clip(right, low, high)) / (high - low)).max() < TOLD_APART:
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
