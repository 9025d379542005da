"""Training that can be watched and stopped: a progress bar for notebooks and terminals, and a run that is never lost."""

import sys

import ipywidgets as widgets

from nag_helpers import checks
from nag_helpers.optimizers import descend


def train(step, objective, epochs, start=None, alpha=0.1, beta=0.0, label="training"):
    """Train for some epochs and show how far it is; it may be interrupted at any moment.

    Interrupting (the stop button, or Ctrl-C) ends the training and returns what was done. Give that Path back as
    ``start``, and the training goes on as if nothing had happened.

    Parameters
    ----------
    step : callable
        One of the rules of `optimizers`, or your own.
    objective : Training
    epochs : int
        How many are to be trained now.
    start : array of shape (d,), or Path, optional
        Where to begin; a Path is continued.
    alpha, beta : float or callable
        As for `descend`.
    label : str
        What stands beside the bar.

    Returns
    -------
    Path
        With a row for each epoch, and one more where it was interrupted.
    """
    if not isinstance(getattr(objective, "updates_per_epoch", None), int):
        raise TypeError(f"objective must be a Training (networks.training makes one), got {objective!r}")
    checks.instance_of("label", label, str, "text")
    epochs = checks.whole_number("epochs", epochs, least=0)
    an_epoch = objective.updates_per_epoch
    path, bar = start, _bar(epochs, label)
    try:
        path = descend(step, objective, start, alpha, beta, steps=0, record=an_epoch)
        for epoch in range(1, epochs + 1):
            goal = _epoch_end(path.t[-1], an_epoch)
            path = descend(step, objective, path, alpha, beta, steps=goal - path.t[-1], record=an_epoch)
            if path.t[-1] < goal:  # interrupted inside: descend has kept what there was
                break
            bar.show(epoch, path.loss[-1])
    except KeyboardInterrupt:
        pass  # interrupted between two epochs: the path is whole
    bar.close()
    return path


def _epoch_end(t, updates_per_epoch):
    """Return the update number at which the epoch ends that update ``t`` + 1 belongs to."""
    return int((t // updates_per_epoch + 1) * updates_per_epoch)


def _bar(epochs, label):
    if _in_a_notebook():
        return _NotebookBar(epochs, label)
    return _TerminalBar(epochs, label)


def _in_a_notebook():
    shell = sys.modules.get("IPython") and sys.modules["IPython"].get_ipython()
    return getattr(shell, "kernel", None) is not None


class _NotebookBar:
    """A widget with a bar and the loss; its plain text says the same on every run, for saved notebooks."""

    def __init__(self, epochs, label):
        from IPython.display import display

        self.epochs, self.label = epochs, label
        self.bar = widgets.IntProgress(0, min=0, max=max(epochs, 1), layout={"width": "240px"})
        self.words = widgets.Label(f"{label}: epoch 0 of {epochs}")
        self.view = widgets.HBox([self.bar, self.words])
        display(self)

    def show(self, epoch, loss):
        self.bar.value = epoch
        self.words.value = f"{self.label}: epoch {epoch} of {self.epochs}, training loss {loss:.3g}"

    def close(self):
        self.bar.bar_style = "success" if self.bar.value == self.epochs else "warning"

    def __repr__(self):
        return f"{self.label}: a progress bar over {self.epochs} epochs"

    def _repr_mimebundle_(self, include=None, exclude=None):
        view = {"version_major": 2, "version_minor": 0, "model_id": self.view.model_id}
        return {"text/plain": repr(self), "application/vnd.jupyter.widget-view+json": view}


class _TerminalBar:
    """One line that is written over again; where the output is no terminal, nothing is written."""

    def __init__(self, epochs, label):
        self.epochs, self.label = epochs, label
        self.alive = sys.stdout.isatty()

    def show(self, epoch, loss):
        if self.alive:
            done = 30 * epoch // self.epochs
            sys.stdout.write(
                f"\r{self.label} [{'#' * done:30}] epoch {epoch} of {self.epochs}, training loss {loss:.3g}  "
            )
            sys.stdout.flush()

    def close(self):
        if self.alive:
            sys.stdout.write("\n")
