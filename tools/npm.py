"""Packages from npm, each in a folder of its own beside the other environments."""

import shutil

from tools.places import OTHER_ENVIRONMENTS
from tools.problems import Problem
from tools.processes import quiet


def folder_of(package, version):
    """Return where a package lies once it is fetched."""
    return OTHER_ENVIRONMENTS / f"{package}-{version}" / "node_modules" / package


def ready(package, version):
    """Return the folder of a package, fetching it unless it is there."""
    folder = folder_of(package, version)
    if folder.exists():
        return folder
    npm = shutil.which("npm")
    if npm is None:
        raise Problem(f"{package} comes from npm, which this machine does not have: install Node.js 20 or newer.")
    beside = folder.parents[1]
    beside.mkdir(parents=True, exist_ok=True)
    print(f"Fetching {package} {version} from npm, once ...", flush=True)
    if not quiet([npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", beside, f"{package}@{version}"]):
        shutil.rmtree(beside, ignore_errors=True)
        raise Problem(f"npm could not fetch {package} {version}: is there no network?")
    return folder
