"""Opening JupyterLab on the learner's copy."""

import os
import socket
import sys
from pathlib import Path

from tools.places import LEARN
from tools.problems import Problem
from tools.processes import run, surroundings

FIRST = "00_invent_it.ipynb"
SETTINGS = Path(__file__).with_name(
    "lab_settings"
)  # widgets are saved with the notebook, so that a reopened one shows its explorers


def open_lab(port, browser=True, folder=LEARN, first=FIRST, settings=SETTINGS, style=None):
    """Run JupyterLab on ``folder``, with the file ``first`` open, until it is shut down; return its exit code.

    ``settings`` is a folder with JupyterLab's overrides.json; ``style`` is a folder with a custom.css, used as its own.

    It listens on this machine only, and asks no address for news, so that it also runs without a network.
    """
    check_port(port)
    print(f"Opening {folder / first} in JupyterLab. To end it: Ctrl-C here, or File > Shut Down there.", flush=True)
    command = [
        *(
            sys.executable,
            "-m",
            "jupyterlab",
            "--ServerApp.ip=127.0.0.1",
            f"--ServerApp.port={port}",
            "--ServerApp.port_retries=0",
        ),
        *(f"--LabApp.app_settings_dir={settings}", "--ServerApp.answer_yes=True", f"--ServerApp.root_dir={folder}"),
        *(f"--LabApp.default_url=/lab/tree/{first}", "--LabApp.news_url=None"),
        "--LabApp.check_for_updates_class=jupyterlab.handlers.announcements.NeverCheckForUpdate",
        *([] if browser else ["--no-browser"]),
    ]
    if getattr(os, "geteuid", lambda: 1)() == 0:  # as in containers, where JupyterLab otherwise refuses
        command.append("--allow-root")
    if style is None:
        return run(command, cwd=folder)
    command.append("--LabApp.custom_css=True")
    return run(
        command,
        cwd=folder,
        env={**surroundings(), "JUPYTER_CONFIG_DIR": str(style.parent), "IPYTHONDIR": str(style.parent / "ipython")},
    )


def check_port(port):
    """Raise Problem if something on this machine listens on ``port`` already, or we may not listen there."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if os.name != "nt":  # there it would allow two listeners; elsewhere it forgives a port just given up
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            raise Problem(
                f"You may not listen on port {port}: ports below 1024 are the system's. "
                "Choose another: python3 start.py --port 8888"
            ) from None
        except OSError:
            other = port + 1 if port < 65535 else port - 1
            raise Problem(
                f"Port {port} is taken, perhaps by a JupyterLab that is still open. "
                f"Close that one, or choose another port: python3 start.py --port {other}"
            ) from None


def check_home():
    """Raise Problem if JupyterLab cannot write its settings, which it keeps in the user's home folder."""
    for variable, usual in (("JUPYTER_CONFIG_DIR", "~/.jupyter"), ("JUPYTER_DATA_DIR", "~/.local/share/jupyter")):
        if variable == "JUPYTER_DATA_DIR" and sys.platform in ("win32", "darwin"):
            continue  # it stands elsewhere there, in a folder that the system makes
        try:
            folder = Path(os.environ.get(variable) or usual).expanduser()
        except RuntimeError:  # in a container, for a user whom the system does not know
            raise Problem(
                "JupyterLab keeps its settings in your home folder, and you have none here. "
                "Give it one: HOME=/a/folder/of/yours python3 start.py"
            ) from None
        there = next(parent for parent in (folder, *folder.parents) if parent.exists())
        if not (there.is_dir() and os.access(there, os.W_OK | os.X_OK)):
            raise Problem(
                f"JupyterLab keeps its settings in {folder}, and {there} cannot be written. "
                "Give it another home: HOME=/a/folder/of/yours python3 start.py"
            )
