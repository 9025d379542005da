"""What a test needs of the real frameworks."""

import pytest

from nag_helpers.frameworks import installed


def needs(*packages):
    """Return a mark that skips a test, by name, where a package is missing."""
    missing = [package for package in packages if installed.versions()[package] is None]
    return pytest.mark.skipif(bool(missing), reason=f"not installed: {', '.join(missing)}")
