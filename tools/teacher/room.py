"""A teacher's command: sum up a room's progress files. Runs inside the environment (it needs nag_helpers and matplotlib).

    python3 start.py room FOLDER [--picture FILE]

Learners' ``progress.json`` files lie in a hub's shared folder, or were handed in under any names that end in .json. Nothing
is sent anywhere. Learners are counted, never named.
"""

import itertools
import statistics
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from nag_helpers import exercises, plots
from nag_helpers.learning import game, progress
from nag_helpers.learning.questions import QUESTIONS
from tools.problems import Problem

LARGEST = 1_000_000  # bytes; a learner's file has some ten thousand
SKIPPED_FOLDERS = {".ipynb_checkpoints", ".venv", ".git", "node_modules"}


@dataclass(frozen=True)
class ExerciseTally:
    """How a room stands with one exercise.

    Attributes
    ----------
    name, notebook : str
    correct, tried : int
        Learners who solved it, and who have tried it without success so far.
    mistakes : list of (sentence, int)
        What checks said, and to how many learners; the most frequent first.
    """

    name: str
    notebook: str
    correct: int
    tried: int
    mistakes: list


@dataclass(frozen=True)
class QuestionTally:
    """What a room predicted.

    Attributes
    ----------
    name, text : str
    choices, second : list of (option, int)
        How many chose each option, and how many did after talking.
    wrong, judged : int
        First votes that were wrong, of those whose outcome is known.
    sure_and_wrong : int
        Those of the wrong ones that were sure.
    """

    name: str
    text: str
    choices: list
    wrong: int
    judged: int
    second: list = field(default_factory=list)
    sure_and_wrong: int = 0


@dataclass(frozen=True)
class GameTally:
    """How a room fared in the tuning game.

    Attributes
    ----------
    players, games, unfinished : int
        Learners who finished a game, the games that were finished, and those that were begun and not finished.
    score : float
        The mean of all finished games.
    rivals : list of (name, float)
        The mean of each rival in the same games.
    """

    players: int
    games: int
    unfinished: int
    score: float
    rivals: list


def read(folder):
    """Return the progress of each learner, a list of dicts, and the files that could not be read, with the reason.

    Raises
    ------
    Problem
        If there is no such folder.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise Problem(f"There is no folder {folder}: name the one that holds the learners' progress files.")
    found, unread = [], []
    for file in sorted(folder.rglob("*.json")):
        if SKIPPED_FOLDERS & set(file.parts) or not file.is_file():
            continue
        try:
            if file.stat().st_size > LARGEST:
                raise ValueError("larger than any progress file")
            held = progress.understood(file.read_bytes())
        except (OSError, ValueError) as wrong:
            unread.append((file, str(wrong) if isinstance(wrong, OSError) else "not a progress file"))
            continue
        if {"exercises", "predictions", "recall", game.SECTION} & set(held):
            found.append(held)
    return found, unread


def exercise_tallies(learners):
    """Return an `ExerciseTally` for every exercise of the series, in its order."""
    return [
        _tally(exercise, [_entry(learner, "exercises", exercise.name) for learner in learners])
        for exercise in exercises.every().values()
    ]


def _tally(exercise, entries):
    outcomes = Counter(entry.get("outcome") for entry in entries)
    told = exercise.told()
    met = Counter(name for entry in entries for name in set(_texts(entry.get("mistakes"))) if name in told)
    return ExerciseTally(
        exercise.name,
        exercise.notebook,
        outcomes["correct"],
        outcomes["not yet"],
        [(told[name], count) for name, count in met.most_common()],
    )


def question_tallies(learners):
    """Return a `QuestionTally` for every question that anybody has answered, in the notebooks' order."""
    tallies = []
    for name, question in QUESTIONS.items():
        entries = [_entry(learner, "predictions", name) for learner in learners]
        entries = [entry for entry in entries if isinstance(entry.get("prediction"), str)]
        if entries:
            judged = [entry for entry in entries if question.options and isinstance(entry.get("outcome"), str)]
            wrong = [entry for entry in judged if entry["prediction"] != entry["outcome"]]
            sure = sum(entry.get("sure") == "sure" for entry in wrong)
            first, second = (_counted(entries, vote) for vote in ("prediction", "second"))
            tallies.append(QuestionTally(name, question.text, first, len(wrong), len(judged), second, sure))
    return tallies


def game_tally(learners):
    """Return a `GameTally` of all games of all learners; None if none was finished."""
    held = [
        [_entry(learner, game.SECTION, code) for code in games]
        for learner in learners
        if isinstance(games := learner.get(game.SECTION), dict)
    ]
    over = [[entry for entry in entries if game.is_over(entry)] for entries in held]
    finished = list(itertools.chain(*over))
    if not finished:
        return None
    names = dict.fromkeys(name for entry in finished for name in entry["rivals"])
    scores = [[entry["rivals"][name] for entry in finished if name in entry["rivals"]] for name in names]
    return GameTally(
        sum(map(bool, over)),
        len(finished),
        sum(map(len, held)) - len(finished),
        statistics.fmean(entry["score"] for entry in finished),
        [(name, statistics.fmean(each)) for name, each in zip(names, scores, strict=True)],
    )


def _counted(entries, vote):
    return Counter(_texts([entry.get(vote) for entry in entries])).most_common()


def _entry(learner, section, name):
    entries = learner.get(section, {})
    entry = entries.get(name) if isinstance(entries, dict) else None
    return entry if isinstance(entry, dict) else {}


def _texts(value):
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def report(learners):
    """Return the table as text: exercises begun, with the mistakes met, and predictions that went wrong."""
    lines = [f"{len(learners)} learner{'s' if len(learners) != 1 else ''}", ""]
    lines.append(f"{'exercise':28}{'solved':>8}{'trying':>8}{'not begun':>11}")
    for tally in exercise_tallies(learners):
        if not tally.correct + tally.tried:
            continue
        not_begun = len(learners) - tally.correct - tally.tried
        lines.append(f"{tally.notebook} {tally.name:25}{tally.correct:8}{tally.tried:8}{not_begun:11}")
        lines += [f"     {count} × {sentence}" for sentence, count in tally.mistakes]
    lines += _games(game_tally(learners))
    lines += ["", "predictions that went wrong: first those of which most were sure, then the most frequent"]
    wrong = [one for one in question_tallies(learners) if one.wrong]
    for one in sorted(wrong, key=lambda one: (-one.sure_and_wrong, -one.wrong / one.judged)):
        sure = f", {one.sure_and_wrong} of them sure" if one.sure_and_wrong else ""
        lines.append(f"{one.name}: {one.wrong} of {one.judged}{sure}. {one.text}")
        lines += [f"     {count} × {choice}" for choice, count in one.choices]
        lines += [f"     after talking: {count} × {choice}" for choice, count in one.second]
    return "\n".join(lines if wrong else [*lines, "none"])


def _games(tally):
    if tally is None:
        return []
    rivals = ", ".join(f"{name} {score:.0f}" for name, score in tally.rivals)
    return [
        "",
        f"the tuning game: {tally.games} finished by {tally.players} learners, {tally.unfinished} begun and not finished",
        f"the room {tally.score:.0f} on average; in the same games {rivals}",
    ]


def picture(learners):
    """Return a figure to project: a bar for each exercise that anybody has begun, solved and trying."""
    tallies = [tally for tally in exercise_tallies(learners) if tally.correct + tally.tried]
    figure, ax = plots.figure(width=9, height=max(2.5, 1 + 0.3 * len(tallies)))
    names = [f"{tally.notebook} {tally.name}" for tally in tallies]
    solved = [tally.correct for tally in tallies]
    ax.barh(names, solved, color=plots.STYLES["NAG"]["color"], label="solved")
    ax.barh(
        names,
        [tally.tried for tally in tallies],
        left=solved,
        color=plots.STYLES["momentum"]["color"],
        hatch="//",
        edgecolor="white",
        label="trying",
    )
    ax.set(xlim=(0, max(1, len(learners))), xlabel=f"learners, of {len(learners)}")
    ax.invert_yaxis()
    ax.xaxis.get_major_locator().set_params(integer=True)
    figure.legend(frameon=False, loc="outside upper right", ncols=2)
    return figure


def sum_up(folder, file):
    """Print the table, write the picture, and say what could not be read."""
    learners, unread = read(folder)
    for path, reason in unread:
        print(f"left out: {path} ({reason})")
    if not learners:
        raise Problem(
            f"No progress file was found in {folder}. A learner's is called progress.json and lies beside the notebooks."
        )
    print(report(learners))
    picture(learners).savefig(file)
    print(f"\nwrote {file}")
