"""The learner's copy: never overwritten once touched, up to date while untouched."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools.learner import working_copy
from tools.places import ROOT, notebook_files
from tools.problems import Problem


@pytest.fixture
def house(tmp_path):
    """Two original notebooks, and a copy made of them."""
    originals = tmp_path / "notebooks"
    originals.mkdir()
    (originals / "00_invent_it.ipynb").write_text("zero")
    (originals / "03_deriving_nag.ipynb").write_text("three")
    (originals / "TEACHING.md").write_text("for teachers")
    working_copy.update(originals, tmp_path / "learn")
    return tmp_path


def update(house):
    return working_copy.update(house / "notebooks", house / "learn")


def reset(house, name):
    return working_copy.reset(name, house / "notebooks", house / "learn")


def test_the_first_run_copies_the_notebooks_and_nothing_else(house):
    assert sorted(path.name for path in (house / "learn").glob("[!.]*")) == [
        "00_invent_it.ipynb",
        "03_deriving_nag.ipynb",
    ]
    assert (house / "learn/03_deriving_nag.ipynb").read_text() == "three"


def test_nothing_is_done_twice(house):
    assert update(house) == []


def test_a_learners_edit_is_kept_when_nothing_else_changed(house):
    (house / "learn/00_invent_it.ipynb").write_text("my work")
    assert update(house) == []
    assert (house / "learn/00_invent_it.ipynb").read_text() == "my work"


def test_a_learners_edit_is_kept_when_the_original_changed_and_they_hear_of_it(house):
    (house / "learn/00_invent_it.ipynb").write_text("my work")
    (house / "notebooks/00_invent_it.ipynb").write_text("zero, better")
    (said,) = update(house)
    assert "python3 start.py reset 00" in said
    assert (house / "learn/00_invent_it.ipynb").read_text() == "my work"


def test_an_untouched_copy_follows_its_original(house):
    (house / "notebooks/00_invent_it.ipynb").write_text("zero, better")
    (said,) = update(house)
    assert "updated" in said
    assert (house / "learn/00_invent_it.ipynb").read_text() == "zero, better"
    (house / "notebooks/00_invent_it.ipynb").write_text("zero, best")
    update(house)
    assert (house / "learn/00_invent_it.ipynb").read_text() == "zero, best"


def test_a_new_notebook_is_added(house):
    (house / "notebooks/04_implementing_nag.ipynb").write_text("four")
    update(house)
    assert (house / "learn/04_implementing_nag.ipynb").read_text() == "four"


def test_a_deleted_copy_comes_back(house):
    (house / "learn/00_invent_it.ipynb").unlink()
    update(house)
    assert (house / "learn/00_invent_it.ipynb").read_text() == "zero"


def rename_the_first(house):
    (house / "notebooks/00_invent_it.ipynb").rename(house / "notebooks/00_found_it.ipynb")


def test_an_untouched_copy_of_a_notebook_that_has_another_name_goes(house):
    rename_the_first(house)
    said = update(house)
    assert any("00_invent_it.ipynb: removed" in one and "00_found_it.ipynb" in one for one in said)
    assert sorted(path.name for path in (house / "learn").glob("0*")) == ["00_found_it.ipynb", "03_deriving_nag.ipynb"]


def test_a_learners_copy_of_a_notebook_that_has_another_name_stays_theirs_and_they_hear_of_it_once(house):
    (house / "learn/00_invent_it.ipynb").write_text("my work")
    rename_the_first(house)
    said = update(house)
    assert any("00_invent_it.ipynb: kept, it is yours" in one and "is now 00_found_it.ipynb" in one for one in said)
    assert (house / "learn/00_invent_it.ipynb").read_text() == "my work"
    assert (house / "learn/00_found_it.ipynb").read_text() == "zero"
    assert update(house) == []


def test_of_a_notebook_that_is_gone_it_is_said_that_it_is_gone(house):
    (house / "learn/03_deriving_nag.ipynb").write_text("my work")
    (house / "notebooks/03_deriving_nag.ipynb").unlink()
    assert update(house) == ["03_deriving_nag.ipynb: kept, it is yours; the notebook is no longer part of the series"]


def test_a_copy_that_the_learner_has_deleted_does_not_come_back_under_its_old_name(house):
    (house / "learn/00_invent_it.ipynb").unlink()
    rename_the_first(house)
    assert update(house) == ["00_found_it.ipynb: copied"]


@pytest.mark.parametrize("record", [None, "{broken", "[]"], ids=["lost", "corrupt", "of another kind"])
def test_without_its_record_nothing_is_overwritten(house, record):
    file = house / "learn/.originals.json"
    file.unlink() if record is None else file.write_text(record)
    (house / "learn/00_invent_it.ipynb").write_text("my work")
    update(house)
    assert (house / "learn/00_invent_it.ipynb").read_text() == "my work"


def test_an_untouched_copy_is_known_again_after_its_record_was_lost(house):
    (house / "learn/.originals.json").unlink()
    update(house)
    (house / "notebooks/00_invent_it.ipynb").write_text("zero, better")
    update(house)
    assert (house / "learn/00_invent_it.ipynb").read_text() == "zero, better"


@pytest.mark.parametrize("name", ["3", "03", "03_deriving_nag", "03_deriving_nag.ipynb"])
def test_reset_brings_the_original_back_and_keeps_the_learners_work(house, name):
    (house / "learn/03_deriving_nag.ipynb").write_text("my work")
    reset(house, name)
    assert (house / "learn/03_deriving_nag.ipynb").read_text() == "three"
    assert (house / "learn/before_reset/03_deriving_nag_1.ipynb").read_text() == "my work"


def test_two_resets_keep_both_works(house):
    for work in ("first try", "second try"):
        (house / "learn/03_deriving_nag.ipynb").write_text(work)
        reset(house, "3")
    kept = sorted((house / "learn/before_reset").glob("*.ipynb"))
    assert [path.read_text() for path in kept] == ["first try", "second try"]


def test_a_copy_that_was_reset_follows_its_original_again(house):
    (house / "learn/03_deriving_nag.ipynb").write_text("my work")
    reset(house, "3")
    (house / "notebooks/03_deriving_nag.ipynb").write_text("three, better")
    update(house)
    assert (house / "learn/03_deriving_nag.ipynb").read_text() == "three, better"


def test_reset_works_before_the_first_start(tmp_path, house):
    working_copy.reset("0", house / "notebooks", tmp_path / "elsewhere")
    assert (tmp_path / "elsewhere/00_invent_it.ipynb").read_text() == "zero"


def test_an_unknown_name_is_answered_with_the_known_ones(house):
    with pytest.raises(Problem, match="no notebook '7'.*00_invent_it, 03_deriving_nag"):
        reset(house, "7")


def test_a_users_own_files_are_not_overwritten(house):
    for name in ("00_invent_it.part", "03_deriving_nag.part", ".originals.part"):
        (house / "learn" / name).write_text("the user's own")
    (house / "notebooks/00_invent_it.ipynb").write_text("zero, better")
    update(house)
    reset(house, "3")
    assert {path.read_text() for path in (house / "learn").glob("*.part")} == {"the user's own"}
    assert (house / "learn/.originals.part").read_text() == "the user's own"


def test_what_a_killed_process_left_is_swept_away(house):
    left = house / "learn/.00_invent_it.ipynb.0123abcd.new"
    left.write_text("half")
    update(house)
    assert not left.exists()


def test_resets_and_updates_at_the_same_time_lose_nothing_and_raise_nothing(house):
    code = (
        "import sys; from pathlib import Path; from tools.learner import working_copy\n"
        "house, name = Path(sys.argv[1]), sys.argv[2]\n"
        "for number in range(25):\n"
        "    mine = house / f'work of {name} {number}'\n"
        "    mine.write_text(mine.name)\n"
        "    mine.replace(house / 'learn/03_deriving_nag.ipynb')\n"
        "    working_copy.reset('3', house / 'notebooks', house / 'learn')\n"
        "    working_copy.update(house / 'notebooks', house / 'learn')\n"
    )
    workers = [
        subprocess.Popen([sys.executable, "-c", code, house, name], cwd=ROOT, stderr=subprocess.PIPE, text=True)
        for name in ("a", "b", "c")
    ]
    assert [worker.communicate(timeout=120)[1] for worker in workers] == ["", "", ""]
    assert (house / "learn/03_deriving_nag.ipynb").read_text() in ("three", *_works(house))
    kept = [path.read_text() for path in (house / "learn/before_reset").glob("*.ipynb")]
    assert set(kept) <= _works(house)
    assert len(set(kept)) == len(kept)
    assert set(json.loads((house / "learn/.originals.json").read_text())) == {
        "00_invent_it.ipynb",
        "03_deriving_nag.ipynb",
    }
    assert not list((house / "learn").glob(".*.new"))


def _works(house):
    return {f"work of {name} {number}" for name in "abc" for number in range(25)}


def test_every_one_of_many_resets_at_once_keeps_the_work(house):
    """Where no one else writes, nothing may be lost: the notebook is given new work only between two resets."""
    code = "import sys; from pathlib import Path; from tools.learner import working_copy; house = Path(sys.argv[1])\n"
    code += "working_copy.reset('3', house / 'notebooks', house / 'learn')"
    for number in range(5):
        (house / "learn/03_deriving_nag.ipynb").write_text(f"work {number}")
        resets = [subprocess.Popen([sys.executable, "-c", code, house], cwd=ROOT) for _ in range(3)]
        assert [process.wait(timeout=300) for process in resets] == [0, 0, 0]
    kept = sorted(path.read_text() for path in (house / "learn/before_reset").glob("*.ipynb"))
    assert kept == [f"work {number}" for number in range(5)]


def test_a_full_disk_in_the_middle_of_a_reset_leaves_the_learners_work(house, monkeypatch):
    (house / "learn/03_deriving_nag.ipynb").write_text("my work")

    def full(contents):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(working_copy.files, "write_all", full)
    with pytest.raises(OSError, match="No space"):
        reset(house, "3")
    assert (house / "learn/03_deriving_nag.ipynb").read_text() == "my work"


def test_copies_hold_no_outputs_and_originals_keep_theirs(tmp_path):
    working_copy.update(learn=tmp_path / "learn")
    for original in notebook_files():
        copy = json.loads((tmp_path / "learn" / original.name).read_text(encoding="utf-8"))
        assert all(not cell.get("outputs") for cell in copy["cells"])
        assert any(cell.get("outputs") for cell in json.loads(original.read_text(encoding="utf-8"))["cells"])


def test_an_untouched_copy_that_still_has_outputs_loses_them_at_the_next_start(house):
    notebook = {"cells": [{"cell_type": "code", "execution_count": 1, "outputs": ["answer"], "source": []}]}
    original, copy = house / "notebooks/00_invent_it.ipynb", house / "learn/00_invent_it.ipynb"
    original.write_text(json.dumps(notebook))
    copy.write_text(json.dumps(notebook))  # as an earlier edition of start.py made it
    record = house / "learn/.originals.json"
    record.write_text(json.dumps({original.name: hashlib.sha256(copy.read_bytes()).hexdigest()}))
    update(house)
    assert "answer" not in copy.read_text()
    assert update(house) == []


def test_a_reset_brings_a_notebook_without_outputs(tmp_path):
    working_copy.reset("0", learn=tmp_path / "learn")
    assert '"image/png"' not in (tmp_path / "learn/00_invent_it.ipynb").read_text(encoding="utf-8")


def test_a_folder_that_another_start_makes_in_between_is_no_obstacle(house, monkeypatch):
    learn, ask = house / "another", Path.is_dir

    def asked(path):
        answer = ask(path)
        if path == learn:
            os.makedirs(learn, exist_ok=True)
        return answer

    monkeypatch.setattr(Path, "is_dir", asked)
    working_copy.update(house / "notebooks", learn)
    assert (learn / "00_invent_it.ipynb").read_text() == "zero"
