"""Every notebook of the series in a real JupyterLab page: first as it is saved, then with everything live in it run.

What only computes is not run here: the tests of saved notebooks run every cell.
"""

import json
import re

import pytest

from nag_helpers import exercises

FOLDED = ("02_momentum", "07_why_it_accelerates")  # read for their folded texts


def saved_pictures(file):
    cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
    return [output for cell in cells for output in cell.get("outputs", []) if "image/png" in output.get("data", {})]


def test_every_saved_picture_is_seen_though_nothing_has_run(notebook, notebook_file):
    widths = notebook.widths_of_saved_pictures
    assert len(widths) == len(saved_pictures(notebook_file))
    assert min(widths) > 100


def test_every_saved_picture_has_words(notebook_file):
    for output in saved_pictures(notebook_file):
        alt = output["metadata"].get("image/png", {}).get("alt", "")
        assert len(alt.split()) >= 4
        assert "".join(output["data"]["text/plain"]) == alt


def folded(notebook, file):
    if file.stem not in FOLDED:
        pytest.skip("not in this notebook: the folded texts that are read")
    cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
    texts = notebook.page.locator(".jp-RenderedMarkdown details")
    texts.nth(sum("".join(cell["source"]).count("<details>") for cell in cells) - 1).wait_for(state="attached")
    return texts.all()


def test_folded_texts_are_closed_at_first_and_open_on_a_click(notebook, notebook_file):
    for text in folded(notebook, notebook_file):
        body = text.locator("p").first
        assert not body.is_visible()
        text.locator("summary").click()
        assert body.is_visible()


def test_folded_formulas_are_drawn(notebook, notebook_file):
    drawn = 0
    for text in folded(notebook, notebook_file):
        text.evaluate("details => { details.open = true; }")
        text.scroll_into_view_if_needed()
        notebook.page.wait_for_function(
            "details => !details.innerText.includes('$')", arg=text.element_handle(), timeout=20_000
        )
        drawn += text.locator("mjx-container").count()
    assert drawn > 5


def test_what_is_live_runs_without_an_error(notebook):
    outputs = [output for cell in notebook.run_cells() for output in cell["outputs"]]
    assert outputs
    assert not [output for output in outputs if output["output_type"] == "error" or output.get("name") == "stderr"]


def test_every_question_can_be_answered(notebook):
    asked = [i for i, cell in enumerate(notebook.cells()) if cell["type"] == "code" and ".ask(" in cell["source"]]
    if not asked:
        pytest.skip("not in this notebook: a question")
    for index in asked:
        assert notebook.cell(index).locator(".jp-OutputArea-output input:enabled").count() >= 1


def test_an_arrow_key_chooses_an_option_and_moves_no_notebook(notebook, notebook_file):
    if notebook_file.stem != "04_implementing_nag":
        pytest.skip("not in this notebook: the question that is answered by keys")
    index = next(i for i, cell in enumerate(notebook.cells()) if "predictions.ask(" in cell["source"])
    options = notebook.cell(index).locator("input[type=radio]")
    options.nth(0).focus()
    for key in ("Space", "ArrowDown"):
        notebook.page.keyboard.press(key)
    assert options.nth(1).is_checked()
    assert options.nth(1).evaluate("option => option === document.activeElement")


def test_every_explorer_appears_live_and_answers(notebook):
    made = [cell for cell in notebook.run_cells() if re.search(r"Explorer\(|\bfilm\(", cell["source"])]
    explorers = notebook.explorers()
    assert len(explorers) >= len(made)
    for explorer in explorers:
        explorer.settle()
        assert explorer.image.evaluate("canvas => canvas.width") >= 500
        picture, text = explorer.picture(), explorer.text()
        explorer.press_a_key()
        explorer.wait_for_change(picture, text)


def test_check_answers_to_nothing_to_a_mistake_and_to_a_solution(notebook):
    waiting = [cell for cell in notebook.cells() if "exercise" in cell["tags"]]
    assert waiting
    assert all(cell["outputs"] for cell in waiting)
    tags = [tag.partition(":")[2] for cell in waiting for tag in cell["tags"] if tag.startswith("exercise:")]
    functions = [exercises.every()[name] for name in tags if getattr(exercises.every()[name], "mistakes", ())]
    functions = [exercise for exercise in functions if callable(exercise.reference)]
    if not functions:
        pytest.skip("not in this notebook: a function to write")
    exercise = functions[0]
    answers = [exercise.mistakes[0], exercise.reference]
    said = [
        notebook.run_instead(
            f"exercise:{exercise.name}",
            f"from {answer.__module__} import {answer.__name__}\n"
            f"from nag_helpers import exercises\nexercises.{exercise.name}.check({answer.__name__})",
        )
        for answer in answers
    ]
    assert said[0].strip() and "Correct" not in said[0]
    assert "Correct" in said[1]


def test_axe_finds_nothing_in_the_outputs(notebook):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    violations = axe.run(notebook.page, context=".jp-Cell-outputArea").response["violations"]
    assert {each["id"]: [node["html"] for node in each["nodes"]] for each in violations} == {}


def test_screenshots_of_the_explorers(notebook, notebook_file, artifacts):
    for i, explorer in enumerate(notebook.explorers(), 1):
        file = artifacts / f"{notebook_file.stem}_{i}.png"
        explorer.box.screenshot(path=file)
        assert file.stat().st_size > 5000


def test_nothing_is_asked_of_any_other_address(notebook):
    assert notebook.asked_outside == []
