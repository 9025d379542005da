"""The places that name versions agree: pyproject.toml, constraints.txt, environment.yml."""

import tomllib
from importlib import metadata

import pytest
import rattler
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

from tools.places import CONSTRAINTS, PYPROJECT, ROOT

PROJECT = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
PINS = {
    canonicalize_name(line.split("==")[0]): Version(line.split("==")[1])
    for line in CONSTRAINTS.read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
}
ASKED = [
    *PROJECT["dependencies"],
    *(requirement for extra in PROJECT["optional-dependencies"].values() for requirement in extra),
]
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
CONDA_NAMES = {"matplotlib-base": "matplotlib"}  # without Qt, which a notebook does not need
NOT_PINNED = {"python", "pip", "setuptools"}
OLDEST = "3.11.0"  # the oldest Python that start.py lets pass


@pytest.mark.parametrize("asked", ASKED)
def test_every_requirement_is_pinned_at_a_version_that_it_allows(asked):
    requirement = Requirement(asked)
    assert PINS[canonicalize_name(requirement.name)] in requirement.specifier


def test_constraints_are_exact_versions_sorted_by_name():
    lines = [line for line in CONSTRAINTS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert lines == sorted(lines, key=lambda line: line.split("==")[0])
    for line in lines:
        (specifier,) = Requirement(line).specifier
        assert specifier.operator == "=="


def test_the_oldest_python_can_install_every_pinned_package_that_is_installed_here():
    here = {canonicalize_name(found.name): found for found in metadata.distributions()}
    pinned_here = [here[name] for name, pin in PINS.items() if name in here and _same(here[name].version, pin)]
    assert len(pinned_here) > len(PINS) / 2
    asked = {found.name: found.metadata["Requires-Python"] or "" for found in pinned_here}
    assert {name: python for name, python in asked.items() if OLDEST not in SpecifierSet(python)} == {}


def _same(version, pin):
    return Version(version).public == pin.public


def test_conda_specs_parse_strictly_and_accept_exactly_the_pinned_version():
    for text in CONDA:
        spec = rattler.MatchSpec(text, strict=True)
        name = spec.name.normalized
        if name in NOT_PINNED:
            continue
        pinned = PINS[CONDA_NAMES.get(name, name)]
        assert _accepts(spec, pinned)
        assert not _accepts(spec, Version(f"{pinned.major}.{pinned.minor + 1}"))


def _accepts(spec, version):
    return rattler.VersionSpec(str(spec.version)).matches(rattler.Version(str(version)))


def test_conda_has_what_a_learner_needs():
    have = {
        CONDA_NAMES.get(name, name) for name in (rattler.MatchSpec(text, strict=True).name.normalized for text in CONDA)
    }
    asked = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["lab"]]
    assert {canonicalize_name(Requirement(text).name) for text in asked} <= have


def test_conda_has_a_python_that_the_package_allows():
    (python,) = (text for text in CONDA if text.startswith("python="))
    assert python.removeprefix("python=") in SpecifierSet(PROJECT["requires-python"])


def test_start_asks_for_the_python_that_the_package_asks_for():
    assert PROJECT["requires-python"] == ">=3.11"
    assert "sys.version_info < (3, 11)" in (ROOT / "start.py").read_text(encoding="utf-8")


def test_conda_installs_nothing_by_pip_so_that_binder_can_reuse_its_environment():
    assert all(isinstance(entry, str) for entry in CONDA)
