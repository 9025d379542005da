"""Progress: one small file that survives nearly everything."""

import json
import os
import subprocess
import sys

import pytest

from nag_helpers import exercises, files
from nag_helpers.learning import progress
from nag_helpers.learning.votes import Vote


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("NAG_PROGRESS", str(tmp_path))
    monkeypatch.setattr(progress, "_unwritten", {})
    return tmp_path


LANDING = (0.765, 0.09, -0.755)


def seen(folder):
    """Return the names of a folder's files, without hidden ones."""
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def test_the_file_is_beside_the_notebook_unless_another_folder_is_named(tmp_path, monkeypatch):
    assert progress.file() == tmp_path / "progress.json"
    monkeypatch.delenv("NAG_PROGRESS")
    monkeypatch.chdir(tmp_path)
    assert progress.file() == tmp_path / "progress.json"


def test_what_is_written_is_read_by_another_process():
    progress.write("exercises", "landing", {"outcome": "correct"})
    code = "from nag_helpers.learning import progress; print(progress.read('exercises'))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "{'landing': {'outcome': 'correct'}}"


@pytest.mark.parametrize("content", ["", "{", "[1, 2]", '{"exercises": 3}', '{"exercises": {"landing": 3}}', "\0\0"])
def test_a_corrupt_file_counts_as_empty_and_is_mended(folder, content):
    progress.file().write_text(content)
    assert progress.read("exercises") == {}
    assert repr(exercises.progress()).startswith("≡ 0 of ")
    assert progress.write("exercises", "nag_step", {"outcome": "correct"})
    assert progress.read("exercises")["nag_step"] == {"outcome": "correct"}


def test_a_file_that_is_not_text_counts_as_empty(folder):
    progress.file().write_bytes(b"\xff\xfe\x00")
    assert progress.read("exercises") == {}


UNREADABLE = {
    "truncated": b'{"exercises": {"nag_st',
    "UTF-16": '{"exercises": {}}'.encode("utf-16"),
    "merge conflict": b'<<<<<<< mine\n{"exercises": {}}\n=======\n{}\n>>>>>>> theirs\n',
    "huge integer": b'{"exercises": {"nag_step": {"n": ' + b"9" * 5000 + b"}}}",
    "nested too deeply": b"[" * 100_000,
    "a list": b"[1, 2]",
}


@pytest.mark.parametrize("content", UNREADABLE.values(), ids=UNREADABLE)
def test_a_file_that_cannot_be_read_is_kept_under_another_name_and_that_is_said_once(folder, capsys, content):
    progress.file().write_bytes(content)
    (folder / "progress_unreadable_1.json").write_text("of last week")
    for name in ("nag_step", "nag_run"):
        assert progress.write("exercises", name, {"outcome": "correct"})
    assert (folder / "progress_unreadable_2.json").read_bytes() == content
    assert (folder / "progress_unreadable_1.json").read_text() == "of last week"
    assert len(seen(folder)) == 3
    assert capsys.readouterr().out.count("kept as progress_unreadable_2.json") == 1
    assert set(progress.read("exercises")) == {"nag_step", "nag_run"}


def test_a_byte_order_mark_is_no_hindrance(folder, capsys):
    progress.file().write_text('{"exercises": {"nag_step": {"outcome": "correct"}}}', encoding="utf-8-sig")
    assert progress.write("exercises", "nag_run", {"outcome": "correct"})
    assert set(progress.read("exercises")) == {"nag_step", "nag_run"}
    assert capsys.readouterr().out == ""


def test_half_a_character_in_an_answer_blocks_nothing():
    assert progress.write("predictions", "03_x", {"prediction": "\ud800 θ"})
    assert progress.write("exercises", "nag_step", {"outcome": "correct"})
    assert progress.read("predictions") == {"03_x": {"prediction": "\ud800 θ"}}
    assert "θ" in progress.file().read_text(encoding="utf-8")


def test_what_json_cannot_hold_is_refused_and_blocks_nothing():
    with pytest.raises(TypeError):
        progress.write("predictions", "03_x", {"prediction": object()})
    assert progress.write("exercises", "nag_step", {"outcome": "correct"})
    assert progress.read("predictions") == {}


@pytest.mark.skipif(os.name == "nt", reason="not on this system: links and permissions are other ones on Windows")
def test_a_link_stays_a_link_and_permissions_stay(folder, monkeypatch):
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "mine.json").write_text("{}")
    (elsewhere / "mine.json").chmod(0o664)
    progress.file().symlink_to(elsewhere / "mine.json")
    assert progress.write("exercises", "nag_step", {"outcome": "correct"})
    assert progress.file().is_symlink()
    assert "nag_step" in (elsewhere / "mine.json").read_text()
    assert (elsewhere / "mine.json").stat().st_mode & 0o777 == 0o664


@pytest.mark.skipif(os.name == "nt", reason="not on this system: links and permissions are other ones on Windows")
def test_a_new_file_has_the_usual_permissions(folder):
    (folder / "usual").touch()
    progress.write("exercises", "nag_step", {"outcome": "correct"})
    assert progress.file().stat().st_mode == (folder / "usual").stat().st_mode


def test_a_read_only_file_stays_as_it_is_and_nothing_is_raised(folder, monkeypatch):
    progress.write("exercises", "nag_step", {"outcome": "not yet"})
    before = progress.file().read_text()
    monkeypatch.setattr(os, "access", lambda *_: False)  # as for a user who is not allowed to write
    assert not progress.write("exercises", "nag_step", {"outcome": "correct"})
    assert progress.file().read_text() == before
    assert exercises.landing.check(LANDING).outcome == "correct"


def test_a_folder_that_is_not_there_raises_nothing(folder, monkeypatch):
    monkeypatch.setenv("NAG_PROGRESS", str(folder / "missing"))
    assert not progress.write("exercises", "nag_step", {"outcome": "correct"})
    assert exercises.landing.check(LANDING).outcome == "correct"


def test_where_the_file_cannot_be_written_the_kernel_remembers_and_says_so_once(folder, monkeypatch):
    monkeypatch.setenv("NAG_PROGRESS", str(folder / "missing"))
    assert "cannot be written" not in repr(exercises.progress())
    exercises.landing.check(LANDING)
    shown = exercises.progress()
    assert shown.heading.startswith("1 of ")
    assert repr(shown).count("progress.json beside the notebooks cannot be written") == 1
    reset = exercises.reset("landing")
    assert "cannot be written" in reset.message
    assert exercises.progress().heading.startswith("0 of ")


def test_what_could_not_be_written_is_written_with_the_next_that_can(folder, monkeypatch):
    missing = folder / "missing"
    monkeypatch.setenv("NAG_PROGRESS", str(missing))
    exercises.landing.check(LANDING)
    missing.mkdir()
    exercises.braking_distance.check(exercises.braking_distance.reference)
    assert set(json.loads(progress.file().read_text())["exercises"]) == {"landing", "braking_distance"}
    assert "cannot be written" not in repr(exercises.progress())


def test_all_can_be_reset_where_the_file_cannot_be_written(folder, monkeypatch):
    progress.write("exercises", "landing", {"outcome": "correct"})
    monkeypatch.setattr(os, "access", lambda *_: False)
    exercises.reset()
    assert exercises.progress().heading.startswith("0 of ")
    assert "landing" in progress.file().read_text()


def test_a_failed_write_leaves_the_old_file_and_no_other(folder, monkeypatch):
    progress.write("exercises", "nag_step", {"outcome": "correct"})

    def full(*_):
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", full)
    assert not progress.write("exercises", "nag_run", {"outcome": "correct"})
    assert json.loads(progress.file().read_text())["exercises"] == {"nag_step": {"outcome": "correct"}}
    assert seen(folder) == ["progress.json"]


WRITER = """
import sys
from nag_helpers.learning import progress
for i in range(int(sys.argv[2])): assert progress.write("exercises", sys.argv[1] + str(i), {"outcome": "correct"})
"""


def test_four_notebooks_at_once_lose_nothing_however_busy_the_machine_is():
    idle = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(4)]
    try:
        writers = [subprocess.Popen([sys.executable, "-c", WRITER, name, "60"]) for name in "abcd"]
        assert [writer.wait(timeout=300) for writer in writers] == [0] * 4
    finally:
        for one in idle:
            one.kill()
            one.wait()
    assert set(progress.read("exercises")) == {f"{name}{i}" for name in "abcd" for i in range(60)}


HOLDER = """
import sys
from pathlib import Path
from nag_helpers import files
with files.locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(folder):
    """Another process that holds the folder's lock until its input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout.readline() == b"held\n"
    yield process
    process.kill()
    process.communicate()


def test_who_holds_the_lock_keeps_it_and_what_waited_too_long_is_written_later(holder, monkeypatch):
    monkeypatch.setattr(progress, "LOCK_SECONDS", 0.05)
    assert not progress.write("exercises", "nag_step", {"outcome": "correct"})
    assert not progress.file().exists()
    assert "nag_step" in progress.read("exercises")
    holder.communicate()
    assert progress.write("exercises", "nag_run", {"outcome": "correct"})
    assert set(json.loads(progress.file().read_text())["exercises"]) == {"nag_step", "nag_run"}


def test_a_killed_process_gives_its_lock_back(holder):
    holder.kill()
    assert progress.write("exercises", "nag_step", {"outcome": "correct"})


def test_where_nothing_can_be_locked_writing_goes_on_without(monkeypatch):
    def no_locks(*_):
        raise OSError("Function not implemented")

    if files.flock:
        monkeypatch.setattr(files, "flock", no_locks)
    else:
        monkeypatch.setattr(files.msvcrt, "locking", no_locks)
    assert progress.write("exercises", "nag_step", {"outcome": "correct"})
    monkeypatch.setattr(files, "flock", None)
    monkeypatch.setattr(files, "msvcrt", None)
    assert progress.write("exercises", "nag_run", {"outcome": "correct"})


def test_a_newer_versions_file_keeps_its_ticks_and_what_we_do_not_know(folder, capsys):
    newer = {
        "version": 9,
        "exercises": {"landing": {"outcome": "correct"}, "of_next_year": {"outcome": "correct"}},
        "badges": ["gold"],
    }
    progress.file().write_text(json.dumps(newer))
    assert progress.read("exercises")["landing"] == {"outcome": "correct"}
    assert progress.write("exercises", "nag_step", {"outcome": "correct"})
    newer["exercises"]["nag_step"] = {"outcome": "correct"}
    assert json.loads(progress.file().read_text()) == newer
    assert capsys.readouterr().out == ""


def test_checks_write_their_outcome_and_correct_stays_correct():
    exercises.landing.check((0.765, 0.09, 0.955))
    assert progress.read("exercises")["landing"]["outcome"] == "not yet"
    exercises.landing.check(LANDING)
    exercises.landing.check((0.765, 0.09, 0.955))
    assert progress.read("exercises")["landing"]["outcome"] == "correct"


def test_the_names_of_recognised_mistakes_are_kept_and_how_many_answers_had_none():
    exercise = exercises.averaging_step
    first, second = exercise.mistakes[:2]
    for answer in (first, second, first, lambda theta, v, gradient, alpha, beta: (theta + 0.123, v)):
        exercise.check(answer)
    kept = progress.read("exercises")["averaging_step"]
    assert kept == {"outcome": "not yet", "mistakes": [first.__name__, second.__name__, first.__name__], "unnamed": 1}


def test_mistakes_are_forgotten_where_they_are_not_wanted():
    exercise = exercises.averaging_step
    exercise.check(exercise.mistakes[0])
    exercises.remember_mistakes(False)
    exercise.check(exercise.mistakes[1])
    assert progress.read("exercises")["averaging_step"] == {"outcome": "not yet"}
    exercises.remember_mistakes()
    exercise.check(exercise.mistakes[1])
    assert progress.read("exercises")["averaging_step"]["mistakes"] == [exercise.mistakes[1].__name__]


@pytest.fixture
def forgetful(monkeypatch):
    monkeypatch.setattr(progress, "_unkept", {})


def test_where_nothing_is_to_be_kept_the_file_holds_a_setting_alone(forgetful):
    progress.keep_seed()
    progress.write("predictions", "03_where", {"prediction": "here"})
    exercises.keep(False)
    progress.keep_seed()
    progress.write("recall", "01_x", {"answers": []})
    exercises.landing.check(LANDING)
    assert {section: held for section, held in json.loads(progress.file().read_text()).items() if held} == {
        "settings": {"kept": {"wanted": False}}
    }


def test_what_is_not_kept_lasts_as_long_as_the_kernel(forgetful):
    progress.write("predictions", "03_where", {"prediction": "here"})
    exercises.keep(False)
    progress.write("predictions", "03_often", {"prediction": "5"})
    assert set(progress.read("predictions")) == {"03_where", "03_often"}
    progress.reset("predictions")
    assert progress.read("predictions") == {}


def test_who_wants_it_kept_again_loses_nothing_of_this_kernel(forgetful):
    exercises.keep(False)
    progress.write("predictions", "03_where", {"prediction": "here"})
    exercises.keep()
    assert json.loads(progress.file().read_text())["predictions"] == {"03_where": {"prediction": "here"}}


def test_what_is_kept_is_said_in_one_place_with_how_to_switch_it_off(forgetful):
    said = repr(exercises.what_is_kept())
    assert all(
        words in said for words in ("progress.json", "because", "recall", "exercises.keep(False)", "until you delete")
    )
    exercises.keep(False)
    assert repr(exercises.what_is_kept()).startswith("Nothing is kept.")


def test_everything_that_the_file_can_hold_of_a_vote_is_listed():
    listed = {
        "prediction": "predicted",
        "second": "votes",
        "sure": "how sure",
        "because": "because",
        "saw": "what you saw",
        "outcome": "votes",
    }
    assert set(listed) == set(Vote.__dataclass_fields__)
    assert all(words in progress.WHAT_IS_KEPT for words in listed.values())


def test_an_exercise_not_started_writes_nothing(folder):
    exercises.landing.check(...)
    exercises.landing.check()
    assert list(folder.iterdir()) == []


def test_progress_shows_of_each_notebook_how_much_is_correct_and_what_is_open():
    exercises.landing.check(LANDING)
    exercises.averaging_step.check(exercises.averaging_step.reference)
    exercises.best_setting.check(lambda mu, L: (1, 2))
    shown = exercises.progress()
    rows = {row[0]: row[1:] for row in shown.rows}
    assert repr(shown).startswith(f"≡ 2 of {len(exercises.every())} exercises are correct.")
    assert list(rows)[1:] == sorted({exercise.notebook for exercise in exercises.every().values()})
    assert rows["00"] == ("■□□□□", "1 of 5", "let it remember; land near the floor; yours; how much is kept")
    two = [exercises.braking_distance.title, exercises.best_setting.title]
    assert rows["02"] == ("■□□", "1 of 3", "; ".join(two))
    assert "<table>" in shown._repr_mimebundle_()["text/html"]


def test_progress_links_to_a_notebook_that_stands_in_the_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "02_momentum.ipynb").touch()
    page = exercises.progress().html()
    assert '<a href="02_momentum.ipynb">02</a>' in page
    assert f'<a href="02_momentum.ipynb">{exercises.braking_distance.title}' in page
    assert "01_gradient" not in page
    assert "ipynb" not in repr(exercises.progress())


def test_progress_links_to_the_notebook_of_this_edition_where_an_older_one_lies_beside_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("02_a_memory.ipynb", "02_momentum.ipynb"):
        (tmp_path / name).touch()
    (tmp_path / ".originals.json").write_text('{"02_momentum.ipynb": "its hash"}')
    assert '<a href="02_momentum.ipynb">02</a>' in exercises.progress().html()


def test_one_exercise_or_all_can_be_reset():
    exercises.landing.check(LANDING)
    exercises.braking_distance.check(exercises.braking_distance.reference)
    exercises.reset("landing")
    assert list(progress.read("exercises")) == ["braking_distance"]
    exercises.reset()
    assert progress.read("exercises") == {}
    with pytest.raises(ValueError, match="'landingg'"):
        exercises.reset("landingg")


def test_resetting_exercises_keeps_predictions():
    progress.write("predictions", "03_x", {"prediction": "here"})
    exercises.landing.check(LANDING)
    exercises.reset()
    assert progress.read("predictions") == {"03_x": {"prediction": "here"}}
