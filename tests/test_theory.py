"""The closed forms against simulation, over random settings and spectra."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from nag_helpers import objectives, theory
from nag_helpers.optimizers import RULES, descend, gradient_descent_step, nesterov_step
from nag_helpers.paths import settling_step

methods = st.sampled_from(theory.METHODS)
alphas = st.floats(0.01, 4.5)
betas = st.floats(0, 0.98)
quick = settings(max_examples=60, deadline=None)


def one_mode(method, alpha, beta, curvature=1.0, steps=1, start=1.0):
    bowl = objectives.quadratic([curvature], start=[start])
    return descend(RULES[method], bowl, alpha=alpha, beta=beta, steps=steps)


@quick
@given(methods, alphas, betas, st.floats(-1, 3), st.integers(1, 12))
def test_powers_of_the_iteration_matrix_are_the_run(method, alpha, beta, curvature, steps):
    path = one_mode(method, alpha, beta, curvature, steps)
    assume(not path.diverged)
    matrix = theory.iteration_matrix(method, alpha, beta, curvature)
    expected = np.linalg.matrix_power(matrix, steps) @ [1.0, 0.0]
    assert [path.theta[-1, 0], path.v[-1, 0]] == pytest.approx(expected, rel=1e-9, abs=1e-9)


@quick
@given(methods, alphas, betas, st.floats(-1, 3))
def test_roots_are_the_eigenvalues_of_the_iteration_matrix(method, alpha, beta, curvature):
    matrix = theory.iteration_matrix(method, alpha, beta, curvature)
    z = theory.roots(method, alpha, beta, curvature)
    assert z.sum() == pytest.approx(np.trace(matrix), abs=1e-9)
    assert z.prod() == pytest.approx(np.linalg.det(matrix), abs=1e-9)
    assert abs(z[0]) >= abs(z[1]) - 1e-9
    assert theory.spectral_radius(method, alpha, beta, curvature) == pytest.approx(abs(z[0]), abs=1e-7)


@quick
@given(methods, st.floats(0.05, 1.2), st.floats(0.1, 0.95))
def test_the_spectral_radius_is_the_shrinking_seen_in_the_long_run(method, alpha, beta):
    radius = theory.spectral_radius(method, alpha, beta, 1.0)
    assume(0.3 < radius < 0.999)
    path = one_mode(method, alpha, beta, steps=800)
    size = np.hypot(path.theta[:, 0], path.v[:, 0])
    last = np.flatnonzero(size > 1e-140)[-1]
    assume(last > 150)
    seen = (size[last] / size[last // 2]) ** (1 / (last - last // 2))
    assert seen == pytest.approx(radius, abs=0.03)


@quick
@given(methods, betas, st.floats(0.5, 20))
def test_the_stability_limit_parts_converging_from_diverging(method, beta, L):
    limit = theory.stability_limit(method, beta, L)
    assert theory.spectral_radius(method, 0.999 * limit, beta, L) < 1
    assert theory.regime(method, 1.001 * limit, beta, L) == "diverging"


def test_a_run_diverges_just_beyond_the_limit_and_not_just_below():
    for method in theory.METHODS:
        limit = theory.stability_limit(method, 0.9)
        assert one_mode(method, 1.02 * limit, 0.9, steps=2000).diverged
        assert not one_mode(method, 0.98 * limit, 0.9, steps=2000).diverged


@quick
@given(st.sampled_from(["momentum", "NAG"]), st.floats(0.01, 1.2), st.floats(0.05, 0.9))
def test_an_oscillating_mode_keeps_changing_sign_and_an_overdamped_one_does_not(method, alpha, beta):
    named = theory.regime(method, alpha, beta, 1.0)
    z = theory.roots(method, alpha, beta, 1.0)
    assume(abs(z[0].imag) > 0.05 or abs(z[0] - z[1]) > 0.05)
    theta = one_mode(method, alpha, beta, steps=150).theta[:, 0]
    theta = theta[np.abs(theta) > 1e-200]
    changes = np.count_nonzero(np.diff(np.sign(theta)))
    assert (changes > 1) if named == "oscillating" else (changes <= 1)


@pytest.mark.parametrize(
    "method, alpha, beta, curvature, expected",
    [
        ("gradient descent", 0.5, 0.0, 1, "overdamped"),
        ("gradient descent", 1.5, 0.0, 1, "oscillating"),
        ("gradient descent", 2.1, 0.0, 1, "diverging"),
        ("momentum", 0.1, 0.9, 1, "oscillating"),
        ("momentum", 0.1, 0.2, 1, "overdamped"),
        ("NAG", 0.1, 0.9, 1, "oscillating"),
        ("NAG", 1.4, 0.9, 1, "diverging"),
        ("NAG", 0.1, 0.9, -0.1, "diverging"),
        ("NAG", 0.1, 0.9, 0, "overdamped"),
    ],
)
def test_each_regime_is_named(method, alpha, beta, curvature, expected):
    assert theory.regime(method, alpha, beta, curvature) == expected


@quick
@given(st.sampled_from(["momentum", "NAG"]), st.floats(0.01, 0.95))
def test_the_overdamped_limit_is_where_swinging_begins(method, beta):
    limit = theory.overdamped_limit(method, beta)
    assert theory.regime(method, 0.99 * limit, beta, 1.0) == "overdamped"
    assert theory.regime(method, 1.01 * limit + 1e-6, beta, 1.0) == "oscillating"


@quick
@given(st.floats(0.01, 1.3), betas, st.floats(-1, 1))
def test_nag_moves_as_momentum_with_the_effective_momentum(alpha, beta, curvature):
    kept = theory.effective_momentum("NAG", alpha, beta, curvature)
    assume(0 <= kept < 1)
    ours = one_mode("NAG", alpha, beta, curvature, steps=20).theta
    assert ours == pytest.approx(one_mode("momentum", alpha, kept, curvature, steps=20).theta, rel=1e-9, abs=1e-9)
    assert theory.effective_friction("NAG", alpha, beta, curvature) == pytest.approx(1 - kept)


@quick
@given(methods, st.floats(0.01, 1.2), betas, st.lists(st.floats(0, 1), min_size=3, max_size=8))
def test_no_mode_in_between_is_slower_than_the_rate(method, alpha, beta, positions):
    curvatures = 0.05 + 0.95 * np.array(positions)
    between = theory.spectral_radius(method, alpha, beta, curvatures)
    assert between.max() <= theory.rate(method, alpha, beta, 0.05, 1.0) + 1e-7


@quick
@given(methods, st.floats(1.5, 5000), st.floats(0.1, 10))
def test_the_best_tuning_has_the_rate_it_promises_and_no_neighbour_has_a_better_one(method, kappa, mu):
    best = theory.best_tuning(method, mu, kappa * mu)
    assert theory.rate(method, best.alpha, best.beta, mu, kappa * mu) == pytest.approx(best.rate, abs=1e-6)
    alpha = best.alpha * np.array([0.8, 0.95, 0.99, 1, 1.01, 1.05, 1.2])[:, None]
    beta = np.clip(best.beta + np.array([-0.2, -0.03, -0.005, 0, 0.005, 0.03, 0.2]), 0, 0.9999)
    assert theory.rate(method, alpha, beta, mu, kappa * mu).min() >= best.rate - 1e-6


@quick
@given(methods, st.floats(1.5, 5000))
def test_the_best_momentum_at_one_over_L_is_best_there(method, kappa):
    best = theory.best_momentum(method, 1.0, kappa)
    assert best.alpha == pytest.approx(1 / kappa)
    assert theory.rate(method, best.alpha, best.beta, 1.0, kappa) == pytest.approx(best.rate, abs=1e-6)
    assert theory.rate(method, best.alpha, np.linspace(0, 0.9999, 500), 1.0, kappa).min() >= best.rate - 1e-6


@pytest.mark.parametrize(
    "kappa, expected",
    [(10, (0.8182, 0.5195, 0.6408)), (100, (0.9802, 0.8182, 0.8847)), (1000, (0.9980, 0.9387, 0.9635))],
)
def test_the_best_rates_are_those_of_the_literature(kappa, expected):
    rates = [theory.best_tuning(method, 1, kappa).rate for method in theory.METHODS]
    assert rates == pytest.approx(expected, abs=5e-5)


@settings(max_examples=20, deadline=None)
@given(methods, st.floats(3, 60), st.lists(st.floats(0, 1), min_size=1, max_size=5), st.integers(0, 1000))
def test_on_random_spectra_the_best_tuning_shrinks_the_distance_at_its_rate(method, kappa, positions, seed):
    curvatures = np.array([1.0, kappa, *(1 + (kappa - 1) * np.array(positions))])
    rotation = np.linalg.qr(np.random.default_rng(seed).standard_normal((len(curvatures),) * 2))[0]
    bowl = objectives.quadratic(curvatures, rotation)
    best = theory.best_tuning(method, 1.0, kappa)
    path = descend(RULES[method], bowl, alpha=best.alpha, beta=best.beta, steps=3000)
    distance = bowl.distance(path.theta)
    last = np.flatnonzero(distance > 1e-10)[-1]
    assume(last > 60)
    seen = (distance[last] / distance[last // 2]) ** (1 / (last - last // 2))
    assert seen <= best.rate + 0.02


@quick
@given(st.floats(1, 1e6))
def test_no_tuning_beats_the_lower_bound(kappa):
    bound = theory.lower_bound_rate(1.0, kappa)
    rates = [theory.best_tuning(method, 1.0, kappa).rate for method in theory.METHODS]
    assert min(rates) >= bound
    assert rates[1] == pytest.approx(bound)


def test_no_method_beats_the_bound_of_the_worst_function_and_nag_keeps_its_promise():
    k = 20
    worst = objectives.nesterov_worst(k)
    R = np.linalg.norm(worst.minimiser)
    path = descend(nesterov_step, worst, alpha=1.0, beta=0.8, steps=k)
    assert path.loss[-1] - worst.minimum >= theory.worst_function_best(k)
    assert theory.worst_function_best(k) >= theory.worst_function_bound(k, R=R)
    descent = descend(gradient_descent_step, worst, alpha=1.0, steps=k)
    assert descent.loss[-1] - worst.minimum <= theory.gradient_descent_bound(k, R=R)


def test_the_best_on_the_worst_function_is_the_minimum_over_its_first_k_coordinates():
    k = 7
    worst = objectives.nesterov_worst(k, L=3.0)
    first = np.zeros(2 * k + 1)
    first[:k] = 1 - np.arange(1, k + 1) / (k + 1)
    assert worst.gradient(first)[:k] == pytest.approx(np.zeros(k))
    assert worst.value(first) - worst.minimum == pytest.approx(theory.worst_function_best(k, L=3.0))


@pytest.mark.parametrize("method", theory.METHODS)
def test_steps_to_agrees_with_a_run(method):
    best = theory.best_tuning(method, 1.0, 1.0 if method != "gradient descent" else 4.0)
    radius = theory.spectral_radius(method, 0.3, 0.0, 1.0)
    path = one_mode(method, 0.3, 0.0, steps=100)
    assert theory.steps_to(1e-4, radius) == settling_step(np.abs(path.theta[:, 0]), 1e-4)
    assert best.rate <= 1


def test_steps_to_is_infinite_without_convergence_and_one_when_one_step_suffices():
    assert theory.steps_to(1e-3, np.array([1.0, 1.5, 0.0])).tolist() == [np.inf, np.inf, 1.0]


def test_steps_per_decade_of_a_tenth_is_one_and_of_no_convergence_infinite():
    assert theory.steps_per_decade([0.1, 1.0]).tolist() == pytest.approx([1.0, np.inf])


@pytest.mark.parametrize("curvature", [0.25, 1.0, 4.0])
def test_the_ode_solution_satisfies_the_ode(curvature):
    h, t = 1e-3, np.array([0.5, 2.0, 7.0, 25.0])
    before, here, after = (theory.nesterov_ode(t + shift, curvature) for shift in (-h, 0, h))
    residual = (after - 2 * here + before) / h**2 + 3 / t * (after - before) / (2 * h) + curvature * here
    assert residual == pytest.approx(np.zeros(4), abs=1e-5)


def test_the_ode_solution_starts_at_one():
    assert theory.nesterov_ode(0.0) == 1.0
    assert theory.nesterov_ode(np.array([1e-7, 2e-6])) == pytest.approx([1.0, 1.0])


def test_functions_work_on_grids():
    alpha, beta = np.linspace(0.1, 1, 4)[:, None], np.linspace(0, 0.9, 5)
    assert theory.rate("NAG", alpha, beta, 0.1, 1.0).shape == (4, 5)
    assert theory.regime("momentum", alpha, beta, 1.0).shape == (4, 5)
    assert theory.iteration_matrix("NAG", alpha, beta, 1.0).shape == (4, 5, 2, 2)
    for method in theory.METHODS:
        for tuning in (theory.best_tuning(method, 0.1, [10.0, 100.0]), theory.best_momentum(method, [0.1, 0.01], 1.0)):
            assert [part.shape for part in tuning] == [(2,)] * 3


@pytest.mark.parametrize(
    "call, message",
    [
        (
            lambda: theory.rate("nag", 0.1, 0.9, 1, 2),
            "method must be one of 'gradient descent', 'momentum', 'NAG', got 'nag'",
        ),
        (lambda: theory.spectral_radius("NAG", -0.1, 0.9, 1), "alpha must be positive, got -0.1"),
        (lambda: theory.spectral_radius("NAG", 0.1, 1.0, 1), r"beta must be in \[0, 1\), got 1.0"),
        (lambda: theory.best_tuning("NAG", 3, 2), "mu must be at most L, got mu = 3.0 and L = 2.0"),
        (lambda: theory.steps_to(2.0, 0.5), "reduction must be between 0 and 1, got 2.0"),
        (lambda: theory.steps_to(0.1, -0.5), "rate must not be negative, got -0.5"),
        (lambda: theory.worst_function_bound(-1), "k must not be negative, got -1"),
        (lambda: theory.nesterov_ode(-1.0), "time must not be negative, got -1"),
    ],
)
def test_wrong_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()
