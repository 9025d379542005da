"""Updates per second of NAG on the digits' network, ours beside torch's: ``python tests/benchmarks/training.py``.

Prints a table; compares, never asserts. Without torch it prints our numbers alone. Both get the same mini-batches in
the same order, and the losses at the end show that both have trained. They differ a little, for torch keeps the
look-ahead point where `descend` keeps theta.
"""

import importlib.util
import time

import numpy as np

from nag_helpers.networks import Network, images, training
from nag_helpers.optimizers import descend, nesterov_step

SIZES, ALPHA, BETA, UPDATES, TRIALS = (64, 32, 10), 0.1, 0.9, 1000, 5


def with_descend(objective):
    return float(descend(nesterov_step, objective, alpha=ALPHA, beta=BETA, steps=UPDATES, record="final").loss[-1])


def with_torch(objective):
    import torch

    dtype = torch.from_numpy(objective.inputs).dtype
    model = torch.nn.Sequential(torch.nn.Linear(64, 32), torch.nn.Tanh(), torch.nn.Linear(32, 10)).to(dtype)
    with torch.no_grad():
        for layer, (weights, biases) in zip((model[0], model[2]), objective.network.layers(objective.start)):
            layer.weight.copy_(torch.from_numpy(weights.T))
            layer.bias.copy_(torch.from_numpy(biases[0]))
    optimizer = torch.optim.SGD(model.parameters(), lr=ALPHA, momentum=BETA, nesterov=True)
    inputs, labels = torch.from_numpy(objective.inputs), torch.from_numpy(objective.targets.argmax(axis=1))
    for t in range(1, UPDATES + 1):
        drawn = torch.from_numpy(objective.examples(t))
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(model(inputs[drawn]), labels[drawn]).backward()
        optimizer.step()
    with torch.no_grad():
        return float(torch.nn.functional.cross_entropy(model(inputs), labels))


def updates_per_second(train, objective):
    """Return the median over the trials, and the last loss."""
    times = []
    for _ in range(TRIALS):
        begin = time.perf_counter()
        loss = train(objective)
        times.append(time.perf_counter() - begin)
    return UPDATES / float(np.median(times)), loss


def main():
    data = images.digits()
    ways = {"descend": with_descend}
    if importlib.util.find_spec("torch"):
        import torch

        torch.set_num_threads(1)
        ways[f"torch {torch.__version__}"] = with_torch
    print(f"NAG on the {'-'.join(map(str, SIZES))} network, median of {TRIALS} trainings of {UPDATES} updates\n")
    print(f"{'precision':10}{'mini-batch':>11}  {'way':16}{'updates/s':>10}{'final loss':>12}")
    for dtype in (np.float64, np.float32):
        for batch_size in (8, 32, 128):
            objective = training(Network(SIZES), data.train_images, data.train_labels, batch_size, dtype=dtype)
            for way, train in ways.items():
                rate, loss = updates_per_second(train, objective)
                print(f"{dtype.__name__:10}{batch_size:11}  {way:16}{rate:10.0f}{loss:12.5f}", flush=True)
    if len(ways) == 1:
        print("\ntorch is not installed, so there is nothing to compare with.")


if __name__ == "__main__":
    main()
