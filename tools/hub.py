"""JupyterHub's proxy, from npm, for the test of a hub on this machine; JupyterHub itself is the extra ``hub``."""

import shutil

from tools.places import OTHER_ENVIRONMENTS
from tools.problems import Problem
from tools.processes import quiet

VERSION = "5.3.0"
FOLDER = OTHER_ENVIRONMENTS / "hub"
PROXY = FOLDER / "node_modules/.bin/configurable-http-proxy"


def ready():
    """Install the proxy, unless it is there."""
    if PROXY.exists():
        return
    npm = shutil.which("npm")
    if npm is None:
        raise Problem("JupyterHub's proxy comes from npm, which this machine does not have: install Node.js 20 or newer.")
    FOLDER.mkdir(parents=True, exist_ok=True)
    print(f"Fetching JupyterHub's proxy into {FOLDER} ...", flush=True)
    wanted = f"configurable-http-proxy@{VERSION}"
    if not quiet([npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", FOLDER, wanted]):
        raise Problem(f"npm could not install {wanted}: is the network away?")
