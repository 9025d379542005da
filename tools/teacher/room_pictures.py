"""The room's pictures, to project: how it stands with the exercises, and what it predicted."""

import textwrap

from nag_helpers import look, plots

QUESTIONS_SHOWN = 4  # those that most got wrong


def exercises(tallies, learners):
    """Return a figure with a bar for each exercise that anybody has begun, solved and trying."""
    begun = [tally for tally in tallies if tally.correct + tally.tried]
    figure, ax = plots.figure(width=9, height=max(2.5, 1 + 0.3 * len(begun)))
    names = [f"{tally.notebook} {tally.title}" for tally in begun]
    solved = [tally.correct for tally in begun]
    ax.barh(names, solved, color=plots.STYLES["NAG"]["color"], label="solved")
    ax.barh(
        names,
        [tally.tried for tally in begun],
        left=solved,
        color=plots.STYLES["momentum"]["color"],
        hatch="//",
        edgecolor="white",
        label="trying",
    )
    ax.set(xlim=(0, max(1, learners)), xlabel=f"learners, of {learners}")
    ax.invert_yaxis()
    ax.xaxis.get_major_locator().set_params(integer=True)
    figure.legend(frameon=False, loc="outside upper right", ncols=2)
    return figure


def predictions(tallies):
    """Return a figure for each of the questions that most got wrong, name -> figure, each to fill a projected page.

    It shows the options and how many chose each; what came out is marked, also where nobody chose it.
    """
    worst = sorted((one for one in tallies if one.judged), key=lambda one: -one.wrong / one.judged)[:QUESTIONS_SHOWN]
    return {one.name: _question(one) for one in worst}


def _question(tally):
    figure, ax = plots.figure(width=look.PROJECTED_SIZE[0], height=2.7)
    names = [
        textwrap.fill(f"{'✓ ' * (option == tally.right)}{textwrap.shorten(option, 60, placeholder='…')}", 30)
        for option, _ in tally.choices
    ]
    colors = [
        plots.STYLES["NAG" if option == tally.right else "gradient descent"]["color"] for option, _ in tally.choices
    ]
    ax.barh(names, [count for _, count in tally.choices], color=colors)
    figure.suptitle(textwrap.fill(tally.text, 56), x=0.02, ha="left", fontsize=10, weight=600, color=plots.INK)
    ax.invert_yaxis()
    ax.xaxis.get_major_locator().set_params(integer=True)
    return figure
