"""What a check found. It is put together once, from what was seen, and becomes a text at the very end: nobody asks a sentence what it means."""

from dataclasses import dataclass, replace

from nag_helpers.learning.messages import Message


@dataclass(frozen=True)
class Verdict:
    """What a check found.

    Attributes
    ----------
    outcome : "not started", "not yet" or "correct"
    mistakes : tuple of str
        The names of the known mistakes that explain the answer, as `Exercise.told` lists them.
    sentences : tuple of str
        What the learner hears, in this order; empty ones are left out.
    kept : bool
        Whether the outcome is written down: not if the check was interrupted.
    points : tuple of [float, float]
        Where a wrong step leads when it is taken again and again, or a wrong walk, to be drawn; empty where that would say nothing.
    """

    outcome: str
    mistakes: tuple = ()
    sentences: tuple = ()
    kept: bool = True
    points: tuple = ()

    def __post_init__(self):
        for name in ("mistakes", "sentences", "points"):  # a child process hands back lists
            object.__setattr__(self, name, tuple(getattr(self, name)))

    def and_say(self, *sentences):
        """Return the same with more to say at its end."""
        return replace(self, sentences=(*self.sentences, *sentences))

    def text(self):
        """Return what the learner hears."""
        return " ".join(sentence for sentence in self.sentences if sentence)


def not_started(*sentences):
    """Return the verdict on an answer that nobody has begun."""
    return Verdict("not started", sentences=sentences)


def not_yet(*sentences, mistakes=()):
    """Return the verdict on a wrong answer."""
    return Verdict("not yet", mistakes, sentences)


class Feedback(Message):
    """A verdict as a cell shows it.

    Attributes
    ----------
    outcome : "not started", "not yet" or "correct"
    message : str
    """

    @property
    def outcome(self):
        return self.edge
