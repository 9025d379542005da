"""Every notebook of the series in a real JupyterLab page: it runs, its explorers live, its checks answer."""

import pytest

from nag_helpers import exercises

WIDGET = "application/vnd.jupyter.widget-view+json"


def shows_explorer(output):
    return {"image/png", WIDGET} <= set(output.get("data", {}))


def live(notebook):
    explorers = notebook.explorers()
    if not explorers:
        pytest.skip("not in this notebook: an explorer")
    return explorers


def test_run_all_finishes_without_an_error(notebook):
    outputs = [output for cell in notebook.cells() for output in cell["outputs"]]
    assert outputs
    assert not [output for output in outputs if output["output_type"] == "error" or output.get("name") == "stderr"]


def test_every_explorer_appears_live(notebook):
    outputs = [output for cell in notebook.cells() for output in cell["outputs"] if shows_explorer(output)]
    made = [cell for cell in notebook.cells() if cell["type"] == "code" and "Explorer(" in cell["source"]]
    assert len(notebook.explorers()) == len(outputs) >= len(made)
    for explorer in notebook.explorers():
        explorer.box.scroll_into_view_if_needed()
        explorer.settle()
        assert explorer.image.evaluate("canvas => canvas.width") >= 500
        assert explorer.text().strip()


def test_explorers_answer_to_the_keyboard(notebook):
    for explorer in live(notebook):
        explorer.settle()
        picture, text = explorer.picture(), explorer.text()
        explorer.press_a_key()
        explorer.wait_for_change(picture, text)


def test_explorers_answer_to_the_mouse_and_leave_the_others_alone(notebook):
    explorers = live(notebook)
    for explorer in explorers:
        for each in explorers:
            each.settle()
        others = [(other, other.picture(), other.text()) for other in explorers if other is not explorer]
        picture, text = explorer.picture(), explorer.text()
        explorer.click_a_track()
        explorer.wait_for_change(picture, text)
        assert [(other.picture(), other.text()) for other, *_ in others] == [tuple(before) for _, *before in others]


def test_play_runs_and_stops(notebook):
    players = [explorer for explorer in live(notebook) if explorer.play_buttons()]
    if not players:
        pytest.skip("not in this notebook: a Play")
    for explorer in players:
        run, stop = explorer.play_buttons()[:2]
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


def test_every_check_shows_its_feedback(notebook):
    exercises = [cell for cell in notebook.cells() if "exercise" in cell["tags"]]
    if not exercises:
        pytest.skip("no exercise in this notebook")
    assert all(cell["outputs"] for cell in exercises)


def test_check_answers_to_a_mistake_and_to_a_solution(notebook):
    tags = [tag.partition(":")[2] for cell in notebook.cells() for tag in cell["tags"] if tag.startswith("exercise:")]
    functions = [exercises.every()[name] for name in tags if hasattr(exercises.every()[name], "mistakes")]
    functions = [exercise for exercise in functions if callable(exercise.reference) and exercise.mistakes]
    if not functions:
        pytest.skip("not in this notebook: a function to write")
    exercise = functions[0]
    answers = [exercise.mistakes[0], exercise.reference]
    said = [notebook.run_instead(f"exercise:{exercise.name}", f"from {answer.__module__} import {answer.__name__}\n"
                                 f"from nag_helpers import exercises\nexercises.{exercise.name}.check({answer.__name__})")
            for answer in answers]
    assert said[0].strip() and "Correct" not in said[0]
    assert "Correct" in said[1]


def test_axe_finds_nothing_in_the_outputs(notebook):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    violations = axe.run(notebook.page, context=".jp-Cell-outputArea").response["violations"]
    assert {each["id"]: [node["html"] for node in each["nodes"]] for each in violations} == {}


def test_screenshots_of_the_explorers(notebook, notebook_file, artifacts):
    for i, explorer in enumerate(live(notebook), 1):
        file = artifacts / f"{notebook_file.stem}_{i}.png"
        explorer.box.screenshot(path=file)
        assert file.stat().st_size > 5000


def test_nothing_is_asked_of_any_other_address(notebook):
    assert notebook.asked_outside == []
