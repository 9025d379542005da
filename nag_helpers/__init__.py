"""Helpers of the notebook series on Nesterov's accelerated gradient.

Data flows one way: objective + rule + (α, β) → Path → picture → explorer. README.md beside this file says what is where.
"""

__version__ = "0.1.0"
