"""Runs inside a Jupyter kernel: how long one move of a slider takes, in three ways of drawing the same picture.

Each way draws with the explorer's own ``draw`` and ``move``; they differ in what is kept and how it is sent.
"""

import statistics
import time

import ipywidgets as widgets
import matplotlib.pyplot as plt
import numpy as np

from nag_helpers import explorers


def slider_of(explorer):
    """Return a control that leaves the background as it is, a slider if there is one, and forty values for it.

    What counts updates comes last, and stands at its end: then most is drawn.
    """

    def rank(name):
        control = explorer.controls[name]
        return name in explorer.redraw_on, not hasattr(control, "max"), isinstance(control, widgets.IntSlider)

    if "updates" in explorer.values:
        explorer.set(updates=explorer.controls["updates"].max)
    name = min(explorer.values, key=rank)
    control = explorer.controls[name]
    if not hasattr(control, "max"):
        options = [value for _, value in control._options_full] if hasattr(control, "options") else [True, False]
        return name, (options * 40)[:40]
    values = np.linspace(control.min, control.max, 40)
    if isinstance(control, widgets.FloatLogSlider):
        return name, list(control.base**values)
    return name, [type(control.value)(value) for value in values]


def milliseconds(move, values):
    """Return the median time that ``move`` takes, after one call to warm up."""
    move(values[-1])
    times = []
    for value in values:
        begin = time.perf_counter()
        move(value)
        times.append(time.perf_counter() - begin)
    return 1000 * statistics.median(times)


def ours(kind):
    explorer = kind()
    name, values = slider_of(explorer)
    sizes = []

    def move(value):
        explorer.controls[name].value = value
        sizes.append(len(explorer.picture.png))

    return milliseconds(move, values), max(sizes)


def drawing_and_training():
    """Return the training explorer's time to show an epoch that is trained, and to train the next one and show it."""
    explorer = explorers.TrainingExplorer(epochs=10)
    epochs = explorer.controls["epochs"]

    def move(value):
        epochs.value = value

    return milliseconds(move, [*range(1, 10)] * 4), milliseconds(move, range(11, 31))


def with_interact(kind):
    """Return the time of ``ipywidgets.interact`` with a new figure for each picture, on the inline backend."""
    explorer = kind()
    name, values = slider_of(explorer)
    slider = explorer.make_controls()[name]
    settings = explorer.values

    def show(value):
        with np.errstate(all="ignore"):
            figure = plt.figure(figsize=explorer.size, dpi=100, layout="constrained")
            explorer.draw(figure, **{name: settings[name] for name in explorer.redraw_on})
            explorer.move(**{**settings, name: value})
            plt.show()

    widgets.interact(show, value=slider)
    return milliseconds(lambda value: setattr(slider, "value", value), values[::5])


def ours_and_interact(kind, rounds=5):
    """Return the median times of both ways, measured in turn lest a machine that slows down favours one; and the PNG's bytes."""
    both = [(*ours(kind), with_interact(kind)) for _ in range(rounds)]
    times, sizes, times_of_interact = zip(*both)
    return statistics.median(times), statistics.median(times_of_interact), max(sizes)


def with_ipympl(kind):
    """Return the time of ipympl's canvas, which keeps its figure, changes the data and sends what differs."""
    figure = plt.figure(figsize=kind.size, dpi=100, layout="constrained")
    explorer = kind()
    name, values = slider_of(explorer)
    settings = explorer.values
    explorer.draw(figure, **{name: settings[name] for name in explorer.redraw_on})
    figure.canvas.manager.show()

    def move(value):
        with np.errstate(all="ignore"):
            explorer.move(**{**settings, name: value})
        figure.canvas.draw()

    result = milliseconds(move, values[::2])
    plt.close(figure)
    return result


def measured(way):
    """Return the results of one way of drawing, for each explorer that there is."""
    return {name: way(getattr(explorers, name)) for name in explorers.__all__}
