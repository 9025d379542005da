"""The ways in which start.py can fail to do what was asked, each with its own exit code."""


class Problem(Exception):
    """Something the user can mend: shown as a sentence, without a traceback."""

    exit_code = 1


class VenvMissing(Problem):
    exit_code = 4


class NetworkAway(Problem):
    exit_code = 5


class PortTaken(Problem):
    exit_code = 6


class InstallFailed(Problem):
    exit_code = 7


class UnknownName(Problem):
    exit_code = 8


class FilesInTheWay(Problem):
    exit_code = 9
