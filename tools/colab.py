"""An environment with the packages of Colab's kernel, in which the tests run every notebook again.

It holds none of the series' own code: the notebooks find the helpers through PYTHONPATH, and the set-up cell is tested in
it as in a fresh Colab.
"""

import hashlib
import os
import shutil
import sys

from tools.environment import create
from tools.pip import pip_install
from tools.places import OTHER_ENVIRONMENTS, ROOT, python_in
from tools.processes import quiet

PINS = ROOT / "tests/colab.txt"
VENV = OTHER_ENVIRONMENTS / "colab"
STAMP = VENV / "nag-installed.txt"
PYTHON = os.environ.get("NAG_COLAB_PYTHON", "python3.13")  # Colab's; where it is missing, the one that runs start.py
KERNEL = "colab"


def ready():
    """Make the environment, unless it is there already with the wanted versions."""
    if installed():
        return
    python = shutil.which(PYTHON)
    python = python if python and quiet([python, "-c", "import ensurepip"]) else sys.executable
    print(f"Making the environment {VENV}, with Colab's packages, by {python} ...", flush=True)
    create(VENV, python)
    pip_install(VENV, "-r", PINS, log=VENV / "nag-install.log")
    quiet([python_in(VENV), "-m", "ipykernel", "install", "--prefix", VENV, "--name", KERNEL])
    STAMP.write_text(_wanted(), encoding="utf-8")


def installed():
    """Return True if the environment is complete."""
    return STAMP.exists() and STAMP.read_text(encoding="utf-8") == _wanted()


def variables():
    """Return the environment variables with which Jupyter finds this kernel, and the kernel finds the helpers."""
    return {"JUPYTER_PATH": str(VENV / "share/jupyter"), "PYTHONPATH": str(ROOT)}


def _wanted():
    return hashlib.sha256(PINS.read_bytes() + str(VENV).encode()).hexdigest()  # a kernel names its folder
