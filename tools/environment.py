"""The series' own Python environment, ``.venv``: made once, repaired when it is half finished, never redone for nothing."""

import hashlib
import importlib.util
import json
import re
import sys
import tomllib

from tools import distributions, files
from tools.pip import last, pip_install
from tools.places import CONSTRAINTS, PYPROJECT, ROOT, VENV, python_in
from tools.problems import InstallFailed, VenvMissing
from tools.processes import quiet, run_lines, said_by

STAMP = "nag-installed.json"


def ready(*extras, venv=VENV, thorough=False):
    """Return the Python of ``.venv`` with the package and these extras of pyproject.toml installed, installing what is missing.

    A stamp in the environment says what was installed into it completely, in which folder, for which Python. Where it does
    not say so, or when the wanted versions have changed, pip looks at everything again and keeps what is right. Who wants to
    be ``thorough`` does not take the stamp's word for it: every file of every package is looked for.
    """
    if not _missing(extras, venv, thorough)[0]:
        return python_in(venv)
    venv.parent.mkdir(parents=True, exist_ok=True)
    with files.locked(venv.parent, "Another start.py is installing into this folder: waiting for it to end ..."):
        missing, done, stamp = _missing(extras, venv, thorough)  # the other one may have seen to it
        if missing:
            _make(venv, stamp)
            _write(venv, stamp["extras"], complete=False)
            _install(venv, missing)
            _mend(venv, [*done, *missing])
            _write(venv, done | missing, complete=True)
    return python_in(venv)


def _missing(extras, venv, thorough):
    """Return what must be installed and what is there, both as fingerprints, and the stamp that says so."""
    stamp = _read(venv)
    in_order = _is_true(stamp, venv) and not (thorough and distributions.incomplete(venv))
    done = stamp["extras"] if in_order else {}
    if not done:  # also what was there before: a repair forgets nothing
        extras = [*(name for name in extras_of_the_project() if name in stamp["extras"]), *extras]
    missing = {extra: found for extra, found in fingerprints(extras).items() if done.get(extra) != found}
    return missing, done, stamp


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
        raise VenvMissing(f"Could not make the environment {venv}: {last(lines)}")


def _python(venv):
    """Return the version of an environment's Python, such as "3.11", if it runs and has pip; else None."""
    said = re.search(r"\(python (\d+\.\d+)\)", said_by([python_in(venv), "-m", "pip", "--version"]) or "")
    return said and said[1]


def _is_true(stamp, venv):
    """Return True if what the stamp says is so: the folder has not moved, its Python runs, no package has gone."""
    return (
        stamp["complete"]
        and stamp["folder"] == str(ROOT)
        and set(stamp["distributions"]) <= set(distributions.installed(venv))
        and stamp["python"] == _python(venv)
    )


def _make(venv, stamp):
    """Leave a virtual environment with pip in ``venv``; one whose Python does not run, or is another now, is made anew."""
    python = said_by([python_in(venv), "-c", "import sys; print('%d.%d' % sys.version_info[:2])"])
    if python is None or stamp["python"] not in ("", python):
        print(f"{'Repairing' if venv.exists() else 'Making'} the environment {venv} ...", flush=True)
        create(venv)
    elif _python(venv):
        print(f"Using the environment {venv}.", flush=True)
    else:
        _add_pip(venv)
    if not quiet([python_in(venv), "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]):
        raise VenvMissing(f"The environment {venv} has an older Python than 3.11: rename it and run start.py again.")


def _add_pip(venv):
    print(f"Adding pip to the environment {venv} ...", flush=True)
    if not quiet([python_in(venv), "-m", "ensurepip"]):
        raise VenvMissing(f"The environment {venv} has no pip and cannot get it: rename it and run start.py again.")


def _install(venv, extras):
    print(
        "Installing the pinned packages (only when something has changed; a few minutes the first time) ...", flush=True
    )
    named = sorted({extra for extra in extras if extra})
    pip_install(venv, "-c", CONSTRAINTS, "-e", f".[{','.join(named)}]" if named else ".", log=venv / "nag-install.log")


def _mend(venv, extras):
    """Install again what was left incomplete, as after a kill: pip itself takes a package for whole once it has begun it."""
    names = distributions.forget(distributions.incomplete(venv))
    if not names:
        return
    print(f"Repairing {', '.join(names)} ...", flush=True)
    if "pip" in names:
        _add_pip(venv)
    _install(venv, extras)
    if still := distributions.forget(distributions.incomplete(venv)):
        raise InstallFailed(f"pip left {', '.join(still)} incomplete: run start.py again.")


def _read(venv):
    """Return what the stamp says; where it is missing or corrupt, that nothing is known."""
    unknown = {"folder": "", "python": "", "complete": False, "extras": {}, "distributions": []}
    try:
        stamp = json.loads((venv / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return unknown
    alike = isinstance(stamp, dict) and all(type(stamp.get(name)) is type(value) for name, value in unknown.items())
    return stamp if alike else unknown


def _write(venv, extras, complete):
    stamp = {"folder": str(ROOT), "python": _python(venv), "complete": complete, "extras": extras}
    stamp["distributions"] = distributions.installed(venv)
    files.write(venv / STAMP, json.dumps(stamp, indent=1) + "\n")
