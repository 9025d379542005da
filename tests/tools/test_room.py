"""The room's pulse: what the learners' progress files add up to, whatever lies between them."""

import json
import re
import unicodedata
import zipfile

import pytest

from nag_helpers import exercises
from nag_helpers.learning import recall_questions
from nag_helpers.learning.questions import QUESTIONS
from tools import commands
from tools.problems import Problem
from tools.teacher import handed_in, room, room_pictures

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
    learners, unread = handed_in.read(folder)
    tally = next(one for one in room.exercise_tallies(learners) if one.name == STEP.name)
    assert (len(learners), unread) == (3, [])
    assert (tally.correct, tally.tried, tally.mistakes) == (1, 1, [(STEP.told()[MISTAKE], 2, 1)])


def test_predictions_are_counted_and_the_wrong_ones_among_those_measured(folder):
    (tally,) = room.question_tallies(handed_in.read(folder)[0])
    assert (tally.name, tally.text) == (QUESTION, QUESTIONS[QUESTION].text)
    assert (tally.choices, tally.wrong, tally.judged) == ([("neither", 2), ("only NAG", 1)], 1, 2)


def test_second_votes_are_counted_beside_the_first(folder):
    entry = {"prediction": "neither", "second": "only NAG", "outcome": "only NAG"}
    hand_in(folder, "dora.json", predictions={QUESTION: entry})
    (tally,) = room.question_tallies(handed_in.read(folder)[0])
    assert (dict(tally.last), tally.again, tally.wrong) == ({"neither": 2, "only NAG": 2}, 1, 2)
    said = room.report(handed_in.read(folder)[0])
    assert "1 of 4 voted again" in said and "     3 → 2 × neither\n     1 → 2 × only NAG ✓" in said


def test_what_was_sure_and_wrong_stands_first(folder):
    other = next(name for name, question in QUESTIONS.items() if question.scored and question.options)
    first, last = list(QUESTIONS[other].options)[:2]
    hand_in(folder, "d.json", predictions={other: {"prediction": first, "outcome": first}})
    hand_in(folder, "e.json", predictions={other: {"prediction": first, "outcome": last, "sure": "sure"}})
    hand_in(folder, "f.json", predictions={other: {"prediction": first, "outcome": first}}, recall={})
    said = room.report(handed_in.read(folder)[0])
    assert f"{other}: 1 of 3, 1 of them sure." in said
    assert said.index(other) < said.index(QUESTION)


def test_games_are_summed_up_by_their_mean_and_the_unfinished_are_counted(folder):
    over = {"score": 200.0, "kind": "valley", "rivals": {"Hana": 100.0}}
    hand_in(folder, "d.json", games={"otter": over, "heron": {**over, "score": 300.0}, "lynx": {"tried": []}})
    hand_in(folder, "e.json", games={"otter": {**over, "score": 100.0, "rivals": {"Hana": 40.0}}, "wren": 3})
    tally = room.game_tally(handed_in.read(folder)[0])
    assert (tally.players, tally.games, tally.unfinished, tally.score) == (2, 3, 2, 200)
    assert tally.rivals == [("Hana", 80)]
    assert "the room 200 on average (high is good); in the same games Hana 80" in room.report(handed_in.read(folder)[0])


def test_the_report_names_no_learner(folder):
    said = room.report(handed_in.read(folder)[0])
    assert STEP.told()[MISTAKE] in said
    assert "1 of 2" in said
    assert not any(name in said for name in ("anna", "ben", "carla"))


def test_what_is_no_progress_file_is_named_and_left_out(folder):
    (folder / "broken.json").write_bytes(b"\xff{")
    (folder / "large.json").write_bytes(b" " * (handed_in.LARGEST + 1))
    hand_in(folder, "package.json", version={"a": 1})
    learners, unread = handed_in.read(folder)
    assert len(learners) == 3
    assert [name for name, _ in unread] == ["broken.json", "large.json"]


@pytest.mark.parametrize(
    "entry", [3, None, [], {"outcome": 3, "mistakes": "x"}, {"mistakes": [[], {}, 3]}, {"prediction": []}]
)
def test_entries_of_any_shape_are_survived(folder, entry):
    hand_in(folder, "odd.json", exercises={STEP.name: entry}, predictions={QUESTION: entry})
    assert "4 learners" in room.report(handed_in.read(folder)[0])


def test_the_pictures_show_exercises_begun_and_what_came_out(folder, tmp_path):
    learners = handed_in.read(folder)[0]
    bars = room_pictures.exercises(room.exercise_tallies(learners), 3).axes[0]
    assert [label.get_text() for label in bars.get_yticklabels()] == [f"{STEP.notebook} {STEP.title}"]
    asked = room_pictures.predictions(room.question_tallies(learners))[QUESTION].axes[0]
    assert [label.get_text() for label in asked.get_yticklabels()] == [
        "✓ only NAG" if option == "only NAG" else option for option in QUESTIONS[QUESTION].options
    ]
    room.sum_up(folder, tmp_path / "room.png")
    for name in ("room.png", f"room_{QUESTION}.png"):
        assert (tmp_path / name).read_bytes().startswith(b"\x89PNG")


def test_what_came_out_is_marked_also_where_nobody_chose_it(tmp_path):
    hand_in(tmp_path, "anna.json", predictions={QUESTION: {"prediction": "neither", "outcome": "only NAG"}})
    learners = handed_in.read(tmp_path)[0]
    assert "     0 × only NAG ✓" in room.report(learners)
    ax = room_pictures.predictions(room.question_tallies(learners))[QUESTION].axes[0]
    assert "✓ only NAG" in [label.get_text() for label in ax.get_yticklabels()]


def test_a_projected_question_shows_the_vote_after_talking_beside_the_first(tmp_path):
    votes = {"prediction": "neither", "second": "only NAG", "outcome": "only NAG"}
    hand_in(tmp_path, "anna.json", predictions={QUESTION: votes})
    hand_in(tmp_path, "ben.json", predictions={QUESTION: {"prediction": "neither", "outcome": "only NAG"}})
    (figure,) = room_pictures.predictions(room.question_tallies(handed_in.read(tmp_path)[0])).values()
    options = list(QUESTIONS[QUESTION].options)
    first, second = ([int(bar.get_width()) for bar in bars] for bars in figure.axes[0].containers)
    assert first == [2 * (option == "neither") for option in options]
    assert second == [1 * (option in ("only NAG", "neither")) for option in options]  # ben keeps his vote


def test_exercises_are_drawn_for_a_page_with_letters_for_a_room(tmp_path):
    every = list(exercises.every())
    hand_in(tmp_path, "anna.json", exercises={name: {"outcome": "not yet"} for name in every})
    hand_in(tmp_path, "ben.json", exercises={every[-1]: {"outcome": "not yet"}})
    figure = room_pictures.exercises(room.exercise_tallies(handed_in.read(tmp_path)[0]), 2)
    names = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    assert len(names) == room_pictures.ROWS
    assert exercises.every()[every[-1]].title in names[-1]  # that most are trying
    assert tuple(figure.get_size_inches()) == room_pictures.SIZE


def test_whoever_is_stuck_in_two_exercises_of_a_section_counts_once(tmp_path):
    section = next(one for book in room.notebooks.every().values() for one in book.sections if len(one.exercises) > 1)
    hand_in(tmp_path, "anna.json", exercises={name: {"outcome": "not yet"} for name in section.exercises})
    assert [row[2] for row in room.to_teach_again(handed_in.read(tmp_path)[0])] == [1]


def test_who_was_right_after_talking_needs_no_teaching_again(tmp_path):
    votes = {"prediction": "neither", "second": "only NAG", "outcome": "only NAG"}
    hand_in(tmp_path, "anna.json", predictions={QUESTION: votes})
    assert "to teach again" not in room.report(handed_in.read(tmp_path)[0])


@pytest.mark.parametrize("sure", [0, 1, 4])
def test_a_few_who_are_sure_do_not_hide_twenty_who_are_wrong(tmp_path, sure):
    for i in range(20):
        vote = {"prediction": "here, where I stand", "outcome": "at the end of the coast"}
        votes = {"00_where_to_ask": {**vote, "sure": "sure" if i < sure else "guessing"}}
        if i < 4:
            votes["00_promise"] = {"prediction": "longer and longer, without end", "outcome": "twice as long"}
        hand_in(tmp_path, f"{i}.json", number=i, predictions=votes)
    again = room.to_teach_again(handed_in.read(tmp_path)[0])
    assert [(section.number, wrong) for _, section, _, wrong in again] == [(4, 20), (2, 4)]


def test_one_is_not_called_many(tmp_path):
    over = {"score": 200.0, "kind": "valley", "rivals": {"Hana": 100.0}}
    vote = {"prediction": "neither", "outcome": "only NAG"}
    hand_in(tmp_path, "anna.json", predictions={QUESTION: vote}, games={"otter": over})
    said = room.report(handed_in.read(tmp_path)[0])
    assert "1 learner\n" in said and ": 1 wrong prediction\n" in said and "finished by 1 learner," in said


def test_a_projected_questions_words_stay_inside_its_picture(folder):
    (figure,) = room_pictures.predictions(room.question_tallies(handed_in.read(folder)[0])).values()
    figure.canvas.draw()
    box, page = figure.get_tightbbox(), figure.get_size_inches()
    assert box.x0 >= 0 and box.y0 >= 0 and box.x1 <= page[0] and box.y1 <= page[1]


def test_the_report_can_be_acted_on(folder):
    hand_in(
        folder,
        "d.json",
        exercises={STEP.name: {"outcome": "not yet", "unnamed": 2}},
        recall={next(iter(recall_questions.every())): [{"on": "2026-03-14", "right": False}]},
    )
    said = room.report(handed_in.read(folder)[0])
    assert "4 learners" in said
    assert STEP.title in said
    assert f"2 ×, 1 still stuck: {STEP.told()[MISTAKE]}" in said
    assert "1 × answers that no known mistake explains" in said
    assert "1 × only NAG ✓" in said
    assert "0 of 1: " in said
    again = said.split("to teach again first\n")[1].splitlines()
    assert re.match(r"04 section \d, .*: 2 stuck", again[0])


def test_a_file_handed_in_twice_is_one_learner_also_in_a_zip(folder):
    with zipfile.ZipFile(folder / "from the platform.zip", "w") as packed:
        packed.write(folder / "anna/progress.json", "anna/again.json")
        packed.writestr("dora/progress.json", json.dumps({"recall": {}}))
        packed.writestr("__MACOSX/dora/progress.json", "x")
        packed.writestr("large.json", b" " * (handed_in.LARGEST + 1))
    learners, left_out = handed_in.read(folder)
    assert len(learners) == 4
    assert sorted(reason for _, reason in left_out) == ["larger than any progress file", "the same as another one"]


HOSTILE = {
    "unhashable": b'{"exercises": {"nag_step": {"outcome": [1], "mistakes": [[1]], "unnamed": "x"}}}',
    "half an emoji": b'{"predictions": {"05_misjudged": {"prediction": "\\ud83d", "outcome": "x"}}}',
    "escape sequences": b'{"predictions": {"05_misjudged": {"prediction": "\\u001b[31mred\\u0007\\u202e", "outcome": "x"}}}',
    "deep": b"[" * 100_000,
    "another encoding": '{"exercises": {}}'.encode("utf-16"),
    "not a number": b'{"games": {"otter": {"score": NaN, "rivals": {"a": "b"}}}}',
    "sections of other kinds": b'{"exercises": {"nag_step": 3}, "predictions": {}, "recall": {"01.1": {"on": []}}}',
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_no_file_stops_the_room_or_reaches_the_terminal(folder, tmp_path, capsys, content):
    (folder / "hostile.json").write_bytes(content)
    (folder / "not a zip.zip").write_bytes(content)
    room.sum_up(folder, tmp_path / "room.png")
    said = capsys.readouterr().out
    assert "left out: not a zip.zip" in said
    said.encode()
    assert not {sign for sign in said if unicodedata.category(sign) in ("Cc", "Cf", "Cs")} - {"\n"}


def test_a_link_is_left_out(folder):
    (folder / "link.json").symlink_to(folder / "anna/progress.json")
    assert ("link.json", "a link") in handed_in.read(folder)[1]


def test_a_folder_without_progress_is_a_sentence(tmp_path):
    with pytest.raises(Problem, match="no folder"):
        handed_in.read(tmp_path / "nowhere")
    with pytest.raises(Problem, match="No progress file"):
        room.sum_up(tmp_path, tmp_path / "room.png")


def test_a_picture_that_is_none_is_refused_before_anything_runs(capsys):
    assert commands.main(["room", ".", "--picture", "a.txt"]) == 1
    assert "a .png, .svg or .pdf" in capsys.readouterr().err
