"""The picture under each notebook's title, which carries its question and gives nothing away: ``.venv/bin/python -m tools.author.opening``.

It stands in the first cell itself, as an attachment: a copy without outputs shows it too, before anything runs. Its words
are in ``data/picture_words.json``.
"""

import base64
import re

import nbformat

from nag_helpers import objectives, plots
from nag_helpers.networks import images
from nag_helpers.networks import training_plots as network_plots
from nag_helpers.optimizers import descend, momentum_step, nesterov_step
from nag_helpers.pictures import notebook_02
from nag_helpers.pictures.notebook_06 import pulled
from nag_helpers.pictures.notebook_07 import let_go
from nag_helpers.shown import WORDS
from tools import files
from tools.author import saving
from tools.places import notebook_files

SIZE = {"width": 8, "height": 2.7}
PICTURE = "opening.png"
RAVINE = objectives.quadratic((1, 100))
FIRST = re.compile(r"(<!-- badges -->\n(?:.*\n)?\n)(?:\*\*.+\*\*\n\n!\[.*\]\(attachment:opening\.png\)\n\n)?")


def how_far():
    bowl = objectives.quadratic((1, 4), rotation=1.35, start=(2.2, -0.3))  # the last ring lies across, and higher
    figure, ax = plots.figure(**SIZE)
    plots.surface(ax, bowl)
    ax.set(xlim=(-2.8, 2.8), ylim=(-1.1, 1.1), xlabel="", ylabel="", xticks=[], yticks=[])
    ends = [bowl.start - alpha * bowl.gradient(bowl.start) for alpha in (0.07, 0.22, 0.4, 0.53)]
    ax.plot(*zip(bowl.start, ends[-1], strict=True), color=plots.INK, linewidth=1.4, linestyle=(0, (4, 3)))
    for end in ends:
        ax.plot(*end, "o", color=plots.INK, markerfacecolor=plots.PAPER, markersize=10, markeredgewidth=2)
        ax.annotate("?", end, (0, 9), textcoords="offset points", ha="center", fontsize=13, weight=600)
    ax.plot(*bowl.start, "o", color=plots.INK, markersize=11)
    return figure


def where_to_ask():
    bowl = objectives.quadratic((1, 8), start=(-1.7, 0.9))
    path = descend(nesterov_step, bowl, alpha=0.06, beta=0.9, steps=2)
    here, ahead = path.theta[-1], path.theta[-1] - 0.9 * path.v[-1]
    figure, ax = plots.figure(**SIZE)
    plots.surface(ax, bowl)
    ax.set(xlim=(-2, -0.7), ylim=(-0.6, 1.0), xlabel="", ylabel="", xticks=[], yticks=[])
    ax.plot(*path.theta.T, ".-", color=plots.INK, linewidth=1, markersize=8)
    ax.annotate("", ahead, here, arrowprops={"arrowstyle": "-|>", "color": plots.INK, "linewidth": 2.4, "shrinkB": 6})
    ax.plot(*here, "o", color=plots.INK, markersize=11)
    ax.plot(*ahead, "o", color=plots.INK, markerfacecolor=plots.PAPER, markersize=11, markeredgewidth=2)
    for place, words in ((here, "ask here?"), (ahead, "or there, where I shall be anyway?")):
        ax.annotate(words, place, (12, 0), textcoords="offset points", va="center", weight=600)
    return figure


def which_is_right():
    def forms():
        yield lambda theta, v, g, a, b: nesterov_step(theta, v, g, a, b)
        yield lambda theta, v, g, a, b: momentum_step(theta, v, g, a, b)
        yield lambda theta, v, g, a, b: (theta - (b * v + a * g(theta + b * v)), b * v + a * g(theta + b * v))
        yield lambda theta, v, g, a, b: (theta - v - a * g(theta - b * v), b * v + a * g(theta - b * v))

    bowl = objectives.quadratic((3,), start=(1,))
    figure, ax = plots.figure(**SIZE | {"height": 3.4})  # update 3 is read off it
    runs = [descend(step, bowl, alpha=0.1, beta=0.8, steps=14).theta[:, 0] for step in forms()]
    letters = {"C": 3, "A": 9, "D": 9, "B": 4}  # each in its line, in the middle of the piece that begins there
    gap = {"boxstyle": "square,pad=0.1", "facecolor": plots.PAPER, "edgecolor": "none"}
    for run, line, (name, at) in zip(runs, ("-", "--", "-.", ":"), letters.items(), strict=True):
        ax.plot(run, line, color=plots.INK, marker="o", markersize=4, linewidth=1.4, label=name)
        ax.text(at + 0.5, run[at : at + 2].mean(), name, ha="center", va="center_baseline", bbox=gap, zorder=5)
    ax.set(xlim=(0, 14), xlabel="updates", ylabel="θ")
    return figure


def a_slide():
    figure, ax = plots.figure(**SIZE)
    runs = {
        "momentum": descend(momentum_step, RAVINE, alpha=0.01, beta=0.9, steps=240),
        "NAG": descend(nesterov_step, RAVINE, alpha=0.0125, beta=0.81, steps=240),
    }
    made = plots.losses(ax, runs, goal=1e-8)
    for (line, swing), run in zip((made[:2], made[3:5]), runs.values(), strict=True):
        line.set_data(run.t, run.loss)  # as anybody would draw it, without an envelope
        line.set_linewidth(1.4)
        swing.remove()
    ax.set(ylim=(1e-12, 1e3), title="“NAG is three times faster”")
    for name in list(ax.texts):
        name.remove()
    plots.name_ends(ax)  # where the lines end within these limits
    return figure


def lets_go():
    return let_go(objectives.bent_parabola(), at=3.3)


def digits():
    shown = images.digits().train_images
    return network_plots.image_rows(shown[:12], shown[12:24], shown[24:36], scale=0.66)


def same_method():
    figure, ax = plots.figure(width=8, height=2)
    ax.set_axis_off()
    for x, heading, lines in (
        (0.0, "the paper", ("v ← βv + α · slope(θ − βv)", "θ ← θ − v")),
        (0.55, "torch, nesterov=True", ("b ← βb + slope(p)", "p ← p − α · (slope(p) + βb)")),
    ):
        ax.text(x, 0.86, heading, fontsize=13, weight=600, transform=ax.transAxes)
        card = {"boxstyle": "round,pad=0.8", "facecolor": plots.PAPER, "edgecolor": plots.EDGE}
        ax.text(
            x + 0.02,
            0.28,
            "\n".join(lines),
            fontsize=13,
            family="DejaVu Sans Mono",
            linespacing=1.9,
            bbox=card,
            transform=ax.transAxes,
        )
    ax.text(0.485, 0.42, "=?", fontsize=30, weight=600, ha="center", color=plots.QUIET, transform=ax.transAxes)
    return figure


def where_it_went():
    figure, ax = plots.figure(width=8, height=1.9)
    ax.set_axis_off()
    card = {"boxstyle": "round,pad=0.8", "facecolor": plots.PAPER, "edgecolor": plots.EDGE}
    line = {"fontsize": 12, "family": "DejaVu Sans Mono", "va": "center", "transform": ax.transAxes}
    ax.text(0.0, 0.86, "1983", fontsize=13, weight=600, transform=ax.transAxes)
    ax.text(0.02, 0.45, "v ← βv + α · slope(θ − βv)", bbox=card, **line)
    arrow = {"arrowstyle": "-|>", "color": plots.STYLES["NAG"]["color"], "linewidth": 2.6}
    ax.annotate("", (0.61, 0.45), (0.4, 0.45), xycoords="axes fraction", arrowprops=arrow)
    ax.text(0.5, 0.62, "?", fontsize=24, weight=600, ha="center", color=plots.QUIET, transform=ax.transAxes)
    heirs = "2013  networks", "2016  NAdam", "2022  Adan", "2023  Lion, DiLoCo", "2024  Muon, Schedule-Free"
    ax.text(0.64, 0.45, "\n".join(heirs), linespacing=1.6, fontsize=11, va="center", transform=ax.transAxes)
    return figure


#: Number of a notebook -> its question, and the function that draws the picture below it.
OPENINGS = {
    "01": ("How far may one step go?", how_far),
    "02": (
        "Three balls in one bowl, 45 updates each. Only their memory differs: what does it cost?",
        notebook_02.opening,
    ),
    "03": ("Why ask ahead, and what does it change?", where_to_ask),
    "04": ("How do I know that mine is right? One of these four is NAG.", which_is_right),
    "05": ("Which one should I use, and how do I find out honestly?", a_slide),
    "06": ("How fast can anything be?", pulled),
    "07": ("What was left to invent in 1983?", lets_go),
    "08": ("Does it matter for networks?", digits),
    "09": ("What does `nesterov=True` compute?", same_method),
    "10": ("Where did the idea go?", where_it_went),
}


def put(notebook, number):
    """Put the question and the picture of a notebook into its first cell, in place."""
    question, draw = OPENINGS[number]
    words = WORDS[f"{number}_opening"]
    cell = notebook.cells[0]
    cell.source = FIRST.sub(
        lambda found: f"{found[1]}**{question}**\n\n![{words}](attachment:{PICTURE})\n\n", cell.source, count=1
    )
    png = plots.show(draw(), words).png
    cell.attachments = {PICTURE: {"image/png": base64.b64encode(png).decode("ascii")}}


def main():
    for path in notebook_files():
        if path.name[:2] in OPENINGS:
            notebook = nbformat.read(path, as_version=4)
            put(notebook, path.name[:2])
            files.write(path, saving.as_text(notebook))


if __name__ == "__main__":
    main()
