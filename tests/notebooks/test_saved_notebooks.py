"""The saved notebooks read well without a kernel, on a code host and in a fresh JupyterLab."""

import itertools
import re
from html.parser import HTMLParser

import nbformat
import numpy as np
import pytest
from coarse import TOLERANCE, coarse_print
from nbconvert import HTMLExporter

from nag_helpers import exercises
from nag_helpers.learning.questions import QUESTIONS
from tools import notebooks
from tools.author import opening, publishing, saving
from tools.places import NOTEBOOKS, notebook_files

FILES = notebook_files()
each_notebook = pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
RICHER_THAN_THE_PICTURE = {"text/markdown", "image/svg+xml", "text/latex"}  # nbconvert would show these instead


def read(path):
    return nbformat.read(path, as_version=4)


def code_cells(path):
    return [cell for cell in read(path).cells if cell.cell_type == "code"]


def outputs(path):
    return [output for cell in code_cells(path) for output in cell.outputs]


def pictures(path):
    return [output for output in outputs(path) if "image/png" in output.get("data", {})]


@each_notebook
def test_it_is_valid_and_saved_as_the_save_command_saves(path):
    notebook = read(path)
    nbformat.validate(notebook)
    assert saving.as_text(notebook) == path.read_text(encoding="utf-8")


@each_notebook
def test_its_metadata_holds_the_kernel_and_no_widget_state(path):
    assert read(path).metadata == saving.KERNEL
    for cell in read(path).cells:
        assert set(cell.metadata) <= set(saving.KEPT_CELL_METADATA)


@each_notebook
def test_every_code_cell_was_executed_once_in_order(path):
    assert [cell.execution_count for cell in code_cells(path)] == list(range(1, len(code_cells(path)) + 1))


@each_notebook
def test_no_cell_failed_or_wrote_to_stderr(path):
    assert [output for output in outputs(path) if output.output_type == "error" or output.get("name") == "stderr"] == []


@each_notebook
def test_every_picture_says_in_words_what_it_shows(path):
    for output in pictures(path):
        alt = output.metadata["image/png"]["alt"]
        assert len(alt.split()) >= 5, alt
        assert alt in output.data["text/plain"]


class Images(HTMLParser):
    """Collects the alternative texts of the pictures in a page; None for one without."""

    def __init__(self):
        super().__init__()
        self.alts = []

    def handle_starttag(self, tag, attrs):
        if tag == "img":
            self.alts.append(dict(attrs).get("alt"))


@each_notebook
@pytest.mark.parametrize("template", ["lab", "classic"])
def test_every_picture_has_its_words_in_the_page_that_nbconvert_makes(path, template):
    page, images = HTMLExporter(template_name=template).from_notebook_node(read(path))[0], Images()
    images.feed(page)
    words = [output.metadata["image/png"]["alt"] for output in pictures(path)]
    assert [alt for alt in images.alts if alt in words] == words


@each_notebook
def test_no_richer_form_hides_a_picture(path):
    for output in pictures(path):
        assert not RICHER_THAN_THE_PICTURE & set(output.data)


@each_notebook
def test_no_output_needs_a_kernel_or_changes_from_run_to_run(path):
    for output in outputs(path):
        text = output.get("text", "") + output.get("data", {}).get("text/plain", "")
        assert "application/vnd.jupyter.widget-view+json" not in output.get("data", {})
        assert not re.search(r"\bat 0x[0-9a-f]+|/(?:home|tmp|work|Users)/", text), text


@each_notebook
def test_it_opens_with_its_title_and_what_awaits_the_reader(path):
    first = read(path).cells[0]
    assert first.cell_type == "markdown"
    assert re.match(rf"# {int(path.name[:2])}\. ", first.source)
    for heading in ("**What you'll do", "**What you'll learn", "**What you'll need", "**How long it takes"):
        assert heading in first.source.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")


@each_notebook
def test_the_first_code_cell_and_no_other_is_the_set_up(path):
    tagged = ["setup" in cell.metadata.get("tags", ()) for cell in code_cells(path)]
    assert tagged == [True] + [False] * (len(tagged) - 1)


@each_notebook
def test_badges_and_set_up_are_those_of_the_published_address(path):
    notebook = read(path)
    publishing.stamp_notebook(notebook, path.name, publishing.published())
    assert notebook == read(path)


@each_notebook
def test_no_code_cell_is_longer_than_a_glance(path):
    for cell in code_cells(path):
        assert len(cell.source.splitlines()) <= 20, cell.source


@each_notebook
def test_no_line_of_code_is_wider_than_jupyters_page(path):
    for cell in code_cells(path):  # 123 characters fit beside the file browser in a window of 1440 pixels
        assert max(map(len, cell.source.splitlines())) <= 123, cell.source


@each_notebook
def test_its_links_to_files_lead_somewhere(path):
    for cell in read(path).cells:
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", cell.source if cell.cell_type == "markdown" else ""):
            assert (NOTEBOOKS / target).exists(), target
            assert "/" not in target, f"{target} is not in the learner's copy"


@each_notebook
def test_its_links_to_cells_and_to_places_in_itself_lead_somewhere(path):
    text = "\n".join(cell.source for cell in read(path).cells if cell.cell_type == "markdown")
    for file, cell in re.findall(r"\]\((\w+\.ipynb)#cell-id=([\w-]+)\)", text):
        assert cell in [each["id"] for each in read(NOTEBOOKS / file).cells], f"{file}#cell-id={cell}"
    for place in re.findall(r"\]\(#([\w-]+)\)", text):
        assert f'<a id="{place}"></a>' in text, place


@each_notebook
def test_nothing_in_it_asks_for_the_network(path):
    for cell in code_cells(path):
        code = cell.source.removeprefix(publishing.published().set_up)
        assert not re.search(r"https?://|urllib|requests|%pip|!pip|urlretrieve", code), code


@each_notebook
def test_every_question_is_asked_and_then_answered_in_its_own_terms(path):
    asked, answered = [], []
    for cell in code_cells(path):
        asked += re.findall(r'predictions\.ask\("(\w+)"\)', cell.source)
        for name in re.findall(r'predictions\.compare\("(\w+)"', cell.source):
            answered.append(name)
            (said,) = [output.data["text/plain"] for output in cell.outputs if "data" in output]
            happened = said.partition("What happened: ")[2]
            question = QUESTIONS[name]
            came_out = [option for option in question.options if re.match(rf"{re.escape(option)}( \(|\.$)", happened)]
            assert len(came_out) == bool(question.options), said
            if question.scored and came_out:
                assert [option for option, overlooked in question.options.items() if not overlooked] == came_out
    assert asked == answered == [name for name in QUESTIONS if name.startswith(path.name[:2])]


FOLDED = "<details>\n<summary>What came out, and why</summary>\n\n"


@each_notebook
def test_what_came_out_is_folded_and_holds_no_heading_or_task(path):
    cells = read(path).cells
    for cell, following in itertools.pairwise(cells):
        only_leads_on = following.source.startswith("#") or re.fullmatch(r"[^.]*\?", following.source)
        if "predictions.compare(" in cell.source and following.cell_type == "markdown" and not only_leads_on:
            folded, end, _ = following.source.partition("</details>")
            assert folded.startswith(FOLDED)
            assert end
            assert "\n#" not in folded


@each_notebook
def test_what_leads_to_the_next_cell_is_not_folded(path):
    for cell, following in itertools.pairwise(read(path).cells):
        if cell.source.endswith("</details>") and following.cell_type == "code":
            *_, last = cell.source.removesuffix("</details>").strip().split("\n\n")
            assert last.startswith("|") or not re.search(
                r"\?|:$|\b(panel below|next picture|Let us|So we|We try|We move)\b", last
            ), last


@each_notebook
def test_no_formula_touches_code(path):
    """Jupyter's page shows the backticks of code that begins or ends where a formula does."""
    for cell in read(path).cells:
        if cell.cell_type == "markdown":
            assert not re.search(r"\$`|`\$", cell.source), cell.source


@each_notebook
def test_a_card_calls_an_exercise_what_the_heading_above_it_does(path):
    heading = ""
    for cell in read(path).cells:
        heading = "\n".join([heading, *re.findall(r"^### Exercise [\d.]+: (.+)$", cell.source, re.MULTILINE)])
        if name := notebooks.exercise_in(cell):
            assert exercises.every()[name].title == heading.splitlines()[-1]


@pytest.mark.parametrize("number", opening.OPENINGS)
def test_its_first_cell_shows_the_question_and_the_picture_that_is_drawn_today(number):
    path = next(path for path in FILES if path.name.startswith(number))
    cell, notebook = read(path).cells[0], read(path)
    opening.put(notebook, number)
    assert notebook.cells[0].source == cell.source
    new, saved = (coarse_print(one.attachments[opening.PICTURE]["image/png"]) for one in (notebook.cells[0], cell))
    assert np.abs(new - saved).max() <= TOLERANCE
