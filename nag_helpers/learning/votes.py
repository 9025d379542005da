"""What a learner has voted on a question, as the progress file keeps it, and the order in which they see its options."""

import itertools
import random
import re
from dataclasses import dataclass

from nag_helpers.learning import progress

SURE = ("guess", "fairly", "sure")
LONGEST_REASON = 300  # letters of a reason that are kept


@dataclass(frozen=True)
class Vote:
    """What is kept of a learner on one question; everything is empty where nothing is.

    Attributes
    ----------
    prediction : str
        The first vote.
    second : str
        The second vote, as after talking with somebody.
    sure : str
        One of `SURE`: how sure of the vote that counts.
    because : str
        The reason, in the learner's words.
    saw : str
        The option that they say happened, before they heard what was measured.
    outcome : str
        What was measured.
    """

    prediction: str = ""
    second: str = ""
    sure: str = ""
    because: str = ""
    saw: str = ""
    outcome: str = ""

    @property
    def held(self):
        """The vote that counts: the last one."""
        return self.second or self.prediction


def of(name):
    """Return the `Vote` on a question. What cannot be used, as from another version or an editor's hand, counts as nothing."""
    entry = progress.read("predictions").get(name, {})
    kept = {field: entry[field] for field in Vote.__dataclass_fields__ if isinstance(entry.get(field), str)}
    if not kept.get("prediction") and not kept.get("saw"):
        return Vote()
    if kept.get("sure") not in SURE:
        kept.pop("sure", None)
    return Vote(**kept)


def change(name, question, **fields):
    """Change some fields of the vote on a question; an empty one is removed, and without a prediction and an observation all are.

    Parameters
    ----------
    name : str
    question : Question
    fields : str
        Fields of `Vote`.
    """
    entry = {**progress.read("predictions").get(name, {}), "question": question.text}
    entry.update({field: text.strip() for field, text in fields.items()})
    entry["because"] = entry["because"][:LONGEST_REASON] if isinstance(entry.get("because"), str) else ""
    entry = {field: text for field, text in entry.items() if text}
    progress.keep_seed()
    progress.write("predictions", name, entry if {"prediction", "saw"} & set(entry) else None)


def in_own_order(name, options):
    """Return a question's options in this learner's order: always the same for them, and another for their neighbour.

    A scale of numbers stays one: it goes up or down.

    Parameters
    ----------
    name : str
        The question's.
    options : sequence of str
    """
    chance = random.Random(f"{progress.seed()} {name}")
    ordered, scale = list(options), [first_number(option) for option in options]
    if None not in scale and all(low < high for low, high in itertools.pairwise(scale)):
        return tuple(ordered[:: chance.choice((1, -1))])
    chance.shuffle(ordered)
    return tuple(ordered)


def first_number(text):
    """Return the first number in a text; None if it has none."""
    found = re.search(r"\d[\d,]*(?:\.\d+)?", text)
    return float(found[0].replace(",", "")) if found else None
