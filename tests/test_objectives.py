"""The objectives: gradients against finite differences, minimisers, curvatures, batches, and functions of one's own."""

import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from nag_helpers import objectives
from nag_helpers.objectives import Objective, from_function, quadratic
from nag_helpers.optimizers import momentum_step, nesterov_step

TURN = np.linalg.qr(np.random.default_rng(3).standard_normal((4, 4)))[0]
ALL = [
    quadratic(),
    quadratic((1, 100), rotation=0.7),
    quadratic((3, 5, 7, 11), rotation=TURN),
    quadratic((1, -0.1)),
    quadratic((4,)),
    objectives.rosenbrock(),
    objectives.beale(),
    objectives.himmelblau(),
    objectives.double_well(),
    objectives.double_well(tilt=-0.5),
    objectives.bent_parabola(),
    objectives.nesterov_worst(k=4, L=3.0),
    objectives.springs(5),
    objectives.logistic_regression(samples=50, dimension=4, mu=0.01),
]
WITH_MINIMISER = [objective for objective in ALL if objective.minimiser is not None]
every_objective = pytest.mark.parametrize("objective", ALL, ids=lambda objective: objective.name)
every_minimiser = pytest.mark.parametrize("objective", WITH_MINIMISER, ids=lambda objective: objective.name)


def says(*parts):
    """A pattern for pytest.raises: these parts, in this order."""
    return ".*".join(re.escape(part) for part in parts)


def points(objective, count=30, seed=0):
    """Random points around the start and the minimisers."""
    rng = np.random.default_rng(seed)
    return objective.start + rng.uniform(-2, 2, (count, objective.dimension))


def slopes_by_differences(value, theta, h=1e-5):
    steps = h * np.eye(theta.shape[-1])
    return (value(theta[..., None, :] + steps) - value(theta[..., None, :] - steps)) / (2 * h)


def hessian(objective, theta, h=1e-5):
    """Matrix of second derivatives at one point, by differences of the gradient."""
    steps = h * np.eye(objective.dimension)
    return np.array([(objective.gradient(theta + s) - objective.gradient(theta - s)) / (2 * h) for s in steps])


# What holds for every objective ---------------------------------------------------------------------------------------


@every_objective
def test_the_gradient_is_the_slope_of_the_value(objective):
    theta = points(objective)
    expected = slopes_by_differences(objective.value, theta)
    np.testing.assert_allclose(objective.gradient(theta), expected, rtol=1e-5, atol=1e-5 * np.abs(expected).max())


@every_objective
def test_a_batch_of_points_is_the_points_one_by_one(objective):
    theta = points(objective).reshape(5, 6, objective.dimension)
    values, gradients = objective.value(theta), objective.gradient(theta)
    assert (values.shape, gradients.shape) == ((5, 6), theta.shape)
    for i in range(5):
        for j in range(6):
            np.testing.assert_allclose(values[i, j], objective.value(theta[i, j]), rtol=1e-12)
            np.testing.assert_allclose(gradients[i, j], objective.gradient(theta[i, j]), rtol=1e-12, atol=1e-12)


@every_objective
def test_lists_of_whole_numbers_are_points_too(objective):
    whole = [2] * objective.dimension
    np.testing.assert_array_equal(objective.gradient(whole), objective.gradient(np.array(whole, dtype=float)))
    assert objective.value(whole) == objective.value(np.array(whole, dtype=float))


@every_objective
def test_value_and_gradient_leave_the_point_as_it_is(objective):
    theta = points(objective)
    before = theta.copy()
    objective.value(theta)
    objective.gradient(theta)
    np.testing.assert_array_equal(theta, before)


@every_minimiser
def test_minimisers_are_stationary(objective):
    np.testing.assert_allclose(objective.gradient(objective.minimiser), 0, atol=1e-10)


@every_minimiser
def test_no_point_around_lies_below_the_minimum(objective):
    assert (objective.value(points(objective, count=2000)) >= objective.minimum - 1e-12).all()


@every_minimiser
def test_every_minimiser_has_the_minimal_value(objective):
    np.testing.assert_allclose(objective.value(objective.minimiser), objective.minimum, atol=1e-12)


@every_objective
def test_the_curvatures_lie_between_mu_and_L(objective):
    for theta in points(objective, count=20):
        curvatures = np.linalg.eigvalsh(hessian(objective, theta))
        if objective.L is not None:
            assert np.abs(curvatures).max() <= objective.L * (1 + 1e-6)
        if objective.mu is not None:
            assert curvatures.min() >= objective.mu - 1e-6


@every_objective
def test_the_window_shows_the_start(objective):
    if objective.window is not None:
        assert len(objective.window) == objective.dimension
        assert all(low < x < high for x, (low, high) in zip(objective.start, objective.window))


@every_objective
def test_a_deterministic_objective_is_the_same_in_every_update(objective):
    assert objective.at(7) is objective


# Single objectives ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rotation", [0, 0.7, -2.0])
def test_the_curvatures_of_a_quadratic_are_its_eigenvalues(rotation):
    bowl = quadratic((2, 9), rotation=rotation)
    np.testing.assert_allclose(np.linalg.eigvalsh(hessian(bowl, bowl.start)), [2, 9], rtol=1e-6)
    assert (bowl.mu, bowl.L, bowl.kappa) == (2, 9, 4.5)


def test_a_rotation_turns_the_axes_of_curvature():
    bowl = quadratic((1, 100), rotation=np.pi / 6)
    along = np.array([np.cos(np.pi / 6), np.sin(np.pi / 6)])
    np.testing.assert_allclose(bowl.gradient(along), along)


def test_a_quadratic_may_be_turned_by_an_orthogonal_matrix():
    bowl = quadratic((3, 5, 7, 11), rotation=TURN)
    np.testing.assert_allclose(bowl.gradient(TURN[:, 2]), 7 * TURN[:, 2], atol=1e-12)


def test_a_saddle_has_no_minimiser_and_no_condition_number():
    saddle = quadratic((1, -0.1))
    assert (saddle.name, saddle.minimiser, saddle.minimum, saddle.kappa) == ("saddle", None, None, None)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"curvatures": []}, ["curvatures must be a sequence of numbers", "shape (0,)"]),
        ({"curvatures": 3}, ["curvatures must be a sequence of numbers", "shape ()"]),
        ({"curvatures": (1, np.inf)}, ["curvatures must be finite, got (1, inf)"]),
        ({"curvatures": "steep"}, ["curvatures must be", "numbers, got 'steep'"]),
        ({"start": (1, 2, 3)}, ["start must have one coordinate for each of the 2 curvatures", "(3,)"]),
        ({"curvatures": (1, 2, 3), "rotation": 0.5}, ["rotation by an angle needs two curvatures, got 3"]),
        ({"rotation": np.ones((2, 2))}, ["rotation must be an angle or an orthogonal 2 x 2 matrix"]),
        ({"rotation": np.eye(3)}, ["rotation must be", "got shape (3, 3)"]),
    ],
)
def test_a_quadratic_that_cannot_be_is_refused(arguments, words):
    with pytest.raises(ValueError, match=says(*words)):
        quadratic(**arguments)


def test_himmelblaus_function_has_four_minimisers():
    himmelblau = objectives.himmelblau()
    assert himmelblau.minimiser.shape == (4, 2)
    assert len(np.unique(himmelblau.minimiser.round(3), axis=0)) == 4


@pytest.mark.parametrize(("tilt", "side"), [(0.3, -1), (-0.3, 1), (3.0, -1)])
def test_the_deeper_well_lies_opposite_to_the_tilt(tilt, side):
    well = objectives.double_well(tilt)
    x = np.linspace(-2.5, 2.5, 5001)[:, None]
    assert np.sign(well.minimiser[0]) == side
    assert abs(x[well.value(x).argmin(), 0] - well.minimiser[0]) <= 1e-3


def test_the_hill_between_the_wells_has_curvature_mu():
    well = objectives.double_well()
    np.testing.assert_allclose(hessian(well, np.zeros(1)), well.mu, rtol=1e-6)


def test_the_bent_parabola_has_slope_and_value_without_jumps_at_its_bends():
    cycle = objectives.bent_parabola()
    bends = np.array([[1.0], [2.0]])
    np.testing.assert_allclose(cycle.value(bends - 1e-12), cycle.value(bends), atol=1e-9)
    np.testing.assert_allclose(cycle.gradient(bends - 1e-12), cycle.gradient(bends), atol=1e-9)


def test_the_heavy_ball_goes_round_its_cycle():
    gradient, alpha, beta = objectives.bent_parabola().gradient, 1 / 9, 4 / 9
    cycle = np.array([[792.0], [-2208.0], [2592.0]]) / 1225
    for now, before, after in zip(cycle, np.roll(cycle, 1), np.roll(cycle, -1)):
        np.testing.assert_allclose(now - alpha * gradient(now) + beta * (now - before), after, atol=1e-12)


def test_a_gradient_of_the_worst_function_reaches_one_coordinate_further():
    worst = objectives.nesterov_worst(k=4)
    theta = np.zeros(9)
    for reached in range(1, 9):
        theta = theta - worst.gradient(theta)
        assert np.count_nonzero(theta) == reached


def test_the_worst_functions_mu_is_its_smallest_curvature():
    worst = objectives.nesterov_worst(k=4, L=3.0)
    curvatures = np.linalg.eigvalsh(hessian(worst, worst.start))
    np.testing.assert_allclose(curvatures[0], worst.mu, rtol=1e-6)
    np.testing.assert_allclose(curvatures[-1], worst.L * np.cos(np.pi / 20) ** 2, rtol=1e-6)


def test_the_data_of_logistic_regression_follow_the_seed():
    one, same, other = (objectives.logistic_regression(seed=seed) for seed in (1, 1, 2))
    theta = np.ones(20)
    assert one.value(theta) == same.value(theta) != other.value(theta)


def test_logistic_regression_does_not_overflow_far_away():
    model = objectives.logistic_regression(samples=20, dimension=3)
    assert np.isfinite(model.value(np.full(3, 1e5))) and np.isfinite(model.gradient(np.full(3, 1e5))).all()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: objectives.nesterov_worst(k=0), ["k must be a whole number of at least 1, got 0"]),
        (lambda: objectives.nesterov_worst(L=-1), ["L must be a positive number, got -1"]),
        (lambda: objectives.logistic_regression(samples=0), ["samples must be a whole number of at least 1, got 0"]),
        (lambda: objectives.logistic_regression(dimension=2.5), ["dimension must be a whole number", "got 2.5"]),
        (lambda: objectives.logistic_regression(mu=0), ["mu must be a positive number, got 0"]),
        (lambda: objectives.double_well(tilt=np.nan), ["tilt must be finite, got nan"]),
    ],
)
def test_an_objective_that_cannot_be_is_refused(make, words):
    with pytest.raises(ValueError, match=says(*words)):
        make()


# What an Objective tells ----------------------------------------------------------------------------------------------


@given(arrays(float, (3, 2), elements=st.floats(-5, 5)))
def test_the_distance_is_that_to_the_nearest_minimiser(theta):
    himmelblau = objectives.himmelblau()
    expected = [min(math.dist(point, minimiser) for minimiser in himmelblau.minimiser) for point in theta]
    np.testing.assert_allclose(himmelblau.distance(theta), expected)


def test_the_distance_is_nan_where_no_minimiser_is_known():
    assert np.isnan(quadratic((1, -1)).distance(np.ones((3, 2)))).tolist() == [True] * 3


@pytest.mark.filterwarnings("error")
def test_the_distance_of_a_diverged_run_warns_nobody():
    assert not np.isfinite(quadratic().distance([[1e200, 1e200], [np.nan, 0.0]])).any()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"start": 1.0}, ["start must be one point", "got shape ()"]),
        ({"start": []}, ["start must be one point", "got shape (0,)"]),
        ({"start": [1, np.inf]}, ["start must be finite, got [1, inf]"]),
        ({"minimiser": "low"}, ["minimiser must be", "numbers, got 'low'"]),
        ({"minimiser": [1.0, 2.0, 3.0]}, ["minimiser must have shape (2,) or (m, 2)", "got shape (3,)"]),
    ],
)
def test_an_objective_with_a_bad_point_is_refused(fields, words):
    with pytest.raises(ValueError, match=says(*words)):
        Objective(**{"name": "J", "formula": "J", "value": np.sum, "gradient": np.sign, "start": [1.0, 1.0], **fields})


# Functions of one's own -----------------------------------------------------------------------------------------------


def with_math(x, y):
    return math.exp(-x) + math.cosh(y)


def with_if(x, y):
    if x > 0:
        return x**2 + y**2
    return 2 * x**2 + y**2


def with_numpy(x, y):
    return np.sin(x) ** 2 + x * y + y**4


def constant(x, y):
    return 3


@pytest.mark.parametrize("function", [with_math, with_if, with_numpy, constant])
def test_any_function_of_numbers_becomes_an_objective(function):
    mine = from_function(function, start=(0.5, -0.5))
    theta = points(mine).reshape(5, 6, 2)
    expected = np.array([[function(*point) for point in row] for row in theta])
    np.testing.assert_allclose(mine.value(theta), expected)
    np.testing.assert_allclose(mine.gradient(theta), slopes_by_differences(mine.value, theta), rtol=1e-4, atol=1e-6)


def test_its_slopes_by_differences_are_good_to_nine_digits():
    mine = from_function(lambda x, y: x**2 * math.sin(y), start=(2, 1))
    np.testing.assert_allclose(mine.gradient([2.0, 1.0]), [4 * math.sin(1), 4 * math.cos(1)], rtol=1e-9)


@pytest.mark.parametrize(
    "gradient",
    [
        lambda x, y: (2 * x, 6 * y),
        lambda x, y: [math.ldexp(x, 1), 6 * y],
        lambda x, y: np.array([2 * x, 6 * y]),
    ],
    ids=["numbers", "of numbers only", "an array"],
)
def test_a_gradient_of_ones_own_is_used(gradient):
    mine = from_function(lambda x, y: x**2 + 3 * y**2, start=(2, 1), gradient=gradient)
    theta = points(mine).reshape(5, 6, 2)
    np.testing.assert_allclose(mine.gradient(theta), theta * [2, 6], rtol=1e-14)


def test_a_gradient_may_be_constant():
    mine = from_function(lambda x, y: x + 2 * y, start=(0, 0), gradient=lambda x, y: (1, 2))
    assert mine.gradient(np.zeros((3, 2))).tolist() == [[1, 2]] * 3


def test_a_function_of_one_number_is_an_objective_in_one_dimension():
    mine = from_function(lambda x: abs(x) ** 3, start=[2])
    assert (mine.dimension, mine.value([[2.0], [-1.0]]).tolist()) == (1, [8.0, 1.0])


@pytest.mark.filterwarnings("error")
def test_a_function_that_overflows_is_infinite_there():
    mine = from_function(lambda x: math.exp(x), start=[0])
    assert mine.value([[1e4]]).tolist() == [math.inf]


def test_a_function_of_ones_own_may_say_what_it_knows():
    mine = from_function(
        lambda x, y: x**2 + y**2,
        start=(1, 1),
        name="mine",
        formula="x^2+y^2",
        minimiser=(0, 0),
        window=((-1, 1), (-2, 2)),
    )
    assert (mine.name, mine.formula, mine.minimum, mine.window) == ("mine", "x^2+y^2", 0.0, ((-1, 1), (-2, 2)))


def test_a_window_not_given_lies_around_the_start():
    assert from_function(with_math, start=(1, -2)).window == ((-2, 4), (-5, 1))


@pytest.mark.parametrize(
    ("function", "arguments", "words"),
    [
        (3, {}, ["function must take 2 numbers and return one, got 3"]),
        (lambda x: x, {}, ["function must take 2 numbers", "got one that takes (x)"]),
        (lambda x, y, z: x, {}, ["function must take 2 numbers", "got one that takes (x, y, z)"]),
        (lambda x, y: (x, y), {}, ["function must return one number, got shape (2,) at [1.0, 1.0]"]),
        (lambda x, y: None, {}, ["the function's value at the start must be", "got None"]),
        (lambda x, y: math.inf, {}, ["the function's value at the start must be finite, got inf"]),
        (lambda x, y: "high", {}, ["the function's value at the start must be a number", "got 'high'"]),
        (lambda x, y: x, {"start": 1.0}, ["start must be one point", "got shape ()"]),
        (lambda x, y: x, {"start": [[1, 1]]}, ["start must be one point", "got shape (1, 2)"]),
        (lambda x, y: x, {"gradient": (1, 0)}, ["gradient must take 2 numbers and return 2, got (1, 0)"]),
        (lambda x, y: x, {"gradient": lambda x: (1, 0)}, ["gradient must take 2 numbers", "got one that takes (x)"]),
        (
            lambda x, y: x,
            {"gradient": lambda x, y: 1.0},
            ["the gradient must return 2 numbers, got shape ()", "[1.0, 1.0]"],
        ),
        (lambda x, y: x, {"gradient": lambda x, y: (1, 0, 0)}, ["the gradient must return 2 numbers, got shape (3,)"]),
        (lambda x, y: x, {"gradient": lambda x, y: (1, None)}, ["the gradient at the start must be", "got (1, None)"]),
    ],
)
def test_a_function_that_cannot_be_minimised_is_refused(function, arguments, words):
    with pytest.raises(ValueError, match=says(*words)):
        from_function(function, **{"start": (1, 1), **arguments})


def test_an_error_inside_the_function_is_the_learners_own():
    with pytest.raises(NameError, match="slope_of_hill"):
        from_function(lambda x, y: slope_of_hill * x, start=(1, 1))  # noqa: F821


def test_momentum_stays_on_the_octagons_circle_and_nag_arrives():
    kappa = 400
    octagon = objectives.octagon(kappa)
    angle = np.arange(8) * np.pi / 4
    circle = np.stack([np.cos(angle), np.sin(angle)], axis=-1)
    beta = (1 - kappa**-0.5) ** 2
    theta, v = circle[1], circle[0] - circle[1]
    for step in range(2, 10):
        theta, v = momentum_step(theta, v, octagon.gradient, 1.0, beta)
        np.testing.assert_allclose(theta, circle[step % 8], atol=1e-12)
    theta, v = circle[1], circle[0] - circle[1]
    for _ in range(2000):
        theta, v = nesterov_step(theta, v, octagon.gradient, 1.0, (kappa**0.5 - 1) / (kappa**0.5 + 1))
    assert np.linalg.norm(theta) < 1e-10


def test_the_octagon_has_the_curvatures_that_it_names():
    octagon = objectives.octagon(400)
    points = np.random.default_rng(0).uniform(-1.3, 1.3, (400, 2))
    a, b = points[:200], points[200:]
    slopes, apart = octagon.gradient(a) - octagon.gradient(b), a - b
    ratio = (slopes * apart).sum(axis=-1) / (apart**2).sum(axis=-1)
    assert ratio.min() >= octagon.mu - 1e-12
    assert ratio.max() <= octagon.L + 1e-12
    assert ratio.min() < 0.1 * octagon.L  # inside it is flat
    assert ratio.max() > 0.9 * octagon.L  # outside, steep


def test_no_octagon_is_made_for_a_small_condition_number():
    with pytest.raises(ValueError, match="kappa must be at least 193, got 100"):
        objectives.octagon(100)


def test_a_slope_of_the_chain_tells_a_bead_about_its_neighbours_alone():
    chain = objectives.springs(6)
    matrix = np.array([chain.gradient(bead) - chain.gradient(np.zeros(6)) for bead in np.eye(6)])
    assert (matrix[np.abs(np.subtract.outer(range(6), range(6))) > 1] == 0).all()
    assert np.linalg.eigvalsh(matrix)[[0, -1]] == pytest.approx([chain.mu, chain.L])


def test_a_chain_needs_a_bead():
    with pytest.raises(ValueError, match="n must be a whole number of at least 1, got 0"):
        objectives.springs(0)
