"""The questions that the notebooks ask before they run: options, and what the thought behind a wrong option overlooks.

Which option is right is not written down here: the notebook's cell measures it, and a test looks whether it did. The sentence of
the option that comes out is ``why``; all others have theirs beside them.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    """A question asked before a cell runs.

    Attributes
    ----------
    text : str
        Plain text, without LaTeX.
    idea : str
        What to look at again if the prediction was wrong.
    options : dict, option -> sentence
        What can be chosen, and what that choice overlooks. Empty where a number is to be typed.
    otherwise : str
        What a wrong typed number overlooks.
    comes_out : callable, optional
        Takes what a cell measured and returns the option, or the number, that it means; without it the cell measures that itself.
    scored : bool
        False where the measurement does not settle the question, so that no prediction counts as right or wrong.
    why : str
        Why it comes out as it does: said to a prediction that was right.
    given : str
        What the question takes from the page before it, for a sheet of paper, a card or a slide, where that page is not seen.
    later : str
        The same for a card in the week after, where ``given`` means too little by then, or where only a sheet must not tell it yet.
    observed : bool
        Whether the learner is asked what happened, with the same options, before the verdict: what the cell shows must stand above.
    """

    text: str
    idea: str
    options: dict
    otherwise: str = ""
    scored: bool = True
    comes_out: Callable = lambda measured: measured
    why: str = ""
    observed: bool = False
    given: str = ""
    later: str = ""

    @property
    def alone(self):
        """The question as it is asked where no page stands before it, a week later."""
        return f"{self.later or self.given} {self.text}".strip()

    def came(self, outcome):
        """Return the option that an outcome, as `predictions.compare` words it, means; "" where none is."""
        return next((option for option in self.options if outcome == option or outcome.startswith(f"{option} (")), "")


INVENT_IT = {
    "00_promise": Question(
        "It keeps half of its last step and adds the same push, again and again. How long do its steps become, compared with no "
        "memory at all?",
        "what a memory adds up to",
        {
            "one and a half times as long": "That is the second step: a push, and half of the first. The third keeps half of that.",
            "twice as long": "",
            "longer and longer, without end": "The longer the step, the more is lost: half of it, each time. Gain and loss meet.",
        },
        why="Each time half of the step is lost, and one push is gained. At a length of two pushes the two are equal.",
        comes_out=lambda pushes: "one" if pushes < 1.75 else "twice" if pushes < 2.5 else "longer",
        given="A walker in a ravine takes steps straight downhill. Give it a memory: each step is a share of its last step plus a push of the same length.",
    ),
    "00_where_to_ask": Question(
        "Where must the ball ask to land near the floor, whether the steepness is 80, 100 or 140?",
        "where the push is delivered",
        {
            "here, where I stand": "It is the slope of a place that you are about to leave. Where the push is delivered, the ground "
            "rises the other way.",
            "half way along the coast": "There the ground already says: turn back. But it says so only half as loudly as where you end up.",
            "on the floor, where I want to be": "On the floor the slope is 0. You hear nothing, and land where the coast throws you.",
            "at the end of the coast": "",
        },
        why="There the push is an ordinary step downhill from the very place where it is delivered.",
        comes_out=lambda place: {"half way": "half way along the coast"}.get(place, place),
        given="Across a ravine the floor is at 0, and the slope is 80, 100 or 140 times the place: the ball doesn't know which. It stands at 0.10 and coasts to −0.665; then comes the push, 0.009 times the slope at the place where it asks. Near means within 0.2.",
    ),
    "00_bold": Question(
        "α = 0.0195 and β = 0.3, for the walk with a memory and for yours. Which of them arrive within 1,500 updates?",
        "what the brake does when αλ is nearly 2",
        {
            "both, yours first": "Your push takes αλ of the place where it is asked for, coast included. How much is αλ across, with this α?",
            "both, yours last": "The old walk arrives. But your push takes αλ of the place where it is asked for, coast included: how much is αλ across?",
            "only the walk with a memory": "",
            "only yours": "Without a memory this α was just about possible, and a small memory does the old walk good. It is yours that flies away.",
        },
        why="Yours flies away: across, its brake has gone past standstill.",
        comes_out=lambda arrivals: _who_arrives(arrivals["momentum"], arrivals["NAG"]),
        given="The ravine ½(along² + 100 · across²), from (1, 1); yours is the walk of exercise 0.4. Arrived means: the height stays below 1e-8.",
        later="The ravine ½(along² + 100 · across²), from (1, 1); yours is the walk that asks at the end of its coast. Arrived means: the height stays below 1e-8.",
    ),
}


def _who_arrives(momentum, nag):
    if math.isinf(momentum) or math.isinf(nag):
        return "only yours" if math.isinf(momentum) else "only the walk with a memory"
    return f"both, yours {'first' if nag < momentum else 'last'}"


GRADIENT_DESCENT = {
    "01_too_far": Question(
        "J = θ²/2, start at 1, learning rate 1.5. What will gradient descent do?",
        "the factor 1 − αλ",
        {
            "creep towards 0 from one side": "It multiplies θ by 1 − 1.5 = −0.5. The sign changes at every step.",
            "jump from side to side, ever closer": "",
            "jump from side to side for ever": "It multiplies θ by −0.5. The sign changes, and the size is halved each time.",
            "fly away": "It multiplies θ by −0.5. It lands on the other side, but the size is halved each time.",
        },
        comes_out=lambda x: (
            "creep"
            if (x[1:] * x[:-1] > 0).any()
            else f"jump from side to side, {'ever closer' if abs(x[-1]) < abs(x[0]) else 'for ever'}"
        ),
        why="Each step multiplies θ by 1 − 1.5 = −0.5: the sign changes, and the size is halved.",
        observed=True,
    ),
    "01_along": Question(
        "In the ravine of curvatures 1 and 100, with learning rate 1/100, one step is enough across. After how many does the loss "
        "stay below a hundred-millionth?",
        "what one step leaves of the flat direction",
        {},
        "Along, each step leaves 99 % of the distance, so a hundred steps still leave more than a third.",
        why="Along, each step leaves 99 % of the distance, so a hundred steps still leave more than a third.",
        given="J = ½(θ₁² + 100 θ₂²), gradient descent from (1, 1).",
    ),
    "01_kappa": Question(
        "κ grows from 100 to 1000, and the learning rate is the best possible for each. The number of steps grows by a factor "
        "of about ...",
        "how the steps grow with κ",
        {
            "2": "The factor per step is 1 − 2/(κ + 1). Its logarithm is about −2/κ, so a tenfold κ takes about ten "
            "times the steps.",
            "3": "That would be the square root of ten. With gradient descent the steps grow with κ itself.",
            "10": "",
            "100": "The steps grow with κ, not with its square.",
        },
        why="The factor per step is 1 − 2/(κ + 1), so the number of steps is proportional to κ.",
    ),
    "01_standardised": Question(
        "The same fit with temperatures measured from their mean, in standard deviations, and learning rate 0.5. How many steps "
        "until a and b are right to six digits?",
        "the condition number of data",
        {},
        "In the new units both curvatures are equal, and α = 0.5 is one over that curvature. Then one step solves both.",
        why="Both curvatures are equal in these units, and α = 0.5 is one over that curvature.",
        given="Six days: 15, 18, 21, 24, 27, 30 °C and 110, 138, 149, 182, 190, 221 ice creams sold. Gradient descent fits a + b · temperature by the mean squared error. With degrees as they are, a is not half way after 3000 steps.",
    ),
    "01_turned": Question(
        "In the turned ravine, will gradient descent with learning rate 0.025 converge?",
        "curvature in a turned valley",
        {
            "yes": "The numbers on the diagonal of the matrix look harmless. The largest eigenvalue decides, and turning a ravine "
            "does not change it.",
            "no": "",
        },
        comes_out=lambda path: "no" if path.diverged else "yes",
        why="Turning the ravine leaves its largest curvature as it was, and α = 0.025 is above 2 divided by it.",
        given="½(θ₁² + 100 θ₂²), turned by 30 degrees. Along the coordinate axes the curvatures are now 25.75 and 75.25; 2/75.25 is 0.0266.",
    ),
}

MOMENTUM = {
    "02_braking": Question(
        "Two balls roll down the same even slope, one with β = 0.9, the other with β = 0.99. The second gets ten times as fast. "
        "Then the ground becomes level. How many times as far as the first does it roll until it stops?",
        "the braking distance",
        {
            "about 3 times as far": "It is ten times as fast, and that alone takes it ten times as far.",
            "about 10 times as far": "It is ten times as fast, and it also keeps its speed ten times as long.",
            "about 100 times as far": "",
            "it never stops": "It keeps 0.99 of its step, and 0.99 of that, and so on. Such a sum has an end.",
        },
        comes_out=lambda times: "it never stops" if times > 1e6 else float(times),
        why="It is ten times as fast. And each update takes only a hundredth of its step, where the first loses a tenth: so it also "
        "rolls about ten times as long.",
        given="A ball in the snow: its step v becomes βv plus the push of the slope, in each update.",
    ),
    "02_tenfold": Question(
        "One direction alone, β = 0.85. With α × steepness = 0.009 it settles after 118 updates. Now take α ten times as large, 0.09. After "
        "how many updates does it settle?",
        "what sets the pace of a swinging ball",
        {
            "about 12": "Without a memory it would be so. But the ball of 0.009 swings already, and a larger α only makes it swing faster.",
            "about 40": "The ball of 0.009 swings already. A larger α makes it swing faster, but each update leaves the same share of the swing.",
            "about 110, as many as before": "",
            "it never settles": "With β = 0.85 that begins at 2(1 + β) = 3.7.",
        },
        comes_out=lambda updates: "it never settles" if updates < 0 else float(updates),
        why="The ball swings already. A larger α makes it swing faster, but what each update leaves of the swing is a matter of β alone.",
        given="A ball whose step becomes βv + α · slope, on a bowl, from θ = 1. Settled means: it stays within 1e-4 of the bottom. Without memory ten times the learning rate is ten times as fast.",
    ),
    "02_sqrt": Question(
        "Now κ = 10,000, a hundred times as bad. Gradient descent at its best needs about a hundred times as many updates: 47,000. And momentum, "
        "which needed 54?",
        "κ becomes √κ",
        {
            "about 50, as many as before": "A memory levels much, but the shelf still has to reach from end to end, and a longer shelf lies higher.",
            "about 500, ten times as many": "",
            "about 5,000, a hundred times as many": "It does not save a fixed share. The longer the ravine, the more it saves.",
        },
        comes_out=float,
        why="With κ a hundred times as large, the updates become ten times as many: it is √κ that counts.",
        given="A ravine κ times as steep across as along, from (1, 1). For κ = 100 gradient descent at its best needs 468 updates, and momentum at its best 54.",
    ),
}

DERIVING = {
    "03_here_or_there": Question(
        "One step on J = ½θ² from θ = 1, with v = 0.5, α = 0.2 and β = 0.8. Whose next point is closer to the minimum at 0: momentum's, "
        "which asks here, or NAG's, which asks there?",
        "what the look-ahead changes in one step",
        {
            "here (momentum)": "",
            "there (NAG)": "Where the coast ends the bowl is flatter, so NAG pushes less far. Is that the whole story?",
        },
        comes_out=lambda asked: "here (momentum)" if abs(asked[0]) < abs(asked[1]) else "there (NAG)",
        why="Where the coast ends the bowl is flatter, so NAG pushes less and goes less far in this one step.",
    ),
    "03_slope": Question(
        "J(θ) = 3θ, a plane slope: its gradient is 3 everywhere. What does the look-ahead change there?",
        "where the look-ahead has an effect",
        {
            "NAG is faster": "The look-ahead asks at another place, but on a plane every place gives the same answer.",
            "NAG is slower": "The look-ahead asks at another place, but on a plane every place gives the same answer.",
            "nothing at all": "",
        },
        comes_out=lambda equal: "nothing at all" if equal else "something",
        why="On a plane every place gives the same answer, so it does not matter where one asks.",
    ),
    "03_two_runs": Question(
        "The NAG run in the ravine, α = 0.009, β = 0.85. You may run momentum twice, once along and once across, each time with a β of "
        "your choice and the same α. How near to the NAG run can you come?",
        "what the look-ahead changes",
        {
            "to the same run, but for rounding": "",
            "near, but they drift apart": "In every update the formula is momentum's, with another number in front of v. Nothing can drift.",
            "near across, but not along": "Along, the number is a little smaller than β too: 0.85 · (1 − 0.009). With that β it fits.",
            "not near: NAG asks elsewhere": "It asks elsewhere, but here the slope elsewhere is the slope here less a multiple "
            "of v. So all of the difference can be put into β.",
        },
        comes_out=lambda apart: "to the same run, but for rounding" if apart < 1e-12 else "near, but they drift apart",
        why="All that asking ahead changes is the number in front of v, and you may choose that number.",
        given="The ravine is ½(along² + 100 · across²), from (1, 1). Momentum asks for the slope at θ, NAG at θ − βv.",
    ),
    "03_forecast": Question(
        "NAG runs through Rosenbrock's bent valley from (−1.2, 1), with α = 0.001 and β = 0.9. In how many of the 99 updates is the slope "
        "at the look-ahead point a better forecast of the slope that is found than the slope at θ is?",
        "what the look-ahead foretells",
        {
            "in most of them, as in the other two": "There the valleys are straight, or round. What is another in this run, in this "
            "valley?",
            "in about half of them": "Chance would be half. In this run the coast errs nearly always the same way. Which way?",
            "in hardly any": "",
        },
        comes_out=lambda better: (
            "in hardly any"
            if better < 20
            else "in about half of them"
            if better < 65
            else "in most of them, as in the other two"
        ),
        why="In this run the coasts are long, and go straight on where the valley bends: up the outer wall.",
        given="NAG takes 100 updates. For each compare the slope at θ, the slope at the look-ahead point, and the slope found where the update ends. In the ravine the look-ahead was the better forecast nine times in ten, in Himmelblau's valleys eight in ten.",
    ),
}

IMPLEMENTING = {
    "04_one_step_test": Question(
        "NAG makes one update from rest at θ = 1, with gradient 3θ, α = 0.1, β = 0.8, and arrives at 0.7. Momentum measures "
        "at θ. Where does it arrive?",
        "what a test can tell apart",
        {
            "0.7 as well": "",
            "less than 0.7": "At rest v is 0, so the look-ahead point is θ itself, and both measure at the same place.",
            "more than 0.7": "At rest v is 0, so the look-ahead point is θ itself, and both measure at the same place.",
        },
        comes_out=lambda first: f"{first} as well",
        why="At rest v is 0, so both measure at θ. The first update cannot tell them apart.",
    ),
    "04_one_by_one": Question(
        "We compare one_by_one with our step, for 50 updates. On which of the two bowls do their paths agree?",
        "coordinates that influence one another",
        {
            "on both": "On the turned bowl the slope in one coordinate depends on the other, so it matters which has moved.",
            "only on the one along the axes": "",
            "only on the turned one": "It is the other way round. Along the axes each coordinate has a slope of its own.",
            "on neither": "Along the axes the slope of a coordinate does not depend on the other one, so the order does not matter.",
        },
        comes_out=lambda agreed: "only on the one " + " and ".join(agreed),
        why="Along the axes each coordinate has a slope of its own. On the turned bowl it matters which has moved first.",
        given='One coordinate after the other, in place: v[i] = β v[i] + α gradient(θ − βv)[i]; θ[i] = θ[i] − v[i]. Two bowls have curvatures 1 and 20: one lies along the axes, the other is turned by half a radian. "Our step" computes the whole gradient first.',
    ),
    "04_aliased": Question(
        "run_nag worked for a number. Now its start is an array of two numbers. How many different points will there be among "
        "the 21 rows of its history?",
        "names and copies",
        {
            "21": "`theta -= v` changes the array itself. Every row of the history is that one array.",
            "20": "`theta -= v` changes the array itself, the first row included. Every row is that one array.",
            "2": "The start is not kept either: it is the same array as all the other rows.",
            "1": "",
        },
        comes_out=str,
        why="`theta -= v` changes the array itself, and every row of the history is that one array.",
        given="history = [theta]; then in each of 20 updates: theta -= v; history.append(theta).",
    ),
    "04_stopping": Question(
        "Which of the three rules stop this run in the deep valley on the left?",
        "rules for stopping",
        {
            "all three": "The loss rises as soon as the run climbs the hill, and on top of the hill the slope is small for a moment.",
            "2 and 3": "A small gradient also occurs for a moment on top of the hill.",
            "only 3": "",
            "none": "In this run the slope stays small for five updates running only where it has come to rest.",
        },
        comes_out=lambda right: {0: "none", 3: "all three"}.get(
            len(right), "only " * (len(right) == 1) + " and ".join(right)
        ),
        observed=True,
        why="On top of the hill the slope is small for a moment, and the loss rises on the way up. In this run it stays small "
        "only at rest.",
        given="A valley with a shallow floor on the right and a deep one on the left. NAG starts on the right, rolls through the shallow floor and over the hill, and comes to rest on the deep floor. Rules: 1. stop when the loss rises for the first time; 2. when the slope is below 0.02; 3. when it has been so for five updates running.",
    ),
    "04_nan": Question(
        "data = [10, NaN, NaN, NaN, NaN]. What does the repaired snippet return now?",
        "what the data are used for",
        {
            "13.8092 again": "",
            "another number": "The loop uses the data only to count its steps. Their values are never read.",
            "NaN": "A NaN spreads only if something computes with it. The loop uses the data only to count its steps.",
        },
        comes_out=lambda result: f"{result:.4f} again",
        why="The loop uses the data only to count its steps. Their values are never read.",
        given="theta = data[0]; for each further entry: v = βv + α · slope(theta − βv); theta -= v, where slope(θ) = θ − 15.4 is written down. With data = [10, 12, 15, 18, 22] it returned 13.8092.",
    ),
}

MOMENTUM_OR_NAG = {
    "05_how_far": Question(
        "Both methods tuned to reach a height of 0.01 as soon as they can: which is there first?",
        "how far one goes",
        {
            "momentum, as it is at 1e-8": "To 1e-8 NAG waits for the way along. To 0.01 there is little to do along, where half a unit of "
            "height is at the start, and much across, where 50 are.",
            "NAG": "",
            "they tie": "Nearly all of the height lies across the ravine at the start, and there the brake makes the two most unlike.",
        },
        comes_out=lambda counts: (
            "momentum, as it is at 1e-8" if counts[0] < counts[1] else "NAG" if counts[1] < counts[0] else "they tie"
        ),
        why="Nearly all of the height lies across the ravine at first. There momentum swings, and NAG brakes.",
        given="The ravine ½(along² + 100 · across²), from (1, 1). Tuned for 1e-8, momentum needs 62 updates and NAG 70.",
    ),
    "05_misjudged": Question(
        "Both are tuned for L = 100 and the true L is 102. Which of them still arrive?",
        "tuning at the edge",
        {
            "both, a little late": "Two per cent more curvature is the same as two per cent more α. How far from its limit 2(1 + β) does "
            "momentum's best stand?",
            "only momentum": "Divide each limit by the αL of the tuning: 3.339 by 3.306, and 1.387 by 1.329.",
            "only NAG": "",
            "neither": "Divide each limit by the αL of the tuning: 3.339 by 3.306, and 1.387 by 1.329.",
        },
        comes_out=lambda survivors: (
            "both, a little late" if len(survivors) == 2 else f"only {survivors[0]}" if survivors else "neither"
        ),
        why="Momentum's best stands one per cent below its limit, NAG's four.",
        given="Largest curvature L, smallest 1. The textbook's best settings for L = 100 are αL = 3.306, β = 0.669 for momentum, and αL = 1.329, β = 0.793 for NAG.",
    ),
    "05_where": Question(
        "If some of the hundred fly with momentum's setting, where do most of those stand?",
        "what the curvature does to a setting",
        {
            "to the left of your start, farther from zero": "",
            "to the right of your start": "What is steep is a matter of x², so it grows with the distance from zero: to the left.",
            "on both sides alike": "The setting was the fastest for one place. Where the ground is flatter it only gets slower; where it is "
            "steeper it flies.",
        },
        comes_out=lambda sides: (
            "to the left" if sides[0] > 2 * sides[1] else "to the right" if sides[1] > 2 * sides[0] else "on both sides"
        ),
        why="To the left the valley is steeper, and there the same α is too large. The fastest setting had no room on that side.",
        given="Rosenbrock's valley; you start at (−1.2, 1), and tune momentum to be as fast as it can from there. A hundred strangers start around you, with a scatter of 0.1. The valley runs along y = x², and its lowest point is (1, 1).",
    ),
    "05_selection": Question(
        "The more settings are tried, the better the promise of the fastest. What does its score with strangers do?",
        "what a best value is worth",
        {
            "it rises, ever more slowly": "A better promise is made of two things, a good setting and luck on one start. Which of them is left "
            "to be found among a thousand?",
            "it hardly changes": "Strangers start elsewhere, where the ground is steeper, too. Which settings are the fastest from one start?",
            "it falls in the end": "",
        },
        comes_out=lambda scores: (
            "it falls in the end"
            if scores[-1] < scores[0] - 20
            else "it rises, ever more slowly"
            if scores[-1] > scores[0] + 20
            else "it hardly changes"
        ),
        why="The fastest of a thousand stand beside the cliff. From one start that is fast; from others they fly.",
        given="Settings are tried at random from one start, and the fastest is handed in. Its score is what strangers with other starts make of it.",
    ),
}

SPEED_LIMIT = {
    "06_doubling": Question(
        "Gradient descent needs 163 updates until the last of ten beads is half way. How many for twenty beads?",
        "how a message spreads that goes left as readily as right",
        {
            "about twice as many, 330": "That would be so if the pull walked along the chain. Look at what a bead does in an update: it takes the "
            "mean of its own place and its neighbours'. Does that know a direction?",
            "about four times as many, 650": "",
            "about a thousand times as many": "Each bead waits for the one before, but they all move at the same time.",
        },
        comes_out=lambda updates: (
            "about twice as many"
            if updates < 450
            else "about four times as many"
            if updates < 2000
            else "about a thousand times as many"
        ),
        why="Taking the mean with your neighbours knows no direction. That is how heat spreads: twice as far takes four times as long.",
        given="Beads on a string, the first held up by 1, the others at 0 at the start. One update of gradient descent puts each bead at half of where it was plus a quarter of each neighbour.",
    ),
    "06_ahead": Question(
        "Leave the look-ahead out: momentum, with NAG's α and β. On forty beads gradient descent needed 2,481 updates, NAG 97. How many does momentum need?",
        "which part of NAG carries the pull",
        {
            "about 100, as NAG": "",
            "about 1,000, in between": "What makes the pull travel: that a bead remembers its last step, or where it asks for the slope?",
            "about 2,500, as gradient descent": "What makes the pull travel: that a bead remembers its last step, or where it asks for the slope?",
        },
        comes_out=lambda updates: (
            "about 100, as NAG" if updates < 300 else "about 1,000" if updates < 1800 else "about 2,500"
        ),
        why="What travels is the memory. The look-ahead brakes in steep directions, and here the flat ones decide.",
        given="Forty beads on a string, the first held up by 1; updates are counted until the last bead is half way.",
    ),
    "06_told": Question(
        "Keep the β that suits ten beads, 0.859, and make the chain twice as long, from 40 beads to 80. How many times as many updates does NAG need?",
        "what a memory of a fixed length is worth",
        {
            "twice as many": "A memory of 1/(1 − β), seven updates, is a long one on ten beads. What is it on eighty?",
            "four times as many": "",
            "as many as before": "The last bead is twice as far away, and at best a pull moves on by one bead in an update.",
        },
        comes_out=lambda ratio: (
            "as many as before" if ratio < 1.4 else "twice as many" if ratio < 2.8 else "four times as many"
        ),
        why="What happened more than some seven updates ago is forgotten. On a long chain that is nearly nothing: heat again, only quicker.",
        given="Beads on a string, the first held up by 1; updates are counted until the last bead is half way. With a β made for 40 beads NAG travels like a wave, and twice the beads take about twice as long.",
    ),
    "06_reach": Question(
        "Some method, as clever as you like, starts at rest and makes each new place out of the slopes that it has asked for. After ten updates, "
        "which beads can have moved?",
        "what a slope can know",
        {
            "the first ten, at most": "",
            "all of them, if it is clever enough": "Cleverness can weigh what it has been told. Which slopes are not zero at the start?",
            "that depends on its β": "β weighs what was told before. Can a weight make something of a slope that is zero?",
        },
        comes_out=lambda farthest: (
            "the first ten, at most" if farthest <= 10 else "all of them, if it is clever enough"
        ),
        why="A slope tells a bead about its neighbours alone, so news travels by one bead a question, whatever is done with it.",
        given="Beads on a string at rest, the first held up by 1. The slope at a bead depends on it and its two neighbours alone.",
    ),
    "06_zeros": Question(
        "Every curve begins at 1, left of μ, and must be small all the way from μ to L. Where do the best eight zeros stand?",
        "where a polynomial is hard to hold down",
        {
            "evenly spread from μ to L": "In the middle a zero is helped by neighbours on both sides. Who helps at the ends?",
            "crowded at the left, where the curve comes down from 1": "That end is one of the two at which a zero has neighbours on one side only. The "
            "other: beyond the last zero a curve runs off, the steeper the higher its degree.",
            "crowded at both ends": "",
        },
        comes_out=lambda gaps: (
            "crowded at both ends"
            if max(gaps[0], gaps[-1]) < 0.7 * gaps[len(gaps) // 2]
            else "crowded at the left"
            if gaps[0] < 0.7 * gaps[-1]
            else "evenly spread"
        ),
        why="Between two zeros a curve is held from both sides. At the two ends it is held from one side only, so there they stand closer.",
        given="A method leaves of an error of curvature λ the share p(λ) = (1 − λ/z₁) ⋯ (1 − λ/z₈). Choose the zeros.",
    ),
    "06_sure": Question(
        "You stand at y. You know the height there, the slope g, and that no curvature is above L. Where is a lower point, for certain?",
        "what a bound on the curvature is worth",
        {
            "anywhere downhill of y": "Let the loss bend as fast as it may. How soon is its slope zero, and what comes after that?",
            "at y − g/L": "",
            "nowhere, for it may do anything out there": "Not anything: its slope can't change faster than L allows. How far is it downhill, at least?",
        },
        comes_out=lambda rises: (
            "nowhere" if rises[0] >= 0 else "anywhere downhill of y" if rises[1] < 0 else "at y − g/L"
        ),
        why="A parabola of curvature L that touches the loss at y lies above it everywhere, and has its lowest point at y − g/L.",
        given="A loss of one variable, which you can't see.",
    ),
}

ACCELERATES = {
    "07_gentle": Question(
        "Momentum is let go at 3.3 with its best setting for these curvatures. It …",
        "what a rate on quadratics promises",
        {
            "arrives at its usual pace": "That pace was computed for a curvature that stays the same. Here it changes along the way.",
            "arrives, but slowly": "Nothing forces it to arrive: its pace was computed for a curvature that stays the same.",
            "flies away": "Far out the curvature is 25 on both sides, and there this setting is stable. So it cannot fly away.",
            "stays near, and does not arrive": "",
        },
        comes_out=lambda last: "stays near, and does not arrive" if 0.1 < last < 10 else "arrives at its usual pace",
        why="Each time it crosses the flat piece it is pushed back too little, and so it goes round for ever.",
        observed=True,
        given="A smooth convex loss of one variable has curvature 25, and 1 between x = 1 and x = 2. Momentum takes Polyak's best setting for curvatures from 1 to 25, which on quadratics nobody has bettered.",
    ),
    "07_growth": Question(
        "The proof lets t grow by ½ in each update. On this ravine, with which growth does the account rise somewhere?",
        "how careful the proof is",
        {
            "with none of the three": "The proof has to hold for every convex loss, so it might be far too careful for this one. It has only a quarter to spare.",
            "with 1½ only": "Look at the condition: for which growth is t² − t no more than the square of the old t?",
            "with 1 and 1½": "Even ¾ breaks the condition, t² − t ≤ the square of the old t, and the ravine takes the chance.",
            "with all three": "",
        },
        comes_out=lambda rises: (
            "with all three"
            if rises[0.75]
            else "with 1 and 1½"
            if rises[1]
            else "with 1½ only"
            if rises[1.5]
            else "with none of the three"
        ),
        why="Only up to ½ is t² − t no more than the square of the old t. The proof has hardly anything to spare.",
        given="NAG with a growing t. Its account is t² times the gap J(x) − J*, plus ½L |z − θ*|²; the proof shows that it never rises if t grows by ½. Try ¾, 1 and 1½ as well.",
    ),
    "07_promise": Question(
        "On the rounded V, with the same schedule: from how many of the 1,000 starts does momentum break NAG's promise?",
        "whether only the proof is lost",
        {
            "from none": "On quadratics that would be so. Here the slope changes all at once, at the tip, when the walker is fastest.",
            "from a few": "No rare start is needed: it comes to the tip at full speed from any that is far away.",
            "from more than half": "",
        },
        comes_out=lambda broken: (
            "from none" if broken == 0 else "from a few" if broken <= 500 else "from more than half"
        ),
        why="It comes to the tip at full speed, asks too late, and with β near 1 hardly anything slows it down.",
        given="For NAG with that schedule the gap after k updates is at most 2L |x₀ − θ*|²/(k + 1)². Momentum takes the same α and t, on a V with a rounded tip, from starts 2 to 500 away from it.",
    ),
}

TRAINING = {
    "08_tremble": Question(
        "α = 0.1, β = 0.9, noisy slopes on a bowl. Whose error E x² is smallest in the long run?",
        "noise and step length",
        {
            "gradient descent": "",
            "momentum": "At equal α momentum's steps add up to ten times as much, and so does the noise in them.",
            "NAG": "NAG brakes the noise better than momentum does, but its steps too add up to ten times as much.",
        },
        why="With β = 0.9 the steps add up to ten times as much, and so does the noise in them.",
        given="On ½x² each slope comes with a random error of size 1. E x² is the mean of x² when all have run for long.",
    ),
    "08_uphill": Question(
        "After five epochs: of the 44 batches' gradients, how many point the wrong way, so that a small step against them would make the "
        "loss of all images larger?",
        "how far a batch speaks for all",
        {
            "none": "So it is at the start. Later what the images ask for nearly cancels, and single batches go astray.",
            "a few": "",
            "about half": "Then the steps would lead nowhere. The mean of all batches is the true gradient, and most lean its way.",
        },
        comes_out=lambda share: "none" if share == 0 else "a few" if share < 0.3 else "about half",
        why="A batch's gradient is the true one and an error. While the network learns, both shrink, and the true one shrinks more.",
        given="A small network reads digits: 1,437 images, dealt out in 44 batches of 32 in each epoch. Then it stands still, and each batch's gradient is compared with that of all images.",
    ),
    "08_column": Question(
        "At β = 0.9 the best α on the grid is 0.2 for momentum and 0.3 for NAG. What is it at β = 0.99?",
        "α and β together",
        {
            "about the same": "A velocity multiplies a steady slope by 1/(1 − β), by 10 at 0.9 and by 100 at 0.99. With the same α the step is ten times as long.",
            "about half of it": "1/(1 − β) grows from 10 to 100. With half of α the step is five times as long.",
            "a tenth of it, or less": "",
        },
        comes_out=lambda ratios: (
            "about the same"
            if min(ratios) > 0.75
            else "about half of it"
            if min(ratios) > 0.25
            else "a tenth of it, or less"
        ),
        why="A velocity multiplies a steady slope by 1/(1 − β): by 10 at 0.9, by 100 at 0.99. The step stays as long if α falls to a tenth.",
        given="A small network is trained on mini-batches with eleven learning rates α by seven momenta β; the best is the one that needs the fewest epochs.",
    ),
    "08_noise_off": Question(
        "α = 0.1, β = 0.95, the same ten starts; but now every update sees all images. Which of the two needs fewer updates to 0.05?",
        "what the look-ahead does without noise",
        {
            "NAG, as on mini-batches": "On mini-batches NAG was ahead because it forgets the errors of the batches sooner. Here no batch makes an error.",
            "momentum": "It has no brake, but at this α there is nothing to brake: in these runs hardly anything swings.",
            "neither: within two or three updates of each other": "",
        },
        comes_out=lambda updates: (
            "neither: within two or three updates of each other"
            if abs(updates["momentum"] - updates["NAG"]) <= 3
            else min(updates, key=updates.get)
        ),
        why="NAG forgets errors sooner. Where no batch makes an error, there is nothing to forget.",
        given="A small network, trained from ten starts until the loss stays below 0.05. On mini-batches α = 0.1, β = 0.95 was momentum's best setting, and NAG was faster there.",
    ),
    "08_full": Question(
        "All images in every update, and both tuned anew. Which of the two needs fewer updates to 0.05?",
        "what tuning gives without noise",
        {
            "NAG": "It was ahead on mini-batches because it forgets their errors sooner. Here there are none to forget, and its limit on α is the lower one.",
            "momentum": "",
            "neither: within two or three updates of each other": "So it was at the same small α. Tuned anew, each goes up towards a limit of its own, and momentum's is higher.",
        },
        comes_out=lambda updates: (
            "neither: within two or three updates of each other"
            if abs(updates["momentum"] - updates["NAG"]) <= 3
            else min(updates, key=updates.get)
        ),
        why="Without noise a long step costs little, and momentum arrives with a larger α than NAG.",
        given="The small network and its ten starts; α and β are chosen for each of the two methods, by its updates to a training loss of 0.05.",
    ),
    "08_drop": Question(
        "NAG with β = 0.98 trains at α = 0.1 for six epochs; then α is cut to 0.01. What does the training loss do in the epoch after "
        "the cut?",
        "velocity after a change of α",
        {
            "it falls sharply": "The velocity was built up at the old α and goes on. With the small α the slope can hardly turn it.",
            "it stays where it was": "The velocity was built up at the old α and goes on moving the weights.",
            "it rises": "",
        },
        comes_out=lambda losses: "it rises" if losses[1] > losses[0] else "it falls sharply",
        observed=True,
        why="The velocity was built up at the old α and goes on moving the weights, past where the small α can turn it.",
        given="A small network trained on mini-batches of 32; α/(1 − β) = 5, which is too bold to settle.",
    ),
}

IN_FRAMEWORKS = {
    "09_same_numbers": Question(
        "One update from rest at 1 on J = ½θ², with α = 0.1 and β = 0.9, takes the paper to 0.9. Where is torch's p?",
        "which variable is held",
        {
            "0.9": "That is the paper's θ. From rest torch's b is g, and p moves by α(g + βb), not by αg.",
            "0.81": "",
            "0.91": "You took βb alone. The fresh gradient is added to it: p moves by 0.1 · (1 + 0.9).",
        },
        comes_out=lambda p: f"{p:.2f}",
        why="From rest b becomes g = 1, and p moves by 0.1 · (1 + 0.9 · 1).",
        given="Torch with nesterov=True: g = ∇J(p); b ← βb + g; p ← p − α(g + βb).",
    ),
    "09_rate_zero": Question(
        "The learning rate is set to 0 in mid-run. Which of the three forms go on moving?",
        "where the learning rate stands",
        {
            "only torch": "It is the other way round: torch multiplies the whole step by the learning rate, so 0 stops it at once.",
            "only paper and Keras": "",
            "all three": "Torch multiplies the whole step by the learning rate, so 0 stops it at once.",
            "none": "In the paper and in Keras the learning rate is already inside the velocity, which goes on.",
        },
        comes_out=lambda moving: "only " + " and ".join(moving),
        why="In the paper and in Keras the learning rate is already inside the velocity, which goes on. Torch multiplies the "
        "whole step by it.",
        given="A run down a bowl has a velocity when the rate is set to 0. Paper: v ← βv + αg, θ ← θ − v. Keras keeps m = −v. Torch: b ← βb + g, p ← p − α(g + βb).",
    ),
    "09_decay": Question(
        "J = ½(θ − 1)², weight decay 0.5, β = 0.9. Torch settles at 0.667. Where does Keras settle?",
        "two kinds of weight decay",
        {
            "also at 0.667": "Keras shrinks the weight outside the velocity. Torch adds the decay to the gradient.",
            "nearer to 1": "",
            "nearer to 0": "Outside the velocity the decay is not multiplied by 1/(1 − β). It pulls less, not more.",
        },
        comes_out=lambda in_keras: "nearer to 1" if in_keras > 0.7 else "also at 0.667",
        why="Keras shrinks the weight outside the velocity, so the decay is not multiplied by 1/(1 − β) and pulls less.",
        given="Torch adds 0.5 p to the gradient; Keras subtracts α · 0.5 p from the parameter, beside the velocity. An L2 penalty of that strength moves the minimum from 1 to 0.667.",
    ),
    "09_bugs": Question(
        "Which of the three settles below 1e-6 within 400 updates?",
        "bugs that do not show",
        {
            "the first": "It adds the velocity's share instead of subtracting it. The more velocity it has, the more it climbs.",
            "the second": "",
            "the third": "Its old average goes into the new one twice: β + (1 − β)β = 0.99 of it is kept, and so it remembers for far too long.",
            "none": "Not every fault stops a method. One of the three shrinks and refills its buffer twice per update, and still goes downhill.",
        },
        why="It shrinks and refills its buffer twice per update, and still goes downhill.",
        given="Three steps on a bowl with κ = 10. The first: b ← βb + g, p ← p − αg + αβb. The second: b ← βb + g, twice, then p ← p − αb. The third: h = g + βm, m ← βm + (1 − β)h, p ← p − αm.",
    ),
}

TODAY = {
    "10_tuned": Question(
        "Both versions of each heir get the best α and β of the same grid, eleven times, with other seeds each time. In how many of the "
        "six does Nesterov's part typically save a quarter of the loss or more?",
        "what tuning can replace, and what it cannot",
        {
            "in none: whoever tunes gets there without it": "Tuning can shorten a memory. It cannot brake the steep directions and "
            "leave the flat ones alone: a smaller β slows both.",
            "in one or two": "It pays in more: in all that brake what is steep and leave the rest alone. Tuning cannot do that.",
            "in most, but not in all": "",
            "in all six": "In two of them it saves less than a quarter. Section 3 looks at one of these.",
        },
        comes_out=lambda heirs: (
            "in none" if heirs == 0 else "in one or two" if heirs < 3 else "in most" if heirs < 6 else "in all six"
        ),
        why="Where the part brakes what is steep and leaves the rest alone, no other α and β replace it. In two of the six it saves less than a quarter.",
        given="NAG, NAdam, Adan, Lion, DiLoCo and Muon: each with Nesterov's part and without it, on the digits, five epochs.",
    ),
    "10_bold": Question(
        "The same α and β for momentum and for NAG, not tuned for either. Where is NAG's loss the smallest share of momentum's?",
        "the brake works on what swings",
        {
            "where α and β are small": "There nothing swings, so there is nothing to brake.",
            "where α and β are large": "",
            "everywhere alike": "The brake is β(1 − αλ): its effect grows with α, and it needs a swing to work on.",
        },
        comes_out=lambda shares: (
            "where α and β are large"
            if shares[1] < 0.9 * shares[0]
            else "where α and β are small"
            if shares[0] < 0.9 * shares[1]
            else "everywhere alike"
        ),
        why="With large α and β momentum swings, and the brake β(1 − αλ) works on what swings.",
        given="The digits, five epochs, a map of α and β; NAG brakes by the factor 1 − αλ.",
    ),
    "10_tens": Question(
        "Forty other experiments like mine, ten seeds each. How many of them establish (p < 0.05) that NAdam's loss is lower?",
        "not established is not no difference",
        {
            "about two": "That would be chance alone, one in twenty. But there is a difference to find.",
            "about ten": "By the forty seeds, the mean of ten should lie about three of its standard errors above 0. Two would do.",
            "about thirty": "",
            "all forty": "By the forty seeds, the mean of ten should lie about three standard errors above 0. It scatters by one, and not every ten reaches two.",
        },
        comes_out=lambda count: (
            "about two" if count < 6 else "about ten" if count < 20 else "about thirty" if count < 38 else "all forty"
        ),
        why="By the forty seeds, the mean of ten should lie about three of its standard errors above 0, and two are enough. Some tens fall short.",
        given="In forty seeds Adam's loss is above NAdam's by as much as one seed's difference scatters, in the mean. The mean of ten scatters by a third of that; p < 0.05 takes about two such errors.",
    ),
    "10_age": Question(
        "Muon, α = 0.03. At β = ½ the flag makes the loss a fifth higher. Now the flag is off and β = ⅓, so that the slopes are just "
        "as young as with the flag. The loss is …",
        "what a flag does, and what a smaller β does",
        {
            "as low as with the flag off and β = ½": "Then the age of the slopes would not matter. It does: at a β this small every "
            "slope that is left out is missed.",
            "half-way between": "Nothing of the harm remains for the flag to do: the shorter memory alone does all of it, and a little more.",
            "about as high as with the flag on": "",
        },
        comes_out=lambda share: (
            "as low as with the flag off and β = ½"
            if share < 0.25
            else "half-way between"
            if share < 0.75
            else "about as high as with the flag on"
        ),
        why="At a small β the memory is short already. The flag shortens it further, and so does a smaller β.",
        given="Muon steps along its velocity v, made orthogonal; with the flag nesterov=True along g + βv, made orthogonal. Digits, five epochs.",
    ),
    "10_three_points": Question(
        "Schedule-Free, tuned, after five epochs: z makes the steps, x is the mean. The training loss at z is …",
        "which variable is held",
        {
            "about that at x": "z steps with a learning rate too large for any single point to settle. Only the mean is calm.",
            "two or three times that at x": "It is far more: with α = 3 the steps of z never calm down.",
            "more than ten times that at x": "",
        },
        comes_out=lambda ratio: (
            "more than ten times that at x"
            if ratio > 10
            else "two or three times that at x"
            if ratio > 1.5
            else "about that at x"
        ),
        why="With its large α the steps of z never calm down. Only their mean does.",
        given="Schedule-Free on the digits: z ← z − α∇J((1 − β)z + βx), x is the mean of all z so far; α = 3, β = 0.9.",
    ),
}

QUESTIONS = {
    **INVENT_IT,
    **GRADIENT_DESCENT,
    **MOMENTUM,
    **DERIVING,
    **IMPLEMENTING,
    **MOMENTUM_OR_NAG,
    **SPEED_LIMIT,
    **ACCELERATES,
    **TRAINING,
    **IN_FRAMEWORKS,
    **TODAY,
}
