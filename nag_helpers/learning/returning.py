"""When a question comes back: a day after it was asked, and after each right answer later still.

What is kept of a question is a list of its answers, one for each day on which it was asked, the oldest first:
``{"on": "2026-03-14", "right": true}``.
"""

import datetime

DAYS = (
    1,
    3,
    7,
    21,
)  # from the last answer to the next, after so many right ones in a row; after four it counts as known
KEPT = 12  # answers of each question, the last ones


def understood(answers):
    """Return the answers that can be used, in the order of their days: a list of (date, right).

    Parameters
    ----------
    answers : object
        What a progress file holds: anything.
    """
    found = {}
    for answer in answers if isinstance(answers, list) else []:
        day = _day(answer.get("on")) if isinstance(answer, dict) else None
        if day is not None:
            found.setdefault(day, answer.get("right") is True)
    return sorted(found.items())


def with_answer(answers, day, right):
    """Return the answers with that of a day. Only the first of a day counts: after it the right one has been seen.

    Parameters
    ----------
    answers : list of dict
    day : datetime.date
    right : bool

    Returns
    -------
    list of dict
    """
    known = dict(understood(answers))
    known.setdefault(day, bool(right))
    return [{"on": each.isoformat(), "right": was} for each, was in sorted(known.items())[-KEPT:]]


def due_on(answers):
    """Return the day on which a question comes back; None if it was never asked, or is known.

    Parameters
    ----------
    answers : list of dict

    Returns
    -------
    datetime.date or None
    """
    known = understood(answers)
    if not known:
        return None
    row = _in_a_row(known)
    last = known[-1][0]
    wait = DAYS[max(row - 1, 0)] if row <= len(DAYS) else None
    try:
        return None if wait is None else last + datetime.timedelta(days=wait)
    except OverflowError:  # a clock that stood at the end of the calendar
        return None


def is_due(answers, day):
    """Return whether a question that was asked before is to be asked on a day."""
    due = due_on(answers)
    return due is not None and due <= day


def was_wrong(answers):
    """Return whether a question was ever answered wrongly, and is not known since."""
    known = understood(answers)
    return any(not right for _, right in known) and _in_a_row(known) <= len(DAYS)


def _in_a_row(known):
    """Return how many right answers stand at the end."""
    return next((number for number, (_, right) in enumerate(reversed(known)) if not right), len(known))


def _day(text):
    try:
        return datetime.date.fromisoformat(text)
    except (TypeError, ValueError):
        return None
