"""What an optimiser computes, from a terminal: ``python -m nag_helpers.frameworks.identify torch.optim:SGD lr=0.02 momentum=0.9 nesterov=True``."""

import ast
import importlib
import sys

from nag_helpers.frameworks.identify import identify
from nag_helpers.frameworks.installed import import_keras

USAGE = """usage: python -m nag_helpers.frameworks.identify MODULE:NAME [SETTING=VALUE ...]
for example: python -m nag_helpers.frameworks.identify torch.optim:SGD lr=0.02 momentum=0.9 nesterov=True"""


def main(arguments):
    """Print what an optimiser computes, and its numbers; return 0, or 2 with a sentence if it cannot be found or run.

    Parameters
    ----------
    arguments : list of str
        The module and name, and settings.
    """
    if not arguments or arguments[0] in ("-h", "--help"):
        print(USAGE)
        return 0 if arguments else 2
    try:
        found = identify(_optimiser(arguments[0]), **dict(map(_setting, arguments[1:])))
    except (ValueError, TypeError) as error:
        print(error, file=sys.stderr)
        return 2
    print(found.sentence)
    print(found.row)
    return 2 if found.method is None else 0


def _optimiser(named):
    module, colon, name = named.partition(":")
    if not colon:
        raise ValueError(f"the optimiser must be written MODULE:NAME, got {named!r}\n{USAGE}")
    try:
        imported = import_keras() if module.startswith("keras") else None
        imported = importlib.import_module(module) if imported is None or module != "keras" else imported
    except ImportError as error:
        raise ValueError(f"the module must be installed, got {module!r}: {error}") from None
    for part in name.split("."):
        if not hasattr(imported, part):
            raise ValueError(f"the name must be one in {module}, got {name!r}")
        imported = getattr(imported, part)
    return imported


def _setting(written):
    name, equals, value = written.partition("=")
    if not equals:
        raise ValueError(f"a setting must be written NAME=VALUE, got {written!r}\n{USAGE}")
    try:
        return name, ast.literal_eval(value)
    except (ValueError, SyntaxError):
        return name, value


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
