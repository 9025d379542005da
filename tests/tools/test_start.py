"""start.py on machines where something is missing, and where all is well. No test here uses the network."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time

import pytest
from fake_checkout import make_checkout, start

from tools import commands
from tools.learner import lab
from tools.places import LEARN, ROOT
from tools.problems import Problem

on_posix = pytest.mark.skipif(
    os.name == "nt", reason="not on this system: Ctrl-C cannot be sent to one program on Windows"
)


@pytest.fixture
def checkout(tmp_path):
    """A fresh checkout without an environment, in a folder with a space in its name."""
    return make_checkout(tmp_path / "a clone")


def run_start(checkout, *words, before):
    """Run start.py as a user would; ``before`` is Python that runs first, to play another machine."""
    (checkout / "machine").mkdir()
    (checkout / "machine/sitecustomize.py").write_text(before)
    return start(checkout, *words, PYTHONPATH=str(checkout / "machine"))


def test_an_old_python_is_told_which_one_is_needed(checkout):
    ended = run_start(checkout, before="import sys; sys.version_info = (3, 9, 1, 'final', 0)")
    assert ended.returncode == 1
    assert ended.stderr.startswith("This series needs Python 3.11 or newer; this is Python 3.9.\n")
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_a_python_without_venv_is_told_what_to_install(checkout, module):
    ended = run_start(checkout, "install", before=f"import sys; sys.modules[{module!r}] = None")
    assert ended.returncode == 1
    assert "python3-venv" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_taken_port_is_named_before_anything_is_installed(checkout):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        ended = start(checkout, "--port", str(port))
    assert ended.returncode == 1
    assert f"Port {port} is taken" in ended.stderr
    assert not (checkout / ".venv").exists()


def test_help_lists_every_command():
    said = commands.parser().format_help()
    assert re.findall(r"^    (\w+)", said, re.MULTILINE) == list(commands.COMMANDS)


def test_a_word_that_is_no_command_is_refused_with_the_list_of_commands(capsys):
    with pytest.raises(SystemExit) as ended:
        commands.main(["tset"])
    assert ended.value.code == 2
    assert "test, reset, recall, bench" in capsys.readouterr().err.replace("'", "")


def test_ctrl_c_ends_a_command_with_one_word(monkeypatch, capsys):
    def interrupted(name):
        raise KeyboardInterrupt

    monkeypatch.setattr(commands.working_copy, "reset", interrupted)
    assert commands.main(["reset", "3"]) == 130
    assert capsys.readouterr().err == "\nStopped.\n"


def test_a_problem_is_one_sentence_and_an_exit_code(capsys):
    assert commands.main(["reset", "no such notebook"]) == 1
    assert capsys.readouterr().err.startswith("There is no notebook 'no such notebook'.")


# --- JupyterLab


def test_a_free_port_is_accepted_and_a_taken_one_is_not():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        port = other.getsockname()[1]
        other.listen()
        with pytest.raises(Problem, match=str(port)):
            lab.check_port(port)
    lab.check_port(port)


@on_posix
def test_jupyterlab_opens_on_the_first_notebook_and_ctrl_c_ends_it(tmp_path):
    (tmp_path / lab.FIRST).write_text('{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}')
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    code = "import signal, sys; from tools import commands; from tools.learner import lab; from pathlib import Path\n"
    code += "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a CI job in the background ignores it
    code += "commands.open_series = lambda o: lab.open_lab(o.port, False, Path(sys.argv[1]))\n"
    code += "sys.exit(commands.main([commands.INSIDE, *sys.argv[2:]]))"
    opened = subprocess.Popen(
        [sys.executable, "-c", code, tmp_path, "--port", str(port)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        env=os.environ | {"JUPYTER_TOKEN": "for-this-test", "JUPYTER_CONFIG_DIR": str(tmp_path / "config")},
    )
    try:
        assert _status(port, f"/api/contents/{lab.FIRST}?token=for-this-test", patience=300) == 200
        os.killpg(opened.pid, signal.SIGINT)
        said, _ = opened.communicate(timeout=120)
    finally:
        if opened.poll() is None:
            os.killpg(opened.pid, signal.SIGKILL)
            opened.communicate()
    assert opened.returncode == 130
    assert f"/lab/tree/{lab.FIRST}" in said
    lab.check_port(port)  # it is free again


def _status(port, path, patience):
    deadline = time.monotonic() + patience
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=patience)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except ConnectionRefusedError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
        finally:
            connection.close()


def test_jupyterlab_listens_on_this_machine_alone_and_asks_nobody_for_news(monkeypatch):
    ran = []
    monkeypatch.setattr(lab, "run", lambda command, **options: ran.append([str(word) for word in command]) or 0)
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert lab.open_lab(port, browser=False) == 0
    assert ran == [
        [
            sys.executable,
            "-m",
            "jupyterlab",
            "--ServerApp.ip=127.0.0.1",
            f"--ServerApp.port={port}",
            "--ServerApp.port_retries=0",
            f"--LabApp.app_settings_dir={lab.SETTINGS}",
            "--ServerApp.answer_yes=True",
            f"--ServerApp.root_dir={LEARN}",
            f"--LabApp.default_url=/lab/tree/{lab.FIRST}",
            "--LabApp.news_url=None",
            "--LabApp.check_for_updates_class=jupyterlab.handlers.announcements.NeverCheckForUpdate",
            "--no-browser",
        ]
    ]


def test_an_extra_that_does_not_exist_is_refused():
    with pytest.raises(Problem, match="nothing called 'labb'"):
        commands.install(commands.parser().parse_args(["install", "labb"]))
