"""Draw the README's picture, docs/race.png: ``.venv/bin/python -m tools.author.picture``."""

from nag_helpers import objectives, plots
from nag_helpers.optimizers import descend, gradient_descent_step, momentum_step, nesterov_step
from nag_helpers.paths import settling_step
from tools.places import ROOT

TOLERANCE = 1e-8
RULES = {"gradient descent": gradient_descent_step, "momentum": momentum_step, "NAG": nesterov_step}


def runs(beta):
    """Return the ravine and {method: its run}, all with the same α and β."""
    ravine = objectives.quadratic((1, 100))
    return ravine, {name: descend(rule, ravine, alpha=0.01, beta=beta, steps=1000) for name, rule in RULES.items()}


def settling_steps(beta=0.9):
    """Return {method: updates until its loss stays at or below the tolerance}."""
    return {name: settling_step(path.loss, TOLERANCE) for name, path in runs(beta)[1].items()}


def main():
    figure = plots.race(*runs(beta=0.9), goal=TOLERANCE)
    figure.savefig(ROOT / "docs/race.png", dpi=110)
    print(settling_steps())


if __name__ == "__main__":
    main()
