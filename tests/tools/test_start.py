"""start.py on machines where something is missing, and where all is well. No test here uses the network."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time

import pytest

from tools import commands, environment, lab
from tools.places import ROOT, python_in
from tools.problems import NetworkAway, PortTaken, Problem, VenvMissing

on_posix = pytest.mark.skipif(
    os.name == "nt", reason="not on this system: Ctrl-C cannot be sent to one program on Windows"
)


@pytest.fixture
def checkout(tmp_path):
    """A fresh checkout without an environment, in a folder with a space in its name."""
    folder = tmp_path / "a clone"
    folder.mkdir()
    for name in ("tools", "nag_helpers"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("start.py", "pyproject.toml", "constraints.txt", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    return folder


def run_start(checkout, *words, before="", **variables):
    """Run start.py as a user would; ``before`` is Python that runs first, to play another machine."""
    (checkout / "machine").mkdir(exist_ok=True)
    (checkout / "machine/sitecustomize.py").write_text(before)
    without_pip_settings = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    return subprocess.run(
        [sys.executable, "start.py", *words],
        cwd=checkout,
        env=without_pip_settings | {"PYTHONPATH": str(checkout / "machine")} | variables,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_an_old_python_is_told_which_one_is_needed(checkout):
    ended = run_start(checkout, before="import sys; sys.version_info = (3, 9, 1, 'final', 0)")
    assert ended.returncode == 3
    assert ended.stderr.startswith("This series needs Python 3.11 or newer; this is Python 3.9.\n")
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_a_python_without_venv_is_told_what_to_install(checkout, module):
    ended = run_start(checkout, "install", before=f"import sys; sys.modules[{module!r}] = None")
    assert ended.returncode == 4
    assert "python3-venv" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_without_a_network_it_says_so_and_the_next_try_goes_on_from_there(checkout):
    dead = {"PIP_CONFIG_FILE": os.devnull, "PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "0"}
    first = run_start(checkout, "install", **dead)
    assert first.returncode == 5
    assert "is there no network?" in first.stderr
    assert "Traceback" not in first.stderr
    assert "Making the environment" in first.stdout
    second = run_start(checkout, "install", **dead)
    assert second.returncode == 5
    assert "Using the environment" in second.stdout


def test_a_taken_port_is_named_before_anything_is_installed(checkout):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        ended = run_start(checkout, "--port", str(port))
    assert ended.returncode == 6
    assert f"Port {port} is taken" in ended.stderr
    assert not (checkout / ".venv").exists()


def test_help_lists_every_command(checkout):
    said = run_start(checkout, "--help").stdout
    for command in ("test", "reset", "bench", "save", "solutions", "cheatsheet", "publish", "install"):
        assert f"\n    {command}" in said


def test_a_word_that_is_no_command_is_refused_with_the_list_of_commands(checkout):
    ended = run_start(checkout, "tset")
    assert ended.returncode == 2
    assert "test, reset, bench" in ended.stderr.replace("'", "")


def test_ctrl_c_ends_a_command_with_one_word(monkeypatch, capsys):
    def interrupted(options):
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "reset", interrupted)
    assert commands.main(["reset", "3"]) == 130
    assert capsys.readouterr().err == "\nStopped.\n"


def test_a_problem_is_one_sentence_and_an_exit_code(capsys):
    assert commands.main(["reset", "no such notebook"]) == 8
    assert capsys.readouterr().err.startswith("There is no notebook 'no such notebook'.")


# --- the environment


@pytest.fixture
def pip(monkeypatch):
    """Stand in for pip: notes what it was asked to install, and ends as ``pip.ending`` says."""

    class Pip:
        asked = ()
        ending = None

        def install(self, venv, *words, log):
            self.asked = [*self.asked, words[-1]]
            if self.ending:
                raise self.ending

    stand_in = Pip()
    monkeypatch.setattr(environment, "pip_install", stand_in.install)
    return stand_in


@pytest.fixture
def working_venv(tmp_path):
    """An environment that works: a link to the one the tests run in, with something of the user's beside it."""
    venv = tmp_path / ".venv"
    python = python_in(venv)
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    (venv / "pyvenv.cfg").write_text(
        f"home = {os.path.dirname(sys._base_executable)}\ninclude-system-site-packages = true\n"
    )
    (venv / "the user's own").touch()
    return venv


def test_an_environment_is_installed_once(working_venv, pip):
    for _ in range(3):
        environment.ready("lab", venv=working_venv)
    assert pip.asked == [".[lab]"]


def test_only_the_extras_that_are_missing_are_installed(working_venv, pip):
    environment.ready("lab", venv=working_venv)
    environment.ready("lab", "bench", venv=working_venv)
    environment.ready("lab", venv=working_venv)
    assert pip.asked == [".[lab]", ".[bench]"]


def test_new_pins_are_installed(working_venv, pip, monkeypatch, tmp_path):
    environment.ready("lab", venv=working_venv)
    pins = tmp_path / "constraints.txt"
    pins.write_text(environment.CONSTRAINTS.read_text() + "another==1.0\n")
    monkeypatch.setattr(environment, "CONSTRAINTS", pins)
    environment.ready("lab", venv=working_venv)
    assert pip.asked == [".[lab]", ".[lab]"]


@pytest.mark.parametrize("ending", [KeyboardInterrupt(), NetworkAway("away")], ids=["Ctrl-C", "network away"])
def test_an_installation_that_was_cut_short_is_taken_up_again(working_venv, pip, ending):
    pip.ending = ending
    with pytest.raises(type(ending)):
        environment.ready("lab", venv=working_venv)
    pip.ending = None
    environment.ready("lab", venv=working_venv)
    assert pip.asked == [".[lab]", ".[lab]"]


def test_a_working_environment_without_our_stamp_is_kept(working_venv, pip):
    environment.ready("lab", venv=working_venv)
    assert (working_venv / "the user's own").exists()


def test_a_corrupt_stamp_counts_as_none(working_venv, pip):
    environment.ready("lab", venv=working_venv)
    (working_venv / "nag-installed.json").write_text('{"lab": ')
    environment.ready("lab", venv=working_venv)
    assert pip.asked == [".[lab]", ".[lab]"]


def test_an_environment_whose_python_does_not_run_is_made_anew(tmp_path, pip, capsys):
    venv = tmp_path / ".venv"
    python = python_in(venv)
    python.parent.mkdir(parents=True)
    python.write_text("not a program")
    environment.ready("lab", venv=venv)
    assert "Repairing" in capsys.readouterr().out
    assert subprocess.run([python, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0


def test_a_failure_of_venv_is_told_in_its_words(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(VenvMissing, match="Could not make the environment"):
        environment.create(tmp_path / "file" / ".venv")


# --- JupyterLab


def test_a_free_port_is_accepted_and_a_taken_one_is_not():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        port = other.getsockname()[1]
        other.listen()
        with pytest.raises(PortTaken, match=str(port)):
            lab.check_port(port)
    lab.check_port(port)


@on_posix
def test_jupyterlab_opens_on_the_first_notebook_and_ctrl_c_ends_it(tmp_path):
    (tmp_path / lab.FIRST).write_text('{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}')
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    code = "import signal, sys; from tools import commands, lab; from pathlib import Path\n"
    code += "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a CI job in the background ignores it
    code += "commands.open_series = lambda o: lab.open_lab(sys.executable, o.port, False, Path(sys.argv[1]))\n"
    code += "sys.exit(commands.main(sys.argv[2:]))"
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
    assert said.rstrip().endswith("Stopped.")
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


def test_a_port_that_cannot_be_is_refused(checkout):
    ended = run_start(checkout, "--port", "70000")
    assert ended.returncode == 2
    assert "1 to 65535" in ended.stderr


def test_an_extra_that_does_not_exist_is_refused():
    with pytest.raises(Problem, match="nothing called 'labb'"):
        commands.install(commands.parser().parse_args(["install", "labb"]))
