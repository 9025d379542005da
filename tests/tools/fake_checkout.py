"""A checkout whose packages are a few small wheels made on the spot, so that whole installations take seconds."""

import base64
import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from tools.places import ROOT

PYPROJECT = """\
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]

[project]
name = "nag-helpers"
version = "0.1.0"

[project.optional-dependencies]
lab = ["jupyterlab"]
bench = ["ipympl"]
teach = ["slideshow"]
"""

# What setuptools does for `pip install -e .`: one path file that points here.
BACKEND = """\
from pathlib import Path

from fake_wheels import make_wheel


def build_editable(folder, config_settings=None, metadata_directory=None):
    return make_wheel(Path(folder), "nag_helpers", "0.1.0", {"nag_helpers.pth": str(Path.cwd())}).name
"""
# The real uv, which these tests do not install: start.py runs it as the module that it has installed.
UV = f"import subprocess, sys\nsys.exit(subprocess.call([{str(Path(sys.executable).with_name('uv'))!r}, *sys.argv[1:]]))\n"
LAB = """\
import os, pathlib, time, nag_helpers, numpy
pages = len(list((pathlib.Path(__file__).parent / 'static').iterdir()))
print(f'The page is there with {pages} files.', flush=True)
time.sleep(float(os.environ.get('STAYS_OPEN', 0)))
"""


def make_wheel(folder, name, version, files):
    """Write a wheel that holds ``files``, a dict from path to text."""
    info = f"{name}-{version}.dist-info"
    all_files = files | {
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
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


def pin(checkout, file, **packages):
    """Make a wheel for each package, {name: its files}, and let ``requirements/FILE.txt`` ask for them."""
    wheels, lines = checkout.parent / "wheels", []
    for name, files in packages.items():
        digest = hashlib.sha256(make_wheel(wheels, name, "1.0", files).read_bytes()).hexdigest()
        lines.append(f"{name}==1.0 --hash=sha256:{digest}\n")
    (checkout / f"requirements/{file}.txt").write_text("".join(lines))


def make_checkout(folder, pages=40):
    """Write the checkout into ``folder``: start.py and tools as they are, the rest as small as can be."""
    folder.mkdir(parents=True)
    shutil.copytree(ROOT / "tools", folder / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "start.py", folder)
    (folder / "pyproject.toml").write_text(PYPROJECT)
    (folder / "README.md").write_text("# The series\n")
    for name in ("nag_helpers", "notebooks", "requirements"):
        (folder / name).mkdir()
    (folder.parent / "wheels").mkdir()  # pip takes a space in this path for the end of it
    (folder / "nag_helpers/__init__.py").touch()
    shutil.copy(ROOT / "nag_helpers/files.py", folder / "nag_helpers")  # tools write through it
    (folder / "notebooks/00_invent_it.ipynb").write_text('{"cells": []}')
    (folder / "backend.py").write_text(BACKEND)
    shutil.copy(__file__, folder / "fake_wheels.py")
    static = {f"jupyterlab/static/{n}.js": f"page {n}\n" for n in range(pages)}
    pin(folder, "uv", uv={"uv/__main__.py": UV})
    pin(folder, "build", builder={"builder.py": ""})
    pin(
        folder,
        "lab",
        numpy={"numpy/__init__.py": ""},
        jupyterlab={"jupyterlab/__init__.py": "", "jupyterlab/__main__.py": LAB, **static},
    )
    pin(folder, "bench", ipympl={"ipympl/__init__.py": ""})
    pin(folder, "teach", slideshow={"slideshow.py": ""})
    return folder


def surroundings(checkout, **variables):
    """Return the environment variables under which start.py finds the small wheels; None takes one of them away."""
    ours = {name: value for name, value in os.environ.items() if not re.match("PIP_|UV_|PYTHON|NAG_", name)}
    pip = {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(checkout.parent / "wheels")}
    all_of_them = ours | pip | {"HOME": str(checkout.parent), "PYTHONDONTWRITEBYTECODE": "1"} | variables
    return {name: value for name, value in all_of_them.items() if value is not None}


def start(checkout, *words, before=(), **variables):
    """Run start.py as a user would, after the words ``before``; return how it ended."""
    return subprocess.run(
        [*before, sys.executable, "start.py", *words],
        cwd=checkout,
        env=surroundings(checkout, **variables),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def start_in_a_group(checkout, *words, **variables):
    """Begin start.py in a process group of its own, in which Ctrl-C counts: a CI job in the background ignores it."""
    code = "import runpy, signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    code += "sys.path[0] = '.'; sys.argv[0] = 'start.py'\n"
    code += "runpy.run_path('start.py', run_name='__main__')"
    return subprocess.Popen(
        [sys.executable, "-c", code, *words],
        cwd=checkout,
        env=surroundings(checkout, **variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
