"""Every explorer: controls move the picture and the words, nothing raises or warns, and no two share anything."""

import base64
import concurrent.futures
import functools
import gc
import io
import re
import sys
import types
import warnings

import ipywidgets as widgets
import numpy as np
import pytest
from matplotlib.axes import Axes
from PIL import Image

from nag_helpers import explorers, png
from nag_helpers.explorers import controls
from nag_helpers.explorers.session import send_to_sleep

EXPLORERS = [getattr(explorers, name) for name in explorers.__all__]
RANDOM_SETTINGS = 1000 // len(EXPLORERS)  # for each explorer: a thousand in all
FEWER = {"TrainingExplorer": 15, "RestartExplorer": 60}  # each of these is a training, or a long run
SMALLEST_PICTURE, LARGEST_PICTURE = 1_000, 45_000  # bytes


@pytest.fixture(autouse=True)
def _every_warning_is_an_error():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


@pytest.fixture(params=EXPLORERS, ids=lambda kind: kind.__name__)
def kind(request):
    return request.param


one_of = functools.cache(lambda kind: kind())


@pytest.fixture
def explorer(kind):
    """One of each kind for all tests that may find it in any state; awake, and drawn anew."""
    one = one_of(kind)
    one.refresh()
    return one


def some_values(widget, rng=None):
    """Values that a control can take: its ends and a few between, or one at random."""
    if isinstance(widget, widgets.Checkbox):
        values = [False, True]
    elif hasattr(widget, "options"):
        values = [option[1] if isinstance(option, tuple) else option for option in widget.options]
    elif isinstance(widget, widgets.FloatLogSlider):
        values = list(widget.base ** np.linspace(widget.min, widget.max, 9))
    elif isinstance(widget.value, int):
        values = sorted({int(v) for v in np.linspace(widget.min, widget.max, 9)})
    else:
        values = list(np.linspace(widget.min, widget.max, 9))
    if rng is None:
        return values
    if isinstance(widget, widgets.FloatSlider) and rng.random() < 0.7:
        return float(rng.uniform(widget.min, widget.max))
    return values[rng.integers(len(values))]


def play_on(explorer):
    """Bring every Play to its middle: an explorer may begin anew when it is set otherwise."""
    for control in explorer.controls.values():
        if isinstance(control, widgets.Play):
            control.value = (control.min + control.max) // 2


def test_every_setting_moves_the_picture_and_the_words(explorer):
    for name in explorer.values:
        seen_at_once, seen_after_playing = set(), set()
        before = explorer.values
        values = some_values(explorer.controls[name])
        for value in values[:: (len(values) - 1) // 2 or 1]:  # the ends and the middle
            explorer.controls[name].value = value
            seen_at_once.add((explorer.picture.png, explorer.description))
            play_on(explorer)
            seen_after_playing.add((explorer.picture.png, explorer.description))
        for i, what in enumerate(("picture", "words")):
            assert any(len({pair[i] for pair in seen}) > 1 for seen in (seen_at_once, seen_after_playing)), (
                f"{name} does not move the {what}"
            )
        explorer.set(**before)


def levels(explorer):
    """Return red, green and blue of the picture, shape (height, width, 3)."""
    return np.asarray(Image.open(io.BytesIO(explorer.picture.png)).convert("RGB")).astype(int)


@pytest.mark.parametrize("kind", [explorers.OvershootExplorer, explorers.RaceExplorer, explorers.RootsExplorer])
def test_the_last_setting_leaves_a_ghost(explorer):
    name = next(name for name in explorer.values if name not in explorer.redraw_on)
    first, *_, last = some_values(explorer.controls[name])
    explorer.set(**{name: last})
    explorer.refresh()
    before = levels(explorer)
    explorer.set(**{name: first})
    moved = levels(explorer)
    explorer.refresh()  # drawn anew, as if nothing had been before
    anew = levels(explorer)
    left = np.abs(before - anew).max(axis=-1) > 60
    assert (np.abs(moved - anew).max(axis=-1) > 15)[
        left
    ].mean() > 0.05  # of a run that leaves the picture there is little


def test_every_button_answers(kind):
    explorer = kind()
    for name, control in explorer.controls.items():
        if isinstance(control, widgets.Button) and not control.disabled:
            before = explorer.picture.png, explorer.description
            control.click()
            assert (explorer.picture.png, explorer.description) != before, f"{name} does nothing"


def test_play_counts_a_control_up(explorer):
    for control in explorer.controls.values():
        if isinstance(control, widgets.Play):
            control.value = control.min
            seen = explorer.description
            control.value = control.max
            assert explorer.description != seen


def test_same_settings_give_the_same_picture_and_words(kind):
    explorer = kind()
    before, picture, words = explorer.values, explorer.picture.png, explorer.description
    for name in before:
        explorer.controls[name].value = some_values(explorer.controls[name])[0]
    explorer.set(**before)
    explorer.refresh()
    assert explorer.description == words
    assert explorer.picture.png == picture


def test_two_explorers_share_nothing(kind):
    one, other = kind(), one_of(kind)
    assert not {id(w) for w in one.controls.values()} & {id(w) for w in other.controls.values()}
    other.refresh()
    before = other.values, other.picture.png, other.description
    rng = np.random.default_rng(1)
    for name in one.values:
        one.controls[name].value = some_values(one.controls[name], rng)
    other.refresh()
    assert (other.values, other.picture.png, other.description) == before


def test_no_random_setting_raises_warns_or_is_told_in_broken_numbers(kind, monkeypatch):
    monkeypatch.setattr(
        png.Backdrop, "encode", lambda backdrop, dark=False: b""
    )  # all but the last hundredth of a second of a real update
    explorer = kind()
    rng = np.random.default_rng(0)
    slow = set(explorer.redraw_on)
    for i in range(FEWER.get(kind.__name__, RANDOM_SETTINGS)):
        moved = [name for name in explorer.values if (i % 25 == 0 if name in slow else rng.random() < 0.6)]
        for names in (slow.intersection(moved), [name for name in moved if name not in slow]):  # slow ones set limits
            explorer.set(**{name: some_values(explorer.controls[name], rng) for name in sorted(names)})
        assert explorer.description
        assert not re.search(r"\b(nan|inf|None)\b|array\(", explorer.description), explorer.description


def test_coming_to_rest_in_each_room_raises_nothing_and_has_a_picture_of_its_size(kind):
    explorer = kind()
    sizes = explorer.sizes
    rng = np.random.default_rng(5)
    for i, size in enumerate([*sizes] * 2):
        explorer.set(
            **{
                name: some_values(explorer.controls[name], rng)
                for name in explorer.values
                if i == 0 or name not in explorer.redraw_on
            }
        )
        ratio = 1 + i // 2 / 2
        wish = {"kind": "rest", "ratio": ratio, "size": size, "dark": i % 2 == 1}
        explorer.picture._handle_custom_msg({"token": str(i), "wishes": [wish]}, [])  # as the page sends it
        frame = explorer.picture.frame
        assert (frame["rest"], frame["token"], frame["size"]) == (True, str(i), size)
        assert Image.open(io.BytesIO(explorer.picture.png)).size == tuple(
            round(100 * ratio * side) for side in sizes[size]
        )


def test_display_bundle_is_live_still_and_spoken(explorer):
    explorer.back.click()  # as notebooks are saved
    if explorer.whole:
        explorer.set(**{explorer.whole: explorer.controls[explorer.whole].max})
    explorer.refresh()
    data, metadata = explorer._repr_mimebundle_()
    assert set(data) == {"text/plain", "text/html", "image/png", "application/vnd.jupyter.widget-view+json"}
    assert data["text/plain"] == metadata["image/png"]["alt"] == explorer.description
    still = base64.b64decode(data["image/png"])
    assert still == explorer.picture.png
    assert SMALLEST_PICTURE < len(still) < LARGEST_PICTURE
    width, height = Image.open(io.BytesIO(still)).size
    assert (width, height) == tuple(round(side * 100) for side in explorer.size)
    view = data["application/vnd.jupyter.widget-view+json"]
    assert isinstance(view["model_id"], str) and view["version_major"] == 2


@pytest.mark.parametrize("kind", [explorers.RaceExplorer, explorers.FilmExplorer])
def test_the_still_shows_the_whole_run_and_the_live_picture_opens_at_its_beginning(kind):
    explorer = kind()
    opened, said = explorer.values, explorer.description
    data, _ = explorer._repr_mimebundle_()
    assert data["text/plain"] != said
    assert (explorer.values, explorer.description) == (opened, said)


def test_a_race_that_is_to_open_at_an_update_has_its_still_there():
    explorer = explorers.RaceExplorer(updates=60)
    assert "after 60 of 100 updates" in explorer._repr_mimebundle_()[0]["text/plain"]


def test_on_colab_only_the_widget_and_the_picture_are_offered(monkeypatch):
    """Colab would take the HTML for the better form and show no widget."""
    monkeypatch.setitem(sys.modules, "google.colab", types.ModuleType("google.colab"))
    data, _ = one_of(explorers.StepSizeExplorer)._repr_mimebundle_()
    assert set(data) == {"text/plain", "image/png", "application/vnd.jupyter.widget-view+json"}


def test_methods_are_named_in_their_colours_below_the_picture():
    words = one_of(explorers.RaceExplorer).picture.frame["words"]
    coloured = dict(re.findall(r'<b style="color:(#\w+)">([^<]+)</b>', words))
    assert {"gradient descent", "momentum", "NAG"} <= set(coloured.values())


def test_on_a_telephone_the_panels_stand_one_under_the_other():
    explorer, boxes = explorers.RaceExplorer(), {}
    for size in ("wide", "narrow"):
        wish = {"kind": "rest", "ratio": 1, "size": size, "dark": False}
        explorer.picture._handle_custom_msg({"token": "1", "wishes": [wish]}, [])
        boxes[size] = explorer.picture.frame["axes"]
    (left, right), (upper, lower) = boxes["wide"], boxes["narrow"]
    assert left["left"] + left["width"] < right["left"]
    assert upper["top"] + upper["height"] < lower["top"]


def test_is_a_plain_object_not_a_widget(kind):
    """A widget's own display would leave a saved notebook without its still picture on ipywidgets 7."""
    assert not issubclass(kind, widgets.Widget)


def test_every_control_has_a_plain_label(explorer):
    for name, control in explorer.controls.items():
        assert control.description.strip(), f"{name} has no label"
        assert "$" not in control.description and "\\" not in control.description


def test_text_in_the_picture_is_at_least_nine_points(explorer):
    sizes = [
        text.get_fontsize()
        for text in explorer._session.scene.figure.findobj(lambda artist: hasattr(artist, "get_fontsize"))
        if text.get_visible() and text.get_text().strip()
    ]
    assert sizes and min(sizes) >= 9
    assert explorer.size[0] <= 9  # wider ones would be shown smaller than they are


def test_updates_from_two_threads_leave_one_whole_picture(kind):
    explorer = kind()
    name = next(n for n in explorer.values if n not in explorer.redraw_on)
    values = some_values(explorer.controls[name])
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda value: explorer.set(**{name: value}), values * 2))
    explorer.set(**{name: values[0]})
    alone = kind()
    alone.set(**{name: values[0]})
    assert (explorer.picture.png, explorer.description) == (alone.picture.png, alone.description)


def test_explorers_made_again_and_again_let_their_figures_go():
    gc.collect()
    others = [ax.figure for ax in gc.get_objects() if isinstance(ax, Axes)]  # of other tests
    kept = [explorers.StepSizeExplorer() for _ in range(20)]
    gc.collect()
    drawn = {id(ax.figure) for ax in gc.get_objects() if isinstance(ax, Axes)} - {id(figure) for figure in others}
    assert len(drawn) <= 6
    assert len({explorer.description for explorer in kept}) == 1


def test_one_that_let_its_figure_go_answers_as_before(kind):
    asleep = kind()
    send_to_sleep()
    awake = kind()
    for name in list(awake.values)[:2]:  # the first wakes it
        value = some_values(awake.controls[name])[0]
        for explorer in (asleep, awake):
            explorer.controls[name].value = value
        assert (asleep.picture.png, asleep.description) == (awake.picture.png, awake.description)
    for name, control in awake.controls.items():
        if isinstance(control, widgets.Button) and not control.disabled:
            control.click()
            send_to_sleep(but=1)  # all but that
            asleep.controls[name].click()
            assert asleep.description == awake.description


def test_one_that_let_its_figure_go_is_shown_again(explorer):
    shown = explorer._repr_mimebundle_()
    send_to_sleep()
    assert explorer._repr_mimebundle_() == shown


def test_one_that_let_its_figure_go_answers_with_one_frame():
    """With two, a page of many explorers never came to rest: each asked once too often, and woke up while others fell asleep."""
    explorer, frames = explorers.StepSizeExplorer(), []
    explorer.picture.observe(lambda change: frames.append((change["new"]["rest"], change["new"]["token"])), "frame")
    send_to_sleep()
    for token, size in (("1", "wide"), ("2", "narrow")):
        explorer.picture._handle_custom_msg(
            {"token": token, "wishes": [{"kind": "rest", "ratio": 1, "size": size, "dark": False}]}, []
        )
    assert frames == [(True, "1"), (True, "2")]


def test_a_sliders_limits_reach_the_page_before_its_value(monkeypatch):
    slider, sent = controls.slider("x", 0, -2, 2, 0.1), []
    monkeypatch.setattr(slider, "send_state", lambda key=None: sent.append(list(key or ())))
    controls.set_range(slider, -2.5, 3.5, 3.3)
    assert sent[0] == ["min", "max", "step", "value"]
    assert (slider.min, slider.max, slider.value) == (-2.5, 3.5, 3.3)


def test_on_a_dark_page_the_picture_is_dark_and_its_still_is_not(kind):
    explorer = kind()
    still = explorer._repr_mimebundle_()[0]["image/png"]
    explorer.picture._handle_custom_msg(
        {"token": "1", "wishes": [{"kind": "rest", "ratio": 1, "size": "wide", "dark": True}]}, []
    )
    corner = Image.open(io.BytesIO(explorer.picture.png)).convert("RGB").getpixel((1, 1))
    assert max(corner) < 60
    assert explorer._repr_mimebundle_()[0]["image/png"] == still


def test_a_list_with_long_options_has_the_room_of_two_controls():
    assert "nag-wide" in explorers.RaceExplorer().controls["surface"]._dom_classes
    assert "nag-wide" in explorers.ConverterExplorer().controls["compared"]._dom_classes


def test_a_list_with_short_options_and_a_slider_have_the_room_of_one():
    made = explorers.AnatomyExplorer().controls
    assert not any("nag-wide" in control._dom_classes for control in made.values())


@pytest.mark.parametrize(
    ("kind", "counted"), [("RaceExplorer", "updates"), ("FilmExplorer", "updates"), ("TrainingExplorer", "epochs")]
)
def test_what_is_still_to_come_is_said_in_the_picture_until_it_is_run(kind, counted):
    explorer = getattr(explorers, kind)()
    panels = [ax for ax in explorer._session.scene.figure.axes if ax.get_xlabel() == counted]
    words = [text for ax in panels for text in ax.texts if text.get_text() == "still to come"]
    assert words and all(text.get_visible() for text in words)
    explorer.set(**{counted: 20})
    grounds = [patch for ax in panels for patch in ax.patches]
    assert [patch.get_x() for patch in grounds] == [explorer.values[counted]] * len(panels)
    explorer.set(**{counted: explorer.controls[counted].max})
    if kind != "TrainingExplorer":  # that one trains no more than a chunk at a time
        assert not any(text.get_visible() for text in words) and all(patch.get_width() == 0 for patch in grounds)


def test_the_largest_picture_that_moves_is_small():
    explorer = explorers.MapExplorer(preset="too much memory")
    explorer.set(beta=0.9)
    explorer.choose("too much memory")
    assert len(explorer.picture.png) < LARGEST_PICTURE
