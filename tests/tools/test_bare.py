"""Notebooks without outputs, for learners: on Binder, and on the branch that Colab opens."""

import json
import shutil
import subprocess

import pytest

from tools import notebooks
from tools.author import bare
from tools.places import notebook_files

ORIGINAL = notebook_files()[0]


def cells(text):
    return json.loads(text)["cells"]


def test_outputs_and_execution_counts_go_and_all_else_stays():
    before = ORIGINAL.read_text(encoding="utf-8")
    after = notebooks.without_outputs(before)
    assert all(
        cell["outputs"] == [] and cell["execution_count"] is None
        for cell in cells(after)
        if cell["cell_type"] == "code"
    )
    assert [(cell["id"], cell["source"], cell["metadata"]) for cell in cells(after)] == [
        (cell["id"], cell["source"], cell["metadata"]) for cell in cells(before)
    ]


def test_doing_it_twice_changes_nothing():
    once = notebooks.without_outputs(ORIGINAL.read_text(encoding="utf-8"))
    assert notebooks.without_outputs(once) == once


def test_the_command_strips_a_folder_in_place(tmp_path):
    shutil.copy(ORIGINAL, tmp_path)
    bare.main([str(tmp_path)])
    assert '"image/png"' not in (tmp_path / ORIGINAL.name).read_text(encoding="utf-8")


@pytest.fixture
def checkout(tmp_path):
    """A published checkout on branch main, with one notebook."""
    (tmp_path / "notebooks").mkdir()
    shutil.copy(ORIGINAL, tmp_path / "notebooks")
    (tmp_path / "published.json").write_text('{"repository": "someone/nag", "branch": "main"}')
    for words in (
        ["init", "--quiet", "--initial-branch", "main"],
        ["config", "user.name", "n"],
        ["config", "user.email", "n@n"],
        ["add", "."],
        ["commit", "--quiet", "-m", "all"],
    ):
        subprocess.run(["git", "-C", str(tmp_path), *words], check=True)
    return tmp_path


def git(folder, *words):
    return subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True, text=True).stdout.strip()


def test_the_branch_for_colab_holds_the_notebooks_without_outputs_and_main_keeps_its_own(checkout):
    assert bare.make_branch(checkout) == "main-without-outputs"
    path = f"notebooks/{ORIGINAL.name}"
    assert '"image/png"' not in git(checkout, "show", f"main-without-outputs:{path}")
    assert '"image/png"' in git(checkout, "show", f"main:{path}")


def test_another_branch_changes_nothing_that_learners_open(checkout):
    git(checkout, "switch", "--quiet", "-c", "trial")
    assert bare.make_branch(checkout) is None
    assert git(checkout, "branch", "--list", "*without*") == ""


def test_a_file_that_is_no_notebook_is_handed_on_as_it_is():
    assert notebooks.without_outputs("half a notebook {") == "half a notebook {"
