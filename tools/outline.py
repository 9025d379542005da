"""What a notebook consists of, read from its file: sections with their minutes, questions, exercises, and what came out."""

import json
import re
from dataclasses import dataclass, field

from tools.places import notebook_files

SECTION = re.compile(r"^## (?:(\d+)\. )?(.+)$", re.MULTILINE)
MINUTES = re.compile(r"^\*about (\d+) minutes(, if you have time)?\*$", re.MULTILINE)
ASKED = re.compile(r'predictions\.ask\("(\w+)"\)')
HAPPENED = re.compile(r'predictions\.compare\(\s*"(\w+)".*', re.DOTALL)
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
        As stated under its heading; 0 where nothing is.
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
    """

    number: str
    name: str
    title: str
    minutes: int
    sections: list
    outcomes: dict

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
    sections, outcomes = [Section(None, title)], {}
    for cell in cells:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            if heading := SECTION.search(source):
                sections.append(_section(heading, source))
            sections[-1].text.append(source)
        else:
            sections[-1].questions += ASKED.findall(source)
            tags = cell["metadata"].get("tags", [])
            sections[-1].exercises += [tag.partition(":")[2] for tag in tags if tag.startswith("exercise:")]
            outcomes |= _outcome(source, cell["outputs"])
    minutes = int(re.search(r"About (\d+) minutes", first)[1])
    return Outline(path.name[:2], path.stem, title, minutes, sections, outcomes)


def every():
    """Return the outlines of all notebooks, a dict from their numbers, "00" on."""
    return {path.name[:2]: of(path) for path in notebook_files()}


def _section(heading, source):
    stated = MINUTES.search(source)
    return Section(int(heading[1]) if heading[1] else None, heading[2].replace("`", ""), int(stated[1]) if stated else 0,
                   bool(stated and stated[2]))


def _outcome(source, outputs):
    compared = HAPPENED.search(source)
    texts = ["".join(output.get("data", {}).get("text/plain", "")) for output in outputs]
    happened = next((found[1] for text in texts if (found := OUTCOME.search(text))), None)
    return {compared[1]: " ".join(happened.split())} if compared and happened else {}
