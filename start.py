"""Open the series in JupyterLab: ``python3 start.py``. Everything else it can do: ``python3 start.py --help``."""

import os
import sys

# The only lines that must run on any Python: an older one fails on the syntax of the files that they import.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.stderr.write("This series needs Python 3.11 or newer; this is Python %d.%d.\n" % tuple(sys.version_info[:2]))  # noqa: UP031
    sys.stderr.write("Install a newer one from python.org and run start.py with that.\n")
    sys.exit(1)

if __name__ == "__main__":
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))  # which PYTHONSAFEPATH leaves out
    try:
        from tools.commands import main

        ended = main()
    except KeyboardInterrupt:  # while Python was still reading the program
        sys.stderr.write("\nStopped.\n")
        ended = 130
    sys.exit(ended)
