"""Runs inside the browser edition's own Python: writes wheels that carry compiled what a first explorer imports.

Reads ``/site``, the folder of Pyodide; writes each changed file under its own name into ``/new``.
"""

import importlib.util
import json
import sys
import zipfile
from importlib._bootstrap_external import _code_to_hash_pyc
from pathlib import Path

STDLIB = "python_stdlib.zip"


def start():
    """Do what a kernel and the first cells of a notebook do; return the paths of the modules that this imported."""
    import ipykernel  # noqa: F401
    import IPython.core.interactiveshell  # noqa: F401
    import piplite  # noqa: F401
    import pyodide_kernel

    sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__  # the kernel's own would send everything to a page
    pyodide_kernel.ipython_shell.send_comm = lambda *words, **settings: None

    from nag_helpers import exercises, explorers, plots  # noqa: F401

    explorers.RaceExplorer()
    files = {getattr(module, "__file__", None) or "" for module in list(sys.modules.values())}
    return {file for file in files if file.endswith(".py")}


def compiled(name, source):
    """Return the compiled form of a module, which Python then takes without looking at the source."""
    code = compile(source, name, "exec", dont_inherit=True)
    return bytes(_code_to_hash_pyc(code, importlib.util.source_hash(source), False))


def with_compiled(old, new, wanted, place):
    """Copy an archive, if a wanted module is in it, and put beside each of them its compiled form, at ``place(name)``."""
    with zipfile.ZipFile(old) as source:
        contents = {info: source.read(info) for info in source.infolist()}
    if not any(info.filename in wanted for info in contents):
        return
    with zipfile.ZipFile(new, "w") as target:
        for info, content in contents.items():
            target.writestr(info, content, zipfile.ZIP_DEFLATED, compresslevel=9)
            if info.filename in wanted:
                name = zipfile.ZipInfo(place(info.filename))
                target.writestr(name, compiled(info.filename, content), zipfile.ZIP_DEFLATED, compresslevel=9)


def beside(name):
    """Return where a package keeps the compiled form of a module."""
    folder, _, module = name.rpartition("/")
    return f"{folder}/__pycache__/{module[:-3]}.{sys.implementation.cache_tag}.pyc".lstrip("/")


def main():
    files = start()
    packages = {path.split("/site-packages/")[1] for path in files if "/site-packages/" in path}
    standard = {path.split(".zip/")[1] for path in files if ".zip/" in path}
    with_compiled(Path("/site") / STDLIB, Path("/new") / STDLIB, standard, lambda name: f"{name}c")
    for package in json.loads(Path("/site/pyodide-lock.json").read_text())["packages"].values():
        wheel = Path("/site") / package["file_name"]
        with_compiled(wheel, Path("/new") / wheel.name, packages, beside)


main()
