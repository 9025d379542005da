"""A teacher's command: a notebook as slides, live in JupyterLab or as pages. Runs inside the environment.

    python3 start.py slides 5              open notebook 5 as slides; explorers are alive, and Ctrl+Enter runs a slide
    python3 start.py slides 5 --html       write a deck that needs no Python and no network; its pictures are drawn for a room
    python3 start.py slides 5 --pdf        the same, and a PDF of it, with a browser of this machine
    python3 start.py slides --plan 90      one deck for a plan of TEACHING.md: 90, two-hours, half-day or day

Both come from the notebook by the rule of `tools.teacher.deck`. What a slide leaves out stands in the speaker's notes, with the
section's minutes, the options of its question and the mistakes to expect: in ``NAME_notes.html``, or under S in the pages.
"""

import json
import re
import shutil
from collections import Counter
from pathlib import Path

import nbformat

from nag_helpers import exercises, look
from nag_helpers.learning.questions import QUESTIONS
from tools import files, notebooks, npm
from tools.author import guide, publishing, saving
from tools.markdown import with_mathml
from tools.teacher import deck, pages

TITLE = "# How would you do better than walking downhill?"
LAST = "# What does NAG do that momentum does not?"
MOST = 25  # pages of a notebook's deck
NO_LINK = (
    "The title page has no link: this copy is not published. Run python3 start.py publish OWNER/NAME first, or say where the "
    "room finds the notebooks: --link https://..."
)
CARRIED = ("dist/reveal.js", "dist/reveal.css", "dist/reset.css", "dist/plugin/notes.js", "LICENSE")
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
        before = slides[number - 1] if number else None
        # Space goes down from a page, and not from one alone to the right.
        under_a_title = before and before.starts_section and not before.cell
        heading, rest = slide.text[: slide.starts_section], slide.text[slide.starts_section :]
        if heading and slide.cell:
            cells += _as_slide([_cell("markdown", heading[0])], number, "subslide" if under_a_title else "slide")
            heading = []
        if slide.cell:
            task = notebooks.exercise_in(slide.cell)
            rest = [exercises.every()[task].prompt] if task else []
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
    parts = list(slide.notes)
    if slide.cell:
        source = "".join(slide.cell["source"])
        compared = notebooks.HAPPENED.search(source)
        # Where nothing is written about what came out, there is something to say to each who expected something else.
        named = notebooks.ASKED.findall(source) or ([compared[1]] if compared and not parts else [])
        for name in named:
            said = [f"- {option}: {sentence or '✓'}" for option, sentence in QUESTIONS[name].options.items()]
            parts.append("What each option overlooks:\n\n" + "\n".join(said) if said else QUESTIONS[name].otherwise)
    for name in filter(None, [slide.task, notebooks.exercise_in(slide.cell) if slide.cell else None]):
        told = dict.fromkeys(exercises.every()[name].told().values())
        parts.append("Mistakes to expect:\n\n" + "\n".join(f"- {sentence}" for sentence in list(told)[:6]))
    return "\n\n".join(parts)


def notes_page(title, slides, counts):
    """Return the speaker's notes of a deck as a page, numbered as its pages are: ``counts`` says how many each slide has become."""
    parts, first = [], 1
    for slide, count in zip(slides, counts, strict=True):
        last = first + count - 1
        where = f"Page {first}" if count == 1 else f"Pages {first} to {last}" if count else "On no page"
        name = slide.section.lstrip("# ").split("\n")[0]
        about = with_mathml(re.sub(r"^(\d+)\.", r"\1\\.", name))  # a section's number begins no list
        parts.append(f"<section><h2>{where}: {about}</h2>{with_mathml(notes(slide))}</section>")
        first = last + 1
    return pages.page("notes.html", title=f"{title}: notes", body="\n".join(parts))


def drawn(path):
    """Return a notebook as it comes out when its pictures are drawn for a room: all of it runs, which takes up to a minute."""
    notebook = nbformat.read(path, as_version=4)
    saving.execute(notebook, path.parent, **{look.PROJECTED: "pages"})
    return json.loads(nbformat.writes(notebook))


def saved(path):
    """Return a notebook as it is saved."""
    return json.loads(path.read_text(encoding="utf-8"))


def of_notebook(name, read=saved):
    """Return the name, the title and the slides of a notebook's deck; ``read`` is `saved`, or `drawn` for pages.

    It has at most `MOST` pages: what stands after the summary is no part of it, and of the sections that are optional as many as there is
    room for.
    """
    path = notebooks.find(name)
    outline, notebook = notebooks.of(path), read(path)
    sections = [section.number for section in outline.sections if section.number]
    optional = [section.number for section in outline.sections if section.optional and section.number]
    left_out = []
    while True:
        slides = [*_opening(outline), *deck.slides(notebook, sections)]
        if not optional or sum(len(pages.shown(slide)) for slide in pages.joined(slides)) <= MOST:
            break
        left_out.insert(0, optional.pop())
        sections.remove(left_out[0])
    if left_out:
        named = ", ".join(map(str, left_out))
        slides[0].notes.append(
            f"Left out, so that a deck has no more than {MOST} pages: *if you have time*, section {named} of the notebook."
        )
    return path.stem, outline.title, slides


def _opening(outline):
    """Return the slide with which a notebook opens: its title, its question, its picture; none where the first cell has no picture."""
    title, picture = f"# {outline.title}", notebooks.opening(outline)
    return [deck.Slide(True, [title, outline.question, picture], section=title)] if picture else []


def room_link(given=""):
    """Return where a room opens notebook 0: the address given, or the published browser edition's; "" where there is none."""
    site = publishing.published().site
    return given or (f"{site}0" if site else "")


def of_plan(key, teacher="", read=saved, link=""):
    """Return the name, the title and the slides of a plan's deck: a title page, its sections of each notebook, and the sentence that all write.

    The title page has the link for the room, if there is one, and no method's name: the room finds the method itself. Where a section
    begins, the notes say when.
    """
    plan, outlines = guide.plan(key), notebooks.every()
    link = room_link(link)
    title = deck.Slide(True, [TITLE, *filter(None, [teacher, link])], section=TITLE)
    doors, when, end = guide.said_when(key, outlines)
    title.notes = [
        doors,
        f"{plan.have}: {guide.minutes(plan, outlines)} minutes by the notebooks. {guide.in_words(plan, outlines)}.",
        *([] if link else [NO_LINK]),
    ]
    slides = [title]
    for number, part in plan.parts.items():
        slides += _opening(outlines[number])
        for slide in deck.slides(read(notebooks.find(number)), guide.sections_of(outlines[number], part)):
            if heading := notebooks.SECTION.search(slide.section):
                slide.notes[:0] = filter(None, [when.pop((number, int(heading[1] or 0)), "")])
            slides.append(slide)
    slides.append(deck.Slide(True, [LAST, "One sentence each.", *filter(None, [link])], section=LAST, notes=[end]))
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
    if as_pages:
        slides = pages.joined(slides)
        counts = [len(pages.shown(slide)) for slide in slides]
        reveal = npm.ready("slides") / "reveal.js"
        for file in CARRIED:
            (folder / "reveal" / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(reveal / file, folder / "reveal" / file)
        made = {folder / f"{name}.html": pages.deck(title, slides, notes)}
    else:
        # It knows which decks were open, and would bring them back in front of this one.
        shutil.rmtree(folder / ".jupyter/lab", ignore_errors=True)
        notebook, code = live(slides)
        turned = Counter(cell["id"].split("-")[1] for cell in notebook["cells"] if "slideshow" in cell["metadata"])
        counts = [turned[str(number)] for number in range(len(slides))]
        made = {
            folder / ".jupyter/custom/custom.css": STYLE.read_text(encoding="utf-8"),
            folder / ".jupyter/ipython/profile_default/startup/slides.py": STARTUP.read_text(encoding="utf-8"),
            folder / f".jupyter/{name}.json": json.dumps(code),
            folder / f"{name}.ipynb": json.dumps(notebook, indent=1, ensure_ascii=False) + "\n",
        }
        for file in made:
            file.parent.mkdir(parents=True, exist_ok=True)
    files.write_all({folder / f"{name}_notes.html": notes_page(title, slides, counts), **made})
    return list(made)[-1]
