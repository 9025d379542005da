"""Shows the browser edition on this machine, as a web host would: ``python3 start.py site --serve``."""

import functools
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

KEPT = "max-age=600"  # seconds, as GitHub Pages says of everything
ASKED_AGAIN = "no-cache"  # a page is always the newest; the file is sent again only if it has changed


class Handler(SimpleHTTPRequestHandler):
    """Files of a folder, with the kinds that browsers ask for and a word on how long they may be kept."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".wasm": "application/wasm",
        ".mjs": "text/javascript",
        ".js": "text/javascript",
        ".json": "application/json",
    }

    def end_headers(self):
        large = "/static/pyodide/" in self.path and not self.path.endswith(".json")
        self.send_header("Cache-Control", KEPT if large or "/build/" in self.path else ASKED_AGAIN)
        super().end_headers()

    def log_message(self, *words):
        """Say nothing of each file."""


def server(folder, port):
    """Return a server of a folder on this machine alone; port 0 takes any that is free."""
    return ThreadingHTTPServer(("127.0.0.1", port), functools.partial(Handler, directory=folder))


def serve(folder, port):
    """Show a folder until Ctrl-C."""
    with server(folder, port) as serving:
        print(f"The browser edition is at http://127.0.0.1:{serving.server_port}/. To end it: Ctrl-C.", flush=True)
        serving.serve_forever()
