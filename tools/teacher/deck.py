"""A notebook as a deck of slides, by rule: what is shown, what the speaker says, and what stays out.

- A slide is a picture, an explorer, a question, an exercise, a boxed formula or a print that is tagged ``slide``, with the paragraph that
  stands right before it. ``##`` begins a section. What any other cell prints is said. A cell tagged ``said`` is no slide, whatever it shows.
- Of a long paragraph the sentences with bold words are shown, or the first ones if there are none. All prose, whole, and what is folded
  is for the speaker: while what it speaks about is shown, and the last paragraph before the next slide with that.
- Code is shown where it is short. Recall, reviews and references stay out.
"""

import re
from dataclasses import dataclass, field

from tools import notebooks

ROOM = 430  # characters of prose on a slide; formulas and rows of tables count as some
LONG = 170  # characters: a longer paragraph is shortened
SHORT = 60  # characters: too little for a paragraph
SHORT_CODE = 8, 56  # lines, characters a line
SHORT_PRINT = 12  # lines: so many of a print are read out
SHOWN, UNSHOWN = "slide", "said"  # tags
GOES_ON = re.compile(r"^The next cells go on with .*\n?", re.MULTILINE)  # for one who works alone
LEFT_OUT = ("recall.", "predictions.review", "exercises.progress", "cheatsheet")
BLOCKS = re.compile(r"\n{2,}")
BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
SENTENCE = re.compile(r".+?[.!?][*)\"]*(?=\s|$)\s*|.+$", re.DOTALL)
SAID = re.compile(r"\*\*(What you'll (learn|need)|How long it takes|Do you remember\?)")  # only by the speaker
TIME = re.compile(r"^\*about \d+ minutes.*\*$")


@dataclass
class Slide:
    """One slide.

    Attributes
    ----------
    starts_section : bool
        Whether it begins a section.
    text : list of str
        Markdown.
    before : list of dict
        Code cells that put out nothing and have to run before its own.
    cell : dict or None
        The code cell that it shows, as in the notebook's file.
    shows_code : bool
        Whether its source is shown, or only what it puts out.
    notes : list of str
        Markdown, for the speaker: all prose in its order, what is shown as well.
    section : str
        The section's heading, in Markdown.
    task : str
        The exercise that is done with the explorer it shows, and stands above it on a page (`pages.joined`).
    """

    starts_section: bool = False
    text: list = field(default_factory=list)
    before: list = field(default_factory=list)
    cell: dict | None = None
    shows_code: bool = False
    notes: list = field(default_factory=list)
    section: str = ""
    task: str = ""

    @property
    def filled(self):
        return sum(_weight(block) for block in self.text)


def slides(notebook, sections=None):
    """Return the slides of a notebook.

    Parameters
    ----------
    notebook : dict
        As in its file.
    sections : list of int, optional
        Only these, and what stands before the first.
    """
    made, silent = [], []
    for cell in notebook["cells"] if sections is None else _of(notebook["cells"], sections):
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            _add_text(made, source)
        elif not any(word in source for word in LEFT_OUT):
            if notebooks.is_set_up(cell) or not cell["outputs"]:
                silent.append(cell)
                continue
            _add_code(made, cell, source)
            made[-1].before, silent = silent, []
    return _condensed(made)


def _of(cells, sections):
    """Yield the cells of some sections, and those that stand before the first."""
    wanted = True
    for cell in cells:
        heading = notebooks.SECTION.search("".join(cell["source"])) if cell["cell_type"] == "markdown" else None
        if heading:
            wanted = bool(heading[1]) and int(heading[1]) in sections
        if wanted:
            yield cell


def _condensed(made):
    """Return the slides that are worth one; the code of the others runs before the next, and what they hold is said."""
    kept, heading, lead, said, run, section = [], [], [], [], [], ""
    for slide in made:
        section = slide.text[0] if slide.starts_section and slide.text else section
        slide.section = section
        headings = [block for block in slide.text if _is_heading(block)]
        prose = [block for block in slide.text if not _is_heading(block)]
        if headings and not heading:  # what was said before it is about what was shown before it
            said, lead = _back(kept, said), []
        heading = headings[-1:] if slide.starts_section or not heading else heading
        said, lead = [*said, *slide.notes], prose or lead
        if not (slide.cell and _is_seen(slide.cell)) and not any(r"\boxed" in block for block in prose):
            run += [*slide.before, *([slide.cell] if slide.cell else [])]
            told = _with_print(said, slide.cell)
            said = (
                _back(kept, told) if told != said and not heading else told
            )  # the room does what is said before the next slide
            continue
        if not heading:
            said = [*_back(kept, said[:-1]), *said[-1:]]
        slide.starts_section = bool(heading)
        slide.text = [*(heading or headings[-1:]), *(lead[-1:] if slide.cell else prose)]
        slide.notes, slide.before = said, [*run, *slide.before]
        kept.append(slide)
        heading, lead, said, run = [], [], [], []
    if kept:
        kept[-1].notes += said
    return kept or [slide for slide in made if slide.text]


def _back(kept, said):
    """Leave what is said to the slide shown last, if it shows a cell; return what is left."""
    if not kept or not kept[-1].cell:
        return said
    kept[-1].notes += said
    return []


def _is_seen(cell):
    """Whether a cell puts out what a room looks at: a picture, a question, an exercise, what came out, or a print that is tagged."""
    source, tags = "".join(cell["source"]), cell["metadata"].get("tags", ())
    if SHOWN in tags or UNSHOWN in tags:
        return SHOWN in tags
    if "recall.ask" in source:  # a learner's alone
        return False
    if notebooks.exercise_in(cell) or "predictions.ask" in source or notebooks.shows_an_explorer(source):
        return True
    return any({"image/png", "text/html"} & set(output.get("data", ())) for output in cell["outputs"])


def _with_print(said, cell):
    """Return what is said, its last paragraph with what a cell prints that has no slide, if that is short."""
    lines = GOES_ON.sub("", printed(cell)).strip("\n") if cell else ""
    if not lines or lines.count("\n") >= SHORT_PRINT:
        return said
    return [*said[:-1], "\n\n".join([*said[-1:], f"```\n{lines}\n```"])]


def printed(cell):
    """Return what a cell printed, and the text of its value if that is all there is of it."""
    texts = []
    for output in cell["outputs"]:
        data = output.get("data", {})
        alone = "" if {"text/html", "image/png"} & set(data) else "".join(data.get("text/plain", ""))
        texts.append("".join(output.get("text", "")) or alone)
    return "\n".join(text.rstrip() for text in texts if text)


def _blocks(source):
    """Return the blocks of a Markdown text; a formula or a fenced code stays whole."""
    parts, held = [], ""
    for block in BLOCKS.split(source.strip()):
        held = f"{held}\n\n{block}" if held else block
        if held.count("$$") % 2 == 0 and held.count("```") % 2 == 0:
            parts += re.split(r"\n(?=[*]about )", held) if _is_heading(held) else [held]
            held = ""
    return [*parts, held] if held else parts


def _add_text(made, source):
    source = notebooks.ATTACHED.sub("", notebooks.BADGES.sub("", source + "\n"))
    begins = 0
    for fold in notebooks.FOLDED.finditer(source):
        _add_blocks(made, source[begins : fold.start()])
        begins = fold.end()
        if made:
            made[-1].notes.append(f"**{fold[1].strip()}** {fold[2].strip()}")
    _add_blocks(made, source[begins:])


def _add_blocks(made, source):
    for block in filter(None, _blocks(source)):
        if re.match(r"#+ References", block) or block.startswith("**Next:**"):
            return
        if block.startswith("*Two hours: "):  # a signpost for one who reads alone
            continue
        if _is_heading(block):
            heading, _, rest = block.partition("\n")
            made.append(Slide(not heading.startswith("###"), [heading]))
            if rest.strip():
                _add_block(made, rest.strip())
        else:
            _add_block(made, block)


def _add_block(made, block):
    said = block
    for piece in [] if TIME.match(block) or SAID.match(block) else _pieces(_shortened(block)):
        if made[-1].cell or (made[-1].text and made[-1].filled + _weight(piece) > ROOM):
            made.append(Slide())
        made[-1].text.append(piece)
        made[-1].notes += [said] * bool(said)
        said = ""
    made[-1].notes += [said] * bool(said)


def _pieces(block):
    """Return a list or a table in pieces that fit on a slide; anything else as it is."""
    if _weight(block) <= ROOM or not re.match(r"[-|]|\d+\. ", block):
        return [block]
    head, rows = (
        ("\n".join(block.split("\n")[:2]) + "\n", block.split("\n")[2:])
        if block.startswith("|")
        else ("", re.split(r"\n(?=- |\d+\. )", block))
    )
    pieces, held = [], []
    for row in rows:
        if held and _weight(head + "\n".join([*held, row])) > ROOM:
            pieces.append(head + "\n".join(held))
            held = []
        held.append(row)
    return [*pieces, head + "\n".join(held)]


def _add_code(made, cell, source):
    lines = source.rstrip().splitlines()
    short = len(lines) <= SHORT_CODE[0] and max(map(len, lines), default=0) <= SHORT_CODE[1]
    asks, explores = "predictions.ask" in source, notebooks.shows_an_explorer(source)
    task = notebooks.exercise_in(cell) is not None
    room = not made[-1].cell and made[-1].filled + 30 * len(lines) <= ROOM
    if not (room and (task or asks)):
        made.append(Slide())
    made[-1].cell, made[-1].shows_code = cell, task or (short and not asks and not explores)


def _shortened(block):
    """Return what is shown of a block."""
    if len(block) <= LONG or re.match(r"[-|>#$]|\d+\. |```|<", block) or "$$" in block:
        return block
    sentences = _sentences(block)
    shown = [sentence for sentence in sentences if any(len(words) > 20 for words in BOLD.findall(sentence))]
    for sentence in () if shown else sentences:
        shown.append(sentence)
        if len("".join(shown)) > SHORT:
            break
    return "".join(shown).strip()


def asked_beside(slide):
    """Return what stands beside a slide's cell, with the questions that were cut off; [] where it asks nothing."""
    blocks, asks = [], False
    for block in slide.text:
        if _is_heading(block):
            continue
        whole = next((said for said in slide.notes if _shortened(said) == block), block)
        questions = [one for one in _sentences(whole) if one.rstrip(' \n*)"').endswith("?")]
        asks = asks or bool(questions)
        if whole != block:
            kept = [one for one in _sentences(whole) if one.strip() in block or one in questions]
            block = "".join(kept).strip()
        blocks.append(block)
    return blocks if asks else []


def _sentences(block):
    """Return the sentences of a paragraph; formulas, parentheses and bold words stay whole."""
    whole, held = [], ""
    for sentence in SENTENCE.findall(block):
        held += sentence
        if held.count("$") % 2 == 0 and held.count("(") == held.count(")") and held.count("**") % 2 == 0:
            whole.append(held)
            held = ""
    return [*whole, held] if held else whole


def _is_heading(block):
    return bool(re.match(r"#{1,4} ", block))


def _weight(block):
    """Return how much of a slide a block fills, in characters of prose."""
    if "$$" in block:
        return (
            110 * block.count("$$") // 2
            + 60 * block.count("\\\\")
            + len(re.sub(r"\$\$.*?\$\$", "", block, flags=re.DOTALL))
        )
    if block.startswith("|"):
        return sum(max(60, len(row)) for row in block.split("\n"))
    if block.startswith("```"):
        return 60 * block.count("\n")
    return len(block) + (0 if _is_heading(block) else 40)
