"""The way in which start.py can fail to do what was asked."""


class Problem(Exception):
    """Something the user can mend: shown as a sentence, without a traceback."""


class NetworkAway(Problem):
    """Packages could not be fetched, so that another way to the package index may still work."""
