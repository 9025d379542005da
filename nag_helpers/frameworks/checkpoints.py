"""Reading theta, v and the look-ahead point from a trained optimiser of torch, Keras or optax.

Nothing of the frameworks is imported: a checkpoint's numbers will do. What is read has the layout of its framework: the weights of a
dense layer are (out, in) in torch and (in, out) in Keras, so whoever carries them over transposes theta and v alike.
"""

from collections.abc import Mapping

import numpy as np

from nag_helpers import checks
from nag_helpers.frameworks.conversions import reading_of


def read_torch(parameters, state_dict, learning_rate=None, momentum=None):
    """Read theta, v and the look-ahead point from a trained ``torch.optim.SGD``.

    With a scheduler the state does not say what the last update used: after ``scheduler.step()``, which is when
    checkpoints are written, it holds the *next* learning rate, and OneCycleLR and CyclicLR change the momentum too.
    Then both must be given: read ``optimizer.param_groups[0]["lr"]`` and ``["momentum"]`` before ``scheduler.step()``.

    Parameters
    ----------
    parameters : sequence of tensors or arrays
        As they were given to the optimiser, in the same order.
    state_dict : dict
        ``optimizer.state_dict()``.
    learning_rate, momentum : float, or a sequence with one for each parameter group, optional
        Of the last update; those in the state if not given, which is right if they never changed.

    Returns
    -------
    list of Reading, one for each parameter
        In torch's layout: the weight of a ``Linear`` is (out, in), Keras's is its transpose. Before the first update v is 0. Without ``nesterov`` the parameter is theta itself.

    Raises
    ------
    ValueError
        If this is not the state of an SGD with momentum, the parameters do not fit it, or a scheduler has been at
        work and the settings of the last update are not given.
    """
    groups, parameters = _torch_groups(state_dict), _listed("parameters", parameters)
    count = sum(len(group["params"]) for group in groups)
    if count != len(parameters):
        raise ValueError(f"parameters must be the {count} of the optimiser's state, got {len(parameters)}")
    rates = _for_each_group("learning_rate", learning_rate, groups, "lr", scheduled="initial_lr")
    momenta = _for_each_group("momentum", momentum, groups, "momentum", scheduled="max_momentum")
    readings = []
    for group, rate, beta in zip(groups, rates, momenta):
        for index in group["params"]:
            parameter = _numbers("each of the parameters", parameters[len(readings)])
            buffer = state_dict["state"].get(index, {}).get("momentum_buffer")
            v = np.zeros_like(parameter) if buffer is None else rate * _fitting(buffer, parameter)
            readings.append(reading_of(parameter, v, beta, group["nesterov"]))
    return readings


def read_keras(variables, optimizer, momentum=None):
    """Read theta, v and the look-ahead point from a trained ``keras.optimizers.SGD``.

    A compiled training (``fit`` on JAX or TensorFlow) reads ``optimizer.momentum`` once, when it compiles, and ignores
    what is written there later: the optimiser shows the new number and the updates use the old. If you changed it, give
    the momentum of the compilation. The learning rate is a variable and heeded, and is not needed here.

    Parameters
    ----------
    variables : sequence of variables or arrays
        The model's trainable variables, in the order in which the optimiser was built.
    optimizer : object with ``momentum``, ``nesterov`` and ``momentums``
        An SGD, or one inside a ``LossScaleOptimizer``.
    momentum : float, optional
        Of the last update; the optimiser's if not given.

    Returns
    -------
    list of Reading, one for each variable
        In Keras's layout: the kernel of a ``Dense`` layer is (in, out), torch's is its transpose.

    Raises
    ------
    ValueError
        If the optimiser is another than SGD, has no velocities, or not one for each variable.
    """
    optimizer = getattr(optimizer, "inner_optimizer", optimizer)
    kind = type(optimizer)
    if kind.__module__.startswith("keras") and "SGD" not in (base.__name__ for base in kind.__mro__):
        raise ValueError(f"optimizer must be an SGD: only its velocities are sums of gradients, got {kind.__name__}")
    momentums = getattr(optimizer, "momentums", None)
    if not momentums:
        raise ValueError(
            "optimizer must be an SGD that was built with a momentum above 0, got one without velocities; "
            "raising optimizer.momentum later does not make them"
        )
    variables = _listed("variables", variables)
    if len(momentums) != len(variables):
        raise ValueError(f"variables must be the optimiser's {len(momentums)}, got {len(variables)}")
    beta = _setting("momentum", optimizer.momentum if momentum is None else momentum)
    pairs = (
        (_numbers("each of the variables", variable), velocity) for variable, velocity in zip(variables, momentums)
    )
    return [
        reading_of(variable, -_fitting(velocity, variable), beta, optimizer.nesterov) for variable, velocity in pairs
    ]


def read_optax(params, state, learning_rate=None, momentum=None, nesterov=True):
    """Read theta, v and the look-ahead point from a trained ``optax.sgd``.

    The trace is found inside ``chain``, ``MultiSteps``, ``apply_if_finite`` and ``inject_hyperparams``. The last of
    them keeps the settings of the last update in the state; elsewhere they are not in it and must be given.

    Parameters
    ----------
    params : array, or dicts, lists and tuples of arrays
    state : the optimiser's state
    learning_rate : float or callable, optional
        Of the last update; or the schedule that was given to ``optax.sgd``, which is asked for it.
    momentum : float, optional
    nesterov : bool
        As it was given to ``optax.sgd``: no state holds it.

    Returns
    -------
    Reading, in the structure of ``params``

    Raises
    ------
    ValueError
        If the state is not that of SGD (``lars`` and ``rmsprop`` keep a trace too, of updates instead of gradients), if the settings are neither in it nor given, or if the
        trace has another structure than ``params``.
    """
    traces = _traces_of_gradients(state)
    settings = next(_parts(state, "hyperparams"), {})
    rate = _optax_setting("learning_rate", learning_rate, settings, state)
    beta = _optax_setting("momentum", momentum, settings, state)

    def pair(parameter, buffer):
        if isinstance(parameter, Mapping):
            return {key: pair(parameter[key], buffer[key]) for key in parameter}
        if isinstance(parameter, (list, tuple)):
            parts = [pair(*both) for both in zip(parameter, buffer, strict=True)]
            return type(parameter)(*parts) if hasattr(parameter, "_fields") else type(parameter)(parts)
        parameter = _numbers("each of the params", parameter)
        return reading_of(parameter, rate * _fitting(buffer, parameter), beta, nesterov)

    try:
        return pair(params, traces[0])
    except (KeyError, TypeError):
        raise ValueError(
            "params must have the structure of the state's trace, "
            f"got {type(params).__name__} and {type(traces[0]).__name__}"
        ) from None


def _listed(name, tensors):
    try:
        return list(tensors)
    except TypeError:
        raise ValueError(f"{name} must be a sequence of tensors or arrays, got {tensors!r}") from None


def _torch_groups(state_dict):
    groups = state_dict.get("param_groups") if isinstance(state_dict, Mapping) else None
    if not groups or "state" not in state_dict:
        raise ValueError(f"state_dict must be what optimizer.state_dict() returned, got {type(state_dict).__name__}")
    for group in groups:
        if not {"lr", "momentum", "dampening", "nesterov", "params"} <= set(group):  # Muon has all but the dampening
            raise ValueError(f"state_dict must be that of torch.optim.SGD, got a group with {sorted(group)}")
    kept = {name for state in state_dict["state"].values() for name in state}
    if kept - {"momentum_buffer"}:
        raise ValueError(f"state_dict must be that of torch.optim.SGD, got a state with {sorted(kept)}")
    return groups


def _for_each_group(name, given, groups, key, scheduled):
    """Return a setting for each group: what is given, or what the state holds if no scheduler can have changed it."""
    if given is None:
        if any(scheduled in group for group in groups):
            raise ValueError(
                f"{name} must be given, that of the last update: a scheduler has changed it, and after "
                f"scheduler.step() the state holds the next one, {', '.join(f'{_number(key, g[key]):g}' for g in groups)}"
            )
        given = [group[key] for group in groups]
    given = list(given) if isinstance(given, (list, tuple)) else [given] * len(groups)
    if len(given) != len(groups):
        raise ValueError(f"{name} must be a number or one for each of the {len(groups)} groups, got {len(given)}")
    return [_setting(name, one) for one in given]


#: States of optax in which a trace is still one of gradients.
_BESIDE_A_TRACE = (
    "TraceState",
    "EmptyState",
    "ScaleByScheduleState",
    "MaskedState",
    "MultiStepsState",
    "ApplyIfFiniteState",
    "InjectHyperparamsState",
    "InjectStatefulHyperparamsState",
    "WrappedScheduleState",
)


def _traces_of_gradients(state):
    """Return the one trace of a state in a list; ValueError if it is not that of SGD."""
    traces = list(_parts(state, "trace"))
    if len(traces) != 1:
        raise ValueError(
            f"state must hold one trace, that of optax.sgd with momentum, got {type(state).__name__} with "
            f"{len(traces) or 'none'}"
        )
    tuples = list(_tuples(state))
    theirs = {type(one).__name__ for one in tuples if type(one).__module__.startswith("optax")}
    if others := sorted(theirs - {*_BESIDE_A_TRACE}):
        raise ValueError(f"state must be that of optax.sgd, got one with {', '.join(others)}")
    if any(len(one) > 1 and "trace" in getattr(one[-1], "_fields", ()) for one in tuples if type(one) is tuple):
        raise ValueError(
            "state must be that of optax.sgd, got one with its trace after the learning rate, as in optax.lars"
        )
    return traces


def _tuples(state):
    """Yield every tuple in a nested state, itself too; parameters and traces are not looked into."""
    if isinstance(state, Mapping):
        state = tuple(state.values())
    if isinstance(state, (list, tuple)):
        yield state
        for part, name in zip(state, getattr(state, "_fields", state)):
            if not isinstance(name, str) or name != "trace":
                yield from _tuples(part)


def _optax_setting(name, given, settings, state):
    """Return a setting of optax's last update: what is given, or else what ``inject_hyperparams`` keeps."""
    if given is None:
        if name not in settings:
            raise ValueError(f"{name} must be given: without optax.inject_hyperparams the state does not hold it")
        given = settings[name]
    if callable(given):
        counts = list(_parts(state, "count"))
        if len(counts) != 1:
            raise ValueError(f"{name} must be a number here: the state holds {len(counts)} counts of updates, not one")
        given = given(max(int(counts[0]) - 1, 0))
    return _setting(name, given)


def _parts(state, field):
    """Yield the given field of every named tuple in a nested state that has it; arrays are not looked into."""
    if isinstance(state, Mapping):
        state = tuple(state.values())
    if not isinstance(state, (list, tuple)):
        return
    fields = getattr(state, "_fields", ())
    if field in fields:
        yield getattr(state, field)
    for part, name in zip(state, fields or state):
        if name != field:
            yield from _parts(part, field)


def _setting(name, value):
    return checks.not_negative(name, _number(name, value))


def _number(name, value):
    """Return a setting as a float: frameworks keep it as a number, a tensor or a variable."""
    numbers = _numbers(name, value)
    if numbers.size != 1:
        raise ValueError(f"{name} must be one number, got shape {numbers.shape}")
    return float(numbers.reshape(()))


def _fitting(buffer, parameter):
    numbers = _numbers("each buffer", buffer)
    if numbers.shape != parameter.shape:
        raise ValueError(f"the buffer must have its parameter's shape {parameter.shape}, got {numbers.shape}")
    return numbers


def _numbers(name, tensor):
    """Return a framework's tensor, variable or array as a NumPy array of floats."""
    if hasattr(tensor, "detach"):
        tensor = tensor.detach().cpu()
        tensor = tensor.double() if tensor.is_floating_point() else tensor  # NumPy has no bfloat16
    try:
        array = np.asarray(tensor)
        if array.dtype.kind == "c":
            raise TypeError
        return checks.numbers(name, array.astype(float))
    except (TypeError, ValueError, RuntimeError):
        raise ValueError(f"{name} must be a tensor or an array of numbers, got {tensor!r}") from None
