"""The series' notebooks as files: which there are, what each consists of, and how its text is written."""

import json
import re
from dataclasses import dataclass, field
from pathlib import PurePath

from tools.places import NOTEBOOKS, notebook_files
from tools.problems import Problem

SECTION = re.compile(r"^## (?:(\d+)\. )?(.+)$", re.MULTILINE)
MINUTES = re.compile(r"^\*about (\d+) minutes(, if you have time)?\*$", re.MULTILINE)
BEFORE = re.compile(r"(\d+) of them before section 1\.")  # minutes, in its first cell
QUESTION = re.compile(r"^\*\*(.+\?).*\*\*$", re.MULTILINE)  # of the whole notebook, in its first cell
ASKED = re.compile(r'predictions\.ask\("(\w+)"\)')
HAPPENED = re.compile(r'predictions\.compare\(\s*"(\w+)".*', re.DOTALL)
BADGES = re.compile(r"<!-- badges -->\n.*\n")
ATTACHED = re.compile(r"!\[[^\]]*\]\(attachment:[^)]*\)\n*")
FOLDED = re.compile(r"<details>\s*<summary>(.*?)</summary>(.*?)</details>", re.DOTALL)
EXPLORES = re.compile(r"\w+Explorer\(|\bfilm\(")
EXERCISE = "exercise:"  # how the tag of an exercise's cell begins
INSIDE = re.compile(r"!\[[^\]]*\]\(data:image/[^)]*\)")
OUTCOME = re.compile(r"What happened: (.+)\.$", re.MULTILINE | re.DOTALL)


@dataclass
class Section:
    """A section of a notebook.

    Attributes
    ----------
    number : int or None
        None for what has no number, such as the summary.
    title : str
    minutes : int
        As stated under its heading, or in the first cell for what stands before section 1; 0 where nothing is.
    optional : bool
        Marked "if you have time".
    text : list of str
        Its Markdown cells.
    questions, exercises : list of str
        The names of the predictions asked and of the exercises in it.
    """

    number: int | None
    title: str
    minutes: int = 0
    optional: bool = False
    text: list = field(default_factory=list)
    questions: list = field(default_factory=list)
    exercises: list = field(default_factory=list)


@dataclass
class Outline:
    """A notebook.

    Attributes
    ----------
    number : str
        "03".
    name : str
        Its file's name without the ending.
    title : str
    minutes : int
        As its first cell states.
    sections : list of Section
    outcomes : dict, question -> str
        What came out, as the saved notebook shows it.
    question : str
        What the whole of it asks, as its first cell has it in bold; empty where it asks nothing there.
    """

    number: str
    name: str
    title: str
    minutes: int
    sections: list
    outcomes: dict
    question: str = ""

    def section(self, number):
        """Return the section of that number."""
        return next(section for section in self.sections if section.number == number)

    @property
    def core(self):
        """The numbers of the sections that are not marked "if you have time"."""
        return [section.number for section in self.sections if section.number and not section.optional]


def of(path):
    """Return the `Outline` of a notebook's file."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    first = "".join(cells[0]["source"])
    title = re.search(r"^# \d+\. (.+)$", first, re.MULTILINE)[1]
    before = BEFORE.search(first)
    sections, outcomes = [Section(None, "Before section 1", int(before[1]) if before else 0)], {}
    for cell in cells:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            if heading := SECTION.search(source):
                sections.append(_section(heading, source))
            sections[-1].text.append(source)
        else:
            sections[-1].questions += ASKED.findall(source)
            sections[-1].exercises += filter(None, [exercise_in(cell)])
            outcomes |= _outcome(source, cell["outputs"])
    minutes = int(re.search(r"About (\d+) minutes", first)[1])
    question = QUESTION.search(first)
    return Outline(
        path.name[:2], path.stem, title, minutes, sections, outcomes, _plain(question[1]) if question else ""
    )


def _plain(text):
    return text.replace("*", "").replace("`", "")


def every():
    """Return the outlines of all notebooks, a dict from their numbers, "00" on."""
    return {path.name[:2]: of(path) for path in notebook_files()}


def find(name, folder=NOTEBOOKS):
    """Return the notebook that ``name`` means (``3``, ``03`` or ``03_deriving_nag``); Problem if it means none."""
    asked = PurePath(name).name.removesuffix(".ipynb")
    number = asked.lstrip("0").zfill(2)
    known = notebook_files(folder)
    for file in known:
        if asked == file.stem or (asked and number == file.stem[:2]):
            return file
    raise Problem(f"There is no notebook {name!r}. There are: {', '.join(file.stem for file in known)}.")


def is_set_up(cell):
    """Whether a cell is the notebook's set-up."""
    return "setup" in cell["metadata"].get("tags", ())


def exercise_in(cell):
    """Return the name of the exercise in a cell; None if it holds none."""
    tags = cell["metadata"].get("tags", ())
    return next((tag.removeprefix(EXERCISE) for tag in tags if tag.startswith(EXERCISE)), None)


def shows_an_explorer(source):
    """Whether a code cell ends with an explorer."""
    return bool(EXPLORES.search(source.rstrip().splitlines()[-1]))


def first_cell(outline):
    """Return a notebook's first cell."""
    return json.loads((NOTEBOOKS / f"{outline.name}.ipynb").read_text(encoding="utf-8"))["cells"][0]


def opening(outline):
    """Return the picture of a notebook's first cell as Markdown, the picture inside it; "" where it has none."""
    found = INSIDE.search(with_attachments(first_cell(outline)))
    return found[0] if found else ""


def with_attachments(cell):
    """Return a cell's source with the pictures attached to it written out, for what knows no attachments."""
    source = "".join(cell["source"])
    for name, data in cell.get("attachments", {}).items():
        for kind, encoded in data.items():
            source = source.replace(f"(attachment:{name})", f"(data:{kind};base64,{encoded})")
    return source


def without_outputs(text):
    """Return the text of a notebook's file without outputs and execution counts; a text that is no notebook, as it is."""
    try:
        notebook = json.loads(text)
        cells = notebook["cells"]
    except (ValueError, KeyError, TypeError):
        return text
    for cell in cells:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
    return as_saved(notebook)


def as_saved(notebook):
    """Return a notebook's JSON exactly as nbformat writes it."""
    return json.dumps(notebook, indent=1, sort_keys=True, ensure_ascii=False, separators=(",", ": ")) + "\n"


def _section(heading, source):
    stated = MINUTES.search(source)
    return Section(
        int(heading[1]) if heading[1] else None,
        heading[2].replace("`", ""),
        int(stated[1]) if stated else 0,
        bool(stated and stated[2]),
    )


def _outcome(source, outputs):
    compared, happened = HAPPENED.search(source), outcome_in(outputs)
    return {compared[1]: happened} if compared and happened else {}


def outcome_in(outputs):
    """Return what came out of a question, as a cell's outputs say it; "" where they say nothing."""
    texts = ["".join(output.get("data", {}).get("text/plain", "")) for output in outputs]
    happened = next((found[1] for text in texts if (found := OUTCOME.search(text))), "")
    return " ".join(happened.split())
