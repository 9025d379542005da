"""The forms of NAG against each other, and the conversions there and back."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nag_helpers import objectives
from nag_helpers.frameworks import forms, installed
from nag_helpers.frameworks.conversions import FORMS, Held, convert, read, run, write
from nag_helpers.networks import Network, training
from nag_helpers.optimizers import descend, momentum_step, nesterov_step
from nag_helpers.paths import settling_step

OUTSIDE = ("torch", "optax", "TensorFlow 1")
INSIDE = ("Keras", "scikit-learn")
FROM_THE_PAPERS = ("two sequences", "Sutskever", "Bengio")


def tenfold_drop(t):
    return 0.005 if t <= 50 else 0.0005


def growing_beta(t):
    return min(t / (t + 3), 0.95)


def random_quadratic(seed):
    rng = np.random.default_rng(seed)
    axes, _ = np.linalg.qr(rng.standard_normal((10, 10)))
    return objectives.quadratic(np.geomspace(1, 100, 10), axes, rng.standard_normal(10))


def gap(form, objective, reference="paper", **kwargs):
    """Return the largest distance between the points where the two forms measure their gradients."""
    ours, theirs = (run(name, objective, **kwargs).measured_at[1:] for name in (form, reference))
    return np.abs(ours - theirs).max() / np.abs(theirs).max()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seed", range(3))
def test_with_constant_settings_every_form_measures_at_the_look_ahead_points_of_a_quadratic(form, seed):
    assert gap(form, random_quadratic(seed), alpha=0.005, beta=0.9, steps=200) < 1e-12


@pytest.mark.parametrize("form", FORMS)
def test_with_constant_settings_every_form_measures_at_the_look_ahead_points_of_rosenbrock(form):
    assert gap(form, objectives.rosenbrock(), alpha=0.0005, beta=0.9, steps=200) < 1e-12


@pytest.mark.parametrize("form", [*FROM_THE_PAPERS, *INSIDE])
def test_a_learning_rate_drop_leaves_forms_with_the_rate_inside_the_velocity_equal(form):
    assert gap(form, random_quadratic(0), alpha=tenfold_drop, beta=0.9, steps=200) < 1e-12


@pytest.mark.parametrize("form", OUTSIDE)
def test_a_learning_rate_drop_parts_forms_with_the_rate_outside_the_velocity(form):
    runs = [
        run(name, installed.demonstration(), alpha=tenfold_drop, beta=0.9, steps=200).measured_at[1:]
        for name in (form, "paper")
    ]
    assert np.abs(runs[0] - runs[1]).max() == pytest.approx(0.0344264537, rel=1e-8)


def test_a_torch_buffer_rescaled_at_every_change_of_the_rate_keeps_torch_with_the_paper():
    bowl, alphas = random_quadratic(2), [0.005, 0.005, 0.001, 0.004, 0.004, 0.0005] * 10
    p, buf, before, points = bowl.start, 0.0 * bowl.start, alphas[0], []
    for alpha in alphas:
        points.append(p)
        p, buf = forms.torch_step(p, buf * before / alpha, bowl.gradient, alpha, 0.9)
        before = alpha
    paper = run("paper", bowl, alpha=lambda t: alphas[t - 1], beta=0.9, steps=len(alphas))
    np.testing.assert_allclose(points, paper.measured_at[1:], atol=1e-13)


@pytest.mark.parametrize("form", FROM_THE_PAPERS)
def test_a_momentum_schedule_leaves_the_papers_equal(form):
    assert gap(form, random_quadratic(0), alpha=0.005, beta=growing_beta, steps=200) < 1e-12


@pytest.mark.parametrize("form", [*INSIDE, *OUTSIDE])
def test_a_momentum_schedule_parts_the_frameworks_from_the_papers_by_their_one_beta(form):
    runs = [
        run(name, installed.demonstration(), alpha=0.005, beta=growing_beta, steps=200).measured_at[1:]
        for name in (form, "paper")
    ]
    assert np.abs(runs[0] - runs[1]).max() == pytest.approx(0.075, rel=1e-8)


@pytest.mark.parametrize("form", OUTSIDE)
def test_with_the_rate_outside_a_learning_rate_of_zero_stops_at_once(form):
    path = run(form, objectives.quadratic([1.0]), alpha=lambda t: 0.1 if t <= 5 else 0.0, beta=0.9, steps=20)
    assert (path.theta[5:] == path.theta[5]).all()


@pytest.mark.parametrize("form", ["paper", *INSIDE])
def test_with_the_rate_inside_a_learning_rate_of_zero_coasts_by_the_sum_of_the_momenta(form):
    path = run(form, objectives.quadratic([1.0]), alpha=lambda t: 0.1 if t <= 5 else 0.0, beta=0.9, steps=400)
    velocity = run("paper", objectives.quadratic([1.0]), alpha=0.1, beta=0.9, steps=5).v[5]
    first = 0.9 if form == "paper" else 0.81  # a framework's parameter is already one share of beta ahead
    np.testing.assert_allclose(path.theta[5] - path.theta[-1], first / (1 - 0.9) * velocity, rtol=1e-12)


def test_a_framework_parameter_is_the_look_ahead_point_and_not_theta():
    paper = run("paper", random_quadratic(0), alpha=0.005, beta=0.9, steps=100)
    torch = run("torch", random_quadratic(0), alpha=0.005, beta=0.9, steps=100)
    np.testing.assert_allclose(torch.theta, paper.theta - 0.9 * paper.v, atol=1e-13)
    assert np.abs(torch.theta - paper.theta).max() > 0.3


def test_the_plain_step_functions_run_in_descend_like_ours():
    bowl = objectives.quadratic([1, 10])
    path = descend(forms.torch_step, bowl, alpha=[[0.01], [0.05]], beta=[0.5, 0.9], steps=30)
    assert path.theta.shape == (31, 2, 2, 2)
    np.testing.assert_allclose(
        path.measured_at[1:],
        descend(nesterov_step, bowl, alpha=[[0.01], [0.05]], beta=[0.5, 0.9], steps=30).measured_at[1:],
        atol=1e-14,
    )


def test_bengio_is_read_as_the_papers_theta_and_v_under_a_momentum_schedule():
    bowl = random_quadratic(1)
    bengio = forms.follow(forms.BENGIO, bowl, alpha=0.005, beta=growing_beta, steps=60)
    paper = descend(nesterov_step, bowl, alpha=0.005, beta=growing_beta, steps=60)
    np.testing.assert_allclose(bengio.theta, paper.theta, atol=1e-13)
    np.testing.assert_allclose(bengio.v, paper.v, atol=1e-13)


def test_bengio_runs_in_batches_of_scheduled_momenta():
    bowl = objectives.quadratic([1, 10])
    batch = forms.follow(forms.BENGIO, bowl, alpha=0.01, beta=lambda t: np.array([0.5, 1 - 1 / t]), steps=9)
    alone = forms.follow(forms.BENGIO, bowl, alpha=0.01, beta=lambda t: 1 - 1 / t, steps=9)
    np.testing.assert_allclose(batch.theta[:, 1], alone.theta, atol=1e-15)


def test_following_the_same_method_twice_gives_the_same_path():
    bowl = objectives.quadratic([1, 10])
    first, second = (forms.follow(forms.nadam(), bowl, steps=20) for _ in range(2))
    np.testing.assert_array_equal(first.theta, second.theta)


def test_a_path_cannot_be_followed_on():
    bowl = objectives.quadratic([1, 10])
    with pytest.raises(ValueError, match="start must be"):
        forms.follow(forms.BENGIO, bowl, start=descend(nesterov_step, bowl, steps=3))


def test_adam_makes_its_first_step_of_the_size_of_the_learning_rate():
    path = forms.follow(forms.adam(), objectives.quadratic([1, 100]), alpha=0.01, beta=0.9, steps=1)
    np.testing.assert_allclose(path.theta[1], [0.99, 0.99], atol=1e-9)


def test_nadam_with_constant_momentum_first_adds_the_share_that_is_still_to_come():
    # from rest: beta (1 - beta) g / (1 - beta^2) + (1 - beta) g / (1 - beta) = g (1 + beta / (1 + beta))
    path = forms.follow(forms.nadam(), objectives.quadratic([1.0]), alpha=0.01, beta=0.9, steps=1)
    np.testing.assert_allclose(1 - path.theta[1], 0.01 * (1 + 0.9 / 1.9), rtol=1e-6)


def test_without_momentum_nadam_is_adam():
    bowl = objectives.quadratic([1, 100])
    adam, nadam = (
        forms.follow(method, bowl, alpha=0.01, beta=0.0, steps=50) for method in (forms.adam(), forms.nadam())
    )
    np.testing.assert_allclose(nadam.theta, adam.theta, atol=1e-14)


numbers = st.floats(-1e3, 1e3).map(lambda x: round(x, 6))
held = st.builds(
    lambda pairs, alpha, beta: Held(*np.array(pairs).T, alpha, beta),
    st.lists(st.tuples(numbers, numbers), min_size=1, max_size=4),
    st.floats(1e-4, 1),
    st.floats(0, 0.999),
)
form_names = st.sampled_from(sorted(FORMS))


@given(held, form_names, form_names)
def test_a_state_converted_there_and_back_is_the_same(state, source, target):
    back = convert(convert(state, source, target), target, source)
    # the two arrays are mixed on the way, each scaled by at most the factor below
    scale = (1 + np.abs(state.parameter).max() + np.abs(state.buffer).max()) * max(1, 1 / state.alpha)
    np.testing.assert_allclose(back.parameter, state.parameter, atol=1e-13 * scale)
    np.testing.assert_allclose(back.buffer, state.buffer, atol=1e-13 * scale / (1 - state.beta))
    np.testing.assert_allclose(back[2:], state[2:], rtol=1e-13)


@given(held, form_names, form_names)
def test_a_conversion_keeps_theta_v_and_the_look_ahead(state, source, target):
    scale = 1 + np.abs(state.parameter).max() + np.abs(state.buffer).max()
    before, after = read(state, source), read(convert(state, source, target), target)
    for name in before._fields:
        np.testing.assert_allclose(getattr(after, name), getattr(before, name), atol=1e-12 * scale, err_msg=name)


@settings(deadline=None, max_examples=40)
@given(
    form_names.filter(lambda name: name != "Bengio"),
    form_names.filter(lambda name: name != "Bengio"),
    st.integers(1, 30),
)
def test_a_run_handed_over_to_another_form_goes_on_as_if_nothing_had_happened(source, target, t):
    bowl = objectives.quadratic([1, 10, 100])
    before = run(source, bowl, alpha=0.005, beta=0.9, steps=t)
    state = convert(Held(before.theta[-1], before.v[-1], FORMS[source].own_alpha(0.005, 0.9), 0.9), source, target)
    parameter, buffer = state.parameter, state.buffer
    for _ in range(20):
        parameter, buffer = FORMS[target].step(parameter, buffer, bowl.gradient, state.alpha, state.beta)
    expected = run("paper", bowl, alpha=0.005, beta=0.9, steps=t + 20)
    got = read(Held(parameter, buffer, state.alpha, state.beta), target)
    np.testing.assert_allclose(got.theta, expected.theta[-1], atol=1e-12)
    np.testing.assert_allclose(got.v, expected.v[-1], atol=1e-12)


def test_the_learning_rate_of_a_moving_average_is_larger_by_one_over_one_minus_beta():
    state = convert(Held([1.0], [0.5], 0.01, 0.9), "torch", "moving average")
    assert state.alpha == pytest.approx(0.1)


def test_written_states_are_those_of_the_form_run_to_the_same_point():
    bowl = objectives.quadratic([1, 10])
    paper = run("paper", bowl, alpha=0.02, beta=0.8, steps=7)
    for name in set(FORMS) - {"Bengio"}:
        path = run(name, bowl, alpha=0.02, beta=0.8, steps=7)
        state = write((paper.theta[-1], paper.v[-1]), name, 0.02, 0.8)
        np.testing.assert_allclose(state.parameter, path.theta[-1], atol=1e-14, err_msg=name)
        np.testing.assert_allclose(state.buffer, path.v[-1], atol=1e-13, err_msg=name)


@pytest.mark.parametrize(
    ("state", "form", "message"),
    [
        (([1.0], [1.0], 0.1, 0.9), "Torch", "form must be one of 'paper'.*got 'Torch'"),
        (([1.0], [1.0, 2.0], 0.1, 0.9), "torch", r"parameter's shape \(1,\), got \(2,\)"),
        (([1.0], [1.0], 0.0, 0.9), "torch", "alpha must be a positive number, got 0.0"),
        (([1.0], [1.0], 0.1, 1.0), "torch", r"beta must be in \[0, 1\), got 1.0"),
        (([1.0], [1.0], 0.1, [0.9, 0.8]), "torch", r"beta must be a number, got an array of shape \(2,\)"),
        (([np.nan], [1.0], 0.1, 0.9), "torch", "the parameter must be finite"),
        (([1.0], [1.0]), "torch", r"held must be \(parameter, buffer, alpha, beta\), got"),
    ],
)
def test_a_state_that_cannot_be_read_is_named(state, form, message):
    with pytest.raises(ValueError, match=message):
        read(state, form)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("settings_given", "message"),
    [({"beta": 1.0}, r"beta must be in \[0, 1\), got 1.0"), ({"alpha": -0.1}, "alpha must be positive, got -0.1")],
)
def test_settings_out_of_range_are_refused_in_every_form(form, settings_given, message):
    with pytest.raises(ValueError, match=message):
        run(form, objectives.quadratic([1.0]), **settings_given)


def test_l2_in_the_gradient_and_decoupled_decay_settle_at_different_points():
    """With a fixed point g(p) = -d p of decoupled decay, d is (1 - beta) times what L2 of the same number gives."""
    bowl = objectives.from_function(lambda x: (x - 1) ** 2 / 2, start=[0.0], gradient=lambda x: [x - 1])
    l2 = descend(forms.keras_step, forms.with_l2(bowl, 0.5), alpha=0.1, beta=0.9, steps=2000)
    decoupled = descend(forms.with_decoupled_decay(forms.keras_step, 0.5), bowl, alpha=0.1, beta=0.9, steps=2000)
    np.testing.assert_allclose(l2.theta[-1], 1 / (1 + 0.5), atol=1e-9)
    np.testing.assert_allclose(decoupled.theta[-1], 1 / (1 + 0.05), atol=1e-9)


def test_the_gradient_with_l2_is_that_of_the_value_with_l2():
    penalised = forms.with_l2(objectives.rosenbrock(), 0.7)
    point, h = np.array([0.3, -0.4]), 1e-6
    slopes = [(penalised.value(point + h * e) - penalised.value(point - h * e)) / (2 * h) for e in np.eye(2)]
    np.testing.assert_allclose(penalised.gradient(point), slopes, rtol=1e-7)


def test_a_mini_batch_with_l2_has_the_penalty_as_the_whole_has_it():
    rng = np.random.default_rng(0)
    plain = training(Network((3, 2)), rng.random((8, 3)), rng.integers(0, 2, 8), batch_size=4, seed=3)
    penalised, theta = forms.with_l2(plain, 0.5), rng.standard_normal(plain.dimension)
    assert penalised.updates_per_epoch == 2
    for t in (1, 2, 3):
        part, with_penalty = plain.at(t), penalised.at(t)
        np.testing.assert_allclose(with_penalty.gradient(theta), part.gradient(theta) + 0.5 * theta)
        np.testing.assert_allclose(with_penalty.value(theta), part.value(theta) + 0.25 * theta @ theta)
    shrunk = descend(forms.torch_step, penalised, alpha=0.1, beta=0.0, steps=1).theta[-1]
    np.testing.assert_allclose(shrunk, plain.start - 0.1 * (plain.at(1).gradient(plain.start) + 0.5 * plain.start))


def test_an_l2_strength_must_not_be_negative():
    with pytest.raises(ValueError, match="strength must be zero or positive, got -0.1"):
        forms.with_l2(objectives.quadratic([1.0]), -0.1)


def test_the_record_has_a_date_and_every_optimiser_that_can_run():
    date, rows = installed.recorded()
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", date)
    assert [row["optimiser"] for row in rows] == list(installed.OPTIMISERS)


def test_the_table_shows_rounding_as_such_and_differences_as_numbers():
    rows = [{"optimiser": "A", "versions": "a 1", "theta": 0.4, "constant": 3e-16, "drop": 0.02, "schedule": 0.075}]
    cells = installed.table(rows).splitlines()[1].split()
    assert cells == ["A", "0.4000", "<", "1e-12", "0.0200", "0.0750", "a", "1"]


def test_where_nothing_is_installed_the_report_shows_the_record_with_its_date(monkeypatch):
    monkeypatch.setattr(installed, "versions", lambda: {"jax": None, "torch": None})
    date, rows = installed.recorded()
    assert installed.report().splitlines() == [
        *installed.table(rows).splitlines(),
        "",
        f"Recorded on {date}, by running the real packages of these versions.",
        f"Not installed here: {', '.join(installed.OPTIMISERS)}.",
    ]


def test_a_framework_that_no_longer_does_what_the_record_says_gets_a_table_of_its_own(monkeypatch):
    changed = {**installed.recorded()[1][0], "theta": 0.25, "versions": "torch 99"}
    monkeypatch.setattr(installed, "_measured_apart", lambda: [changed])
    _, _, after = installed.report().partition("Run again here, just now, with another result:")
    assert "0.2500" in after
    assert "torch 99" in after


def test_plain_momentum_is_not_among_the_forms_of_nag():
    bowl = objectives.quadratic([1, 100])
    paper = run("paper", bowl, alpha=0.005, beta=0.9, steps=50)
    momentum = descend(momentum_step, bowl, alpha=0.005, beta=0.9, steps=50)
    assert np.abs(paper.measured_at[1:] - momentum.measured_at[1:]).max() > 0.1


def test_torchs_nadam_leaps_out_of_the_turned_ravine_before_2000_updates_and_adam_after_6000():
    turned = objectives.quadratic((1, 100), rotation=np.pi / 4, start=(0, 2**0.5))
    adam, torch = (
        forms.follow(method, turned, alpha=0.1, beta=0.9, steps=8000).loss
        for method in (forms.adam(), forms.nadam(warm_up=0.004))
    )
    assert settling_step(torch[:2001], 1e-8) / settling_step(adam[:2001], 1e-8) == pytest.approx(3, abs=0.2)
    assert settling_step(adam[:6001], 1e-8) < 700 and settling_step(adam, 1e-8) > 6000
