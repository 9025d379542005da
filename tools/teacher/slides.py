"""A teacher's command: a notebook as slides, live in JupyterLab or as pages. Runs inside the environment.

    python3 start.py slides 5            open notebook 5 as slides; explorers are alive, cells run as they are reached
    python3 start.py slides 5 --html     write a deck that needs no Python and no network, from the saved pictures

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
from tools.markdown import with_mathml
from tools.teacher import deck

CARRIED = ("dist/reveal.js", "dist/reveal.css", "dist/reset.css", "dist/plugin/notes.js", "LICENSE")
PAGES = Path(__file__).with_name("slides_pages")
PRINTED = 2020, 32  # pixels that a line of printed text has, divided by a letter's width; the largest letters
SETTINGS = Path(__file__).with_name("slides_lab")  # of JupyterLab, for live slides
STYLE = SETTINGS / "custom.css"


def live(notebook):
    """Return a notebook whose cells are slides, for JupyterLab's slide show; it has no outputs yet."""
    set_up = next(cell for cell in notebook["cells"] if notebooks.is_set_up(cell))
    cells = []
    for number, slide in enumerate(deck.slides(notebook)):
        of_slide = [_cell("markdown", "\n\n".join(slide.text))] if slide.text else []
        of_slide += [_code(cell, shown=False) for cell in ([set_up] if number == 0 else []) + slide.before]
        of_slide += [_code(slide.cell, slide.shows_code)] if slide.cell else []
        of_slide[0]["metadata"]["slideshow"] = {"slide_type": "slide" if slide.starts_section else "subslide"}
        cells += of_slide
    return {**notebook, "cells": [{**cell, "id": f"slide-{i}"} for i, cell in enumerate(cells)]}


def _cell(kind, source):
    return {"cell_type": kind, "metadata": {}, "source": source.splitlines(keepends=True)}


def _code(cell, shown):
    hidden = {} if shown else {"jupyter": {"source_hidden": True}}
    made = _cell("code", "".join(cell["source"]))
    return {**made, "metadata": {**cell["metadata"], **hidden}, "outputs": [], "execution_count": None}


def notes(slide):
    """Return what the speaker has for a slide, as Markdown: prose left out, options of the question, mistakes to expect."""
    parts = list(slide.notes)
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


def build(name, folder, as_pages):
    """Write a notebook's slides and their notes into a folder; return the file to open."""
    path = notebooks.find(name)
    notebook = json.loads(path.read_text(encoding="utf-8"))
    title, slides = notebooks.of(path).title, deck.slides(notebook)
    folder.mkdir(exist_ok=True)
    made = {folder / f"{path.stem}_notes.html": notes_page(title, slides)}
    if as_pages:
        reveal = npm.ready("slides") / "reveal.js"
        for file in CARRIED:
            (folder / "reveal" / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(reveal / file, folder / "reveal" / file)
        made[folder / f"{path.stem}.html"] = pages(title, slides)
    else:
        made[folder / ".jupyter/custom/custom.css"] = STYLE.read_text(encoding="utf-8")
        (folder / ".jupyter/custom").mkdir(parents=True, exist_ok=True)
        made[folder / path.name] = json.dumps(live(notebook), indent=1, ensure_ascii=False) + "\n"
    files.write_all(made)
    return list(made)[-1]
