"""The exercises of notebook 04, implementing NAG."""

import functools

import numpy as np

from nag_helpers.exercises.kinds import AssembledExercise, FunctionExercise
from nag_helpers.exercises.kinds.rungs import Rung
from nag_helpers.exercises.notebook_02 import STEP_CASES
from nag_helpers.exercises.values import BENT, BOWL, SPACE, Gradient
from nag_helpers.exercises.walked import as_a_run

# One step of NAG


def nag_step(theta, v, gradient, alpha, beta):
    v = beta * v + alpha * gradient(theta - beta * v)
    return theta - v, v


_STEP = """def nag_step(theta, v, gradient, alpha, beta):
    ahead = {ahead}  # where shall I be?
    slope = gradient(ahead)  # the slope there
    v = {v}  # coast and push: the new step
    return theta - v, v  # move"""

NAG_STEP = FunctionExercise(
    name="nag_step",
    title="the step",
    notebook="04",
    prompt="Write one step of NAG, and return theta, v.",
    reference=nag_step,
    method="NAG",
    once=True,
    returns=("theta", "v"),
    cases=STEP_CASES,
    landmarks=[
        (
            {"theta": np.array([2.0]), "v": np.array([1.0]), "gradient": BOWL, "alpha": 0.5, "beta": 0.0},
            "With beta = 0 this is gradient descent: v = 0.5 · 2.",
        ),
        (
            {"theta": np.array([2.0]), "v": np.array([0.0]), "gradient": BOWL, "alpha": 0.5, "beta": 0.5},
            "From rest the look-ahead point is θ itself, and this is a step of gradient descent: v = 0.5 · 2.",
        ),
        (
            {"theta": np.array([1.0]), "v": np.array([1.0]), "gradient": BOWL, "alpha": 0.2, "beta": 0.5},
            "From 1 with v = 1 the look-ahead point is 0.5, where ½θ² has slope 0.5. The new v is 0.5 · 1 + 0.2 · 0.5.",
        ),
        (
            {"theta": np.array([0.0]), "v": np.array([1.0]), "gradient": BOWL, "alpha": 0.2, "beta": 0.5},
            "From the minimum with v = 1 the look-ahead point is −0.5, and the slope there pushes back: the new v is 0.5 · 1 − 0.2 · 0.5.",
        ),
    ],
    hints=[
        "Take your step of momentum. One expression changes: where the gradient is measured.",
        "NAG measures it at the look-ahead point, `theta - beta * v`, with the old v.",
        "`v = beta * v + alpha * gradient(theta - beta * v)`; the second line stays.",
    ],
    edges=[
        (
            {"theta": np.array([0.5, 0.25]), "v": np.array([0.25, -0.5]), "gradient": BENT, "alpha": 0.2, "beta": 0.5},
            "This ground is bent, and its valley lies across the axes: each slope depends on both coordinates.",
        ),
        (
            {
                "theta": np.array([1.0, -1.0, 2.0]),
                "v": np.array([0.5, 0.0, 1.0]),
                "gradient": SPACE,
                "alpha": 0.1,
                "beta": 0.5,
            },
            "A step may have any number of coordinates. Here it has three.",
        ),
    ],
    notice="With beta = 0 your step is plain gradient descent.",
    rungs=(
        Rung("worked out", _STEP.format(ahead="theta - beta * v", v="beta * v + alpha * slope")),
        Rung("one gap", _STEP.format(ahead="...", v="beta * v + alpha * slope")),
        Rung("two gaps", _STEP.format(ahead="...", v="...")),
    ),
)


@NAG_STEP.mistake
def gradient_at_theta(theta, v, gradient, alpha, beta):
    """Your step measures the gradient at θ. That is classical momentum. NAG measures it where the coast ends: at θ − βv."""
    v = beta * v + alpha * gradient(theta)
    return theta - v, v


@NAG_STEP.mistake
def looks_backwards(theta, v, gradient, alpha, beta):
    """You look backwards, to θ + βv. A step is subtracted, so ahead is θ − βv."""
    v = beta * v + alpha * gradient(theta + beta * v)
    return theta - v, v


@NAG_STEP.mistake
def lookahead_without_beta(theta, v, gradient, alpha, beta):
    """β is missing from the look-ahead. Only the share β of the last step is kept, so the coast leads to θ − βv."""
    v = beta * v + alpha * gradient(theta - v)
    return theta - v, v


@NAG_STEP.mistake
def lookahead_shrunk_twice(theta, v, gradient, alpha, beta):
    """Your look-ahead is θ − β²v, because you multiplied v by β before you looked ahead. Look first, with the old v."""
    ahead = theta - beta * (beta * v)
    v = beta * v + alpha * gradient(ahead)
    return theta - v, v


@NAG_STEP.mistake
def lookahead_by_friction(theta, v, gradient, alpha, beta):
    """Your look-ahead is θ − (1 − β)v. The share of the velocity that lasts is β, so look ahead to θ − βv."""
    v = beta * v + alpha * gradient(theta - (1 - beta) * v)
    return theta - v, v


@NAG_STEP.mistake
def lookahead_without_theta(theta, v, gradient, alpha, beta):
    """You measure at −βv. That is a move, not a place. Starting from θ, it leads to θ − βv."""
    v = beta * v + alpha * gradient(-beta * v)
    return theta - v, v


@NAG_STEP.mistake
def lookahead_by_alpha(theta, v, gradient, alpha, beta):
    """Your look-ahead is θ − αv. The learning rate is already in v. The share of v that lasts is β, so look ahead to θ
    − βv."""
    v = beta * v + alpha * gradient(theta - alpha * v)
    return theta - v, v


@NAG_STEP.mistake
def position_shrunk(theta, v, gradient, alpha, beta):
    """Your look-ahead shrinks the position too, β(θ − v). Only the velocity fades: θ − βv."""
    v = beta * v + alpha * gradient(beta * (theta - v))
    return theta - v, v


@NAG_STEP.mistake
def moves_by_share(theta, v, gradient, alpha, beta):
    """Your line for v is right. But θ moves by the whole of the new v; the share β is in it already."""
    v = beta * v + alpha * gradient(theta - beta * v)
    return theta - beta * v, v


@NAG_STEP.mistake
def gradient_moves_twice(theta, v, gradient, alpha, beta):
    """Your line for v is right. But the gradient moves you twice: it is in the new v already."""
    g = gradient(theta - beta * v)
    v = beta * v + alpha * g
    return theta - v - alpha * g, v


@NAG_STEP.mistake
def velocity_forgotten_in_move(theta, v, gradient, alpha, beta):
    """Your line for v is right. But θ moves by the new gradient alone; it should move by the whole of v."""
    g = gradient(theta - beta * v)
    return theta - alpha * g, beta * v + alpha * g


@NAG_STEP.mistake
def averaged_without_alpha(theta, v, gradient, alpha, beta):
    """You average old and new with the weights β and 1 − β, and the learning rate is missing. Here the gradient is
    multiplied by alpha."""
    v = beta * v + (1 - beta) * gradient(theta - beta * v)
    return theta - v, v


@NAG_STEP.mistake
def weights_exchanged(theta, v, gradient, alpha, beta):
    """You exchanged α and β in the line of v: β keeps the old velocity, α scales the gradient."""
    v = alpha * v + beta * gradient(theta - beta * v)
    return theta - v, v


@NAG_STEP.mistake
def old_velocity_moves(theta, v, gradient, alpha, beta):
    """You move θ by the old v. Update v first, then move by the new one."""
    return theta - v, beta * v + alpha * gradient(theta - beta * v)


@NAG_STEP.mistake
def no_memory(theta, v, gradient, alpha, beta):
    """Your v forgets its past in every step. This is gradient descent: beta * v is missing."""
    v = alpha * gradient(theta)
    return theta - v, v


@NAG_STEP.mistake
def moves_from_lookahead(theta, v, gradient, alpha, beta):
    """You move from the look-ahead point, so the momentum is applied twice: it is in v already. Move from θ."""
    ahead = theta - beta * v
    v = beta * v + alpha * gradient(ahead)
    return ahead - v, v


@NAG_STEP.mistake
def alpha_twice(theta, v, gradient, alpha, beta):
    """The learning rate is applied twice: alpha is already in v, so θ moves by v itself."""
    v = beta * v + alpha * gradient(theta - beta * v)
    return theta - alpha * v, v


@NAG_STEP.mistake
def beta_on_gradient(theta, v, gradient, alpha, beta):
    """Beta scales only the old velocity; yours scales the gradient too."""
    ahead = theta - beta * v
    v = beta * (v + alpha * gradient(ahead))
    return theta - v, v


@NAG_STEP.mistake
def averaged(theta, v, gradient, alpha, beta):
    """You average old and new with the weights β and 1 − β. That multiplies the learning rate by 1 − β; here the
    gradient keeps its full alpha."""
    v = beta * v + (1 - beta) * alpha * gradient(theta - beta * v)
    return theta - v, v


@NAG_STEP.mistake
def averaged_outside(theta, v, gradient, alpha, beta):
    """Your v is an average of gradients, and alpha enters only in the move. So the learning rate is missing from the
    look-ahead θ − βv, and the gradient enters v multiplied by 1 − β."""
    v = beta * v + (1 - beta) * gradient(theta - beta * v)
    return theta - alpha * v, v


@NAG_STEP.mistake
def alpha_outside(theta, v, gradient, alpha, beta):
    """Two conventions are mixed: with the learning rate outside the velocity, v = βv + ∇J and θ − αv, the look-ahead
    would have to be θ − αβv. Here alpha belongs inside v."""
    v = beta * v + gradient(theta - beta * v)
    return theta - alpha * v, v


@NAG_STEP.mistake
def framework_update(theta, v, gradient, alpha, beta):
    """That is the update of PyTorch and Keras: gradient at θ, then a move by βv + α∇J. Their parameter is the
    look-ahead point. Notebook 9 shows how to convert it. Here θ moves by v."""
    g = gradient(theta)
    v = beta * v + alpha * g
    return theta - (beta * v + alpha * g), v


@NAG_STEP.mistake
def pytorch_update(theta, v, gradient, alpha, beta):
    """That is the update of PyTorch (and of optax): α stays outside the velocity, and its θ is the look-ahead point, where it asks. It
    makes the same walk, seen from elsewhere; notebook 9 converts one into the other. Here θ moves by v, and α is in v."""
    g = gradient(theta)
    v = beta * v + g
    return theta - alpha * (g + beta * v), v


@NAG_STEP.mistake
def keras_update(theta, v, gradient, alpha, beta):
    """That is the update of Keras (and of the course CS231n): its v is added, and its θ is the look-ahead point, where it asks. It makes
    the same walk, seen from elsewhere; notebook 9 converts one into the other. Here v is subtracted, and you ask at θ − βv."""
    g = gradient(theta)
    v = beta * v - alpha * g
    return theta + beta * v - alpha * g, v


@NAG_STEP.mistake
def alpha_outside_throughout(theta, v, gradient, alpha, beta):
    """From rest your step makes the path of NAG. But its v is without α, so what you hand back is no step: here v is what θ moves by.
    Bring α into v, and both places where you multiplied by it become simpler."""
    v = beta * v + gradient(theta - alpha * beta * v)
    return theta - alpha * v, v


@NAG_STEP.mistake
def one_by_one(theta, v, gradient, alpha, beta):
    """You go through the coordinates one by one, and when you come to the second, the first has moved already: it asks at a point that is
    half new and half old. Ask once, for all of θ, and then move all of it."""
    return _one_by_one(theta, v, gradient, alpha, beta)


@NAG_STEP.mistake
def lookahead_returned(theta, v, gradient, alpha, beta):
    """Your new position is the next look-ahead point, where the next gradient will be measured. The position is θ − v."""
    v = beta * v + alpha * gradient(theta - beta * v)
    return theta - v - beta * v, v


@NAG_STEP.mistake
def climbs(theta, v, gradient, alpha, beta):
    """Your θ climbs. v is the step that is subtracted: θ − v."""
    v = beta * v + alpha * gradient(theta - beta * v)
    return theta + v, v


@NAG_STEP.mistake
def opposite_sign(theta, v, gradient, alpha, beta):
    """From rest your step makes the right path, but with a v of the opposite sign. That is the convention of Sutskever and
    others, v = βv − α∇J(θ + βv) and θ + v. Here v is subtracted."""
    v = beta * v - alpha * gradient(theta + beta * v)
    return theta + v, v


@NAG_STEP.mistake
def conventions_mixed(theta, v, gradient, alpha, beta):
    """You mix two sign conventions. With −α∇J in v you add v; with +α∇J, as here, you subtract it."""
    v = beta * v - alpha * gradient(theta - beta * v)
    return theta - v, v


@NAG_STEP.mistake
def conventions_mixed_behind(theta, v, gradient, alpha, beta):
    """Your v and your look-ahead, βv − α∇J(θ + βv), belong to the convention that adds v to θ, but you subtract it.
    Change both signs, or neither."""
    v = beta * v - alpha * gradient(theta + beta * v)
    return theta - v, v


@NAG_STEP.mistake
def not_decayed(theta, v, gradient, alpha, beta):
    """The old velocity is kept whole: β is missing before v. Without that friction the run never comes to rest."""
    v = v + alpha * gradient(theta - beta * v)
    return theta - v, v


@NAG_STEP.mistake
def beta_nowhere(theta, v, gradient, alpha, beta):
    """Beta is nowhere in your step: neither the velocity nor the look-ahead fades."""
    v = v + alpha * gradient(theta - v)
    return theta - v, v


@NAG_STEP.mistake
def alpha_forgotten(theta, v, gradient, alpha, beta):
    """The learning rate alpha is missing before the gradient."""
    v = beta * v + gradient(theta - beta * v)
    return theta - v, v


@NAG_STEP.mistake
def gradients_averaged(theta, v, gradient, alpha, beta):
    """You average the gradients at θ and at the look-ahead point. NAG uses only the second: one gradient in each
    step."""
    g = (gradient(theta) + gradient(theta - beta * v)) / 2
    v = beta * v + alpha * g
    return theta - v, v


@NAG_STEP.mistake
def updated_twice(theta, v, gradient, alpha, beta):
    """You updated v with the gradient at θ first, and then once more at the look-ahead point. A step of NAG updates v
    once."""
    v = beta * v + alpha * gradient(theta)
    v = beta * v + alpha * gradient(theta - beta * v)
    return theta - v, v


@NAG_STEP.mistake
def lookahead_with_new_velocity(theta, v, gradient, alpha, beta):
    """Your look-ahead uses a velocity that already includes the gradient at θ. Look ahead with the old velocity: θ −
    βv."""
    ahead = theta - (beta * v + alpha * gradient(theta))
    v = beta * v + alpha * gradient(ahead)
    return theta - v, v


@NAG_STEP.mistake
def push_remembered(theta, v, gradient, alpha, beta):
    """The position is right. But what you hand back as v is the push alone, so the next coast knows only that. v is the whole step, coast
    and push."""
    push = alpha * gradient(theta - beta * v)
    return theta - beta * v - push, push


@NAG_STEP.mistake
def asks_at_the_step(theta, v, gradient, alpha, beta):
    """You ask for the slope at v. That is a step, and no place. Ask where the coast leads from θ, at θ − βv."""
    v = beta * v + alpha * gradient(v)
    return theta - v, v


@NAG_STEP.mistake
def old_velocity_returned(theta, v, gradient, alpha, beta):
    """The position is right, but you hand back the old velocity: the next step needs the new one."""
    return theta - beta * v - alpha * gradient(theta - beta * v), v


@NAG_STEP.mistake
def returned_velocity_negated(theta, v, gradient, alpha, beta):
    """The position is right, but you hand back −v. Return v as the formula has it, the step that you subtract."""
    v = beta * v + alpha * gradient(theta - beta * v)
    return theta - v, -v


@NAG_STEP.mistake
def velocity_first(theta, v, gradient, alpha, beta):
    """The numbers are right, but the order is wrong: return theta first, then v."""
    v = beta * v + alpha * gradient(theta - beta * v)
    return v, theta - v


@NAG_STEP.mistake
def looks_ahead_by_a_push(theta, v, gradient, alpha, beta):
    """You look ahead by a push, α times the gradient at θ, and ask a second time there. What is certain before anyone asks is the coast:
    look ahead by βv, and ask once."""
    v = beta * v + alpha * gradient(theta - alpha * gradient(theta))
    return theta - v, v


@NAG_STEP.mistake
def coast_taken_off_the_gradient(theta, v, gradient, alpha, beta):
    """You ask at θ and take βv off the answer. It is the place that moves by βv: ask at θ − βv, and leave the answer as it is."""
    v = beta * v + alpha * (gradient(theta) - beta * v)
    return theta - v, v


# A run


# A test of a step


def is_nag(step):
    ground = np.array([[3.0, 1.0], [1.0, 2.0]])  # not along the axes
    theta, v = np.array([1.0, -2.0]), np.array([0.5, 0.3])  # not at rest
    right_v = 0.6 * v + 0.1 * ground @ (theta - 0.6 * v)
    right_theta = theta - right_v
    asked = []

    def gradient(at):
        asked.append(at)
        return ground @ at

    new_theta, new_v = step(theta, v, gradient, 0.1, 0.6)
    return np.allclose(new_v, right_v) and np.allclose(new_theta, right_theta) and len(asked) == 1


def _test_begun(step):
    asked = []

    def gradient(at):
        asked.append(at)
        return np.array([[3.0, 1.0], [1.0, 2.0]]) @ at

    ...  # noqa: PIE790


def _right(theta, v, gradient, alpha, beta):
    """NAG"""
    return nag_step(theta, v, gradient, alpha, beta)


def _rounds_otherwise(theta, v, gradient, alpha, beta):
    """NAG whose last digits are rounded in another way"""
    theta, v = nag_step(theta, v, gradient, alpha, beta)
    return theta * (1 + 4e-16), v * (1 + 4e-16)


def _momentum(theta, v, gradient, alpha, beta):
    """momentum, which asks at θ"""
    v = beta * v + alpha * gradient(theta)
    return theta - v, v


def _no_memory(theta, v, gradient, alpha, beta):
    """gradient descent"""
    v = alpha * gradient(theta)
    return theta - v, v


def _backwards(theta, v, gradient, alpha, beta):
    """one that looks backwards, to θ + βv"""
    v = beta * v + alpha * gradient(theta + beta * v)
    return theta - v, v


def _too_far(theta, v, gradient, alpha, beta):
    """one that looks too far, to θ − v"""
    v = beta * v + alpha * gradient(theta - v)
    return theta - v, v


def _coasts_twice(theta, v, gradient, alpha, beta):
    """one that moves from the end of its coast by the whole v"""
    ahead = theta - beta * v
    v = beta * v + alpha * gradient(ahead)
    return ahead - v, v


def _old_v_moves(theta, v, gradient, alpha, beta):
    """one that moves by the old v"""
    return theta - v, beta * v + alpha * gradient(theta - beta * v)


def _old_v_kept(theta, v, gradient, alpha, beta):
    """one that moves rightly, and hands the old v back"""
    return nag_step(theta, v, gradient, alpha, beta)[0], v


def _exchanged(theta, v, gradient, alpha, beta):
    """one with α and β exchanged"""
    return nag_step(theta, v, gradient, beta, alpha)


def _one_by_one(theta, v, gradient, alpha, beta):
    """one that goes through the coordinates one by one"""
    shape = np.shape(theta)
    theta, v = np.array(theta, dtype=float).ravel(), np.array(v, dtype=float).ravel()
    for i in range(len(theta)):
        v[i] = beta * v[i] + alpha * np.ravel(gradient((theta - beta * v).reshape(shape)))[i]
        theta[i] = theta[i] - v[i]
    return theta.reshape(shape), v.reshape(shape)


def _asks_twice(theta, v, gradient, alpha, beta):
    """NAG in its numbers, but with two gradients in each update"""
    gradient(theta)  # for a log, say
    return nag_step(theta, v, gradient, alpha, beta)


def _turns_one_sign(theta, v, gradient, alpha, beta):
    """one that turns the sign of the last coordinate of the v it hands back"""
    theta, v = nag_step(theta, v, gradient, alpha, beta)
    return theta, np.append(v[:-1], -v[-1])


def _turns_the_order(theta, v, gradient, alpha, beta):
    """one that hands the coordinates of v back in the wrong order"""
    theta, v = nag_step(theta, v, gradient, alpha, beta)
    return theta, v[::-1]


STEPS = (
    _right, _momentum, _no_memory, _backwards, _too_far, _coasts_twice, _old_v_moves, _old_v_kept, _exchanged, _one_by_one, _asks_twice,
    _rounds_otherwise,
)  # fmt: skip

IS_NAG = FunctionExercise(
    name="is_nag",
    title="a test with teeth",
    notebook="04",
    prompt="Return True if the step is NAG's and asks for one gradient, and False if it is any other.",
    reference=is_nag,
    stub=_test_begun,
    returns=("answer",),
    cases=[{"step": step} for step in STEPS],
    landmarks=[
        ({"step": _right}, "That is NAG itself."),
        ({"step": _momentum}, "That is momentum: it asks where it stands."),
    ],
    edges=[
        (
            {"step": _turns_one_sign},
            "Only the last coordinate of its v is wrong, and only its sign. Compare all coordinates, with their signs.",
        ),
        (
            {"step": _turns_the_order},
            "The coordinates of its v are in the wrong order. Their sum, or their length, doesn't show it: compare them one with one.",
        ),
    ],
    hints=[
        "After one update from rest nearly all of them agree. So hand the step a `v` of your own, and compare what comes back with what should.",
        "The table of the next cell is a list of what to choose: v, α, β, the ground, what to look at, and how exactly.",
        "The right v is `beta * v + alpha * gradient(theta - beta * v)`; compare θ and v with `np.allclose`. And `len(asked)` must be 1 after "
        "the step: look at it before you ask `gradient` yourself.",
    ],
    notice="Your test told all of them apart. What a test looks at counts for more than how long it runs.",
)


def _tells(theta, v, ground, alpha=0.1, beta=0.6, close=np.allclose, looks_at=(0, 1), counts=False):
    """Return a test that makes one update from there, and compares the parts it looks at; with ``counts`` the questions, too."""
    theta, v = np.array(theta), np.array(v)

    def test(step):
        asked = []

        def gradient(at):
            asked.append(at)
            return _EVEN if ground is None else np.array(ground) @ at

        got = step(theta.copy(), v.copy(), gradient, alpha, beta)
        if counts and len(asked) != 1:
            return False
        right = nag_step(theta, v, gradient, alpha, beta)
        return all(bool(close(got[part], right[part])) for part in looks_at)

    return test


_TURNED, _AXES, _EVEN = [[3.0, 1.0], [1.0, 2.0]], [[3.0, 0.0], [0.0, 2.0]], np.array([1.0, 2.0])
_THETA, _V = [1.0, -2.0], [0.5, 0.3]


@IS_NAG.mistake
def from_rest_along_the_axes(step):
    """Your test makes one update from rest, where v is 0. There is no coast then, and even gradient descent passes. Hand it a v. (And
    on your ground the coordinates don't influence each other, so that a loop over them passes as well.)"""
    return _tells(_THETA, [0.0, 0.0], _AXES)(step)


@IS_NAG.mistake
def from_rest(step):
    """Your test makes one update from rest, where v is 0. There is no coast then, and even gradient descent passes. Hand it a v."""
    return _tells(_THETA, [0.0, 0.0], _TURNED)(step)


@IS_NAG.mistake
def coordinates_apart(step):
    """A loop over the coordinates fools you. It goes wrong only where they influence each other: take two of them, and a ground that
    doesn't lie along the axes."""
    return _tells(_THETA, _V, _AXES)(step)


@IS_NAG.mistake
def positions_of_one_update_along_the_axes(step):
    """You look at the new position alone. A step that hands back a wrong v fools you: it shows one update later. And so does a loop over
    the coordinates: take a ground on which they influence each other."""
    return _tells(_THETA, _V, _AXES, looks_at=(0,))(step)


@IS_NAG.mistake
def positions_of_one_update(step):
    """You look at the new position alone. A step that hands back a wrong v fools you: it shows one update later."""
    return _tells(_THETA, _V, _TURNED, looks_at=(0,))(step)


@IS_NAG.mistake
def only_v(step):
    """You look at the new v alone. A step with the right v that moves wrongly fools you."""
    return _tells(_THETA, _V, _TURNED, looks_at=(1,))(step)


@IS_NAG.mistake
def in_every_bit(step):
    """You ask for equality in every bit, and refuse a right step whose last digit is rounded in another way. `np.allclose` compares
    within rounding."""
    return _tells(_THETA, _V, _TURNED, close=np.array_equal)(step)


@IS_NAG.mistake
def counts_no_gradients(step):
    """A step with the right numbers fools you that asks for two gradients in each update, and so costs twice as much. Look at `len(asked)`
    as well."""
    return _tells(_THETA, _V, _TURNED)(step)


@IS_NAG.mistake
def alpha_is_beta(step):
    """In your test α and β are the same number, so a step that exchanges them passes."""
    return _tells(_THETA, _V, _TURNED, alpha=0.6)(step)


@IS_NAG.mistake
def without_memory(step):
    """In your test β is 0. Then nothing is kept of v, there is no coast, and momentum and gradient descent pass."""
    return _tells(_THETA, _V, _TURNED, beta=0.0)(step)


def _known_while_counting(name, flaw, **choices):
    """Make the same flaw known in a test that counts the questions, as it should."""

    def counting(step):
        return _tells(**{"theta": _THETA, "v": _V, "ground": _TURNED, "counts": True} | choices)(step)

    counting.__name__ = f"{name}_while_counting"
    counting.__doc__ = f"Counting the gradients is right. {flaw}"
    IS_NAG.mistake(counting)


_known_while_counting(
    "from_rest",
    "But gradient descent passes. Either your update starts from rest, where there is no coast (then hand it a v), or you compare so coarsely "
    "that the coast does not show.",
    v=[0.0, 0.0],
)
_known_while_counting(
    "positions_of_one_update",
    "But you look at the new position alone, and a step that hands the old v back fools you: look at its v as well.",
    looks_at=(0,),
)
_known_while_counting(
    "only_v",
    "But you look at the new v alone, and a step that moves wrongly fools you: look at its θ as well.",
    looks_at=(1,),
)
_known_while_counting(
    "in_every_bit",
    "But you ask for equality in every bit, and refuse a right step that rounds in another way: compare with `np.allclose`.",
    close=np.array_equal,
)
_known_while_counting(
    "one_coordinate",
    "But your ground has one coordinate. A step that goes through them one by one goes wrong only where there are two, and they influence "
    "each other: turn or bend a ground in the plane.",
    theta=[1.0],
    v=[0.5],
    ground=[[3.0]],
)
_known_while_counting(
    "alpha_is_beta",
    "But your α and β are the same number, so a step that exchanges them passes: take two different ones.",
    alpha=0.6,
)
_known_while_counting(
    "without_memory",
    "But your β is 0: then there is no coast, and momentum and gradient descent pass. Take a β of some size.",
    beta=0.0,
)
_known_while_counting(
    "without_curvature",
    "But a step passes wherever it asks, momentum too. Either your ground has the same slope everywhere (then bend it), or your α is 0, or "
    "you compare so coarsely that the difference does not show.",
    ground=None,
)
_known_while_counting(
    "nothing_fades",
    "But a step that looks too far, to θ − v, passes. Either your β is 1, where nothing of v fades, or you compare so coarsely that the "
    "difference does not show.",
    beta=1.0,
)


def _asks(step, theta, v):
    """Return where a step asks."""
    asked = []

    def gradient(at):
        asked.append(np.array(at))
        return np.array(_TURNED) @ at

    step(np.array(theta), np.array(v), gradient, 0.1, 0.6)
    return asked


@IS_NAG.mistake
def counts_alone(step):
    """You count the questions, and look at no number. Momentum asks once as well: compare the new θ and v with the right ones."""
    return len(_asks(step, _THETA, _V)) == 1


@IS_NAG.mistake
def place_alone(step):
    """A step that asks in the right place and moves wrongly fools you, and so does one that hands a wrong v back. Where it asks is not enough,
    nor is one of its two results: the new θ and the new v both have to be right."""
    asked = _asks(step, _THETA, _V)
    return len(asked) == 1 and np.allclose(asked[0], np.array(_THETA) - 0.6 * np.array(_V))


@IS_NAG.mistake
def finds_momentum(step):
    """You compare with momentum's step: your test says True to momentum, and False to NAG. Ask for the slope at θ − βv."""
    where = np.array(_THETA), np.array(_V), lambda at: np.array(_TURNED) @ at, 0.1, 0.6
    got, right = step(*where), _momentum(*where)
    return bool(np.allclose(got, right))


@IS_NAG.mistake
def finds_the_one_that_looks_too_far(step):
    """Your test says True to a step that asks at θ − v, and False to NAG. Only the share β of v is certain: ask at θ − βv."""
    where = np.array(_THETA), np.array(_V), lambda at: np.array(_TURNED) @ at, 0.1, 0.6
    return bool(np.allclose(step(*where), _too_far(*where)))


@IS_NAG.mistake
def finds_the_one_that_looks_backwards(step):
    """Your test says True to a step that asks at θ + βv, and False to NAG. v is subtracted, so the coast ends at θ − βv."""
    where = np.array(_THETA), np.array(_V), lambda at: np.array(_TURNED) @ at, 0.1, 0.6
    return bool(np.allclose(step(*where), _backwards(*where)))


@IS_NAG.mistake
def turned_round_without_counting(step):
    """Two things. Your answer is turned round: it should be True for NAG and False for the others. And look at `len(asked)`: a step that asks
    twice has the right numbers, and is none."""
    return not _tells(_THETA, _V, _TURNED)(step)


@IS_NAG.mistake
def turned_round(step):
    """Your test is right, but for its answer: it should be True for NAG and False for the others."""
    return not is_nag(step)


@IS_NAG.mistake
def trusts_everybody(step):
    """Your test says True to every step."""
    return True


@IS_NAG.mistake
def trusts_nobody(step):
    """Your test says False to every step, to NAG as well. Is its own idea of the right numbers right? Does
    it compare with `np.allclose`, or in every bit? And if it counts the gradients, does it count one that it asks for itself?"""
    return False


@IS_NAG.mistake
def positions_from_rest(step):
    """Two things. Your update starts from rest, where v is 0 and there is no coast: momentum and gradient descent pass. And you look at the
    new position alone: a step that hands a wrong v back passes, too. Hand it a v, and compare both results."""
    return _tells(_THETA, [0.0, 0.0], _TURNED, looks_at=(0,))(step)


@IS_NAG.mistake
def positions_from_rest_along_the_axes(step):
    """Three things. Your update starts from rest, where there is no coast: momentum and gradient descent pass. You look at the new position
    alone. And on your ground the coordinates don't influence each other, so a loop over them passes as well."""
    return _tells(_THETA, [0.0, 0.0], _AXES, looks_at=(0,))(step)


# The run


def nag_run(gradient, start, alpha, beta, steps):
    theta = np.array(start, dtype=float)
    v = np.zeros_like(theta)
    history = [theta]
    for _ in range(steps):
        v = beta * v + alpha * gradient(theta - beta * v)
        theta = theta - v
        history.append(theta)
    return np.array(history)


RUN_CASES = [
    {
        "gradient": Gradient("1.5 θ²", lambda theta: 3 * theta),
        "start": np.array([1.0]),
        "alpha": 0.1,
        "beta": 0.8,
        "steps": 3,
    },
    {
        "gradient": Gradient(
            "(x − 1)² + (x − 1)y + y²", lambda theta: np.array([[2.0, 1.0], [1.0, 2.0]]) @ (theta - [1.0, 0.0])
        ),
        "start": np.array([3, -2]),
        "alpha": 0.2,
        "beta": 0.5,
        "steps": 4,
    },
    {
        "gradient": Gradient("½(x² + 10y²)", lambda theta: theta * np.array([1.0, 10.0])),
        "start": [2.5, 1.0],
        "alpha": 0.05,
        "beta": 0.6,
        "steps": 2,
    },
    {
        "gradient": Gradient("¼(x⁴ + y⁴)", lambda theta: theta**3),
        "start": np.array([1.0, -0.5]),
        "alpha": 0.1,
        "beta": 0.5,
        "steps": 3,
    },
    {  # a start at the minimum: the run stays, and makes all its updates
        "gradient": Gradient("1.5 θ²", lambda theta: 3 * theta),
        "start": np.array([0.0]),
        "alpha": 0.1,
        "beta": 0.8,
        "steps": 2,
    },
]

NAG_RUN = AssembledExercise(
    mixed_in=("history_aliased", "velocity_forgotten_each_update"),
    name="nag_run",
    title="the run",
    notebook="04",
    prompt="Run NAG from rest and return every position, an array of shape (steps + 1, d).",
    reference=nag_run,
    method="NAG",
    way=as_a_run,
    once=True,
    returns=("positions",),
    cases=RUN_CASES,
    landmarks=[
        (
            {"gradient": BOWL, "start": np.array([2.0]), "alpha": 0.5, "beta": 0.5, "steps": 0},
            "After no update there is one position, the start.",
        ),
        (
            {"gradient": BOWL, "start": np.array([2.0]), "alpha": 0.5, "beta": 0.5, "steps": 1},
            "The first update from rest is a step of gradient descent. On ½θ² it leads from 2 down by 0.5 · 2.",
        ),
        (
            {"gradient": BOWL, "start": np.array([2.0]), "alpha": 0.5, "beta": 0.5, "steps": 2},
            "The first update leads from 2 to 1, with v = 1. Then the look-ahead point is 0.5, and the new v is 0.5 · 1 + 0.5 · 0.5.",
        ),
    ],
    hints=[
        "Before the loop: a position, a velocity of zeros, and a list that holds the start.",
        "In the loop: one step of NAG, then append the new position. After it: `np.array(history)`.",
        (
            "Begin with `theta = np.array(start, dtype=float)`, and write `theta = theta - v`, which makes a new array, "
            "not `theta -= v`, which changes the one that is in the list already."
        ),
    ],
    edges=[
        (
            {"gradient": SPACE, "start": np.array([1.0, -1.0, 2.0]), "alpha": 0.1, "beta": 0.5, "steps": 2},
            "A run may have any number of coordinates. Here it has three.",
        )
    ],
    notice="`theta = theta - v` is why your history needs no copies: each update makes a new array.",
)


@NAG_RUN.mistake
def history_aliased(gradient, start, alpha, beta, steps):
    """Every row of your history is the last point: the list holds the same array many times, and `-=` changes it in place.
    Append a copy, or compute a new array with `theta = theta - v`."""
    theta = np.array(start, dtype=float)
    v = np.zeros_like(theta)
    history = [theta]
    for _ in range(steps):
        v = beta * v + alpha * gradient(theta - beta * v)
        theta -= v
        history.append(theta)
    return np.array(history)


@NAG_RUN.mistake
def history_aliased_after_a_copied_start(gradient, start, alpha, beta, steps):
    """The start is right, but all other rows are the last point: the list holds the same array many times, and `-=` changes it
    in place. Append a copy each time, or compute a new array with `theta = theta - v`."""
    path = nag_run(gradient, start, alpha, beta, steps)
    return np.concatenate([path[:1], np.repeat(path[-1:], steps, axis=0)])


@NAG_RUN.mistake
def start_aliased(gradient, start, alpha, beta, steps):
    """All rows are right but the first, which is the last point: you copy in the loop, but the array that you begin the list with is the
    one that `-=` goes on changing. Copy it as well, or compute a new array with `theta = theta - v`."""
    path = nag_run(gradient, start, alpha, beta, steps)
    return np.concatenate([path[-1:], path[1:]])


@NAG_RUN.mistake
def velocities_in_place_of_positions(gradient, start, alpha, beta, steps):
    """After the start your rows are velocities. Append the position θ, not v."""
    path = nag_run(gradient, start, alpha, beta, steps)
    return np.concatenate([path[:1], -np.diff(path, axis=0)])


@NAG_RUN.mistake
def lookaheads_before_the_moves(gradient, start, alpha, beta, steps):
    """After the start your rows are the look-ahead points, where the gradients were measured. Append the position θ after the
    move."""
    path = nag_run(gradient, start, alpha, beta, steps)
    velocities = np.concatenate([np.zeros_like(path[:1]), -np.diff(path, axis=0)])
    return np.concatenate([path[:1], (path - beta * velocities)[:-1]])


@NAG_RUN.mistake
def start_missing(gradient, start, alpha, beta, steps):
    """The start is missing: the first row is where the run begins, so there are steps + 1 rows."""
    return nag_run(gradient, start, alpha, beta, steps)[1:]


@NAG_RUN.mistake
def one_update_short(gradient, start, alpha, beta, steps):
    """One update is missing: steps updates make steps + 1 positions."""
    return nag_run(gradient, start, alpha, beta, steps)[:-1]


def minimise(gradient, start, alpha, beta, tolerance, max_steps):
    theta = np.array(start, dtype=float)
    v = np.zeros_like(theta)
    for _ in range(max_steps):
        if np.linalg.norm(gradient(theta)) <= tolerance:
            return theta, True
        v = beta * v + alpha * gradient(theta - beta * v)
        theta = theta - v
    return theta, bool(np.linalg.norm(gradient(theta)) <= tolerance)


@NAG_RUN.mistake
def one_update_too_many(gradient, start, alpha, beta, steps):
    """There is one update too many: count the updates, not the positions."""
    return nag_run(gradient, start, alpha, beta, steps + 1)


@NAG_RUN.mistake
def stops_when_it_is_small(gradient, start, alpha, beta, steps):
    """Your run ends early where the slope is small. Here it should make all its `steps` updates, also where nothing moves any more; when
    to stop comes in the next exercise."""
    path = nag_run(gradient, start, alpha, beta, steps)
    return path if np.linalg.norm(gradient(path[0])) else path[:1]


@NAG_RUN.mistake
def shorter_and_shorter_pushes(gradient, start, alpha, beta, steps):
    """Your learning rate shrinks from update to update. Here it is `alpha` in all of them."""
    theta = np.array(start, dtype=float)
    v, history = np.zeros_like(theta), [theta]
    for t in range(steps):
        v = beta * v + alpha / (t + 1) * gradient(theta - beta * v)
        theta = theta - v
        history.append(theta)
    return np.array(history)


@NAG_RUN.mistake
def start_over_and_over(gradient, start, alpha, beta, steps):
    """Every row is the start. Is each new position put into the list, after the move?"""
    return np.repeat(np.array([start], dtype=float), steps + 1, axis=0)


@NAG_RUN.mistake
def asks_near_the_start(gradient, start, alpha, beta, steps):
    """You look ahead from the start in every update (is there a `history[0]`, or a `start`, where the current θ belongs?). Look ahead from
    where the run stands by then."""
    begin = np.array(start, dtype=float)
    v, history = np.zeros_like(begin), [begin]
    for _ in range(steps):
        v = beta * v + alpha * gradient(begin - beta * v)
        history.append(history[-1] - v)
    return np.array(history)


@NAG_RUN.mistake
def ends_in_the_first_round(gradient, start, alpha, beta, steps):
    """Your run ends after one update: the `return` stands inside the loop, and ends it in the first round. Move it to the left, below
    the `for`."""
    return nag_run(gradient, start, alpha, beta, min(steps, 1))


@NAG_RUN.mistake
def share_that_grows(gradient, start, alpha, beta, steps):
    """Your share grows from update to update, as in Nesterov's own paper: (t − 1)/(t + 2), or one like it. Here it is `beta` in every
    update, and your run never looks at that."""
    x = y = np.array(start, dtype=float)
    path = [x]
    for t in range(1, steps + 1):
        before, x = x, y - alpha * gradient(y)
        y = x + (t - 1) / (t + 2) * (x - before)
        path.append(x)
    return np.array(path)


@NAG_RUN.mistake
def start_missing_and_one_too_many(gradient, start, alpha, beta, steps):
    """The number of rows is right, but the first is the position after one update. Record the start before the loop."""
    return nag_run(gradient, start, alpha, beta, steps + 1)[1:]


@NAG_RUN.mistake
def start_twice(gradient, start, alpha, beta, steps):
    """The start is recorded twice: before the loop, and again at the beginning of its first pass. Record after each
    update."""
    path = nag_run(gradient, start, alpha, beta, steps)
    return np.concatenate([path[:1], path])[: steps + 1]


@NAG_RUN.mistake
def start_never_written(gradient, start, alpha, beta, steps):
    """Your run begins at 0: the first row of the table was never set to the start. `history[0] = start` does it."""
    return nag_run(gradient, np.zeros(len(start)), alpha, beta, steps)


@NAG_RUN.mistake
def first_velocity_is_the_start(gradient, start, alpha, beta, steps):
    """Your run does not begin at rest: its first velocity is the start. At rest v = 0: one zero for each number in
    θ."""
    theta = np.array(start, dtype=float)
    v, history = theta.copy(), [theta]
    for _ in range(steps):
        v = beta * v + alpha * gradient(theta - beta * v)
        theta = theta - v
        history.append(theta)
    return np.array(history)


@NAG_RUN.mistake
def first_velocity_is_one(gradient, start, alpha, beta, steps):
    """Your run does not begin at rest: its first velocity is 1. At rest v = 0."""
    theta = np.array(start, dtype=float)
    v, history = np.ones_like(theta), [theta]
    for _ in range(steps):
        v = beta * v + alpha * gradient(theta - beta * v)
        theta = theta - v
        history.append(theta)
    return np.array(history)


@NAG_RUN.mistake
def first_velocity_is_a_step(gradient, start, alpha, beta, steps):
    """Your run does not begin at rest: its first velocity is already α times the slope at the start. At rest v = 0."""
    theta = np.array(start, dtype=float)
    v, history = alpha * gradient(theta), [theta]
    for _ in range(steps):
        v = beta * v + alpha * gradient(theta - beta * v)
        theta = theta - v
        history.append(theta)
    return np.array(history)


@NAG_RUN.mistake
def velocity_forgotten_each_update(gradient, start, alpha, beta, steps):
    """Your run is gradient descent: its velocity is forgotten in every update. Do you set `v` to 0 inside the loop, or is
    beta * v missing?"""
    theta = np.array(start, dtype=float)
    history = [theta]
    for _ in range(steps):
        theta = theta - alpha * gradient(theta)
        history.append(theta)
    return np.array(history)


def run_of(step_mistake):
    """Return the run whose every step makes this mistake."""

    @functools.wraps(step_mistake)
    def run(gradient, start, alpha, beta, steps):
        theta = np.array(start, dtype=float)
        v = np.zeros_like(theta)
        history = [theta]
        for _ in range(steps):
            theta, v = step_mistake(theta, v, gradient, alpha, beta)
            history.append(theta)
        return np.array(history)

    return run


@NAG_RUN.mistake
def velocity_turned_each_update(gradient, start, alpha, beta, steps):
    """The first update is right. But then your velocity changes its sign from one update to the next. In all of them v is
    what you subtract."""
    return run_of(returned_velocity_negated)(gradient, start, alpha, beta, steps)


@NAG_RUN.mistake
def last_position_only(gradient, start, alpha, beta, steps):
    """You return only the last position. Keep all positions in a list, and return them all."""
    return nag_run(gradient, start, alpha, beta, steps)[-1]


@NAG_RUN.mistake
def velocities_recorded(gradient, start, alpha, beta, steps):
    """Your rows are velocities. Record the positions."""
    path = nag_run(gradient, start, alpha, beta, steps)
    return np.concatenate([np.zeros_like(path[:1]), -np.diff(path, axis=0)])


@NAG_RUN.mistake
def lookaheads_recorded(gradient, start, alpha, beta, steps):
    """Your rows are the look-ahead points, where the gradients were measured. Record the positions θ."""
    path = nag_run(gradient, start, alpha, beta, steps)
    velocities = np.concatenate([np.zeros_like(path[:1]), -np.diff(path, axis=0)])
    return path - beta * velocities


@NAG_RUN.mistake
def integers_cut_off(gradient, start, alpha, beta, steps):
    """The decimals are cut off: the start holds whole numbers, and an array made from it keeps only whole numbers. Begin
    with `np.array(start, dtype=float)`."""
    path = nag_run(gradient, start, alpha, beta, steps)
    return path.astype(int) if np.array(start).dtype.kind == "i" else path


@NAG_RUN.mistake
def integers_cut_off_each_step(gradient, start, alpha, beta, steps):
    """In every step the decimals of θ are cut off, because the start holds whole numbers and you write into an array made
    from it. Begin with `np.array(start, dtype=float)`."""
    if np.array(start).dtype.kind != "i":
        return nag_run(gradient, start, alpha, beta, steps)
    history = np.zeros((steps + 1, len(start)), dtype=int)
    history[0] = start
    v = np.zeros(len(start))
    for t in range(steps):
        v = beta * v + alpha * gradient(history[t] - beta * v)
        history[t + 1] = history[t] - v
    return history


@NAG_RUN.mistake
def flattened(gradient, start, alpha, beta, steps):
    """The numbers are right, but in one long row. The shape should be (steps + 1, d): a row for each position."""
    return nag_run(gradient, start, alpha, beta, steps).ravel()


@NAG_RUN.mistake
def transposed(gradient, start, alpha, beta, steps):
    """The numbers are right, but rows and columns are exchanged. There should be a row for each position and a column
    for each coordinate."""
    return nag_run(gradient, start, alpha, beta, steps).T


@NAG_RUN.mistake
def one_coordinate_after_another(gradient, start, alpha, beta, steps):
    """Your second coordinate already sees the first one's new value: you update them one after another. Measure one gradient
    for all of θ, then move all of θ."""
    theta = np.array(start, dtype=float)
    v = np.zeros_like(theta)
    history = [theta.copy()]
    for _ in range(steps):
        for i in range(len(theta)):
            v[i] = beta * v[i] + alpha * gradient(theta - beta * v)[i]
            theta[i] -= v[i]
        history.append(theta.copy())
    return np.array(history)


@NAG_RUN.mistake
def velocity_of_whole_numbers(gradient, start, alpha, beta, steps):
    """The decimals of v are cut off: the start holds whole numbers, `np.zeros_like` makes a v of whole numbers of it, and you write into
    that. Begin with `np.array(start, dtype=float)`."""
    theta = np.array(start)
    v, history = np.zeros_like(theta), [theta]
    for _ in range(steps):
        v[:] = beta * v + alpha * gradient(theta - beta * v)
        theta = theta - v
        history.append(theta)
    return np.array(history)


# From rest the first seven give the right path, or that of another mistake; what is said of the others is true of a step alone.
NOT_IN_A_RUN = (
    opposite_sign, old_velocity_returned, alpha_outside_throughout, one_by_one, pytorch_update, keras_update, framework_update, conventions_mixed_behind, velocity_first, no_memory, returned_velocity_negated,
)  # fmt: skip


for one in NAG_STEP.mistakes:
    if one not in NOT_IN_A_RUN:
        NAG_RUN.mistake(run_of(one))


# A bug hunt: the snippet to repair


def given_snippet(gradient, start, alpha, beta, tolerance, max_steps):
    theta = start
    v = 0
    for i in range(1, len(start)):
        v = beta * v + alpha * gradient_of_loss(theta - beta * v)  # noqa: F821  one of its faults
        theta -= v
    return theta, True


SNIPPET_CASES = [
    {
        "gradient": Gradient("½θ²", lambda theta: theta),
        "start": np.array([4.0]),
        "alpha": 1.0,
        "beta": 0.5,
        "tolerance": 0.01,
        "max_steps": 1,
    },
    {
        "gradient": Gradient("1.5 (θ − 2)²", lambda theta: 3 * (theta - 2)),
        "start": np.array([5.0]),
        "alpha": 0.1,
        "beta": 0.8,
        "tolerance": 0.001,
        "max_steps": 200,
    },
    {
        "gradient": Gradient("½(x² + 10y²)", lambda theta: theta * np.array([1.0, 10.0])),
        "start": np.array([3.0, -2.0]),
        "alpha": 0.05,
        "beta": 0.8,
        "tolerance": 0.01,
        "max_steps": 3,
    },
    {
        "gradient": Gradient("1.5 (θ − 2)²", lambda theta: 3 * (theta - 2)),
        "start": np.array([2.002]),
        "alpha": 0.1,
        "beta": 0.8,
        "tolerance": 0.01,
        "max_steps": 50,
    },
    {
        "gradient": Gradient("½(x² + y²)", lambda theta: theta),
        "start": np.array([0.9, 0.9]),
        "alpha": 0.1,
        "beta": 0.5,
        "tolerance": 1.0,
        "max_steps": 50,
    },
    {
        "gradient": Gradient("½(x² + 10y²)", lambda theta: theta * np.array([1.0, 10.0])),
        "start": np.array([3, -2]),
        "alpha": 0.05,
        "beta": 0.8,
        "tolerance": 0.01,
        "max_steps": 500,
    },
    {
        "gradient": Gradient("½θ²", lambda theta: theta),
        "start": np.array([2.0]),
        "alpha": 0.5,
        "beta": 0.0,
        "tolerance": 1.0,
        "max_steps": 1,
    },
    {
        "gradient": Gradient("½θ²", lambda theta: theta),
        "start": np.array([1.0]),
        "alpha": 0.5,
        "beta": 0.5,
        "tolerance": 1.0,
        "max_steps": 5,
    },
    {"gradient": BOWL, "start": np.array([2.0]), "alpha": 0.5, "beta": 0.5, "tolerance": 0.1, "max_steps": 0},
    {  # the coordinates of the slope cancel in a sum
        "gradient": Gradient("½(x² + y²)", lambda theta: theta),
        "start": np.array([2.0, -2.0]),
        "alpha": 0.1,
        "beta": 0.5,
        "tolerance": 0.5,
        "max_steps": 50,
    },
]

FIX_THE_SNIPPET = FunctionExercise(
    name="fix_the_snippet",
    title="fix the snippet",
    notebook="04",
    prompt="Repair minimise, which should run NAG until the norm of the gradient is at most tolerance.",
    reference=minimise,
    given=given_snippet,
    returns=("theta", "converged"),
    cases=SNIPPET_CASES,
    landmarks=[
        (
            {"gradient": BOWL, "start": np.array([0.0]), "alpha": 0.5, "beta": 0.5, "tolerance": 0.1, "max_steps": 5},
            "A start at the minimum is good enough: it comes back as it is, with True.",
        ),
        (
            {"gradient": BOWL, "start": np.array([2.0]), "alpha": 0.5, "beta": 0.5, "tolerance": 0.1, "max_steps": 1},
            "One update leads from 2 to 1 on ½θ², where the slope 1 is above tolerance = 0.1: not converged.",
        ),
        (
            {"gradient": BOWL, "start": np.array([2.0]), "alpha": 0.5, "beta": 0.5, "tolerance": 1.5, "max_steps": 1},
            "One update leads from 2 to 1 on ½θ², where the slope 1 is below tolerance = 1.5: converged by the last update.",
        ),
        (
            {"gradient": BOWL, "start": np.array([2.0]), "alpha": 0.5, "beta": 0.5, "tolerance": 1.5, "max_steps": 9},
            "One update leads from 2 to 1 on ½θ², where the slope 1 is below tolerance = 1.5: no further update is made.",
        ),
        (
            {"gradient": BOWL, "start": np.array([-2.0]), "alpha": 0.5, "beta": 0.5, "tolerance": 0.1, "max_steps": 1},
            "One update leads from −2 to −1 on ½θ², where the slope −1 has the norm 1, above tolerance = 0.1.",
        ),
        (
            {
                "gradient": BOWL,
                "start": np.array([0.8, 0.8]),
                "alpha": 0.5,
                "beta": 0.5,
                "tolerance": 1.0,
                "max_steps": 1,
            },
            "The slope (0.8, 0.8) has the norm 1.13, above tolerance = 1: one update is made, which halves θ.",
        ),
        (
            {"gradient": BOWL, "start": np.array([2.0]), "alpha": 0.5, "beta": 0.5, "tolerance": 0.01, "max_steps": 2},
            "The first update leads from 2 to 1, the second by v = 0.5 · 1 + 0.5 · 0.5 to 0.25: not converged.",
        ),
        (
            {
                "gradient": Gradient("1.5 θ²", lambda theta: 3 * theta),
                "start": np.array([1.0]),
                "alpha": 0.1,
                "beta": 0.5,
                "tolerance": 1.0,
                "max_steps": 1,
            },
            "One update leads from 1 to 0.7 on 1.5 θ², where the slope 2.1 is above tolerance = 1: not converged.",
        ),
    ],
    hints=[
        "Go through the arguments one by one: which of them does the function use as it should? There are several faults.",
        (
            "The name `gradient_of_loss` is defined nowhere; the loop counts the coordinates of the start; `theta -= v` "
            "changes the caller's array; nothing is ever tested, and still it returns True."
        ),
        (
            "Before each update: `if np.linalg.norm(gradient(theta)) <= tolerance: return theta, True`. After the loop the "
            "same test says what to return."
        ),
    ],
    edges=[
        (
            {
                "gradient": Gradient("2√θ³", lambda theta: np.where(theta < 0, np.nan, 3 * np.sqrt(np.abs(theta)))),
                "start": np.array([-1.0]),
                "alpha": 0.5,
                "beta": 0.5,
                "tolerance": 0.01,
                "max_steps": 0,
            },
            "Left of 0 the ground 2√θ³ has no slope: it is NaN, as in a run that has flown. NaN is not small, so this has not converged. "
            "(`norm <= tolerance` says so, `not norm > tolerance` doesn't.)",
        ),
        (
            {
                "gradient": BENT,
                "start": np.array([0.5, 0.25]),
                "alpha": 0.2,
                "beta": 0.5,
                "tolerance": 0.01,
                "max_steps": 2,
            },
            "This ground is bent, and its valley lies across the axes: each slope depends on both coordinates.",
        ),
        (
            {
                "gradient": SPACE,
                "start": np.array([1.0, -1.0, 2.0]),
                "alpha": 0.1,
                "beta": 0.5,
                "tolerance": 0.01,
                "max_steps": 2,
            },
            "A start may have any number of coordinates. Here it has three.",
        ),
    ],
    notice="The test costs a second gradient in each step: the one at the look-ahead point does not say whether θ is good enough.",
)


@FIX_THE_SNIPPET.mistake
def steps_from_the_start(gradient, start, alpha, beta, tolerance, max_steps):
    """The gradient is right now. But the number of updates still depends on the length of the start, and you call the
    result converged without a test. Loop `max_steps` times, and test the gradient's norm."""
    theta = nag_run(gradient, start, alpha, beta, len(start) - 1)[-1]
    return theta, True


@FIX_THE_SNIPPET.mistake
def steps_from_the_start_tested(gradient, start, alpha, beta, tolerance, max_steps):
    """Your run is tested before each update now. But the number of updates still comes from the length of the start, one less than its
    coordinates: loop `max_steps` times, and test once more after the last."""
    theta = np.array(start, dtype=float)
    v = np.zeros_like(theta)
    for _ in range(1, len(start)):
        if np.linalg.norm(gradient(theta)) <= tolerance:
            return theta, True
        v = beta * v + alpha * gradient(theta - beta * v)
        theta = theta - v
    return theta, False


@FIX_THE_SNIPPET.mistake
def converged_by_the_counter(gradient, start, alpha, beta, tolerance, max_steps):
    """You take the loop's counter for an answer: True if it ended early. A run may reach the goal with its very last update. Test the norm
    once more after the loop."""
    theta = np.array(start, dtype=float)
    v, update = np.zeros_like(theta), 0
    for update in range(max_steps):
        if np.linalg.norm(gradient(theta)) <= tolerance:
            break
        v = beta * v + alpha * gradient(theta - beta * v)
        theta = theta - v
    return theta, update < max_steps - 1


@FIX_THE_SNIPPET.mistake
def any_component(gradient, start, alpha, beta, tolerance, max_steps):
    """You stop as soon as one coordinate of the gradient is small; the others may be steep still. Test the length of the whole vector:
    `np.linalg.norm(gradient(theta))`."""

    def one_is_small(theta, v=None):
        return bool(np.any(np.abs(gradient(theta)) <= tolerance))

    theta, _ = _minimised(gradient, start, alpha, beta, max_steps, one_is_small)
    return theta, one_is_small(theta)


@FIX_THE_SNIPPET.mistake
def only_the_gradient_repaired(gradient, start, alpha, beta, tolerance, max_steps):
    """True or False is measured now, but the number of updates still depends on the length of the start. Loop `max_steps`
    times, and stop when the test holds."""
    theta = nag_run(gradient, start, alpha, beta, len(start) - 1)[-1]
    return theta, bool(np.linalg.norm(gradient(theta)) <= tolerance)


@FIX_THE_SNIPPET.mistake
def never_stops_early(gradient, start, alpha, beta, tolerance, max_steps):
    """Your run always makes `max_steps` updates. It should stop as soon as the gradient's norm at θ is at most
    `tolerance`."""
    theta = nag_run(gradient, start, alpha, beta, max_steps)[-1]
    return theta, bool(np.linalg.norm(gradient(theta)) <= tolerance)


@FIX_THE_SNIPPET.mistake
def never_stops_and_always_true(gradient, start, alpha, beta, tolerance, max_steps):
    """Your run now makes all its updates, but you still call the result converged without a check. Test the gradient's
    norm: stop when it is at most `tolerance`, and return False if it never was."""
    return nag_run(gradient, start, alpha, beta, max_steps)[-1], True


@FIX_THE_SNIPPET.mistake
def always_true(gradient, start, alpha, beta, tolerance, max_steps):
    """You return True even if the updates ran out before the gradient was small."""
    return minimise(gradient, start, alpha, beta, tolerance, max_steps)[0], True


@FIX_THE_SNIPPET.mistake
def last_update_not_tested(gradient, start, alpha, beta, tolerance, max_steps):
    """If the very last update reaches the goal, you still return False. Test once more after the loop."""
    theta, _ = minimise(gradient, start, alpha, beta, tolerance, max_steps)
    stopped_before = nag_run(gradient, start, alpha, beta, max_steps)[:-1]
    return theta, any(np.linalg.norm(gradient(row)) <= tolerance for row in stopped_before)


@FIX_THE_SNIPPET.mistake
def tested_after_the_update(gradient, start, alpha, beta, tolerance, max_steps):
    """You make an update before the first test. A start that is good enough should be returned as it is."""
    theta = np.array(start, dtype=float)
    v = np.zeros_like(theta)
    for _ in range(max_steps):
        v = beta * v + alpha * gradient(theta - beta * v)
        theta = theta - v
        if np.linalg.norm(gradient(theta)) <= tolerance:
            return theta, True
    return theta, False


def _minimised(gradient, start, alpha, beta, max_steps, finished):
    """Run NAG until ``finished(theta, v)``, asked before every update."""
    theta = np.array(start, dtype=float)
    v = np.zeros_like(theta)
    for _ in range(max_steps):
        if finished(theta, v):
            break
        v = beta * v + alpha * gradient(theta - beta * v)
        theta = theta - v
    return theta, v


@FIX_THE_SNIPPET.mistake
def one_update_at_least(gradient, start, alpha, beta, tolerance, max_steps):
    """Your loop counts after the update, so it makes one even where `max_steps` is 0. Count first: `for _ in range(max_steps)` does."""
    return minimise(gradient, start, alpha, beta, tolerance, max(max_steps, 1))


@FIX_THE_SNIPPET.mistake
def tested_at_lookahead(gradient, start, alpha, beta, tolerance, max_steps):
    """You test the gradient that was measured at the look-ahead point. Only the slope at θ tells you whether θ is good
    enough."""
    theta, v = _minimised(
        gradient,
        start,
        alpha,
        beta,
        max_steps,
        lambda theta, v: np.linalg.norm(gradient(theta - beta * v)) <= tolerance,
    )
    return theta, bool(np.linalg.norm(gradient(theta - beta * v)) <= tolerance)


@FIX_THE_SNIPPET.mistake
def tested_at_lookahead_but_for_the_last(gradient, start, alpha, beta, tolerance, max_steps):
    """Before each update you test the gradient that was measured at the look-ahead point. Only the slope at θ tells you whether θ is
    good enough."""
    theta, v = np.array(start, dtype=float), np.zeros(len(start))
    for _ in range(max_steps):
        slope = gradient(theta - beta * v)
        if np.linalg.norm(slope) <= tolerance:
            return theta, True
        v = beta * v + alpha * slope
        theta = theta - v
    return theta, bool(np.linalg.norm(gradient(theta)) <= tolerance)


@FIX_THE_SNIPPET.mistake
def tested_at_lookahead_and_not_after_the_last(gradient, start, alpha, beta, tolerance, max_steps):
    """You test the gradient that was measured at the look-ahead point, and nothing after the last update. Only the slope at θ tells you
    whether θ is good enough."""
    theta, v = np.array(start, dtype=float), np.zeros(len(start))
    for _ in range(max_steps):
        slope = gradient(theta - beta * v)
        if np.linalg.norm(slope) <= tolerance:
            return theta, True
        v = beta * v + alpha * slope
        theta = theta - v
    return theta, False


@FIX_THE_SNIPPET.mistake
def stops_after_the_update_by_its_slope(gradient, start, alpha, beta, tolerance, max_steps):
    """Your test comes after the update, with the gradient that was measured at the look-ahead point before it. Only the slope at θ tells
    you whether θ is good enough."""
    theta, v = np.array(start, dtype=float), np.zeros(len(start))
    for _ in range(max_steps):
        slope = gradient(theta - beta * v)
        v = beta * v + alpha * slope
        theta = theta - v
        if np.linalg.norm(slope) <= tolerance:
            return theta, True
    return theta, False


@FIX_THE_SNIPPET.mistake
def tested_by_velocity(gradient, start, alpha, beta, tolerance, max_steps):
    """You test the velocity. It is also small at every turning point, and zero at the start. Test the gradient."""
    theta, v = np.array(start, dtype=float), np.zeros(len(start))
    for _ in range(max_steps):
        v = beta * v + alpha * gradient(theta - beta * v)
        theta = theta - v
        if np.linalg.norm(v) <= tolerance:
            return theta, True
    return theta, False


@FIX_THE_SNIPPET.mistake
def largest_component(gradient, start, alpha, beta, tolerance, max_steps):
    """You test each coordinate of the gradient by itself. The norm is the length of the whole vector:
    `np.linalg.norm(gradient(theta))`."""
    theta, _ = _minimised(
        gradient, start, alpha, beta, max_steps, lambda theta, v: np.abs(gradient(theta)).max() <= tolerance
    )
    return theta, bool(np.abs(gradient(theta)).max() <= tolerance)


@FIX_THE_SNIPPET.mistake
def momentum_instead(gradient, start, alpha, beta, tolerance, max_steps):
    """You repaired it, but now it is classical momentum. NAG measures its gradient at θ − βv."""
    theta, v = np.array(start, dtype=float), np.zeros(len(start))
    for _ in range(max_steps):
        if np.linalg.norm(gradient(theta)) <= tolerance:
            return theta, True
        v = beta * v + alpha * gradient(theta)
        theta = theta - v
    return theta, bool(np.linalg.norm(gradient(theta)) <= tolerance)


@FIX_THE_SNIPPET.mistake
def squared_norm(gradient, start, alpha, beta, tolerance, max_steps):
    """You test the square of the norm. Take its root, or use `np.linalg.norm`."""
    theta, _ = _minimised(
        gradient, start, alpha, beta, max_steps, lambda theta, v: np.sum(gradient(theta) ** 2) <= tolerance
    )
    return theta, bool(np.sum(gradient(theta) ** 2) <= tolerance)


@FIX_THE_SNIPPET.mistake
def last_update_lost(gradient, start, alpha, beta, tolerance, max_steps):
    """If the goal is not reached, your run is one update short: `range(1, max_steps)` counts one fewer than
    `max_steps`."""
    return minimise(gradient, start, alpha, beta, tolerance, max_steps - 1)


@FIX_THE_SNIPPET.mistake
def slope_before_the_update(gradient, start, alpha, beta, tolerance, max_steps):
    """Your slope is one update old: it was measured where θ stood before the update, and you return the θ after it. Test the
    slope of the θ that you return."""
    theta, v = np.array(start, dtype=float), np.zeros(len(start))
    for _ in range(max_steps):
        slope = gradient(theta)
        v = beta * v + alpha * gradient(theta - beta * v)
        theta = theta - v
        if np.linalg.norm(slope) <= tolerance:
            return theta, True
    return theta, False


@FIX_THE_SNIPPET.mistake
def slope_of_the_start(gradient, start, alpha, beta, tolerance, max_steps):
    """You measure the slope once, before the loop, and go on testing that one number. Measure it again after every
    update."""
    theta, _ = _minimised(
        gradient, start, alpha, beta, max_steps, lambda *_: np.linalg.norm(gradient(start)) <= tolerance
    )
    return theta, bool(np.linalg.norm(gradient(start)) <= tolerance)


@FIX_THE_SNIPPET.mistake
def norm_strictly_below(gradient, start, alpha, beta, tolerance, max_steps):
    """A norm equal to the tolerance is small enough: compare with `<=`."""
    return minimise(gradient, start, alpha, beta, np.nextafter(tolerance, 0), max_steps)


@FIX_THE_SNIPPET.mistake
def max_steps_unused(gradient, start, alpha, beta, tolerance, max_steps):
    """`max_steps` has no effect in your version. A run that does not reach the goal must end after `max_steps`
    updates."""
    return minimise(gradient, start, alpha, beta, tolerance, 1000)


@FIX_THE_SNIPPET.mistake
def one_update_beyond_max_steps(gradient, start, alpha, beta, tolerance, max_steps):
    """If the goal is not reached, your run makes one update more than `max_steps`."""
    theta, converged = minimise(gradient, start, alpha, beta, tolerance, max_steps)
    return (theta, True) if converged else (nag_run(gradient, start, alpha, beta, max_steps + 1)[-1], False)


@FIX_THE_SNIPPET.mistake
def signed_components(gradient, start, alpha, beta, tolerance, max_steps):
    """You compare each coordinate of the gradient with the tolerance and keep its sign, so a very negative slope
    passes. Test the norm, `np.linalg.norm(gradient(theta))`."""
    theta, _ = _minimised(
        gradient, start, alpha, beta, max_steps, lambda theta, v: (gradient(theta) <= tolerance).all()
    )
    return theta, bool((gradient(theta) <= tolerance).all())


@FIX_THE_SNIPPET.mistake
def tested_by_the_move(gradient, start, alpha, beta, tolerance, max_steps):
    """You stop when the position itself is small. The minimum may be anywhere: test the norm of the gradient."""
    theta, _ = _minimised(gradient, start, alpha, beta, max_steps, lambda theta, v: np.linalg.norm(theta) <= tolerance)
    return theta, bool(np.linalg.norm(theta) <= tolerance)


@FIX_THE_SNIPPET.mistake
def number_for_yes(gradient, start, alpha, beta, tolerance, max_steps):
    """Your second answer is the number of updates, and −1 if it did not converge. Asked for is True or False: whoever writes
    `if converged:` takes −1 for a yes."""
    theta = np.array(start, dtype=float)
    v = np.zeros_like(theta)
    for update in range(max_steps):
        if np.linalg.norm(gradient(theta)) <= tolerance:
            return theta, update
        v = beta * v + alpha * gradient(theta - beta * v)
        theta = theta - v
    return theta, -1


@FIX_THE_SNIPPET.mistake
def always_false(gradient, start, alpha, beta, tolerance, max_steps):
    """`theta` is right. But you return False even if the gradient is small enough."""
    return minimise(gradient, start, alpha, beta, tolerance, max_steps)[0], False


@FIX_THE_SNIPPET.mistake
def the_position_before(gradient, start, alpha, beta, tolerance, max_steps):
    """You return the position before the last update. Return the one after it: that is the one you tested."""
    theta, converged = minimise(gradient, start, alpha, beta, tolerance, max_steps)
    path = nag_run(gradient, start, alpha, beta, max_steps)
    row = int(np.flatnonzero((path == theta).all(axis=1))[0])
    return path[max(row - 1, 0)], converged


@FIX_THE_SNIPPET.mistake
def summed_norm(gradient, start, alpha, beta, tolerance, max_steps):
    """You add up the sizes of the coordinates. The norm is the root of the sum of their squares:
    `np.linalg.norm(gradient(theta))`."""
    theta, _ = _minimised(
        gradient, start, alpha, beta, max_steps, lambda theta, v: np.abs(gradient(theta)).sum() <= tolerance
    )
    return theta, bool(np.abs(gradient(theta)).sum() <= tolerance)


@FIX_THE_SNIPPET.mistake
def order_turned(gradient, start, alpha, beta, tolerance, max_steps):
    """You stop when the gradient's norm is above the tolerance: turn the comparison round."""
    theta, _ = _minimised(
        gradient, start, alpha, beta, max_steps, lambda theta, v: np.linalg.norm(gradient(theta)) >= tolerance
    )
    return theta, bool(np.linalg.norm(gradient(theta)) >= tolerance)


def _stopping_by(size):
    """Return a `minimise` that stops by another size of the gradient than its norm."""

    def minimise(gradient, start, alpha, beta, tolerance, max_steps):
        theta, v = np.array(start, dtype=float), 0.0
        for _ in range(max_steps):
            if size(gradient(theta)) <= tolerance:
                return theta, True
            v = beta * v + alpha * gradient(theta - beta * v)
            theta = theta - v
        return theta, bool(size(gradient(theta)) <= tolerance)

    return minimise


@FIX_THE_SNIPPET.mistake
def coordinates_summed(gradient, start, alpha, beta, tolerance, max_steps):
    """You add the coordinates of the gradient up, and they may cancel: (2, −2) is a steep slope whose sum is 0. The norm is the root of the
    sum of their squares: `np.linalg.norm(gradient(theta))`."""
    return _stopping_by(lambda slope: abs(np.sum(slope)))(gradient, start, alpha, beta, tolerance, max_steps)


@FIX_THE_SNIPPET.mistake
def root_of_the_mean_square(gradient, start, alpha, beta, tolerance, max_steps):
    """You take the root of the *mean* square, which is smaller than the norm where there is more than one coordinate. The norm is the root of
    the *sum* of the squares: `np.linalg.norm(gradient(theta))`."""
    return _stopping_by(lambda slope: np.sqrt(np.mean(np.square(slope))))(
        gradient, start, alpha, beta, tolerance, max_steps
    )
