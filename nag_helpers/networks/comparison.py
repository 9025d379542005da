"""Fair comparisons of training methods: every method is tuned on the same grid, and measured on seeds it has not seen."""

from dataclasses import dataclass

import numpy as np

from nag_helpers import checks
from nag_helpers.optimizers import descend
from nag_helpers.paths import Path, settling_step


@dataclass(frozen=True)
class Comparison:
    """What is the same for every method: the task, the goal, and the seeds.

    Attributes
    ----------
    training : callable, seeds -> Training
        Makes the objective for several seeds, as `networks.training` does.
    goal : float
        The training loss to reach.
    epochs : int
        After how many a run is given up.
    """

    training: object
    goal: float
    epochs: int

    def __post_init__(self):
        checks.function_of("training", self.training, "(seeds) -> Training")
        checks.within("goal", self.goal, -np.inf, np.inf)
        checks.whole_number("epochs", self.epochs, least=1)

    def run(self, step, alpha, beta, seeds, run=descend):
        """Train for all the epochs from several seeds at once and return the Path, with a row for each epoch.

        Parameters
        ----------
        step : callable
        alpha : float
        beta : float, or array of shape (b,)
            Several are run at once too.
        seeds : sequence of s ints
        run : callable
            `descend`, or what is called like it.

        Returns
        -------
        Path
            Of a batch of shape (s,), or (b, s).
        """
        seeds = checks.several_seeds("seeds", seeds)
        objective = self.training(seeds)
        start = objective.network.initial(seed=seeds)
        beta = checks.momentum("beta", beta)[..., None]
        an_epoch = objective.updates_per_epoch
        checks.function_of("run", run, "(step, objective, start, alpha, beta, steps, record) -> Path")
        return run(step, objective, start, alpha, beta, self.epochs * an_epoch, an_epoch)

    def epochs_needed(self, step, alpha, beta, seeds, run=descend):
        """Train as `run` does and return `epochs_until_goal`."""
        return self.epochs_until_goal(self.run(step, alpha, beta, seeds, run))

    def epochs_until_goal(self, path):
        """Return the epoch from which the training loss stays at or below the goal; infinity if there is none."""
        checks.instance_of("path", path, Path, "a Path, as descend returns it")
        needed = np.asarray(settling_step(path.loss, self.goal))
        return np.where(needed < 0, np.inf, needed)

    def tune(self, step, alphas, betas, seeds, run=descend):
        """Try every α with every β.

        Returns
        -------
        mean_epochs : array, shape (a, b)
            Epochs needed, mean over the seeds.
        alpha, beta : float
            Where the mean is smallest: the first such in the order of the grid.
        """
        alphas, betas = checks.grid("alphas", alphas), checks.grid("betas", betas)
        mean_epochs = np.array([self.epochs_needed(step, alpha, betas, seeds, run).mean(axis=-1) for alpha in alphas])
        a, b = np.unravel_index(mean_epochs.argmin(), mean_epochs.shape)
        return mean_epochs, alphas[a], betas[b]
