"""The training loop in PyTorch beside the same in NumPy, and its record."""

import importlib.metadata
import importlib.util
import json
from importlib.resources import files

import numpy as np
import pytest

from nag_helpers.networks import Network, images, torch_loop, training
from nag_helpers.optimizers import descend, nesterov_step

needs_torch = pytest.mark.skipif(importlib.util.find_spec("torch") is None, reason="not installed: torch")


def losses_in_numpy():
    digits, network = images.digits(), Network((64, 32, 10))
    task = training(network, digits.train_images, digits.train_labels, batch_size=32, seed=0)
    path = descend(nesterov_step, task, alpha=0.1, beta=0.9, steps=torch_loop.UPDATES)
    return [task.at(t).value(path.measured_at[t]) for t in range(1, torch_loop.UPDATES + 1)]


def test_the_record_holds_the_losses_of_the_same_training_in_numpy():
    record = json.loads(files("nag_helpers").joinpath("data", torch_loop.RECORD).read_text(encoding="utf-8"))
    np.testing.assert_allclose(record["losses"], losses_in_numpy(), rtol=1e-9)


@needs_torch
def test_pytorch_gives_the_losses_of_the_same_training_in_numpy():
    losses, source = torch_loop.losses()
    np.testing.assert_allclose(losses, losses_in_numpy(), rtol=1e-12)
    assert source == f"PyTorch {importlib.metadata.version('torch')}, run here just now"


def test_without_pytorch_the_record_is_given_and_dated(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    losses, source = torch_loop.losses()
    assert len(losses) == torch_loop.UPDATES
    assert "recorded on 20" in source
