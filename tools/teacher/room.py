"""A teacher's command: sum up a room's progress files. Runs inside the environment (it needs nag_helpers and matplotlib).

    python3 start.py room FOLDER [--picture FILE]

Learners' ``progress.json`` files lie in a hub's shared folder, or were handed in under any names, also in zips (`handed_in`). Nothing
is sent anywhere. Learners are counted, never named.
"""

import itertools
import statistics
from collections import Counter
from dataclasses import dataclass, field

from nag_helpers import exercises, look
from nag_helpers.learning import game, recall_questions, returning
from nag_helpers.learning.questions import QUESTIONS
from tools import notebooks
from tools.problems import Problem
from tools.teacher import gain, handed_in, room_pictures
from tools.teacher.handed_in import entry, shown, texts

FIRST = 5  # sections to teach again that are named
MISTAKES = 4  # of an exercise, that are quoted


@dataclass(frozen=True)
class ExerciseTally:
    """How a room stands with one exercise.

    Attributes
    ----------
    name, notebook, title : str
    correct, tried : int
        Learners who solved it, and who have tried it without success so far.
    mistakes : list of (sentence, int, int)
        What checks said, to how many learners, and how many of those have not solved it; the most frequent first.
    unnamed : int
        Learners some of whose answers no mistake explained.
    """

    name: str
    notebook: str
    title: str
    correct: int
    tried: int
    mistakes: list
    unnamed: int


@dataclass(frozen=True)
class QuestionTally:
    """What a room predicted.

    Attributes
    ----------
    name, text, right : str
    choices, last : list of (option, int)
        How many chose each option, at first and after talking; whoever did not vote again keeps their vote. ``last`` is [] where nobody did.
    again : int
        How many voted again.
    wrong, judged : int
        First votes that were wrong, of those whose outcome is known.
    sure_and_wrong : int
        Those of the wrong ones that were sure.
    still_wrong : int
        Last votes that were wrong.
    """

    name: str
    text: str
    right: str
    choices: list
    wrong: int
    judged: int
    last: list = field(default_factory=list)
    again: int = 0
    sure_and_wrong: int = 0
    still_wrong: int = 0


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
    grounds : list of (code word, int, float)
        How many finished a game on each ground, and their mean.
    """

    players: int
    games: int
    unfinished: int
    score: float
    rivals: list
    grounds: list


def exercise_tallies(learners):
    """Return an `ExerciseTally` for every exercise of the series, in its order."""
    return [
        _tally(exercise, [entry(learner, "exercises", exercise.name) for learner in learners])
        for exercise in exercises.every().values()
    ]


def _tally(exercise, entries):
    outcomes = Counter(one["outcome"] for one in entries if isinstance(one.get("outcome"), str))
    told, met, stuck = exercise.told(), Counter(), Counter()
    for one in entries:
        known = {name for name in texts(one.get("mistakes")) if name in told}
        met.update(known)
        stuck.update(known if one.get("outcome") != "correct" else ())
    return ExerciseTally(
        exercise.name,
        exercise.notebook,
        exercise.title or exercise.name,
        outcomes["correct"],
        outcomes["not yet"],
        [(told[name], count, stuck[name]) for name, count in met.most_common()],
        sum(isinstance(one.get("unnamed"), int) and one["unnamed"] > 0 for one in entries),
    )


def question_tallies(learners):
    """Return a `QuestionTally` for every question that anybody has answered, in the notebooks' order."""
    outcomes = {name: came for one in notebooks.every().values() for name, came in one.outcomes.items()}
    tallies = []
    for name, question in QUESTIONS.items():
        entries = [entry(learner, "predictions", name) for learner in learners]
        entries = [one for one in entries if isinstance(one.get("prediction"), str)]
        if entries:
            right = question.came(outcomes.get(name, ""))
            judged = [one for one in entries if question.options and isinstance(one.get("outcome"), str)]
            wrong = [one for one in judged if one["prediction"] != one["outcome"]]
            sure = sum(one.get("sure") == "sure" for one in wrong)
            first, last = ([vote(one) for one in entries] for vote in (lambda one: one["prediction"], _last))
            first, last = (Counter(texts(votes)).most_common() for votes in (first, last))
            first += [(right, 0)] * (bool(right) and right not in dict(first))
            again = sum(isinstance(one.get("second"), str) and bool(one["second"]) for one in entries)
            still = sum(_last(one) != one["outcome"] for one in judged)
            tallies.append(
                QuestionTally(
                    name,
                    question.text,
                    right,
                    first,
                    len(wrong),
                    len(judged),
                    last if again else [],
                    again,
                    sure,
                    still,
                )
            )
    return tallies


def _last(entry):
    """Return a learner's vote after talking, or the first where there is no other."""
    second = entry.get("second")
    return second if isinstance(second, str) and second else entry["prediction"]


def recall_tallies(learners):
    """Return (text, right, answered) of every recall question that anybody has answered: how many were right the last time."""
    tallies = []
    for name, one in recall_questions.every().items():
        held = [learner.get("recall") for learner in learners]
        known = [returning.understood(each.get(name)) for each in held if isinstance(each, dict)]
        last = [answers[-1][1] for answers in known if answers]
        if last:
            tallies.append((one.question.text, sum(last), len(last)))
    return tallies


def game_tally(learners):
    """Return a `GameTally` of all games of all learners; None if none was finished."""
    held = [
        {code: entry(learner, game.SECTION, code) for code in games}
        for learner in learners
        if isinstance(games := learner.get(game.SECTION), dict)
    ]
    over = [{code: one for code, one in games.items() if game.is_over(one)} for games in held]
    finished = list(itertools.chain(*(games.items() for games in over)))
    if not finished:
        return None
    names = dict.fromkeys(name for _, one in finished for name in one["rivals"])
    scores = [[one["rivals"][name] for _, one in finished if name in one["rivals"]] for name in names]
    played = {
        code: [one["score"] for other, one in finished if other == code]
        for code in dict.fromkeys(code for code, _ in finished)
    }
    return GameTally(
        sum(map(bool, over)),
        len(finished),
        sum(map(len, held)) - len(finished),
        statistics.fmean(one["score"] for _, one in finished),
        [(shown(name), statistics.fmean(each)) for name, each in zip(names, scores, strict=True)],
        [(shown(code), len(each), statistics.fmean(each)) for code, each in played.items()],
    )


def to_teach_again(learners):
    """Return the sections to teach again first: (notebook, section, learners stuck in its exercises, wrong answers to its questions).

    Whoever was sure and wrong weighs as much as whoever is stuck, and any other wrong answer half of that.
    """
    asked = {one.name: one for one in question_tallies(learners)}
    rows = []
    for outline in notebooks.every().values():
        for section in outline.sections:
            held = sum(
                any(entry(learner, "exercises", name).get("outcome") == "not yet" for name in section.exercises)
                for learner in learners
            )
            wrong = [asked[name] for name in section.questions if name in asked]
            weight = held + sum((min(one.sure_and_wrong, one.still_wrong) + one.still_wrong) / 2 for one in wrong)
            if weight:
                rows.append((weight, outline, section, held, sum(one.still_wrong for one in wrong)))
    return [row[1:] for row in sorted(rows, key=lambda row: -row[0])[:FIRST]]


def report(learners):
    """Return the table as text: sections to teach again, exercises begun with the mistakes met, predictions, recall and games."""
    lines = [_many(len(learners), "learner")]
    again = to_teach_again(learners)
    if again:
        lines += ["", "to teach again first"]
        for outline, section, stuck, wrong in again:
            number = f"section {section.number}, " if section.number else ""
            why = [f"{stuck} stuck"] * bool(stuck) + [_many(wrong, "wrong prediction")] * bool(wrong)
            lines.append(f"{outline.number} {number}{section.title}: {', '.join(why)}")
    lines += ["", f"{'exercise':44}{'solved':>8}{'trying':>8}{'not begun':>11}"]
    for tally in exercise_tallies(learners):
        if tally.correct + tally.tried:
            not_begun = len(learners) - tally.correct - tally.tried
            lines.append(f"{tally.notebook} {tally.title:41.41}{tally.correct:8}{tally.tried:8}{not_begun:11}")
            lines += [
                f"     {count} ×{f', {still} still stuck' if still else ''}: {sentence}"
                for sentence, count, still in tally.mistakes[:MISTAKES]
            ]
            rarer = len(tally.mistakes) - MISTAKES
            lines += [f"     and {rarer} rarer ones"] * (rarer > 0)
            lines += [f"     {tally.unnamed} × answers that no known mistake explains"] * bool(tally.unnamed)
    return "\n".join(
        [
            *lines,
            *_predictions(question_tallies(learners)),
            *_recalled(recall_tallies(learners)),
            *_games(game_tally(learners)),
            *gain.report(gain.gains(learners)),
        ]
    )


def _many(count, what):
    return f"{count} {what}{'s' * (count != 1)}"


def _predictions(tallies):
    lines = [
        "",
        "predictions that went wrong: first those of which most were sure, then the most frequent; ✓ is what came out",
    ]
    wrong = sorted(
        (one for one in tallies if one.wrong), key=lambda one: (-one.sure_and_wrong, -one.wrong / one.judged)
    )
    for one in wrong:
        sure = f", {one.sure_and_wrong} of them sure" if one.sure_and_wrong else ""
        lines.append(f"{one.name}: {one.wrong} of {one.judged}{sure}. {one.text}")
        before, after = dict(one.choices), dict(one.last)
        if after:
            voted = sum(before.values())
            lines.append(
                f"     {one.again} of {voted} voted again: before talking → after it, whoever did not keeps their vote"
            )
        for choice in dict.fromkeys([*before, *after]):
            moved = f" → {after.get(choice, 0)}" if after else ""
            lines.append(f"     {before.get(choice, 0)}{moved} × {choice}{' ✓' * (choice == one.right)}")
    return lines if wrong else [*lines, "none"]


def _recalled(tallies):
    if not tallies:
        return []
    forgotten = sorted(tallies, key=lambda row: row[1] / row[2])[:FIRST]
    return [
        "",
        "recalled the last time, the worst first",
        *(f"{right} of {count}: {text}" for text, right, count in forgotten),
    ]


def _games(tally):
    if tally is None:
        return []
    rivals = ", ".join(f"{name} {score:.0f}" for name, score in tally.rivals)
    return [
        "",
        f"the tuning game: {tally.games} finished by {_many(tally.players, 'learner')}, {tally.unfinished} begun and not finished",
        f"the room {tally.score:.0f} on average (high is good); in the same games {rivals}",
        *(f"     {code}: {score:.0f} ({count})" for code, count, score in tally.grounds),
    ]


def sum_up(folder, file):
    """Print the table, write the pictures, and say what could not be used."""
    learners, left_out = handed_in.read(folder)
    for name, reason in left_out:
        print(f"left out: {shown(name)} ({shown(reason)})")
    if not learners:
        raise Problem(
            f"No progress file was found in {shown(folder)}. A learner's is called progress.json and lies beside the notebooks."
        )
    print(report(learners))
    room_pictures.exercises(exercise_tallies(learners), len(learners)).savefig(file, dpi=look.PROJECTED_DPI)
    written = [file]
    for name, figure in room_pictures.predictions(question_tallies(learners)).items():
        written.append(file.with_stem(f"{file.stem}_{name}"))
        figure.savefig(written[-1], dpi=look.PROJECTED_DPI)
    print("\nwrote", *written)
