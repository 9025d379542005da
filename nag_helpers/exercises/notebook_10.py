"""The exercises of notebook 10, Nesterov today: Muon's direction, Schedule-Free's three sequences."""

import functools

import numpy as np

from nag_helpers.exercises import values
from nag_helpers.exercises.kinds import FunctionExercise
from nag_helpers.exercises.values import BENT, SPACE, Gradient
from nag_helpers.exercises.verdict import not_yet
from nag_helpers.networks.muon import orthogonalised

# Muon's direction


class Orthogonalised:
    """The orthogonal matrix nearest to a given one, as an exercise hands it over: all its singular values are 1."""

    def __call__(self, matrix):
        u, _, vt = np.linalg.svd(np.asarray(matrix, dtype=float), full_matrices=False)
        return u @ vt

    def __str__(self):
        return "the nearest orthogonal matrix"


class NearlyOrthogonalised:
    """Two of Muon's five steps: singular values come nearer to 1, and a second time nearer still."""

    def __call__(self, matrix):
        return orthogonalised(np.asarray(matrix, dtype=float), steps=2)

    def __str__(self):
        return "two steps of Muon's polynomial"


def muon_direction(g, v, beta, orthogonalise):
    v = beta * v + (1 - beta) * g
    return orthogonalise((1 - beta) * g + beta * v), v


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
    {
        "g": np.array([[0.5, 1.0], [-0.2, 0.3], [0.8, -0.6]]),  # higher than wide
        "v": np.array([[-1.0, 0.4], [0.6, 0.2], [0.1, 1.2]]),
        "beta": 0.7,
        "orthogonalise": NearlyOrthogonalised(),
    },
]


class _WithAMean(FunctionExercise):
    """A direction and a velocity that is a mean: a sum in its place is named whatever the direction is."""

    def _besides_a_mark(self, tried):
        sums = [[case["beta"] * case["v"] + case["g"]] for case in tried.cases]
        if not all(values.same([got[1]], one) for got, one in zip(tried.got, sums, strict=True)):
            return None
        direction = (
            "Your direction is wrong in another way, too: mend the velocity, then look at the direction by itself."
            if 0 in tried.wrong_parts()
            else "The direction is right."
        )
        sentence = "Your velocity is the sum βv + g, and here it is a mean: βv + (1 − β)g."
        return not_yet(sentence, direction, mistakes=("sum_in_a_mean",))


MUON_DIRECTION = _WithAMean(
    name="muon_direction",
    title="Muon's direction",
    notebook="10",
    prompt="The velocity is a mean. Return the direction along which Muon steps with nesterov=True, and the new velocity.",
    reference=muon_direction,
    returns=("direction", "v"),
    cases=DIRECTIONS,
    landmarks=[
        (
            {"g": np.diag([2.0, 3.0]), "v": np.zeros((2, 2)), "beta": 0.0, "orthogonalise": Orthogonalised()},
            "At β = 0 the mixture is just g, here diag(2, 3), and made orthogonal that is the identity. The velocity is g.",
        ),
        (
            {"g": np.eye(2), "v": np.diag([-1.0, -1.0]), "beta": 0.5, "orthogonalise": Orthogonalised()},
            "The old velocity and the gradient cancel here: the new velocity is 0, and the mixture has the direction of g.",
        ),
        (
            {
                "g": np.eye(2),
                "v": np.array([[0.0, -1.0], [1.0, 0.0]]),
                "beta": 0.5,
                "orthogonalise": Orthogonalised(),
            },
            "The new velocity is [[0.5, −0.5], [0.5, 0.5]], and the mixture [[0.75, −0.25], [0.25, 0.75]]: a turn times a number, and only the turn is left.",
        ),
    ],
    hints=[
        "First update the mean. A mean is 1 − β times the sum. What is left of g + βv if v is so much smaller? Orthogonalise last.",
        "v ← βv + (1 − β)g. With the sum the mixture is g + βv. All of it times 1 − β is (1 − β)g + βv, with the mean as v.",
        "`v = beta * v + (1 - beta) * g`, and then `return orthogonalise((1 - beta) * g + beta * v), v`.",
    ],
    notice="Multiply g and v by a thousand: the direction stays. In Muon only α says how far a step goes.",
)


@MUON_DIRECTION.mistake
def mixture_of_the_sum(g, v, beta, orthogonalise):
    """Your velocity is right. But g + βv is the mixture for a sum. A mean is 1 − β times as large, so beside it the fresh
    gradient weighs too much."""
    v = beta * v + (1 - beta) * g
    return orthogonalise(g + beta * v), v


@MUON_DIRECTION.mistake
def nesterov_false(g, v, beta, orthogonalise):
    """That is Muon with nesterov=False: your direction is the new velocity, made orthogonal. ((1 − β)g plus β times the *old*
    v is just that.) With nesterov=True update v first; then the fresh gradient enters once more, beside the *new* v."""
    v = beta * v + (1 - beta) * g
    return orthogonalise(v), v


@MUON_DIRECTION.mistake
def sum_throughout(g, v, beta, orthogonalise):
    """That is Muon with a sum as its velocity. Here you are given a mean, and return one: βv + (1 − β)g."""
    v = beta * v + g
    return orthogonalise(g + beta * v), v


@MUON_DIRECTION.mistake
def sum_in_a_mean(g, v, beta, orthogonalise):
    """Your velocity is the sum βv + g. Here it is a mean: βv + (1 − β)g."""
    v = beta * v + g
    return orthogonalise((1 - beta) * g + beta * v), v


def _with_a_sum(direction):
    """Make two slips at once known: a velocity that is a sum, and a direction of it that would be wrong of a sum, too."""

    @functools.wraps(direction)
    def both(g, v, beta, orthogonalise):
        v = beta * v + g
        return direction(g, v, beta, orthogonalise), v

    both.__doc__ = f"Your velocity is the sum βv + g, and here it is a mean: βv + (1 − β)g. {direction.__doc__}"
    return MUON_DIRECTION.mistake(both)


@_with_a_sum
def sum_alone(g, v, beta, orthogonalise):
    """And you step along the velocity itself, as with nesterov=False (g plus β times the *old* v is just that). With nesterov=True the fresh
    gradient enters once more, beside the *new* v."""
    return orthogonalise(v)


@_with_a_sum
def sum_undecayed_ahead(g, v, beta, orthogonalise):
    """And all of v is in your mixture: only the share β of it lasts into the next update."""
    return orthogonalise(g + v)


@_with_a_sum
def sum_decayed_twice(g, v, beta, orthogonalise):
    """And your mixture decays the new v twice: in the mixture it stands with β, once."""
    return orthogonalise(g + beta**2 * v)


@_with_a_sum
def sum_not_orthogonalised(g, v, beta, orthogonalise):
    """And your mixture is not orthogonalised: Muon steps along `orthogonalise(...)` of it."""
    return g + beta * v


@_with_a_sum
def sum_of_parts_orthogonalised(g, v, beta, orthogonalise):
    """And you orthogonalised the two parts one by one. Mix first, and orthogonalise the mixture."""
    return orthogonalise(g) + beta * orthogonalise(v)


@_with_a_sum
def sum_beside_an_orthogonal_gradient(g, v, beta, orthogonalise):
    """And you orthogonalised the gradient alone. Mix first, and orthogonalise the mixture."""
    return orthogonalise(g) + beta * v


@_with_a_sum
def sum_orthogonalised_before_the_gradient(g, v, beta, orthogonalise):
    """And you orthogonalised the velocity alone. Mix first, and orthogonalise the mixture."""
    return g + beta * orthogonalise(v)


@_with_a_sum
def sum_for_nothing(g, v, beta, orthogonalise):
    """And your direction is that of the gradient alone: the velocity counts for nothing in it."""
    return orthogonalise(g)


@_with_a_sum
def sum_turned(g, v, beta, orthogonalise):
    """And your direction points the other way. It is subtracted later, with α; here return it as it comes."""
    return -orthogonalise(g + beta * v)


@MUON_DIRECTION.mistake
def mean_kept_sum_ahead(g, v, beta, orthogonalise):
    """The velocity is right. But your direction takes βv + g for it: g + β(βv + g). Mix with the mean that you return, (1 − β)g + βv."""
    return orthogonalise(g + beta * (beta * v + g)), beta * v + (1 - beta) * g


@MUON_DIRECTION.mistake
def whole_sum(g, v, beta, orthogonalise):
    """Your velocity is v + g: both shares are missing. It is a mean, βv + (1 − β)g, and the mixture beside it is (1 − β)g + βv."""
    v = v + g
    return orthogonalise(g + beta * v), v


@MUON_DIRECTION.mistake
def sum_of_mixtures(g, v, beta, orthogonalise):
    """You keep the mixture as the velocity, and make it of the sum βv + g. Keep the mean, βv + (1 − β)g; the mixture is only stepped along."""
    mixture = g + beta * (beta * v + g)
    return orthogonalise(mixture), mixture


@MUON_DIRECTION.mistake
def sum_of_directions(g, v, beta, orthogonalise):
    """You keep the direction as the velocity, and make it of the sum βv + g. Keep the mean, βv + (1 − β)g, before you orthogonalise."""
    direction = orthogonalise(g + beta * (beta * v + g))
    return direction, direction


@MUON_DIRECTION.mistake
def sum_and_order(g, v, beta, orthogonalise):
    """You return the velocity first; asked for is the direction, then v. And your velocity is the sum βv + g, where here it is a mean:
    βv + (1 − β)g."""
    v = beta * v + g
    return v, orthogonalise(g + beta * v)


@MUON_DIRECTION.mistake
def sum_of_orthogonal_gradients(g, v, beta, orthogonalise):
    """You orthogonalise the gradient as it comes in, and add such gradients up. Here v is a mean of the gradients as they are,
    βv + (1 − β)g, and their mixture is orthogonalised, last."""
    o = orthogonalise(g)
    v = beta * v + o
    return o + beta * v, v


@MUON_DIRECTION.mistake
def parts_orthogonalised(g, v, beta, orthogonalise):
    """You orthogonalised the two parts and then mixed them. Mix first: the direction of the step has to be orthogonal
    itself."""
    v = beta * v + (1 - beta) * g
    return (1 - beta) * orthogonalise(g) + beta * orthogonalise(v), v


@MUON_DIRECTION.mistake
def only_g_orthogonalised(g, v, beta, orthogonalise):
    """You orthogonalised the gradient alone, and added βv as it is. Mix first, and orthogonalise the mixture."""
    v = beta * v + (1 - beta) * g
    return (1 - beta) * orthogonalise(g) + beta * v, v


@MUON_DIRECTION.mistake
def only_v_orthogonalised(g, v, beta, orthogonalise):
    """You orthogonalised the velocity alone, and added the gradient as it is. Mix first, and orthogonalise the mixture."""
    v = beta * v + (1 - beta) * g
    return (1 - beta) * g + beta * orthogonalise(v), v


@MUON_DIRECTION.mistake
def gradient_subtracted(g, v, beta, orthogonalise):
    """Your velocity is βv − (1 − β)g. Here it is a mean of the gradients as they are: βv + (1 − β)g."""
    v = beta * v - (1 - beta) * g
    return orthogonalise((1 - beta) * g - beta * v), v


@MUON_DIRECTION.mistake
def gradient_subtracted_once(g, v, beta, orthogonalise):
    """Your velocity is βv − (1 − β)g, and then you add g to it. Here it is a mean: βv + (1 − β)g."""
    v = beta * v - (1 - beta) * g
    return orthogonalise((1 - beta) * g + beta * v), v


@MUON_DIRECTION.mistake
def not_decayed(g, v, beta, orthogonalise):
    """Your velocity never shrinks: β is missing before the old v."""
    v = v + (1 - beta) * g
    return orthogonalise((1 - beta) * g + beta * v), v


@MUON_DIRECTION.mistake
def whole_velocity_ahead(g, v, beta, orthogonalise):
    """Your mixture has all of v in it. Only the share β of the velocity lasts into the next update: βv."""
    v = beta * v + (1 - beta) * g
    return orthogonalise((1 - beta) * g + v), v


@MUON_DIRECTION.mistake
def both_whole(g, v, beta, orthogonalise):
    """Your mixture is g + v. In a mean both have their shares: the velocity β, and the fresh gradient 1 − β."""
    v = beta * v + (1 - beta) * g
    return orthogonalise(g + v), v


@MUON_DIRECTION.mistake
def shares_exchanged(g, v, beta, orthogonalise):
    """β stands before the wrong part of your mixture: v + βg. The velocity is the part that decays: βv."""
    v = beta * v + (1 - beta) * g
    return orthogonalise(v + beta * g), v


@MUON_DIRECTION.mistake
def shares_of_the_mean_turned(g, v, beta, orthogonalise):
    """You swapped the shares in the mean: βg + (1 − β)v. The old velocity keeps β: βv + (1 − β)g."""
    v = beta * g + (1 - beta) * v
    return orthogonalise((1 - beta) * g + beta * v), v


@MUON_DIRECTION.mistake
def decayed_twice(g, v, beta, orthogonalise):
    """The velocity is right. But the mixture decays it once more than it should: it is (1 − β)g + βv, with the new v."""
    v = beta * v + (1 - beta) * g
    return orthogonalise((1 - beta) * g + beta**2 * v), v


@MUON_DIRECTION.mistake
def not_orthogonalised(g, v, beta, orthogonalise):
    """The mixture is right. But Muon does not step along the mixture. It steps along the orthogonalised mixture."""
    v = beta * v + (1 - beta) * g
    return (1 - beta) * g + beta * v, v


@MUON_DIRECTION.mistake
def gradient_added_last(g, v, beta, orthogonalise):
    """You orthogonalised the velocity and then added the gradient as it is. Then the gradient's size decides how much it
    counts. Mix first, (1 − β)g + βv, and orthogonalise the mixture."""
    v = beta * v + (1 - beta) * g
    return orthogonalise(v) + g, v


@MUON_DIRECTION.mistake
def gradient_orthogonalised(g, v, beta, orthogonalise):
    """You orthogonalised the gradient before you added it to the velocity. Then every gradient counts the same, however
    small it is. Muon adds up the gradients as they are and orthogonalises last."""
    g = orthogonalise(g)
    v = beta * v + (1 - beta) * g
    return (1 - beta) * g + beta * v, v


@MUON_DIRECTION.mistake
def kept_orthogonalised(g, v, beta, orthogonalise):
    """The direction is right. But you keep it as the velocity. Keep βv + (1 − β)g, before you orthogonalise."""
    direction = orthogonalise((1 - beta) * g + beta * (beta * v + (1 - beta) * g))
    return direction, direction


@MUON_DIRECTION.mistake
def mixture_kept(g, v, beta, orthogonalise):
    """The direction is right. But you keep the mixture as the velocity, so the fresh gradient also counts twice in the next
    update. Keep βv + (1 − β)g."""
    mixture = (1 - beta) * g + beta * (beta * v + (1 - beta) * g)
    return orthogonalise(mixture), mixture


@MUON_DIRECTION.mistake
def velocity_orthogonalised(g, v, beta, orthogonalise):
    """You keep an orthogonalised velocity. Muon orthogonalises the direction alone; the velocity βv + (1 − β)g stays as it is."""
    v = orthogonalise(beta * v + (1 - beta) * g)
    return orthogonalise((1 - beta) * g + beta * v), v


@MUON_DIRECTION.mistake
def velocity_orthogonalised_instead(g, v, beta, orthogonalise):
    """`orthogonalise` is in the wrong place: you keep an orthogonalised velocity, and step along a mixture that is none. Keep
    βv + (1 − β)g as it is, and orthogonalise the mixture."""
    v = orthogonalise(beta * v + (1 - beta) * g)
    return (1 - beta) * g + beta * v, v


@MUON_DIRECTION.mistake
def direction_right_velocity_orthogonalised(g, v, beta, orthogonalise):
    """The direction is right. But you return an orthogonalised velocity. Keep βv + (1 − β)g as it is."""
    v = beta * v + (1 - beta) * g
    return orthogonalise((1 - beta) * g + beta * v), orthogonalise(v)


@MUON_DIRECTION.mistake
def orthogonalised_twice(g, v, beta, orthogonalise):
    """You call `orthogonalise` twice, one call inside the other. Muon's polynomial only comes near, so a second round gives something else.
    Once is what is asked for."""
    v = beta * v + (1 - beta) * g
    return orthogonalise(orthogonalise((1 - beta) * g + beta * v)), v


@MUON_DIRECTION.mistake
def another_orthogonalisation(g, v, beta, orthogonalise):
    """You orthogonalise with lines of your own, exactly. Use the function that you are given: Muon's only comes near, and costs far less."""
    v = beta * v + (1 - beta) * g
    return Orthogonalised()((1 - beta) * g + beta * v), v


@MUON_DIRECTION.mistake
def scaled_by_the_shape(g, v, beta, orthogonalise):
    """You also scale the direction by the shape of the matrix, as torch's Muon does. Here the direction alone is asked for."""
    v = beta * v + (1 - beta) * g
    return orthogonalise((1 - beta) * g + beta * v) * max(1, g.shape[0] / g.shape[1]) ** 0.5, v


@MUON_DIRECTION.mistake
def as_keras_scales(g, v, beta, orthogonalise):
    """You also scale the direction by the shape of the matrix, as Keras's Muon does. Here the direction alone is asked for."""
    v = beta * v + (1 - beta) * g
    return orthogonalise((1 - beta) * g + beta * v) * 0.2 * max(g.shape) ** 0.5, v


@MUON_DIRECTION.mistake
def direction_turned(g, v, beta, orthogonalise):
    """Your direction points the other way. It is subtracted later, with α; here return it as it comes, along (1 − β)g + βv."""
    v = beta * v + (1 - beta) * g
    return -orthogonalise((1 - beta) * g + beta * v), v


@MUON_DIRECTION.mistake
def old_velocity_returned(g, v, beta, orthogonalise):
    """The direction is right. But you return the old velocity. The next update needs the new one, βv + (1 − β)g."""
    return orthogonalise((1 - beta) * g + beta * (beta * v + (1 - beta) * g)), v


@MUON_DIRECTION.mistake
def gradient_alone(g, v, beta, orthogonalise):
    """Your direction is that of the gradient alone; the velocity is kept, but counts for nothing. Orthogonalise the mixture, (1 − β)g + βv."""
    return orthogonalise(g), beta * v + (1 - beta) * g


@MUON_DIRECTION.mistake
def signs_alone(g, v, beta, orthogonalise):
    """You take the signs, as Lion does: entry by entry. `orthogonalise` takes the matrix as a whole."""
    v = beta * v + (1 - beta) * g
    return np.sign((1 - beta) * g + beta * v), v


@MUON_DIRECTION.mistake
def learning_rate_of_the_lines(g, v, beta, orthogonalise):
    """You also multiply by 0.02, the learning rate of the lines to paste. Here the direction alone is asked for."""
    v = beta * v + (1 - beta) * g
    return 0.02 * orthogonalise((1 - beta) * g + beta * v), v


@MUON_DIRECTION.mistake
def mean_with_the_shares_exchanged(g, v, beta, orthogonalise):
    """You swapped the shares in the mixture: βg + (1 − β)v. It is (1 − β)g + βv."""
    v = beta * v + (1 - beta) * g
    return orthogonalise(beta * g + (1 - beta) * v), v


@MUON_DIRECTION.mistake
def divided_by_its_size(g, v, beta, orthogonalise):
    """You divide the direction by the size of the mixture. Orthogonalising has taken the size out already."""
    v = beta * v + (1 - beta) * g
    return orthogonalise((1 - beta) * g + beta * v) / np.linalg.norm((1 - beta) * g + beta * v), v


@MUON_DIRECTION.mistake
def all_in_a_row(g, v, beta, orthogonalise):
    """The numbers of the direction are right, but they stand in a row. Return a matrix, as `g` is one."""
    v = beta * v + (1 - beta) * g
    return orthogonalise((1 - beta) * g + beta * v).ravel(), v


@MUON_DIRECTION.mistake
def gradient_orthogonalised_first(g, v, beta, orthogonalise):
    """You orthogonalise the gradient as it comes in, and step along a plain mixture. The velocity is made of gradients as they are; it is their
    mixture that is orthogonalised, last."""
    v = beta * v + (1 - beta) * orthogonalise(g)
    return (1 - beta) * g + beta * v, v


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
    {
        "x": np.array([2.0, -1.0]),
        "z": np.array([1.0, 3.0]),
        "t": 1,
        "gradient": Gradient("½(θ₁² + 5θ₂²)", lambda theta: np.array([1.0, 5.0]) * theta),
        "alpha": 0.2,
        "beta": 0.7,
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
        (
            {
                "x": np.array([1.0]),
                "z": np.array([5.0]),
                "t": 3,
                "gradient": Gradient("½θ²", lambda theta: theta),
                "alpha": 0.0,
                "beta": 0.5,
            },
            "With α = 0 z stays at 5. x is the mean of three points, and 1: the mean of four is (3 · 1 + 5)/4.",
        ),
    ],
    edges=(
        (
            {
                "x": np.array([1.0, 0.5]),
                "z": np.array([-0.4, 0.2]),
                "t": 4,
                "gradient": BENT,
                "alpha": 0.1,
                "beta": 0.9,
            },
            "Here the slope of one coordinate depends on the other as well: it has to be measured at the whole of y.",
        ),
        (
            {
                "x": np.array([0.0, 0.0, 0.0]),
                "z": np.array([0.0, 0.0, 0.0]),
                "t": 2,
                "gradient": SPACE,
                "alpha": 0.1,
                "beta": 0.9,
            },
            "At the minimum there is no slope, and nothing moves.",
        ),
    ),
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


def _stepped(x, z, gradient, alpha, beta):
    """Return y and the new z."""
    y = (1 - beta) * z + beta * x
    return y, z - alpha * gradient(y)


@SCHEDULE_FREE_STEP.mistake
def mean_of_the_places_asked(x, z, t, gradient, alpha, beta):
    """You average the places y where the gradient was measured. x is the mean of all z so far, the newest one with them."""
    y, z = _stepped(x, z, gradient, alpha, beta)
    return x + (y - x) / (t + 1), z


@SCHEDULE_FREE_STEP.mistake
def place_asked_returned(x, z, t, gradient, alpha, beta):
    """In place of x you return y, where the gradient was measured. Return the mean x, with the new z in it."""
    return _stepped(x, z, gradient, alpha, beta)


@SCHEDULE_FREE_STEP.mistake
def half_way_each_time(x, z, t, gradient, alpha, beta):
    """You go half-way to the new z, whatever t is. x is the mean of t points already: the new one is one of t + 1."""
    _, z = _stepped(x, z, gradient, alpha, beta)
    return (x + z) / 2, z


@SCHEDULE_FREE_STEP.mistake
def shares_of_the_mean_exchanged(x, z, t, gradient, alpha, beta):
    """Your mean gives the new z the weight t, and all the points before it 1. It is the other way round: (t·x + z)/(t + 1)."""
    _, z = _stepped(x, z, gradient, alpha, beta)
    return (x + t * z) / (t + 1), z


@SCHEDULE_FREE_STEP.mistake
def divided_by_t_alone(x, z, t, gradient, alpha, beta):
    """You add z to t·x and divide by t. These are t + 1 points."""
    _, z = _stepped(x, z, gradient, alpha, beta)
    return (t * x + z) / t, z


@SCHEDULE_FREE_STEP.mistake
def not_divided(x, z, t, gradient, alpha, beta):
    """Your x is a sum. Divide it by the number of points, t + 1."""
    _, z = _stepped(x, z, gradient, alpha, beta)
    return t * x + z, z


@SCHEDULE_FREE_STEP.mistake
def mean_of_x_once(x, z, t, gradient, alpha, beta):
    """You add z to x and divide by t + 1. x is the mean of t points, so it counts t times: (t·x + z)/(t + 1)."""
    _, z = _stepped(x, z, gradient, alpha, beta)
    return (x + z) / (t + 1), z


@SCHEDULE_FREE_STEP.mistake
def beyond_z(x, z, t, gradient, alpha, beta):
    """Your y lies beyond z, away from x: z + β(z − x). It lies between the two: (1 − β)z + βx."""
    z = z - alpha * gradient(z + beta * (z - x))
    return x + (z - x) / (t + 1), z


@SCHEDULE_FREE_STEP.mistake
def mean_first(x, z, t, gradient, alpha, beta):
    """You renew the mean first, with the old z in it, and look from there. The order is: y, then z, then x."""
    x = x + (z - x) / (t + 1)
    return x, _stepped(x, z, gradient, alpha, beta)[1]


@SCHEDULE_FREE_STEP.mistake
def step_from_x(x, z, t, gradient, alpha, beta):
    """Your step starts at x. The gradient of y moves z."""
    y, _ = _stepped(x, z, gradient, alpha, beta)
    z = x - alpha * gradient(y)
    return x + (z - x) / (t + 1), z


@SCHEDULE_FREE_STEP.mistake
def old_z_returned(x, z, t, gradient, alpha, beta):
    """x is right. But you return the old z. The next step begins at the new one."""
    return schedule_free_step(x, z, t, gradient, alpha, beta)[0], z


@SCHEDULE_FREE_STEP.mistake
def old_mean_returned(x, z, t, gradient, alpha, beta):
    """z is right. But you return the old x. The new z has to enter the mean: (t·x + z)/(t + 1)."""
    return x, _stepped(x, z, gradient, alpha, beta)[1]


@SCHEDULE_FREE_STEP.mistake
def rate_left_out(x, z, t, gradient, alpha, beta):
    """α is missing in the step of z."""
    return schedule_free_step(x, z, t, gradient, 1.0 + 0 * alpha, beta)


@SCHEDULE_FREE_STEP.mistake
def whole_mean(x, z, t, gradient, alpha, beta):
    """`//` rounds your mean down to a whole number. Divide with `/`."""
    _, z = _stepped(x, z, gradient, alpha, beta)
    return (t * x + z) // (t + 1), z


@SCHEDULE_FREE_STEP.mistake
def mean_by_beta_turned(x, z, t, gradient, alpha, beta):
    """Your mean takes β of the new z and 1 − β of the old x. Every point so far has the same weight in it: (t·x + z)/(t + 1)."""
    _, z = _stepped(x, z, gradient, alpha, beta)
    return (1 - beta) * x + beta * z, z


@SCHEDULE_FREE_STEP.mistake
def rate_that_falls(x, z, t, gradient, alpha, beta):
    """You divide α by t: a schedule. It is the mean that calms the noise here, and α stays as it is."""
    return schedule_free_step(x, z, t, gradient, alpha / t, beta)


@SCHEDULE_FREE_STEP.mistake
def z_decayed(x, z, t, gradient, alpha, beta):
    """You multiply the old z by β. z is a place, and no velocity: z ← z − α · gradient."""
    _, stepped = _stepped(x, z, gradient, alpha, beta)
    z = stepped - (1 - beta) * z
    return x + (z - x) / (t + 1), z


@SCHEDULE_FREE_STEP.mistake
def both_stepped(x, z, t, gradient, alpha, beta):
    """You move x by the gradient, too. Only z steps; x is the mean."""
    y, z = _stepped(x, z, gradient, alpha, beta)
    x = x - alpha * gradient(y)
    return x + (z - x) / (t + 1), z


@SCHEDULE_FREE_STEP.mistake
def place_asked_by_the_mean(x, z, t, gradient, alpha, beta):
    """You ask at the mean of x and z by their numbers. Where the gradient is measured is said by β: y = (1 − β)z + βx."""
    y = ((t - 1) * x + z) / t
    z = z - alpha * gradient(y)
    return x + (z - x) / (t + 1), z


@SCHEDULE_FREE_STEP.mistake
def away_from_the_new_point(x, z, t, gradient, alpha, beta):
    """Your x moves away from the new z. Turn the difference round: x + (z − x)/(t + 1)."""
    _, z = _stepped(x, z, gradient, alpha, beta)
    return x - (z - x) / (t + 1), z


@SCHEDULE_FREE_STEP.mistake
def mean_of_all_three(x, z, t, gradient, alpha, beta):
    """You average x, y and z. x is the mean of t points already, and z is one more: (t·x + z)/(t + 1)."""
    y, z = _stepped(x, z, gradient, alpha, beta)
    return (x + y + z) / 3, z


@SCHEDULE_FREE_STEP.mistake
def mean_from_y(x, z, t, gradient, alpha, beta):
    """Your mean is made of y and the new z. y is only where the gradient is measured: it is x that is the mean of t points."""
    y = (1 - beta) * z + beta * x
    z = z - alpha * gradient(y)
    return y + (z - y) / (t + 1), z
