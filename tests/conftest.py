"""For all tests: a busy machine is no failure, so hypothesis looks at no clock; and one browser for all pages."""

import lab
import pytest
from hypothesis import settings

settings.register_profile("no clock", deadline=None)
settings.load_profile("no clock")


@pytest.fixture(scope="session")
def browser():
    with lab.browsing() as browser:
        yield browser
