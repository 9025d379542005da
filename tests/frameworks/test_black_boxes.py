"""What `identify` says of fifty black boxes, some of them from public reports of faults."""

import inspect

import pytest

from nag_helpers.frameworks import identify
from tests.frameworks import black_boxes as boxes

#: method, alpha, beta, length of the look-ahead
LINEAR = {
    boxes.paddle_before_12231: ("another look-ahead", -0.016, 0.9, -1.25),
    boxes.paddle_after_12231: ("NAG", 0.02, 0.9, 1),
    boxes.mxnet_pseudocode_of_16053: ("another look-ahead", 0.8138, 0.9, -0.7758 / 0.73242),
    boxes.mxnet_repaired: ("NAG", 0.02, 0.9, 1),
    boxes.shampoo_of_1711: ("momentum", 0.038, 0.81, 0),
    boxes.mlx_first_proposal_of_87: ("momentum", 0.002, 0.99, 0),
    boxes.mlx_today: ("NAG", 0.02, 0.9, 1),
    boxes.simd_neuralnet_of_17: ("momentum", 0.038, 0.9, 0),
    boxes.sgdlibrary_of_8: ("momentum", 0.02, 0.9, 0),
    boxes.playbook_of_7: ("another look-ahead", -0.082, 0.9, 1 / 0.082),
    boxes.pytorch_proposal_of_5920: ("momentum", 0.038, 0.9, 0),
    boxes.pytorch_dampening: ("momentum", 0.002, 0.9, 0),
    boxes.muon_without_its_flag: ("gradient descent", 0.02, 0, None),
    boxes.adan_of_1715: ("another look-ahead", 0.002, 0.9, 1 / 9),
    boxes.bitsandbytes_of_2085: ("momentum", 0.02, 0.9, 0),
    boxes.udlbook_of_149: ("another look-ahead", 0.002, 0.9, 1 / 0.9),
    boxes.course: ("NAG", 0.02, 0.9, 1),
    boxes.two_sequences: ("NAG", 0.02, 0.9, 1),
    boxes.old_velocity: ("another look-ahead", 0.02, 0.9, -1 / 0.9),
    boxes.no_brackets: ("another look-ahead", 0.02, 0.9, 1 / 0.9),
    boxes.backwards: ("another look-ahead", 0.02, 0.9, -1),
    boxes.alpha_outside_but_not_in_the_look_ahead: ("another look-ahead", 0.02, 0.9, 50),
    boxes.quasi_hyperbolic: ("another look-ahead", 0.002, 0.9, 3),
    boxes.optimistic: ("another look-ahead", 0.02, 0, None),
    boxes.two_gradients: ("another look-ahead", 0.02, 0.9, 0.5),
    boxes.late: ("another look-ahead", 0.02, 0.9, -1 / 0.9),
    boxes.aggregated: ("another look-ahead", 0.011, 0.9, 0.01 / 0.011),
    boxes.negated: ("NAG", 0.02, 0.9, 1),
    boxes.held_ahead: ("NAG", 0.02, 0.9, 1),
    boxes.states_of_two: ("NAG", 0.02, 0.9, 1),
    boxes.in_lists: ("NAG", 0.02, 0.9, 1),
    boxes.averaged: ("NAG", 0.002, 0.9, 1),
    boxes.writes_where_it_stands: ("NAG", 0.02, 0.9, 1),
    boxes.dampened: ("another look-ahead", 0.0038, 0.9, 0.02 / 0.0038),
    boxes.gradient_twice: ("another look-ahead", 0.022, 0.9, 0.04 / 0.022),
    boxes.alpha_twice: ("another look-ahead", 0.0004, 0.9, 50),
    boxes.alpha_twice_held_ahead: ("NAG", 0.0004, 0.9, 1),
    boxes.beta_twice: ("another look-ahead", 0.02, 0.81, 1 / 0.9),
    boxes.exchanged: ("NAG", 0.9, 0.02, 1),
    boxes.deaf: ("NAG", 0.02, 0.9, 1),
}
OTHERS = {
    boxes.unbiased: "its numbers change from update to update",
    boxes.growing: "its numbers change from update to update",
    boxes.sign_of_momentum: "takes the gradient's sign",
    boxes.older_gradient: "or uses an old gradient",
    boxes.reset_every_five: "on some updates only (α = 0.02, β = 0.9 in update 4, α = 0.038, β = 0 in update 6): a reset",
    boxes.ahead_every_other_time: "on some updates only (α = 0, β = 1 in update 4, α = 0.038, β = 0.81 in update 5)",
    boxes.clipped: "it is NAG with α = 0.02, β = 0.9: larger gradients are clipped",
    boxes.velocity_clipped: "it is NAG with α = 0.02, β = 0.9: larger gradients are clipped",
    boxes.alone_with_noise: "Update 6 is the first that shows it.",
    boxes.alone_and_reset: "Update 6 is the first that shows it.",
}


def identified(box):
    takes_settings = len(inspect.signature(box).parameters) == 5
    return identify(box, **({"alpha": boxes.ALPHA, "beta": boxes.BETA} if takes_settings else {}))


@pytest.mark.parametrize("box", LINEAR, ids=lambda box: box.__name__)
def test_a_linear_black_box_is_named_with_its_settings(box):
    method, alpha, beta, length = LINEAR[box]
    found = identified(box)
    assert (found.method, found.alpha, found.beta) == (method, pytest.approx(alpha), pytest.approx(beta, abs=1e-9))
    assert found.look_ahead == (None if length is None else pytest.approx(length, abs=1e-5))


@pytest.mark.parametrize("box", OTHERS, ids=lambda box: box.__name__)
def test_another_black_box_is_told_why_it_is_none(box):
    assert OTHERS[box] in identified(box).sentence


def test_the_fault_of_shampoo_is_told_in_a_sentence():
    said = "This is classical momentum with α = 0.038, β = 0.81: it does not look ahead."
    assert identified(boxes.shampoo_of_1711).sentence.startswith(said)


@pytest.mark.parametrize("box", [boxes.older_gradient, boxes.alone_with_noise, boxes.alone_and_reset])
def test_what_too_few_updates_show_is_not_said(box):
    assert "Up to update" not in identified(box).sentence


def test_what_cannot_be_begun_again_is_not_called_linear():
    said = identify(boxes.clipped()).sentence
    assert "linear, but" not in said
    assert "or gradients that are clipped" in said


def test_a_setting_without_effect_is_named():
    assert "that setting has no effect" in identify(boxes.deaf, alpha=0.05, beta=0.5).sentence


def test_a_learning_rate_that_enters_twice_belongs_to_neither_camp():
    assert "the rate enters in another way" in identified(boxes.alpha_twice).sentence
