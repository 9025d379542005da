"""The exercises of notebook 10, Nesterov today: Muon's direction, DiLoCo's outer step, Schedule-Free's three sequences."""

import numpy as np

from nag_helpers.exercises.kinds import FunctionExercise
from nag_helpers.exercises.values import Gradient

# Muon's direction


class Orthogonalised:
    """The orthogonal matrix nearest to a given one, as an exercise hands it over: all its singular values are 1."""

    def __call__(self, matrix):
        u, _, vt = np.linalg.svd(np.asarray(matrix, dtype=float), full_matrices=False)
        return u @ vt

    def __str__(self):
        return "the nearest orthogonal matrix"


def muon_direction(g, v, beta, orthogonalise):
    v = beta * v + g
    return orthogonalise(g + beta * v), v


DIRECTIONS = [
    {
        "g": np.array([[1.0, 0.0], [0.5, 2.0]]),
        "v": np.array([[0.0, 3.0], [-1.0, 0.5]]),
        "beta": 0.8,
        "orthogonalise": Orthogonalised(),
    },
    {
        "g": np.array([[0.2, -1.0, 0.4], [0.7, 0.1, -0.3]]),
        "v": np.array([[1.5, 0.3, -0.2], [0.4, -2.0, 0.6]]),
        "beta": 0.95,
        "orthogonalise": Orthogonalised(),
    },
]

MUON_DIRECTION = FunctionExercise(
    name="muon_direction",
    title="Muon's direction",
    notebook="10",
    prompt="Return the direction along which Muon steps with nesterov=True, and its new velocity.",
    reference=muon_direction,
    returns=("direction", "v"),
    cases=DIRECTIONS,
    landmarks=[
        (
            {"g": np.diag([2.0, 3.0]), "v": np.zeros((2, 2)), "beta": 0.0, "orthogonalise": Orthogonalised()},
            "At β = 0 the mixture is just g, here diag(2, 3), and made orthogonal that is the identity. The velocity is g.",
        ),
        (
            {"g": np.eye(2), "v": np.diag([-2.0, -2.0]), "beta": 0.5, "orthogonalise": Orthogonalised()},
            "Half of the old velocity and the gradient add up to 0 here: the new velocity is 0, and the mixture is g.",
        ),
    ],
    hints=[
        "First update the velocity, as in torch's SGD. Then form the mixture of torch's step. Orthogonalise last.",
        "v ← βv + g. The mixture is g + βv, with the new v.",
        "`v = beta * v + g`, and then `return orthogonalise(g + beta * v), v`.",
    ],
    notice="Multiply g and v by a thousand: the direction stays. In Muon only α says how far a step goes.",
)


@MUON_DIRECTION.mistake
def nesterov_false(g, v, beta, orthogonalise):
    """That is Muon with nesterov=False: your direction is the new velocity, made orthogonal. (g plus β times the *old* v is
    just that.) With nesterov=True update v first; then the fresh gradient enters once more: g + βv, with the new v."""
    v = beta * v + g
    return orthogonalise(v), v


@MUON_DIRECTION.mistake
def not_orthogonalised(g, v, beta, orthogonalise):
    """The mixture is right. But Muon does not step along the mixture. It steps along the orthogonalised mixture."""
    v = beta * v + g
    return g + beta * v, v


@MUON_DIRECTION.mistake
def parts_orthogonalised(g, v, beta, orthogonalise):
    """You orthogonalised the two parts and then mixed them. Mix first: the direction of the step has to be orthogonal
    itself."""
    v = beta * v + g
    return orthogonalise(g) + beta * orthogonalise(v), v


@MUON_DIRECTION.mistake
def gradient_added_last(g, v, beta, orthogonalise):
    """You orthogonalised the velocity and then added the gradient as it is. Then the gradient's size decides how much it
    counts. Mix first, g + βv, and orthogonalise the mixture."""
    v = beta * v + g
    return orthogonalise(v) + g, v


@MUON_DIRECTION.mistake
def gradient_orthogonalised(g, v, beta, orthogonalise):
    """You orthogonalised the gradient before you added it to the velocity. Then every gradient counts the same, however
    small it is. Muon adds up the gradients as they are and orthogonalises last."""
    g = orthogonalise(g)
    v = beta * v + g
    return g + beta * v, v


@MUON_DIRECTION.mistake
def kept_orthogonalised(g, v, beta, orthogonalise):
    """The direction is right. But you keep it as the velocity. Keep βv + g, before you orthogonalise."""
    direction = orthogonalise(g + beta * (beta * v + g))
    return direction, direction


@MUON_DIRECTION.mistake
def mixture_kept(g, v, beta, orthogonalise):
    """The direction is right. But you keep the mixture as the velocity, so the fresh gradient also counts twice in the next
    update. Keep βv + g."""
    mixture = g + beta * (beta * v + g)
    return orthogonalise(mixture), mixture


@MUON_DIRECTION.mistake
def average_in_a_sum(g, v, beta, orthogonalise):
    """Your velocity is a moving average, with (1 − β)g. Then the mixture would have to be (1 − β)g + βv, or the fresh
    gradient would weigh too much. Here the velocity is the sum βv + g."""
    v = beta * v + (1 - beta) * g
    return orthogonalise(g + beta * v), v


@MUON_DIRECTION.mistake
def average_throughout(g, v, beta, orthogonalise):
    """That is how torch.optim.Muon keeps the velocity, as a moving average. Here the velocity is the sum βv + g. From rest,
    both give the same direction, because orthogonalising removes the size."""
    v = beta * v + (1 - beta) * g
    return orthogonalise((1 - beta) * g + beta * v), v


@MUON_DIRECTION.mistake
def not_decayed(g, v, beta, orthogonalise):
    """Your velocity never shrinks: β is missing before the old v."""
    v = v + g
    return orthogonalise(g + beta * v), v


@MUON_DIRECTION.mistake
def whole_velocity_ahead(g, v, beta, orthogonalise):
    """Your mixture is g + v. Only the share β of the velocity lasts into the next update, so the mixture is g + βv."""
    v = beta * v + g
    return orthogonalise(g + v), v


# DiLoCo's outer step


def outer_step(theta, v, arrivals, alpha, beta):
    delta = theta - np.mean(arrivals, axis=0)
    v = beta * v + delta
    return theta - alpha * (delta + beta * v), v


ROUNDS = [
    {"theta": np.array([1.0]), "v": np.array([0.5]), "arrivals": np.array([[0.6], [0.8]]), "alpha": 0.7, "beta": 0.8},
    {
        "theta": np.array([1.0, -2.0]),
        "v": np.array([0.3, -0.2]),
        "arrivals": np.array([[0.5, -1.5], [0.9, -1.0], [0.4, -1.9]]),
        "alpha": 0.5,
        "beta": 0.9,
    },
]

OUTER_STEP = FunctionExercise(
    name="outer_step",
    title="the outer step",
    notebook="10",
    prompt="Return theta and v after DiLoCo's outer step, given the points where the workers arrived.",
    reference=outer_step,
    returns=("theta", "v"),
    cases=ROUNDS,
    landmarks=[
        (
            {
                "theta": np.array([1.0]),
                "v": np.array([0.0]),
                "arrivals": np.array([[0.5], [0.7]]),
                "alpha": 1.0,
                "beta": 0.0,
            },
            "With α = 1 and β = 0 this is plain averaging: θ moves to the workers' mean, and v is the opposite of that move.",
        ),
        (
            {
                "theta": np.array([1.0]),
                "v": np.array([0.5]),
                "arrivals": np.array([[1.0], [1.0]]),
                "alpha": 1.0,
                "beta": 0.5,
            },
            "Where no worker has moved, Δ is 0: the velocity is halved to 0.25, and θ moves by half of that.",
        ),
    ],
    hints=[
        "What takes the place of the gradient? With α = 1, a step against it should lead to the workers' mean.",
        "Δ = θ − mean of the arrivals. Then make torch's step: v ← βv + Δ, θ ← θ − α(Δ + βv).",
        (
            "`delta = theta - np.mean(arrivals, axis=0)`, `v = beta * v + delta`, `return theta - alpha * (delta + beta * "
            "v), v`."
        ),
    ],
    notice="With α = 1 and β = 0 it is plain averaging.",
)


@OUTER_STEP.mistake
def away_from_the_workers(theta, v, arrivals, alpha, beta):
    """You move away from the workers. The pseudo-gradient is subtracted like a gradient, so it has to be θ minus the
    workers' mean."""
    delta = np.mean(arrivals, axis=0) - theta
    v = beta * v + delta
    return theta - alpha * (delta + beta * v), v


@OUTER_STEP.mistake
def summed_workers(theta, v, arrivals, alpha, beta):
    """You added the workers' moves up. The pseudo-gradient is their mean: four workers that do the same should count as
    one."""
    delta = np.sum(theta - arrivals, axis=0)
    v = beta * v + delta
    return theta - alpha * (delta + beta * v), v


@OUTER_STEP.mistake
def mean_over_everything(theta, v, arrivals, alpha, beta):
    """You took the mean over the coordinates too. Take the mean over the workers only: axis 0 of `arrivals`."""
    delta = theta - np.mean(arrivals)
    v = beta * v + delta
    return theta - alpha * (delta + beta * v), v


@OUTER_STEP.mistake
def plain_averaging(theta, v, arrivals, alpha, beta):
    """That is plain averaging: all workers go on from the mean. The outer step treats the move to the mean as a gradient and
    adds it to a velocity."""
    return np.mean(arrivals, axis=0), v


@OUTER_STEP.mistake
def outer_momentum(theta, v, arrivals, alpha, beta):
    """That is classical momentum as the outer rule: you step along the new velocity. (Δ plus β times the *old* v is just that.)
    Nesterov's rule updates v first and adds the fresh pseudo-gradient once more: Δ + βv, with the new v."""
    delta = theta - np.mean(arrivals, axis=0)
    v = beta * v + delta
    return theta - alpha * v, v


@OUTER_STEP.mistake
def rate_inside(theta, v, arrivals, alpha, beta):
    """You put the learning rate inside the velocity, as Keras does. Here it stands outside, as in torch: v is a sum of
    pseudo-gradients."""
    delta = theta - np.mean(arrivals, axis=0)
    v = beta * v + alpha * delta
    return theta - alpha * delta - beta * v, v


@OUTER_STEP.mistake
def rate_inside_classical(theta, v, arrivals, alpha, beta):
    """That is classical momentum with the learning rate inside: v ← βv + αΔ, θ ← θ − v. Torch keeps α outside, and
    Nesterov's rule adds the fresh pseudo-gradient once more: θ − α(Δ + βv)."""
    delta = theta - np.mean(arrivals, axis=0)
    v = beta * v + alpha * delta
    return theta - v, v


@OUTER_STEP.mistake
def rate_forgotten(theta, v, arrivals, alpha, beta):
    """The velocity is right. But the outer learning rate α is missing in the step."""
    delta = theta - np.mean(arrivals, axis=0)
    v = beta * v + delta
    return theta - (delta + beta * v), v


@OUTER_STEP.mistake
def from_the_mean(theta, v, arrivals, alpha, beta):
    """You stepped from the workers' mean. The step starts at θ, where the round began: Δ already contains the way to the
    mean."""
    mean = np.mean(arrivals, axis=0)
    delta = theta - mean
    v = beta * v + delta
    return mean - alpha * (delta + beta * v), v


@OUTER_STEP.mistake
def averaged_velocity(theta, v, arrivals, alpha, beta):
    """Your velocity is a moving average, with (1 − β)Δ. Here it is the sum βv + Δ, as in torch."""
    delta = theta - np.mean(arrivals, axis=0)
    v = beta * v + (1 - beta) * delta
    return theta - alpha * (delta + beta * v), v


# Schedule-Free's three sequences


def schedule_free_step(x, z, t, gradient, alpha, beta):
    y = (1 - beta) * z + beta * x
    z = z - alpha * gradient(y)
    x = x + (z - x) / (t + 1)
    return x, z


AVERAGES = [
    {
        "x": np.array([1.0]),
        "z": np.array([0.2]),
        "t": 3,
        "gradient": Gradient("½θ²", lambda theta: theta),
        "alpha": 0.5,
        "beta": 0.8,
    },
    {
        "x": np.array([1.0, -2.0]),
        "z": np.array([0.5, 0.4]),
        "t": 6,
        "gradient": Gradient("½(θ₁² + 5θ₂²)", lambda theta: np.array([1.0, 5.0]) * theta),
        "alpha": 0.1,
        "beta": 0.9,
    },
]

SCHEDULE_FREE_STEP = FunctionExercise(
    name="schedule_free_step",
    title="one step of Schedule-Free",
    notebook="10",
    prompt="Return x and z after one step of Schedule-Free. Before the step, x is the mean of t points.",
    reference=schedule_free_step,
    returns=("x", "z"),
    cases=AVERAGES,
    landmarks=[
        (
            {
                "x": np.array([1.0]),
                "z": np.array([0.0]),
                "t": 1,
                "gradient": Gradient("½θ²", lambda theta: theta),
                "alpha": 0.0,
                "beta": 0.5,
            },
            (
                "With α = 0 no step is made, and z stays. So far x is a single point; its mean with z lies "
                "half-way between them."
            ),
        ),
        (
            {
                "x": np.array([1.0]),
                "z": np.array([2.0]),
                "t": 1,
                "gradient": Gradient("½θ²", lambda theta: theta),
                "alpha": 1.0,
                "beta": 0.0,
            },
            (
                "At β = 0 the gradient is measured at z: with α = 1 the step takes z to 0, and x moves half "
                "the way there."
            ),
        ),
    ],
    hints=[
        "You need three lines: where to measure, how z steps, and how the mean includes z.",
        "y = (1 − β)z + βx. Then z ← z − α∇J(y). The new point is one of t + 1.",
        "`y = (1 - beta) * z + beta * x`, `z = z - alpha * gradient(y)`, `x = x + (z - x) / (t + 1)`.",
    ],
    notice="Three sequences, as in Nesterov's own proofs. The packages hold y; you have to ask them for x.",
)


@SCHEDULE_FREE_STEP.mistake
def measured_at_the_mean(x, z, t, gradient, alpha, beta):
    """You measured at the mean x. Measure the gradient at y, a share 1 − β of the way from x to z."""
    z = z - alpha * gradient(x)
    return x + (z - x) / (t + 1), z


@SCHEDULE_FREE_STEP.mistake
def measured_at_the_newest(x, z, t, gradient, alpha, beta):
    """You measured at z: that is gradient descent, averaged afterwards. Measure at y, between x and z."""
    z = z - alpha * gradient(z)
    return x + (z - x) / (t + 1), z


@SCHEDULE_FREE_STEP.mistake
def shares_turned(x, z, t, gradient, alpha, beta):
    """You swapped the shares: β belongs to the mean x, and 1 − β to the newest point z."""
    z = z - alpha * gradient(beta * z + (1 - beta) * x)
    return x + (z - x) / (t + 1), z


@SCHEDULE_FREE_STEP.mistake
def step_from_y(x, z, t, gradient, alpha, beta):
    """Your step starts at y. Measure the gradient there, but move z by it."""
    y = (1 - beta) * z + beta * x
    z = y - alpha * gradient(y)
    return x + (z - x) / (t + 1), z


@SCHEDULE_FREE_STEP.mistake
def old_point_averaged(x, z, t, gradient, alpha, beta):
    """You averaged the old z. The mean includes the newest point, so make the step first."""
    y = (1 - beta) * z + beta * x
    return x + (z - x) / (t + 1), z - alpha * gradient(y)


@SCHEDULE_FREE_STEP.mistake
def counted_one_short(x, z, t, gradient, alpha, beta):
    """You divided by t. With the new point there are t + 1 points."""
    y = (1 - beta) * z + beta * x
    z = z - alpha * gradient(y)
    return x + (z - x) / t, z


@SCHEDULE_FREE_STEP.mistake
def counted_one_over(x, z, t, gradient, alpha, beta):
    """You divided by t + 2. Before the step x is the mean of t points; with the new one there are t + 1."""
    y = (1 - beta) * z + beta * x
    z = z - alpha * gradient(y)
    return x + (z - x) / (t + 2), z


@SCHEDULE_FREE_STEP.mistake
def fading_mean(x, z, t, gradient, alpha, beta):
    """Your mean forgets: βx + (1 − β)z is a moving average. In x every point so far has the same weight, and β only says
    where the gradient is measured."""
    y = (1 - beta) * z + beta * x
    z = z - alpha * gradient(y)
    return beta * x + (1 - beta) * z, z


@SCHEDULE_FREE_STEP.mistake
def y_returned(x, z, t, gradient, alpha, beta):
    """In place of x you returned the coming y. The packages hold y, but here you should return the mean x itself."""
    y = (1 - beta) * z + beta * x
    z = z - alpha * gradient(y)
    x = x + (z - x) / (t + 1)
    return (1 - beta) * z + beta * x, z


@SCHEDULE_FREE_STEP.mistake
def climbing(x, z, t, gradient, alpha, beta):
    """You climb. Subtract the gradient."""
    y = (1 - beta) * z + beta * x
    z = z + alpha * gradient(y)
    return x + (z - x) / (t + 1), z
