"""What Python finds in the browser when a notebook says ``import``: Pyodide's packages, and ours beside them.

Everything is listed in the lock file that Pyodide reads, so that a plain ``import`` loads it and no notebook installs anything.
A wheel of ours lies in a folder named after its content: an old one that a browser has kept never passes for a new one.
"""

import hashlib
import io
import json
import shutil
import tempfile
import zipfile
from pathlib import Path

from tools import environment
from tools.author import pins
from tools.places import OTHER_ENVIRONMENTS, REQUIREMENTS, ROOT
from tools.site import pyodide

PINS = REQUIREMENTS / "site.txt"
OWN = "own"  # the folder of our wheels, beside Pyodide's files
DEPENDS = {
    "nag-helpers": ["numpy", "matplotlib", "pillow", "ipywidgets", "anywidget"],
    "ipywidgets": ["comm", "traitlets", "ipython"],
    "anywidget": ["ipywidgets", "psygnal", "typing-extensions"],
    "pyodide-kernel": ["comm", "ipython", "traitlets"],
    "ipykernel": ["comm"],
}
#: Where the name to import is another one than the package's.
IMPORTS = {
    "nag-helpers": ["nag_helpers"],
    "pyodide-kernel": ["pyodide_kernel"],
    "typing-extensions": ["typing_extensions"],
}
FROM_PYPI = ("ipywidgets", "anywidget", "psygnal", "typing-extensions", "comm")
FROM_KERNEL = ("ipykernel", "pyodide-kernel")
STAND_IN = Path(__file__).with_name("piplite")
#: Fetched all at once while the kernel starts, which halves the wait; what is missing here is loaded by its import.
PRELOADED = [
    "micropip",
    "piplite",
    "sqlite3",
    "ipykernel",
    "comm",
    "pyodide-kernel",
    "jedi",
    "ipython",
    "numpy",
    "matplotlib",
    "ipywidgets",
    "nag-helpers",
]


def write(folder, venv, kernel_wheels, base=""):
    """Put our wheels and the lock file that lists them into ``folder``, a site's folder of Pyodide.

    Parameters
    ----------
    folder : Path
    venv : Path
        The environment whose pip fetches and builds wheels.
    kernel_wheels : Path
        The folder of wheels that comes with JupyterLite's Python kernel.
    base : str
        The address of ``folder``, where Pyodide's own files stand elsewhere and ours need one.
    """
    lock = pyodide.lock()
    with tempfile.TemporaryDirectory() as scratch:
        for wheel in _ours(venv, kernel_wheels, Path(scratch)):
            content = wheel.read_bytes()
            entry = lock_entry(wheel.name, content)
            where = place(entry["sha256"], wheel.name)
            (folder / where).parent.mkdir(parents=True, exist_ok=True)
            (folder / where).write_bytes(content)
            lock["packages"][entry["name"]] = entry | {"file_name": base + where}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pyodide-lock.json").write_text(json.dumps(lock, sort_keys=True), encoding="utf-8")


def place(digest, name):
    """Return where a wheel of a site's own lies in its folder of Pyodide."""
    return f"{OWN}/{digest[:16]}/{name}"


def lock_entry(file_name, content):
    """Return a wheel's entry in Pyodide's lock file."""
    name, version, *_ = file_name.split("-")
    name = name.lower().replace("_", "-")
    return {
        "name": name,
        "version": version,
        "file_name": file_name,
        "sha256": hashlib.sha256(content).hexdigest(),
        "install_dir": "site",
        "package_type": "package",
        "imports": IMPORTS.get(name, [name]),
        "depends": DEPENDS.get(name, []),
        "unvendored_tests": False,
    }


def stand_in(version):
    """Return the bytes of a wheel of `STAND_IN`, the installer that installs nothing; the same bytes every time."""
    info = f"piplite-{version}.dist-info"
    contents = {f"piplite/{path.name}": path.read_text(encoding="utf-8") for path in sorted(STAND_IN.glob("*.py"))}
    contents[f"{info}/METADATA"] = f"Metadata-Version: 2.1\nName: piplite\nVersion: {version}\n"
    contents[f"{info}/WHEEL"] = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    contents[f"{info}/RECORD"] = "".join(f"{name},,\n" for name in [*contents, f"{info}/RECORD"])
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as wheel:
        for name, text in contents.items():
            wheel.writestr(zipfile.ZipInfo(name), text)
    return written.getvalue()


def _ours(venv, kernel_wheels, scratch):
    """Return the paths of all our wheels: from PyPI as pinned, from JupyterLite's kernel, and the series' own package."""
    from_kernel = [next(kernel_wheels.glob(f"{name.replace('-', '_')}-*.whl")) for name in FROM_KERNEL]
    (kernel,) = (wheel for wheel in from_kernel if wheel.name.startswith("pyodide_kernel"))
    version = kernel.name.split("-")[1]
    installer = scratch / f"piplite-{version}-py3-none-any.whl"
    installer.write_bytes(stand_in(version))
    return [*_from_pypi(venv), *from_kernel, installer, _of_the_series(venv, scratch)]


def _from_pypi(venv):
    """Return the paths of the pinned pure Python wheels, fetched once."""
    asked = [entry for entry in pins.entries(PINS.read_text(encoding="utf-8")) if entry.partition("==")[0] in FROM_PYPI]
    kept = OTHER_ENVIRONMENTS / f"wheels-{hashlib.sha256(''.join(asked).encode()).hexdigest()[:12]}"
    if not kept.exists():
        with tempfile.TemporaryDirectory() as scratch:
            (Path(scratch) / "asked.txt").write_text("\n".join(asked), encoding="utf-8")
            pure = ("--platform=any", "--implementation=py", "--abi=none", "--python-version=3.12")
            words = ("--no-deps", *pure, f"--dest={scratch}/wheels", "-r", f"{scratch}/asked.txt")
            environment.run_pip(venv, "download", *environment.CHECKED, *words)
            shutil.copytree(f"{scratch}/wheels", kept.with_suffix(".new"), dirs_exist_ok=True)
            kept.with_suffix(".new").rename(kept)
    return sorted(kept.glob("*.whl"))


def _of_the_series(venv, scratch):
    """Return the path of a wheel of nag_helpers, built from a copy: setuptools leaves its traces there."""
    source = scratch / "source"
    shutil.copytree(ROOT / "nag_helpers", source / "nag_helpers", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    words = ("wheel", "--no-deps", "--no-build-isolation", f"--wheel-dir={scratch}", source)
    environment.run_pip(venv, *words, SOURCE_DATE_EPOCH="1700000000")  # the same bytes every time
    return next(scratch.glob("nag_helpers-*.whl"))
