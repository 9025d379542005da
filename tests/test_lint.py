"""The linter's own rules, on all code; notebooks included."""

import subprocess
import sys

from tools.places import ROOT


def test_ruff_finds_nothing():
    said = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "."], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert said.returncode == 0, said.stdout
