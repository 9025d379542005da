"""The training explorer: a network learns to read digits by all three methods, epoch by epoch, while one watches."""

import numpy as np

from nag_helpers import checks, plots
from nag_helpers.explorers import controls, scene, stage
from nag_helpers.explorers.handles import Handle
from nag_helpers.explorers.words import short
from nag_helpers.networks import Network, images, training
from nag_helpers.optimizers import RULES, descend

EPOCHS = 40
ALPHAS, LARGEST_BETA = (1e-3, 10), 0.995  # where the sliders end
CHUNK = 450  # updates of each method at a time, so that Stop is heard
WORST_ERROR = 20  # per cent of the test images; more is drawn at the edge


class TrainingExplorer(stage.Explorer):
    """Train a 64-32-10 network on the digits at a chosen α, β and batch size; Play goes on by one epoch at a time.

    A new α, β or batch size begins a new training with its first epoch. Moving the epochs forward trains as far as one
    short chunk goes; moving them back shows what was, and nothing is trained twice.

    Parameters
    ----------
    alpha, beta : float
        Where their sliders begin.
    batch_size : int or None
        8, 32 or 128 images a mini-batch; None for all images in every update.
    epochs : int
        How many are trained at the beginning, at most 40.
    seed : int
        Decides the starting weights and the mini-batches.

    Attributes
    ----------
    paths : dict, name -> Path
        The three runs so far, a row for each epoch.
    """

    question = "Which method learns to read digits in the fewest epochs?"

    def __init__(self, alpha=0.1, beta=0.9, batch_size=32, epochs=8, seed=0):
        self.digits = images.digits()
        sizes = (8, 32, 128, None)
        checks.one_of("batch_size", batch_size, sizes)
        self.objectives = {  # a list in a page shows nothing if None is chosen
            size or "all": training(
                Network((64, 32, 10)), self.digits.train_images, self.digits.train_labels, size, seed
            )
            for size in sizes
        }
        self._begin = {
            "alpha": checks.within("alpha", alpha, *ALPHAS),
            "beta": checks.within("beta", beta, 0, LARGEST_BETA),
            "batch_size": batch_size or "all",
            "epochs": checks.whole_number("epochs", epochs, least=0),
        }
        checks.within("epochs", epochs, 0, EPOCHS)
        self.paths, self._errors, self._trained, self._wished = {}, {}, None, 0
        super().__init__()

    def make_controls(self):
        begin = self._begin
        epochs = controls.whole_slider("Epochs", begin["epochs"], 0, EPOCHS)
        sizes = [(f"{size} images", size) for size in self.objectives]
        return {
            "epochs": epochs,
            "play": controls.play(epochs, interval=250),
            "alpha": controls.log_slider("Learning rate α", begin["alpha"], *ALPHAS),
            "beta": controls.slider("Momentum β", begin["beta"], 0, LARGEST_BETA, 0.005, digits=3),
            "batch_size": controls.choice("Mini-batch", sizes, begin["batch_size"]),
        }

    def follow(self, changed, values):
        if changed != "epochs":
            self._wished = 1
            return {"epochs": 1}
        settings = (values["alpha"], values["beta"], values["batch_size"])
        trained = len(self.paths["NAG"].t) - 1 if settings == self._trained else 0
        chunk = max(1, CHUNK // self.objectives[values["batch_size"]].updates_per_epoch)
        self._wished = values["epochs"]
        return {"epochs": min(values["epochs"], trained + chunk)}

    def draw(self, figure):
        left, right = scene.panels(figure)
        self._left = left
        plots.loss_axes(left, EPOCHS, 1e-4, 10)
        left.set(xlabel="epochs", ylabel="loss", title="Training loss")
        right.set(
            xlim=(0, EPOCHS),
            ylim=(0, WORST_ERROR),
            xlabel="epochs",
            ylabel="per cent",
            title="Test images read wrongly",
        )
        self._losses = {name: plots.loss_line(left, name) for name in RULES}
        self._wrong = {name: plots.loss_line(right, name) for name in RULES}
        return [artist for pair in (*self._losses.values(), *self._wrong.values()) for artist in pair]

    def handles(self):
        return [Handle("Epochs", self._left, x="epochs")]

    def named(self):
        return [line for line, *_ in [*self._losses.values(), *self._wrong.values()]]

    def move(self, alpha, beta, batch_size, epochs):
        self._train(alpha, beta, batch_size, epochs)
        for name, path in self.paths.items():
            self._move(self._losses[name], path, np.clip(path.loss, 1e-6, 1e3), epochs, at_top=10)
            self._move(self._wrong[name], path, np.clip(self._errors[name], 0, WORST_ERROR), epochs, at_top=WORST_ERROR)
        many = "all images in every update" if batch_size == "all" else f"mini-batches of {batch_size}"
        lines = [f"α = {short(alpha)}, β = {short(beta)}, {many}, after {epochs} of {EPOCHS} epochs:"]
        lines += [f"{name}: {self._result(name, epochs)}" for name in RULES]
        if self._wished > epochs:
            lines.append(f"{self._wished} epochs are too many to train at once: drag further from here, or press Play.")
        return "\n".join(lines)

    def _train(self, alpha, beta, batch_size, epochs):
        """Bring the three runs to this epoch, going on from where they are if the settings are still the same."""
        objective = self.objectives[batch_size]
        if self._trained != (alpha, beta, batch_size):
            self._trained, self.paths = (alpha, beta, batch_size), dict.fromkeys(RULES)
        an_epoch = objective.updates_per_epoch
        for name, step in RULES.items():
            before = self.paths[name]
            missing = epochs * an_epoch - (before.t[-1] if before else 0)
            if before is None or missing > 0:
                path = descend(step, objective, before, alpha, beta, steps=int(max(missing, 0)), record=an_epoch)
                right = objective.network.accuracy(path.theta, self.digits.test_images, self.digits.test_labels)
                self.paths[name] = path
                self._errors[name] = np.where(np.isfinite(path.loss), 100 * (1 - right), np.nan)

    def _move(self, artists, path, heights, epochs, at_top):
        """Let a line show the rows up to an epoch, and its cross where the run diverged."""
        line, _, cross = artists
        seen = np.flatnonzero(np.isfinite(heights[: epochs + 1]))
        line.set_data(seen, heights[seen])
        ended = self._ended(path)
        cross.set_data(*(([ended], [at_top]) if ended <= epochs else ([], [])))

    def _ended(self, path):
        """Return the epoch at whose end a run was found to have diverged; infinity if it has not."""
        return np.flatnonzero(path.t == path.diverged_at)[0] if path.diverged else np.inf

    def _result(self, name, epochs):
        """Say where a method stands after so many epochs."""
        path = self.paths[name]
        if self._ended(path) <= epochs:
            return f"diverged in epoch {self._ended(path)}."
        return (
            f"training loss {short(path.loss[epochs], 2)}, {self._errors[name][epochs]:.1f} % of the test images wrong."
        )
