"""What listens to a learner.

`guard` and `apart` run their code safely, `advice` says what may help with its errors, `messages` is how an answer looks, `progress` the
small file beside the notebooks, `predictions` asks before a cell runs and compares after it (`votes`, `asked`, `judged`), `recall` asks about
the notebooks before, on the days that `returning` names, `mixed` about runs without names, `quiz` before a course and after it, `lines` are
put in order, `keys` lets widgets have the keys pressed in them, and `game` is a game against rivals, in which two methods are tuned.
"""

from nag_helpers.learning import guard, predictions, progress
from nag_helpers.learning.messages import Message

__all__ = ["Message", "guard", "predictions", "progress"]
