"""What a measurement says of a vote, and the card that tells the learner."""

import math
import numbers

from nag_helpers.learning import votes
from nag_helpers.learning.messages import Message

TYPED_TOLERANCE = 0.2  # a typed number counts as right if it is this close, relative to what was measured


def outcome(question, measured, numbers_behind=""):
    """Return what came out, and the same with the numbers behind it.

    Parameters
    ----------
    question : Question
    measured : str, number, or what the question's ``comes_out`` takes
    numbers_behind : str

    Returns
    -------
    tuple of (str, str)
        An option, or the number; and that with the numbers behind it in brackets.
    """
    measured = question.comes_out(measured)
    happened = option_meant(question, measured) if question.options else f"{measured:g}"
    if not numbers_behind and isinstance(measured, numbers.Real) and question.options:
        numbers_behind = f"{measured:.3g}"
    return happened, f"{happened} ({numbers_behind})" if numbers_behind else happened


def option_meant(question, measured):
    """Return the option that an outcome means: itself, the only one that begins with it, or the one with the nearest number."""
    options = list(question.options)
    if isinstance(measured, str):
        meant = [option for option in options if option == measured] or [
            option for option in options if option.startswith(measured)
        ]
        if len(meant) != 1:
            raise ValueError(f"outcome must be one of {', '.join(map(repr, options))}, got {measured!r}")
        return meant[0]
    values = {option: number for option in options if (number := votes.first_number(option)) is not None}
    if not values or not isinstance(measured, numbers.Real) or not 0 < measured < math.inf:
        raise ValueError(
            f"outcome must be a positive number where options have numbers, got {measured!r} for {options}"
        )
    return min(values, key=lambda option: abs(math.log(values[option] / measured)))


def is_right(question, predicted, happened):
    """Return whether a prediction is what happened; a typed number may be a fifth off."""
    if question.options:
        return predicted == happened
    typed, measured = votes.first_number(predicted), float(happened)
    return typed is not None and abs(typed - measured) <= TYPED_TOLERANCE * abs(measured)


def card(question, vote, happened, in_words):
    """Return what is said of a vote, and of what was seen, once it is known what happened.

    Parameters
    ----------
    question : Question
    vote : Vote
    happened, in_words : str
        As `outcome` returns them.

    Returns
    -------
    Message
    """
    both = {"beside": tuple(_beside(vote, in_words))}
    if not question.options and votes.first_number(vote.held) is not None:
        both["scale"] = votes.first_number(vote.held), float(happened)
    if vote.held and not question.scored:
        return Message(
            "Not settled.",
            "The data do not settle this question, so no prediction counts as wrong.",
            edge="compared",
            **both,
        )
    seen = _of_what_was_seen(vote, happened)
    if not vote.held:
        return Message(
            "You made no prediction.", _sentences(seen, question.why if vote.saw else ""), edge="compared", **both
        )
    if is_right(question, vote.held, happened):
        return Message("Right.", _sentences(seen, question.why), edge="right", **both)
    overlooked = question.options.get(vote.held, "") if question.options else question.otherwise
    return Message("Not this time.", _sentences(seen, overlooked), edge="surprise", **both)


def _beside(vote, in_words):
    sure = f" ({vote.sure})" if vote.sure else ""  # said of the vote that counts
    if vote.prediction:
        yield "You predicted", vote.prediction + ("" if vote.second else sure)
    if vote.second:
        yield "Second vote", vote.second + sure
    if vote.because:
        yield "because", vote.because
    if vote.saw:
        yield "You saw", vote.saw
    yield "What happened", in_words


def _of_what_was_seen(vote, happened):
    """Say whether what was seen is what was measured; "" if nothing was said to be seen."""
    if not vote.saw:
        return ""
    if vote.saw != happened:
        return "The cell measured something else than you saw: look once more at what it shows."
    return "You saw rightly what happened." if vote.held and vote.held != happened else ""


def _sentences(*texts):
    return " ".join(text for text in texts if text)
