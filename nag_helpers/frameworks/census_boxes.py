"""Optimisers of packages that `identify` does not know by itself, as black boxes for the census.

Each function here takes what a package offers and settings, and returns a `Box`. Packages are imported where they are used.
"""

import importlib

import numpy as np

from nag_helpers.frameworks.identify.boxes import TENTH, as_numbers


class Box:
    """A black box made of a function.

    Parameters
    ----------
    make : callable, start -> (update, drop)
        ``update`` takes a gradient function and returns the new parameters; ``drop`` divides the learning rate by ten, or is None.
    """

    can_begin_again = True

    def __init__(self, make):
        self.make = make

    def begin(self, start):
        """Return a run from rest in ``start``."""
        return _Run(*self.make(start.copy()))


class _Run:
    def __init__(self, update, drop):
        self._update, self._drop = update, drop

    def update(self, gradient):
        return as_numbers(self._update(gradient))

    def drop(self):
        if self._drop is None:
            return False
        self._drop()
        return True


def _dropping(owner, name):
    return lambda: setattr(owner, name, getattr(owner, name) * TENTH)


def river(kind, **settings):
    """Dictionaries of weights; the gradient is measured where ``look_ahead`` leads, if there is one."""

    def make(start):
        optimizer, w = kind(**settings), dict(enumerate(start))

        def update(gradient):
            nonlocal w
            w = optimizer.look_ahead(w)
            g = gradient(np.array([w[i] for i in range(len(w))]))
            w = optimizer.step(w, dict(enumerate(g)))
            return [w[i] for i in range(len(w))]

        return update, None

    return Box(make)


def mlx(kind, **settings):
    """Arrays in single precision."""
    import mlx.core as mx

    def make(start):
        optimizer, held = kind(**settings), {"p": mx.array(start.astype(np.float32))}

        def update(gradient):
            nonlocal held
            g = mx.array(gradient(np.array(held["p"])).astype(np.float32))
            held = optimizer.apply_gradients({"p": g}, held)
            return np.array(held["p"]).astype(float)

        def drop():
            optimizer.learning_rate = optimizer.learning_rate * TENTH

        return update, drop

    return Box(make)


def autograd(function, **settings):
    """A function that makes the whole run: it is run anew for every update, one longer each time."""

    def make(start):
        updates = 0

        def update(gradient):
            nonlocal updates
            updates += 1
            return function(lambda x, t: gradient(x), start, num_iters=updates, **settings)

        return update, None

    return Box(make)


def pennylane(kind, **settings):
    """An optimiser of circuits, given the gradient function."""

    def make(start):
        optimizer, x = kind(**settings), importlib.import_module("pennylane").numpy.array(start)

        def update(gradient):
            nonlocal x
            x = optimizer.step(lambda x: 0.0, x, grad_fn=lambda x: gradient(np.asarray(x)))
            return np.asarray(x)

        return update, _dropping(optimizer, "stepsize")

    return Box(make)


def numpyro(kind, **settings):
    """A state that is updated by gradients."""
    import jax

    def make(start):
        with jax.enable_x64(True):
            optimizer = kind(**settings)
            state = optimizer.init(jax.numpy.asarray(start))

        def update(gradient):
            nonlocal state
            with jax.enable_x64(True):
                g = jax.numpy.asarray(gradient(np.asarray(optimizer.get_params(state))))
                state = optimizer.update(g, state)
                return np.array(optimizer.get_params(state))

        return update, None

    return Box(make)


def torchopt(function, **settings):
    """optax's interface in torch."""
    import torch

    def make(start):
        transformation, params = function(**settings), (torch.tensor(start),)
        state = transformation.init(params)

        def update(gradient):
            nonlocal params, state
            g = (torch.tensor(gradient(params[0].numpy())),)
            updates, state = transformation.update(g, state, params=params, inplace=False)
            params = (params[0] + updates[0],)
            return params[0].detach().numpy().copy()

        return update, None

    return Box(make)


def paddle(kind, **settings):
    """Parameters whose gradient comes from a backward pass, in double precision."""
    import paddle as package

    def make(start):
        p = package.create_parameter([len(start)], "float64", default_initializer=package.nn.initializer.Assign(start))
        optimizer = kind(parameters=[p], **settings)

        def update(gradient):
            g = package.to_tensor(gradient(p.numpy()), dtype="float64")
            (p * g).sum().backward()
            optimizer.step()
            optimizer.clear_grad()
            return p.numpy()

        return update, lambda: optimizer.set_lr(optimizer.get_lr() * TENTH)

    return Box(make)
