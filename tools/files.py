"""Files that are never seen half written, and one process at a time: `nag_helpers.files`, which needs nothing installed."""

from nag_helpers.files import locked, sentence, sweep, write, write_all

__all__ = ["locked", "sentence", "sweep", "write", "write_all"]
