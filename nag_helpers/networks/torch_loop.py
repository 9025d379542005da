"""A training loop in PyTorch, to be read beside the one in NumPy of notebook 09, and the checkpoint that it leaves; where torch is missing, its record.

    python -m nag_helpers.networks.torch_loop

runs it and writes the record anew.
"""

import datetime
import functools
import importlib.metadata
import importlib.util
import json
import subprocess
import sys
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from nag_helpers.networks import images, torch_child
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


def trained():
    """Return the `Trained` of `torch_child.train` on the digits.

    torch runs in a process of its own, for it takes a quarter of a gigabyte, and once only: what it gave is kept.
    """
    if importlib.util.find_spec("torch"):
        return _as_trained(measure(), f"PyTorch {importlib.metadata.version('torch')}, run here just now")
    record = json.loads(files("nag_helpers").joinpath("data", RECORD).read_text(encoding="utf-8"))
    return _as_trained(record, f"PyTorch {record['torch']}, recorded on {record['recorded']}; not installed here")


def _as_trained(measured, source):
    """Return what was written as JSON as torch has it: arrays, and whole numbers as keys."""
    buffers = {i: {"momentum_buffer": np.array(rows)} for i, rows in enumerate(measured["buffers"])}
    parameters = [np.array(rows) for rows in measured["parameters"]]
    return Trained(measured["losses"], parameters, {"state": buffers, "param_groups": measured["groups"]}, source)


def measure():
    """Return what `torch_child.train` gives on the digits, from the start and with the mini-batches of seed 0, as JSON can hold it."""
    return json.loads(_run())


@functools.cache
def _run():
    digits, network = images.digits(), Network((64, 32, 10))
    task = training(network, digits.train_images, digits.train_labels, batch_size=32, seed=0)
    epochs = np.arange(1, UPDATES + 1).reshape(EPOCHS, -1)
    given = {
        "layers": [[each.tolist() for each in layer] for layer in network.layers(task.start)],
        "images": digits.train_images.tolist(),
        "labels": digits.train_labels.tolist(),
        "epochs": [[task.examples(t).tolist() for t in epoch] for epoch in epochs],
    }
    child = subprocess.run(
        [sys.executable, torch_child.__file__], input=json.dumps(given), capture_output=True, text=True, encoding="utf-8", check=False
    )  # fmt: skip
    if child.returncode:
        raise RuntimeError(f"PyTorch is installed but did not run: {child.stderr.strip().splitlines()[-1]}")
    return child.stdout


def write_record():
    """Run the loop and write its record."""
    record = {"recorded": datetime.date.today().isoformat(), "torch": importlib.metadata.version("torch"), **measure()}
    files("nag_helpers").joinpath("data", RECORD).write_text(json.dumps(record) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write_record()
