"""The set-up cell in a fresh Colab: Colab's packages, no helpers, and ``google.colab`` played by an empty module."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tools.author import colab, publishing
from tools.places import ROOT, python_in

pytestmark = pytest.mark.skipif(
    not colab.installed(), reason="Colab's packages are not installed: python3 start.py install colab"
)
PLAY_COLAB = "import sys, types; sys.modules['google.colab'] = types.ModuleType('google.colab')\n"
RUN_CELL = """
import importlib.util, json, sys
from importlib import metadata
from IPython.core.interactiveshell import InteractiveShell
ended = InteractiveShell.instance().run_cell(sys.argv[1])
found = importlib.util.find_spec("nag_helpers")
print(json.dumps({
    "error": str(ended.error_in_exec or ended.error_before_exec or ""),
    "helpers": found and found.origin,
    "packages": {each.metadata["Name"]: [each.version, str(each.locate_file(""))] for each in metadata.distributions()},
}))
"""


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """The repository as a code host packs it: a zip file with one folder."""
    folder = tmp_path_factory.mktemp("packed")
    inside = folder / "nag-main"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "nag_helpers", inside / "nag_helpers", ignore=ignored)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, inside)
    return shutil.make_archive(folder / "main", "zip", folder, "nag-main")


@pytest.fixture
def bare(tmp_path):
    """Colab's environment, with a layer above it that takes what is installed; the tests change nothing in Colab's."""
    venv = tmp_path / "bare"
    subprocess.run([python_in(colab.VENV), "-m", "venv", "--without-pip", venv], check=True)
    (packages(venv) / "colab.pth").write_text(f"{packages(colab.VENV)}\n")
    return venv


def packages(venv):
    """Return the folder of an environment's packages."""
    command = [python_in(venv), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    return Path(subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip())


def run_cell(venv, cell, first=PLAY_COLAB):
    """Run a set-up cell; return what it said, its error, and what is installed afterwards."""
    ended = subprocess.run(
        [python_in(venv), "-c", first + RUN_CELL, cell],
        capture_output=True,
        text=True,
        check=True,
        cwd=venv,
        env={
            "PATH": "",
            "HOME": str(venv),
            "PIP_NO_BUILD_ISOLATION": "false",
            "PIP_NO_INDEX": "1",
            "PIP_CONFIG_FILE": "/dev/null",
        },
    )
    *said, facts = ended.stdout.strip().splitlines()
    return json.loads(facts) | {"said": "\n".join(said)}


def test_it_installs_the_helpers_and_leaves_all_other_packages_alone(bare, source):
    before = run_cell(bare, "pass")
    assert before["helpers"] is None
    after = run_cell(bare, publishing.set_up_from(source))
    assert after["error"] == ""
    assert str(bare) in after["helpers"]
    added = {name: found for name, found in after["packages"].items() if before["packages"].get(name) != found}
    assert list(added) == ["nag-helpers"]
    for name in ("numpy", "matplotlib", "ipywidgets"):
        assert str(colab.VENV) in after["packages"][name][1]


def test_it_does_nothing_where_the_helpers_are(bare, source):
    run_cell(bare, publishing.set_up_from(source))
    again = run_cell(bare, publishing.set_up_from("a-source-that-does-not-exist.zip"))
    assert again["error"] == ""
    assert again["said"] == ""


def test_it_does_nothing_outside_colab(bare):
    elsewhere = run_cell(bare, publishing.set_up_from("a-source-that-does-not-exist.zip"), first="")
    assert elsewhere["error"] == ""
    assert elsewhere["said"] == ""
    assert elsewhere["helpers"] is None


def test_the_data_of_the_helpers_come_along(bare, source):
    run_cell(bare, publishing.set_up_from(source))
    installed = packages(bare) / "nag_helpers"
    ours = {path.relative_to(ROOT / "nag_helpers") for path in (ROOT / "nag_helpers").rglob("*") if path.is_file()}
    theirs = {path.relative_to(installed) for path in installed.rglob("*") if path.is_file()}
    assert {path for path in ours if "__pycache__" not in path.parts} <= theirs
