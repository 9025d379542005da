"""What each notebook asks about the notebooks before it: three questions, every option with the sentence that it is answered by."""

import functools
import hashlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Reminder:
    """A question to recall something by.

    Attributes
    ----------
    text : str
        Plain text, without LaTeX.
    right : str
        The right option.
    options : dict, option -> sentence
        What can be chosen, and what is said to that choice.
    """

    text: str
    right: str
    options: dict


REMINDERS = {
    "01": (
        Reminder("A walk keeps a share β of its last step and adds the same push, again and again. How many pushes long do its steps "
                 "become?", "1/(1 − β)", {
            "1 + β": "That is the second step. The third keeps β of *that*, and so on.",
            "1/(1 − β)": "The sum of 1 + β + β² + …, and the promise that was kept along the ravine and broken across it.",
            "longer and longer": "The longer the step, the more of it is lost. Loss and gain meet.",
        }),
        Reminder("Momentum and NAG ask for one slope in each update. Where does NAG ask?", "at the end of its coast", {
            "where it stands": "That is momentum. Its push is delivered at the end of the coast, where the ground may slope the other way.",
            "at the end of its coast": "There the push is delivered, and there it is an ordinary step downhill.",
            "on the floor of the ravine": "There the slope is 0, and would say nothing. And the ball does not know where the floor is.",
        }),
        Reminder("α and β stay as they are. In which direction does NAG keep less of its speed?", "in the steeper one", {
            "in the steeper one": "It is a brake, and the steepness steps on it.",
            "in the flatter one": "There the answer at the end of the coast is nearly the same as here, so little is taken away.",
            "in both the same": "That is momentum: it keeps β, on any ground.",
        }),
    ),
    "02": (
        Reminder("On a quadratic bowl, gradient descent converges for learning rates below …", "2/L", {
            "1/L": "That is safe, but not the limit: a step may overshoot and still come nearer.",
            "2/L": "Along the steepest direction |1 − αL| has to stay below 1.",
            "2/μ": "The flattest direction would allow that. The steepest one flies apart long before.",
        }),
        Reminder("Why does gradient descent need so many steps in a narrow ravine?",
                 "the steep walls limit α, and the floor is flat", {
            "the steep walls limit α, and the floor is flat": "The number of steps grows with κ = L/μ, the ratio of the two.",
            "the gradient is too noisy": "There is no noise here: each gradient is exact.",
            "the start is too far away": "A start ten times as far away only adds some steps. A ratio L/μ ten times "
                                         "as large multiplies them by ten.",
        }),
        Reminder("Two bowls have the same κ, but one is ten times as steep everywhere. With the best α for each …",
                 "both need the same number of steps", {
            "the steep one needs more steps": "Its best α is ten times smaller, which makes up for it exactly.",
            "both need the same number of steps": "Only the products αλ matter, and they are the same.",
            "the flat one needs more steps": "Its best α is ten times larger, which makes up for it exactly.",
        }),
    ),
    "03": (
        Reminder("A ball with momentum β swings in a bowl. What does each update leave of the swing?", "√β", {
            "β": "That is what it leaves of an area on the sheet of positions and steps. A width is the root of that.",
            "√β": "Whatever α and the steepness are: that is why the shelf is level.",
            "1 − αλ": "That is what gradient descent is left with. It asks how steep it is; a swinging ball does not.",
        }),
        Reminder("Where does momentum measure its gradient?", "where it stands, at θ", {
            "where it stands, at θ": "Is there a better place? That is the question of this notebook.",
            "where it will stand after the step": "That is known only after the gradient has been measured.",
            "at the minimum": "There it is zero, and nobody knows yet where the minimum is.",
        }),
        Reminder("Why does momentum overshoot a minimum?", "the velocity is still there when the slope is gone", {
            "the velocity is still there when the slope is gone": "Only the slope on the other side turns it round.",
            "the learning rate is too large": "It overshoots with a tiny α as well, if β is large.",
            "the gradient points the wrong way": "The gradient is right everywhere. The old velocity is what carries on.",
        }),
    ),
    "04": (
        Reminder("Where does NAG measure its gradient?", "at θ − βv", {
            "at θ − βv": "With the old v, before the new gradient enters it.",
            "at θ − v": "Only the share β of the velocity lasts.",
            "at θ + βv": "A step is subtracted, so that is looking back.",
        }),
        Reminder("Along a direction of curvature λ, NAG is momentum with the smaller momentum …", "β(1 − αλ)", {
            "β(1 − αλ)": "It brakes where it is steep.",
            "β − αλ": "The look-ahead goes βv ahead, so αλ multiplies βv, not v.",
            "1 − αλ": "That is the share of the distance that gradient descent leaves. NAG's momentum is β times that.",
        }),
        Reminder("Nesterov's form has two sequences. At which of them is the gradient measured?", "y, the look-ahead point", {
            "x, the position": "x is where a step of gradient descent from y leads. The gradient is measured at y.",
            "y, the look-ahead point": "And x is where a step of gradient descent from there leads.",
            "half-way between them": "It is measured once, at y.",
        }),
    ),
    "05": (
        Reminder("From rest, with the same α and β: how do the first steps of momentum and NAG differ?", "not at all", {
            "not at all": "With v = 0 the look-ahead point is where you stand.",
            "NAG's is shorter": "They differ only once there is a velocity to look ahead with.",
            "NAG's is longer": "With v = 0 both measure at the same point.",
        }),
        Reminder("history.append(theta), then theta -= v: what does the history hold in the end?",
                 "the last point, many times", {
            "all the points": "All entries are the same array, and -= changes it in place.",
            "the last point, many times": "`theta = theta - v` makes a new array each time.",
            "the first point, many times": "All entries are the same array, and it goes on changing.",
        }),
        Reminder("What tells you reliably that a run is near a minimum?", "a small gradient, several rows running", {
            "the first rise of the loss": "NAG's loss rises now and then on its way down.",
            "a small velocity": "It is small at every turning point too, and at the start.",
            "a small gradient, several rows running": "At a minimum the gradient is zero, and stays so.",
        }),
    ),
    "06": (
        Reminder("What is the settling step?", "the first row from which the loss stays below", {
            "the first row with the loss below": "A run that swings can dip below by luck and climb out again.",
            "the first row from which the loss stays below": "It does not reward a lucky crossing.",
            "the last row": "The run may have settled long before.",
        }),
        Reminder("Is NAG faster than momentum at the same α and β?", "mostly where momentum oscillates", {
            "always": "Where nothing oscillates, the look-ahead's brake only costs steps.",
            "mostly where momentum oscillates": "There its brake damps the swings.",
            "never": "On the ravine, with α = 0.01 and β = 0.9, it is faster: 157 updates against 211.",
        }),
        Reminder("How are two methods compared fairly?", "each with its own best setting", {
            "both with the same setting": "That setting may suit one of them better.",
            "each with its own best setting": "And tuned with the same effort.",
            "both with the setting best for one": "Then the other one is not tuned at all.",
        }),
    ),
    "07": (
        Reminder("Twice the beads, and β told the new length. How many times the updates does NAG need to carry a pull to the end?", "twice", {
            "twice": "It travels, like a wave. Without a memory it would seep like heat, and need four times as many.",
            "four times": "That is gradient descent, or a β that was not told the new length.",
            "as many as before": "Nobody can: a pull moves on by one bead in an update at most.",
        }),
        Reminder("Why can no method move bead 11 within ten updates?", "its slope has been zero all the time", {
            "its slope has been zero all the time": "A slope tells a bead about its neighbours alone, so news moves on by one bead a question.",
            "β is below 1": "Even with a β of 1 there is nothing to remember: its slope has been zero all the time.",
            "the learning rate is at most 1/L": "A larger one makes larger steps out of slopes, and nothing out of a slope that is zero.",
        }),
        Reminder("What says that no curve with k zeros has a narrower band than Chebyshev's?", "it would cross it k + 1 times", {
            "it would cross it k + 1 times": "k times between the touches and once at 0, and two curves of degree k can cross k times only.",
            "every other one was tried": "There are infinitely many. The k + 1 touches settle it for all of them at once.",
            "its zeros are evenly spread": "They crowd at both ends.",
        }),
    ),
    "08": (
        Reminder("Gradient descent needs a number of steps that grows with κ. With well-tuned momentum or NAG it grows with …",
                 "√κ", {
            "κ as well": "That holds for gradient descent. The velocity makes the difference.",
            "√κ": "A ravine a hundred times as bad costs ten times as many steps.",
            "log κ": "No method that uses only gradients can do that on every quadratic, in enough dimensions: the lower bound grows with √κ.",
        }),
        Reminder("β = 0.9, and α is turned up on a ravine. Which of the three is the first to fly?", "NAG", {
            "gradient descent": "It stands αλ up to 2. One of the others stands less.",
            "momentum": "It stands the most of the three: αλ up to 2(1 + β) = 3.8.",
            "NAG": "It stands αλ up to (2 + 2β)/(1 + 2β), here 1.36. That will matter again.",
        }),
        Reminder("Why did the heavy ball never arrive on the function with two bends?",
                 "its setting is the best for quadratics, and that function is not one", {
            "its setting is the best for quadratics, and that function is not one": "NAG, with its own setting, arrived.",
            "the learning rate is above 2/L": "It is. But momentum may go up to 2(1 + β)/L, and with this setting it converges on every "
                                              "quadratic with these curvatures.",
            "the function has no minimum": "It has one, at 0.",
        }),
    ),
    "09": (
        Reminder("The learning rate was chosen on some seeds. Which seeds does a fair report use?", "other seeds", {
            "the same seeds": "The best of many tries on them is partly luck.",
            "other seeds": "Nothing was chosen on them, so they do not flatter.",
            "the best seed": "That would report luck.",
        }),
        Reminder("Two methods ran on the same ten seeds. What shows whether they differ?",
                 "the differences seed by seed, and their standard error", {
            "the spread of all single runs": "It includes how hard each seed is, and that cancels in the differences.",
            "the differences seed by seed, and their standard error": "They leave out how hard a seed is for both.",
            "which has the best single run": "One lucky run says little.",
        }),
        Reminder("x is the position and y the look-ahead point. Where does NAG stand still at the end?",
                 "both come to the same point", {
            "x at the minimum, y beyond it": "At rest v is 0, and y = x − βv.",
            "y at the minimum, x beyond it": "At rest v is 0, and y = x − βv.",
            "both come to the same point": "With v = 0 they coincide. On the way they differ, and this notebook is about that difference.",
        }),
    ),
    "10": (
        Reminder("What is the parameter p of torch's SGD with nesterov=True, in mid-run?", "the look-ahead point", {
            "the paper's θ": "θ is p + αβ times the buffer.",
            "the look-ahead point": "That is θ − βv, where the next gradient is measured.",
            "the mean of all positions so far": "SGD keeps no mean. One of the methods of this notebook does.",
        }),
        Reminder("The learning rate drops tenfold. What happens to the velocity that torch has built up?", "it drops tenfold too", {
            "it drops tenfold too": "The rate stands outside the buffer, so it scales the old gradients as well.",
            "it lives on": "It does in Keras, where the rate is inside the velocity.",
            "it is set to zero": "That would be a restart.",
        }),
        Reminder("On ten seeds one method's mean loss is lower by half a standard error of the paired differences. What is established?",
                 "nothing", {
            "that it is better": "A difference of that size or more comes up by chance more often than not.",
            "that it is better by half": "A standard error says how uncertain the difference is, not how large.",
            "nothing": "It would take about two standard errors.",
        }),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """A question in the series.

    Attributes
    ----------
    notebook : str
        The notebook at whose beginning it is asked first.
    about : str
        The notebook before, which it is about.
    question : Reminder
    """

    notebook: str
    about: str
    question: Reminder


@functools.cache
def every():
    """Return all questions in their order, a dict from names to `Asked`. A question that is worded anew gets another name."""
    return {
        f"{notebook}_{hashlib.sha256(question.text.encode()).hexdigest()[:8]}": Asked(
            notebook, f"{int(notebook) - 1:02}", question
        )
        for notebook, questions in REMINDERS.items()
        for question in questions
    }
