"""Helpers of the notebook series on Nesterov's accelerated gradient."""

__version__ = "0.1.0"
