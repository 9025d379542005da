"""Updates per second of one NAG run on a quadratic: `descend`, a plain loop, and torch's SGD. Part of ``bench.py``."""

import importlib.util
import time

import numpy as np

from nag_helpers import objectives
from nag_helpers.optimizers import descend, nesterov_step

CURVATURES, ALPHA, BETA, UPDATES, TRIALS, RUNS = (1.0, 100.0), 0.01, 0.9, 5000, 7, 1000
BOWL = objectives.quadratic(CURVATURES)


def plain_loop(objective, alpha, beta, steps):
    """Run NAG as one would write it without the runner, keeping the losses."""
    theta, v, losses = objective.start, np.zeros(objective.dimension), []
    for _ in range(steps):
        v = beta * v + alpha * objective.gradient(theta - beta * v)
        theta = theta - v
        losses.append(objective.value(theta))
    return losses


def bare_loop():
    """The same without losses: the least that NAG costs."""
    theta, v = BOWL.start, np.zeros(2)
    for _ in range(UPDATES):
        v = BETA * v + ALPHA * BOWL.gradient(theta - BETA * v)
        theta = theta - v


def descend_keeping_all():
    descend(nesterov_step, BOWL, alpha=ALPHA, beta=BETA, steps=UPDATES)


def descend_keeping_the_end():
    descend(nesterov_step, BOWL, alpha=ALPHA, beta=BETA, steps=UPDATES, record="final")


def descend_many():
    descend(nesterov_step, BOWL, alpha=np.full(RUNS, ALPHA), beta=BETA, steps=UPDATES // 5, record="final")


def torch_with_autograd():
    return _with_torch(lambda p, curvatures: (0.5 * (curvatures * p * p).sum()).backward())


def torch_given_the_gradient():
    def hand_over(p, curvatures):
        p.grad = curvatures * p.detach()

    return _with_torch(hand_over)


def _with_torch(differentiate):
    import torch

    torch.set_num_threads(1)
    p = torch.ones(2, dtype=torch.float64, requires_grad=True)
    curvatures = torch.tensor(CURVATURES, dtype=torch.float64)
    optimizer = torch.optim.SGD([p], lr=ALPHA, momentum=BETA, nesterov=True)
    for _ in range(UPDATES):
        optimizer.zero_grad()
        differentiate(p, curvatures)
        optimizer.step()
    return p.detach().numpy()


def seconds(run):
    """Return the best of the trials, in the processor's seconds: what else the machine does only makes a trial slower."""
    times = []
    for _ in range(TRIALS):
        begin = time.process_time()
        run()
        times.append(time.process_time() - begin)
    return min(times)


def main():
    ways = {
        "a plain loop": (bare_loop, UPDATES),
        "a plain loop keeping losses": (lambda: plain_loop(BOWL, ALPHA, BETA, UPDATES), UPDATES),
        "descend, the last row kept": (descend_keeping_the_end, UPDATES),
        "descend, every row kept": (descend_keeping_all, UPDATES),
        f"descend, {RUNS} runs at once": (descend_many, RUNS * (UPDATES // 5)),
    }
    if importlib.util.find_spec("torch"):
        ways |= {
            "torch SGD, gradient given": (torch_given_the_gradient, UPDATES),
            "torch SGD, autograd": (torch_with_autograd, UPDATES),
        }
    print(f"NAG on a quadratic of two dimensions, best of {TRIALS} runs of {UPDATES} updates\n")
    print(f"{'':28}{'thousand updates/s':>20}{'microseconds each':>19}")
    for name, (run, updates) in ways.items():
        each = 1e6 * seconds(run) / updates
        print(f"{name:28}{1000 / each:20,.0f}{each:19.2f}", flush=True)


if __name__ == "__main__":
    main()
