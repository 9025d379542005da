"""The network is right about its gradient, and trains like any other objective."""

from itertools import pairwise

import numpy as np
import pytest

from nag_helpers.networks import Network, training
from nag_helpers.optimizers import descend, gradient_descent_step, momentum_step, nesterov_step
from nag_helpers.schedules import rising_momentum

CLASSES = "softmax cross-entropy"
LOSSES = [CLASSES, "cross-entropy", "squared error"]
HIDDEN = ["tanh", "sigmoid", "relu"]


def example(loss=CLASSES, hidden="tanh", **kwargs):
    """Return an objective on nine random examples, small enough for finite differences."""
    rng = np.random.default_rng(5)
    inputs = rng.random((9, 4))
    sizes, targets = ((4, 5, 3), rng.integers(0, 3, 9)) if loss == CLASSES else ((4, 3, 2, 4), inputs)
    return training(Network(sizes, hidden, loss), inputs, targets, **kwargs)


def random_points(objective, *batch):
    return 0.7 * np.random.default_rng(6).standard_normal((*batch, objective.dimension))


@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize("loss", LOSSES)
def test_gradient_is_that_of_the_loss_by_finite_differences(loss, hidden):
    objective, h = example(loss, hidden), 1e-6
    theta = random_points(objective)
    nudges = h * np.eye(objective.dimension)
    measured = (objective.value(theta + nudges) - objective.value(theta - nudges)) / (2 * h)
    np.testing.assert_allclose(objective.gradient(theta), measured, atol=2e-9)


@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize("loss", LOSSES)
def test_loss_and_gradient_equal_torch_autograd(loss, hidden):
    torch = pytest.importorskip("torch", reason="not on this system: torch, whose autograd is compared")
    functional = torch.nn.functional
    objective = example(loss, hidden)
    theta = random_points(objective)
    parameters = torch.tensor(theta, requires_grad=True)
    signal, end = torch.tensor(objective.inputs), 0
    sizes = objective.network.sizes
    for number, (n_in, n_out) in enumerate(pairwise(sizes)):
        weights = parameters[end : end + n_in * n_out].reshape(n_in, n_out)
        biases = parameters[end + n_in * n_out : end + (n_in + 1) * n_out]
        signal, end = signal @ weights + biases, end + (n_in + 1) * n_out
        if number < len(sizes) - 2:
            signal = getattr(torch, hidden)(signal)
    targets, n = torch.tensor(objective.targets), len(objective.inputs)
    value = {
        CLASSES: lambda: functional.cross_entropy(signal, targets),
        "cross-entropy": lambda: functional.binary_cross_entropy_with_logits(signal, targets, reduction="sum") / n,
        "squared error": lambda: functional.mse_loss(torch.sigmoid(signal), targets, reduction="sum") / n,
    }[loss]()
    value.backward()
    assert objective.value(theta) == pytest.approx(value.item(), abs=1e-12)
    np.testing.assert_allclose(objective.gradient(theta), parameters.grad.numpy(), atol=1e-12)


@pytest.mark.parametrize("loss", LOSSES)
def test_a_batch_of_networks_is_computed_as_each_of_them_alone(loss):
    objective = example(loss)
    thetas = random_points(objective, 2, 3)
    for index in np.ndindex(2, 3):
        np.testing.assert_allclose(objective.value(thetas)[index], objective.value(thetas[index]), rtol=1e-13)
        np.testing.assert_allclose(objective.gradient(thetas)[index], objective.gradient(thetas[index]), atol=1e-14)


@pytest.mark.parametrize("loss", LOSSES)
def test_loss_is_finite_and_silent_where_the_units_are_saturated(loss):
    objective = example(loss, "relu")
    theta = 1e4 * random_points(objective)
    assert np.isfinite(objective.value(theta))
    assert np.isfinite(objective.gradient(theta)).all()


def test_single_precision_gives_the_same_loss_and_gradient_to_single_precision():
    theta = random_points(example())
    single, double = example(dtype=np.float32), example()
    assert single.at(1).gradient(theta).dtype == np.float32
    assert single.value(theta) == pytest.approx(double.value(theta), rel=1e-6)
    np.testing.assert_allclose(single.gradient(theta), double.gradient(theta), atol=1e-6)


def test_softmax_outputs_are_probabilities():
    objective = example()
    outputs = objective.network.outputs(random_points(objective), objective.inputs)
    assert (outputs > 0).all()
    np.testing.assert_allclose(outputs.sum(axis=-1), 1)


def test_cross_entropy_of_a_network_that_knows_nothing_is_log_of_the_number_of_classes():
    objective = example()
    assert objective.value(np.zeros(objective.dimension)) == pytest.approx(np.log(3))


def test_squared_error_is_summed_over_pixels_and_averaged_over_images():
    objective = example("squared error")
    theta = random_points(objective)
    apart = objective.network.outputs(theta, objective.inputs) - objective.inputs
    assert objective.value(theta) == pytest.approx((apart**2).sum() / len(apart))


def test_accuracy_is_the_share_of_right_classes():
    network = Network((3, 3))
    theta = np.concatenate([np.eye(3).ravel(), np.zeros(3)])  # says the class of the largest input
    assert network.accuracy(theta, np.eye(3), np.array([0, 1, 1])) == pytest.approx(2 / 3)


def test_parameters_are_one_vector_of_which_the_layers_are_views():
    network = Network((4, 5, 3))
    theta = np.zeros(network.dimension)
    (first, first_biases), (second, second_biases) = network.layers(theta)
    assert (first.shape, first_biases.shape, second.shape, second_biases.shape) == ((4, 5), (1, 5), (5, 3), (1, 3))
    for array in (first, first_biases, second, second_biases):
        array[...] = 1
    assert theta.sum() == network.dimension == 43


# Starting points


def weights_of(rule, n_in=400, n_out=300):
    network = Network((n_in, n_out))
    ((weights, biases),) = network.layers(network.initial(rule, seed=1))
    assert not biases.any()
    return weights


def test_glorot_weights_are_uniform_within_the_papers_limit():
    weights, limit = weights_of("glorot"), np.sqrt(6 / 700)
    assert np.abs(weights).max() == pytest.approx(limit, rel=1e-3)
    assert weights.std() == pytest.approx(limit / np.sqrt(3), rel=0.01)


def test_he_weights_have_variance_two_over_the_number_of_inputs():
    weights = weights_of("he")
    assert weights.var() == pytest.approx(2 / 400, rel=0.02)
    assert np.abs(weights).max() > 4 * weights.std()  # normal, not uniform


def test_sparse_weights_are_fifteen_standard_normal_ones_for_each_unit():
    weights = weights_of("sparse")
    assert ((weights != 0).sum(axis=0) == 15).all()
    assert weights[weights != 0].std() == pytest.approx(1, rel=0.05)
    assert len(np.unique((weights != 0).argmax(axis=0))) > 10  # not the same fifteen inputs for all


def test_sparse_weights_use_all_inputs_where_there_are_fewer_than_fifteen():
    assert (weights_of("sparse", n_in=6, n_out=12) != 0).all()


@pytest.mark.parametrize("rule", ["glorot", "he", "sparse"])
def test_same_seed_same_start_and_another_seed_another(rule):
    network = Network((20, 10, 5))
    first, again, other = (network.initial(rule, seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert (first != other).any()
    np.testing.assert_array_equal(network.initial(rule, (1, 2)), [first, other])


# Mini-batches


def test_an_epoch_deals_out_every_example_once_and_the_next_in_another_order():
    objective = example(batch_size=3)
    assert objective.updates_per_epoch == 3
    first, second = (np.concatenate([objective.examples(t) for t in epoch]) for epoch in ((1, 2, 3), (4, 5, 6)))
    assert sorted(first) == sorted(second) == list(range(9))
    assert (first != second).any()


def test_the_mini_batch_of_an_update_depends_on_seed_and_update_number_alone():
    one, again, other = example(batch_size=4, seed=3), example(batch_size=4, seed=3), example(batch_size=4, seed=4)
    backwards = {t: again.examples(t) for t in (9, 5, 2, 1)}
    for t, drawn in backwards.items():
        np.testing.assert_array_equal(one.examples(t), drawn)
    assert any((one.examples(t) != other.examples(t)).any() for t in range(1, 5))


def test_gradient_of_a_mini_batch_is_that_of_the_loss_on_its_examples():
    objective = example(batch_size=4)
    theta, drawn = random_points(objective), objective.examples(7)
    alone = training(objective.network, objective.inputs[drawn], objective.targets[drawn])
    np.testing.assert_allclose(objective.at(7).gradient(theta), alone.gradient(theta), atol=1e-15)
    assert objective.at(7).value(theta) == pytest.approx(alone.value(theta))


def test_gradients_of_an_epochs_mini_batches_average_to_the_full_gradient():
    objective = example(batch_size=3)
    theta = random_points(objective)
    mean = np.mean([objective.at(t).gradient(theta) for t in (1, 2, 3)], axis=0)
    np.testing.assert_allclose(mean, objective.gradient(theta), atol=1e-15)


def test_without_a_batch_size_every_update_sees_all_data():
    objective = example()
    assert objective.at(1) is objective
    assert objective.updates_per_epoch == 1


def test_several_seeds_in_one_run_equal_each_seed_alone():
    seeds, alphas, start = (3, 8), np.array([0.1, 0.3, 0.5]), example().network.initial("glorot", (3, 8))
    together = descend(
        nesterov_step, example(batch_size=4, seed=seeds), start, alpha=alphas[:, None], beta=0.8, steps=9
    )
    for column, seed in enumerate(seeds):
        alone = descend(nesterov_step, example(batch_size=4, seed=seed), alpha=alphas, beta=0.8, steps=9)
        np.testing.assert_allclose(together.theta[:, :, column], alone.theta, atol=1e-13)


# Training


@pytest.mark.parametrize("step", [gradient_descent_step, momentum_step, nesterov_step])
@pytest.mark.parametrize("batch_size", [None, 4])
def test_every_rule_trains_the_network(step, batch_size):
    path = descend(step, example(batch_size=batch_size), alpha=0.3, beta=0.8, steps=200, record="final")
    assert path.loss[-1] < 0.5 * path.starting_loss


def test_same_seeds_same_run():
    first, again = (descend(nesterov_step, example(batch_size=4, seed=2), beta=0.9, steps=20) for _ in range(2))
    np.testing.assert_array_equal(first.theta, again.theta)


def test_a_run_trained_in_chunks_is_the_run_trained_at_once():
    objective = example(batch_size=4)
    at_once = descend(nesterov_step, objective, beta=0.9, steps=11, record="final")
    path = None
    for steps in (3, 1, 7):
        path = descend(nesterov_step, objective, path, beta=0.9, steps=steps, record="final")
    np.testing.assert_array_equal(path.theta[-1], at_once.theta[-1])


def test_nag_measures_the_mini_batchs_gradient_at_the_look_ahead_point():
    objective = example(batch_size=4)
    path = descend(nesterov_step, objective, alpha=0.1, beta=0.9, steps=5)
    ahead = path.theta[4] - 0.9 * path.v[4]
    np.testing.assert_allclose(path.gradient[5], objective.at(5).gradient(ahead), atol=1e-15)


def test_training_that_diverges_is_reported_by_the_path():
    path = descend(momentum_step, example(hidden="relu", batch_size=4), alpha=1e4, beta=0.9, steps=20)
    assert path.diverged


# The schedule


def test_rising_momentum_is_the_papers_formula():
    beta = rising_momentum(0.99, period=250)
    assert [float(beta(t)) for t in (1, 249, 250, 499, 500, 750, 100_000)] == pytest.approx(
        [0.5, 0.5, 0.75, 0.75, 5 / 6, 0.875, 0.99]
    )


def test_rising_momentum_falls_to_nine_tenths_for_the_last_updates():
    beta = rising_momentum(0.99, period=1, last=10, steps=1000)
    assert (float(beta(990)), float(beta(991))) == pytest.approx((0.99, 0.9))
    assert rising_momentum(0.5, period=1, last=10, steps=1000)(995) == 0.5


def test_rising_momentum_of_several_maxima_makes_a_batch():
    path = descend(nesterov_step, example(), alpha=0.1, beta=rising_momentum([0.0, 0.9], period=2), steps=8)
    alone = descend(gradient_descent_step, example(), alpha=0.1, steps=8)
    assert path.loss.shape == (9, 2)
    np.testing.assert_allclose(path.theta[:, 0], alone.theta, atol=1e-14)


# What is refused


@pytest.mark.parametrize(
    "make, message",
    [
        (lambda: Network((4,)), "sizes must name at least the input and the output layer"),
        (lambda: Network((4, 0)), "each of sizes must be a whole number of at least 1, got 0"),
        (lambda: Network((4, 3), hidden="sine"), "hidden must be one of 'sigmoid', 'tanh', 'relu', got 'sine'"),
        (lambda: Network((4, 3), loss="hinge"), "loss must be one of"),
        (lambda: Network((4, 3)).initial("xavier"), "rule must be one of 'glorot', 'he', 'sparse', got 'xavier'"),
        (
            lambda: Network((4, 3)).layers(np.zeros(14)),
            r"theta must have 15 numbers in its last axis, got shape \(14,\)",
        ),
        (lambda: training(Network((4, 3)), np.zeros((5, 3)), np.zeros(5, int)), r"inputs must have shape \(n, 4\)"),
        (
            lambda: training(Network((4, 3)), np.zeros((5, 4)), [0, 1, 2, 3, 0]),
            "class labels in targets must be .* from 0 to 2",
        ),
        (
            lambda: training(Network((4, 3)), np.zeros((5, 4)), [0, 1]),
            r"targets must have shape \(5, 3\), got \(2, 3\)",
        ),
        (lambda: example(batch_size=10), "batch_size must be at most the number of examples, 9, got 10"),
        (lambda: example(batch_size=0), "batch_size must be a whole number of at least 1, got 0"),
        (lambda: rising_momentum(0.9, period=0), "period must be a whole number of at least 1, got 0"),
        (lambda: rising_momentum(1.5), r"maximum must be in \[0, 1\), got 1.5"),
        (lambda: rising_momentum(0.9, last=10), "last needs steps"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(make, message):
    with pytest.raises(ValueError, match=message):
        make()
