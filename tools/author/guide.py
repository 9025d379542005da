"""The author's command: write into the teachers' guide what the notebooks and exercises say themselves.

    python3 start.py guide

``notebooks/TEACHING.md`` keeps its author's words; between ``<!-- guide: NAME -->`` and ``<!-- end -->`` stands what is made
here; a test tells when it is out of date. What is asked and what comes out is not kept anywhere: ``start.py answers`` makes it.
"""

import re
from dataclasses import dataclass

from nag_helpers import exercises
from nag_helpers.learning.questions import QUESTIONS
from tools import files, notebooks
from tools.places import NOTEBOOKS

GUIDE = NOTEBOOKS / "TEACHING.md"
BLOCK = re.compile(r"(<!-- guide: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
NINETY = re.compile(r"^## The ninety minutes.*?(?=^## )", re.DOTALL | re.MULTILINE)
ROW = re.compile(r"^\| (\d+) \| (.*?) \| (.*?) *\|$", re.MULTILINE)
CORE, WHOLE = "core", "whole"
DOORS, BREAK, END = 8, 15, 6  # minutes
PREFACE = """\
Made by `python3 start.py answers` from the notebooks and the exercises; TEACHING.md, beside the notebooks, says how to use it. \
✓ marks the option that came out in the saved notebook."""


@dataclass(frozen=True)
class Plan:
    """What to teach in the time there is.

    Attributes
    ----------
    key : str
        For ``start.py slides --plan``.
    have : str
        In words.
    minutes : int
        That there are.
    parts : dict, notebook's number -> CORE, WHOLE or a tuple of section numbers
        CORE leaves out what is marked "if you have time".
    leaves_with : str
        What the room has at the end.
    breaks : tuple of (notebook's number, section's number), optional
        After which sections the room has a break.
    """

    key: str
    have: str
    minutes: int
    parts: dict
    leaves_with: str
    breaks: tuple = ()


PLANS = (
    Plan(
        "90",
        "90 minutes",
        90,
        {"00": WHOLE},
        "the method, found by themselves, and why it brakes",
    ),
    Plan(
        "two-hours",
        "two hours, with people who train networks",
        120,
        {"00": (2, 3, 4, 5, 6), "09": (1, 2, 3, 5, 9)},
        "which variable their framework holds, and how to compare implementations",
    ),
    Plan(
        "half-day",
        "half a day (4 hours)",
        240,
        {"00": WHOLE, "03": CORE, "05": CORE},
        "the method, and an honest race",
        (("00", 7), ("03", 4)),
    ),
    Plan(
        "day",
        "a day (7 hours)",
        420,
        {"00": WHOLE, **dict.fromkeys(("02", "03", "04", "05"), CORE)},
        "the same, an implementation of their own, and the maps",
        (("00", 7), ("02", 5), ("03", 4), ("04", 4)),
    ),
)


def minutes(plan, outlines):
    """Return how many minutes a plan takes, by the times that its sections state."""
    return sum(
        outlines[number].section(section).minutes
        for number, part in plan.parts.items()
        for section in sections_of(outlines[number], part)
    )


def plan(key):
    """Return the plan of that key."""
    return next(plan for plan in PLANS if plan.key == key)


def in_words(plan, outlines):
    """Return what a plan teaches, in words."""
    return "; ".join(_part(number, part, outlines[number]) for number, part in plan.parts.items())


def sections_of(notebook, part):
    """Return the numbers of the sections of a notebook that a part of a plan means."""
    if part == CORE:
        return notebook.core
    return [section.number for section in notebook.sections if section.number] if part == WHOLE else part


def plans(outlines):
    """Return the table of plans."""
    rows = [
        "| you have | teach | minutes by the notebooks | left for talk and breaks | the room leaves with |",
        "|---|---|---|---|---|",
    ]
    for plan in PLANS:
        taken = minutes(plan, outlines)
        rows.append(
            f"| {plan.have} | {in_words(plan, outlines)} | {taken} | {plan.minutes - taken} | {plan.leaves_with} |"
        )
    longest = max(outlines.values(), key=lambda notebook: notebook.minutes)
    total = sum(notebook.minutes for notebook in outlines.values())
    rows.append(
        f"| {_in_words(len(outlines) - 1)} sessions | all of them, as in the table of sessions below | {total} "
        f"| the longest is {longest.number}, with {longest.minutes} | everything |"
    )
    return "\n".join(rows)


def by_the_minute(key, outlines):
    """Return a plan's table by the minute: doors, sections with what they ask, breaks, and the sentence at the end.

    What the notebooks' minutes leave over is for talk: each section has its share of it.
    """
    rows = ["| from | what | asked | exercise |", "|---|---|---|---|", f"| {_clock(0)} | doors, links, laptops | | |"]
    *timed, (end, _, _) = _timed(key, outlines)
    for now, notebook, section in timed:
        if section is None:
            rows.append(f"| {_clock(now)} | *a break* | | |")
            continue
        asked = ", ".join(f"`{name}`" for name in section.questions)
        tasks = ", ".join(exercises.every()[name].title or name for name in section.exercises)
        rows.append(f"| {_clock(now)} | {notebook.number}, {section.number}. {section.title} | {asked} | {tasks} |")
    return "\n".join([*rows, f"| {_clock(end)} | the sentence of the ninety minutes; links for home | | |"])


def _timed(key, outlines):
    """Yield (minute, notebook, section) of a plan: no section for a break, and neither for the end."""
    chosen = plan(key)
    found = [
        (outlines[number], outlines[number].section(one))
        for number, part in chosen.parts.items()
        for one in sections_of(outlines[number], part)
    ]
    talk = (chosen.minutes - DOORS - END - BREAK * len(chosen.breaks)) / minutes(chosen, outlines)
    now = DOORS
    for notebook, section in found:
        yield now, notebook, section
        now += talk * section.minutes
        if (notebook.number, section.number) in chosen.breaks:
            yield now, notebook, None
            now += BREAK
    yield now, None, None


def said_when(key, outlines):
    """Return what a speaker reads about the time, in Markdown: at the doors, by (notebook, section), and at the end.

    For the ninety minutes it is the guide's own row; for other plans the time of their table.
    """
    if key == "90":
        (table,) = NINETY.findall(GUIDE.read_text(encoding="utf-8"))
        rows = [_row(*cells) for cells in ROW.findall(table)]
        return rows[0][1], {("00", int(number)): said for number, said in rows if number}, rows[-1][1]
    said, pause = {}, ""
    for now, notebook, section in _timed(key, outlines):
        if section:
            said[notebook.number, section.number] = f"**{_clock(now)}**{pause}."
        pause = "" if section else f", after the break that begins at {_clock(now)}"
    return f"**{_clock(0)}.** Doors, links, laptops.", said, f"**{_clock(now)}.** The sentence; links for home."


def _row(minute, what, behind):
    """Return the section of a row of the ninety minutes, "" for doors and end, and the row in words."""
    number, what = re.fullmatch(r"(?:Section (\d+)[ ★:]+)?(.*)", what).groups("")
    behind = " Never leave it out." if behind == "never" else f" If you fall behind: {behind}." if behind else ""
    return number, f"**Minute {minute}.** {what[0].upper()}{what[1:]}{behind}"


def _clock(minute):
    return f"{round(minute) // 60}:{round(minute) % 60:02}"


def _part(number, part, notebook):
    if part == WHOLE:
        return number
    listed = [str(section) for section in sections_of(notebook, part)]
    return (
        f"sections {', '.join(listed[:-1])} and {listed[-1]} of {number}"
        if len(listed) > 1
        else f"section {listed[0]} of {number}"
    )


def _in_words(number):
    return {9: "nine", 10: "ten", 11: "eleven"}.get(number, str(number))


def table(outlines):
    """Return the table of notebooks with their times."""
    rows = [
        "| notebook | minutes | without what is marked *if you have time* | exercises | predictions |",
        "|---|---|---|---|---|",
    ]
    for number, notebook in outlines.items():
        core = notebook.core
        numbered = [section for section in notebook.sections if section.number]
        short = sum(section.minutes for section in numbered if not section.optional)
        without = "" if len(core) == len(numbered) else f"{short}: sections {', '.join(map(str, core))}"
        counts = [
            sum(len(getattr(section, kind)) for section in notebook.sections) for kind in ("exercises", "questions")
        ]
        rows.append(
            f"| [{number} {notebook.title}]({notebook.name}.ipynb) | {notebook.minutes} | {without or 'all of it'} "
            f"| {counts[0]} | {counts[1]} |"
        )
    return "\n".join(rows)


def answers(outlines):
    """Return the text of the answers: sections with their times, questions with what came out, exercises with their mistakes."""
    parts = ["# What is asked, and what comes out", PREFACE]
    for number, notebook in outlines.items():
        parts.append(f"## {number} {notebook.title}")
        parts.append(f"{notebook.minutes} minutes.")
        for section in notebook.sections:
            if section.minutes or section.questions or section.exercises:
                parts += _section(section, notebook)
    return "\n\n".join(parts) + "\n"


def _section(section, notebook):
    if_time = ", if you have time" if section.optional else ""
    number = f"{section.number}. " if section.number else ""
    parts = [f"### {number}{section.title} ({section.minutes} minutes{if_time})"]
    parts += [_question(name, notebook.outcomes.get(name, "")) for name in section.questions]
    parts += [_exercise(exercises.every()[name]) for name in section.exercises]
    return parts


def _question(name, outcome):
    question = QUESTIONS[name]
    lines = [f"**Prediction** `{name}`: {question.text}", ""]
    for option, sentence in question.options.items():
        came = option == question.came(outcome)
        lines.append(f"- {option} ✓" if came else f"- {option}: {sentence}" if sentence else f"- {option}")
    if not question.options and question.otherwise:
        lines.append(f"- to whom types another number: {question.otherwise}")
    return "\n".join([*lines, "", f"What happened: {outcome}."])


def _exercise(exercise):
    lines = [f"**Exercise** `{exercise.name}`: {exercise.prompt}", ""]
    lines += [f"- {sentence}" for sentence in dict.fromkeys(exercise.told().values())]
    return "\n".join([*lines, "", f"When it is right: {exercise.notice}"])


def filled(text, outlines):
    """Return the guide's text with each block made anew."""
    made = {
        "plans": plans,
        "notebooks": table,
        "half_day": lambda found: by_the_minute("half-day", found),
        "day": lambda found: by_the_minute("day", found),
    }
    return BLOCK.sub(lambda block: f"{block[1]}{made[block[2]](outlines)}\n{block[3]}", text)


def update():
    """Write the guide; return whether it changed."""
    before = GUIDE.read_text(encoding="utf-8")
    after = filled(before, notebooks.every())
    if after != before:
        files.write(GUIDE, after)
    return after != before
