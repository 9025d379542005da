"""Our forms against the real frameworks, update by update, in double precision.

Needs the extra "frameworks" (`python3 start.py install frameworks`); what is missing is skipped, with its name.
"""

import numpy as np
import pytest

from nag_helpers import objectives
from nag_helpers.frameworks import conversions, forms, installed
from nag_helpers.optimizers import descend, momentum_step, nesterov_step
from tests.frameworks.needs import needs

STEPS = 200
SETTINGS = {
    "constant": (0.5, 0.9),
    "drop": (lambda t: 0.5 if t <= 50 else 0.05, 0.9),
    "schedule": (0.5, lambda t: min(t / (t + 3), 0.95)),
}


def random_quadratic(seed):
    rng = np.random.default_rng(seed)
    axes, _ = np.linalg.qr(rng.standard_normal((10, 10)))
    return objectives.quadratic(rng.uniform(0.1, 1.0, 10), axes, rng.standard_normal(10))


OBJECTIVES = {
    "quadratic 1": (random_quadratic(1), 1.0),
    "quadratic 2": (random_quadratic(2), 1.0),
    "Rosenbrock": (objectives.rosenbrock(), 1e-3),
}  # with what multiplies the learning rate

real = pytest.mark.parametrize(
    "label", [pytest.param(label, marks=needs(*packages)) for label, (packages, _, _) in installed.OPTIMISERS.items()]
)


def scaled(alpha, factor):
    return (lambda t: factor * alpha(t)) if callable(alpha) else factor * alpha


def relative(ours, theirs):
    return np.abs(ours - theirs).max() / np.abs(theirs).max()


@real
@pytest.mark.parametrize("case", SETTINGS)
@pytest.mark.parametrize("name", OBJECTIVES)
def test_a_framework_takes_the_steps_of_its_form(label, name, case):
    (objective, factor), (alpha, beta) = OBJECTIVES[name], SETTINGS[case]
    _, form, runner = installed.OPTIMISERS[label]
    alpha = scaled(alpha, factor)
    theirs = runner(objective, alpha, beta, STEPS)
    ours = descend(conversions.FORMS[form].step, objective, alpha=alpha, beta=beta, steps=STEPS)
    assert relative(ours.theta, theirs) < 1e-12


@real
@pytest.mark.parametrize("name", OBJECTIVES)
def test_with_constant_settings_a_framework_measures_where_the_paper_does(label, name):
    (objective, factor), (_, _, runner) = OBJECTIVES[name], installed.OPTIMISERS[label]
    theirs = runner(objective, 0.5 * factor, 0.9, STEPS)
    paper = descend(nesterov_step, objective, alpha=0.5 * factor, beta=0.9, steps=STEPS)
    assert relative(paper.measured_at[1:], theirs[:-1]) < 1e-12


@real
@pytest.mark.parametrize(
    ("case", "inside", "outside"), [("constant", 0, 0), ("drop", 0, 0.0344264537), ("schedule", 0.075, 0.075)]
)
def test_a_framework_leaves_the_paper_by_this_much(label, case, inside, outside):
    _, form, runner = installed.OPTIMISERS[label]
    theirs = runner(installed.demonstration(), *installed.SETTINGS[case], STEPS)
    alpha, beta = installed.SETTINGS[case]
    paper = descend(nesterov_step, installed.demonstration(), alpha=alpha, beta=beta, steps=STEPS)
    expected = inside if form in ("Keras", "scikit-learn") else outside
    assert np.abs(theirs[:-1] - paper.measured_at[1:]).max() == pytest.approx(expected, rel=1e-8, abs=1e-12)


@real
def test_the_record_in_the_package_is_what_the_framework_does(label):
    recorded = {row["optimiser"]: row for row in installed.recorded()[1]}[label]
    measured = {row["optimiser"]: row for row in installed.measure()}[label]
    for case in ("theta", *installed.SETTINGS):
        assert measured[case] == pytest.approx(recorded[case], rel=1e-8, abs=1e-12)


@needs("torch")
def test_the_report_says_what_was_run_again_in_a_process_of_its_own():
    (said,) = [
        line for line in installed.report().splitlines() if line.startswith("Run again here, just now, with the same")
    ]
    assert "torch.optim.SGD" in said


def torch_run(objective, steps, optimizer="SGD", **settings):
    import torch

    p, rows = torch.tensor(objective.start, requires_grad=True), [objective.start]
    optimizer = getattr(torch.optim, optimizer)([p], **settings)
    for _ in range(steps):
        p.grad = torch.from_numpy(objective.gradient(rows[-1]))
        optimizer.step()
        rows.append(p.detach().numpy().copy())
    return np.array(rows)


@needs("torch")
def test_the_weight_decay_of_torch_is_l2_in_the_gradient():
    bowl = objectives.quadratic([1, 10])
    theirs = torch_run(bowl, 100, lr=0.02, momentum=0.9, nesterov=True, weight_decay=0.3)
    ours = descend(forms.torch_step, forms.with_l2(bowl, 0.3), alpha=0.02, beta=0.9, steps=100)
    assert relative(ours.theta, theirs) < 1e-12


@needs("keras", "jax")
def test_the_weight_decay_of_keras_is_decoupled():
    keras = installed.import_keras()
    before = keras.config.floatx()
    keras.config.set_floatx("float64")
    try:
        bowl = objectives.quadratic([1, 10])
        variable, rows = keras.Variable(bowl.start, dtype="float64"), [bowl.start]
        optimizer = keras.optimizers.SGD(learning_rate=0.02, momentum=0.9, nesterov=True, weight_decay=0.3)
        for _ in range(100):
            optimizer.apply([keras.ops.convert_to_tensor(bowl.gradient(rows[-1]), dtype="float64")], [variable])
            rows.append(np.asarray(variable).copy())
    finally:
        keras.config.set_floatx(before)
    step = forms.with_decoupled_decay(forms.keras_step, 0.3)
    assert relative(descend(step, bowl, alpha=0.02, beta=0.9, steps=100).theta, np.array(rows)) < 1e-12


@needs("torch")
def test_torch_refuses_nesterov_with_dampening():
    with pytest.raises(ValueError, match="requires a momentum and zero dampening"):
        torch_run(objectives.quadratic([1.0]), 1, lr=0.1, momentum=0.9, dampening=0.9, nesterov=True)


@needs("torch")
def test_dampened_momentum_in_torch_has_an_undamped_first_gradient_and_then_a_smaller_rate():
    bowl = objectives.quadratic([1, 10])
    theirs = torch_run(bowl, 60, lr=0.1, momentum=0.9, dampening=0.9)
    first = bowl.start - 0.1 * bowl.gradient(bowl.start)
    np.testing.assert_allclose(theirs[1], first, atol=1e-15)
    v, theta, rows = bowl.start - first, first, [bowl.start, first]
    for _ in range(59):
        theta, v = momentum_step(theta, v, bowl.gradient, alpha=0.1 * (1 - 0.9), beta=0.9)
        rows.append(theta)
    assert relative(np.array(rows), theirs) < 1e-12


@needs("torch")
def test_adam_is_that_of_torch():
    bowl = objectives.quadratic([1, 10])
    theirs = torch_run(bowl, 100, optimizer="Adam", lr=0.02)
    assert relative(forms.follow(forms.adam(), bowl, alpha=0.02, beta=0.9, steps=100).theta, theirs) < 1e-12


@needs("torch")
def test_nadam_with_torchs_warm_up_is_that_of_torch():
    import torch

    bowl, before = objectives.quadratic([1, 10]), torch.get_default_dtype()
    torch.set_default_dtype(torch.float64)  # or it would keep the product of its momenta in single precision
    try:
        theirs = torch_run(bowl, 100, optimizer="NAdam", lr=0.02)
    finally:
        torch.set_default_dtype(before)
    ours = forms.follow(forms.nadam(warm_up=0.004), bowl, alpha=0.02, beta=0.9, steps=100)
    assert relative(ours.theta, theirs) < 1e-12


@needs("keras", "jax")
def test_nadam_with_kerass_warm_up_is_that_of_keras():
    keras = installed.import_keras()
    before = keras.config.floatx()
    keras.config.set_floatx("float64")
    try:
        bowl = objectives.quadratic([1, 10])
        variable, rows = keras.Variable(bowl.start, dtype="float64"), [bowl.start]
        optimizer = keras.optimizers.Nadam(learning_rate=0.02)
        for _ in range(100):
            optimizer.apply([keras.ops.convert_to_tensor(bowl.gradient(rows[-1]), dtype="float64")], [variable])
            rows.append(np.asarray(variable).copy())
    finally:
        keras.config.set_floatx(before)
    ours = forms.follow(forms.nadam(warm_up=1, epsilon=1e-7), bowl, alpha=0.02, beta=0.9, steps=100)
    assert relative(ours.theta, np.array(rows)) < 1e-12


@needs("jax", "optax")
def test_nadam_is_that_of_optax():
    import optax

    jnp = installed.import_jax().numpy
    bowl = objectives.quadratic([1, 10])
    params, rows, optimizer = jnp.asarray(bowl.start), [bowl.start], optax.nadam(0.02)
    state = optimizer.init(params)
    for _ in range(100):
        updates, state = optimizer.update(jnp.asarray(bowl.gradient(rows[-1])), state, params)
        params = optax.apply_updates(params, updates)
        rows.append(np.array(params))
    ours = forms.follow(forms.nadam(), bowl, alpha=0.02, beta=0.9, steps=100)
    assert relative(ours.theta, np.array(rows)) < 1e-12


@pytest.mark.parametrize(
    "runner",
    [
        pytest.param(installed.run_torch, marks=needs("torch")),
        pytest.param(installed.run_keras, marks=needs("keras", "jax")),
    ],
)
def test_a_momentum_of_exactly_zero_makes_torch_and_keras_forget_that_gradient(runner):
    def zero_at_first(t):
        return 0.0 if t == 1 else 0.9

    bowl = objectives.quadratic([1.0])
    ours = descend(forms.torch_step, bowl, alpha=0.1, beta=zero_at_first, steps=2)
    # after the first update p = 0.9 in all; then ours has buf = 0.9 * 1 + 0.9, theirs 0.9 * 0 + 0.9
    np.testing.assert_allclose(ours.theta[2], 0.9 - 0.1 * (0.9 + 0.9 * 1.8), atol=1e-15)
    np.testing.assert_allclose(runner(bowl, 0.1, zero_at_first, 2)[2], 0.9 - 0.1 * (0.9 + 0.9 * 0.9), atol=1e-15)
