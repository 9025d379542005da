"""The learner's copy: never overwritten once touched, up to date while untouched."""

import pytest

from tools import working_copy
from tools.problems import UnknownName


@pytest.fixture
def house(tmp_path):
    """Two original notebooks, and a copy made of them."""
    originals = tmp_path / "notebooks"
    originals.mkdir()
    (originals / "00_start_here.ipynb").write_text("zero")
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
        "00_start_here.ipynb",
        "03_deriving_nag.ipynb",
    ]
    assert (house / "learn/03_deriving_nag.ipynb").read_text() == "three"


def test_nothing_is_done_twice(house):
    assert update(house) == []


def test_a_learners_edit_is_kept_when_nothing_else_changed(house):
    (house / "learn/00_start_here.ipynb").write_text("my work")
    assert update(house) == []
    assert (house / "learn/00_start_here.ipynb").read_text() == "my work"


def test_a_learners_edit_is_kept_when_the_original_changed_and_they_hear_of_it(house):
    (house / "learn/00_start_here.ipynb").write_text("my work")
    (house / "notebooks/00_start_here.ipynb").write_text("zero, better")
    (said,) = update(house)
    assert "python3 start.py reset 00" in said
    assert (house / "learn/00_start_here.ipynb").read_text() == "my work"


def test_an_untouched_copy_follows_its_original(house):
    (house / "notebooks/00_start_here.ipynb").write_text("zero, better")
    (said,) = update(house)
    assert "updated" in said
    assert (house / "learn/00_start_here.ipynb").read_text() == "zero, better"
    (house / "notebooks/00_start_here.ipynb").write_text("zero, best")
    update(house)
    assert (house / "learn/00_start_here.ipynb").read_text() == "zero, best"


def test_a_new_notebook_is_added(house):
    (house / "notebooks/04_implementing_nag.ipynb").write_text("four")
    update(house)
    assert (house / "learn/04_implementing_nag.ipynb").read_text() == "four"


def test_a_deleted_copy_comes_back(house):
    (house / "learn/00_start_here.ipynb").unlink()
    update(house)
    assert (house / "learn/00_start_here.ipynb").read_text() == "zero"


@pytest.mark.parametrize("record", [None, "{broken", "[]"], ids=["lost", "corrupt", "of another kind"])
def test_without_its_record_nothing_is_overwritten(house, record):
    file = house / "learn/.originals.json"
    file.unlink() if record is None else file.write_text(record)
    (house / "learn/00_start_here.ipynb").write_text("my work")
    update(house)
    assert (house / "learn/00_start_here.ipynb").read_text() == "my work"


def test_an_untouched_copy_is_known_again_after_its_record_was_lost(house):
    (house / "learn/.originals.json").unlink()
    update(house)
    (house / "notebooks/00_start_here.ipynb").write_text("zero, better")
    update(house)
    assert (house / "learn/00_start_here.ipynb").read_text() == "zero, better"


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
    assert (tmp_path / "elsewhere/00_start_here.ipynb").read_text() == "zero"


def test_an_unknown_name_is_answered_with_the_known_ones(house):
    with pytest.raises(UnknownName, match="no notebook '7'.*00_start_here, 03_deriving_nag"):
        reset(house, "7")
