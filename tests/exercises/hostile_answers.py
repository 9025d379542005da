"""Answers that raise, loop, end the program or fill the memory wherever a check could touch them.

``ALL`` maps names to (exercise, answer). ``FROM_INSIDE`` names those that can be stopped without a child process.
"""

import contextlib
import itertools
import os
import sys
import time
from collections.abc import Mapping

import numpy as np


def raises(*arguments, **named):
    raise RuntimeError("hostile")


def loops(*arguments, **named):
    while True:
        pass


def exits(*arguments, **named):
    raise SystemExit


def recurses(*arguments, **named):
    return recurses(*arguments, **named)


DEEDS = {"raises": raises, "loops": loops, "exits": exits, "recurses": recurses}
TOUCHED = ("__array__", "__len__", "__iter__", "__getitem__", "__repr__", "__str__", "__eq__", "__float__", "__bool__")


def touchy(name, deed):
    """Make an object with one special method that does the deed."""
    return type("Touchy", (), {name: lambda self, *arguments, **named: deed()})()


def touchy_function(name, deed):
    def call(self, *arguments):
        return arguments[:2]

    return type("TouchyFunction", (), {"__call__": call, name: property(lambda self: deed())})()


class BadMapping(Mapping):
    def __init__(self, deed):
        self.deed = deed

    def __getitem__(self, key):
        return self.deed()

    def __iter__(self):
        return iter(("theta", "v"))

    def __len__(self):
        return 2


class BadText(Exception):
    def __init__(self, deed):
        self.deed = deed

    def __str__(self):
        return self.deed()


def returning(value):
    return lambda theta, v, gradient, alpha, beta: value


def raising(error):
    def nag_step(theta, v, gradient, alpha, beta):
        raise error

    return nag_step


def swallows_around_a_loop(*arguments):
    t = 0
    while True:
        try:
            while True:
                t = t + 1
        except:  # noqa: E722
            pass


def swallows_in_a_loop(*arguments):
    while True:
        try:
            time.monotonic()
        except:  # noqa: E722
            continue


def suppresses(*arguments):
    while True:
        with contextlib.suppress(BaseException):
            while True:
                abs(1)


def recursion_that_catches(*arguments):
    with contextlib.suppress(BaseException):
        recursion_that_catches()
    return recursion_that_catches()


def finally_loops(*arguments):
    try:
        while True:
            pass
    finally:
        while True:
            pass


def untraced(*arguments):
    sys.settrace(None)
    while True:
        pass


def generator_that_swallows(*arguments):
    def numbers():
        while True:
            try:
                yield 1
            except:  # noqa: E722
                pass

    for _ in numbers():
        pass


def prints_for_ever(*arguments):
    while True:
        print("x" * 1000)


def counts_for_ever(*arguments):
    return sum(itertools.count())


def sleeps(*arguments):
    time.sleep(1e9)


def deadlocks(*arguments):
    import threading

    lock = threading.Lock()
    lock.acquire()
    lock.acquire()


def multiplies_for_ever(*arguments):
    return 7 ** (7**12)


def ends_the_process(*arguments):
    os._exit(3)


def aborts(*arguments):
    os.abort()


def kills_itself(*arguments):
    os.kill(os.getpid(), 9)


def fills_a_list(*arguments):
    kept = [0]
    for one in kept:
        kept.append(one)  # noqa: PERF402


def fills_a_text(*arguments):
    text = "x"
    while True:
        text += text


def interrupts(*arguments):
    raise KeyboardInterrupt


def huge_table(*arguments):
    return np.ones((10**6, 10**6))


def circular():
    items = []
    items.append(items)
    return items


def deep():
    items = []
    for _ in range(100_000):
        items = [items]
    return items


def self_yielding(*arguments):
    yield from itertools.count()


INSIDE = {
    f"a result whose {name} {deed}": ("nag_step", returning((np.ones(1), touchy(name, DEEDS[deed]))))
    for name in TOUCHED
    for deed in ("raises", "loops")
}
INSIDE |= {
    f"an answer whose {name} {deed}": (exercise, touchy(name, DEEDS[deed]))
    for name, exercise in zip(TOUCHED, itertools.cycle(("landing", "which_wins", "nag_by_hand")))
    for deed in ("raises", "loops", "exits", "recurses")
}
INSIDE |= {
    f"a function whose {name} {deed}": ("nag_step", touchy_function(name, DEEDS[deed]))
    for name in ("__code__", "__signature__", "__name__", "__wrapped__")
    for deed in ("raises", "loops", "exits")
}
INSIDE |= {f"a mapping that {deed}": ("nag_step", returning(BadMapping(DEEDS[deed]))) for deed in DEEDS}
INSIDE |= {f"an error whose text {deed}": ("nag_step", raising(BadText(DEEDS[deed]))) for deed in DEEDS}
INSIDE |= {
    function.__name__: ("nag_step", function)
    for function in (
        loops, exits, recurses, swallows_around_a_loop, swallows_in_a_loop, suppresses, recursion_that_catches, finally_loops,
        untraced, generator_that_swallows, prints_for_ever, huge_table, self_yielding,
    )
}  # fmt: skip
INSIDE |= {
    "huge whole numbers": ("nag_step", returning((10**400, 10**400))),
    "a huge whole number": ("landing", 10**400),
    "an endless range": ("nag_by_hand", range(10**12)),
    "an array as a choice": ("which_wins", {"A": np.zeros(3), "B": np.zeros(3), "C": 1, "D": 1}),
    "choices that are arrays": ("which_wins", [np.zeros(3)] * 4),
    "a list in itself": ("landing", circular()),
    "a result in itself": ("nag_step", returning(circular())),
    "a list a hundred thousand deep": ("landing", deep()),
    "a result a hundred thousand deep": ("nag_step", returning((deep(), 1))),
    "dates": ("landing", np.array(["2026-01-01"], dtype="datetime64[D]")),
    "a structured array": ("landing", np.zeros(1, dtype=[("a", float), ("b", int)])),
    "objects in an array": ("landing", np.array([object()], dtype=object)),
    "a dictionary of dictionaries": ("which_wins", {key: {} for key in "ABCD"}),
    "complex": ("nag_step", returning((1j, 1j))),
}
OUTSIDE = {
    function.__name__: ("nag_step", function)
    for function in (
        counts_for_ever, sleeps, deadlocks, multiplies_for_ever, ends_the_process, aborts, kills_itself, fills_a_list,
        fills_a_text, interrupts,
    )
} | {"a result that fills the memory": ("nag_step", returning((range(10**12), 1)))}  # fmt: skip
