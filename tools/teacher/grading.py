"""A teacher's command: run the notebooks that learners handed in, and say which exercises are solved. Runs inside the environment.

    python3 start.py grade FOLDER [--file grades.csv]

Each notebook runs from top to bottom in a kernel of its own, with a progress file of its own; a cell that fails or does not end stops
nothing but itself. What runs is the learners' code, with your rights: grade where you would also open their notebooks.
"""

import csv
import io
import os
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from nag_helpers.learning import progress
from tools import files, notebooks
from tools.problems import Problem

SECONDS = 120  # for a cell


def outcomes(path):
    """Return how the exercises of one notebook came out, name -> "correct", "not yet" or "not started".

    Raises
    ------
    ValueError
        If the file is no notebook.
    """
    try:
        notebook = nbformat.read(path, as_version=4)
        names = list(filter(None, map(notebooks.exercise_in, notebook.cells)))
    except Exception as wrong:  # noqa: BLE001  nbformat raises many kinds for what is no notebook
        raise ValueError(f"not a notebook ({type(wrong).__name__})") from None
    with tempfile.TemporaryDirectory() as folder:
        client = NotebookClient(
            notebook,
            timeout=SECONDS,
            interrupt_on_timeout=True,
            allow_errors=True,
            kernel_name="python3",
            resources={"metadata": {"path": folder}},
        )
        client.execute(env=os.environ | {"NAG_PROGRESS": folder})
        kept = Path(folder) / "progress.json"
        done = progress.understood(kept.read_bytes()).get("exercises", {}) if kept.exists() else {}
    return {name: done.get(name, {}).get("outcome", "not started") for name in names}


def grade(folder, file):
    """Grade every notebook in a folder, say how each stands, and write one row for each exercise into a file of comma-separated values."""
    found = [path for path in sorted(Path(folder).rglob("*.ipynb")) if ".ipynb_checkpoints" not in path.parts]
    if not found:
        raise Problem(f"No notebook was found in {folder}.")
    table = io.StringIO()
    rows = csv.writer(table, lineterminator="\n")
    rows.writerow(("file", "exercise", "outcome"))
    for path in found:
        name = path.relative_to(folder).as_posix()
        try:
            came = outcomes(path)
        except ValueError as wrong:
            print(f"left out: {name}: {wrong}")
            continue
        rows.writerows((name, exercise, outcome) for exercise, outcome in came.items())
        open_ones = [f"{exercise} {outcome}" for exercise, outcome in came.items() if outcome != "correct"]
        print(
            f"{name}: {len(came) - len(open_ones)} of {len(came)}" + "".join(f"; {one}" for one in open_ones),
            flush=True,
        )
    files.write(Path(file), table.getvalue())
    print(f"wrote {file}")
