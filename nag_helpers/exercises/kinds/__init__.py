"""The kinds of exercise: code to write or repair, lines to put in order, numbers to work out, choices to make, an explorer to bring somewhere."""

from nag_helpers.exercises.kinds.choice import ChoiceExercise
from nag_helpers.exercises.kinds.function import FunctionExercise
from nag_helpers.exercises.kinds.goal import GoalExercise
from nag_helpers.exercises.kinds.numbers import ValueExercise
from nag_helpers.exercises.kinds.order import OrderExercise, ProofExercise

__all__ = ["ChoiceExercise", "FunctionExercise", "GoalExercise", "OrderExercise", "ProofExercise", "ValueExercise"]
