"""The training explorer: a network learns to read digits by all three methods, epoch by epoch, while one watches."""

import itertools
from dataclasses import replace

import numpy as np

from nag_helpers import checks, plots
from nag_helpers.explorers import controls, presets, scene, stage
from nag_helpers.explorers.handles import Handle
from nag_helpers.explorers.presets import Preset
from nag_helpers.explorers.words import short
from nag_helpers.networks import Network, images, training
from nag_helpers.optimizers import RULES, descend

EPOCHS = 40
SIZES = (8, 32, 128, None)
SEEDS = 9  # the slider's end
ALPHAS, LARGEST_BETA = (1e-3, 10), 0.995  # where the sliders end
CHUNK = 450  # updates of each method at a time, so that Stop is heard
LAST_ALONE = 10**9  # record no update but the last: an epoch's end
ROWS = ("t", "theta", "v", "measured_at", "gradient", "loss")
CHANGES_SAID = 3  # the last ones
WORST_ERROR = 20  # per cent of the test images; more is drawn at the edge


class TrainingExplorer(stage.Explorer):
    """Train a 64-32-10 network on the digits at a chosen α, β, batch size and seed; Play goes on by one epoch at a time.

    A new α, β or batch size acts from the epoch that is shown: the training goes on with it. A new seed begins anew. Moving the epochs forward trains as far
    as one short chunk goes; moving them back shows what was, and nothing is trained twice. A button begins anew.

    Parameters
    ----------
    alpha, beta : float
        Where their sliders begin.
    batch_size : int or None
        8, 32 or 128 images a mini-batch; None for all images in every update.
    epochs : int
        How many are trained at the beginning, at most 40.
    seed : int
        Decides the starting weights and the mini-batches; its slider goes from 0 to 9.
    preset : str, optional
        The name of one of ``presets`` to begin with.

    Attributes
    ----------
    paths : dict, name -> Path
        The three runs so far, a row for each epoch.
    """

    question = "Which method learns to read digits in the fewest epochs?"
    presets = (
        Preset(
            "a step too long",
            "Gradient descent learns at α = 1. With β = 0.95 the steps of the other two become twenty times as long, and they do not.",
            {"alpha": 1.0, "beta": 0.95, "batch_size": 32, "seed": 0, "epochs": 4},
        ),
        Preset(
            "too much memory",
            "β = 0.98 remembers fifty noisy updates: momentum swings, and is behind NAG.",
            {"alpha": 0.1, "beta": 0.98, "batch_size": 32, "seed": 0, "epochs": 6},
        ),
        Preset(
            "all images at once",
            "One update an epoch, without noise: momentum and NAG are ahead of gradient descent, and close together.",
            {"alpha": 0.3, "beta": 0.9, "batch_size": "all", "seed": 0, "epochs": 20},
        ),
    )

    def __init__(self, alpha=0.1, beta=0.9, batch_size=32, epochs=8, seed=0, preset=None):
        self.digits = images.digits()
        checks.one_of("batch_size", batch_size, SIZES)
        checks.within("seed", checks.whole_number("seed", seed, least=0), 0, SEEDS)
        self._begin = {
            "alpha": checks.within("alpha", alpha, *ALPHAS),
            "beta": checks.within("beta", beta, 0, LARGEST_BETA),
            "batch_size": batch_size or "all",
            "seed": seed,
            "epochs": checks.whole_number("epochs", epochs, least=0),
        }
        checks.within("epochs", epochs, 0, EPOCHS)
        self._draw_lots(seed)
        self._wished = 0
        super().__init__(preset)

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
            "seed": controls.whole_slider("Seed", begin["seed"], 0, SEEDS),
            "anew": controls.button("Begin a new training", self._begin_anew),
        }

    def follow(self, changed, values):
        if changed == "seed":
            self._draw_lots(values["seed"])
        elif changed != "epochs":
            self._cut(values["epochs"])
            return {}
        chunk = max(1, CHUNK // self.objectives[values["batch_size"]].updates_per_epoch)
        self._wished = values["epochs"]
        return {"epochs": min(values["epochs"], len(self._made_with) + chunk)}

    def set(self, **values):
        """Set several controls by name and draw once; the epochs go last, for how far a chunk goes depends on the batch size."""
        last = {"epochs": values.pop("epochs")} if "epochs" in values else {}
        super().set(**values, **last)

    def choose(self, name):
        presets.called(name, self.presets)
        self._forget()
        super().choose(name)

    def go_back(self):
        self._forget()
        super().go_back()

    def _begin_anew(self):
        self._forget()
        self._wished = 0
        self.set(epochs=0)
        self.refresh()

    def _draw_lots(self, seed):
        """Take other starting weights and mini-batches; what was trained with the last ones is forgotten."""
        self._seed, network = seed, Network((64, 32, 10))
        self.objectives = {  # a list in a page shows nothing if None is chosen
            size or "all": training(network, self.digits.train_images, self.digits.train_labels, size, seed)
            for size in SIZES
        }
        self._forget()

    def _forget(self):
        """Let no epoch be trained."""
        self.paths, self._errors = dict.fromkeys(RULES), {name: np.empty(0) for name in RULES}
        self._made_with = []  # the settings of each epoch trained

    def _cut(self, epochs):
        """Forget what was trained beyond an epoch: another setting goes on from there."""
        self._made_with = self._made_with[:epochs]
        for name, path in self.paths.items():
            if path is None or len(path.t) <= epochs + 1:
                continue
            rows = {each: getattr(path, each)[: epochs + 1] for each in ROWS}
            later = path.diverged_at > rows["t"][-1]
            self.paths[name] = replace(path, **rows, diverged_at=np.where(later, -1, path.diverged_at))
            self._errors[name] = self._errors[name][: epochs + 1]

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
        self._changed_at = [
            ax.plot([], [], color=plots.INK, linewidth=1, linestyle=(0, (2, 3)))[0] for ax in (left, right)
        ]
        self._curtains = [scene.Curtain(ax) for ax in (left, right)]
        return [
            *(artist for curtain in self._curtains for artist in curtain.artists),
            *self._changed_at,
            *(artist for pair in (*self._losses.values(), *self._wrong.values()) for artist in pair),
        ]

    def handles(self):
        return [Handle("Epochs", self._left, x="epochs")]

    def named(self):
        return [line for line, *_ in [*self._losses.values(), *self._wrong.values()]]

    def ghosts(self):
        return [line for line, *_ in [*self._losses.values(), *self._wrong.values()]]

    def move(self, alpha, beta, batch_size, seed, epochs):
        if seed != self._seed:
            self._draw_lots(seed)
        self._train(alpha, beta, batch_size, epochs)
        for curtain in self._curtains:
            curtain.draw_back(epochs)
        for name, path in self.paths.items():
            self._move(self._losses[name], path, np.clip(path.loss, 1e-6, 1e3), epochs, at_top=10)
            self._move(self._wrong[name], path, np.clip(self._errors[name], 0, WORST_ERROR), epochs, at_top=WORST_ERROR)
        lines = [
            f"α = {short(alpha)}, β = {short(beta)}, seed {seed}, {_images(batch_size)}, after {epochs} of {EPOCHS} epochs:"
        ]
        lines += [f"{name}: {self._result(name, epochs)}" for name in RULES]
        changes = self._what_changed(alpha, beta, batch_size, epochs)
        for line, top in zip(self._changed_at, (10, WORST_ERROR)):
            line.set_data(
                [at for epoch, _ in changes for at in (epoch, epoch, np.nan)], [1e-6, top, np.nan] * len(changes)
            )
        if changes:
            lines.append(
                f"Changed {'; '.join(f'after epoch {epoch}: {what}' for epoch, what in changes[-CHANGES_SAID:])}."
            )
        if self._wished > epochs:
            lines.append(f"{self._wished} epochs are too many to train at once: drag further from here, or press Play.")
        return "\n".join(lines)

    def _what_changed(self, alpha, beta, batch_size, epochs):
        """Return where the settings changed up to an epoch: a list of (epoch, what changed)."""
        used = self._made_with[:epochs]
        if epochs == len(self._made_with):
            used = [*used, (alpha, beta, batch_size)]  # those of the next epoch
        return [
            (epoch, _difference(before, after))
            for epoch, (before, after) in enumerate(itertools.pairwise(used), start=1)
            if before != after
        ]

    def _train(self, alpha, beta, batch_size, epochs):
        """Bring the three runs to this epoch, going on from where they are."""
        objective = self.objectives[batch_size]
        an_epoch = objective.updates_per_epoch
        for name, step in RULES.items():
            path = self.paths[name] or descend(step, objective, None, alpha, beta, steps=0)
            missing = max(0, epochs + 1 - len(path.t))
            at_once = path.t[-1] % an_epoch == 0  # not after a run on batches of another size
            for _ in range(min(missing, 1) if at_once else missing):
                many = missing if at_once else 1
                path = descend(step, objective, path, alpha, beta, many * an_epoch, an_epoch if at_once else LAST_ALONE)
            self._read_digits(name, path)
            self.paths[name] = path
        self._made_with += [(alpha, beta, batch_size)] * (epochs - len(self._made_with))

    def _read_digits(self, name, path):
        """Let the network of each epoch that was not looked at yet read the test images."""
        known = len(self._errors[name])
        if known < len(path.t):
            network = self.objectives["all"].network
            right = network.accuracy(path.theta[known:], self.digits.test_images, self.digits.test_labels)
            wrong = np.where(np.isfinite(path.loss[known:]), 100 * (1 - right), np.nan)
            self._errors[name] = np.concatenate([self._errors[name], wrong])

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


def _images(batch_size):
    return "all images in every update" if batch_size == "all" else f"mini-batches of {batch_size}"


def _difference(before, after):
    """Say what changed between two settings."""
    said = [f"{name} {short(old)} → {short(new)}" for name, old, new in zip("αβ", before, after) if old != new]
    if before[2] != after[2]:
        said.append(f"{before[2]} → {after[2]} images")
    return ", ".join(said)
