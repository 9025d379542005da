"""JupyterHub's proxy, from npm, for the test of a hub on this machine; JupyterHub itself is the extra ``hub``."""

from tools import npm

COMMAND = npm.folder_of("hub") / "configurable-http-proxy/bin/configurable-http-proxy"


def ready():
    """Fetch the proxy, unless it is there."""
    npm.ready("hub")
