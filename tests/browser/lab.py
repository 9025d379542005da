"""A real JupyterLab on loopback and a real browser in front of it, for tests and benchmarks."""

import contextlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

import nbformat
from needs import needed

BROWSER_ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]  # nothing but this machine can be reached
SETTINGS = {
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "notebook-extension/tracker": {"windowingMode": "none"},  # every cell is in the page, also those out of sight
}
EVERY_EXPLORER = "every_explorer.ipynb"  # made for the tests: one of each
LIVE = ("Explorer(", "film(", ".ask(", " train(")  # in the source of a cell whose output a page could break
PATIENCE = 120_000  # milliseconds for what takes long on a busy machine


def chromium():
    """Return the path of an installed Chromium or Chrome, or None."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    return next(filter(None, map(shutil.which, names)), None)


@dataclass
class Server:
    """A running JupyterLab."""

    address: str
    token: str
    folder: Path

    def page_of(self, notebook):
        return f"{self.address}/doc/tree/{quote(notebook)}?token={self.token}"

    def ask(self, path, method="GET", body=None):
        """Send a request to Jupyter's own interface; return the parsed answer."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self.address + path, data, method=method, headers={"Authorization": f"token {self.token}"}
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def end_kernels(self):
        for session in self.ask("/api/sessions"):
            self.ask(f"/api/sessions/{session['id']}", "DELETE")


@contextlib.contextmanager
def serving(folder, theme="JupyterLab Light"):
    """Run JupyterLab on the notebooks in ``folder``, with settings of its own, until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Server(f"http://127.0.0.1:{port}", secrets.token_hex(16), Path(folder))
    own = Path(folder).parent / "jupyter"
    _write_settings(own / "settings", theme)
    environment = {
        **os.environ,
        "JUPYTER_CONFIG_DIR": str(own),
        "JUPYTERLAB_SETTINGS_DIR": str(own / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(own / "workspaces"),
        "JUPYTER_RUNTIME_DIR": str(own / "runtime"),
    }
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        "--no-browser",
        "--ip=127.0.0.1",
        f"--port={port}",
        "--allow-root",
        f"--IdentityProvider.token={server.token}",
        "--expose-app-in-browser",
        "--LabApp.extension_manager=readonly",
        f"--ServerApp.root_dir={folder}",
    ]
    with open(own / "server.log", "w") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            _wait_for(server, process, own / "server.log")
            yield server
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def _write_settings(folder, theme):
    for name, settings in {**SETTINGS, "apputils-extension/themes": {"theme": theme}}.items():
        file = folder / "@jupyterlab" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(settings))


def _wait_for(server, process, log, seconds=90):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            server.ask("/api/status")
            return
        if process.poll() is not None:
            break
        time.sleep(0.2)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text()[-3000:]}")


@contextlib.contextmanager
def browsing():
    """Run a browser that reaches nothing but this machine until the block ends."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=BROWSER_ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Notebook:
    """A notebook open in a page of its own."""

    page: object
    asked_outside: list = field(default_factory=list)
    ran: list = field(default_factory=list)

    def wait_until_open(self):
        """Wait until the notebook is there, and its kernel too."""
        self.page.wait_for_function(_READY, timeout=PATIENCE)

    def run_all(self):
        """Do what the menu's Run All does, and wait until every cell has run."""
        self.page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
        self.page.wait_for_function(_NOTHING_RUNS, timeout=PATIENCE)

    def run_what_is_live(self):
        """Run what a page could break, and what it needs: the set-up, questions, exercises, explorers and training."""
        sources, live = {}, []
        for i, cell in enumerate(self.cells()):
            if cell["type"] == "code":
                sources[i] = cell["source"]
                if {"setup", "exercise"} & set(cell["tags"]) or any(word in cell["source"] for word in LIVE):
                    live.append(i)
        self.ran = needed(sources, live)
        self.page.evaluate(_RUN, self.ran)
        self.page.wait_for_function(_NOTHING_RUNS, timeout=3 * PATIENCE)

    def run_cells(self):
        """Return the cells that `run_what_is_live` has run."""
        cells = self.cells()
        return [cells[i] for i in self.ran]

    def cell(self, index):
        """Return a cell as the page shows it."""
        return self.page.locator(".jp-Notebook .jp-Cell").nth(index)

    def widths_of_pictures(self):
        """Return the widths of all pictures in the outputs, once each is there."""
        count = self.page.evaluate(_PICTURES)
        shown = self.page.locator(".jp-OutputArea-output img")
        shown.nth(count - 1).wait_for()
        return [image.evaluate("image => image.decode().then(() => image.naturalWidth)") for image in shown.all()]

    def cells(self):
        """Return the cells as they are in the page just now: source, tags and outputs."""
        return self.page.evaluate(_CELLS)

    def run_instead(self, tag, source):
        """Put other source into the cell with this tag and run it; return the text that the page then shows below."""
        index = next(i for i, cell in enumerate(self.cells()) if tag in cell["tags"])
        self.page.evaluate(_RUN_INSTEAD, [index, source])
        self.page.wait_for_function(_NOTHING_RUNS, timeout=PATIENCE)
        return self.page.evaluate(
            f"index => {{ {_PANEL} return panel.content.widgets[index].outputArea.node.innerText; }}", index
        )

    def explorers(self):
        """Return the explorers that are in the page, live."""
        return [Explorer(self.page, box) for box in self.page.locator(".nag-explorer").all()]


_PANEL = "const panel = window.jupyterapp.shell.currentWidget;"
_READY = f"""() => {{
    if (!window.jupyterapp?.shell?.currentWidget?.context) return false;
    {_PANEL}
    return panel.context.isReady && panel.sessionContext.isReady
        && ['idle', 'busy'].includes(panel.sessionContext.session?.kernel?.status);
}}"""
_NOTHING_RUNS = f"""() => {{
    {_PANEL}
    return panel.sessionContext.session.kernel.status === 'idle'
        && panel.content.widgets.every(cell => cell.model.type !== 'code' || cell.model.executionState === 'idle'
            || cell.model.sharedModel.execution_state === 'idle' || !cell.promptNode?.textContent.includes('*'));
}}"""
_CELLS = f"""() => {{
    {_PANEL}
    return panel.content.widgets.map(cell => ({{
        type: cell.model.type, source: cell.model.sharedModel.getSource(),
        tags: cell.model.getMetadata('tags') || [],
        outputs: cell.model.type === 'code' ? cell.model.outputs.toJSON() : []}}));
}}"""
_PICTURES = f"""() => {{
    {_PANEL}
    return panel.content.widgets.flatMap(cell => cell.model.outputs?.toJSON() ?? []).filter(output => output.data?.['image/png']).length;
}}"""
_RUN = f"""indexes => {{
    {_PANEL}
    for (const index of indexes) {{
        panel.content.activeCellIndex = index;
        panel.content.deselectAll();
        window.jupyterapp.commands.execute('notebook:run-cell');
    }}
}}"""
_RUN_INSTEAD = f"""([index, source]) => {{
    {_PANEL}
    panel.content.widgets[index].model.sharedModel.setSource(source);
    panel.content.activeCellIndex = index;
    panel.content.deselectAll();
    return window.jupyterapp.commands.execute('notebook:run-cell');
}}"""


def write_notebook(file, cells):
    """Write a notebook with these code cells."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, file)


@contextlib.contextmanager
def opened(context, server, name):
    """Open a notebook in a page of a browser's context; note what it asks of any other address."""
    notebook = Notebook(context.new_page())
    for what in ("request", "websocket"):
        notebook.page.on(
            what,
            lambda asked: (
                urlsplit(asked.url).hostname in ("127.0.0.1", "localhost", None)
                or notebook.asked_outside.append(asked.url)
            ),
        )
    try:
        notebook.page.goto(server.page_of(name))
        notebook.wait_until_open()
        yield notebook
    finally:
        notebook.page.close()
        server.end_kernels()


class Explorer:
    """A live explorer in a page."""

    def __init__(self, page, box):
        self.page, self.box = page, box
        self.image, self.words = box.locator("canvas.nag-canvas"), box.locator(".nag-words")

    def picture(self):
        """Return something that changes with the picture: a sum over its pixels as the page holds them."""
        return self.image.evaluate(_PIXEL_SUM)

    def text(self):
        return self.words.inner_text()

    def sliders(self):
        """Return the sliders among the controls."""
        return [s for s in self.box.locator(".nag-controls [role=slider]").all() if s.is_visible()]

    def handles(self):
        """Return what can be dragged in the picture."""
        return self.box.locator(".nag-knob").all()

    def play_buttons(self):
        """Return the buttons Play (which also pauses) and Stop, or nothing."""
        return self.box.locator(".widget-play button").all()[:2]

    def settle(self):
        """Wait until the picture is at rest, and has stayed so for a while."""
        self.box.scroll_into_view_if_needed()
        before = None
        for _ in range(40):
            self.page.wait_for_function(
                "canvas => canvas.dataset.rest === 'true'", arg=self.image.element_handle(), timeout=PATIENCE
            )
            now = self.picture(), self.text()
            if now == before:
                return
            before = now
            self.page.wait_for_timeout(100)
        raise AssertionError("the explorer does not come to rest")

    def press_a_key(self):
        """Move the first slider by one large step with the keyboard; without a slider, the first list to an end."""
        for slider in self.sliders():
            slider.focus()
            low, high, now = (float(slider.get_attribute(f"aria-value{part}")) for part in ("min", "max", "now"))
            self.page.keyboard.press("PageUp" if now < (low + high) / 2 else "PageDown")
            return
        options = self.box.locator("select").first
        options.focus()  # JupyterLab takes the up and down arrows for itself
        at_end = options.evaluate("list => list.selectedIndex === list.length - 1")
        self.page.keyboard.press("Home" if at_end else "End")

    def click_a_track(self):
        """Click into the first slider's track, a third from the end that is farther away."""
        for slider in self.sliders():
            slider.scroll_into_view_if_needed()
            track = slider.locator("xpath=ancestor::*[contains(@class, 'noUi-base')]")
            low, high, now = (float(slider.get_attribute(f"aria-value{part}")) for part in ("min", "max", "now"))
            box = track.bounding_box()
            share = 0.67 if now < (low + high) / 2 else 0.33
            self.page.mouse.click(box["x"] + share * box["width"], box["y"] + box["height"] / 2)
            return
        options = self.box.locator("select").first
        options.select_option(index=options.evaluate("list => (list.selectedIndex + 1) % list.length"))

    def wait_for_change(self, picture, text=None, timeout=20):
        """Wait until the picture, and the text if one is given, differ from these; return the seconds it took."""
        begin = time.monotonic()
        while time.monotonic() < begin + timeout:
            if self.picture() != picture and (text is None or self.text() != text):
                return time.monotonic() - begin
            self.page.wait_for_timeout(30)
        raise AssertionError(f"the {'picture' if self.picture() == picture else 'text'} did not change: {self.text()}")


_PIXEL_SUM = """canvas => {
    const context = canvas.getContext('2d');
    const data = new Uint32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer);
    let sum = 0;
    for (let i = 0; i < data.length; i++) sum = (Math.imul(sum, 31) + data[i]) | 0;
    return sum;
}"""
