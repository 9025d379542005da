"""The exercises of notebook 03, deriving NAG."""

import numpy as np

from nag_helpers.exercises.kinds import FunctionExercise, ValueExercise
from nag_helpers.exercises.values import BOWL, Gradient

# The look-ahead point


def lookahead(theta, theta_before, beta):
    return theta + beta * (theta - theta_before)


LOOKAHEAD = FunctionExercise(
    name="lookahead",
    title="the look-ahead point",
    notebook="03",
    prompt="From the last two positions, work out the point to which momentum alone would carry us, and return it.",
    reference=lookahead,
    returns=("point",),
    cases=[
        {"theta": np.array([1.0]), "theta_before": np.array([1.5]), "beta": 0.8},
        {"theta": np.array([1.0, -2.0]), "theta_before": np.array([0.5, -1.75]), "beta": 0.6},
    ],
    landmarks=[
        (
            {"theta": np.array([2.0]), "theta_before": np.array([2.0]), "beta": 0.5},
            "If the last two positions are the same, the velocity is 0 and nothing carries us on.",
        ),
        (
            {"theta": np.array([3.0]), "theta_before": np.array([1.0]), "beta": 0.0},
            "With beta = 0 nothing is left of the last move, and we stay where we are.",
        ),
        (
            {"theta": np.array([3.0]), "theta_before": np.array([1.0]), "beta": 0.5},
            "From 1 to 3 the move was 2, and half of it carries us on from 3.",
        ),
    ],
    hints=[
        "You are given no v, but you can find it. Every step is theta⁺ = theta - v, so the last two positions give v.",
        "v = theta_before - theta. Now take a step of momentum with a gradient of zero: where does it lead?",
        "Without a gradient the new velocity is beta * v, and it is subtracted from theta. Put in v.",
    ],
    notice="If the two positions are the same, v = 0: the look-ahead point is where we stand, and the first step of NAG is "
    "momentum's.",
)


@LOOKAHEAD.mistake
def ahead_backwards(theta, theta_before, beta):
    """You look backwards, to where you came from. Momentum goes on in the direction of the last move, from theta_before to
    theta."""
    return theta + beta * (theta_before - theta)


@LOOKAHEAD.mistake
def ahead_without_beta(theta, theta_before, beta):
    """Beta is missing: only the share beta of the last move carries over into the next step."""
    return theta + (theta - theta_before)


@LOOKAHEAD.mistake
def backwards_without_beta(theta, theta_before, beta):
    """That is the position before. Momentum goes on from theta in the direction of the last move, by the share beta of
    it."""
    return theta_before + 0 * theta


@LOOKAHEAD.mistake
def not_ahead(theta, theta_before, beta):
    """That is where we stand. Momentum alone would carry us on from there, by beta times the last move."""
    return theta + 0 * theta_before


@LOOKAHEAD.mistake
def only_the_move(theta, theta_before, beta):
    """That is how far momentum carries us. It starts at theta."""
    return beta * (theta - theta_before)


@LOOKAHEAD.mistake
def from_the_position_before(theta, theta_before, beta):
    """You start at the position before, which we have left. Add the share beta of the last move to theta."""
    return theta_before + beta * (theta - theta_before)


@LOOKAHEAD.mistake
def position_for_velocity(theta, theta_before, beta):
    """You took the position before for the velocity. The velocity is a difference of two positions, v = theta_before - theta."""
    return theta - beta * theta_before


@LOOKAHEAD.mistake
def beta_on_one_position(theta, theta_before, beta):
    """Beta scales the whole move, theta - theta_before, not one of the two positions alone: use brackets."""
    return theta + beta * theta - theta_before


NAG_BY_HAND = ValueExercise(
    name="nag_by_hand",
    title="one step by hand",
    notebook="03",
    prompt="On J = ½θ² you are at θ = 1 with v = 0.5. Give position and velocity after one step of NAG with α = 0.2 and β = 0.8.",
    parts=("θ", "v"),
    reference=(0.48, 0.52),
    working="look-ahead point: 1 − 0.8 · 0.5 = 0.6, where the slope of ½θ² is 0.6\n"
    "v = 0.8 · 0.5 + 0.2 · 0.6 = 0.52\n"
    "θ = 1 − 0.52 = 0.48",
    hints=[
        "Three numbers, in this order: the look-ahead point, the new velocity, the new position.",
        "The look-ahead point is 1 − 0.8 · 0.5 = 0.6, and the slope of ½θ² there is 0.6.",
        "The new velocity is 0.8 · 0.5 + 0.2 · 0.6. Subtract it from 1.",
    ],
    mistakes=[
        (
            (0.4, 0.6),
            (
                "You measured the slope at θ = 1. That is classical momentum. NAG measures it where the velocity is "
                "about to take you: at θ − βv = 0.6."
            ),
        ),
        (
            (0.6, 0.52),
            (
                "The velocity is right, but your position is the look-ahead point, where only the slope is measured. "
                "The step leads from θ = 1 to θ − v."
            ),
        ),
        (
            (0.6, 0.4),
            (
                "That is the look-ahead point, and how far the old velocity carries us to it. Now measure the slope "
                "there, and add α times that slope to the 0.4."
            ),
        ),
        ((0.32, 0.68), "You looked backwards, to θ + βv = 1.4. The velocity is subtracted: ahead is θ − βv."),
        ((0.5, 0.5), "You looked ahead by the whole v, to 0.5. Only the share β of it is left: θ − βv = 0.6."),
        ((0.52, 0.48), "The numbers are right, but in the wrong order: position first, then velocity."),
        ((0.48, -0.52), "The position is right, but v has the wrong sign: here v points uphill, as the slope does."),
        ((0.08, 0.52), "You moved from the look-ahead point: the momentum is applied twice. Move from θ = 1."),
        ((0.88, 0.12), "You forgot the old velocity. The share 0.8 of it stays: v = 0.8 · 0.5 + 0.2 · 0.6."),
        ((0.8, 0.2), "That is gradient descent, which has no memory. NAG keeps the share 0.8 of the old velocity."),
        ((0.5, 0.52), "You moved by the old velocity. Move by the new one, 0.52."),
        ((1.52, 0.52), "You climb: the velocity points uphill, so subtract it."),
        ((0.38, 0.62), "You kept all of the old velocity. Only the share β = 0.8 of it is left."),
        ((0.064, 0.52), "That position is the next look-ahead point. Stop at θ − v."),
        (
            (0.504, 0.496),
            "You multiplied the slope by 0.8 too. Only the old velocity is scaled by β.",
        ),
        ((0, 1), "The learning rate is missing: v = 0.8 · 0.5 + 0.2 · 0.6."),
    ],
    slips=[
        (
            "θ",
            lambda theta, v: abs(v - 0.52) < 0.001,
            "The step moves from θ = 1 by the new velocity, so θ is 1 − 0.52.",
        ),
        (
            "θ",
            lambda theta, v: abs(1 - v - theta) < 0.001,
            (
                "Your θ fits your v: it is 1 − v. So look at v: it is 0.8 times the old velocity plus 0.2 times the "
                "slope at the look-ahead point 0.6."
            ),
        ),
        (
            "θ",
            lambda theta, v: abs(1 + v - theta) < 0.001,
            "Your θ is 1 + v. The velocity points uphill here, so subtract it. And v itself is 0.8 · 0.5 + 0.2 · 0.6.",
        ),
        (
            "θ",
            lambda theta, v: abs(0.6 - v - theta) < 0.001,
            (
                "You moved from the look-ahead point 0.6, where only the slope is measured. The step leads from θ = 1. And v is "
                "0.8 · 0.5 + 0.2 · 0.6."
            ),
        ),
        ("θ", 0.6, "That is the look-ahead point, where the slope is measured. The step leads from θ = 1 to θ − v."),
        ("θ", 0.4, "That is where classical momentum would go. NAG uses the slope at the look-ahead point 0.6."),
        ("v", lambda theta, v: True, "The position is right, and v leads there from 1. So v is 1 − 0.48."),
    ],
    implied=[
        (
            "θ",
            lambda theta, v: (
                f"Your step subtracts {1 - theta:g} from 1, but your velocity is {v:g}. The two "
                "should be equal, because the step leads from θ to θ − v. And v is 0.8 · 0.5 + 0.2 "
                "· (the slope at the look-ahead point 0.6)."
            ),
        )
    ],
    notice="Momentum would have gone to 0.400: NAG's slope was measured further down, where it is gentler.",
)


# Nesterov's two sequences


def two_sequence_step(x, x_before, gradient, alpha, beta):
    y = x + beta * (x - x_before)
    return y - alpha * gradient(y), x


TWO_SEQUENCE_CASES = [
    {
        "x": np.array([1.0]),
        "x_before": np.array([1.5]),
        "gradient": Gradient("1.5 θ²", lambda theta: 3 * theta),
        "alpha": 0.1,
        "beta": 0.8,
    },
    {
        "x": np.array([1.0, -1.0]),
        "x_before": np.array([0.5, -1.75]),
        "gradient": Gradient("½(x² + 10y²)", lambda theta: theta * np.array([1.0, 10.0])),
        "alpha": 0.05,
        "beta": 0.6,
    },
    {  # a slope that is not linear: only there does it matter whether one extrapolates first
        "x": np.array([1.5, -1.0]),
        "x_before": np.array([1.0, -0.5]),
        "gradient": Gradient("¼(x⁴ + y⁴)", lambda theta: theta**3),
        "alpha": 0.1,
        "beta": 0.7,
    },
]

TWO_SEQUENCE_STEP = FunctionExercise(
    name="two_sequence_step",
    title="the two-sequence step",
    notebook="03",
    prompt="Write one step of Nesterov's two-sequence form that keeps only the last two x, and return x, x_before.",
    reference=two_sequence_step,
    returns=("x", "x_before"),
    cases=TWO_SEQUENCE_CASES,
    landmarks=[
        (
            {"x": np.array([2.0]), "x_before": np.array([2.0]), "gradient": BOWL, "alpha": 0.5, "beta": 0.5},
            "If the last two x are the same, y is x, and the step is one of gradient descent.",
        ),
        (
            {"x": np.array([2.0]), "x_before": np.array([0.0]), "gradient": BOWL, "alpha": 0.25, "beta": 0.5},
            (
                "With x = 2 and x_before = 0, y is 2 + 0.5 · 2 = 3, where ½θ² has slope 3: the step leads to 3 − 0.25 · 3, "
                "and 2 becomes x_before."
            ),
        ),
    ],
    hints=[
        (
            "Write the two lines of the formula in the other order. Which one can you compute first if you have only "
            "x and x_before?"
        ),
        (
            "In the formula y is computed at the end of a step. Compute it at the beginning instead, from x and the "
            "last move. Then descend from y."
        ),
        "`y = x + beta * (x - x_before)`. The new x follows from y, and the old x becomes x_before.",
    ],
    notice="The velocity has no name here, but it is there: v = x_before − x.",
)


@TWO_SEQUENCE_STEP.mistake
def extrapolation_reversed(x, x_before, gradient, alpha, beta):
    """The extrapolation is reversed: it goes on in the direction of the last move, x − x_before, not back."""
    y = x + beta * (x_before - x)
    return y - alpha * gradient(y), x


@TWO_SEQUENCE_STEP.mistake
def gradient_at_x(x, x_before, gradient, alpha, beta):
    """You measured the gradient at x. Nesterov measures it at y, the extrapolated point."""
    y = x + beta * (x - x_before)
    return y - alpha * gradient(x), x


@TWO_SEQUENCE_STEP.mistake
def descends_from_x(x, x_before, gradient, alpha, beta):
    """Your gradient step starts from x. It should start where the gradient was measured, at y."""
    y = x + beta * (x - x_before)
    return x - alpha * gradient(y), x


@TWO_SEQUENCE_STEP.mistake
def no_extrapolation(x, x_before, gradient, alpha, beta):
    """Your y is x itself: without the last move this is gradient descent. Extrapolate first, then descend."""
    return x - alpha * gradient(x), x


@TWO_SEQUENCE_STEP.mistake
def descends_first(x, x_before, gradient, alpha, beta):
    """You descend at x first and extrapolate afterwards. Here y is not kept, so the extrapolation has to come first."""
    x_next = x - alpha * gradient(x)
    return x_next + beta * (x_next - x), x


@TWO_SEQUENCE_STEP.mistake
def extrapolates_from_old_x(x, x_before, gradient, alpha, beta):
    """You extrapolate from x_before. Begin at the newer one: x + β(x − x_before)."""
    y = x_before + beta * (x - x_before)
    return y - alpha * gradient(y), x


@TWO_SEQUENCE_STEP.mistake
def extrapolates_fully(x, x_before, gradient, alpha, beta):
    """Beta is missing: only the share β of the last move is carried on."""
    y = x + (x - x_before)
    return y - alpha * gradient(y), x


@TWO_SEQUENCE_STEP.mistake
def move_alone(x, x_before, gradient, alpha, beta):
    """Your y is only the move that is carried on. It starts at x: x + β(x − x_before)."""
    y = beta * (x - x_before)
    return y - alpha * gradient(y), x


@TWO_SEQUENCE_STEP.mistake
def y_kept(x, x_before, gradient, alpha, beta):
    """You return y as the older position. The next step needs the last x, because the move is a difference of two x."""
    y = x + beta * (x - x_before)
    return y - alpha * gradient(y), y


@TWO_SEQUENCE_STEP.mistake
def pair_not_moved(x, x_before, gradient, alpha, beta):
    """You return the old x_before. Both positions move up by one: the old x becomes the new x_before."""
    y = x + beta * (x - x_before)
    return y - alpha * gradient(y), x_before


@TWO_SEQUENCE_STEP.mistake
def new_position_twice(x, x_before, gradient, alpha, beta):
    """You return the new position twice, so the next move is 0 and the momentum is lost. Keep the old x under its own
    name."""
    y = x + beta * (x - x_before)
    x = y - alpha * gradient(y)
    return x, x


@TWO_SEQUENCE_STEP.mistake
def order_turned(x, x_before, gradient, alpha, beta):
    """The numbers are right, but in the wrong order: return the new position first, then the one before."""
    y = x + beta * (x - x_before)
    return x, y - alpha * gradient(y)


@TWO_SEQUENCE_STEP.mistake
def two_sequences_climb(x, x_before, gradient, alpha, beta):
    """You climb: subtract the gradient, y − α∇J(y)."""
    y = x + beta * (x - x_before)
    return y + alpha * gradient(y), x


# The effective momentum


def effective_momentum(alpha, beta, curvature):
    return beta * (1 - alpha * curvature)


MOMENTUM_CASES = [
    {"alpha": 0.1, "beta": 0.8, "curvature": 3.0},
    {"alpha": 0.01, "beta": 0.9, "curvature": 40.0},
    {"alpha": 0.2, "beta": 0.5, "curvature": -0.5},
    {"alpha": 0.1, "beta": 0.9, "curvature": 14.0},
]

EFFECTIVE_MOMENTUM = FunctionExercise(
    name="effective_momentum",
    title="effective momentum",
    notebook="03",
    prompt="Return the momentum that NAG effectively has on a mode with curvature λ.",
    reference=effective_momentum,
    returns=("momentum",),
    cases=MOMENTUM_CASES,
    landmarks=[
        (
            {"alpha": 0.5, "beta": 0.8, "curvature": 0.0},
            "Without curvature the slope at the look-ahead is the same, and all of β is left.",
        ),
        ({"alpha": 0.5, "beta": 0.8, "curvature": 2.0}, "At αλ = 1 the look-ahead takes all of the momentum away."),
        ({"alpha": 0.5, "beta": 0.8, "curvature": 1.0}, "At αλ = ½ the look-ahead takes half of the momentum away."),
        ({"alpha": 0.5, "beta": 0.8, "curvature": 4.0}, "At αλ = 2 the look-ahead takes twice the momentum away."),
    ],
    hints=[
        "On a mode the gradient at the look-ahead point is λ(θ − βv). Put it into the line for v.",
        "v⁺ = βv + αλ(θ − βv). Collect what multiplies v.",
        "βv − αλβv = β(1 − αλ) v.",
    ],
    notice="At αλ = 1 it is zero: along that direction NAG has no memory at all. Beyond that it is negative.",
)


@EFFECTIVE_MOMENTUM.mistake
def momentum_unchanged(alpha, beta, curvature):
    """That is momentum's own β. In NAG the momentum falls as the curvature grows: measure the gradient λ(θ − βv) and collect
    the terms in v."""
    return beta


@EFFECTIVE_MOMENTUM.mistake
def slope_at_lookahead_alone(alpha, beta, curvature):
    """1 − αλ is the share of the distance that a step of gradient descent leaves. Here it multiplies β."""
    return 1 - alpha * curvature


@EFFECTIVE_MOMENTUM.mistake
def grows_with_curvature(alpha, beta, curvature):
    """The sign is wrong: NAG brakes where it is steep. The look-ahead takes αβλv away from v."""
    return beta * (1 + alpha * curvature)


@EFFECTIVE_MOMENTUM.mistake
def beta_on_the_first_only(alpha, beta, curvature):
    """Both terms carry β: the look-ahead is at θ − βv, so αλ multiplies βv, not v."""
    return beta - alpha * curvature


@EFFECTIVE_MOMENTUM.mistake
def without_alpha(alpha, beta, curvature):
    """The learning rate is missing: the gradient λ(θ − βv) enters v multiplied by α."""
    return beta * (1 - curvature)


@EFFECTIVE_MOMENTUM.mistake
def without_curvature(alpha, beta, curvature):
    """The curvature is missing: the gradient at the look-ahead point is λ(θ − βv)."""
    return beta * (1 - alpha)


@EFFECTIVE_MOMENTUM.mistake
def friction(alpha, beta, curvature):
    """That is the friction, 1 minus the effective momentum. It grows with curvature; the momentum itself falls."""
    return 1 - beta * (1 - alpha * curvature)


@EFFECTIVE_MOMENTUM.mistake
def modulus(alpha, beta, curvature):
    """That is the rate of a run that oscillates: the square root of the effective momentum."""
    return np.sqrt(beta * (1 - alpha * curvature))


@EFFECTIVE_MOMENTUM.mistake
def divided(alpha, beta, curvature):
    """Do not divide: collecting the terms in v gives βv − αβλv, a product."""
    return beta / (1 + alpha * curvature)


@EFFECTIVE_MOMENTUM.mistake
def without_sign(alpha, beta, curvature):
    """Do not take the absolute value: the effective momentum may become negative. Beyond αλ = 1 the brake is a kick
    backwards."""
    return beta * abs(1 - alpha * curvature)


@EFFECTIVE_MOMENTUM.mistake
def stopped_at_zero(alpha, beta, curvature):
    """The effective momentum does not stop at 0. It may become negative: beyond αλ = 1 the brake is a kick backwards."""
    return max(0.0, beta * (1 - alpha * curvature))
