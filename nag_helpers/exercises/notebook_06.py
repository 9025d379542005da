"""Exercises of notebook 06, sensitivity and overshoot."""

import numpy as np

from nag_helpers.exercises.kinds import FunctionExercise


def nag_limit(beta, L):
    return (2 + 2 * beta) / ((1 + 2 * beta) * L)


NAG_LIMIT = FunctionExercise(
    name="nag_limit",
    title="the limit as a function",
    notebook="06",
    prompt="Return the learning rate at which NAG stops converging, from β and the largest curvature L.",
    reference=nag_limit,
    returns=("limit",),
    cases=[{"beta": 0.5, "L": 2.0}, {"beta": 0.0, "L": 10.0}, {"beta": 0.9, "L": 100.0}],
    landmarks=[
        ({"beta": 0.0, "L": 4.0}, "At β = 0 NAG is gradient descent, whose limit is 2/L, with L = 4."),
        ({"beta": 1.0, "L": 1.0}, "At β = 1 and L = 1 the root −1 needs a = 2 + 2(1 − a), so a = 4/3."),
        ({"beta": 0.5, "L": 1.0}, "At β = ½ and L = 1 the root −1 needs a = 2 + (1 − a), so a = 3/2."),
    ],
    hints=[
        "A root leaves the unit circle through z = −1. What does that make of z² − (1 − a + m)z + m = 0?",
        "It gives a = 2 + 2m, and with NAG m = β(1 − a). Collect the terms with a.",
        "a(1 + 2β) = 2 + 2β, and a = αL. Solve for α.",
    ],
    notice="At β = 0 it is gradient descent's 2/L, and for β near 1 it comes down to 4/(3L).",
)


@NAG_LIMIT.mistake
def _limit_of_gradient_descent(beta, L):
    """2/L is gradient descent's limit. NAG's is smaller, because along a steep direction its look-ahead overshoots too. Put
    z = −1 into the roots' equation with m = β(1 − a)."""
    return 2 / L


@NAG_LIMIT.mistake
def _limit_of_momentum(beta, L):
    """2(1 + β)/L is momentum's limit. For NAG the kept share m is β(1 − a), so a stands on both sides of a = 2 + 2m:
    solve for it."""
    return 2 * (1 + beta) / L


@NAG_LIMIT.mistake
def _limit_without_curvature(beta, L):
    """That is the limit of the product αL. The learning rate itself is L times smaller."""
    return (2 + 2 * beta) / (1 + 2 * beta)


@NAG_LIMIT.mistake
def _limit_times_curvature(beta, L):
    """You multiplied by L. The steeper the bowl, the smaller the learning rate must be: divide."""
    return (2 + 2 * beta) / (1 + 2 * beta) * L


@NAG_LIMIT.mistake
def _limit_for_beta_near_one(beta, L):
    """4/(3L) is what the limit comes down to as β goes to 1. For other β NAG allows a little more."""
    return 4 / (3 * L)


@NAG_LIMIT.mistake
def _limit_with_the_other_sign(beta, L):
    """A sign was lost in the numerator: a = 2 + 2β(1 − a) gives a(1 + 2β) = 2 + 2β."""
    return (2 - 2 * beta) / ((1 + 2 * beta) * L)


@NAG_LIMIT.mistake
def _limit_with_half_a_numerator(beta, L):
    """In the numerator 2β is missing: a(1 + 2β) = 2 + 2β. At β = 0.5 your limit is a third below the true one."""
    return 2 / ((1 + 2 * beta) * L)


@NAG_LIMIT.mistake
def _limit_for_a_safe_step(beta, L):
    """1/L is a safe learning rate. The limit is larger: put z = −1 into the roots' equation."""
    return 1 / L


@NAG_LIMIT.mistake
def _limit_with_friction(beta, L):
    """Your limit rises with β, beyond 2/L. NAG's falls: along a steep direction its look-ahead overshoots too."""
    return 2 / (L * (1 - beta))


@NAG_LIMIT.mistake
def _limit_twice_too_small(beta, L):
    """Your limit is half the right one, as if the numerator were 1 + β. Check a(1 + 2β) = 2 + 2β."""
    return (1 + beta) / ((1 + 2 * beta) * L)


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
    notebook="06",
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


def overshoot_of(positions):
    side = np.sign(positions[0])
    return max(0.0, np.max(-side * positions))


OVERSHOOT = FunctionExercise(
    name="overshoot",
    title="measure an overshoot",
    notebook="06",
    prompt="Return how far a run gets on the other side of the minimum at 0.",
    reference=overshoot_of,
    returns=("overshoot",),
    cases=[
        {"positions": np.array([1.0, 0.4, -0.2, -0.5, -0.1, 0.3, 0.05])},
        {"positions": np.array([-2.0, -0.5, 0.6, 0.9, 0.1, -1.2, -0.3])},
        {"positions": np.array([1.0, 0.6, 0.3, 0.1])},
        {"positions": np.array([-1.0, -0.4, 0.3, 0.7, 0.2])},
        {"positions": np.array([1.0, -0.3, -0.6, 0.2])},
        {"positions": np.array([-2.0, -1.0, -0.5])},
    ],
    landmarks=[
        ({"positions": np.array([1.0, 0.5, 0.2])}, "A run that stays on its side does not overshoot."),
        (
            {"positions": np.array([-1.0, -0.5, -0.2])},
            "A run that stays on its side, the left one, does not overshoot.",
        ),
        ({"positions": np.array([1.0, -2.0])}, "From 1 to −2: it gets 2 beyond the minimum at 0."),
        ({"positions": np.array([-1.0, 2.0])}, "From −1 to 2: it gets 2 beyond the minimum at 0."),
        ({"positions": np.array([4.0, -1.0, -3.0, -2.0])}, "From 4 the run gets as far as −3: 3 beyond the minimum."),
        (
            {"positions": np.array([1.0, 3.0, -1.0])},
            "3 is on the start's own side. On the other side the run gets to −1.",
        ),
    ],
    hints=[
        "On which side is the start? The overshoot is on the other.",
        "`np.sign(positions[0])` is +1 or −1. Multiply the positions by minus that: now the other side is positive.",
        "Take the largest of these, and 0 if none is positive: a run that never crosses does not overshoot.",
    ],
    notice="From rest at 1 with αλ = 0.1 and β = 0.9 it gives 0.604 for momentum and 0.355 for NAG.",
)


@OVERSHOOT.mistake
def _overshoot_to_the_left(positions):
    """For a start to the right of the minimum this is correct. A start to the left overshoots to the right. Let the
    sign of the start decide which side is the other one."""
    return max(0.0, -np.min(positions))


@OVERSHOOT.mistake
def _largest_distance(positions):
    """That is the largest distance from the minimum on either side, and it includes the start. Look only at the side
    opposite to the start."""
    return np.max(np.abs(positions))


@OVERSHOOT.mistake
def _negative_without_crossing(positions):
    """A run that never crosses the minimum does not overshoot: that is 0, not a negative number."""
    return np.max(-np.sign(positions[0]) * positions)


@OVERSHOOT.mistake
def _size_without_crossing(positions):
    """A run that never crosses the minimum does not overshoot, however near it comes: that is 0."""
    return np.abs(np.max(-np.sign(positions[0]) * positions))


@OVERSHOOT.mistake
def _overshoot_with_sign(positions):
    """The size is right, the sign is not: the overshoot is a distance, so it is not negative."""
    return -max(0.0, np.max(-np.sign(positions[0]) * positions))


@OVERSHOOT.mistake
def _final_position(positions):
    """That is where the run ended. It may have been much farther out on the way: take the farthest point."""
    return max(0.0, -np.sign(positions[0]) * positions[-1])


@OVERSHOOT.mistake
def _farthest_left(positions):
    """You changed the sign of the smallest position. That position is on the other side only if the run starts on the
    right, and crosses."""
    return -np.min(positions)


@OVERSHOOT.mistake
def _smallest_position(positions):
    """That is the smallest position, with its sign. The overshoot is a distance, on the side opposite to the start."""
    return np.min(positions)


@OVERSHOOT.mistake
def _size_of_the_smallest(positions):
    """That is the size of the smallest position, which is on the other side only if the run starts on the right, and
    crosses."""
    return np.abs(np.min(positions))


@OVERSHOOT.mistake
def _farthest_after_the_start(positions):
    """You leave out the start, but look at both sides. Only the side opposite to the start counts."""
    return np.max(np.abs(positions[1:]))


@OVERSHOOT.mistake
def _relative(positions):
    """You divided by the distance of the start. Return the overshoot itself."""
    return overshoot_of(positions) / np.abs(positions[0])


@OVERSHOOT.mistake
def _signed_place(positions):
    """That is the place of the farthest point, with its sign. The overshoot is its distance from the minimum."""
    return -np.sign(positions[0]) * overshoot_of(positions)


@OVERSHOOT.mistake
def _first_crossing(positions):
    """That is the first position beyond the minimum. The run may go farther before it turns round."""
    beyond = -np.sign(positions[0]) * positions
    return beyond[beyond > 0][0] if (beyond > 0).any() else 0.0


@OVERSHOOT.mistake
def _total_swing(positions):
    """That is the distance between the two farthest points of the swing. The overshoot is counted from the minimum."""
    return np.max(positions) - np.min(positions)


@OVERSHOOT.mistake
def _times_the_start(positions):
    """You multiplied by the start to find its side. Its sign is enough, `np.sign(positions[0])`: the start's size does
    not count."""
    return max(0.0, np.max(-positions[0] * positions))


@OVERSHOOT.mistake
def _row_of_the_farthest(positions):
    """That is the row of the farthest point on the other side. How far is it from the minimum? `np.max`, not `np.argmax`."""
    return np.argmax(-np.sign(positions[0]) * positions)


@OVERSHOOT.mistake
def _rows_beyond(positions):
    """You count the rows on the other side. How far does the run get there?"""
    return np.sum(-np.sign(positions[0]) * positions > 0)


@OVERSHOOT.mistake
def _summed(positions):
    """You add up all positions on the other side. Only the farthest of them is the overshoot."""
    return np.maximum(-np.sign(positions[0]) * positions, 0).sum()


@OVERSHOOT.mistake
def _right_side_alone(positions):
    """For a start to the left of the minimum this is correct. A start to the right overshoots to the left. Let the sign
    of the start decide."""
    return max(0.0, np.max(positions))


@OVERSHOOT.mistake
def _largest_position(positions):
    """That is the largest position. If the run starts on the right, it lies on the start's own side. Look at the side opposite
    to the start."""
    return np.max(positions)


def should_restart(slope, v):
    return slope @ v < 0


SHOULD_RESTART = FunctionExercise(
    name="should_restart",
    title="when to restart",
    notebook="06",
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
