"""The command line: what is asked for arrives, and what cannot be is answered in a sentence."""

import argparse
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from fake_checkout import make_checkout, start
from limited import as_ordinary_user

from tools import commands, environment, files, site
from tools.author import testing
from tools.learner import lab
from tools.places import ROOT, VENV
from tools.problems import Problem

on_posix = pytest.mark.skipif(os.name == "nt", reason="not on this system: signals and links are other ones on Windows")


@pytest.fixture
def ran(monkeypatch):
    """What would be installed, (extras, environment), and what would run then, as words; nothing is and nothing does."""
    seen = []
    monkeypatch.setattr(environment, "ready", lambda *extras, venv: seen.append((extras, venv)) or sys.executable)
    monkeypatch.setattr(commands, "run", lambda command, **_: seen.append([str(word) for word in command]) or 0)
    monkeypatch.setattr(testing, "run", lambda command, **_: seen.append([str(word) for word in command]) or 0)
    return seen


@pytest.mark.parametrize(
    ("words", "needs", "venv"),
    [
        (["test", "-k", "a or b", "--port", "3"], ("lab", "test"), VENV),
        (["save", "3", "learn/04_implementing_nag.ipynb"], ("lab", "test"), VENV),
        (["cheatsheet", "x.pdf"], ("lab",), VENV),
        (["handouts"], ("lab", "teach"), VENV),
        (["grade", "handed_in"], ("lab", "test"), VENV),
        (["slides", "5", "--html"], ("lab", "teach"), VENV),
        (["site", "--cdn"], ("site",), site.VENV),
    ],
)
def test_a_command_gets_what_it_needs_and_runs_there_with_the_same_words(ran, words, needs, venv):
    assert commands.main(words) == 0
    assert ran == [(needs, venv), [sys.executable, str(ROOT / "start.py"), "--inside", *words]]


@pytest.mark.parametrize(
    "words", [["-k", "NAME"], ["-x"], ["tests/test_paths.py", "-k", "a or b"], ["--lf", "--port", "3"]]
)
def test_words_after_test_reach_pytest(ran, words):
    assert commands.main(["--inside", "test", *words]) == 0
    assert ran == [[sys.executable, "-m", "pytest", "-q", *words]]


def test_help_of_test_is_ours(capsys):
    with pytest.raises(SystemExit):
        commands.main(["test", "--help"])
    assert "run every test" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["99", "²", "no such", "", "9" * 5000, "-0"])
@pytest.mark.parametrize("command", ["save", "reset"])
def test_a_notebook_that_is_not_there_is_named_before_anything_runs(ran, capsys, command, name):
    assert commands.main([command, "--", name]) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"There is no notebook {name!r}. There are: 00_invent_it")
    assert ran == []


def test_a_cheat_sheet_for_a_folder_that_is_not_there_is_refused(ran, capsys):
    assert commands.main(["cheatsheet", "/nonexistent/x.pdf"]) == 1
    assert "no folder" in capsys.readouterr().err
    assert ran == []


def test_a_cheat_sheet_goes_where_the_user_stands(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert commands.main(["--inside", "cheatsheet", "x.pdf"]) == 0
    assert (tmp_path / "x.pdf").exists()


def test_a_cheat_sheet_of_another_kind_is_a_sentence(capsys):
    assert commands.main(["--inside", "cheatsheet", "x.txt"]) == 1
    assert "must end in .pdf or .png" in capsys.readouterr().err


def test_the_answers_are_written_where_the_user_says(tmp_path):
    assert commands.main(["--inside", "answers", str(tmp_path / "a.md")]) == 0
    assert (tmp_path / "a.md").read_text(encoding="utf-8").startswith("# What is asked, and what comes out\n")


@pytest.mark.parametrize("port", ["abc", "²", "0", "65536", "-1", "1.5", ""])
def test_a_port_that_is_none_is_refused_in_words(capsys, port):
    with pytest.raises(SystemExit) as ended:
        commands.main([f"--port={port}"])
    assert ended.value.code == 2
    assert f"a port is a number from 1 to 65535, got {port!r}" in capsys.readouterr().err


class Taken(socket.socket):
    error = OSError("taken")

    def bind(self, address):
        raise self.error


def test_the_last_port_has_none_after_it(monkeypatch):
    monkeypatch.setattr(socket, "socket", Taken)
    with pytest.raises(Problem, match="--port 65534"):
        lab.check_port(65535)


def test_a_port_that_needs_a_permission_is_said_to(monkeypatch):
    monkeypatch.setattr(socket, "socket", Taken)
    monkeypatch.setattr(Taken, "error", PermissionError(13, "Permission denied"))
    with pytest.raises(Problem, match="may not listen on port 80"):
        lab.check_port(80)


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (OSError(28, "No space left on device", "learn/x"), "No space left on device: learn/x.\n"),
        (PermissionError(13, "Permission denied", "a", None, "b"), "Permission denied: b.\n"),
        (OSError("odd"), "odd.\n"),
    ],
)
def test_what_is_wrong_with_a_file_is_one_sentence(monkeypatch, capsys, error, sentence):
    def fails(name):
        raise error

    monkeypatch.setattr(commands.working_copy, "reset", fails)
    assert commands.main(["reset", "3"]) == 1
    assert capsys.readouterr().err == sentence


# --- the folder learn


def plain_file(learn):
    learn.write_text("mine")


def dangling_link(learn):
    learn.symlink_to("nowhere")


def folder_named_like_a_notebook(learn):
    (learn / "00_invent_it.ipynb").mkdir(parents=True)


def dangling_notebook(learn):
    learn.mkdir()
    (learn / "00_invent_it.ipynb").symlink_to("nowhere")


@on_posix
@pytest.mark.parametrize("odd", [plain_file, dangling_link, folder_named_like_a_notebook, dangling_notebook])
@pytest.mark.parametrize("words", [("--no-browser",), ("reset", "0")], ids=["open", "reset"])
def test_an_odd_folder_is_one_sentence_and_stays_as_it_is(tmp_path, odd, words):
    checkout = make_checkout(tmp_path / "a clone")
    odd(checkout / "learn")
    before = sorted(os.fspath(path) for path in (checkout / "learn").glob("[!.]*"))
    ended = start(checkout, *words)
    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) == 1
    assert "rename or remove it" in ended.stderr
    assert sorted(os.fspath(path) for path in (checkout / "learn").glob("[!.]*")) == before
    assert not (checkout / ".venv").exists()


@on_posix
def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path):
    checkout = make_checkout(tmp_path / "a clone")
    start(checkout, "reset", "0")
    copy = checkout / "learn/00_invent_it.ipynb"
    copy.write_text("my work")
    (checkout / "learn").chmod(0o555)
    words = [*as_ordinary_user(), sys.executable, "start.py", "reset", "0"]
    ended = subprocess.run(words, cwd=checkout, capture_output=True, text=True, check=False)
    (checkout / "learn").chmod(0o755)
    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) == 1
    assert copy.read_text() == "my work"


def test_files_are_written_all_or_none(tmp_path):
    (tmp_path / "a").write_text("old")
    with pytest.raises(FileNotFoundError):
        files.write_all({tmp_path / "a": "new", tmp_path / "nowhere/b": "new"})
    assert (tmp_path / "a").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_what_builds_the_site_is_installed_in_its_own_environment(monkeypatch):
    asked = []
    monkeypatch.setattr(environment, "ready", lambda *extras, venv=VENV: asked.append((extras, venv)))
    assert commands.main(["install", "site"]) == 0
    assert asked == [(("lab",), VENV), (("site",), site.VENV)]


def test_a_notebooks_number_is_no_folder_for_handouts():
    with pytest.raises(Problem, match="all notebooks"):
        commands.check_handouts(argparse.Namespace(folder=Path("0")))
