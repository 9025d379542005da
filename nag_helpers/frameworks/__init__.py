"""NAG as the frameworks and papers write it.

`forms` has each update as a step function of ours, `relatives` newer methods, `conversions` turns the state of one into that of another, `checkpoints`
reads the state of a real optimiser, `installed` runs the real packages, where they are installed, and reads what they
gave elsewhere. `heirs_table` is an experiment on newer methods, kept as data. `identify` says of any optimiser what it computes.
"""

from nag_helpers.frameworks import checkpoints, conversions, forms, heirs_table, installed, relatives
from nag_helpers.frameworks.identify import identify

__all__ = ["checkpoints", "conversions", "forms", "heirs_table", "identify", "installed", "relatives"]
