"""The kinds of exercise: code to write or repair, numbers to work out, choices to make, an explorer to bring somewhere."""

from nag_helpers.exercises.kinds.choice import ChoiceExercise
from nag_helpers.exercises.kinds.function import FunctionExercise
from nag_helpers.exercises.kinds.goal import GoalExercise
from nag_helpers.exercises.kinds.numbers import ValueExercise

__all__ = ["ChoiceExercise", "FunctionExercise", "GoalExercise", "ValueExercise"]
