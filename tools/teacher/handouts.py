"""A teacher's command: paper for a room, and cards for the week after. Runs inside the environment.

    python3 start.py handouts [FOLDER]

Writes three files into FOLDER: ``handouts.html``, a page to print for each notebook, with its questions, room for
predictions, and its formulas; ``cards.html``, the recall cards to print, cut and fold; ``cards.csv``, the same for Anki.
"""

import csv
import html
import io
import re
from dataclasses import dataclass
from pathlib import Path

from nag_helpers.learning import recall_questions
from nag_helpers.learning.questions import QUESTIONS
from tools import files, notebooks
from tools.markdown import with_mathml
from tools.problems import Problem

FORMULA = re.compile(r"\$\$.+?\$\$", re.DOTALL)
FORMULAS = 4  # on a sheet, which is one page
TEMPLATE = Path(__file__).with_name("handouts.template.html")
ANKI = "#separator:Comma\n#html:false\n#notetype:Basic\n#deck:Nesterov's accelerated gradient\n#tags column:3\n"


@dataclass(frozen=True)
class Card:
    """A question and its answer, and the notebook that they belong to."""

    question: str
    answer: str
    notebook: str


def cards(outlines):
    """Return the recall cards: what later notebooks ask about earlier ones, and the predictions that the data settle."""
    found = [
        Card(
            _with_options(one.question.text, one.question.options),
            f"{one.question.right}. {one.question.options[one.question.right]}",
            one.notebook,
        )
        for one in recall_questions.every().values()
    ]
    for number, notebook in outlines.items():
        for name, outcome in notebook.outcomes.items():
            if QUESTIONS[name].scored:
                asked = QUESTIONS[name]
                found.append(
                    Card(_with_options(asked.text, asked.options), f"{outcome}. (It is about {asked.idea}.)", number)
                )
    return sorted(found, key=lambda card: card.notebook)


def _with_options(text, options):
    return f"{text} ({' / '.join(options)})" if options else text


def as_csv(found):
    """Return cards as a text that Anki imports: question, answer, tag."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(
        [card.question, card.answer, f"notebook-{card.notebook}"] for card in found
    )
    return ANKI + text.getvalue()


def cards_page(found):
    """Return cards as a page: question on the left, answer on the right, to cut along the lines and fold in the middle."""
    rows = "".join(
        f"<tr><td><small>{card.notebook}</small> {html.escape(card.question)}</td><td>{html.escape(card.answer)}</td></tr>"
        for card in found
    )
    body = f"<table class=cards><thead><tr><th>question</th><th>answer</th></tr></thead><tbody>{rows}</tbody></table>"
    return _page("Recall cards", body)


def handouts_page(outlines):
    """Return the handouts, a sheet for each notebook."""
    return _page("Handouts", "\n".join(_sheet(notebook) for notebook in outlines.values()))


def _sheet(notebook):
    asked = [name for section in notebook.sections for name in section.questions]
    parts = [
        f"<section><h1>{notebook.number} {html.escape(notebook.title)}</h1>",
        "<p>Mark or write your prediction <em>before</em> the cell runs; then what happened, and why.</p><ol>",
    ]
    parts += [_question(QUESTIONS[name]) for name in asked]
    parts.append("</ol>")
    if found := formulas(notebook):
        parts.append(f"<h2>Formulas</h2><div class=formulas>{''.join(map(with_mathml, found))}</div>")
    return "".join([*parts, "</section>"])


def _question(question):
    options = "".join(f"<span class=option>□ {html.escape(option)}</span> " for option in question.options)
    return (
        f"<li>{html.escape(question.text)} <span class=options>{options or '□ my number: ________'}</span>"
        "<span class=line>What happened, and why:</span></li>"
    )


def formulas(notebook):
    """Return the first displayed formulas, as Markdown, as many as a sheet has room for; what is folded stays folded."""
    text = "\n".join(text for section in notebook.sections for text in section.text)
    return FORMULA.findall(notebooks.FOLDED.sub("", text))[:FORMULAS]


def _page(title, body):
    return TEMPLATE.read_text(encoding="utf-8").replace("$title", title).replace("$body", body)


def write(folder):
    """Write the three files into a folder, which is made if it is missing."""
    outlines = notebooks.every()
    if folder.exists() and not folder.is_dir():
        raise Problem(f"{folder} is a file: name a folder for the handouts.")
    folder.mkdir(exist_ok=True)
    found = cards(outlines)
    files.write_all(
        {
            folder / "handouts.html": handouts_page(outlines),
            folder / "cards.html": cards_page(found),
            folder / "cards.csv": as_csv(found),
        }
    )
    print(f"wrote handouts.html ({len(outlines)} sheets), cards.html and cards.csv ({len(found)} cards) into {folder}")
