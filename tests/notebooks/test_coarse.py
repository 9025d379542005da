"""The coarse print of a picture tells a broken drawing from a sound one."""

import base64
import io

import pytest
from coarse import difference
from matplotlib.figure import Figure

from nag_helpers import objectives, plots
from nag_helpers.optimizers import descend, momentum_step


def shown(draw):
    """Return the outputs of a cell that shows one picture, as a notebook holds them."""
    figure = Figure(figsize=(4, 3))
    draw(figure.subplots())
    file = io.BytesIO()
    figure.savefig(file, format="png")
    return [{"data": {"image/png": base64.b64encode(file.getvalue()).decode()}}]


BOWL = objectives.quadratic((1, 10))
RUN = descend(momentum_step, BOWL, alpha=0.05, beta=0.5, steps=30)


def land(ax):
    plots.surface(ax, BOWL)


def land_with_a_path(ax):
    land(ax)
    ax.plot(*RUN.theta.T)


def the_same_path_turned(ax):
    land(ax)
    ax.plot(*-RUN.theta.T)


def window_alone(ax):
    ax.set(xlim=BOWL.window[0], ylim=BOWL.window[1])


def test_the_same_drawing_does_not_differ():
    assert difference(shown(land_with_a_path), shown(land_with_a_path)) == ""


@pytest.mark.parametrize(
    ("broken", "sound"), [(window_alone, land), (land, land_with_a_path), (the_same_path_turned, land_with_a_path)]
)
def test_a_missing_or_turned_part_differs(broken, sound):
    assert "Picture 1 of the cell is not the one saved" in difference(shown(broken), shown(sound))


def test_a_picture_more_or_less_differs():
    assert difference([], shown(land)) == "The cell shows 0 pictures, and 1 are saved."
