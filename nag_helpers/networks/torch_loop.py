"""A training loop in PyTorch, to be read beside the one in NumPy of notebook 09, and the checkpoint that it leaves; where torch is missing, its record.

    python -m nag_helpers.networks.torch_loop

runs it and writes the record anew.
"""

import datetime
import importlib.metadata
import importlib.util
import json
import subprocess
import sys
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from nag_helpers.networks import images
from nag_helpers.networks.network import Network, training

RECORD = "torch_loop_recorded.json"
EPOCHS, UPDATES = 5, 220


class Trained(NamedTuple):
    """What a training in PyTorch leaves.

    Attributes
    ----------
    losses : list of float
        Of each mini-batch.
    parameters : list of arrays
        As ``model.parameters()`` gives them: a layer's weights are (out, in).
    state_dict : dict
        The optimiser's, after the last ``scheduler.step()``.
    source : str
        Whether it was run now, or recorded.
    """

    losses: list
    parameters: list
    state_dict: dict
    source: str


def train(layers, images, labels, epochs):
    """Train a 64-32-10 network from these weights and biases; return the mini-batches' losses, the model and the optimiser."""
    import torch

    model = torch.nn.Sequential(torch.nn.Linear(64, 32), torch.nn.Tanh(), torch.nn.Linear(32, 10)).double()
    for layer, (weights, biases) in zip((model[0], model[2]), layers):
        layer.weight.data, layer.bias.data = torch.tensor(weights.T), torch.tensor(biases[0])
    images, labels = torch.tensor(images), torch.tensor(labels)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9, nesterov=True)
    scheduler = torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones=[5], gamma=0.1)
    losses = []
    for batches in epochs:
        for batch in batches:
            loss = torch.nn.functional.cross_entropy(model(images[batch]), labels[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        scheduler.step()
    return losses, model, optimizer


def trained():
    """Return the `Trained` of `train` on the digits.

    torch runs in a process of its own, for it takes a quarter of a gigabyte.
    """
    if importlib.util.find_spec("torch"):
        child = subprocess.run(
            [sys.executable, "-m", __name__, "measure"], capture_output=True, text=True, encoding="utf-8", check=False
        )
        if child.returncode:
            raise RuntimeError(f"PyTorch is installed but did not run: {child.stderr.strip().splitlines()[-1]}")
        return _as_trained(
            json.loads(child.stdout), f"PyTorch {importlib.metadata.version('torch')}, run here just now"
        )
    record = json.loads(files("nag_helpers").joinpath("data", RECORD).read_text(encoding="utf-8"))
    return _as_trained(record, f"PyTorch {record['torch']}, recorded on {record['recorded']}; not installed here")


def _as_trained(measured, source):
    """Return what was written as JSON as torch has it: arrays, and whole numbers as keys."""
    buffers = {i: {"momentum_buffer": np.array(rows)} for i, rows in enumerate(measured["buffers"])}
    parameters = [np.array(rows) for rows in measured["parameters"]]
    return Trained(measured["losses"], parameters, {"state": buffers, "param_groups": measured["groups"]}, source)


def measure():
    """Return what `train` gives on the digits, from the start and with the mini-batches of seed 0, as JSON can hold it."""
    digits, network = images.digits(), Network((64, 32, 10))
    task = training(network, digits.train_images, digits.train_labels, batch_size=32, seed=0)
    epochs = np.arange(1, UPDATES + 1).reshape(EPOCHS, -1)
    batches = [[task.examples(t) for t in epoch] for epoch in epochs]
    losses, model, optimizer = train(network.layers(task.start), digits.train_images, digits.train_labels, batches)
    state = optimizer.state_dict()
    return {
        "losses": losses,
        "parameters": [parameter.tolist() for parameter in model.parameters()],
        "buffers": [each["momentum_buffer"].tolist() for each in state["state"].values()],
        "groups": state["param_groups"],
    }


def write_record():
    """Run the loop and write its record."""
    record = {"recorded": datetime.date.today().isoformat(), "torch": importlib.metadata.version("torch"), **measure()}
    files("nag_helpers").joinpath("data", RECORD).write_text(json.dumps(record) + "\n", encoding="utf-8")


if __name__ == "__main__":
    print(json.dumps(measure())) if sys.argv[1:] == ["measure"] else write_record()
