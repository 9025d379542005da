// The race of the front page, as numbers: grounds, steps and walks. A test holds them to those of nag_helpers.

/** The height of the ground at a point [x, y], and its slopes along both. */
export const GROUNDS = {
    ravine: {
        height: ([x, y]) => 0.5 * (x * x + 100 * y * y),
        slope: ([x, y]) => [x, 100 * y],
    },
    Rosenbrock: {
        height: ([x, y]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2,
        slope: ([x, y]) => [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)],
    },
    Himmelblau: {
        height: ([x, y]) => (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2,
        slope: ([x, y]) => [
            4 * x * (x * x + y - 11) + 2 * (x + y * y - 7),
            2 * (x * x + y - 11) + 4 * y * (x + y * y - 7),
        ],
    },
};

const times = (factor, [x, y]) => [factor * x, factor * y];
const plus = ([x, y], [right, up]) => [x + right, y + up];
const minus = ([x, y], [right, up]) => [x - right, y - up];

export function momentumStep(theta, v, slope, alpha, beta) {
    v = plus(times(beta, v), times(alpha, slope(theta)));
    return [minus(theta, v), v];
}

export function nesterovStep(theta, v, slope, alpha, beta) {
    v = plus(times(beta, v), times(alpha, slope(minus(theta, times(beta, v)))));
    return [minus(theta, v), v];
}

/** Return the step that measures the slope c coasts ahead: 0 is momentum, 1 is NAG. */
export const lookingAhead = c => (theta, v, slope, alpha, beta) => {
    v = plus(times(beta, v), times(alpha, slope(minus(theta, times(c * beta, v)))));
    return [minus(theta, v), v];
};

export const TOLERANCE = 1e-8;
const TOO_HIGH = 1e6; // of the first height + 1: from there on a walk has flown away, as in nag_helpers

/**
 * Walk for so many updates, or until it flies away.
 *
 * Returns the points and their heights, the first update that is too high to come back (or null), and the first after which
 * the height stays at or below the tolerance (or null).
 */
export function walk(step, ground, start, alpha, beta, updates) {
    const points = [start], heights = [ground.height(start)], limit = TOO_HIGH * (heights[0] + 1);
    let theta = start, v = [0, 0], flown = null, arrived = heights[0] <= TOLERANCE ? 0 : null;
    for (let t = 1; t <= updates && flown === null; t++) {
        [theta, v] = step(theta, v, ground.slope, alpha, beta);
        const height = ground.height(theta);
        points.push(theta);
        heights.push(height);
        if (!(height <= limit)) flown = t;
        if (!(height <= TOLERANCE)) arrived = null;
        else if (arrived === null) arrived = t;
    }
    return { points, heights, flown, arrived };
}
