"""Draw it first: what was measured lies over what was drawn, and the gap is said in words."""

import numpy as np
import pytest

from nag_helpers import plots
from nag_helpers.explorers import CloudDrawing, CurveDrawing, PathDrawing
from nag_helpers.explorers.drawing import MOVED_ON

FALLING = 50.5 * 0.9 ** np.arange(101)
WALK = np.array([(1.0, 1.0), (0.9, -0.8), (0.8, 0.6), (0.7, -0.4), (0.6, 0.2), (0.5, 0.1), (0.4, 0.0)])
EVERY = [(CurveDrawing, FALLING), (PathDrawing, WALK), (CloudDrawing, np.linspace(0.2, 0.8, 10))]


@pytest.mark.parametrize(("kind", "measured"), EVERY)
def test_before_it_is_measured_nothing_but_the_drawing_is_seen_and_said(kind, measured):
    drawing = kind()
    assert "run the next cell" in drawing.description
    assert len(drawing._measured.get_xdata()) == 0


@pytest.mark.parametrize(("kind", "measured"), EVERY)
def test_who_drew_nothing_is_shown_what_was_measured(kind, measured):
    drawing = kind()
    assert drawing.compare(measured) is drawing
    assert drawing.description.startswith("You have drawn nothing: that is what was measured.")
    assert len(drawing._measured.get_xdata()) > 0


@pytest.mark.parametrize(("kind", "measured"), EVERY)
def test_the_drawing_moves_to_where_it_is_compared(kind, measured):
    drawing = kind()
    where_it_stood = drawing._view
    drawing.compare(measured)
    assert [line.value for line in where_it_stood.children] == [MOVED_ON]
    assert drawing._view is not where_it_stood and drawing.picture in drawing._view.children


def test_a_curve_that_nobody_drew_is_not_shown_as_drawn():
    drawing = CurveDrawing()
    drawing.compare(FALLING)
    assert len(drawing._drawn.get_xdata()) == len(drawing._gaps.get_xdata()) == 0
    drawing.set(at_20=20)
    assert len(drawing._drawn.get_xdata()) == 6


def test_a_band_that_nobody_drew_is_not_shown_as_drawn():
    drawing = CloudDrawing()
    drawing.compare(np.linspace(0.2, 0.8, 10))
    assert not drawing._band.get_visible()
    drawing.set(to_here=0.7)
    assert drawing._band.get_visible()


@pytest.mark.parametrize(("kind", "measured"), EVERY)
def test_every_handle_is_a_slider_with_a_name(kind, measured):
    drawing = kind()
    handles = drawing.picture.frame["handles"]
    assert len({handle["name"] for handle in handles}) == len(handles) == (2 if kind is CloudDrawing else 5)
    for i, handle in enumerate(handles):
        wish = {"kind": "step", "handle": i, "right": 3, "up": 0}
        drawing.picture._handle_custom_msg({"token": str(i), "wishes": [wish]}, [])
        assert drawing.picture.frame["handles"][i]["text"] != handle["text"]


def test_the_widest_gap_of_a_curve_is_said_as_a_ratio():
    drawing = CurveDrawing()
    drawing.set(**{f"at_{t}": FALLING[t] * (10 if t == 60 else 1) for t in (20, 40, 60, 80, 100)})
    said = drawing.compare(FALLING).description
    assert said.startswith("The gap is widest at update 60: you drew 0.907, it was 0.0907, 10 times less.")
    assert "off by a factor of 1.6 on average" in said


def test_a_curve_that_rises_where_the_drawing_falls_is_said_to_rise():
    drawing = CurveDrawing()
    drawing.set(at_20=20, at_40=10, at_60=5, at_80=2, at_100=1)
    swinging = FALLING * np.where(np.arange(101) % 2, 1.5, 1)
    assert drawing.compare(swinging).description.endswith("Yours falls all the way; the measured one rises in between.")
    assert "falls all the way" not in drawing.compare(FALLING).description


def test_a_curve_beyond_all_limits_is_said_and_drawn_at_the_edge():
    drawing = CurveDrawing()
    drawing.set(at_20=1)
    flying = np.where(np.arange(101) > 50, np.nan, 1.0)
    assert drawing.compare(flying).description.startswith("It was beyond all limits at update 60, where you drew 50.5.")
    assert drawing._measured.get_ydata().max() == drawing.high


def test_a_curve_on_a_plain_axis_is_compared_by_difference():
    drawing = CurveDrawing(start=1.0, low=-1.5, high=1.5, log=False, updates=10, what="position")
    drawing.set(at_2=0.0, at_4=0.0, at_6=0.0, at_8=0.0, at_10=0.0)
    measured = np.where(np.arange(11) == 4, -0.6, 0.0)
    assert "you drew 0, it was −0.6, 0.6 less." in drawing.compare(measured).description


def test_a_measured_curve_has_the_colour_of_its_method():
    colours = {method: CurveDrawing(method=method)._measured.get_color() for method in ("NAG", "momentum")}
    assert colours == {method: plots.STYLES[method]["color"] for method in colours}


def test_the_widest_gap_of_a_walk_is_said_and_how_often_each_crosses_the_floor():
    drawing = PathDrawing()
    places = {f"{name}_{k}": WALK[k, axis] for k in range(1, 6) for axis, name in enumerate(("along", "across"))}
    drawing.set(**places | {"across_2": -0.4})
    said = drawing.compare(WALK).description
    assert (
        "The gap is widest after 2 updates: you drew (0.800, −0.400), the walk was at (0.800, 0.600), 1 away." in said
    )
    assert said.endswith("Your walk crosses the floor twice, the measured one 4 times.")


def test_a_walk_that_flies_away_is_drawn_and_said():
    drawing = PathDrawing()
    drawing.set(across_1=0.0)
    gone = WALK.copy()
    gone[3:] = np.nan
    assert "beyond all limits" in drawing.compare(gone).description


def test_of_a_cloud_it_is_said_how_many_lie_in_the_band_and_how_wide_it_is():
    drawing = CloudDrawing()
    drawing.set(from_here=0.55, to_here=0.45)
    said = drawing.compare(np.linspace(0.1, 0.9, 9)).description
    assert "from 0.45 to 0.55: 1 of 9 lie there. Four of five lie from 0.18 to 0.82." in said
    assert said.endswith("Your band is 6.4 times narrower than the cloud.")


def test_who_drew_no_band_reads_the_clouds_in_numbers():
    said = CloudDrawing().compare(np.linspace(0.1, 0.9, 9)).description
    assert said == "You have drawn nothing: that is what was measured. Four of five lie from 0.18 to 0.82."


def test_a_drawing_can_be_changed_after_it_was_compared():
    drawing = CurveDrawing()
    drawing.compare(FALLING)
    drawing.set(**{f"at_{t}": FALLING[t] for t in (20, 40, 60, 80, 100)})
    assert "off by a factor of 1 on average" in drawing.description


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: CurveDrawing().compare(FALLING[:9]), "measured must have a number for each update from 0 to 100"),
        (lambda: PathDrawing().compare(WALK[:3]), "measured must be a walk"),
        (lambda: CloudDrawing().compare([]), "measured must have a number for each seed"),
        (lambda: CurveDrawing(updates=2), "updates must be a whole number of at least 5, got 2"),
        (lambda: CurveDrawing(low=0), "low and high must be two rising numbers"),
        (lambda: CurveDrawing(start=1e9), "start must be a number from"),
        (lambda: CurveDrawing(method="mine"), "method must be one of"),
        (lambda: PathDrawing(start=(1, 2, 3)), "start must"),
        (lambda: CloudDrawing(low=1, high=1), "low and high must be two rising numbers"),
        (lambda: CloudDrawing(method="mine"), "method must be one of"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(call, said):
    with pytest.raises(ValueError, match=said):
        call()
