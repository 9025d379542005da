"""The quiz: ten questions on what momentum and NAG do, in three parallel forms. Each wrong option is a thought that learners have.

What a right option says is measured by tests (`tests/learning/test_quiz.py`) where a run can decide it.
"""

from dataclasses import dataclass

FORMS = ("A", "B", "C")


@dataclass(frozen=True)
class Asked:
    """A question of the quiz.

    Attributes
    ----------
    text, right : str
    thoughts : dict, option -> str
        The thought behind each wrong option.
    """

    text: str
    right: str
    thoughts: dict

    @property
    def options(self):
        """All options, the right one first; they are shown in an order of the learner's own."""
        return (self.right, *self.thoughts)


#: Topic -> its question in each form.
TOPICS = {
    "where the slope is asked": (
        Asked(
            "A ball moves to the right and stands left of a valley's lowest point. Its next coast would end right of that point. "
            "To which side does momentum's push go in this update?",
            "to the right",
            {
                "to the left": "momentum asks at the end of its coast",
                "it makes none": "the slope is taken at the lowest point",
            },
        ),
        Asked(
            "A ball moves to the right and stands left of a valley's lowest point. Its next coast would end right of that point. "
            "To which side does NAG's push go in this update?",
            "to the left",
            {"to the right": "NAG asks where it stands", "it makes none": "the slope is taken at the lowest point"},
        ),
        Asked(
            "A ball moves to the right and stands right of a valley's lowest point; its coast leads further right. Which method pushes it back to "
            "the left in this update?",
            "both, and NAG harder",
            {
                "momentum only": "asking ahead forgets what is behind",
                "NAG only": "momentum never brakes",
                "both, equally": "the slope is the same wherever one asks",
            },
        ),
    ),
    "what a memory adds up to": (
        Asked(
            "On an endless, even slope momentum keeps three quarters of each step. How long do its steps become, compared with gradient "
            "descent's?",
            "4 times as long",
            {
                "1.75 times as long": "only the last step is remembered",
                "longer and longer": "nothing of it is ever lost",
            },
        ),
        Asked(
            "On an endless, even slope momentum keeps nine tenths of each step. How long do its steps become, compared with gradient "
            "descent's?",
            "10 times as long",
            {
                "1.9 times as long": "only the last step is remembered",
                "longer and longer": "nothing of it is ever lost",
            },
        ),
        Asked(
            "On an endless, even slope momentum's steps become five times as long as gradient descent's. Which share of a step does it keep?",
            "four fifths",
            {"one fifth": "what is lost is what is kept", "four times as much": "a share adds up like a factor"},
        ),
    ),
    "at the bottom": (
        Asked(
            "A ball with much memory rolls through the lowest point of a bowl. Just there the slope is zero. What does momentum do next?",
            "it rolls on by nearly its last step",
            {"it stays": "no slope means no step", "it turns back": "the ball knows that it has passed the goal"},
        ),
        Asked(
            "Momentum and NAG pass the lowest point of a bowl at the same speed. Just there the slope is zero. Which rolls less far in its next update?",
            "NAG",
            {"momentum": "who looks ahead goes ahead", "neither: the slope there is zero": "NAG asks where it stands"},
        ),
        Asked(
            "Gradient descent happens to land exactly on the lowest point of a bowl. What does it do next?",
            "it stays",
            {"it rolls on": "every method is a ball that rolls", "it goes back and forth": "a step is always made"},
        ),
    ),
    "where the brake is": (
        Asked(
            "A ravine, steep across and nearly flat along. Same learning rate, same memory: where does NAG walk differently from momentum?",
            "across",
            {
                "along": "looking ahead makes the long way shorter",
                "in both, by the same share": "the brake is a smaller memory everywhere",
            },
        ),
        Asked(
            "On ground that slopes evenly, without any bend, momentum and NAG are let go at the same speed. Which is ahead after ten updates?",
            "neither",
            {"NAG": "looking ahead is faster", "momentum": "looking ahead brakes"},
        ),
        Asked(
            "Somebody says: in a ravine NAG arrives sooner because it takes longer steps along the floor. What is nearer to the truth?",
            "it swings less from wall to wall",
            {
                "that is right": "looking ahead makes the long way shorter",
                "it takes shorter steps everywhere": "the brake is a smaller memory everywhere",
            },
        ),
    ),
    "a step too long": (
        Asked(
            "In a bowl that is steep in one direction and flat in the other, gradient descent's learning rate is a little beyond the limit of the steep one. "
            "What is seen?",
            "ever wider swings along the steep direction",
            {
                "slow progress, and no more": "a step too long only wastes time",
                "it flies away in both directions": "one limit holds for all directions",
            },
        ),
        Asked(
            "A bowl is steep in one direction and flat in the other. Which decides how large gradient descent's learning rate may be?",
            "the steep one",
            {"the flat one": "what is slow sets the pace", "their mean": "directions share their limit"},
        ),
        Asked(
            "After a larger learning rate gradient descent jumps from one side of a valley to the other, each jump shorter than the one before. Does it arrive?",
            "yes",
            {
                "no, it passes the goal every time": "past the goal is lost",
                "only with a memory": "swings need momentum to calm down",
            },
        ),
    ),
    "a test from rest": (
        Asked(
            "Two programs, one said to be momentum and one NAG, make one update from rest and give the same number. What has been shown?",
            "nothing: from rest both must agree",
            {
                "both are the same method": "equal numbers, equal methods",
                "one of them is wrong": "NAG differs in every update",
            },
        ),
        Asked(
            "From rest, in a bowl: after which update do momentum and NAG first stand at different places?",
            "the second",
            {"the first": "NAG differs in every update", "never, in a bowl": "they differ on bent ground only"},
        ),
        Asked(
            "You may make one single update to find out whether a program is NAG. From where do you start it?",
            "from a place with a slope, with a velocity",
            {
                "from rest": "NAG differs in every update",
                "from the lowest point, at rest": "there nothing disturbs the test",
            },
        ),
    ),
    "who flies away first": (
        Asked(
            "One bowl, memory 0.9, and the learning rate rises slowly. Which flies away first?",
            "NAG",
            {
                "momentum": "who swings most, flies first",
                "gradient descent": "a memory makes everything safer",
                "all at the same": "one limit holds for all methods",
            },
        ),
        Asked(
            "One bowl, memory 0.9, and the learning rate rises slowly. Which holds out longest?",
            "momentum",
            {
                "NAG": "looking ahead is always safer",
                "gradient descent": "without memory nothing can fly",
                "all the same": "one limit holds for all methods",
            },
        ),
        Asked(
            "One bowl, memory 0.9, and a learning rate just below gradient descent's limit. Which of the three arrive?",
            "gradient descent and momentum",
            {
                "all three": "one limit holds for all methods",
                "only NAG": "looking ahead is always safer",
                "only gradient descent": "memory always lowers the limit",
            },
        ),
    ),
    "more memory": (
        Asked(
            "In a ravine momentum works well with a memory of 0.9. You take 0.99 and change nothing else. What will most likely happen?",
            "it swings for longer and arrives later",
            {
                "it arrives ten times sooner": "ten times the memory, ten times the speed",
                "nothing: the memory adds up to one": "momentum is a mean of slopes",
            },
        ),
        Asked(
            "Two balls swing in the same bowl, one with a memory of 0.9 and one with 0.99. Whose swings die out sooner?",
            "that with 0.9",
            {
                "that with 0.99": "more memory cancels the swings better",
                "both: the bowl decides": "only the ground brakes",
            },
        ),
        Asked(
            "What keeps you from giving momentum more and more memory?",
            "what swings then takes ever longer to calm down",
            {
                "nothing: more is better": "ten times the memory, ten times the speed",
                "the steps along the floor become too short": "momentum is a mean of slopes",
            },
        ),
    ),
    "a fair comparison": (
        Asked(
            "A slide: NAG, with the best of a hundred learning rates, arrives after 70 updates; momentum, with the usual one, after 210. What follows?",
            "nothing, until momentum was tuned the same way",
            {
                "NAG is three times as fast": "a number is a number",
                "NAG is faster, perhaps less than three times": "the sign of a difference is safe",
            },
        ),
        Asked(
            "Two networks, one trained with NAG and one with momentum, one run each. NAG ends with 1 % fewer errors. What follows?",
            "nothing, until more runs from other starts say so",
            {
                "NAG is better for this network": "one run tells the truth",
                "NAG is better for networks": "what holds once, holds everywhere",
            },
        ),
        Asked(
            "Of a thousand settings you take the one that arrives soonest from one start. How well will it do from other starts?",
            "worse than it looked, perhaps it flies away",
            {
                "just as well": "the best is the best",
                "better on the whole, as it was the best": "a maximum is an average",
            },
        ),
    ),
    "what it costs": (
        Asked(
            "For how many slopes does NAG ask in each update?",
            "one",
            {
                "two: here and ahead": "asking ahead comes on top",
                "one, and a curvature": "looking ahead needs the bend",
            },
        ),
        Asked(
            "How much more must NAG remember from update to update than momentum?",
            "nothing more",
            {
                "a second velocity": "there are two places, so two memories",
                "the slope of the place ahead": "asking ahead comes on top",
            },
        ),
        Asked(
            "What is changed in a program of momentum to make it NAG?",
            "the place where it asks for the slope",
            {
                "a second slope is asked for and added": "asking ahead comes on top",
                "the memory grows from update to update": "acceleration means faster and faster",
            },
        ),
    ),
}
