"""The browser edition as a learner meets it: notebooks run, explorers answer, checks speak, and a reload forgets nothing."""

import shutil

import edition
import lab
import pytest

from nag_helpers import exercises

IN_LAB = "04_implementing_nag"  # opened in the whole of JupyterLab, the others in a page of their own
LONG = "08_training_networks"
#: With less training, so that notebook 8 takes one minute here and not five; `--every` runs it as it is.
SHORTER = {
    "(0.05, 0.1, 0.2, 0.5, 1, 2), (0.8, 0.9, 0.95, 0.98)": "(0.1, 1), (0.95,)",
    "(0.5, 0.7, 1, 1.2, 1.5, 1.7, 2), (0.8, 0.9, 0.95, 0.98, 0.99)": "(0.7, 1.2, 1.7), (0.9, 0.98)",
    "seeds=range(10, 20)": "seeds=range(10, 12)",
    "280 if plain else 50": "200 if plain else 40",
    "steps=1000, record=500": "steps=100, record=50",
}
ENDLESS = "def {name}(*arguments):\n    while True:\n        pass\n\nfrom nag_helpers import exercises\nexercises.{name}.check({name})"
RIGHT = "from nag_helpers import exercises\nexercises.first_step.check(2.4)"
DONE = "from nag_helpers.learning import progress\nprint(sorted(progress.read('exercises')))"


@pytest.fixture(scope="module")
def notebook(notebook_name, context, address, pytestconfig):
    """A notebook, run from the moment at which its page appears."""
    app = "lab" if notebook_name == IN_LAB else "notebooks"
    with edition.opened(context, address, notebook_name, app) as notebook:
        if notebook_name == LONG and not pytestconfig.getoption("--every", default=False):
            notebook.replace(SHORTER)
        notebook.run_all()
        yield notebook


def first_function(notebook):
    """Return the first exercise of a notebook that asks for a function and knows a mistake."""
    tags = [tag.partition(":")[2] for cell in notebook.cells() for tag in cell["tags"] if tag.startswith("exercise:")]
    functions = [exercises.every()[name] for name in tags if getattr(exercises.every()[name], "mistakes", ())]
    return next((exercise for exercise in functions if callable(exercise.reference)), None)


def given(answer, exercise):
    return (
        f"from {answer.__module__} import {answer.__name__}\nfrom nag_helpers import exercises\n"
        f"exercises.{exercise.name}.check({answer.__name__})"
    )


def test_every_cell_runs_without_an_error_or_a_warning(notebook):
    outputs = [output for cell in notebook.cells() for output in cell["outputs"]]
    assert outputs
    assert not [output for output in outputs if output["output_type"] == "error" or output.get("name") == "stderr"]


def test_explorers_answer_to_keys_clicks_and_handles(notebook):
    live = notebook.explorers()
    made = [cell for cell in notebook.cells() if cell["type"] == "code" and "Explorer(" in cell["source"]]
    assert len(live) >= len(made) > 0
    for explorer in live:
        for do in (lab.Explorer.press_a_key, lab.Explorer.click_a_track, move_a_handle):
            explorer.settle()
            picture, text = explorer.picture(), explorer.text()
            do(explorer)
            explorer.wait_for_change(picture, text)


def move_a_handle(explorer):
    """Move the first handle by keys, towards the middle of its axis."""
    handle = explorer.handles()[0]
    low, high, now = (float(handle.get_attribute(f"aria-value{part}")) for part in ("min", "max", "now"))
    handle.press("Shift+ArrowRight" if now < (low + high) / 2 else "Shift+ArrowLeft")


def test_play_runs_and_stops(notebook):
    players = [explorer for explorer in notebook.explorers() if explorer.play_buttons()]
    if not players:
        pytest.skip("not in this notebook: a Play")
    for explorer in players:
        run, stop = explorer.play_buttons()
        stop.click()
        explorer.settle()
        picture, text = explorer.picture(), explorer.text()
        run.click()
        explorer.wait_for_change(picture, text)
        run.click()  # the same button pauses
        explorer.settle()


def test_a_check_answers_to_a_mistake_an_endless_loop_and_a_solution(notebook):
    exercise = first_function(notebook)
    if exercise is None:
        pytest.skip("not in this notebook: a function to write")
    tag, mistake = f"exercise:{exercise.name}", exercise.mistakes[0]
    assert "Correct" not in notebook.run_source(tag, given(mistake, exercise))
    assert "stopped after" in notebook.run_source(tag, ENDLESS.format(name=exercise.name))
    assert "Correct" in notebook.run_source(tag, given(exercise.reference, exercise))


def test_nothing_is_asked_of_any_other_address(notebook):
    assert notebook.asked_outside == []


@pytest.fixture
def first(context, address):
    """Notebook 0 in a page of its own, opened and not run."""
    with edition.opened(context, address, "00_start_here") as notebook:
        yield notebook


def test_while_python_starts_the_page_says_so(first):
    first.wait_for_notice("Python is starting")
    first.page.wait_for_function(edition.HAS_PYTHON, timeout=edition.PATIENCE)
    first.page.wait_for_function("() => !document.querySelector('.nag-notice')")


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
    code = [i for i, cell in enumerate(notebook.cells()) if cell["type"] == "code"]
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
    assert "Correct" in first.run_source("exercise:first_step", RIGHT)
    first.reload()
    assert "first_step" in first.run_source("setup", DONE)


@pytest.fixture
def private(browser):
    """A private window: the browser keeps nothing, and has no service worker."""
    context = browser.new_context()
    context.add_init_script("delete Navigator.prototype.serviceWorker")
    yield context
    context.close()


def test_a_private_window_works_and_says_that_it_forgets(private, address):
    with edition.opened(private, address, "00_start_here") as notebook:
        notebook.wait_for_notice("This window is private")
        assert "Correct" in notebook.run_source("exercise:first_step", RIGHT)


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
