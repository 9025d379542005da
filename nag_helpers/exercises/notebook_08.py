"""Notebook 8: NAG on mini-batches, a momentum that rises, fair tuning, and results with a spread."""

import numpy as np

from nag_helpers.exercises.kinds import ChoiceExercise, FunctionExercise


def _batch_gradient(theta, batch):
    """3(θ − mean of the batch)"""
    return 3 * (np.asarray(theta, dtype=float) - np.mean(batch))


def minibatch_nag(gradient, start, alpha, beta, batches):
    theta, v = np.array(start, dtype=float), 0.0
    for batch in batches:
        v = beta * v + alpha * gradient(theta - beta * v, batch)
        theta = theta - v
    return theta


MINIBATCH_NAG = FunctionExercise(
    name="minibatch_nag",
    title="an epoch of NAG",
    notebook="08",
    prompt="Make one update of NAG for each batch, from rest, and return the last position.",
    hints=[
        "Start with v = 0 and a copy of the start. Then loop over the batches, and make the update you know.",
        "In the loop: `v = beta * v + alpha * gradient(theta - beta * v, batch)`, `theta = theta - v`. Then `return`.",
    ],
    notice="The velocity adds up about the last 1/(1 − β) batches, and their errors with them. Only at the same α/(1 − β) is the noise no larger.",
    reference=minibatch_nag,
    returns=("theta",),
    cases=[
        {
            "gradient": _batch_gradient,
            "start": np.array([1.0]),
            "alpha": 0.1,
            "beta": 0.8,
            "batches": [np.array([0.0, 1.0]), np.array([2.0, 4.0]), np.array([-1.0, 0.0])],
        },
        {
            "gradient": _batch_gradient,
            "start": np.array([1.0, -2.0]),
            "alpha": 0.2,
            "beta": 0.5,
            "batches": [np.array([0.0, 2.0]), np.array([3.0, 1.0]), np.array([1.0, 1.5]), np.array([-2.0, 0.0])],
        },
        {
            "gradient": _batch_gradient,
            "start": np.array([1.0]),
            "alpha": 0.1,
            "beta": 0.8,  # batches of different sizes
            "batches": [np.array([0.0, 1.0, 5.0]), np.array([2.0]), np.array([-1.0, 0.0])],
        },
        {
            "gradient": _batch_gradient,
            "start": np.array([2, -1]),  # whole numbers
            "alpha": 0.1,
            "beta": 0.9,
            "batches": [np.array([0.0, 1.0]), np.array([1.0, 3.0]), np.array([-1.0, 0.5])],
        },
    ],
    landmarks=[
        (
            {"gradient": _batch_gradient, "start": np.array([1.0]), "alpha": 0.1, "beta": 0.5, "batches": []},
            "Without a batch there is no update.",
        ),
        (
            {
                "gradient": _batch_gradient,
                "start": np.array([1.0]),
                "alpha": 0.1,
                "beta": 0.5,
                "batches": [np.array([0.0])],
            },
            (
                "One batch makes one update. From rest it is the update of gradient descent, and here the slope at 1 is 3(1 − "
                "0)."
            ),
        ),
        (
            {
                "gradient": _batch_gradient,
                "start": np.array([1.0]),
                "alpha": 0.1,
                "beta": 0.5,
                "batches": [np.array([0.0, 0.0])],
            },
            "The same point twice in one batch still makes one update with the same mean: here the slope at 1 is 3(1 − 0).",
        ),
        (
            {
                "gradient": _batch_gradient,
                "start": np.array([1.0]),
                "alpha": 0.1,
                "beta": 0.5,
                "batches": [np.array([0.0, 2.0])],
            },
            "A batch with 0 and 2 in it has the mean 1, where the start is: the slope is 0, and nothing moves.",
        ),
        (
            {
                "gradient": _batch_gradient,
                "start": np.array([1.0]),
                "alpha": 0.1,
                "beta": 0.0,
                "batches": [np.array([0.0]), np.array([0.7])],
            },
            (
                "At β = 0 this is gradient descent. The first update goes down by 0.1 · 3(1 − 0) to 0.7. There the second "
                "batch, whose mean is 0.7, has slope 0."
            ),
        ),
        (
            {
                "gradient": _batch_gradient,
                "start": np.array([1.0]),
                "alpha": 0.1,
                "beta": 0.5,
                "batches": [np.array([0.0]), np.array([0.55])],
            },
            (
                "The first update goes to 0.7, with v = 0.3. So the look-ahead point is 0.55, and there the second batch, "
                "whose mean is 0.55, has slope 0: v = 0.5 · 0.3."
            ),
        ),
    ],
    edges=(
        (
            {
                "gradient": _batch_gradient,
                "start": np.array([1.0, 0.0, 2.0]),
                "alpha": 0.1,
                "beta": 0.5,
                "batches": [np.array([0.0])],
            },
            "In three coordinates, one update: each of them goes down by 0.3 of itself.",
        ),
    ),
)


@MINIBATCH_NAG.mistake
def _momentum(gradient, start, alpha, beta, batches):
    """Your updates measure the gradient at θ: that is momentum on mini-batches. NAG measures it at the look-ahead
    point, θ − βv, on the batch of the same update."""
    theta, v = np.array(start, dtype=float), 0.0
    for batch in batches:
        v = beta * v + alpha * gradient(theta, batch)
        theta = theta - v
    return theta


@MINIBATCH_NAG.mistake
def _backwards(gradient, start, alpha, beta, batches):
    """Your look-ahead looks backwards: the velocity is subtracted from θ, so it is about to carry you to θ − βv."""
    theta, v = np.array(start, dtype=float), 0.0
    for batch in batches:
        v = beta * v + alpha * gradient(theta + beta * v, batch)
        theta = theta - v
    return theta


@MINIBATCH_NAG.mistake
def _look_ahead_without_beta(gradient, start, alpha, beta, batches):
    """Your look-ahead point is θ − v. The velocity will be reduced to βv before it moves you: look at θ − βv."""
    theta, v = np.array(start, dtype=float), 0.0
    for batch in batches:
        v = beta * v + alpha * gradient(theta - v, batch)
        theta = theta - v
    return theta


@MINIBATCH_NAG.mistake
def _velocity_forgotten(gradient, start, alpha, beta, batches):
    """Your velocity is forgotten with every batch, and what is left is gradient descent. The batches change from
    update to update, but the velocity is carried over."""
    theta = np.array(start, dtype=float)
    for batch in batches:
        v = alpha * gradient(theta, batch)
        theta = theta - v
    return theta


@MINIBATCH_NAG.mistake
def _first_batch_only(gradient, start, alpha, beta, batches):
    """Your function makes one update and stops. Is the `return` inside the loop? Every batch needs an update."""
    return minibatch_nag(gradient, start, alpha, beta, batches[:1])


@MINIBATCH_NAG.mistake
def _full_batch(gradient, start, alpha, beta, batches):
    """Every one of your updates uses the data of all batches: that is full-batch NAG, at many times the cost. Update t uses
    batch t only."""
    return minibatch_nag(gradient, start, alpha, beta, [np.concatenate(batches)] * len(batches))


@MINIBATCH_NAG.mistake
def _one_update_for_all(gradient, start, alpha, beta, batches):
    """You add up the gradients of all batches at the start and make a single update. In mini-batch training θ moves
    after every batch."""
    theta = np.array(start, dtype=float)
    return theta - alpha * sum(gradient(theta, batch) for batch in batches)


@MINIBATCH_NAG.mistake
def _velocity_not_decayed(gradient, start, alpha, beta, batches):
    """Your velocity never shrinks: β is missing before the old v."""
    theta, v = np.array(start, dtype=float), 0.0
    for batch in batches:
        v = v + alpha * gradient(theta - beta * v, batch)
        theta = theta - v
    return theta


@MINIBATCH_NAG.mistake
def _look_ahead_returned(gradient, start, alpha, beta, batches):
    """What you return is the look-ahead point, θ − βv. That is what PyTorch and Keras hold, and what their lines give; asked for is
    the position θ."""
    theta, v = np.array(start, dtype=float), 0.0
    for batch in batches:
        v = beta * v + alpha * gradient(theta - beta * v, batch)
        theta = theta - v
    return theta - beta * v


@MINIBATCH_NAG.mistake
def _averaged_gradients(gradient, start, alpha, beta, batches):
    """Your learning rate is divided by the number of batches, as if you averaged over them. Each batch moves θ by
    itself, with the full α."""
    return minibatch_nag(gradient, start, alpha / len(batches), beta, batches)


@MINIBATCH_NAG.mistake
def _averaged_velocity(gradient, start, alpha, beta, batches):
    """You average old and new with the weights β and 1 − β. That multiplies the learning rate by 1 − β; here the gradient
    keeps its full α."""
    return minibatch_nag(gradient, start, alpha * (1 - beta), beta, batches)


@MINIBATCH_NAG.mistake
def _point_by_point(gradient, start, alpha, beta, batches):
    """You make an update for each point of a batch. Make one for the whole batch: `gradient(..., batch)` averages over its
    points."""
    return minibatch_nag(gradient, start, alpha, beta, [point for batch in batches for point in batch])


@MINIBATCH_NAG.mistake
def _batch_numbers(gradient, start, alpha, beta, batches):
    """You pass the number of the batch instead of the batch itself: loop over `batches` itself, or take `batches[i]`."""
    return minibatch_nag(gradient, start, alpha, beta, range(len(batches)))


@MINIBATCH_NAG.mistake
def _same_batch(gradient, start, alpha, beta, batches):
    """All your updates use the first batch. Update t should use batch t."""
    return minibatch_nag(gradient, start, alpha, beta, [batches[0]] * len(batches))


@MINIBATCH_NAG.mistake
def _look_ahead_on_all(gradient, start, alpha, beta, batches):
    """You move back to the start for every batch. θ is carried over from update to update, as v is."""
    theta, v = np.array(start, dtype=float), 0.0
    for batch in batches:
        v = beta * v + alpha * gradient(start - beta * v, batch)
        theta = start - v
    return theta


@MINIBATCH_NAG.mistake
def _climbs(gradient, start, alpha, beta, batches):
    """You climb: v is the step that is taken away. Subtract it."""
    theta, v = np.array(start, dtype=float), 0.0
    for batch in batches:
        v = beta * v + alpha * gradient(theta - beta * v, batch)
        theta = theta + v
    return theta


@MINIBATCH_NAG.mistake
def _rate_forgotten(gradient, start, alpha, beta, batches):
    """The learning rate alpha is missing before the gradient."""
    return minibatch_nag(gradient, start, 1.0, beta, batches)


@MINIBATCH_NAG.mistake
def _moved_by_the_old_velocity(gradient, start, alpha, beta, batches):
    """You move by the old velocity. Update v first, then move by the new one."""
    theta, v = np.array(start, dtype=float), 0.0
    for batch in batches:
        theta, v = theta - v, beta * v + alpha * gradient(theta - beta * v, batch)
    return theta


@MINIBATCH_NAG.mistake
def _momentum_twice(gradient, start, alpha, beta, batches):
    """You move from the look-ahead point, so the momentum is applied twice: v contains it already. Move from θ."""
    theta, v = np.array(start, dtype=float), 0.0
    for batch in batches:
        ahead = theta - beta * v
        v = beta * v + alpha * gradient(ahead, batch)
        theta = ahead - v
    return theta


@MINIBATCH_NAG.mistake
def _velocity_returned(gradient, start, alpha, beta, batches):
    """You return the velocity. Return the last position."""
    theta, v = np.array(start, dtype=float), 0.0
    for batch in batches:
        v = beta * v + alpha * gradient(theta - beta * v, batch)
        theta = theta - v
    return v


def _walked(gradient, start, batches, update):
    """Return the last position of updates (theta, v, gradient on the batch) -> (theta, v)."""
    theta, v = np.array(start, dtype=float), 0.0
    for batch in batches:
        theta, v = update(theta, v, lambda where, batch=batch: gradient(where, batch))
    return theta


@MINIBATCH_NAG.mistake
def _start_of_whole_numbers(gradient, start, alpha, beta, batches):
    """Where the start is made of whole numbers, your θ stays whole: writing into such an array cuts the decimals off. Begin with
    `np.array(start, dtype=float)`."""
    theta, v = np.array(start), 0.0
    for batch in batches:
        v = beta * v + alpha * gradient(theta - beta * v, batch)
        theta[...] = theta - v
    return theta


@MINIBATCH_NAG.mistake
def _velocity_of_whole_numbers(gradient, start, alpha, beta, batches):
    """Where the start is made of whole numbers, your v stays whole: `np.zeros_like(start)` is then an array of whole numbers, and writing
    into it cuts the decimals off. Begin with `v = 0.0`, or with `np.zeros(len(start))`."""
    theta, v = np.array(start), np.zeros_like(start)
    for batch in batches:
        v[...] = beta * v + alpha * gradient(theta - beta * v, batch)
        theta = theta - v
    return theta


@MINIBATCH_NAG.mistake
def _rate_twice(gradient, start, alpha, beta, batches):
    """α comes in twice: v contains it already, and you multiply by it again when you move. Move by v."""

    def update(theta, v, slope):
        v = beta * v + alpha * slope(theta - beta * v)
        return theta - alpha * v, v

    return _walked(gradient, start, batches, update)


@MINIBATCH_NAG.mistake
def _back_to_front(gradient, start, alpha, beta, batches):
    """You go through the batches from back to front. Update 1 uses the first of them."""
    return minibatch_nag(gradient, start, alpha, beta, batches[::-1])


@MINIBATCH_NAG.mistake
def _last_batch_lost(gradient, start, alpha, beta, batches):
    """Your last batch makes no update. Does the loop stop one too early?"""
    return minibatch_nag(gradient, start, alpha, beta, batches[:-1])


@MINIBATCH_NAG.mistake
def _first_batch_lost(gradient, start, alpha, beta, batches):
    """Your first batch makes no update. Does the loop begin one too late?"""
    return minibatch_nag(gradient, start, alpha, beta, batches[1:])


@MINIBATCH_NAG.mistake
def _next_batch(gradient, start, alpha, beta, batches):
    """You are one batch ahead: update t measures on batch t + 1. The look-ahead is one of places, not of batches."""
    return minibatch_nag(gradient, start, alpha, beta, [*batches[1:], *batches[:1]])


@MINIBATCH_NAG.mistake
def _first_velocity_a_gradient(gradient, start, alpha, beta, batches):
    """You begin with a gradient for v, so the first batch counts twice. A run from rest begins with v = 0."""
    theta, v = np.array(start, dtype=float), None
    for batch in batches:
        v = gradient(theta, batch) if v is None else v
        v = beta * v + alpha * gradient(theta - beta * v, batch)
        theta = theta - v
    return theta


@MINIBATCH_NAG.mistake
def _rate_in_the_look_ahead(gradient, start, alpha, beta, batches):
    """You look ahead by αv. What of the velocity will move you is βv: look at θ − βv."""

    def update(theta, v, slope):
        v = beta * v + alpha * slope(theta - alpha * v)
        return theta - v, v

    return _walked(gradient, start, batches, update)


@MINIBATCH_NAG.mistake
def _rate_also_in_the_look_ahead(gradient, start, alpha, beta, batches):
    """You look ahead by αβv. Here v contains α already: look at θ − βv."""

    def update(theta, v, slope):
        v = beta * v + alpha * slope(theta - alpha * beta * v)
        return theta - v, v

    return _walked(gradient, start, batches, update)


@MINIBATCH_NAG.mistake
def _sum_of_gradients_ahead(gradient, start, alpha, beta, batches):
    """With α outside the velocity, v is a sum of gradients, and the coast is αβv, not βv: look at θ − αβv. Or take α into v."""

    def update(theta, v, slope):
        v = beta * v + slope(theta - beta * v)
        return theta - alpha * v, v

    return _walked(gradient, start, batches, update)


@MINIBATCH_NAG.mistake
def _looked_ahead_once(gradient, start, alpha, beta, batches):
    """You choose the look-ahead point before the loop, and ask there in every update. It moves with θ and v: choose it anew for each batch."""
    return _walked(
        gradient, start, batches, lambda theta, v, slope: (theta - (v := beta * v + alpha * slope(start)), v)
    )


@MINIBATCH_NAG.mistake
def _one_gradient_for_all(gradient, start, alpha, beta, batches):
    """You take the mean of all batches' gradients at the start, and make one update. θ moves after every batch, and the next gradient is
    measured from there."""
    theta = np.array(start, dtype=float)
    return theta - alpha * np.mean([gradient(theta, batch) for batch in batches], axis=0)


@MINIBATCH_NAG.mistake
def _velocity_as_a_mean(gradient, start, alpha, beta, batches):
    """Your velocity contains (1 − β) times the gradient, but no α, and so the step is of another length. Here v = βv + α · gradient."""

    def update(theta, v, slope):
        v = beta * v + (1 - beta) * slope(theta - beta * v)
        return theta - v, v

    return _walked(gradient, start, batches, update)


@MINIBATCH_NAG.mistake
def _mean_and_rate_outside(gradient, start, alpha, beta, batches):
    """Your velocity is an average of gradients, with (1 − β), and α stands outside: then the coast is αβv, and all steps are 1 − β times as
    long. Here v = βv + α · gradient."""

    def update(theta, v, slope):
        v = beta * v + (1 - beta) * slope(theta - beta * v)
        return theta - alpha * v, v

    return _walked(gradient, start, batches, update)


@MINIBATCH_NAG.mistake
def _never_looks_and_forgets(gradient, start, alpha, beta, batches):
    """You move by the gradient alone: v is kept, but it does not move θ. Take v away from θ, the whole of it."""

    def update(theta, v, slope):
        g = slope(theta - beta * v)
        return theta - alpha * g, beta * v + alpha * g

    return _walked(gradient, start, batches, update)


@MINIBATCH_NAG.mistake
def _two_epochs(gradient, start, alpha, beta, batches):
    """You go through the batches twice. One epoch is asked for: one update for each batch."""
    return minibatch_nag(gradient, start, alpha, beta, [*batches, *batches])


@MINIBATCH_NAG.mistake
def _all_positions(gradient, start, alpha, beta, batches):
    """You return the whole path. Asked for is the last θ alone."""
    path = [np.array(start, dtype=float)]
    _walked(
        gradient,
        start,
        batches,
        lambda theta, v, slope: (path.append(theta - (v := beta * v + alpha * slope(theta - beta * v))) or path[-1], v),
    )
    return np.array(path)


@MINIBATCH_NAG.mistake
def _position_and_velocity(gradient, start, alpha, beta, batches):
    """You return θ and v. Asked for is the last θ alone."""
    theta = minibatch_nag(gradient, start, alpha, beta, batches)
    return np.array([theta, _velocity_returned(gradient, start, alpha, beta, batches)])


@MINIBATCH_NAG.mistake
def _looks_ahead_by_a_share_of_a_share(gradient, start, alpha, beta, batches):
    """You multiply v by β, and then look ahead by β of that. The old v is multiplied by β once, for both: look at θ − βv."""

    def update(theta, v, slope):
        v = beta * v + alpha * slope(theta - beta**2 * v)
        return theta - v, v

    return _walked(gradient, start, batches, update)


@MINIBATCH_NAG.mistake
def _a_momentum_of_its_own(gradient, start, alpha, beta, batches):
    """Your momentum rises by itself, as k/(k + 3). Use the β that you are given, in every update."""
    theta, v = np.array(start, dtype=float), 0.0
    for k, batch in enumerate(batches):
        v = k / (k + 3) * v + alpha * gradient(theta - k / (k + 3) * v, batch)
        theta = theta - v
    return theta


@MINIBATCH_NAG.mistake
def _gradient_counted_twice(gradient, start, alpha, beta, batches):
    """The gradient enters twice as strongly as it should: 2α times. It is added once."""
    return minibatch_nag(gradient, start, 2 * alpha, beta, batches)


@MINIBATCH_NAG.mistake
def _signs_of_the_gradient(gradient, start, alpha, beta, batches):
    """You take the sign of the gradient, or divide it by its size: that is Adam's and Lion's way. NAG takes it as it is."""

    def update(theta, v, slope):
        v = beta * v + alpha * np.sign(slope(theta - beta * v))
        return theta - v, v

    return _walked(gradient, start, batches, update)


@MINIBATCH_NAG.mistake
def _velocity_of_one_update(gradient, start, alpha, beta, batches):
    """Your v is the last gradient step alone: what it was before is lost. v = βv + α · gradient, and θ moves by all of it."""

    def update(theta, v, slope):
        step = alpha * slope(theta - beta * v)
        return theta - beta * v - step, step

    return _walked(gradient, start, batches, update)


@MINIBATCH_NAG.mistake
def _gradient_decayed_at_once(gradient, start, alpha, beta, batches):
    """You multiply the fresh gradient by β, too. Only the old v is: βv + α · gradient."""

    def update(theta, v, slope):
        v = beta * (v + alpha * slope(theta - beta * v))
        return theta - v, v

    return _walked(gradient, start, batches, update)


@MINIBATCH_NAG.mistake
def _first_point_of_a_batch(gradient, start, alpha, beta, batches):
    """You use the first point of each batch alone. Hand the whole batch over: `gradient(..., batch)` averages over its points."""
    return minibatch_nag(gradient, start, alpha, beta, [batch[0] for batch in batches])


@MINIBATCH_NAG.mistake
def _points_added_up(gradient, start, alpha, beta, batches):
    """You hand over the sum of a batch's points. Hand the batch over as it is."""
    return minibatch_nag(gradient, start, alpha, beta, [np.sum(batch) for batch in batches])


@MINIBATCH_NAG.mistake
def _mean_of_first_steps(gradient, start, alpha, beta, batches):
    """You make every update from the start, and take the mean of where they lead. An update begins where the one before has ended."""
    theta = np.array(start, dtype=float)
    return np.mean([theta - alpha * gradient(theta, batch) for batch in batches], axis=0)


@MINIBATCH_NAG.mistake
def _batch_before(gradient, start, alpha, beta, batches):
    """After the first update each one uses the batch of the update before. Update t uses batch t."""
    theta, v = np.array(start, dtype=float), 0.0
    for batch in [*batches[:1], *batches[:-1]]:
        v = beta * v + alpha * gradient(theta - beta * v, batch)
        theta = theta - v
    return theta


def tune_then_test(results, search):
    choice = int(np.argmin(results[:, :search].mean(axis=1)))
    return choice, np.median(results[choice, search:])


_INF = np.inf

TUNE_THEN_TEST = FunctionExercise(
    name="tune_then_test",
    title="tune, then test",
    notebook="08",
    prompt="Choose the learning rate by its mean over the tuning seeds, and return its index and its median over the "
    "others.",
    hints=[
        "Choose on `results[:, :search]`, measure on `results[:, search:]`. A mean over the seeds is a mean over `axis=1`.",
        "`choice = np.argmin(results[:, :search].mean(axis=1))`; then the median of `results[choice, search:]`.",
    ],
    notice="A mean that contains inf is inf, so a learning rate that fails on one tuning seed is never chosen.",
    reference=tune_then_test,
    returns=("choice", "median"),
    cases=[
        {
            "results": np.array([[9.0, 9.0, 10.0, 8.0, 9.0], [6.0, 6.0, 9.0, 8.0, 16.0], [7.0, 7.0, 6.0, 6.0, 7.0]]),
            "search": 2,
        },
        {
            "results": np.array(
                [
                    [8.0, 6.0, 5.0, 7.0, 9.0, 6.0],
                    [2.0, 14.0, 4.0, 4.0, 9.0, 5.0],
                    [4.0, _INF, 3.0, 4.0, _INF, 5.0],
                    [9.0, 9.0, 3.0, 3.0, 3.0, 4.0],
                ]
            ),
            "search": 2,
        },
        {
            "results": np.array([[5.0, 5.0, 5.0, 30.0, 31.0, 6.0, 29.0], [6.0, 5.0, 5.0, 6.0, 7.0, 6.0, 5.0]]),
            "search": 3,
        },
        {
            "results": np.array(
                [
                    [1.0, 1.0, 10.0, 3.0, 4.0, 9.0],
                    [5.0, 5.0, 5.0, 6.0, 6.0, 2.0],
                    [6.0, 6.0, 4.0, 7.0, 8.0, 9.0],
                    [2.0, 4.0, 7.0, 1.0, 2.0, 8.0],
                ]
            ),
            "search": 3,
        },  # mean, largest, last and squares disagree
        {
            "results": np.array(
                [
                    [3.0, 9.0, 9.0, 4.0, 7.0, 5.0],
                    [4.0, 7.0, 9.0, 6.0, 3.0, 9.0],
                    [6.0, 6.0, 6.0, 8.0, 6.0, 8.0],
                    [5.0, 5.0, 9.0, 2.0, 3.0, 2.0],
                ]
            ),
            "search": 3,
        },
        {
            "results": np.array(
                [
                    [3.0, 4.0, 12.0, 11.0, 13.0],
                    [5.0, 5.0, 9.0, 9.0, 8.0],
                    [9.0, 9.0, 5.0, 6.0, 5.0],
                    [6.0, 6.0, 6.0, 6.0, 6.0],
                ]
            ),
            "search": 2,
        },
        {
            "results": np.array(
                [[1.0, 1.0, 10.0, 3.0, 2.0, 4.0], [3.0, 3.0, 3.0, 5.0, 5.0, 6.0], [4.0, 0.0, 4.4, 5.0, _INF, 8.0]]
            ),
            "search": 3,
        },
        {
            "results": np.array([[_INF, 4.0, 5.0, 6.0, 9.0], [1e300, 1e300, 7.0, 8.0, 3.0]]),
            "search": 2,
        },  # inf is larger than any number that stands for it
    ],
    landmarks=[
        (
            {"results": np.array([[_INF, 6.0, 3.0], [4.0, 4.0, 5.0]]), "search": 2},
            "The first learning rate failed on a tuning seed, so its mean is infinite: the choice is number 1.",
        ),
        (
            {"results": np.array([[_INF, 5.0, 6.0, 7.0]]), "search": 1},
            "There is only one learning rate. It failed on its tuning seed, and is the choice all the same, number 0.",
        ),
        (
            {"results": np.array([[5, 6, 7, 8], [6, 7, 3, 4]]), "search": 2},
            "Whole numbers: the means are 5½ and 6½, so the choice is number 0, and half-way between 7 and 8 is 7½.",
        ),
        (
            {"results": np.array([[5.0, 7.0, 8.0, 9.0]]), "search": 1},
            (
                "There is only one learning rate, so it is the choice, number 0. Its results on the measuring seeds are 7, 8 "
                "and 9."
            ),
        ),
        (
            {"results": np.array([[5.0, 9.0], [4.0, 8.0]]), "search": 1},
            (
                "The one tuning seed gives 5 against 4, so the choice is the second learning rate, number 1. Its only "
                "measurement is 8."
            ),
        ),
        (
            {"results": np.array([[4.0, 9.0], [5.0, 8.0]]), "search": 1},
            (
                "The one tuning seed gives 4 against 5, so the choice is the first learning rate, number 0. Its only "
                "measurement is 9."
            ),
        ),
        (
            {"results": np.array([[1.0, 9.0, 3.0, 3.0, 8.0], [4.0, 4.0, 6.0, 9.0, 7.0]]), "search": 2},
            (
                "The means over the two tuning seeds are 5 and 4, so the choice is number 1; its results on the measuring "
                "seeds are 6, 9 and 7."
            ),
        ),
        (
            {"results": np.array([[4.0, 4.0, 6.0, 9.0, 7.0], [4.5, 4.5, 3.0, 3.0, 8.0]]), "search": 2},
            (
                "The means over the two tuning seeds are 4 and 4.5, so the choice is number 0; its results on the measuring "
                "seeds are 6, 9 and 7."
            ),
        ),
        (
            {"results": np.array([[4.0, 6.0, _INF, 6.0, _INF, 5.0], [9.0, 9.0, 7.0, 7.0, 7.0, 7.0]]), "search": 2},
            "The first learning rate has the smaller mean. Two of its four measuring seeds never arrive: in the middle stand 6 and inf, and half-way between them is inf.",
        ),
    ],
)


@TUNE_THEN_TEST.mistake
def _chosen_on_all_seeds(results, search):
    """You choose on all seeds, including those for measuring. Then the measurement flatters the choice, because the choice
    was made to look good on those seeds. Choose on the first `search` columns only."""
    choice = int(np.argmin(results.mean(axis=1)))
    return choice, np.median(results[choice, search:])


@TUNE_THEN_TEST.mistake
def _chosen_on_the_measuring_seeds(results, search):
    """You choose on the seeds that were kept for measuring. That is peeking at the test: choose on the first `search`
    columns."""
    choice = int(np.argmin(results[:, search:].mean(axis=1)))
    return choice, np.median(results[choice, search:])


@TUNE_THEN_TEST.mistake
def _measured_on_the_search_seeds(results, search):
    """You report the seeds on which you chose. The best of many tries is partly luck; measure on the other
    seeds, `results[choice, search:]`."""
    choice = int(np.argmin(results[:, :search].mean(axis=1)))
    return choice, np.median(results[choice, :search])


@TUNE_THEN_TEST.mistake
def _measured_on_all_seeds(results, search):
    """Your median is over all seeds, including those on which you chose. Keep to the columns from `search` on."""
    choice = int(np.argmin(results[:, :search].mean(axis=1)))
    return choice, np.median(results[choice])


@TUNE_THEN_TEST.mistake
def _chosen_by_the_median(results, search):
    """You choose by the median over the tuning seeds. Use the mean: it also counts the seed on which a learning rate
    fails."""
    choice = int(np.argmin(np.median(results[:, :search], axis=1)))
    return choice, np.median(results[choice, search:])


@TUNE_THEN_TEST.mistake
def _chosen_by_the_worst_seed(results, search):
    """You choose by the worst of the tuning seeds. Compare the means over them."""
    choice = int(np.argmin(results[:, :search].max(axis=1)))
    return choice, np.median(results[choice, search:])


@TUNE_THEN_TEST.mistake
def _chosen_by_the_first_seed(results, search):
    """You choose on the first seed alone. Compare the means over all tuning seeds."""
    choice = int(np.argmin(results[:, 0]))
    return choice, np.median(results[choice, search:])


@TUNE_THEN_TEST.mistake
def _worst_chosen(results, search):
    """You choose the learning rate with the largest mean. These are epochs needed: fewer are better."""
    choice = int(np.argmax(results[:, :search].mean(axis=1)))
    return choice, np.median(results[choice, search:])


@TUNE_THEN_TEST.mistake
def _all_seeds_for_both(results, search):
    """You choose on all seeds, and report on the same ones. Then the report flatters: the best of many is partly lucky on just
    those seeds. Choose on the first `search`, measure on the others."""
    choice = int(np.argmin(results.mean(axis=1)))
    return choice, np.median(results[choice])


@TUNE_THEN_TEST.mistake
def _axes_exchanged(results, search):
    """Your mean runs over the learning rates, `axis=0`. Take it over the seeds, `axis=1`: one mean for each row."""
    choice = int(np.argmin(results[:, :search].mean(axis=0)))
    return choice, np.median(results[choice, search:])


@TUNE_THEN_TEST.mistake
def _failed_measurements_dropped(results, search):
    """You leave the runs that never arrived out of the median. They count, and a median can cope with a few of them."""
    choice = int(np.argmin(results[:, :search].mean(axis=1)))
    measured = results[choice, search:]
    return choice, np.median(measured[np.isfinite(measured)])


@TUNE_THEN_TEST.mistake
def _luckiest_seed(results, search):
    """You choose the learning rate that has the best single seed. One lucky run proves nothing: compare the means over the
    tuning seeds."""
    choice = int(np.argmin(results[:, :search].min(axis=1)))
    return choice, np.median(results[choice, search:])


@TUNE_THEN_TEST.mistake
def _failures_as_zero(results, search):
    """Your mean counts a run that never reached the goal as 0 epochs, the best there is. The mean of its row should be
    inf."""
    choice = int(np.argmin(np.where(np.isfinite(results), results, 0.0)[:, :search].mean(axis=1)))
    return choice, np.median(results[choice, search:])


@TUNE_THEN_TEST.mistake
def _failures_dropped(results, search):
    """Your mean leaves out the runs that never reached the goal. That rewards a learning rate that fails half of the time.
    The mean of its row should be inf."""
    reached = np.where(np.isfinite(results), results, np.nan)
    means = [np.mean(row[np.isfinite(row)]) if np.isfinite(row).any() else np.inf for row in reached[:, :search]]
    choice = int(np.argmin(means))
    return choice, np.median(results[choice, search:])


@TUNE_THEN_TEST.mistake
def _mean_reported(results, search):
    """You report the mean of the measuring seeds. Take the median: one run that never arrives would make the mean infinite
    and hide the others."""
    choice = int(np.argmin(results[:, :search].mean(axis=1)))
    return choice, np.mean(results[choice, search:])


@TUNE_THEN_TEST.mistake
def _best_of_the_measuring_seeds(results, search):
    """You report the best of the measuring seeds. A fair report says what is typical: the median."""
    choice = int(np.argmin(results[:, :search].mean(axis=1)))
    return choice, np.min(results[choice, search:])


@TUNE_THEN_TEST.mistake
def _median_of_all_rows(results, search):
    """`choice` is right. But your median is over all learning rates: take the median of the chosen row, `results[choice,
    search:]`."""
    return tune_then_test(results, search)[0], np.median(results[:, search:])


@TUNE_THEN_TEST.mistake
def _smallest_median(results, search):
    """`choice` is right. But you return the smallest median of all learning rates. Take the median of the chosen one:
    `results[choice, search:]`."""
    return tune_then_test(results, search)[0], np.median(results[:, search:], axis=1).min()


@TUNE_THEN_TEST.mistake
def _mean_for_index(results, search):
    """`median` is right. But you return the smallest mean instead of its index: `np.argmin` says where it stands."""
    _, median = tune_then_test(results, search)
    return results[:, :search].mean(axis=1).min(), median


@TUNE_THEN_TEST.mistake
def _counted_from_one(results, search):
    """`median` is right. But you count the learning rates from 1. The index counts from 0, as `np.argmin` does."""
    choice, median = tune_then_test(results, search)
    return choice + 1, median


@TUNE_THEN_TEST.mistake
def _one_seed_less(results, search):
    """You choose on one seed too few: `results[:, :search]` are the first `search` columns already."""
    choice = int(np.argmin(results[:, : search - 1].mean(axis=1))) if search > 1 else 0
    return choice, np.median(results[choice, search:])


@TUNE_THEN_TEST.mistake
def _one_seed_more(results, search):
    """You choose on one seed too many, and it is one for measuring: `results[:, :search]` are the first `search` columns."""
    choice = int(np.argmin(results[:, : search + 1].mean(axis=1)))
    return choice, np.median(results[choice, search:])


@TUNE_THEN_TEST.mistake
def _first_measuring_seed_lost(results, search):
    """`choice` is right. But your median leaves out the first of the measuring seeds: they begin with column `search`."""
    choice, _ = tune_then_test(results, search)
    return choice, np.median(results[choice, search + 1 :])


@TUNE_THEN_TEST.mistake
def _measured_from_one_earlier(results, search):
    """`choice` is right. But your median has one of the tuning seeds in it: the measuring seeds begin with column `search`."""
    choice, _ = tune_then_test(results, search)
    return choice, np.median(results[choice, search - 1 :])


@TUNE_THEN_TEST.mistake
def _rows_for_columns(results, search):
    """You cut off rows instead of columns: `results[:, :search]` holds the first `search` seeds, `results[:search]` the
    first learning rates."""
    choice = int(np.argmin(results[:search].mean(axis=1)))
    return choice, np.median(results[choice, search:])


@TUNE_THEN_TEST.mistake
def _rows_for_columns_throughout(results, search):
    """You swapped rows and columns. A row is a learning rate, and a column is a seed: choose on `results[:, :search]`."""
    choice = int(np.argmin(results[:search].mean(axis=0)))
    return choice, np.median(results[search:, choice])


@TUNE_THEN_TEST.mistake
def _worst_of_the_measuring_seeds(results, search):
    """`choice` is right. But you report the worst of the measuring seeds. The median says what is typical."""
    choice, _ = tune_then_test(results, search)
    return choice, np.max(results[choice, search:])


@TUNE_THEN_TEST.mistake
def _always_the_first(results, search):
    """You always choose the first learning rate. Does your mean run over the whole table? Take it over the seeds, `axis=1`:
    one mean for each row."""
    return 0, np.median(results[0, search:])


@TUNE_THEN_TEST.mistake
def _a_number_for_inf(results, search):
    """You put a finite number in the place of inf, or begin with one as the best so far. However large it is, a mean of finite epochs may be
    larger. Leave inf as it is: a mean with inf in it is inf, and loses against all others."""
    choice = int(np.argmin(np.where(np.isinf(results), 1e9, results)[:, :search].mean(axis=1)))
    return choice, np.median(results[choice, search:])


def _middle_two(results, search):
    choice, _ = tune_then_test(results, search)
    measured = np.sort(results[choice, search:])
    return choice, measured[(len(measured) - 1) // 2], measured[len(measured) // 2]


@TUNE_THEN_TEST.mistake
def _upper_middle(results, search):
    """`choice` is right. But where the measuring seeds are even in number, two stand in the middle, and you take the upper one. The median is
    the mean of both, as `np.median` takes it."""
    choice, _, upper = _middle_two(results, search)
    return choice, upper


@TUNE_THEN_TEST.mistake
def _lower_middle(results, search):
    """`choice` is right. But where the measuring seeds are even in number, two stand in the middle, and you take the lower one. The median is
    the mean of both, as `np.median` takes it."""
    choice, lower, _ = _middle_two(results, search)
    return choice, lower


@TUNE_THEN_TEST.mistake
def _middle_unsorted(results, search):
    """`choice` is right. But you take the entry in the middle of the row as it stands. A median is the middle of the *sorted* numbers."""
    choice, _ = tune_then_test(results, search)
    measured = results[choice, search:]
    return choice, measured[len(measured) // 2]


@TUNE_THEN_TEST.mistake
def _tuned_on_the_last_columns(results, search):
    """You choose on the last `search` columns and measure on the others. The *first* `search` columns are for tuning."""
    choice = int(np.argmin(results[:, -search:].mean(axis=1)))
    return choice, np.median(results[choice, :-search])


@TUNE_THEN_TEST.mistake
def _a_median_for_each_rate(results, search):
    """`choice` is right. But you return a median for every learning rate. Take that of the chosen one: `results[choice, search:]`."""
    return tune_then_test(results, search)[0], np.median(results[:, search:], axis=1)


@TUNE_THEN_TEST.mistake
def _percentile(results, search):
    """`choice` is right. But `np.percentile` and `np.quantile` calculate with the numbers in the middle, and make NaN of inf. `np.median` copes
    with it."""
    choice, _ = tune_then_test(results, search)
    return choice, np.quantile(results[choice, search:], 0.5)


@TUNE_THEN_TEST.mistake
def _most_arrivals(results, search):
    """You choose the learning rate that arrives on most of the tuning seeds. Where two arrive on all, the mean decides; take the mean
    throughout, inf takes care of those that fail."""
    choice = int(np.argmax(np.isfinite(results[:, :search]).sum(axis=1)))
    return choice, np.median(results[choice, search:])


@TUNE_THEN_TEST.mistake
def _mean_of_the_search_reported(results, search):
    """You report the mean over the tuning seeds. Report the median over the others, `results[choice, search:]`: those had no part in the
    choice."""
    choice, _ = tune_then_test(results, search)
    return choice, results[choice, :search].mean()


@TUNE_THEN_TEST.mistake
def _chosen_by_the_median_of_the_others(results, search):
    """You choose by the medians over the seeds that were kept for measuring. That is peeking at the test: choose by the means over the first
    `search` columns."""
    medians = np.median(results[:, search:], axis=1)
    return int(np.argmin(medians)), medians.min()


@TUNE_THEN_TEST.mistake
def _failures_as_zero_throughout(results, search):
    """You count a run that never reached the goal as 0 epochs, the best there is, for choosing and for measuring. Leave inf as it is."""
    counted = np.where(np.isfinite(results), results, 0.0)
    return tune_then_test(counted, search)


@TUNE_THEN_TEST.mistake
def _failures_dropped_throughout(results, search):
    """You leave out the runs that never arrived, for choosing and for measuring. That rewards a learning rate that fails half of the time.
    They count: a mean with inf in it is inf, and a median copes with a few."""
    reached = [row[:search][np.isfinite(row[:search])] for row in results]
    choice = int(np.argmin([row.mean() if len(row) else np.inf for row in reached]))
    measured = results[choice, search:]
    return choice, np.median(measured[np.isfinite(measured)])


@TUNE_THEN_TEST.mistake
def _failed_rows_removed(results, search):
    """You take the rows with inf out, and then count in what is left: the index no longer belongs to `results`. Leave them in; a mean with inf
    in it is never the smallest."""
    arrived = results[np.isfinite(results[:, :search]).all(axis=1)]
    return tune_then_test(arrived, search)


@TUNE_THEN_TEST.mistake
def _all_failed_rows_removed(results, search):
    """You take every row with an inf in it out, and then count in what is left. The index no longer belongs to `results`, and failures among
    the measuring seeds had a part in the choice. Leave them in."""
    arrived = results[np.isfinite(results).all(axis=1)]
    return tune_then_test(arrived, search)


@TUNE_THEN_TEST.mistake
def _least_scattered(results, search):
    """You choose the learning rate that scatters least. Reliably slow is slow: compare the means."""
    choice = int(np.argmin(results[:, :search].std(axis=1)))
    return choice, np.median(results[choice, search:])


@TUNE_THEN_TEST.mistake
def _median_of_medians(results, search):
    """`choice` is right. But you return the median of all rates' medians. Take that of the chosen one: `results[choice, search:]`."""
    choice, _ = tune_then_test(results, search)
    return choice, np.median(np.median(results[:, search:], axis=1))


@TUNE_THEN_TEST.mistake
def _tested_first(results, search):
    """The two parts are exchanged: you choose on the seeds for measuring, and report the seeds for tuning. The first `search` columns are for
    tuning."""
    choice = int(np.argmin(results[:, search:].mean(axis=1)))
    return choice, np.median(results[choice, :search])


_SUPPORTED, _NOT = "supported", "not supported"

_READING = {"A": _SUPPORTED, "B": _NOT, "C": _SUPPORTED, "D": _NOT, "E": _NOT}

WHAT_THEY_SUPPORT = ChoiceExercise(
    name="what_they_support",
    title="what the results support",
    notebook="08",
    prompt="Decide for each statement whether the results of sections 5 and 7 support it.",
    hints=[
        (
            "Look at the spread before you compare the means. Do the ranges of the two methods overlap? If they do, how "
            "many standard errors is the paired difference?"
        ),
        (
            "Two of the five are supported: in one the ranges do not overlap, in the other the paired difference is about "
            "eight standard errors. A statement about all networks needs more than one network."
        ),
    ],
    notice="Both supported statements name the network, the batch size and the goal. Without these the results would not support them.",
    reference=_READING,
    options=(_SUPPORTED, _NOT),
    working="A: 4 to 6 epochs against 8 to 12, no overlap. B: a paired difference of 0.8 epochs, with a standard error of 0.5.\n"
    "C: a paired difference of 5.7 updates, with a standard error of 0.7. D: one network, and on full batches it was the other "
    "way round.\n"
    "E: 4 to 6 against 5 to 10, the ranges overlap.",
    again={
        "A": "compare the ranges over the seeds. Do the two overlap?",
        "B": "compare the paired difference with its standard error. How many standard errors is it?",
        "C": "how many standard errors is the paired difference on full batches? It does not matter that "
        "this goes against NAG.",
        "D": "it speaks of neural networks in general. How many did you see, and did NAG win on full batches?",
        "E": "it speaks of single runs. Do the ranges of momentum and NAG overlap?",
    },
    mistakes=[
        (
            dict.fromkeys(_READING, _SUPPORTED),
            (
                "You believe every statement. A difference of means says little before it "
                "is compared with the spread, and one network says little about all networks."
            ),
        ),
        (
            dict.fromkeys(_READING, _NOT),
            (
                "You trust none of it. In A the slowest run of NAG beats the fastest of "
                "gradient descent. In C the paired difference is about eight standard errors. "
                "Those results stand."
            ),
        ),
        (
            {**_READING, "B": _SUPPORTED},
            (
                "A and C to E are right. In B the paired difference is 0.8 epochs, and its "
                "standard error 0.5: with ten other seeds the order may turn round."
            ),
        ),
        (
            {**_READING, "D": _SUPPORTED},
            (
                "All but D are right. D speaks of networks in general; you have seen one, and on "
                "full batches momentum was ahead."
            ),
        ),
        (
            {**_READING, "E": _SUPPORTED},
            (
                "All but E are right. NAG's seeds took 4 to 6 epochs and momentum's 5 to 10: "
                "single runs can come out in either order."
            ),
        ),
        (
            {**_READING, "D": _SUPPORTED, "E": _SUPPORTED},
            ("A to C are right. D and E claim more than a median says: D about other networks, E about single seeds."),
        ),
        (
            {**_READING, "C": _NOT},
            (
                "All but C are right. On full batches the paired difference is 5.7 updates in "
                "momentum's favour, with a standard error of 0.7. The result is no weaker because it goes against NAG."
            ),
        ),
        (
            {**_READING, "A": _NOT},
            "All but A are right. NAG's ten seeds took 4 to 6 epochs and gradient descent's 8 to 12: the two do not even overlap.",
        ),
        (
            {key: _NOT if value == _SUPPORTED else _SUPPORTED for key, value in _READING.items()},
            "Every answer is the other way round. Did you mix up the two words? A and C come with numbers far beyond their errors; the others "
            "claim more than was measured.",
        ),
        (
            {**_READING, "A": _NOT, "C": _NOT, "D": _SUPPORTED},
            "D is the boldest of them all, and you trust it alone. It speaks of networks in general; A and C name the network and the batches, "
            "and the numbers are far beyond their errors.",
        ),
        (
            {**_READING, "B": _SUPPORTED, "D": _SUPPORTED, "E": _SUPPORTED, "C": _NOT},
            "You believe what speaks for memory and for NAG, and doubt what speaks against. Look at each difference and its error, whoever wins.",
        ),
    ],
)
