"""The exercises of notebook 00, in which the learner finds the method."""

import numpy as np

from nag_helpers.exercises.kinds import FunctionExercise, GoalExercise, ValueExercise
from nag_helpers.exercises.verdict import not_yet
from nag_helpers.exercises.walked import as_in_the_ravine


def slope(theta):
    """The slopes of ½(x² + 100y²), as the notebook's first cell has them."""
    return np.array([1.0, 100.0]) * theta


CASES = [
    {"alpha": 0.009, "beta": 0.8, "updates": 3},
    {"alpha": 0.009, "beta": 0.5, "updates": 6},
    {"alpha": 0.004, "beta": 0.9, "updates": 5},
    {"alpha": 0.013, "beta": 0.0, "updates": 4},
    {"alpha": 0.009, "beta": 0.8, "updates": 0},
]
NO_MEMORY = {"alpha": 0.009, "beta": 0.0, "updates": 2}
ONE_UPDATE = {"alpha": 0.009, "beta": 0.8, "updates": 1}
START = {"alpha": 0.009, "beta": 0.8, "updates": 0}


# ---- let it remember


def walk(alpha, beta, updates=1500):
    theta, v = np.array([1.0, 1.0]), np.zeros(2)
    path = [theta]
    for t in range(updates):
        coast = beta * v
        push = alpha * slope(theta)
        theta = theta - coast - push
        v = coast + push
        path.append(theta)
    return np.array(path)


def _walk_begun(alpha, beta, updates=1500):
    theta, v = np.array([1.0, 1.0]), np.zeros(2)  # noqa: F841
    path = [theta]
    for t in range(updates):
        ...  # noqa: PIE790
        path.append(theta)
    return np.array(path)


WALK = FunctionExercise(
    name="walk",
    title="let it remember",
    notebook="00",
    prompt="Give the walk a memory: each step is β times the step before, plus α times the slope.",
    reference=walk,
    stub=_walk_begun,
    returns=("path",),
    cases=CASES,
    landmarks=[
        (START, "After no update the path is the start alone, (1, 1)."),
        (
            ONE_UPDATE,
            "There was no step before the first one, so it is the push alone: from (1, 1) to (1 − 0.009 · 1, 1 − 0.009 · 100).",
        ),
        (
            NO_MEMORY,
            "With a share of 0 there is no memory, and the walk is the one downhill: along, 1, then 0.991, then 0.991 · 0.991.",
        ),
    ],
    hints=[
        "Four small lines: the coast, the push, the move, and what is remembered of it.",
        "`coast = beta * v` and `push = alpha * slope(theta)`. Walking means subtracting both from `theta`.",
        "What is remembered is the whole step: `v = coast + push`, at the end of the loop, before the point is put into the path.",
    ],
    notice="With a share of 0 your walk is the old one. Everything new is in one number.",
)


def walked(step):
    """Return a walk from a step: (theta, v, alpha, beta) -> (theta, v)."""

    def whole(alpha, beta, updates):
        theta, v = np.array([1.0, 1.0]), np.zeros(2)
        path = [theta]
        for _ in range(updates):
            theta, v = step(theta, v, alpha, beta)
            path.append(theta)
        return np.array(path)

    return whole


@WALK.mistake
def moves_first(alpha, beta, updates=1500):
    """You move by the old step and make the new one afterwards. In the first update the old step is zero, so nobody moves. Make the
    new step first, then take it."""
    return walked(lambda theta, v, a, b: (theta - v, b * v + a * slope(theta)))(alpha, beta, updates)


@WALK.mistake
def one_update_late(alpha, beta, updates=1500):
    """The path is right and comes one update late: you move by the old step and make the new one afterwards. At first the old step
    is zero, so nobody moves. Make the step, then take it."""
    path = walk(alpha, beta, updates)
    return np.concatenate([path[:1], path[:-1]]) if updates else path


@WALK.mistake
def stands_still(alpha, beta, updates=1500):
    """Your walk stands where it began. Is the step made, and nobody takes it? Subtract it from `theta`. Or is it made of nothing? The slope
    is asked for where the walker stands: `slope(theta)`."""
    return walked(lambda theta, v, a, b: (theta, b * v + a * slope(theta)))(alpha, beta, updates)


@WALK.mistake
def forgets(alpha, beta, updates=1500):
    """Your walk forgets: every step is the push alone, as before. Either the coast, β times the step before, is missing, or the push
    never comes into what you remember: that is the sum of both."""
    return walked(lambda theta, v, a, b: (theta - a * slope(theta), a * slope(theta)))(alpha, beta, updates)


@WALK.mistake
def remembers_the_push(alpha, beta, updates=1500):
    """What you remember is the last push alone. The coast is a share of the whole last step, and that was coast and push."""
    return walked(lambda theta, v, a, b: (theta - b * v - a * slope(theta), a * slope(theta)))(alpha, beta, updates)


@WALK.mistake
def remembers_a_later_push(alpha, beta, updates=1500):
    """You move first, and what you remember is made afterwards: α times the slope of the new place, and no coast. Ask once, before the
    move, and remember the whole step, coast and push."""

    def step(theta, v, a, b):
        theta = theta - b * v - a * slope(theta)
        return theta, a * slope(theta)

    return walked(step)(alpha, beta, updates)


@WALK.mistake
def remembers_the_slope(alpha, beta, updates=1500):
    """What you remember is the slope alone: α is missing, and so is the coast. Remember the whole step, coast and push."""
    return walked(lambda theta, v, a, b: (theta - b * v - a * slope(theta), slope(theta)))(alpha, beta, updates)


@WALK.mistake
def remembers_a_later_slope(alpha, beta, updates=1500):
    """What you remember is the slope of the place where you have come to, and a slope is no step. Remember the whole step that led
    there, coast and push."""

    def step(theta, v, a, b):
        theta = theta - b * v - a * slope(theta)
        return theta, slope(theta)

    return walked(step)(alpha, beta, updates)


@WALK.mistake
def asks_after_each_move(alpha, beta, updates=1500):
    """You ask twice in each update: for the push that you take, after the coast, and for another that you remember, after the move. Ask
    once, before the walker moves, and use this one push for both."""

    def step(theta, v, a, b):
        theta = theta - b * v
        theta = theta - a * slope(theta)
        return theta, b * v + a * slope(theta)

    return walked(step)(alpha, beta, updates)


@WALK.mistake
def share_twice(alpha, beta, updates=1500):
    """In your walk the share β makes the push smaller, too. Only the step before is multiplied by β; the push stays whole."""
    return walked(lambda theta, v, a, b: (theta - b * (v + a * slope(theta)), b * (v + a * slope(theta))))(
        alpha, beta, updates
    )


@WALK.mistake
def average(alpha, beta, updates=1500):
    """You take an average of old and new, with β and 1 − β. That can be done, with a bolder α. Here the push stays whole, and is
    added."""
    return walked(
        lambda theta, v, a, b: (theta - (b * v + (1 - b) * a * slope(theta)), b * v + (1 - b) * a * slope(theta))
    )(alpha, beta, updates)


@WALK.mistake
def never_fades(alpha, beta, updates=1500):
    """Your walk keeps its whole last step, and not a share of it: β is missing in the coast."""
    return walked(lambda theta, v, a, b: (theta - v - a * slope(theta), v + a * slope(theta)))(alpha, beta, updates)


@WALK.mistake
def climbs(alpha, beta, updates=1500):
    """Your walk climbs: after the first update it is higher than the start. The slope points uphill, so the step is subtracted."""
    return walked(lambda theta, v, a, b: (theta + b * v + a * slope(theta), b * v + a * slope(theta)))(
        alpha, beta, updates
    )


@WALK.mistake
def coast_turned(alpha, beta, updates=1500):
    """Your coast goes back the way the last step came from. Coast and push have the same sign: both are subtracted."""
    return walked(lambda theta, v, a, b: (theta + b * v - a * slope(theta), -b * v + a * slope(theta)))(
        alpha, beta, updates
    )


@WALK.mistake
def asks_ahead(alpha, beta, updates=1500):
    """Something else than the place where the walker stands decides about the push: you ask farther on, or a second time after the move.
    Ask once for each update, before the move."""
    return walked(lambda theta, v, a, b: (theta - b * v - a * slope(theta - b * v), b * v + a * slope(theta - b * v)))(
        alpha, beta, updates
    )


@WALK.mistake
def alpha_twice(alpha, beta, updates=1500):
    """α comes in twice: it is in the push already, so the whole step is not multiplied by it again."""
    return walked(lambda theta, v, a, b: (theta - a * (b * v + a * slope(theta)), b * v + a * slope(theta)))(
        alpha, beta, updates
    )


@WALK.mistake
def begins_with_a_step(alpha, beta, updates=1500):
    """Your walk does not begin at rest: before the loop `v` is a slope already. There was no step before the first, so `v` begins with
    zeros."""
    theta = np.array([1.0, 1.0])
    v, path = slope(theta), [theta]
    for _ in range(updates):
        v = beta * v + alpha * slope(theta)
        theta = theta - v
        path.append(theta)
    return np.array(path)


@WALK.mistake
def start_left_out(alpha, beta, updates=1500):
    """Your path lacks its first point, the start. Put it in before the loop: `path = [theta]`."""
    return np.array(list(walk(alpha, beta, updates)[1:]))


@WALK.mistake
def start_alone(alpha, beta, updates=1500):
    """Your path holds the start and nothing else: no point is ever put into it. Append `theta` at the end of the loop."""
    return walk(alpha, beta, 0)


@WALK.mistake
def steps_in_the_path(alpha, beta, updates=1500):
    """After the start your path holds the steps, `v`. It should hold the places where the walker stands: append `theta`."""
    path = walk(alpha, beta, updates)
    return np.concatenate([path[:1], path[:-1] - path[1:]])


@WALK.mistake
def coast_of_the_place(alpha, beta, updates=1500):
    """Your coast is a share of `theta`, of the place. It is a share of the step before, `v`."""
    return walked(lambda theta, v, a, b: (theta - b * theta - a * slope(theta), v))(alpha, beta, updates)


@WALK.mistake
def remembers_the_place(alpha, beta, updates=1500):
    """In `v` you remember the place where the walk has come to. The coast is a share of the step that led there, coast and push."""

    def step(theta, v, a, b):
        theta = theta - b * v - a * slope(theta)
        return theta, theta

    return walked(step)(alpha, beta, updates)


@WALK.mistake
def share_to_the_power(alpha, beta, updates=1500):
    """You raise β to the number of the update, so the share gets smaller and smaller. It is β in each update; the powers come of
    themselves, because each coast is a share of the one before."""
    theta, v = np.array([1.0, 1.0]), np.zeros(2)
    path = [theta]
    for t in range(updates):
        v = beta**t * v + alpha * slope(theta)
        theta = theta - v
        path.append(theta)
    return np.array(path)


@WALK.mistake
def memory_shrunk_twice(alpha, beta, updates=1500):
    """What you remember is multiplied by β already, and the coast multiplies it once more. Remember the whole step."""
    return walked(lambda theta, v, a, b: (theta - b * v - a * slope(theta), b * (b * v + a * slope(theta))))(
        alpha, beta, updates
    )


@WALK.mistake
def as_steep_along_as_across(alpha, beta, updates=1500):
    """Across is right. Along, you push with 100 as well; there the slope is the position itself. `slope(theta)` knows both."""
    return walked(lambda theta, v, a, b: (theta - b * v - 100 * a * theta, b * v + 100 * a * theta))(
        alpha, beta, updates
    )


@WALK.mistake
def asks_once_for_all(alpha, beta, updates=1500):
    """You ask for the slope once, before the loop, and every push is made of that old answer. Ask anew in each update, where the walker
    stands by then."""
    at_the_start = slope(np.array([1.0, 1.0]))
    return walked(lambda theta, v, a, b: (theta - b * v - a * at_the_start, b * v + a * at_the_start))(
        alpha, beta, updates
    )


@WALK.mistake
def coast_times_alpha(alpha, beta, updates=1500):
    """Your α multiplies the coast as well, and almost nothing is left of it. Only the push is α times something: the coast is β times
    the step before."""
    return walked(lambda theta, v, a, b: (theta - a * (b * v + slope(theta)), a * (b * v + slope(theta))))(
        alpha, beta, updates
    )


@WALK.mistake
def as_frameworks_write_it(alpha, beta, updates=1500):
    """That is the line with `nesterov=True`, as PyTorch and Keras have it: more than is asked for. It looks ahead, and you will find out
    why in section 4. Here each step is the coast, βv, and the push, and no more."""
    return walked(
        lambda theta, v, a, b: (theta - b * (b * v + a * slope(theta)) - a * slope(theta), b * v + a * slope(theta))
    )(alpha, beta, updates)


@WALK.mistake
def ends_in_the_first_round(alpha, beta, updates=1500):
    """Your path ends after one update: the `return` stands inside the loop, and ends it in the first round. Move it to the left, below
    the `for`."""
    return walk(alpha, beta, 1) if updates else None


@WALK.mistake
def in_place(alpha, beta, updates=1500):
    """All points of your path are the same one: the last. `theta -= ...` changes the very array that the path holds already; write
    `theta = theta - ...`, which makes a new one."""
    return np.repeat(walk(alpha, beta, updates)[-1:], updates + 1, axis=0)


@WALK.mistake
def coast_walked_twice(alpha, beta, updates=1500):
    """You walk the coast twice: once by itself, and once more inside the whole step, which contains it. Move by the coast and then by the
    push, or by the whole step at once."""

    def step(theta, v, a, b):
        theta = theta - b * v
        v = b * v + a * slope(theta)
        return theta - v, v

    return walked(step)(alpha, beta, updates)


# ---- on paper

LANDING = ValueExercise(
    name="landing",
    title="on paper",
    notebook="00",
    prompt="Across, the ball stands at 0.1 after a step of 0.9 towards smaller numbers, and the slope is 100 times the position. "
    "With α = 0.009 and β = 0.85, how long are coast and push, and where does it land?",
    parts=("coast", "push", "landing"),
    reference=[0.765, 0.09, -0.755],
    working="coast = 0.85 · 0.9 = 0.765\npush = 0.009 · (100 · 0.1) = 0.09\nlanding = 0.1 − 0.765 − 0.09 = −0.755",
    hints=[
        "The coast is a share of the last step, which was 0.9 long.",
        "The slope at 0.1 is 100 · 0.1 = 10, and the push is α times that.",
        "It goes from 0.1 towards smaller numbers, by the coast and then by the push.",
    ],
    mistakes=[
        (
            [0.765, 0.09, 0.955],
            "Coast and push are right. But downhill is towards smaller numbers here: subtract both from 0.1.",
        ),
        (
            [0.765, 0.09, -0.665],
            "Coast and push are right. You land where the coast alone would take you: the push comes on top.",
        ),
        (
            [0.765, 0.09, -0.575],
            "Coast and push are right. At 0.1 downhill is still towards the floor, so the push goes the same way as the coast.",
        ),
        ([0.765, 0.09, 0.855], "Coast and push are right, and 0.855 is the step. Where does it take you from 0.1?"),
        ([0.9, 0.09, -0.89], "You coast by the whole last step. Only a share of it is kept, 0.85."),
        (
            [-0.765, -0.09, -0.755],
            "Where it lands is right. Coast and push are lengths here, which you subtract: give both without the minus.",
        ),
        ([0.8, 0.1, -0.8], "Those look right, but rounded to one decimal. Give all the digits: 0.85 · 0.9 has three."),
    ],
    slips=[
        ("coast", 0.9, "That is the whole last step. The coast is a share of it: 0.85 · 0.9."),
        ("coast", 0.085, "You took the share of the position, 0.1. It is a share of the last step, 0.9."),
        ("coast", 0.135, "That is what is lost, 0.15 of the last step. What is kept is 0.85 of it."),
        ("push", 0.9, "That is the push at the start, where the slope was 100. Here, at 0.1, it is 100 · 0.1."),
        (
            "push",
            0.81,
            "You asked for the slope at 0.9, which is how long the last step was. The ball stands at 0.1: the slope is 100 · 0.1.",
        ),
        ("push", 10.0, "That is the slope. The push is α times it, 0.009 · 10."),
        ("push", 0.0009, "The slope across is 100 times the position: at 0.1 it is 10, not 0.1."),
        ("push", -0.09, "Its length is right. Give it as a length: it is subtracted in the next line."),
        ("push", 0.0765, "The share 0.85 belongs to the coast alone. The push stays whole."),
        ("landing", 0.955, "Downhill is towards smaller numbers here: subtract coast and push from 0.1."),
        ("landing", -0.665, "That is where the coast alone ends. The push comes on top."),
        ("landing", -0.575, "At 0.1 downhill is still towards the floor: the push goes the same way as the coast."),
        ("landing", -0.855, "That is how far it goes. It starts from 0.1."),
        (
            "push",
            lambda coast, push, landing: abs(abs(push) - 0.5985) < 0.001,
            "You ask for the slope where the coast ends. That is a good idea, and it comes in section 4. This ball asks where it stands, at 0.1.",
        ),
        ("landing", -0.955, "It starts from 0.1 and goes 0.855 towards smaller numbers: 0.1 − 0.855."),
        (
            "push",
            0.0045,
            "That is made of the height, ½ · 100 · 0.1². The push is α times the slope, which is 100 · 0.1.",
        ),
        ("coast", 0.72, "That is a share of 0.8. Here it is 0.85."),
        ("coast", 0.85, "That is the share itself. The coast is this share of the last step, 0.85 · 0.9."),
        ("landing", 0.775, "Coast and push both lead towards smaller numbers: subtract them from 0.1."),
        ("coast", 8.5, "That is a share of the slope, 0.85 · 10. The coast is a share of the last step, 0.85 · 0.9."),
    ],
    notice="It was a tenth from the floor, and lands more than seven times as far on the other side.",
)


# ---- where to ask


def _untouched(explorer):
    return explorer.values == {"ask": 0.1, "steepness": 100}


def _lands(explorer):
    return 0.1 - 0.765 - 0.009 * explorer.values["steepness"] * explorer.values["ask"]  # as the explorer draws it


def _reached(explorer):
    return explorer.values["steepness"] == 100 and abs(_lands(explorer)) <= 0.1


WHERE_TO_ASK = GoalExercise(
    name="where_to_ask",
    title="land near the floor",
    notebook="00",
    prompt="Drag the place where you ask until the ball lands within 0.1 of the floor.",
    explorer_name="where",
    reference={"ask": -0.665},
    untouched=_untouched,
    reached=_reached,
    mistakes=[
        (
            lambda explorer: explorer.values["steepness"] != 100,
            {"steepness": 60},
            "The steepness has been changed. Bring it back to 100 first; play with it afterwards.",
        ),
        (
            lambda explorer: explorer.values["ask"] > 0,
            {"ask": 0.3},
            "Uphill of the floor on this side, the slope tells you to go on. It pushes you even farther up the other wall.",
        ),
        (
            lambda explorer: explorer.values["ask"] == 0,
            {"ask": 0.0},
            "On the floor the slope is 0. So there is no push at all, and you land where the coast throws you.",
        ),
        (
            lambda explorer: _lands(explorer) < -0.1,
            {"ask": -0.3},
            "It lands on the far wall still. The slope there is too small to stop you: ask farther on, where the ground rises more.",
        ),
        (
            lambda explorer: _lands(explorer) > 0.1,
            {"ask": -1.0},
            "Now it is thrown back past the floor. Ask a little less far ahead.",
        ),
    ],
    hints=[
        "Watch the orange arrow. For a soft landing it has to point back, and to be nearly as long as the coast.",
        "The slope points back only on the other side of the floor. How far up must you ask?",
        "Try −0.7.",
    ],
    notice="One question, as before. Only the place is another.",
)


# ---- the swap


def yours(alpha, beta, updates=1500):
    theta, v = np.array([1.0, 1.0]), np.zeros(2)
    path = [theta]
    for t in range(updates):
        coast = beta * v
        theta = theta - coast
        push = alpha * slope(theta)
        theta = theta - push
        v = coast + push
        path.append(theta)
    return np.array(path)


def _given(alpha, beta, updates=1500):
    theta, v = np.array([1.0, 1.0]), np.zeros(2)
    path = [theta]
    for t in range(updates):
        coast = beta * v
        push = alpha * slope(theta)
        theta = theta - coast
        theta = theta - push
        v = coast + push
        path.append(theta)
    return np.array(path)


class _OneQuestion(FunctionExercise):
    """A walk that may ask once in each update, and asks the notebook's own ``slope``: whoever asks more often is not done yet."""

    def _right(self, results, function):
        case, asked = self.cases[0], []
        names = getattr(function, "__globals__", {})
        own = names.get("slope")

        def counted(theta):
            asked.append(theta)
            return own(theta)

        if callable(own):
            names["slope"] = counted
            try:
                self._run(function, case)
            finally:
                names["slope"] = own
        if len(asked) > case["updates"]:
            return not_yet(
                f"The path is right. But you ask for the slope {len(asked)} times in {case['updates']} updates, and once in each is enough. "
                "Which of your answers does the push not use?"
            )
        return super()._right(results, function)


YOURS = _OneQuestion(
    name="yours",
    title="yours",
    notebook="00",
    prompt="Make the walk ask for its slope at the end of its coast.",
    reference=yours,
    method="NAG",
    way=as_in_the_ravine,
    given=_given,
    to_do="Make it ask at the end of the coast",
    returns=("path",),
    cases=CASES,
    landmarks=[
        (START, "After no update the path is the start alone, (1, 1)."),
        (
            ONE_UPDATE,
            "There is no coast before the first step, so it is the push alone: from (1, 1) to (1 − 0.009 · 1, 1 − 0.009 · 100).",
        ),
        (NO_MEMORY, "With a share of 0 there is no coast, so asking at its end is asking where you stand."),
    ],
    hints=[
        "`slope(theta)` asks where `theta` is when that line runs. Where must the walker be by then?",
        "Coast first, then ask.",
        "Exchange the lines `push = ...` and `theta = theta - coast`.",
    ],
    notice="It asks at the end of its coast, and nothing was added: one question for each update, as before.",
)


@YOURS.mistake
def asks_where_it_stands(alpha, beta, updates=1500):
    """The path is still the old one: your push is asked for before the coast is walked. `slope(theta)` asks where `theta` is at that
    moment."""
    return walk(alpha, beta, updates)


@YOURS.mistake
def asks_behind(alpha, beta, updates=1500):
    """You ask at theta + coast, the way you came from. The coast is subtracted: its end is at theta − coast."""
    return walked(lambda theta, v, a, b: (theta - b * v - a * slope(theta + b * v), b * v + a * slope(theta + b * v)))(
        alpha, beta, updates
    )


@YOURS.mistake
def counts_on_all(alpha, beta, updates=1500):
    """You ask at theta − v, where the whole last step would take you. Only the share β of it is certain: ask at theta − coast."""
    return walked(lambda theta, v, a, b: (theta - b * v - a * slope(theta - v), b * v + a * slope(theta - v)))(
        alpha, beta, updates
    )


@YOURS.mistake
def coasts_twice(alpha, beta, updates=1500):
    """You coast twice: once to get to the place where you ask, and once more when you move. Once there, only the push is left."""
    return walked(
        lambda theta, v, a, b: (theta - 2 * b * v - a * slope(theta - b * v), b * v + a * slope(theta - b * v))
    )(alpha, beta, updates)


@YOURS.mistake
def asks_two_coasts_ahead(alpha, beta, updates=1500):
    """You count the coast twice where you ask: `theta` has walked it already, and you take it off once more. Ask at `theta`, there."""
    return walked(
        lambda theta, v, a, b: (theta - b * v - a * slope(theta - 2 * b * v), b * v + a * slope(theta - 2 * b * v))
    )(alpha, beta, updates)


@YOURS.mistake
def goes_back(alpha, beta, updates=1500):
    """You went ahead and asked, and then pushed from where you had been: the coast is never walked. Stay at its end, and push from
    there."""
    return walked(lambda theta, v, a, b: (theta - a * slope(theta - b * v), b * v + a * slope(theta - b * v)))(
        alpha, beta, updates
    )


@YOURS.mistake
def nothing_remembered(alpha, beta, updates=1500):
    """Your walk has no memory: every coast is 0, and every step a push alone. `v` is 0 at the start and stays 0: what is remembered has to be
    the whole step, coast and push."""
    return walk(alpha, 0.0, updates)


@YOURS.mistake
def push_remembered(alpha, beta, updates=1500):
    """You ask in the right place. But what is remembered is the push alone; the step was coast and push."""
    return walked(lambda theta, v, a, b: (theta - b * v - a * slope(theta - b * v), a * slope(theta - b * v)))(
        alpha, beta, updates
    )


@YOURS.mistake
def coast_end_kept(alpha, beta, updates=1500):
    """Your path holds the places where you ask, and not those where you land: the point is put into it before the push."""
    theta, v = np.array([1.0, 1.0]), np.zeros(2)
    path = [theta]
    for _ in range(updates):
        at = theta - beta * v
        path.append(at)
        push = alpha * slope(at)
        theta, v = at - push, beta * v + push
    return np.array(path)


@YOURS.mistake
def asks_twice(alpha, beta, updates=1500):
    """You ask half way along the coast, or in two places and take the mean, which on this ground is the same. Ask once, at the end of
    the coast."""

    def step(theta, v, a, b):
        push = a * (slope(theta) + slope(theta - b * v)) / 2
        return theta - b * v - push, b * v + push

    return walked(step)(alpha, beta, updates)


@YOURS.mistake
def looks_ahead_by_alpha(alpha, beta, updates=1500):
    """You ask at theta − αv. α belongs to slopes, and is in v already. The coast is β times v: ask at its end, theta − coast."""
    return walked(lambda theta, v, a, b: (theta - b * v - a * slope(theta - a * v), b * v + a * slope(theta - a * v)))(
        alpha, beta, updates
    )


@YOURS.mistake
def remembers_another_push(alpha, beta, updates=1500):
    """You push by the slope at the end of the coast, and remember a push that was asked for where the walker stood. Ask once, and use
    this one push for both."""
    return walked(lambda theta, v, a, b: (theta - b * v - a * slope(theta - b * v), b * v + a * slope(theta)))(
        alpha, beta, updates
    )


@YOURS.mistake
def coast_remembered_against_the_push(alpha, beta, updates=1500):
    """The path is right for one update. But what you remember is the coast less the push: both were subtracted from `theta`, so the step
    is their sum."""
    return walked(lambda theta, v, a, b: (theta - b * v - a * slope(theta - b * v), b * v - a * slope(theta - b * v)))(
        alpha, beta, updates
    )


@YOURS.mistake
def push_times_the_rest(alpha, beta, updates=1500):
    """You ask in the right place. But your push is multiplied by 1 − β, as in an average. Here it stays whole."""
    return walked(
        lambda theta, v, a, b: (
            theta - b * v - (1 - b) * a * slope(theta - b * v),
            b * v + (1 - b) * a * slope(theta - b * v),
        )
    )(alpha, beta, updates)


@YOURS.mistake
def asks_the_coast(alpha, beta, updates=1500):
    """Your walk never leaves its start: the slope that you are told is 0. Do you ask at 0, or at `coast`? At the start the coast is 0. It is
    how far you go, and no place: ask where it leads from `theta`, at theta − coast."""
    return walked(lambda theta, v, a, b: (theta - b * v - a * slope(b * v), b * v + a * slope(b * v)))(
        alpha, beta, updates
    )


@YOURS.mistake
def as_frameworks_write_it_again(alpha, beta, updates=1500):
    """That is how PyTorch and Keras write it, and it is your walk, seen from elsewhere: their `theta` is the place where they ask, the end
    of the next coast. Here the path should hold the places where the ball lands."""
    return walked(
        lambda theta, v, a, b: (theta - b * (b * v + a * slope(theta)) - a * slope(theta), b * v + a * slope(theta))
    )(alpha, beta, updates)


@YOURS.mistake
def ends_in_the_first_round_again(alpha, beta, updates=1500):
    """Your path ends after one update: the `return` stands inside the loop, and ends it in the first round. Move it to the left, below
    the `for`."""
    return yours(alpha, beta, 1) if updates else None


@YOURS.mistake
def asks_after_the_push(alpha, beta, updates=1500):
    """You ask where the old walk would land, push included. What is certain is the coast alone."""

    def step(theta, v, a, b):
        push = a * slope(theta - b * v - a * slope(theta))
        return theta - b * v - push, b * v + push

    return walked(step)(alpha, beta, updates)


@YOURS.mistake
def pushes_twice(alpha, beta, updates=1500):
    """You push twice: once by the slope where you stood, and once by the slope at the end of the coast. The second one replaces the first."""

    def step(theta, v, a, b):
        push = a * slope(theta) + a * slope(theta - b * v)
        return theta - b * v - push, b * v + push

    return walked(step)(alpha, beta, updates)


@YOURS.mistake
def in_place_again(alpha, beta, updates=1500):
    """All points of your path are the same one: the last. `theta -= ...` changes the very array that the path holds already; write
    `theta = theta - ...`, which makes a new one."""
    return np.repeat(yours(alpha, beta, updates)[-1:], updates + 1, axis=0)


@YOURS.mistake
def share_of_the_coast(alpha, beta, updates=1500):
    """You look ahead by a share of the coast. The coast is a share already, β times the last step: ask at its end, theta − coast."""
    return walked(
        lambda theta, v, a, b: (theta - b * v - a * slope(theta - b * b * v), b * v + a * slope(theta - b * b * v))
    )(alpha, beta, updates)


# ---- the brake


def share_kept(alpha, beta, lam):
    return beta * (1 - alpha * lam)


SHARE_KEPT = FunctionExercise(
    name="share_kept",
    title="how much is kept",
    notebook="00",
    prompt="You ask at θ − βv, where the slope is λ(θ − βv). Put that into v ← βv + α · slope: which share of its old speed v does the ball "
    "keep?",
    reference=share_kept,
    returns=("share",),
    cases=[
        {"alpha": 0.009, "beta": 0.85, "lam": 100.0},
        {"alpha": 0.009, "beta": 0.85, "lam": 1.0},
        {"alpha": 0.5, "beta": 0.6, "lam": 0.3},
        {"alpha": 0.02, "beta": 0.9, "lam": 70.0},
        {"alpha": 0.1, "beta": 0.7, "lam": -2.0},
    ],
    landmarks=[
        (
            {"alpha": 0.1, "beta": 0.85, "lam": 0.0},
            "On level ground there is no slope, and nothing brakes: the share is β.",
        ),
        (
            {"alpha": 0.01, "beta": 0.85, "lam": 100.0},
            "With α · lam = 1 the push takes away all that is left of the old speed.",
        ),
        ({"alpha": 0.01, "beta": 0.0, "lam": 50.0}, "With β = 0 nothing is kept, whatever the ground."),
    ],
    hints=[
        "Write the slope at theta − βv as lam · theta − lam · β · v.",
        "The new v is βv + α(lam · theta − lam · βv). Which terms hold the old v?",
        "βv − α · lam · βv: take βv out of both.",
    ],
    notice="λ stands in it with a minus: the steeper, the less is kept.",
)


@SHARE_KEPT.mistake
def momentum_keeps(alpha, beta, lam):
    """That is what the old walk keeps, on any ground. Yours asks at theta − βv, and that brings the old v in a second time."""
    return beta


@SHARE_KEPT.mistake
def only_the_slope(alpha, beta, lam):
    """You left out the β of the place where you ask: it is theta − βv, so the second term holds β as well."""
    return beta - alpha * lam


@SHARE_KEPT.mistake
def taken_away(alpha, beta, lam):
    """That is the share that the ground takes away. What is kept is β less that."""
    return alpha * beta * lam


@SHARE_KEPT.mistake
def taken_away_with_its_sign(alpha, beta, lam):
    """That is the second term alone, what the ground takes. The first is missing: the coast itself, β of the old speed."""
    return -alpha * beta * lam


@SHARE_KEPT.mistake
def numbers_of_one_walk(alpha, beta, lam):
    """The numbers 0.85 and 0.009 are those of one walk. Write `beta` and `alpha`, for any."""
    return 0.85 * (1 - 0.009 * lam)


@SHARE_KEPT.mistake
def without_beta(alpha, beta, lam):
    """That is what the ground leaves: it takes αλ away. The coast, which is what it brakes, was only the share β of the old speed."""
    return 1 - alpha * lam


@SHARE_KEPT.mistake
def speeds_up(alpha, beta, lam):
    """The sign of the second term: you ask at theta − βv, so the old v comes into the slope with a minus."""
    return beta * (1 + alpha * lam)


@SHARE_KEPT.mistake
def stopped_at_zero(alpha, beta, lam):
    """You don't let it fall below 0. Where α · lam is above 1 the brake is so strong that it turns the ball round: what is kept of its
    speed is negative then. Return it as it is."""
    return max(0.0, beta * (1 - alpha * lam))


@SHARE_KEPT.mistake
def taken_from_one(alpha, beta, lam):
    """You take the ground's share from 1. Before the ground takes anything, the coast is only β of the old speed: take it from β."""
    return 1 - alpha * beta * lam


@SHARE_KEPT.mistake
def beta_twice(alpha, beta, lam):
    """β comes in once too often. The old v is in βv, and in the slope as −λβv: take βv out of both, and no β stays in the bracket."""
    return beta * (1 - alpha * beta * lam)


@SHARE_KEPT.mistake
def without_sign(alpha, beta, lam):
    """The size is right, but you took away its sign. Where α · lam is above 1 the ball is turned round, and the share is negative."""
    return abs(beta * (1 - alpha * lam))


@SHARE_KEPT.mistake
def without_alpha(alpha, beta, lam):
    """α is missing: the slope enters the step α times."""
    return beta * (1 - lam)


@SHARE_KEPT.mistake
def without_lam(alpha, beta, lam):
    """λ is missing. The slope is λ times the place, so the ground takes α · lam: more where it is steep."""
    return beta * (1 - alpha)
