"""Exercises of notebook 07, why it accelerates."""

import numpy as np

from nag_helpers.exercises.kinds import FunctionExercise, ValueExercise


def best_heavy_ball(alpha, mu, L):
    flat = (1 - np.sqrt(alpha * mu)) ** 2
    steep = (1 - np.sqrt(alpha * L)) ** 2
    return max(flat, steep)


BEST_HEAVY_BALL = FunctionExercise(
    name="best_heavy_ball",
    title="the best momentum for your α",
    notebook="07",
    prompt="Return the best momentum of the heavy ball for a given alpha and curvatures from mu to L.",
    reference=best_heavy_ball,
    returns=("beta",),
    cases=[
        {"alpha": 0.01, "mu": 1.0, "L": 100.0},
        {"alpha": 0.06, "mu": 2.0, "L": 50.0},
        {"alpha": 0.1, "mu": 1.0, "L": 25.0},
        {"alpha": 6.0, "mu": 0.1, "L": 0.4},
    ],
    landmarks=[
        (
            {"alpha": 0.25, "mu": 4.0, "L": 4.0},
            "With one curvature and α = 1/L a single step of gradient descent arrives: no momentum is needed.",
        ),
        (
            {"alpha": 0.25, "mu": 1.0, "L": 9.0},
            "At Polyak's own α, here 4/(3 + 1)² = 0.25, his β is the best: ((3 − 1)/(3 + 1))².",
        ),
        (
            {"alpha": 0.01, "mu": 1.0, "L": 4.0},
            "At α = 0.01 both √(αμ) = 0.1 and √(αL) = 0.2 have to reach 1 − √β: so √β = 0.9.",
        ),
        (
            {"alpha": 1.0, "mu": 1.0, "L": 2.25},
            "At α = 1, √(αL) = 1.5 has to stay below 1 + √β, and √(αμ) = 1 is fine with any β. So √β = 0.5.",
        ),
    ],
    hints=[
        "α is fixed, so the two ends αμ and αL are. A larger β widens the range in which the roots are complex.",
        "The rate is √β, so look for the smallest β with √(αμ) ≥ 1 − √β and √(αL) ≤ 1 + √β.",
        "The first asks for √β ≥ 1 − √(αμ), the second for √β ≥ √(αL) − 1. The larger of the two decides; square it.",
    ],
    notice="With a small α the flat end decides, with a large one the steep end. Polyak's α is the one at which both ask for "
    "the same β.",
)


@BEST_HEAVY_BALL.mistake
def _flat_end_alone(alpha, mu, L):
    """You use only the flat end, (1 − √(αμ))². With a large α the steep end has left the range in which the roots are
    complex: √(αL) has to stay below 1 + √β as well."""
    return (1 - np.sqrt(alpha * mu)) ** 2


@BEST_HEAVY_BALL.mistake
def _steep_end_alone(alpha, mu, L):
    """You look at the steep end alone. With a small α the flat end is the slow one: √(αμ) has to reach 1 − √β as well."""
    return (1 - np.sqrt(alpha * L)) ** 2


@BEST_HEAVY_BALL.mistake
def _smaller_of_the_two(alpha, mu, L):
    """You take the smaller of the two. Then only one end is inside. With the larger β both are."""
    return min(_flat_end_alone(alpha, mu, L), _steep_end_alone(alpha, mu, L))


@BEST_HEAVY_BALL.mistake
def _mean_of_the_two(alpha, mu, L):
    """You average the two ends. The one that asks for more decides: take the larger."""
    return (_flat_end_alone(alpha, mu, L) + _steep_end_alone(alpha, mu, L)) / 2


@BEST_HEAVY_BALL.mistake
def _beta_without_square(alpha, mu, L):
    """That is the rate, the modulus of the roots, which is √β. The momentum is its square."""
    return np.sqrt(best_heavy_ball(alpha, mu, L))


@BEST_HEAVY_BALL.mistake
def _without_roots(alpha, mu, L):
    """You have αμ and αL where their roots belong. The range is (1 − √β)² < a < (1 + √β)²: take the root of each
    part."""
    return max((1 - alpha * mu) ** 2, (1 - alpha * L) ** 2)


@BEST_HEAVY_BALL.mistake
def _polyaks_momentum(alpha, mu, L):
    """That is the momentum of the best pair of α and β, and it ignores the α that you are given. Which β is the smallest that keeps both
    ends inside with this α?"""
    return ((np.sqrt(L) - np.sqrt(mu)) / (np.sqrt(L) + np.sqrt(mu))) ** 2


@BEST_HEAVY_BALL.mistake
def _nags_momentum(alpha, mu, L):
    """That is NAG's momentum at α = 1/L. This exercise is about the heavy ball, and α is given."""
    return (np.sqrt(L) - np.sqrt(mu)) / (np.sqrt(L) + np.sqrt(mu))


@BEST_HEAVY_BALL.mistake
def _rate_of_descent(alpha, mu, L):
    """That is the rate of gradient descent with this α. The heavy ball's roots are complex for (1 − √β)² < a < (1 + √β)²."""
    return max(abs(1 - alpha * mu), abs(1 - alpha * L))


@BEST_HEAVY_BALL.mistake
def _largest_before_the_modulus(alpha, mu, L):
    """You use only the flat end, and without the square. √β has to reach 1 − √(αμ) and √(αL) − 1, and β is its
    square."""
    return 1 - np.sqrt(alpha * mu)


@BEST_HEAVY_BALL.mistake
def _steep_end_unsquared(alpha, mu, L):
    """You use only the steep end, and without the square. √β has to reach 1 − √(αμ) and √(αL) − 1, and β is its
    square."""
    return abs(1 - np.sqrt(alpha * L))


@BEST_HEAVY_BALL.mistake
def _mean_curvature(alpha, mu, L):
    """You put in the mean of the curvatures. Both ends have to be inside: take the larger of what they ask for."""
    return (1 - np.sqrt(alpha * (mu + L) / 2)) ** 2


@BEST_HEAVY_BALL.mistake
def _root_of_alpha_alone(alpha, mu, L):
    """You took the root of α alone. Take the roots of the products, √(αμ) and √(αL)."""
    return max((1 - np.sqrt(alpha) * mu) ** 2, (1 - np.sqrt(alpha) * L) ** 2)


@BEST_HEAVY_BALL.mistake
def _root_of_the_curvature_alone(alpha, mu, L):
    """You took the root of the curvatures alone. Take the roots of the products, √(αμ) and √(αL)."""
    return max((1 - alpha * np.sqrt(mu)) ** 2, (1 - alpha * np.sqrt(L)) ** 2)


@BEST_HEAVY_BALL.mistake
def _plus_for_minus(alpha, mu, L):
    """Your steep end asks for 1 + √(αL). The range reaches up to (1 + √β)², so the condition is √(αL) ≤ 1 + √β."""
    return (1 + np.sqrt(alpha * L)) ** 2


@BEST_HEAVY_BALL.mistake
def _by_condition_number(alpha, mu, L):
    """You put in the condition number L/μ. α is given, so the two ends αμ and αL have to be inside."""
    return (1 - np.sqrt(alpha * L / mu)) ** 2


def nag_rate(alpha, beta, curvatures):
    largest = 0.0
    for curvature in curvatures:
        a = alpha * curvature
        roots = np.roots([1, -(1 + beta) * (1 - a), beta * (1 - a)])
        largest = max(largest, np.max(np.abs(roots)))
    return largest


NAG_RATE = FunctionExercise(
    name="nag_rate",
    title="NAG's rate",
    notebook="07",
    prompt="Return NAG's rate on a bowl with the given curvatures.",
    reference=nag_rate,
    returns=("rate",),
    cases=[
        {"alpha": 1.0, "beta": 0.5, "curvatures": np.array([0.01, 0.3, 1.0])},
        {"alpha": 0.1, "beta": 0.9, "curvatures": np.array([1.0, 2.0])},
        {"alpha": 0.15, "beta": 0.9, "curvatures": np.array([0.5, 4.0, 10.0])},
        {"alpha": 1.3, "beta": 0.8, "curvatures": np.array([0.02, 0.5, 1.0])},
        {"alpha": 1.3, "beta": 0.8, "curvatures": np.array([1.0])},
    ],
    landmarks=[
        (
            {"alpha": 0.1, "beta": 0.0, "curvatures": np.array([2.0, 5.0])},
            "At β = 0 it is gradient descent, which multiplies the errors by 1 − αλ, here 0.8 and 0.5. The slower one counts.",
        ),
        ({"alpha": 0.5, "beta": 0.9, "curvatures": np.array([2.0])}, "At αλ = 1 both roots are 0."),
        (
            {"alpha": 0.5, "beta": 0.5, "curvatures": np.array([1.0])},
            "At αλ = ½ and β = ½ it is z² − 0.75z + 0.25 = 0, with two complex roots, whose product 0.25 is the square of their modulus.",
        ),
        (
            {"alpha": 0.5, "beta": 0.5, "curvatures": np.array([3.0])},
            "At αλ = 1.5 and β = ½ it is z² + 0.75z − 0.25 = 0, with the roots −1 and 0.25.",
        ),
    ],
    hints=[
        "For one curvature: which two roots does NAG have, and which counts?",
        "z² − (1 + β)(1 − a)z + β(1 − a) = 0 with a = αλ; `np.roots([1, -(1 + beta) * (1 - a), beta * (1 - a)])`.",
        "Take `np.abs` of the roots, the larger of the two, and the largest over all curvatures.",
    ],
    notice="Only the two ends ever count: a mode in between is never slower than both. So of all the curvatures the rate needs only μ and L.",
)


@NAG_RATE.mistake
def _rate_at_the_steepest(alpha, beta, curvatures):
    """You looked at the steepest direction alone. Often the flattest is the slowest: take the largest over all."""
    return nag_rate(alpha, beta, [max(curvatures)])


@NAG_RATE.mistake
def _rate_at_the_flattest(alpha, beta, curvatures):
    """You looked at the flattest direction alone. With a large α the steepest is the slowest, or even diverges: take
    the largest over all."""
    return nag_rate(alpha, beta, [min(curvatures)])


@NAG_RATE.mistake
def _mean_rate(alpha, beta, curvatures):
    """You averaged over the directions. In the long run the slowest is all that is left: take the largest."""
    return np.mean([nag_rate(alpha, beta, [curvature]) for curvature in curvatures])


@NAG_RATE.mistake
def _rate_of_momentum(alpha, beta, curvatures):
    """That is momentum's rate. With NAG, β is multiplied by 1 − αλ too: z² − (1 + β)(1 − a)z + β(1 − a) = 0."""
    largest = 0.0
    for curvature in curvatures:
        roots = np.roots([1, -(1 + beta - alpha * curvature), beta])
        largest = max(largest, np.max(np.abs(roots)))
    return largest


@NAG_RATE.mistake
def _rate_of_the_loss(alpha, beta, curvatures):
    """You squared it. That is the rate of the loss; the rate of a method is that of the distance."""
    return nag_rate(alpha, beta, curvatures) ** 2


@NAG_RATE.mistake
def _largest_real_root(alpha, beta, curvatures):
    """You dropped the imaginary parts. Complex roots count by their modulus: `np.abs`."""
    return max(np.max(np.roots([1, -(1 + beta) * (1 - alpha * c), beta * (1 - alpha * c)]).real) for c in curvatures)


def _root(a, beta):
    p, q = (1 + beta) * (1 - a), beta * (1 - a)
    return (p + np.sqrt(complex(p * p - 4 * q))) / 2


@NAG_RATE.mistake
def _plus_root_alone(alpha, beta, curvatures):
    """You took one of the two roots, the one with the plus. If αλ is above 1, the other one is larger: take the larger
    modulus."""
    return max(abs(_root(alpha * curvature, beta)) for curvature in curvatures)


@NAG_RATE.mistake
def _rate_of_gradient_descent(alpha, beta, curvatures):
    """That is gradient descent's rate, |1 − αλ|: β has no effect in it."""
    return max(abs(1 - alpha * curvature) for curvature in curvatures)


@NAG_RATE.mistake
def _fastest_direction(alpha, beta, curvatures):
    """You took the direction that is done first. In the long run the slowest is all that is left: take the largest."""
    return min(nag_rate(alpha, beta, [curvature]) for curvature in curvatures)


@NAG_RATE.mistake
def _rate_for_complex_roots(alpha, beta, curvatures):
    """√(β(1 − αλ)) is the modulus if the roots are complex. Flat directions have two real roots, and the larger of them
    is larger than that."""
    return max(np.sqrt(abs(beta * (1 - alpha * curvature))) for curvature in curvatures)


def updates_needed(rate, loss, goal):
    return int(np.ceil(np.log(goal / loss) / (2 * np.log(rate))))


UPDATES_NEEDED = FunctionExercise(
    name="updates_needed",
    title="from rate to updates",
    notebook="07",
    prompt="Return how many updates bring the loss from `loss` to `goal` or below, if each multiplies the distance by `rate`.",
    reference=updates_needed,
    returns=("updates",),
    cases=[
        {"rate": 0.9, "loss": 1.0, "goal": 1e-4},
        {"rate": 0.5, "loss": 50.5, "goal": 1e-8},
        {"rate": 0.99, "loss": 200.0, "goal": 0.02},
        {"rate": 0.5, "loss": 4.0, "goal": 1.0},
    ],
    landmarks=[
        ({"rate": 0.5, "loss": 2.0, "goal": 2.0}, "A loss that is at the goal already needs no update."),
        (
            {"rate": 0.5, "loss": 4.0, "goal": 1.0},
            "At rate ½ one update divides the distance by 2 and so the loss by 4, from 4 to 1.",
        ),
        (
            {"rate": 0.5, "loss": 16.0, "goal": 1.0},
            "At rate ½ each update divides the loss by 4: from 16 to 4, and to 1.",
        ),
        (
            {"rate": 0.5, "loss": 17.0, "goal": 1.0},
            "At rate ½ each update divides the loss by 4: 17, 4.25, 1.0625, 0.27.",
        ),
        ({"rate": 0.9, "loss": 1.0, "goal": 0.7}, "At rate 0.9 each update leaves 0.81 of the loss: 1, 0.81, 0.656."),
        (
            {"rate": 0.5, "loss": 4.0, "goal": 2.0},
            "At rate ½ each update divides the loss by 4: from 4 to 1, which is below 2.",
        ),
    ],
    hints=[
        "On a quadratic the loss goes with the square of the distance. What does each update multiply the loss by?",
        "You need the smallest k with loss · rate^(2k) ≤ goal. Take logarithms; log(rate) is negative.",
        "`np.ceil(np.log(goal / loss) / (2 * np.log(rate)))`.",
    ],
    notice="For real runs this is only an estimate: the climb at the beginning and the swings come on top.",
)


@UPDATES_NEEDED.mistake
def _updates_with_the_rate_of_the_distance(rate, loss, goal):
    """That would be right if each update multiplied the loss itself by `rate`. But the loss goes with the square of the
    distance, so each update multiplies it by rate²."""
    return int(np.ceil(np.log(goal / loss) / np.log(rate)))


@UPDATES_NEEDED.mistake
def _updates_rounded_down(rate, loss, goal):
    """You rounded down, so the last update is missing: the loss is still above the goal. Round up."""
    return int(np.floor(np.log(goal / loss) / (2 * np.log(rate))))


@UPDATES_NEEDED.mistake
def _updates_not_rounded(rate, loss, goal):
    """There are no fractions of an update. Round up to the next whole number."""
    return np.log(goal / loss) / (2 * np.log(rate))


@UPDATES_NEEDED.mistake
def _updates_with_the_root_of_the_rate(rate, loss, goal):
    """The factor 2 has gone to the wrong side. Each update multiplies the loss by rate², so the loss falls faster than
    the distance and takes half as many updates."""
    return int(np.ceil(2 * np.log(goal / loss) / np.log(rate)))


@UPDATES_NEEDED.mistake
def _updates_always_one_more(rate, loss, goal):
    """If an update meets the goal exactly, you make one more. "goal or below" means that the goal itself is enough. So
    do not round down and add one, and do not let a loop go on while loss >= goal."""
    return int(np.floor(np.log(goal / loss) / (2 * np.log(rate)))) + 1


@UPDATES_NEEDED.mistake
def _updates_rounded_to_nearest(rate, loss, goal):
    """You round to the nearest number. If that rounds down, the loss is still above the goal: round up."""
    return round(np.log(goal / loss) / (2 * np.log(rate)))


@UPDATES_NEEDED.mistake
def _updates_neither_halved_nor_rounded(rate, loss, goal):
    """Two things are wrong. Each update multiplies the loss by rate², not by rate. And the number of updates has to be
    whole: round up."""
    return np.log(goal / loss) / np.log(rate)


@UPDATES_NEEDED.mistake
def _updates_negative(rate, loss, goal):
    """The sign is wrong. The loss has to shrink by the factor goal / loss, which is below 1, and a number of updates is
    not negative."""
    return int(np.ceil(np.log(loss / goal) / (2 * np.log(rate))))


@UPDATES_NEEDED.mistake
def _updates_by_rule_of_thumb(rate, loss, goal):
    """You used log(rate) ≈ −(1 − rate), which is good only for rates close to 1. Take the logarithm itself."""
    return int(np.ceil(np.log(loss / goal) / (2 * (1 - rate))))


@UPDATES_NEEDED.mistake
def _updates_from_a_loss_of_one(rate, loss, goal):
    """You forgot where the loss starts: it has to shrink by the factor goal / loss."""
    return int(np.ceil(np.log(goal) / (2 * np.log(rate))))


@UPDATES_NEEDED.mistake
def _updates_growing_power(rate, loss, goal):
    """In your loop the power grows as well, so that the loss shrinks faster and faster. Each update shrinks it by the
    same factor, rate²."""
    updates = 0
    while loss > goal and updates < 1000:
        loss, updates = loss * rate**updates, updates + 1
    return updates


@UPDATES_NEEDED.mistake
def _updates_growing_square(rate, loss, goal):
    """In your loop the power grows as well, rate², rate⁴, …, so that the loss shrinks faster and faster. Each update
    shrinks it by rate² alone."""
    updates = 0
    while loss > goal and updates < 1000:
        updates = updates + 1
        loss = loss * rate ** (2 * updates)
    return updates


@UPDATES_NEEDED.mistake
def _updates_one_short(rate, loss, goal):
    """One update is missing: after that many the loss is still above the goal. Did you count the last one?"""
    return updates_needed(rate, loss, goal) - 1


@UPDATES_NEEDED.mistake
def _updates_one_more_throughout(rate, loss, goal):
    """That is one update too many: the one before it has reached the goal already. Does your count begin with 1?"""
    return updates_needed(rate, loss, goal) + 1


@UPDATES_NEEDED.mistake
def _updates_by_difference(rate, loss, goal):
    """You subtract a fixed amount in each update. On a quadratic the loss is multiplied by rate² in each."""
    return int(np.ceil((loss - goal) / (1 - rate**2)))


@UPDATES_NEEDED.mistake
def _updates_by_ratio(rate, loss, goal):
    """You use no logarithm. The factors multiply, rate² · rate² · …, so you need logarithms to count them."""
    return int(np.ceil((goal / loss) / rate**2))


INTO_THE_CYCLE = ValueExercise(
    name="into_the_cycle",
    title="the first two steps",
    notebook="07",
    prompt="The heavy ball starts at rest at 3.3, with α = 1/9 and β = 4/9. Give its first two positions.",
    reference=(-3.2, 2.8),
    parts=("θ₁", "θ₂"),
    mistakes=[
        ((2.8, -3.2), "The numbers are right, but the order is wrong: θ₁ first."),
        ((-6.5, 6.0), "Those are the moves. Where do they lead, from 3.3?"),
        ((6.5, -6.0), "Those are the velocities. Where do they lead, from 3.3?"),
        ((3.3, -3.2), "You began with the start. Give the positions after the first and the second step."),
        ((58.5, -80), "Those are the slopes, and they are right. Each step subtracts a ninth of its slope."),
    ],
    slips=[
        ("θ₁", 3.3 - 82.5 / 9, "You used the slope 25x at 3.3. From 2 on it is 25x − 24, which is 58.5 there."),
        (
            "θ₁",
            3.3 - 27.3 / 9,
            "You used the slope x + 24 at 3.3. That holds between 1 and 2; from 2 on it is 25x − 24.",
        ),
        ("θ₁", 3.3 - 58.5, "The learning rate is missing: the step is a ninth of the slope 58.5."),
        ("θ₁", 9.8, "You climb: α times the slope has to be subtracted."),
        ("θ₁", 3.3 - 4 / 9 * 58.5, "You took β for the learning rate: the step is α times the slope, with α = 1/9."),
        ("θ₁", 3.3 - 5 / 9 * 58.5 / 9, "You scaled the slope by 1 − β. It enters with the full α."),
        ("θ₁", 3.3 - 106.5 / 9, "In the slope the 24 has to be subtracted: 25 · 3.3 − 24."),
        ("θ₁", -6.5, "That is the move. Where does it lead, from 3.3?"),
        ("θ₁", 6.5, "That is α times the slope. Subtract it from 3.3."),
        ("θ₂", -3.2 + 80 / 9, "The second step is one of gradient descent: the momentum β(θ₁ − θ₀) is missing."),
        (
            "θ₂",
            -3.2 + 4 / 9 * 6.5 + 80 / 9,
            "In the second step the sign of the momentum is wrong: it carries on to the left, β(θ₁ − θ₀) < 0.",
        ),
        (
            "θ₂",
            -3.2 - 6.5 + 80 / 9,
            "Your second step carries on the whole of the first. Momentum keeps only the share β = 4/9 of it.",
        ),
        (
            "θ₂",
            -3.2 - 4 / 9 * 6.5 - 80 / 9,
            "At −3.2 the slope is negative, −80, so minus α times the slope pushes back to the right.",
        ),
        (
            "θ₂",
            -3.2 - 4 / 9 * 6.5 + 25 / 9 * (3.2 + 4 / 9 * 6.5),
            "That is NAG, which measures the slope at the look-ahead point. Momentum measures it at θ₁.",
        ),
        ("θ₂", -3.2 - 4 / 9 * 6.5 + 104 / 9, "You used the slope 25x − 24 at −3.2. Below 1 it is 25x."),
        ("θ₂", -3.2 - 4 / 9 * 6.5 - 20.8 / 9, "You used the slope x + 24 at −3.2. Below 1 it is 25x."),
        (
            "θ₂",
            -3.2 - 4 / 9 * 6.5 - 58.5 / 9,
            "You used the slope at the start again. In the second step it is the one at θ₁ = −3.2.",
        ),
        ("θ₂", -3.2 - 4 / 9 * 6.5, "The second step has no slope: α times the slope at θ₁ = −3.2 is missing."),
        ("θ₂", -3.2 - 4 / 9 * 6.5 + 80, "The learning rate is missing in the second step."),
        (
            "θ₂",
            -3.2 + 4 / 9 * -3.2 + 80 / 9,
            "You took θ₁ itself for the last move. The last move is θ₁ − θ₀ = −3.2 − 3.3.",
        ),
        ("θ₂", 3.3 - 4 / 9 * 6.5 + 80 / 9, "The second step leads from θ₁ = −3.2, not from the start."),
        ("θ₂", 6.0, "That is the second move. Where does it lead, from θ₁ = −3.2?"),
        ("θ₂", -6.0, "That is the second velocity. Subtract it from θ₁ = −3.2."),
        (
            "θ₂",
            -9.2,
            "You climb in the second step: the velocity there is 4/9 · 6.5 − 80/9 = −6, and it has to be subtracted.",
        ),
    ],
    implied=[
        (
            "θ₁",
            lambda one, two: (
                f"Your first step goes by {one - 3.3:g}, as if the slope were {9 * (3.3 - one):g}. The slope at 3.3 is "
                "25 · 3.3 − 24 = 58.5."
            ),
        ),
        (
            "θ₂",
            lambda one, two: (
                f"Your second step goes by {two - one:g}. It has two terms: the share β = 4/9 of the last step, −6.5, and "
                "minus α times the slope at −3.2, which is −80."
            ),
        ),
    ],
    working="the slope at 3.3 is 25 · 3.3 − 24 = 58.5, and the velocity is 0: θ₁ = 3.3 − 58.5/9 = −3.2\n"
    "the slope at −3.2 is −80, and the last step was −6.5: θ₂ = −3.2 + (4/9)(−6.5) + 80/9 = 2.8",
    hints=[
        "θ₁ = θ₀ − α J'(θ₀), since there is no velocity yet. Which of the three pieces of J' holds at 3.3?",
        "θ₂ = θ₁ + β(θ₁ − θ₀) − α J'(θ₁). θ₁ is negative, so J' = 25θ₁ there.",
        "J'(3.3) = 58.5 gives θ₁ = −3.2; then J'(−3.2) = −80 and θ₁ − θ₀ = −6.5.",
    ],
    notice="After two large steps the ball is hardly nearer to the minimum at 0: it began at 3.3 and stands at 2.8. In the end it jumps between "
    "three points for ever.",
)


def t_schedule(steps):
    betas, t = [0.0], 1.0
    for _ in range(steps - 1):
        t_next = (1 + np.sqrt(1 + 4 * t**2)) / 2
        betas.append((t - 1) / t_next)
        t = t_next
    return np.array(betas)


T_SCHEDULE = FunctionExercise(
    name="t_schedule",
    title="Nesterov's schedule",
    notebook="07",
    prompt="Return Nesterov's momenta for updates 1 to `steps`.",
    reference=t_schedule,
    returns=("betas",),
    cases=[{"steps": 4}, {"steps": 12}, {"steps": 1}],
    landmarks=[
        ({"steps": 1}, "For one update there is one momentum, 0."),
        ({"steps": 2}, "The second momentum is (t_1 − 1)/t_2, and t_1 = 1."),
        ({"steps": 3}, "t_2 is ½(1 + √5) = 1.618 and t_3 is 2.194, so the third momentum is 0.618/2.194."),
    ],
    hints=[
        "Keep two things: the list of momenta, beginning with 0, and the current t, beginning with 1.",
        "In each pass of the loop, compute the next t, append (t − 1)/next, and then set t to next.",
        "`t_next = (1 + np.sqrt(1 + 4 * t**2)) / 2`.",
    ],
    notice="t_k is about k/2, so the momentum is about 1 − 3/k, very much as in (k − 1)/(k + 2).",
)


@T_SCHEDULE.mistake
def _t_without_square(steps):
    """You have t where t² belongs: t_{k+1} = (1 + √(1 + 4t_k²))/2. Without the square t stops growing near 2."""
    betas, t = [0.0], 1.0
    while len(betas) < steps:
        t_next = (1 + np.sqrt(1 + 4 * t)) / 2
        betas.append((t - 1) / t_next)
        t = t_next
    return np.array(betas)


@T_SCHEDULE.mistake
def _t_over_next(steps):
    """Your momentum after the first is t_k / t_{k+1}. The numerator is t_k − 1."""
    betas, t = [0.0], 1.0
    while len(betas) < steps:
        t_next = (1 + np.sqrt(1 + 4 * t**2)) / 2
        betas.append(t / t_next)
        t = t_next
    return np.array(betas)


@T_SCHEDULE.mistake
def _t_over_next_throughout(steps):
    """Your momentum is t_k / t_{k+1}, which is the same as (t_{k+1} − 1)/t_k. It should be (t_k − 1)/t_{k+1}, after a first
    momentum of 0."""
    return _t_over_next(steps + 1)[1:]


@T_SCHEDULE.mistake
def _k_schedule_from_one(steps):
    """That is (k − 1)/(k + 2) from k = 1 on, as if t grew by exactly ½ each time. It is close, but not the same, and
    one update ahead. Compute t_k step by step, with the 1 under the root."""
    k = np.arange(1, steps + 1)
    return (k - 1) / (k + 2)


@T_SCHEDULE.mistake
def _k_schedule_two_ahead(steps):
    """That is k/(k + 3), the simpler schedule, and two updates ahead. Compute t_k step by step, after a first momentum of
    0."""
    k = np.arange(1, steps + 1)
    return k / (k + 3)


@T_SCHEDULE.mistake
def _t_itself(steps):
    """Those are the numbers t themselves. The momentum is (t_k − 1)/t_{k+1}."""
    t = [1.0]
    while len(t) < steps + 1:
        t.append((1 + np.sqrt(1 + 4 * t[-1] ** 2)) / 2)
    return np.array(t[1:])


@T_SCHEDULE.mistake
def _t_itself_from_one(steps):
    """Those are the numbers t themselves, from t_1 = 1 on. The momentum is (t_k − 1)/t_{k+1}, after a first one of 0."""
    return np.concatenate([[1.0], _t_itself(steps)[:-1]])


@T_SCHEDULE.mistake
def _t_over_itself(steps):
    """You have the same t in the numerator and in the denominator. The numerator is t_k − 1, with the older t, and the
    denominator is the next one, t_{k+1}."""
    t = np.concatenate([[1.0], _t_itself(steps - 1)]) if steps > 1 else np.ones(1)
    return (t - 1) / t


@T_SCHEDULE.mistake
def _all_zero(steps):
    """All your momenta are 0. Does t stay at 1? Set `t = t_next` at the end of each pass of the loop."""
    return np.zeros(steps)


@T_SCHEDULE.mistake
def _all_ones(steps):
    """All your momenta are 1. The momentum is (t_k − 1)/t_{k+1}, after a first one of 0."""
    return np.ones(steps)


@T_SCHEDULE.mistake
def _two_zeros(steps):
    """For one update there is one momentum, 0, but you return two."""
    return np.zeros(2) if steps == 1 else t_schedule(steps)


@T_SCHEDULE.mistake
def _t_from_zero(steps):
    """You began with t_1 = 0. With t_1 = 1 the first momentum is 0 by itself."""
    betas, t = [0.0], 0.0
    while len(betas) < steps:
        t_next = (1 + np.sqrt(1 + 4 * t**2)) / 2
        betas.append((t - 1) / t_next)
        t = t_next
    return np.array(betas)


@T_SCHEDULE.mistake
def _t_one_ahead(steps):
    """You are one update ahead. Update 1 meets no velocity yet; (t_1 − 1)/t_2 = 0 belongs to update 2."""
    return t_schedule(steps + 1)[1:]


@T_SCHEDULE.mistake
def _t_without_four(steps):
    """The 4 under the root is missing: t_{k+1} = (1 + √(1 + 4t_k²))/2."""
    betas, t = [0.0], 1.0
    while len(betas) < steps:
        t_next = (1 + np.sqrt(1 + t**2)) / 2
        betas.append((t - 1) / t_next)
        t = t_next
    return np.array(betas)


@T_SCHEDULE.mistake
def _k_schedule(steps):
    """That is the schedule (k − 1)/(k + 2), which is close, but not the same. Compute t_k step by step."""
    k = np.arange(steps)
    return np.maximum(k - 1, 0) / (k + 2)


@T_SCHEDULE.mistake
def _t_not_halved(steps):
    """The whole of 1 + √(1 + 4t²) has to be divided by 2."""
    betas, t = [0.0], 1.0
    while len(betas) < steps:
        t_next = 1 + np.sqrt(1 + 4 * t**2) / 2
        betas.append((t - 1) / t_next)
        t = t_next
    return np.array(betas)


# ---- the long run, and restart


def spectral_radius(mode_matrix):
    return np.max(np.abs(np.linalg.eigvals(mode_matrix)))


_GLIDE = np.array([[0.9, -0.2], [0.1, 0.2]])  # momentum with a = 0.1, β = 0.2: two positive roots

_TURN = np.array([[0.64, -0.64], [0.36, 0.64]])  # a = 0.36, β = 0.64: two complex roots

_FLIP = np.array([[-1.5, -0.4], [2.5, 0.4]])  # a = 2.5, β = 0.4: a root near −1

_EARLY = np.array([[-0.8, 0.2], [0.0, 0.3]])  # the larger root comes first, and is negative

_LATE = np.array([[0.1, -0.2], [0.0, -0.9]])  # the larger root comes second

_RISING = np.array([[0.3, 0.2], [0.0, 0.8]])  # the larger root comes second, and is positive

_GROWING = np.array([[-1.2, 0.1], [0.0, 0.5]])  # the error grows

SPECTRAL_RADIUS = FunctionExercise(
    name="spectral_radius",
    title="will it converge?",
    notebook="07",
    prompt="Return the factor by which the error of a mode shrinks or grows in the long run.",
    reference=spectral_radius,
    returns=("radius",),
    cases=[
        {"mode_matrix": _GLIDE},
        {"mode_matrix": _TURN},
        {"mode_matrix": _FLIP},
        {"mode_matrix": _LATE},
        {"mode_matrix": _EARLY},
        {"mode_matrix": _RISING},
        {"mode_matrix": _GROWING},
    ],
    landmarks=[
        (
            {"mode_matrix": np.diag([0.5, 0.2])},
            "On diag(0.5, 0.2) the eigenvalues are the two numbers, and 0.5 lasts longer.",
        ),
        (
            {"mode_matrix": np.diag([0.2, 0.5])},
            "On diag(0.2, 0.5) the eigenvalues are the two numbers, and 0.5 lasts longer.",
        ),
        (
            {"mode_matrix": np.diag([-0.9, 0.5])},
            "On diag(−0.9, 0.5) the eigenvalues are the two numbers, and −0.9 lasts longer, because its size is larger.",
        ),
        (
            {"mode_matrix": np.array([[0.0, -0.5], [0.5, 0.0]])},
            "[[0, −0.5], [0.5, 0]] turns by a right angle and halves: its eigenvalues are ±0.5i.",
        ),
        (
            {"mode_matrix": np.array([[0.5, 9.0], [0.0, 0.5]])},
            "[[0.5, 9], [0, 0.5]] has the eigenvalue 0.5 twice, however large the 9 is.",
        ),
    ],
    hints=[
        "After k updates the error is a sum of multiples of the roots' k-th powers. Which of them lasts longest?",
        "Complex roots count by their modulus, and so do negative ones: `np.abs` gives it for both.",
        "The largest of `np.abs(np.linalg.eigvals(mode_matrix))`.",
    ],
    notice="The spectral norm is something else: it can exceed 1 in a run that converges. Then the error may climb before it "
    "falls, as with best-tuned momentum.",
)


@SPECTRAL_RADIUS.mistake
def _spectral_norm(mode_matrix):
    """That is the spectral norm, the most that one single update can stretch a vector. In the long run the largest
    modulus of an eigenvalue counts; the norm can be above 1 although the run converges."""
    return np.linalg.norm(mode_matrix, 2)


@SPECTRAL_RADIUS.mistake
def _largest_eigenvalue(mode_matrix):
    """You took the largest eigenvalue, not the largest modulus. An eigenvalue of −1.2 makes a run diverge as surely as
    1.2."""
    return np.max(np.linalg.eigvals(mode_matrix).real)


@SPECTRAL_RADIUS.mistake
def _largest_real_part(mode_matrix):
    """You dropped the imaginary parts. The modulus of a complex root is √(real² + imaginary²): `np.abs` computes it."""
    return np.max(np.abs(np.linalg.eigvals(mode_matrix).real))


@SPECTRAL_RADIUS.mistake
def _determinant(mode_matrix):
    """The determinant is the product of both roots. For two complex roots it is the square of the modulus you want."""
    return np.abs(np.linalg.det(mode_matrix))


@SPECTRAL_RADIUS.mistake
def _trace(mode_matrix):
    """The trace is the sum of the two roots. You need the larger of their moduli."""
    return np.abs(np.trace(mode_matrix))


@SPECTRAL_RADIUS.mistake
def _smallest_modulus(mode_matrix):
    """That is the root that dies out first. In the long run the larger modulus decides."""
    return np.min(np.abs(np.linalg.eigvals(mode_matrix)))


@SPECTRAL_RADIUS.mistake
def _modulus_of_the_largest(mode_matrix):
    """You took the largest eigenvalue, and then its modulus. Do it the other way round: −1.2 has a larger modulus than
    0.5."""
    return np.abs(np.linalg.eigvals(mode_matrix).max())


@SPECTRAL_RADIUS.mistake
def _signed_determinant(mode_matrix):
    """The determinant is the product of the two roots. You need the larger of their moduli."""
    return np.linalg.det(mode_matrix)


@SPECTRAL_RADIUS.mistake
def _root_of_the_determinant(mode_matrix):
    """√det is the modulus if the two roots are complex. Two real roots have two moduli: take the larger one."""
    return np.sqrt(np.abs(np.linalg.det(mode_matrix)))


@SPECTRAL_RADIUS.mistake
def _half_the_trace(mode_matrix):
    """Half the trace is the mean of the two roots. You need the larger of their moduli."""
    return np.trace(mode_matrix) / 2


@SPECTRAL_RADIUS.mistake
def _half_the_trace_unsigned(mode_matrix):
    """Half the trace is the mean of the two roots. Take the modulus of each root, and then the larger of the two."""
    return np.abs(np.trace(mode_matrix)) / 2


@SPECTRAL_RADIUS.mistake
def _mean_modulus(mode_matrix):
    """You took the mean of the moduli. In the long run only the larger one is left."""
    return np.abs(np.linalg.eigvals(mode_matrix)).mean()


@SPECTRAL_RADIUS.mistake
def _largest_entry(mode_matrix):
    """You took the largest entry of the matrix. Its eigenvalues say how it acts in the long run."""
    return np.abs(mode_matrix).max()


@SPECTRAL_RADIUS.mistake
def _frobenius_norm(mode_matrix):
    """`np.linalg.norm(matrix)` is the root of the sum of all squares, the Frobenius norm. The modulus of an eigenvalue
    counts."""
    return np.linalg.norm(mode_matrix)


@SPECTRAL_RADIUS.mistake
def _first_eigenvalue(mode_matrix):
    """You took the first eigenvalue of the list. `np.linalg.eigvals` does not sort them: take the largest modulus."""
    return np.abs(np.linalg.eigvals(mode_matrix)[0])


@SPECTRAL_RADIUS.mistake
def _last_eigenvalue(mode_matrix):
    """You took the last eigenvalue of the list. `np.linalg.eigvals` does not sort them: take the largest modulus."""
    return np.abs(np.linalg.eigvals(mode_matrix)[-1])


@SPECTRAL_RADIUS.mistake
def _symmetric_eigenvalues(mode_matrix):
    """`eigvalsh` is for symmetric matrices: it reads one half of your matrix and assumes that the other half is its
    mirror image. Use `np.linalg.eigvals`."""
    return np.max(np.abs(np.linalg.eigvalsh(mode_matrix)))


@SPECTRAL_RADIUS.mistake
def _upper_symmetric_eigenvalues(mode_matrix):
    """You treat the matrix as symmetric, and it is not. Use `np.linalg.eigvals`."""
    return np.max(np.abs(np.linalg.eigvalsh(mode_matrix, "U")))


@SPECTRAL_RADIUS.mistake
def _largest_on_the_diagonal(mode_matrix):
    """You took the largest number on the diagonal. The eigenvalues stand there only if everything below the diagonal,
    or everything above it, is 0."""
    return np.max(np.abs(np.diag(mode_matrix)))


@SPECTRAL_RADIUS.mistake
def _largest_row_sum(mode_matrix):
    """You took the largest row sum, which is a norm of the matrix. It bounds a single update. In the long run the
    largest modulus of an eigenvalue counts."""
    return np.linalg.norm(mode_matrix, np.inf)


@SPECTRAL_RADIUS.mistake
def _largest_column_sum(mode_matrix):
    """You took the largest column sum, which is a norm of the matrix. It bounds a single update. In the long run the
    largest modulus of an eigenvalue counts."""
    return np.linalg.norm(mode_matrix, 1)


@SPECTRAL_RADIUS.mistake
def _yes_or_no(mode_matrix):
    """You return whether the run converges. Return the factor itself: the largest modulus of an eigenvalue."""
    return float(spectral_radius(mode_matrix) < 1)


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
    """If slope and step are at right angles, the step went neither uphill nor downhill. Use `<`, not `<=`."""
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
    """Your function always returns True. If the scalar product of slope and v is positive, the step went downhill, and
    the run should go on."""
    return True


@SHOULD_RESTART.mistake
def _never_restart(slope, v):
    """Your function always returns False. If the scalar product of slope and v is negative, the step went uphill."""
    return False


@SHOULD_RESTART.mistake
def _restart_by_the_slope(slope, v):
    """You look at the slope alone. Whether the step −v went uphill depends on its direction too: take the scalar
    product."""
    return np.sum(slope) < 0


@SHOULD_RESTART.mistake
def _restart_by_the_velocity(slope, v):
    """You look at v alone. Whether the step −v went uphill depends on the slope too: take the scalar product."""
    return np.sum(v) < 0


@SHOULD_RESTART.mistake
def _restart_by_last_coordinate(slope, v):
    """You looked at the last coordinate alone. All of them together make the slope along the step."""
    return slope[-1] * v[-1] < 0
