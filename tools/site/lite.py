"""JupyterLite on the notebooks without outputs: JupyterLab, pages of a single notebook, and a bare console for one picture."""

import hashlib
import json
import shutil
import tempfile
from pathlib import Path

from tools import notebooks
from tools.places import notebook_files, python_in
from tools.problems import Problem
from tools.processes import run_lines
from tools.site import RUN, compiling, pyodide, wheels

PAGES = Path(__file__).with_name("pages")
SPLASH = "Loading JupyterLite..."
PYTHON = "static/pyodide"  # where Pyodide's files lie, and our wheels and the lock beside them
APPS = ("lab", "notebooks", "repl", "tree")
KERNEL = "@jupyterlite/pyodide-kernel-extension"
#: Everything that JupyterLab's users may set, as we set it.
SETTINGS = {
    "@jupyterlab/apputils-extension:themes": {"adaptive-theme": True},
    "@jupyter-widgets/jupyterlab-manager:plugin": {"saveState": True},
}


def build(folder, venv, carried, address=""):
    """Build JupyterLite into ``folder``.

    Parameters
    ----------
    folder : Path
    venv : Path
        The environment in which JupyterLite and the widgets' parts for the page are installed.
    carried : Path or None
        The folder of Pyodide's files to carry along; None to take them from Pyodide's CDN.
    address : str
        Where the site will stand, needed only if Pyodide is not carried along.
    """
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch)
        _write_notebooks(source / "files")
        if carried:
            shutil.copytree(carried, source / PYTHON)
            _write_settings(source, f"./{PYTHON}/")
        else:
            _write_settings(source, pyodide.CDN, f"{address}{RUN}/{PYTHON}/pyodide-lock.json")
        _run_jupyterlite(venv, source, folder)
    kernel_wheels = venv / f"share/jupyter/labextensions/{KERNEL}/static/pypi"
    wheels.write(folder / PYTHON, venv, kernel_wheels, "" if carried else f"{address}{RUN}/{PYTHON}/")
    if carried:
        compiling.compile_wheels(folder / PYTHON)
    _add_to_pages(folder)


def _write_notebooks(folder):
    folder.mkdir()
    for path in notebook_files():
        text = notebooks.without_outputs(path.read_text(encoding="utf-8"))
        (folder / path.name).write_text(text, encoding="utf-8", newline="\n")


def _write_settings(folder, pyodide_folder, lock=None):
    kernel = {
        "pyodideUrl": f"{pyodide_folder}pyodide.mjs",
        "disablePyPIFallback": True,
        "loadPyodideOptions": {"packages": wheels.PRELOADED} | ({"lockFileURL": lock} if lock else {}),
    }
    config = {
        "appName": "Nesterov's accelerated gradient",
        "exposeAppInBrowser": True,
        "litePluginSettings": {f"{KERNEL}:kernel": kernel},
    }
    _write(folder / "jupyter-lite.json", {"jupyter-lite-schema-version": 0, "jupyter-config-data": config})
    _write(folder / "overrides.json", SETTINGS)


def _write(path, content):
    path.write_text(json.dumps(content, indent=1), encoding="utf-8")


def _run_jupyterlite(venv, source, folder):
    command = [python_in(venv), "-m", "jupyterlite_core", "build", "--no-sourcemaps", "--no-unused-shared-packages"]
    command += [f"--lite-dir={source}", f"--output-dir={folder}", f"--contents={source / 'files'}"]
    command += [f"--apps={app}" for app in APPS]
    said = []
    if run_lines(command, said.append, cwd=source):
        raise Problem("JupyterLite could not be built. It said:\n" + "\n".join(said[-20:]))


def _add_to_pages(folder):
    """Let every page for notebooks say what is happening in it, and let the splash speak of this series."""
    script = (PAGES / "in_the_page.js").read_text(encoding="utf-8")
    name = f"in_the_page.{hashlib.sha256(script.encode()).hexdigest()[:12]}.js"
    (folder / name).write_text(script, encoding="utf-8")
    for app in ("lab", "notebooks"):
        page = folder / app / "index.html"
        text = page.read_text(encoding="utf-8")
        if SPLASH not in text or "</body>" not in text:
            raise Problem(f"{app}/index.html of JupyterLite has changed: {SPLASH!r} is not in it.")
        text = text.replace(SPLASH, "Opening the notebook, about 8 MB the first time ...")
        page.write_text(text.replace("</body>", f'<script src="../{name}"></script></body>'), encoding="utf-8")
