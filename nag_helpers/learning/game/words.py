"""What the game says, of a run, of a submission and of the test."""

import math

from nag_helpers.learning.game import grounds, rivals, walks
from nag_helpers.learning.messages import Message

OFTEN = 10  # of a hundred: from here on it is said what it cost
COLUMNS = ("", "α", "β", "promised", "arrived", "under way", "flew", "middle walk", "score")


def of_run(runs, most):
    """Return the sentence on the last of some runs.

    Parameters
    ----------
    runs : list of Run
    most : int
        How many a method has.

    Returns
    -------
    Message
    """
    run = runs[-1]
    number = sum(each.method == run.method for each in runs)
    setting = f"α = {run.alpha:.3g}, β = {run.beta:.3g}"
    return Message(f"{run.method}, run {number} of {most}: {setting}.", of_outcome(run))


def of_outcome(run):
    """Return what became of a run, in words."""
    if run.flew:
        return "Flew away."
    fate = f"Arrived after {run.updates}." if run.updates >= 0 else f"Still under way after {walks.UPDATES}."
    climbed = f"Climbed to {run.highest:.1f} times its start." if run.highest > 1.05 else "Never above its start."
    return f"{fate} {climbed}"


def how_to_play(game, most):
    """Return how a game stands that is not over, and what to do next.

    Parameters
    ----------
    game : Game
    most : int

    Returns
    -------
    Message
    """
    if not game.runs and not game.submitted:
        return Message(
            f"A game by the code word {game.code}.",
            f"You have {most} runs for momentum and {most} for NAG, with α from {rivals.ALPHAS[0]:g} to {rivals.ALPHAS[1]:g} and β from "
            f"{rivals.BETAS[0]:g} to {rivals.BETAS[1]:g}. " + next_step(game),
        )
    rows = [("method", "α", "β", "what became of it")]
    rows += [(run.method, f"{run.alpha:.3g}", f"{run.beta:.3g}", of_outcome(run)) for run in game.runs]
    return Message(f"The game by the code word {game.code}.", next_step(game), rows=tuple(rows))


def next_step(game):
    """Return what to do next in a game, in words."""
    if game.is_over:
        return "The game is over: `result()` says how it went."
    open_ones = [method for method in walks.METHODS if method not in game.submitted]
    left = ", ".join(f"{game.left(method)} for {method}" for method in open_ones)
    return (
        f'Runs left: {left}. `run("{open_ones[0]}", alpha=…, beta=…)` makes one; `submit("{open_ones[0]}", alpha=…, beta=…)` hands a '
        "setting in, once and for good."
    )


def of_result(game, kind):
    """Return what became of the hundred, of yours and of the rivals'.

    Parameters
    ----------
    game : Game
    kind : str
        Of the ground, which is told now.

    Returns
    -------
    Message
    """
    settings = {"you": game.submitted, **game.rivals}
    rows = [COLUMNS]
    for method in walks.METHODS:
        for name, tested in game.results.items():
            setting, fared = settings[name][method], tested[method]
            rows.append(
                (
                    f"{method}, {name}",
                    f"{setting.alpha:.3g}",
                    f"{setting.beta:.3g}",
                    _updates(fared.promised),
                    str(fared.arrived),
                    str(fared.under_way),
                    str(fared.flew),
                    _updates(fared.middle),
                    f"{fared.score:.0f}",
                )
            )
    yours = [of_yours(method, game.results["you"][method]) for method in walks.METHODS]
    scores = ", ".join(f"{name} {game.score_of(name):.0f}" for name in game.results if name != "you")
    return Message(
        f"You scored {game.score_of('you'):.0f} of {walks.UPDATES}.",
        f"It was {grounds.IN_WORDS[kind]}. {scores[0].upper()}{scores[1:]}. " + " ".join(yours),
        rows=tuple(rows),
    )


def of_yours(method, fared):
    """Return a sentence on how the learner's setting fared.

    Parameters
    ----------
    method : str
    fared : Tested

    Returns
    -------
    str
    """
    if fared.flew >= OFTEN:
        return f"Your {method} flew for {fared.flew} of the hundred: it stood near the cliff."
    if fared.under_way >= OFTEN:
        return f"Your {method} was still under way for {fared.under_way} of the hundred: safe, and too slow."
    if fared.promised < 0:
        return f"Your {method} arrived for {fared.arrived} of the hundred, though not from the start that you tuned on."
    late = fared.middle / max(fared.promised, 1)
    kept = (
        "and kept"
        if late <= 1.1
        else f"and the middle one of them took {math.floor(100 * (late - 1) + 0.5)} % longer than"
    )
    return f"Your {method} arrived for {fared.arrived} of the hundred, {kept} what it promised."


def _updates(number):
    return "never" if number < 0 else str(number)
