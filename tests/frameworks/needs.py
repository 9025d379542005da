"""What a test needs of the real frameworks."""

import importlib.util

import pytest

from nag_helpers.frameworks import installed


def needs(*packages):
    """Return a mark that skips a test, by name, where a package is missing."""
    known = installed.versions()
    missing = [one for one in packages if (known[one] if one in known else importlib.util.find_spec(one)) is None]
    return pytest.mark.skipif(bool(missing), reason=f"not installed: {', '.join(missing)}")
