"""A checkout whose packages are a few small wheels made on the spot, so that whole installations take seconds."""

import base64
import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile

from tools.places import ROOT

PYPROJECT = """\
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]

[project]
name = "nag-helpers"
version = "0.1.0"
dependencies = ["numpy"]

[project.optional-dependencies]
lab = ["jupyterlab"]
bench = ["ipympl"]

[tool.nag.published]
repository = ""
branch = ""
"""

# What setuptools does for `pip install -e .`: one path file that points here.
BACKEND = '''\
import json
from pathlib import Path

from fake_wheels import make_wheel


def build_editable(folder, config_settings=None, metadata_directory=None):
    asked = {"": ["numpy"], "lab": ["jupyterlab"], "bench": ["ipympl"]}
    return make_wheel(Path(folder), "nag_helpers", "0.1.0", {"nag_helpers.pth": str(Path.cwd())}, asked).name
'''


def make_wheel(folder, name, version, files, requires=None):
    """Write a wheel that holds ``files``, a dict from path to text; ``requires`` is a dict from extra to names."""
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    for extra, names in (requires or {}).items():
        metadata += f"Provides-Extra: {extra}\n" if extra else ""
        for asked in names:
            metadata += f"Requires-Dist: {asked}" + (f'; extra == "{extra}"\n' if extra else "\n")
    info = f"{name}-{version}.dist-info"
    all_files = files | {
        f"{info}/METADATA": metadata,
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    lines = [f"{path},sha256={_hash(text)},{len(text.encode())}" for path, text in all_files.items()]
    all_files[f"{info}/RECORD"] = "\n".join([*lines, f"{info}/RECORD,,", ""])
    wheel = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as file:
        # its books first: an interrupted installation then looks complete to pip
        for path in sorted(all_files, key=lambda path: not path.startswith(info)):
            file.writestr(path, all_files[path])
    return wheel


def _hash(text):
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


def make_checkout(folder, pages=40):
    """Write the checkout into ``folder``: start.py and tools as they are, the rest as small as can be."""
    folder.mkdir(parents=True)
    shutil.copytree(ROOT / "tools", folder / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "start.py", folder)
    (folder / "pyproject.toml").write_text(PYPROJECT)
    (folder / "constraints.txt").write_text("numpy==2.0\njupyterlab==4.0\nipympl==1.0\n")
    (folder / "README.md").write_text("# The series\n")
    (folder / "nag_helpers").mkdir()
    (folder / "nag_helpers/__init__.py").touch()
    shutil.copy(ROOT / "nag_helpers/files.py", folder / "nag_helpers")  # tools write through it
    (folder / "notebooks").mkdir()
    (folder / "notebooks/00_start_here.ipynb").write_text('{"cells": []}')
    (folder / "backend.py").write_text(BACKEND)
    shutil.copy(__file__, folder / "fake_wheels.py")
    wheels = folder.parent / "wheels"  # pip takes a space in this path for the end of it
    wheels.mkdir()
    make_wheel(wheels, "numpy", "2.0", {"numpy/__init__.py": ""})
    make_wheel(wheels, "ipympl", "1.0", {"ipympl/__init__.py": ""})
    static = {f"jupyterlab/static/{n}.js": f"page {n}\n" * 9 for n in range(pages)}
    code = (
        "import pathlib, nag_helpers, numpy\n"
        "pages = len(list((pathlib.Path(__file__).parent / 'static').iterdir()))\n"
        "print(f'The page is there with {pages} files.')\n"
    )
    make_wheel(wheels, "jupyterlab", "4.0", {"jupyterlab/__init__.py": "", "jupyterlab/__main__.py": code, **static})
    return folder


def surroundings(checkout, **variables):
    """Return the environment variables under which start.py finds the small wheels; None takes one of them away."""
    ours = {name: value for name, value in os.environ.items() if not re.match("PIP_|PYTHON|NAG_", name)}
    pip = {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(checkout.parent / "wheels")}
    all_of_them = ours | pip | {"HOME": str(checkout.parent), "PYTHONDONTWRITEBYTECODE": "1"} | variables
    return {name: value for name, value in all_of_them.items() if value is not None}


def start(checkout, *words, **variables):
    """Run start.py as a user would; return how it ended."""
    return subprocess.run(
        [sys.executable, "start.py", *words],
        cwd=checkout,
        env=surroundings(checkout, **variables),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
