"""Nothing is told before it is asked, no stretch is without a picture for long, and what a short way leaves in stands alone."""

import ast
import re

import nbformat
import pytest
from needs import names

from tools import notebooks
from tools.places import notebook_files

FILES = notebook_files()
STRETCH = 350  # words from one picture to the next, without what is folded, formulas and tables
TOLD = {"show": 60, "compare": 8}  # letters of a text in such a call, beyond which it tells what comes out

each_notebook = pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])


def cells(path):
    return nbformat.read(path, as_version=4).cells


def stretches(path):
    """Return the numbers of words from one picture to the next."""
    words = [0]
    for cell in cells(path):
        if cell.cell_type == "markdown":
            seen = re.sub(
                r"<details>.*?</details>|\$\$.*?\$\$|^\|[^\n]*$", " ", cell.source, flags=re.DOTALL | re.MULTILINE
            )
            words[-1] += len(seen.split())
        elif any("image/png" in output.get("data", {}) for output in cell.outputs):
            words.append(0)
    return words[:-1]  # after the last picture come summary and references


@each_notebook
def test_no_stretch_is_long_without_a_picture(path):
    assert max(stretches(path)) <= STRETCH


@each_notebook
def test_no_cell_holds_the_words_of_its_picture_or_the_outcome_that_it_measures(path):
    telling = [
        text
        for cell in cells(path)
        if cell.cell_type == "code"
        for call in ast.walk(ast.parse(cell.source))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in TOLD
        for argument in call.args[1:]
        for text in ast.walk(argument)
        if isinstance(text, ast.Constant) and isinstance(text.value, str) and len(text.value) > TOLD[call.func.attr]
    ]
    assert [ast.unparse(text) for text in telling] == []


def by_section(path):
    """Return {section's number: its cells}; what stands before the first is in every way, as number None."""
    found, number = {None: []}, None
    for cell in cells(path):
        if cell.cell_type == "markdown" and (heading := re.match(r"## (?:(\d+)\. )?", cell.source)):
            number = heading[1] and int(heading[1])
        found.setdefault(number, []).append(cell)
    return found


SHORT_WAYS = {
    path.stem: (path, outline.core)
    for path, outline in zip(FILES, notebooks.every().values(), strict=True)
    if len(outline.core) < len([section for section in outline.sections if section.number])
}
each_short_way = pytest.mark.parametrize(("path", "core"), SHORT_WAYS.values(), ids=list(SHORT_WAYS))


@each_short_way
def test_a_short_way_uses_no_name_that_only_the_left_out_part_makes(path, core):
    made_here, made_there, missed = set(), set(), set()
    for number, section in by_section(path).items():
        for cell in section:
            if cell.cell_type == "code":
                made, used = names(cell.source)
                if number is None or number in core:
                    missed |= used & made_there - made_here
                    made_here |= made
                else:
                    made_there |= made
    assert missed == set()
