"""What ``start.py test`` runs: everything, the quick part, or what pytest is told."""

import sys

import pytest

from tools.author import testing


@pytest.fixture
def commands(monkeypatch):
    """Let the test command run nothing; return the list of what it would have run, as words."""
    made = []
    monkeypatch.setattr(testing, "run", lambda command, **options: made.append([str(word) for word in command]) or 0)
    return made


def test_quick_runs_the_tests_of_the_code_and_one_notebook(commands, capsys):
    assert testing.run_tests(["--quick"]) == 0
    (command,) = commands
    ignored = [f"--ignore=tests/{folder}" for folder in ("browser", "notebooks", "tools")]
    assert {"tests", "--nbval", *ignored} < set(command)
    assert [word for word in command if word.endswith(".ipynb")] == [str(testing.notebook_files()[0])]


def test_other_arguments_reach_pytest_as_they_are(commands):
    testing.run_tests(["-k", "nag", "-x"])
    assert commands == [[sys.executable, "-m", "pytest", "-q", "-k", "nag", "-x"]]


def test_without_arguments_every_group_runs(commands, monkeypatch, capsys):
    monkeypatch.setattr(testing.colab, "installed", lambda: True)
    testing.run_tests()
    where = [command[4:] for command in commands]
    notebooks = [str(path) for path in reversed(testing.notebook_files())]
    assert [words[: words.index("--durations=10")] for words in where if "--nbval" not in words] == [
        ["tests", "--ignore=tests/browser", "--ignore=tests/edition"],
        ["tests/browser", "tests/edition"],
    ]
    assert all(words[: len(notebooks) + 1] == [*notebooks, "--nbval"] for words in where[1:3])
    assert "--nbval-current-env" in where[1] and f"--nbval-kernel-name={testing.colab.KERNEL}" in where[2]


def test_each_group_prints_its_seconds_and_its_ten_slowest_tests(commands, capsys):
    testing.run_tests()
    assert all("--durations=10" in command for command in commands)
    assert capsys.readouterr().out.count(" s)") == len(commands)
