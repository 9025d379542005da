"""NAG as papers and frameworks write it, and the adaptive method built on it.

A form whose state is two arrays is a step function, called like `optimizers.nesterov_step`: it runs in `descend`.
What stands in the place of ``theta`` and ``v`` is the form's own pair, named as its source names it; started at
rest, every pair is (starting point, zeros). Forms that keep more (Bengio's two momenta, Adam, NAdam) are a `Method`,
run by `follow`. `conversions` says how one form's pair becomes another's.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from nag_helpers import checks
from nag_helpers.objectives import Objective
from nag_helpers.optimizers import descend


def two_sequence_step(x, move, gradient, alpha, beta):
    """Take one step of NAG with two sequences: y runs on along the last move of x, and x is a gradient step from y.

    The pair is x and its last move, the difference of the last two x. (Whoever keeps x and y has the move as
    ``(y - x) / beta``.)

    References
    ----------
    Nesterov (1983), with the momentum given instead of computed from its sequence a_k.
    """
    y = x + beta * move
    x_next = y - alpha * gradient(y)
    return x_next, x_next - x


def sutskever_step(theta, v, gradient, alpha, beta):
    """Take one step of NAG with a velocity that points downhill and is added.

    References
    ----------
    Sutskever, Martens, Dahl and Hinton (2013), equations 3-4.
    """
    v = beta * v - alpha * gradient(theta + beta * v)
    return theta + v, v


def torch_step(p, buf, gradient, alpha, beta):
    """Take one step of ``torch.optim.SGD(nesterov=True)``: p is the look-ahead point, buf a velocity without alpha.

    References
    ----------
    The algorithm in PyTorch's documentation of ``torch.optim.SGD``; pytorch issue 1099.
    """
    g = gradient(p)
    buf = beta * buf + g
    return p - alpha * (g + beta * buf), buf


def optax_step(params, trace, gradient, alpha, beta):
    """Take one step of ``optax.sgd(nesterov=True)``: a trace of gradients, traced once more, scaled by -alpha.

    References
    ----------
    ``optax.trace``; written the same way in ``jax.example_libraries.optimizers.nesterov`` (jax pull request 1528).
    """
    updates = gradient(params)
    trace = updates + beta * trace
    updates = updates + beta * trace
    return params + -alpha * updates, trace


def tensorflow1_step(var, accum, gradient, alpha, beta):
    """Take one step of TensorFlow 1's ``MomentumOptimizer(use_nesterov=True)``.

    References
    ----------
    The kernel ``ApplyMomentum``; tensorflow pull request 21559.
    """
    grad = gradient(var)
    accum = accum * beta + grad
    return var - (grad * alpha + accum * beta * alpha), accum


def keras_step(variable, m, gradient, alpha, beta):
    """Take one step of ``keras.optimizers.SGD(nesterov=True)``: the learning rate is inside the velocity.

    References
    ----------
    The formula in the documentation of ``keras.optimizers.SGD``; keras issue 14115.
    """
    g = gradient(variable)
    m = beta * m - alpha * g
    return variable + beta * m - alpha * g, m


def sklearn_step(param, velocity, gradient, alpha, beta):
    """Take one step of scikit-learn's ``MLPClassifier(solver="sgd", nesterovs_momentum=True)``.

    References
    ----------
    ``SGDOptimizer`` in scikit-learn's ``neural_network``: the update is computed twice, the second time from the new
    velocity.
    """
    grad = gradient(param)
    velocity = beta * velocity - alpha * grad
    update = beta * velocity - alpha * grad
    return param + update, velocity


def moving_average_step(theta, m, gradient, alpha, beta):
    """Take one step of NAG with an exponential moving average m of gradients, as some books write momentum.

    Its ``alpha`` is a learning rate of its own: (1 - beta) times it is the learning rate of the other forms.

    References
    ----------
    The weights of Kingma and Ba (2015), algorithm 1, given to Sutskever et al. (2013).
    """
    m = beta * m + (1 - beta) * gradient(theta - alpha * beta * m)
    return theta - alpha * m, m


def with_l2(objective, strength):
    """Return the objective plus ``strength / 2`` times the squared norm of theta: torch's ``weight_decay``.

    torch adds ``strength * p`` to the gradient, so that the penalty passes through the velocity like all else.

    Parameters
    ----------
    objective : Objective
    strength : float
        Zero or positive.

    Returns
    -------
    Objective
        Of the same kind. Its minimiser is not known; where it draws mini-batches, each update's has the penalty as well.
    """
    checks.instance_of("objective", objective, Objective, "an Objective")
    strength = checks.not_negative("strength", strength)

    class Penalised(type(objective)):  # of the objective's own kind, for a training has more than an objective
        def at(self, t):
            return _Penalised(objective.at(t), strength)

    whole = _Penalised(objective, strength)
    return Penalised(
        **{
            **vars(objective),
            "name": f"{objective.name} with L2",
            "formula": rf"{objective.formula} + \frac{{{strength:g}}}{{2}}\|\theta\|^2",
            "value": whole.value,
            "gradient": whole.gradient,
            "minimiser": None,
            "L": None if objective.L is None else objective.L + strength,
            "mu": None if objective.mu is None else objective.mu + strength,
        }
    )


class _Penalised(NamedTuple):
    """An objective, or what it is in one update, plus the penalty."""

    plain: object
    strength: float

    def value(self, theta):
        return self.plain.value(theta) + self.strength / 2 * (np.asarray(theta, dtype=float) ** 2).sum(axis=-1)

    def gradient(self, theta):
        return self.plain.gradient(theta) + self.strength * np.asarray(theta, dtype=float)


def with_decoupled_decay(step, decay):
    """Return the step with a decay of its own: each update also takes ``alpha * decay`` of the parameter away.

    This is Keras's ``weight_decay``: the velocity never sees it.

    Parameters
    ----------
    step : callable, (theta, v, gradient, alpha, beta) -> (theta, v)
    decay : float
        Zero or positive.

    Returns
    -------
    callable
        A step function.

    References
    ----------
    Loshchilov and Hutter (2019), "Decoupled weight decay regularization".
    """
    checks.function_of("step", step, "(theta, v, gradient, alpha, beta) -> (theta, v)")
    decay = checks.not_negative("decay", decay)

    def decaying_step(theta, v, gradient, alpha, beta):
        moved, v = step(theta, v, gradient, alpha, beta)
        return moved - alpha * decay * theta, v

    return decaying_step


class Method(NamedTuple):
    """A rule whose state is more than two arrays.

    Attributes
    ----------
    init : callable, theta -> state
        The state at rest in ``theta``.
    step : callable, (state, gradient, alpha, beta, beta_next) -> state
        One update, with this update's settings and the momentum of the coming one.
    read : callable, state -> (theta, v)
    """

    init: Callable
    step: Callable
    read: Callable


def _bengio_step(state, gradient, alpha, beta, beta_next):
    parameter, w, _ = state
    g = gradient(parameter)
    parameter = parameter + beta_next * beta * w - (1 + beta_next) * alpha * g
    return parameter, beta * w - alpha * g, beta_next


def _bengio_read(state):
    parameter, w, beta = state
    return parameter - beta * w, -w


#: NAG on the look-ahead point, with this update's momentum and the coming one's; state (parameter, w, coming beta).
#: Bengio, Boulanger-Lewandowski and Pascanu (2013), equation 7.
BENGIO = Method(init=lambda theta: (theta, np.zeros_like(theta), 0.0), step=_bengio_step, read=_bengio_read)


def adam(beta2=0.999, epsilon=1e-8):
    """Return Adam: a moving average of gradients, divided by the root of a moving average of their squares.

    Read out, ``v`` is the moving average m of the gradients.

    Parameters
    ----------
    beta2, epsilon : float
        Weight of the squares' average, and what keeps its root from 0.

    Returns
    -------
    Method

    References
    ----------
    Kingma and Ba (2015), algorithm 1.
    """

    def mean(m, g, product, beta, beta_next):
        return m / (1 - product)

    return _adaptive(mean, beta2, epsilon)


def nadam(beta2=0.999, epsilon=1e-8, warm_up=None):
    """Return NAdam: Adam whose average is the one that the coming update would start from.

    It differs from `adam` in one expression. There, m is ``beta * (old m) + (1 - beta) * g``; here the old m is
    replaced by the new one, and its momentum by the coming one: the look-ahead of `torch_step`.

    Parameters
    ----------
    beta2, epsilon : float
    warm_up : float, optional
        Without it, the momentum of that expression is beta: ``optax.nadam``. With it, it rises from about beta / 2 as
        ``beta * (1 - 0.96**(warm_up * t) / 2)``: 0.004 is the default of ``torch.optim.NAdam``, where half of the
        rise takes 4,245 updates, and 1 is ``keras.optimizers.Nadam``, where it takes 17. The average m itself is
        made with beta, in all three.

    Returns
    -------
    Method

    References
    ----------
    Dozat (2016), algorithm 2.
    """

    def mean(m, g, product, beta, beta_next):
        return beta_next * m / (1 - product * beta_next) + (1 - beta) * g / (1 - product)

    warm_up = None if warm_up is None else checks.not_negative("warm_up", warm_up)

    def rising(beta, t):
        return beta * (1 - 0.96 ** (warm_up * t) / 2)

    return _adaptive(mean, beta2, epsilon, rising if warm_up is not None else lambda beta, t: beta)


def _adaptive(mean, beta2, epsilon, momentum=lambda beta, t: beta):
    """Return Adam with the given bias-corrected mean of the gradients; the product is that of all momenta so far."""
    beta2, epsilon = checks.below_one("beta2", beta2), checks.not_negative("epsilon", epsilon)

    def init(theta):
        return theta, np.zeros_like(theta), np.zeros_like(theta), 1.0, 0

    def step(state, gradient, alpha, beta, beta_next):
        theta, m, n, product, t = state
        t = t + 1
        now, coming = momentum(beta, t), momentum(beta_next, t + 1)
        g, product = gradient(theta), product * now
        m = beta * m + (1 - beta) * g
        n = beta2 * n + (1 - beta2) * g**2
        scale = np.sqrt(n / (1 - beta2**t)) + epsilon
        return theta - alpha * mean(m, g, product, now, coming) / scale, m, n, product, t

    return Method(init, step, read=lambda state: (state[0], state[1]))


def decaying(method, decay):
    """Return the method with decoupled weight decay: each update also takes ``alpha * decay`` of the parameter away.

    ``decaying(nadam(), 0.01)`` is NAdamW.

    Parameters
    ----------
    method : Method
        Its state's first part is the parameter.
    decay : float
        Zero or positive.

    Returns
    -------
    Method

    References
    ----------
    Loshchilov and Hutter (2019), "Decoupled weight decay regularization".
    """
    checks.instance_of("method", method, Method, "a Method")
    decay = checks.not_negative("decay", decay)

    def step(state, gradient, alpha, beta, beta_next):
        moved, *rest = method.step(state, gradient, alpha, beta, beta_next)
        return moved - alpha * decay * state[0], *rest

    return method._replace(step=step)


def follow(method, objective, start=None, alpha=0.1, beta=0.9, steps=100, record="all"):
    """Run a `Method` on an objective, as `descend` runs a step function.

    Parameters
    ----------
    method : Method
    objective, start, alpha, beta, steps, record
        As for `descend`, but ``start`` cannot be a Path: it does not hold the whole state. A momentum schedule is
        also asked for the update after the last.

    Returns
    -------
    Path
        With what the method reads as theta and v; ``measured_at`` is where it asked for the gradient.

    Raises
    ------
    ValueError
        If an argument is out of its range or of the wrong shape.
    """
    checks.instance_of("method", method, Method, "a Method")
    checks.an_objective("objective", objective)
    start = objective.start if start is None else checks.finite_array("start", start)
    state, t = None, 0

    def step(theta, v, gradient, alpha_now, beta_now):
        nonlocal state, t
        t += 1
        state = method.init(theta) if state is None else state
        beta_next = np.asarray(beta(t + 1), dtype=float)[..., None] if callable(beta) else beta_now
        state = method.step(state, gradient, alpha_now, beta_now, beta_next)
        return method.read(state)

    return descend(step, objective, start, alpha, beta, steps, record)
