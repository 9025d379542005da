"""Firefox for tests: driven over WebDriver BiDi, which Firefox speaks itself, through a websocket."""

import contextlib
import itertools
import json
import shutil
import subprocess
import tempfile
import time

import websocket

PATIENCE = 120  # seconds for what takes long on a busy machine
BUTTON = 0  # the left one
KEYS = {"Enter": "\ue007", "Control": "\ue009", "ArrowLeft": "\ue012"}  # as WebDriver names keys that write nothing


def installed():
    """Return the path of an installed Firefox, or None."""
    return shutil.which("firefox-esr") or shutil.which("firefox")


class Page:
    """A page of Firefox."""

    def __init__(self, address):
        self._socket = websocket.create_connection(address, timeout=PATIENCE, suppress_origin=True)
        self._numbers = itertools.count()
        self._ask("session.new", capabilities={})
        # The page that stands there at first never has the focus, without which JupyterLab knows no current notebook.
        self._context = self._ask("browsingContext.create", type="tab")["context"]

    def _ask(self, method, **parameters):
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while (answer := json.loads(self._socket.recv())).get("id") != number:
            pass  # events
        if answer["type"] == "error":
            raise RuntimeError(f"{method}: {answer['message']}")
        return answer["result"]

    def open(self, address, width=1500, height=1000):
        """Open an address in a page of this size."""
        self._ask("browsingContext.setViewport", context=self._context, viewport={"width": width, "height": height})
        self._ask("browsingContext.navigate", context=self._context, url=address, wait="interactive")

    def evaluate(self, expression):
        """Return what a JavaScript expression, or its promise, comes to."""
        code = f"(async () => JSON.stringify(await ({expression})))()"
        answer = self._ask("script.evaluate", expression=code, target={"context": self._context}, awaitPromise=True)
        if answer["type"] == "exception":
            raise RuntimeError(f"{expression}: {answer['exceptionDetails']['text']}")
        return json.loads(answer["result"].get("value", "null"))

    def wait_for(self, expression):
        """Wait until a JavaScript expression is true; return what it comes to."""
        end = time.monotonic() + PATIENCE
        while not (result := self.evaluate(expression)):
            if time.monotonic() > end:
                raise AssertionError(f"never came true in Firefox: {expression}")
            time.sleep(0.1)
        return result

    def drag(self, places):
        """Take hold at the first of these (x, y) of the page, go through the others, and let go; one place is a click."""
        (x, y), *others = [(round(x), round(y)) for x, y in places]
        actions = [{"type": "pointerMove", "x": x, "y": y}, {"type": "pointerDown", "button": BUTTON}]
        actions += [{"type": "pointerMove", "x": x, "y": y, "duration": 20} for x, y in others]
        actions += [{"type": "pointerUp", "button": BUTTON}]
        self._perform({"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": actions})

    def press(self, *keys):
        """Press keys together, each named as in `KEYS` or as what it writes."""
        values = [KEYS.get(key, key) for key in keys]
        actions = [{"type": "keyDown", "value": value} for value in values]
        actions += [{"type": "keyUp", "value": value} for value in reversed(values)]
        self._perform({"type": "key", "id": "keyboard", "actions": actions})

    def _perform(self, source):
        self._ask("input.performActions", context=self._context, actions=[source])


@contextlib.contextmanager
def opened():
    """Run Firefox with a profile of its own until the block ends; give its page."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [installed(), "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        try:
            address = next(line.split()[-1] for line in process.stderr if "BiDi listening" in line)
            yield Page(f"{address}/session")
        finally:
            process.terminate()
            process.communicate()
