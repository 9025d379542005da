"""Schedule-Free, Adan, Lion and decoupled decay: what they promise, and the real packages."""

import importlib.util

import numpy as np
import pytest

from nag_helpers import objectives
from nag_helpers.frameworks import forms, installed, relatives
from tests.frameworks.needs import needs

BOWL = objectives.quadratic([1, 10])


def follow(method, alpha, beta, steps=100):
    return forms.follow(method, BOWL, alpha=alpha, beta=beta, steps=steps)


def optax_run(make_optimizer, steps=100, read=lambda state, params: params):
    """Return what is read after every update of an optimiser of optax on BOWL, shape (steps + 1, 2)."""
    import optax
    import optax.contrib

    jnp = installed.import_jax().numpy
    params, optimizer = jnp.asarray(BOWL.start), make_optimizer(optax)
    state, rows = optimizer.init(params), [BOWL.start]
    for _ in range(steps):
        updates, state = optimizer.update(jnp.asarray(BOWL.gradient(np.array(params))), state, params)
        params = optax.apply_updates(params, updates)
        rows.append(np.array(read(state, params)))
    return np.array(rows)


def test_schedule_free_measures_between_the_mean_and_the_newest_point():
    path = follow(relatives.SCHEDULE_FREE, 0.1, 0.9)
    np.testing.assert_allclose(path.measured_at[2:], path.theta[1:-1] - 0.1 * path.v[1:-1], atol=1e-15)


def test_the_theta_of_schedule_free_is_the_mean_of_its_steps():
    paper, packaged = (follow(each, 0.1, 0.9) for each in (relatives.SCHEDULE_FREE, relatives.SCHEDULE_FREE_PACKAGED))
    np.testing.assert_allclose(paper.theta[-1], (paper.theta - paper.v).mean(axis=0), atol=1e-14)
    np.testing.assert_allclose(packaged.theta[-1], (packaged.theta - packaged.v)[1:].mean(axis=0), atol=1e-14)


def test_schedule_free_warmed_up_by_one_update_is_the_packaged_one():
    warmed, packaged = (
        follow(each, 0.1, 0.9) for each in (relatives.schedule_free_warmed(1), relatives.SCHEDULE_FREE_PACKAGED)
    )
    np.testing.assert_allclose(warmed.theta, packaged.theta, atol=1e-13)


def test_a_warm_up_is_at_least_one_update():
    with pytest.raises(ValueError, match="warm_up"):
        relatives.schedule_free_warmed(0)


def test_schedule_free_that_looks_along_its_coming_mean_is_nesterovs_three_sequences():
    """With beta = 1 - 1/(t + 1) the gradient is measured where the mean would be, and x is a gradient step from there."""
    path = follow(relatives.SCHEDULE_FREE, 0.1, lambda t: 1 - 1 / (t + 1))
    t = path.t[1:, None]
    np.testing.assert_allclose(path.theta[1:], path.measured_at[1:] - 0.1 / (t + 1) * path.gradient[1:], atol=1e-14)


def test_adan_on_a_constant_slope_is_adam_with_its_own_averages():
    slope = objectives.from_function(lambda x: 3 * x, start=[0.0], gradient=lambda x: [3.0])
    path = forms.follow(relatives.adan(), slope, alpha=0.01, beta=0.98, steps=20)
    np.testing.assert_allclose(path.theta[:, 0], -0.01 * path.t, rtol=1e-6)


def test_lion_moves_every_coordinate_by_the_learning_rate():
    path = follow(relatives.lion(), 0.001, 0.9)
    np.testing.assert_allclose(np.abs(np.diff(path.theta, axis=0)), 0.001, rtol=1e-9)


def test_lion_with_a_single_mean_steps_along_the_sign_of_what_it_keeps():
    path = follow(relatives.lion(beta2=None), 0.001, 0.9)
    np.testing.assert_array_equal(np.sign(path.theta[:-1] - path.theta[1:]), np.sign(path.v[1:]))


def test_without_its_change_adan_is_adam_with_its_own_weights():
    without, adam = follow(relatives.adan(share=0), 0.02, 0.9), follow(forms.adam(beta2=0.99), 0.02, 0.9)
    np.testing.assert_allclose(without.theta, adam.theta, atol=1e-13)


@needs("torch")
@pytest.mark.skipif(importlib.util.find_spec("schedulefree") is None, reason="not installed: schedulefree")
@pytest.mark.parametrize(
    ("warm_up", "method"), [(0, relatives.SCHEDULE_FREE_PACKAGED), (7, relatives.schedule_free_warmed(7))]
)
def test_schedule_free_for_torch_holds_y_while_it_trains_and_x_after_eval(warm_up, method):
    import schedulefree
    import torch

    p = torch.tensor(BOWL.start.copy(), requires_grad=True)
    optimizer = schedulefree.SGDScheduleFree([p], lr=0.1, momentum=0.9, warmup_steps=warm_up)
    optimizer.train()
    for _ in range(20):
        p.grad = torch.from_numpy(BOWL.gradient(p.detach().numpy()))
        optimizer.step()
    y = p.detach().numpy().copy()
    optimizer.eval()
    ours = follow(method, 0.1, 0.9, steps=20)
    np.testing.assert_allclose(y, ours.theta[-1] - 0.1 * ours.v[-1], atol=1e-12)
    np.testing.assert_allclose(p.detach().numpy(), ours.theta[-1], atol=1e-12)


def test_decoupled_decay_takes_its_share_of_the_parameter():
    plain, decayed = (
        follow(forms.nadam(), 0.1, 0.9, steps=1),
        follow(forms.decaying(forms.nadam(), 0.5), 0.1, 0.9, steps=1),
    )
    np.testing.assert_allclose(decayed.theta[1], plain.theta[1] - 0.05 * BOWL.start)


def test_a_decay_must_not_be_negative():
    with pytest.raises(ValueError, match="decay must be zero or positive, got -1"):
        forms.decaying(forms.nadam(), -1)


@needs("jax", "optax")
@pytest.mark.parametrize(
    ("ours", "beta", "theirs"),
    [
        (relatives.adan(epsilon_root=1e-8, share=1 - 0.92), 0.98, lambda optax: optax.adan(0.02)),
        (relatives.lion(), 0.9, lambda optax: optax.lion(0.02, weight_decay=0)),
        (forms.decaying(forms.nadam(), 0.1), 0.9, lambda optax: optax.nadamw(0.02, weight_decay=0.1)),
    ],
    ids=["adan", "lion", "nadamw"],
)
def test_a_relative_is_that_of_optax(ours, beta, theirs):
    np.testing.assert_allclose(follow(ours, 0.02, beta).theta, optax_run(theirs), atol=1e-12)


@needs("jax", "optax")
def test_schedule_free_is_that_of_optax_which_holds_y_and_is_asked_for_x():
    def x(state, params):
        import optax.contrib

        return optax.contrib.schedule_free_eval_params(state, params)

    theirs = optax_run(lambda optax: optax.contrib.schedule_free_sgd(0.1, b1=0.9), read=x)
    held = optax_run(lambda optax: optax.contrib.schedule_free_sgd(0.1, b1=0.9))
    ours = follow(relatives.SCHEDULE_FREE_PACKAGED, 0.1, 0.9)
    np.testing.assert_allclose(ours.theta, theirs, atol=1e-7)  # optax keeps its weights in single precision
    np.testing.assert_allclose(ours.measured_at[2:], held[1:-1], atol=1e-7)


@needs("torch")
def test_decaying_nadam_is_that_of_torch_with_its_decay_decoupled():
    import torch

    before = torch.get_default_dtype()
    torch.set_default_dtype(torch.float64)
    try:
        p = torch.tensor(BOWL.start, requires_grad=True)
        optimizer = torch.optim.NAdam([p], lr=0.02, weight_decay=0.1, decoupled_weight_decay=True)
        for _ in range(50):
            p.grad = torch.from_numpy(BOWL.gradient(p.detach().numpy()))
            optimizer.step()
    finally:
        torch.set_default_dtype(before)
    ours = follow(forms.decaying(forms.nadam(warm_up=0.004), 0.1), 0.02, 0.9, steps=50)
    np.testing.assert_allclose(ours.theta[-1], p.detach().numpy(), atol=1e-12)
