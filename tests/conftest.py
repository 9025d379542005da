"""For all tests: a busy machine is no failure, so hypothesis looks at no clock."""

from hypothesis import settings

settings.register_profile("no clock", deadline=None)
settings.load_profile("no clock")
