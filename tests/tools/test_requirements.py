"""The places that name versions agree: pyproject.toml, requirements/, environment.yml, npm's lock files."""

import concurrent.futures
import json
import re
import time
import tomllib
from importlib import metadata

import pytest
import rattler
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

from tools import npm
from tools.author import pins
from tools.places import PYPROJECT, REQUIREMENTS, ROOT

PROJECT = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in sorted(REQUIREMENTS.glob("*.txt"))}
VERSIONS = {
    name: {canonicalize_name(one): Version(pin) for one, pin in pins.versions(text).items()}
    for name, text in TEXTS.items()
}
PINS = {one: pin for name in pins.TOGETHER for one, pin in VERSIONS[name].items()}
EXTRAS = PROJECT["optional-dependencies"]
ASKED = [(extra, asked) for extra in EXTRAS for asked in [*PROJECT["dependencies"], *EXTRAS[extra]]]
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
CONDA_NAMES = {"matplotlib-base": "matplotlib"}  # without Qt, which a notebook does not need
NOT_PINNED = {"python", "pip", "setuptools"}
OLDEST = "3.11.0"  # the oldest Python that start.py lets pass


@pytest.mark.parametrize(("extra", "asked"), ASKED)
def test_every_requirement_is_pinned_at_a_version_that_it_allows(extra, asked):
    requirement = Requirement(asked)
    pinned = VERSIONS[extra] | (VERSIONS["lab"] if TEXTS[extra].startswith("-r lab.txt\n") else {})
    assert pinned[canonicalize_name(requirement.name)] in requirement.specifier


@pytest.mark.parametrize("name", TEXTS)
def test_everything_has_an_exact_version_and_a_hash_and_no_address(name):
    entry = re.compile(r"[\w.-]+==[\w.+]+( ; [^\\]+)?( \\\n    --hash=sha256:[0-9a-f]{64})+\n")
    rest = entry.sub("", TEXTS[name].removeprefix("-r lab.txt\n"))
    assert rest == ""


def test_what_is_installed_together_agrees():
    seen = [(one, pin) for name in pins.TOGETHER for one, pin in VERSIONS[name].items()]
    assert len(dict(seen)) == len(set(seen))


def test_a_file_on_top_of_what_a_learner_needs_names_only_what_is_more():
    text = "numpy==2.0 \\\n    --hash=sha256:aa\ntoml==1.0 ; sys_platform == 'x' \\\n    --hash=sha256:bb \\\n    --hash=sha256:cc\n"
    assert pins.on_top(text, "numpy==2.0 \\\n    --hash=sha256:aa\n") == "-r lab.txt\n" + text.partition("aa\n")[2]


def test_conda_gets_the_renewed_versions_and_keeps_the_rest():
    text = "- conda-forge\n  - python=3.13\n  - pip\n  - numpy=2.0.0\n  - matplotlib-base=3.8\n"
    assert pins.for_conda(text, {"numpy": "2.1", "matplotlib": "3.9"}) == text.replace("2.0.0", "2.1").replace(
        "3.8", "3.9"
    )


@pytest.mark.parametrize("lock", sorted(npm.LOCKED.glob(f"*/{npm.LOCK}")), ids=lambda path: path.parent.name)
def test_packages_from_npm_are_locked_by_hash_without_addresses(lock):
    packages = json.loads(lock.read_text(encoding="utf-8"))["packages"]
    asked = json.loads(lock.with_name("package.json").read_text(encoding="utf-8"))["dependencies"]
    assert packages.pop("")["dependencies"] == asked
    assert all(
        package["integrity"].startswith("sha512-") and "resolved" not in package for package in packages.values()
    )


def test_npm_runs_no_scripts_of_packages_and_fetches_once_for_two_at_once(monkeypatch, tmp_path):
    ran = []

    def fetched(command, each_line, cwd):
        ran.append(command)
        time.sleep(0.2)
        (cwd / "node_modules").mkdir()

    monkeypatch.setattr(npm, "OTHER_ENVIRONMENTS", tmp_path)
    monkeypatch.setattr(npm.shutil, "which", lambda name: name)
    monkeypatch.setattr(npm, "run_lines", fetched)
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        assert set(pool.map(npm.ready, ["slides", "slides"])) == {npm.folder_of("slides")}
    assert ran == [["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-progress"]]


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
