"""Every slip in a right answer is refused, or shown to be none: the cases leave no wrong answer through."""

import re

import pytest

from nag_helpers import exercises
from nag_helpers.exercises import check as engine
from nag_helpers.exercises.kinds import FunctionExercise
from nag_helpers.exercises.seen import variants
from nag_helpers.exercises.verdict import not_yet

FUNCTIONS = {name: one for name, one in exercises.every().items() if isinstance(one, FunctionExercise)}

# (exercise, part of what was changed): why the mutant is right as well
EQUIVALENT = {
    **{
        (name, part): why
        for name in ("walk", "yours")
        for part, why in (
            ("had `[1.0, 1.0]`", "its first step makes an array of it"),
            ("np.zeros(2 - 1)", "one zero is subtracted from both"),
            ("had `1` in place of `2`", "one zero is subtracted from both"),
            ("had `v = coast + push` before", "the two lines do not need each other"),
            ("had `path.append(theta)` before", "the two lines do not need each other"),
        )
    },
    ("chain_slope", "had `right = np.append(theta[1:], theta[-1])` before"): "the two lines do not need each other",
    ("walk", "had `push = alpha * slope(theta)` before"): "the two lines do not need each other",
    ("rebuilt", "had `across = beta * (1 - alpha * 100)` before"): "the two lines do not need each other",
    ("mse_gradient", "(X.T @ (X @ theta - y))` in place"): "a number may be multiplied first or last",
    ("braking_distance", "beta * (slope / (1 - beta) ** 2)"): "the same",
    ("braking_distance", "beta - 1"): "it is squared",
    ("best_setting", "(np.sqrt(L), np.sqrt(mu))"): "α and β treat the two roots alike",
    ("best_setting", "root_mu - root_L"): "it is squared",
    ("best_setting", "before `alpha"): "the two lines do not need each other",
    ("keep_the_velocity", "momentum_buffer * (old / new)"): "the same",
    ("mend_keras", "variable + (beta * momentum - alpha * g)"): "a sum may be added up in any order",
    ("is_nag", "had "): "any ground that is turned, and any v, α and β tell the steps apart",
    ("nag_run", "v = np.zeros_like(theta)"): "the two lines do not need each other",
    ("fix_the_snippet", "before `if np.linalg.norm"): "the test looks at θ, which the line of v does not change",
    ("fair_comparison", "('NAG', 'momentum')"): "the order of a dictionary's keys",
    ("should_restart", "v @ slope"): "a scalar product",
    ("account", "minimiser - z"): "it is squared",
    ("tune_then_test", ".sum(axis=1)"): "all rows have the same number of seeds",
    ("tune_then_test", ".mean(axis=1) + 1)"): "the smallest stays the smallest",
    ("tune_then_test", ".mean(axis=1) - 1)"): "the smallest stays the smallest",
}
# What is right wherever it stands: it counts, or makes an array or a number of what is one.
ALWAYS_EQUIVALENT = re.compile(
    r"had `(len|np\.zeros_like)\((\w+) [+-] 1\)` in place of `\1\(\2\)`"
    r"|had `(\w+|np\.array\(\w+\))` in place of `np\.(as)?array\(\w+(, dtype=float)?\)`"
    r"|had `((np\.(ceil|floor|round)\()?(np\.(ceil|argmin)\(.*|np\.linalg\.norm\(.*))` in place of `(int|bool)\(.*`"
)


@pytest.fixture(autouse=True)
def hurry(monkeypatch, tmp_path):
    monkeypatch.setenv("NAG_PROGRESS", str(tmp_path))
    monkeypatch.setattr(engine, "SECONDS", 0.3)
    monkeypatch.setattr(FunctionExercise, "_seen", lambda *_: not_yet())  # what is said of it is another test's


def passing(exercise):
    """Return what was changed in each mutant that passes."""
    slips = variants.slips_of(exercise.reference)
    passed = [words for words, mutant in slips if exercise.check(mutant).outcome == "correct"]
    return [words for words in passed if not ALWAYS_EQUIVALENT.fullmatch(words)]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_mutants_are_refused(name):
    passed = passing(FUNCTIONS[name])
    known = {part for who, part in EQUIVALENT if who == name}
    assert [words for words in passed if not any(part in words for part in known)] == []
    assert [part for part in known if not any(part in words for words in passed)] == []


def test_there_are_many():
    assert sum(1 for one in FUNCTIONS.values() for _ in variants.slips_of(one.reference)) > 1000
