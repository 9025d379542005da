"""The browser edition: a folder of files that any web server can show, in which the series runs without an installation."""

from tools import environment
from tools.places import OTHER_ENVIRONMENTS

VENV = OTHER_ENVIRONMENTS / "site"
RUN = "run"  # the folder of the site in which notebooks run
READ = "read"  # and the one in which they are read


def ready():
    """Return the Python of the environment that builds the site, installing what is missing."""
    return environment.ready("site", venv=VENV)


def installed():
    """Return whether that environment has been made."""
    return environment.holds("site", venv=VENV)
