"""From one form of NAG to another: what each optimiser holds, and how to read theta, v and the look-ahead from it.

Two facts tell the forms apart. A form's parameter is either our theta or our look-ahead point ``theta - beta * v``;
and its buffer is our v up to a factor.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from nag_helpers import checks
from nag_helpers.frameworks import forms
from nag_helpers.optimizers import descend, nesterov_step


class Held(NamedTuple):
    """What an optimiser holds: two arrays of one shape, and its settings, all in its own convention.

    With a schedule, ``beta`` is the momentum that the parameter's look-ahead was made with: the coming update's in
    Bengio's form, the last update's in a framework. ``alpha`` is the last update's.
    """

    parameter: np.ndarray
    buffer: np.ndarray
    alpha: float
    beta: float


class Reading(NamedTuple):
    """Position, velocity (the step that is subtracted) and look-ahead point, as this series writes them."""

    theta: np.ndarray
    v: np.ndarray
    look_ahead: np.ndarray


@dataclass(frozen=True)
class Form:
    """One way of writing NAG.

    Attributes
    ----------
    source : str
    names : tuple of two str
        What its source calls the parameter and the buffer.
    holds : str
        What the parameter is: "theta" or "look-ahead".
    v_is : str
        Our v in its variables, for the reader.
    step : callable or Method
        From `frameworks`.
    factor : callable, (alpha, beta) -> number
        Our v is this times the buffer; alpha in the form's own convention.
    own_alpha, our_alpha : callables, (alpha, beta) -> alpha
        The form's learning rate from ours, and back.
    """

    source: str
    names: tuple
    holds: str
    v_is: str
    step: Callable | forms.Method
    factor: Callable
    own_alpha: Callable = lambda alpha, beta: alpha
    our_alpha: Callable = lambda alpha, beta: alpha


def _one(alpha, beta):
    return 1.0


def _minus_one(alpha, beta):
    return -1.0


def _alpha(alpha, beta):
    return alpha


FORMS = {
    "paper": Form("this series", ("θ", "v"), "theta", "v", nesterov_step, _one),
    "two sequences": Form(
        "Nesterov (1983)", ("x", "last move of x"), "theta", "−(last move of x)", forms.two_sequence_step, _minus_one
    ),
    "Sutskever": Form("Sutskever et al. (2013)", ("θ", "v"), "theta", "−(its v)", forms.sutskever_step, _minus_one),
    "Bengio": Form("Bengio et al. (2013)", ("Θ", "v"), "look-ahead", "−(its v)", forms.BENGIO, _minus_one),
    "torch": Form(
        "torch.optim.SGD", ("p", "momentum_buffer"), "look-ahead", "α · momentum_buffer", forms.torch_step, _alpha
    ),
    "optax": Form("optax.sgd", ("params", "trace"), "look-ahead", "α · trace", forms.optax_step, _alpha),
    "TensorFlow 1": Form("ApplyMomentum", ("var", "accum"), "look-ahead", "α · accum", forms.tensorflow1_step, _alpha),
    "Keras": Form(
        "keras.optimizers.SGD", ("variable", "momentum"), "look-ahead", "−momentum", forms.keras_step, _minus_one
    ),
    "scikit-learn": Form(
        "MLPClassifier", ("param", "velocity"), "look-ahead", "−velocity", forms.sklearn_step, _minus_one
    ),
    "moving average": Form(
        "weights of Kingma and Ba (2015)",
        ("θ", "m"),
        "theta",
        "η · m",
        forms.moving_average_step,
        _alpha,
        own_alpha=lambda alpha, beta: alpha / (1 - beta),
        our_alpha=lambda alpha, beta: alpha * (1 - beta),
    ),
}


def read(held, form):
    """Recover theta, v and the look-ahead point from what an optimiser holds.

    Parameters
    ----------
    held : Held, or (parameter, buffer, alpha, beta)
    form : str
        A key of `FORMS`.

    Returns
    -------
    Reading

    Raises
    ------
    ValueError
        If the form is unknown, the arrays' shapes differ, or alpha is not positive or beta not in [0, 1).

    Examples
    --------
    >>> read(([0.495], [5.05], 0.1, 0.9), "torch").theta.round(4)
    array([0.9495])
    """
    held, form = _checked(held), FORMS[checks.one_of("form", form, tuple(FORMS))]
    v = form.factor(held.alpha, held.beta) * held.buffer
    return reading_of(held.parameter, v, held.beta, form.holds == "look-ahead")


def reading_of(parameter, v, beta, holds_look_ahead):
    """Return the Reading of a parameter that is the look-ahead point, or theta itself, with this v."""
    parameter, v, beta = (
        checks.numbers("parameter", parameter),
        checks.numbers("v", v),
        checks.not_negative("beta", beta),
    )
    if parameter.shape != v.shape:
        raise ValueError(f"v must have the parameter's shape {parameter.shape}, got {v.shape}")
    checks.instance_of("holds_look_ahead", holds_look_ahead, (bool, np.bool_), "True or False")
    if holds_look_ahead:
        return Reading(parameter + beta * v, v, parameter)
    return Reading(parameter, v, parameter - beta * v)


def write(reading, form, alpha, beta):
    """Return what an optimiser of the given form holds at this theta and v: the inverse of `read`.

    Parameters
    ----------
    reading : Reading, or (theta, v, ...)
        Only theta and v are used.
    form : str
        A key of `FORMS`.
    alpha, beta : float
        In the convention of this series.

    Returns
    -------
    Held
        In the form's own convention.
    """
    form = FORMS[checks.one_of("form", form, tuple(FORMS))]
    if not isinstance(reading, (tuple, list)) or len(reading) < 2:
        raise ValueError(f"reading must be a Reading or begin with theta and v, got {reading!r}")
    theta, v, alpha, beta = _checked((*reading[:2], alpha, beta))
    own_alpha = form.own_alpha(alpha, beta)
    parameter = theta - beta * v if form.holds == "look-ahead" else theta
    return Held(parameter, v / form.factor(own_alpha, beta), own_alpha, beta)


def convert(held, source, target):
    """Carry a run from one form to another: the same theta and v, written the other way.

    Parameters
    ----------
    held : Held, or (parameter, buffer, alpha, beta)
        In the source's convention.
    source, target : str
        Keys of `FORMS`.

    Returns
    -------
    Held
        In the target's convention. Converted back, it is the first again, but for rounding.

    Examples
    --------
    >>> convert(([0.495], [5.05], 0.1, 0.9), "torch", "Keras").buffer
    array([-0.505])
    """
    checks.one_of("source", source, tuple(FORMS))
    checks.one_of("target", target, tuple(FORMS))
    reading = read(held, source)
    held = _checked(held)
    return write(reading, target, FORMS[source].our_alpha(held.alpha, held.beta), held.beta)


def run(form, objective, start=None, alpha=0.1, beta=0.9, steps=100):
    """Run a form by name, given the settings of this series.

    Parameters
    ----------
    form : str
        A key of `FORMS`.
    objective, start, alpha, beta, steps
        As for `descend`; the learning rate is carried over to the form's own convention, update by update.

    Returns
    -------
    Path
        Holding the form's own pair in the place of theta and v (Bengio's: theta and v as read from it). Compare forms
        by ``measured_at``: where the gradient is measured means the same in all of them.
    """
    form = FORMS[checks.one_of("form", form, tuple(FORMS))]
    if isinstance(form.step, forms.Method):
        return forms.follow(form.step, objective, start, alpha, beta, steps)
    if callable(alpha) or callable(beta):

        def own_alpha(t):
            now = checks.momentum(
                f"the beta schedule at t = {t}" if callable(beta) else "beta", beta(t) if callable(beta) else beta
            )
            return form.own_alpha(checks.finite_array("alpha", alpha(t) if callable(alpha) else alpha), now)
    else:
        alpha, beta = checks.positive_array("alpha", alpha), checks.momentum("beta", beta)
        checks.broadcastable(alpha=alpha, beta=beta)
        own_alpha = form.own_alpha(alpha, beta)
    return descend(form.step, objective, start, own_alpha, beta, steps)


def _checked(held):
    try:
        parameter, buffer, alpha, beta = held
    except (TypeError, ValueError):
        raise ValueError(f"held must be (parameter, buffer, alpha, beta), got {held!r}") from None
    parameter, buffer = checks.finite_array("the parameter", parameter), checks.finite_array("the buffer", buffer)
    if parameter.shape != buffer.shape:
        raise ValueError(f"the buffer must have the parameter's shape {parameter.shape}, got {buffer.shape}")
    return Held(parameter, buffer, checks.positive("alpha", alpha), checks.below_one("beta", beta))
