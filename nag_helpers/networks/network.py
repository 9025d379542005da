"""A small neural network in NumPy, trained by the same rules as everything else in the series.

All weights and biases of a network lie in one vector theta, so that `descend` and the step functions train it
unchanged. `training` makes an objective of a network and its data, on the full data or on mini-batches.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from nag_helpers import checks
from nag_helpers.objectives import Objective, sigmoid


def _softmax(scores):
    p = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return p / p.sum(axis=-1, keepdims=True)


def _log_sum_exp(scores):
    highest = scores.max(axis=-1)
    return highest + np.log(np.exp(scores - highest[..., None]).sum(axis=-1))


class _Activation(NamedTuple):
    """What a hidden unit makes of its input z, and the slope of that, written in terms of its output a."""

    output: Callable
    slope: Callable


class _Loss(NamedTuple):
    """What the last layer's scores mean: the output, the loss of each example, and its gradient by the scores."""

    output: Callable
    value: Callable
    gradient: Callable


ACTIVATIONS = {
    "sigmoid": _Activation(sigmoid, lambda a: a * (1 - a)),
    "tanh": _Activation(np.tanh, lambda a: 1 - a * a),
    "relu": _Activation(lambda z: np.maximum(z, 0), lambda a: (a > 0).astype(a.dtype)),
}

LOSSES = {
    # log(sum exp z) - z_label: the surprise at the right class, in nats
    "softmax cross-entropy": _Loss(
        output=_softmax,
        value=lambda z, y: _log_sum_exp(z) - (z * y).sum(axis=-1),
        gradient=lambda z, y: _softmax(z) - y,
    ),
    # -y log a - (1 - y) log(1 - a) with a = sigmoid(z), summed over the pixels
    "cross-entropy": _Loss(
        output=sigmoid,
        value=lambda z, y: (np.logaddexp(0, z) - z * y).sum(axis=-1),
        gradient=lambda z, y: sigmoid(z) - y,
    ),
    # (a - y)^2 with a = sigmoid(z), summed over the pixels
    "squared error": _Loss(
        output=sigmoid,
        value=lambda z, y: ((sigmoid(z) - y) ** 2).sum(axis=-1),
        gradient=lambda z, y: 2 * (sigmoid(z) - y) * sigmoid(z) * sigmoid(-z),
    ),
}


@dataclass(frozen=True)
class Network:
    """A multilayer perceptron: each layer multiplies by weights, adds biases and bends the result.

    Every method takes the parameters as ``theta`` of shape (..., d): one vector, or a whole batch of networks that
    are computed at once. It computes in the precision of the inputs.

    Attributes
    ----------
    sizes : tuple of int
        Units of each layer, from input to output: ``(64, 32, 10)`` has one hidden layer of 32.
    hidden : str
        What the hidden units do: "tanh", "sigmoid" or "relu".
    loss : str
        "softmax cross-entropy" for classes; "cross-entropy" or "squared error" for the reconstruction of images with
        pixels in [0, 1], by sigmoid output units and summed over the pixels. Each is a mean over the examples.

    References
    ----------
    Rumelhart, Hinton and Williams (1986), "Learning representations by back-propagating errors".
    """

    sizes: tuple
    hidden: str = "tanh"
    loss: str = "softmax cross-entropy"

    def __post_init__(self):
        checks.instance_of("sizes", self.sizes, checks.SEQUENCES, "a sequence of whole numbers")
        sizes = tuple(checks.whole_number("each of sizes", size, least=1) for size in self.sizes)
        if len(sizes) < 2:
            raise ValueError(f"sizes must name at least the input and the output layer, got {self.sizes!r}")
        object.__setattr__(self, "sizes", sizes)
        checks.one_of("hidden", self.hidden, ACTIVATIONS)
        checks.one_of("loss", self.loss, LOSSES)

    @property
    def dimension(self):
        """The number d of weights and biases."""
        return sum((n_in + 1) * n_out for n_in, n_out in pairwise(self.sizes))

    def _checked_theta(self, theta):
        return theta if type(theta) is np.ndarray and theta.dtype.kind == "f" else checks.numbers("theta", theta)

    def _checked_inputs(self, inputs):
        inputs = inputs if type(inputs) is np.ndarray and inputs.dtype.kind == "f" else checks.numbers("inputs", inputs)
        if inputs.ndim < 2 or inputs.shape[-1] != self.sizes[0]:
            raise ValueError(f"inputs must have shape (n, {self.sizes[0]}) for this network, got {inputs.shape}")
        return inputs

    def layers(self, theta):
        """Return the weights and biases of each layer, as views of ``theta``.

        Returns
        -------
        list of (weights, biases)
            Arrays of shapes (..., n_in, n_out) and (..., 1, n_out). Writing to them writes to theta.
        """
        checks.instance_of("theta", theta, np.ndarray, "an array")
        if theta.shape[-1:] != (self.dimension,):
            raise ValueError(f"theta must have {self.dimension} numbers in its last axis, got shape {theta.shape}")
        views, end = [], 0
        for n_in, n_out in pairwise(self.sizes):
            begin, end = end, end + n_in * n_out
            weights = theta[..., begin:end].reshape(*theta.shape[:-1], n_in, n_out)
            begin, end = end, end + n_out
            views.append((weights, theta[..., None, begin:end]))
        return views

    def forward(self, theta, inputs):
        """Return what every layer gives to the next: the inputs, each hidden layer's output, and the last scores."""
        bend = ACTIVATIONS[self.hidden].output
        inputs = self._checked_inputs(inputs)
        *hidden_layers, (weights, biases) = self.layers(self._checked_theta(theta).astype(inputs.dtype, copy=False))
        given = [inputs]
        for hidden_weights, hidden_biases in hidden_layers:
            given.append(bend(given[-1] @ hidden_weights + hidden_biases))
        return [*given, given[-1] @ weights + biases]

    def outputs(self, theta, inputs):
        """Return what the network says about inputs of shape (n, n_in): class probabilities or pixels."""
        return LOSSES[self.loss].output(self.forward(theta, inputs)[-1])

    def value(self, theta, inputs, targets):
        """Return the mean loss over the examples, shape (...)."""
        scores = self.forward(theta, inputs)[-1]
        return LOSSES[self.loss].value(scores, _checked_targets(targets, scores)).mean(axis=-1)

    def gradient(self, theta, inputs, targets):
        """Return the gradient of the mean loss by every weight and bias, shape (..., d): backpropagation.

        Going from the last layer to the first, ``blame`` is the gradient of the loss by what enters a layer's units.
        A weight's share of it is that blame times what the weight carried.
        """
        slope_of = ACTIVATIONS[self.hidden].slope
        inputs = self._checked_inputs(inputs)
        theta = self._checked_theta(theta).astype(inputs.dtype, copy=False)
        *given, scores = self.forward(theta, inputs)
        blame = LOSSES[self.loss].gradient(scores, _checked_targets(targets, scores)) / inputs.shape[-2]
        result = np.empty((*blame.shape[:-2], theta.shape[-1]), dtype=inputs.dtype)
        pairs = list(zip(given, self.layers(theta), self.layers(result)))
        for number, (carried, (weights, _), (by_weights, by_biases)) in reversed(list(enumerate(pairs))):
            np.matmul(np.swapaxes(carried, -1, -2), blame, out=by_weights)
            np.sum(blame, axis=-2, keepdims=True, out=by_biases)
            if number:  # the inputs themselves are not to blame
                blame = (blame @ np.swapaxes(weights, -1, -2)) * slope_of(carried)
        return result

    def accuracy(self, theta, inputs, labels):
        """Return the share of inputs whose most probable class is the label, shape (...)."""
        said, labels = self.forward(theta, inputs)[-1].argmax(axis=-1), checks.numbers("labels", labels)
        if labels.shape != said.shape[-1:]:
            raise ValueError(f"labels must be {said.shape[-1]} numbers, one for each input, got shape {labels.shape}")
        return (said == labels).mean(axis=-1)

    def initial(self, rule="glorot", seed=0):
        """Return random parameters to start from; all biases are zero.

        Parameters
        ----------
        rule : str
            "glorot": uniform within ±√(6 / (n_in + n_out)). Glorot and Bengio (2010), equation 16.
            "he": normal with variance 2 / n_in. He, Zhang, Ren and Sun (2015), equation 10.
            "sparse": 15 incoming standard normal weights a unit, the others zero. Martens (2010), section 5.
        seed : int or sequence of int
            Same seed, same parameters.

        Returns
        -------
        array, shape (d,), or (s, d) for s seeds
        """
        draw = INITIALISATIONS[checks.one_of("rule", rule, INITIALISATIONS)]
        seed = checks.seeds("seed", seed)
        if isinstance(seed, tuple):
            return np.stack([self.initial(rule, one) for one in seed])
        rng = np.random.default_rng(seed)
        theta = np.zeros(self.dimension)
        for weights, _ in self.layers(theta):
            weights[...] = draw(rng, *weights.shape)
        return theta


def _checked_targets(targets, scores):
    targets = (
        targets if type(targets) is np.ndarray and targets.dtype.kind == "f" else checks.numbers("targets", targets)
    )
    if targets.shape[-2:] != scores.shape[-2:]:
        raise ValueError(f"targets must have shape {scores.shape[-2:]} for these inputs, got {targets.shape}")
    return targets


def _glorot(rng, n_in, n_out):
    limit = np.sqrt(6 / (n_in + n_out))
    return rng.uniform(-limit, limit, (n_in, n_out))


def _he(rng, n_in, n_out):
    return rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))


def _sparse(rng, n_in, n_out, incoming=15):
    connected = rng.permuted(np.tile(np.arange(n_in) < incoming, (n_out, 1)), axis=1).T
    return connected * rng.standard_normal((n_in, n_out))


INITIALISATIONS = {"glorot": _glorot, "he": _he, "sparse": _sparse}


@dataclass(frozen=True, eq=False)
class Training(Objective):
    """A network's loss on its data, an objective like any other; `training` makes one.

    Attributes
    ----------
    network : Network
    inputs, targets : arrays, shapes (n, n_in) and (n, n_out)
    batch_size : int or None
        Examples in a mini-batch; None for the full data in every update.
    seed : int or tuple of int
        Decides, with the update number, which examples are drawn. With s seeds the last batch axis of theta has
        length s, and each of those runs draws its own.
    """

    network: Network = None
    inputs: np.ndarray = None
    targets: np.ndarray = None
    batch_size: int | None = None
    seed: int | tuple = 0

    @property
    def updates_per_epoch(self):
        """How many updates see the data once."""
        return len(self.inputs) // self.batch_size if self.batch_size else 1

    def examples(self, t):
        """Return the indices of update ``t``'s examples, shape (batch_size,) or (s, batch_size).

        The data are shuffled anew for every epoch and dealt out in order. What does not fill a mini-batch is left out
        of that epoch.
        """
        epoch, turn = divmod(t - 1, self.updates_per_epoch)
        order = _shuffled(len(self.inputs), self.seed, epoch)
        return order[..., turn * self.batch_size : (turn + 1) * self.batch_size]

    def at(self, t):
        """Return the objective of update ``t`` = 1, 2, …: the loss on that update's mini-batch."""
        if not self.batch_size:
            return self
        drawn = self.examples(t)
        return _MiniBatch(self.network, self.inputs[drawn], self.targets[drawn])


class _MiniBatch(NamedTuple):
    """The loss on a few examples; it lives for one update, so it is kept light."""

    network: Network
    inputs: np.ndarray
    targets: np.ndarray

    def value(self, theta):
        return self.network.value(theta, self.inputs, self.targets)

    def gradient(self, theta):
        return self.network.gradient(theta, self.inputs, self.targets)


@lru_cache(maxsize=8)
def _shuffled(n, seed, epoch):
    if isinstance(seed, tuple):
        return np.stack([_shuffled(n, one, epoch) for one in seed])
    return np.random.default_rng((seed, epoch)).permutation(n)


def training(network, inputs, targets, batch_size=None, seed=0, initialisation="glorot", dtype=float):
    """Return the objective of training a network: its mean loss on the data, or on mini-batches drawn from them.

    Parameters
    ----------
    network : Network
    inputs : array, shape (n, n_in)
    targets : array, shape (n, n_out), or int array of shape (n,)
        What the network should say. Whole numbers in one axis are class labels.
    batch_size : int, optional
        Examples in a mini-batch; the full data in every update if not given.
    seed : int or sequence of s ints
        Decides the start and the mini-batches. With several, ``start`` has shape (s, d) and must be given to
        `descend` as ``start=network.initial(...)``.
    initialisation : str
        See `Network.initial`.
    dtype : dtype
        Precision in which loss and gradient are computed. ``np.float32``, as is usual in deep learning, takes half
        the time; theta itself is kept in double precision.

    Returns
    -------
    Training
        ``value`` is the loss on all the data, whatever the batch size.

    Raises
    ------
    ValueError
        If shapes do not fit together, or the mini-batch is larger than the data.
    """
    checks.instance_of("network", network, Network, "a Network")
    checks.one_of("initialisation", initialisation, INITIALISATIONS)
    dtype = precision(dtype)
    inputs = checks.finite_array("inputs", inputs).astype(dtype)
    targets = _as_targets(network, targets).astype(dtype)
    if inputs.ndim != 2 or inputs.shape[1] != network.sizes[0]:
        raise ValueError(f"inputs must have shape (n, {network.sizes[0]}) for this network, got {inputs.shape}")
    if targets.shape != (len(inputs), network.sizes[-1]):
        raise ValueError(f"targets must have shape ({len(inputs)}, {network.sizes[-1]}), got {targets.shape}")
    if batch_size is not None and checks.whole_number("batch_size", batch_size, least=1) > len(inputs):
        raise ValueError(f"batch_size must be at most the number of examples, {len(inputs)}, got {batch_size}")
    seed = checks.seeds("seed", seed)
    first_seed = seed[0] if isinstance(seed, tuple) else seed
    return Training(
        name=f"{'-'.join(map(str, network.sizes))} network, {network.loss}",
        formula=r"\frac1n\sum_i \ell(\mathrm{net}_\theta(x_i), y_i)",
        value=lambda theta: network.value(theta, inputs, targets),
        gradient=lambda theta: network.gradient(theta, inputs, targets),
        start=network.initial(initialisation, first_seed),
        network=network,
        inputs=inputs,
        targets=targets,
        batch_size=batch_size,
        seed=seed,
    )


def _as_targets(network, targets):
    numbers = checks.finite_array("targets", targets)
    if numbers.ndim != 1:
        return numbers
    classes = network.sizes[-1]
    if np.asarray(targets).dtype.kind not in "iu" or not ((numbers >= 0) & (numbers < classes)).all():
        raise ValueError(f"the class labels in targets must be whole numbers from 0 to {classes - 1}, got {targets!r}")
    return np.eye(classes)[numbers.astype(int)]


def precision(dtype):
    """Return ``dtype`` as NumPy's; ValueError if it is none, or not one of floating-point numbers."""
    try:
        found = np.dtype(dtype)
    except TypeError:
        found = None
    if dtype is None or found is None or found.kind != "f":
        raise ValueError(f"dtype must be a floating-point precision, as np.float32, got {dtype!r}")
    return found
