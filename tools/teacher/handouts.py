"""A teacher's command: paper for a room, cards for the week after, and questions for a learning platform. Runs inside the environment.

    python3 start.py handouts [FOLDER] [--gift] [--qti]

Writes into FOLDER: ``handouts.html``, a sheet to print for each notebook, with its questions and room for
predictions and reasons, its formulas with their names, of which those that an exercise finds are left blank (`sheets.json`), and a picture to
draw on (`grounds`); the same sheets alone, in ``sheets``; ``key.html``, the answers; ``cards.html``, the recall
cards to print, cut and fold; ``cards.csv``, the same for Anki. The options write the questions for Moodle and for Canvas (`quizzes`).
"""

import base64
import csv
import html
import io
import json
from dataclasses import dataclass
from pathlib import Path

from nag_helpers import exercises
from nag_helpers.learning import recall_questions
from nag_helpers.learning.questions import QUESTIONS
from tools import files, notebooks
from tools.markdown import with_mathml
from tools.problems import Problem
from tools.teacher import grounds, quizzes

SHEETS = json.loads(Path(__file__).with_name("sheets.json").read_text(encoding="utf-8"))
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
                found.append(Card(asked.alone, f"{outcome}. {asked.why}".strip(), number))
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
    tasks = [exercises.every()[name] for section in notebook.sections for name in section.exercises]
    sheet = SHEETS[notebook.number]
    parts = [
        f"<section class={_room_for(len(asked))}><header><h1>{notebook.number} {html.escape(notebook.title)}</h1>"
        "<p class=who>Name and group: <span></span></p></header>",
        "<p>Predict <em>before</em> the cell runs, then write what happened. Keep what is below your question folded away.</p><ol>",
        *(_question(QUESTIONS[name]) for name in asked),
        "</ol><h2>Formulas</h2><table class=formulas>",
        *(
            f"<tr><th>{html.escape(name)}</th><td>{with_mathml(f'${latex}$')}</td></tr>"
            for name, latex, *_ in sheet["formulas"]
        ),
        "</table>",
    ]
    if tasks:
        boxes = "".join(f"<span class=option>□ {html.escape(one.title or one.name)}</span> " for one in tasks)
        parts.append(f"<p class=tasks>Exercises solved: {boxes}</p>")
    parts.append(f"<p class=draw><b>Draw.</b> {html.escape(sheet['draw'])}</p>")
    return "".join([*parts, _ground(notebook.number, sheet), "</section>"])


def _room_for(questions):
    """Return the class of a sheet with so many questions: how large its letters are, and how high its lines."""
    return {4: "four", 5: "full"}.get(questions, "roomy" if questions < 4 else "packed")


def _ground(number, sheet):
    """Return a picture to draw on, as wide as the page, and what to fill in under it."""
    made = io.BytesIO()
    grounds.GROUNDS[number]().savefig(made, dpi=200)
    source = base64.b64encode(made.getvalue()).decode()
    blanks = "".join(f"<span>{html.escape(one)} ______________</span> " for one in sheet.get("blanks", ()))
    return (
        f'<div class=ground><img class=opening alt="{html.escape(sheet["words"])}" src="data:image/png;base64,{source}">'
        f"{f'<p>{blanks}</p>' if blanks else ''}</div>"
    )


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
        found = [one for one in SHEETS[notebook.number]["formulas"] if len(one) > 2]
        parts += ["</ol>", *(f"<p>{html.escape(name)}: {with_mathml(f'${latex}$')}</p>" for name, _, latex in found)]
    return _page("Key", "".join(parts))


def _question(question):
    options = "".join(f"<span class=option>□ {html.escape(option)}</span> " for option in question.options)
    given = f"<span class=given>{html.escape(question.given)}</span> " if question.given else ""
    return (
        f"<li>{given}<b>{html.escape(question.text)}</b> <span class=options>{options or '□ my number: ________'}</span>"
        "<span class=line>because</span><span class=line>What happened, and why:</span></li>"
    )


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
