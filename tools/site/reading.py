"""The reading edition: each notebook as a page with its saved pictures and formulas, for which no Python has to run.

MathJax sets the formulas in the page. It is carried along, so that no foreign server is asked for it.
"""

import re
import shutil
from pathlib import Path
from string import Template

import nbformat
from nbconvert import HTMLExporter

from tools import notebooks
from tools.author import guide
from tools.markdown import for_mathjax
from tools.places import notebook_files
from tools.site import mathjax

PAGES = Path(__file__).with_name("pages")
LINK = re.compile(r'(href="\d\d_\w+)\.ipynb')
WIDE = re.compile(r"<(pre|table)\b")  # what may be too wide for a telephone: keys can scroll it


def build(folder):
    """Write a page for each notebook into ``folder``, one with all answers for teachers, and the style and MathJax that they share."""
    folder.mkdir(parents=True)
    mathjax.write(folder / "mathjax")
    (folder / "reading.css").write_text(style(), encoding="utf-8")
    shutil.copy(PAGES / "formulas.js", folder)
    page = Template((PAGES / "reading.html").read_text(encoding="utf-8"))
    answers = Template((PAGES / "answers.html").read_text(encoding="utf-8"))
    (folder / "answers.html").write_text(
        answers.substitute(body=for_mathjax(guide.answers(notebooks.every()))), encoding="utf-8"
    )
    paths = notebook_files()
    for path in paths:
        (folder / f"{path.stem}.html").write_text(page.substitute(parts(path, paths)), encoding="utf-8")


def parts(path, paths):
    """Return what the page of a notebook is made of."""
    before, after = (paths[i] if 0 <= i < len(paths) else None for i in (paths.index(path) - 1, paths.index(path) + 1))
    entry = notebooks.of(path)
    return {
        "title": entry.title,
        "name": path.stem,
        "minutes": entry.minutes,
        "before": f'<a rel="prev" href="{before.stem}.html">← {notebooks.of(before).title}</a>' if before else "",
        "after": f'<a rel="next" href="{after.stem}.html">{notebooks.of(after).title} →</a>' if after else "",
        "body": body(path),
    }


def body(path):
    """Return the cells of a notebook as HTML."""
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[0].source = notebooks.BADGES.sub("", notebook.cells[0].source + "\n")
    for cell in notebook.cells:
        cell.source = notebooks.with_attachments(cell)
    exporter = HTMLExporter(
        template_name="basic", exclude_input_prompt=True, exclude_output_prompt=True, exclude_anchor_links=True
    )
    exporter.register_filter("markdown2html", for_mathjax)
    text, _ = exporter.from_notebook_node(notebook)
    return LINK.sub(r"\1.html", WIDE.sub(r'<\1 tabindex="0"', text))


def style():
    """Return the style sheet: ours, and the colours of code on light and on dark paper."""
    from pygments.formatters import HtmlFormatter

    light, dark = (HtmlFormatter(style=name).get_style_defs(".highlight") for name in ("vs", "github-dark"))
    ours = (PAGES / "reading.css").read_text(encoding="utf-8")
    return f"{light}\n@media (prefers-color-scheme: dark) {{\n{dark}\n}}\n{ours}"
