"""The room's pulse: what the learners' progress files add up to, whatever lies between them."""

import json

import pytest

from nag_helpers import exercises
from nag_helpers.learning.questions import QUESTIONS
from tools import commands
from tools.problems import Problem
from tools.teacher import room

STEP = exercises.nag_step
MISTAKE = STEP.mistakes[0].__name__
QUESTION = "05_misjudged"


def hand_in(folder, name, **sections):
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(json.dumps(sections), encoding="utf-8")


@pytest.fixture
def folder(tmp_path):
    """Three learners: one has solved an exercise, one is trying, one has only predicted; and files that are none of theirs."""
    right, wrong = "only NAG", "neither"
    hand_in(
        tmp_path,
        "anna/progress.json",
        exercises={STEP.name: {"outcome": "correct", "mistakes": [MISTAKE]}},
        predictions={QUESTION: {"prediction": right, "outcome": right}},
    )
    hand_in(
        tmp_path,
        "ben/progress.json",
        exercises={STEP.name: {"outcome": "not yet", "mistakes": [MISTAKE, MISTAKE, "?"]}},
        predictions={QUESTION: {"prediction": wrong, "outcome": right}},
    )
    hand_in(tmp_path, "handed in by carla.json", predictions={QUESTION: {"prediction": wrong}})
    return tmp_path


def test_exercises_are_counted_by_learner_with_the_mistakes_that_were_met(folder):
    learners, unread = room.read(folder)
    tally = next(one for one in room.exercise_tallies(learners) if one.name == STEP.name)
    assert (len(learners), unread) == (3, [])
    assert (tally.correct, tally.tried, tally.mistakes) == (1, 1, [(STEP.told()[MISTAKE], 2)])


def test_predictions_are_counted_and_the_wrong_ones_among_those_measured(folder):
    (tally,) = room.question_tallies(room.read(folder)[0])
    assert (tally.name, tally.text) == (QUESTION, QUESTIONS[QUESTION].text)
    assert (tally.choices, tally.wrong, tally.judged) == ([("neither", 2), ("only NAG", 1)], 1, 2)


def test_second_votes_are_counted_beside_the_first(folder):
    entry = {"prediction": "neither", "second": "only NAG", "outcome": "only NAG"}
    hand_in(folder, "dora.json", predictions={QUESTION: entry})
    (tally,) = room.question_tallies(room.read(folder)[0])
    assert (tally.second, tally.wrong) == ([("only NAG", 1)], 2)
    assert "after talking: 1 × only NAG" in room.report(room.read(folder)[0])


def test_what_was_sure_and_wrong_stands_first(folder):
    other = next(name for name, question in QUESTIONS.items() if question.scored and question.options)
    first, last = list(QUESTIONS[other].options)[:2]
    hand_in(folder, "d.json", predictions={other: {"prediction": first, "outcome": first}})
    hand_in(folder, "e.json", predictions={other: {"prediction": first, "outcome": last, "sure": "sure"}})
    hand_in(folder, "f.json", predictions={other: {"prediction": first, "outcome": first}})
    said = room.report(room.read(folder)[0])
    assert f"{other}: 1 of 3, 1 of them sure." in said
    assert said.index(other) < said.index(QUESTION)


def test_games_are_summed_up_by_their_mean_and_the_unfinished_are_counted(folder):
    over = {"score": 200.0, "kind": "valley", "rivals": {"Hana": 100.0}}
    hand_in(folder, "d.json", games={"otter": over, "heron": {**over, "score": 300.0}, "lynx": {"tried": []}})
    hand_in(folder, "e.json", games={"otter": {**over, "score": 100.0, "rivals": {"Hana": 40.0}}, "wren": 3})
    tally = room.game_tally(room.read(folder)[0])
    assert (tally.players, tally.games, tally.unfinished, tally.score) == (2, 3, 2, 200)
    assert tally.rivals == [("Hana", 80)]
    assert "the room 200 on average; in the same games Hana 80" in room.report(room.read(folder)[0])


def test_the_report_names_no_learner(folder):
    said = room.report(room.read(folder)[0])
    assert STEP.told()[MISTAKE] in said
    assert "1 of 2" in said
    assert not any(name in said for name in ("anna", "ben", "carla"))


def test_what_is_no_progress_file_is_named_and_left_out(folder):
    (folder / "broken.json").write_bytes(b"\xff{")
    (folder / "large.json").write_bytes(b" " * (room.LARGEST + 1))
    hand_in(folder, "package.json", version={"a": 1})
    learners, unread = room.read(folder)
    assert len(learners) == 3
    assert [file.name for file, _ in unread] == ["broken.json", "large.json"]


@pytest.mark.parametrize(
    "entry", [3, None, [], {"outcome": 3, "mistakes": "x"}, {"mistakes": [[], {}, 3]}, {"prediction": []}]
)
def test_entries_of_any_shape_are_survived(folder, entry):
    hand_in(folder, "odd.json", exercises={STEP.name: entry}, predictions={QUESTION: entry})
    assert "4 learners" in room.report(room.read(folder)[0])


def test_the_picture_shows_a_bar_for_every_exercise_begun(folder, tmp_path):
    figure = room.picture(room.read(folder)[0])
    assert [label.get_text() for label in figure.axes[0].get_yticklabels()] == [f"{STEP.notebook} {STEP.name}"]
    room.sum_up(folder, tmp_path / "room.png")
    assert (tmp_path / "room.png").read_bytes().startswith(b"\x89PNG")


def test_a_folder_without_progress_is_a_sentence(tmp_path):
    with pytest.raises(Problem, match="no folder"):
        room.read(tmp_path / "nowhere")
    with pytest.raises(Problem, match="No progress file"):
        room.sum_up(tmp_path, tmp_path / "room.png")


def test_a_picture_that_is_none_is_refused_before_anything_runs(capsys):
    assert commands.main(["room", ".", "--picture", "a.txt"]) == 1
    assert "a .png, .svg or .pdf" in capsys.readouterr().err
