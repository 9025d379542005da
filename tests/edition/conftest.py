"""The browser edition, built once, and one browser that sees nothing but it."""

import importlib.util
import os
import subprocess
import tempfile
from pathlib import Path

import edition
import lab
import pytest

from tools import files, site
from tools.places import ROOT, SITE, notebook_files, python_in

CHECKED = ("00_invent_it", "05_momentum_or_nag", "08_training_networks")


def pytest_addoption(parser):
    parser.addoption(
        "--every",
        action="store_true",
        help="run every notebook of the browser edition, whole, not what is live in three",
    )
    parser.addoption("--built", action="store_true", help="test the site that stands in the folder site, as it is")


def pytest_generate_tests(metafunc):
    if "notebook_name" in metafunc.fixturenames:
        every = metafunc.config.getoption("--every", default=False)
        names = [path.stem for path in notebook_files()] if every else CHECKED
        metafunc.parametrize("notebook_name", names, scope="module")


def pytest_collection_modifyitems(items):
    missing = [
        what
        for what, there in (
            ("playwright", importlib.util.find_spec("playwright")),
            ("Chromium", lab.chromium()),
            ("the browser edition's tools", site.installed()),
        )
        if not there
    ]
    if missing and not os.environ.get("NAG_REQUIRE_BROWSER"):
        for item in items:
            if Path(__file__).parent in item.path.parents:
                reason = f"{' and '.join(missing)} not installed (python3 start.py install site)"
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def built(request, testrun_uid):
    """The folder of the site, built anew, by the first of the processes that test it, unless `--built` says otherwise."""
    if not request.config.getoption("--built", default=False):
        done = Path(tempfile.gettempdir()) / f"built-for-{testrun_uid}"
        with files.locked(Path(tempfile.gettempdir())):
            if not done.exists():
                subprocess.run([python_in(site.VENV), "start.py", "--inside", "site"], cwd=ROOT, check=True)
                done.touch()
    return SITE


@pytest.fixture(scope="session")
def address(built):
    with edition.serving_site(built) as address:
        yield address


@pytest.fixture(scope="session")
def context(browser):
    """One learner's browser: what it has fetched and kept stays for the next page."""
    context = browser.new_context(viewport={"width": 1500, "height": 1000})
    yield context
    context.close()
