"""Every exercise in its notebook: solved, and then with a mistake in it. Each check says so, and what uses the answers runs."""

import copy

import nbformat
import pytest
from needs import needed, touched

from nag_helpers import exercises
from nag_helpers.exercises.kinds import FunctionExercise, GoalExercise
from tools import notebooks
from tools.author import saving, solving
from tools.places import notebook_files

FILES = notebook_files()


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_every_check_says_correct_and_then_that_there_is_a_mistake(path, tmp_path):
    """One kernel for both: the cells that an answer can change, each exercise solved, and below them once more, mistaken."""
    notebook = nbformat.read(path, as_version=4)
    cells = {i: cell for i, cell in enumerate(notebook.cells) if cell.cell_type == "code"}
    sources = {i: cell.source for i, cell in cells.items()}
    setup = [i for i, cell in cells.items() if "setup" in cell.metadata.get("tags", ())]
    changed = touched(sources, [i for i, cell in cells.items() if notebooks.exercise_in(cell)])
    wrong = nbformat.v4.new_notebook(cells=[copy.deepcopy(cells[i]) for i in changed])
    for cell in wrong.cells:
        if name := notebooks.exercise_in(cell):
            cell.source = solving.fill(cell.source, name, mistaken(exercises.every()[name]))
    notebook.cells = [cells[i] for i in needed(sources, [*setup, *changed])]
    solving.solve(notebook)
    right = len(notebook.cells)
    notebook.cells += wrong.cells
    saving.execute(notebook, tmp_path)
    assert set(outcomes(notebook.cells[:right]).values()) == {"Correct"}
    assert outcomes(notebook.cells[right:]) == dict.fromkeys(outcomes(notebook.cells[:right]), "Not yet")


def mistaken(exercise):
    """Return code for an exercise's cell that makes its first mistake."""
    mistakes = f"exercises.{exercise.name}.mistakes[0]"
    if isinstance(exercise, GoalExercise):
        name = exercise.explorer_name
        return f"for control, value in {mistakes}[1].items():\n    {name}.controls[control].value = value"
    if isinstance(exercise, FunctionExercise):
        return f"{exercise.answer_name} = {mistakes}"
    return f"{exercise.answer_name} = {mistakes}[0]"


def outcomes(cells):
    """Return {exercise: "Correct", "Not yet" or "Not started"}."""
    said = {name: text(cell).split(":")[0] for cell in cells if (name := notebooks.exercise_in(cell))}
    return {name: outcome.split(" ", 1)[1] for name, outcome in said.items()}  # behind the card's mark


def test_every_exercise_stands_in_the_notebook_of_its_file():
    stands = {}
    for path in FILES:
        for cell in nbformat.read(path, as_version=4).cells:
            if name := notebooks.exercise_in(cell):
                assert "exercise" in cell.metadata.tags
                stands[name] = path.name[:2]
    assert stands == {name: exercise.notebook for name, exercise in exercises.every().items()}


def test_filling_in_an_answer_replaces_the_stub_and_keeps_the_check():
    stub = "def f(x):\n    ...\n\n# exercises.f.hint()\n# exercises.f.solution()\nexercises.f.check(f)"
    filled = solving.fill(stub, "f", "def f(x):\n    return 2 * x\n")
    assert (
        filled == "def f(x):\n    return 2 * x\n\n# exercises.f.hint()\n# exercises.f.solution()\nexercises.f.check(f)"
    )


def text(cell):
    return "".join(output.get("data", {}).get("text/plain", "") for output in cell.outputs)
