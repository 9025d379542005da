"""A teacher's command: paper for a room, cards for the week after, and questions for a learning platform. Runs inside the environment.

    python3 start.py handouts [FOLDER] [--gift] [--qti]

Writes into FOLDER: ``handouts.html``, a sheet to print for each notebook, with its picture, its questions with room for
predictions and reasons, and its formulas; the same sheets alone, in ``sheets``; ``key.html``, the answers; ``cards.html``, the recall
cards to print, cut and fold; ``cards.csv``, the same for Anki. The options write the questions for Moodle and for Canvas (`quizzes`).
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
from tools.teacher import quizzes

FORMULA = re.compile(r"\$\$.+?\$\$", re.DOTALL)
FORMULAS = 3  # on a sheet, which is one page
ATTACHED = re.compile(r"!\[([^\]]*)\]\((data:image/[^)]*)\)")
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
            one.question.text,
            f"{one.question.right}. {one.question.options[one.question.right]}",
            one.notebook,
        )
        for one in recall_questions.every().values()
    ]
    for number, notebook in outlines.items():
        for name, outcome in notebook.outcomes.items():
            if QUESTIONS[name].scored:
                asked = QUESTIONS[name]
                found.append(Card(asked.text, f"{outcome}. {asked.why}".strip(), number))
    return sorted(found, key=lambda card: card.notebook)


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
        f"<section><p class=who>Name and group: <span></span></p><h1>{notebook.number} {html.escape(notebook.title)}</h1>",
        _picture(notebook),
        "<p>Mark or write your prediction <em>before</em> the cell runs; then what happened, and why.</p><ol>",
    ]
    parts += [_question(QUESTIONS[name]) for name in asked]
    parts.append("</ol>")
    if found := formulas(notebook):
        parts.append(f"<h2>Formulas</h2><div class=formulas>{''.join(map(with_mathml, found))}</div>")
    return "".join([*parts, "</section>"])


def _picture(notebook):
    """Return the picture of a notebook's first cell, to draw on; empty where it has none."""
    first = notebooks.first_cell(notebook)
    found = ATTACHED.search(notebooks.with_attachments(first))
    return f'<img class=opening alt="{html.escape(found[1])}" src="{found[2]}">' if found else ""


def key_page(outlines):
    """Return the key: what came out of each question of each sheet, and why."""
    parts = []
    for notebook in outlines.values():
        parts.append(f"<h1>{notebook.number} {html.escape(notebook.title)}</h1><ol>")
        for section in notebook.sections:
            for name in section.questions:
                asked, outcome = QUESTIONS[name], notebook.outcomes.get(name, "")
                parts.append(
                    f"<li>{html.escape(asked.text)} <b>{html.escape(outcome)}.</b> {html.escape(asked.why)}</li>"
                )
        parts.append("</ol>")
    return _page("Key", "".join(parts))


def _question(question):
    options = "".join(f"<span class=option>□ {html.escape(option)}</span> " for option in question.options)
    return (
        f"<li>{html.escape(question.text)} <span class=options>{options or '□ my number: ________'}</span>"
        "<span class=line>because</span><span class=line>What happened, and why:</span></li>"
    )


def formulas(notebook):
    """Return the first displayed formulas, as Markdown, as many as a sheet has room for; what is folded stays folded."""
    text = "\n".join(text for section in notebook.sections for text in section.text)
    return FORMULA.findall(notebooks.FOLDED.sub("", text))[:FORMULAS]


def _page(title, body):
    return TEMPLATE.read_text(encoding="utf-8").replace("$title", title).replace("$body", body)


def write(folder, with_gift=False, with_qti=False):
    """Write the files into a folder, which is made if it is missing."""
    outlines = notebooks.every()
    if folder.exists() and not folder.is_dir():
        raise Problem(f"{folder} is a file: name a folder for the handouts.")
    (folder / "sheets").mkdir(parents=True, exist_ok=True)
    found, asked = cards(outlines), quizzes.items(outlines)
    sheets = {f"sheets/{one.name}.html": handouts_page({one.number: one}) for one in outlines.values()}
    made = {
        **sheets,
        "handouts.html": handouts_page(outlines),
        "key.html": key_page(outlines),
        "cards.html": cards_page(found),
        "cards.csv": as_csv(found),
        **({"questions.gift.txt": quizzes.gift(asked)} if with_gift else {}),
    }
    files.write_all({folder / name: text for name, text in made.items()})
    if with_qti:
        (folder / "questions_qti.zip").write_bytes(quizzes.qti(asked))
    platforms = f", {len(asked)} questions for a learning platform" if with_gift or with_qti else ""
    print(f"wrote {len(outlines)} sheets, their key, {len(found)} cards{platforms} into {folder}")
