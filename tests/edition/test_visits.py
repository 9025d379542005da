"""Visits to the browser edition: while Python starts, after a reload, in a private window, and when a newer version is there."""

import shutil

import edition
import pytest

LONG = "08_training_networks"
RIGHT = "from nag_helpers import exercises\nexercises.landing.check((0.765, 0.09, -0.755))"
DONE = "from nag_helpers.learning import progress\nprint(sorted(progress.read('exercises')))"


@pytest.fixture
def first(browser, address):
    """Notebook 0 in a page of its own, opened and not run, in a browser that has never been here: pages save themselves."""
    context = browser.new_context(viewport={"width": 1500, "height": 1000})
    with edition.opened(context, address, "00_invent_it") as notebook:
        yield notebook
    context.close()


def test_while_python_starts_the_page_says_so(first):
    first.wait_for_notice("Python is starting")
    first.page.wait_for_function(edition.HAS_PYTHON, timeout=edition.PATIENCE)
    first.page.wait_for_function("() => !document.querySelector('.nag-notice')")


def test_an_explorer_moves_before_its_cell_has_run_and_is_live_after(first):
    index = next(i for i, each in enumerate(first.cells()) if each["source"] == "film()")
    ahead = first.page.locator(".jp-Notebook .jp-Cell").nth(index).locator(".nag-ahead")
    with first.page.expect_response("**/wide/18.png"):
        ahead.locator("input").press("End")
    assert not first.page.evaluate(edition.HAS_PYTHON), "Python was up too early for this test"
    assert ahead.locator("img").evaluate("image => image.currentSrc").endswith("/wide/18.png")
    first.change(index, "from nag_helpers.explorers import film\nfilm()")
    by_keys(first, index)
    ahead.wait_for(state="detached", timeout=edition.PATIENCE)
    assert len(first.explorers()) == 1


def test_a_notebook_that_takes_long_here_says_so(context, address):
    with edition.opened(context, address, LONG) as notebook:
        notebook.wait_for_notice("ten times as long")


def by_mouse(notebook, index):
    notebook.click(index)
    notebook.page.locator(".jp-NotebookPanel-toolbar [data-command='notebook:run-cell-and-select-next']").click()


def by_keys(notebook, index):
    notebook.click(index)
    notebook.page.keyboard.press("Control+Enter")


def run_early(notebook, sources, run):
    """Run cells with these sources, from the third to the first, then click into the fourth; return which they are."""
    _, *code = [i for i, cell in enumerate(notebook.cells()) if cell["type"] == "code"]  # the set-up is folded
    asked, elsewhere = [code[2], code[1], code[0]], code[3]
    for index, source in zip(asked, sources):
        notebook.change(index, source)
        run(notebook, index)
    notebook.click(elsewhere)
    assert not notebook.page.evaluate(edition.HAS_PYTHON), "Python was up too early for this test"
    return asked


def ran(notebook):
    """Wait until nothing waits or runs any more; return the cells that have run, in their order."""
    notebook.page.wait_for_function(edition.IDLE, timeout=edition.PATIENCE)
    notebook.page.wait_for_timeout(2000)  # in which nothing else may run
    assert notebook.waiting() == []
    counts = {count: i for i, count in enumerate(notebook.page.evaluate(edition.EXECUTION_COUNTS)) if count}
    return [counts[number] for number in sorted(counts)]


@pytest.mark.parametrize("run", [by_mouse, by_keys])
def test_cells_run_before_python_is_up_wait_and_run_in_their_order_whatever_is_selected(first, run):
    asked = run_early(first, ["a = 1", "b = a + 1", "print(a + b)"], run)
    assert first.waiting() == sorted(asked)
    assert ran(first) == asked
    assert [output["text"] for output in first.cells()[asked[-1]]["outputs"]] == ["3\n"]


def test_a_failure_lets_those_that_wait_behind_it_go(first):
    asked = run_early(first, ["1 / 0", "print(1)", "print(2)"], by_keys)
    assert ran(first) == asked[:1]


@pytest.mark.skipif(shutil.which("node") is None, reason="not on this system: Node.js, which compiles")
def test_what_a_first_explorer_imports_is_compiled(first):
    """Most of it: what is compiled anew on every visit costs seconds."""
    source = "import sys, nag_helpers.explorers\nprint(sum(1 for module in list(sys.modules.values()) if NOT_COMPILED))"
    missing = (
        "(path := getattr(module, '__cached__', None)) and '/site-packages/' in path and "
        "not __import__('pathlib').Path(path).exists()"
    )
    assert int(first.run_source("setup", source.replace("NOT_COMPILED", missing)).split()[-1]) < 20


def test_a_reload_finds_the_progress(first):
    assert "Correct" in first.run_source("exercise:landing", RIGHT)
    first.reload()
    assert "landing" in first.run_source("setup", DONE)


@pytest.fixture
def private(browser):
    """A private window: the browser keeps nothing, and has no service worker."""
    context = browser.new_context()
    context.add_init_script("delete Navigator.prototype.serviceWorker")
    yield context
    context.close()


def test_a_private_window_works_and_says_that_it_forgets(private, address):
    with edition.opened(private, address, "00_invent_it") as notebook:
        notebook.wait_for_notice("This window is private")
        assert "Correct" in notebook.run_source("exercise:landing", RIGHT)


def test_interrupt_says_that_nothing_can_interrupt(first):
    first.page.evaluate("() => window.jupyterapp.commands.execute('notebook:interrupt-kernel')")
    first.wait_for_notice("nothing can interrupt")


def test_a_newer_version_is_offered_and_the_changed_copy_kept(first):
    first.change_and_save("setup", "# mine")
    first.page.evaluate(
        "() => Object.keys(localStorage).filter(key => key.startsWith('nag-first-opened'))"
        ".forEach(key => localStorage.setItem(key, 'an older version'))"
    )
    first.reload()
    assert "# mine" in [cell["source"] for cell in first.cells()]
    with first.page.expect_navigation():
        first.page.get_by_role("button", name="open the newer one").click()
    first.wait_until_appeared()
    assert "# mine" not in [cell["source"] for cell in first.cells()]
    assert any("_mine_" in name for name in first.files())
