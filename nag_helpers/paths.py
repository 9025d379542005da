"""What a run leaves behind: its recorded path, and how to count the steps it needed."""

from dataclasses import dataclass

import numpy as np

from nag_helpers import checks


@dataclass(frozen=True)
class Path:
    """The record of one run, or of a whole batch of runs at once.

    Row ``k`` of every array belongs to update number ``t[k]``. Row 0 is usually the start, where nothing has been
    measured yet: its ``measured_at`` and ``gradient`` are NaN. A run that diverged is NaN in all later rows, so
    that a plot simply ends there.

    Attributes
    ----------
    t : int array, shape (rows,)
        Update numbers of the recorded rows; 0 is the start.
    theta, v : arrays, shape (rows, ..., d)
        Position and velocity after update ``t``.
    measured_at, gradient : arrays, shape (rows, ..., d)
        Where update ``t`` last asked for a gradient, and what it was told.
    loss : array, shape (rows, ...)
        Value of the objective at ``theta``.
    gradient_calls : int
        How many gradients the whole run asked for.
    diverged_at : int array, shape (...)
        First update whose loss was not finite or beyond ``1e6 * (|starting loss| + 1)``; -1 where there was none.
    starting_loss : array, shape (...)
        Loss at update 0, against which divergence is judged.
    """

    t: np.ndarray
    theta: np.ndarray
    v: np.ndarray
    measured_at: np.ndarray
    gradient: np.ndarray
    loss: np.ndarray
    gradient_calls: int
    diverged_at: np.ndarray
    starting_loss: np.ndarray

    @property
    def diverged(self):
        """Bool array, shape (...): did this run diverge?"""
        return self.diverged_at >= 0

    def run(self, *index):
        """Return one run of a batch as a Path of its own.

        Parameters
        ----------
        *index : int
            Its place in the batch, one number for each axis of the batch; a negative one counts from the end.

        Returns
        -------
        Path
            Its ``gradient_calls`` are those of the whole batch, which asks for all its gradients at once.

        Raises
        ------
        ValueError
            If there is no such run.
        """
        batch = self.diverged_at.shape
        whole = all(isinstance(i, int | np.integer) for i in index) and len(index) == len(batch)
        if not whole or not all(-size <= i < size for i, size in zip(index, batch)):
            raise ValueError(
                f"index must be {len(batch)} whole numbers, the place of a run in a batch of shape {batch}, got {index}"
            )
        place = (slice(None), *index)
        return Path(
            self.t,
            self.theta[place],
            self.v[place],
            self.measured_at[place],
            self.gradient[place],
            self.loss[place],
            self.gradient_calls,
            np.array(self.diverged_at[index]),
            np.array(self.starting_loss[index]),
        )

    def __repr__(self):
        *batch, d = self.theta.shape[1:]
        runs = f"{' x '.join(map(str, batch))} runs of " if batch else ""
        ended = f", {int(np.sum(self.diverged))} diverged" if self.diverged.any() else ""
        return f"<Path: {runs}{self.t[-1]} updates in {d} dimension{'s' * (d > 1)}, {len(self.t)} rows recorded{ended}>"


def first_step_below(values, tolerance):
    """Return the first step in which ``values`` is at or below ``tolerance``; -1 if there is none.

    A run that oscillates can dip below the tolerance by luck and climb out again: `settling_step` is the honest count.

    Parameters
    ----------
    values : array of shape (rows, ...), or Path
        For example ``path.loss``, recorded at every step: what is counted are rows. A Path that recorded only some
        steps is given itself: its losses are meant, and its update numbers are counted.
    tolerance : float or array that broadcasts

    Returns
    -------
    int, or int array of shape (...)
    """
    below, steps = _below(values, tolerance)
    return checks.plain(np.where(below.any(axis=0), steps[below.argmax(axis=0)], -1))


def settling_step(values, tolerance):
    """Return the first step from which ``values`` stays at or below ``tolerance``; -1 if it never settles.

    Parameters
    ----------
    values : array of shape (rows, ...), or Path
        For example ``path.loss``, recorded at every step: what is counted are rows. A Path that recorded only some
        steps is given itself: its losses are meant, and its update numbers are counted. NaN counts as above the
        tolerance.
    tolerance : float or array that broadcasts

    Returns
    -------
    int, or int array of shape (...)
    """
    below, steps = _below(values, tolerance)
    rows_below_at_the_end = np.where(below.all(axis=0), len(below), (~below[::-1]).argmax(axis=0))
    return checks.plain(np.where(rows_below_at_the_end > 0, steps[-np.maximum(rows_below_at_the_end, 1)], -1))


def _below(values, tolerance):
    """Return where the values are at or below the tolerance, and the step number of each row."""
    steps, numbers = (values.t, values.loss) if isinstance(values, Path) else (None, checks.numbers("values", values))
    tolerance = checks.numbers("tolerance", tolerance)
    if np.isnan(tolerance).any():
        raise ValueError(f"tolerance must be a number or an array of numbers, got {tolerance}")
    if numbers.ndim == 0 or len(numbers) == 0:
        raise ValueError(f"values must have at least one row, got an array of shape {numbers.shape}")
    checks.broadcastable(values=numbers, tolerance=tolerance)
    below = numbers <= tolerance
    return below, np.arange(len(below)) if steps is None else steps
