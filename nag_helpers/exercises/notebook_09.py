"""The exercises of notebook 09, NAG in the frameworks."""

import numpy as np

from nag_helpers.exercises.kinds import FunctionExercise, ValueExercise
from nag_helpers.exercises.values import BENT, BOWL, SPACE, Gradient

# theta and v from what torch holds


def theta_from_torch(p, momentum_buffer, alpha, beta):
    v = alpha * momentum_buffer
    return p + beta * v, v


STATES = [
    {"p": np.array([1.0]), "momentum_buffer": np.array([2.0]), "alpha": 0.1, "beta": 0.8},
    {"p": np.array([0.5, -2.0, 1.0]), "momentum_buffer": np.array([-3.0, 0.5, 0.0]), "alpha": 0.02, "beta": 0.95},
]

THETA_FROM_TORCH = FunctionExercise(
    name="theta_from_torch",
    title="out of the buffer",
    notebook="09",
    prompt="Return the paper's theta and v from what a torch optimiser holds.",
    reference=theta_from_torch,
    returns=("theta", "v"),
    cases=[
        *STATES,
        {
            "p": np.array([[1.0, -0.5], [0.25, 2.0], [0.0, 1.5]]),  # a layer's weights
            "momentum_buffer": np.array([[0.5, 1.0], [-2.0, 0.1], [4.0, -1.0]]),
            "alpha": 0.05,
            "beta": 0.7,
        },
    ],
    landmarks=[
        (
            {"p": np.array([1.0]), "momentum_buffer": np.array([0.0]), "alpha": 0.1, "beta": 0.5},
            "At rest θ and p are the same, and v is 0.",
        ),
        (
            {"p": np.array([1.0]), "momentum_buffer": np.array([2.0]), "alpha": 0.1, "beta": 0.0},
            "At β = 0 nothing looks ahead: θ is p, and v = 0.1 · 2.",
        ),
        (
            {"p": np.array([1.0]), "momentum_buffer": np.array([2.0]), "alpha": 1.0, "beta": 0.5},
            "At α = 1 the buffer is v itself, 2, and p = θ − 0.5 · 2.",
        ),
    ],
    hints=[
        "Begin with v. Torch multiplies by the learning rate only when it steps: so what is in its buffer?",
        "v = α · buffer. And p is the look-ahead point, p = θ − βv. Solve that for θ.",
        "`v = alpha * momentum_buffer`, and then `return p + beta * v, v`.",
    ],
    notice="With mini-batches the noise keeps v alive, so θ and p differ to the end. Section 6 measures what that costs.",
)


@THETA_FROM_TORCH.mistake
def looked_ahead_again(p, momentum_buffer, alpha, beta):
    """You looked ahead a second time. p is the look-ahead point already: solve p = θ − βv for θ."""
    v = alpha * momentum_buffer
    return p - beta * v, v


@THETA_FROM_TORCH.mistake
def buffer_for_v(p, momentum_buffer, alpha, beta):
    """You took the buffer for v. Torch keeps the learning rate outside: the buffer is a sum of gradients, and v is α times
    the buffer."""
    return p + beta * momentum_buffer, momentum_buffer


@THETA_FROM_TORCH.mistake
def theta_right_buffer_for_v(p, momentum_buffer, alpha, beta):
    """θ is right. But v is α times the buffer: torch keeps the learning rate outside the buffer."""
    return p + alpha * beta * momentum_buffer, momentum_buffer


@THETA_FROM_TORCH.mistake
def whole_velocity(p, momentum_buffer, alpha, beta):
    """You went back by the whole velocity. The look-ahead is a share β of it: p = θ − βv."""
    v = alpha * momentum_buffer
    return p + v, v


@THETA_FROM_TORCH.mistake
def parameter_for_theta(p, momentum_buffer, alpha, beta):
    """v is right. But p is not θ: it is the look-ahead point θ − βv."""
    return p, alpha * momentum_buffer


@THETA_FROM_TORCH.mistake
def downhill_velocity(p, momentum_buffer, alpha, beta):
    """The position is right, but the sign of v is wrong: torch's buffer sums gradients and is subtracted, as our v is."""
    v = alpha * momentum_buffer
    return p + beta * v, -v


@THETA_FROM_TORCH.mistake
def keras_reading(p, momentum_buffer, alpha, beta):
    """That is how you read Keras, where the momentum is −v. Torch's buffer is v divided by the learning rate."""
    return p - beta * momentum_buffer, -momentum_buffer


@THETA_FROM_TORCH.mistake
def divided(p, momentum_buffer, alpha, beta):
    """You divided by the learning rate. The buffer is v/α; to get v, multiply."""
    v = momentum_buffer / alpha
    return p + beta * v, v


@THETA_FROM_TORCH.mistake
def velocity_decayed(p, momentum_buffer, alpha, beta):
    """θ is right. But v is the whole velocity of the last update, α times the buffer; β comes in only when you look
    ahead."""
    v = alpha * beta * momentum_buffer
    return p + v, v


@THETA_FROM_TORCH.mistake
def rate_left_out_of_the_way(p, momentum_buffer, alpha, beta):
    """v is right. But the way back from p to θ is β times v, and v contains α: the buffer alone is too long."""
    return p + beta * momentum_buffer, alpha * momentum_buffer


@THETA_FROM_TORCH.mistake
def theta_right_divided(p, momentum_buffer, alpha, beta):
    """θ is right. But you divided the buffer by the learning rate to get v. The buffer is v/α: multiply."""
    return p + alpha * beta * momentum_buffer, momentum_buffer / alpha


@THETA_FROM_TORCH.mistake
def averaged(p, momentum_buffer, alpha, beta):
    """You multiply by 1 − β, as if the buffer were an average. Torch sums gradients as they are: v = α · buffer."""
    v = alpha * (1 - beta) * momentum_buffer
    return p + beta * v, v


@THETA_FROM_TORCH.mistake
def looked_back_twice(p, momentum_buffer, alpha, beta):
    """v is right. But β comes in twice on the way back to θ. The look-ahead is βv, once: θ = p + βv."""
    v = alpha * momentum_buffer
    return p + beta**2 * v, v


@THETA_FROM_TORCH.mistake
def rate_in_twice(p, momentum_buffer, alpha, beta):
    """v is right. But α comes in twice on the way back to θ: v contains it already. θ = p + βv."""
    v = alpha * momentum_buffer
    return p + alpha * beta * v, v


@THETA_FROM_TORCH.mistake
def downhill_and_ahead(p, momentum_buffer, alpha, beta):
    """Your v points downhill, as Keras's does, and then you look ahead once more. Torch's buffer is a sum of gradients: v = α · buffer, and
    θ = p + βv."""
    v = -alpha * momentum_buffer
    return p + beta * v, v


@THETA_FROM_TORCH.mistake
def one_update_back(p, momentum_buffer, alpha, beta):
    """v is right. But you took back the whole step, (1 + β)v. Only the look-ahead is to be taken back, βv."""
    v = alpha * momentum_buffer
    return p + (1 + beta) * v, v


@THETA_FROM_TORCH.mistake
def velocity_next(p, momentum_buffer, alpha, beta):
    """You divided by β. p = θ − βv: bring βv to the other side, with its factor."""
    v = alpha * momentum_buffer
    return p + v / beta if beta else p, v


@THETA_FROM_TORCH.mistake
def transposed(p, momentum_buffer, alpha, beta):
    """You transposed. That belongs to a change from torch to Keras; here everything is torch's, and keeps its shape."""
    v = alpha * momentum_buffer
    return (p + beta * v).T, v.T


@THETA_FROM_TORCH.mistake
def all_that_is_still_to_come(p, momentum_buffer, alpha, beta):
    """v is right. But you take back all that the velocity would still do, β/(1 − β) times v. p is ahead by one coast, βv."""
    v = alpha * momentum_buffer
    return p + beta / (1 - beta) * v, v


@THETA_FROM_TORCH.mistake
def the_other_share(p, momentum_buffer, alpha, beta):
    """v is right. But you take back (1 − β)v. The coast is what is *kept* of v: βv."""
    v = alpha * momentum_buffer
    return p + (1 - beta) * v, v


@THETA_FROM_TORCH.mistake
def a_step_and_a_share(p, momentum_buffer, alpha, beta):
    """v is right. But you go from p by v, and back by βv. θ is βv away from p, on the other side: θ = p + βv."""
    v = alpha * momentum_buffer
    return p - v + beta * v, v


@THETA_FROM_TORCH.mistake
def first_entry_alone(p, momentum_buffer, alpha, beta):
    """You use the first entry of the buffer for all. Every entry of p has its own."""
    v = alpha * np.ravel(momentum_buffer)[0]
    return p + beta * v, v


@THETA_FROM_TORCH.mistake
def whole_buffer(p, momentum_buffer, alpha, beta):
    """You went back by the whole buffer. v is α times the buffer, and the look-ahead is the share β of v: θ = p + βv."""
    return p + momentum_buffer, momentum_buffer


@THETA_FROM_TORCH.mistake
def a_step_on(p, momentum_buffer, alpha, beta):
    """v is right. But you made a step on, p − v. θ lies behind p, by the coast: θ = p + βv."""
    v = alpha * momentum_buffer
    return p - v, v


@THETA_FROM_TORCH.mistake
def keras_reading_turned(p, momentum_buffer, alpha, beta):
    """You looked ahead once more, and with the buffer for v. p is the look-ahead point already, and v is α times the buffer: θ = p + βv."""
    return p - beta * momentum_buffer, momentum_buffer


# From torch to Keras


def torch_to_keras(p, momentum_buffer, alpha, beta):
    return p, -alpha * momentum_buffer


TORCH_TO_KERAS = FunctionExercise(
    name="torch_to_keras",
    title="from torch to Keras",
    notebook="09",
    prompt="Return what Keras must hold to go on where torch stopped: variable and momentum.",
    reference=torch_to_keras,
    returns=("variable", "momentum"),
    cases=STATES,
    landmarks=[
        (
            {"p": np.array([1.0]), "momentum_buffer": np.array([0.0]), "alpha": 0.1, "beta": 0.5},
            "At rest both hold the same position, and the momentum is 0.",
        ),
        (
            {"p": np.array([1.0]), "momentum_buffer": np.array([2.0]), "alpha": 1.0, "beta": 0.5},
            "At α = 1 the buffer is v itself, 2, and Keras holds −v; the look-ahead point is the same.",
        ),
    ],
    hints=[
        "Which point does each of them hold? Put torch's line and Keras's from section 2 side by side.",
        "Both hold the look-ahead point, so the parameter stays. Torch's buffer is v/α, Keras's momentum is −v.",
        "`return p, -alpha * momentum_buffer`.",
    ],
    notice="You do not need β: both look ahead by the same share of the velocity, so it cancels.",
)


@TORCH_TO_KERAS.mistake
def sign_kept(p, momentum_buffer, alpha, beta):
    """The size is right, but the sign is not: Keras's momentum points downhill and is added."""
    return p, alpha * momentum_buffer


@TORCH_TO_KERAS.mistake
def rate_forgotten(p, momentum_buffer, alpha, beta):
    """The sign is right. But Keras keeps the learning rate inside: its momentum is −v, and v is α times torch's
    buffer."""
    return p, -momentum_buffer


@TORCH_TO_KERAS.mistake
def buffer_copied(p, momentum_buffer, alpha, beta):
    """You copied the buffer. Keras keeps a velocity of the opposite sign, with the learning rate inside."""
    return p, momentum_buffer


@TORCH_TO_KERAS.mistake
def theta_handed_over(p, momentum_buffer, alpha, beta):
    """You returned θ. Keras holds the look-ahead point, just as torch does: the parameter stays as it is."""
    return p + alpha * beta * momentum_buffer, -alpha * momentum_buffer


@TORCH_TO_KERAS.mistake
def theta_and_sign(p, momentum_buffer, alpha, beta):
    """That is the paper's θ and v. Keras holds the look-ahead point, as torch does, and −v."""
    return p + alpha * beta * momentum_buffer, alpha * momentum_buffer


@TORCH_TO_KERAS.mistake
def looks_ahead_twice(p, momentum_buffer, alpha, beta):
    """You looked ahead from p. It is the look-ahead point already, in torch and in Keras: the parameter stays as it
    is."""
    return p - alpha * beta * momentum_buffer, -alpha * momentum_buffer


@TORCH_TO_KERAS.mistake
def momentum_decayed(p, momentum_buffer, alpha, beta):
    """Keras decays its momentum in the coming update. Return all of it: you do not need β here."""
    return p, -alpha * beta * momentum_buffer


@TORCH_TO_KERAS.mistake
def rate_divided(p, momentum_buffer, alpha, beta):
    """You divided by the learning rate; torch's buffer is v/α, so multiply."""
    return p, -momentum_buffer / alpha


@TORCH_TO_KERAS.mistake
def averaged_buffer(p, momentum_buffer, alpha, beta):
    """You multiply by 1 − β, as if the buffer were an average. Torch's and Keras's velocities are both sums: −α · buffer."""
    return p, -alpha * (1 - beta) * momentum_buffer


@TORCH_TO_KERAS.mistake
def momentum_emptied(p, momentum_buffer, alpha, beta):
    """You begin with no momentum: a restart, and what torch had gathered is lost. Keras's momentum is −v."""
    return p, 0.0 * momentum_buffer


@TORCH_TO_KERAS.mistake
def theta_and_buffer(p, momentum_buffer, alpha, beta):
    """You returned θ with torch's buffer. Keras holds the look-ahead point, as torch does, and −v."""
    return p + alpha * beta * momentum_buffer, momentum_buffer


@TORCH_TO_KERAS.mistake
def sign_and_rate_divided(p, momentum_buffer, alpha, beta):
    """The buffer is v/α, and Keras holds −v: multiply by α, and turn the sign."""
    return p, momentum_buffer / alpha


@TORCH_TO_KERAS.mistake
def an_update_made(p, momentum_buffer, alpha, beta):
    """You moved the parameter by the momentum. It stays where it is: nothing is trained while a run changes hands."""
    return p - alpha * momentum_buffer, -alpha * momentum_buffer


@TORCH_TO_KERAS.mistake
def only_the_next_share(p, momentum_buffer, alpha, beta):
    """The sign is turned, but it is β that you multiply by. What is between torch's buffer and the velocity is α."""
    return p, -beta * momentum_buffer


@TORCH_TO_KERAS.mistake
def sum_to_average(p, momentum_buffer, alpha, beta):
    """You divided by 1 − β, as if one of the two were an average. Both are sums: the momentum is −α · buffer."""
    return p, -alpha * momentum_buffer / (1 - beta)


@TORCH_TO_KERAS.mistake
def divided_by_beta(p, momentum_buffer, alpha, beta):
    """You divided by β. Both keep the velocity before it is decayed: you do not need β here."""
    return p, -alpha * momentum_buffer / beta


@TORCH_TO_KERAS.mistake
def theta_and_minus_buffer(p, momentum_buffer, alpha, beta):
    """Two things are wrong. Keras holds the look-ahead point, as torch does, so p stays. And α is missing in the momentum: −α · buffer."""
    return p + alpha * beta * momentum_buffer, -momentum_buffer


@TORCH_TO_KERAS.mistake
def buffer_taken_off(p, momentum_buffer, alpha, beta):
    """The momentum is right. But you moved the parameter by the buffer. It stays as it is."""
    return p - momentum_buffer, -alpha * momentum_buffer


@TORCH_TO_KERAS.mistake
def parameter_turned(p, momentum_buffer, alpha, beta):
    """The momentum is right. But you turned the sign of the parameter, too. Only the velocity has another sign in Keras."""
    return -p, -alpha * momentum_buffer


@TORCH_TO_KERAS.mistake
def parameter_scaled(p, momentum_buffer, alpha, beta):
    """The momentum is right. But you multiplied the parameter by α, too. Only the velocity has another scale in Keras."""
    return alpha * p, -alpha * momentum_buffer


# A drop of the learning rate without a brake


def keep_the_velocity(momentum_buffer, old, new):
    return momentum_buffer * old / new


RATES = [
    {"momentum_buffer": np.array([2.0]), "old": 0.1, "new": 0.02},
    {"momentum_buffer": np.array([1.0, -4.0, 0.0]), "old": 0.3, "new": 0.5},
    {"momentum_buffer": np.array([0.5, 0.25]), "old": 0.8, "new": 0.1},
]

KEEP_THE_VELOCITY = FunctionExercise(
    name="keep_the_velocity",
    title="a drop without a brake",
    notebook="09",
    prompt="Return the buffer that keeps torch's velocity when the learning rate changes from old to new.",
    reference=keep_the_velocity,
    returns=("momentum_buffer",),
    cases=RATES,
    landmarks=[
        ({"momentum_buffer": np.array([3.0]), "old": 0.1, "new": 0.1}, "If the rate stays, so does the buffer."),
        (
            {"momentum_buffer": np.array([3.0]), "old": 0.2, "new": 0.1},
            ("Half the rate needs twice the buffer to give the same product."),
        ),
        (
            {"momentum_buffer": np.array([3.0]), "old": 0.1, "new": 0.2},
            "Twice the rate needs half the buffer, and half of 3 is 1½.",
        ),
    ],
    hints=[
        "The velocity is the learning rate times the buffer. It should be the same before and after.",
        "old · buffer = new · (new buffer).",
        "`return momentum_buffer * old / new`.",
    ],
    notice="If you rescale the buffer like this at every change, torch follows the paper's form under any schedule of α.",
)


@KEEP_THE_VELOCITY.mistake
def upside_down(momentum_buffer, old, new):
    """The ratio is upside down: that brakes twice. The velocity is rate times buffer, so a smaller rate needs a larger
    buffer."""
    return momentum_buffer * new / old


@KEEP_THE_VELOCITY.mistake
def left_alone(momentum_buffer, old, new):
    """You left the buffer alone. Then the velocity, rate times buffer, drops with the rate: that is the brake."""
    return momentum_buffer


@KEEP_THE_VELOCITY.mistake
def emptied(momentum_buffer, old, new):
    """You emptied the buffer. That is a restart: the velocity is gone altogether."""
    return 0.0 * momentum_buffer


@KEEP_THE_VELOCITY.mistake
def velocity_itself(momentum_buffer, old, new):
    """That is the velocity. Torch will still multiply it by the new rate, so divide by that rate."""
    return momentum_buffer * old


@KEEP_THE_VELOCITY.mistake
def rates_subtracted(momentum_buffer, old, new):
    """You took the difference of the two rates. What must stay is a product, rate times buffer."""
    return momentum_buffer * (1 + old - new)


@KEEP_THE_VELOCITY.mistake
def only_divided(momentum_buffer, old, new):
    """You divided by the new rate without multiplying by the old one. The velocity to keep is old · buffer."""
    return momentum_buffer / new


@KEEP_THE_VELOCITY.mistake
def ratio_added(momentum_buffer, old, new):
    """You added the ratio of the rates. Multiply the buffer by it."""
    return momentum_buffer + old / new


@KEEP_THE_VELOCITY.mistake
def by_the_difference(momentum_buffer, old, new):
    """You multiplied by the difference of the two rates. What must stay is a product, rate times buffer."""
    return momentum_buffer * (old - new)


@KEEP_THE_VELOCITY.mistake
def by_the_other_difference(momentum_buffer, old, new):
    """You multiplied by the difference of the two rates, new − old. What must stay is a product, rate times buffer."""
    return momentum_buffer * (new - old)


@KEEP_THE_VELOCITY.mistake
def by_the_relative_change(momentum_buffer, old, new):
    """You multiplied by the relative change of the rate. What must stay is a product, rate times buffer."""
    return momentum_buffer * (old - new) / old


@KEEP_THE_VELOCITY.mistake
def whole_ratio(momentum_buffer, old, new):
    """The ratio of your rates is a whole number: `//` cuts its decimals off. Divide with `/`."""
    return momentum_buffer * (old // new)


@KEEP_THE_VELOCITY.mistake
def never_smaller(momentum_buffer, old, new):
    """Your buffer never gets smaller. Where the rate rises it has to: the product, rate times buffer, stays."""
    return momentum_buffer * max(old / new, 1)


@KEEP_THE_VELOCITY.mistake
def ratio_squared(momentum_buffer, old, new):
    """You multiplied by the ratio twice. Once is enough: old · buffer = new · (new buffer)."""
    return momentum_buffer * (old / new) ** 2


@KEEP_THE_VELOCITY.mistake
def sign_turned(momentum_buffer, old, new):
    """The size is right, but the sign is Keras's. Torch's buffer is a sum of gradients, and keeps its sign."""
    return -momentum_buffer * old / new


@KEEP_THE_VELOCITY.mistake
def both_multiplied(momentum_buffer, old, new):
    """You multiplied by both rates. The old one makes a velocity of the buffer, and the new one is divided out again."""
    return momentum_buffer * old * new


@KEEP_THE_VELOCITY.mistake
def new_velocity(momentum_buffer, old, new):
    """That is what the velocity would become with the buffer left alone. The buffer is asked for that keeps it at old · buffer."""
    return momentum_buffer * new


@KEEP_THE_VELOCITY.mistake
def tenfold(momentum_buffer, old, new):
    """You multiply by ten, as for a drop to a tenth. The rates are given: multiply by old/new."""
    return 10 * momentum_buffer


@KEEP_THE_VELOCITY.mistake
def root_of_the_ratio(momentum_buffer, old, new):
    """You multiplied by the root of the ratio. The product, rate times buffer, stays only with the ratio itself."""
    return momentum_buffer * np.sqrt(old / new)


@KEEP_THE_VELOCITY.mistake
def mean_of_the_rates(momentum_buffer, old, new):
    """You multiplied by the mean of the two rates. What must stay is a product: old · buffer = new · (new buffer)."""
    return momentum_buffer * (old + new) / 2


@KEEP_THE_VELOCITY.mistake
def difference_added(momentum_buffer, old, new):
    """You added the difference of the rates. Multiply the buffer by their ratio."""
    return momentum_buffer + (old - new)


@KEEP_THE_VELOCITY.mistake
def one_and_the_change(momentum_buffer, old, new):
    """You multiplied by 1 plus the relative change. For small changes that is nearly it; what keeps the product is the ratio old/new."""
    return momentum_buffer * (1 + (old - new) / old)


@KEEP_THE_VELOCITY.mistake
def logarithm_of_the_ratio(momentum_buffer, old, new):
    """You multiplied by the logarithm of the ratio. Multiply by the ratio itself."""
    return momentum_buffer * np.log(old / new)


@KEEP_THE_VELOCITY.mistake
def ratio_as_a_power(momentum_buffer, old, new):
    """You raised the buffer to the power of the ratio. Multiply it by the ratio."""
    return np.sign(momentum_buffer) * np.abs(momentum_buffer) ** (old / new)


@KEEP_THE_VELOCITY.mistake
def all_entries_added(momentum_buffer, old, new):
    """You add the entries up. The buffer has an entry for each parameter: return them all."""
    return np.sum(momentum_buffer) * old / new


# The same decay in Keras


def same_decay(strength, beta):
    return strength / (1 - beta)


DECAYS = [{"strength": 0.5, "beta": 0.9}, {"strength": 0.01, "beta": 0.6}, {"strength": 0.2, "beta": 0.8}]

SAME_DECAY = FunctionExercise(
    name="same_decay",
    title="the same decay",
    notebook="09",
    prompt="Return the weight decay that makes Keras settle where torch does.",
    reference=same_decay,
    returns=("weight_decay",),
    cases=DECAYS,
    landmarks=[
        (
            {"strength": 0.1, "beta": 0.0},
            ("Without momentum both are gradient descent, and the same decay has the same effect."),
        ),
        (
            {"strength": 0.1, "beta": 0.5},
            ("At β = ½ a gradient moves torch by 1 + ½ + ¼ + … = 2 times as much: Keras needs twice the decay."),
        ),
    ],
    hints=[
        "At rest, how far does a gradient g move the parameter in all, now and in later updates through the velocity?",
        "By αg(1 + β + β² + …). Keras's decay moves it by α · decay · p, once.",
        "The sum is 1/(1 − β), so Keras needs `strength / (1 - beta)`.",
    ],
    notice="At β = 0.99 the factor is a hundred: a weight decay copied from torch all but vanishes in Keras.",
)


@SAME_DECAY.mistake
def same_number(strength, beta):
    """The same number pulls less in Keras. There the decay acts once in each update; in torch it goes through the velocity,
    which multiplies its effect."""
    return strength


@SAME_DECAY.mistake
def weaker_still(strength, beta):
    """You multiplied by 1 − β, which makes Keras's decay weaker still. Which of the two pulls less already?"""
    return strength * (1 - beta)


@SAME_DECAY.mistake
def one_plus_beta(strength, beta):
    """1 + β is only the first two terms. The velocity carries a gradient on for ever: 1 + β + β² + … = 1/(1 − β)."""
    return strength * (1 + beta)


@SAME_DECAY.mistake
def over_beta(strength, beta):
    """You divided by β. The velocity sums 1 + β + β² + …, which is 1/(1 − β)."""
    return strength / beta


@SAME_DECAY.mistake
def without_the_first(strength, beta):
    """You summed β + β² + … and left out the gradient's first effect: the sum begins with 1."""
    return strength * beta / (1 - beta)


@SAME_DECAY.mistake
def over_one_plus_beta(strength, beta):
    """You divided by 1 + β. The sum 1 + β + β² + … is 1/(1 − β)."""
    return strength / (1 + beta)


@SAME_DECAY.mistake
def three_terms(strength, beta):
    """1 + β + β² is only the first three terms. The velocity carries a gradient on for ever: 1 + β + β² + … = 1/(1 − β)."""
    return strength * (1 + beta + beta**2)


@SAME_DECAY.mistake
def to_a_power(strength, beta):
    """You raised to a power. Multiply instead: 1/(1 − β) times the strength."""
    return strength ** (1 / (1 - beta))


@SAME_DECAY.mistake
def added(strength, beta):
    """You added 1/(1 − β). Multiply the strength by it."""
    return strength + 1 / (1 - beta)


@SAME_DECAY.mistake
def times_beta(strength, beta):
    """You multiplied by β. Keras's decay acts once, and the velocity amplifies torch's. So Keras needs more, 1/(1 − β) times
    as much."""
    return strength * beta


@SAME_DECAY.mistake
def ten_times(strength, beta):
    """You multiply by ten, which is 1/(1 − β) for β = 0.9 alone. Write it with β."""
    return 10 * strength


@SAME_DECAY.mistake
def look_ahead_too(strength, beta):
    """You multiplied by 1 + β for the look-ahead. That is in the sum already: each gradient moves the parameter by 1/(1 − β) of itself, in all."""
    return strength * (1 + beta) / (1 - beta)


@SAME_DECAY.mistake
def every_second_term(strength, beta):
    """1/(1 − β²) is 1 + β² + β⁴ + …, every second term. The velocity loses β in each update: 1 + β + β² + …, which is 1/(1 − β)."""
    return strength / (1 - beta**2)


@SAME_DECAY.mistake
def twice_through_the_velocity(strength, beta):
    """You divided by 1 − β twice. A gradient goes through the velocity once."""
    return strength / (1 - beta) ** 2


@SAME_DECAY.mistake
def the_resting_place(strength, beta):
    """That is where torch settles on the hill of the cell above. Asked for is the weight decay that makes Keras settle there, too."""
    return 1 / (1 + strength)


@SAME_DECAY.mistake
def kerass_resting_place(strength, beta):
    """That is where Keras settles on the hill of the cell above, with the same number. Asked for is the weight decay that brings it to where
    torch settles."""
    return 1 / (1 + strength * (1 - beta))


@SAME_DECAY.mistake
def one_over_one_plus(strength, beta):
    """Your result is 1/(1 + d), and d would be right. Return the decay d itself, not a place."""
    return 1 / (1 + strength / (1 - beta))


@SAME_DECAY.mistake
def rate_of_the_example(strength, beta):
    """You multiplied by 0.1, the α of the example. It stands in front of both decays, and drops out."""
    return 0.1 * strength / (1 - beta)


@SAME_DECAY.mistake
def a_rate_over(strength, beta):
    """You divided by 0.1, the α of the example. It stands in front of both decays, and drops out."""
    return strength / (1 - beta) / 0.1


@SAME_DECAY.mistake
def ten_terms(strength, beta):
    """You add up ten terms. The sum goes on for ever, 1 + β + β² + … = 1/(1 − β), and at β = 0.9 ten terms are two thirds of it."""
    return sum(strength * beta**i for i in range(10))


@SAME_DECAY.mistake
def brackets_missing(strength, beta):
    """Python divides before it subtracts: `strength / 1 - beta` is strength − β. Put brackets round 1 − β."""
    return strength / 1 - beta


@SAME_DECAY.mistake
def share_of_the_sum(strength, beta):
    """You divided by 1 − β and then by β, or left the first term out below the line. The sum is 1 + β + β² + …, which is 1/(1 − β)."""
    return strength / (beta * (1 - beta))


@SAME_DECAY.mistake
def number_of_the_example(strength, beta):
    """You return 5, right for the numbers above. It has to be right for every strength and β: write the formula."""
    return 5.0


@SAME_DECAY.mistake
def strength_forgotten(strength, beta):
    """That is by how much torch's pull is amplified, 1/(1 − β). Multiply the strength by it."""
    return 1 / (1 - beta)


@SAME_DECAY.mistake
def beta_less_one(strength, beta):
    """You divided by β − 1, and so your decay is negative: it would push the weights away from 0. The sum is 1/(1 − β)."""
    return strength / (beta - 1)


@SAME_DECAY.mistake
def both_added(strength, beta):
    """You add the strength once more. The sum 1 + β + β² + … has its first term already: strength/(1 − β)."""
    return strength / (1 - beta) + strength


@SAME_DECAY.mistake
def half_of_it(strength, beta):
    """That is half of it. The ½ is in the penalty, ½d|p|²; its slope d·p, and so the decay, has none."""
    return strength / (1 - beta) / 2


@SAME_DECAY.mistake
def growth(strength, beta):
    """You multiply by e to the β. The velocity sums 1 + β + β² + … without factorials: that is 1/(1 − β)."""
    return strength * np.exp(beta)


WHAT_IS_IT = ValueExercise(
    name="what_is_it",
    title="what is it really?",
    notebook="09",
    prompt="With α = 0.02 and β = 0.9, the step b ← βb + g, b ← βb + g again, p ← p − αb is classical momentum. "
    "What are its α′ and β′?",
    parts=("α′", "β′"),
    reference=[0.038, 0.81],
    working="b⁺ = β(βb + g) + g = β²b + (1 + β)g, and p⁺ = p − αb⁺.\n"
    "With v = αb: v⁺ = β²v + α(1 + β)g, p⁺ = p − v⁺.\n"
    "α′ = 0.02 · 1.9 = 0.038, β′ = 0.9² = 0.81",
    mistakes=[
        ([0.02, 0.9], "Those are the settings you were given. What do they become when the buffer is decayed twice?"),
        ([0.81, 0.038], "The numbers are right, but in the wrong order: [α′, β′]."),
        ([0.002, 0.99], "Those belong to the third version, with the average. Here: b⁺ = β²b + (1 + β)g."),
        ([1.9, 0.81], "Those are the factors of the buffer. The step multiplies the buffer by α: α′ = 0.02 · 1.9."),
        (
            [0.02, 1.8],
            (
                "β′ is not twice β: the old buffer is multiplied by β, and then by β again. Also, the gradient "
                "enters twice."
            ),
        ),
    ],
    implied=[
        (
            "α′",
            lambda rate, momentum: (
                f"Your α′ is {rate / 0.02:g} times α. How often, and with which factors, does the "
                f"gradient enter "
                "the buffer in one update?"
            ),
        ),
        (
            "β′",
            lambda rate, momentum: (
                f"Your β′ is {momentum / 0.9:g} times β. By what is the old buffer multiplied in one update?"
            ),
        ),
    ],
    slips=[
        ("α′", 0.02, "The gradient enters the buffer twice: once decayed, once fresh. So α′ is larger than α."),
        ("α′", 0.04, "The gradient enters twice, but the first time it is decayed by β: 1 + β, not 2."),
        ("α′", 0.018, "You took only the decayed gradient, αβ. The fresh one is added to it: α(1 + β)."),
        (
            "α′",
            0.0162,
            (
                "You decayed the gradient like the buffer, αβ². But the gradient enters once decayed and once "
                "fresh: α(1 + β)."
            ),
        ),
        (
            "α′",
            0.0362,
            ("You decayed the gradient by β². It enters after the first decay, so it is decayed only once: 1 + β."),
        ),
        (
            "α′",
            1.9,
            ("That is the factor of the gradient in the buffer. The step multiplies the buffer by α: α′ = 0.02 · 1.9."),
        ),
        (
            "α′",
            0.2,
            (
                "You divided by 1 − β, as if the gradient were carried on for ever. In one update it enters twice: "
                "1 + β."
            ),
        ),
        ("α′", 0.002, "You multiplied by 1 − β. The gradient enters once decayed and once fresh: 1 + β."),
        ("α′", 0.92, "You added α and β. The learning rate is multiplied by 1 + β."),
        ("β′", 0.9, "But the old buffer is decayed twice in one update."),
        ("β′", 0.729, "You decayed the old buffer three times. It is multiplied by β twice in one update."),
        ("β′", 1.8, "The old buffer is multiplied by β twice, which is β², not 2β."),
        ("β′", 0.45, "The old buffer is multiplied by β twice, which is β²."),
        ("β′", 0.19, "That is 1 − β². What is left of the old buffer is β²."),
        ("β′", 0.99, "That is 1 − (1 − β)², the β′ of another version. What is left of the old buffer is β²."),
        ("α′", 0.02 / 1.9, "You divided by 1 + β. The gradient enters once decayed and once fresh: multiply by 1 + β."),
        ("β′", 0.94868, "You took the root of β. The old buffer is multiplied by β twice: that is its square."),
        ("β′", 1.71, "That is β(1 + β), which mixes the two terms. The old buffer has the factor β² alone."),
    ],
    hints=[
        "Write both lines as one: b⁺ = β(βb + g) + g.",
        "b⁺ = β²b + (1 + β)g. The step is αb⁺: so let v = αb.",
        "v⁺ = β²v + α(1 + β)g. Now put in the numbers.",
    ],
    notice="So the winner on that bowl was not a better NAG. It was momentum with a better setting.",
)


# Keras's step, to be mended


def given_step(variable, momentum, gradient, alpha, beta):
    g = gradient(variable + beta * momentum)
    momentum = beta * momentum - alpha * g
    return variable + momentum - alpha * g, momentum


def mended_step(variable, momentum, gradient, alpha, beta):
    g = gradient(variable)
    momentum = beta * momentum - alpha * g
    return variable + beta * momentum - alpha * g, momentum


STEPS = [
    {
        "variable": np.array([1.0]),
        "momentum": np.array([-0.5]),
        "gradient": Gradient("½θ²", lambda theta: theta),
        "alpha": 0.1,
        "beta": 0.8,
    },
    {
        "variable": np.array([1.0, -2.0]),
        "momentum": np.array([0.2, 0.3]),
        "gradient": Gradient("½(θ₁² + 5θ₂²)", lambda theta: np.array([1.0, 5.0]) * theta),
        "alpha": 0.05,
        "beta": 0.6,
    },
    {
        "variable": np.array([1.5, -1.0]),
        "momentum": np.array([0.5, 0.25]),
        "gradient": Gradient("¼(θ₁⁴ + θ₂⁴)", lambda theta: theta**3),
        "alpha": 0.1,
        "beta": 0.7,
    },
]

MEND_KERAS = FunctionExercise(
    name="mend_keras",
    title="mend it",
    notebook="09",
    prompt="Fix the two wrong lines of Keras's step.",
    reference=mended_step,
    method="NAG",
    given=given_step,
    returns=("variable", "momentum"),
    cases=STEPS,
    landmarks=[
        (
            {"variable": np.array([2.0]), "momentum": np.array([1.0]), "gradient": BOWL, "alpha": 0.5, "beta": 0.0},
            "At β = 0 this is gradient descent. From 2 on ½θ² it moves by −0.5 · 2, and m is that move.",
        ),
        (
            {"variable": np.array([2.0]), "momentum": np.array([0.0]), "gradient": BOWL, "alpha": 0.5, "beta": 0.5},
            "From rest at 2 on ½θ², m becomes −0.5 · 2 = −1. So θ moves to 1, and the look-ahead point is 1 − 0.5 · 1.",
        ),
        (
            {"variable": np.array([2.0]), "momentum": np.array([1.0]), "gradient": BOWL, "alpha": 0.5, "beta": 0.5},
            (
                "The slope is measured at the variable, 2: m = 0.5 · 1 − 0.5 · 2 = −0.5. Before, θ was 2 − 0.5 · 1 = 1.5. It "
                "moves to 1, and the look-ahead point is 1 − 0.5 · 0.5."
            ),
        ),
    ],
    edges=(
        (
            {
                "variable": np.array([1.0, 0.5]),
                "momentum": np.array([-0.4, 0.2]),
                "gradient": BENT,
                "alpha": 0.02,
                "beta": 0.9,
            },
            "Here the slope of x depends on y as well: it has to be measured at the whole variable.",
        ),
        (
            {
                "variable": np.array([0.0, 0.0, 0.0]),
                "momentum": np.array([1.0, -2.0, 0.5]),
                "gradient": SPACE,
                "alpha": 0.1,
                "beta": 0.5,
            },
            "At the minimum there is no slope: m is halved, and the variable moves by half of that.",
        ),
    ),
    hints=[
        "Which point is `variable`? So where must the gradient be measured?",
        "The variable is the look-ahead point: measure there. Then compare the last line with section 2.",
        "`g = gradient(variable)`, and at the end `variable + beta * momentum - alpha * g`.",
    ],
    notice="scikit-learn computes the update a second time, from the new velocity. The result is the same.",
)


@MEND_KERAS.mistake
def only_the_gradient_mended(variable, momentum, gradient, alpha, beta):
    """The gradient is now right. In the last line, a share β of the new momentum carries the variable to the next look-ahead
    point."""
    g = gradient(variable)
    momentum = beta * momentum - alpha * g
    return variable + momentum - alpha * g, momentum


@MEND_KERAS.mistake
def only_the_last_line_mended(variable, momentum, gradient, alpha, beta):
    """The last line is now right. But you look ahead from a variable that is already the look-ahead point."""
    g = gradient(variable + beta * momentum)
    momentum = beta * momentum - alpha * g
    return variable + beta * momentum - alpha * g, momentum


@MEND_KERAS.mistake
def classical_momentum(variable, momentum, gradient, alpha, beta):
    """That is classical momentum, which never looks ahead: for the look-ahead the new momentum is multiplied by β. (β times the *old* one,
    less αg, is the new momentum itself.)"""
    g = gradient(variable)
    momentum = beta * momentum - alpha * g
    return variable + momentum, momentum


@MEND_KERAS.mistake
def papers_form(variable, momentum, gradient, alpha, beta):
    """That is NAG, in the paper's form: the variable you return is θ. Keras holds the look-ahead point."""
    g = gradient(variable + beta * momentum)
    momentum = beta * momentum - alpha * g
    return variable + momentum, momentum


@MEND_KERAS.mistake
def measured_at_theta(variable, momentum, gradient, alpha, beta):
    """You went back to θ and measured there. The slope is measured at the look-ahead point, and that is what the variable is."""
    g = gradient(variable - beta * momentum)
    momentum = beta * momentum - alpha * g
    return variable + beta * momentum - alpha * g, momentum


@MEND_KERAS.mistake
def gradient_term_lost(variable, momentum, gradient, alpha, beta):
    """The gradient step is missing: from the look-ahead point, first move by −α times the gradient, then look ahead."""
    g = gradient(variable)
    momentum = beta * momentum - alpha * g
    return variable + beta * momentum, momentum


@MEND_KERAS.mistake
def gradient_added(variable, momentum, gradient, alpha, beta):
    """You climb. Subtract the gradient, in the last line too."""
    g = gradient(variable)
    momentum = beta * momentum - alpha * g
    return variable + beta * momentum + alpha * g, momentum


@MEND_KERAS.mistake
def momentum_subtracted(variable, momentum, gradient, alpha, beta):
    """Keras's momentum points downhill, so it is added; subtracting it is the sign error of section 8."""
    g = gradient(variable)
    momentum = beta * momentum - alpha * g
    return variable - beta * momentum - alpha * g, momentum


@MEND_KERAS.mistake
def torchs_form(variable, momentum, gradient, alpha, beta):
    """That is torch's step, and optax's: the momentum is a sum of gradients, and α stands outside. Keras's is −v, with α inside:
    βm − αg, and it is added."""
    g = gradient(variable)
    momentum = beta * momentum + g
    return variable - alpha * (g + beta * momentum), momentum


@MEND_KERAS.mistake
def papers_sign(variable, momentum, gradient, alpha, beta):
    """That is NAG as this series writes it, with v subtracted, and it holds θ. Keras adds its momentum, −v, and holds the look-ahead point."""
    momentum = beta * momentum + alpha * gradient(variable - beta * momentum)
    return variable - momentum, momentum


@MEND_KERAS.mistake
def uphill_momentum(variable, momentum, gradient, alpha, beta):
    """Your momentum is v, and it is subtracted. That would do from rest, but Keras's momentum is −v: βm − αg, and it is added."""
    g = gradient(variable)
    momentum = beta * momentum + alpha * g
    return variable - beta * momentum - alpha * g, momentum


@MEND_KERAS.mistake
def looked_back(variable, momentum, gradient, alpha, beta):
    """You turned the sign of the look-ahead. It is not the sign: the variable is the look-ahead point, so measure there. And the last line
    adds a share β of the new momentum."""
    g = gradient(variable - beta * momentum)
    momentum = beta * momentum - alpha * g
    return variable + momentum - alpha * g, momentum


@MEND_KERAS.mistake
def share_squared(variable, momentum, gradient, alpha, beta):
    """The first line is right now. In the last, the *new* momentum is multiplied by β, once; it has decayed the old one already."""
    g = gradient(variable)
    momentum = beta * momentum - alpha * g
    return variable + beta**2 * momentum - alpha * g, momentum


@MEND_KERAS.mistake
def second_gradient_ahead(variable, momentum, gradient, alpha, beta):
    """You measure a second gradient, farther on. One is enough: the step from the look-ahead point takes the g that was measured there."""
    momentum = beta * momentum - alpha * gradient(variable)
    return variable + beta * momentum - alpha * gradient(variable + beta * momentum), momentum


@MEND_KERAS.mistake
def the_move_kept(variable, momentum, gradient, alpha, beta):
    """The variable is right. But you keep the move of the variable. The momentum is that of θ: βm − αg."""
    g = gradient(variable)
    new = variable + beta * (beta * momentum - alpha * g) - alpha * g
    return new, new - variable


@MEND_KERAS.mistake
def not_decayed(variable, momentum, gradient, alpha, beta):
    """The last line is right. But β is missing in front of the old momentum, which so never fades."""
    g = gradient(variable)
    momentum = momentum - alpha * g
    return variable + beta * momentum - alpha * g, momentum


@MEND_KERAS.mistake
def rate_left_out(variable, momentum, gradient, alpha, beta):
    """α is missing in the last line: the step from the look-ahead point is αg."""
    g = gradient(variable)
    momentum = beta * momentum - alpha * g
    return variable + beta * momentum - g, momentum


@MEND_KERAS.mistake
def whole_momentum_and_decayed(variable, momentum, gradient, alpha, beta):
    """The second line was right as it was given: the momentum is βm − αg. Mend the other two."""
    g = gradient(variable)
    momentum = beta * (momentum - alpha * g)
    return variable + momentum - alpha * g, momentum


@MEND_KERAS.mistake
def momentum_of_the_old_place(variable, momentum, gradient, alpha, beta):
    """You return the old momentum. Return the new one, βm − αg: the next update needs it."""
    g = gradient(variable)
    new = beta * momentum - alpha * g
    return variable + beta * new - alpha * g, momentum


@MEND_KERAS.mistake
def measured_behind_by_all(variable, momentum, gradient, alpha, beta):
    """The last line is right. But you move away before you measure, by the whole momentum. The variable is where Keras measures."""
    g = gradient(variable - momentum)
    momentum = beta * momentum - alpha * g
    return variable + beta * momentum - alpha * g, momentum


@MEND_KERAS.mistake
def measured_ahead_by_all(variable, momentum, gradient, alpha, beta):
    """The last line is right. But you move ahead before you measure, by the whole momentum. The variable is where Keras measures."""
    g = gradient(variable + momentum)
    momentum = beta * momentum - alpha * g
    return variable + beta * momentum - alpha * g, momentum


@MEND_KERAS.mistake
def decayed_twice(variable, momentum, gradient, alpha, beta):
    """The old momentum is decayed twice in your update, by β². Once is right: βm − αg."""
    g = gradient(variable)
    momentum = beta**2 * momentum - alpha * g
    return variable + beta * momentum - alpha * g, momentum


@MEND_KERAS.mistake
def one_and_a_share(variable, momentum, gradient, alpha, beta):
    """You add (1 + β) times the new momentum. From the look-ahead point θ has βm behind it already; what is added is −αg and β times the new
    momentum."""
    g = gradient(variable)
    momentum = beta * momentum - alpha * g
    return variable + (1 + beta) * momentum, momentum


@MEND_KERAS.mistake
def averaged_momentum(variable, momentum, gradient, alpha, beta):
    """Your momentum is an average, with (1 − β)αg. Keras's is a sum: βm − αg."""
    g = gradient(variable)
    momentum = beta * momentum - (1 - beta) * alpha * g
    return variable + beta * momentum - alpha * g, momentum


@MEND_KERAS.mistake
def gradient_step_twice(variable, momentum, gradient, alpha, beta):
    """You subtract αg twice in the last line. Once is right; the other time it is in the momentum."""
    g = gradient(variable)
    momentum = beta * momentum - alpha * g
    return variable + beta * momentum - 2 * alpha * g, momentum


@MEND_KERAS.mistake
def theta_returned(variable, momentum, gradient, alpha, beta):
    """You return θ: you took the coast off and did not put the next one on. Keras returns the look-ahead point, θ + β times the new momentum."""
    g = gradient(variable)
    theta = variable - beta * momentum
    momentum = beta * momentum - alpha * g
    return theta + momentum, momentum


@MEND_KERAS.mistake
def rate_squared(variable, momentum, gradient, alpha, beta):
    """α comes in twice. It stands once before each g."""
    g = alpha * gradient(variable)
    momentum = beta * momentum - alpha * g
    return variable + beta * momentum - alpha * g, momentum


@MEND_KERAS.mistake
def as_it_was(variable, momentum, gradient, alpha, beta):
    """This does what the given function did: both wrong lines are still there. Where is the slope measured, and what share of the momentum
    carries the variable on?"""
    new = -alpha * gradient(beta * momentum + variable) + beta * momentum
    return variable + 2 * new - beta * momentum, new


@MEND_KERAS.mistake
def momentum_climbs(variable, momentum, gradient, alpha, beta):
    """You turned a sign in the second line, which was right: Keras's momentum is βm − αg. Mend the other two."""
    g = gradient(variable + beta * momentum)
    momentum = beta * momentum + alpha * g
    return variable + momentum - alpha * g, momentum


@MEND_KERAS.mistake
def momentum_climbs_and_measured_right(variable, momentum, gradient, alpha, beta):
    """The first line is right now. But you turned a sign in the second: Keras's momentum is βm − αg."""
    g = gradient(variable)
    momentum = beta * momentum + alpha * g
    return variable + beta * momentum - alpha * g, momentum
