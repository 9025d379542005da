"""Wrong answers of many kinds, written from the prompts alone: whatever they are, none may pass.

They were written before the lists of mistakes were extended and without sight of those of their exercises, so that they measure
how often an unforeseen mistake is named.
"""

import numpy as np


def stepping(point, new_v=None, move=None):
    """Make a step from where it measures, how v changes, and how it moves."""

    def step(theta, v, gradient, alpha, beta):
        g = gradient(point(theta, v, gradient, alpha, beta))
        new = new_v(v, g, alpha, beta) if new_v else beta * v + alpha * g
        return move(theta, v, new, g, alpha, beta) if move else (theta - new, new)

    return step


def here(theta, v, gradient, alpha, beta):
    return theta


def ahead(theta, v, gradient, alpha, beta):
    return theta - beta * v


MOMENTUM_STEPS = [
    stepping(here, lambda v, g, alpha, beta: beta * v + (1 - beta) * g),
    stepping(here, lambda v, g, alpha, beta: beta * v + alpha * (1 - beta) * g),
    stepping(here, lambda v, g, alpha, beta: beta * (v + alpha * g)),
    stepping(here, lambda v, g, alpha, beta: alpha * v + beta * g),
    stepping(here, lambda v, g, alpha, beta: v + alpha * g),
    stepping(here, lambda v, g, alpha, beta: beta * v + g),
    stepping(here, lambda v, g, alpha, beta: beta * v + g, lambda theta, v, new, g, a, b: (theta - a * new, new)),
    stepping(here, None, lambda theta, v, new, g, a, b: (theta - a * new, new)),
    stepping(here, None, lambda theta, v, new, g, a, b: (new, theta - new)),
    stepping(here, None, lambda theta, v, new, g, a, b: (theta - new, v)),
    stepping(here, None, lambda theta, v, new, g, a, b: (theta - new - a * g, new)),
    stepping(here, lambda v, g, alpha, beta: beta * v - g),
    stepping(here, lambda v, g, alpha, beta: v - alpha * g, lambda theta, v, new, g, a, b: (theta + new, new)),
    stepping(here, lambda v, g, alpha, beta: -beta * v - alpha * g, lambda theta, v, new, g, a, b: (theta + new, new)),
    stepping(here, lambda v, g, alpha, beta: beta * v - alpha * g, lambda theta, v, new, g, a, b: (theta + new, v)),
    stepping(here, lambda v, g, alpha, beta: beta * v - alpha * g, lambda theta, v, new, g, a, b: (new, theta + new)),
    stepping(
        here, lambda v, g, alpha, beta: beta * v - alpha * g, lambda theta, v, new, g, a, b: (theta + b * new, new)
    ),
    stepping(ahead, lambda v, g, alpha, beta: beta * v - alpha * g, lambda theta, v, new, g, a, b: (theta + new, new)),
    stepping(here),
    stepping(ahead),
]

NAG_STEPS = [
    stepping(ahead, lambda v, g, alpha, beta: beta * v + (1 - beta) * g),
    stepping(ahead, lambda v, g, alpha, beta: beta * v + (1 - beta) * g, lambda th, v, n, g, a, b: (th - a * n, n)),
    stepping(ahead, lambda v, g, alpha, beta: alpha * v + beta * g),
    stepping(ahead, lambda v, g, alpha, beta: beta * v - alpha * g),
    stepping(ahead, lambda v, g, alpha, beta: v + alpha * g),
    stepping(lambda theta, v, gradient, alpha, beta: theta - beta**2 * v),
    stepping(lambda theta, v, gradient, alpha, beta: theta - (1 - beta) * v),
    stepping(lambda theta, v, gradient, alpha, beta: -beta * v),
    stepping(lambda theta, v, gradient, alpha, beta: theta - alpha * v),
    stepping(lambda theta, v, gradient, alpha, beta: beta * (theta - v)),
    stepping(lambda theta, v, gradient, alpha, beta: theta - beta * v - alpha * gradient(theta)),
    stepping(lambda theta, v, gradient, alpha, beta: theta - beta * v, None, lambda th, v, n, g, a, b: (th - a * n, n)),
    stepping(ahead, None, lambda theta, v, new, g, a, b: (theta - b * new, new)),
    stepping(ahead, None, lambda theta, v, new, g, a, b: (theta - b * v - a * g, v)),
    stepping(ahead, None, lambda theta, v, new, g, a, b: (theta - new - a * g, new)),
    stepping(ahead, None, lambda theta, v, new, g, a, b: (theta - new, new - v)),
    stepping(ahead, None, lambda theta, v, new, g, a, b: (theta - a * g, new)),
]


def running(step=None, first=True, last=0, first_v=0.0, kept="theta"):
    """Make a run from a step and from what it keeps."""

    def nag_run(gradient, start, alpha, beta, steps):
        theta, v = np.array(start, dtype=float), np.zeros(len(start)) + first_v
        history = [theta] if first else []
        for _ in range(steps + last):
            y = theta - beta * v
            theta, v = (step or stepping(ahead))(theta, v, gradient, alpha, beta)
            history.append({"theta": theta, "v": v, "y": y, "next": theta - beta * v}[kept])
        return np.array(history)

    return nag_run


def momentum_forgotten_each_round(gradient, start, alpha, beta, steps):
    theta, history = np.array(start, float), [np.array(start, float)]
    for _ in range(steps):
        v = np.zeros_like(theta)
        v = beta * v + alpha * gradient(theta - beta * v)
        theta = theta - v
        history.append(theta)
    return np.array(history)


def only_last(gradient, start, alpha, beta, steps):
    return running()(gradient, start, alpha, beta, steps)[-1]


def aliased(gradient, start, alpha, beta, steps):
    theta = np.array(start, float)
    v, history = np.zeros_like(theta), [theta]
    for _ in range(steps):
        v = beta * v + alpha * gradient(theta - beta * v)
        theta -= v
        history.append(theta)
    return np.array(history)


def aliased_after_a_copied_start(gradient, start, alpha, beta, steps):
    theta = np.array(start, float)
    v, history = np.zeros_like(theta), [theta.copy()]
    for _ in range(steps):
        v = beta * v + alpha * gradient(theta - beta * v)
        theta -= v
        history.append(theta)
    return np.array(history)


RUNS = [
    running(first=False),
    running(last=1),
    running(last=-1),
    running(kept="v"),
    running(kept="y"),
    running(kept="next"),
    running(first_v=1.0),
    running(stepping(here)),
    running(stepping(ahead, lambda v, g, alpha, beta: beta * v + (1 - beta) * g)),
    running(stepping(ahead, lambda v, g, alpha, beta: alpha * v + beta * g)),
    running(stepping(lambda theta, v, gradient, alpha, beta: theta - (1 - beta) * v)),
    momentum_forgotten_each_round,
    only_last,
    aliased,
    aliased_after_a_copied_start,
    lambda gradient, start, alpha, beta, steps: running()(gradient, start, alpha, beta, steps)[::-1],
    lambda gradient, start, alpha, beta, steps: running()(gradient, start, beta, alpha, steps),
    lambda gradient, start, alpha, beta, steps: running()(gradient, start, alpha, beta, steps).T,
]


def two_sequences(point, move=None):
    """Make a step of the two-sequence form from how it extrapolates and what it returns."""

    def step(x, x_before, gradient, alpha, beta):
        y = point(x, x_before, beta)
        new = y - alpha * gradient(y)
        return move(x, x_before, y, new, gradient, alpha, beta) if move else (new, x)

    return step


def carried_on(x, x_before, beta):
    return x + beta * (x - x_before)


TWO_SEQUENCES = [
    two_sequences(lambda x, old, b: x - b * (x - old)),
    two_sequences(lambda x, old, b: old + b * (x - old)),
    two_sequences(lambda x, old, b: 2 * x - old),
    two_sequences(lambda x, old, b: x),
    two_sequences(lambda x, old, b: b * (x - old)),
    two_sequences(lambda x, old, b: x + b * (x + old)),
    two_sequences(lambda x, old, b: x + (1 - b) * (x - old)),
    two_sequences(lambda x, old, b: (1 - b) * x + b * (x - old)),
    two_sequences(carried_on, lambda x, old, y, new, gradient, a, b: (new, new)),
    two_sequences(carried_on, lambda x, old, y, new, gradient, a, b: (new, y)),
    two_sequences(carried_on, lambda x, old, y, new, gradient, a, b: (new, old)),
    two_sequences(carried_on, lambda x, old, y, new, gradient, a, b: (x, new)),
    two_sequences(carried_on, lambda x, old, y, new, gradient, a, b: (y, x)),
    two_sequences(carried_on, lambda x, old, y, new, gradient, a, b: (x - a * gradient(y), x)),
    two_sequences(carried_on, lambda x, old, y, new, gradient, a, b: (y - a * gradient(x), x)),
    two_sequences(carried_on, lambda x, old, y, new, gradient, a, b: (new + b * (new - x), x)),
    two_sequences(carried_on, lambda x, old, y, new, gradient, a, b: (y - gradient(y), x)),
]

FEW = {
    "braking_distance": [
        lambda alpha, beta, slope: alpha * slope / (1 - beta),
        lambda alpha, beta, slope: alpha * beta * slope,
        lambda alpha, beta, slope: alpha * slope / beta,
        lambda alpha, beta, slope: alpha * beta * slope * (1 - beta),
        lambda alpha, beta, slope: beta * alpha / (1 - beta) ** 2,
        lambda alpha, beta, slope: beta * alpha * slope / (1 + beta) ** 2,
        lambda alpha, beta, slope: beta * alpha * slope / (1 - beta**2),
        lambda alpha, beta, slope: -beta * alpha * slope / (1 - beta) ** 2,
        lambda alpha, beta, slope: beta * alpha * slope / (1 - beta),
        lambda alpha, beta, slope: alpha * slope / (1 - beta) ** 2,
        lambda alpha, beta, slope: alpha * slope / (1 - beta) * sum(beta**k for k in range(10)),
        lambda alpha, beta, slope: (alpha * slope / (1 - beta)) ** 2,
    ],
    "share_kept": [
        lambda alpha, beta, lam: beta,
        lambda alpha, beta, lam: beta * alpha * lam,
        lambda alpha, beta, lam: 1 - alpha * lam,
        lambda alpha, beta, lam: beta - alpha * lam,
        lambda alpha, beta, lam: beta * (1 + alpha * lam),
        lambda alpha, beta, lam: beta * (1 - alpha),
        lambda alpha, beta, lam: beta * (1 - lam),
        lambda alpha, beta, lam: (1 + beta) * (1 - alpha * lam),
        lambda alpha, beta, lam: beta**2 * (1 - alpha * lam),
        lambda alpha, beta, lam: 1 - beta * (1 - alpha * lam),
    ],
    "nag_limit": [
        lambda beta, L: 2 / L,
        lambda beta, L: 2 * (1 + beta) / L,
        lambda beta, L: (2 + 2 * beta) / (1 + 2 * beta),
        lambda beta, L: (2 + 2 * beta) / (1 + 2 * beta) * L,
        lambda beta, L: (1 + beta) / (1 + 2 * beta) / L,
        lambda beta, L: (2 + 2 * beta) / (1 + 2 * beta * L),
        lambda beta, L: 2 + 2 * beta / (1 + 2 * beta) / L,
        lambda beta, L: (2 + beta) / (1 + beta) / L,
        lambda beta, L: (2 - 2 * beta) / (1 + 2 * beta) / L,
        lambda beta, L: 1 / L,
        lambda beta, L: (1 + 2 * beta) / (2 + 2 * beta) / L,
    ],
    "should_restart": [
        lambda slope, v: slope @ v > 0,
        lambda slope, v: slope @ v <= 0,
        lambda slope, v: np.all(slope * v < 0),
        lambda slope, v: np.any(slope * v < 0),
        lambda slope, v: np.sum(slope * v < 0) > len(v) / 2,
        lambda slope, v: np.sum(slope) * np.sum(v) < 0,
        lambda slope, v: slope[0] * v[0] < 0,
        lambda slope, v: np.linalg.norm(slope) > np.linalg.norm(v),
        lambda slope, v: slope @ v,
        lambda slope, v: slope * v < 0,
        lambda slope, v: True,
    ],
    "place_to_ask": [
        lambda x, z, t: x + z / t,
        lambda x, z, t: (x + (t - 1) * z) / t,
        lambda x, z, t: (x + z) / 2,
        lambda x, z, t: (t - 1) * x + z,
        lambda x, z, t: ((t - 1) * x - z) / t,
        lambda x, z, t: x - (z - x) / t,
        lambda x, z, t: x + t * (z - x),
        lambda x, z, t: (t * x + z) / (t + 1),
        lambda x, z, t: ((t + 1) * x + z) / t,
        lambda x, z, t: x,
        lambda x, z, t: z,
        lambda x, z, t: (t - 1) * x / (t + z),
        lambda x, z, t: ((t - 1) * x + z) / (t - 1),
        lambda x, z, t: ((t - 1) * x + z) / (t + 1),
        lambda x, z, t: x + (z - x) / t**2,
        lambda x, z, t: t * ((t - 1) * x + z),
    ],
    "account": [
        lambda x, z, t, loss, L, minimiser: t * (loss(x) - loss(minimiser)) + L / 2 * ((z - minimiser) ** 2).sum(),
        lambda x, z, t, loss, L, minimiser: t**2 * loss(x) + L / 2 * ((z - minimiser) ** 2).sum(),
        lambda x, z, t, loss, L, minimiser: t**2 * (loss(x) - loss(minimiser)) + L * ((z - minimiser) ** 2).sum(),
        lambda x, z, t, loss, L, minimiser: t**2 * (loss(x) - loss(minimiser)) + L / 2 * ((x - minimiser) ** 2).sum(),
        lambda x, z, t, loss, L, minimiser: t**2 * (loss(z) - loss(minimiser)) + L / 2 * ((x - minimiser) ** 2).sum(),
        lambda x, z, t, loss, L, minimiser: t**2 * (loss(x) - loss(minimiser)) + L / 2 * np.linalg.norm(z - minimiser),
        lambda x, z, t, loss, L, minimiser: t**2 * (loss(x) - loss(minimiser)) + L / 2 * (z - minimiser) ** 2,
        lambda x, z, t, loss, L, minimiser: t**2 * loss(x - minimiser) + L / 2 * ((z - minimiser) ** 2).sum(),
        lambda x, z, t, loss, L, minimiser: t**2 * (loss(x) - loss(minimiser)) + 2 / L * ((z - minimiser) ** 2).sum(),
        lambda x, z, t, loss, L, minimiser: t**2 * (loss(x) - loss(minimiser)) + L / 2 * ((z - x) ** 2).sum(),
        lambda x, z, t, loss, L, minimiser: t**2 * (loss(x) - loss(minimiser)) + L / 2 * (z - minimiser).sum() ** 2,
        lambda x, z, t, loss, L, minimiser: t**2 * (loss(x) - loss(minimiser)),
    ],
    "minibatch_nag": [
        lambda gradient, start, alpha, beta, batches: batch_run(gradient, start, alpha, beta, batches, look=0),
        lambda gradient, start, alpha, beta, batches: batch_run(gradient, start, alpha, beta, batches, look=-1),
        lambda gradient, start, alpha, beta, batches: batch_run(gradient, start, alpha, beta, batches[:-1]),
        lambda gradient, start, alpha, beta, batches: batch_run(gradient, start, alpha, beta, batches[1:]),
        lambda gradient, start, alpha, beta, batches: batch_run(gradient, start, alpha, beta, batches[::-1]),
        lambda gradient, start, alpha, beta, batches: batch_run(gradient, start, alpha, beta, [batches[0]] * len(batches)),
        lambda gradient, start, alpha, beta, batches: batch_run(gradient, start, beta, alpha, batches),
        lambda gradient, start, alpha, beta, batches: batch_run(gradient, start, alpha, beta, batches, remember=False),
        lambda gradient, start, alpha, beta, batches: batch_run(gradient, start, alpha, beta, batches[:1]),
        lambda gradient, start, alpha, beta, batches: batch_run(gradient, start, alpha * (1 - beta), beta, batches),
    ],
    "tune_then_test": [
        lambda results, search: tuned(results, search, choose=lambda r: r.mean(axis=1), pick=np.argmax),
        lambda results, search: tuned(results, search, choose=lambda r: np.median(r, axis=1)),
        lambda results, search: tuned(results, search, choose=lambda r: r.max(axis=1)),
        lambda results, search: tuned(results, search, choose=lambda r: r.min(axis=1)),
        lambda results, search: tuned(results, search, judge=np.mean),
        lambda results, search: tuned(results, results.shape[1], after=slice(search, None)),
        lambda results, search: tuned(results, search, after=slice(0, search)),
        lambda results, search: tuned(results, search, after=slice(None)),
        lambda results, search: tuned(results, search, judge=np.min),
        lambda results, search: (results[:, :search].mean(axis=1).min(), np.median(results[0, search:])),
        lambda results, search: tuned(results, search, choose=lambda r: r.mean(axis=1))[::-1],
        lambda results, search: tuned(results, search, choose=lambda r: r[:, 0]),
    ],
}  # fmt: skip


def batch_run(gradient, start, alpha, beta, batches, look=1, remember=True):
    theta, v = np.array(start, dtype=float), 0.0
    for batch in batches:
        v = beta * v + alpha * gradient(theta - look * beta * v, batch)
        theta = theta - v
        v = v if remember else 0.0
    return theta


def tuned(results, search, choose=lambda r: r.mean(axis=1), pick=np.argmin, judge=np.median, after=None):
    choice = int(pick(choose(results[:, :search])))
    return choice, judge(results[choice, after or slice(search, None)])


def ravine(along, across, alphas=(1, 1)):
    """Make an answer from what is kept of the last step along and across, each a function of alpha and beta."""

    def path(alpha, beta, updates):
        walks = []
        for lam, kept, scale in ((1, along, alphas[0]), (100, across, alphas[1])):
            theta, v, walk = 1.0, 0.0, [1.0]
            for _ in range(updates):
                v = kept(alpha, beta) * v + scale * alpha * lam * theta
                theta = theta - v
                walk.append(theta)
            walks.append(walk)
        return np.array(walks).T

    return path


REBUILT = [
    ravine(lambda a, b: b, lambda a, b: b),
    ravine(lambda a, b: b, lambda a, b: b / 10),
    ravine(lambda a, b: b, lambda a, b: b - 100 * a),
    ravine(lambda a, b: b * (1 - a), lambda a, b: 0),
    ravine(lambda a, b: b - a, lambda a, b: b - 100 * a),
    ravine(lambda a, b: 1 - b * a, lambda a, b: 1 - b * 100 * a),
    ravine(lambda a, b: b**2 * (1 - a), lambda a, b: b**2 * (1 - 100 * a)),
    ravine(lambda a, b: b * (1 - a), lambda a, b: b * (1 - 100 * a), alphas=(1, 0.5)),
    ravine(lambda a, b: b / (1 + a), lambda a, b: b / (1 + 100 * a)),
    ravine(lambda a, b: b * (1 - 0.009), lambda a, b: b * (1 - 0.9)),
    ravine(lambda a, b: 0.842, lambda a, b: 0.085),
    lambda alpha, beta, updates: (
        ravine(lambda a, b: b * (1 - a), lambda a, b: b * (1 - 100 * a))(alpha, beta, updates).T
    ),
]


def asked_from(theta, v, updates=1, slopes=((3.0, 1.0), (1.0, 2.0)), rule=ahead, near=1e-8, alpha=0.1, beta=0.6):
    """Make a test of a step: from where, how long, on which ground, against which rule, and how near it must come."""

    def test(step):
        mine = right = (np.array(theta), np.array(v))
        for _ in range(updates):
            mine = step(*mine, lambda at: np.array(slopes) @ at, alpha, beta)
            right = stepping(rule)(*right, lambda at: np.array(slopes) @ at, alpha, beta)
        return bool(np.allclose(mine, right, rtol=0, atol=near))

    return test


TESTS = [
    asked_from([1.0], [0.0], slopes=[[3.0]]),
    asked_from([1.0], [0.0], updates=3, slopes=[[3.0]]),
    asked_from([1.0, 1.0], [0.0, 0.0], updates=5, slopes=((1.0, 0.0), (0.0, 100.0)), alpha=0.009),
    asked_from([1.0, -2.0], [0.5, 0.3]),  # counts no gradients
    asked_from([1.0, -2.0], [0.5, 0.3], rule=here),
    asked_from([1.0, -2.0], [0.5, 0.3], near=1.0),
    asked_from([1.0, -2.0], [0.5, 0.3], near=0.0),
    asked_from([0.0, 0.0], [0.0, 0.0]),
    asked_from([1.0, -2.0], [0.5, 0.3], beta=0.0),
    lambda step: step(np.ones(2), np.zeros(2), lambda at: 3 * at, 0.1, 0.8)[0][0] == 0.7,
]


WRONG = {
    "is_nag": TESTS,
    "rebuilt": REBUILT,
    "averaging_step": MOMENTUM_STEPS,
    "nag_step": NAG_STEPS,
    "nag_run": RUNS,
    "two_sequence_step": TWO_SEQUENCES,
    **FEW,
}
