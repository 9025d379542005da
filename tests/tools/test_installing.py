"""start.py installs small packages whole: after kills, moves, other Pythons, full disks and foreign settings."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time

import pytest
from fake_checkout import make_checkout, make_wheel, start, surroundings
from limited import as_ordinary_user, small_disk

from tools import processes
from tools.places import python_in

PAGES = 40
with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    OPEN = ("--no-browser", "--port", str(free.getsockname()[1]))

on_posix = pytest.mark.skipif(os.name == "nt", reason="not on this system: signals and links are other ones on Windows")


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A checkout, installed with the extra bench once; each test damages it and has it repaired."""
    checkout = make_checkout(tmp_path_factory.mktemp("installed") / "a clone", PAGES)
    ended = start(checkout, "install", "bench")
    assert "Everything is installed." in ended.stdout, ended
    return checkout


@pytest.fixture
def fresh(tmp_path):
    return make_checkout(tmp_path / "a clone", PAGES)


def site_packages(checkout):
    (found,) = [*(checkout / ".venv").glob("lib/python3*/site-packages"), *(checkout / ".venv").glob("Lib/site-packages")]
    return found


def assert_it_opens(checkout, pages=PAGES, **variables):
    ended = start(checkout, *OPEN, **variables)
    assert f"The page is there with {pages} files." in ended.stdout, ended
    assert ended.returncode == 0
    return ended


def imports(checkout, module):
    words = [python_in(checkout / ".venv"), "-c", f"import {module}"]
    return subprocess.run(words, check=False, capture_output=True).returncode == 0


def test_what_is_installed_is_not_installed_again(installed):
    assert_it_opens(installed)
    assert "Installing" not in assert_it_opens(installed).stdout


@on_posix
def test_a_python_that_has_gone_is_replaced_and_the_extras_come_back(installed):
    for python in (installed / ".venv/bin").glob("python*"):
        python.unlink()
        python.symlink_to("/nowhere/python3")
    assert "Repairing" in assert_it_opens(installed).stdout
    assert imports(installed, "ipympl")


@on_posix
def test_another_python_gets_an_environment_of_its_own(installed):
    stamp = installed / ".venv/nag-installed.json"
    stamp.write_text(json.dumps(json.loads(stamp.read_text()) | {"python": "3.10"}))
    (site_packages(installed) / "of_another_python.py").touch()
    assert "Repairing" in assert_it_opens(installed).stdout
    assert not (site_packages(installed) / "of_another_python.py").exists()
    assert imports(installed, "ipympl")


def test_a_moved_folder_finds_its_helpers(installed):
    moved = installed.with_name("moved elsewhere")
    installed.rename(moved)
    try:
        assert_it_opens(moved)
        assert "Installing" not in assert_it_opens(moved).stdout
        assert imports(moved, "nag_helpers")
        assert imports(moved, "ipympl")
    finally:
        moved.rename(installed)


@on_posix
def test_a_second_installation_waits_for_the_first_and_finds_all_done(fresh):
    make_wheel(fresh.parent / "wheels", "jupyterlab", "4.0", {f"jupyterlab/static/{n}.js": "page\n" for n in range(4000)})
    first = _start_in_a_group(fresh, "install")
    deadline = time.monotonic() + 200
    while not (fresh / ".venv/pyvenv.cfg").exists():
        assert time.monotonic() < deadline and first.poll() is None, first.communicate()
        time.sleep(0.01)
    second = start(fresh, "install")
    assert first.wait(200) == 0
    assert "waiting for it to end" in second.stdout
    assert "Installing" not in second.stdout
    assert "Everything is installed." in second.stdout


def test_files_that_were_never_unpacked_are_unpacked_the_next_time(installed):
    shutil.rmtree(site_packages(installed) / "jupyterlab/static")
    (installed / ".venv/nag-installed.json").unlink()  # a killed installation has left no stamp
    assert "Repairing jupyterlab" in assert_it_opens(installed).stdout


def test_a_file_cut_short_is_unpacked_again(installed):
    page = site_packages(installed) / "jupyterlab/static/7.js"
    whole = page.read_text()
    page.write_text(whole[:5])
    assert "Repairing jupyterlab" in start(installed, "install").stdout
    assert page.read_text() == whole


def test_a_package_without_its_list_of_files_is_installed_again(installed):
    (record,) = site_packages(installed).glob("jupyterlab-*.dist-info/RECORD")
    record.unlink()
    assert "Repairing jupyterlab" in start(installed, "install").stdout
    assert record.exists()


def test_a_package_that_was_uninstalled_by_hand_comes_back(installed):
    (info,) = site_packages(installed).glob("jupyterlab-*.dist-info")
    shutil.rmtree(info)
    shutil.rmtree(site_packages(installed) / "jupyterlab")
    assert_it_opens(installed)


@on_posix
@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGINT], ids=["killed", "Ctrl-C"])
def test_an_installation_cut_off_while_it_unpacks_is_completed(fresh, ending):
    pages = 4000
    static = {f"jupyterlab/static/{n}.js": "page\n" for n in range(pages)}
    code = "import pathlib; here = pathlib.Path(__file__).parent / 'static'\n"
    code += "print(f'The page is there with {len(list(here.iterdir()))} files.')"
    make_wheel(fresh.parent / "wheels", "jupyterlab", "4.0", {"jupyterlab/__main__.py": code, **static})
    opened = _start_in_a_group(fresh, "install")
    deadline = time.monotonic() + 200
    while not list((fresh / ".venv").glob("lib/python3*/site-packages/jupyterlab-4.0.dist-info/RECORD")):
        assert time.monotonic() < deadline and opened.poll() is None, opened.communicate()
        time.sleep(0.002)
    os.killpg(opened.pid, ending)
    said, _ = opened.communicate()
    assert "Everything is installed" not in said
    assert "Traceback" not in said
    assert_it_opens(fresh, pages)


@on_posix
def test_ctrl_c_at_any_moment_is_one_word(fresh):
    for delay in (0.15, 0.3, 0.6, 1.2):
        opened = _start_in_a_group(fresh, "install")
        time.sleep(delay)
        os.killpg(opened.pid, signal.SIGINT)
        said, _ = opened.communicate(timeout=300)
        assert opened.returncode == 130
        assert "Traceback" not in said
        assert said.endswith("\nStopped.\n")


def _start_in_a_group(checkout, *words):
    code = "import runpy, signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    code += "sys.path[0] = '.'; sys.argv[0] = 'start.py'\n"  # a CI job in the background ignores Ctrl-C
    code += "runpy.run_path('start.py', run_name='__main__')"
    return subprocess.Popen(
        [sys.executable, "-c", code, *words],
        cwd=checkout,
        env=surroundings(checkout),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


# --- foreign settings


@pytest.fixture
def without_lab(installed):
    """The installed checkout, so that the next start has a package to install."""
    for found in site_packages(installed).glob("jupyterlab*"):
        shutil.rmtree(found)
    return installed


@pytest.mark.parametrize(
    "setting", ["PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_NO_DEPS", "PIP_USER", "PIP_DRY_RUN", "PIP_REQUIRE_HASHES"]
)
def test_pip_settings_that_put_packages_elsewhere_are_left_out(without_lab, tmp_path, setting):
    value = str(tmp_path / "elsewhere") if setting in ("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT") else "1"
    assert_it_opens(without_lab, **{setting: value})


def test_of_a_pip_conf_only_the_way_to_the_index_counts(without_lab, tmp_path):
    conf = tmp_path / "pip.conf"
    wheels = without_lab.parent / "wheels"
    conf.write_text(f"[global]\nno-index = true\nfind-links = {wheels}\n[install]\ntarget = {tmp_path / 'elsewhere'}\n")
    assert_it_opens(without_lab, PIP_CONFIG_FILE=str(conf), PIP_FIND_LINKS=None, PIP_NO_INDEX=None)
    assert not (tmp_path / "elsewhere").exists()


def test_a_pip_conf_that_cannot_be_read_is_said(without_lab, tmp_path):
    (tmp_path / "pip.conf").write_text("no section\n")
    ended = start(without_lab, *OPEN, PIP_CONFIG_FILE=str(tmp_path / "pip.conf"))
    assert ended.returncode == 7
    assert ended.stderr.startswith("pip cannot read its settings")
    assert_it_opens(without_lab)


def test_foreign_packages_do_not_get_in(without_lab, tmp_path):
    for name in ("pip", "jupyterlab", "numpy", "nag_helpers"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('a foreign package')")
    assert_it_opens(without_lab, PYTHONPATH=str(tmp_path), PYTHONSAFEPATH="1")


def test_programs_of_ours_get_no_settings_of_another_python(monkeypatch):
    for name in ("PYTHONHOME", "PYTHONPATH", "PYTHONUSERBASE", "PYTHONSTARTUP", "PYTHONWARNINGS", "PYTHONINSPECT"):
        monkeypatch.setenv(name, "elsewhere")
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy:3128")
    seen = processes.surroundings(ADDED="1")
    assert [name for name in seen if name.startswith("PYTHON") and seen[name] == "elsewhere"] == []
    assert seen["HTTPS_PROXY"] == "http://proxy:3128"
    assert (seen["ADDED"], seen["PYTHONNOUSERSITE"]) == ("1", "1")


# --- places that cannot be written


@on_posix
@pytest.mark.parametrize("size", ["2m", "14m"])
def test_a_full_disk_is_one_sentence_and_the_next_try_goes_on(tmp_path, size):
    with small_disk(tmp_path / "disk", "60m") as disk:
        checkout = make_checkout(disk / "a clone", PAGES)
        filler = disk / "filler"
        free = shutil.disk_usage(disk).free
        filler.write_bytes(b"x" * (free - int(size[:-1]) * 2**20))
        ended = start(checkout, *OPEN)
        assert ended.returncode != 0
        assert "Traceback" not in ended.stderr
        assert len(ended.stderr.splitlines()) == 1, ended.stderr
        assert "full" in ended.stderr or "No space left" in ended.stderr, ended.stderr
        filler.unlink()
        assert_it_opens(checkout)


def test_the_last_words_of_pip_are_told_where_its_log_cannot_be_written(fresh):
    (fresh / "constraints.txt").write_text("numpy==3.0\n")
    assert start(fresh, "install").returncode == 7
    log = fresh / ".venv/nag-install.log"
    log.unlink()
    log.mkdir()
    ended = start(fresh, "install")
    assert ended.returncode == 7
    assert "ERROR: ResolutionImpossible" in ended.stderr
    assert str(log) in ended.stderr
    assert "Traceback" not in ended.stderr


@on_posix
def test_a_checkout_without_write_permission_is_one_sentence(fresh):
    fresh.chmod(0o555)
    try:
        ended = _as_ordinary_user(fresh, "install")
        assert "Permission denied" in ended.stderr
        _is_one_sentence(ended)
        assert not (fresh / ".venv").exists()
        _is_one_sentence(_as_ordinary_user(fresh, *OPEN))
        _is_one_sentence(_as_ordinary_user(fresh, "reset", "0"))
    finally:
        fresh.chmod(0o755)


@on_posix
def test_a_home_that_cannot_be_written_is_one_sentence_before_anything_is_installed(fresh, tmp_path):
    home = tmp_path / "home"
    home.mkdir(mode=0o555)
    ended = _as_ordinary_user(fresh, *OPEN, HOME=str(home))
    _is_one_sentence(ended)
    assert str(home) in ended.stderr
    assert not (fresh / ".venv").exists()


def _as_ordinary_user(checkout, *words, **variables):
    return subprocess.run(
        [*as_ordinary_user(), sys.executable, "start.py", *words],
        cwd=checkout,
        env=surroundings(checkout, **variables),
        capture_output=True,
        text=True,
        check=False,
    )


def _is_one_sentence(ended):
    assert ended.returncode not in (0, 130)
    assert len(ended.stderr.splitlines()) == 1, ended.stderr
    assert "Traceback" not in ended.stderr
