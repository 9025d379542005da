"""The room's pictures, to project: how it stands with the exercises, and what it predicted."""

import textwrap

from nag_helpers import plots

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
    """Return a figure with the options of the questions that most got wrong, and how many chose each; what came out is marked."""
    shown = sorted((one for one in tallies if one.judged), key=lambda one: -one.wrong / one.judged)[:QUESTIONS_SHOWN]
    figure, axes = plots.figure(max(1, len(shown)), 1, width=9, height=max(2.5, 2.2 * len(shown)), squeeze=False)
    for (ax,), one in zip(axes, shown):
        options = [
            f"{'✓ ' * (option == one.right)}{textwrap.shorten(option, 48, placeholder='…')}"
            for option, _ in one.choices
        ]
        colors = [
            plots.STYLES["NAG" if option == one.right else "gradient descent"]["color"] for option, _ in one.choices
        ]
        ax.barh(options, [count for _, count in one.choices], color=colors)
        ax.set_title("\n".join(textwrap.wrap(one.text, 100)))
        ax.invert_yaxis()
        ax.xaxis.get_major_locator().set_params(integer=True)
    for (ax,) in axes[len(shown) :]:
        ax.set_axis_off()
        ax.set_title("No prediction has come out yet.")
    return figure
