"""For all tests of exercises: each answer counts alone, however often the tests before it have heard the same."""

import math

import pytest

from nag_helpers.exercises import check


@pytest.fixture(autouse=True)
def told_the_same_however_often(monkeypatch):
    monkeypatch.setattr(check, "PATIENT", math.inf)
