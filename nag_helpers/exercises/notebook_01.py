"""The exercises of notebook 01, gradient descent."""

import functools
import inspect

import numpy as np

from nag_helpers.exercises.kinds import FunctionExercise

# The gradient of the mean squared error


def mse_gradient(theta, X, y):
    n = len(y)
    return 2 / n * X.T @ (X @ theta - y)


MSE_CASES = [
    {"theta": np.array([1.0]), "X": np.array([[1.0], [2.0], [4.0]]), "y": np.array([2.0, 3.0, 3.0])},
    {
        "theta": np.array([0.5, -1.0]),
        "X": np.array([[1.0, 2.0], [1.0, 0.0], [1.0, 3.0], [2.0, 1.0]]),
        "y": np.array([1.0, 0.0, -1.0, 2.0]),
    },
    {"theta": np.array([0.5, -1.0, 2.0]), "X": np.array([[1, 2, 3], [1, 0, -2]]), "y": np.array([4, -1])},
]

MSE_GRADIENT = FunctionExercise(
    name="mse_gradient",
    title="the gradient of the mean squared error",
    notebook="01",
    prompt="Write the gradient of the mean squared error of a linear model.",
    reference=mse_gradient,
    returns=("gradient",),
    cases=MSE_CASES,
    landmarks=[
        (
            {"theta": np.array([1.0]), "X": np.array([[1.0]]), "y": np.array([0.0])},
            "With a single point, x = 1 and y = 0, J is θ², whose slope at 1 is 2.",
        ),
        (
            {"theta": np.array([1.0]), "X": np.array([[1.0], [1.0]]), "y": np.array([0.0, 0.0])},
            "With the same point twice the mean of the squares is still θ², whose slope at 1 is 2.",
        ),
        (
            {"theta": np.array([1.0]), "X": np.array([[1.0], [2.0]]), "y": np.array([1.0, 2.0])},
            "Where the model fits every point exactly, J is at its smallest and the gradient is 0.",
        ),
        (
            {"theta": np.array([1.0]), "X": np.array([[1.0], [2.0]]), "y": np.array([1.0, 0.0])},
            "The errors are 0 and 2 here, the xs 1 and 2: the mean of 2 · error · x is (0 + 8)/2.",
        ),
        (
            {"theta": np.array([1.0]), "X": np.array([[1.0], [2.0]]), "y": np.array([0.0, 2.0])},
            "The errors are 1 and 0 here, the xs 1 and 2: the mean of 2 · error · x is (2 + 0)/2.",
        ),
    ],
    hints=[
        "Begin with the error of each point, `X @ theta - y`. What shape does it have?",
        "Each squared error has the derivative 2 · error · (row of X). Sum over the points, divide by n.",
        "The sum over the points is a product with the transpose: `X.T @ error`, shape (d,).",
    ],
    notice="Its curvature is the matrix 2/n XᵀX, the same everywhere: the mean squared error is a quadratic bowl.",
)


@MSE_GRADIENT.mistake
def without_the_two(theta, X, y):
    """The factor 2 is missing: the derivative of a square brings it down from the exponent."""
    return X.T @ (X @ theta - y) / len(y)


@MSE_GRADIENT.mistake
def without_the_mean(theta, X, y):
    """The factor 1/n is missing: J is the mean of the squared errors, but you differentiated their sum."""
    return 2 * X.T @ (X @ theta - y)


@MSE_GRADIENT.mistake
def neither_factor(theta, X, y):
    """The factor 2/n is missing: 2 from the square, 1/n from the mean."""
    return X.T @ (X @ theta - y)


@MSE_GRADIENT.mistake
def error_reversed(theta, X, y):
    """The sign is wrong: the error is Xθ − y, prediction minus data. With your sign you would climb."""
    return 2 / len(y) * X.T @ (y - X @ theta)


@MSE_GRADIENT.mistake
def columns_broadcast(theta, X, y):
    """Your error is an n-by-n table, with an entry for every pair of points: that is what a column of shape (n, 1) minus a row
    of shape (n,) gives. Keep both in the shape (n,)."""
    return 2 / len(y) * (X.T @ ((X @ theta)[:, None] - y))


@MSE_GRADIENT.mistake
def columns_broadcast_and_summed(theta, X, y):
    """In your error every prediction is compared with every y: a column of shape (n, 1) minus a row of shape (n,) is an
    n-by-n table. Give prediction and data the same shape, (n,)."""
    errors = (X @ theta)[:, None] - y
    return 2 / len(y) * (X.T @ errors).sum(axis=1)


@MSE_GRADIENT.mistake
def summed_coordinates(theta, X, y):
    """You summed over the coordinates too. The gradient has one number for each coordinate of theta: shape (d,)."""
    return (2 / len(y) * X.T @ (X @ theta - y)).sum()


@MSE_GRADIENT.mistake
def mean_over_coordinates(theta, X, y):
    """You divided by d, the number of coordinates. The mean is over the n points: n = len(y)."""
    return 2 / X.shape[1] * X.T @ (X @ theta - y)


@MSE_GRADIENT.mistake
def mean_over_all_entries(theta, X, y):
    """You divided by all n · d entries of X. The mean is over the n points alone: n = len(y)."""
    return 2 * X.T @ (X @ theta - y) / X.size


@MSE_GRADIENT.mistake
def one_slope_for_all(theta, X, y):
    """You took the mean over everything, and one number is left. There is a slope for each coordinate: add up over the points, and keep
    the coordinates apart."""
    return 2 * np.mean(X.T @ (X @ theta - y))


@MSE_GRADIENT.mistake
def mean_over_the_wrong_axis(theta, X, y):
    """You took the mean along the coordinates, and a number for each point is left. The mean is over the points: the other axis."""
    return 2 * np.mean(X * (X @ theta - y)[:, None], axis=1)


@MSE_GRADIENT.mistake
def first_coordinate_alone(theta, X, y):
    """Only the first coordinate has its slope, the others are 0: the `return` stands inside the loop over them. Move it to the left."""
    return mse_gradient(theta, X, y) * (np.arange(len(theta)) == 0)


@MSE_GRADIENT.mistake
def product_of_two_means(theta, X, y):
    """You multiply the mean error by the mean of each column. It is the mean of the products: for each point its error times its x, and
    then the mean."""
    return 2 * np.mean(X, axis=0) * np.mean(X @ theta - y)


@MSE_GRADIENT.mistake
def curvature_matrix(theta, X, y):
    """That is the matrix of curvatures, 2/n XᵀX, with one derivative too many. The slopes are 2/n Xᵀ times the errors."""
    return 2 / len(y) * X.T @ X


@MSE_GRADIENT.mistake
def errors_added(theta, X, y):
    """You add up the errors, and one number is left. By the chain rule each error is first multiplied by its row of X; then add up over
    the points, for each coordinate."""
    return 2 / len(y) * np.sum(X @ theta - y)


@MSE_GRADIENT.mistake
def only_a_direction(theta, X, y):
    """You divided by the length of the gradient, so only its direction is left. Return it as it is: how steep it is counts, too."""
    gradient = mse_gradient(theta, X, y)
    length = np.linalg.norm(gradient)
    return gradient / length if length else gradient


@MSE_GRADIENT.mistake
def not_multiplied_by_X(theta, X, y):
    """That is 2/n times the error of each point, shape (n,). The chain rule brings one more factor: Xᵀ."""
    return 2 / len(y) * (X @ theta - y)


@MSE_GRADIENT.mistake
def neither_mean_nor_X(theta, X, y):
    """That is twice the error of each point, shape (n,). The chain rule brings one more factor, Xᵀ; and J is a mean."""
    return 2 * (X @ theta - y)


@MSE_GRADIENT.mistake
def value_returned(theta, X, y):
    """That is the mean squared error itself. The exercise asks for its gradient: one slope for each coordinate."""
    return np.mean((X @ theta - y) ** 2)


@MSE_GRADIENT.mistake
def last_point_alone(theta, X, y):
    """You keep only the last point's share: each pass of the loop overwrites the one before. Add the shares up with `+=`."""
    return 2 / len(y) * X[-1] * (X[-1] @ theta - y[-1])


@MSE_GRADIENT.mistake
def first_point_alone(theta, X, y):
    """You use only the first point. Is the `return` inside the loop? The mean is over all points."""
    return 2 / len(y) * X[0] * (X[0] @ theta - y[0])


@MSE_GRADIENT.mistake
def first_point_left_out(theta, X, y):
    """The first point is left out: points are counted from 0."""
    return 2 / len(y) * X[1:].T @ (X[1:] @ theta - y[1:])


@MSE_GRADIENT.mistake
def last_point_left_out(theta, X, y):
    """The last point is left out: `range(n)` ends at n − 1 by itself."""
    return 2 / len(y) * X[:-1].T @ (X[:-1] @ theta - y[:-1])


@MSE_GRADIENT.mistake
def gradient_of_the_root(theta, X, y):
    """That is the gradient of the root of the mean squared error. J itself has no root."""
    error = X @ theta - y
    return X.T @ error / len(y) / np.sqrt(np.mean(error**2))


@MSE_GRADIENT.mistake
def gradient_of_the_norm(theta, X, y):
    """That is the gradient of the length of the error, which has a root. J is the mean of its squares."""
    error = X @ theta - y
    return X.T @ error / np.linalg.norm(error)


@MSE_GRADIENT.mistake
def mean_absolute(theta, X, y):
    """That is the gradient of the mean absolute error: it keeps only the sign of each error. J squares the errors."""
    return X.T @ np.sign(X @ theta - y) / len(y)


@MSE_GRADIENT.mistake
def data_forgotten(theta, X, y):
    """The targets are missing: the error is Xθ − y."""
    return 2 / len(y) * X.T @ X @ theta


@MSE_GRADIENT.mistake
def errors_squared(theta, X, y):
    """The errors are still squared. The derivative of e² is 2e."""
    return 2 / len(y) * X.T @ (X @ theta - y) ** 2


@MSE_GRADIENT.mistake
def errors_without_x(theta, X, y):
    """You take twice the mean error, the same for each coordinate. A coordinate moves the prediction by its own column of X: each error is
    multiplied by its x before the mean is taken."""
    return 2 * np.mean(X @ theta - y) * np.ones(len(theta))


# The largest stable learning rate


def largest_stable_alpha(A):
    eigenvalues = np.linalg.eigvalsh(A)
    if eigenvalues[0] < 0:
        return 0.0
    return 2 / eigenvalues[-1]


ALPHA_CASES = [
    {"A": np.array([[4.0, 0.0], [0.0, 1.0]])},
    {"A": np.array([[2.0, 1.0], [1.0, 3.0]])},
    {"A": np.array([[3.0, -1.0, 0.0], [-1.0, 3.0, -2.0], [0.0, -2.0, 4.0]])},
    {"A": np.array([[1.0, 2.0], [2.0, -3.0]])},
    {"A": np.array([[-1.0, 0.0], [0.0, -2.0]])},
    {"A": np.array([[1.0, 2.0], [2.0, 1.0]])},
    {"A": np.array([[4.0, 0.0], [0.0, 0.0]])},
    {"A": np.array([[-1.0, 2.0], [2.0, 3.0]])},
    {"A": np.array([[2.0, 1.0, 0.0], [1.0, 5.0, 0.0], [0.0, 0.0, 3.0]])},
    {"A": np.array([[0.4, 0.1], [0.1, 0.4]])},  # so flat that the limit is above 1
    {
        "A": np.array([[2, 1, 0], [1, 2, 3], [0, 3, 7]])
    },  # whole numbers, and the steepest direction mostly along the last axis
    {"A": np.array([[2.0, -1.0], [-1.0, 2.0]])},  # (1, 1) has no share of the steepest direction
    {"A": np.array([[5.0, 0.0], [0.0, -0.001]])},  # a saddle by a hair
]

LARGEST_STABLE_ALPHA = FunctionExercise(
    name="largest_stable_alpha",
    title="the largest stable learning rate",
    notebook="01",
    prompt="Return the learning rate below which gradient descent converges on ½θᵀAθ; 0 if there is none.",
    reference=largest_stable_alpha,
    returns=("alpha",),
    cases=ALPHA_CASES,
    landmarks=[
        (
            {"A": np.array([[2.0]])},
            "In one dimension with curvature 2 each step multiplies the distance by 1 − 2α, which is −1 at α = 1.",
        ),
        (
            {"A": np.diag([1.0, 5.0])},
            "On diag(1, 5) the steep direction is the second, with curvature 5: the limit is 2/5.",
        ),
        (
            {"A": np.diag([5.0, 1.0])},
            "On diag(5, 1) the steep direction is the first, with curvature 5: the limit is 2/5.",
        ),
        (
            {"A": np.diag([1.0, 5.0, 2.0])},
            "On diag(1, 5, 2) the steep direction is the second, with curvature 5: the limit is 2/5.",
        ),
        (
            {"A": np.diag([-1.0, 5.0])},
            "On diag(−1, 5) the first direction leads downhill for ever: no learning rate converges.",
        ),
        (
            {"A": np.diag([5.0, -1.0])},
            "On diag(5, −1) the second direction leads downhill for ever: no learning rate converges.",
        ),
        (
            {"A": np.array([[3.0, 1.0], [1.0, 3.0]])},
            "On [[3, 1], [1, 3]] the curvature is 4 along (1, 1) and 2 along (1, −1): the limit is 2/4.",
        ),
    ],
    hints=[
        "Along a direction of curvature λ each step multiplies the distance by 1 − αλ. When does the distance shrink?",
        "|1 − αλ| < 1 means 0 < αλ < 2. Which λ is the first to break this as α grows? And what if λ is negative?",
        "`np.linalg.eigvalsh(A)` gives the eigenvalues of a symmetric matrix, the smallest first.",
    ],
    notice="Only the largest curvature sets the limit. The smallest decides how long the way along the valley "
    "floor takes.",
)


def _on_bowls(mistake):
    """Return a mistake that gives 0 for a matrix with a negative eigenvalue, as it should."""

    @functools.wraps(mistake)
    def checked(A, is_bowl=None):
        if is_bowl is None:
            is_bowl = np.linalg.eigvalsh(A)[0] >= 0
        return mistake(A) if is_bowl else 0.0

    return checked


@LARGEST_STABLE_ALPHA.mistake
@_on_bowls
def diagonal(A):
    """You read the curvature off the matrix: its largest entry, which in a bowl is on the diagonal. If entries off the
    diagonal are not 0, the steepest direction lies between the axes, and its curvature is the largest eigenvalue."""
    return 2 / np.max(np.diag(A))


@LARGEST_STABLE_ALPHA.mistake
@_on_bowls
def smallest_eigenvalue(A):
    """You took the smallest eigenvalue. The steepest direction runs away first: the largest eigenvalue sets the limit."""
    return 2 / np.linalg.eigvalsh(A)[0]


@LARGEST_STABLE_ALPHA.mistake
@_on_bowls
def one_over_largest(A):
    """1/L is a safe choice, but not the limit: a step may overshoot the minimum and still come nearer, up to 2/L."""
    return 1 / np.linalg.eigvalsh(A)[-1]


@LARGEST_STABLE_ALPHA.mistake
@_on_bowls
def trace(A):
    """You divided by the trace, the sum of all curvatures. Each direction has its own limit, and only the largest curvature
    counts."""
    return 2 / np.trace(A)


@LARGEST_STABLE_ALPHA.mistake
@_on_bowls
def mean_curvature(A):
    """You took the mean of the curvatures. Each direction has its own limit, and only the largest curvature counts."""
    return 2 / np.mean(np.linalg.eigvalsh(A))


@LARGEST_STABLE_ALPHA.mistake
@_on_bowls
def frobenius_norm(A):
    """`np.linalg.norm(A)` of a matrix mixes all its entries (the Frobenius norm). The largest curvature is the largest
    eigenvalue."""
    return 2 / np.linalg.norm(A)


@LARGEST_STABLE_ALPHA.mistake
@_on_bowls
def determinant(A):
    """You divided by the determinant, the product of all curvatures. Only the largest of them counts."""
    return 2 / np.linalg.det(A)


@LARGEST_STABLE_ALPHA.mistake
@_on_bowls
def condition_number(A):
    """You divided by the condition number L/μ. It says how narrow the ravine is; the limit of stability needs L alone."""
    return 2 * np.linalg.eigvalsh(A)[0] / np.linalg.eigvalsh(A)[-1]


@LARGEST_STABLE_ALPHA.mistake
@_on_bowls
def fastest(A):
    """2/(L + μ) is the fastest learning rate. The limit of stability is larger: 2/L."""
    eigenvalues = np.linalg.eigvalsh(A)
    return 2 / (eigenvalues[0] + eigenvalues[-1])


@LARGEST_STABLE_ALPHA.mistake
@_on_bowls
def largest_curvature(A):
    """That is the largest curvature L itself. The learning rate may be as large as 2/L."""
    return np.linalg.eigvalsh(A)[-1]


@LARGEST_STABLE_ALPHA.mistake
@_on_bowls
def largest_row_sum(A):
    """You took the largest sum of a row. That is an upper bound on the largest eigenvalue; the limit needs the eigenvalue
    itself."""
    return 2 / np.abs(A).sum(axis=1).max()


@LARGEST_STABLE_ALPHA.mistake
@_on_bowls
def bound_by_the_condition(A):
    """(κ − 1)/(κ + 1) is the rate with the best learning rate. The limit of stability is 2/L."""
    eigenvalues = np.linalg.eigvalsh(A)
    return (eigenvalues[-1] - eigenvalues[0]) / (eigenvalues[-1] + eigenvalues[0])


@LARGEST_STABLE_ALPHA.mistake
@_on_bowls
def fastest_momentum(A):
    """4/(√L + √μ)² is the learning rate of the best heavy ball. The limit of gradient descent is 2/L."""
    eigenvalues = np.linalg.eigvalsh(A)
    return 4 / (np.sqrt(abs(eigenvalues[0])) + np.sqrt(abs(eigenvalues[-1]))) ** 2


@LARGEST_STABLE_ALPHA.mistake
@_on_bowls
def second_eigenvalue(A):
    """You took the eigenvalue with the index 1. With more than two dimensions the largest comes later: `eigvalsh` puts it
    last, at the index −1."""
    return 2 / np.linalg.eigvalsh(A)[1]


@LARGEST_STABLE_ALPHA.mistake
@_on_bowls
def last_in_the_list(A):
    """You took the last eigenvalue of the list. `np.linalg.eigvals` does not sort: take the largest of all, or use `eigvalsh`,
    which puts it last."""
    return 2 / np.linalg.eigvals(A)[-1]


OF_CURVATURE = tuple(LARGEST_STABLE_ALPHA.mistakes)


@LARGEST_STABLE_ALPHA.mistake
def saddle_forgotten(A):
    """Right for a bowl. But where A has a negative eigenvalue there is a direction that leads downhill for ever, and no
    positive learning rate converges: return 0 there."""
    return 2 / np.linalg.eigvalsh(A)[-1]


@LARGEST_STABLE_ALPHA.mistake
def saddle_by_modulus(A):
    """Right for a bowl. With a negative eigenvalue you took the largest absolute value. But along the negative one the run
    moves away at every positive learning rate: return 0 there."""
    return 2 / np.abs(np.linalg.eigvalsh(A)).max()


@LARGEST_STABLE_ALPHA.mistake
def slight_saddle_forgiven(A):
    """You let a small negative eigenvalue pass. Rounding makes −1e−15 of a 0, but not −0.001: that direction leads downhill for ever, if only
    slowly."""
    eigenvalues = np.linalg.eigvalsh(A)
    return 0.0 if eigenvalues[0] < -0.01 else 2 / eigenvalues[-1]


@LARGEST_STABLE_ALPHA.mistake
@_on_bowls
def turned_from_ones(A):
    """You multiply a vector of ones by A, again and again. It turns to the steepest direction only if it has a share of it to begin with, and
    (1, 1) has none of (1, −1). `np.linalg.eigvalsh` knows them all."""
    u = np.ones(len(A))
    for _ in range(1000):
        u = A @ u
        u = u / np.linalg.norm(u)
    return 2 / (u @ A @ u)


@LARGEST_STABLE_ALPHA.mistake
def saddle_by_determinant(A):
    """Right for a bowl. But a positive determinant does not make a bowl: two negative eigenvalues have a positive product
    too. Look at the smallest eigenvalue, and return 0 where it is negative."""
    return 2 / np.linalg.eigvalsh(A)[-1] if np.linalg.det(A) > 0 else 0.0


@LARGEST_STABLE_ALPHA.mistake
def saddle_by_negative_determinant(A):
    """You return 0 where the determinant is negative. Two negative eigenvalues have a positive product: look at the smallest
    eigenvalue, and return 0 where it is negative."""
    return 2 / np.linalg.eigvalsh(A)[-1] if np.linalg.det(A) >= 0 else 0.0


@LARGEST_STABLE_ALPHA.mistake
def saddle_by_diagonal(A):
    """Right for a bowl. But a matrix without a negative number on its diagonal may have a negative eigenvalue, as
    [[1, 2], [2, 1]] has. Look at the eigenvalues, and return 0 where one of them is negative."""
    return 2 / np.linalg.eigvalsh(A)[-1] if np.diag(A).min() >= 0 else 0.0


@LARGEST_STABLE_ALPHA.mistake
def hill_alone(A):
    """You return 0 only where all eigenvalues are negative. One negative one is enough: along its direction the run moves
    away at every learning rate."""
    eigenvalues = np.linalg.eigvalsh(A)
    return 2 / eigenvalues[-1] if eigenvalues[-1] > 0 else 0.0


@LARGEST_STABLE_ALPHA.mistake
def hill_by_modulus(A):
    """You return 0 only where all eigenvalues are negative. One negative one is enough: along its direction the run moves
    away at every learning rate, so absolute values do not help."""
    eigenvalues = np.linalg.eigvalsh(A)
    return 2 / np.abs(eigenvalues).max() if eigenvalues[-1] > 0 else 0.0


@LARGEST_STABLE_ALPHA.mistake
def minus_one_for_saddles(A):
    """Right for a bowl. With a negative eigenvalue the answer is 0, not −1."""
    return largest_stable_alpha(A) or -1.0


@LARGEST_STABLE_ALPHA.mistake
def saddle_by_first_in_the_list(A):
    """You look for a negative eigenvalue only at the head of the list. `np.linalg.eigvals` does not sort: take the smallest
    of all."""
    return 0.0 if np.linalg.eigvals(A)[0] < 0 else 2 / np.linalg.eigvalsh(A)[-1]


@LARGEST_STABLE_ALPHA.mistake
def valley_refused(A):
    """You return 0 also where the smallest eigenvalue is 0. Along that direction the ground is flat and nothing runs away.
    Only a negative eigenvalue rules out every learning rate."""
    eigenvalues = np.linalg.eigvalsh(A)
    return 2 / eigenvalues[-1] if eigenvalues[0] > 0 else 0.0


@LARGEST_STABLE_ALPHA.mistake
def infinite_for_saddles(A):
    """Right for a bowl. With a negative eigenvalue the answer is 0, not infinity: there is no learning rate that converges."""
    return largest_stable_alpha(A) or np.inf


@LARGEST_STABLE_ALPHA.mistake
def largest_entry(A):
    """You took the largest entry of the matrix. If entries off the diagonal are not 0, the steepest direction lies between
    the axes, and its curvature is the largest eigenvalue. And return 0 where A has a negative eigenvalue: your function does
    not."""
    return 2 / np.max(A)


@LARGEST_STABLE_ALPHA.mistake
def first_in_the_list(A):
    """You took the first eigenvalue of the list. `np.linalg.eigvals` does not sort: take the largest. And where any of them
    is negative, return 0."""
    return 2 / np.linalg.eigvals(A)[0]


@LARGEST_STABLE_ALPHA.mistake
def first_in_the_list_unless_negative(A):
    """You looked only at the first eigenvalue of the list. `np.linalg.eigvals` does not sort: take the largest, and return 0
    where any of them is negative."""
    first = np.linalg.eigvals(A)[0]
    return 2 / first if first > 0 else 0.0


@LARGEST_STABLE_ALPHA.mistake
def first_in_the_list_of_a_bowl(A):
    """Saddles are caught. On a bowl you took the first eigenvalue in the list, and `np.linalg.eig` sorts nothing: take the largest,
    with `max`."""
    eigenvalues = np.linalg.eig(A)[0]
    return 0.0 if (eigenvalues < 0).any() else 2 / eigenvalues[0]


@LARGEST_STABLE_ALPHA.mistake
def negative_entry(A):
    """You return 0 where the matrix has a negative entry. What counts is its eigenvalues: a negative number off the diagonal
    does no harm."""
    return 0.0 if (A < 0).any() else 2 / np.linalg.eigvalsh(A)[-1]


@LARGEST_STABLE_ALPHA.mistake
def eigenvector_for_eigenvalue(A):
    """You took a number from the eigenvectors: `np.linalg.eigh` returns the eigenvalues first, then the vectors."""
    return 2 / np.linalg.eigh(A)[1].max()


def _with_saddles(mistake):
    """Return a mistake that forgets, on top of itself, that some matrices are no bowls."""

    @functools.wraps(mistake)
    def without_check(A):
        return mistake(A, is_bowl=True)

    without_check.__name__ += "_and_saddle_forgotten"
    missing = "And return 0 where A has a negative eigenvalue: your function does not."
    without_check.__doc__ = f"{inspect.cleandoc(mistake.__doc__)} {missing}"
    return without_check


for one in OF_CURVATURE:
    LARGEST_STABLE_ALPHA.mistake(_with_saddles(one))
