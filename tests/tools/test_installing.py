"""start.py installs small packages whole, or leaves what was there: after kills, moves, new pins, without a network."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time

import pytest
from fake_checkout import LAB, make_checkout, pin, start, start_in_a_group
from limited import as_nobody_known, as_ordinary_user, small_disk

from tools import environment, processes
from tools.places import python_in

PAGES = 40
NOWHERE = {"PIP_FIND_LINKS": os.devnull}
NO_NETWORK = {"PIP_FIND_LINKS": None, "PIP_NO_INDEX": None, "PIP_INDEX_URL": "http://127.0.0.1:9", "PIP_RETRIES": "1"}

on_posix = pytest.mark.skipif(os.name == "nt", reason="not on this system: signals and links are other ones on Windows")


def opening():
    """Return the words that open the series without a browser, on a port that is free just now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return "--no-browser", "--port", str(free.getsockname()[1])


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A checkout in which what learning needs is installed, and then the extra bench."""
    checkout = make_checkout(tmp_path_factory.mktemp("installed") / "a clone", PAGES)
    for words in ([], ["bench"]):
        ended = start(checkout, "install", *words)
        assert "Everything is installed." in ended.stdout, ended
        (checkout / ".venv" / "-".join(["installed", *words])).touch()
    return checkout


@pytest.fixture
def fresh(tmp_path):
    return make_checkout(tmp_path / "a clone", PAGES)


def opens(checkout, pages=PAGES, **variables):
    """See that the series opens; return what start.py said."""
    ended = start(checkout, *opening(), **variables)
    assert f"The page is there with {pages} files." in ended.stdout, ended
    assert ended.returncode == 0
    return ended.stdout


def opens_as_it_is(checkout, **variables):
    assert "Installing" not in opens(checkout, **variables)


def is_one_sentence(ended, *words):
    assert ended.returncode not in (0, 130)
    assert len(ended.stderr.splitlines()) == 1, ended.stderr
    assert all(word in ended.stderr for word in words), ended.stderr


def imports(checkout, module):
    words = [python_in(checkout / ".venv"), "-c", f"import {module}"]
    return subprocess.run(words, check=False, capture_output=True).returncode == 0


# --- what is whole stays usable


def test_what_is_installed_is_not_installed_again(installed):
    opens_as_it_is(installed)


@on_posix
def test_ctrl_c_while_jupyterlab_runs_is_one_word(installed):
    opened = start_in_a_group(installed, *opening(), STAYS_OPEN="60")
    while "The page is there" not in opened.stdout.readline():
        assert opened.poll() is None
    os.killpg(opened.pid, signal.SIGINT)
    said, _ = opened.communicate(timeout=300)
    assert opened.returncode == 130
    assert said.endswith("\nStopped.\n")
    assert said.count("Stopped.") == 1


def test_an_extra_that_cannot_be_had_closes_no_door(installed):
    is_one_sentence(start(installed, "handouts", **NO_NETWORK), "is there no network?")
    opens_as_it_is(installed, **NOWHERE)


def test_an_extra_is_installed_on_top_of_what_is_there(installed):
    assert (installed / ".venv/installed").exists()
    assert all(imports(installed, module) for module in ("ipympl", "jupyterlab", "nag_helpers"))


def test_a_file_with_another_hash_is_refused_and_leaves_the_old_environment(installed):
    pins = installed / "requirements/lab.txt"
    before = pins.read_text()
    pins.write_text(before[:-3] + "00\n")
    ended = start(installed, *opening())
    assert ended.returncode == 1
    assert "hash" in ended.stderr.lower()
    assert (installed / ".venv/installed-bench").exists()
    pins.write_text(before)
    opens_as_it_is(installed, **NOWHERE)


@pytest.mark.parametrize(
    "changed", [{"folder": "elsewhere"}, {"python": "3.10"}, {"holds": {"lab": "older pins"}}, None]
)
def test_a_stamp_that_says_something_else_does_not_count(installed, changed):
    stamp = installed / ".venv" / environment.STAMP
    said = stamp.read_text()
    in_there = "from tools import environment; print(environment.holds('lab'))"
    held = [sys.executable, "-c", in_there]
    assert subprocess.run(held, cwd=installed, capture_output=True, text=True, check=True).stdout == "True\n"
    try:
        stamp.write_text(json.dumps(json.loads(said) | changed) if changed else said[:40])
        assert subprocess.run(held, cwd=installed, capture_output=True, text=True, check=True).stdout == "False\n"
    finally:
        stamp.write_text(said)


@on_posix
def test_a_moved_folder_gets_a_new_environment_with_all_extras(installed):
    moved = installed.with_name("moved elsewhere")
    installed.rename(moved)
    for python in (moved / ".venv/bin").glob("python*"):  # and its Python has gone, too
        python.unlink()
        python.symlink_to("/nowhere/python3")
    opens(moved)
    assert imports(moved, "nag_helpers")
    assert imports(moved, "ipympl")
    assert not (moved / ".venv/installed").exists()
    assert sorted(path.name for path in moved.glob(".venv*")) == [".venv", ".venv.log"]
    moved.rename(installed)


def test_without_a_network_a_first_start_says_so(fresh):
    ended = start(fresh, "install", **NO_NETWORK)
    is_one_sentence(ended, "is there no network?")
    opens(fresh)


def test_an_environment_of_somebody_elses_is_left_alone(fresh):
    (fresh / ".venv").mkdir()
    (fresh / ".venv/theirs").touch()
    is_one_sentence(start(fresh, *opening()), "rename or remove it")
    assert [path.name for path in (fresh / ".venv").iterdir()] == ["theirs"]


# --- cut off


@on_posix
def test_an_installation_killed_while_it_unpacks_is_made_anew_and_two_at_once_are_one(fresh):
    many = {f"jupyterlab/static/{n}.js": "page\n" for n in range(4000)}
    pin(fresh, "lab", numpy={"numpy/__init__.py": ""}, jupyterlab={"jupyterlab/__main__.py": LAB, **many})
    first = start_in_a_group(fresh, "install")
    _wait_for(first, lambda: list((fresh / ".venv").glob("lib/python3*/site-packages/jupyterlab*")))
    os.killpg(first.pid, signal.SIGKILL)
    assert "Everything is installed" not in first.communicate()[0]
    again = start_in_a_group(fresh, "install")
    assert "Making" in again.stdout.readline()  # so it holds the lock
    waited = start(fresh, "install")
    assert "Everything is installed" in again.communicate(timeout=300)[0]
    assert "waiting for it to end" in waited.stdout
    assert "Installing" not in waited.stdout
    assert "Installing" not in opens(fresh, 4000)


def _wait_for(process, condition):
    deadline = time.monotonic() + 200
    while not condition():
        assert time.monotonic() < deadline and process.poll() is None, process.communicate()
        time.sleep(0.002)


@on_posix
def test_ctrl_c_at_any_moment_is_one_word(fresh):
    for delay in (0, 0.6, 1.5):
        opened = start_in_a_group(fresh, "install")
        assert "Making" in opened.stdout.readline()
        time.sleep(delay)
        os.killpg(opened.pid, signal.SIGINT)
        said, _ = opened.communicate(timeout=300)
        assert opened.returncode == 130
        assert "Traceback" not in said
        assert said.endswith("\nStopped.\n")


@on_posix
def test_a_full_disk_is_one_sentence_and_the_next_try_goes_on(tmp_path):
    with small_disk(tmp_path / "disk", "90m") as disk:
        checkout = make_checkout(disk / "a clone", PAGES)
        filler = disk / "filler"
        filler.write_bytes(b"x" * (shutil.disk_usage(disk).free - 8 * 2**20))
        ended = start(checkout, *opening())
        assert ended.returncode != 0
        assert "Traceback" not in ended.stderr
        assert "full" in ended.stderr or "No space left" in ended.stderr, ended.stderr
        filler.unlink()
        opens(checkout)


# --- other machines


def test_where_uv_does_not_run_pip_installs_the_same_with_settings_that_only_pip_reads(fresh, tmp_path):
    pin(fresh, "uv", uv={"uv/nothing_to_run.py": ""})
    conf = tmp_path / "pip.conf"
    conf.write_text(f"[global]\nno-index = true\nfind-links = {fresh.parent / 'wheels'}\n[install]\nuser = true\n")
    elsewhere = {
        "PIP_TARGET": str(tmp_path / "elsewhere"),
        "PIP_NO_DEPS": "1",
        "PIP_DRY_RUN": "1",
        "PIP_REQUIRE_HASHES": "1",
    }
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    for name in ("pip", "jupyterlab", "numpy", "nag_helpers"):
        (foreign / f"{name}.py").write_text("raise SystemExit('a foreign package')")
    only_pips = {"PIP_CONFIG_FILE": str(conf), "PIP_FIND_LINKS": None, "PIP_NO_INDEX": None}
    opens(fresh, **only_pips, **elsewhere, PYTHONPATH=str(foreign), PYTHONSAFEPATH="1")
    assert not (tmp_path / "elsewhere").exists()


def test_uv_gets_the_users_way_to_the_packages_and_nothing_puts_them_elsewhere(monkeypatch):
    for name in [name for name in os.environ if name.startswith(("PIP_", "UV_", "SSL_", "REQUESTS_"))]:
        monkeypatch.delenv(name)
    given = {
        "PIP_INDEX_URL": "index",
        "PIP_EXTRA_INDEX_URL": "one two",
        "PIP_FIND_LINKS": "one two",
        "PIP_TRUSTED_HOST": "host",
        "PIP_PROXY": "proxy",
        "PIP_CERT": "cert",
        "PIP_CLIENT_CERT": "client",
        "PIP_DEFAULT_TIMEOUT": "9",
        "PIP_RETRIES": "2",
        "HTTPS_PROXY": "also",
    }
    unwanted = dict.fromkeys(
        ["PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_USER", "PIP_NO_DEPS", "PIP_DRY_RUN", "UV_NO_VERIFY_HASHES"], "1"
    )
    for name, value in (given | unwanted).items():
        monkeypatch.setenv(name, value)
    seen = {
        name: value
        for name, value in environment.variables().items()
        if name.startswith(("PIP_", "UV_", "SSL_CL", "SSL_CERT_F", "ALL_", "HTTPS_"))
    }
    assert seen == given | {
        "UV_DEFAULT_INDEX": "index",
        "UV_INDEX": "one two",
        "UV_FIND_LINKS": "one,two",
        "UV_INSECURE_HOST": "host",
        "ALL_PROXY": "proxy",
        "SSL_CERT_FILE": "cert",
        "SSL_CLIENT_CERT": "client",
        "UV_HTTP_TIMEOUT": "9",
        "UV_HTTP_RETRIES": "2",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }


def test_what_the_user_says_to_uv_itself_counts_more(monkeypatch):
    monkeypatch.setenv("PIP_INDEX_URL", "pip's")
    monkeypatch.setenv("UV_DEFAULT_INDEX", "uv's")
    assert environment.variables()["UV_DEFAULT_INDEX"] == "uv's"


def test_programs_of_ours_get_no_settings_of_another_python(monkeypatch):
    for name in ("PYTHONHOME", "PYTHONPATH", "PYTHONUSERBASE", "PYTHONSTARTUP", "PYTHONWARNINGS", "PYTHONINSPECT"):
        monkeypatch.setenv(name, "elsewhere")
    seen = processes.surroundings(ADDED="1")
    assert [name for name in seen if name.startswith("PYTHON") and seen[name] == "elsewhere"] == []
    assert (seen["ADDED"], seen["PYTHONNOUSERSITE"]) == ("1", "1")


# --- places that cannot be written


@on_posix
def test_a_checkout_without_write_permission_is_one_sentence(fresh):
    fresh.chmod(0o555)
    try:
        for words in (("install",), opening(), ("reset", "0")):
            is_one_sentence(start(fresh, *words, before=as_ordinary_user()), "Permission denied")
        assert not (fresh / ".venv").exists()
    finally:
        fresh.chmod(0o755)


@on_posix
def test_a_home_that_cannot_be_written_is_one_sentence_before_anything_is_installed(fresh, tmp_path):
    home = tmp_path / "home"
    home.mkdir(mode=0o555)
    is_one_sentence(start(fresh, *opening(), before=as_ordinary_user(), HOME=str(home)), str(home))
    assert not (fresh / ".venv").exists()


@on_posix
def test_a_user_without_a_home_is_told_to_name_one_before_anything_is_installed(fresh):
    is_one_sentence(start(fresh, *opening(), before=as_nobody_known(), HOME=None), "HOME=/a/folder/of/yours")
    assert not (fresh / ".venv").exists()
