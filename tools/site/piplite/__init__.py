"""Stands in for the installer of JupyterLite's Python kernel, which imports it first of all.

The browser edition holds all that it needs, and asks no one for more.
"""

import logging

from piplite.piplite import install

__all__ = ["install"]

# Matplotlib warns that it looks for fonts, which takes a second. A notebook would show that under its first cell, in red.
logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
