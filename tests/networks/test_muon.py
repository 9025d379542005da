"""Muon in NumPy: what orthogonalising does, and the real packages.

The tests of the packages need the extra "frameworks"; what is missing is skipped, with its name.
"""

import importlib.util

import numpy as np
import pytest

from nag_helpers.networks import Network, training
from nag_helpers.networks.muon import muon_step, orthogonalised
from nag_helpers.optimizers import descend
from tools.places import notebook_files


def needs(*packages):
    missing = [package for package in packages if importlib.util.find_spec(package) is None]
    return pytest.mark.skipif(bool(missing), reason=f"not installed: {', '.join(missing)}")


both = pytest.mark.parametrize("nesterov", [True, False])


def task(sizes=(6, 4)):
    rng = np.random.default_rng(0)
    network = Network(sizes)
    return network, training(network, rng.random((40, sizes[0])), rng.integers(0, sizes[-1], 40))


@pytest.mark.parametrize("shape", [(8, 8), (8, 3), (3, 8), (2, 5, 8, 3)])
def test_all_singular_values_of_an_orthogonalised_matrix_are_near_one(shape):
    matrix = np.random.default_rng(0).standard_normal(shape)
    values = np.linalg.svd(orthogonalised(matrix), compute_uv=False)
    assert values.min() > 0.6 and values.max() < 1.3


def test_it_keeps_the_singular_vectors():
    matrix = np.random.default_rng(1).standard_normal((6, 4))
    u, _, vt = np.linalg.svd(matrix, full_matrices=False)
    inside = u.T @ orthogonalised(matrix) @ vt.T
    np.testing.assert_allclose(inside, np.diag(np.diag(inside)), atol=1e-12)


def test_the_size_of_the_gradient_does_not_matter():
    matrix = np.random.default_rng(2).standard_normal((5, 5))
    np.testing.assert_allclose(orthogonalised(1000 * matrix), orthogonalised(matrix), atol=1e-10)


def test_a_matrix_of_zeros_stays_one():
    assert not orthogonalised(np.zeros((3, 2))).any()


@both
def test_a_batch_of_runs_is_each_run(nesterov):
    network, objective = task((6, 5, 4))
    starts = network.initial(seed=(0, 1))
    together = descend(muon_step(network, nesterov), objective, starts, 0.02, 0.9, steps=10)
    alone = descend(muon_step(network, nesterov), objective, starts[1], 0.02, 0.9, steps=10)
    np.testing.assert_allclose(together.theta[:, 1], alone.theta, atol=1e-13)


def test_with_nesterov_the_biases_take_torchs_step():
    network, objective = task()
    path = descend(muon_step(network), objective, alpha=0.02, beta=0.9, steps=1)
    gradient = objective.gradient(objective.start)
    np.testing.assert_allclose(path.theta[1, -4:], objective.start[-4:] - 0.02 * 1.9 * gradient[-4:])


def torch_muon(objective, network, nesterov, steps):
    """Return the weights of torch.optim.Muon after every update, fed with our gradients; our biases stay."""
    import torch

    theta, rows = objective.start.copy(), []
    ((weights, _),) = network.layers(theta)
    p = torch.tensor(weights.T.copy(), requires_grad=True)
    optimizer = torch.optim.Muon([p], lr=0.02, momentum=0.9, nesterov=nesterov, weight_decay=0)
    for _ in range(steps):
        ((gradient, _),) = network.layers(objective.gradient(theta))
        p.grad = torch.tensor(gradient.T.copy())
        optimizer.step()
        weights[...] = p.detach().numpy().T
        rows.append(weights.copy())
    return np.array(rows)


def ours_without_biases(objective, network, nesterov, steps):
    step = muon_step(network, nesterov)

    def with_still_biases(theta, v, gradient, alpha, beta):
        moved, v = step(theta, v, gradient, alpha, beta)
        ((_, biases),) = network.layers(moved)
        biases[...] = network.layers(theta)[0][1]
        return moved, v

    path = descend(with_still_biases, objective, alpha=0.02, beta=0.9, steps=steps)
    return np.array([network.layers(theta)[0][0] for theta in path.theta[1:]])


@needs("torch")
@both
@pytest.mark.parametrize("sizes", [(6, 4), (4, 6)])
def test_the_direction_is_that_of_torch(monkeypatch, nesterov, sizes):
    """torch orthogonalises in half precision; given our orthogonalisation, the rest must be equal."""
    import torch

    def exact(matrix, coefficients, steps, epsilon):
        return torch.tensor(orthogonalised(matrix.numpy().T, steps).T.copy())

    monkeypatch.setattr("torch.optim._muon._zeropower_via_newtonschulz", exact)
    network, objective = task(sizes)
    theirs = torch_muon(objective, network, nesterov, steps=30)
    np.testing.assert_allclose(ours_without_biases(objective, network, nesterov, 30), theirs, atol=1e-12)


@needs("torch")
def test_a_step_is_that_of_torch_but_for_its_half_precision():
    import torch

    g = np.random.default_rng(3).standard_normal((6, 4))
    p = torch.zeros((6, 4), dtype=torch.float64, requires_grad=True)
    p.grad = torch.tensor(g)
    torch.optim.Muon([p], lr=1.0, weight_decay=0).step()
    np.testing.assert_allclose(-p.detach().numpy(), 1.5**0.5 * orthogonalised(g), atol=0.06)


@needs("torch")
def test_torchs_two_scales_of_a_step_are_those_that_are_told():
    import torch

    steps, g = {}, torch.tensor(np.random.default_rng(3).standard_normal((64, 32)))
    for scale in ("original", "match_rms_adamw"):
        p = torch.zeros((64, 32), dtype=torch.float64, requires_grad=True)
        p.grad = g.clone()
        torch.optim.Muon([p], lr=1.0, weight_decay=0, adjust_lr_fn=scale).step()
        steps[scale] = p.detach().numpy()
    ratio = 0.2 * max(64, 32) ** 0.5 / max(1, 64 / 32) ** 0.5
    np.testing.assert_allclose(steps["match_rms_adamw"], ratio * steps["original"], rtol=1e-6)


@needs("torch")
def test_the_lines_of_the_notebook_train_a_network_in_torch():
    import nbformat
    import torch

    cells = nbformat.read(notebook_files()[-1], as_version=4).cells
    text = next(cell.source for cell in cells if "torch.optim.Muon(matrices" in cell.source)
    lines = text.split("```python\n")[1].split("```")[0]
    torch.manual_seed(0)
    inputs, targets = torch.randn(64, 8), torch.randint(0, 3, (64,))
    model = torch.nn.Sequential(torch.nn.Linear(8, 16), torch.nn.ReLU(), torch.nn.Linear(16, 3))
    loss_function = torch.nn.CrossEntropyLoss()
    before = loss_function(model(inputs), targets).item()
    exec(lines, {"torch": torch, "model": model, "loss_function": loss_function, "batches": [(inputs, targets)] * 60})
    assert loss_function(model(inputs), targets).item() < 0.8 * before


@needs("keras", "jax")
@both
def test_the_steps_are_those_of_keras(nesterov):
    from nag_helpers.frameworks import installed

    keras = installed.import_keras()
    before = keras.config.floatx()
    keras.config.set_floatx("float64")
    try:
        network, objective = task()
        theta, rows = objective.start.copy(), []
        ((weights, _),) = network.layers(theta)
        variable = keras.Variable(weights, dtype="float64")
        optimizer = keras.optimizers.Muon(0.02, momentum=0.9, nesterov=nesterov, rms_rate=None, weight_decay=None)
        for _ in range(30):
            ((gradient, _),) = network.layers(objective.gradient(theta))
            optimizer.apply([keras.ops.convert_to_tensor(gradient, dtype="float64")], [variable])
            weights[...] = np.asarray(variable)
            rows.append(weights.copy())
    finally:
        keras.config.set_floatx(before)
    np.testing.assert_allclose(ours_without_biases(objective, network, nesterov, 30), rows, atol=1e-6)


@needs("keras", "jax")
@pytest.mark.parametrize(("rate", "factor"), [(0.2, 0.2 * 16**0.5), (None, 1)])
def test_keras_scales_a_layer_wider_than_its_input_by_its_larger_side_or_not_at_all(rate, factor):
    from nag_helpers.frameworks import installed

    keras = installed.import_keras()
    g = np.random.default_rng(0).standard_normal((4, 16)).astype("float32")
    variable = keras.Variable(np.zeros_like(g))
    optimizer = keras.optimizers.Muon(1.0, rms_rate=rate, weight_decay=None)
    optimizer.apply([keras.ops.convert_to_tensor(g)], [variable])
    np.testing.assert_allclose(-np.asarray(variable), factor * orthogonalised(g), rtol=0.02, atol=0.02)


@needs("jax", "optax")
def test_the_direction_is_that_of_optax_once_its_bias_correction_has_run_out():
    import optax.contrib

    from nag_helpers.frameworks import installed

    jnp = installed.import_jax().numpy
    rng = np.random.default_rng(0)
    g, v = rng.standard_normal((2, 6, 4))
    muon = optax.contrib.scale_by_muon(beta=0.9)
    state = muon.init(jnp.zeros((6, 4)))._replace(count=jnp.asarray(10_000), mu=jnp.asarray(0.1 * v))
    theirs, _ = muon.update(jnp.asarray(g), state)
    np.testing.assert_allclose(orthogonalised(g + 0.9 * (0.9 * v + g)), np.array(theirs), atol=1e-5)
