"""The browser edition in a real browser that reaches nothing but this machine, for tests."""

import contextlib
import threading
from dataclasses import dataclass
from urllib.parse import urlsplit

import lab

from tools.site import serving

PATIENCE = 180_000  # milliseconds for what takes long on a busy machine
APPEARED = """() => {
    const panel = window.jupyterapp?.shell?.currentWidget;
    return panel?.context?.isReady && panel.content.widgets.length === panel.context.model.cells.length;
}"""
HAS_PYTHON = """() => ['idle', 'busy'].includes(
    window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel?.status)"""
EVERY_CELL_RAN = """() => window.jupyterapp.shell.currentWidget.content.widgets.every(cell =>
    cell.model.type !== 'code' || !cell.model.sharedModel.getSource().trim() || cell.model.executionCount)"""
CHANGE = """([index, source]) =>
    window.jupyterapp.shell.currentWidget.content.widgets[index].model.sharedModel.setSource(source)"""
CHANGE_AND_SAVE = """async ([index, source]) => {
    const panel = window.jupyterapp.shell.currentWidget;
    panel.content.widgets[index].model.sharedModel.setSource(source);
    await panel.context.save();
}"""
RUN_SOURCE = """async ([index, source]) => {
    const content = window.jupyterapp.shell.currentWidget.content;
    content.widgets[index].model.sharedModel.setSource(source);
    content.activeCellIndex = index;
    content.deselectAll();
    await window.jupyterapp.commands.execute('notebook:run-cell');
    const outputs = content.widgets[index].model.outputs.toJSON();
    return outputs.map(output => output.text || output.data?.['text/plain'] || `${output.ename}: ${output.evalue}`).flat().join('');
}"""
EXECUTION_COUNTS = """() => window.jupyterapp.shell.currentWidget.content.widgets.map(cell =>
    cell.model.type === 'code' ? cell.model.executionCount : null)"""
IDLE = "() => window.jupyterapp.shell.currentWidget.sessionContext.session?.kernel?.status === 'idle'"
FILES = "async () => (await window.jupyterapp.serviceManager.contents.get('')).content.map(file => file.name)"


@contextlib.contextmanager
def serving_site(folder):
    """Serve a built site on a free port; give its address."""
    server = serving.server(folder, 0)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass
class Page(lab.Notebook):
    """A notebook of the browser edition, open in a page."""

    def wait_until_appeared(self):
        self.page.wait_for_function(APPEARED, timeout=PATIENCE)

    def wait_for_notice(self, text):
        """Wait until a sentence with this text stands at the foot of the page."""
        self.page.locator(".nag-notice", has_text=text).wait_for(timeout=PATIENCE)

    def run_all(self):
        """Press Run All, whether Python has started or not, and wait until every cell has run."""
        self.page.evaluate("() => { window.jupyterapp.commands.execute('notebook:run-all-cells'); }")
        self.page.wait_for_function(EVERY_CELL_RAN, timeout=3 * PATIENCE)

    def run_what_is_live(self):
        """Do what a page of JupyterLab does, once Python is up."""
        self.page.wait_for_function(HAS_PYTHON, timeout=PATIENCE)
        super().run_what_is_live()
        counts = self.page.evaluate(EXECUTION_COUNTS)
        assert all(counts[i] for i in self.ran)

    def run_source(self, tag, source):
        """Put other source into the cell with this tag, run it, and return the text that stands below it then."""
        return self.page.evaluate(RUN_SOURCE, [self.index(tag), source])

    def change_and_save(self, tag, source):
        """Put other source into the cell with this tag and save the notebook, in this browser."""
        self.page.evaluate(CHANGE_AND_SAVE, [self.index(tag), source])

    def change(self, index, source):
        """Put other source into a cell."""
        self.page.evaluate(CHANGE, [index, source])

    def click(self, index):
        """Click into a cell, as the mouse does."""
        self.page.locator(".jp-Notebook .jp-Cell").nth(index).locator(".cm-content").click()

    def waiting(self):
        """Return which cells say that they wait or run."""
        prompts = [cell.locator(".jp-InputPrompt") for cell in self.page.locator(".jp-Notebook .jp-Cell").all()]
        return [i for i, prompt in enumerate(prompts) if "*" in prompt.inner_text()]

    def index(self, tag):
        return next(i for i, cell in enumerate(self.cells()) if tag in cell["tags"])

    def files(self):
        """Return the names of the files that JupyterLite shows: the site's and this browser's."""
        return self.page.evaluate(FILES)

    def reload(self):
        """Load the page anew."""
        self.page.reload()
        self.wait_until_appeared()


@contextlib.contextmanager
def opened(context, address, name, app="notebooks"):
    """Open a notebook in a page of a browser's context; note what it asks of any other address."""
    notebook = Page(context.new_page())
    notebook.page.on(
        "request",
        lambda request: (
            urlsplit(request.url).hostname in ("127.0.0.1", None, "") or notebook.asked_outside.append(request.url)
        ),
    )
    notebook.page.goto(f"{address}/run/{app}/index.html?path={name}.ipynb")
    notebook.wait_until_appeared()
    try:
        yield notebook
    finally:
        notebook.page.close()
