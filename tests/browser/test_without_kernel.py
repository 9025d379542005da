"""The saved notebooks, opened and not run: still pictures with their words, and no other address asked."""

import json

import lab
import pytest


@pytest.fixture(scope="module")
def unrun(notebook_file, browser, server):
    with lab.opened(browser, server, f"saved/{notebook_file.name}", kernel=False) as notebook:
        yield notebook


def pictures_saved_in(file):
    cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
    return [output for cell in cells for output in cell.get("outputs", []) if "image/png" in output.get("data", {})]


def test_every_saved_picture_is_seen(unrun, notebook_file, folder):
    saved = pictures_saved_in(folder / "saved" / notebook_file.name)
    assert saved
    shown = unrun.page.locator(".jp-OutputArea-output img")
    shown.nth(len(saved) - 1).wait_for()
    widths = [image.evaluate("image => image.decode().then(() => image.naturalWidth)") for image in shown.all()]
    assert len(widths) == len(saved)
    assert min(widths) > 100


def test_every_saved_picture_has_words(notebook_file):
    for output in pictures_saved_in(notebook_file):
        alt = output["metadata"].get("image/png", {}).get("alt", "")
        assert len(alt.split()) >= 4
        assert "".join(output["data"]["text/plain"]) == alt


def test_nothing_is_asked_of_any_other_address(unrun):
    assert unrun.asked_outside == []
