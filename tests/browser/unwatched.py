"""A page of Chromium that is driven without being listened to, for what is measured.

Playwright is told of everything that a page receives. While a handle is dragged that is a third of all work.
"""

import asyncio
import contextlib
import itertools
import json
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

import lab
from tornado.websocket import websocket_connect

SIZE = "1500,1000"


class Page:
    """One page, in which JavaScript can be run."""

    def __init__(self, connection):
        self._connection, self._numbers = connection, itertools.count()

    async def evaluate(self, source):
        """Return what an expression gives, or what it promises, once that is there."""
        number = next(self._numbers)
        asked = {"expression": source, "awaitPromise": True, "returnByValue": True}
        message = {"id": number, "method": "Runtime.evaluate", "params": asked}
        await self._connection.write_message(json.dumps(message))
        while (answer := json.loads(await self._connection.read_message())).get("id") != number:
            pass
        if "exceptionDetails" in answer["result"]:
            raise RuntimeError(answer["result"]["exceptionDetails"])
        return answer["result"]["result"].get("value")

    async def wait_for(self, source):
        """Wait until an expression is true."""
        end = time.monotonic() + lab.PATIENCE / 1000
        while not await self.evaluate(f"Boolean({source})"):
            if time.monotonic() > end:
                raise TimeoutError(f"still not true: {source}")
            await asyncio.sleep(0.2)


@contextlib.asynccontextmanager
async def opened(address):
    """Open an address in a browser of its own; give the `Page`."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        debugging = ["--remote-debugging-port=0", "--remote-allow-origins=*", f"--user-data-dir={folder}"]
        command = [lab.chromium(), *lab.BROWSER_ARGUMENTS, *debugging, f"--window-size={SIZE}", address]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            told = Path(folder) / "DevToolsActivePort"  # where Chromium says at which port it listens
            while not (told.exists() and told.read_text().count("\n")):
                await asyncio.sleep(0.1)
            port = told.read_text().split()[0]
            yield Page(await websocket_connect(_page_at(port), max_message_size=2**28))
        finally:
            process.terminate()
            process.wait()


def _page_at(port):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/json", timeout=30) as answer:
        return next(each["webSocketDebuggerUrl"] for each in json.load(answer) if each["type"] == "page")
