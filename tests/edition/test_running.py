"""Notebooks in the browser edition: their cells run, explorers answer, checks speak."""

import re

import edition
import lab
import pytest

from nag_helpers import exercises

IN_LAB = "05_momentum_or_nag"  # opened in the whole of JupyterLab, the others in a page of their own
WHOLE = "00_invent_it"  # of the others what is live runs, all of it with `--every`
ENDLESS = "def {name}(*arguments):\n    while True:\n        pass\n\nfrom nag_helpers import exercises\nexercises.{name}.check({name})"


@pytest.fixture(scope="module")
def notebook(notebook_name, context, address, pytestconfig):
    """A notebook, run from the moment at which its page appears; of what only computes, nbval proves the same sooner."""
    app = "lab" if notebook_name == IN_LAB else "notebooks"
    with edition.opened(context, address, notebook_name, app) as notebook:
        if notebook_name == WHOLE or pytestconfig.getoption("--every", default=False):
            notebook.run_all()
        else:
            notebook.run_what_is_live()
        yield notebook


def first_function(notebook):
    """Return the first exercise of a notebook that asks for a function and knows a mistake."""
    tags = [tag.partition(":")[2] for cell in notebook.cells() for tag in cell["tags"] if tag.startswith("exercise:")]
    functions = [exercises.every()[name] for name in tags if getattr(exercises.every()[name], "mistakes", ())]
    return next((exercise for exercise in functions if callable(exercise.reference)), None)


def given(answer, exercise):
    return (
        f"from {answer.__module__} import {answer.__name__}\nfrom nag_helpers import exercises\n"
        f"exercises.{exercise.name}.check({answer.__name__})"
    )


def test_it_runs_without_an_error_or_a_warning(notebook):
    outputs = [output for cell in notebook.cells() for output in cell["outputs"]]
    assert outputs
    assert not [output for output in outputs if output["output_type"] == "error" or output.get("name") == "stderr"]


def test_explorers_answer_to_keys_clicks_and_handles(notebook):
    live = notebook.explorers()
    made = [
        cell
        for cell in notebook.cells()
        if cell["type"] == "code" and re.search(r"Explorer\(|\bfilm\(", cell["source"])
    ]
    assert len(live) >= len(made) > 0
    for explorer in live:
        for do in (lab.Explorer.press_a_key, lab.Explorer.click_a_track, move_a_handle):
            explorer.settle()
            picture, text = explorer.picture(), explorer.text()
            do(explorer)
            explorer.wait_for_change(picture, text)


def move_a_handle(explorer):
    """Move the first handle by keys, towards the middle of its axis."""
    handle = explorer.handles()[0]
    low, high, now = (float(handle.get_attribute(f"aria-value{part}")) for part in ("min", "max", "now"))
    handle.press("Shift+ArrowRight" if now < (low + high) / 2 else "Shift+ArrowLeft")


def test_play_runs_and_stops(notebook):
    players = [explorer for explorer in notebook.explorers() if explorer.play_buttons()]
    if not players:
        pytest.skip("not in this notebook: a Play")
    for explorer in players:
        run, stop = explorer.play_buttons()
        stop.click()
        explorer.settle()
        picture, text = explorer.picture(), explorer.text()
        run.click()
        explorer.wait_for_change(picture, text)
        run.click()  # the same button pauses
        explorer.settle()


def test_a_check_answers_to_a_mistake_an_endless_loop_and_a_solution(notebook):
    exercise = first_function(notebook)
    if exercise is None:
        pytest.skip("not in this notebook: a function to write")
    tag, mistake = f"exercise:{exercise.name}", exercise.mistakes[0]
    assert "Correct" not in notebook.run_source(tag, given(mistake, exercise))
    assert "stopped after" in notebook.run_source(tag, ENDLESS.format(name=exercise.name))
    assert "Correct" in notebook.run_source(tag, given(exercise.reference, exercise))


def test_nothing_is_asked_of_any_other_address(notebook):
    assert notebook.asked_outside == []
