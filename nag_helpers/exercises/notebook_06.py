"""The exercises of notebook 06, the speed limit."""

import numpy as np

from nag_helpers.exercises.kinds import FunctionExercise, ValueExercise

# What a bead is told


def chain_slope(theta):
    left = np.append(1.0, theta[:-1])
    right = np.append(theta[1:], theta[-1])
    return 2 * theta - left - right


def _left_begun(theta):
    left = np.append(1.0, theta[:-1])  # noqa: F841
    return ...


CHAIN_SLOPE = FunctionExercise(
    name="chain_slope",
    title="what a bead is told",
    notebook="06",
    prompt="Return the slope of the chain's energy at every bead; theta[i] says how far bead i + 1 has come.",
    reference=chain_slope,
    stub=_left_begun,
    returns=("slope",),
    cases=[
        {"theta": np.array([0.5, 0.2, 0.1])},
        {"theta": np.array([0.0, 0.0, 0.0, 1.0])},
        {"theta": np.array([0.9, 1.4, 0.3, -0.2, 0.7])},
        {"theta": np.array([0.3, -0.6])},
    ],
    landmarks=[
        (
            {"theta": np.array([1.0, 1.0, 1.0])},
            "When every bead has come by 1 no spring is stretched, and all slopes are 0.",
        ),
        (
            {"theta": np.array([0.0, 0.0, 0.0])},
            "At the start only the first spring is stretched, by 1, and it pulls bead 1 up: the slopes are −1, 0, 0.",
        ),
    ],
    hints=[
        "Bead i stands in two of the squares: that of the spring at its left, and that of the spring at its right.",
        "The derivative of ½(θᵢ − θᵢ₋₁)² by θᵢ is θᵢ − θᵢ₋₁, and that of ½(θᵢ₊₁ − θᵢ)² is θᵢ − θᵢ₊₁. The last bead has no spring "
        "at its right.",
        "As with `left`, make an array of everybody's right neighbour. Who may stand at the right of the last bead so that nothing "
        "pulls there?",
    ],
    notice="Each slope knows two neighbours and nothing else. That blindness is what this notebook is about.",
)


@CHAIN_SLOPE.mistake
def _far_end_held(theta):
    """You hold the far end at 0, as if somebody stood there too. Nobody does: the last bead has one spring only, at its left."""
    right = np.append(theta[1:], 0.0)
    return (theta - np.append(1.0, theta[:-1])) + (theta - right)


@CHAIN_SLOPE.mistake
def _far_end_pulled_as_well(theta):
    """You let a second hand pull the far end up by 1. It is free: the last bead has one spring only, at its left."""
    right = np.append(theta[1:], 1.0)
    return (theta - np.append(1.0, theta[:-1])) + (theta - right)


@CHAIN_SLOPE.mistake
def _hand_forgotten(theta):
    """Your hand holds still, at 0. It has pulled the near end up by 1: the first bead's left neighbour stands at 1."""
    right = np.append(theta[1:], theta[-1])
    return (theta - np.append(0.0, theta[:-1])) + (theta - right)


@CHAIN_SLOPE.mistake
def _no_hand_at_all(theta):
    """Nothing pulls at your first bead. It has a spring at its left, too, whose other end the hand holds at 1."""
    left = np.append(theta[0], theta[:-1])
    return (theta - left) + (theta - np.append(theta[1:], theta[-1]))


@CHAIN_SLOPE.mistake
def _left_springs_alone(theta):
    """You have the spring at the left of each bead, but not the one at its right. A bead stands in two squares."""
    return theta - np.append(1.0, theta[:-1])


@CHAIN_SLOPE.mistake
def _right_springs_alone(theta):
    """You have the spring at the right of each bead, but not the one at its left, where the pull comes from."""
    return theta - np.append(theta[1:], theta[-1])


@CHAIN_SLOPE.mistake
def _the_force(theta):
    """That is the force, which says where a bead is pulled. The slope is its negative: it points uphill."""
    return -chain_slope(theta)


@CHAIN_SLOPE.mistake
def _without_the_half(theta):
    """You forgot the ½ in front of the squares: it takes away the 2 that comes down."""
    return 2 * chain_slope(theta)


@CHAIN_SLOPE.mistake
def _everybody_above(theta):
    """Your slopes add up all the beads before. A spring joins neighbours only."""
    return np.cumsum(chain_slope(theta))


@CHAIN_SLOPE.mistake
def _right_with_the_wrong_sign(theta):
    """Your spring at the right has the wrong sign: it pulls a bead towards its right neighbour, so it adds θᵢ − θᵢ₊₁."""
    return (theta - np.append(1.0, theta[:-1])) - (theta - np.append(theta[1:], theta[-1]))


# Ten times as long

TEN_TIMES = ValueExercise(
    name="ten_times_longer",
    title="ten times as long",
    notebook="06",
    prompt="A chain of 800 beads: how many updates does gradient descent need, how many NAG, and how many must anybody need? From "
    "the numbers for 80 beads, in your head; within five per cent is right.",
    parts=("gradient descent", "NAG", "the least"),
    reference=(981_300, 1_910, 800),
    tolerance=0.05,
    working="ten times the beads: heat pays 10², so 9,813 · 100 = 981,300\n"
    "a wave pays 10, so 191 · 10 = 1,910\n"
    "one bead per update: 800",
    hints=[
        "Doubling costs ×4, ×2 and ×2. What does ten times as long cost, if κ pays for the square of the length?",
        "Gradient descent pays 10² = 100 times as much, NAG ten times.",
        "9,813 · 100, and 191 · 10. For the last: the last bead is number 800, and one bead hears in an update.",
    ],
    mistakes=[
        (
            (98_130, 1_910, 800),
            "Gradient descent pays the square of the length: twice as long was four times the updates, so ten times is 10².",
        ),
        (
            (981_300, 19_100, 800),
            "NAG pays the length itself: twice as long was twice the updates, so ten times as long is ten times.",
        ),
        (
            (98_130, 604, 800),
            "You took κ ten times. But twice the beads were four times the κ, so ten times the beads are a hundred times, and the root of that is ten.",
        ),
        (
            (392_520, 3_820, 800),
            "You multiplied by ten, and then by 4 and by 2 once more. Ten times as long is 10² and 10.",
        ),
        ((39_252, 382, 160), "That is one doubling, 160 beads. Ten times as long is more than three doublings."),
        ((78_504, 1_528, 640), "That is eight times as long, three doublings. From 80 to 800 is ten times."),
        (
            (981_300, 1_910, 80),
            "Gradient descent and NAG are right. One bead hears in an update, so the eight hundredth needs 800.",
        ),
        (
            (981_300, 1_910, 8_000),
            "Gradient descent and NAG are right. The last bead is number 800, and one bead hears in an update.",
        ),
    ],
    slips=[
        (
            "gradient descent",
            196_260,
            "You doubled, and then took ten times. Ten times as long is 10² times the updates: heat pays the square.",
        ),
    ],
    notice="A million updates against two thousand; counted, they are 970,803 and 1,885. The longer the chain, the more a memory is worth.",
)

# From zeros to learning rates


def learning_rates(mu, L, k):
    angles = np.pi / k * (np.arange(k) + 0.5)
    zeros = (L + mu) / 2 - (L - mu) / 2 * np.cos(angles)
    return 1 / zeros


LEARNING_RATES = FunctionExercise(
    name="learning_rates",
    title="from zeros to learning rates",
    notebook="06",
    prompt="Return k learning rates, the largest first, with which plain gradient descent leaves the least error between mu and L. "
    "theory.chebyshev_zeros(k, mu, L) returns the zeros of the best curve.",
    reference=learning_rates,
    returns=("rates",),
    cases=[
        {"mu": 1.0, "L": 16.0, "k": 2},
        {"mu": 1.0, "L": 16.0, "k": 4},
        {"mu": 0.5, "L": 2.0, "k": 3},
        {"mu": 1.0, "L": 100.0, "k": 7},
    ],
    landmarks=[
        (
            {"mu": 1.0, "L": 3.0, "k": 1},
            "With one update, μ = 1 and L = 3, the zero stands in the middle, at 2, and the rate is ½: gradient descent's best, 2/(L + μ).",
        ),
        ({"mu": 4.0, "L": 4.0, "k": 3}, "With one curvature all zeros stand on it, and every rate is 1/4."),
    ],
    hints=[
        "After an update with the learning rate α the error along λ is multiplied by 1 − αλ. For which λ is that zero?",
        "So a zero at z is made by one update with α = 1/z.",
        "`zeros = theory.chebyshev_zeros(k, mu, L)` begins with the smallest zero. Which rate belongs to it, and is it large?",
    ],
    notice="No memory at all, and in exact arithmetic as good after k updates as anything can be. But it has to know μ, L and k before it "
    "starts. And on a computer? You will run it soon.",
)


@LEARNING_RATES.mistake
def _the_zeros_themselves(mu, L, k):
    """Those are the zeros. An update with α multiplies by 1 − αλ, which is zero at λ = 1/α: the rates are one over the zeros."""
    return 1 / learning_rates(mu, L, k)


@LEARNING_RATES.mistake
def _smallest_first(mu, L, k):
    """The rates are right, but the smallest comes first. The smallest zero belongs to the largest rate: begin at μ."""
    return learning_rates(mu, L, k)[::-1]


@LEARNING_RATES.mistake
def _evenly_spread(mu, L, k):
    """You spread the zeros evenly between μ and L. On the half circle the arcs are equal; below it the zeros crowd at both ends."""
    return 1 / (mu + (np.arange(k) + 0.5) * (L - mu) / k)


@LEARNING_RATES.mistake
def _ends_of_the_arcs(mu, L, k):
    """You dropped the ends of the arcs, from μ on. It is their middles that are dropped: the first angle is π/(2k)."""
    angles = np.arange(k) * np.pi / k
    return 1 / ((L + mu) / 2 - (L - mu) / 2 * np.cos(angles))


@LEARNING_RATES.mistake
def _far_ends_of_the_arcs(mu, L, k):
    """You dropped the far ends of the arcs, up to L. It is their middles that are dropped: the first angle is π/(2k)."""
    angles = (np.arange(k) + 1) * np.pi / k
    return 1 / ((L + mu) / 2 - (L - mu) / 2 * np.cos(angles))


@LEARNING_RATES.mistake
def _one_arc_too_many(mu, L, k):
    """You cut the half circle into k + 1 arcs and dropped the cuts between them. Cut it into k, and drop their middles."""
    angles = (np.arange(k) + 1) * np.pi / (k + 1)
    return 1 / ((L + mu) / 2 - (L - mu) / 2 * np.cos(angles))


@LEARNING_RATES.mistake
def _both_ends_of_the_interval(mu, L, k):
    """You put a zero on μ and one on L. There the best curve touches its band; the zeros are the middles of k equal arcs."""
    angles = np.linspace(0, np.pi, k) if k > 1 else np.array([0.0])
    return 1 / ((L + mu) / 2 - (L - mu) / 2 * np.cos(angles))


@LEARNING_RATES.mistake
def _one_rate_for_all(mu, L, k):
    """That is 2/(L + μ), k times: all zeros in one place. Drag them apart."""
    return np.full(k, 2 / (L + mu))


@LEARNING_RATES.mistake
def _a_whole_circle(mu, L, k):
    """You cut a whole circle into k arcs. Above the interval stands half a circle: k arcs of π/k."""
    angles = (np.arange(k) + 0.5) * 2 * np.pi / k
    return 1 / ((L + mu) / 2 - (L - mu) / 2 * np.cos(angles))


@LEARNING_RATES.mistake
def _diameter_for_radius(mu, L, k):
    """Your circle is as wide as L − μ on each side of the middle. That is its diameter: the radius is half of it."""
    angles = (np.arange(k) + 0.5) * np.pi / k
    return 1 / ((L + mu) / 2 - (L - mu) * np.cos(angles))


@LEARNING_RATES.mistake
def _not_moved_to_the_middle(mu, L, k):
    """Your half circle stands over 0. Its middle is at (L + μ)/2."""
    angles = (np.arange(k) + 0.5) * np.pi / k
    return 1 / ((L - mu) / 2 * np.cos(angles) + (L - mu) / 2)


@LEARNING_RATES.mistake
def _half_circle_over_the_rates(mu, L, k):
    """You laid the half circle over the rates, from 1/L to 1/μ. It stands over the curvatures, from μ to L; then take one over each."""
    angles = (np.arange(k) + 0.5) * np.pi / k
    return (1 / mu + 1 / L) / 2 + (1 / mu - 1 / L) / 2 * np.cos(angles)
