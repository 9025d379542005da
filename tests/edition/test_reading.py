"""The pages of the reading edition: formulas, pictures with words, and nothing that asks for another address."""

import re

import edition
import pytest

from tools.places import notebook_files

NAMES = [path.stem for path in notebook_files()]
FOREIGN = re.compile(r"<(?:script|link|img|iframe)[^>]*(?:src|href)=\"(?:https?:)?//")


@pytest.fixture(params=NAMES)
def text(request, built):
    return (built / f"read/{request.param}.html").read_text(encoding="utf-8")


def test_every_formula_stands_between_the_signs_that_mathjax_looks_for(text):
    prose = re.sub(r"<(pre|code)\b.*?</\1>", "", text, flags=re.DOTALL)
    assert "\\(" in prose
    between = re.sub(r"\\\(.*?\\\)|\\\[.*?\\\]|<[^>]*>", "", prose, flags=re.DOTALL)
    assert not re.search(r"\$[^$\s][^$\n]*\$|\\(?:frac|nabla|beta)", between)


def test_every_picture_has_words(text):
    pictures = re.findall(r"<img[^>]*>", text)
    assert pictures
    assert all(re.search(r'alt="[^"]{20,}', picture) for picture in pictures)


def test_nothing_is_fetched_from_another_address(text):
    assert not FOREIGN.search(text)


def test_links_to_notebooks_lead_to_pages(text, built):
    pages = re.findall(r'href="(\d\d_\w+\.\w+)"', text)
    assert pages
    assert all((built / "read" / page).exists() for page in pages)


@pytest.fixture(scope="module", params=["light", "dark"])
def telephone(request, browser):
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme=request.param)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", NAMES)
def test_a_page_fits_a_telephone_and_shows_folded_formulas(telephone, address, name):
    telephone.goto(f"{address}/read/{name}.html")
    telephone.wait_for_selector("body[data-formulas=set]", timeout=edition.PATIENCE)
    telephone.evaluate("() => document.querySelectorAll('details').forEach(folded => { folded.open = true; })")
    assert telephone.evaluate("() => document.documentElement.scrollWidth") <= 390
    widths = telephone.evaluate(
        "() => Array.from(document.querySelectorAll('mjx-container'), m => m.getBoundingClientRect().width)"
    )
    assert widths
    assert min(widths) > 2
    assert telephone.locator("mjx-merror").count() == 0
    assert telephone.locator("mjx-assistive-mml").count() == len(widths)


#: What axe finds in the saved outputs: the tables of progress leave the head of a column empty.
KNOWN = {"empty-table-header"}


@pytest.mark.parametrize("name", ["00_invent_it", "04_implementing_nag"])
def test_axe_finds_nothing_on_a_page(telephone, address, name):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    telephone.goto(f"{address}/read/{name}.html")
    telephone.wait_for_selector("body[data-formulas=set]", timeout=edition.PATIENCE)
    violations = axe.run(telephone).response["violations"]
    assert {
        each["id"]: [node["html"] for node in each["nodes"]] for each in violations if each["id"] not in KNOWN
    } == {}


def test_the_front_page_brings_the_race_to_life_on_one_screen(context, address):
    page = context.new_page()
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(address)
    page.wait_for_function(
        "() => document.getElementById('status').textContent.startsWith('The race is alive')", timeout=edition.PATIENCE
    )
    page.wait_for_timeout(500)
    assert page.evaluate("() => document.documentElement.scrollHeight") <= 900
    slider = page.frame_locator("iframe").locator(".nag-controls [role=slider]").first
    words = page.frame_locator("iframe").locator(".nag-words")
    before = words.inner_text()
    slider.press("PageDown")
    page.wait_for_timeout(1500)
    assert words.inner_text() != before
    page.close()


def test_where_data_are_saved_the_front_page_fetches_nothing_unasked(browser, address):
    context = browser.new_context()
    context.add_init_script("Object.defineProperty(navigator, 'connection', {value: {saveData: true}})")
    page = context.new_page()
    page.goto(address)
    assert page.get_by_role("button", name="Start the race").is_visible()
    assert "waits until you ask for it" in page.locator("#status").inner_text()
    assert page.locator("iframe").get_attribute("src") is None
    context.close()


def test_the_front_page_lists_every_notebook_to_read_and_to_run(built):
    text = (built / "index.html").read_text(encoding="utf-8")
    for name in NAMES:
        assert f'href="read/{name}.html"' in text
        assert f'href="run/notebooks/index.html?path={name}.ipynb"' in text
