"""The author's command: run notebooks in place and save them clean. Runs inside the environment (it needs nbclient).

    python3 start.py save [NAME ...]

What is saved is stable: a notebook whose outputs did not change keeps its file, byte for byte.
"""

import asyncio
import os
import sys
import tempfile

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from tools import files, notebooks
from tools.author import publishing

KERNEL = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
KEPT_CELL_METADATA = ("tags", "jupyter")


def save(path):
    """Stamp, execute and clean one notebook in place; return True if its file changed.

    Raises CellExecutionError, leaving the file alone, if a cell fails, and ValueError if one writes to stderr.
    """
    before = path.read_text(encoding="utf-8")
    notebook = nbformat.reads(before, as_version=4)
    publishing.stamp_notebook(notebook, path.name, publishing.published())
    execute(notebook, path.parent)
    clean(notebook)
    after = as_text(notebook)
    if after != before:
        files.write(path, after)
    return after != before


def execute(notebook, folder, **variables):
    """Run all cells of a notebook in ``folder``, with predictions and progress of its own, and with these environment variables.

    A kernel that does not come up is tried again: where several start at once, two may pick the same free port.
    """
    for tries_left in (2, 1, 0):
        try:
            return _execute(notebook, folder, variables)
        except RuntimeError as died:
            if not tries_left or "before replying" not in str(died):
                raise


def _execute(notebook, folder, variables):
    with tempfile.TemporaryDirectory() as progress:
        client = NotebookClient(
            notebook,
            timeout=600,
            kernel_name="python3",
            extra_arguments=["--IPKernelApp.log_level=ERROR"],
            coalesce_streams=True,
            resources={"metadata": {"path": str(folder)}},
        )
        client.execute(env=os.environ | variables | {"NAG_PROGRESS": progress})


def clean(notebook):
    """Take out what execution leaves behind and viewers stumble over: widget state, timings, editors' metadata."""
    notebook["metadata"] = nbformat.from_dict(KERNEL)
    notebook["nbformat"], notebook["nbformat_minor"] = 4, 5
    for cell in notebook["cells"]:
        cell["metadata"] = nbformat.from_dict({k: v for k, v in cell["metadata"].items() if k in KEPT_CELL_METADATA})
        for output in cell.get("outputs", ()):
            # A widget's view is a random name without the kernel that made it: the still picture and the text remain.
            output.get("data", {}).pop("application/vnd.jupyter.widget-view+json", None)
            if output.get("name") == "stderr":
                raise ValueError(f"A cell wrote to stderr, which no saved notebook may hold: {output['text']}")


def as_text(notebook):
    """Return the text of a notebook's file."""
    return notebooks.as_saved(nbformat.v4.rwbase.split_lines(notebook))


def save_all(paths):
    """Save notebooks, and tell of each; return the number that failed."""
    if sys.platform == "win32":
        asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())
    failed = 0
    for path in paths:
        print(f"{path.name} ... ", end="", flush=True)
        try:
            print("saved" if save(path) else "unchanged")
        except (CellExecutionError, ValueError) as problem:
            failed += 1
            print(f"not saved\n{problem}")
    return failed
