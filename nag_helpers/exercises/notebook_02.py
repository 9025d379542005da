"""The exercises of notebook 02, momentum."""

import numpy as np

from nag_helpers.exercises.kinds import FunctionExercise, ValueExercise
from nag_helpers.exercises.values import BOWL, Gradient

STEP_CASES = [
    {
        "theta": np.array([1.0]),
        "v": np.array([0.5]),
        "gradient": Gradient("1.5 θ²", lambda theta: 3 * theta),
        "alpha": 0.1,
        "beta": 0.8,
    },
    {
        "theta": np.array([1.0, -2.0]),
        "v": np.array([0.25, 0.5]),
        "gradient": Gradient("½(x² + 10y²)", lambda theta: theta * np.array([1.0, 10.0])),
        "alpha": 0.05,
        "beta": 0.6,
    },
    {
        "theta": np.array([2.0, 1.0]),
        "v": np.array([0.0, 0.0]),
        "gradient": Gradient(
            "(x − 1)² + (x − 1)y + y²", lambda theta: np.array([[2.0, 1.0], [1.0, 2.0]]) @ (theta - [1.0, 0.0])
        ),
        "alpha": 0.2,
        "beta": 0.9,
    },
    {
        "theta": np.array([1.5, -1.0]),
        "v": np.array([0.5, 0.25]),
        "gradient": Gradient("¼(x⁴ + y⁴)", lambda theta: theta**3),
        "alpha": 0.1,
        "beta": 0.6,
    },
]

MOMENTUM_BY_HAND = ValueExercise(
    name="momentum_by_hand",
    title="momentum by hand",
    notebook="02",
    prompt="On J = ½θ² momentum starts at rest at θ = 1, with α = 0.1 and β = 0.9. Give its first three positions.",
    parts=("θ₁", "θ₂", "θ₃"),
    reference=[0.9, 0.72, 0.486],
    working="The slope of ½θ² is θ.\n"
    "v = 0.9 · 0 + 0.1 · 1 = 0.1, θ₁ = 1 − 0.1 = 0.9\n"
    "v = 0.9 · 0.1 + 0.1 · 0.9 = 0.18, θ₂ = 0.9 − 0.18 = 0.72\n"
    "v = 0.9 · 0.18 + 0.1 · 0.72 = 0.234, θ₃ = 0.72 − 0.234 = 0.486",
    hints=[
        "Keep two columns, v and θ. From rest means v = 0.",
        "Each step: first the new v = 0.9 · (old v) + 0.1 · θ, then θ minus the new v.",
        "θ₁ = 0.9, with v = 0.1. Next: v = 0.9 · 0.1 + 0.1 · 0.9.",
    ],
    mistakes=[
        (
            [0.9, 0.81, 0.729],
            (
                "Each of your steps is a tenth of the position: that is gradient descent. Momentum keeps "
                "0.9 of the last velocity as well."
            ),
        ),
        ([0.1, 0.18, 0.234], "Those are the velocities, and they are right. Where do they take you?"),
        (
            [1, 0.9, 0.72],
            (
                "You began with the start, θ₀ = 1. The exercise asks for the positions after the first, second "
                "and third step."
            ),
        ),
        (
            [0.9, 0.729, 0.51759],
            (
                "You measured the slope at the look-ahead point: that is NAG, from notebook 3. Momentum "
                "measures it where it stands."
            ),
        ),
        ([0.9, 0.71, 0.449], "Your velocity never fades. Keep 0.9 of the old one, not all of it."),
        ([1, 0.9, 0.71], "You move by the old velocity. Update v first, then move by the new one."),
        ([1.1, 1.3, 1.61], "You climb: v points uphill, so subtract it."),
        (
            [0.99, 0.9711, 0.944379],
            (
                "You averaged old and new, with 0.9 and 0.1. Here the gradient keeps its full α; "
                "only the old velocity is scaled, by β."
            ),
        ),
        ([0.91, 0.7471, 0.533251], "You multiplied the slope by 0.9 too. Only the old velocity is scaled by β."),
    ],
    slips=[
        ("θ₁", 1.0, "From rest v = 0, but the first step adds 0.1 · 1 to it: θ₁ = 1 − 0.1."),
        ("θ₁", 0.0, "The learning rate is missing: v = 0.1 · 1."),
        ("θ₁", 1.1, "You climb: v points uphill, so subtract it."),
        ("θ₁", 0.8, "The slope of ½θ² is θ, not 2θ: the ½ cancels the 2."),
        ("θ₁", 0.95, "The slope of ½θ² is θ: the 2 from the derivative cancels the ½."),
        ("θ₁", 0.1, "That is the first velocity. Where does it take you, from 1?"),
        (
            "θ₂",
            0.81,
            (
                "You went from 0.9 by 0.09, but the second velocity has two terms: 0.9 · 0.1 is left over from the "
                "first velocity, and 0.1 · 0.9 comes from the slope."
            ),
        ),
        (
            "θ₂",
            0.71,
            (
                "Your second velocity is 0.19: either you did not scale the old velocity by β, or you still used "
                "the slope at the start. It should be "
                "0.9 · 0.1 + 0.1 · 0.9 = 0.18."
            ),
        ),
        ("θ₂", 0.8, "You moved by the first velocity again. Update v first, then move by v = 0.9 · 0.1 + 0.1 · 0.9."),
        ("θ₂", 0.729, "You measured the slope ahead of θ₁ = 0.9: that is NAG. Momentum measures it where it stands."),
        ("θ₂", 0.82, "You subtracted the second velocity from the start. Subtract it from θ₁ = 0.9."),
        ("θ₂", 1.08, "You climb: subtract the velocity 0.18 from 0.9."),
        ("θ₂", -0.09, "The learning rate is missing in the second step: v = 0.9 · 0.1 + 0.1 · 0.9."),
        ("θ₂", 0.801, "You averaged old and new, with 0.9 and 0.1. Here the gradient keeps its full α."),
        ("θ₂", 0.18, "That is the second velocity. Where does it take you, from 0.9?"),
        ("θ₃", 0.648, "In the third step the old velocity is missing: 0.9 · 0.18 comes on top of 0.1 · 0.72."),
        (
            "θ₃",
            0.558,
            (
                "You went from 0.72 by 0.162. That is 0.9 · 0.18 alone, or what you get if you use the first "
                "velocity instead of the second. It should be 0.9 · 0.18 + "
                "0.1 · 0.72."
            ),
        ),
        (
            "θ₃",
            0.468,
            (
                "Your third velocity is 0.252: either you did not scale the old velocity by β, or you used the "
                "slope at θ₁. It should be 0.9 · 0.18 + "
                "0.1 · 0.72."
            ),
        ),
        ("θ₃", 0.458, "You still use the slope at the start. The third step uses the slope at θ₂, 0.72."),
        (
            "θ₃",
            0.54,
            "You moved by the second velocity again. Update v first, then move by v = 0.9 · 0.18 + 0.1 · 0.72.",
        ),
        ("θ₃", 0.5022, "You measured the slope ahead of θ₂ = 0.72: that is NAG. Momentum measures it where it stands."),
        ("θ₃", 0.954, "You climb: subtract the velocity 0.234 from 0.72."),
        ("θ₃", 0.666, "You subtracted the third velocity, 0.234, from θ₁. Subtract it from θ₂ = 0.72."),
        ("θ₃", 0.766, "You subtracted the third velocity, 0.234, from the start. Subtract it from θ₂ = 0.72."),
        ("θ₃", -0.162, "The learning rate is missing in the third step: v = 0.9 · 0.18 + 0.1 · 0.72."),
        ("θ₃", 0.5508, "You averaged old and new, with 0.9 and 0.1. Here the gradient keeps its full α."),
        ("θ₃", 0.234, "That is the third velocity. Where does it take you, from 0.72?"),
        ("θ₃", 0.63, "You subtracted 0.1 · 0.72 from 0.9 · 0.18. Both are terms of the third velocity: add them."),
    ],
    implied=[
        (
            "θ₁",
            lambda one, two, three: (
                f"Your first step subtracts {1 - one:g} from 1. From rest it should be α times the slope, 0.1 · 1."
            ),
        ),
        (
            "θ₂",
            lambda one, two, three: (
                f"Your second step subtracts {one - two:g} from θ₁. It should be 0.9 · 0.1 + "
                "0.1 · 0.9, one term from the old velocity and one from the slope at θ₁."
            ),
        ),
        (
            "θ₃",
            lambda one, two, three: (
                f"Your third step subtracts {two - three:g} from θ₂. It should be 0.9 · 0.18 + "
                "0.1 · 0.72, one term from the old velocity and one from the slope at θ₂."
            ),
        ),
    ],
    notice="Compare gradient descent, 0.9, 0.81, 0.729: the same first step, then momentum pulls away.",
)


# One step of momentum


def momentum_step(theta, v, gradient, alpha, beta):
    v = beta * v - alpha * gradient(theta)
    return theta + v, v


MOMENTUM_STEP = FunctionExercise(
    name="momentum_step",
    title="one step of momentum",
    notebook="02",
    prompt="Write one step of classical momentum whose velocity is the move itself, and return theta, v.",
    reference=momentum_step,
    method="momentum",
    returns=("theta", "v"),
    cases=STEP_CASES,
    landmarks=[
        (
            {"theta": np.array([2.0]), "v": np.array([1.0]), "gradient": BOWL, "alpha": 0.5, "beta": 0.0},
            "With beta = 0 nothing is left of the old move, and from θ = 2 on ½θ² the move is −0.5 · 2.",
        ),
        (
            {"theta": np.array([0.0]), "v": np.array([1.0]), "gradient": BOWL, "alpha": 0.5, "beta": 0.5},
            "At a minimum the slope is 0, and half of the last move is left: 0.5 · 1.",
        ),
        (
            {"theta": np.array([2.0]), "v": np.array([1.0]), "gradient": BOWL, "alpha": 0.5, "beta": 0.5},
            "From θ = 2 on ½θ², after a move of 1 and with alpha = beta = 0.5, the new move is 0.5 · 1 − 0.5 · 2.",
        ),
    ],
    hints=[
        "The new velocity w has the opposite sign of ours: put v = −w into both of our lines.",
        "Now you add the move: `return theta + v, v`. Which terms in the line for v change their sign?",
        "Both velocities change their sign, the slope does not: `v = beta * v - alpha * gradient(theta)`.",
    ],
    notice="Sutskever and others write momentum this way. Before you compare formulas, ask where v points.",
)


@MOMENTUM_STEP.mistake
def uphill(theta, v, gradient, alpha, beta):
    """That is the convention of the rest of this notebook, where v points uphill and is subtracted. In this exercise v is the move
    itself: the new position is theta + v, so the slope has to enter v with a minus."""
    v = beta * v + alpha * gradient(theta)
    return theta - v, v


@MOMENTUM_STEP.mistake
def no_memory(theta, v, gradient, alpha, beta):
    """Your step forgets the old velocity. That is gradient descent: beta * v is missing."""
    v = -alpha * gradient(theta)
    return theta + v, v


@MOMENTUM_STEP.mistake
def looks_ahead(theta, v, gradient, alpha, beta):
    """Your step measures the gradient at theta + beta * v. That is already NAG, from notebook 3. Momentum measures the
    gradient where it stands, at theta."""
    v = beta * v - alpha * gradient(theta + beta * v)
    return theta + v, v


@MOMENTUM_STEP.mistake
def old_velocity_moves(theta, v, gradient, alpha, beta):
    """You move by the old velocity. Update v first, then move by the new one."""
    return theta + v, beta * v - alpha * gradient(theta)


@MOMENTUM_STEP.mistake
def climbs(theta, v, gradient, alpha, beta):
    """You climb. theta + v is right here. But the slope points uphill, so it has to enter v with a minus."""
    v = beta * v + alpha * gradient(theta)
    return theta + v, v


@MOMENTUM_STEP.mistake
def conventions_mixed(theta, v, gradient, alpha, beta):
    """You mixed two sign conventions: your new v is right and points downhill, but then you subtract it. Add it."""
    v = beta * v - alpha * gradient(theta)
    return theta - v, v


@MOMENTUM_STEP.mistake
def memory_turned(theta, v, gradient, alpha, beta):
    """You changed both signs. Only the slope points uphill; the old velocity is already a move and keeps its sign."""
    v = -beta * v - alpha * gradient(theta)
    return theta + v, v


@MOMENTUM_STEP.mistake
def returned_uphill(theta, v, gradient, alpha, beta):
    """The position is right, but the v that you return points against the move. Here it is the move itself."""
    v = beta * v - alpha * gradient(theta)
    return theta + v, -v


@MOMENTUM_STEP.mistake
def not_decayed(theta, v, gradient, alpha, beta):
    """You keep all of the old velocity: beta is missing. Without that friction the run never comes to rest."""
    v = v - alpha * gradient(theta)
    return theta + v, v


@MOMENTUM_STEP.mistake
def alpha_forgotten(theta, v, gradient, alpha, beta):
    """The learning rate alpha is missing before the gradient."""
    v = beta * v - gradient(theta)
    return theta + v, v


@MOMENTUM_STEP.mistake
def alpha_twice(theta, v, gradient, alpha, beta):
    """The learning rate is applied twice: alpha is already in v, so move by v itself."""
    v = beta * v - alpha * gradient(theta)
    return theta + alpha * v, v


@MOMENTUM_STEP.mistake
def alpha_outside(theta, v, gradient, alpha, beta):
    """You keep the learning rate outside the velocity: v = βv − ∇J, θ + αv. Then v is not the move, as it should be here:
    alpha belongs inside."""
    v = beta * v - gradient(theta)
    return theta + alpha * v, v


@MOMENTUM_STEP.mistake
def averaged(theta, v, gradient, alpha, beta):
    """You average old and new with the weights β and 1 − β. That multiplies the learning rate by 1 − β; here the gradient
    keeps its full alpha."""
    v = beta * v - (1 - beta) * alpha * gradient(theta)
    return theta + v, v


@MOMENTUM_STEP.mistake
def averaged_outside(theta, v, gradient, alpha, beta):
    """Your v averages the gradients with the weights β and 1 − β, and alpha enters only in the move, as in some books. Here the
    gradient enters v with its full alpha."""
    v = beta * v - (1 - beta) * gradient(theta)
    return theta + alpha * v, v


@MOMENTUM_STEP.mistake
def alpha_lost_in_average(theta, v, gradient, alpha, beta):
    """You average old and new with the weights β and 1 − β, and the learning rate is missing. Here alpha * gradient enters
    v."""
    v = beta * v - (1 - beta) * gradient(theta)
    return theta + v, v


@MOMENTUM_STEP.mistake
def beta_on_gradient(theta, v, gradient, alpha, beta):
    """Beta scales only the old velocity; yours scales the gradient too."""
    v = beta * (v - alpha * gradient(theta))
    return theta + v, v


@MOMENTUM_STEP.mistake
def gradient_subtracted_too(theta, v, gradient, alpha, beta):
    """The gradient moves you twice: it is already in the new v."""
    g = gradient(theta)
    v = beta * v - alpha * g
    return theta + v - alpha * g, v


@MOMENTUM_STEP.mistake
def old_velocity_returned(theta, v, gradient, alpha, beta):
    """The position is right, but you hand back the old velocity: the next step needs the new one."""
    return theta + beta * v - alpha * gradient(theta), v


@MOMENTUM_STEP.mistake
def new_velocity_unused(theta, v, gradient, alpha, beta):
    """You move by the old velocity and hand it back: the gradient never enters. Compute the new v, move by it and return
    it."""
    return theta + v, v


@MOMENTUM_STEP.mistake
def velocity_first(theta, v, gradient, alpha, beta):
    """The numbers are right, but in the wrong order: return theta first, then v."""
    v = beta * v - alpha * gradient(theta)
    return v, theta + v


# Terminal velocity


def terminal_velocity(alpha, beta, slope):
    return alpha * slope / (1 - beta)


VELOCITY_CASES = [
    {"alpha": 0.1, "beta": 0.8, "slope": 3.0},
    {"alpha": 0.02, "beta": 0.95, "slope": -1.5},
    {"alpha": 0.5, "beta": 0.6, "slope": 2.0},
]

TERMINAL_VELOCITY = FunctionExercise(
    name="terminal_velocity",
    title="terminal velocity",
    notebook="02",
    prompt="On an even slope, which velocity does momentum approach?",
    reference=terminal_velocity,
    returns=("velocity",),
    cases=VELOCITY_CASES,
    landmarks=[
        (
            {"alpha": 1.0, "beta": 0.9, "slope": 1.0},
            "With alpha = 1, beta = 0.9 and slope 1 each update turns v into 0.9v + 1, and so 10 stays 10.",
        ),
        (
            {"alpha": 0.5, "beta": 0.0, "slope": 2.0},
            "With beta = 0 every update forgets the old velocity, and v is alpha times the slope, 0.5 · 2.",
        ),
        (
            {"alpha": 1.0, "beta": 0.5, "slope": 3.0},
            "With alpha = 1, beta = 0.5 and slope 3 each update turns v into 0.5v + 3, and so 6 stays 6.",
        ),
    ],
    hints=[
        "At that velocity one more step changes nothing: the new v equals the old v.",
        "Write v = βv + α · slope, and solve for v.",
        "v − βv = α · slope, so (1 − β) v = α · slope.",
    ],
    notice="1/(1 − β) is roughly how many past gradients a run remembers: ten with β = 0.9, a hundred with β = 0.99.",
)


@TERMINAL_VELOCITY.mistake
def one_step(alpha, beta, slope):
    """That is the velocity after the first step from rest, and gradient descent never gets faster than that. Momentum goes
    on adding: when does v stop changing?"""
    return alpha * slope


@TERMINAL_VELOCITY.mistake
def alpha_missing(alpha, beta, slope):
    """The learning rate is missing: each step adds α times the slope."""
    return slope / (1 - beta)


@TERMINAL_VELOCITY.mistake
def slope_missing(alpha, beta, slope):
    """The slope is missing: each step adds α times the slope, so twice the slope gives twice the velocity."""
    return alpha / (1 - beta)


@TERMINAL_VELOCITY.mistake
def without_brackets(alpha, beta, slope):
    """Brackets are missing: Python divides before it subtracts, so you divide by 1 and then take β away. Write
    `/ (1 - beta)`."""
    return alpha * slope / 1 - beta


@TERMINAL_VELOCITY.mistake
def plus_beta(alpha, beta, slope):
    """You divided by 1 + β. The sum 1 + β + β² + … is 1/(1 − β)."""
    return alpha * slope / (1 + beta)


@TERMINAL_VELOCITY.mistake
def times_friction(alpha, beta, slope):
    """You multiplied by 1 − β, but you have to divide: momentum makes the velocity larger, ten times with β = 0.9."""
    return alpha * slope * (1 - beta)


@TERMINAL_VELOCITY.mistake
def one_too_few(alpha, beta, slope):
    """You summed β + β² + …, without the newest gradient: the sum begins with 1."""
    return alpha * beta * slope / (1 - beta)


@TERMINAL_VELOCITY.mistake
def over_beta(alpha, beta, slope):
    """You divided by β. At the terminal velocity the new v is the old one, v = βv + α · slope: bring βv to the left."""
    return alpha * slope / beta


@TERMINAL_VELOCITY.mistake
def over_square(alpha, beta, slope):
    """You divided by 1 − β². That sum belongs to the squares, β² + β⁴ + …; velocities add as 1 + β + β² + …"""
    return alpha * slope / (1 - beta**2)


@TERMINAL_VELOCITY.mistake
def downhill(alpha, beta, slope):
    """The size is right, but the sign is wrong: here v points uphill, like the slope, and is subtracted."""
    return -alpha * slope / (1 - beta)
