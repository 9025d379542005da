"""An optimiser as a black box: begun at a point, it is fed gradients and gives parameters.

A box has `begin(start)`, which returns a run: ``run.update(gradient)`` makes one update with a function from points to gradients and
returns the new parameters, and ``run.drop()`` divides the learning rate by ten or says False where there is none. Here are the boxes of
steps and plain functions; those of the packages are in `packages`.
"""

import copy
import inspect

import numpy as np

from nag_helpers import checks
from nag_helpers.frameworks.forms import Method

STEP = "(theta, v, gradient, alpha, beta)"
TENTH = 0.1


class CannotRunError(Exception):
    """The box cannot be run on a bowl: a sentence that says why."""


class StepBox:
    """A step function, ours or a learner's; or a `forms.Method`."""

    can_begin_again = True

    def __init__(self, step, alpha=0.02, beta=0.9):
        self.step, self.alpha, self.beta = step, checks.positive("alpha", alpha), checks.below_one("beta", beta)

    def begin(self, start):
        """Return a run from rest in ``start``."""
        return (_MethodRun if isinstance(self.step, Method) else _StepRun)(self, start)

    def turned(self, start):
        """Whether the step returns v first: on level ground, at rest, it then gives (0, theta)."""
        if isinstance(self.step, Method):
            return False
        first, second = (
            np.asarray(one)
            for one in self.step(start.copy(), np.zeros_like(start), np.zeros_like, self.alpha, self.beta)
        )
        return np.array_equal(first, np.zeros_like(start)) and np.array_equal(second, start)


class _StepRun:
    def __init__(self, box, start):
        self.step, self.alpha, self.beta = box.step, box.alpha, box.beta
        self.theta, self.v = start.copy(), np.zeros_like(start)

    def update(self, gradient):
        answer = self.step(self.theta.copy(), self.v.copy(), gradient, self.alpha, self.beta)
        if not isinstance(answer, (tuple, list)) or len(answer) != 2:
            raise CannotRunError(
                f"The step must return theta and v, but it returned {_shown(answer)}. Its last line is `return theta, v`."
            )
        self.theta, self.v = (as_numbers(part, self.theta.shape) for part in answer)
        return self.theta

    def drop(self):
        self.alpha *= TENTH
        return True


class _MethodRun:
    def __init__(self, box, start):
        self.method, self.alpha, self.beta, self.state = box.step, box.alpha, box.beta, box.step.init(start.copy())

    def update(self, gradient):
        self.state = self.method.step(self.state, gradient, self.alpha, self.beta, self.beta)
        return as_numbers(self.method.read(self.state)[0])

    def drop(self):
        self.alpha *= TENTH
        return True


class PairBox:
    """A function (parameters, gradient) -> new parameters; or -> (new parameters, state), which is then given back to it.

    Or a function of nothing that makes a fresh one.
    """

    def __init__(self, function, takes_state, makes_fresh=False):
        self.function, self.takes_state, self.makes_fresh = function, takes_state, makes_fresh
        self.can_begin_again = takes_state or makes_fresh

    def begin(self, start):
        """Return a run from ``start``; what a function that is not made afresh remembers stays as the last run left it."""
        return _PairRun(self, start)


class _PairRun:
    def __init__(self, box, start):
        self.function = box.function() if box.makes_fresh else box.function
        self.takes_state, self.state, self.parameters = box.takes_state, None, start.copy()

    def update(self, gradient):
        before, given = self.parameters, self.parameters.copy()
        state = (copy.deepcopy(self.state),) if self.takes_state or self.state is not None else ()
        answer = self.function(given, np.array(gradient(before)), *state)
        if isinstance(answer, tuple) and len(answer) == 2:
            answer, self.state = answer
        self.parameters = as_numbers(given if answer is None else answer, before.shape)
        return self.parameters

    def drop(self):
        return False


class UpdateBox:
    """A function gradient -> new parameters that holds its parameters itself, or a function of nothing that makes a fresh one.

    Where its parameters stand is learnt by handing it a gradient of zero first.
    """

    own_start = True

    def __init__(self, function, makes_fresh):
        self.function, self.can_begin_again = function, makes_fresh

    def begin(self, start):
        """Return a run from where the function stands."""
        update = self.function() if self.can_begin_again else self.function
        if not callable(update):
            raise CannotRunError(
                f"A function without arguments must return one from a gradient to parameters, not {_shown(update)}."
            )
        return _UpdateRun(update)


class _UpdateRun:
    def __init__(self, update):
        self.function = update
        self.parameters = np.atleast_1d(as_numbers(update(0.0)))
        self.is_number = np.ndim(update(np.zeros(self.parameters.shape))) == 0 and self.parameters.size == 1

    def update(self, gradient):
        g = np.array(gradient(self.parameters))
        answer = np.atleast_1d(as_numbers(self.function(float(g[0]) if self.is_number else g)))
        self.parameters = as_numbers(answer, self.parameters.shape)
        return self.parameters

    def drop(self):
        return False


def box_of_function(function, settings):
    """Return the box of a step or a plain function, told by how many arguments it must be given."""
    if isinstance(function, Method):
        return StepBox(function, **_only_alpha_and_beta(settings))
    try:
        required, at_most = _arguments(function)
    except (TypeError, ValueError):
        raise ValueError(f"optimiser must be a function whose arguments can be seen, got {function!r}") from None
    if required == 5 or (required < 4 <= 5 <= at_most and not settings):
        return StepBox(function, **_only_alpha_and_beta(settings))
    if settings:
        raise ValueError(
            f"settings must be those of a step {STEP} or of a package's optimiser, got {sorted(settings)} for a function of {required} arguments"
        )
    if required in (2, 3):
        return PairBox(function, takes_state=required == 3)
    if at_most == 0:
        return _box_of_maker(function)
    if required < 2:
        return UpdateBox(function, makes_fresh=False)
    raise ValueError(
        f"optimiser must be a step {STEP}, or a function (gradient), (parameters, gradient) or (parameters, gradient, state), "
        f"got one of {required} arguments"
    )


def _box_of_maker(function):
    """Return the box of a function without arguments, told by what it makes."""
    try:
        made = function()
        required, _ = _arguments(made)
    except Exception:  # noqa: BLE001  what it raises is said when the box is run
        return UpdateBox(function, makes_fresh=True)
    if required == 5:
        return StepBox(made)
    if required in (2, 3):
        return PairBox(function, takes_state=required == 3, makes_fresh=True)
    return UpdateBox(function, makes_fresh=True)


def _arguments(function):
    """Return how many positional arguments a function must be given, and how many it takes."""
    kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    taken = [one for one in inspect.signature(function).parameters.values() if one.kind in kinds]
    return sum(one.default is inspect.Parameter.empty for one in taken), len(taken)


def _only_alpha_and_beta(settings):
    if unknown := sorted(set(settings) - {"alpha", "beta"}):
        raise ValueError(f"settings of a step must be alpha and beta, got {', '.join(unknown)}")
    return settings


def as_numbers(answer, shape=None):
    """Return what an optimiser gave back as an array in double precision; `CannotRunError` says what else it is."""
    try:
        array = np.asarray(answer)
    except (TypeError, ValueError):
        raise CannotRunError(f"It returned {_shown(answer)} in the place of numbers.") from None
    if array.dtype.kind == "c":
        raise CannotRunError("It returned complex numbers. Only real parameters are measured here.")
    if array.dtype == np.float16:
        raise CannotRunError("It counts in half precision, three digits. That is too coarse to tell methods apart.")
    if array.dtype.kind not in "iuf":
        raise CannotRunError(f"It returned {_shown(answer)} in the place of numbers.")
    if shape is not None and array.shape != shape:
        raise CannotRunError(f"It was given parameters of shape {shape} and returned shape {array.shape}.")
    return np.array(array, dtype=float)


def _shown(value):
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
