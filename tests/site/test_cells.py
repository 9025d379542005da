"""The cells of notebooks that run while the site is built."""

import io

import nbformat
from PIL import Image

from nag_helpers.explorers import RaceExplorer
from tools.site import running


def cells(*sources):
    return [nbformat.v4.new_code_cell(source) for source in sources]


def test_an_explorer_is_made_with_all_cells_before_it():
    found = list(
        running.values(
            cells(
                "from nag_helpers.explorers import RaceExplorer, film\nbegun = []",
                "begun.append(1)\nRaceExplorer()",
                "import numpy as np\nbegun.append(2)\npath = np.ones((5, 2))",
                "path[:, 1] = len(begun)\nfilm(path)",
            )
        )
    )
    values = [value for _, value, _ in found]
    assert [type(value) for value in values[::2]] == [type(None)] * 2
    assert isinstance(values[1], RaceExplorer)
    assert values[3].walks["downhill"][0].tolist() == [1, 2]


def test_an_explorer_whose_cell_needs_the_imports_only_stands_alone():
    sources = ("from nag_helpers.explorers import film", "begun = 1\nfilm()", "begun += 1\nfilm()")
    assert [alone for _, _, alone in running.values(cells(*sources))] == [False, True, False]


def test_a_cell_that_waits_for_an_answer_stops_none_after_it():
    assert [value for _, value, _ in running.values(cells("[1] + ...", "1 + 1"))] == [None, 2]


def test_a_picture_fits_a_telephone():
    source = (
        "from nag_helpers import plots\nfigure, axes = plots.figure(columns=2)\nplots.show(figure, 'Two empty panels.')"
    )
    (_, picture, _), *_ = running.values(cells(source))
    width, height = Image.open(io.BytesIO(picture.png)).size
    assert (width, height) == (1000, 1280)
