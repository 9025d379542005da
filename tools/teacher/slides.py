"""A teacher's command: a notebook as slides, live in JupyterLab or as pages. Runs inside the environment.

    python3 start.py slides 5              open notebook 5 as slides; explorers are alive, and Ctrl+Enter runs a slide
    python3 start.py slides 5 --html       write a deck that needs no Python and no network, from the saved pictures
    python3 start.py slides --plan 90      one deck for a plan of TEACHING.md: 90, two-hours, half-day or day

Both come from the notebook by the rule of `tools.teacher.deck`. What a slide leaves out stands in the speaker's notes, with the
section's minutes, the options of its question and the mistakes to expect: in ``NAME_notes.html``, or under S in the pages.
"""

import html
import json
import shutil
from pathlib import Path

import nbformat
from nbconvert import HTMLExporter

from nag_helpers import exercises
from nag_helpers.learning.questions import QUESTIONS
from tools import files, notebooks, npm
from tools.author import guide
from tools.markdown import with_mathml
from tools.teacher import deck

CARRIED = ("dist/reveal.js", "dist/reveal.css", "dist/reset.css", "dist/plugin/notes.js", "LICENSE")
PAGES = Path(__file__).with_name("slides_pages")
PRINTED = 2020, 32  # pixels that a line of printed text has, divided by a letter's width; the largest letters
SETTINGS = Path(__file__).with_name("slides_lab")  # of JupyterLab, for live slides
STYLE = SETTINGS / "custom.css"
STARTUP = Path(__file__).with_name("slides_startup.py")  # of the kernel, for live slides


def live(slides):
    """Return a notebook whose cells are slides, for JupyterLab's slide show, and the code of each cell, in the order of running.

    The notebook has no outputs yet. A section's title is a slide of its own, and so is each cell, so that one key runs it and one goes on: what
    stands beside it is said. Only a task stands above its cell. What has to run before is on no slide: the kernel runs it by itself
    (`slides_startup`), also for pages that were passed by.
    """
    cells, code = [], []
    for number, slide in enumerate(slides):
        code += [("", "".join(cell["source"])) for cell in slide.before]
        under_a_title = (
            number == 1 and not slides[0].cell
        )  # Space goes down from a page, and not from one alone to the right
        heading, rest = slide.text[: slide.starts_section], slide.text[slide.starts_section :]
        if heading and slide.cell:
            cells += _as_slide([_cell("markdown", heading[0])], number, "subslide" if under_a_title else "slide")
            heading = []
        if slide.cell and not notebooks.exercise_in(slide.cell):
            rest = []
        of_slide = [_cell("markdown", "\n\n".join([*heading, *rest]))] if heading or rest else []
        if slide.cell:
            of_slide.append(_code(slide.cell, slide.shows_code))
            code.append((f"slide-{number}-code", "".join(slide.cell["source"])))
        cells += _as_slide(of_slide, number, "slide" if heading else "subslide")
    kernel = {"kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}}
    return {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}, code


def _as_slide(cells, number, kind):
    """Return the cells of a slide with their names, by which the kernel knows code."""
    for i, cell in enumerate(cells):
        cell["id"] = f"slide-{number}-code" if cell["cell_type"] == "code" else f"slide-{number}-{kind}-{i}"
    cells[0]["metadata"]["slideshow"] = {"slide_type": kind}
    return cells


def _cell(kind, source):
    return {"cell_type": kind, "metadata": {}, "source": source.splitlines(keepends=True)}


def _code(cell, shown):
    hidden = {} if shown else {"jupyter": {"source_hidden": True}}
    made = _cell("code", "".join(cell["source"]))
    return {**made, "metadata": {**cell["metadata"], **hidden}, "outputs": [], "execution_count": None}


def notes(slide):
    """Return what the speaker has for a slide, as Markdown: prose left out, options of the question, mistakes to expect."""
    parts = [*slide.text[slide.starts_section :], *slide.notes] if slide.cell else list(slide.notes)
    if slide.cell:
        for name in notebooks.ASKED.findall("".join(slide.cell["source"])):
            said = [f"- {option}: {sentence or '✓'}" for option, sentence in QUESTIONS[name].options.items()]
            parts.append("What each option overlooks:\n\n" + "\n".join(said) if said else QUESTIONS[name].otherwise)
        if name := notebooks.exercise_in(slide.cell):
            told = dict.fromkeys(exercises.every()[name].told().values())
            parts.append("Mistakes to expect:\n\n" + "\n".join(f"- {sentence}" for sentence in list(told)[:6]))
    return "\n\n".join(parts)


def notes_page(title, slides):
    """Return the speaker's notes of a deck as a page, numbered as the slides are."""
    parts = []
    for number, slide in enumerate(slides, start=1):
        first = slide.text[0].lstrip("# ").split("\n")[0] if slide.text else "(a cell)"
        parts.append(f"<section><h2>{number}. {with_mathml(first[:90])}</h2>{with_mathml(notes(slide))}</section>")
    return _page("notes.html", title=f"{title}: notes", body="\n".join(parts))


def pages(title, slides):
    """Return a deck as a page for reveal.js, from the saved outputs."""
    columns = []
    for slide in slides:
        if slide.starts_section or not columns:
            columns.append([])
        columns[-1].append(_section(slide))
    body = "\n".join(f"<section>{''.join(column)}</section>" for column in columns)
    return _page("deck.html", title=title, body=body)


def _section(slide):
    shown = with_mathml("\n\n".join(slide.text)) if slide.text else ""
    asked = notebooks.ASKED.findall("".join(slide.cell["source"])) if slide.cell else []
    if asked:
        shown += "".join(map(_question, asked))
    elif slide.cell:
        shown += _rendered(slide.cell, slide.shows_code).replace("You made no prediction.", "")
    aside = f'<aside class="notes">{with_mathml(notes(slide))}</aside>'
    return f"<section>{shown}{aside}</section>"


def _question(name):
    options = "".join(f"<li>{html.escape(option)}</li>" for option in QUESTIONS[name].options)
    return f"<p><strong>{html.escape(QUESTIONS[name].text)}</strong></p><ul>{options}</ul>"


def _rendered(cell, with_code):
    """Return a code cell with its saved outputs as HTML."""
    alone = {"cells": [{**cell, "id": "one"}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    notebook = nbformat.reads(json.dumps(alone), as_version=4)
    exporter = HTMLExporter(
        template_name="basic",
        exclude_input=not with_code,
        exclude_input_prompt=True,
        exclude_output_prompt=True,
        exclude_anchor_links=True,
    )
    size = min(PRINTED[1], int(PRINTED[0] / max(map(len, _printed(cell).splitlines()), default=1)))
    return f'<div style="--printed: {size}px">{exporter.from_notebook_node(notebook)[0]}</div>'


def _printed(cell):
    """Return what a cell printed."""
    return "".join("".join(output.get("text", "")) for output in cell["outputs"])


def _page(template, **parts):
    text = (PAGES / template).read_text(encoding="utf-8")
    for name, value in parts.items():
        text = text.replace(f"${name}", html.escape(value) if name == "title" else value)
    return text


def of_notebook(name):
    """Return the name, the title and the slides of a notebook's deck."""
    path = notebooks.find(name)
    return path.stem, notebooks.of(path).title, deck.slides(json.loads(path.read_text(encoding="utf-8")))


def of_plan(key, teacher=""):
    """Return the name, the title and the slides of a plan's deck: a title page, and its sections of each notebook."""
    plan, outlines = guide.plan(key), notebooks.every()
    title = deck.Slide(True, ["# Nesterov's accelerated gradient, by running it", *([teacher] if teacher else [])])
    title.notes = [
        f"{plan.have}: {guide.minutes(plan, outlines)} minutes by the notebooks. {guide.in_words(plan, outlines)}."
    ]
    slides = [title]
    for number, part in plan.parts.items():
        path = notebooks.find(number)
        slides += deck.slides(json.loads(path.read_text(encoding="utf-8")), guide.sections_of(outlines[number], part))
    return f"plan_{key.replace('-', '_')}", plan.have, slides


def build(made_of, folder, as_pages):
    """Write a deck and its notes into a folder; return the file to open.

    Parameters
    ----------
    made_of : (name, title, slides)
        As `of_notebook` and `of_plan` return it.
    folder : Path
    as_pages : bool
        Whether it becomes pages that need no Python.
    """
    name, title, slides = made_of
    folder.mkdir(exist_ok=True)
    made = {folder / f"{name}_notes.html": notes_page(title, slides)}
    if as_pages:
        reveal = npm.ready("slides") / "reveal.js"
        for file in CARRIED:
            (folder / "reveal" / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(reveal / file, folder / "reveal" / file)
        made[folder / f"{name}.html"] = pages(title, slides)
    else:
        notebook, code = live(slides)
        made |= {
            folder / ".jupyter/custom/custom.css": STYLE.read_text(encoding="utf-8"),
            folder / ".jupyter/ipython/profile_default/startup/slides.py": STARTUP.read_text(encoding="utf-8"),
            folder / f".jupyter/{name}.json": json.dumps(code),
            folder / f"{name}.ipynb": json.dumps(notebook, indent=1, ensure_ascii=False) + "\n",
        }
        for file in made:
            file.parent.mkdir(parents=True, exist_ok=True)
    files.write_all(made)
    return list(made)[-1]
