"""What a learner's step computes when it is taken again and again: asked where no listed mistake and no relation explains it."""

import numpy as np

from nag_helpers import checks
from nag_helpers.frameworks.identify import identify
from nag_helpers.frameworks.identify.words import number

ALPHA, BETA = 0.02, 0.9
METHODS = {"gradient descent": "gradient descent", "momentum": "classical momentum", "NAG": "NAG"}


def computes(step, wanted):
    """Say which optimiser a wrong step is.

    Parameters
    ----------
    step : callable, (theta, v, gradient, alpha, beta) -> (theta, v)
        The learner's. It may do anything, but must end.
    wanted : str
        The method that was asked for, one of `METHODS`.

    Returns
    -------
    str
        Empty if it is no linear two-step method.
    """
    checks.one_of("wanted", wanted, tuple(METHODS))
    if not _turns_with_the_ground(step):
        return ""
    found = identify(step, alpha=ALPHA, beta=BETA)
    if found.method not in (*METHODS, "another look-ahead") or found.alpha is None:
        return ""
    given = f"Given α = {ALPHA} and β = {BETA}, your step computes"
    as_given = abs(found.alpha - ALPHA) < 1e-6 and abs(found.beta - BETA) < 1e-6
    if not as_given and _is_no_setting(found):
        return ""
    if found.method == "gradient descent" and not _forgets(step, found.alpha):
        return ""
    if found.method == wanted and as_given:
        return _same_method(found)
    if as_given:
        goal = "NAG, which looks ahead by βv" if wanted == "NAG" else METHODS[wanted]
        return f"{_at_every_setting(step, found)}; asked for is {goal}."
    settings = f"α = {number(found.alpha)}" + (
        f", β = {number(found.beta)}" if found.method != "gradient descent" else ""
    )
    return f"{given} {_name(found)} with {settings}; asked for is {METHODS[wanted]} with the α and β that are given."


def _at_every_setting(step, found):
    """Say what a step is; of a look-ahead whose length goes with α or β, at which of them."""
    for alpha, beta in ((2 * ALPHA, BETA), (ALPHA, 0.6)):
        other = identify(step, alpha=alpha, beta=beta)
        if found.look_ahead is None or other.look_ahead is None or abs(other.look_ahead - found.look_ahead) < 1e-6:
            continue
        where = "" if found.look_ahead * other.look_ahead > 0 else "the other way, "
        return (
            f"With α = {ALPHA} and β = {BETA} your step is {_name(found)}, and with α = {alpha} and β = {beta} {where}by "
            f"{number(abs(other.look_ahead))} · βv"
        )
    return f"Taken again and again your step is {_name(found)}"


def _turns_with_the_ground(step):
    """Whether a step does on a turned ground what it does on the same ground along the axes: what is identified along them is true."""
    turn = np.array([[0.8, -0.6], [0.6, 0.8]])
    curvatures, theta, v = np.diag([3.0, 1.0]), np.array([1.0, -2.0]), np.array([0.5, 0.3])
    along = step(theta.copy(), v.copy(), lambda at: curvatures @ at, ALPHA, BETA)
    turned = step(turn @ theta, turn @ v, lambda at: turn @ curvatures @ turn.T @ at, ALPHA, BETA)
    return all(np.allclose(turn @ np.asarray(one), other) for one, other in zip(along, turned))


def _forgets(step, alpha):
    """Whether a step goes downhill by α times the slope, and nothing else, update after update."""
    theta, v, right = np.array([1.0, -2.0]), np.zeros(2), np.array([1.0, -2.0])
    curvatures = np.array([[3.0, 1.0], [1.0, 2.0]])
    for _ in range(4):
        theta, v = step(np.array(theta), np.array(v), lambda at: curvatures @ at, ALPHA, BETA)
        right = right - alpha * curvatures @ right
    return np.allclose(theta, right)


def _is_no_setting(found):
    """Whether a fit says nothing to a learner: against the slope, without friction, far ahead, or nearly what was asked for."""
    nearly = abs(found.alpha / ALPHA - 1) < 0.02 and abs(found.beta - BETA) < 0.02
    return found.alpha < 0 or found.beta >= 1 or abs(found.look_ahead or 0) > 3 or nearly


def _name(found):
    if found.look_ahead is None or found.method in ("momentum", "NAG"):
        return METHODS.get(found.method, "a method that mixes the last gradient in")
    where = "ahead" if found.look_ahead > 0 else "back"
    return f"momentum that looks {where} by {number(abs(found.look_ahead))} · βv"


def _same_method(found):
    """Say how a step differs that is the method asked for: in the point that it holds, or in what it keeps of the velocity."""
    if found.holds == "look-ahead":
        rate = (
            " with α outside the velocity, as PyTorch does it"
            if found.learning_rate_inside is False
            else ", as Keras does it"
        )
        return (
            f"Taken again and again your step is NAG{rate}: what it holds is the look-ahead point, not θ. "
            "Here θ moves by v, and the gradient is asked for at θ − βv."
        )
    if found.learning_rate_inside is False:
        return (
            f"From rest your step makes the path of {METHODS[found.method]}, but α stands outside its velocity. Here v contains α: "
            "it is what θ moves by."
        )
    return f"From rest your step makes the path of {METHODS[found.method]}, but its v is written another way than asked for here."
