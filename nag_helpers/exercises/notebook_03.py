"""The exercises of notebook 03, deriving NAG."""

import numpy as np

from nag_helpers.exercises.kinds import FunctionExercise, ProofExercise, ValueExercise
from nag_helpers.exercises.values import BENT, BOWL, SPACE, Gradient
from nag_helpers.exercises.walked import as_in_the_ravine

# One step on paper

NAG_BY_HAND = ValueExercise(
    name="nag_by_hand",
    title="one step by hand",
    notebook="03",
    prompt="On J = ½θ² you are at θ = 1 with v = 0.5. Give position and v after one step of NAG with α = 0.2 and β = 0.8.",
    parts=("θ", "v"),
    reference=(0.48, 0.52),
    working="look-ahead point: 1 − 0.8 · 0.5 = 0.6, where the slope of ½θ² is 0.6\n"
    "v = 0.8 · 0.5 + 0.2 · 0.6 = 0.52\n"
    "θ = 1 − 0.52 = 0.48",
    hints=[
        "Three numbers, in this order: the look-ahead point, the new v, the new position.",
        "The look-ahead point is 1 − 0.8 · 0.5 = 0.6, and the slope of ½θ² there is 0.6.",
        "The new v is 0.8 · 0.5 + 0.2 · 0.6. Subtract it from 1.",
    ],
    mistakes=[
        (
            (0.4, 0.6),
            (
                "You asked for the slope at θ = 1. That is momentum. NAG asks for it where the coast ends: "
                "at θ − βv = 0.6."
            ),
        ),
        (
            (0.6, 0.52),
            (
                "v is right, but your position is the look-ahead point, where the slope is asked for. "
                "The whole step leads from θ = 1 to θ − v."
            ),
        ),
        (
            (0.6, 0.4),
            (
                "That is the look-ahead point, and the coast that leads to it. Now ask for the slope there, and add "
                "the push, α times that slope, to the 0.4."
            ),
        ),
        ((0.32, 0.68), "You looked backwards, to θ + βv = 1.4. A step is subtracted: ahead is θ − βv."),
        ((0.5, 0.5), "You looked ahead by the whole v, to 0.5. Only the share β of it is left: θ − βv = 0.6."),
        ((0.52, 0.48), "The numbers are right, but in the wrong order: first the position, then v."),
        (
            (0.72, 0.28),
            "You took the push off the coast: 0.4 − 0.12. Both lead the same way, so the step is their sum.",
        ),
        ((0.48, -0.52), "The position is right, but v has the wrong sign: v is the step that is subtracted, θ − v."),
        (
            (0.48, 0.12),
            (
                "The position is right. Your v is the push alone; v is the whole step that leads there from 1, the coast "
                "and the push."
            ),
        ),
        ((0.08, 0.52), "You took the whole step from the look-ahead point, so you coasted twice. Take it from θ = 1."),
        ((0.88, 0.12), "You forgot the coast. The share 0.8 of the last step is kept: v = 0.8 · 0.5 + 0.2 · 0.6."),
        ((0.8, 0.2), "That is gradient descent, which has no memory. NAG keeps the share 0.8 of its last step."),
        ((0.5, 0.52), "You moved by the last step. Move by the new one, 0.52."),
        ((1.52, 0.52), "You climb: the step v is subtracted, θ − v."),
        ((0.38, 0.62), "You kept all of the last step. Only the share β = 0.8 of it is left."),
        ((0.064, 0.52), "That position is the next look-ahead point. Stop at θ − v."),
        (
            (0.504, 0.496),
            "You multiplied the slope by 0.8 too. Only the last step is scaled by β.",
        ),
        ((0, 1), "The learning rate is missing: v = 0.8 · 0.5 + 0.2 · 0.6."),
        (
            (0.495, 0.505),
            "Rightly done, with other numbers: that is the step for α = 0.1 and β = 0.9. Here α is 0.2 and β is 0.8.",
        ),
        ((0.18, 0.82), "You exchanged α and β: the share of the last step is 0.8, and the slope is multiplied by 0.2."),
        ((0.576, 0.424), "You took an average, with 1 − β before the push. The push stays whole: 0.2 · 0.6."),
        ((0.36, 0.64), "You took twice the slope. That of ½θ² is θ itself: at the look-ahead point 0.6 it is 0.6."),
        ((0.54, 0.46), "You took half the slope. That of ½θ² is θ itself: at the look-ahead point 0.6 it is 0.6."),
    ],
    slips=[
        (
            "θ",
            lambda theta, v: abs(v - 0.52) < 0.001,
            "The step leads from θ = 1 to θ − v, so θ is 1 − 0.52.",
        ),
        (
            "θ",
            lambda theta, v: abs(1 - v - theta) < 0.001,
            (
                "Your θ fits your v: it is 1 − v. So look at v: it is 0.8 times the last step plus 0.2 times the "
                "slope at the look-ahead point 0.6."
            ),
        ),
        (
            "θ",
            lambda theta, v: abs(1 + v - theta) < 0.001,
            "Your θ is 1 + v. The step is subtracted: 1 − v. And v itself is 0.8 · 0.5 + 0.2 · 0.6.",
        ),
        (
            "θ",
            lambda theta, v: abs(0.6 - v - theta) < 0.001,
            (
                "You took the whole step from the look-ahead point 0.6. It leads from θ = 1. And v is "
                "0.8 · 0.5 + 0.2 · 0.6."
            ),
        ),
        (
            "θ",
            0.6,
            "That is the look-ahead point, where the slope is asked for. The whole step leads from θ = 1 to θ − v.",
        ),
        ("θ", 0.4, "That is where momentum would go. NAG uses the slope at the look-ahead point 0.6."),
        ("v", lambda theta, v: True, "And v is the step that leads there from 1: 1 − 0.48."),
    ],
    implied=[
        (
            "θ",
            lambda theta, v: (
                f"Your step subtracts {1 - theta:g} from 1, but your v is {v:g}. The two "
                "should be equal, because the step leads from θ to θ − v. And v is 0.8 · 0.5 + 0.2 "
                "· (the slope at the look-ahead point 0.6)."
            ),
        )
    ],
    notice="The push is 0.12. Momentum, asking at 1, would have pushed by 0.2.",
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
    edges=[
        (
            {"x": np.array([0.0, 0.0]), "x_before": np.array([0.0, 0.0]), "gradient": BENT, "alpha": 0.2, "beta": 0.5},
            "At the minimum, and at rest, nothing moves.",
        ),
        (
            {
                "x": np.array([0.5, 0.25]),
                "x_before": np.array([0.25, 0.75]),
                "gradient": BENT,
                "alpha": 0.2,
                "beta": 0.5,
            },
            "This ground is bent, and its valley lies across the axes: each slope depends on both coordinates.",
        ),
        (
            {
                "x": np.array([1.0, -1.0, 2.0]),
                "x_before": np.array([1.5, -1.0, 3.0]),
                "gradient": SPACE,
                "alpha": 0.1,
                "beta": 0.5,
            },
            "A step may have any number of coordinates. Here it has three.",
        ),
    ],
    notice="The last step has no name here, but it is there: v = x_before − x.",
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
def gradient_at_the_older(x, x_before, gradient, alpha, beta):
    """You ask at x_before, the older of the two. Nesterov asks at y, which lies ahead of the newer."""
    y = x + beta * (x - x_before)
    return y - alpha * gradient(x_before), x


@TWO_SEQUENCE_STEP.mistake
def last_move_returned(x, x_before, gradient, alpha, beta):
    """The new x is right. As the second you return the last move; asked for is the place where it began, the old x."""
    x_next, x = two_sequence_step(x, x_before, gradient, alpha, beta)
    return x_next, x_next - x


@TWO_SEQUENCE_STEP.mistake
def x_taken_for_y(x, x_before, gradient, alpha, beta):
    """You take the x that you get for the y of the book: you push from x, and hand back the end of the next coast. Here both numbers are
    x, so coast first, y = x + β(x − x_before), push from there, and return that with the old x."""
    x_next = x - alpha * gradient(x)
    return x_next + beta * (x_next - x_before), x_next


@TWO_SEQUENCE_STEP.mistake
def y_handed_back(x, x_before, gradient, alpha, beta):
    """You push from x, and hand back the next y and the new x, so `x_before` is never used. Here both numbers are x: coast first, by the last
    move, y = x + β(x − x_before), push from there, and return that with the old x."""
    x_next = x - alpha * gradient(x)
    return x_next + beta * (x_next - x), x_next


@TWO_SEQUENCE_STEP.mistake
def extrapolates_from_old_x(x, x_before, gradient, alpha, beta):
    """Your y starts at x_before, and comes at most as far as x. Begin at the newer one and go on: x + β(x − x_before)."""
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
    """You return the new position twice, so the next move is 0 and the memory is lost. Keep the old x under its own
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


# Why the two are one method

ONE_METHOD = ProofExercise(
    name="one_method",
    title="one method",
    notebook="03",
    prompt="Put the proof in order: for every t, xₜ = θₜ and yₜ = θₜ − βvₜ₋₁. Three of the lines don't belong.",
    steps={
        "begins": "At t = 0 the claim holds: x₀ = y₀ = θ₀, and v₋₁ = 0.",
        "supposed": "Suppose that it holds at some t.",
        "put in": "Then xₜ₊₁ = yₜ − α∇J(yₜ) = θₜ − [βvₜ₋₁ + α∇J(θₜ − βvₜ₋₁)].",
        "bracket": "The bracket is vₜ, so xₜ₊₁ = θₜ − vₜ = θₜ₊₁.",
        "move": "So the last move of x is xₜ₊₁ − xₜ = −vₜ.",
        "extrapolated": "Then yₜ₊₁ = xₜ₊₁ + β(xₜ₊₁ − xₜ) = θₜ₊₁ − βvₜ.",
        "goes on": "So it holds at t + 1 as well, and from t = 0 it goes on to every t.",
    },
    needs={
        ("goes on", "begins"): "Before it can go on from t = 0 to every t, somebody has to say that it holds at t = 0.",
        (
            "put in",
            "supposed",
        ): "The line that begins with xₜ₊₁ puts in what yₜ is. Nobody knows that yet: it has to be supposed first.",
        ("bracket", "put in"): "You speak of a bracket before there is one.",
        (
            "move",
            "bracket",
        ): "The last move of x is a difference of θₜ₊₁ and θₜ. First it must be known that xₜ₊₁ is θₜ₊₁.",
        ("extrapolated", "move"): "The line for yₜ₊₁ uses the last move of x. That has to be known first.",
        ("goes on", "extrapolated"): "The claim has two halves, x and y. You end before both are shown at t + 1.",
    },
    others={
        "old step in the bracket": (
            "The bracket is vₜ₋₁, so xₜ₊₁ = θₜ − vₜ₋₁ = θₜ₊₁.",
            "bracket",
            "The bracket holds the new slope as well as the old step: that is vₜ. vₜ₋₁ is what it starts from.",
        ),
        "move without its sign": (
            "So the last move of x is xₜ₊₁ − xₜ = vₜ.",
            "move",
            "θₜ₊₁ is θₜ − vₜ: a step is subtracted. So the move from xₜ to xₜ₊₁ is −vₜ.",
        ),
        "quadratic": (
            "J is a quadratic, so its slope changes evenly along the coast.",
            "supposed",
            "Nothing in the proof asks what J is like: the slope is only ever taken at one point, yₜ. So it holds in bent valleys too.",
        ),
    },
    hints=[
        "It is a proof by induction: it holds at 0, and if it holds at t, it holds at t + 1.",
        "At t + 1 there are two halves to show, x first. The y of the second half needs the move of x.",
        "Of the two lines with a bracket, and the two with a move, put in the formulas and see which is true.",
    ],
    notice="J was asked for one slope and for nothing else. So the two are one method on any J that has slopes.",
)


# NAG out of momentum


def momentum_run(curvature, alpha, beta, updates):
    """Walk one direction with momentum, as the notebook's cell does."""
    theta, v = 1.0, 0.0
    path = [theta]
    for _ in range(updates):
        v = beta * v + alpha * curvature * theta
        theta = theta - v
        path.append(theta)
    return np.array(path)


def rebuilt(alpha, beta, updates):
    along = beta * (1 - alpha)  # λ is 1
    across = beta * (1 - alpha * 100)
    return np.stack([momentum_run(1, alpha, along, updates), momentum_run(100, alpha, across, updates)], axis=1)


def _begun(alpha, beta, updates):
    along = ...
    across = ...
    return np.stack([momentum_run(1, alpha, along, updates), momentum_run(100, alpha, across, updates)], axis=1)


REBUILT = FunctionExercise(
    name="rebuilt",
    title="NAG is forbidden",
    notebook="03",
    prompt="Come as near to NAG's run in the ravine as two runs of momentum can.",
    reference=rebuilt,
    method="NAG",
    way=as_in_the_ravine,
    stub=_begun,
    returns=("path",),
    cases=[
        {"alpha": 0.009, "beta": 0.85, "updates": 3},
        {"alpha": 0.005, "beta": 0.5, "updates": 4},
        {"alpha": 0.012, "beta": 0.6, "updates": 5},
    ],
    landmarks=[
        ({"alpha": 0.009, "beta": 0.85, "updates": 0}, "After no update the path is the start alone, (1, 1)."),
        (
            {"alpha": 0.009, "beta": 0.85, "updates": 1},
            "The first step has nothing to coast by: it leads to 1 − 0.009 along, and to 1 − 100 · 0.009 across.",
        ),
        (
            {"alpha": 0.01, "beta": 0.5, "updates": 3},
            "At α = 0.01 NAG's first push across lands on the floor, and its effective momentum there is 0: it stays.",
        ),
        (
            {"alpha": 0.005, "beta": 0.0, "updates": 2},
            "With β = 0 nothing is kept: both walks are gradient descent's, (1 − 0.005)² along and (1 − 0.5)² across.",
        ),
    ],
    hints=[
        "Write λ(θ − βv) for the slope in v ← βv + α · slope. What multiplies the old v? And what is left: who asks for that push?",
        "v ← β(1 − αλ)v + αλθ. Its push is momentum's own, asked for at θ; only the number in front of v is another. λ is 1 along and 100 "
        "across.",
        "Along it is `beta * (1 - alpha * 1)`. And across?",
    ],
    notice="It isn't near, it is the same run.",
)


def _from(along, across):
    """Return a path from the momenta of its two directions, each a function of alpha and beta."""

    def path(alpha, beta, updates):
        runs = [
            momentum_run(curvature, alpha, kept(alpha, beta), updates)
            for curvature, kept in ((1, along), (100, across))
        ]
        return np.stack(runs, axis=1)

    return path


@REBUILT.mistake
def momentum_in_both(alpha, beta, updates):
    """That is the momentum run. What multiplies the old v once λ(θ − βv) is put in?"""
    return _from(lambda a, b: b, lambda a, b: b)(alpha, beta, updates)


@REBUILT.mistake
def numbers_of_one_setting(alpha, beta, updates):
    """Right for α = 0.009 and β = 0.85, and for no other setting. Write both with `alpha` and `beta`."""
    return _from(lambda a, b: 0.84235, lambda a, b: 0.085)(alpha, beta, updates)


@REBUILT.mistake
def rounded_numbers(alpha, beta, updates):
    """Nearly right for α = 0.009 and β = 0.85: 0.842 is rounded. Write both with `alpha` and `beta`, for any setting."""
    return _from(lambda a, b: 0.842, lambda a, b: 0.085)(alpha, beta, updates)


@REBUILT.mistake
def alpha_of_one_setting(alpha, beta, updates):
    """Right for α = 0.009, and for no other: that number is built in. Write 1 − α and 1 − 100α with `alpha`."""
    return _from(lambda a, b: 0.991 * b, lambda a, b: 0.1 * b)(alpha, beta, updates)


@REBUILT.mistake
def lambda_before_the_bracket(alpha, beta, updates):
    """Along is right. Across you multiply the bracket by 100, and keep a hundred times as much. λ belongs to α, inside it: β(1 − α · 100)."""
    return _from(lambda a, b: b * (1 - a), lambda a, b: 100 * b * (1 - a))(alpha, beta, updates)


@REBUILT.mistake
def along_unbraked(alpha, beta, updates):
    """Across is right. Along, NAG keeps β(1 − α · 1), which is a little less than β."""
    return _from(lambda a, b: b, lambda a, b: b * (1 - 100 * a))(alpha, beta, updates)


@REBUILT.mistake
def across_unbraked(alpha, beta, updates):
    """Along is right. Across, where λ is 100, NAG keeps β(1 − α · 100)."""
    return _from(lambda a, b: b * (1 - a), lambda a, b: b)(alpha, beta, updates)


@REBUILT.mistake
def across_braked_as_along(alpha, beta, updates):
    """You used 1 − α in both directions. λ is 1 along, but 100 across."""
    return _from(lambda a, b: b * (1 - a), lambda a, b: b * (1 - a))(alpha, beta, updates)


@REBUILT.mistake
def along_braked_as_across(alpha, beta, updates):
    """You used 1 − 100α in both directions. λ is 100 across, but 1 along."""
    return _from(lambda a, b: b * (1 - 100 * a), lambda a, b: b * (1 - 100 * a))(alpha, beta, updates)


@REBUILT.mistake
def momenta_exchanged(alpha, beta, updates):
    """You exchanged the two: the smaller momentum belongs to the steep direction, across."""
    return _from(lambda a, b: b * (1 - 100 * a), lambda a, b: b * (1 - a))(alpha, beta, updates)


@REBUILT.mistake
def runs_exchanged(alpha, beta, updates):
    """Both runs are right, and stand in the wrong columns: along first, then across."""
    return rebuilt(alpha, beta, updates)[:, ::-1]


@REBUILT.mistake
def gradient_descent_in_both(alpha, beta, updates):
    """Without memory that is gradient descent. NAG keeps β(1 − αλ) of its last step."""
    return _from(lambda a, b: 0, lambda a, b: 0)(alpha, beta, updates)


@REBUILT.mistake
def without_beta(alpha, beta, updates):
    """You left out β: what is kept is β(1 − αλ), not 1 − αλ."""
    return _from(lambda a, b: 1 - a, lambda a, b: 1 - 100 * a)(alpha, beta, updates)


@REBUILT.mistake
def beta_on_the_first_only(alpha, beta, updates):
    """You took β − αλ. The look-ahead goes βv ahead, so αλ is multiplied by β as well: β − αλβ."""
    return _from(lambda a, b: b - a, lambda a, b: b - 100 * a)(alpha, beta, updates)


@REBUILT.mistake
def speeds_up(alpha, beta, updates):
    """The sign in the bracket: it is β(1 − αλ). With a plus NAG would speed up where it is curved."""
    return _from(lambda a, b: b * (1 + a), lambda a, b: b * (1 + 100 * a))(alpha, beta, updates)


@REBUILT.mistake
def without_alpha(alpha, beta, updates):
    """You left out α: it is αλ that counts, β(1 − αλ)."""
    return _from(lambda a, b: b * (1 - 1), lambda a, b: b * (1 - 100))(alpha, beta, updates)


@REBUILT.mistake
def stopped_at_zero(alpha, beta, updates):
    """Don't stop at 0: beyond αλ = 1 the effective momentum is negative, a kick backwards."""
    return _from(lambda a, b: max(0, b * (1 - a)), lambda a, b: max(0, b * (1 - 100 * a)))(alpha, beta, updates)


@REBUILT.mistake
def braked_twice(alpha, beta, updates):
    """You braked the whole step, push included. The push stays as it is; only what is kept of the last step changes, so hand
    β(1 − αλ) over in place of β, and α as it is."""

    def path(curvature):
        brake = 1 - alpha * curvature
        return momentum_run(curvature, alpha * brake, beta * brake, updates)

    return np.stack([path(1), path(100)], axis=1)


@REBUILT.mistake
def beta_twice(alpha, beta, updates):
    """β comes in once too often. The old v is in βv, and in the slope as −λβv: what is kept is β(1 − αλ), and no β stays in the
    bracket."""
    return _from(lambda a, b: b * (1 - a * b), lambda a, b: b * (1 - 100 * a * b))(alpha, beta, updates)


@REBUILT.mistake
def larger_push(alpha, beta, updates):
    """Your two momenta are right. But you made the push larger as well, with α(1 + β): what is left beside the old v is αλθ, so α stays
    as it is."""
    runs = [
        momentum_run(curvature, alpha * (1 + beta), beta * (1 - alpha * curvature), updates) for curvature in (1, 100)
    ]
    return np.stack(runs, axis=1)


@REBUILT.mistake
def braked_by_division(alpha, beta, updates):
    """You divided by 1 + αλ. That is near β(1 − αλ) where αλ is small, but across it is far from small: multiply by the bracket."""
    return _from(lambda a, b: b / (1 + a), lambda a, b: b / (1 + 100 * a))(alpha, beta, updates)


@REBUILT.mistake
def across_with_another_number(alpha, beta, updates):
    """Along is right. Across, λ is 100, and your bracket has 10: `beta * (1 - alpha * 100)`."""
    return _from(lambda a, b: b * (1 - a), lambda a, b: b * (1 - 10 * a))(alpha, beta, updates)


@REBUILT.mistake
def half_the_brake(alpha, beta, updates):
    """Your brake is half as strong as it should be. Nothing is halved here: collect what multiplies the old v, β and −αλβ."""
    return _from(lambda a, b: b * (1 - a / 2), lambda a, b: b * (1 - 50 * a))(alpha, beta, updates)


@REBUILT.mistake
def without_its_sign(alpha, beta, updates):
    """Right where αλ is below 1. Beyond that what is kept is negative, a kick backwards: leave its sign as it is, without `abs`."""
    return _from(lambda a, b: abs(b * (1 - a)), lambda a, b: abs(b * (1 - 100 * a)))(alpha, beta, updates)


@REBUILT.mistake
def braked_by_the_square(alpha, beta, updates):
    """Your bracket is squared. αλ comes into the kept share once, as β(1 − αλ)."""
    return _from(lambda a, b: b * (1 - a) ** 2, lambda a, b: b * (1 - 100 * a) ** 2)(alpha, beta, updates)


@REBUILT.mistake
def nothing_across(alpha, beta, updates):
    """You keep β along and nothing across. NAG brakes a little along, too, and across it stops only where αλ is 1: β(1 − αλ) in both."""
    return _from(lambda a, b: b, lambda a, b: 0)(alpha, beta, updates)


@REBUILT.mistake
def taken_from_one(alpha, beta, updates):
    """You took αλβ from 1. The coast is only β of the last step to begin with: take it from β."""
    return _from(lambda a, b: 1 - a * b, lambda a, b: 1 - 100 * a * b)(alpha, beta, updates)
