"""Nothing a learner's answer does hangs a check, ends the kernel or comes back as a traceback."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from nag_helpers import exercises
from nag_helpers.exercises import check as engine
from nag_helpers.learning import apart, progress
from tests.exercises import hostile_answers

EVERY = exercises.every()


@pytest.fixture(autouse=True)
def judged_here():
    """In a process of its own, unless a test says otherwise."""


@pytest.fixture(autouse=True)
def hurry(monkeypatch, tmp_path):
    monkeypatch.setenv("NAG_PROGRESS", str(tmp_path))
    monkeypatch.setattr(engine, "SECONDS", 0.2)
    monkeypatch.setattr(engine, "PATIENCE", 0.8)
    monkeypatch.setattr(engine, "JUDGED_SECONDS", 0.6)


def judged(case):
    name, answer = case
    feedback = EVERY[name].check(answer)
    assert feedback.outcome == "not yet"
    assert 10 < len(feedback.message) < 1000
    assert "nag_helpers" not in feedback.message
    return feedback.message


def test_there_are_a_hundred():
    assert len(hostile_answers.INSIDE) + len(hostile_answers.OUTSIDE) >= 100


@pytest.mark.skipif(not apart.is_possible(), reason="no child processes here")
@pytest.mark.parametrize("name", [*hostile_answers.INSIDE, *hostile_answers.OUTSIDE])
def test_in_a_child_process_every_one_is_answered(name):
    judged((hostile_answers.INSIDE | hostile_answers.OUTSIDE)[name])


@pytest.mark.skipif(not apart.is_possible(), reason="no child processes here")
@pytest.mark.parametrize("name", ["ends_the_process", "aborts", "kills_itself"])
def test_who_ends_the_process_hears_of_it_and_nothing_is_lost(name, tmp_path):
    exercises.landing.check((0.765, 0.09, -0.755))
    assert "ended the whole program" in judged(hostile_answers.OUTSIDE[name])
    assert progress.read("exercises")["landing"]["outcome"] == "correct"


def sleeps_in_a_copy():
    copy = os.fork()
    if copy == 0:
        time.sleep(600)
    return copy


def starts_a_program():
    return subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"]).pid


def starting(start, note, then=lambda: None):
    """Return an answer that starts something in its first case and notes its process."""

    def share_kept(alpha, beta, lam):
        if not note.exists():
            started = start()
            if started:  # a copy of the answer's process goes on, too
                note.write_text(str(started))
        then()
        return beta * (1 - alpha * lam)

    return share_kept


def is_running(process):
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not apart.is_possible(), reason="no child processes here")
@pytest.mark.parametrize("start", [sleeps_in_a_copy, os.fork, starts_a_program])
@pytest.mark.parametrize(("then", "outcome"), [(lambda: None, "correct"), (lambda: time.sleep(600), "not yet")])
def test_what_an_answer_starts_neither_refuses_it_nor_outlives_it(start, then, outcome, tmp_path, monkeypatch):
    monkeypatch.setattr(engine, "SECONDS", 1)
    monkeypatch.setattr(engine, "JUDGED_SECONDS", 30)
    note = tmp_path / "started"
    assert exercises.share_kept.check(starting(start, note, then)).outcome == outcome
    started = int(note.read_text())
    end = time.monotonic() + 30
    while is_running(started) and time.monotonic() < end:
        time.sleep(0.01)
    assert not is_running(started)


NEEDS_MONITORING = {"swallows_around_a_loop", "swallows_in_a_loop", "suppresses", "recursion_that_catches", "finally_loops",
                    "untraced", "generator_that_swallows"}  # fmt: skip
WITHOUT_CHILD = """
import sys
from nag_helpers import exercises
from nag_helpers.exercises import check as engine
from nag_helpers.learning import apart, progress
from tests.exercises import hostile_answers
apart.is_possible = lambda: False
engine.SECONDS, engine.JUDGED_SECONDS = 0.1, 0.3
for name in sys.stdin.read().splitlines():
    exercise, answer = hostile_answers.INSIDE[name]
    print(name, flush=True)
    assert exercises.every()[exercise].check(answer).outcome == "not yet"
print("all answered")
"""


def test_without_a_child_process_those_that_come_back_to_python_are_answered(tmp_path):
    names = [name for name in hostile_answers.INSIDE if hasattr(sys, "monitoring") or name not in NEEDS_MONITORING]
    folder = Path(__file__).parents[2]
    ran = subprocess.run(
        [sys.executable, "-c", WITHOUT_CHILD],
        check=False,
        input="\n".join(names),
        env={**os.environ, "PYTHONPATH": str(folder), "NAG_PROGRESS": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert ran.stdout.endswith("all answered\n"), ran.stdout + ran.stderr


def test_an_interrupt_ends_in_a_sentence(monkeypatch):
    def interrupted(*arguments, **named):
        raise KeyboardInterrupt

    monkeypatch.setattr(apart, "call", interrupted)
    monkeypatch.setattr(engine.guard, "watch", interrupted)
    feedback = exercises.nag_step.check(lambda *arguments: None)
    assert (feedback.outcome, feedback.message) == ("not yet", engine.INTERRUPTED)


def test_without_a_child_process_a_note_says_how_to_interrupt(monkeypatch, tmp_path):
    monkeypatch.setenv("NAG_PROGRESS", str(tmp_path))
    said, notes = threading.Event(), []

    def note(text):
        notes.append(text)
        said.set()

    monkeypatch.setattr(apart, "is_possible", lambda: False)
    monkeypatch.setattr(engine, "PATIENCE", 0.01 - engine.SECONDS)  # the note comes almost at once
    monkeypatch.setattr(engine, "print", note, raising=False)
    exercises.share_kept.check(lambda alpha, beta, lam: said.wait(60))  # goes on until the note is there
    assert notes == ["Still computing. Interrupt it with the ■ button above."]


def test_an_answer_in_time_brings_no_note(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("NAG_PROGRESS", str(tmp_path))
    monkeypatch.setattr(apart, "is_possible", lambda: False)
    exercises.landing.check((0.765, 0.09, -0.755))
    assert capsys.readouterr().out == ""
