"""Every exercise there is: its right answers pass, each of its mistakes hears its own sentence, and nothing raises."""

import dataclasses
import html
import inspect
import itertools
import math
import re

import numpy as np
import pytest

from nag_helpers import exercises
from nag_helpers.exercises import check, notebook_00, notebook_03
from nag_helpers.exercises.kinds import (
    ChoiceExercise,
    DecisionExercise,
    FunctionExercise,
    GameExercise,
    GoalExercise,
    ValueExercise,
)
from nag_helpers.explorers import AskingExplorer
from nag_helpers.learning import messages, progress
from nag_helpers.learning.game import Game

EVERY = exercises.every()
FUNCTIONS = {name: one for name, one in EVERY.items() if isinstance(one, FunctionExercise)}
VALUES = {name: one for name, one in EVERY.items() if isinstance(one, (ValueExercise, ChoiceExercise))}
GAMES = {name: one for name, one in EVERY.items() if isinstance(one, GameExercise)}
DECISIONS = {name: one for name, one in EVERY.items() if isinstance(one, DecisionExercise)}
GOALS = {name: one for name, one in EVERY.items() if isinstance(one, GoalExercise)}
FUNCTION_MISTAKES = [
    pytest.param(one, mistake, id=f"{name}-{mistake.__name__}")
    for name, one in FUNCTIONS.items()
    for mistake in one.mistakes
]
VALUE_MISTAKES = [
    pytest.param(one, *mistake, str(i), id=f"{name}-{i}")
    for name, one in VALUES.items()
    for i, mistake in enumerate(one.mistakes, start=1)
]


@pytest.fixture(autouse=True, scope="module")
def folder(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NAG_PROGRESS", str(tmp_path_factory.mktemp("progress")))
        yield


def each(those):
    return pytest.mark.parametrize("exercise", those.values(), ids=list(those))


def kept(exercise):
    """Return the names of the mistakes that are written down for an exercise."""
    return progress.read("exercises")[exercise.name]["mistakes"]


def sentences(exercise):
    """Return what a learner hears for each mistake of an exercise."""
    if isinstance(exercise, FunctionExercise):
        return [inspect.cleandoc(mistake.__doc__).replace("\n", " ") for mistake in exercise.mistakes]
    return [mistake[-1] for mistake in exercise.mistakes]


def run(code, **names):
    """Run code as a cell does; return the names it leaves."""
    exec(code, names)
    return names


EXPLORERS = {"where_to_ask": AskingExplorer}


def moved(exercise, **settings):
    """Return the explorer of an exercise with its controls set."""
    explorer = EXPLORERS[exercise.name]()
    for name, value in settings.items():
        explorer.controls[name].value = value
    return explorer


@each(FUNCTIONS)
def test_the_reference_is_correct(exercise):
    feedback = exercise.check(exercise.reference)
    assert (feedback.outcome, feedback.message) == ("correct", exercise.notice)


@each(VALUES)
def test_the_right_value_is_correct(exercise):
    feedback = exercise.check(exercise.reference)
    assert (feedback.outcome, feedback.message) == ("correct", exercise.notice)


@pytest.mark.parametrize(("exercise", "mistake"), FUNCTION_MISTAKES)
def test_a_mistake_in_code_is_diagnosed_as_itself(exercise, mistake):
    feedback = exercise.check(mistake)
    assert feedback.outcome == "not yet"
    assert feedback.message == inspect.cleandoc(mistake.__doc__).replace("\n", " ")
    assert kept(exercise)[-1] == mistake.__name__
    assert exercise.told()[mistake.__name__] == feedback.message


@pytest.mark.parametrize(("exercise", "value", "sentence", "number"), VALUE_MISTAKES)
def test_a_mistake_by_hand_is_diagnosed_as_itself(exercise, value, sentence, number):
    feedback = exercise.check(value)
    assert (feedback.outcome, feedback.message) == ("not yet", sentence)
    assert kept(exercise)[-1] == number
    assert exercise.told()[number] == sentence


@each(EVERY)
def test_no_two_mistakes_get_the_same_diagnosis(exercise):
    said = sentences(exercise)
    assert len(said) >= 5
    assert all(a != b for a, b in itertools.combinations(said, 2))


@each(EVERY)
def test_there_are_two_hints_or_more_and_they_come_in_turn(exercise):
    assert len(exercise.hints) >= 2
    shown = [exercise.hint().message for _ in range(len(exercise.hints) + 1)]
    begin = exercise.hints.index(shown[0])
    assert shown == [exercise.hints[(begin + i) % len(exercise.hints)] for i in range(len(shown))]


@each(EVERY)
def test_the_solution_is_folded_and_is_code_that_runs(exercise):
    solution = exercise.solution()
    page = solution._repr_mimebundle_()["text/html"]
    assert re.match(r"<details style=\"[^\"]*\"><summary>", page)
    assert page.endswith(f"<code>{html.escape(exercise.solution_code)}</code></pre></div></details>")
    assert solution.code == exercise.solution_code
    explorer = {exercise.answer_name: moved(exercise)} if isinstance(exercise, GoalExercise) else {}
    names = run(
        solution.code, np=np, math=math, slope=notebook_00.slope, momentum_run=notebook_03.momentum_run, **explorer
    )
    assert exercise.check(names[exercise.answer_name]).outcome == "correct"


@each(FUNCTIONS)
def test_the_stub_is_not_started(exercise):
    names = run(f"def {exercise.answer_name}({', '.join(exercise.arguments)}):\n    ...  # your code\n")
    untouched = exercise.given or exercise.stub or names[exercise.answer_name]
    feedback = exercise.check(untouched)
    assert feedback.outcome == "not started"
    assert f"exercises.{exercise.name}.hint()" in feedback.message


@each(VALUES)
def test_an_answer_left_open_is_not_started(exercise):
    left_open = dict.fromkeys(exercise.reference, ...) if isinstance(exercise, ChoiceExercise) else ...
    assert exercise.check(left_open).outcome == "not started"


@each(FUNCTIONS)
def test_a_docstring_alone_is_not_started(exercise):
    names = run(f"def answer({', '.join(exercise.arguments)}):\n    '''My answer.'''\n    ...\n")
    if exercise.given is None and exercise.stub is None:
        assert exercise.check(names["answer"]).outcome == "not started"


class WithoutWords:
    def __repr__(self):
        raise RuntimeError


def never_ends(*arguments):
    raise KeyError("never")


ODD_ANSWERS = [
    None, 3, -1.5, "nag_step", b"bytes", [], [1, "a"], {}, {"A": 1}, set(), np.zeros(3), np.zeros((2, 2)), np.nan, np.inf, 1j,
    object(), object, int, print, len, np, np.add, WithoutWords(), [WithoutWords()], lambda: None, lambda *a: a,
    lambda *a: WithoutWords(), lambda *a: (x for x in a), lambda *a: {"theta": 1}, lambda *a: np.zeros(10**6), lambda *a: "text",
    lambda *a: np.array(["a", "b"]), lambda *a: [[1, 2], [3]], lambda *a: (None, ...), lambda *a: 1 + 2j, never_ends, ..., [..., 1],
]  # fmt: skip


ONE_OF_EACH_KIND = [EVERY["fix_the_snippet"], *{type(one): one for one in EVERY.values()}.values()]
ODD_FOR_ALL = [None, np.zeros((2, 2)), lambda *a: 1 + 2j]


def neither_raises_nor_passes(answer, exercise):
    feedback = exercise.check(answer)
    assert feedback.outcome in ("not started", "not yet"), exercise.name
    assert len(feedback.message) < 1000, exercise.name
    mark = messages.EDGES[feedback.outcome][0]
    assert repr(feedback).startswith(f"{mark} {feedback.outcome.capitalize()}: {exercise.title}")
    assert feedback._repr_mimebundle_()["text/html"]


@pytest.mark.parametrize("answer", ODD_ANSWERS, ids=lambda answer: type(answer).__name__)
def test_no_odd_answer_raises_or_passes_in_an_exercise_of_any_kind(answer):
    for exercise in ONE_OF_EACH_KIND:
        neither_raises_nor_passes(answer, exercise)


@each(EVERY)
def test_three_odd_answers_neither_raise_nor_pass_in_any_exercise(exercise):
    for answer in ODD_FOR_ALL:
        neither_raises_nor_passes(answer, exercise)


@each(EVERY)
def test_a_check_without_an_answer_says_how_to_give_one(exercise):
    feedback = exercise.check()
    assert feedback.outcome == "not started"
    assert f"exercises.{exercise.name}.check({exercise.answer_name})" in feedback.message


def test_exercises_are_found_by_tab_completion():
    assert {*EVERY, "progress", "reset"} <= set(dir(exercises))
    assert exercises.nag_step is EVERY["nag_step"]


def test_the_first_notebooks_have_two_exercises_or_more_and_forty_mistakes():
    first = [one for one in EVERY.values() if one.notebook <= "05"]
    notebooks = [one.notebook for one in first]
    assert len(first) >= 16
    assert all(notebooks.count(number) >= 2 for number in ("01", "02", "03", "04", "05"))
    assert sum(len(one.mistakes) for one in first) >= 40


@each(GOALS)
def test_a_goal_is_reached_by_its_solution_and_missed_by_each_mistake(exercise):
    assert exercise.check(moved(exercise)).outcome == "not started"
    assert exercise.check(moved(exercise, **exercise.reference)).outcome == "correct"
    for number, (_, settings, sentence) in enumerate(exercise.mistakes, start=1):
        feedback = exercise.check(moved(exercise, **settings))
        assert (feedback.outcome, feedback.message) == ("not yet", sentence)
        assert kept(exercise)[-1] == str(number)
        assert exercise.told()[str(number)] == sentence


def handed_in(exercise, settings):
    """Return a game, for practice, in which these settings are run and submitted."""
    game = Game(exercise.code, keeps=False)
    for method, setting in settings.items():
        game.run(method, *setting)
        game.submit(method, *setting)
    return game


@each(GAMES)
def test_a_game_is_won_by_its_solution_and_lost_by_each_mistake(exercise):
    assert exercise.check(handed_in(exercise, {})).outcome == "not started"
    assert exercise.check(handed_in(exercise, exercise.reference)).outcome == "correct"
    for number, (_, settings, sentence) in enumerate(exercise.mistakes, start=1):
        feedback = exercise.check(handed_in(exercise, settings))
        assert (feedback.outcome, feedback.message) == ("not yet", sentence)
        assert kept(exercise)[-1] == str(number)


@each(GAMES)
def test_a_game_that_is_not_over_is_said_to_be_open(exercise):
    game = handed_in(exercise, {"NAG": exercise.reference["NAG"]})
    assert exercise.check(game).message == "The game is not over: hand in a setting for momentum."


@each(GAMES)
def test_a_game_without_a_run_is_not_won(exercise):
    game = Game(exercise.code, keeps=False)
    for method, setting in exercise.reference.items():
        game.submit(method, *setting)
    assert exercise.check(game).message.startswith("You handed in both settings without a single run")


@each(DECISIONS)
def test_a_decision_is_right_if_it_does_what_is_asked_and_each_mistake_hears_its_own_sentence(exercise):
    assert exercise.check(exercise.reference).outcome == "correct"
    assert exercise.check(dict.fromkeys(exercise.reference, (..., ...))).outcome == "not started"
    for number, (_, wrong, sentence) in enumerate(exercise.mistakes, start=1):
        feedback = exercise.check(wrong)
        assert (feedback.outcome, feedback.message) == ("not yet", sentence)
        assert kept(exercise)[-1] == str(number)


def test_another_decision_that_does_what_is_asked_is_right_too():
    answer = {"momentum": [0.022, 0.7], "NAG": (0.009, 0.83)}
    assert exercises.survives_every_L.check(answer).outcome == "correct"


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"momentum": (0.02, 0.7)}, "the keys momentum and NAG"),
        ({"momentum": (0.02, 0.7), "NAG": (..., ...)}, "Still open: NAG."),
        ({"momentum": (0.02, 0.7), "NAG": 0.009}, "NAG should be a pair of numbers (α, β), got 0.009"),
        ({"momentum": ("0.02", 0.7), "NAG": (0.009, 0.83)}, "momentum should be a pair"),
    ],
)
def test_what_is_no_decision_is_named(answer, words):
    assert words in exercises.survives_every_L.check(answer).message


def test_the_same_answer_is_told_more_each_time_up_to_where_the_solution_is(monkeypatch):
    monkeypatch.setattr(check, "PATIENT", 2)
    exercise = dataclasses.replace(exercises.nag_by_hand)  # nothing was asked of it yet
    value, sentence = exercise.mistakes[0]
    said = [exercise.check(value).message for _ in range(2 + len(exercise.hints))]
    assert said[0] == sentence
    assert said[1].startswith(sentence)
    for message, hint in zip(said[1:], exercise.hints, strict=False):
        assert message.endswith(hint)
    assert said[-1].endswith("`exercises.nag_by_hand.solution()` shows one way, folded.")


def test_another_answer_between_two_same_ones_begins_the_count_anew(monkeypatch):
    monkeypatch.setattr(check, "PATIENT", 2)
    exercise = dataclasses.replace(exercises.nag_by_hand)
    (one, sentence), (other, _) = exercise.mistakes[:2]
    assert [exercise.check(value).message for value in (one, other, one)][-1] == sentence


@pytest.mark.parametrize(
    ("name", "outcome", "said"),
    [
        ("mend_keras", "correct", "asks for the gradient twice; once is enough"),
        ("minibatch_nag", "correct", "twice in an update; once in an update"),
        (
            "nag_step",
            "not yet",
            "The numbers are right. But your function asks for the gradient twice; once is enough.",
        ),
        ("nag_run", "not yet", "But your function asks for the gradient twice in an update; once in an update"),
    ],
)
def test_right_numbers_with_twice_as_many_gradients_are_told_so_and_refused_where_the_text_asks_for_one(
    name, outcome, said
):
    exercise = EVERY[name]

    def asks_twice(*given):
        gradient = given[exercise.arguments.index("gradient")]
        once_more = lambda *where: (gradient(*where), gradient(*where))[1]
        return exercise.reference(*(once_more if one is gradient else one for one in given))

    feedback = exercise.check(asks_twice)
    assert feedback.outcome == outcome
    assert said in feedback.message


def in_place_on_copies(step):
    """Let a step work in place on copies of what it is given, as somebody does who spares the caller's arrays."""

    def working(*given):
        copies = [one.copy() if isinstance(one, np.ndarray) else one for one in given]
        for one in copies:
            if isinstance(one, np.ndarray):
                one *= 1.0
        return step(*copies)

    return working


@pytest.mark.parametrize(
    "name",
    [
        "theta_from_torch", "torch_to_keras", "keep_the_velocity", "mend_keras", "muon_direction", "schedule_free_step", "chain_slope",
        "place_to_ask",
    ],
)  # fmt: skip
def test_a_right_answer_may_work_in_place_on_a_copy_of_the_floats_that_it_is_given(name):
    feedback = EVERY[name].check(in_place_on_copies(EVERY[name].reference))
    assert feedback.outcome == "correct", feedback.message


STEPS = {name: one for name, one in FUNCTIONS.items() if one.method}


@each(STEPS)
def test_a_wrong_step_is_drawn_behind_the_right_one(exercise):
    drawn = [exercise.check(mistake).picture for mistake in exercise.mistakes[:6]]
    pictures = [draw() for draw in drawn if draw]
    alts = [picture.alt for picture in pictures if picture]
    assert any("leaves the picture at update" in alt or "ends at" in alt for alt in alts)
    assert not exercise.check(exercise.reference).picture


def test_a_step_that_fails_has_no_picture_and_one_that_looks_the_same_has_none():
    assert exercises.nag_step.check(lambda theta, v, gradient, alpha, beta: theta).picture is None
    same_place = next(one for one in exercises.nag_step.mistakes if one.__name__ == "opposite_sign")
    assert exercises.nag_step.check(same_place).picture() is None


def named(exercise, name):
    return next(mistake for mistake in exercise.mistakes if mistake.__name__ == name)


def test_a_whole_walk_is_drawn_too():
    picture = exercises.yours.check(named(exercises.yours, "push_remembered")).picture()
    assert picture.alt.startswith("40 updates in a ravine. Your path, in grey, ends at (0.51, 0.00).")
    beside = exercises.nag_run.check(named(exercises.nag_run, "velocity_forgotten_each_update")).picture()
    assert "Your path, in grey, ends at (0.70, 0.00)" in beside.alt


def test_a_walk_that_stands_still_has_no_picture():
    assert exercises.yours.check(named(exercises.yours, "asks_the_coast")).picture is None
    assert exercises.nag_run.check(named(exercises.nag_run, "history_aliased")).picture is None


def test_a_walk_with_the_right_points_at_other_times_looks_the_same():
    assert exercises.nag_run.check(named(exercises.nag_run, "start_twice")).picture() is None


def test_the_path_is_in_the_card_and_not_in_its_plain_text():
    feedback = exercises.nag_step.check(exercises.nag_step.mistakes[0])
    assert '<img alt="40 updates in a ravine. Your path, in grey,' in feedback.html()
    assert "ravine" not in repr(feedback)


def test_later_cells_go_on_with_what_is_right():
    def another(alpha, beta, updates=1500):
        return exercises.walk.reference(alpha, beta, updates)

    assert exercises.walk.or_ours(another) is another


@pytest.mark.parametrize("answer", [None, ..., exercises.walk.mistakes[0]], ids=["nothing", "dots", "a mistake"])
def test_later_cells_go_on_with_ours_where_the_answer_is_not_right(answer, capsys):
    assert exercises.walk.or_ours(answer) is exercises.walk.reference
    assert "mine" in capsys.readouterr().out
