"""The reading edition: each notebook as a page with its saved pictures and formulas, for which no Python has to run.

Explorers move by their main control (`touch`); formulas are set when the site is built (`mathjax`).
"""

import base64
import html
import itertools
import json
import re
import shutil
from pathlib import Path
from string import Template

import nbformat
from nbconvert import HTMLExporter

from nag_helpers.explorers.stage import Explorer
from nag_helpers.shown import Picture
from tools import notebooks
from tools.author import guide
from tools.markdown import for_mathjax
from tools.places import NOTEBOOKS, notebook_files
from tools.site import RUN, asking, mathjax, running, touch

PAGES = Path(__file__).with_name("pages")
LINK = re.compile(r'(href="\d\d_\w+)\.ipynb')
SECTION = re.compile(r'<h2 id="([^"]*)">(.*?)</h2>')
PICTURE = re.compile(r'<(img|source)\b([^>]*?) (src|srcset)="data:image/png;base64,([^"]+)"([^>]*?)/?>')
LIVES_ON_ANSWERS = ("AskingExplorer", "TuningExplorer")  # which show nothing before somebody has answered
OUT_OF_IT = re.compile(r"\[([^\]]+)\]\(\.\./[^)]*\)")
WIDE = re.compile(r"<(pre|table)\b")  # what may be too wide for a telephone: keys can scroll it


def build(folder):
    """Write a page for each notebook into ``folder``, those for teachers, and the style and script that they share."""
    (folder / "pictures").mkdir(parents=True)
    (folder / "reading.css").write_text(style(), encoding="utf-8")
    for name in ("reading.js", "touch.js", "touch.css"):
        shutil.copy(PAGES / name, folder)
    page = Template((PAGES / "reading.html").read_text(encoding="utf-8"))
    teaching = Template((PAGES / "teaching.html").read_text(encoding="utf-8"))
    for name, title, text in for_teachers():
        shown = LINK.sub(r"\1.html", for_mathjax(text))
        (folder / name).write_text(teaching.substitute(title=title, body=shown), encoding="utf-8")
    paths = notebook_files()
    for path in paths:
        (folder / f"{path.stem}.html").write_text(page.substitute(parts(path, paths, folder)), encoding="utf-8")
    mathjax.set_formulas(folder)


def for_teachers():
    """Return the file, the title and the Markdown of each page for teachers; what leads out of the site is no link there."""
    plans = OUT_OF_IT.sub(r"\1", (NOTEBOOKS / "TEACHING.md").read_text(encoding="utf-8"))
    return (
        ("teaching.html", "To teach from it", plans),
        ("answers.html", "What is asked, and what comes out", guide.answers(notebooks.every())),
    )


def parts(path, paths, folder):
    """Return what the page of a notebook is made of; the pictures of its explorers are written into ``folder``."""
    before, after = (paths[i] if 0 <= i < len(paths) else None for i in (paths.index(path) - 1, paths.index(path) + 1))
    entry = notebooks.of(path)
    text = apart(body(path, folder, entry.outcomes), folder, path.stem)
    return {
        "title": entry.title,
        "question": html.escape(entry.question or entry.title),
        "name": path.stem,
        "minutes": entry.minutes,
        "before": f'<a rel="prev" href="{before.stem}.html">← {notebooks.of(before).title}</a>' if before else "",
        "after": f'<a rel="next" href="{after.stem}.html">{notebooks.of(after).title} →</a>' if after else "",
        "contents": contents(text),
        "body": text,
    }


def body(path, folder, outcomes):
    """Return the cells of a notebook as HTML, with what came out of its questions, and its explorers' pictures in ``folder``."""
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[0].source = notebooks.BADGES.sub("", notebook.cells[0].source + "\n")
    for cell in notebook.cells:
        cell.source = notebooks.with_attachments(cell)
    run = f"../{RUN}/notebooks/index.html?path={path.name}"
    ahead = {}
    for i, (cell, value, alone) in enumerate(running.values(notebook.cells)):
        if isinstance(value, Picture):
            _narrow(cell, base64.b64encode(value.png).decode("ascii"))
        if not isinstance(value, Explorer) or type(value).__name__ in LIVES_ON_ANSWERS:
            continue
        address = f"touch/{path.stem}_{i}"
        moving = touch.write(value, folder / address, address, run)
        if moving:
            cell.outputs = [_as_output(moving)]
        if moving and alone:  # what needs a learner's code would show it before it is written
            ahead[cell.id] = touch.ahead(moving, address)
    (folder / "touch").mkdir(exist_ok=True)
    (folder / f"touch/{path.stem}.json").write_text(json.dumps(ahead), encoding="utf-8")
    for cell in notebook.cells:
        if "setup" in cell.metadata.get("tags", ()):
            _fold(cell)
        elif cell.cell_type == "code":
            _ask_or_tell(cell, outcomes)
    return LINK.sub(r"\1.html", WIDE.sub(r'<\1 tabindex="0"', _exported(notebook)))


def _exported(notebook, **settings):
    exporter = HTMLExporter(template_name="basic", exclude_input_prompt=True, exclude_output_prompt=True, **settings)
    exporter.register_filter("markdown2html", for_mathjax)
    return exporter.from_notebook_node(notebook)[0]


def _narrow(cell, picture):
    """Let a cell's picture be another one on a telephone, unless it is the same."""
    for output in cell.outputs:
        if (shown := output.get("data", {}).get("text/html")) and picture not in shown:
            narrow = f'<picture><source media="(max-width: 600px)" srcset="data:image/png;base64,{picture}">'
            output.data["text/html"] = re.sub(r"(<img[^>]*>)", rf"{narrow}\1</picture>", shown)


def _fold(cell):
    """Fold the code of a set-up cell, as JupyterLab does: who reads does not need it."""
    cell.cell_type = "markdown"
    cell.source = (
        f"<details><summary>What the cells below need</summary>\n\n```python\n{cell.source}\n```\n\n</details>"
    )


def _ask_or_tell(cell, outcomes):
    """Let a cell that asks show the options, and one that compares fold what it shows."""
    if asked := notebooks.ASKED.search(cell.source):
        cell.outputs = [_as_output(asking.ask(asked[1]))]
    elif (told := notebooks.HAPPENED.search(cell.source)) and told[1] in outcomes:
        kept = [each for each in cell.outputs if "You made no prediction" not in str(each.get("data"))]
        alone = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("", outputs=kept)])
        shown = _exported(alone, exclude_input=True)
        cell.outputs = [_as_output(asking.told(told[1], outcomes[told[1]], shown))]


def _as_output(text):
    return nbformat.v4.new_output("display_data", {"text/html": text})


def apart(text, folder, name):
    """Return a page whose pictures are files in ``folder``, fetched when they come into sight, in places of their size."""
    count = itertools.count()

    def one(found):
        kind, before, where, content, after = found.groups()
        picture, i = base64.b64decode(content), next(count)
        address = f"pictures/{name}_{i}.png"
        (folder / address).write_bytes(picture)
        size = "" if " width=" in before + after else touch.place_for(picture)
        late = ' loading="lazy"' if i and kind == "img" else ""  # the first is in sight at once
        return f'<{kind}{before} {where}="{address}"{after}{size}{late}>'

    return PICTURE.sub(one, text)


def contents(text):
    """Return the links to a page's sections: a list of their headings."""
    return "".join(f'<li><a href="#{name}">{title}</a></li>' for name, title in SECTION.findall(text))


def style():
    """Return the style sheet: ours, and the colours of code on light and on dark paper."""
    from pygments.formatters import HtmlFormatter

    light, dark = (HtmlFormatter(style=name).get_style_defs(".highlight") for name in ("vs", "github-dark"))
    ours = "".join((PAGES / f"{name}.css").read_text(encoding="utf-8") for name in ("reading", "touch"))
    return f"{light}\n@media (prefers-color-scheme: dark) {{\n{dark}\n}}\n{ours}"
