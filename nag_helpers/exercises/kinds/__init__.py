"""The kinds of exercise: code to write or repair, lines to put in order, numbers to work out, choices, decisions, an explorer, a game."""

from nag_helpers.exercises.kinds.choice import ChoiceExercise
from nag_helpers.exercises.kinds.decision import DecisionExercise
from nag_helpers.exercises.kinds.function import FunctionExercise
from nag_helpers.exercises.kinds.game import GameExercise
from nag_helpers.exercises.kinds.goal import GoalExercise
from nag_helpers.exercises.kinds.numbers import ValueExercise
from nag_helpers.exercises.kinds.order import AssembledExercise, OrderExercise, ProofExercise

__all__ = [
    "AssembledExercise",
    "ChoiceExercise",
    "DecisionExercise",
    "FunctionExercise",
    "GameExercise",
    "GoalExercise",
    "OrderExercise",
    "ProofExercise",
    "ValueExercise",
]
