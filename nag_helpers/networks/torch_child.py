"""The child process of `torch_loop`: it reads a task as JSON, trains, and writes losses and checkpoint as JSON.

It imports numpy and torch alone, which saves the time that our own packages take to come.
"""

import json
import sys

import numpy as np


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


def main():
    """Read, train, write."""
    given = json.load(sys.stdin)
    layers = [[np.array(each) for each in layer] for layer in given["layers"]]
    epochs = [[np.array(batch) for batch in epoch] for epoch in given["epochs"]]
    losses, model, optimizer = train(layers, np.array(given["images"]), np.array(given["labels"]), epochs)
    state = optimizer.state_dict()
    measured = {
        "losses": losses,
        "parameters": [parameter.tolist() for parameter in model.parameters()],
        "buffers": [each["momentum_buffer"].tolist() for each in state["state"].values()],
        "groups": state["param_groups"],
    }
    json.dump(measured, sys.stdout)


if __name__ == "__main__":
    main()
