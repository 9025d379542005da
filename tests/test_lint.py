"""The machine keeps the style: the linter's chosen rules (pyproject.toml), notebooks included, and the formatter's layout."""

import subprocess
import sys

from tools.places import ROOT

FORMATTED = ("start.py", "conftest.py", "nag_helpers", "tools", "tests")


def ruff(*words):
    return subprocess.run([sys.executable, "-m", "ruff", *words], cwd=ROOT, capture_output=True, text=True, check=False)


def test_ruff_finds_nothing():
    said = ruff("check", ".")
    assert said.returncode == 0, said.stdout


def test_the_layout_is_the_formatters():
    said = ruff("format", "--check", *FORMATTED)
    assert said.returncode == 0, f"{said.stdout}Run: ruff format {' '.join(FORMATTED)}"
