"""Training with a progress bar: the run is the runner's, an interruption loses nothing, and the bar shows how far it is."""

import io
import sys

import numpy as np
import pytest

from nag_helpers.networks import Network, train, training
from nag_helpers.optimizers import descend, nesterov_step


def objective():
    rng = np.random.default_rng(0)
    return training(Network((4, 3, 2)), rng.random((20, 4)), rng.integers(0, 2, 20), batch_size=5, seed=1)


class Interrupted:
    """NAG, and a person who presses Ctrl-C in its ``at``-th step."""

    def __init__(self, at):
        self.left = at

    def __call__(self, *args):
        self.left -= 1
        if self.left == 0:
            raise KeyboardInterrupt
        return nesterov_step(*args)


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_it_is_the_run_of_descend_with_a_row_for_each_epoch():
    path = train(nesterov_step, objective(), epochs=3, alpha=0.2, beta=0.9)
    expected = descend(nesterov_step, objective(), alpha=0.2, beta=0.9, steps=12, record=4)
    assert list(path.t) == [0, 4, 8, 12]
    np.testing.assert_array_equal(path.theta, expected.theta)


def test_interrupted_training_returns_what_was_done():
    path = train(Interrupted(at=7), objective(), epochs=3, alpha=0.2, beta=0.9)
    assert list(path.t) == [0, 4, 6]


def test_interrupted_training_goes_on_as_if_nothing_had_happened():
    path = train(Interrupted(at=7), objective(), epochs=3, alpha=0.2, beta=0.9)
    path = train(nesterov_step, objective(), epochs=2, start=path, alpha=0.2, beta=0.9)
    expected = descend(nesterov_step, objective(), alpha=0.2, beta=0.9, steps=12, record=4)
    assert path.t[-1] == 12
    np.testing.assert_array_equal(path.theta[-1], expected.theta[-1])


def test_interruption_between_two_epochs_keeps_the_path(monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setattr(terminal, "flush", Interrupted(at=1))
    assert list(train(nesterov_step, objective(), epochs=3).t) == [0, 4]


def test_a_terminal_gets_one_line_that_fills(monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    train(nesterov_step, objective(), epochs=2, label="digits")
    lines = terminal.getvalue().rstrip().split("\r")
    assert "epoch 2 of 2" in lines[-1]
    assert "#" * 15 + " " in lines[1]
    assert "#" * 30 in lines[2]
    assert terminal.getvalue().endswith("\n")


def test_a_file_gets_nothing(capsys):
    train(nesterov_step, objective(), epochs=2)
    assert capsys.readouterr() == ("", "")


def test_negative_epochs_are_refused():
    with pytest.raises(ValueError, match="epochs must be a whole number of at least 0, got -1"):
        train(nesterov_step, objective(), epochs=-1)
