"""One run of a step function: its state between two updates, its settings, and what it records.

`nag_helpers.optimizers.descend` is the way in; its documentation says what all of this promises.
"""

import numpy as np

from nag_helpers import checks
from nag_helpers.paths import Path

DIVERGENCE_FACTOR = 1e6


class Run:
    """The state of a run between two updates, and the rows recorded so far."""

    def __init__(self, objective, start, alpha, beta, record):
        self.objective = objective
        self.before = start if isinstance(start, Path) else None
        self.every = _rows_between_records(record)
        self.t = int(self.before.t[-1]) if self.before else 0
        self.alpha = _Setting("alpha", alpha, self.t + 1)
        self.beta = _Setting("beta", beta, self.t + 1)
        theta = self.before.theta[-1] if self.before else _starting_point(objective, start)
        v = self.before.v[-1] if self.before else np.zeros_like(theta)
        batch = _batch_shape(theta, self.alpha, self.beta)
        shape = (*batch, theta.shape[-1])
        self.theta, self.v = np.broadcast_to(theta, shape).copy(), np.broadcast_to(v, shape).copy()
        self.alpha.spread_over(shape)
        self.beta.spread_over(shape)

        self.gradient = _RecordingGradient(shape, self.before)
        self.loss = self.full_loss()
        self.starting_loss = np.broadcast_to(self.before.starting_loss if self.before else self.loss, batch)
        self.limit = (DIVERGENCE_FACTOR * (np.abs(self.starting_loss) + 1))[
            ()
        ]  # a number for a single run: faster to compare
        self.diverged_at = np.broadcast_to(self.before.diverged_at if self.before else -1, batch).copy()
        self.rows = []
        self.keep_row()
        self.stop_diverged()

    def update(self, step, is_last):
        """Make the next update of every run that has not diverged."""
        t = self.t + 1
        objective = self.objective.at(t)
        recorded = is_last or (self.every is not None and t % self.every == 0)
        self.gradient.prepare(objective, recorded)
        if self.all_diverged:
            self.t = t
            if recorded:
                self.loss = np.full(self.diverged_at.shape, np.nan)
                self.keep_row()
            return
        result = step(self.theta, self.v, self.gradient, self.alpha(t), self.beta(t))
        self.theta, self.v = _checked(result, self.theta.shape)
        self.t = t
        known = recorded or objective is self.objective
        self.loss = self.full_loss() if known else None
        beyond = known and not _all(self.loss <= self.limit)
        if recorded:
            self.keep_row()
        if beyond:
            self.note_diverged()

    def note_diverged(self):
        """Let the runs whose loss has just gone beyond the limit be diverged."""
        newly = ~(self.loss <= self.limit) & (self.diverged_at < 0)
        if newly.any():
            self.diverged_at[newly] = self.t
            self.stop_diverged()

    def stop_diverged(self):
        """Set the state of diverged runs to NaN, which all later arithmetic keeps."""
        gone = (self.diverged_at >= 0)[..., None]
        self.theta, self.v = np.where(gone, np.nan, self.theta), np.where(gone, np.nan, self.v)
        self.all_diverged = bool(gone.all())

    def full_loss(self):
        return np.asarray(self.objective.value(self.theta), dtype=float)[()]

    def keep_row(self):
        """Record the present state; without ``every``, in place of the last row."""
        if self.every is None:
            self.rows.clear()
        self.loss = self.full_loss() if self.loss is None else self.loss
        seen = self.gradient
        self.rows.append((self.t, self.theta.copy(), self.v.copy(), seen.measured_at, seen.value, self.loss))

    def keep_row_without_measurement(self):
        """Record the present state, unless it is recorded, after an update was broken off: its measurements are not this row's."""
        if self.rows[-1][0] != self.t:
            self.gradient.prepare(self.objective, recorded=False)
            self.keep_row()

    def path(self):
        names = ("t", "theta", "v", "measured_at", "gradient", "loss")
        columns = {name: np.array([row[i] for row in self.rows]) for i, name in enumerate(names)}
        if self.before and self.every is not None:
            columns = {name: _continued(getattr(self.before, name), new) for name, new in columns.items()}
        return Path(
            **columns,
            gradient_calls=self.gradient.calls,
            diverged_at=self.diverged_at,
            starting_loss=np.array(self.starting_loss),
        )


class _Setting:
    """A learning rate or momentum: a constant, or a schedule asked anew for every update."""

    def __init__(self, name, value, first_t):
        self.name = name
        self.schedule = value if callable(value) else None
        self.constant = None if callable(value) else self.checked(name, value)
        self.batch = np.shape(self.constant) if self.schedule is None else np.shape(self(first_t))[:-1]

    def checked(self, name, value):
        if self.name == "beta":
            return checks.momentum(name, value)
        if self.schedule is None:
            return checks.positive_array(name, value)
        numbers = checks.finite_array(name, value)
        if not (numbers >= 0).all():
            raise ValueError(f"{name} must be zero or positive, got {value!r}")
        return numbers

    def spread_over(self, shape):
        """Give a constant array the shape of theta, once: equal shapes multiply fastest."""
        if self.batch and self.schedule is None:
            self.constant = np.broadcast_to(self.constant[..., None], shape).copy()
        elif self.schedule is None:
            self.constant = float(self.constant)

    def __call__(self, t):
        """Return the setting of update ``t`` as something that multiplies theta."""
        if self.schedule is None:
            return self.constant
        value = self.checked(f"the {self.name} schedule at t = {t}", self.schedule(t))
        return value[..., None] if value.ndim else float(value)


class _RecordingGradient:
    """The gradient as a step sees it: it counts the calls and remembers the last one where a row is to be kept."""

    def __init__(self, shape, before):
        self.shape = shape
        self.calls = before.gradient_calls if before else 0
        self.nothing = np.full(shape, np.nan)
        self.measured_at = np.broadcast_to(before.measured_at[-1], shape) if before else self.nothing
        self.value = np.broadcast_to(before.gradient[-1], shape) if before else self.nothing

    def prepare(self, objective, recorded):
        self.objective = objective
        self.recorded = recorded
        self.measured_at = self.value = self.nothing

    def __call__(self, theta):
        theta = np.asarray(theta, dtype=float)
        if theta.shape != self.shape:
            raise ValueError(
                f"the gradient must be asked for at an array of theta's shape {self.shape}, "
                f"got one of shape {theta.shape}"
            )
        value = np.asarray(self.objective.gradient(theta), dtype=float)
        if value.shape != self.shape:
            raise ValueError(f"the objective's gradient must have theta's shape {self.shape}, got {value.shape}")
        self.calls += 1
        if self.recorded:  # copies, for a step may go on to change its arrays
            self.measured_at, self.value = theta.copy(), value.copy()
        return value


def _rows_between_records(record):
    if isinstance(record, str):
        return {"all": 1, "final": None}[checks.one_of("record", record, ("all", "final"))]
    return checks.whole_number("record, if not 'all' or 'final',", record, least=1)


def _starting_point(objective, start):
    theta = checks.finite_array("start", objective.start if start is None else start)
    if theta.ndim == 0 and objective.dimension == 1:
        theta = theta[None]
    if theta.ndim == 0 or theta.shape[-1] != objective.dimension:
        raise ValueError(
            f"start must have shape (..., {objective.dimension}) for this objective, got shape {theta.shape}"
        )
    return theta


def _batch_shape(theta, alpha, beta):
    try:
        batch = np.broadcast_shapes(theta.shape[:-1], alpha.batch, beta.batch)
    except ValueError:
        raise ValueError(
            f"the batch shapes of start {theta.shape[:-1]}, alpha {alpha.batch} and beta {beta.batch} "
            "must broadcast to one another"
        ) from None
    if 0 in batch:
        raise ValueError(f"start, alpha and beta must not be empty, got a batch of shape {batch}")
    return batch


def _all(flags):
    """Return whether all of them are true; much faster than ``flags.all()`` for the flag of a single run."""
    return bool(flags) if flags.ndim == 0 else bool(flags.all())


def _checked(result, shape):
    try:
        theta, v = result
        theta, v = np.asarray(theta, dtype=float), np.asarray(v, dtype=float)
    except (TypeError, ValueError):
        raise ValueError(f"the step must return two arrays, theta and v, got {result!r}") from None
    if theta.shape != shape or v.shape != shape:
        raise ValueError(f"the step must return theta and v of shape {shape}, got {theta.shape} and {v.shape}")
    return theta, v


def _continued(old, new):
    """Put the old rows, spread over the new batch, before the new ones, which begin with the last of the old."""
    old = old[:-1].reshape(len(old) - 1, *(1,) * (new.ndim - old.ndim), *old.shape[1:])
    return np.concatenate([np.broadcast_to(old, (len(old), *new.shape[1:])), new])
