"""Explorers: small live pictures, each answering one question. `stage` says how to make one."""

from nag_helpers.explorers.anatomy import AnatomyExplorer
from nag_helpers.explorers.converter import ConverterExplorer
from nag_helpers.explorers.curvature import CurvatureExplorer
from nag_helpers.explorers.memory import MemoryExplorer
from nag_helpers.explorers.race import RaceExplorer
from nag_helpers.explorers.step_size import StepSizeExplorer
from nag_helpers.explorers.training import TrainingExplorer

__all__ = [
    "AnatomyExplorer",
    "ConverterExplorer",
    "CurvatureExplorer",
    "MemoryExplorer",
    "RaceExplorer",
    "StepSizeExplorer",
    "TrainingExplorer",
]
