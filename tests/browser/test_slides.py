"""Slides as a room sees them: pages that fit, and a live deck in JupyterLab whose sliders do not turn the page."""

import contextlib
import itertools
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import lab
import playwright.sync_api
import pytest

pytest.importorskip("latex2mathml", reason="not installed: python3 start.py install teach")
pytest.importorskip("jupyterlab_slideshow", reason="not installed: python3 start.py install teach")

from tools import npm
from tools.places import notebook_files
from tools.problems import Problem
from tools.teacher import deck, pages, slides

SIZES = {"width": 1280, "height": 720}
OVERFULL = """() => Array.from({length: Reveal.getTotalSlides()}, (_, i) => {
    const slide = Reveal.getCurrentSlide(), over = Array.from(slide.querySelectorAll(".body, .body pre, .formula"))
        .filter((each) => each.clientHeight && (each.scrollHeight > each.clientHeight + (each.matches(".body") ? 2 : 8) || each.scrollWidth > each.clientWidth + 8));
    const box = slide.getBoundingClientRect();
    Reveal.next();
    return [i + 1, box.height > innerHeight + 2 || box.width > innerWidth + 2 ? "page" : over.map((each) => each.textContent.slice(0, 60)).join("; ")];
}).filter(([, over]) => over)"""
#: The pictures' letters in pixels of a page of 1280, and which of the pictures are crowded; a picture is drawn with 400 dots to an inch.
LETTERS = """() => Array.from({length: Reveal.getTotalSlides()}, () => {
    const image = Reveal.getCurrentSlide().querySelector(".drawn img"), box = image?.getBoundingClientRect();
    Reveal.next();
    if (!image) return null;
    const shown = Math.min(box.width, box.height * image.naturalWidth / image.naturalHeight), inches = image.naturalWidth / 400;
    const smallest = image.previousElementSibling ? 9.5 : 9; // an explorer's, and another picture's
    return [smallest / 72 * shown / inches * 1280 / innerWidth, inches > 5];
}).filter(Boolean)"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    try:
        npm.ready("slides")
    except Problem as problem:
        pytest.skip(str(problem))
    return tmp_path_factory.mktemp("slides")


def shown_as_pages(browser, file, size=SIZES):
    """Open a deck's page; return it with the addresses that it asked for."""
    asked, page = [], browser.new_context(viewport=size).new_page()
    page.on("request", lambda request: request.url.startswith(("file:", "data:", "blob:")) or asked.append(request.url))
    page.goto(file.as_uri())
    page.wait_for_function("() => window.Reveal?.isReady()")
    return page, asked


@pytest.mark.parametrize("path", notebook_files(), ids=lambda path: path.stem)
def test_every_page_fits_and_asks_no_address(path, folder, browser):
    page, asked = shown_as_pages(browser, slides.build(slides.of_notebook(path.stem), folder, as_pages=True))
    assert page.evaluate(OVERFULL) == []
    assert asked == []
    page.context.close()


def test_letters_in_a_plans_pictures_have_24_points_on_a_small_projector_and_on_a_large_one(folder, browser):
    file = slides.build(slides.of_plan("90", "A. Teacher", slides.drawn), folder, as_pages=True)
    for size in (SIZES, {"width": 1920, "height": 1080}):
        page, _ = shown_as_pages(browser, file, size)
        assert page.evaluate(OVERFULL) == []
        page.evaluate("() => Reveal.slide(0)")
        letters = page.evaluate(LETTERS)
        page.context.close()
        assert len(letters) > 8
        assert [points for pixels, crowded in letters if (points := 0.75 * pixels) < (18 if crowded else 23.5)] == []
    printed = pages.as_pdf(file).read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) >= 25


@contextlib.contextmanager
def live(file):
    """Run JupyterLab on live slides; give the address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    opening = (
        "import sys; from pathlib import Path; from tools.learner import lab; "
        "lab.open_lab(int(sys.argv[1]), False, Path(sys.argv[2]), sys.argv[3], "
        "Path(sys.argv[4]), Path(sys.argv[2]) / '.jupyter/custom')"
    )
    words = [sys.executable, "-c", opening, str(port), str(file.parent), file.name, str(slides.SETTINGS)]
    process = subprocess.Popen(
        words,
        env={**os.environ, "JUPYTER_TOKEN": "slides", "NAG_PROGRESS": str(file.parent)},  # no votes of other tests
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/api", process)
        yield f"{address}/lab/tree/{file.name}?token=slides"
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(60)


def _wait_for(address, process):
    end = time.monotonic() + 120
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            urllib.request.urlopen(address, timeout=5).close()
            return
        time.sleep(0.3)
    raise RuntimeError("JupyterLab did not start")


SEEN = (
    "() => Array.from(document.querySelectorAll('.jp-Notebook .jp-Cell')).filter(cell => cell.checkVisibility()).length"
)
KERNEL = """() => fetch("/api/kernels?token=slides").then(answer => answer.json())
    .then(kernels => kernels.some(kernel => kernel.connections > 0 && kernel.execution_state === "idle"))"""


def go_on_until(page, source):
    """Run and turn pages until the explorer made by this source stands on one; return its canvas."""
    for _ in range(60):
        page.keyboard.press("Control+Enter")
        if page.get_by_text(source).first.is_visible():
            canvas = page.locator(".nag-explorer .nag-canvas[data-rest=true]").first
            canvas.wait_for(timeout=lab.PATIENCE)
            return canvas
        page.keyboard.press("Space")
        page.wait_for_timeout(500)
    raise AssertionError(f"no slide shows {source}")


def opened(context, address):
    """Open live slides in a page."""
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("body[data-jp-deck-mode]", state="attached", timeout=lab.PATIENCE)
    page.wait_for_function(SEEN, timeout=lab.PATIENCE)
    page.wait_for_function(KERNEL, timeout=lab.PATIENCE)  # what is run before is asked for a kernel, and does not run
    page.locator(".jp-Notebook .jp-Cell").first.click()  # where a busy machine has not given it the keys yet
    return page


def assert_fits(page, screenshot):
    """Assert that the explorer of a slide lies inside the page, on a small projector and on a large one."""
    for larger in (1, 1.5):
        width, height = (larger * SIZES[side] for side in ("width", "height"))
        page.set_viewport_size({"width": int(width), "height": int(height)})
        page.wait_for_selector(".nag-explorer .nag-canvas[data-rest=true]", timeout=lab.PATIENCE)
        page.screenshot(path=f"{screenshot}_{int(width)}.png")
        box = page.locator(".nag-explorer").first.bounding_box()
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= height
        assert box["x"] + box["width"] <= width


@pytest.mark.skipif(os.name == "nt", reason="not on this system: ends a group of processes")
def test_a_live_deck_opens_unspoiled_fits_and_its_sliders_do_not_turn_the_page(folder, browser, artifacts):
    with live(slides.build(slides.of_notebook("00"), folder, as_pages=False)) as address:
        context = browser.new_context(viewport=SIZES)
        page = opened(context, address)
        assert page.locator(".jp-OutputArea-output").count() == 0
        explorer = go_on_until(page, "film()")
        assert_fits(page, artifacts / "slides_film")
        shown = explorer.get_attribute("data-shown")
        page.locator(".nag-explorer [role=slider]").first.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function(
            "([canvas, shown]) => canvas.dataset.shown !== shown", arg=[explorer.element_handle(), shown]
        )
        assert page.locator(".nag-explorer .nag-canvas").first.is_visible()
        context.close()


ACTIVE = "() => Array.from(document.querySelectorAll('.jp-Notebook .jp-Cell')).findIndex(cell => cell.matches('.jp-mod-active'))"


def give_keys(page):
    """Let a page's cell have the keys; a click might choose an option."""
    page.locator(".jp-Notebook .jp-Cell:visible").first.focus()


def turn_until(page, there):
    """Turn pages, each after the last has come, until a cell to be seen is the active one."""
    for _ in range(40):
        with contextlib.suppress(playwright.sync_api.TimeoutError):
            there.wait_for(timeout=1000)
            return
        before = page.evaluate(ACTIVE)
        page.keyboard.press("Space")
        try:
            page.wait_for_function(f"before => ({ACTIVE})() !== before", arg=before, timeout=10_000)
        except playwright.sync_api.TimeoutError:  # the deck has lost the keys, or has not come to its first page
            give_keys(page)
    raise AssertionError(f"Space does not lead to {there}; the active cell is number {page.evaluate(ACTIVE)}")


def run_until(page, there):
    """Run the active cell, with half a minute for each run, until something is to be seen."""
    for _ in range(5):
        page.keyboard.press("Control+Enter")
        with contextlib.suppress(playwright.sync_api.TimeoutError):
            there.first.wait_for(timeout=30_000)
            return
        give_keys(page)
    raise AssertionError(f"Control+Enter does not lead to {there}")


LABELS = """() => Array.from(document.querySelectorAll(".nag-asked .widget-radio-box label"), each => each.getBoundingClientRect())
    .filter(box => box.height).map(box => [box.top, box.bottom])"""


@pytest.mark.skipif(os.name == "nt", reason="not on this system: ends a group of processes")
def test_a_plans_deck_runs_what_was_passed_by_and_no_option_lies_on_another(folder, browser, artifacts):
    name, title, whole = slides.of_plan("90", "A. Teacher")
    asks = next(i for i, page in enumerate(whole) if page.cell and "00_promise" in "".join(page.cell["source"]))
    made = name, title, [whole[0], whole[1], whole[asks], whole[asks + 1]]  # the second holds the set-up
    with live(slides.build(made, folder, as_pages=False)) as address:
        context = browser.new_context(viewport=SIZES)
        page = opened(context, address)
        page.locator(".jp-RenderedMarkdown", has_text="A. Teacher").first.wait_for(timeout=lab.PATIENCE)
        active = page.locator(".jp-Cell.jp-mod-active")  # no cell on the way to a question is run
        turn_until(page, active.filter(has_text='predictions.ask("00_promise")'))
        run_until(page, page.get_by_text("twice as long"))
        boxes = page.evaluate(LABELS)
        assert len(boxes) >= 3
        assert all(
            bottom <= following + 1
            for (_, bottom), (following, _) in itertools.pairwise(boxes)
            if following >= bottom - 40
        )
        turn_until(page, active.filter(has_text="v = 0"))
        run_until(page, page.get_by_text("You made no prediction"))
        page.screenshot(path=artifacts / "slides_plan.png")
        assert page.get_by_text("Traceback").count() == 0
        context.close()


@pytest.mark.skipif(os.name == "nt", reason="not on this system: ends a group of processes")
def test_the_tallest_explorer_fits_a_live_slide(tmp_path, browser, artifacts):
    source = "from nag_helpers.explorers import MapExplorer; MapExplorer()"
    made = [deck.Slide(True, ["## A map"]), deck.Slide(cell={"source": [source], "metadata": {}})]
    file = slides.build(("map", "A map", made), tmp_path, as_pages=False)
    with live(file) as address:
        context = browser.new_context(viewport=SIZES)
        page = opened(context, address)
        go_on_until(page, "MapExplorer()")
        assert_fits(page, artifacts / "slides_map")
        context.close()
