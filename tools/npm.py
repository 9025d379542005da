"""Packages from npm, at the versions and hashes of ``tools/npm/NAME/package-lock.json``, in folders beside the environments."""

import hashlib
import shutil
from pathlib import Path

from tools import files
from tools.places import OTHER_ENVIRONMENTS
from tools.problems import Problem
from tools.processes import run_lines

LOCKED = Path(__file__).with_name("npm")
LOCK = "package-lock.json"
QUIET = ("--ignore-scripts", "--no-audit", "--no-fund", "--no-progress")


def folder_of(name):
    """Return the folder ``node_modules`` of a set of packages, which is there once they are fetched."""
    digest = hashlib.sha256((LOCKED / name / LOCK).read_bytes()).hexdigest()[:12]
    return OTHER_ENVIRONMENTS / f"npm-{name}-{digest}" / "node_modules"


def ready(name):
    """Return the folder ``node_modules`` of a set of packages, fetching them unless they are there."""
    modules = folder_of(name)
    if not modules.exists():
        OTHER_ENVIRONMENTS.mkdir(parents=True, exist_ok=True)
        with files.locked(OTHER_ENVIRONMENTS):
            if not modules.exists():  # another process may have fetched them meanwhile
                _fetch(name, modules.parent)
    return modules


def _fetch(name, folder):
    fresh = folder.with_suffix(".new")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(LOCKED / name, fresh)
    print(f"Fetching {name} from npm, once ...", flush=True)
    _npm("ci", cwd=fresh)
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)


def renew():
    """Write the newest versions that each package.json allows into its lock file, without addresses; return these files."""
    locks = sorted(LOCKED.glob(f"*/{LOCK}"))
    for lock in locks:
        _npm("update", "--package-lock-only", "--omit-lockfile-registry-resolved", cwd=lock.parent)
    return locks


def _npm(*words, cwd):
    npm = shutil.which("npm")
    if npm is None:
        raise Problem("Some parts come from npm, which this machine does not have: install Node.js 20 or newer.")
    lines = []
    if run_lines([npm, *words, *QUIET], lines.append, cwd=cwd):
        raise Problem("npm could not fetch them. It said:\n" + "\n".join(lines[-5:]))
