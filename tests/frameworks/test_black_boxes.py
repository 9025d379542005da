"""What `identify` says of thirty black boxes, half of them from public reports of faults."""

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
}
OTHERS = {
    boxes.unbiased: "its numbers change from update to update",
    boxes.growing: "its numbers change from update to update",
    boxes.sign_of_momentum: "takes the gradient's sign",
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
