"""Every explorer on one page, in JupyterLab's dark theme: readable, labelled, and operable from the keyboard."""

import functools
import itertools
import re

import lab
import pytest
from lab import EVERY_EXPLORER

from nag_helpers import explorers

LEAST_CONTRAST = 4.5  # of text, Web Content Accessibility Guidelines 2.1, level AA


@pytest.fixture(scope="module")
def page_of_all(context, server):
    with lab.opened(context, server, EVERY_EXPLORER) as notebook:
        notebook.page.evaluate(
            "() => window.jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Dark'})"
        )
        notebook.page.wait_for_selector("body[data-jp-theme-name='JupyterLab Dark']", state="attached")
        notebook.run_all()
        notebook.beginnings = []
        for explorer in notebook.explorers():
            explorer.settle()
            notebook.beginnings.append(explorer.text())
        yield notebook


@pytest.fixture(params=range(len(explorers.__all__)), ids=explorers.__all__)
def explorer(request, page_of_all):
    return page_of_all.explorers()[request.param]


CONTRASTS = """box => {
    const channels = text => text.match(/[\\d.]+/g).map(Number);
    const luminance = rgb => rgb.slice(0, 3).map(c => c / 255)
        .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
        .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
    const background = element => {
        for (let e = element; e; e = e.parentElement) {
            const color = channels(getComputedStyle(e).backgroundColor);
            if (color.length < 4 || color[3] > 0.99) return color;
        }
        return [255, 255, 255];
    };
    const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    const result = [];
    while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        const disabled = element.closest(':disabled') || element.tagName === 'OPTION';
        if (!walker.currentNode.textContent.trim() || disabled || !element.checkVisibility()) continue;
        const [a, b] = [channels(getComputedStyle(element).color), background(element)].map(luminance).sort((x, y) => x - y);
        result.push([walker.currentNode.textContent.trim().slice(0, 40), (b + 0.05) / (a + 0.05)]);
    }
    return result;
}"""


def test_text_around_the_picture_is_readable_in_the_dark_theme(explorer):
    explorer.settle()
    contrasts = explorer.box.evaluate(CONTRASTS)
    assert len(contrasts) >= 3
    assert [text for text, contrast in contrasts if contrast < LEAST_CONTRAST] == []


def test_the_picture_is_dark_in_the_dark_theme(explorer):
    explorer.settle()
    *corner, opacity = explorer.image.evaluate(
        "canvas => Array.from(canvas.getContext('2d').getImageData(1, 1, 1, 1).data)"
    )
    assert max(corner) < 60
    assert opacity == 255


def test_picture_is_shown_at_its_true_size(explorer):
    """Text of 9 points is 9 points only then."""
    shown, natural = explorer.image.evaluate("canvas => [canvas.getBoundingClientRect().width, canvas.width]")
    assert shown == pytest.approx(natural, abs=1)


def test_every_control_has_a_visible_label(explorer):
    assert explorer.box.evaluate(UNLABELLED) == []


UNLABELLED = """box => {
    const controls = box.querySelectorAll(':is([role=slider], select, input, button):not(.nag-knob)');
    const labelled = control => {
        if (control.innerText?.trim() && control.tagName === 'BUTTON') return true;
        for (let row = control; !row.matches('.widget-vbox'); row = row.parentElement)
            if (row.querySelector('label, .widget-label')?.innerText.trim()) return true;
        return false;
    };
    return Array.from(controls).filter(control => control.checkVisibility() && !labelled(control))
        .map(control => control.outerHTML.slice(0, 80));
}"""

SMALL = """box => Array.from(box.querySelectorAll('.nag-controls :is(button, select)'))
    .filter(each => each.checkVisibility() && Math.min(each.offsetWidth, each.offsetHeight) < 24).map(each => each.outerHTML.slice(0, 80))"""


def test_buttons_and_lists_can_be_hit(explorer):
    assert explorer.box.evaluate(SMALL) == []


FOCUSABLE = """box => Array.from(box.querySelectorAll('[role=slider], select, input, button'))
    .filter(control => control.checkVisibility() && !control.disabled).length"""


def test_tab_reaches_every_control(explorer):
    wanted = explorer.box.evaluate(FOCUSABLE)
    explorer.box.locator("[role=slider], select, input, button").first.focus()
    reached = explorer.box.evaluate("() => (window.reached = new Set([document.activeElement])).size")
    for _ in range(3 * wanted):
        explorer.page.keyboard.press("Tab")
        reached = explorer.box.evaluate("""box => {
            const now = document.activeElement;
            if (box.contains(now) && now.matches('[role=slider], select, input, button')) window.reached.add(now);
            return window.reached.size;
        }""")
        if reached == wanted:
            break
    assert reached == wanted


SAYS_ANOTHER = "([slider, text]) => slider.getAttribute('aria-valuetext') !== text"


def test_keys_move_every_slider(explorer):
    for slider in explorer.sliders():
        before = slider.get_attribute("aria-valuetext")
        low, high, now = (float(slider.get_attribute(f"aria-value{part}")) for part in ("min", "max", "now"))
        slider.press("PageDown" if now > (low + high) / 2 else "PageUp")
        explorer.page.wait_for_function(SAYS_ANOTHER, arg=[slider.element_handle(), before])


def test_picture_is_described_beside_it(explorer):
    explorer.settle()
    words = explorer.words.inner_text()
    assert len(words.split()) >= 6
    assert explorer.image.get_attribute("role") == "img"
    assert explorer.image.get_attribute("aria-label").split() == words.split()


def moves(explorer, do):
    """Whether something done moves picture, words and the first handle."""
    explorer.settle()
    handle = explorer.handles()[0]
    picture, text, place = explorer.picture(), explorer.text(), handle.get_attribute("aria-valuetext")
    do(handle)
    explorer.wait_for_change(picture, text)
    explorer.settle()
    return handle.get_attribute("aria-valuetext") != place


def inward(handle):
    """Return 1 if a handle has more room upwards and to the right, else -1."""
    low, high, now = (float(handle.get_attribute(f"aria-value{part}")) for part in ("min", "max", "now"))
    return 1 if now < (low + high) / 2 else -1


def beside(explorer, handle):
    """Return a place in the page beside a handle, nearer to no other one, and in its Axes: there the picture says what the pointer is on."""
    box = handle.bounding_box()
    others = [each.bounding_box() for each in explorer.handles()]
    for right, down in itertools.product((40, -40), (-25, 25)):
        place = box["x"] + box["width"] / 2 + right, box["y"] + box["height"] / 2 + down
        if any(abs(place[0] - other["x"] - other["width"] / 2) < abs(right) for other in others):
            continue
        explorer.page.mouse.move(*place)
        if explorer.box.locator(".nag-pointer").inner_text():
            return place
    raise AssertionError("no room beside the handle")


def arrow(handle):
    return "ArrowRight" if inward(handle) > 0 else "ArrowLeft"


def test_arrow_keys_move_every_handle_and_reach_no_notebook(explorer):
    cells = explorer.page.locator(".jp-CodeCell").count()
    for handle in explorer.handles():
        explorer.settle()
        before = handle.get_attribute("aria-valuetext")
        handle.focus()
        for key in (arrow(handle), f"Shift+{arrow(handle)}", "b", "d", "d", "r"):
            explorer.page.keyboard.press(key)
        explorer.settle()
        assert handle.get_attribute("aria-valuetext") != before, "the handle has not moved"
        assert handle.evaluate("handle => handle === document.activeElement")
    assert explorer.page.locator(".jp-CodeCell").count() == cells


def drag(explorer, handle):
    """Drag a handle thirty pixels inwards, one at a time."""
    handle.scroll_into_view_if_needed()
    box, by = handle.bounding_box(), inward(handle)
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    explorer.page.mouse.move(x, y)
    explorer.page.mouse.down()
    for step in range(1, 31):
        explorer.page.mouse.move(x + by * step, y - step)
    explorer.page.mouse.up()


def test_a_drag_moves_picture_and_control_and_its_last_place_arrives(explorer):
    assert moves(explorer, functools.partial(drag, explorer))
    handle, control = explorer.handles()[0], explorer.box.locator(".nag-controls")
    said = re.findall(r"−?\d[\d.]*(?=,|$)", handle.get_attribute("aria-valuetext"))
    texts = control.evaluate(
        "box => Array.from(box.querySelectorAll('.widget-readout, select'), e => e.value ?? e.textContent)"
    )
    assert set(said) <= {text.strip() for text in texts}


def test_a_click_in_the_axes_brings_the_handle_there(explorer):
    assert moves(explorer, lambda handle: explorer.page.mouse.click(*beside(explorer, handle)))


SAYS = r"([words, text]) => words.innerText.replace(/\s+/g, '') === text.replace(/\s+/g, '')"


def test_back_to_the_beginning(explorer, request, page_of_all):
    beginning = page_of_all.beginnings[request.node.callspec.params["explorer"]]
    handle = explorer.handles()[0]
    handle.press(f"Shift+{arrow(handle)}")
    explorer.page.wait_for_function(f"words => !({SAYS})(words)", arg=[explorer.words.element_handle(), beginning])
    explorer.settle()
    explorer.box.get_by_role("button", name="Back to the beginning").click()
    explorer.page.wait_for_function(SAYS, arg=[explorer.words.element_handle(), beginning], timeout=lab.PATIENCE)


def test_play_runs_and_stops(explorer):
    if not explorer.play_buttons():
        pytest.skip("not in this notebook: a Play in this explorer")
    run, stop = explorer.play_buttons()
    stop.click()
    explorer.settle()
    picture, text = explorer.picture(), explorer.text()
    run.click()
    explorer.wait_for_change(picture, text)
    run.click()  # the same button pauses
    explorer.settle()
    text = explorer.text()
    explorer.page.wait_for_timeout(600)
    assert explorer.text() == text


def test_what_the_pointer_is_on_is_read_out(explorer):
    explorer.settle()
    explorer.page.mouse.move(*beside(explorer, explorer.handles()[0]))
    assert re.search(r"\d.*: .*\d", explorer.box.locator(".nag-pointer").inner_text())


def test_axe_finds_nothing(page_of_all):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    violations = axe.run(page_of_all.page, context=".nag-explorer").response["violations"]
    assert {each["id"]: [node["html"] for node in each["nodes"]] for each in violations} == {}


def test_dark_screenshot(explorer, artifacts, request):
    name = request.node.callspec.id
    explorer.box.screenshot(path=artifacts / f"dark_{name}.png")
    assert (artifacts / f"dark_{name}.png").stat().st_size > 5000


CUT = """box => Array.from(box.querySelectorAll('.nag-controls :is(.widget-label, .widget-label-basic, button)'))
    .filter(text => text.checkVisibility() && text.scrollWidth > text.clientWidth + 1).map(text => text.innerText)"""


FRAMES = "() => Array.from(document.querySelectorAll('canvas.nag-canvas'), canvas => canvas.dataset.shown)"


def test_after_a_resize_all_come_to_rest_and_follow_a_drag(page_of_all):
    """More explorers than may be awake at once: none may wake the others for ever."""
    page_of_all.page.set_viewport_size({"width": 900, "height": 800})
    all_of_them = page_of_all.explorers()
    for explorer in all_of_them:
        explorer.settle()
    frames = page_of_all.page.evaluate(FRAMES)
    page_of_all.page.wait_for_timeout(3000)
    assert page_of_all.page.evaluate(FRAMES) == frames
    for explorer in (all_of_them[0], all_of_them[-1]):
        assert moves(explorer, functools.partial(drag, explorer))


def _wait_for_width(page, wanted):
    """Wait for the page's new layout: with every explorer on it, a busy machine is drawing the last one's pictures still."""
    page.wait_for_function(f"document.querySelector('.nag-explorer').clientWidth {wanted}", timeout=lab.PATIENCE)


def test_no_label_is_cut_on_a_telephone(page_of_all):
    """Late, for every picture is drawn anew."""
    page_of_all.page.set_viewport_size({"width": 390, "height": 844})
    _wait_for_width(page_of_all.page, "< 390")
    assert [explorer.box.evaluate(CUT) for explorer in page_of_all.explorers()] == [[]] * len(explorers.__all__)


NEEDED = """words => {
    const shown = words.clientHeight;
    words.style.minHeight = "";
    return [shown, words.clientHeight];
}"""


def test_the_room_that_words_needed_on_a_telephone_is_given_back(page_of_all):
    page_of_all.page.set_viewport_size({"width": 1440, "height": 900})
    _wait_for_width(page_of_all.page, "> 900")
    for explorer in page_of_all.explorers():
        explorer.settle()
        shown, needed = explorer.words.evaluate(NEEDED)
        assert shown == needed
