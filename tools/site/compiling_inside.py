"""Runs inside the browser edition's own Python: writes wheels that carry compiled what a first explorer imports.

Reads ``/site``, the folder of Pyodide; writes each changed file under its own name into ``/new``.
"""

import importlib.util
import json
import marshal
import sys
import zipfile
from pathlib import Path

import numpy

STDLIB = "python_stdlib.zip"
UNCHECKED = (1).to_bytes(4, "little")  # PEP 552: known by a hash of the source that nobody compares


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


def compiled(path, source):
    """Return the compiled form of the module that Python will find at ``path``; it is taken without a look at the source."""
    code = compile(source, path, "exec", dont_inherit=True)
    return importlib.util.MAGIC_NUMBER + UNCHECKED + importlib.util.source_hash(source) + marshal.dumps(code)


def with_compiled(old, new, installed, wanted, place):
    """Copy an archive, if a wanted module is in it, and put the compiled form of each at ``place(name)``.

    ``installed`` is where Python finds the archive's files; ``wanted`` are paths in there.
    """
    with zipfile.ZipFile(old) as source:
        contents = {info: source.read(info) for info in source.infolist()}
    if not any(installed + info.filename in wanted for info in contents):
        return
    with zipfile.ZipFile(new, "w") as target:
        for info, content in contents.items():
            target.writestr(info, content, zipfile.ZIP_DEFLATED, compresslevel=9)
            if (path := installed + info.filename) in wanted:
                name = zipfile.ZipInfo(place(info.filename))
                target.writestr(name, compiled(path, content), zipfile.ZIP_DEFLATED, compresslevel=9)


def beside(name):
    """Return where a package keeps the compiled form of a module."""
    folder, _, module = name.rpartition("/")
    return f"{folder}/__pycache__/{module[:-3]}.{sys.implementation.cache_tag}.pyc".lstrip("/")


def main():
    wanted = start()
    library = Path(zipfile.__file__).parents[1]  # a zip file itself
    with_compiled(Path("/site") / STDLIB, Path("/new") / STDLIB, f"{library}/", wanted, lambda name: f"{name}c")
    packages = Path(numpy.__file__).parents[1]
    for package in json.loads(Path("/site/pyodide-lock.json").read_text())["packages"].values():
        wheel = Path("/site") / package["file_name"]
        with_compiled(wheel, Path("/new") / wheel.name, f"{packages}/", wanted, beside)


main()
