"""The tuning game: tune two methods on a ground that you do not see, hand one setting in for each, and be tested by a hundred strangers.

`begin` starts a game or goes on with it, `standing` adds up all games. The rest is one file each: the hidden `grounds`, many `walks` at once, the
`rivals`, the `score`, a game's `play`, its `words`, and the `chart` of one that is over. Nothing of it needs a page: ``run`` and ``submit`` of a `Game` answer in sentences.
"""

import itertools
import random
import secrets
from collections import Counter

import numpy as np

from nag_helpers import checks
from nag_helpers.learning import progress
from nag_helpers.learning.game import grounds
from nag_helpers.learning.game.play import SECTION, Game
from nag_helpers.learning.messages import Message

__all__ = ["SECTION", "Game", "begin", "is_over", "standing"]

NAMES = ("otter", "heron", "lynx", "marten", "plover", "stoat", "tern", "vole", "wren", "adder", "bison", "crane")


def begin(code=None, other_than=None):
    """Begin a game, or go on with one.

    Parameters
    ----------
    code : str, optional
        A code word, as for a room that plays on one ground. Without one a game that is not over is taken up again; if there is none, a new
        one begins, on a kind of ground that you have played least.
    other_than : Game, optional
        Without a code word: a game that is not meant, over or not.

    Returns
    -------
    Game
    """
    other = None if other_than is None else checks.instance_of("other_than", other_than, Game, "a Game").code
    if code is None:
        held = progress.read(SECTION)
        begun = [name for name, entry in held.items() if "score" not in entry and name != other]
        code = begun[0] if begun else _new_code({*held, *filter(None, [other])})
    return Game(code)


def standing():
    """Add up all games: what counts is their mean, never the best of them.

    Returns
    -------
    Message
    """
    entries = progress.read(SECTION)
    over = {code: entry for code, entry in entries.items() if is_over(entry)}
    unfinished = len(entries) - len(over)
    left = f" {unfinished} more begun and not finished." if unfinished else ""
    if not over:
        return Message("No game is finished yet.", left.strip())
    names = list(dict.fromkeys(name for entry in over.values() for name in entry["rivals"]))
    rows = [("code word", "ground", "you", *names)]
    for code, entry in over.items():
        theirs = [f"{entry['rivals'][name]:.0f}" if name in entry["rivals"] else "" for name in names]
        rows.append((code, grounds.IN_WORDS[entry["kind"]], f"{entry['score']:.0f}", *theirs))
    mean = np.mean([entry["score"] for entry in over.values()])
    games = "1 game" if len(over) == 1 else f"{len(over)} games"
    return Message(f"{games}: {mean:.0f} on average.", f"All of them count, by their mean.{left}", rows=tuple(rows))


def is_over(entry):
    """Return whether what the progress file holds of a game is a finished one, and whole.

    Parameters
    ----------
    entry : dict

    Returns
    -------
    bool
    """
    rivals = entry.get("rivals")
    numbers = [entry.get("score"), *(rivals.values() if isinstance(rivals, dict) else [None])]
    return entry.get("kind") in grounds.KINDS and all(isinstance(each, (int, float)) for each in numbers)


def _new_code(held):
    """Return a code word that is none of those held, of a kind of ground that was played least."""
    played = Counter(dict.fromkeys(grounds.KINDS, 0) | Counter(grounds.of(code).kind for code in held))
    least = [kind for kind, times in played.items() if times == min(played.values())]
    wanted = random.Random(secrets.randbelow(2**32)).choice(least)
    codes = (f"{secrets.choice(NAMES)} {secrets.randbelow(1000)}" for _ in itertools.count())
    return next(code for code in codes if code not in held and grounds.of(code).kind == wanted)
