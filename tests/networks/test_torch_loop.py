"""The training loop in PyTorch beside the same in NumPy, its checkpoint, and its record."""

import importlib.metadata
import importlib.util

import numpy as np
import pytest

from nag_helpers.frameworks import checkpoints
from nag_helpers.networks import Network, images, torch_loop, training
from nag_helpers.optimizers import descend, nesterov_step

needs_torch = pytest.mark.skipif(importlib.util.find_spec("torch") is None, reason="not installed: torch")


def in_numpy():
    """Return the loss of each mini-batch, and the path."""
    digits, network = images.digits(), Network((64, 32, 10))
    task = training(network, digits.train_images, digits.train_labels, batch_size=32, seed=0)
    path = descend(nesterov_step, task, alpha=0.1, beta=0.9, steps=torch_loop.UPDATES)
    return [task.at(t).value(path.measured_at[t]) for t in range(1, torch_loop.UPDATES + 1)], path


def flat(tensors):
    """Return weights and biases of torch's layout as one vector of `Network`."""
    return np.concatenate([np.ravel(np.transpose(tensor)) for tensor in tensors])


def assert_it_is_the_run_in_numpy(run, rtol):
    losses, path = in_numpy()
    np.testing.assert_allclose(run.losses, losses, rtol=rtol)
    readings = checkpoints.read_torch(run.parameters, run.state_dict, learning_rate=0.1, momentum=0.9)
    np.testing.assert_allclose(flat([reading.theta for reading in readings]), path.theta[-1], rtol=rtol, atol=rtol)
    np.testing.assert_allclose(flat([reading.v for reading in readings]), path.v[-1], rtol=rtol, atol=rtol)


def recorded(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    return torch_loop.trained()


def test_the_record_is_the_same_training_as_in_numpy_and_dated(monkeypatch):
    run = recorded(monkeypatch)
    assert_it_is_the_run_in_numpy(run, rtol=1e-9)
    assert "recorded on 20" in run.source


@needs_torch
def test_pytorch_makes_the_same_training_as_numpy():
    run = torch_loop.trained()
    assert_it_is_the_run_in_numpy(run, rtol=1e-12)
    assert run.source == f"PyTorch {importlib.metadata.version('torch')}, run here just now"


def test_the_checkpoint_holds_the_next_learning_rate_and_is_refused_without_the_last(monkeypatch):
    run = recorded(monkeypatch)
    (group,) = run.state_dict["param_groups"]
    assert group["lr"] == pytest.approx(0.01)
    with pytest.raises(ValueError, match="learning_rate must be given, that of the last update"):
        checkpoints.read_torch(run.parameters, run.state_dict)
