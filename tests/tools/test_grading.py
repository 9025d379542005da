"""Grading: what learners handed in is run, and each exercise has its outcome, whatever else happens in the notebook."""

import csv
import re

import nbformat
import pytest

from tools.places import ROOT
from tools.problems import Problem
from tools.teacher import grading


def exercise(name, source):
    return nbformat.v4.new_code_cell(source, metadata={"tags": ["exercise", f"exercise:{name}"]})


@pytest.fixture
def handed_in(tmp_path):
    """One notebook with a right answer, a wrong one and one not begun, and an error between them; and a file that is none."""
    cells = [
        nbformat.v4.new_code_cell("from nag_helpers import exercises"),
        exercise("landing", "exercises.landing.check((0.765, 0.09, -0.755))"),
        nbformat.v4.new_code_cell("1 / 0"),
        exercise("walk", "def walk(alpha, beta, updates=1500):\n    return 0\n\nexercises.walk.check(walk)"),
        exercise("yours", "yours = ..."),
    ]
    (tmp_path / "anna").mkdir()
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "anna/00_invent_it.ipynb")
    (tmp_path / "broken.ipynb").write_text("{", encoding="utf-8")
    return tmp_path


def test_each_exercise_has_its_outcome_and_what_is_no_notebook_is_left_out(handed_in, capsys):
    grading.grade(handed_in, handed_in / "grades.csv")
    rows = list(csv.reader((handed_in / "grades.csv").read_text(encoding="utf-8").splitlines()))[1:]
    assert rows == [
        ["anna/00_invent_it.ipynb", name, outcome]
        for name, outcome in (("landing", "correct"), ("walk", "not yet"), ("yours", "not started"))
    ]
    said = capsys.readouterr().out
    assert "anna/00_invent_it.ipynb: 1 of 3; walk not yet; yours not started" in said
    assert "left out: broken.ipynb: not a notebook" in said


def test_a_folder_without_notebooks_is_a_sentence(tmp_path):
    with pytest.raises(Problem, match="No notebook"):
        grading.grade(tmp_path, tmp_path / "grades.csv")


def test_the_pages_code_draws_numbers_for_each_student():
    (code,) = re.findall(
        r"```python\n(import numpy.*?)```", (ROOT / "docs/grading.md").read_text(encoding="utf-8"), re.DOTALL
    )
    namespace = {}
    exec(compile(code, "docs/grading.md", "exec"), namespace)
    drawn = {namespace["question"](name)[0] for name in ("anna", "ben", "carla", "dora")}
    assert len(drawn) > 2
    text, (momentum, nag) = namespace["question"]("anna")
    assert momentum != nag
    assert namespace["question"]("anna")[0] == text
