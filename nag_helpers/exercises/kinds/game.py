"""A tuning game to play to its end, and a rival to beat in it."""

from dataclasses import dataclass

from nag_helpers.exercises.check import Exercise, numbered
from nag_helpers.exercises.verdict import Verdict, not_started, not_yet
from nag_helpers.learning.game import Game


@dataclass(eq=False, kw_only=True, repr=False)
class GameExercise(Exercise):
    """A tuning game to play to its end, and a rival to beat in it.

    Attributes
    ----------
    game_name : str
        What the notebook calls the game.
    rival : str
    code, reference : str and dict, method -> (alpha, beta)
        A code word, and what beats the rival on its ground.
    mistakes : list of (callable, Game -> bool, dict, sentence)
        Ways to lose a finished game, the first that holds is said; the dict, submitted by the code word, loses so.
    """

    game_name: str
    rival: str
    code: str
    reference: dict
    mistakes: list
    runs_apart = False  # the game lives in the kernel
    what = "game"

    @property
    def answer_name(self):
        return self.game_name

    @property
    def solution_code(self):
        lines = [
            "from nag_helpers.learning.game import Game",
            "",
            f'{self.game_name} = Game("{self.code}", keeps=False)  # an example, for practice: it does not count',
        ]
        lines += [
            f'{self.game_name}.{move}("{method}", *{setting})'
            for method, setting in self.reference.items()
            for move in ("run", "submit")
        ]
        return "\n".join(lines)

    def _judge(self, game):
        if not isinstance(game, Game):
            return not_yet(
                f"Hand over the game: `exercises.{self.name}.check({self.game_name})`, after you have run the cell above that begins it."
            )
        if not game.runs and not game.submitted:
            return not_started(
                f"Play the game above, then run this cell again; `exercises.{self.name}.hint()` gives a first nudge."
            )
        if not game.is_over:
            open_ones = " and ".join(method for method in ("momentum", "NAG") if method not in game.submitted)
            return not_yet(f"The game is not over: hand in a setting for {open_ones}.")
        if not game.runs:
            return not_yet(
                "You handed in both settings without a single run: that was a bet. Begin another game and use your twelve."
            )
        if game.score_of("you") > game.score_of(self.rival):
            better = [name for name in game.results if game.score_of(name) > game.score_of("you")]
            ahead = (f"Still ahead of you: {' and '.join(better)}.",) if better else ()
            return Verdict("correct", sentences=(self.notice, *ahead))
        name = next(str(number) for number, (holds, *_) in enumerate(self.mistakes, start=1) if holds(game))
        return not_yet(self.told()[name], mistakes=(name,))

    def told(self):
        """Return the mistakes that the check knows, a dict from the names under which they are kept to what is said of them."""
        return numbered(self.mistakes)
