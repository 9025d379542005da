"""Every small change of a right answer is refused, or shown to be no change: the cases leave no wrong answer through."""

import pytest

from nag_helpers import exercises
from nag_helpers.exercises import exercise as engine
from nag_helpers.exercises.exercise import FunctionExercise
from tests.exercises import mutants

FUNCTIONS = {name: one for name, one in exercises.every().items() if isinstance(one, FunctionExercise)}

# (exercise, part of what was changed): why the mutant is right as well
EQUIVALENT = {
    ("gradient_descent_step", "beta v ignored"): "gradient descent has no memory, so the old velocity is not used",
    ("gradient_descent_step", "beta beta ignored"): "nor is beta",
    ("stopping_rule", "losses ignored"): "the losses are not needed",
    ("stopping_rule", "rows_running == patience with GtE"): "the counter rises by one, and the first row that reaches it returns",
    ("fix_the_snippet", "statements 0 and 1 exchanged"): "the test looks at θ, which the line of v does not change",
    ("fair_comparison", "('momentum', 'NAG') turned"): "the order of a dictionary's keys",
    ("should_restart", "slope @ v sides exchanged"): "a scalar product",
    ("best_heavy_ball", "1 - np.sqrt(alpha * mu) sides exchanged"): "it is squared",
    ("best_heavy_ball", "1 - np.sqrt(alpha * L) sides exchanged"): "it is squared",
    ("nag_rate", "0.0 one less"): "a modulus is never below 0",
    ("nag_rate", "-(1 + beta) without its sign"): "it turns the signs of both roots, not their moduli",
    ("nag_rate", "1 - a sides exchanged"): "the same, in the middle coefficient",
    ("tune_then_test", "mean as sum"): "all rows have the same number of seeds",
    ("torch_to_keras", "beta beta ignored"): "both look ahead by the same share, so β cancels",
}


@pytest.fixture(autouse=True)
def hurry(monkeypatch, tmp_path):
    monkeypatch.setenv("NAG_PROGRESS", str(tmp_path))
    monkeypatch.setattr(engine, "SECONDS", 0.3)
    monkeypatch.setattr(engine.FunctionExercise, "_seen", lambda *_: "")  # what is said of it is another test's


@pytest.mark.parametrize("name", FUNCTIONS)
def test_mutants_are_refused(name):
    exercise = FUNCTIONS[name]
    passed = [said for said, mutant in mutants.of(exercise.solution_code) if exercise.check(mutant).outcome == "correct"]
    known = [said for said in passed if any(name == who and part in said for who, part in EQUIVALENT)]
    assert sorted(set(passed) - set(known)) == []


def test_every_mutant_said_to_be_right_exists():
    said = {name: [text for text, _ in mutants.of(one.solution_code)] for name, one in FUNCTIONS.items()}
    assert all(any(part in text for text in said[name]) for name, part in EQUIVALENT)


def test_there_are_many():
    assert sum(1 for one in FUNCTIONS.values() for _ in mutants.of(one.solution_code)) > 500
