"""A training loop in PyTorch, to be read beside the one in NumPy of notebook 09; where torch is missing, its record.

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

from nag_helpers.networks import images
from nag_helpers.networks.network import Network, training

RECORD = "torch_loop_recorded.json"
UPDATES = 220  # five epochs


def train(layers, images, labels, batches):
    """Train a 64-32-10 network from these weights and biases, a mini-batch an update; return each mini-batch's loss."""
    import torch

    model = torch.nn.Sequential(torch.nn.Linear(64, 32), torch.nn.Tanh(), torch.nn.Linear(32, 10)).double()
    for layer, (weights, biases) in zip((model[0], model[2]), layers):
        layer.weight.data, layer.bias.data = torch.tensor(weights.T), torch.tensor(biases[0])
    images, labels = torch.tensor(images), torch.tensor(labels)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9, nesterov=True)
    losses = []
    for batch in batches:
        loss = torch.nn.functional.cross_entropy(model(images[batch]), labels[batch])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


def losses():
    """Return the mini-batch losses of `train` on the digits, and where they are from: run now, or recorded.

    torch runs in a process of its own, for it takes a quarter of a gigabyte.

    Returns
    -------
    losses : list of float
    source : str
    """
    if importlib.util.find_spec("torch"):
        child = subprocess.run(
            [sys.executable, "-m", __name__, "measure"], capture_output=True, text=True, encoding="utf-8", check=False
        )
        if child.returncode:
            raise RuntimeError(f"PyTorch is installed but did not run: {child.stderr.strip().splitlines()[-1]}")
        return json.loads(child.stdout), f"PyTorch {importlib.metadata.version('torch')}, run here just now"
    record = json.loads(files("nag_helpers").joinpath("data", RECORD).read_text(encoding="utf-8"))
    return record["losses"], f"PyTorch {record['torch']}, recorded on {record['recorded']}; not installed here"


def measure():
    """Return what `train` gives on the digits, from the start and with the mini-batches of seed 0."""
    digits, network = images.digits(), Network((64, 32, 10))
    task = training(network, digits.train_images, digits.train_labels, batch_size=32, seed=0)
    batches = [task.examples(t) for t in range(1, UPDATES + 1)]
    return train(network.layers(task.start), digits.train_images, digits.train_labels, batches)


def write_record():
    """Run the loop and write its record."""
    record = {
        "recorded": datetime.date.today().isoformat(),
        "torch": importlib.metadata.version("torch"),
        "losses": measure(),
    }
    files("nag_helpers").joinpath("data", RECORD).write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    print(json.dumps(measure())) if sys.argv[1:] == ["measure"] else write_record()
