"""What listens to a learner.

`guard` and `apart` run their code safely, `advice` says what may help with its errors, `messages` is how an answer looks, `progress` the
small file beside the notebooks, `predictions` asks before a cell runs and compares after it, `recall` asks about the notebooks before.
"""

from nag_helpers.learning import guard, predictions, progress
from nag_helpers.learning.messages import Message

__all__ = ["Message", "guard", "predictions", "progress"]
