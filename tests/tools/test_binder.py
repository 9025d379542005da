"""What Binder would do with this repository, as far as that can be seen without Docker (version specs: test_requirements)."""

import os
import re
import shutil
import subprocess
import sys

import pytest

from tools.places import ROOT


@pytest.fixture(scope="module")
def dockerfile(tmp_path_factory):
    """The Dockerfile that repo2docker writes for the files that Binder reads."""
    folder = tmp_path_factory.mktemp("repository")
    for name in ("environment.yml", "postBuild", "pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, folder)
    command = [sys.executable, "-m", "repo2docker", "--no-build", "--debug", "."]
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout + ended.stderr


def test_binder_makes_the_conda_environment_and_then_runs_our_post_build(dockerfile):
    environment = dockerfile.index('env update -p ${NB_PYTHON_PREFIX} --file "environment.yml"')
    assert environment < dockerfile.index("COPY --chown=0:0 src/ ${REPO_DIR}/") < dockerfile.index("RUN ./postBuild")


def test_the_environment_does_not_depend_on_the_rest_of_the_repository(dockerfile):
    before = dockerfile[: dockerfile.index("env update")]
    assert re.findall(r"COPY .*src/(\S+) ", before)[-1:] == ["environment.yml"]


def test_no_binder_folder_hides_the_files_at_the_root():
    assert not (ROOT / "binder").exists()
    assert not (ROOT / ".binder").exists()


def test_post_build_stops_at_its_first_failure_and_leaves_condas_packages_alone():
    lines = (ROOT / "postBuild").read_text(encoding="utf-8").splitlines()
    commands = [line for line in lines if line and not line.startswith("#")]
    assert commands == [
        "set -e",
        "pip install --no-deps --no-build-isolation -e .",
        "python -m tools.author.bare notebooks",
    ]
    assert lines[0] == "#!/bin/bash"


@pytest.mark.skipif(os.name == "nt", reason="not on this system: Windows has no executable bit")
def test_post_build_is_a_program():
    assert os.access(ROOT / "postBuild", os.X_OK)
