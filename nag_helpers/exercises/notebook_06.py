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
        {"theta": np.array([2.0, -1.0, 0.0, 3.0])},
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
        (
            {"theta": np.array([0.25])},
            "A single bead has one spring, the one to the hand. There is nobody at its right.",
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


@CHAIN_SLOPE.mistake
def _ends_left_out(theta):
    """Your first bead and your last have no slope: does the loop leave them out? The first has the hand at its left, and the last has
    its left spring alone."""
    slopes = 1.0 * chain_slope(theta)
    slopes[[0, -1]] = 0.0
    return slopes


@CHAIN_SLOPE.mistake
def _first_left_out(theta):
    """Your first bead has no slope: does the loop begin one too late? Its left neighbour is the hand, at 1."""
    slopes = 1.0 * chain_slope(theta)
    slopes[0] = 0.0
    return slopes


@CHAIN_SLOPE.mistake
def _last_left_out(theta):
    """Your last bead has no slope: does the loop stop one too early? It has one spring, to its left neighbour."""
    slopes = 1.0 * chain_slope(theta)
    slopes[-1] = 0.0
    return slopes


@CHAIN_SLOPE.mistake
def _half_of_it(theta):
    """That is how far each bead is from the mean of its neighbours: half of its slope. The derivative of ½(θᵢ − θᵢ₋₁)² has no ½ left."""
    return chain_slope(theta) / 2


@CHAIN_SLOPE.mistake
def _mean_of_the_neighbours(theta):
    """That is the mean of each bead's neighbours, where an update would put it. Asked for are the slopes."""
    return (np.append(1.0, theta[:-1]) + np.append(theta[1:], theta[-1])) / 2


@CHAIN_SLOPE.mistake
def _hand_on_every_bead(theta):
    """In your chain the hand pulls at every bead. It holds only the first: θᵢ − 1 belongs to bead 1 alone."""
    pulled = chain_slope(theta)
    return pulled + np.append(0.0, theta[1:] - 1.0)


@CHAIN_SLOPE.mistake
def _hand_below(theta):
    """Your hand stands at −1. It has pulled up, to 1: the first square is (θ₁ − 1)²."""
    return chain_slope(theta) + np.append(2.0, np.zeros(len(theta) - 1))


@CHAIN_SLOPE.mistake
def _a_ring(theta):
    """In your chain the last bead is tied to the first, as `np.roll` and the index −1 do. The hand is at the one end, and nobody at the
    other."""
    return 2 * theta - np.append(1.0, theta[:-1]) - np.append(theta[1:], theta[0])


@CHAIN_SLOPE.mistake
def _a_ring_without_a_hand(theta):
    """Your chain is a ring, as `np.roll` makes one. Its left end is held by the hand, at 1, and its right end is free."""
    return 2 * theta - np.roll(theta, 1) - np.roll(theta, -1)


@CHAIN_SLOPE.mistake
def _index_minus_one(theta):
    """For your first bead the left neighbour is the last bead: in Python `theta[-1]` is the last entry. At its left stands the hand, at 1."""
    return 2 * theta - np.append(theta[-1], theta[:-1]) - np.append(theta[1:], theta[-1])


@CHAIN_SLOPE.mistake
def _the_energy(theta):
    """That is J, the energy in all springs: one number. Asked for is its slope, one number for each bead."""
    return (np.sum(np.diff(theta, prepend=1.0) ** 2)) / 2


@CHAIN_SLOPE.mistake
def _all_added_up(theta):
    """You added up the slopes of all beads. Return them one by one, in an array as long as `theta`."""
    return np.sum(chain_slope(theta))


@CHAIN_SLOPE.mistake
def _squares_of_a_bead(theta):
    """Those are the two squares in which a bead stands, with the ½. Their derivative is asked for: θᵢ − θᵢ₋₁ of the left one, for example."""
    return ((theta - np.append(1.0, theta[:-1])) ** 2 + (theta - np.append(theta[1:], theta[-1])) ** 2) / 2


@CHAIN_SLOPE.mistake
def _numpys_gradient(theta):
    """`np.gradient` takes `theta` for a curve and says how steep it runs from bead to bead. Asked for is how J changes when one bead moves."""
    return np.gradient(theta)


@CHAIN_SLOPE.mistake
def _left_with_the_wrong_sign(theta):
    """Your spring at the left has the wrong sign: it pulls a bead towards its left neighbour, so it adds θᵢ − θᵢ₋₁."""
    return (np.append(1.0, theta[:-1]) - theta) + (theta - np.append(theta[1:], theta[-1]))


@CHAIN_SLOPE.mistake
def _two_springs_at_the_end(theta):
    """Your last bead has its left spring twice, as if the chain were mirrored there. It has that spring once."""
    slopes = 1.0 * chain_slope(theta)
    slopes[-1] *= 2
    return slopes


@CHAIN_SLOPE.mistake
def _a_step_of_them(theta):
    """That is a quarter of the slopes: a step of gradient descent with α = ¼. The slopes themselves are asked for."""
    return chain_slope(theta) / 4


@CHAIN_SLOPE.mistake
def _places_after_a_step(theta):
    """Those are the beads after an update. Asked for is what the update needs: the slope at every bead."""
    return theta - chain_slope(theta) / 4


@CHAIN_SLOPE.mistake
def _all_stretches(theta):
    """Those are the stretches of the springs, one more than there are beads. A bead's slope is that of its left spring less that of its right."""
    return np.diff(np.concatenate([[1.0], theta, theta[-1:]]))


@CHAIN_SLOPE.mistake
def _stretches_without_a_sign(theta):
    """You take the sizes of the stretches. Their signs say which way a spring pulls: keep them."""
    stretches = np.abs(np.diff(theta, prepend=1.0))
    return stretches - np.append(stretches[1:], 0.0)


@CHAIN_SLOPE.mistake
def _no_hand_and_no_half(theta):
    """Two things are wrong. Your hand holds still at 0, though it has pulled up to 1. And the ½ before the squares takes away the 2 that
    comes down."""
    return 2 * _hand_forgotten(theta)


@CHAIN_SLOPE.mistake
def _both_ends_at_rest(theta):
    """You hold both ends at 0. The hand has pulled the near end up to 1, and the far end is free."""
    return 2 * theta - np.append(0.0, theta[:-1]) - np.append(theta[1:], 0.0)


@CHAIN_SLOPE.mistake
def _hand_alone(theta):
    """You tie every bead to the hand, and to nothing else. The hand holds bead 1; the others are tied to their neighbours."""
    return theta - 1.0


@CHAIN_SLOPE.mistake
def _hand_at_the_other_end(theta):
    """Your hand holds the last bead. It is the first one that it holds, at 1; the last is free."""
    return 2 * theta - np.append(theta[0], theta[:-1]) - np.append(theta[1:], 1.0)


@CHAIN_SLOPE.mistake
def _left_springs_twice(theta):
    """You have the spring at the left of each bead, twice, but not the one at its right. A bead stands in two squares, and the ½ takes the 2
    away."""
    return 2 * (theta - np.append(1.0, theta[:-1]))


@CHAIN_SLOPE.mistake
def _energies(theta):
    """Those are the energies in the springs, ½(θᵢ − θᵢ₋₁)². Asked for is how J changes when one bead moves: the derivative, from two squares
    for each bead."""
    return 0.5 * (theta - np.append(1.0, theta[:-1])) ** 2


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
        (
            (100, 10, 10),
            "Those are the factors, and they are right. Multiply the row for 80 beads by them: 9,813, 191 and 80.",
        ),
        ((981.3, 1.91, 0.8), "Those are thousands of updates. Write the whole numbers, 981_300 for the first."),
        (
            (9_813, 191, 80),
            "Those are the numbers for 80 beads. What does each of them become when the chain is ten times as long?",
        ),
    ],
    slips=[
        (
            "gradient descent",
            196_260,
            "You doubled, and then took ten times. Ten times as long is 10² times the updates: heat pays the square.",
        ),
        (
            "gradient descent",
            98_130,
            "Ten times as long costs gradient descent 10², not 10: twice as long cost it four times.",
        ),
        ("gradient descent", 9_813_000, "You took 10³. Heat pays the square of the length: 10² times 9,813."),
        ("gradient descent", 628_032, "Three doublings, 4 · 4 · 4, are eight times as long. Ten times is 10²."),
        (
            "gradient descent",
            392_520,
            "You multiplied by ten and by 4. Ten times as long is 10 · 10 times the updates.",
        ),
        ("NAG", 191, "That was the chain of 80. Ten times as long is ten times that."),
        ("NAG", 950, "That is momentum's 95, ten times. NAG's number for 80 beads is 191."),
        ("NAG", 3_820, "You multiplied by ten and by 2. Ten times as long is ten times the updates."),
        (
            "the least",
            1_600,
            "You multiplied by ten and by 2. The last bead is number 800, and hears after 800 updates.",
        ),
        ("the least", 1_910, "That is NAG. The least that anybody needs is one update for a bead."),
        ("NAG", 19_100, "Ten times as long costs NAG ten times, not 10²: a wave travels at a steady pace."),
        (
            "NAG",
            604,
            "You took the root of ten. The root is one of κ, and κ is a hundred times as large: that makes ten.",
        ),
        ("NAG", 1_719, "You took nine times. Ten times as long is ten times the 191 updates."),
        ("NAG", 1_528, "Three doublings are eight times as long. Ten times is 10 · 191."),
        ("the least", 950, "That is momentum at its best. The least that anybody needs is one update for a bead."),
        ("the least", 253, "You took the root of ten. The least is one update for a bead, and there are 800."),
        ("the least", 28.28, "You took the root of 800. The least is one update for a bead, and there are 800."),
        ("the least", 1_025, "That is √κ. The least is one update for a bead, and there are 800."),
        (
            "the least",
            640,
            "Three doublings are eight times as long. The last bead is number 800, and hears after 800 updates.",
        ),
        ("the least", 80, "That was the chain of 80. One bead hears in an update, and the last is number 800."),
        ("the least", 8_000, "You took 10². One bead hears in an update, and the last is number 800."),
    ],
    notice="A million updates against two thousand; counted, they are 970,803 and 1,885. The longer the chain, the more a memory is worth.",
)
