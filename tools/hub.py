"""JupyterHub's proxy, from npm, for the test of a hub on this machine; JupyterHub itself is the extra ``hub``."""

from tools import npm

PROXY = "configurable-http-proxy", "5.3.0"
COMMAND = npm.folder_of(*PROXY) / "bin/configurable-http-proxy"


def ready():
    """Fetch the proxy, unless it is there."""
    npm.ready(*PROXY)
