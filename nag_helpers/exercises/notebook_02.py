"""The exercises of notebook 02, momentum."""

import numpy as np

from nag_helpers.exercises.kinds import FunctionExercise
from nag_helpers.exercises.values import BENT, BOWL, SPACE, Gradient

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

# How far a ball rolls on level ground


def braking_distance(alpha, beta, slope):
    return alpha * beta * slope / (1 - beta) ** 2


BRAKING_DISTANCE = FunctionExercise(
    name="braking_distance",
    title="the braking distance",
    notebook="02",
    prompt="A ball has rolled down an even slope until its step no longer grows. Then the ground is level. How far does it still roll?",
    reference=braking_distance,
    returns=("distance",),
    cases=[
        {"alpha": 0.1, "beta": 0.8, "slope": 3.0},
        {"alpha": 0.02, "beta": 0.95, "slope": 1.5},
        {"alpha": 0.5, "beta": 0.6, "slope": 2.0},
        {"alpha": 0.1, "beta": 0.7, "slope": -2.0},
    ],
    landmarks=[
        (
            {"alpha": 0.5, "beta": 0.0, "slope": 2.0},
            "With beta = 0 nothing is kept of the last step, and on level ground no push comes: it stops at once.",
        ),
        (
            {"alpha": 1.0, "beta": 0.5, "slope": 1.0},
            "With alpha = 1, beta = 0.5 and slope 1 the last step on the slope is 2. On level ground come 1, ½, ¼, …, together 2.",
        ),
        (
            {"alpha": 1.0, "beta": 0.9, "slope": 1.0},
            "With alpha = 1, beta = 0.9 and slope 1 the last step on the slope is 10. On level ground come 9, 8.1, 7.29, …, together 90.",
        ),
    ],
    hints=[
        "Two sums. How long is the step at the end of the slope? And what do the steps after it come to?",
        "At the end of the slope the pile is α · slope · (1 + β + β² + …) = α · slope/(1 − β). Call it v.",
        "On level ground the steps are βv, β²v, β³v, …, together v · β/(1 − β).",
    ],
    notice="1 − β stands there squared: once for how fast the ball is, and once for how long it keeps that.",
)


@BRAKING_DISTANCE.mistake
def last_step_alone(alpha, beta, slope):
    """That is the last step on the slope, as long as it can get. It is followed by βv, β²v, β³v, … on level ground: add those
    up."""
    return alpha * slope / (1 - beta)


@BRAKING_DISTANCE.mistake
def first_step_alone(alpha, beta, slope):
    """That is the first step on level ground, βv. The next one is β²v: it goes on rolling."""
    return alpha * beta * slope / (1 - beta)


@BRAKING_DISTANCE.mistake
def last_step_counted(alpha, beta, slope):
    """You counted the last step on the slope as well. The first step on level ground is βv, so the sum begins there."""
    return alpha * slope / (1 - beta) ** 2


@BRAKING_DISTANCE.mistake
def begins_too_late(alpha, beta, slope):
    """Your sum begins with β²v. The first step on level ground is βv."""
    return alpha * beta**2 * slope / (1 - beta) ** 2


@BRAKING_DISTANCE.mistake
def square_inside(alpha, beta, slope):
    """You divided by 1 − β². Two sums follow one another here, and each divides by 1 − β: that makes (1 − β)²."""
    return alpha * beta * slope / (1 - beta**2)


@BRAKING_DISTANCE.mistake
def one_push(alpha, beta, slope):
    """That is what one single push leaves to the next update. This ball was pushed until its step no longer grew, and it rolls on
    for more than one update."""
    return alpha * slope * beta


@BRAKING_DISTANCE.mistake
def multiplied(alpha, beta, slope):
    """You multiplied by 1 − β where you have to divide: a longer memory makes the way longer, not shorter."""
    return alpha * beta * slope * (1 - beta) ** 2


@BRAKING_DISTANCE.mistake
def alpha_missing(alpha, beta, slope):
    """The learning rate is missing: each push on the slope was α times the slope."""
    return beta * slope / (1 - beta) ** 2


@BRAKING_DISTANCE.mistake
def counted_in_pushes(alpha, beta, slope):
    """That is the way counted in pushes. How long is a push? α times the slope."""
    return beta / (1 - beta) ** 2


@BRAKING_DISTANCE.mistake
def slope_missing(alpha, beta, slope):
    """The slope is missing: a ball that comes from a slope twice as steep rolls twice as far."""
    return alpha * beta / (1 - beta) ** 2


@BRAKING_DISTANCE.mistake
def without_brackets(alpha, beta, slope):
    """Brackets are missing: Python divides before it subtracts. Write `/ (1 - beta) ** 2`."""
    return alpha * beta * slope / 1 - beta**2


@BRAKING_DISTANCE.mistake
def like_a_car(alpha, beta, slope):
    """You squared the step, as a car's braking distance has its speed squared. A car's brakes take the same from its speed in every
    second. This ball loses a share of its step in every update, so its way grows only in proportion to its speed."""
    return (alpha * slope / (1 - beta)) ** 2 / 2


@BRAKING_DISTANCE.mistake
def like_a_car_with_friction(alpha, beta, slope):
    """You squared the step, as the braking distance of a car has v². A car's brakes take the same from its speed in every second. This
    ball loses a share of its step in every update: add up βv, β²v, β³v, …"""
    return (alpha * slope / (1 - beta)) ** 2 / (2 * (1 - beta))


@BRAKING_DISTANCE.mistake
def always_forwards(alpha, beta, slope):
    """Right where the slope is positive. Where it is negative the ball rolls the other way, and its distance is negative as well, like
    its steps: return it with its sign."""
    return alpha * beta * abs(slope) / (1 - beta) ** 2


@BRAKING_DISTANCE.mistake
def alternating(alpha, beta, slope):
    """You divided by 1 + β. The sum 1 + β + β² + … is 1/(1 − β)."""
    return alpha * beta * slope / (1 + beta) ** 2


@BRAKING_DISTANCE.mistake
def ten_updates(alpha, beta, slope):
    """You stopped after ten updates. The ball goes on, a little less in each, and the whole sum has a formula."""
    return alpha * slope / (1 - beta) * sum(beta**k for k in range(1, 11))


# The best setting of a ravine


def best_setting(mu, L):
    root_mu, root_L = np.sqrt(mu), np.sqrt(L)
    alpha = 4 / (root_L + root_mu) ** 2
    beta = ((root_L - root_mu) / (root_L + root_mu)) ** 2
    return alpha, beta


BEST_SETTING = FunctionExercise(
    name="best_setting",
    title="the best setting",
    notebook="02",
    prompt="Return the α and the β with which the shelf begins at the flattest direction, mu, and ends at the steepest, L.",
    reference=best_setting,
    returns=("alpha", "beta"),
    cases=[{"mu": 1.0, "L": 100.0}, {"mu": 4.0, "L": 36.0}, {"mu": 0.5, "L": 20.0}, {"mu": 2.0, "L": 7.0}],
    landmarks=[
        (
            {"mu": 1.0, "L": 1.0},
            "In a round bowl one step without a memory arrives: alpha = 1/L, beta = 0.",
        ),
        (
            {"mu": 1.0, "L": 9.0},
            "With alpha = 0.25 and beta = 0.25 the ends are (1 − 0.5)² = 0.25 · 1 and (1 + 0.5)² = 0.25 · 9, as they should.",
        ),
        (
            {"mu": 4.0, "L": 4.0},
            "In a round bowl four times as steep one step without a memory arrives as well: alpha = 1/4, beta = 0.",
        ),
    ],
    hints=[
        "Two equations, αμ = (1 − √β)² and αL = (1 + √β)², and two unknowns. Take the square root of both.",
        "√α √μ = 1 − √β and √α √L = 1 + √β. Add them, and √β is gone.",
        "The sum gives √α = 2/(√L + √μ). Then √β = 1 − √α √μ = (√L − √μ)/(√L + √μ). Square both.",
    ],
    notice="Only √L and √μ are left, so the ravine's κ enters as √κ. This setting is Polyak's, of 1964.",
)


@BEST_SETTING.mistake
def plain_alpha(mu, L):
    """Your β is right, but that α is the best one of gradient descent. With a memory the ends of the shelf decide: add the two
    square roots."""
    return 2 / (mu + L), ((np.sqrt(L) - np.sqrt(mu)) / (np.sqrt(L) + np.sqrt(mu))) ** 2


@BEST_SETTING.mistake
def root_of_beta(mu, L):
    """Your α is right, and your second number is √β: square it. (As it stands, (√κ − 1)/(√κ + 1), it is the β of papers on NAG.)"""
    return 4 / (np.sqrt(L) + np.sqrt(mu)) ** 2, (np.sqrt(L) - np.sqrt(mu)) / (np.sqrt(L) + np.sqrt(mu))


@BEST_SETTING.mistake
def root_of_alpha(mu, L):
    """Your β is right, and your first number is √α. Square it."""
    return 2 / (np.sqrt(L) + np.sqrt(mu)), ((np.sqrt(L) - np.sqrt(mu)) / (np.sqrt(L) + np.sqrt(mu))) ** 2


@BEST_SETTING.mistake
def both_roots(mu, L):
    """Those are √α and √β. Square both."""
    return 2 / (np.sqrt(L) + np.sqrt(mu)), (np.sqrt(L) - np.sqrt(mu)) / (np.sqrt(L) + np.sqrt(mu))


@BEST_SETTING.mistake
def no_roots(mu, L):
    """You left the square roots of μ and L out. Both equations have squares on their right: take the root of both sides first."""
    return 4 / (L + mu) ** 2, ((L - mu) / (L + mu)) ** 2


@BEST_SETTING.mistake
def no_roots_in_beta(mu, L):
    """Your α is right. Your β is made of L and μ themselves: it takes their square roots too."""
    return 4 / (np.sqrt(L) + np.sqrt(mu)) ** 2, ((L - mu) / (L + mu)) ** 2


@BEST_SETTING.mistake
def the_walkers(mu, L):
    """Those are the walker's: its best α, and what it leaves of the slower direction. For the ball, take the square roots of the two
    equations."""
    return 2 / (mu + L), (L - mu) / (L + mu)


@BEST_SETTING.mistake
def no_roots_no_square(mu, L):
    """Your α is right. Your β is (κ − 1)/(κ + 1), the walker's fraction: it takes √κ, and then the square of the whole."""
    return 4 / (np.sqrt(L) + np.sqrt(mu)) ** 2, (L - mu) / (L + mu)


@BEST_SETTING.mistake
def kappa_for_its_root(mu, L):
    """Your two numbers fit αL = (1 + √β)², but your √β is (κ − 1)/(κ + 1). Divide the two equations and take the root of both sides:
    it is √κ that stands there."""
    root_beta = (L - mu) / (L + mu)
    return (1 + root_beta) ** 2 / L, root_beta**2


@BEST_SETTING.mistake
def kappa_for_its_root_at_mu(mu, L):
    """Your two numbers fit αμ = (1 − √β)², but your √β is (κ − 1)/(κ + 1). Divide the two equations and take the root of both sides:
    it is √κ that stands there."""
    root_beta = (L - mu) / (L + mu)
    return (1 - root_beta) ** 2 / mu, root_beta**2


@BEST_SETTING.mistake
def no_shelf(mu, L):
    """With β = 0 there is no memory, and the shelf is a single point. Which β makes it reach from μ to L?"""
    return 1 / L, 0.0 * mu


@BEST_SETTING.mistake
def one_over_L(mu, L):
    """You set α = 1/L, as one does without a memory, and let the shelf begin at μ. It then ends far beyond L: a larger α lets it
    be lower."""
    return 1 / L, (1 - np.sqrt(mu / L)) ** 2


@BEST_SETTING.mistake
def two_for_four(mu, L):
    """Your β is right. Of α you have half: the sum of the two roots is 2, and 2 has to be squared as well."""
    return 2 / (np.sqrt(L) + np.sqrt(mu)) ** 2, ((np.sqrt(L) - np.sqrt(mu)) / (np.sqrt(L) + np.sqrt(mu))) ** 2


@BEST_SETTING.mistake
def sum_under_the_bar(mu, L):
    """Your β is right. The square of √L + √μ is not L + μ: a middle term is missing."""
    return 4 / (L + mu), ((np.sqrt(L) - np.sqrt(mu)) / (np.sqrt(L) + np.sqrt(mu))) ** 2


@BEST_SETTING.mistake
def nags_own(mu, L):
    """Those are NAG's: α = 1/L, and √κ without the square in β. Here the ball asks where it stands, and its two equations are above:
    take the square root of both."""
    return 1 / L, (np.sqrt(L) - np.sqrt(mu)) / (np.sqrt(L) + np.sqrt(mu))


@BEST_SETTING.mistake
def the_walkers_squared(mu, L):
    """Those are made of κ: the walker's α, and the square of what it leaves. For the ball take the square roots of the two equations, and
    √κ comes in where you have κ."""
    return 2 / (mu + L), ((L - mu) / (L + mu)) ** 2


@BEST_SETTING.mistake
def beta_without_its_root(mu, L):
    """Your β is right. In αμ = (1 − √β)² you put β for √β: take its root first."""
    beta = ((np.sqrt(L) - np.sqrt(mu)) / (np.sqrt(L) + np.sqrt(mu))) ** 2
    return (1 - beta) ** 2 / mu, beta


@BEST_SETTING.mistake
def beta_by_thumb(mu, L):
    """Your α is right. 1 − √(μ/L) is a rule of thumb for β, near the right one where κ is large. With your α the first equation gives
    √β = 1 − √(αμ): square that."""
    return 4 / (np.sqrt(L) + np.sqrt(mu)) ** 2, 1 - np.sqrt(mu / L)


@BEST_SETTING.mistake
def kappa_rounded_down(mu, L):
    """You divide L by μ with `//`, which drops what is behind the decimal point. Divide with `/`."""
    root = np.sqrt(L // mu)
    return 4 / (1 + root) ** 2 / mu, ((root - 1) / (root + 1)) ** 2


@BEST_SETTING.mistake
def order(mu, L):
    """The numbers are right, in the wrong order: return alpha first, then beta."""
    return ((np.sqrt(L) - np.sqrt(mu)) / (np.sqrt(L) + np.sqrt(mu))) ** 2, 4 / (np.sqrt(L) + np.sqrt(mu)) ** 2


@BEST_SETTING.mistake
def root_of_the_sum(mu, L):
    """√(L + μ) is not √L + √μ, nor is √(L − μ) their difference: take the root of each first, then add and subtract."""
    return 4 / (L + mu), (L - mu) / (L + mu)


@BEST_SETTING.mistake
def one_over_L_with_the_right_beta(mu, L):
    """Your β is right. But 1/L is the careful α of a walker without a memory. The ball's is larger: at L stands αL = (1 + √β)²."""
    return 1 / L, ((np.sqrt(L) - np.sqrt(mu)) / (np.sqrt(L) + np.sqrt(mu))) ** 2


@BEST_SETTING.mistake
def difference_in_alpha(mu, L):
    """Your β is right. In α a sign is wrong: taken together the two equations give √α(√L + √μ) = 2, with a plus."""
    return 4 / (np.sqrt(L) - np.sqrt(mu)) ** 2, ((np.sqrt(L) - np.sqrt(mu)) / (np.sqrt(L) + np.sqrt(mu))) ** 2


@BEST_SETTING.mistake
def alpha_at_the_cliff(mu, L):
    """Your β is right. But 2(1 + β)/L is the α beyond which the ball flies. The end of the shelf comes before that: αL = (1 + √β)²."""
    beta = ((np.sqrt(L) - np.sqrt(mu)) / (np.sqrt(L) + np.sqrt(mu))) ** 2
    return 2 * (1 + beta) / L, beta


@BEST_SETTING.mistake
def nags_best(mu, L):
    """Those are NAG's best for such a bowl, α = 4/(3L + μ). Here the ball asks where it stands, and its two equations are above: take the
    square root of both."""
    root = np.sqrt(3 * L / mu + 1)
    return 4 / (3 * L + mu), (root - 2) / (root + 2)


# A memory that is an average


def averaging_step(theta, v, gradient, alpha, beta):
    v = beta * v + (1 - beta) * gradient(theta)
    return theta - alpha / (1 - beta) * v, v


AVERAGING_STEP = FunctionExercise(
    name="averaging_step",
    title="the same path, with an average",
    notebook="02",
    prompt="Write a step whose v is an average of the slopes, with the weights beta and 1 − beta, and which takes the same path as momentum.",
    reference=averaging_step,
    returns=("theta", "v"),
    cases=STEP_CASES,
    landmarks=[
        (
            {"theta": np.array([2.0]), "v": np.array([1.0]), "gradient": BOWL, "alpha": 0.5, "beta": 0.0},
            "With beta = 0 the average is the newest slope alone, 2, and the step is 0.5 · 2.",
        ),
        (
            {"theta": np.array([0.0]), "v": np.array([1.0]), "gradient": BOWL, "alpha": 0.5, "beta": 0.5},
            "At a minimum the slope is 0, and the average falls to a half. Our own v would have been α/(1 − β) = 1 times as long: so is the step.",
        ),
        (
            {"theta": np.array([2.0]), "v": np.array([2.0]), "gradient": BOWL, "alpha": 0.5, "beta": 0.5},
            "Where all slopes were 2, their average is 2. Momentum's step would be α · 2/(1 − β) = 2 by then, and so must yours.",
        ),
    ],
    hints=[
        "The first line makes the average: `v = beta * v + (1 - beta) * gradient(theta)`. How many times as long is our sum?",
        "Our sum is α(g + βg′ + β²g″ + …), the average (1 − β)(g + βg′ + β²g″ + …).",
        "So our step is α/(1 − β) times the average: `return theta - alpha / (1 - beta) * v, v`.",
    ],
    edges=[
        (
            {"theta": np.array([0.5, 0.25]), "v": np.array([0.25, -0.5]), "gradient": BENT, "alpha": 0.2, "beta": 0.5},
            "This ground is bent, and its valley lies across the axes: each slope depends on both coordinates.",
        ),
        (
            {
                "theta": np.array([1.0, -1.0, 2.0]),
                "v": np.array([0.5, 0.0, 1.0]),
                "gradient": SPACE,
                "alpha": 0.1,
                "beta": 0.5,
            },
            "A step may have any number of coordinates. Here it has three.",
        ),
    ],
    notice="So whoever averages calls our α/(1 − β) the learning rate. With β = 0.9 the same run is called 0.009 here and 0.09 there.",
)


@AVERAGING_STEP.mistake
def alpha_as_it_is(theta, v, gradient, alpha, beta):
    """The average is right, but all its steps are too short: with β = 0.9, ten times. How much longer is a sum than its
    average?"""
    v = beta * v + (1 - beta) * gradient(theta)
    return theta - alpha * v, v


@AVERAGING_STEP.mistake
def bare_average(theta, v, gradient, alpha, beta):
    """The average is right, but it is no step yet: it is as long as a slope. α is missing, and what makes an average as long as
    our sum."""
    v = beta * v + (1 - beta) * gradient(theta)
    return theta - v, v


@AVERAGING_STEP.mistake
def average_turned(theta, v, gradient, alpha, beta):
    """You take the slopes with a minus. Then v averages the ways downhill; here it is to average the slopes themselves, and is
    subtracted."""
    v = beta * v - (1 - beta) * gradient(theta)
    return theta + alpha / (1 - beta) * v, v


@AVERAGING_STEP.mistake
def brackets_missing(theta, v, gradient, alpha, beta):
    """The average is right. In the move brackets are missing: Python divides before it subtracts. Write `alpha / (1 - beta) * v`."""
    v = beta * v + (1 - beta) * gradient(theta)
    return theta - alpha / 1 - beta * v, v


@AVERAGING_STEP.mistake
def moves_before_it_asks(theta, v, gradient, alpha, beta):
    """You move first, by the old average, and ask for the slope afterwards, in the new place. Ask where you stand, bring the answer into
    the average, and then move."""
    theta = theta - alpha / (1 - beta) * v
    return theta, beta * v + (1 - beta) * gradient(theta)


@AVERAGING_STEP.mistake
def our_sum(theta, v, gradient, alpha, beta):
    """That is our own momentum, whose v is a sum with α in it. Here v has to be an average of the slopes."""
    v = beta * v + alpha * gradient(theta)
    return theta - v, v


@AVERAGING_STEP.mistake
def shorter_still(theta, v, gradient, alpha, beta):
    """The average is right. You multiplied the learning rate by 1 − β, which makes the steps shorter still: it has to make up for
    what the average lacks."""
    v = beta * v + (1 - beta) * gradient(theta)
    return theta - alpha * (1 - beta) * v, v


@AVERAGING_STEP.mistake
def alpha_inside(theta, v, gradient, alpha, beta):
    """Your v averages α times the slopes. Let it average the slopes alone, and bring α in where you move."""
    v = beta * v + (1 - beta) * alpha * gradient(theta)
    return theta - v / (1 - beta), v


@AVERAGING_STEP.mistake
def alpha_inside_and_short(theta, v, gradient, alpha, beta):
    """Your v averages α times the slopes, and nothing makes up for the 1 − β: the run is momentum's with a learning rate that is
    too small. Average the slopes alone, and move by α/(1 − β) times that."""
    v = beta * v + (1 - beta) * alpha * gradient(theta)
    return theta - v, v


@AVERAGING_STEP.mistake
def sum_of_slopes(theta, v, gradient, alpha, beta):
    """Your v adds the slopes up, as torch does. The new slope has to enter it with the weight 1 − β, so that all weights
    together are 1."""
    v = beta * v + gradient(theta)
    return theta - alpha * v, v


@AVERAGING_STEP.mistake
def weights_exchanged(theta, v, gradient, alpha, beta):
    """You exchanged the weights: β belongs to the old average, and 1 − β to the new slope."""
    v = (1 - beta) * v + beta * gradient(theta)
    return theta - alpha / (1 - beta) * v, v


@AVERAGING_STEP.mistake
def over_beta(theta, v, gradient, alpha, beta):
    """The average is right. You divided by β; the weights of the whole sum come to 1/(1 − β)."""
    v = beta * v + (1 - beta) * gradient(theta)
    return theta - alpha / beta * v, v


@AVERAGING_STEP.mistake
def no_memory(theta, v, gradient, alpha, beta):
    """Your v forgets: it is the newest slope alone, and the step is gradient descent's."""
    v = gradient(theta)
    return theta - alpha * v, v


@AVERAGING_STEP.mistake
def looks_ahead(theta, v, gradient, alpha, beta):
    """Your step asks at the end of the coast. That is NAG; momentum asks where it stands, at theta."""
    v = beta * v + (1 - beta) * gradient(theta - alpha / (1 - beta) * beta * v)
    return theta - alpha / (1 - beta) * v, v


@AVERAGING_STEP.mistake
def looks_ahead_by_part_of_the_coast(theta, v, gradient, alpha, beta):
    """Your step asks at θ − αβv, ahead of where it stands. Momentum asks at theta. (And a NAG that averages would look farther ahead: its
    coast is α/(1 − β) times βv.)"""
    v = beta * v + (1 - beta) * gradient(theta - alpha * beta * v)
    return theta - alpha / (1 - beta) * v, v


@AVERAGING_STEP.mistake
def looks_ahead_by_the_average(theta, v, gradient, alpha, beta):
    """Your step asks at θ − βv, as NAG does whose v is a step. Here v is an average of slopes; and momentum asks where it stands, at
    theta."""
    v = beta * v + (1 - beta) * gradient(theta - beta * v)
    return theta - alpha / (1 - beta) * v, v


@AVERAGING_STEP.mistake
def corrected_for_the_beginning(theta, v, gradient, alpha, beta):
    """You divide the average by 1 − β to a power, as Adam corrects its first averages. There the average is to be as long as a slope;
    here the step is to be as long as our sum, in every update: divide by 1 − β itself."""
    v = beta * v + (1 - beta) * gradient(theta)
    return theta - alpha / (1 - beta**2) * v, v


@AVERAGING_STEP.mistake
def climbs(theta, v, gradient, alpha, beta):
    """You climb. The slopes point uphill, and so does their average: subtract it."""
    v = beta * v + (1 - beta) * gradient(theta)
    return theta + alpha / (1 - beta) * v, v


@AVERAGING_STEP.mistake
def old_average_moves(theta, v, gradient, alpha, beta):
    """You move by the old average. Bring the new slope in first, then move."""
    return theta - alpha / (1 - beta) * v, beta * v + (1 - beta) * gradient(theta)


@AVERAGING_STEP.mistake
def old_average_returned(theta, v, gradient, alpha, beta):
    """The position is right, but you hand back the old average: the next step needs the new one."""
    return theta - alpha / (1 - beta) * (beta * v + (1 - beta) * gradient(theta)), v


@AVERAGING_STEP.mistake
def step_returned(theta, v, gradient, alpha, beta):
    """The position is right. As v you return the step; the next call needs the average itself."""
    v = beta * v + (1 - beta) * gradient(theta)
    step = alpha / (1 - beta) * v
    return theta - step, step


@AVERAGING_STEP.mistake
def average_first(theta, v, gradient, alpha, beta):
    """The numbers are right, but in the wrong order: return theta first, then v."""
    v = beta * v + (1 - beta) * gradient(theta)
    return v, theta - alpha / (1 - beta) * v


@AVERAGING_STEP.mistake
def average_without_alpha(theta, v, gradient, alpha, beta):
    """The average is right, and so is the division by 1 − β, but alpha is missing."""
    v = beta * v + (1 - beta) * gradient(theta)
    return theta - v / (1 - beta), v


@AVERAGING_STEP.mistake
def divided_by_one(theta, v, gradient, alpha, beta):
    """Brackets are missing: Python divides by 1 first and subtracts beta then. Write `alpha / (1 - beta)`."""
    v = beta * v + (1 - beta) * gradient(theta)
    return theta - (alpha / 1 - beta) * v, v


@AVERAGING_STEP.mistake
def not_decayed(theta, v, gradient, alpha, beta):
    """You keep all of the old average and add to it: it is no average any more. The old one has the weight beta."""
    v = v + (1 - beta) * gradient(theta)
    return theta - alpha / (1 - beta) * v, v
