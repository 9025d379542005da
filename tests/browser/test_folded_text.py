"""What came out of an experiment is folded until the reader opens it, formulas included."""

import json

import lab
import pytest


def folded_in(file):
    cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
    return sum("".join(cell["source"]).count("<details>") for cell in cells if cell["cell_type"] == "markdown")


@pytest.fixture(scope="module", params=["02_momentum", "07_why_it_accelerates"])
def reading(request, browser, server, folder):
    file = folder / "saved" / f"{request.param}.ipynb"
    with lab.opened(browser, server, f"saved/{file.name}", kernel=False) as notebook:
        yield notebook.page.locator(".jp-RenderedMarkdown details"), folded_in(file)


def test_every_folded_text_is_closed_at_first_and_opens_on_a_click(reading):
    details, expected = reading
    details.nth(expected - 1).wait_for(state="attached")
    assert details.count() == expected
    for one in details.all():
        body = one.locator("p").first
        assert not body.is_visible()
        one.locator("summary").click()
        assert body.is_visible()


def test_its_formulas_are_drawn(reading):
    details, _ = reading
    drawn = 0
    for one in details.all():
        one.evaluate("details => { details.open = true; }")
        one.scroll_into_view_if_needed()
        one.page.wait_for_function("details => !details.innerText.includes('$')", arg=one.element_handle(), timeout=20_000)
        drawn += one.locator("mjx-container").count()
    assert drawn > 5
