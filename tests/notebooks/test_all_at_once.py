"""A learner may have every notebook of the series open at the same time."""

import asyncio
import contextlib

import nbformat
import psutil
from nbclient import NotebookClient

from tools.places import notebook_files


def test_all_notebooks_can_be_open_at_once(tmp_path, monkeypatch, record_property):
    monkeypatch.setenv("NAG_PROGRESS", str(tmp_path))
    notebooks = [nbformat.read(path, as_version=4) for path in notebook_files()]
    assert notebooks
    megabytes = asyncio.run(open_together(notebooks, tmp_path))
    record_property("measured", f"{len(notebooks)} notebooks open, set-up cells run: {megabytes:.0f} MB in all")


async def open_together(notebooks, folder):
    """Start a kernel for each notebook, run its set-up cell, and return their memory while all of them are open."""
    async with contextlib.AsyncExitStack() as kernels:
        processes = await asyncio.gather(*(open_one(notebook, folder, kernels) for notebook in notebooks))
        return sum(process.memory_info().rss for process in processes) / 1e6


async def open_one(notebook, folder, kernels):
    client = NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(folder)}})
    await kernels.enter_async_context(client.async_setup_kernel())
    (number, cell) = next(
        (n, cell) for n, cell in enumerate(notebook.cells) if "setup" in cell.metadata.get("tags", ())
    )
    await client.async_execute_cell(cell, number)
    return psutil.Process(client.km.provisioner.pid)
