"""Notebooks with their exercises filled in: ``python3 start.py solutions`` writes them. Runs inside the environment."""

from pathlib import Path

import nbformat

from nag_helpers import exercises
from tools import files, notebooks
from tools.author import saving
from tools.places import SOLVED, notebook_files


def fill(source, name, answer):
    """Return an exercise cell's source with ``answer`` in place of its stub; hint line and check stay."""
    lines = source.splitlines()
    rest = next(number for number, line in enumerate(lines) if f"exercises.{name}." in line)
    return "\n".join([answer.strip(), "", *lines[rest:]])


def solve(notebook):
    """Fill in the solution of every exercise of a notebook, in place; return the names of the exercises."""
    names = []
    for cell in notebook["cells"]:
        if name := notebooks.exercise_in(cell):
            cell["source"] = fill(cell["source"], name, exercises.every()[name].solution_code)
            names.append(name)
    return names


def solve_all(folder=SOLVED):
    """Write all notebooks, solved and executed, into ``folder``; what was there under their names is replaced."""
    Path(folder).mkdir(exist_ok=True)
    for path in notebook_files():
        print(f"{path.name} ... ", end="", flush=True)
        notebook = nbformat.read(path, as_version=4)
        names = solve(notebook)
        saving.execute(notebook, folder)
        saving.clean(notebook)
        files.write(Path(folder) / path.name, saving.as_text(notebook))
        print(f"{len(names)} exercises solved")
