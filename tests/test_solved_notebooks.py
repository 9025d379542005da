"""Every notebook once more, with all its exercises solved: each check says that the solution is correct."""

import nbformat
import pytest

from nag_helpers import exercises
from tools import saving, solving
from tools.places import notebook_files

FILES = notebook_files()


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_every_check_of_a_solved_notebook_says_correct(path, tmp_path):
    notebook = nbformat.read(path, as_version=4)
    names = solving.solve(notebook)
    saving.execute(notebook, tmp_path)
    saving.clean(notebook)
    said = {name: text(cell) for cell in notebook.cells if (name := solving.exercise_in(cell))}
    assert {name: words.split(":")[0] for name, words in said.items()} == dict.fromkeys(names, "Correct")


def test_every_exercise_stands_in_the_notebook_of_its_file():
    stands = {}
    for path in FILES:
        for cell in nbformat.read(path, as_version=4).cells:
            if name := solving.exercise_in(cell):
                assert "exercise" in cell.metadata.tags
                stands[name] = path.name[:2]
    assert stands == {name: exercise.notebook for name, exercise in exercises.every().items()}


def test_filling_in_an_answer_replaces_the_stub_and_keeps_the_check():
    stub = "def f(x):\n    ...\n\n# exercises.f.hint()   exercises.f.solution()\nexercises.f.check(f)"
    filled = solving.fill(stub, "f", "def f(x):\n    return 2 * x\n")
    assert (
        filled == "def f(x):\n    return 2 * x\n\n# exercises.f.hint()   exercises.f.solution()\nexercises.f.check(f)"
    )


def text(cell):
    return "".join(output.get("data", {}).get("text/plain", "") for output in cell.outputs)
