"""Controls and handles without a page: what a number that is typed sets, and what keys move."""

import pytest
from matplotlib.figure import Figure

from nag_helpers import explorers
from nag_helpers.explorers import controls
from nag_helpers.explorers.handles import Handle

WHOLE = controls.whole_slider("updates", 10, 0, 100)
PLAIN = controls.slider("beta", 0.5, 0.0, 0.9, 0.1)
LOG = controls.log_slider("alpha", 0.01, 0.001, 1.0)


@pytest.mark.parametrize(
    ("control", "said", "meant"),
    [(WHOLE, 36.6, 37), (WHOLE, 36.4, 36), (PLAIN, 0.4321, 0.4321), (LOG, 0.012345, 0.012345)],
)
def test_a_typed_number_is_taken_as_it_is_and_a_counter_takes_the_nearest_whole_one(control, said, meant):
    assert controls.typed(control, said) == meant


@pytest.mark.parametrize(
    ("control", "low", "high"), [(WHOLE, 0, 100), (PLAIN, 0.0, 0.9), (LOG, pytest.approx(0.001), pytest.approx(1.0))]
)
def test_a_typed_number_beyond_the_ends_is_the_end(control, low, high):
    assert (controls.typed(control, -7), controls.typed(control, 700)) == (low, high)


def moved(handle, right=0, up=0):
    """Return what the keys set, of two controls that stand at 10 and 20."""
    both = {"across": controls.whole_slider("across", 10, 0, 100), "up": controls.whole_slider("up", 20, 0, 100)}
    return handle.stepped(both, {"across": 10, "up": 20}, right, up)


@pytest.mark.parametrize("keys", [{"right": 1}, {"up": 1}])
def test_a_handle_of_one_control_goes_by_the_keys_of_both_directions(keys):
    ax = Figure().subplots()
    assert moved(Handle("x", ax, x="across"), **keys) == {"across": 11}
    assert moved(Handle("y", ax, y="up"), **keys) == {"up": 21}


def test_a_handle_of_two_controls_moves_each_by_its_own_keys():
    handle = Handle("point", Figure().subplots(), x="across", y="up")
    assert moved(handle, right=-1) == {"across": 9}
    assert moved(handle, up=2) == {"up": 22}


def test_what_the_way_back_left_does_not_come_back_late_from_a_slow_page():
    explorer = explorers.StepSizeExplorer()
    beginning, slider = explorer.values, explorer.controls["alpha"]
    slider.value = 0.5
    explorer.go_back()
    slider.value = 0.5  # the page's own slider, still telling where it stood
    assert explorer.values == beginning


@pytest.mark.parametrize(
    "press",
    [
        lambda explorer: explorer.go_back(),
        lambda explorer: explorer.choose("from rest"),
        lambda explorer: explorer.controls["back"].click(),
        lambda explorer: explorer.controls["forward"].click(),
    ],
    ids=["back to the beginning", "preset", "one step back", "one step forward"],
)
def test_another_button_stops_what_plays(press):
    explorer = explorers.AnatomyExplorer()
    explorer.controls["play"].playing = True
    press(explorer)
    assert not explorer.controls["play"].playing
