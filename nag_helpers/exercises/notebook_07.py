"""Exercises of notebook 07, why it accelerates."""

import numpy as np

from nag_helpers.exercises.kinds import FunctionExercise, ValueExercise
from nag_helpers.exercises.values import Gradient


def _where_it_goes(a, b, c):
    """Return a sentence about the first of the three steps that does not lead where it should."""
    around = (("c", c, "a", a, "b", b, 0), ("a", a, "b", b, "c", c, 0), ("b", b, "c", c, "a", a, 24))
    for last, before, start, here, end, given, less in around:
        leads = here + 4 / 9 * (here - before) - (25 * here - less) / 9
        if abs(leads - given) > 5e-4:
            return f"From your {start}, {here:g}, with your {last} before it, momentum goes to {leads:.4g}, and not to your {end}."
    return ""


THE_CYCLE = ValueExercise(
    name="the_cycle",
    title="three places",
    notebook="07",
    prompt="Momentum with α = 1/9 and β = 4/9 goes from a to b to c and back to a, with a and b below 1 and c above 2. Find a, b and c.",
    reference=(792 / 1225, -2208 / 1225, 2592 / 1225),
    parts=("a", "b", "c"),
    tolerance=0.0005,
    implied=[(part, _where_it_goes) for part in "abc"],
    mistakes=[
        (
            (-2208 / 1225, 2592 / 1225, 792 / 1225),
            "The three places are right, but your list begins with b. a is the one between 0 and 1, from which it goes to b.",
        ),
        (
            (2592 / 1225, 792 / 1225, -2208 / 1225),
            "The three places are right, but your list begins with c. a is the one between 0 and 1, from which it goes to b.",
        ),
        (
            (-2208 / 1225, 792 / 1225, 2592 / 1225),
            "The three places are right, but a and b are exchanged: from c it goes to a, which is between 0 and 1, and from there to b.",
        ),
        (
            (-792 / 1225, 2208 / 1225, -2592 / 1225),
            "The sign of the 24 is wrong. The slope at c is 25c − 24, and the step subtracts a ninth of it: a = … − 25c/9 + 24/9.",
        ),
        ((0, 0, 0), "You left out the 24 in the slope at c. Without it nothing pushes, and all three are the minimum."),
        (
            (0.40290155, -0.71626943, 1.27336788),
            "That solves the equations of gradient descent. Momentum adds 4/9 of the last move to each step.",
        ),
        (
            (0.3569515, -0.36360277, 0.96665127),
            "The last move has the wrong sign. From a the step carries on with 4/9 of (a − c), the move that led there.",
        ),
        (
            (-0.00118796, -0.106784, 1.06797195),
            "α and β are exchanged: the slope is multiplied by 1/9, and the last move by 4/9.",
        ),
        (
            (5.81877551, -16.22204082, 19.04326531),
            "You multiplied by 9 and gave the 24 another 9: it is 24/9 before, and 24 after.",
        ),
        (
            (0.07183673, -0.20027211, 0.23510204),
            "Times 9 the 24/9 is 24: that equation, too, has to be multiplied by 9 on both sides.",
        ),
        (
            (0.65, -1.80, 2.12),
            "You read them off the picture, and they are near. The three equations say exactly where.",
        ),
        (
            (0.57937089, -1.6152158, 1.8961229),
            "At c you took the slope of the middle piece, x + 24. But c lies above 2, where the slope is 25x − 24.",
        ),
        (
            (0.34332236, -0.22030125, 0.83697889),
            "Those are NAG's equations: you measured ahead of each place. Momentum's slope is the one where it stands.",
        ),
        (
            (-0.00924737, -0.53326483, 1.24839455),
            "The place itself is missing: a step starts from here, so b = a + 4/9 (a − c) − 25a/9.",
        ),
        (
            (1.0333758, -0.95388535, 0.88050955),
            "Your last moves are those still to come. Into a it came from c, so the step from a carries on with a − c.",
        ),
        ((792, -2208, 2592), "Those are the numerators: each of them is to be divided by 1225."),
        (
            (792 / 1225, 2208 / 1225, 2592 / 1225),
            "b lies below 0, on the other side of the minimum: it is −2208/1225.",
        ),
    ],
    working="b = a + 4/9 (a − c) − 25a/9, c = b + 4/9 (b − a) − 25b/9, a = c + 4/9 (c − b) − (25c − 24)/9\n"
    "times 9: 12a + 9b + 4c = 0, 4a + 12b + 9c = 0, 9a + 4b + 12c = 24\n"
    "so a = 792/1225, b = −2208/1225, c = 2592/1225",
    hints=[
        "From c, with b before it: a = c + 4/9 (c − b) − 1/9 · slope at c. c lies above 2.",
        "Times 9 and sorted: 9a + 4b + 12c = 24.",
        "`np.linalg.solve([[12, 9, 4], [4, 12, 9], [9, 4, 12]], [0, 0, 24])` solves the three.",
    ],
    notice="Times 1225 they are whole numbers: 792, −2208 and 2592.",
)


# Where two walkers ask


def place_to_ask(x, z, t):
    return ((t - 1) * x + z) / t


PLACE_TO_ASK = FunctionExercise(
    name="place_to_ask",
    title="where they ask",
    notebook="07",
    prompt="A glass over x shows everything t times as far from x as it is. Return the place y that it shows at z.",
    reference=place_to_ask,
    returns=("y",),
    cases=[
        {"x": np.array([1.0]), "z": np.array([4.0]), "t": 3.0},
        {"x": np.array([2.0, -1.0]), "z": np.array([0.5, 3.0]), "t": 2.5},
        {"x": np.array([0.0, 4.0, -1.0]), "z": np.array([-2.0, 1.0, 0.5]), "t": 5.0},
    ],
    landmarks=[
        (
            {"x": np.array([2.0]), "z": np.array([-1.0]), "t": 1.0},
            "At t = 1 the glass enlarges nothing: y is where it is seen, at z.",
        ),
        (
            {"x": np.array([1.0]), "z": np.array([1.0]), "t": 4.0},
            "Where both walkers stand at 1, they ask at 1: what lies under the middle of the glass stays there.",
        ),
        (
            {"x": np.array([0.0]), "z": np.array([1.0]), "t": 2},
            "At t = 2 the place lies half way between them, at ½: whole numbers need not stay whole.",
        ),
    ],
    hints=[
        "Seen through the glass y is at x + t·(y − x). That is to be z.",
        "t·(y − x) = z − x. Divide by t, and add x.",
        "`x + (z - x) / t`",
    ],
    notice="y lies on the line between the two walkers, 1/t of the way from x to z: the larger t, the nearer to x.",
)


@PLACE_TO_ASK.mistake
def weights_exchanged(x, z, t):
    """The two weights are exchanged. t − 1 belongs to x, the careful one: the longer the bold one's step, the nearer to x they ask."""
    return (x + (t - 1) * z) / t


@PLACE_TO_ASK.mistake
def half_way(x, z, t):
    """That is half way, whatever t is. It is right for t = 2: a glass that enlarges more needs y nearer to x."""
    return (x + z) / 2 + 0 * t


@PLACE_TO_ASK.mistake
def not_divided(x, z, t):
    """That is t times the place. z = x + t·(y − x) is the same as t·y = (t − 1)·x + z: divide by t."""
    return (t - 1) * x + z


@PLACE_TO_ASK.mistake
def sign_of_z(x, z, t):
    """z has the wrong sign: on the other side of the equation it is added."""
    return ((t - 1) * x - z) / t


@PLACE_TO_ASK.mistake
def sign_of_x(x, z, t):
    """x has the wrong sign: on the other side of the equation (t − 1)·x is added."""
    return (z - (t - 1) * x) / t


@PLACE_TO_ASK.mistake
def only_z_divided(x, z, t):
    """Only z is divided. All of t·y = (t − 1)·x + z has to be divided by t: mind the brackets."""
    return (t - 1) * x + z / t


@PLACE_TO_ASK.mistake
def t_for_both(x, z, t):
    """Your weights are t and 1, over t + 1. In z = x + t·(y − x), x is multiplied by 1 − t, and y by t."""
    return (t * x + z) / (t + 1)


@PLACE_TO_ASK.mistake
def one_too_many(x, z, t):
    """You multiply x by t and divide by t. In t·y = (t − 1)·x + z it is multiplied by t − 1, so its weight is (t − 1)/t."""
    return x + z / t


@PLACE_TO_ASK.mistake
def where_the_careful_one_stands(x, z, t):
    """They ask where x stands. Under the middle of the glass nothing moves: y would be seen at x, and not at z."""
    return x + 0 * z * t


@PLACE_TO_ASK.mistake
def where_the_bold_one_stands(x, z, t):
    """They ask where z stands. The glass would show that t times as far from x. Whose place is shown at z?"""
    return z + 0 * x * t


@PLACE_TO_ASK.mistake
def away_from_z(x, z, t):
    """You go from x away from z. The place lies between them: x + (z − x)/t."""
    return x - (z - x) / t


@PLACE_TO_ASK.mistake
def beyond_z(x, z, t):
    """You go t times the way from x to z: that is where the glass shows z. You are to find what it shows at z, 1/t of the way."""
    return x + t * (z - x)


@PLACE_TO_ASK.mistake
def multiplied_by_t(x, z, t):
    """That is t² times the place. t·y = (t − 1)·x + z is to be divided by t; you multiplied."""
    return t * ((t - 1) * x + z)


@PLACE_TO_ASK.mistake
def both_signs(x, z, t):
    """Your y has the wrong sign: brought to the other side, (t − 1)·x and z are both added."""
    return -((t - 1) * x + z) / t


@PLACE_TO_ASK.mistake
def divided_by_one_less(x, z, t):
    """You divide by t − 1. In z = x + t·(y − x) it is y that is multiplied by t: divide by t."""
    return ((t - 1) * x + z) / (t - 1)


@PLACE_TO_ASK.mistake
def a_larger_share(x, z, t):
    """You go 1/(t − 1) of the way from x to z. It is 1/t of it: at t = 1 they ask at z."""
    return x + (z - x) / (t - 1)


@PLACE_TO_ASK.mistake
def too_many_of_y(x, z, t):
    """You divide by t + 1. In z = x + t·(y − x) it is y that is multiplied by t: divide by t."""
    return ((t - 1) * x + z) / (t + 1)


@PLACE_TO_ASK.mistake
def share_squared(x, z, t):
    """You go 1/t² of the way from x to z. Distances in the glass are t times as long, squares t² times: here it is a distance, so 1/t."""
    return x + (z - x) / t**2


@PLACE_TO_ASK.mistake
def next_momentum_of_the_way(x, z, t):
    """You take β, (k − 1)/(k + 2), for the share of the way to z. β multiplies the last move of x; of the way from x to z it is 1/t."""
    return x + (2 * t - 2) / (2 * t + 1) * (z - x)


@PLACE_TO_ASK.mistake
def beyond_x(x, z, t):
    """You go from z through x and on beyond it. The place lies between the two: ((t − 1)·x + z)/t."""
    return t * x - (t - 1) * z


@PLACE_TO_ASK.mistake
def t_cut(x, z, t):
    """You cut t down to a whole number. It grows by ½, so it is often 1½ or 2½: use it as it is."""
    return x + (z - x) / int(t)


@PLACE_TO_ASK.mistake
def z_times_t(x, z, t):
    """In your equation z is multiplied by t. It stands there once: t·y = (t − 1)·x + z."""
    return ((t - 1) * x + t * z) / t


@PLACE_TO_ASK.mistake
def x_once(x, z, t):
    """In your equation x stands once. It is multiplied by t − 1: t·y = (t − 1)·x + z."""
    return (x + z) / t


# The account of two walkers


def account(x, z, t, loss, L, minimiser):
    gap = loss(x) - loss(minimiser)
    return t**2 * gap + L / 2 * np.sum((z - minimiser) ** 2)


BOWL = Gradient("½(x² + 4y²) + 3", lambda p: p @ (p * [0.5, 2.0]) + 3)
MOVED_BOWL = Gradient("½((x − 1)² + 4(y + 2)²) − 1", lambda p: (p - [1.0, -2.0]) ** 2 @ [0.5, 2.0] - 1)
PARABOLA = Gradient("(θ − 1)² + 5", lambda p: (p[0] - 1.0) ** 2 + 5)

ACCOUNT = FunctionExercise(
    name="account",
    title="the account",
    notebook="07",
    prompt="Return t² (J(x) − J*) + ½L |z − θ*|², where `loss` is J and `minimiser` is θ*.",
    reference=account,
    returns=("account",),
    cases=[
        {
            "x": np.array([3.0]),
            "z": np.array([-1.0]),
            "t": 1.5,
            "loss": PARABOLA,
            "L": 2.0,
            "minimiser": np.array([1.0]),
        },
        {
            "x": np.array([1.0, -2.0]),
            "z": np.array([0.5, 3.0]),
            "t": 2.5,
            "loss": BOWL,
            "L": 4.0,
            "minimiser": np.array([0.0, 0.0]),
        },
        {
            "x": np.array([-2.0, 0.5]),
            "z": np.array([1.5, -1.0]),
            "t": 4.0,
            "loss": MOVED_BOWL,
            "L": 5.0,
            "minimiser": np.array([1.0, -2.0]),
        },
    ],
    landmarks=[
        (
            {
                "x": np.array([1.0]),
                "z": np.array([1.0]),
                "t": 3.0,
                "loss": PARABOLA,
                "L": 2.0,
                "minimiser": np.array([1.0]),
            },
            "When both walkers stand at the minimum, the account is 0: there is no gap and no distance.",
        ),
        (
            {
                "x": np.array([1.0]),
                "z": np.array([3.0]),
                "t": 2.0,
                "loss": PARABOLA,
                "L": 2.0,
                "minimiser": np.array([1.0]),
            },
            "x is at the minimum, so there is no gap. z is 2 away, so the account is ½ · 2 · 2² = 4.",
        ),
        (
            {
                "x": np.array([2.0]),
                "z": np.array([1.0]),
                "t": 2.0,
                "loss": PARABOLA,
                "L": 2.0,
                "minimiser": np.array([1.0]),
            },
            "z is at the minimum. The gap of x is 6 − 5 = 1, and t² = 4 copies of it count.",
        ),
    ],
    edges=(
        (
            {
                "x": np.array([1, 0, 0]),
                "z": np.array([0, 1, 2]),
                "t": 2,
                "loss": Gradient("½(x² + y² + z²)", lambda p: p @ p / 2),
                "L": 1,
                "minimiser": np.array([0, 0, 0]),
            },
            "In space, and in whole numbers: the gap is ½, four of them come to 2, and z is √5 away, which adds ½ · 5.",
        ),
    ),
    hints=[
        "Two terms. The gap is how far the loss at x is above the loss at the minimiser.",
        "The squared distance of z from the minimiser is `np.sum((z - minimiser) ** 2)`.",
        "`t**2 * (loss(x) - loss(minimiser)) + L / 2 * np.sum((z - minimiser) ** 2)`",
    ],
    notice="Neither term can be negative. So whatever the account once held is the most that t² gaps can ever come to.",
)


def _gap(loss, x, minimiser):
    return loss(x) - loss(minimiser)


def _squared(z, minimiser):
    return np.sum((z - minimiser) ** 2)


@ACCOUNT.mistake
def t_not_squared(x, z, t, loss, L, minimiser):
    """The gap has the weight t. In (2) the new gap counts t² times."""
    return t * _gap(loss, x, minimiser) + L / 2 * _squared(z, minimiser)


@ACCOUNT.mistake
def t_left_out(x, z, t, loss, L, minimiser):
    """The gap is counted once. It has the weight t²."""
    return _gap(loss, x, minimiser) + L / 2 * _squared(z, minimiser) + 0 * t


@ACCOUNT.mistake
def half_left_out(x, z, t, loss, L, minimiser):
    """The ½ is missing: the account holds ½L times the squared distance."""
    return t**2 * _gap(loss, x, minimiser) + L * _squared(z, minimiser)


@ACCOUNT.mistake
def L_left_out(x, z, t, loss, L, minimiser):
    """L is missing: the account holds ½L times the squared distance."""
    return t**2 * _gap(loss, x, minimiser) + _squared(z, minimiser) / 2 + 0 * L


@ACCOUNT.mistake
def distance_not_squared(x, z, t, loss, L, minimiser):
    """`np.linalg.norm` is the distance. Its square is asked for."""
    return t**2 * _gap(loss, x, minimiser) + L / 2 * np.linalg.norm(z - minimiser)


@ACCOUNT.mistake
def lowest_loss_left_in(x, z, t, loss, L, minimiser):
    """That is the loss at x, not the gap. Subtract the loss at the minimiser, J*: it is not 0 everywhere."""
    return t**2 * loss(x) + L / 2 * _squared(z, minimiser)


@ACCOUNT.mistake
def walkers_exchanged(x, z, t, loss, L, minimiser):
    """The two walkers are exchanged. The gap is that of x, the careful one, and the distance that of z, the bold one."""
    return t**2 * _gap(loss, z, minimiser) + L / 2 * _squared(x, minimiser)


@ACCOUNT.mistake
def only_the_careful_one(x, z, t, loss, L, minimiser):
    """Both of your terms are about x. The distance is that of z, the bold walker."""
    return t**2 * _gap(loss, x, minimiser) + L / 2 * _squared(x, minimiser) + 0 * z.sum()


@ACCOUNT.mistake
def only_the_bold_one(x, z, t, loss, L, minimiser):
    """Both of your terms are about z. The gap is that of x, the careful walker."""
    return t**2 * _gap(loss, z, minimiser) + L / 2 * _squared(z, minimiser) + 0 * x.sum()


@ACCOUNT.mistake
def between_the_walkers(x, z, t, loss, L, minimiser):
    """Your distance is the one between the two walkers. It is z's distance from the minimiser that counts."""
    return t**2 * _gap(loss, x, minimiser) + L / 2 * _squared(z, x)


@ACCOUNT.mistake
def distance_from_zero(x, z, t, loss, L, minimiser):
    """You take z's distance from 0. The minimiser is not always there: take z − minimiser."""
    return t**2 * _gap(loss, x, minimiser) + L / 2 * np.sum(z**2)


@ACCOUNT.mistake
def taken_off(x, z, t, loss, L, minimiser):
    """You subtract the distance's term. Both terms are added: what one loses, the other may gain."""
    return t**2 * _gap(loss, x, minimiser) - L / 2 * _squared(z, minimiser)


@ACCOUNT.mistake
def gap_turned(x, z, t, loss, L, minimiser):
    """The gap is turned round: the loss at x is above the loss at the minimiser, so subtract the latter."""
    return -(t**2) * _gap(loss, x, minimiser) + L / 2 * _squared(z, minimiser)


@ACCOUNT.mistake
def gap_squared_with_t(x, z, t, loss, L, minimiser):
    """You square the gap together with t. Only t is squared."""
    return (t * _gap(loss, x, minimiser)) ** 2 + L / 2 * _squared(z, minimiser)


@ACCOUNT.mistake
def only_the_gaps(x, z, t, loss, L, minimiser):
    """That is the first term. The account also holds ½L times the bold walker's squared distance."""
    return t**2 * _gap(loss, x, minimiser) + 0 * L * z.sum()


@ACCOUNT.mistake
def only_the_distance(x, z, t, loss, L, minimiser):
    """That is the second term. The account also holds t² gaps of the careful walker."""
    return L / 2 * _squared(z, minimiser) + 0 * t * x.sum()


@ACCOUNT.mistake
def everything_times_t_squared(x, z, t, loss, L, minimiser):
    """You multiply both terms by t². Only the gap has that weight."""
    return t**2 * (_gap(loss, x, minimiser) + L / 2 * _squared(z, minimiser))


@ACCOUNT.mistake
def the_weight_of_before(x, z, t, loss, L, minimiser):
    """Your gap has the weight t² − t, which is that of the old gap, on the right side of the inequality. In E it is t²."""
    return (t**2 - t) * _gap(loss, x, minimiser) + L / 2 * _squared(z, minimiser)


@ACCOUNT.mistake
def place_for_value(x, z, t, loss, L, minimiser):
    """You subtract the minimiser from the loss. The minimiser is the place θ*; J* is the loss there, `loss(minimiser)`."""
    return t**2 * (loss(x) - minimiser) + L / 2 * _squared(z, minimiser)


@ACCOUNT.mistake
def minimum_taken_for_zero(x, z, t, loss, L, minimiser):
    """You take it that the minimum is at 0, and that the loss is 0 there. That was so in the ravine; here `minimiser` says where it is, and
    `loss(minimiser)` what it is."""
    return t**2 * loss(x) + L / 2 * np.sum(z**2)


@ACCOUNT.mistake
def loss_of_the_way(x, z, t, loss, L, minimiser):
    """You ask for the loss at x − θ*. The gap is a difference of two losses: `loss(x) - loss(minimiser)`."""
    return t**2 * loss(x - minimiser) + L / 2 * _squared(z, minimiser)


@ACCOUNT.mistake
def added_then_squared(x, z, t, loss, L, minimiser):
    """You add the coordinates up and then square. A squared distance is the other way round: square each, then add."""
    return t**2 * _gap(loss, x, minimiser) + L / 2 * np.sum(z - minimiser) ** 2


@ACCOUNT.mistake
def first_coordinate_alone(x, z, t, loss, L, minimiser):
    """Your distance looks at the first coordinate alone. Square all of them, and add."""
    return t**2 * _gap(loss, x, minimiser) + L / 2 * (z - minimiser)[0] ** 2


@ACCOUNT.mistake
def mean_for_sum(x, z, t, loss, L, minimiser):
    """You take the mean of the squares. The squared distance is their sum."""
    return t**2 * _gap(loss, x, minimiser) + L / 2 * np.mean((z - minimiser) ** 2)


@ACCOUNT.mistake
def square_in_every_coordinate(x, z, t, loss, L, minimiser):
    """Your account is one number for each coordinate. |z − θ*|² is the sum of the squares: `np.sum(...)`."""
    return t**2 * _gap(loss, x, minimiser) + L / 2 * (z - minimiser) ** 2


@ACCOUNT.mistake
def lowest_loss_added(x, z, t, loss, L, minimiser):
    """You add J*. The gap is how far the loss at x is above it: subtract."""
    return t**2 * (loss(x) + loss(minimiser)) + L / 2 * _squared(z, minimiser)


@ACCOUNT.mistake
def brackets_left_out(x, z, t, loss, L, minimiser):
    """Only the loss at x is multiplied by t². The whole gap is: mind the brackets round J(x) − J*."""
    return t**2 * loss(x) - loss(minimiser) + L / 2 * _squared(z, minimiser)


@ACCOUNT.mistake
def over_L(x, z, t, loss, L, minimiser):
    """That is the account divided by L. Here the gap counts t² times, and the distance ½L times its square."""
    return (t**2 * _gap(loss, x, minimiser)) / L + _squared(z, minimiser) / 2


@ACCOUNT.mistake
def distance_in_the_denominator(x, z, t, loss, L, minimiser):
    """You divide by the squared distance: `L / (2 * d)` has d under the line, `L / 2 * d` has it above."""
    return t**2 * _gap(loss, x, minimiser) + L / (2 * _squared(z, minimiser))


@ACCOUNT.mistake
def t_times_two(x, z, t, loss, L, minimiser):
    """You multiply by 2t. The weight of the gap is t squared, `t**2`."""
    return 2 * t * _gap(loss, x, minimiser) + L / 2 * _squared(z, minimiser)


@ACCOUNT.mistake
def only_one_half_for_both(x, z, t, loss, L, minimiser):
    """You take half of both terms. Only the squared distance has the ½L in front."""
    return t**2 * _gap(loss, x, minimiser) / 2 + L / 2 * _squared(z, minimiser)


def _asked(x, z, t):
    return ((t - 1) * x + z) / t


@ACCOUNT.mistake
def gap_where_they_ask(x, z, t, loss, L, minimiser):
    """Your gap is that of y, where they ask. The gap in E is that of x, the careful walker."""
    return t**2 * _gap(loss, _asked(x, z, t), minimiser) + L / 2 * _squared(z, minimiser)


@ACCOUNT.mistake
def distance_of_where_they_ask(x, z, t, loss, L, minimiser):
    """Your distance is that of y, where they ask. The distance in E is that of z, the bold walker."""
    return t**2 * _gap(loss, x, minimiser) + L / 2 * _squared(_asked(x, z, t), minimiser)


@ACCOUNT.mistake
def difference_of_squares(x, z, t, loss, L, minimiser):
    """You square z and θ* and subtract. It is the other way round: subtract first, then square."""
    return t**2 * _gap(loss, x, minimiser) + L / 2 * (np.sum(z**2) - np.sum(minimiser**2))


@ACCOUNT.mistake
def distance_along_the_axes(x, z, t, loss, L, minimiser):
    """You add up the sizes of the coordinates. Square each of them, then add."""
    return t**2 * _gap(loss, x, minimiser) + L / 2 * np.sum(np.abs(z - minimiser))


@ACCOUNT.mistake
def both_terms_apart(x, z, t, loss, L, minimiser):
    """You return the two terms side by side. The account is their sum, one number."""
    return np.array([t**2 * _gap(loss, x, minimiser), L / 2 * _squared(z, minimiser)])


@ACCOUNT.mistake
def t_cubed(x, z, t, loss, L, minimiser):
    """Your gap has the weight t³. It is t²."""
    return t**3 * _gap(loss, x, minimiser) + L / 2 * _squared(z, minimiser)


@ACCOUNT.mistake
def half_L_on_the_gap(x, z, t, loss, L, minimiser):
    """You multiply the gap by ½L, and the squared distance by nothing. The ½L belongs to the distance; the gap has t² alone."""
    return t**2 * L / 2 * _gap(loss, x, minimiser) + _squared(z, minimiser)


@ACCOUNT.mistake
def neither_half_nor_square(x, z, t, loss, L, minimiser):
    """Two things are wrong with the distance: the ½ before L is missing, and it is to be squared."""
    return t**2 * _gap(loss, x, minimiser) + L * np.linalg.norm(z - minimiser)


@ACCOUNT.mistake
def careful_one_not_squared(x, z, t, loss, L, minimiser):
    """Two things are wrong with the distance: it is that of z, the bold walker, and it is to be squared."""
    return t**2 * _gap(loss, x, minimiser) + L / 2 * np.linalg.norm(x - minimiser)


@ACCOUNT.mistake
def distance_weighed(x, z, t, loss, L, minimiser):
    """You multiply the distance by t². It is the gap at x that counts t² times; of the squared distance the account holds ½L times, without t."""
    return _gap(loss, x, minimiser) + t**2 * L / 2 * _squared(z, minimiser)


def should_restart(slope, v):
    return slope @ v < 0


SHOULD_RESTART = FunctionExercise(
    name="should_restart",
    title="when to restart",
    notebook="07",
    prompt="Return True if the step that NAG just made went uphill.",
    reference=should_restart,
    returns=("restart",),
    cases=[
        {"slope": np.array([1.0, 2.0]), "v": np.array([0.5, 0.25])},
        {"slope": np.array([2.0, -1.0]), "v": np.array([-0.5, -0.25])},
        {"slope": np.array([0.1, 3.0]), "v": np.array([-0.2, 4.0])},
        {"slope": np.array([0.2, -4.0, 1.0]), "v": np.array([0.3, 5.0, 6.0])},
        {"slope": np.array([3.0, -1.0]), "v": np.array([0.5, -0.8])},
        {"slope": np.array([3.0, -4.0]), "v": np.array([3.0, 1.0])},
        {"slope": np.array([1.0, 1.0]), "v": np.array([1.0, -1.0])},
        {"slope": np.array([1.0, 1.0, 1.0]), "v": np.array([-0.1, -0.2, 5.0])},
        {"slope": np.array([0.5]), "v": np.array([-0.25])},
        {"slope": np.array([0.01, 0.0]), "v": np.array([-0.01, 3.0])},
        {"slope": np.array([0.01, 0.0]), "v": np.array([0.01, -3.0])},
        {"slope": np.array([1.0, 0.0]), "v": np.array([-0.1, 0.2])},
        {"slope": np.array([1.0, 0.0]), "v": np.array([-0.1, 0.6])},
        {"slope": np.array([2, -1]), "v": np.array([1, 3])},  # whole numbers
        {
            "slope": np.array([3.0, 1.0, 1.0]),
            "v": np.array([-1.0, 2.0, 2.0]),
        },  # the largest product has not the last word
        {"slope": np.array([1.5, -1.0, 2.0]), "v": np.array([2.0, 2.0, -1.0])},
    ],
    landmarks=[
        (
            {"slope": np.array([1.0]), "v": np.array([1.0])},
            "Slope and v both point to the right, so the step −v went left, downhill.",
        ),
        (
            {"slope": np.array([1.0]), "v": np.array([-1.0])},
            "The slope rises to the right, and the step −v went right: uphill.",
        ),
        (
            {"slope": np.array([-1.0]), "v": np.array([1.0])},
            "The slope rises to the left, and the step −v went left: uphill.",
        ),
        (
            {"slope": np.array([-1.0]), "v": np.array([-1.0])},
            "The slope rises to the left, and the step −v went right: downhill.",
        ),
        (
            {"slope": np.array([0.001]), "v": np.array([-0.001])},
            "However small the numbers are: the slope rises to the right, and the step −v went right, uphill.",
        ),
        (
            {"slope": np.array([0.001, 0.0]), "v": np.array([-0.001, 1.0])},
            "A step that goes uphill only slightly goes uphill: here by 0.001 along a slope of 0.001, and sideways along none.",
        ),
        (
            {"slope": np.array([1.0, 1.0]), "v": np.array([3.0, -1.0])},
            "The first coordinate goes down by 3, the second up by 1, on equal slopes: downhill overall.",
        ),
        (
            {"slope": np.array([1.0, 1.0]), "v": np.array([1.0, -3.0])},
            "The first coordinate goes down by 1, the second up by 3, on equal slopes: uphill overall.",
        ),
    ],
    hints=[
        "The step just made was −v. When does a step go uphill?",
        "It goes uphill where the scalar product of slope and step is positive.",
        "`slope @ (-v) > 0`.",
    ],
    notice="This rule costs nothing: slope and v are both at hand. A rule that compares losses, J(θ⁺) > J(θ), needs one more value.",
)


@SHOULD_RESTART.mistake
def _restart_downhill(slope, v):
    """Your sign is the wrong way round: you restart when all goes well. The step just made is −v, and it goes uphill
    where slope · (−v) is positive."""
    return slope @ v > 0


@SHOULD_RESTART.mistake
def _restart_by_any_coordinate(slope, v):
    """One coordinate that goes uphill is not enough: the others may go downhill farther. The sum of the products
    decides: take the scalar product."""
    return bool(np.any(slope * v < 0))


@SHOULD_RESTART.mistake
def _restart_by_all_coordinates(slope, v):
    """You wait until every coordinate goes uphill, which may never happen. The sum of the products decides: take the
    scalar product."""
    return bool(np.all(slope * v < 0))


@SHOULD_RESTART.mistake
def _restart_by_first_coordinate(slope, v):
    """You looked at the first coordinate alone. All of them together make the slope along the step."""
    return slope[0] * v[0] < 0


@SHOULD_RESTART.mistake
def _restart_at_right_angles(slope, v):
    """If slope and step are at right angles, the step went neither uphill nor downhill: 0 is no restart, so leave the equals sign out of your comparison."""
    return slope @ v <= 0


@SHOULD_RESTART.mistake
def _restart_by_majority(slope, v):
    """You let the coordinates vote. A few steep ones may outweigh many flat ones: the sum of the products decides."""
    return bool(np.sum(slope * v < 0) > len(v) / 2)


@SHOULD_RESTART.mistake
def _restart_by_size(slope, v):
    """Sizes say nothing about directions: a steep slope is no reason to restart as long as the step goes down it."""
    return np.linalg.norm(slope) > np.linalg.norm(v)


@SHOULD_RESTART.mistake
def _restart_by_sums(slope, v):
    """You added the coordinates up, and then multiplied. Multiply coordinate by coordinate, then add."""
    return np.sum(slope) * np.sum(v) < 0


@SHOULD_RESTART.mistake
def _restart_by_length(slope, v):
    """You ask whether slope and v together are shorter than the slope. That also depends on how long v is; the scalar product
    tells the direction."""
    return np.linalg.norm(slope + v) < np.linalg.norm(slope)


@SHOULD_RESTART.mistake
def _always_restart(slope, v):
    """Your function returns True in every case tried. If the scalar product of slope and v is positive, the step went downhill, and
    the run should go on."""
    return True


@SHOULD_RESTART.mistake
def _never_restart(slope, v):
    """Your function returns False in every case tried. If the scalar product of slope and v is negative, the step went uphill."""
    return False


@SHOULD_RESTART.mistake
def _restart_by_the_slope(slope, v):
    """You look at the slope alone. Whether the step −v went uphill depends on its direction too: take the scalar
    product."""
    return np.sum(slope) < 0


@SHOULD_RESTART.mistake
def _restart_where_the_slope_rises(slope, v):
    """You never use v. A slope that rises to the right makes the step go uphill only if the step goes to the right, and the step is −v:
    take the scalar product of the two."""
    return np.sum(slope) > 0


@SHOULD_RESTART.mistake
def _restart_by_the_velocity(slope, v):
    """You look at v alone. Whether the step −v went uphill depends on the slope too: take the scalar product."""
    return np.sum(v) < 0


@SHOULD_RESTART.mistake
def _restart_by_last_coordinate(slope, v):
    """You looked at the last coordinate alone. All of them together make the slope along the step."""
    return slope[-1] * v[-1] < 0


@SHOULD_RESTART.mistake
def _restart_where_clearly_uphill(slope, v):
    """You wait until slope and step point clearly the same way. A step that goes uphill slightly goes uphill, too: compare with 0."""
    sizes = np.linalg.norm(slope) * np.linalg.norm(v)
    return bool(slope @ v < -0.1 * sizes)


@SHOULD_RESTART.mistake
def _restart_by_signs(slope, v):
    """You add up signs, so that each coordinate has one vote, however steep it is. Multiply coordinate by coordinate, then add: the scalar
    product."""
    return bool(np.sum(np.sign(slope) * np.sign(v)) < 0)


@SHOULD_RESTART.mistake
def _restart_by_any_pair(slope, v):
    """You compare each coordinate of the slope with every one of v. A coordinate belongs to its own alone; multiply these and add: the
    scalar product."""
    return bool(np.any(np.outer(slope, v) < 0))


@SHOULD_RESTART.mistake
def _restart_by_the_steepest_coordinate(slope, v):
    """You look at the steepest coordinate alone. The others may move farther: all of them together make the slope along the step."""
    steepest = np.argmax(np.abs(slope))
    return slope[steepest] * v[steepest] < 0


@SHOULD_RESTART.mistake
def _restart_by_the_other_length(slope, v):
    """You ask whether slope and step together are longer than the slope. That also depends on how long v is; the scalar product tells the
    direction."""
    return np.linalg.norm(slope - v) > np.linalg.norm(slope)


@SHOULD_RESTART.mistake
def _restart_coordinate_by_coordinate(slope, v):
    """You return one answer for each coordinate. There is one step, and one answer: add the products up before you compare with 0."""
    return slope * v < 0


@SHOULD_RESTART.mistake
def _restart_by_a_negative_slope(slope, v):
    """You restart wherever the slope has a negative coordinate. Whether the step −v went uphill depends on v too: take the scalar product."""
    return bool(np.any(slope < 0))


@SHOULD_RESTART.mistake
def _restart_by_a_negative_velocity(slope, v):
    """You restart wherever v has a negative coordinate. Whether the step −v went uphill depends on the slope too: take the scalar product."""
    return bool(np.any(v < 0))


@SHOULD_RESTART.mistake
def _restart_by_the_largest_product(slope, v):
    """You let the largest product decide. Several smaller ones may outweigh it: add them all up."""
    products = slope * v
    return bool(-np.min(products) > np.max(products))


@SHOULD_RESTART.mistake
def _restart_by_the_sign_of_the_product(slope, v):
    """You multiply all the products. A single coordinate may turn that sign; add them up."""
    return bool(np.prod(slope * v) < 0)


@SHOULD_RESTART.mistake
def _restart_by_the_side(slope, v):
    """Yours is the cross product: it says on which side of the slope the step went, left or right. Up or down is said by the scalar product."""
    return bool(slope[0] * v[-1] - slope[-1] * v[0] < 0)


@SHOULD_RESTART.mistake
def _restart_on_steep_ground(slope, v):
    """You restart where the slope is steep. Steep ground is no reason as long as the step goes down it: look at slope and step together."""
    return bool(np.linalg.norm(slope) > 1)


@SHOULD_RESTART.mistake
def _restart_by_the_sum_of_both(slope, v):
    """You add slope and step up. Multiply them coordinate by coordinate, and add the products: the scalar product."""
    return bool(np.sum(slope - v) > 0)
