"""The series' own Python environment, ``.venv``: made once, repaired when it is half finished, never redone for nothing."""

import hashlib
import importlib.util
import json
import re
import sys
import tomllib

from tools.places import CONSTRAINTS, PYPROJECT, ROOT, VENV, python_in
from tools.problems import InstallFailed, NetworkAway, VenvMissing
from tools.processes import quiet, run_lines

# pip's and its libraries' words for "I cannot reach the package index".
NO_NETWORK = re.compile(
    "connection broken by|NewConnectionError|Could not fetch URL|Max retries exceeded|Failed to resolve|"
    "Network is unreachable|Name or service not known|Temporary failure in name resolution|getaddrinfo failed|"
    r"ConnectTimeout|ReadTimeout|ProxyError|\(from versions: none\)"
)


def ready(*extras, venv=VENV):
    """Return the Python of ``.venv`` with the package and these extras of pyproject.toml installed, installing what is missing.

    A stamp in the environment says what was installed into it completely. Without the stamp, or when the wanted versions
    have changed, pip looks at everything again and keeps what is right.
    """
    stamp = venv / "nag-installed.json"
    wanted = fingerprints(extras)
    done = _read(stamp)
    missing = [extra for extra in wanted if done.get(extra) != wanted[extra]]
    if _works(venv) and not missing:
        return python_in(venv)
    _make(venv)
    stamp.unlink(missing_ok=True)
    _install(venv, [extra for extra in missing if extra])
    stamp.write_text(json.dumps(done | wanted, indent=1) + "\n", encoding="utf-8")
    return python_in(venv)


def fingerprints(extras):
    """Return {extra: hash of what it asks for, at which versions}; the package's own dependencies are the extra ``""``."""
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
    pins = CONSTRAINTS.read_text(encoding="utf-8")
    asked = {"": project["dependencies"]} | {extra: project["optional-dependencies"][extra] for extra in extras}
    return {extra: hashlib.sha256("\n".join([*names, pins]).encode()).hexdigest() for extra, names in asked.items()}


def extras_of_the_project():
    """Return the names of the extras in pyproject.toml."""
    return list(tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]["optional-dependencies"])


def create(venv, python=sys.executable):
    """Make an empty virtual environment, replacing a broken one; VenvMissing if this Python cannot."""
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        raise VenvMissing(
            "This Python has no venv module. On Debian or Ubuntu: sudo apt install python3-venv; then run start.py again."
        )
    lines = []
    if run_lines([python, "-m", "venv", "--clear", venv], lines.append):
        raise VenvMissing(f"Could not make the environment {venv}: {_last(lines)}")


def pip_install(venv, *words, log):
    """Run ``pip install`` in an environment, telling what it fetches; raise NetworkAway or InstallFailed."""
    command = [python_in(venv), "-m", "pip", "install", "--disable-pip-version-check", "--progress-bar=off", *words]
    lines = []

    def each_line(line):
        lines.append(line)
        if line.startswith("Collecting "):
            print("  " + re.match(r"[\w.-]+", line.split()[1])[0], flush=True)
        elif line.startswith("Installing collected packages"):
            print("  ... unpacking", flush=True)

    try:
        failed = run_lines(command, each_line, cwd=ROOT)
    finally:
        log.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if not failed:
        return
    if any(NO_NETWORK.search(line) for line in lines):
        raise NetworkAway(
            "The packages could not be downloaded: is the network away? Run start.py again when it is back."
        )
    raise InstallFailed(f"pip could not install the packages: {_last(lines)}\nAll that it said is in {log}.")


def _works(venv):
    return quiet([python_in(venv), "-m", "pip", "--version"])


def _make(venv):
    """Leave a virtual environment with pip in ``venv``; only one whose Python does not run is made anew."""
    if _works(venv):
        print(f"Using the environment {venv}.", flush=True)
    elif quiet([python_in(venv), "--version"]):
        print(f"Adding pip to the environment {venv} ...", flush=True)
        if not quiet([python_in(venv), "-m", "ensurepip"]):
            raise VenvMissing(f"The environment {venv} has no pip and cannot get it: rename it and run start.py again.")
    else:
        print(f"{'Repairing' if venv.exists() else 'Making'} the environment {venv} ...", flush=True)
        create(venv)
    if not quiet([python_in(venv), "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]):
        raise VenvMissing(f"The environment {venv} has an older Python than 3.11: rename it and run start.py again.")


def _install(venv, extras):
    print(
        "Installing the pinned packages (only when something has changed; a few minutes the first time) ...", flush=True
    )
    package = f".[{','.join(extras)}]" if extras else "."
    pip_install(venv, "-c", CONSTRAINTS, "-e", package, log=venv / "nag-install.log")


def _read(stamp):
    try:
        done = json.loads(stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return done if isinstance(done, dict) else {}


def _last(lines):
    errors = [line for line in lines if line.startswith("ERROR")] or lines
    return errors[-1] if errors else "it said nothing"
