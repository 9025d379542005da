"""Runs a module of the series inside the environment, so that it too ends in one sentence: ``-m tools.inside MODULE ...``."""

import runpy
import sys

from tools.endings import ends_in_a_sentence


@ends_in_a_sentence
def main(module, *words):
    """Run a module as if ``python -m`` had been asked for it. Of Ctrl-C start.py speaks, which hears it too."""
    sys.argv = [module, *words]
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
