"""For every pytest run here: what was skipped and why, notebooks' pictures compared, and how much memory each kernel took.

With CI=true a skip is a failure, unless its reason begins with "not on this system" or "not in this notebook": there,
everything that the tests need has been installed. start.py collects the same facts through the file named by NAG_TEST_REPORT.
"""

import json
import os
import re

import nbval.kernel
import psutil
import pytest
from coarse import difference
from nbval.plugin import IPyNbCell
from xdist.scheduler import LoadScopeScheduling

pytest_plugins = ["pytester"]  # for the tests of this file
EXPECTED = ("not on this system", "not in this notebook")
MOST_MEGABYTES = 450  # the least that Binder promises
#: What begins first: what takes longest, so that no process is left alone with it at the end; but while the first of these
#: builds the browser edition, the others open pages that need none.
FIRST = (
    "tests/edition/test_reading.py",
    "tests/browser/test_every_explorer.py",
    "tests/browser/test_[fh]",
    "tests/edition/",
    "tests/explorers/test_explorers.py",
    "tests/notebooks/test_solved",
    "tests/tools/",
)


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: next((i for i, first in enumerate(FIRST) if re.match(first, item.nodeid)), len(FIRST)))


#: Files whose tests of one notebook take long, and of another know nothing.
BY_NOTEBOOK = re.compile(r"/test_(?:running|notebooks|slides|solved_notebooks)\.py::.*\[(\d\d_\w+)\]")


class Shares(LoadScopeScheduling):
    """What one of several processes does as a whole: a file, or a notebook's part of it; what comes first begins first."""

    def __init__(self, config, log):
        config.option.loadscopereorder = False
        super().__init__(config, log)

    def _split_scope(self, nodeid):
        return nodeid.partition("::")[0], *BY_NOTEBOOK.findall(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return Shares(config, log)


def pytest_collectstart(collector):
    """Let nbval compare the words of a picture, and not the page's form of it, which holds the pixels."""
    if hasattr(collector, "skip_compare"):
        collector.skip_compare = (*collector.skip_compare, "text/html")


start_new_kernel = nbval.kernel.start_new_kernel


def start_again(*words, **settings):
    """Start nbval's kernel; once more, if it does not come up: two that start at once may pick the same free port."""
    try:
        return start_new_kernel(*words, **settings)
    except RuntimeError:
        return start_new_kernel(*words, **settings)


nbval.kernel.start_new_kernel = start_again

compare_texts = IPyNbCell.compare_outputs


def compare_texts_and_pictures(cell, new, saved, skip_compare=None):
    """Compare a cell's outputs as nbval does, and its pictures coarsely, which nbval leaves out.

    Other packages draw a little otherwise: in a kernel of another name (Colab's) pictures are not compared.
    """
    if not compare_texts(cell, new, saved, skip_compare):
        return False
    cell.comparison_traceback = [difference(new, saved) if not cell.config.option.nbval_kernel_name else ""]
    return not cell.comparison_traceback[0]


IPyNbCell.compare_outputs = compare_texts_and_pictures


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    terminal = session.config.pluginmanager.get_plugin("terminalreporter")
    if terminal is None or hasattr(session.config, "workerinput"):
        return
    skipped = _skipped(terminal)
    unexpected = [name for name, why in skipped if not why.startswith(EXPECTED)]
    if os.environ.get("CI") == "true" and unexpected and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
    if report := os.environ.get("NAG_TEST_REPORT"):
        counts = {kind: len(terminal.stats.get(kind, ())) for kind in ("passed", "failed", "error")}
        with open(report, "a", encoding="utf-8") as file:
            file.write(json.dumps({**counts, "skipped": skipped}) + "\n")


def pytest_terminal_summary(terminalreporter):
    skipped = _skipped(terminalreporter)
    if skipped:
        terminalreporter.section("skipped")
    for name, why in skipped:
        unexpected = os.environ.get("CI") == "true" and not why.startswith(EXPECTED)
        terminalreporter.line(f"{name}: {why}{' (unexpected here: this fails the run)' if unexpected else ''}")
    memory = _memory(terminalreporter)
    if memory:
        terminalreporter.section("memory of each notebook's kernel, at its end")
    for notebook, megabytes in memory.items():
        terminalreporter.line(f"{notebook}: {megabytes:.0f} MB")
    for name, text in _measured(terminalreporter):
        terminalreporter.line(f"{name}: {text}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Note the kernel's memory after each cell of a notebook; fail the cell after which it is too much."""
    report = yield
    if call.when == "call" and hasattr(item.parent, "kernel"):
        megabytes = psutil.Process(_kernel_process(item.parent.kernel)).memory_info().rss / 1e6
        report.user_properties.append(("kernel_megabytes", megabytes))
        if megabytes > MOST_MEGABYTES and report.passed and not hasattr(item.parent, "said_too_much"):
            item.parent.said_too_much = True
            report.outcome = "failed"
            report.longrepr = f"The kernel holds {megabytes:.0f} MB after this cell; Binder promises {MOST_MEGABYTES}."
    return report


def _kernel_process(kernel):
    return kernel.km.provisioner.pid


def _skipped(terminal):
    """Return [(test, reason)], one for every skipped test or file."""
    reports = terminal.stats.get("skipped", ())
    return [(report.nodeid, str(report.longrepr[2]).removeprefix("Skipped: ")) for report in reports]


def _measured(terminal):
    """Return [(test, text)] for every test that noted a measurement: ``record_property("measured", text)``."""
    reports = [report for report in terminal.stats.get("passed", ()) if report.when == "call"]
    return [(report.nodeid, text) for report in reports for name, text in report.user_properties if name == "measured"]


def _memory(terminal):
    """Return {notebook: megabytes after its last cell}."""
    reports = [*terminal.stats.get("passed", ()), *terminal.stats.get("failed", ())]
    found = {}
    for report in reports:
        megabytes = dict(report.user_properties).get("kernel_megabytes")
        if megabytes is not None:
            notebook = report.nodeid.split("::")[0]
            found[notebook] = megabytes  # cells report in order
    return dict(sorted(found.items()))
