"""The exercises of notebook 05, NAG against momentum."""

import numpy as np

from nag_helpers import objectives, paths, theory
from nag_helpers.exercises.kinds import ChoiceExercise, DecisionExercise, FunctionExercise, GameExercise
from nag_helpers.optimizers import descend, momentum_step, nesterov_step

# Counting honestly


def settling_step(losses, tolerance):
    for row in range(len(losses)):
        if all(loss <= tolerance for loss in losses[row:]):
            return row
    return -1


SETTLING_CASES = [
    {"losses": np.array([4.0, 2.0, 1.0, 0.5]), "tolerance": 1.0},
    {"losses": np.array([4.0, 0.5, 3.0, 0.4, 2.0, 0.3, 0.2]), "tolerance": 1.0},
    {"losses": np.array([4.0, 0.5, 2.0, 3.0]), "tolerance": 1.0},
    {"losses": np.array([0.3, 0.2, 0.1]), "tolerance": 1.0},
    {"losses": np.array([4.0, 0.5, np.nan, np.nan]), "tolerance": 1.0},
    {"losses": np.array([4.0, np.nan, 0.5, 0.25]), "tolerance": 1.0},
    {"losses": np.array([4.0, 0.5, 0.4, 3.0, 0.5]), "tolerance": 1.0},
    {"losses": np.array([4.0, 3.0, 0.5]), "tolerance": 1.0},
    {"losses": np.array([4.0, 3.0, 2.0, 1.5]), "tolerance": 1.0},
    {"losses": np.array([4.0, 0.5, 0.75, 0.25, 0.5]), "tolerance": 1.0},
    {"losses": np.array([4.0, 2.0, -3.0, -5.0]), "tolerance": 1.0},
    {"losses": np.array([9.0, np.inf, 3, 1]), "tolerance": 1.0},
]

SETTLING_STEP = FunctionExercise(
    name="settling_step",
    title="settling",
    notebook="05",
    prompt="Return the first row from which the losses stay at or below the tolerance; −1 if there is none.",
    reference=settling_step,
    returns=("row",),
    cases=SETTLING_CASES,
    landmarks=[
        (
            {"losses": np.array([0.5, 0.4]), "tolerance": 1.0},
            "Losses that are never above the tolerance have settled from the start on.",
        ),
        (
            {"losses": np.array([5.0, 4.0]), "tolerance": 1.0},
            "Losses that are always above the tolerance never settle.",
        ),
        (
            {"losses": np.array([5.0, 0.5]), "tolerance": 1.0},
            "Only row 1, the last one, is below the tolerance, and nothing comes after it.",
        ),
        (
            {"losses": np.array([0.5, 5.0]), "tolerance": 1.0},
            "The last loss is above the tolerance, so it has not settled.",
        ),
        (
            {"losses": np.array([0.5, 5.0, 0.5]), "tolerance": 1.0},
            "Row 1 is the last one above the tolerance, so the run settles at row 2.",
        ),
        (
            {"losses": np.array([5.0, 0.1, 1.5, 0.1]), "tolerance": 1.0},
            "Row 2 is above the tolerance, though the mean from row 1 on is not. So the run settles at row 3.",
        ),
        (
            {"losses": np.array([5.0, 0.5, 0.6, 0.4]), "tolerance": 1.0},
            "From row 1 on all losses are below the tolerance, though the loss rises once.",
        ),
    ],
    hints=[
        "It is easier from the other end. Which row is the last one above the tolerance?",
        "The run settles one row after the last row that is not at or below the tolerance. If there is no such row, it settles at row 0.",
        "`above = np.flatnonzero(~(np.asarray(losses) <= tolerance))` holds those rows. If the last row is among them, return −1.",
    ],
    edges=[
        (
            {"losses": np.array([]), "tolerance": 1.0},
            "Where there are no losses there is no row 0, and nothing has settled.",
        ),
        ({"losses": np.array([0.5]), "tolerance": 1.0}, "A single loss below the tolerance has settled at row 0."),
        (
            {"losses": np.array([4, 0, 2, 0, 0]), "tolerance": 0.0},
            "A loss of 0 is at or below a tolerance of 0, and stays there from row 3 on.",
        ),
    ],
    notice="With `~(losses <= tolerance)` instead of `losses > tolerance`, the NaN of a diverged run counts as above.",
)


@SETTLING_STEP.mistake
def first_time_below(losses, tolerance):
    """You count the first time below the tolerance. A run that oscillates can dip below by luck and climb out again.
    From which row on does it stay below?"""
    return paths.first_step_below(losses, tolerance)


@SETTLING_STEP.mistake
def last_time_above(losses, tolerance):
    """That is the last row above the tolerance. The run has settled from the next row on."""
    above = np.flatnonzero(~(np.asarray(losses) <= tolerance))
    return above[-1] if len(above) else -1


@SETTLING_STEP.mistake
def one_row_before_it_settles(losses, tolerance):
    """Where the losses settle after being too high, you return the last row that was too high. They have settled from the next row on."""
    row = settling_step(losses, tolerance)
    return row - 1 if row > 0 else row


@SETTLING_STEP.mistake
def length_if_never(losses, tolerance):
    """If the last loss is still above the tolerance, you return the row after the end. Such a run has not settled:
    return −1."""
    above = np.flatnonzero(~(np.asarray(losses) <= tolerance))
    return above[-1] + 1 if len(above) else 0


@SETTLING_STEP.mistake
def settled_from_the_start_forgotten(losses, tolerance):
    """If the losses are never above the tolerance, they settle at row 0: return 0, not −1."""
    row = settling_step(losses, tolerance)
    return -1 if row == 0 else row


@SETTLING_STEP.mistake
def after_the_last_that_is_larger(losses, tolerance):
    """You go back from the end to the last loss above the tolerance, and return the next row. Two things: after the last row there is no
    next, so return −1 there; and a NaN is not above anything, so ask `not loss <= tolerance`."""
    return next((row + 1 for row in range(len(losses) - 1, -1, -1) if losses[row] > tolerance), 0)


@SETTLING_STEP.mistake
def loss_for_row(losses, tolerance):
    """You return the loss of the row that you found. Asked for is its number."""
    row = settling_step(losses, tolerance)
    return losses[row] if row >= 0 else -1


@SETTLING_STEP.mistake
def relative_to_the_start(losses, tolerance):
    """You multiply the tolerance by the first loss. It is to be compared with the losses as it is."""
    return settling_step(losses, tolerance * losses[0]) if len(losses) else -1


@SETTLING_STEP.mistake
def infinite_row_if_never(losses, tolerance):
    """Where the losses settle you are right. Where they never do, you return infinity: asked for is −1."""
    row = settling_step(losses, tolerance)
    return row if row >= 0 else np.inf


@SETTLING_STEP.mistake
def size_for_loss(losses, tolerance):
    """You take `abs` of the losses, and a loss far below 0 counts as large. Compare the losses themselves with the tolerance: −5 is below
    1."""
    return settling_step(np.abs(losses), tolerance)


@SETTLING_STEP.mistake
def as_if_it_only_fell(losses, tolerance):
    """You search as if the losses only fell (`np.searchsorted` needs that, and so does any search by halves). A run swings: go through all
    rows."""
    row = int(np.searchsorted(-np.asarray(losses), -tolerance))
    return row if row < len(losses) else -1


@SETTLING_STEP.mistake
def one_row_late(losses, tolerance):
    """Your answer is one row too far. Count rows from 0, the start."""
    row = settling_step(losses, tolerance)
    return row if row < 0 else row + 1


@SETTLING_STEP.mistake
def strictly_below(losses, tolerance):
    """A loss equal to the tolerance counts as settled: compare with `<=`."""
    return settling_step(losses, np.nextafter(tolerance, 0))


@SETTLING_STEP.mistake
def counted_from_the_end(losses, tolerance):
    """You return for how many rows the run has been settled. From which row on is it settled?"""
    row = settling_step(losses, tolerance)
    return row if row < 0 else len(losses) - row


@SETTLING_STEP.mistake
def rows_below_counted(losses, tolerance):
    """You count the rows below the tolerance. Return the first row from which all the losses stay at or below it."""
    return np.sum(np.asarray(losses) <= tolerance)


@SETTLING_STEP.mistake
def rows_above_counted(losses, tolerance):
    """You count the rows above the tolerance. If the run dips below and climbs out again, that is too few."""
    above = ~(np.asarray(losses) <= tolerance)
    return -1 if above[-1] else np.sum(above)


@SETTLING_STEP.mistake
def nan_settles(losses, tolerance):
    """You count a diverged run, whose losses are NaN, as settled. (`NaN > tolerance` is False, and `np.nanmax` leaves
    NaN out.) Test `loss <= tolerance` instead: for NaN that is False too."""
    above = np.flatnonzero(np.asarray(losses) > tolerance)
    first = above[-1] + 1 if len(above) else 0
    return first if first < len(losses) else -1


@SETTLING_STEP.mistake
def never_after_infinity(losses, tolerance):
    """You return −1 for every run that holds an infinite loss or NaN. It may come back, and settle: what counts is the rows after the last
    one that is too high."""
    return settling_step(losses, tolerance) if np.isfinite(losses).all() else -1


@SETTLING_STEP.mistake
def last_run_alone(losses, tolerance):
    """You return the last row, if its loss is small. From which row on are all losses small?"""
    return len(losses) - 1 if losses[-1] <= tolerance else -1


@SETTLING_STEP.mistake
def smallest_loss(losses, tolerance):
    """That is the row of the smallest loss. Return the first row from which all losses are at or below the
    tolerance."""
    return np.argmin(losses)


@SETTLING_STEP.mistake
def smallest_loss_or_none(losses, tolerance):
    """That is the row of the smallest loss, or the first of several equal ones. Return the first row from which all
    losses are at or below the tolerance."""
    return np.argmin(losses) if np.min(losses) <= tolerance else -1


@SETTLING_STEP.mistake
def must_fall(losses, tolerance):
    """You also require the loss to fall from there on. It may rise again, as long as it stays at or below the
    tolerance."""
    rows = range(len(losses))
    return next((i for i in rows if losses[i] <= tolerance and all(loss < losses[i] for loss in losses[i + 1 :])), -1)


@SETTLING_STEP.mistake
def two_rows_suffice(losses, tolerance):
    """You require only that the next loss is small too. All of them have to be small, to the end."""
    rows = range(len(losses) - 1)
    return next((i for i in rows if losses[i] <= tolerance and losses[i + 1] <= tolerance), -1)


@SETTLING_STEP.mistake
def any_for_all(losses, tolerance):
    """You accept a row if any of the losses from there on is small. All of them have to be."""
    return 0 if (np.asarray(losses) <= tolerance).any() else -1


@SETTLING_STEP.mistake
def first_time_above(losses, tolerance):
    """You go by the first loss above the tolerance. Go by the last one: the run settles in the row after it."""
    above = np.flatnonzero(~(np.asarray(losses) <= tolerance))
    return above[0] + 1 if len(above) else 0


@SETTLING_STEP.mistake
def never_after_a_nan(losses, tolerance):
    """You return −1 as soon as there is a NaN anywhere. A run may be NaN for a while and settle afterwards: a NaN is one more row that is not
    below."""
    return -1 if np.isnan(losses).any() else settling_step(losses, tolerance)


WHICH_WINS = ChoiceExercise(
    name="which_wins",
    title="which wins?",
    notebook="05",
    prompt="In each of the settings A to D, which settles below 1e-8 in fewer steps, momentum or NAG?",
    reference={"A": "NAG", "B": "momentum", "C": "momentum", "D": "momentum"},
    options=("momentum", "NAG"),
    again={
        "A": "with β = 0.9 momentum swings across the ravine, and it takes NAG's look-ahead to damp that. Count the settling steps.",
        "B": "with β = 0.5 hardly anything swings, and there the look-ahead only brakes. Count the settling steps: they are close.",
        "C": "is α = 0.014 within NAG's stable learning rates at β = 0.9? A run that diverges never settles.",
        "D": "each method has its own best tuning there, and on a quadratic momentum's best is the faster one.",
    },
    working="settling steps on the ravine, momentum and NAG:\n"
    "A 211 and 157, B 431 and 436, C 215 and never (diverged), D 81 and 94",
    hints=[
        "Run `descend` with both steps in each setting, and take `settling_step(path.loss, 1e-8)` with enough steps.",
        "Watch for −1: that run never settles. Is C within NAG's stable learning rates, (2 + 2β)/(1 + 2β)/L?",
        "In B the momentum is low and nothing oscillates, so NAG's brake only costs steps. In D each method has its best.",
    ],
    mistakes=[
        (
            {"A": "NAG", "B": "NAG", "C": "NAG", "D": "NAG"},
            (
                "You expect NAG to win all four, but it wins only one. Measure them: in one hardly anything swings, "
                "one is beyond NAG's stable learning rates, and in one momentum may use its own best tuning."
            ),
        ),
        (
            {"A": "momentum", "B": "momentum", "C": "momentum", "D": "momentum"},
            "Momentum is not always ahead: with β = 0.9 it oscillates in A, and NAG's look-ahead damps that.",
        ),
        (
            {"A": "NAG", "B": "NAG", "C": "momentum", "D": "momentum"},
            "A, C and D are right. In B hardly anything oscillates: there the look-ahead's brake costs a few steps.",
        ),
        (
            {"A": "NAG", "B": "momentum", "C": "NAG", "D": "momentum"},
            "A, B and D are right. In C the learning rate is 1.4/L; at β = 0.9 NAG is stable only below 1.357/L.",
        ),
        (
            {"A": "NAG", "B": "momentum", "C": "momentum", "D": "NAG"},
            (
                "A, B and C are right. In D each method has its own best tuning, and on a quadratic momentum's best is the "
                "faster one."
            ),
        ),
        (
            {"A": "momentum", "B": "NAG", "C": "NAG", "D": "NAG"},
            "Each of the four is the other way round. Did you take the method with more steps as the winner?",
        ),
    ],
    notice="NAG wins one and momentum three. Which of them is faster depends on the setting.",
)


# The limit, a decision, and the game


def nag_limit(beta, L):
    return (2 + 2 * beta) / ((1 + 2 * beta) * L)


NAG_LIMIT = FunctionExercise(
    name="nag_limit",
    title="the limit as a function",
    notebook="05",
    prompt="Return the learning rate at which NAG stops converging, from β and the largest curvature L.",
    reference=nag_limit,
    returns=("limit",),
    cases=[{"beta": 0.6, "L": 2.0}, {"beta": 0.0, "L": 10.0}, {"beta": 0.9, "L": 100.0}],
    landmarks=[
        ({"beta": 0.0, "L": 4.0}, "At β = 0 NAG is gradient descent, whose limit is 2/L, with L = 4."),
        ({"beta": 1.0, "L": 1.0}, "At β = 1 and L = 1 the root −1 needs a = 2 + 2(1 − a), so a = 4/3."),
        ({"beta": 0.5, "L": 1.0}, "At β = ½ and L = 1 the root −1 needs a = 2 + (1 − a), so a = 3/2."),
    ],
    hints=[
        "Put in q_t = (−1)^t and divide by (−1)^t: what is left is −1 = 1 − a + 2m.",
        "It gives a = 2 + 2m, and with NAG m = β(1 − a). Collect the terms with a.",
        "a(1 + 2β) = 2 + 2β, and a = αL. Solve for α.",
    ],
    notice="At β = 0 it is gradient descent's 2/L, and for β near 1 it comes down to 4/(3L).",
)


@NAG_LIMIT.mistake
def _limit_of_gradient_descent(beta, L):
    """2/L is gradient descent's limit. NAG's is smaller, because along a steep direction its look-ahead overshoots too. Put
    q = 1, −1, 1, … into the equation with m = β(1 − a)."""
    return 2 / L


@NAG_LIMIT.mistake
def _limit_of_momentum(beta, L):
    """2(1 + β)/L is momentum's limit. For NAG the kept share m is β(1 − a), so a stands on both sides of a = 2 + 2m:
    solve for it."""
    return 2 * (1 + beta) / L


@NAG_LIMIT.mistake
def _limit_without_curvature(beta, L):
    """That is the limit of the product αL. The learning rate itself is L times smaller."""
    return (2 + 2 * beta) / (1 + 2 * beta)


@NAG_LIMIT.mistake
def _limit_times_curvature(beta, L):
    """You multiplied by L. The steeper the bowl, the smaller the learning rate must be: divide."""
    return (2 + 2 * beta) / (1 + 2 * beta) * L


@NAG_LIMIT.mistake
def _limit_for_beta_near_one(beta, L):
    """4/(3L) is what the limit comes down to as β goes to 1. For other β NAG allows a little more."""
    return 4 / (3 * L)


@NAG_LIMIT.mistake
def _limit_with_the_other_sign(beta, L):
    """A sign was lost in the numerator: a = 2 + 2β(1 − a) gives a(1 + 2β) = 2 + 2β."""
    return (2 - 2 * beta) / ((1 + 2 * beta) * L)


@NAG_LIMIT.mistake
def _limit_of_the_other_root(beta, L):
    """You put q = 1, 1, 1, … into the equation, or lost two signs: 2(1 − β)/L. With q = 1, −1, 1, … it is −1 = (1 − a + m) + m for the first
    step, with a minus on the left."""
    return 2 * (1 - beta) / L


@NAG_LIMIT.mistake
def _limit_with_one_beta(beta, L):
    """Under the bar β stands twice: a = 2 + 2β(1 − a) has 2βa on its right, so a(1 + 2β) = 2 + 2β."""
    return 2 / ((1 + beta) * L)


@NAG_LIMIT.mistake
def _limit_with_a_minus_under_the_bar(beta, L):
    """Under the bar a sign is wrong: −2βa comes to the left with a plus, a(1 + 2β) = 2 + 2β."""
    return 2 * (1 + beta) / ((1 - 2 * beta) * L)


@NAG_LIMIT.mistake
def _limit_with_both_signs(beta, L):
    """Two signs are wrong, above and under the bar. From a = 2 + 2β(1 − a) comes a(1 + 2β) = 2 + 2β."""
    return 2 * (1 - beta) / ((1 - 2 * beta) * L)


@NAG_LIMIT.mistake
def _limit_with_one_beta_above(beta, L):
    """In the numerator a factor 2 is missing: a = 2 + 2m with m = β(1 − a) gives a(1 + 2β) = 2 + 2β, with a 2 before β on both sides."""
    return (2 + beta) / ((1 + 2 * beta) * L)


@NAG_LIMIT.mistake
def _limit_upside_down(beta, L):
    """Your fraction stands on its head. From a(1 + 2β) = 2 + 2β comes a = (2 + 2β)/(1 + 2β)."""
    return (1 + 2 * beta) / (2 + 2 * beta) / L


@NAG_LIMIT.mistake
def _limit_of_the_shelf(beta, L):
    """(1 + √β)²/L is the end of momentum's shelf, where it begins to swing from side to side. The limit of stability is another: put
    q = 1, −1, 1, … into the equation."""
    return (1 + np.sqrt(beta)) ** 2 / L


@NAG_LIMIT.mistake
def _limit_rounded_down(beta, L):
    """`//` drops what is behind the decimal point. Divide with `/`."""
    return 2 * (1 + beta) // (1 + 2 * beta) / L


@NAG_LIMIT.mistake
def _limit_with_half_a_numerator(beta, L):
    """In the numerator 2β is missing: a(1 + 2β) = 2 + 2β. At β = 0.5 your limit is a third below the true one."""
    return 2 / ((1 + 2 * beta) * L)


@NAG_LIMIT.mistake
def _limit_without_brackets(beta, L):
    """Brackets are missing: Python divides before it adds. Write `(2 + 2 * beta) / (1 + 2 * beta)`, and divide that by L."""
    return (2 + 2 * beta / (1 + 2 * beta)) / L


@NAG_LIMIT.mistake
def _limit_without_any_brackets(beta, L):
    """Your 2 stands alone, and only 2β is divided: brackets are missing. `(2 + 2 * beta)` is divided by (1 + 2β) and by L."""
    return 2 + 2 * beta / (1 + 2 * beta) / L


@NAG_LIMIT.mistake
def _limit_with_curvature_once(beta, L):
    """You put α for one of the two a. In m, too, it is a = αL: from a = 2 + 2β(1 − a) comes a, and α is a/L."""
    return 2 * (1 + beta) / (L + 2 * beta)


@NAG_LIMIT.mistake
def _limit_for_a_safe_step(beta, L):
    """1/L is a safe learning rate. The limit is larger: put q = 1, −1, 1, … into the equation."""
    return 1 / L


@NAG_LIMIT.mistake
def _limit_with_friction(beta, L):
    """Your limit rises with β, beyond 2/L. NAG's falls: along a steep direction its look-ahead overshoots too."""
    return 2 / (L * (1 - beta))


@NAG_LIMIT.mistake
def _limit_twice_too_small(beta, L):
    """Your limit is half the right one, as if the numerator were 1 + β. Check a(1 + 2β) = 2 + 2β."""
    return (1 + beta) / ((1 + 2 * beta) * L)


STEEPEST = (80, 90, 100, 110, 120, 130)
UPDATES, MOST = 400, 100
STEPS = {"momentum": momentum_step, "NAG": nesterov_step}


def _slowest(method, alpha, beta):
    """Return the updates to 1e-8 of the start's height on the slowest of the ravines; infinite if it does not arrive on one."""
    counts = []
    for steepest in STEEPEST:
        loss = descend(STEPS[method], objectives.quadratic((1, steepest)), alpha=alpha, beta=beta, steps=UPDATES).loss
        counts.append(paths.settling_step(loss, 1e-8 * loss[0]))
    return np.inf if min(counts) < 0 else max(counts)


def _out_of_range(decided):
    return not all(0 < alpha < 0.2 and 0 <= beta < 1 for alpha, beta in decided.values())


def _too_steep(method):
    def holds(decided):
        alpha, beta = decided[method]
        return alpha * max(STEEPEST) >= theory.stability_limit(method, beta)

    return holds


def _too_slow(method):
    return lambda decided: _slowest(method, *decided[method]) > MOST


ROBUST = {"momentum": (0.0239, 0.72), "NAG": (0.0091, 0.84)}
SURVIVES_EVERY_L = DecisionExercise(
    name="survives_every_L",
    title="one setting for every L",
    notebook="05",
    prompt="Decide on one (α, β) for each method that arrives on every L from 80 to 130, within 100 updates.",
    reference=ROBUST,
    pair="(α, β)",
    working="beyond L = 130 nothing may stand: αL < 2(1 + β) for momentum, (2 + 2β)/(1 + 2β) for NAG, with L = 130;\n"
    "a little less than that, and of the β that are left the one whose slowest ravine is fastest",
    hints=[
        "Which of the six ravines forbids the most? It decides how large α may be for a β. Stay a tenth below that.",
        "With little β the run creeps along the ravine; with much it swings, and a swing keeps √β of its height. "
        "Between the two lies a β at which neither takes long. On which side of it is yours?",
        "`for beta in np.arange(0.6, 0.95, 0.05):` put α = 0.9 × `theory.stability_limit(method, beta)` / 130, and print "
        "the slowest of the six.",
    ],
    mistakes=[
        (
            _out_of_range,
            {"momentum": (0.72, 0.0239), "NAG": (0.5, 1.2)},
            "Each pair is (α, β), in this order: α is above 0 and small, far below 0.2 on grounds as steep as these, and β goes from 0 to less "
            "than 1.",
        ),
        (
            _too_steep("momentum"),
            ROBUST | {"momentum": (0.033, 0.669)},
            "At L = 130 your momentum stands beyond the line. Which of your two numbers did the line forbid?",
        ),
        (
            _too_steep("NAG"),
            ROBUST | {"NAG": (0.0133, 0.793)},
            "At L = 130 your NAG stands beyond the line, (2 + 2β)/(1 + 2β). It needs a smaller α than momentum does.",
        ),
        (
            _too_slow("momentum"),
            ROBUST | {"momentum": (0.005, 0.5)},
            "Your momentum is within the line on every ravine, but not on every one does it arrive within 100 updates. Look at the slowest: does it creep there, or swing?",
        ),
        (
            _too_slow("NAG"),
            ROBUST | {"NAG": (0.005, 0.95)},
            "Your NAG is within the line on every ravine, but not on every one does it arrive within 100 updates. Look at the slowest: does it creep there, or swing?",
        ),
    ],
    notice="What is safe on all six ravines need not be slow on any: our own decision needs at most 60 updates with momentum, and 66 with NAG.",
)


def _flew(method):
    return lambda game: game.results["you"][method].flew >= 10


def _under_way(method):
    return lambda game: game.results["you"][method].under_way >= 10


GOOD = {"momentum": (0.15, 0.7), "NAG": (0.05, 0.86)}  # on the ground of the code word
BEAT_A_THOUSAND = GameExercise(
    name="beat_a_thousand",
    title="beat a thousand runs",
    notebook="05",
    prompt="Play the game to its end, and score more than Hana, who had a thousand runs.",
    game_name="second",
    rival="Hana",
    code="otter",
    reference=GOOD,
    hints=[
        "Where did Hana's crosses come from? Her setting was the fastest of a thousand, from one start, on one ground.",
        "Look for the α at which your runs begin to fly, and hand in one that is clearly smaller, even if it takes longer.",
        "Begin at β = 0.9. Multiply α by three until it flies, and look for the edge between. At the α that arrived first try β = 0.8, "
        "0.95 and 0.7, and hand in the fastest of all with its α divided by 1.5.",
    ],
    mistakes=[
        (
            _flew("momentum"),
            GOOD | {"momentum": (0.26, 0.64), "NAG": (0.01, 0.9)},
            "Your momentum flew for ten of the hundred or more, and each of those cost 400. Which of your runs stood beside it, and at what α did they fly?",
        ),
        (
            _flew("NAG"),
            {"momentum": (0.02, 0.9), "NAG": (0.1, 0.86)},
            "Your NAG flew for ten of the hundred or more, and each of those cost 400. NAG's cliff stands at a much smaller α than momentum's.",
        ),
        (
            _under_way("momentum"),
            GOOD | {"momentum": (0.003, 0.9)},
            "Your momentum was safe and did not get there: ten of the hundred or more were still under way. A run that nobody loses earns nothing if it does not arrive.",
        ),
        (
            _under_way("NAG"),
            GOOD | {"NAG": (0.003, 0.9)},
            "Your NAG was safe and did not get there: ten of the hundred or more were still under way. A run that nobody loses earns nothing if it does not arrive.",
        ),
        (
            lambda game: True,
            {"momentum": (0.012, 0.9), "NAG": (0.0105, 0.9)},
            "Nearly all of your hundred arrived, and Hana's faster walks still earned more. How far below the cliff do you have to stay?",
        ),
    ],
    notice="Twelve runs at most, and you were ahead of a thousand. Was it your search, or what you did with its result?",
)


# A bug hunt: the comparison to repair


def given_comparison(steps_needed, alphas, betas):
    momentum = steps_needed("momentum", alphas[0], betas[0])
    nag = min(steps_needed("NAG", alpha, beta) for alpha in alphas for beta in betas)
    return {"momentum": momentum, "NAG": nag}


def fair_comparison(steps_needed, alphas, betas):
    fewest = {}
    for method in ("momentum", "NAG"):
        counts = [steps_needed(method, alpha, beta) for alpha in alphas for beta in betas]
        settled = [count for count in counts if count >= 0]
        fewest[method] = min(settled) if settled else -1
    return fewest


class Counts:
    """Steps needed for each method and setting, looked up in a table."""

    def __init__(self, momentum, nag):
        self.counts = {"momentum": momentum, "NAG": nag}
        self.__doc__ = f"a table: momentum {momentum}, NAG {nag} (rows α, columns β)"

    def __call__(self, method, alpha, beta):
        if method not in self.counts or alpha not in GRID["alphas"] or beta not in GRID["betas"]:
            raise ValueError(
                f"steps_needed(method, alpha, beta) knows the methods momentum and NAG and the settings of the grid, not "
                f"{method!r}, {alpha!r}, {beta!r}"
            )
        return self.counts[method][GRID["alphas"].index(alpha)][GRID["betas"].index(beta)]


GRID = {"alphas": [0.01, 0.02], "betas": [0.5, 0.8, 0.9]}

COMPARISON_CASES = [
    dict(steps_needed=Counts([[400, 200, 310], [240, 81, 150]], [[410, 300, 250], [150, 190, -1]]), **GRID),
    dict(steps_needed=Counts([[-1, 90, 85], [120, 115, 110]], [[300, 95, 99], [250, 90, 140]]), **GRID),
    dict(steps_needed=Counts([[-1, -1, -1], [-1, -1, -1]], [[-1, -1, 180], [130, -1, 170]]), **GRID),
    dict(steps_needed=Counts([[40, 30, 35], [0, 20, 25]], [[35, 50, 0], [25, 45, 55]]), **GRID),
    dict(
        steps_needed=Counts([[-1, -1, 3 * 10**12], [-1, -1, -1]], [[5 * 10**12, -1, 4 * 10**12], [-1, -1, -1]]), **GRID
    ),
]

_SIX_EACH = Counts([[5, 8, 9], [4, 7, 3]], [[5, 6, 2], [4, 6, 6]])
FAIR_COMPARISON = FunctionExercise(
    name="fair_comparison",
    title="a fair comparison",
    notebook="05",
    prompt="Repair fair_comparison, which should give each method its best setting from the grid.",
    reference=fair_comparison,
    given=given_comparison,
    returns=("momentum", "NAG"),
    cases=COMPARISON_CASES,
    landmarks=[
        (
            dict(steps_needed=Counts([[7, 7, 7], [7, 7, 7]], [[9, 9, 9], [9, 9, 9]]), **GRID),
            "If momentum takes 7 steps and NAG 9 in every setting, these are the fewest.",
        ),
        (
            dict(steps_needed=Counts([[9, 9, 9], [9, 9, 9]], [[7, 7, 7], [7, 7, 7]]), **GRID),
            "If momentum takes 9 steps and NAG 7 in every setting, these are the fewest.",
        ),
        (
            dict(steps_needed=Counts([[-1, -1, -1], [-1, -1, -1]], [[-1, -1, -1], [-1, -1, -1]]), **GRID),
            "If no setting settles, the answer is −1 for both.",
        ),
        (
            dict(steps_needed=Counts([[-1, 8, -1], [-1, -1, -1]], [[-1, -1, -1], [-1, -1, 6]]), **GRID),
            "If only one setting settles, it is the best: 8 steps for momentum, 6 for NAG.",
        ),
        (
            dict(steps_needed=_SIX_EACH, **GRID),
            "The smallest of momentum's six counts is 3, that of NAG's six is 2.",
        ),
    ],
    hints=[
        "How many settings may momentum try, and how many NAG?",
        "And what does `min` make of the −1 of a run that never settles?",
        (
            "For each method: collect the counts over the whole grid, keep those that are not −1, and take the smallest, or "
            "−1 if none is left."
        ),
    ],
    edges=[
        (
            {"steps_needed": _SIX_EACH, "alphas": [0.02, 0.01], "betas": [0.9, 0.5, 0.8]},
            "The grid is the same in another order, and so is the answer: 3 for momentum, 2 for NAG.",
        ),
        (
            {"steps_needed": _SIX_EACH, "alphas": [0.02], "betas": [0.8]},
            "Where there is one setting to try, its counts are the fewest: 7 for momentum, 6 for NAG.",
        ),
        (
            {"steps_needed": _SIX_EACH, "alphas": [], "betas": []},
            "Where there is nothing to try, none arrives: −1 for both.",
        ),
    ],
    notice="Every comparison in a paper deserves these two questions: who was tuned, and what happened to the failures?",
)


def _counts(steps_needed, method, alphas, betas):
    return [steps_needed(method, alpha, beta) for alpha in alphas for beta in betas]


@FAIR_COMPARISON.mistake
def never_settled_wins(steps_needed, alphas, betas):
    """Both are tuned now. But a run that never settles counts as −1, and −1 is the smallest of all: leave those out before
    you take the minimum."""
    return {method: min(_counts(steps_needed, method, alphas, betas)) for method in ("momentum", "NAG")}


def _fewest(steps_needed, method, alphas, betas):
    return min((count for count in _counts(steps_needed, method, alphas, betas) if count >= 0), default=-1)


@FAIR_COMPARISON.mistake
def momentum_not_tuned(steps_needed, alphas, betas):
    """NAG is treated as it should be now. But momentum still gets a single setting, and NAG may choose from the whole grid."""
    return {
        "momentum": steps_needed("momentum", alphas[0], betas[0]),
        "NAG": _fewest(steps_needed, "NAG", alphas, betas),
    }


@FAIR_COMPARISON.mistake
def neither_tuned(steps_needed, alphas, betas):
    """Now neither is tuned: both get the first setting. Give both the whole grid."""
    return {method: steps_needed(method, alphas[0], betas[0]) for method in ("momentum", "NAG")}


@FAIR_COMPARISON.mistake
def tuning_shared(steps_needed, alphas, betas):
    """You give momentum the setting that is best for NAG. Each method needs its own best setting, and the two
    differ."""
    best = min(
        (
            (steps_needed("NAG", alpha, beta), alpha, beta)
            for alpha in alphas
            for beta in betas
            if steps_needed("NAG", alpha, beta) >= 0
        ),
        default=(-1, alphas[0], betas[0]),
    )
    return {"momentum": steps_needed("momentum", *best[1:]), "NAG": best[0]}


@FAIR_COMPARISON.mistake
def nag_takes_momentums_setting(steps_needed, alphas, betas):
    """You give NAG the setting that is best for momentum. Each method needs its own best setting, and the two differ."""
    pairs = [(steps_needed("momentum", alpha, beta), alpha, beta) for alpha in alphas for beta in betas]
    settled = [pair for pair in pairs if pair[0] >= 0]
    if not settled:
        return {"momentum": -1, "NAG": -1}
    best = min(settled)
    return {"momentum": best[0], "NAG": steps_needed("NAG", *best[1:])}


@FAIR_COMPARISON.mistake
def momentum_alone_tuned(steps_needed, alphas, betas):
    """You turned the slide round: now momentum has the whole grid, and NAG the first setting. That is as unfair, for the other side. Give
    both the whole grid, without the −1."""
    return {
        "momentum": min(_counts(steps_needed, "momentum", alphas, betas)),
        "NAG": steps_needed("NAG", alphas[0], betas[0]),
    }


@FAIR_COMPARISON.mistake
def momentum_alone_tuned_and_cleaned(steps_needed, alphas, betas):
    """You turned the slide round: now momentum has the whole grid, and NAG the first setting. That is as unfair, for the other side."""
    return {
        "momentum": _fewest(steps_needed, "momentum", alphas, betas),
        "NAG": steps_needed("NAG", alphas[0], betas[0]),
    }


@FAIR_COMPARISON.mistake
def never_is_one_step(steps_needed, alphas, betas):
    """`abs` makes a run of one step of the −1, and that wins. −1 is no count: leave those out before you take the minimum."""
    return {method: min(map(abs, _counts(steps_needed, method, alphas, betas))) for method in ("momentum", "NAG")}


@FAIR_COMPARISON.mistake
def many_steps_taken_for_never(steps_needed, alphas, betas):
    """A number of your own, such as 1000 or 10⁹, stands for "never", and a run that takes more steps than that is lost. Leave the −1 out
    and ask whether anything is left, or take `float("inf")`."""
    fewest = fair_comparison(steps_needed, alphas, betas)
    return {method: count if count < 10**12 else -1 for method, count in fewest.items()}


@FAIR_COMPARISON.mistake
def one_setting_for_both(steps_needed, alphas, betas):
    """You look for one setting that suits both together. Each method should have its own best setting; the two need not be the same."""
    pairs = [(alpha, beta) for alpha in alphas for beta in betas]
    if not pairs:
        return {"momentum": -1, "NAG": -1}
    best = min(pairs, key=lambda pair: steps_needed("momentum", *pair) + steps_needed("NAG", *pair))
    return {method: steps_needed(method, *best) for method in ("momentum", "NAG")}


@FAIR_COMPARISON.mistake
def zero_if_never(steps_needed, alphas, betas):
    """Both are tuned fairly. But for a method that settles nowhere on the grid you return 0, which would be the best of all. Return −1."""
    fewest = fair_comparison(steps_needed, alphas, betas)
    return {method: max(count, 0) for method, count in fewest.items()}


@FAIR_COMPARISON.mistake
def first_that_settles(steps_needed, alphas, betas):
    """You take the first setting that settles. A later one may be faster: go through the whole grid, and take the fewest steps."""
    return {
        method: next((count for count in _counts(steps_needed, method, alphas, betas) if count >= 0), -1)
        for method in ("momentum", "NAG")
    }


@FAIR_COMPARISON.mistake
def sum_of_the_settled(steps_needed, alphas, betas):
    """You add up all counts. Each method should have its best setting: the fewest steps."""
    return {
        method: sum(c for c in _counts(steps_needed, method, alphas, betas) if c >= 0) for method in ("momentum", "NAG")
    }


@FAIR_COMPARISON.mistake
def middle_of_the_settled(steps_needed, alphas, betas):
    """You take the middle one of the counts. Each method should have its best setting: the fewest steps."""
    kept = {
        method: [c for c in _counts(steps_needed, method, alphas, betas) if c >= 0] for method in ("momentum", "NAG")
    }
    return {method: np.median(counts) if counts else -1 for method, counts in kept.items()}


@FAIR_COMPARISON.mistake
def first_alpha_that_settles(steps_needed, alphas, betas):
    """You stop at the first α with which anything settles. A later one may be faster: go through the whole grid."""
    fewest = {}
    for method in ("momentum", "NAG"):
        of_each = [_fewest(steps_needed, method, [alpha], betas) for alpha in alphas]
        fewest[method] = next((count for count in of_each if count >= 0), -1)
    return fewest


@FAIR_COMPARISON.mistake
def only_alpha_tuned(steps_needed, alphas, betas):
    """Momentum may choose its learning rate now, but not its β."""
    return {
        "momentum": _fewest(steps_needed, "momentum", alphas, betas[:1]),
        "NAG": _fewest(steps_needed, "NAG", alphas, betas),
    }


@FAIR_COMPARISON.mistake
def only_beta_tuned(steps_needed, alphas, betas):
    """Momentum may choose its β now, but not its learning rate."""
    return {
        "momentum": _fewest(steps_needed, "momentum", alphas[:1], betas),
        "NAG": _fewest(steps_needed, "NAG", alphas, betas),
    }


@FAIR_COMPARISON.mistake
def nag_not_cleaned(steps_needed, alphas, betas):
    """Momentum is treated as it should be, but for NAG you still take the −1 of a run that never settles as the fewest
    steps."""
    return {
        "momentum": _fewest(steps_needed, "momentum", alphas, betas),
        "NAG": min(_counts(steps_needed, "NAG", alphas, betas)),
    }


@FAIR_COMPARISON.mistake
def methods_exchanged(steps_needed, alphas, betas):
    """The numbers are right, but each is under the other method's name."""
    return {
        "momentum": _fewest(steps_needed, "NAG", alphas, betas),
        "NAG": _fewest(steps_needed, "momentum", alphas, betas),
    }


@FAIR_COMPARISON.mistake
def most_steps(steps_needed, alphas, betas):
    """You compare each method at its worst. Compare them at their best: the fewest steps."""
    return {method: max(_counts(steps_needed, method, alphas, betas)) for method in ("momentum", "NAG")}


def _paired(steps_needed, method, alphas, betas):
    return min((c for c in map(steps_needed, [method] * len(alphas), alphas, betas) if c >= 0), default=-1)


@FAIR_COMPARISON.mistake
def only_pairs(steps_needed, alphas, betas):
    """You try the first α with the first β, the second with the second. The grid has every α with every β."""
    return {method: _paired(steps_needed, method, alphas, betas) for method in ("momentum", "NAG")}


@FAIR_COMPARISON.mistake
def most_of_the_settled_or_none(steps_needed, alphas, betas):
    """You keep the largest of the counts, or 0 if nothing settles. Return the fewest steps, or −1 if nothing
    settles."""
    return {method: max(0, *_counts(steps_needed, method, alphas, betas)) for method in ("momentum", "NAG")}


@FAIR_COMPARISON.mistake
def zero_steps_dropped(steps_needed, alphas, betas):
    """Both are tuned fairly, but you leave out a run that has settled at step 0. Only −1 means never."""
    return {
        method: min((c for c in _counts(steps_needed, method, alphas, betas) if c > 0), default=-1)
        for method in ("momentum", "NAG")
    }


@FAIR_COMPARISON.mistake
def mean_of_the_grid(steps_needed, alphas, betas):
    """You average over the grid. Each method should have its best setting: the fewest steps."""
    return {method: np.mean(_counts(steps_needed, method, alphas, betas)) for method in ("momentum", "NAG")}


@FAIR_COMPARISON.mistake
def mean_of_the_settled(steps_needed, alphas, betas):
    """You average over the settings that settle. Each method should have its best setting: the fewest steps."""
    kept = {
        method: [c for c in _counts(steps_needed, method, alphas, betas) if c >= 0] for method in ("momentum", "NAG")
    }
    return {method: np.mean(counts) if counts else -1 for method, counts in kept.items()}


@FAIR_COMPARISON.mistake
def infinite_if_never(steps_needed, alphas, betas):
    """Both are tuned fairly. But for a method that settles nowhere on the grid you return infinity. Return −1, as
    `settling_step` does."""
    fewest = fair_comparison(steps_needed, alphas, betas)
    return {method: count if count >= 0 else np.inf for method, count in fewest.items()}
