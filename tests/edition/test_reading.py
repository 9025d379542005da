"""The pages of the reading edition: formulas, pictures with words, and nothing that asks for another address."""

import re

import pytest

from tools.places import notebook_files

NAMES = [path.stem for path in notebook_files()]
FOREIGN = re.compile(r"<(?:script|link|img|iframe)[^>]*(?:src|href)=\"(?:https?:)?//")


@pytest.fixture(params=NAMES)
def text(request, built):
    return (built / f"read/{request.param}.html").read_text(encoding="utf-8")


def test_every_formula_is_set(text):
    prose = re.sub(r"<(pre|code|script|style|mjx-container)\b.*?</\1>", "", text, flags=re.DOTALL)
    assert "<mjx-container" in text
    assert "<mjx-merror" not in text
    assert not re.search(r"\\[(\[]|\$[^$\s][^$\n]*\$|\\(?:frac|nabla|beta)", re.sub(r"<[^>]*>", "", prose))


def test_every_picture_has_words(text):
    pictures = re.findall(r"<img[^>]*>", text)
    assert pictures
    assert all(re.search(r'alt="[^"]{20,}', picture) for picture in pictures)


def test_every_picture_is_a_file_and_has_its_place_before_it_comes(text, built):
    pictures = re.findall(r"<(?:img|source)\b[^>]*>", text)
    assert all(re.search(r' width="\d+"', picture) and re.search(r' height="\d+"', picture) for picture in pictures)
    files = [re.search(r' src(?:set)?="([^"]+)"', picture)[1] for picture in pictures]
    assert all((built / "read" / file).is_file() for file in files)


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
    telephone.wait_for_selector("body[data-scrolls]")
    violations = axe.run(telephone).response["violations"]
    assert {
        each["id"]: [node["html"] for node in each["nodes"]] for each in violations if each["id"] not in KNOWN
    } == {}


def test_a_link_to_a_section_leads_there_though_what_is_before_it_was_not_laid_out(telephone, address):
    telephone.goto("about:blank")
    telephone.goto(f"{address}/read/07_why_it_accelerates.html#References")
    telephone.wait_for_selector("body[data-scrolls]")
    telephone.wait_for_function(
        "() => { const { top } = document.getElementById('References').getBoundingClientRect(); return top > -5 && top < 844; }"
    )


@pytest.fixture
def invent_it(telephone, address):
    telephone.goto(f"{address}/read/00_invent_it.html")
    return telephone


def test_an_explorers_slider_moves_its_picture_and_its_words_without_python(invent_it):
    explorer = invent_it.locator(".touch").first
    picture, words = explorer.locator("img"), explorer.locator("figcaption")
    before = picture.evaluate("image => image.currentSrc"), words.inner_text()
    with invent_it.expect_response("**/narrow/18.png") as answered:
        explorer.locator("input").press("End")
    assert answered.value.ok
    after = picture.evaluate("image => image.currentSrc"), words.inner_text()
    assert not set(before) & set(after)
    assert picture.get_attribute("alt") == words.evaluate("element => element.textContent")


def test_play_goes_through_the_pictures_to_the_end(invent_it):
    explorer = invent_it.locator(".touch").first
    slider = explorer.locator("input")
    slider.press("ArrowRight")
    explorer.get_by_role("button", name="Play").click()
    assert slider.input_value() == "0"
    explorer.locator("label b", has_text="100").wait_for()
    assert slider.input_value() == "18"


def test_a_preset_that_the_text_names_is_set_there(telephone, address):
    telephone.goto(f"{address}/read/06_speed_limit.html")
    explorer = telephone.locator(".touch", has=telephone.locator(".presets", has_text="β = 0.9 for everything"))
    words = explorer.locator("figcaption")
    before = words.inner_text()
    telephone.locator("em button", has_text="β = 0.9 for everything").click()
    assert words.inner_text() != before
    assert explorer.locator("img").is_visible()


def test_no_explorer_of_the_pages_weighs_more_than_a_megabyte(built):
    folders = [*(built / "read/touch").glob("*/*")]
    assert folders
    assert all(sum(file.stat().st_size for file in folder.iterdir()) <= 1e6 for folder in folders)


def test_what_happened_is_folded_and_answers_what_was_chosen(invent_it):
    question, happened = invent_it.locator("#ask-00_promise"), invent_it.locator("[data-asked='00_promise']")
    assert not happened.locator("li").first.is_visible()
    question.get_by_label("one and a half").check()
    happened.locator("summary").click()
    said = [each.inner_text() for each in happened.locator("li").all() if each.is_visible()]
    assert [each.split(":")[0] for each in said] == ["one and a half times as long", "twice as long"]
    assert "What happened: twice as long" in happened.inner_text()


def test_teachers_find_plans_and_answers_whose_links_lead_somewhere(built):
    texts = [(built / f"read/{name}.html").read_text(encoding="utf-8") for name in ("teaching", "answers")]
    assert "ninety minutes" in texts[0]
    links = [link.split("#")[0] for text in texts for link in re.findall(r'href="([^":]+)"', text)]
    assert all((built / "read" / link).is_file() for link in links if link)


def test_the_contents_lead_to_the_sections(text):
    listed = re.findall(r'<li><a href="#([^"]+)">', text.partition("</header>")[0])
    assert len(listed) > 3
    assert all(f'<h2 id="{name}">' in text for name in listed)


@pytest.fixture(params=["light", "dark"])
def front(request, browser, address):
    """The front page on a telephone of somebody who prefers no motion."""
    settings = {"color_scheme": request.param, "reduced_motion": "reduce", "has_touch": True}
    context = browser.new_context(viewport={"width": 390, "height": 844}, **settings)
    page = context.new_page()
    page.goto(address)
    yield page
    context.close()


def test_a_bet_starts_the_race_and_then_it_is_the_visitors_own(front):
    fetched = []
    front.on("request", lambda request: fetched.append(request.url))
    assert "momentum" not in front.locator("#race").inner_text()
    front.get_by_role("button", name="The orange one").click()
    words, ask = front.locator("#words"), front.locator("#ask")
    ask.get_by_text("Your bet was momentum").wait_for()
    assert "momentum arrives after 138 updates, NAG arrives after 105 updates" in words.inner_text()
    front.get_by_role("button", name="Try it").click()
    assert "Your bet, momentum, won" in ask.inner_text()
    assert "Rosenbrock's valley" in front.locator("#tempting").inner_text()
    front.get_by_role("slider", name="coasts ahead").press("ArrowLeft")
    assert "c = 0.95 arrives" in words.inner_text()
    front.get_by_role("button", name="Start of the walks").press("ArrowLeft")
    assert "start (0.948, 1)" in words.inner_text()
    said, link = words.inner_text(), front.url
    front.goto("about:blank")
    front.goto(link)
    assert front.locator("#words").inner_text() == said
    assert not [url for url in fetched if "/run/" in url]
    assert front.evaluate("() => document.documentElement.scrollWidth") <= 390


def test_python_is_fetched_when_the_mouse_points_at_a_way_to_run(context, address):
    page = context.new_page()
    fetched = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(address)
    page.get_by_role("button", name="The blue one").hover()
    assert not [url for url in fetched if "/run/" in url]
    with page.expect_request("**/pyodide.asm.wasm"):
        page.get_by_role("link", name="Invent it yourself").hover()
    page.close()


def test_axe_finds_nothing_on_the_front_page_before_and_after_the_race(front):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    for _ in range(2):
        violations = axe.run(front).response["violations"]
        assert {each["id"]: [node["html"] for node in each["nodes"]] for each in violations} == {}
        if front.locator("#controls").is_hidden():
            front.get_by_role("button", name="The blue one").click()


def test_the_front_page_lists_every_notebook_to_read_and_to_run(built):
    text = (built / "index.html").read_text(encoding="utf-8")
    for name in NAMES:
        assert f'href="read/{name}.html"' in text
        assert f'href="run/notebooks/index.html?path={name}.ipynb"' in text
