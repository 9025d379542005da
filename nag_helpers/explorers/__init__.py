"""Explorers: small live pictures, each answering one question. `stage` says how to make one."""

from nag_helpers.explorers.converter import ConverterExplorer
from nag_helpers.explorers.race import RaceExplorer

__all__ = ["ConverterExplorer", "RaceExplorer"]
