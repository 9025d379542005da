"""Compiled Python for the browser edition: what a first explorer imports is compiled once, here, and not on every visit.

Pyodide's files hold sources only, and compiling them takes a browser several seconds each time a notebook is opened. Only
the same Python can compile them, so it runs once in Node.js. Where that is missing the site works as well, and starts slower.
"""

import hashlib
import json
import shutil
import tempfile
from pathlib import Path

from tools.problems import Problem
from tools.processes import run_lines
from tools.site import wheels

HERE = Path(__file__).parent
STDLIB = "python_stdlib.zip"


def compile_wheels(folder):
    """Put compiled modules into the wheels and the standard library of a site.

    Parameters
    ----------
    folder : Path
        The site's folder of Pyodide, with its lock file and every file that this lists.
    """
    node = shutil.which("node")
    if node is None:
        print(
            "Node.js is not installed: the site works as well without it, but opens each notebook some seconds slower."
        )
        return
    with tempfile.TemporaryDirectory() as fresh:
        script = HERE / "compiling_inside.py"
        said = []
        if run_lines([node, HERE / "compiling.mjs", folder, fresh, script, *wheels.PRELOADED], said.append, cwd=folder):
            raise Problem("Python for the browser could not be compiled. It said:\n" + "\n".join(said[-20:]))
        put_in_place(folder, Path(fresh))


def put_in_place(folder, fresh):
    """Move new wheels into the site, each into a folder named after its content, and tell the lock file."""
    lock_file = folder / "pyodide-lock.json"
    lock = json.loads(lock_file.read_text(encoding="utf-8"))
    for package in lock["packages"].values():
        old = folder / package["file_name"]
        new = fresh / old.name
        if new.exists():
            package["sha256"] = hashlib.sha256(new.read_bytes()).hexdigest()
            package["file_name"] = wheels.place(package["sha256"], old.name)
            (folder / package["file_name"]).parent.mkdir(parents=True)
            shutil.move(new, folder / package["file_name"])
            old.unlink()
    if (fresh / STDLIB).exists():
        shutil.move(fresh / STDLIB, folder / STDLIB)
    lock_file.write_text(json.dumps(lock, sort_keys=True), encoding="utf-8")
