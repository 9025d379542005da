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

from tools.pip import pip_download, pip_wheel
from tools.places import CONSTRAINTS, OTHER_ENVIRONMENTS, ROOT
from tools.site import pyodide

OWN = "own"  # the folder of our wheels, beside Pyodide's files
DEPENDS = {
    "nag-helpers": ["numpy", "matplotlib", "pillow", "ipywidgets", "anywidget"],
    "ipywidgets": ["comm", "traitlets", "ipython"],
    "anywidget": ["ipywidgets", "psygnal", "typing-extensions"],
    "pyodide-kernel": ["comm", "ipython", "traitlets"],
    "ipykernel": ["comm"],
}
#: Where the name to import is another one than the package's.
IMPORTS = {"nag-helpers": ["nag_helpers"], "pyodide-kernel": ["pyodide_kernel"], "typing-extensions": ["typing_extensions"]}
FROM_PYPI = ("ipywidgets", "anywidget", "psygnal", "typing-extensions", "comm")
FROM_KERNEL = ("ipykernel", "pyodide-kernel")
STAND_IN = Path(__file__).with_name("piplite")
#: Fetched all at once while the kernel starts, which halves the wait; what is missing here is loaded by its import.
PRELOADED = ["micropip", "piplite", "sqlite3", "ipykernel", "comm", "pyodide-kernel", "jedi", "ipython", "numpy", "matplotlib",
             "ipywidgets", "nag-helpers"]
#: What Matplotlib asks for and the series does without: time zones.
LEFT_OUT = {"pytz"}


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
    packages = {name: _trimmed(package) for name, package in pyodide.KNOWN["packages"].items()}
    with tempfile.TemporaryDirectory() as scratch:
        for wheel in _ours(venv, kernel_wheels, Path(scratch)):
            content = wheel.read_bytes()
            entry = lock_entry(wheel.name, content)
            where = place(entry["sha256"], wheel.name)
            (folder / where).parent.mkdir(parents=True, exist_ok=True)
            (folder / where).write_bytes(content)
            packages[entry["name"]] = entry | {"file_name": base + where}
    lock = {"info": pyodide.KNOWN["info"], "packages": packages}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pyodide-lock.json").write_text(json.dumps(lock, sort_keys=True), encoding="utf-8")


def place(digest, name):
    """Return where a wheel of a site's own lies in its folder of Pyodide."""
    return f"{OWN}/{digest[:16]}/{name}"


def _trimmed(package):
    return package | {"depends": [name for name in package["depends"] if name not in LEFT_OUT]}


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
    kept = OTHER_ENVIRONMENTS / "wheels"
    kept.mkdir(parents=True, exist_ok=True)
    names = {name: f"{name.replace('-', '_')}-{version}-*.whl" for name, version in pins().items() if name in FROM_PYPI}
    if missing := [name for name, pattern in names.items() if not list(kept.glob(pattern))]:
        pure = ["--only-binary=:all:", "--platform=any", "--implementation=py", "--abi=none", "--python-version=3.12"]
        pip_download(venv, *pure, "-c", CONSTRAINTS, *missing, into=kept, log=kept / "nag-install.log")
    return [next(kept.glob(pattern)) for pattern in names.values()]


def pins():
    """Return {name: version} of constraints.txt."""
    lines = CONSTRAINTS.read_text(encoding="utf-8").splitlines()
    return dict(line.split("==") for line in lines if not line.startswith("#"))


def _of_the_series(venv, scratch):
    """Return the path of a wheel of nag_helpers, built from a copy: setuptools leaves its traces there."""
    source = scratch / "source"
    shutil.copytree(ROOT / "nag_helpers", source / "nag_helpers", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    pip_wheel(venv, source, into=scratch, log=scratch / "nag-install.log")
    return next(scratch.glob("nag_helpers-*.whl"))
