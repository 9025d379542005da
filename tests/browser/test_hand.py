"""The race under the hand, in a page of its own: surfaces and starts, quick keys, keys in lists, screens of all kinds."""

import itertools
import re

import lab
import pytest

from nag_helpers.explorers.race import SURFACES
from nag_helpers.explorers.words import short

RACE = "race_alone.ipynb"


@pytest.fixture(scope="module")
def page_of_race(context, server):
    lab.write_notebook(server.folder / RACE, ["from nag_helpers.explorers import RaceExplorer", "RaceExplorer()"])
    with lab.opened(context, server, RACE) as notebook:
        notebook.run_all()
        yield notebook


@pytest.fixture
def race(page_of_race):
    (explorer,) = page_of_race.explorers()
    explorer.settle()
    return explorer


@pytest.mark.parametrize("order", [list(SURFACES)[1:], list(SURFACES)[::-1]], ids=["down", "up"])
def test_every_surface_brings_its_start(race, order):
    for surface in order:
        race.box.locator("select").select_option(surface)
        race.page.wait_for_function(
            "([words, surface]) => words.textContent.toLowerCase().startsWith(surface.toLowerCase())",
            arg=[race.words.element_handle(), surface],
        )
        race.settle()
        start = SURFACES[surface][0].start
        said = re.search(r"start \(([^)]*)\)", race.text())[1]
        assert said == ", ".join(short(x) for x in start)
        for name, value in zip(("start_1", "start_2"), start):  # one coordinate in one dimension
            shown = race.box.locator(f".nag-control-{name} .widget-readout").inner_text()
            assert float(shown.replace("−", "-")) == pytest.approx(value, abs=0.006)


def test_ten_quick_arrows_are_ten_steps(race):
    handle = race.handles()[1]
    handle.press("Home")
    race.settle()
    for _ in range(10):
        race.page.keyboard.press("ArrowRight")
    race.settle()
    assert handle.get_attribute("aria-valuenow") == "10"
    race.page.keyboard.press("PageUp")
    race.settle()
    assert handle.get_attribute("aria-valuenow") == "20"


@pytest.mark.parametrize("end", ["Enter", "Tab"])
@pytest.mark.parametrize(
    "control, typed", [("alpha", "0.0135"), ("beta", "0.877"), ("start_1", "0.333"), ("updates", "37")]
)
def test_what_is_typed_is_what_is_set(race, control, typed, end):
    race.box.locator("select").select_option(next(iter(SURFACES)))
    race.box.get_by_role("button", name="Back to the beginning").click()
    race.settle()
    readout = race.box.locator(f".nag-control-{control} .widget-readout")
    readout.click()
    race.page.keyboard.press("Control+A")
    race.page.keyboard.type(typed)
    race.page.keyboard.press(end)
    race.settle()
    assert re.search(rf"\b{re.escape(typed)}\b", race.text())
    assert float(readout.inner_text()) == pytest.approx(float(typed), abs=0.005)  # with the digits that it has


def test_the_pointer_is_read_out_on_a_logarithmic_axis(race):
    paper, knob = race.image.bounding_box(), race.handles()[1].bounding_box()
    race.page.mouse.move(knob["x"] + 5, paper["y"] + paper["height"] / 2)
    assert re.search(r"loss above the minimum: [\d.]+·10⁻", race.box.locator(".nag-pointer").inner_text())


def test_words_keep_the_height_that_they_once_had(race):
    assert (
        race.words.evaluate("words => parseFloat(words.style.minHeight)")
        >= race.words.evaluate("words => words.scrollHeight") - 1
    )


def test_typing_in_a_list_chooses_and_never_reaches_the_notebook(race, page_of_race):
    race.box.locator("select").focus()
    race.page.keyboard.type("Rosen")
    race.page.wait_for_function("words => words.textContent.startsWith('Rosenbrock')", arg=race.words.element_handle())
    assert [cell["type"] for cell in page_of_race.cells()] == ["code", "code"]


def test_live_words_are_said_once_it_has_come_to_rest(race):
    status = race.box.locator("[role=status]")
    race.handles()[1].press("Home")
    race.settle()
    race.page.wait_for_function(
        r"([status, words]) => status.textContent.replace(/\s/g, '') === words.innerText.replace(/\s/g, '')",
        arg=[status.element_handle(), race.words.element_handle()],
    )
    changes = (
        "status => { window.said = 0; new MutationObserver(() => window.said++).observe(status, {childList: true}); }"
    )
    status.evaluate(changes)
    for _ in range(10):
        race.page.keyboard.press("ArrowRight")
    race.settle()
    assert race.page.evaluate("window.said") == 1


def dragged_by(pointer, notebook, knob, right):
    """Drag a handle so many pixels to the right, with a finger or a pen."""
    box = knob.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    places = [x, *(x + right * part / 5 for part in range(1, 6))]
    session = notebook.page.context.new_cdp_session(notebook.page)
    for i, place in enumerate(places):
        if pointer == "touch":
            session.send(
                "Input.dispatchTouchEvent",
                {"type": "touchMove" if i else "touchStart", "touchPoints": [{"x": place, "y": y}]},
            )
        else:
            session.send(
                "Input.dispatchMouseEvent",
                {
                    "type": "mouseMoved" if i else "mousePressed",
                    "x": place,
                    "y": y,
                    "button": "left",
                    "buttons": 1,
                    "clickCount": 1,
                    "pointerType": "pen",
                },
            )
    if pointer == "touch":
        session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    else:
        session.send(
            "Input.dispatchMouseEvent",
            {"type": "mouseReleased", "x": places[-1], "y": y, "button": "left", "clickCount": 1, "pointerType": "pen"},
        )


@pytest.mark.parametrize("pointer", ["touch", "pen"])
def test_a_finger_and_a_pen_drag_a_handle(race, page_of_race, pointer):
    handle = race.handles()[1]
    handle.press("Home")
    race.settle()
    handle.scroll_into_view_if_needed()
    dragged_by(pointer, page_of_race, handle, 60)
    race.settle()
    assert int(handle.get_attribute("aria-valuenow")) > 10


LISTEN = """() => {
    const listening = window.log !== undefined;
    window.log = [];
    if (listening) return;
    window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.anyMessage.connect((_, { direction, msg }) => {
        const { method, state = {} } = msg.content.data ?? {};
        if (msg.header.msg_type === 'comm_msg') window.log.push([direction, 'frame' in state ? 'frame' : method]);
    });
}"""


@pytest.fixture
def log(race):
    """Drag the start about; return the messages between page and kernel: sent or received, and what."""
    race.box.get_by_role("button", name="Back to the beginning").click()
    race.settle()
    race.page.evaluate(LISTEN)
    start = race.handles()[0]
    start.scroll_into_view_if_needed()
    box = start.bounding_box()
    race.page.mouse.move(box["x"] + 13, box["y"] + 13)
    race.page.mouse.down()
    for i in range(1, 31):
        race.page.mouse.move(box["x"] + 13 - 2 * i, box["y"] + 13 + i)
    race.page.mouse.up()
    race.settle()
    return race.page.evaluate("window.log")


def test_sliders_send_nothing_back_of_what_a_handle_sets(log):
    assert ["send", "custom"] in log
    assert ["send", "update"] not in log


def test_at_most_two_messages_of_the_hand_are_under_way(log):
    under_way = itertools.accumulate({("send", "custom"): 1, ("recv", "frame"): -1}.get(tuple(each), 0) for each in log)
    assert max(under_way) <= 2


def test_a_dragged_handle_is_left_where_the_hand_left_it(race):
    handle = race.handles()[1]
    handle.press("Home")
    race.settle()
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    race.page.mouse.move(box["x"] + 13, box["y"] + 13)
    race.page.mouse.down()
    race.page.mouse.move(box["x"] + 13, box["y"] - 20)
    for right in (10, 50, 90):
        race.page.mouse.move(box["x"] + 13 + right, box["y"] - 20)
    assert not race.box.locator(".nag-pointer").is_visible()  # the words say where it is
    race.page.mouse.up()
    race.settle()
    assert handle.bounding_box()["x"] == pytest.approx(box["x"] + 90, abs=5)  # half an update is 4 pixels


def test_a_click_on_a_sliders_track_moves_the_picture(race):
    picture, text = race.picture(), race.text()
    race.click_a_track()
    race.wait_for_change(picture, text)


@pytest.mark.parametrize(
    "width, height, ratio, narrow",
    [(1440, 900, 2, False), (960, 600, 1.5, False), (1440, 900, 1.5, False), (390, 844, 2, True)],
)
def test_at_rest_the_picture_is_as_fine_as_the_screen(race, page_of_race, width, height, ratio, narrow):
    """They come last: afterwards the page is a telephone's."""
    screen = {"width": width, "height": height, "deviceScaleFactor": ratio, "mobile": False}
    page_of_race.page.context.new_cdp_session(page_of_race.page).send("Emulation.setDeviceMetricsOverride", screen)
    race.page.wait_for_function(
        "([canvas, ratio]) => canvas.dataset.rest === 'true' &&"
        " Math.abs(canvas.width / parseFloat(canvas.style.width) - ratio) < 0.01",
        arg=[race.image.element_handle(), ratio],
    )
    race.settle()
    shown = "canvas => [canvas.width, parseFloat(canvas.style.width), canvas.height]"
    wide, css_width, high = race.image.evaluate(shown)
    assert wide == pytest.approx(ratio * css_width, abs=1)
    assert (high > wide) == narrow
    assert css_width == {1440: 900, 960: 740, 390: 360}[width]  # also wide again after it was not
    overflow = (
        "box => Math.max(...Array.from(box.querySelectorAll('*'), e => e.getBoundingClientRect().right)) - innerWidth"
    )
    assert race.box.evaluate(overflow) <= 1
