"""The house: what may import what, read from the imports themselves, and how much stands at the top."""

import ast
from pathlib import Path

import pytest

import nag_helpers

TOP = Path(nag_helpers.__file__).parent
MODULES = {
    ".".join(path.relative_to(TOP.parent).with_suffix("").parts).removesuffix(".__init__"): path
    for path in TOP.rglob("*.py")
}
#: The floors of the house. A module imports from its own wing and from floors below; the root package counts as the lowest.
FLOORS = [
    ("checks", "files", "png"),
    ("paths", "objectives", "schedules", "theory", "look"),
    ("shown",),
    ("runs", "plots"),
    ("optimizers",),
    ("networks",),
    ("learning", "frameworks", "cheatsheet", "pictures"),
    ("exercises", "explorers"),
]


def imports_of(name):
    """Return the modules of ours that a module imports anywhere, also inside its functions."""
    found = set()
    for node in ast.walk(ast.parse(MODULES[name].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {
                f"{node.module}.{alias.name}" if f"{node.module}.{alias.name}" in MODULES else node.module
                for alias in node.names
            }
    return found & set(MODULES)


def floor(name):
    """Return the number of the floor on which a module stands."""
    parts = name.split(".")
    return -1 if len(parts) == 1 else next(i for i, rooms in enumerate(FLOORS) if parts[1] in rooms)


def wing(name):
    return name.split(".")[1] if name.count(".") and (TOP / name.split(".")[1]).is_dir() else name


@pytest.mark.parametrize("name", MODULES)
def test_no_import_runs_upward_or_across(name):
    wrong = {other for other in imports_of(name) if wing(other) != wing(name) and floor(other) >= floor(name)}
    allowed = {("runs", "paths"), ("exercises", "learning")}
    assert not {other for other in wrong if (wing(name), wing(other)) not in allowed}


def test_no_imports_run_in_a_circle():
    left = {name: imports_of(name) - {name} for name in MODULES}
    while left:
        ready = [name for name, needed in left.items() if not needed & set(left)]
        assert ready, f"these import one another: {left}"
        for name in ready:
            del left[name]


def test_the_top_can_be_taken_in_at_a_glance():
    shown = [path for path in TOP.iterdir() if path.name != "__pycache__"]
    assert sum(path.is_file() for path in shown) <= 15
    assert sum(path.is_dir() for path in shown) <= 7


@pytest.mark.parametrize("name", ["networks", "frameworks", "learning"])
def test_a_wing_says_what_is_in_it_and_hands_out_what_it_names(name):
    package = __import__(f"nag_helpers.{name}", fromlist=["*"])
    assert len(package.__doc__) > 80
    assert package.__all__ == sorted(package.__all__)
    assert all(hasattr(package, one) for one in package.__all__)
