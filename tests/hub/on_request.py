"""A real JupyterHub on this machine: ``python3 start.py install hub``, then ``python3 start.py test tests/hub/on_request.py``.

Two learners follow the hub's link, log in, get copies of their own, work, and find their work after the hub was restarted.
"""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from urllib.parse import urlencode

import lab
import pytest

from tools.author import bare
from tools.places import ROOT
from tools.teacher import hub

NOTEBOOK = "00_invent_it.ipynb"
CONFIG = """
import os, sys
c = get_config()
c.JupyterHub.ip, c.JupyterHub.port, c.JupyterHub.hub_port = "127.0.0.1", {port}, {hub_port}
c.ConfigurableHTTPProxy.api_url, c.ConfigurableHTTPProxy.command = "http://127.0.0.1:{api_port}", {proxy!r}
c.JupyterHub.authenticator_class, c.JupyterHub.spawner_class = "dummy", "simple"
c.DummyAuthenticator.password, c.Authenticator.allow_all = "a room's", True
c.SimpleLocalProcessSpawner.home_dir_template = {homes!r} + "/{{username}}"
c.Spawner.cmd = [sys.executable, "-m", "jupyterhub.singleuser", "--allow-root", "--LabApp.expose_app_in_browser=True"]
c.Spawner.environment = {{"GIT_CONFIG_COUNT": "0", "JUPYTERHUB_SINGLEUSER_APP": "jupyter_server.serverapp.ServerApp"}}
c.Spawner.start_timeout = c.Spawner.http_timeout = 120
"""


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    """A repository as the learners' branch holds it: the notebooks without outputs."""
    folder = tmp_path_factory.mktemp("published") / "nag"
    shutil.copytree(ROOT / "notebooks", folder / "notebooks", ignore=shutil.ignore_patterns(".*", "progress*"))
    bare.strip(folder / "notebooks")
    author = ["-c", "user.name=test", "-c", "user.email=test@example.org"]
    for words in (["init", "-q", "-b", "learners"], ["add", "-A"], [*author, "commit", "-qm", "the series"]):
        subprocess.run(["git", *words], cwd=folder, check=True)
    return folder


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    """The hub's folder, with its configuration in it."""
    if not hub.COMMAND.exists():
        pytest.skip("not installed: JupyterHub's proxy (python3 start.py install hub)")
    folder = tmp_path_factory.mktemp("hub")
    (folder / "homes").mkdir()
    ports = {name: _free_port() for name in ("port", "hub_port", "api_port")}
    (folder / "jupyterhub_config.py").write_text(
        CONFIG.format(**ports, proxy=[shutil.which("node"), str(hub.COMMAND)], homes=str(folder / "homes"))
    )
    return folder, f"http://127.0.0.1:{ports['port']}"


def _free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextlib.contextmanager
def running(settings):
    """Run the hub until the block ends; its learners' servers end with it."""
    folder, address = settings
    clean = {name: value for name, value in os.environ.items() if not name.startswith("JUPYTER")}
    with open(folder / "hub.log", "a") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyterhub", "-f", "jupyterhub_config.py"],
            cwd=folder,
            env=clean,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_for(f"{address}/hub/health", process, folder / "hub.log")
            yield address
        finally:
            process.terminate()
            process.wait(120)


def _wait_for(address, process, log):
    end = time.monotonic() + 120
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            urllib.request.urlopen(address, timeout=5).close()
            return
        time.sleep(0.3)
    raise RuntimeError(f"JupyterHub did not start:\n{log.read_text()[-3000:]}")


@contextlib.contextmanager
def logged_in(browser, address, repository, name):
    """Follow the room's link as a learner, log in, and wait until notebook 0 is open."""
    asked = {"repo": repository.as_uri(), "branch": "learners", "urlpath": f"lab/tree/nag/notebooks/{NOTEBOOK}"}
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(f"{address}/hub/user-redirect/git-pull?{urlencode(asked)}", timeout=lab.PATIENCE)
    page.fill("#username_input", name)
    page.fill("#password_input", "a room's")
    page.click("#login_submit")
    notebook = lab.Notebook(page)
    notebook.wait_until_open()
    try:
        yield notebook
    finally:
        context.close()


CHECK = "from nag_helpers import exercises\nexercises.landing.check({})"
ANSWERS = {"anna": "(0.765, 0.09, -0.755)", "ben": "(0.765, 0.09, 0.955)"}


def solve(notebook, answer):
    """Answer the first exercise, save the notebook, and return what the check says."""
    said = notebook.run_instead("exercise:landing", CHECK.format(answer))
    notebook.page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
    return said


def test_two_learners_work_apart_and_find_their_work_after_a_restart(settings, repository, browser):
    with running(settings) as address:
        for name, answer in ANSWERS.items():
            with logged_in(browser, address, repository, name) as notebook:
                assert ("Correct" in solve(notebook, answer)) == (name == "anna")
    with running(settings) as address:
        for name, answer in ANSWERS.items():
            with logged_in(browser, address, repository, name) as notebook:
                assert CHECK.format(answer) in [cell["source"] for cell in notebook.cells()]
                kept = notebook.run_instead(
                    "exercise:landing", "from nag_helpers import exercises\nexercises.progress()"
                )
                assert f"{int(name == 'anna')} of " in kept
