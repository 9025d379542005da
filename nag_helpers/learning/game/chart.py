"""The map of a game that is over: where you tried, what everybody handed in, and where walks fly."""

import numpy as np

from nag_helpers import plots, shown
from nag_helpers.learning.game import rivals, score, walks

ALPHAS = np.geomspace(*rivals.ALPHAS, 36)
BETAS = np.linspace(*rivals.BETAS, 16)
ASKED = 10  # so many of the strangers walk with every setting of the map
SHADES = {"strangers": "#e3e5e8", "you": "#b9bec6"}
MARKS = {"you": "*", "Hana": "s", "Carl": "D", "the ghost": "^"}


def of(game, ground, strangers):
    """Draw the map, for momentum and for NAG.

    Parameters
    ----------
    game : Game
        One that is over.
    ground : Ground
    strangers : Strangers
        Those of the test.

    Returns
    -------
    shown.Picture
    """
    figure, axes = plots.figure(columns=2, height=4, sharey=True)
    for ax, method in zip(axes, walks.METHODS, strict=True):
        for who, flies in cliffs(ground, method, strangers).items():
            ax.contourf(ALPHAS, BETAS, flies.T, [0.5, 1.5], colors=[SHADES[who]])
        tried = [(run.alpha, run.beta) for run in game.runs if run.method == method]
        ax.plot(*np.reshape(tried, (-1, 2)).T, ".", color=plots.STYLES[method]["color"], markersize=9)
        _handed_in(ax, method, {"you": game.submitted, **game.rivals})
        low, high = rivals.ALPHAS
        ax.set(xscale="log", xlim=(low, high), ylim=(0.49, 1.0), xlabel="learning rate α", title=method)
        ax.grid(False)
    axes[0].set_ylabel("momentum β")
    axes[0].legend(loc="lower left", labelcolor=plots.INK)
    picture = shown.show(figure, words(game))
    picture.words = legend()
    return picture


def _handed_in(ax, method, submitted):
    """Mark what everybody hands in, you on top."""
    for name in reversed(submitted):
        color = plots.STYLES[method]["color"] if name == "you" else plots.INK
        size = 18 if name == "you" else 9
        style = {"color": color, "markersize": size, "markeredgecolor": plots.PAPER, "linestyle": "none"}
        ax.plot(*submitted[name][method], MARKS[name], label=name, zorder=4, **style)


def cliffs(ground, method, strangers):
    """Return where walks fly, as arrays of bool over `ALPHAS` and `BETAS`: for one of the strangers, and from your start.

    Parameters
    ----------
    ground : Ground
    method : "momentum" or "NAG"
    strangers : Strangers

    Returns
    -------
    dict
        From "strangers" and "you" to an array; the strangers' holds yours.
    """
    alpha, beta = ALPHAS[:, None], BETAS
    asked = walks.Strangers(strangers.starts[:ASKED], strangers.curvatures[:ASKED])
    own = walks.walk(ground, method, alpha, beta).flew
    some = walks.walk(ground, method, alpha[..., None], beta[:, None], *asked).flew.any(axis=-1)
    return {"strangers": some | own, "you": own}


def legend():
    """Return what the map's signs mean."""
    return (
        "Dots are your runs, the other marks what each of you handed in. Dark: from your start a run flies there. "
        f"Light: of {ASKED} strangers one at least flies."
    )


def words(game):
    """Return what the map shows, in words."""
    parts = []
    for method in walks.METHODS:
        number = sum(run.method == method for run in game.runs)
        fared = {name: tested[method] for name, tested in game.results.items()}
        places = ", ".join(
            f"{name} at α = {setting[method].alpha:.3g}, β = {setting[method].beta:.2f} ({fared[name].flew} of {score.STRANGERS} flew)"
            for name, setting in {"you": game.submitted, **game.rivals}.items()
        )
        parts.append(f"{method}: {number} of your runs, and what was handed in: {places}.")
    return " ".join(["A map of α and β for each method, shaded where walks fly.", *parts])
