"""The cheat sheet: one page that prints, and the same lines as Markdown."""

import re
from itertools import pairwise

import numpy as np
import pytest

from nag_helpers import cheatsheet
from nag_helpers.cheatsheet import SECTIONS
from tools.places import NOTEBOOKS


def test_it_is_written_as_one_page_of_pdf(tmp_path):
    page = cheatsheet.save(tmp_path / "sheet.pdf").read_bytes()
    assert page.startswith(b"%PDF") and b"/Count 1" in page


def test_it_is_written_as_an_upright_picture(tmp_path):
    from PIL import Image

    with Image.open(cheatsheet.save(tmp_path / "sheet.png")) as picture:
        width, height = picture.size
    assert height / width == pytest.approx(2**0.5, abs=0.01)


def test_the_half_page_has_the_same_lines_and_every_row_that_it_names(tmp_path):
    assert b"/Count 1" in cheatsheet.save(tmp_path / "half.pdf", half=True).read_bytes()
    lines = [row for rows in SECTIONS.values() for row in rows]
    assert all(row in lines for rows in cheatsheet.first_week().values() for row in rows)
    assert "memory" in [row[0] for row in next(iter(cheatsheet.first_week().values()))]


def test_another_kind_of_file_is_refused_and_not_written(tmp_path):
    with pytest.raises(ValueError, match=r"must end in .pdf or .png, got .*sheet.doc"):
        cheatsheet.save(tmp_path / "sheet.doc")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("half", [False, True])
def test_no_text_runs_into_another_or_into_the_margins_of_10_mm(half):
    page = cheatsheet.figure(half)
    page.canvas.draw()
    boxes = [text.get_window_extent() for text in page.texts]
    margin = page.dpi * 10 / 25.4 - 2  # two pixels, for letters that hang over
    width, height = page.bbox.width - margin, page.bbox.height - margin
    assert all(box.x0 > margin and box.y0 > margin and box.x1 < width and box.y1 < height for box in boxes)
    low, high = np.array([box.min for box in boxes]), np.array([box.max for box in boxes])
    apart = ((low[:, None] >= high) | (high[:, None] <= low)).any(axis=2)
    touching = np.argwhere(~apart & ~np.eye(len(boxes), dtype=bool))
    assert not [(page.texts[i].get_text(), page.texts[j].get_text()) for i, j in touching]


def test_no_heading_of_a_markdown_table_is_empty():
    headings = [line for line, rule in pairwise(cheatsheet.markdown().splitlines()) if rule.startswith("|:--")]
    assert len(headings) == len(SECTIONS)
    assert all(cell.strip() for line in headings for cell in line.strip("|").split("|"))


def test_every_row_is_a_row_of_the_markdown_tables():
    lines = cheatsheet.markdown().splitlines()
    for rows in SECTIONS.values():
        for row in rows:
            (line,) = [line for line in lines if line == f"| {' | '.join(row)} |"]
            assert line.count("|") == 4  # or a formula would be cut into cells


def test_its_verdicts_give_the_numbers_of_notebook_5s_table():
    text = (NOTEBOOKS / "05_momentum_or_nag.ipynb").read_text(encoding="utf-8")
    held = text.partition("| claim | verdict |")[2]
    rows = SECTIONS["What people say of NAG, measured"]
    numbers = {number for row in rows[:3] + rows[6:] for number in re.findall(r"\d+\.\d+|\b\d\d\b(?! )", " ".join(row))}
    assert {"0.355", "0.604", "1.357", "14.0"} <= numbers
    assert not {number for number in numbers if number not in held}
