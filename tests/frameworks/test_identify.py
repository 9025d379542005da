"""`identify`: the method and settings of a black box, recovered from what it does."""

import copy
import importlib
import os
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from nag_helpers.frameworks import forms, identify, installed
from nag_helpers.optimizers import RULES, momentum_step, nesterov_step
from tests.frameworks.needs import needs

SETTINGS = {"alpha": st.floats(1e-4, 10), "beta": st.floats(0.05, 0.99)}
OTHER = "not a linear two-step method"


@settings(deadline=None, max_examples=40)
@given(**SETTINGS, length=st.floats(-1, 3), decay=st.sampled_from([0.0, 0.01]))
def test_a_step_that_looks_ahead_by_any_length_is_recovered(alpha, beta, length, decay):
    def step(theta, v, gradient, alpha, beta):
        v_new = beta * v + alpha * (gradient(theta - length * beta * v) + decay / alpha * (theta - length * beta * v))
        return theta - v_new, v_new

    found = identify(step, alpha=alpha, beta=beta)
    assert found.beta == pytest.approx(beta, rel=1e-8)
    assert found.alpha == pytest.approx(alpha, rel=1e-8)
    assert found.look_ahead == pytest.approx(length, abs=2e-6)
    assert found.weight_decay == ("L2" if decay else None)


@settings(deadline=None, max_examples=40)
@given(**SETTINGS, length=st.floats(-0.3, 2), inside=st.booleans())
def test_a_held_look_ahead_point_of_any_length_is_recovered(alpha, beta, length, inside):
    assume(abs(1 - length * (1 - beta)) > 0.05)  # there the buffer cancels out of the update: it is gradient descent

    def step(p, buffer, gradient, alpha, beta):
        outside, within = (1, alpha) if inside else (alpha, 1)
        g = within * gradient(p)
        buffer = beta * buffer + g
        return p - outside * ((1 - length) * buffer + length * (g + beta * buffer)), buffer

    found = identify(step, alpha=alpha, beta=beta)
    assert (found.alpha, found.beta) == (pytest.approx(alpha, rel=1e-8), pytest.approx(beta, rel=1e-8))
    assert found.look_ahead == pytest.approx(length, abs=2e-6)
    assert found.learning_rate_inside is inside


@pytest.mark.parametrize("name", RULES)
def test_each_rule_is_recognised(name):
    assert identify(RULES[name], alpha=0.02, beta=0.9).method == name


@pytest.mark.parametrize(
    ("step", "holds", "inside"),
    [
        (nesterov_step, "theta", True),
        (forms.two_sequence_step, "theta", True),
        (forms.sutskever_step, "theta", True),
        (forms.BENGIO, "theta", True),
        (forms.torch_step, "look-ahead", False),
        (forms.optax_step, "look-ahead", False),
        (forms.keras_step, "look-ahead", True),
        (forms.sklearn_step, "look-ahead", True),
    ],
)
def test_every_form_of_nag_is_nag_and_told_apart_by_what_it_holds(step, holds, inside):
    found = identify(step, alpha=0.02, beta=0.9)
    assert (found.method, found.holds, found.learning_rate_inside) == ("NAG", holds, inside), found.reason


@needs("torch")
def test_a_step_whose_first_argument_is_called_params_is_a_step_with_torch_imported_too():
    importlib.import_module("torch")
    assert identify(forms.optax_step, alpha=0.02, beta=0.9).method == "NAG"


def test_a_moving_average_of_gradients_is_nag_with_a_smaller_alpha():
    found = identify(forms.moving_average_step, alpha=0.02, beta=0.9)
    assert (found.method, found.alpha) == ("NAG", pytest.approx(0.002))


@pytest.mark.parametrize("step", [nesterov_step, momentum_step, forms.torch_step, forms.keras_step])
def test_decoupled_decay_is_told_with_its_strength(step):
    found = identify(forms.with_decoupled_decay(step, 0.3), alpha=0.02, beta=0.9)
    assert (found.weight_decay, found.decay, found.alpha) == ("decoupled", pytest.approx(0.3), pytest.approx(0.02))


def nag_of_its_own(start, alpha=0.1, beta=0.8):
    """Return a function from gradient to parameters that holds them, as torch does."""
    p, buffer = np.array(start), np.zeros_like(start)

    def update(gradient):
        nonlocal p, buffer
        buffer = beta * buffer + gradient
        p = p - alpha * (gradient + beta * buffer)
        return p

    return update


@pytest.mark.parametrize("start", [np.zeros(6), np.ones(1), np.array([3.0, -2.0]), 5.0])
def test_a_function_that_holds_its_own_parameters_is_identified(start):
    found = identify(nag_of_its_own(start))
    assert (found.method, found.alpha, found.beta) == ("NAG", pytest.approx(0.1), pytest.approx(0.8))


def test_a_function_that_makes_a_fresh_one_is_run_as_often_as_needed():
    assert identify(lambda: nag_of_its_own(np.zeros(2))).method == "NAG"


def test_a_function_of_parameters_gradient_and_state_is_identified():
    def sgd_momentum(w, dw, config=None):
        v = 0.8 * (np.zeros_like(w) if config is None else config["velocity"]) - 0.1 * dw
        return w + v, {"velocity": v}

    found = identify(sgd_momentum)
    assert (found.method, found.alpha, found.beta) == ("momentum", pytest.approx(0.1), pytest.approx(0.8))


def plain(change):
    """Return a function of parameters and gradient."""
    return lambda w, g: change(w, g)


NOISE = np.random.default_rng(0)


@pytest.mark.parametrize(
    ("box", "said"),
    [
        (plain(lambda w, g: w + 0.1 * g), "It climbs"),
        (plain(lambda w, g: 3 * w - 0.1 * g), "It diverges on every bowl"),
        (plain(lambda w, g: np.nan * w), "It diverges"),
        (plain(lambda w, g: 0.99 * w), "The gradient does not move it"),
        (plain(lambda w, g: w - 0.02 * np.mean(g)), "All its parameters move alike"),
        (plain(lambda w, g: w[:2]), r"parameters of shape (6,) and returned shape (2,)"),
        (plain(lambda w, g: (w - 0.1 * g).astype(np.float16)), "half precision"),
        (plain(lambda w, g: w - 0.1j * g), "complex numbers"),
        (plain(lambda w, g: "w"), "returned 'w' in the place of numbers"),
        (plain(lambda w, g: 1 / 0), "It raised ZeroDivisionError: division by zero"),
        (plain(lambda w, g: w - 0.1 * np.sign(g)), "the gradient's sign or divides by its size"),
        (
            plain(lambda w, g: w - 0.1 * np.clip(g, -0.1, 0.1)),
            "Half the gradient gives a first update of the same length",
        ),
        (
            plain(lambda w, g: w - 0.1 * np.clip(g, -3, 3)),
            "it is gradient descent with α = 0.1, β = 0: larger gradients are clipped",
        ),
        (plain(lambda w, g: w - 0.1 * g * np.abs(g).mean()), "not proportional to the gradients"),
        (plain(lambda w, g: w - 0.1 * (g + 0.3 * np.roll(g, 1))), "depends on the others"),
        (lambda theta, v, gradient, alpha, beta: theta, "must return theta and v"),
        (lambda theta, v, gradient, alpha, beta: (beta * v + alpha * gradient(theta), theta - v), "returns v first"),
        (
            lambda theta, v, gradient, alpha, beta: (theta - v, beta * v + alpha * gradient(theta)),
            "every gradient comes one late",
        ),
    ],
)
def test_odd_boxes_are_answered_in_a_sentence(box, said):
    assert said in identify(box).sentence


def test_a_rate_divided_by_the_gradients_size_is_named():
    trust = plain(lambda w, g: w - 1e-4 * np.linalg.norm(w) / np.linalg.norm(g) * g)
    assert "as LARS and D-Adaptation do" in identify(trust).sentence


def test_a_buffer_that_begins_in_another_way_is_named():
    def late_start(w, g, state):
        v, t = (0 * w, 0) if state is None else state
        v = 0.9 * v + 0.1 * g
        return w - (0.5 * v if t < 1 else v), (v, t + 1)

    assert "later ones, which are those of momentum with α = 0.1, β = 0.9" in identify(late_start).sentence


def test_noise_is_named():
    def noisy_step(theta, v, gradient, alpha, beta):
        return theta - alpha * gradient(theta) + NOISE.normal(scale=0.01, size=theta.shape), v

    assert "adds noise" in identify(noisy_step).sentence


def test_a_growing_momentum_is_named_with_its_numbers():
    class Growing:
        can_begin_again = True

        def begin(self, start):
            run = type("Run", (), {"drop": lambda self: False})()
            run.theta, run.before, run.t = start, start, 0

            def update(gradient):
                run.t += 1
                y = run.theta + run.t / (run.t + 3) * (run.theta - run.before)
                run.before, run.theta = run.theta, y - 0.1 * gradient(y)
                return run.theta

            run.update = update
            return run

    found = identify(Growing())
    assert found.method == OTHER
    assert (
        "its numbers change from update to update (α = 0.1, β = 0.5714 in update 4, α = 0.1, β = 0.8889 in update 24)"
        in found.sentence
    )


def test_two_velocities_are_named():
    def two(w, g, state):
        a, b = (0 * w, 0 * w) if state is None else state
        a, b = 0.5 * a + g, 0.9 * b + g
        return w - 0.02 * (a + b), (a, b)

    assert "more than one velocity" in identify(two).sentence


def test_what_departs_late_is_told_from_what():
    def dropping(w, g, state):
        v, t = (0 * w, 0) if state is None else state
        v = 0.9 * v + 0.1 * g
        return w - (v if t < 10 else 0.5 * v), (v, t + 1)

    found = identify(dropping)
    assert found.departs == 11
    assert "Up to update 10 it is momentum with α = 0.1, β = 0.9" in found.sentence


def test_single_precision_is_said_and_told_to_four_digits():
    def single(w, g, state):
        v = np.float32(0.9) * (0 * w.astype("f") if state is None else state) + np.float32(0.1) * g.astype("f")
        return w.astype("f") - v, v

    found = identify(single)
    assert (found.method, found.beta) == ("momentum", pytest.approx(0.9, rel=1e-3))
    assert "All is told to four digits" in found.sentence


def test_seeds_stay_as_they_were():
    np.random.seed(5)
    expected = copy.deepcopy(np.random.get_state()[1])
    identify(plain(lambda w, g: w - 0.1 * g + np.random.normal(size=6)))
    np.testing.assert_array_equal(np.random.get_state()[1], expected)


@pytest.mark.parametrize("step", [nesterov_step, forms.adam()])
def test_the_picture_has_words_for_what_it_shows(step):
    found = identify(step, alpha=0.02, beta=0.9)
    assert found.sentence in found.picture().alt


def test_what_could_not_be_run_has_no_picture():
    with pytest.raises(ValueError, match="must have been measured"):
        identify(plain(lambda w, g: "w")).picture()


# the packages


@needs("torch")
@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"momentum": 0.9, "nesterov": True}, ("NAG", 0.02, 0.9, 1, "look-ahead", False, None)),
        ({"momentum": 0.9}, ("momentum", 0.02, 0.9, 0, "theta", False, None)),
        ({}, ("gradient descent", 0.02, 0, None, "theta", None, None)),
        ({"momentum": 0.9, "dampening": 0.9}, ("momentum", 0.002, 0.9, 0, "theta", False, None)),
        ({"momentum": 0.9, "nesterov": True, "maximize": True}, ("NAG", -0.02, 0.9, 1, "look-ahead", False, None)),
        ({"momentum": 0.9, "nesterov": True, "weight_decay": 5e-4}, ("NAG", 0.02, 0.9, 1, "look-ahead", False, "L2")),
        ({"momentum": 0.9, "weight_decay": 5e-4}, ("momentum", 0.02, 0.9, 0, "theta", False, "L2")),
        ({"momentum": 0.9, "nesterov": True, "foreach": True}, ("NAG", 0.02, 0.9, 1, "look-ahead", False, None)),
    ],
)
def test_every_flag_of_torchs_sgd(given, expected):
    import torch

    check(identify(torch.optim.SGD, lr=0.02, **given), *expected)


def check(found, method, alpha, beta, look_ahead, holds, inside, weight_decay):
    assert (found.method, found.look_ahead, found.holds, found.learning_rate_inside) == (
        method,
        look_ahead,
        holds,
        inside,
    )
    assert (found.alpha, found.beta, found.weight_decay) == (pytest.approx(alpha), pytest.approx(beta), weight_decay)


@needs("torch")
def test_a_torch_optimiser_in_use_is_read_and_left_alone():
    import torch

    p = torch.nn.Parameter(torch.ones(3))
    optimizer = torch.optim.SGD([p], lr=torch.tensor(0.5), momentum=0.9, nesterov=True)
    before, seed = copy.deepcopy(optimizer.state_dict()), torch.get_rng_state()
    check(identify(optimizer), "NAG", 0.5, 0.9, 1, "look-ahead", False, None)
    assert optimizer.state_dict() == before
    assert torch.equal(p, torch.ones(3))
    assert torch.equal(torch.get_rng_state(), seed)


@needs("torch")
def test_torchs_adam_and_muon_are_no_two_step_methods():
    import torch

    assert [identify(kind).method for kind in (torch.optim.Adam, torch.optim.Muon)] == [OTHER, OTHER]


@needs("torch")
def test_a_setting_that_torch_does_not_know_is_said():
    import torch

    assert "unexpected keyword argument 'nestorov'" in identify(torch.optim.SGD, lr=0.02, nestorov=True).sentence


@needs("jax", "optax")
@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"momentum": 0.9, "nesterov": True}, ("NAG", 0.02, 0.9, 1, "look-ahead", False, None)),
        ({"momentum": 0.9}, ("momentum", 0.02, 0.9, 0, "theta", False, None)),
        ({}, ("gradient descent", 0.02, 0, None, "theta", None, None)),
    ],
)
def test_every_flag_of_optaxs_sgd(given, expected):
    import optax

    check(identify(optax.sgd, learning_rate=0.02, **given), *expected)


@needs("jax", "optax")
def test_optaxs_three_places_for_decay_are_told_apart():
    import optax

    decay, trace = optax.add_decayed_weights(0.1), optax.trace(0.9, nesterov=True)
    places = [(decay, trace, optax.scale(-0.02)), (trace, decay, optax.scale(-0.02))]
    assert [identify(optax.chain(*parts)).weight_decay for parts in places] == ["L2", "decoupled"]


@needs("jax", "optax")
def test_jax_is_left_in_single_precision():
    import jax
    import optax

    with jax.enable_x64(False):
        identify(optax.sgd, learning_rate=0.02, momentum=0.9)
        assert jax.numpy.ones(1).dtype == "float32"


@needs("jax")
def test_the_triples_of_jax_are_identified():
    pytest.importorskip("jax")
    from jax.example_libraries import optimizers

    check(identify(optimizers.nesterov, step_size=0.02, mass=0.9), "NAG", 0.02, 0.9, 1, "look-ahead", False, None)


@needs("keras", "jax")
@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"momentum": 0.9, "nesterov": True}, ("NAG", 0.02, 0.9, 1, "look-ahead", True, None)),
        ({"momentum": 0.9}, ("momentum", 0.02, 0.9, 0, "theta", True, None)),
        ({}, ("gradient descent", 0.02, 0, None, "theta", None, None)),
        (
            {"momentum": 0.9, "nesterov": True, "weight_decay": 0.1},
            ("NAG", 0.02, 0.9, 1, "look-ahead", True, "decoupled"),
        ),
    ],
)
def test_every_flag_of_kerass_sgd_given_as_class_and_as_optimiser(given, expected):
    keras = installed.import_keras()
    before = keras.config.floatx()
    check(identify(keras.optimizers.SGD, learning_rate=0.02, **given), *expected)
    check(identify(keras.optimizers.SGD(learning_rate=0.02, **given)), *expected)
    assert keras.config.floatx() == before


@needs("scikit-learn")
@pytest.mark.parametrize(("nesterov", "method", "holds"), [(True, "NAG", "look-ahead"), (False, "momentum", "theta")])
def test_the_optimiser_of_scikit_learns_networks(nesterov, method, holds):
    from sklearn.neural_network._stochastic_optimizers import SGDOptimizer

    found = identify(SGDOptimizer, learning_rate_init=0.02, momentum=0.9, nesterov=nesterov)
    check(found, method, 0.02, 0.9, float(nesterov), holds, True, None)


# the terminal


def from_terminal(*arguments):
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", "nag_helpers.frameworks.identify", *arguments],
        capture_output=True, text=True, encoding="utf-8", env=environment, check=False,
    )  # fmt: skip


def test_the_terminal_says_what_a_step_of_ours_is():
    done = from_terminal("nag_helpers.optimizers:nesterov_step", "alpha=0.02", "beta=0.9")
    assert done.stdout.startswith("This is NAG with α = 0.02, β = 0.9.")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "usage:"),
        (["torch.optim.SGD"], "must be written MODULE:NAME"),
        (["nag_helpers.no:SGD"], "the module must be installed"),
        (["nag_helpers.optimizers:no_step"], "the name must be one in nag_helpers.optimizers"),
        (["nag_helpers.optimizers:nesterov_step", "alpha"], "must be written NAME=VALUE"),
        (["nag_helpers.optimizers:nesterov_step", "lr=1"], "settings of a step must be alpha and beta, got lr"),
    ],
)
def test_a_wrong_word_in_the_terminal_is_answered_in_a_line(arguments, said, capsys):
    from nag_helpers.frameworks.identify.__main__ import main

    assert main(arguments) == 2
    assert said in "".join(capsys.readouterr())
