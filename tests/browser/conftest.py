"""One JupyterLab and one browser for all tests; each notebook is opened once for the tests that look at it."""

import importlib.util
import os
import shutil
from pathlib import Path

import lab
import pytest

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
ARTIFACTS = ROOT / "artifacts"


def pytest_collection_modifyitems(items):
    missing = [
        what
        for what, there in (("playwright", importlib.util.find_spec("playwright")), ("Chromium", lab.chromium()))
        if not there
    ]
    if missing and not os.environ.get("NAG_REQUIRE_BROWSER"):
        here = [item for item in items if Path(__file__).parent in item.path.parents]
        for item in here:
            item.add_marker(pytest.mark.skip(reason=f"{' and '.join(missing)} not installed"))


def pytest_generate_tests(metafunc):
    if "notebook_file" in metafunc.fixturenames:
        metafunc.parametrize("notebook_file", NOTEBOOKS, ids=lambda file: file.stem, scope="module")


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """A copy of the notebooks, and one more that holds every explorer."""
    folder = tmp_path_factory.mktemp("lab") / "notebooks"
    folder.mkdir()
    for file in NOTEBOOKS:
        shutil.copy(file, folder)
    from nag_helpers import explorers

    cells = ["from nag_helpers import explorers"]
    for name in explorers.__all__:
        cells += [f"explorers.{name}()"]
    lab.write_notebook(folder / lab.EVERY_EXPLORER, cells)
    return folder


@pytest.fixture(scope="session")
def server(folder):
    with lab.serving(folder) as server:
        yield server


@pytest.fixture(scope="session")
def context(browser):
    """One browser's memory for all pages: JupyterLab is fetched once."""
    context = browser.new_context(viewport={"width": 1500, "height": 1000})
    yield context
    context.close()


@pytest.fixture(scope="module")
def notebook(notebook_file, context, server):
    """A notebook of the series, opened, looked at, and then run as far as it is live."""
    with lab.opened(context, server, notebook_file.name) as notebook:
        notebook.widths_of_saved_pictures = notebook.widths_of_pictures()
        notebook.run_what_is_live()
        yield notebook


@pytest.fixture(scope="session")
def artifacts():
    ARTIFACTS.mkdir(exist_ok=True)
    return ARTIFACTS
