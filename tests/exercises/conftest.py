"""For all tests of exercises: each answer counts alone, however often the tests before it have heard the same."""

import math

import pytest

from nag_helpers.exercises import check
from nag_helpers.learning import apart


@pytest.fixture(autouse=True)
def told_the_same_however_often(monkeypatch):
    monkeypatch.setattr(check, "PATIENT", math.inf)


@pytest.fixture(autouse=True)
def judged_here(monkeypatch):
    """Judge in this process, as where there is no other: test_hostile and the notebooks judge in processes of their own."""
    monkeypatch.setattr(apart, "is_possible", lambda: False)
