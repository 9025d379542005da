"""What does this optimiser compute? `identify` runs it as a black box on a bowl, and names its method with its settings.

On each mode of a bowl a velocity, a learning rate and a look-ahead make q_{t+1} = A q_t + B q_{t-1}, and how A and B depend on the
curvature says which method it is. `boxes` and `packages` run what is handed in, `measured` chooses the bowl, `fit` fits and names,
`inside` drops the learning rate, `diagnosis` looks at what does not fit, `words` and `two_curves` say and show it.
"""

import functools
import textwrap
from dataclasses import dataclass

import numpy as np

from nag_helpers.frameworks.identify import diagnosis, fit, two_curves, words
from nag_helpers.frameworks.identify.boxes import CannotRunError
from nag_helpers.frameworks.identify.inside import learning_rate_inside
from nag_helpers.frameworks.identify.measured import Measured, moves_all_alike, nothing_changed, run, unit_of
from nag_helpers.frameworks.identify.packages import box_of

OTHER = "not a linear two-step method"
ROUNDED = "All is told to four digits: it agrees to five only, as single precision or a setting that changes a little would make it."


@dataclass(frozen=True)
class Identified:
    """What an optimiser computes, as far as it could be told; what could not is None, and ``reason`` says why.

    Attributes
    ----------
    name : str
    method : str or None
        "gradient descent", "momentum", "NAG", "another look-ahead" or "not a linear two-step method"; None if it could not be run.
    alpha, beta : float or None
        In the convention of this series: v = beta v + alpha gradient.
    look_ahead : float or None
        Its length in units of beta v: 0 momentum, 1 NAG.
    holds : str or None
        Which point its parameter is: "theta" or "look-ahead".
    learning_rate_inside : bool or None
        Whether the learning rate is inside the velocity (the paper, Keras) or outside (torch, optax).
    weight_decay : str or None
        "L2" or "decoupled", if one is on.
    decay : float
        Its strength.
    misfit : float or None
        By how much the worst update of the run is missed, as a share of the distances.
    reason : str
        Of what cannot be told.
    departs : int or None
        The first update that no linear two-step method explains.
    lines : Lines or None
        What was fitted, up to that update.
    measured : Measured or None
    """

    name: str
    method: str | None = None
    alpha: float | None = None
    beta: float | None = None
    look_ahead: float | None = None
    holds: str | None = None
    learning_rate_inside: bool | None = None
    weight_decay: str | None = None
    decay: float = 0.0
    misfit: float | None = None
    reason: str = ""
    departs: int | None = None
    lines: fit.Lines | None = None
    measured: Measured | None = None

    @property
    def sentence(self):
        """What it is, in words."""
        return words.sentence(self)

    @property
    def row(self):
        """Its numbers, in a line."""
        return words.row(self)

    def picture(self):
        """Return A and B against curvature beside momentum's and NAG's, or the run where it departs: `two_curves.draw`."""
        return two_curves.draw(self)

    def __str__(self):
        return textwrap.fill(self.sentence, 100, break_on_hyphens=False)  # a page breaks longer lines within a word

    def __repr__(self):
        return f"{self.name}: {self.row}"


def identify(optimiser, **settings):
    """Say what an optimiser computes, by running it on a bowl.

    It is a measurement of 24 updates from rest: a schedule that begins later is not seen. The optimiser is not touched (a new one is
    made of its class and settings), and neither are seeds or the precision that a package is set to.

    Parameters
    ----------
    optimiser : callable, class or object
        A step (theta, v, gradient, alpha, beta) -> (theta, v), ours or your own, with ``alpha`` and ``beta`` as settings; a class of torch,
        Keras or scikit-learn's networks with its arguments; an optimiser of torch or Keras; a function (params) that makes one of torch; a
        transformation of optax, or the function that makes it with its arguments; or a plain function: gradient -> new parameters, which
        holds them itself; (parameters, gradient) -> new parameters; or (parameters, gradient, state) -> (new parameters, state), with None as
        its first state; or a function without arguments that makes one of these. Anything with ``begin(start)`` that returns a run with
        ``update(gradient function) -> parameters`` and ``drop()`` will do too.
    settings
        Of the optimiser. A learning rate that must be given is 0.02 if it is not.

    Returns
    -------
    Identified
        Printed, it is a sentence. What is handed in may be wrong in any way: then the sentence says so.

    Raises
    ------
    TypeError, ValueError
        If it is none of these, or the settings are not its own.

    Examples
    --------
    >>> from nag_helpers.optimizers import nesterov_step
    >>> print(identify(nesterov_step, alpha=0.02, beta=0.9))
    This is NAG with α = 0.02, β = 0.9. The parameter it holds is θ. Its velocity contains the learning rate: when that drops, the velocity runs on as it was.
    """
    name = getattr(optimiser, "__name__", type(optimiser).__name__)
    with nothing_changed():
        try:
            return _identified(name, box_of(optimiser, settings))
        except CannotRunError as error:
            return Identified(name, reason=str(error))


def _identified(name, box):
    unit, measured = _measure(box)
    if hasattr(box, "turned") and _in_words(lambda: box.turned(np.ones(len(measured.q[0])))):
        raise CannotRunError("The step returns v first, and then theta. Turn them round: `return theta, v`.")
    seen = _in_words(lambda: diagnosis.strange(box, unit, measured)) if unit is not None else None
    found = fit.lines(measured.q, measured.curvature)
    single = not fit.is_rounding(found.misfit, single=False)
    if single and not seen:
        found = fit.lines(measured.q, measured.curvature, tolerance=fit.SINGLE)
    if seen or not fit.is_rounding(found.misfit, single):
        departs, lines = diagnosis.departure(measured)
        if seen:
            departs, lines = seen.departs, lines if departs == seen.departs else None
        reason = (
            f"{seen.reason if seen else diagnosis.linear(measured, tried=unit is not None)} {_since(departs, lines)}"
        )
        return Identified(
            name, OTHER, misfit=found.misfit, reason=reason, departs=departs, lines=lines, measured=measured
        )
    named = fit.named(found, single)
    inside, why = (None, "") if unit is None else learning_rate_inside(box, unit, named, 1e-3 if single else 1e-7)
    notes = [*named.notes, why, ROUNDED if single else ""]
    return Identified(
        name, named.method, named.alpha, named.beta, named.look_ahead, named.holds, inside, named.weight_decay, named.decay,
        found.misfit, " ".join(filter(None, notes)), lines=found, measured=measured,
    )  # fmt: skip


def _measure(box):
    """Return the unit of curvature that suits a box, None where it cannot be begun again, and its run."""
    own_start = getattr(box, "own_start", False)
    if own_start or not box.can_begin_again:
        measured = _in_words(lambda: run(box, None))
        if own_start or not diagnosis.repeats(box, measured):
            if measured.diverged and len(measured.q) < 8:
                raise CannotRunError(
                    f"It diverges: after update {len(measured.q) - 1} its parameters are beyond every bound, or not finite."
                )
            return None, measured
        box.can_begin_again = True
    unit = _in_words(lambda: unit_of(box))
    if unit is None and _in_words(lambda: moves_all_alike(box)):
        raise CannotRunError(
            "All its parameters move alike, on steep ground as on level ground: it uses one number made of the whole gradient, a mean or a sum."
        )
    if unit is None:
        raise CannotRunError(
            "The gradient does not move it: in ten updates its parameters are the same on steep ground as on level ground."
        )
    for flatter in 8.0 ** np.arange(6):
        measured = _in_words(functools.partial(run, box, unit / flatter))
        if not measured.diverged:
            return unit / flatter, measured
    raise CannotRunError(
        f"It diverges on every bowl that was tried, at last within {len(measured.q) - 1} updates, however flat."
    )


def _in_words(measure):
    try:
        return measure()
    except CannotRunError:
        raise
    except Exception as error:  # noqa: BLE001  whatever a black box raises is said in a sentence
        raise CannotRunError(f"It could not be run. It raised {type(error).__name__}: {error}") from None


def _since(departs, lines):
    """Say when it departs, and from what."""
    if lines is None or departs <= 3:
        return f"Update {departs} is the first that shows it."
    began = fit.named(lines, single=True)
    return (
        f"Up to update {departs - 1} it is {began.method} with α = {words.number(began.alpha)}, β = {words.number(began.beta)}; "
        f"update {departs} departs from that."
    )
