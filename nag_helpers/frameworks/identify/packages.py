"""Optimisers of torch, optax, Keras and scikit-learn as black boxes; nothing is imported that the caller's optimiser does not need."""

import contextlib
import inspect
import sys

import numpy as np

from nag_helpers.frameworks.forms import Method
from nag_helpers.frameworks.identify.boxes import TENTH, CannotRunError, as_numbers, box_of_function

RATES = ("lr", "learning_rate")


def box_of(optimiser, settings):
    """Return the box of what the caller handed in.

    Raises
    ------
    ValueError, TypeError
        If it is none of those that can be run, or the settings are not its own.
    """
    if not isinstance(optimiser, Method):
        for kind in (_torch_box, _keras_box, _optax_box, _sklearn_box):
            box = kind(optimiser, settings)
            if box is not None:
                return box
    if hasattr(optimiser, "begin"):
        return optimiser
    if not callable(optimiser) and not isinstance(optimiser, Method):
        raise TypeError(
            "optimiser must be a step (theta, v, gradient, alpha, beta), a class of torch or Keras, a transformation of optax, or a "
            f"function from gradients to parameters, got {optimiser!r}"
        )
    return box_of_function(optimiser, settings)


def _from(package, optimiser):
    """Whether a class or an object has a base class that is defined in a package."""
    kind = optimiser if isinstance(optimiser, type) else type(optimiser)
    return any(base.__module__.partition(".")[0] == package for base in kind.__mro__)


def _begun(make, what="It could not be made"):
    """Return what a package's constructor returns; `CannotRunError` hands on in one line what the package says."""
    try:
        return make()
    except CannotRunError:
        raise
    except Exception as error:  # noqa: BLE001  whatever a package raises is said in a sentence
        said = " ".join(str(error).split())
        said = said if len(said) <= 160 else f"{said[:157]}..."
        raise CannotRunError(f"{what}: {type(error).__name__}: {said}") from None


# torch


def _torch_box(optimiser, settings):
    torch = sys.modules.get("torch")
    if torch is None:
        return None
    if isinstance(optimiser, torch.optim.Optimizer):
        known = inspect.signature(type(optimiser)).parameters
        held = optimiser.param_groups[0]
        given = {name: held[name] for name in known if name in held and name != "params"} | settings
        return TorchBox(type(optimiser), {name: _plain(value) for name, value in given.items()})
    if isinstance(optimiser, type) and issubclass(optimiser, torch.optim.Optimizer):
        return TorchBox(optimiser, settings)
    if inspect.isfunction(optimiser) and _makes_an_optimiser(optimiser, settings):
        return TorchBox(optimiser, settings)
    return None


def _makes_an_optimiser(function, settings):
    """Whether a function needs nothing but parameters and its settings. A step (params, state, gradient, ...) needs more."""
    first, *others = [*inspect.signature(function).parameters.values()] or [None]
    needed = {one.name for one in others if one.default is one.empty and one.kind is one.POSITIONAL_OR_KEYWORD}
    return first is not None and first.name in ("params", "parameters") and needed <= set(settings)


def _plain(value):
    return float(value) if hasattr(value, "detach") and value.numel() == 1 else value


class TorchBox:
    """A class of torch with its settings, or a function (params) -> optimiser. Matrices are given where it refuses rows."""

    can_begin_again = True

    def __init__(self, optimiser, settings):
        import torch

        known = inspect.signature(optimiser).parameters
        needs_rate = next(
            (name for name in RATES if name in known and known[name].default is inspect.Parameter.empty), None
        )
        self.optimiser, self.settings, self.torch = (
            optimiser,
            {**({needs_rate: 0.02} if needs_rate else {}), **settings},
            torch,
        )
        self.shape = None

    def begin(self, start):
        """Return a run from rest in ``start``, in double precision."""
        if self.shape is None:
            self.shape = self._shape_that_it_takes(start)
        return _TorchRun(self, start.reshape(self.shape if start.size != 1 else -1))

    def _shape_that_it_takes(self, start):
        try:
            _TorchRun(self, start).update(np.zeros_like)
        except CannotRunError as first:
            try:
                _TorchRun(self, start.reshape(2, -1)).update(np.zeros_like)
            except CannotRunError:
                raise first from None
            return 2, -1
        return (-1,)


class _TorchRun:
    def __init__(self, box, start):
        self.torch = box.torch
        self.p = self.torch.nn.Parameter(self.torch.tensor(start, dtype=self.torch.float64))
        self.optimizer = _begun(lambda: box.optimiser([self.p], **box.settings))
        if not hasattr(self.optimizer, "step"):
            raise CannotRunError(f"It made {type(self.optimizer).__name__}, which has no step.")
        if callable(getattr(self.optimizer, "train", None)):  # schedulefree
            self.optimizer.train()

    def update(self, gradient):
        torch = self.torch

        def closure():
            self.p.grad = torch.from_numpy(gradient(self.p.detach().numpy().copy()))
            return (self.p.detach() * self.p.grad).sum() / 2

        with torch.enable_grad():
            closure()
            needs = [p for p in inspect.signature(self.optimizer.step).parameters.values() if p.default is p.empty]
            needs = [p for p in needs if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
            _begun(lambda: self.optimizer.step(*([closure] if needs else [])), "Its step failed")
        return as_numbers(self.p.detach().numpy().copy())

    def drop(self):
        for group in self.optimizer.param_groups:
            if "lr" not in group:
                return False
            group["lr"] = group["lr"] * TENTH
        return True


# optax, and the triples of jax.example_libraries


def _optax_box(optimiser, settings):
    make = None
    if inspect.isfunction(optimiser) and optimiser.__module__.partition(".")[0] in ("optax", "jax"):
        make, optimiser = optimiser, _made(optimiser, settings)
    elif settings and hasattr(optimiser, "init") and hasattr(optimiser, "update"):
        raise ValueError(
            f"settings must be given to the function that makes the transformation, got {sorted(settings)}"
        )
    if isinstance(optimiser, tuple) and len(optimiser) == 3 and all(map(callable, optimiser)):
        return TripleBox(optimiser, make, settings)
    if all(callable(getattr(optimiser, name, None)) for name in ("init", "update")) and isinstance(optimiser, tuple):
        return OptaxBox(optimiser, make, settings)
    return None


def _made(make, settings):
    known = inspect.signature(make).parameters
    rate = next(
        (name for name in (*RATES, "step_size") if name in known and known[name].default is inspect.Parameter.empty),
        None,
    )
    try:
        return make(**({rate: 0.02} if rate else {}) | settings)
    except TypeError as error:
        raise ValueError(f"settings must be those of {make.__name__}: {error}") from None


def _dropped(make, settings):
    """Return what the function makes with a tenth of the learning rate; None if there is none to be seen."""
    known = inspect.signature(make).parameters if make else ()
    rate = next((name for name in (*RATES, "step_size") if name in known), None)
    value = settings.get(rate, 0.02)
    return make(**settings | {rate: value * TENTH}) if rate and isinstance(value, (int, float)) else None


class OptaxBox:
    """A transformation of optax, and if known the function and settings that made it."""

    can_begin_again = True

    def __init__(self, transformation, make=None, settings=None):
        self.transformation, self.make, self.settings = transformation, make, settings or {}

    def begin(self, start):
        """Return a run from rest in ``start``, in double precision."""
        return _OptaxRun(self, start)


class _OptaxRun:
    def __init__(self, box, start):
        import jax

        self.jax, self.box, self.transformation = jax, box, box.transformation
        with jax.enable_x64(True):
            self.params = jax.numpy.asarray(start)
            self.state = _begun(lambda: self.transformation.init(self.params))

    def update(self, gradient):
        with self.jax.enable_x64(True):
            jnp, held = self.jax.numpy, np.asarray(self.params)
            g = jnp.asarray(gradient(held))
            loss = (held * g).sum() / 2
            more = {"value": loss, "grad": g, "value_fn": lambda p: loss} if _takes_more(self.transformation) else {}
            updates, self.state = _begun(
                lambda: self.transformation.update(g, self.state, self.params, **more), "Its update failed"
            )
            self.params = self.params + updates
            return as_numbers(np.array(self.params))

    def drop(self):
        other = _dropped(self.box.make, self.box.settings)
        if other is not None:
            self.transformation = other
        return other is not None


def _takes_more(transformation):
    return any(p.kind is p.VAR_KEYWORD for p in inspect.signature(transformation.update).parameters.values())


class TripleBox:
    """Functions (init, update, parameters), as ``jax.example_libraries.optimizers`` makes them."""

    can_begin_again = True

    def __init__(self, triple, make=None, settings=None):
        self.triple, self.make, self.settings = triple, make, settings or {}

    def begin(self, start):
        """Return a run from rest in ``start``, in double precision."""
        return _TripleRun(self, start)


class _TripleRun:
    def __init__(self, box, start):
        import jax

        self.jax, self.box, self.triple, self.t = jax, box, box.triple, 0
        with jax.enable_x64(True):
            self.state = self.triple[0](jax.numpy.asarray(start))

    def update(self, gradient):
        with self.jax.enable_x64(True):
            held = np.asarray(self.triple[2](self.state))
            self.state = self.triple[1](self.t, self.jax.numpy.asarray(gradient(held)), self.state)
            self.t += 1
            return as_numbers(np.array(self.triple[2](self.state)))

    def drop(self):
        other = _dropped(self.box.make, self.box.settings)
        self.triple = other or self.triple
        return other is not None


# Keras


def _keras_box(optimiser, settings):
    keras = sys.modules.get("keras")
    if keras is None or not _from("keras", optimiser):
        return None
    if isinstance(optimiser, type):
        try:
            optimiser = optimiser(**settings)
        except (TypeError, ValueError) as error:
            raise ValueError(f"settings must be those of {optimiser.__name__}: {error}") from None
    elif settings:
        raise ValueError(
            f"settings must be given to the class, not beside an optimiser that has its own, got {sorted(settings)}"
        )
    return KerasBox(optimiser)


class KerasBox:
    """An optimiser of Keras: a new one is made of its configuration, and the caller's stays as it is."""

    can_begin_again = True

    def __init__(self, optimizer):
        self.kind, self.config = type(optimizer), optimizer.get_config()
        rate = self.config.get("learning_rate")
        if isinstance(rate, float):  # kept in single precision: 0.02 comes back as 0.0199999996
            self.config["learning_rate"] = float(str(np.float32(rate)))

    def begin(self, start):
        """Return a run from rest in ``start``, in double precision."""
        return _KerasRun(self, start)


class _KerasRun:
    def __init__(self, box, start):
        self.keras = sys.modules["keras"]
        with self._double():
            self.variable = self.keras.Variable(start, dtype="float64")
            self.optimizer = _begun(lambda: box.kind.from_config(dict(box.config)))
            _begun(lambda: self.optimizer.build([self.variable]))

    @contextlib.contextmanager
    def _double(self):
        before = self.keras.config.floatx()
        self.keras.config.set_floatx("float64")
        jax = sys.modules["jax"].enable_x64(True) if self.keras.backend.backend() == "jax" else contextlib.nullcontext()
        try:
            with jax:
                yield
        finally:
            self.keras.config.set_floatx(before)

    def update(self, gradient):
        with self._double():
            g = self.keras.ops.convert_to_tensor(gradient(self._held()), dtype="float64")
            _begun(lambda: self.optimizer.apply([g], [self.variable]), "Its update failed")
            return as_numbers(self._held())

    def _held(self):
        return np.array(self.keras.ops.convert_to_numpy(self.variable))

    def drop(self):
        with self._double():
            try:
                self.optimizer.learning_rate = (
                    float(self.keras.ops.convert_to_numpy(self.optimizer.learning_rate)) * TENTH
                )
            except (TypeError, ValueError, AttributeError):
                return False
            return True


# scikit-learn


def _sklearn_box(optimiser, settings):
    if isinstance(optimiser, type) and _from("sklearn", optimiser) and hasattr(optimiser, "update_params"):
        return SklearnBox(optimiser, settings)
    return None


class SklearnBox:
    """A class of scikit-learn's networks, which holds a list of arrays and changes them in place."""

    can_begin_again = True

    def __init__(self, optimiser, settings):
        self.optimiser, self.settings = optimiser, settings

    def begin(self, start):
        """Return a run from rest in ``start``."""
        return _SklearnRun(self, start)


class _SklearnRun:
    def __init__(self, box, start):
        self.param = start.copy()
        self.optimizer = _begun(lambda: box.optimiser([self.param], **box.settings))

    def update(self, gradient):
        _begun(lambda: self.optimizer.update_params([self.param], [gradient(self.param)]), "Its update failed")
        return as_numbers(self.param.copy())

    def drop(self):
        self.optimizer.learning_rate *= TENTH
        return True
