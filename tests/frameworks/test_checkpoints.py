"""What is read from an optimiser's state: from plain numbers laid out as the frameworks do, and from the frameworks.

The tests of the real frameworks need the extra "frameworks"; what is missing is skipped, with its name.
"""

from types import SimpleNamespace
from typing import NamedTuple

import numpy as np
import pytest

from nag_helpers import objectives
from nag_helpers.frameworks import checkpoints, installed
from nag_helpers.optimizers import descend, nesterov_step
from tests.frameworks.needs import needs

BOWL = objectives.quadratic([1, 10])


def paper(steps, alpha=0.02, beta=0.9):
    return descend(nesterov_step, BOWL, alpha=alpha, beta=beta, steps=steps)


def assert_read_like(reading, path, tolerance=1e-14):
    np.testing.assert_allclose(reading.theta, path.theta[-1], atol=tolerance)
    np.testing.assert_allclose(reading.v, path.v[-1], atol=tolerance)


def torch_state(buffer=(2.0, -1.0), **settings):
    """Return a checkpoint's optimiser state as torch lays it out, in plain numbers."""
    group = {"lr": 0.1, "momentum": 0.5, "dampening": 0, "nesterov": True, "params": [0], **settings}
    return {"state": {0: {"momentum_buffer": buffer}} if buffer else {}, "param_groups": [group]}


def test_torch_is_read_by_taking_back_the_look_ahead():
    (reading,) = checkpoints.read_torch([[1.0, 1.0]], torch_state())
    np.testing.assert_allclose(reading.v, [0.2, -0.1])
    np.testing.assert_allclose(reading.theta, [1.1, 0.95])
    np.testing.assert_allclose(reading.look_ahead, [1.0, 1.0])


def test_torch_without_nesterov_holds_theta_itself():
    (reading,) = checkpoints.read_torch([[1.0, 1.0]], torch_state(nesterov=False))
    np.testing.assert_allclose(reading.theta, [1.0, 1.0])
    np.testing.assert_allclose(reading.look_ahead, [0.9, 1.05])


def test_torch_before_its_first_update_is_at_rest():
    (reading,) = checkpoints.read_torch([[1.0, 1.0]], torch_state(buffer=None))
    np.testing.assert_array_equal(reading.v, [0.0, 0.0])
    np.testing.assert_array_equal(reading.theta, [1.0, 1.0])


def test_torch_is_read_with_one_learning_rate_for_each_group():
    group = torch_state()["param_groups"][0]
    state = {
        "state": {0: {"momentum_buffer": [1.0]}, 1: {"momentum_buffer": [1.0]}},
        "param_groups": [{**group, "params": [0]}, {**group, "params": [1]}],
    }
    readings = checkpoints.read_torch([[0.0], [0.0]], state, learning_rate=[0.1, 0.2])
    np.testing.assert_allclose([reading.v for reading in readings], [[0.1], [0.2]])


@pytest.mark.parametrize(
    ("parameters", "state", "given", "message"),
    [
        ([[1.0], [2.0]], torch_state(), {}, "parameters must be the 1 of the optimiser's state, got 2"),
        ([[1.0]], torch_state(), {}, r"parameter's shape \(1,\), got \(2,\)"),
        ([[1.0, 1.0]], {"weight": [1.0]}, {}, r"state_dict must be what optimizer.state_dict\(\) returned, got dict"),
        (
            [[1.0]],
            {"state": {}, "param_groups": [{"lr": 0.1, "betas": (0.9, 0.9), "params": [0]}]},
            {},
            r"state_dict must be that of torch.optim.SGD, got a group with \['betas', 'lr', 'params'\]",
        ),
        (
            [[1.0, 1.0]],
            {**torch_state(), "state": {0: {"momentum_buffer": [1.0, 1.0], "exp_avg_sq": [1.0, 1.0]}}},
            {},
            r"state_dict must be that of torch.optim.SGD, got a state with \['exp_avg_sq', 'momentum_buffer'\]",
        ),
        ([[1.0, 1.0]], torch_state(initial_lr=1.0), {}, r"learning_rate must be given.*holds the next one, 0.1$"),
        ([[1.0, 1.0]], torch_state(max_momentum=0.9), {}, r"momentum must be given.*holds the next one, 0.5$"),
        ([[1.0, 1.0]], torch_state(), {"learning_rate": [0.1, 0.1]}, "one for each of the 1 groups, got 2"),
        ([[1.0, 1.0]], torch_state(), {"learning_rate": -0.1}, "learning_rate must be zero or positive, got -0.1"),
        ([[1.0, 1.0]], torch_state(), {"learning_rate": "fast"}, "fast"),
    ],
)
def test_a_torch_state_that_cannot_be_read_is_named(parameters, state, given, message):
    with pytest.raises(ValueError, match=message):
        checkpoints.read_torch(parameters, state, **given)


@pytest.fixture
def trained_torch():
    """Return a function that trains BOWL in torch for 15 updates and reads the checkpoint, scheduled if asked."""
    torch = pytest.importorskip("torch")

    def train(lr=0.02, scheduler=None, **given):
        p = torch.tensor(BOWL.start, requires_grad=True)
        optimizer = torch.optim.SGD([p], lr=lr, momentum=0.9, nesterov=True)
        scheduler = scheduler and scheduler(torch.optim.lr_scheduler, optimizer)
        for _ in range(15):
            used = {name: optimizer.param_groups[0][name] for name in ("lr", "momentum")}
            p.grad = torch.from_numpy(BOWL.gradient(p.detach().numpy()))
            optimizer.step()
            if scheduler:
                scheduler.step()
        given = {name: used[key] for name, key in given.items()}
        return checkpoints.read_torch([p], optimizer.state_dict(), **given)[0], used

    return train


@needs("torch")
def test_theta_and_v_are_read_from_a_real_torch_optimiser(trained_torch):
    reading, _ = trained_torch()
    assert_read_like(reading, paper(15))
    np.testing.assert_allclose(reading.look_ahead, reading.theta - 0.9 * reading.v, atol=1e-14)


@needs("torch")
def test_a_torch_learning_rate_may_be_a_tensor(trained_torch):
    import torch

    reading, _ = trained_torch(lr=torch.tensor(0.02, dtype=torch.float64))
    assert_read_like(reading, paper(15))


#: What is in torch.optim besides SGD; a new one fails the test below.
OTHERS_OF_TORCH = [
    "ASGD",
    "Adadelta",
    "Adafactor",
    "Adagrad",
    "Adam",
    "AdamW",
    "Adamax",
    "LBFGS",
    "Muon",
    "NAdam",
    "RAdam",
    "RMSprop",
    "Rprop",
    "SparseAdam",
]


@needs("torch")
@pytest.mark.parametrize("name", OTHERS_OF_TORCH)
def test_every_other_optimiser_of_torch_is_refused(name):
    import torch

    p = torch.nn.Parameter(torch.ones(2, 2))
    optimizer = getattr(torch.optim, name)([p], lr=0.01)
    p.grad = torch.ones(2, 2).to_sparse() if name == "SparseAdam" else torch.ones(2, 2)
    optimizer.step(lambda: torch.tensor(1.0))
    with pytest.raises(ValueError, match="state_dict must be that of torch.optim.SGD"):
        checkpoints.read_torch([p], optimizer.state_dict())


@needs("torch")
def test_every_other_optimiser_of_torch_is_tried():
    import torch

    kinds = {n for n, k in vars(torch.optim).items() if isinstance(k, type) and issubclass(k, torch.optim.Optimizer)}
    assert sorted(kinds - {"Optimizer", "SGD"}) == sorted(OTHERS_OF_TORCH)


def tenfold_drop_after_15(schedulers, optimizer):
    return schedulers.MultiStepLR(optimizer, [15], gamma=0.1)


@needs("torch")
def test_after_the_scheduler_step_torch_is_read_with_the_learning_rate_that_was_used(trained_torch):
    reading, used = trained_torch(scheduler=tenfold_drop_after_15, learning_rate="lr")
    assert used["lr"] == 0.02
    assert_read_like(reading, paper(15))


@needs("torch")
def test_a_scheduled_torch_without_the_learning_rate_that_was_used_is_refused(trained_torch):
    with pytest.raises(ValueError, match="learning_rate must be given, that of the last update"):
        trained_torch(scheduler=tenfold_drop_after_15)


def one_cycle(schedulers, optimizer):
    return schedulers.OneCycleLR(optimizer, max_lr=0.05, total_steps=20)


@needs("torch")
def test_one_cycle_changes_the_momentum_too_and_is_read_with_both(trained_torch):
    reading, used = trained_torch(scheduler=one_cycle, learning_rate="lr", momentum="momentum")
    assert used["momentum"] != 0.9
    np.testing.assert_allclose(reading.theta, reading.look_ahead + used["momentum"] * reading.v, atol=1e-15)
    with pytest.raises(ValueError, match="momentum must be given"):
        trained_torch(scheduler=one_cycle, learning_rate="lr")


def test_keras_is_read_with_the_sign_of_its_velocity_turned():
    optimizer = SimpleNamespace(momentum=0.5, nesterov=True, momentums=[np.array([-0.2, 0.1])])
    (reading,) = checkpoints.read_keras([np.array([1.0, 1.0])], optimizer)
    np.testing.assert_allclose(reading.v, [0.2, -0.1])
    np.testing.assert_allclose(reading.theta, [1.1, 0.95])


@pytest.mark.parametrize(
    ("momentums", "message"),
    [
        ([], "built with a momentum above 0, got one without velocities"),
        ([np.ones(2)] * 2, "variables must be the optimiser's 2, got 1"),
    ],
)
def test_a_keras_optimiser_that_cannot_be_read_is_named(momentums, message):
    with pytest.raises(ValueError, match=message):
        checkpoints.read_keras([np.ones(2)], SimpleNamespace(momentum=0.9, nesterov=True, momentums=momentums))


@needs("keras", "jax")
def test_every_other_optimiser_of_keras_is_refused():
    keras = installed.import_keras()
    kinds = {
        n: k for n, k in vars(keras.optimizers).items() if isinstance(k, type) and "Optimizer" not in n and n != "SGD"
    }
    assert {"Muon", "RMSprop", "Nadam"} <= set(kinds)
    for kind in kinds.values():
        variable, optimizer = keras.Variable(np.ones((2, 2))), kind()
        optimizer.build([variable])
        with pytest.raises(ValueError, match="optimizer must be an SGD"):
            checkpoints.read_keras([variable], optimizer)


@needs("keras", "jax")
def test_keras_is_read_inside_its_loss_scaling():
    keras = installed.import_keras()
    variable = keras.Variable(np.ones(2))
    optimizer = keras.optimizers.LossScaleOptimizer(keras.optimizers.SGD(momentum=0.9, nesterov=True))
    optimizer.build([variable])
    (reading,) = checkpoints.read_keras([variable], optimizer)
    np.testing.assert_array_equal(reading.theta, [1, 1])


@needs("keras", "jax")
def test_theta_and_v_are_read_from_a_real_keras_optimiser():
    keras = installed.import_keras()
    variable = keras.Variable(BOWL.start, dtype="float64")
    optimizer = keras.optimizers.SGD(learning_rate=0.5**5, momentum=0.5, nesterov=True)
    for _ in range(30):
        gradient = BOWL.gradient(np.asarray(variable))
        optimizer.apply([keras.ops.convert_to_tensor(gradient, dtype="float64")], [variable])
    (reading,) = checkpoints.read_keras([variable], optimizer)
    assert_read_like(reading, paper(30, alpha=0.5**5, beta=0.5))


@pytest.fixture
def compiled_keras():
    """Return a compiled model, p times a row of ones fitted to 1, its optimiser, and a function that fits one epoch."""
    keras = installed.import_keras()
    layer = keras.layers.Dense(1, use_bias=False, kernel_initializer="zeros")
    model = keras.Sequential([keras.Input((1,)), layer])
    optimizer = keras.optimizers.SGD(learning_rate=0.05, momentum=0.5, nesterov=True)
    model.compile(optimizer, loss="mse")
    ones = np.ones((4, 1))
    return model, optimizer, lambda: model.fit(ones, ones, batch_size=4, epochs=3, verbose=0)


@needs("keras", "jax")
def test_a_compiled_keras_training_ignores_a_later_momentum_and_is_read_with_the_old(compiled_keras):
    model, optimizer, fit = compiled_keras
    if installed.import_keras().backend.backend() == "torch":
        pytest.skip("not on this system: the torch backend does not compile")
    fit()
    optimizer.momentum = 0.875
    fit()
    line = objectives.from_function(lambda x: (x - 1) ** 2, start=[0.0], gradient=lambda x: [2 * (x - 1)])
    expected = descend(nesterov_step, line, alpha=0.05, beta=0.5, steps=6)
    (reading,) = checkpoints.read_keras(model.trainable_variables, optimizer, momentum=0.5)
    np.testing.assert_allclose(reading.theta.ravel(), expected.theta[-1], atol=1e-6)
    (wrong,) = checkpoints.read_keras(model.trainable_variables, optimizer)
    assert abs(wrong.theta.item() - expected.theta[-1].item()) > 0.01


@needs("keras", "jax")
def test_a_keras_optimiser_built_without_momentum_is_named():
    keras = installed.import_keras()
    variable = keras.Variable(BOWL.start, dtype="float64")
    optimizer = keras.optimizers.SGD(learning_rate=0.1, momentum=0.0, nesterov=True)
    optimizer.build([variable])
    optimizer.momentum = 0.9
    with pytest.raises(ValueError, match="raising optimizer.momentum later does not make them"):
        checkpoints.read_keras([variable], optimizer)
    with pytest.raises(IndexError):  # as notebook 09 says
        optimizer.apply([keras.ops.convert_to_tensor(BOWL.start, dtype="float64")], [variable])


class Trace(NamedTuple):
    trace: object


class Layer(NamedTuple):
    weights: list
    bias: object


def test_optax_is_read_leaf_by_leaf_in_the_structure_of_its_parameters():
    params = {"first": Layer([np.array([1.0]), np.array([2.0])], np.array(3.0))}
    state = (Trace({"first": Layer([np.array([1.0]), np.array([0.0])], np.array(-1.0))}), ())
    layer = checkpoints.read_optax(params, state, learning_rate=0.1, momentum=0.5)["first"]
    np.testing.assert_allclose(layer.weights[0].theta, [1.05])
    np.testing.assert_allclose(layer.weights[1].theta, [2.0])
    np.testing.assert_allclose(layer.bias.theta, 2.95)


class Counted(NamedTuple):
    count: int


def test_a_schedule_is_asked_for_the_update_before_the_next():
    state = (Trace([np.array([1.0])]), Counted(30))
    (reading,) = checkpoints.read_optax(
        [np.array([1.0])], state, learning_rate=lambda count: {29: 0.1}.get(count, 9.0), momentum=0.5
    )
    np.testing.assert_allclose(reading.v, [0.1])


@pytest.mark.parametrize(
    ("params", "state", "given", "message"),
    [
        ([1.0], ((), ()), {}, "state must hold one trace.*got tuple with none"),
        ([1.0], (Trace([1.0]), Trace([1.0])), {}, "state must hold one trace.*got tuple with 2"),
        ([1.0], (Trace([1.0]), ()), {"momentum": 0.9}, "learning_rate must be given: without optax.inject_hyperparams"),
        ([1.0], (Trace([1.0]), ()), {"learning_rate": 0.1}, "momentum must be given: without optax.inject_hyperparams"),
        (
            {"a": 1.0},
            (Trace({"b": 1.0}), ()),
            {"learning_rate": 0.1, "momentum": 0.9},
            "params must have the structure",
        ),
    ],
)
def test_an_optax_state_that_cannot_be_read_is_named(params, state, given, message):
    with pytest.raises(ValueError, match=message):
        checkpoints.read_optax(params, state, **given)


def trained_optax(make_optimizer, updates=30):
    """Train BOWL by the optimiser that the function makes of optax, and return params and state."""
    import optax

    jnp = installed.import_jax().numpy
    params, optimizer = {"point": jnp.asarray(BOWL.start)}, make_optimizer(optax)
    state = optimizer.init(params)
    for _ in range(updates):
        gradient = {"point": jnp.asarray(BOWL.gradient(np.array(params["point"])))}
        steps, state = optimizer.update(gradient, state, params)
        params = optax.apply_updates(params, steps)
    return params, state


def sgd(optax, rate=0.02):
    return optax.sgd(rate, momentum=0.9, nesterov=True)


WRAPPED = {
    "alone": sgd,
    "chain": lambda optax: optax.chain(optax.clip(1e3), sgd(optax), optax.identity()),
    "apply_if_finite": lambda optax: optax.apply_if_finite(sgd(optax), 3),
    "all at once": lambda optax: optax.chain(optax.clip(1e3), optax.apply_if_finite(optax.chain(sgd(optax)), 3)),
}


@needs("jax", "optax")
@pytest.mark.parametrize("name", WRAPPED)
def test_theta_and_v_are_read_from_a_real_optax_state(name):
    params, state = trained_optax(WRAPPED[name])
    assert_read_like(checkpoints.read_optax(params, state, learning_rate=0.02, momentum=0.9)["point"], paper(30))


@needs("jax", "optax")
def test_optax_is_read_between_the_updates_of_multi_steps():
    params, state = trained_optax(lambda optax: optax.MultiSteps(sgd(optax), every_k_schedule=4), updates=30)
    reading = checkpoints.read_optax(params, state, learning_rate=0.02, momentum=0.9)["point"]
    assert_read_like(reading, paper(7), tolerance=1e-6)  # it accumulates gradients in single precision


@needs("jax", "optax")
@pytest.mark.parametrize("wrap", [lambda optax, inner: inner, lambda optax, inner: optax.apply_if_finite(inner, 3)])
def test_optax_with_injected_settings_is_read_with_those_of_its_state(wrap):
    params, state = trained_optax(
        lambda optax: wrap(optax, optax.inject_hyperparams(optax.sgd)(learning_rate=0.02, momentum=0.9, nesterov=True))
    )
    assert_read_like(checkpoints.read_optax(params, state)["point"], paper(30))


@needs("jax", "optax")
@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda optax: optax.lars(0.1, momentum=0.9), "its trace after the learning rate"),
        (lambda optax: optax.rmsprop(0.1, momentum=0.9), "got one with ScaleByRmsState"),
        (lambda optax: optax.adam(0.1), "with none"),
    ],
    ids=["lars", "rmsprop", "adam"],
)
def test_another_optimiser_of_optax_is_refused(make, message):
    params, state = trained_optax(make, updates=1)
    with pytest.raises(ValueError, match=message):
        checkpoints.read_optax(params, state, learning_rate=0.1, momentum=0.9)


@needs("jax", "optax")
def test_an_injected_schedule_is_read_with_the_learning_rate_of_the_last_update():
    params, state = trained_optax(
        lambda optax: optax.inject_hyperparams(optax.sgd)(
            optax.piecewise_constant_schedule(0.02, {30: 0.1}), momentum=0.9, nesterov=True
        )
    )
    assert_read_like(checkpoints.read_optax(params, state)["point"], paper(30))


@needs("jax", "optax")
def test_a_schedule_that_was_not_injected_is_asked_for_the_learning_rate_of_the_last_update():
    import optax

    schedule = optax.piecewise_constant_schedule(0.02, {30: 0.1})
    params, state = trained_optax(lambda optax: sgd(optax, schedule))
    reading = checkpoints.read_optax(params, state, learning_rate=schedule, momentum=0.9)["point"]
    assert_read_like(reading, paper(30), tolerance=1e-7)  # the schedule answers in single precision
