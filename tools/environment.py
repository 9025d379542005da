"""The series' own Python environments: made anew, never mended.

A stamp, written last, says what an environment holds. Where that is not what is wanted, or the folder or the Python is another
one, a new environment takes the old one's place. Every file is checked against its hash in ``requirements/``.
"""

import hashlib
import importlib.util
import json
import os
import re
import shutil
import sys

from tools import files
from tools.places import REQUIREMENTS, ROOT, VENV, python_in
from tools.problems import NetworkAway, Problem
from tools.processes import run_lines, said_by, surroundings

STAMP = "nag-installed.json"
UV, PIP = ("uv", "pip", "install"), ("pip", "install", "--no-user", "--target=")  # here, whatever the user's files say
CHECKED = ("--require-hashes", "--only-binary=:all:")
#: Settings of the user's that would install other packages than those that are pinned, or put them elsewhere.
LEFT_OUT = {
    *("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_USER", "PIP_NO_DEPS", "PIP_DRY_RUN", "PIP_REQUIRE_HASHES"),
    *("UV_REQUIRE_HASHES", "UV_NO_VERIFY_HASHES", "UV_SYSTEM_PYTHON", "UV_PROJECT", "UV_WORKING_DIR"),
}
#: uv reads no settings of pip's: what it calls those that say where packages are, and how to get there.
FOR_UV = {
    "PIP_INDEX_URL": "UV_DEFAULT_INDEX",
    "PIP_EXTRA_INDEX_URL": "UV_INDEX",
    "PIP_FIND_LINKS": "UV_FIND_LINKS",
    "PIP_TRUSTED_HOST": "UV_INSECURE_HOST",
    "PIP_PROXY": "ALL_PROXY",
    "PIP_CERT": "SSL_CERT_FILE",
    "REQUESTS_CA_BUNDLE": "SSL_CERT_FILE",
    "PIP_CLIENT_CERT": "SSL_CLIENT_CERT",
    "PIP_DEFAULT_TIMEOUT": "UV_HTTP_TIMEOUT",
    "PIP_RETRIES": "UV_HTTP_RETRIES",
}
NO_NETWORK = re.compile(
    "error sending request|connection broken by|NewConnectionError|Max retries exceeded|Network is unreachable|"
    "Name or service not known|Temporary failure in name resolution|getaddrinfo failed|ProxyError"
)
DISK_FULL = re.compile("No space left on device|Disk quota exceeded|not enough space on the disk", re.IGNORECASE)


def ready(*extras, venv=VENV, python=sys.executable, ours=True):
    """Return the Python of an environment that holds ``extras``, installing what is missing.

    Parameters
    ----------
    *extras : str
        Names of files in ``requirements/``.
    venv : Path
        The environment's folder.
    python : path
        The Python that a new environment is made by.
    ours : bool
        Whether the series' own package is installed with them.
    """
    if holds(*extras, venv=venv):
        return python_in(venv)
    venv.parent.mkdir(parents=True, exist_ok=True)
    with files.locked(venv.parent, "Another start.py is installing into this folder: waiting for it to end ..."):
        _put_back(venv)
        if not holds(*extras, venv=venv):  # another start.py has not seen to it
            _install_missing(venv, extras, python, ours)
    return python_in(venv)


def holds(*extras, venv=VENV):
    """Return whether an environment holds these extras, at the versions that are wanted now."""
    return _fingerprints(extras).items() <= _held(venv).items()


def _install_missing(venv, extras, python, ours):
    """Add extras to an environment that is whole and up to date; else make one with these and all that were there."""
    if (venv.exists() or venv.is_symlink()) and not (venv / STAMP).exists():
        raise Problem(
            f"start.py has not made {venv}, so it leaves it alone: rename or remove it, and run start.py again."
        )
    held, stamp = _held(venv), _stamp(venv)
    wanted = _fingerprints(dict.fromkeys([*(name for name in stamp.get("holds", ()) if _pins(name)), *extras]))
    if held and held.items() <= wanted.items() and not stamp.get("unfinished"):
        _write(venv, held, unfinished=True)  # what is held is usable all the time, whatever happens now
        _install(venv, extras, ours)
        _write(venv, wanted)
    else:
        _make(venv, python, wanted, ours)


def _make(venv, python, wanted, ours):
    """Make a whole environment in the place of the old one, which comes back if that fails."""
    if venv.exists():
        venv.rename(_beside(venv, "old"))
    try:
        venv.mkdir()
        files.write(venv / STAMP, "{}\n")  # by which it is known as ours
        _create(venv, python)
        _install(venv, wanted, ours)
        _write(venv, wanted)
    finally:
        _put_back(venv)


def _put_back(venv):
    """Bring back the old environment if no new one has become whole, and remove what is in nobody's use."""
    old, half = _beside(venv, "old"), _beside(venv, "half")
    shutil.rmtree(half, ignore_errors=True)
    if old.exists() and "holds" not in _stamp(venv):
        if venv.exists():
            venv.rename(half)
        old.rename(venv)
    for left in (half, old):
        shutil.rmtree(left, ignore_errors=True)


def _beside(venv, what):
    return venv.with_name(f"{venv.name}.{what}")


def _pins(extra):
    """Return the files that may stand for an extra: first the one without PyTorch's gigabytes for graphics cards, where there is one."""
    return [path for path in (REQUIREMENTS / f"{extra}-cpu.txt", REQUIREMENTS / f"{extra}.txt") if path.exists()]


def _fingerprints(extras):
    """Return {extra: hash of what it asks for}."""
    return {extra: hashlib.sha256(b"".join(path.read_bytes() for path in _pins(extra))).hexdigest() for extra in extras}


def _stamp(venv):
    """Return what an environment's stamp says, {} if it has none or none that can be read."""
    try:
        stamp = json.loads((venv / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) and isinstance(stamp.get("holds"), dict) else {}


def _held(venv):
    """Return {extra: fingerprint} of what an environment holds; {} if it has moved, or its Python has changed or gone."""
    stamp = _stamp(venv)
    here = stamp.get("folder") == str(ROOT) and stamp.get("python") == _version(venv)
    return stamp["holds"] if stamp and here else {}


def _version(venv):
    """Return the version of an environment's Python, such as "3.11"; None if it does not run."""
    return said_by([python_in(venv), "-c", "import sys; print('%d.%d' % sys.version_info[:2])"])


def _write(venv, held, **more):
    stamp = {"folder": str(ROOT), "python": _version(venv), "holds": held, **more}
    files.write(venv / STAMP, json.dumps(stamp, indent=1) + "\n")


def _create(venv, python):
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        raise Problem(
            "This Python has no venv module. On Debian or Ubuntu: sudo apt install python3-venv; then run start.py again."
        )
    print(f"Making the environment {venv} ...", flush=True)
    _run(venv, "-m", "venv", venv, python=python)


def _install(venv, extras, ours):
    """Install extras, and our own package, with uv; where it has no program for this machine or fails, with pip."""
    print("Installing the pinned packages (a minute or less, with a fast connection) ...", flush=True)
    python = python_in(venv)
    if said_by([python, "-m", "uv", "--version"]) is None:
        try:
            _run(venv, "-m", *PIP, *CHECKED, "-r", REQUIREMENTS / "uv.txt")
        except NetworkAway:
            raise
        except Problem:
            print("  There is no uv for this machine: pip installs everything, which takes longer.", flush=True)
    installers = (*UV, f"--python={python}", *(["--no-index"] if "PIP_NO_INDEX" in os.environ else [])), PIP
    ways = dict.fromkeys(tuple(_pins(extra)[which] for extra in extras) for which in (0, -1))
    asked = [[word for path in (*way, REQUIREMENTS / "build.txt") for word in ("-r", path)] for way in ways]
    _one_that_works(venv, [(*installer, *CHECKED, *words) for installer in installers for words in asked])
    if ours:
        _one_that_works(
            venv, [(*installer, "--no-deps", "--no-build-isolation", "-e", ROOT) for installer in installers]
        )


def _one_that_works(venv, commands):
    """Run Python's modules with their words, one after the other until one ends well; if none does, raise what tells most."""
    problems = []
    for command in commands:
        if problems:
            print(f"  That did not work ({str(problems[-1]).splitlines()[0]}) Trying {command[0]} ...", flush=True)
        try:
            return _run(venv, "-m", *command)
        except Problem as problem:
            problems.append(problem)
    raise next((problem for problem in problems if isinstance(problem, NetworkAway)), problems[-1])


def run_pip(venv, *words, **added):
    """Run an environment's pip with these words, and environment variables ``added``; raise NetworkAway or Problem."""
    _run(venv, "-m", "pip", *words, **added)


def _run(venv, *words, python=None, **added):
    """Run Python with these words, telling what it fetches and writing down what it says."""
    lines = []

    def each_line(line):
        lines.append(line)
        if fetched := re.match(r"\s*(?:Collecting|Downloading) (?!\S+\.whl)([\w.-]+)", line):
            print(f"  {fetched[1]}", flush=True)

    failed = run_lines([python or python_in(venv), *words], each_line, env=variables() | added, cwd=ROOT)
    with _beside(venv, "log").open("a", encoding="utf-8") as log:
        log.write("\n".join([f"$ {' '.join(map(str, words))}", *lines, ""]))
    if failed and any(DISK_FULL.search(line) for line in lines):
        raise Problem(f"The disk is full: make room, then run start.py again. The last words were: {_last(lines)}")
    if failed and any(NO_NETWORK.search(line) for line in lines):
        raise NetworkAway(
            "The packages could not be downloaded: is there no network? Run start.py again when there is."
        )
    if failed:
        raise Problem(
            f"The packages could not be installed: {_last(lines)}\nAll that was said is in {_beside(venv, 'log')}."
        )


def variables():
    """Return the environment variables for pip and uv: the user's way to the package index, also for uv, and no other packages."""
    kept = {
        name: value for name, value in surroundings(PIP_DISABLE_PIP_VERSION_CHECK="1").items() if name not in LEFT_OUT
    }
    for pip, uv in FOR_UV.items():
        if pip in kept and uv not in kept:
            kept[uv] = ",".join(kept[pip].split()) if pip == "PIP_FIND_LINKS" else kept[pip]
    return kept


def _last(lines):
    """Return the line of a program's output that says best why it failed."""
    errors = [line for line in lines if line.lower().startswith("error") or DISK_FULL.search(line)]
    return (errors or [line for line in lines if line.strip()] or ["it said nothing"])[-1]
