"""Draw the README's film and its still, docs/race.gif and .png, and the page of elements: ``.venv/bin/python -m tools.author.picture``."""

import io

import numpy as np
from PIL import Image

from nag_helpers import objectives, plots
from nag_helpers.explorers import RaceExplorer
from nag_helpers.optimizers import descend, gradient_descent_step, momentum_step, nesterov_step
from nag_helpers.paths import settling_step
from tools.places import ROOT

TOLERANCE = 1e-8
RULES = {"gradient descent": gradient_descent_step, "momentum": momentum_step, "NAG": nesterov_step}


def runs(beta, alpha=0.009, steps=1000):
    """Return the ravine and {method: its run}, all with the same α and β."""
    ravine = objectives.quadratic((1, 100))
    return ravine, {name: descend(rule, ravine, alpha=alpha, beta=beta, steps=steps) for name, rule in RULES.items()}


def settling_steps(beta=0.85):
    """Return {method: updates until its loss stays at or below the tolerance}."""
    return {name: settling_step(path.loss, TOLERANCE) for name, path in runs(beta)[1].items()}


def race():
    """Return the figure of the README."""
    counts = sorted(settling_steps().values())
    figure = plots.race(*runs(beta=0.85, steps=150), goal=TOLERANCE)
    above, beside = figure.axes
    above.set(xlabel="along the ravine", ylabel="across", title="NAG brakes across the ravine, and only there")
    beside.set_title("Down to a loss of 10⁻⁸ in {}, {} and {} updates".format(*counts))
    return figure


FILM = (*range(0, 30, 1), *range(30, 151, 3))  # the updates that are frames: slowly first


def film(updates=FILM):
    """Return the frames of the README's film, images: the race with β = 0.85."""
    race = RaceExplorer(alpha=0.009, beta=0.85, steps=max(FILM), goal=TOLERANCE)
    frames = []
    for shown in updates:
        race.set(updates=shown)
        frames.append(Image.open(io.BytesIO(race.picture.png)).convert("RGB"))
    return frames


def save_film(file):
    """Write the film, which goes round and stays at its end for some seconds."""
    palette = film(FILM[-1:])[0].quantize(64)
    first, *others = [frame.quantize(palette=palette, dither=Image.Dither.NONE) for frame in film()]
    durations = [100] * len(others) + [4000]
    first.save(file, save_all=True, append_images=others, duration=durations, loop=0, optimize=True)


def elements():
    """Return a figure that shows every element of the drawing language once; CONTRIBUTING.md explains it."""
    figure, axes = plots.figure(2, 2, height=7.4)
    (land, losses), (curves, lines) = axes
    _land(land)
    ravine, all_runs = runs(beta=0.9, alpha=0.0135, steps=100)
    all_runs["yours"] = descend(nesterov_step, ravine, alpha=0.015, beta=0.9, steps=100)
    plots.losses(losses, all_runs, goal=1e-3)
    losses.set_title("Losses: envelopes, goal, divergence, names")
    (edge,) = curves.plot(
        np.linspace(0, 2, 50), np.linspace(-1, 1, 50) ** 2, color=plots.EDGE, linewidth=2, label="only helps the eye"
    )
    edge.set_zorder(1)
    for i, name in enumerate(plots.METHODS):
        curves.plot(np.linspace(0, 2, 50), 0.2 * i + 0.5 * np.linspace(0, 1, 50), label=name, **plots.LINES[name])
        lines.plot(
            np.arange(20), 0.8 ** np.arange(20) * np.cos(np.arange(20) + i) - 0.1 * i, label=name, **plots.DOTS[name]
        )
    curves.set(xlim=(0, 2), title="Lines, where no point is an update")
    lines.set(xlim=(0, 19), xlabel="updates", title="Runs: each dot is an update")
    for ax in (curves, lines):
        plots.name_ends(ax)
    return figure


def _land(ax):
    rosenbrock = objectives.rosenbrock()
    plots.surface(ax, rosenbrock)
    for name, rule in RULES.items():
        plots.path(ax, descend(rule, rosenbrock, alpha=0.001, beta=0.9, steps=60), name)
    ax.plot(
        *rosenbrock.start,
        "o",
        color=plots.INK,
        markersize=9,
        markeredgecolor=plots.PAPER,
        markeredgewidth=1.5,
        zorder=4,
    )
    ax.set_title("Land: a start, three paths, the minimum")


def main():
    (ROOT / "docs/race.png").write_bytes(plots.show(race(), "The race of the README.").png)
    save_film(ROOT / "docs/race.gif")
    (ROOT / "docs/elements.png").write_bytes(plots.show(elements(), "The elements of the drawing language.").png)
    print(settling_steps())


if __name__ == "__main__":
    main()
