"""A deck as a page for reveal.js, which needs no Python and no network, and as a PDF.

A slide that has a picture is its section's name and the picture, as wide as the page; a question has its options; what came out stands under
its question, with the sentence that says why. Whatever else a slide holds is said: it stands in the notes.
"""

import html
import os
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

from nag_helpers import exercises
from nag_helpers.learning.questions import QUESTIONS
from tools import files, notebooks
from tools.markdown import with_mathml
from tools.problems import Problem
from tools.teacher.deck import GOES_ON, asked_beside, printed

TEMPLATES = Path(__file__).with_name("slides_pages")
PRINTED = 2020, 40  # pixels that a line of printed text has, divided by a letter's width; the largest letters
CODE = 20, 32, 350  # pixels of the letters of code, at least and at most; pixels as below
READABLE = 23  # pixels of the letters of an exercise's code, at least
HIGH = 300  # pixels that the lines have, divided by a line's height
IMAGE = re.compile(r"<img [^>]*>", re.DOTALL)
HEADING = re.compile(r"<p><b>(.*?)</b></p>", re.DOTALL)  # of an explorer's still picture
BESIDE = re.compile(r"( *)(\S.*?)  # (.*)")  # a comment, which stands above its line where that would be too long
LEARNERS = re.compile(r"^# exercises\..*\n?|^exercises\.\w+\.check\(.*\n?", re.MULTILINE)
UNPLAYED = re.compile(r"\.is_over|game\.standing")  # where nobody plays there is no game to look at
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge", "microsoft-edge")
INSTALLED = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)


def deck(title, slides, notes):
    """Return a deck as a page.

    Parameters
    ----------
    title : str
    slides : list of tools.teacher.deck.Slide
        With outputs.
    notes : callable
        Returns what the speaker has for a slide, as Markdown.
    """
    made, last = [], ""
    for slide in slides:
        for kind, body in shown(slide):
            # The same picture once more tells a room nothing: it looks at the code that drew it.
            made.append(
                _section(slide, "printed", _code("".join(slide.cell["source"])), notes)
                if kind == "drawn" and body == last
                else _section(slide, kind, body, notes)
            )
            last = body
    return page("deck.html", title=title, body="\n".join(made))


def joined(slides):
    """Return slides in which an exercise that is done with the explorer before it stands above it, and is no slide of its own."""
    made = []
    for slide in slides:
        name = notebooks.exercise_in(slide.cell) if slide.cell else None
        done_with = made[-1].cell if made else None
        if name and done_with and _is_dragged(done_with) and not _to_write(slide.cell):
            made[-1] = replace(made[-1], task=name, notes=[*made[-1].notes, *slide.notes])
        else:
            made.append(slide)
    return made


def _is_dragged(cell):
    """Whether a cell puts out an explorer, whose picture stands under its question."""
    return any(picture.startswith("<p>") for picture in pictures(cell))


def _to_write(cell):
    """Return the code of an exercise's cell, without the lines that are there for its learner."""
    return LEARNERS.sub("", "".join(cell["source"])).strip()


def shown(slide):
    """Return the pages that a slide becomes, (kind, body) each, as HTML; none where all of it is said."""
    return [(kind, body) for kind, body in _kinds(slide) if body.strip()]


def page(template, **parts):
    """Return a template of ours with its parts filled in."""
    text = (TEMPLATES / template).read_text(encoding="utf-8")
    for name, value in parts.items():
        text = text.replace(f"${name}", html.escape(value) if name == "title" else value)
    return text


def _section(slide, kind, body, notes):
    name = slide.section.lstrip("# ")
    first = " first" * slide.starts_section
    head = f'<div class="head{first}">{with_mathml(f"## {name}")}</div>' if name and kind != "title" else ""
    aside = f'<aside class="notes">{with_mathml(notes(slide))}</aside>'
    return f'<section class="{kind}">{head}<div class="body">{body}</div>{aside}</section>'


def _kinds(slide):
    if not slide.cell:
        if slide.section.startswith("# "):
            return [("title", with_mathml("\n\n".join(slide.text)))]
        return [("said", with_mathml("\n\n".join(_beside(slide))))]
    source = "".join(slide.cell["source"])
    if UNPLAYED.search(source):
        return []
    if asked := notebooks.ASKED.findall(source):
        return [("asked", _question(name)) for name in asked]
    answered = [("answered", body)] if (body := _answer(slide, source)) else []
    if drawn := pictures(slide.cell):
        if slide.task:
            drawn[0] = f"<p>{html.escape(exercises.every()[slide.task].prompt)}</p>{IMAGE.search(drawn[0])[0]}"
        return [*(("drawn", picture) for picture in drawn), *answered]
    if name := notebooks.exercise_in(slide.cell):
        return [("task", _task(exercises.every()[name], _to_write(slide.cell)))]
    if not answered and (asked := asked_beside(slide)):  # the room answers before it sees what came out
        return [("said", with_mathml("\n\n".join(asked))), ("printed", _printed(slide, source, []))]
    return answered or [("printed", _printed(slide, source, _beside(slide)))]


def _beside(slide):
    return [block for block in slide.text if block != slide.section]


def pictures(cell):
    """Return the pictures that a cell puts out, each under its question if it is an explorer's."""
    found = []
    for output in cell["outputs"]:
        data = output.get("data", {})
        if "image/png" in data:
            whole = "".join(data["text/html"])
            asked = HEADING.search(whole)
            found.append((f"<p>{asked[1]}</p>" if asked else "") + IMAGE.search(whole)[0])
    return found


def _question(name):
    options = "".join(f"<li>{html.escape(option)}</li>" for option in QUESTIONS[name].options)
    question = QUESTIONS[name]
    given = f'<p class="given">{html.escape(question.given)}</p>' if question.given else ""
    return f'{given}<p class="question">{html.escape(question.text)}</p><ul class="options">{options}</ul>'


def _task(exercise, code):
    """Return an exercise as a page: what to do, and the cell's code, if it is to be written there and a room can read it."""
    title = html.escape(exercise.title or exercise.name)
    return f"<h3>Exercise: {title}</h3><p>{html.escape(exercise.prompt)}</p>" + (
        _code(code) if code and _is_readable(code) else ""
    )


def _is_readable(code):
    """Whether letters of a size that a room can read leave room for the longest line; a comment stands above its line."""
    return max(len(BESIDE.sub(r"\1\2", line)) for line in code.splitlines()) <= PRINTED[0] // READABLE


def _answer(slide, source):
    """Return what came out of a question, under the question and what the cell printed; "" where none came out."""
    compared, outcome = notebooks.HAPPENED.search(source), notebooks.outcome_in(slide.cell["outputs"])
    if not compared or not outcome:
        return ""
    question = QUESTIONS[compared[1]]
    why = re.sub("`(.+?)`", r"<code>\1</code>", html.escape(question.why))
    came = f'<p class="outcome"><b>{html.escape(outcome)}</b>. {why}</p>'
    return f'<p class="question">{html.escape(question.text)}</p>{_lines(slide.cell)}{came}'


def _printed(slide, source, text):
    """Return what a cell printed, under a text and its own code, if that is short."""
    tables = [
        "".join(data["text/html"])
        for output in slide.cell["outputs"]
        if "text/html" in (data := output.get("data", {}))
    ]
    above = with_mathml("\n\n".join(text)) + (_code(source) if slide.shows_code else "")
    return above + _lines(slide.cell) + "".join(tables)


def _lines(cell):
    """Return what a cell printed in letters as large as the page allows."""
    lines = GOES_ON.sub("", printed(cell)).rstrip().splitlines()
    if not lines:
        return ""
    return _pre("print", lines, min(PRINTED[1], HIGH // len(lines)))


def _pre(kind, lines, size):
    """Return lines in letters of a size, or as small as the longest needs."""
    size = min(size, PRINTED[0] // max(map(len, lines)))
    return f'<pre class="{kind}" style="font-size: {size}px">{html.escape(chr(10).join(lines))}</pre>'


def _code(source):
    lines = []
    for line in re.sub(r" {3,}#", "  #", source).splitlines():
        beside = BESIDE.fullmatch(line) if len(line) > PRINTED[0] // CODE[1] else None
        lines += [f"{beside[1]}# {beside[3]}", beside[1] + beside[2]] if beside else [line]
    return _pre("code", lines, max(CODE[0], min(CODE[1], CODE[2] // len(lines))))


def as_pdf(file):
    """Print a deck with a browser of this machine; return the PDF's path.

    Raises
    ------
    Problem
        If no browser is found, or it prints nothing. The page to print lies beside the deck then.
    """
    plain, made = file.with_name(f"{file.stem}_print.html"), file.with_suffix(".pdf")
    made.unlink(missing_ok=True)
    files.write(plain, _to_print(file.read_text(encoding="utf-8")))
    browser = next(filter(None, map(shutil.which, (*BROWSERS, *INSTALLED))), None)
    if browser is None:
        raise Problem(f"Neither Chrome, Chromium nor Edge was found. Open {plain} in your browser, and print it.")
    words = ["--headless", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer", f"--print-to-pdf={made}"]
    if getattr(os, "geteuid", lambda: 1)() == 0:  # as in containers, where it otherwise refuses
        words.append("--no-sandbox")
    subprocess.run([browser, *words, plain.absolute().as_uri()], capture_output=True, timeout=180)
    if not made.is_file():
        raise Problem(f"{browser} printed nothing. Open {plain} in your browser, and print it.")
    return made


def _to_print(text):
    """Return a deck's page without what turns its pages: all of them stand one after the other."""
    text = re.sub(r"<script.*?</script>\n?|<link [^>]*reveal\.css[^>]*>\n?", "", text, flags=re.DOTALL)
    return text.replace("</head>\n", (TEMPLATES / "print.html").read_text(encoding="utf-8"))
