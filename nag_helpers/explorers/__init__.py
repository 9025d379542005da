"""Explorers: small live pictures, each answering one question. `stage` says how to make one."""

from nag_helpers.explorers.anatomy import AnatomyExplorer
from nag_helpers.explorers.asking import AskingExplorer
from nag_helpers.explorers.bounds import BoundsExplorer
from nag_helpers.explorers.converter import ConverterExplorer
from nag_helpers.explorers.curvature import CurvatureExplorer
from nag_helpers.explorers.drawing import CloudDrawing, CurveDrawing, PathDrawing
from nag_helpers.explorers.glass import GlassExplorer
from nag_helpers.explorers.map import MapExplorer
from nag_helpers.explorers.memory import MemoryExplorer
from nag_helpers.explorers.overshoot import OvershootExplorer
from nag_helpers.explorers.race import RaceExplorer
from nag_helpers.explorers.rate import RateExplorer
from nag_helpers.explorers.restart import RestartExplorer
from nag_helpers.explorers.roots import RootsExplorer
from nag_helpers.explorers.springs import SpringsExplorer
from nag_helpers.explorers.step_size import StepSizeExplorer
from nag_helpers.explorers.training import TrainingExplorer
from nag_helpers.explorers.tuning import TuningExplorer
from nag_helpers.explorers.walks import FilmExplorer
from nag_helpers.explorers.walks import film as film
from nag_helpers.explorers.worst_function import WorstFunctionExplorer
from nag_helpers.explorers.zeros import ZerosExplorer

__all__ = [
    "AnatomyExplorer",
    "AskingExplorer",
    "BoundsExplorer",
    "CloudDrawing",
    "ConverterExplorer",
    "CurvatureExplorer",
    "CurveDrawing",
    "FilmExplorer",
    "GlassExplorer",
    "MapExplorer",
    "MemoryExplorer",
    "OvershootExplorer",
    "PathDrawing",
    "RaceExplorer",
    "RateExplorer",
    "RestartExplorer",
    "RootsExplorer",
    "SpringsExplorer",
    "StepSizeExplorer",
    "TrainingExplorer",
    "TuningExplorer",
    "WorstFunctionExplorer",
    "ZerosExplorer",
]
