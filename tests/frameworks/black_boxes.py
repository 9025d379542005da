"""Fifty optimisers as black boxes, some of them as they stand, or stood, in public reports of faults; each in lines of our own.

Each is a function (parameters, gradient, state) -> (parameters, state), or where the report is of a step that measures the gradient
itself, a step (theta, v, gradient, alpha, beta); or a function of nothing that makes a fresh (parameters, gradient) -> parameters or a
fresh gradient -> parameters. Learning rate 0.02 and momentum 0.9 throughout, as `ALPHA` and `BETA`.
"""

import numpy as np

ALPHA, BETA = 0.02, 0.9


def velocity(w, state):
    return np.zeros_like(w) if state is None else state


# from public reports


def paddle_before_12231(w, g, state):
    """Paddle pull request 12231: the momentum is added, "will cause the network does not converge"."""
    v = BETA * velocity(w, state) + g
    return w - g * ALPHA + BETA * v * ALPHA, v


def paddle_after_12231(w, g, state):
    """Paddle after its pull request 12231."""
    v = BETA * velocity(w, state) + g
    return w - (g + BETA * v) * ALPHA, v


def mxnet_pseudocode_of_16053(w, g, state):
    """mxnet issue 15543, as first proposed in pull request 16053: the rate is outside the velocity but not in this line."""
    v = velocity(w, state)
    return w - BETA**2 * v - ALPHA * (1 + BETA) * g, BETA * v + g


def mxnet_repaired(w, g, state):
    """mxnet issue 15543, repaired: the rate in both terms."""
    v = velocity(w, state)
    return w - ALPHA * BETA**2 * v - ALPHA * (1 + BETA) * g, BETA * v + g


def shampoo_of_1711(w, g, state):
    """google-research issue 1711: the look-ahead is added to the buffer itself, in place."""
    buffer = BETA * velocity(w, state) + g
    buffer = BETA * buffer + g
    return w - ALPHA * buffer, buffer


def mlx_first_proposal_of_87(w, g, state):
    """mlx pull request 87, first proposal: the gradient is moved along the velocity before both enter an average."""
    v = velocity(w, state)
    g = g + BETA * v
    v = BETA * v + (1 - BETA) * g
    return w - ALPHA * v, v


def mlx_today(w, g, state):
    """mlx pull request 87 as it was merged: PyTorch's."""
    v = BETA * velocity(w, state) + g
    return w - ALPHA * (g + BETA * v), v


def simd_neuralnet_of_17(theta, v, gradient, alpha, beta):
    """simd_neuralnet issue 17: the step to the look-ahead point is kept, and the velocity added to it once more."""
    theta = theta - beta * v
    v = beta * v + alpha * gradient(theta)
    return theta - v, v


def sgdlibrary_of_8(w, g, state):
    """SGDLibrary issue 8: the submode called NAG measures the gradient where it stands."""
    v = BETA * velocity(w, state) + ALPHA * g
    return w - v, v


def playbook_of_7(w, g, state):
    """tuning_playbook issue 7: the formula without its closing bracket, read as it stood."""
    v = BETA * velocity(w, state) + g
    return w - ALPHA * (BETA * v) + g, v


def pytorch_proposal_of_5920(w, g, state):
    """pytorch pull request 5920, refused: move by (1 + momentum) times the velocity."""
    v = BETA * velocity(w, state) + g
    return w - ALPHA * (1 + BETA) * v, v


def pytorch_dampening(w, g, state):
    """pytorch pull request 152833: the first gradient is not dampened."""
    v = g if state is None else BETA * state + (1 - BETA) * g
    return w - ALPHA * v, v


def muon_without_its_flag(w, g, state):
    """KellerJordan/Muon pull request 4: without nesterov the plain gradient was used, and the buffer for nothing."""
    buffer = BETA * velocity(w, state) + g
    return w - ALPHA * g, buffer


def adan_of_1715(w, g, state):
    """optax pull request 1715: Adan's change of gradients with the weight of the paper's other notation (without its division)."""
    m, change, last = (0 * w, 0 * w, g) if state is None else state
    m, change = BETA * m + (1 - BETA) * g, BETA * change + (1 - BETA) * (g - last)
    return w - ALPHA * (m + (1 - BETA) * change), (m, change, g)


def bitsandbytes_of_2085(w, g, state):
    """bitsandbytes pull request 2085: the flag nesterov is accepted and ignored."""
    v = BETA * velocity(w, state) + g
    return w - ALPHA * v, v


def udlbook_of_149(theta, m, gradient, alpha, beta):
    """udlbook issue 149: an average of gradients whose look-ahead is alpha m in place of alpha beta m."""
    m = beta * m + (1 - beta) * gradient(theta - alpha * m)
    return theta - alpha * m, m


# others, right and wrong


def course(w, g, state):
    """The lines of a well-known course."""
    before = velocity(w, state)
    v = BETA * before - ALPHA * g
    return w - BETA * before + (1 + BETA) * v, v


def two_sequences(theta, y, gradient, alpha, beta):
    """Nesterov's two sequences, which begin with y = 0 kept as a difference."""
    x = theta + y - alpha * gradient(theta + y)
    return x, beta * (x - theta)


def old_velocity(theta, v, gradient, alpha, beta):
    """Moves by the velocity of the last update."""
    return theta - v, beta * v + alpha * gradient(theta)


def no_brackets(theta, v, gradient, alpha, beta):
    """The look-ahead lacks its beta."""
    v = beta * v + alpha * gradient(theta - v)
    return theta - v, v


def backwards(theta, v, gradient, alpha, beta):
    """Looks backwards."""
    v = beta * v + alpha * gradient(theta + beta * v)
    return theta - v, v


def alpha_outside_but_not_in_the_look_ahead(theta, v, gradient, alpha, beta):
    """Two conventions mixed."""
    v = beta * v + gradient(theta - beta * v)
    return theta - alpha * v, v


def quasi_hyperbolic(w, g, state):
    """QHM with nu = 0.7."""
    m = BETA * velocity(w, state) + (1 - BETA) * g
    return w - ALPHA * (0.3 * g + 0.7 * m), m


def optimistic(w, g, state):
    """Optimistic gradient descent."""
    return w - 2 * ALPHA * g + ALPHA * velocity(w, state), g


def two_gradients(theta, v, gradient, alpha, beta):
    """The mean of both gradients."""
    v = beta * v + alpha * (gradient(theta) + gradient(theta - beta * v)) / 2
    return theta - v, v


def late(w, g, state):
    """Momentum with the gradient of the update before."""
    v, last = (0 * w, 0 * w) if state is None else state
    v = BETA * v + ALPHA * last
    return w - v, (v, g)


def unbiased(w, g, state):
    """An average with Adam's bias correction."""
    m, product = (0 * w, 1.0) if state is None else state
    m, product = BETA * m + (1 - BETA) * g, product * BETA
    return w - ALPHA * m / (1 - product), (m, product)


def growing(w, g, state):
    """Nesterov's growing momentum, held at the look-ahead point."""
    x, t = (w, 1) if state is None else state
    new = w - ALPHA * g
    return new + (t - 1) / (t + 2) * (new - x), (new, t + 1)


def aggregated(w, g, state):
    """Two velocities with momenta 0 and 0.9, averaged."""
    v = BETA * velocity(w, state) + g
    return w - ALPHA * (g + v) / 2, v


def sign_of_momentum(w, g, state):
    """The sign of a momentum, as Lion and Signum take it."""
    v = BETA * velocity(w, state) + (1 - BETA) * g
    return w - ALPHA * np.sign(v), v


# twenty more, written without sight of what identifies them


def negated(theta, u, gradient, alpha, beta):
    """The velocity points downhill, as Sutskever et al. write it."""
    u = beta * u - alpha * gradient(theta + beta * u)
    return theta + u, u


def held_ahead(y, ahead, gradient, alpha, beta):
    """Two sequences, of which it holds the one that is ahead."""
    x = y - alpha * gradient(y)
    ahead = beta * (x - (y - ahead))
    return x + ahead, ahead


def states_of_two(w, g, state):
    """Two sequences, with a tuple as its state."""
    before = w if state is None else state[1]
    x = w - ALPHA * g
    return x + BETA * (x - before), (before, x)


def in_lists(p, buffer, gradient, alpha, beta):
    """Lists of Python's."""
    g = list(gradient(np.array(p)))
    buffer = [beta * b + slope for b, slope in zip(buffer, g, strict=True)]
    return [one - alpha * (slope + beta * b) for one, slope, b in zip(p, g, buffer, strict=True)], buffer


def averaged(theta, m, gradient, alpha, beta):
    """An average of gradients, with the look-ahead that belongs to it."""
    m = beta * m + (1 - beta) * gradient(theta - alpha * beta * m)
    return theta - alpha * m, m


def writes_where_it_stands():
    """Everything in place."""
    buffer = np.zeros(())

    def update(w, g):
        nonlocal buffer
        buffer = BETA * buffer + g
        w -= ALPHA * (g + BETA * buffer)

    return update


def dampened(w, g, state):
    """Torch's form with an average in the place of the sum."""
    b = BETA * velocity(w, state) + (1 - BETA) * g
    return w - ALPHA * (g + BETA * b), b


def gradient_twice(theta, v, gradient, alpha, beta):
    """The gradient once in the velocity and once beside it."""
    g = gradient(theta - beta * v)
    v = beta * v + alpha * g
    return theta - v - alpha * g, v


def alpha_twice(theta, v, gradient, alpha, beta):
    """The learning rate in the velocity and in the update."""
    v = beta * v + alpha * gradient(theta - beta * v)
    return theta - alpha * v, v


def alpha_twice_held_ahead(p, b, gradient, alpha, beta):
    """The same in torch's form."""
    g = alpha * gradient(p)
    b = beta * b + g
    return p - alpha * (g + beta * b), b


def beta_twice(theta, v, gradient, alpha, beta):
    """The velocity shrinks twice."""
    v = beta * beta * v + alpha * gradient(theta - beta * v)
    return theta - v, v


def exchanged(theta, v, gradient, alpha, beta):
    """Alpha and beta in each other's place."""
    v = alpha * v + beta * gradient(theta - alpha * v)
    return theta - v, v


def deaf(theta, v, gradient, alpha, beta):
    """It has settings of its own."""
    v = 0.9 * v + 0.02 * gradient(theta - 0.9 * v)
    return theta - v, v


def older_gradient():
    """Torch's form with the gradient of the update before."""
    buffer, last = np.zeros(()), np.zeros(())

    def update(w, g):
        nonlocal buffer, last
        buffer = BETA * buffer + last
        now, last = w - ALPHA * (last + BETA * buffer), g
        return now

    return update


def reset_every_five(w, g, state):
    """Its velocity is set back in every fifth update."""
    b, t = (0 * w, 0) if state is None else state
    b = (b if t % 5 else 0 * b) * BETA + g
    return w - ALPHA * (g + BETA * b), (b, t + 1)


def ahead_every_other_time(w, g, state):
    """It looks ahead in every other update."""
    m, t = (0 * w, 0) if state is None else state
    m = BETA * m - ALPHA * g
    return (w + m if t % 2 else w + BETA * m - ALPHA * g), (m, t + 1)


def clipped():
    """Gradients are clipped to length 1."""
    buffer = np.zeros(())

    def update(w, g):
        nonlocal buffer
        g = g * min(1, 1 / (np.linalg.norm(g) + 1e-12))
        buffer = BETA * buffer + g
        return w - ALPHA * (g + BETA * buffer)

    return update


def velocity_clipped(w, g, state):
    """The velocity is clipped."""
    b = np.clip(BETA * velocity(w, state) + g, -2, 2)
    return w - ALPHA * (g + BETA * b), b


def alone(change):
    """Return a function of nothing that makes a fresh gradient -> parameters, whose gradients are changed."""

    def make():
        t, p, buffer, random = 0, 0.0, 0.0, np.random.default_rng(0)

        def update(g):
            nonlocal t, p, buffer
            g, kept = change(np.asarray(g, dtype=float), t, random)
            t, buffer = t + 1, BETA * buffer * kept + g
            p = p - ALPHA * (g + BETA * buffer)
            return p

        return update

    return make


alone_with_noise = alone(lambda g, t, random: (g + 1e-6 * random.standard_normal(g.shape), 1))
alone_and_reset = alone(lambda g, t, random: (g, t % 5 > 0))
