"""``start.py save``: notebooks are run and saved clean, and only when something changed."""

import nbformat
import pytest
from nbclient.exceptions import CellExecutionError

from tools.author import saving


@pytest.fixture
def notebook(tmp_path):
    """Write a notebook with the given code cells, as an author's editor would leave it; return its path."""

    def write(*codes):
        path = tmp_path / "03_deriving_nag.ipynb"
        cells = [nbformat.v4.new_markdown_cell("# 3. Deriving NAG\n\n**What you'll do.**")]
        cells += [nbformat.v4.new_code_cell(code, metadata={"collapsed": True}) for code in codes]
        made = nbformat.v4.new_notebook(cells=cells, metadata={"widgets": {"x": 1}, "colab": {"name": "x"}})
        nbformat.write(made, path)
        return path

    return write


def outputs(path):
    return [output for cell in nbformat.read(path, 4).cells if cell.cell_type == "code" for output in cell.outputs]


def test_a_saved_notebook_holds_its_outputs_and_nothing_of_the_session_and_stays_when_saved_again(
    notebook, monkeypatch
):
    monkeypatch.setenv("NAG_PROGRESS", "the learner's")
    progress = "import os\nprint(os.environ['NAG_PROGRESS'] == \"the learner's\")"
    path = notebook("print('one')\nprint('two')", "import ipywidgets\nipywidgets.IntSlider()", progress)
    assert saving.save(path)
    saved = nbformat.read(path, 4)
    nbformat.validate(saved)
    assert saved.metadata == saving.KERNEL
    assert [cell.metadata for cell in saved.cells] == [{}, {}, {}, {}]
    assert outputs(path)[0].text == "one\ntwo\n"
    assert set(outputs(path)[1].data) == {"text/plain"}
    assert outputs(path)[2].text == "False\n"
    before = path.read_bytes()
    assert not saving.save(path)
    assert path.read_bytes() == before


def test_a_cell_that_fails_leaves_the_file_as_it_was(notebook):
    path = notebook("print('before')", "1 / 0")
    before = path.read_bytes()
    with pytest.raises(CellExecutionError, match="ZeroDivisionError"):
        saving.save(path)
    assert path.read_bytes() == before


def test_a_warning_is_not_saved(notebook):
    path = notebook("import warnings\nwarnings.warn('careful')")
    before = path.read_bytes()
    with pytest.raises(ValueError, match="careful"):
        saving.save(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(("failures", "said"), [(2, None), (3, "before replying"), (1, "Kernel died")])
def test_a_kernel_that_does_not_come_up_is_tried_again_and_one_that_dies_is_not(monkeypatch, tmp_path, failures, said):
    calls = []

    def execute(*_, **__):
        calls.append(1)
        if len(calls) <= failures:
            raise RuntimeError("Kernel died" if failures == 1 else "Kernel died before replying to kernel_info")

    monkeypatch.setattr(saving.NotebookClient, "execute", execute)
    notebook = nbformat.v4.new_notebook()
    if said is None:
        saving.execute(notebook, tmp_path)
    else:
        with pytest.raises(RuntimeError, match=said):
            saving.execute(notebook, tmp_path)
    assert len(calls) == (1 if failures == 1 else 3)
