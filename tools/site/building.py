"""Builds the browser edition into the folder ``site``; runs inside the environment of the browser edition.

    python3 start.py site [--cdn]

``--cdn`` leaves Pyodide out: the pages then take it from its own address, and a site of 88 MB becomes one of 48.
"""

import shutil
import time

from tools.author import publishing
from tools.problems import Problem
from tools.site import READ, RUN, VENV, front, lite, pyodide, reading


def build(folder, cdn=False):
    """Build the whole site into ``folder``, replacing what is there, and tell how large it is."""
    began = time.monotonic()
    where = publishing.published()
    if cdn and not where.repository:
        raise Problem("With --cdn the site must know where it will stand: python3 start.py publish OWNER/NAME first.")
    new = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    lite.build(new / RUN, VENV, None if cdn else pyodide.ready(VENV), where.site)
    reading.build(new / READ)
    front.build(new, where)
    shutil.rmtree(folder, ignore_errors=True)
    new.rename(folder)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    print(f"The browser edition is in {folder}: {size:.0f} MB, built in {time.monotonic() - began:.0f} s.")
