"""The kernel of live slides: what a slide needs has run before it, once, and shows nothing."""

import types

import pytest
from IPython.core import interactiveshell

from tools.teacher import slides_startup

SLIDES = [("", "a = 1"), ("first", "a += 1\nprint(a)"), ("", "1 / 0"), ("second", "b = a"), ("third", "c = b")]


@pytest.fixture
def shell():
    made = interactiveshell.InteractiveShell()
    yield made
    made.history_manager.end_session()


def test_what_was_passed_by_runs_once_before_a_cell_and_shows_nothing(shell, capsys):
    before = slides_startup._catch_up(shell, SLIDES)
    before(types.SimpleNamespace(cell_id="third"))
    assert (shell.user_ns["a"], shell.user_ns["b"], "c" in shell.user_ns) == (2, 2, False)
    before(types.SimpleNamespace(cell_id="third"))
    before(types.SimpleNamespace(cell_id="one of the teacher's own"))
    assert shell.user_ns["a"] == 2
    assert capsys.readouterr().out == ""


def test_a_cell_that_was_run_by_hand_does_not_run_again(shell):
    before = slides_startup._catch_up(shell, SLIDES)
    before(types.SimpleNamespace(cell_id="first"))
    shell.run_cell(SLIDES[1][1], silent=True)
    before(types.SimpleNamespace(cell_id="second"))
    assert shell.user_ns["a"] == 2
