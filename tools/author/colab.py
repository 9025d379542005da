"""An environment with the packages of Colab's kernel, in which the tests run every notebook again.

It holds none of the series' own code: the notebooks find the helpers through PYTHONPATH, and the set-up cell is tested in
it as in a fresh Colab.
"""

import shutil
import sys

from tools import environment
from tools.places import OTHER_ENVIRONMENTS, ROOT
from tools.processes import quiet

VENV = OTHER_ENVIRONMENTS / "colab"
PYTHON = "python3.13"  # Colab's; where it is missing, the one that runs start.py
KERNEL = "colab"


def ready():
    """Make the environment, unless it is there already with the wanted versions."""
    found = shutil.which(PYTHON)
    python = environment.ready(
        KERNEL,
        venv=VENV,
        python=found if found and quiet([found, "-c", "import ensurepip"]) else sys.executable,
        ours=False,
    )
    quiet([python, "-m", "ipykernel", "install", "--prefix", VENV, "--name", KERNEL])


def installed():
    """Return True if the environment is complete."""
    return environment.holds(KERNEL, venv=VENV) and (VENV / "share/jupyter/kernels" / KERNEL).exists()


def variables():
    """Return the environment variables with which Jupyter finds this kernel, and the kernel finds the helpers."""
    return {"JUPYTER_PATH": str(VENV / "share/jupyter"), "PYTHONPATH": str(ROOT)}
