"""Every exercise in its notebook twice: solved, and with a mistake in it. Each check says so, and what uses the answers runs."""

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
def test_every_check_of_a_solved_notebook_says_correct(path, tmp_path):
    notebook = what_an_answer_changes(path)
    names = solving.solve(notebook)
    saving.execute(notebook, tmp_path)
    assert outcomes(notebook) == dict.fromkeys(names, "Correct")


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_notebook_with_a_mistake_in_each_exercise_runs_to_its_end(path, tmp_path):
    notebook = what_an_answer_changes(path)
    names = [name for cell in notebook.cells if (name := notebooks.exercise_in(cell))]
    for cell in notebook.cells:
        if name := notebooks.exercise_in(cell):
            cell.source = solving.fill(cell.source, name, mistaken(exercises.every()[name]))
    saving.execute(notebook, tmp_path)
    assert outcomes(notebook) == dict.fromkeys(names, "Not yet")


def what_an_answer_changes(path):
    """Return a notebook's exercises, what uses their answers, and what these need; the rest runs as it does without answers."""
    notebook = nbformat.read(path, as_version=4)
    sources = {i: cell.source for i, cell in enumerate(notebook.cells) if cell.cell_type == "code"}
    setup = [i for i in sources if "setup" in notebook.cells[i].metadata.get("tags", ())]
    asked = [i for i in sources if notebooks.exercise_in(notebook.cells[i])]
    notebook.cells = [notebook.cells[i] for i in needed(sources, [*setup, *touched(sources, asked)])]
    return notebook


def mistaken(exercise):
    """Return code for an exercise's cell that makes its first mistake."""
    mistakes = f"exercises.{exercise.name}.mistakes[0]"
    if isinstance(exercise, GoalExercise):
        name = exercise.explorer_name
        return f"for control, value in {mistakes}[1].items():\n    {name}.controls[control].value = value"
    if isinstance(exercise, FunctionExercise):
        return f"{exercise.answer_name} = {mistakes}"
    return f"{exercise.answer_name} = {mistakes}[0]"


def outcomes(notebook):
    """Return {exercise: "Correct", "Not yet" or "Not started"}."""
    return {name: text(cell).split(":")[0] for cell in notebook.cells if (name := notebooks.exercise_in(cell))}


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
