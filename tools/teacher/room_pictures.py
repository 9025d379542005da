"""The room's pictures, to project: how it stands with the exercises, and what it predicted."""

import textwrap

from nag_helpers import look, plots
from nag_helpers.learning.questions import QUESTIONS

SHOWN = 4  # questions: those that most got wrong
ROWS = 8  # exercises: those that most are trying
SIZE = look.PROJECTED_SIZE[0], 2.7  # inches, of a projected page


def exercises(tallies, learners):
    """Return a figure with a bar for each exercise that anybody has begun, solved and trying: at most those that most are trying."""
    begun = [tally for tally in tallies if tally.correct + tally.tried]
    most = sorted(begun, key=lambda tally: -tally.tried)[:ROWS]
    names = [f"{tally.notebook} {tally.title}" for tally in begun if tally in most]
    solved, tried = ([getattr(tally, what) for tally in begun if tally in most] for what in ("correct", "tried"))
    figure, ax = plots.figure(width=SIZE[0], height=SIZE[1])
    ax.barh(names, solved, color=plots.STYLES["NAG"]["color"], label="solved")
    ax.barh(
        names,
        tried,
        left=solved,
        color=plots.STYLES["momentum"]["color"],
        hatch="//",
        edgecolor="white",
        label="trying",
    )
    ax.set(xlim=(0, max(1, learners)), xlabel=f"learners, of {learners}")
    _to_project(figure, ax)
    return figure


def predictions(tallies):
    """Return a figure for each of the questions that most got wrong, name -> figure, each to fill a projected page.

    It shows all options, and how many chose each at first and after talking; what came out is marked.
    """
    worst = sorted((one for one in tallies if one.judged), key=lambda one: -one.wrong / one.judged)[:SHOWN]
    return {one.name: _question(one) for one in worst}


def _question(tally):
    figure, ax = plots.figure(width=SIZE[0], height=SIZE[1])
    options = list(QUESTIONS[tally.name].options)
    votes = {"before talking" if tally.last else "first": dict(tally.choices), "after talking": dict(tally.last)}
    votes = {name: counts for name, counts in votes.items() if counts}
    high = 0.8 / len(votes)
    for i, (name, counts) in enumerate(votes.items()):
        color = plots.STYLES["NAG" if i else "gradient descent"]["color"]
        where = [row + (i - (len(votes) - 1) / 2) * high for row in range(len(options))]
        bars = ax.barh(where, [counts.get(option, 0) for option in options], height=high, color=color)
        bars.set_label(name)
        ax.bar_label(bars, padding=3, fontsize=9)
    marked = [f"{'✓ ' * (option == tally.right)}{textwrap.shorten(option, 60, placeholder='…')}" for option in options]
    ax.set_yticks(range(len(options)), [textwrap.fill(name, 30) for name in marked])
    figure.suptitle(textwrap.fill(tally.text, 56), x=0.02, ha="left", fontsize=10, weight=600, color=plots.INK)
    _to_project(figure, ax, named=len(votes) > 1)
    return figure


def _to_project(figure, ax, named=True):
    ax.invert_yaxis()
    ax.margins(x=0.1)
    ax.xaxis.get_major_locator().set_params(integer=True)
    if named:
        figure.legend(frameon=False, loc="outside lower right", ncols=2, fontsize=9)
