"""The way through the series in two hours: README lists it, lines at the ends of its parts lead on, and it needs nothing that it leaves out."""

import itertools
import re

import nbformat
import pytest
from needs import names

from nag_helpers.learning.questions import QUESTIONS
from tools import notebooks
from tools.places import NOTEBOOKS, ROOT

README = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
PART = re.compile(
    r"\[(all|sections? [\d, and]+) of (?:notebook )?\d+\]\(notebooks/(\w+)\.ipynb\) \((\d+)(?: minutes)?\)"
)
LINE = re.compile(r"^\*Two hours: .*\*$", re.MULTILINE)
LINK = re.compile(r"\]\((\w+)\.ipynb#cell-id=([\w-]+)\)")
FOLDED = re.compile(r"<details>.*?</details>", re.DOTALL)

#: Words and signs, with the notebook and the section that says what they mean.
SAID_IN = {
    r"curvature": ("01", 1),
    r"descend\b": ("01", 1),
    r"condition number|κ|\\kappa|\bkappa\b": ("01", 2),
    r"(?<![\w(])L(?![\w(])|\bμ|\\mu\b": ("01", 2),
    r"settling_step": ("01", 2),
    r"[Mm]omentum|heavy ball|learning rate|\bNAG": ("00", 6),
    r"look-ahead": ("03", 3),
    r"effective momentum": ("03", 3),
    r"[Ee]igen|\bmodes?\b": ("01", 5),
    r"\bshelf\b": ("02", 4),
    r"(?<!square )\broots?\b": ("02", 7),
    r"convex": ("03", 2),
    r"fence": ("05", 1),
    r"friction": ("02", 3),
}


def by_section(path):
    """Return {section's number: [(kind, source, cell's id), …]}; None for what stands before the first, "end" after the last."""
    found, number = {None: []}, None
    for cell in nbformat.read(path, as_version=4).cells:
        pieces = (
            re.split(r"^(?=## )", cell.source, flags=re.MULTILINE) if cell.cell_type == "markdown" else [cell.source]
        )
        for piece in filter(None, pieces):
            if cell.cell_type == "markdown" and piece.startswith("## "):
                numbered = re.match(r"## (\d+)\. ", piece)
                number = int(numbered[1]) if numbered else "end"
            found.setdefault(number, []).append((cell.cell_type, piece, cell.id))
    return found


def _sections(part, outline):
    return (
        [section.number for section in outline.sections if section.number]
        if part == "all"
        else [int(number) for number in re.findall(r"\d+", part)]
    )


OUTLINES = notebooks.every()
PARTS = [(name, _sections(part, OUTLINES[name[:2]]), int(minutes)) for part, name, minutes in PART.findall(README)]
WAY = [(name, section) for name, sections, _ in PARTS for section in sections]
TEXTS = {name: by_section(NOTEBOOKS / f"{name}.ipynb") for name, _, _ in PARTS}
#: Where the way leaves the notebook's order: from a section on it to the next.
TURNS = [
    (before, after) for before, after in itertools.pairwise(WAY) if before[0] != after[0] or before[1] + 1 != after[1]
]
each_turn = pytest.mark.parametrize(("before", "after"), TURNS, ids=[f"{a[0]}-{a[1]}" for a, _ in TURNS])


def test_it_takes_about_two_hours_and_readme_says_how_long():
    for name, sections, stated in PARTS:
        assert sum(OUTLINES[name[:2]].section(number).minutes for number in sections) == stated, name
    assert 110 <= sum(stated for _, _, stated in PARTS) <= 132  # two hours, and a tenth for who takes their time


@each_turn
def test_a_line_leads_on_to_the_next_section(before, after):
    name, section = before
    whole = section == max(number for number in TEXTS[name] if isinstance(number, int))
    ends = [TEXTS[name][section], *([TEXTS[name]["end"]] if whole and "end" in TEXTS[name] else [])]
    lines = [line for end in ends for kind, source, _ in end if kind == "markdown" for line in LINE.findall(source)]
    ((led_to, cell),) = LINK.findall(lines[0])
    assert led_to == after[0]
    (heading,) = [source for _, source, each in TEXTS[led_to][after[1]] if each == cell]
    assert heading.startswith(f"## {after[1]}. ")


def test_there_are_no_other_such_lines_and_the_last_one_says_that_it_ends():
    lines = [
        (path.stem, number, line)
        for path in sorted(NOTEBOOKS.glob("*.ipynb"))
        for number, cells in by_section(path).items()
        for kind, source, _ in cells
        if kind == "markdown"
        for line in LINE.findall(source)
    ]
    assert len(lines) == len(TURNS) + 1
    assert lines[-1][:2] == WAY[-1]


@pytest.mark.parametrize(("name", "sections"), [part[:2] for part in PARTS], ids=[part[0] for part in PARTS])
def test_it_uses_no_name_that_only_the_left_out_part_makes(name, sections):
    made_here, made_there, missed = set(), set(), set()
    for number, cells in TEXTS[name].items():
        for kind, source, _ in cells:
            if kind == "code":
                made, used = names(source)
                if number is None or number in sections:
                    missed |= used & made_there - made_here
                    made_here |= made
                else:
                    made_there |= made
    assert missed == set()


@pytest.mark.parametrize("word", SAID_IN)
def test_a_word_is_said_before_it_is_used(word):
    said = [(name[:2], section) for name, section in WAY]
    for name, section in WAY:
        text = "\n".join(_read(kind, source) for kind, source, _ in TEXTS[name][section])
        if re.search(word, text):
            assert SAID_IN[word] in said[: said.index((name[:2], section)) + 1], f"{name}, section {section}"


def _read(kind, source):
    """Return what is read of a cell: unfolded text without addresses and the line itself, or the question that it asks."""
    if kind == "markdown":
        return re.sub(r"\]\([^)]*\)", "]", LINE.sub("", FOLDED.sub("", source)))
    return "\n".join(
        "\n".join([QUESTIONS[name].text, *QUESTIONS[name].options]) for name in notebooks.ASKED.findall(source)
    )
