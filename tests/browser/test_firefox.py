"""Notebook 00 in Firefox, as a person goes through it: a prediction, a check, a drag and keys."""

import firefox
import pytest

NOTEBOOK = "00_invent_it.ipynb"
PANEL = "window.jupyterapp?.shell?.currentWidget"
CELLS = f"{PANEL}.content.widgets"
PYTHON = f"['idle', 'busy'].includes({PANEL}?.sessionContext?.session?.kernel?.status)"
REST = "document.querySelector('canvas.nag-canvas')?.dataset.rest === 'true'"


@pytest.fixture(scope="module")
def page(server):
    if not firefox.installed():
        pytest.skip("Firefox is not installed")
    with firefox.opened() as page:
        page.open(server.page_of(NOTEBOOK))
        page.wait_for(PYTHON)
        page.evaluate("void window.jupyterapp.commands.execute('notebook:show-all-cell-code')")  # the set-up is folded
        page.evaluate("void window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs')")  # and saved counts
        run(page, index_of(page, "setup"))
        yield page
    server.end_kernels()


def index_of(page, text):
    """Return the first code cell with this tag, or with this in its source."""
    return page.evaluate(
        f"{CELLS}.findIndex(({{model}}) => model.type === 'code' && ((model.getMetadata('tags') ?? [])"
        f".includes('{text}') || model.sharedModel.getSource().includes('{text}')))"
    )


def run(page, index):
    """Run a cell by Control+Enter, and wait until it has run."""
    page.drag([middle(page, f"{CELLS}[{index}].node.querySelector('.cm-content')")])
    before = page.evaluate(f"{CELLS}[{index}].model.executionCount ?? 0")
    page.press("Control", "Enter")
    page.wait_for(f"({CELLS}[{index}].model.executionCount ?? 0) > {before}")


def middle(page, element):
    """Bring an element into sight, once it is there; return its middle."""
    page.wait_for(f"Boolean({element})")
    page.evaluate(f"void {element}.scrollIntoView({{block: 'center'}})")
    return place(page, element)


def place(page, element):
    return page.evaluate(f"(box => [box.x + box.width / 2, box.y + box.height / 2])({element}.getBoundingClientRect())")


def output(index):
    return f"{CELLS}[{index}].outputArea.node.innerText"


def test_a_prediction_is_made_and_meets_what_happened(page):
    question = index_of(page, "predictions.ask(")
    run(page, question)
    option = f"{CELLS}[{question}].outputArea.node.querySelectorAll('input[type=radio]')[1]"
    page.drag([middle(page, option)])
    page.wait_for(f"{option}.checked")
    answer = index_of(page, "predictions.compare(")
    run(page, answer)
    assert "You predicted" in page.evaluate(output(answer))


def test_a_check_answers_to_a_wrong_and_to_a_right_answer(page):
    index = index_of(page, "exercise:landing")
    for value, said in (("(0.765, 0.09, 0.955)", False), ("(0.765, 0.09, -0.755)", True)):
        page.evaluate(
            f"void {CELLS}[{index}].model.sharedModel.setSource("
            f"'from nag_helpers import exercises\\nexercises.landing.check({value})')"
        )
        run(page, index)
        assert ("Correct" in page.evaluate(output(index))) == said


@pytest.fixture(scope="module")
def asking(page):
    """The page with an explorer in it, at rest."""
    run(page, index_of(page, "AskingExplorer()"))
    page.wait_for(REST)
    return page


WORDS = "document.querySelector('.nag-words').innerText"
KNOB = "document.querySelector('.nag-knob')"


def test_a_drag_moves_the_picture_and_its_handle_stays_where_it_is_let_go(asking):
    x, y = middle(asking, KNOB)
    before = asking.evaluate(WORDS)
    asking.drag([(x - step, y + step / 2) for step in range(0, 41, 2)])
    asking.wait_for(f"{REST} && {WORDS} !== {before!r}")
    assert place(asking, KNOB) == pytest.approx([x - 40, y], abs=3)


def test_a_key_moves_the_picture(asking):
    text = asking.evaluate(f"{KNOB}.ariaValueText")
    asking.evaluate(f"void {KNOB}.focus()")
    asking.press("ArrowLeft")
    asking.wait_for(f"{REST} && {KNOB}.ariaValueText !== {text!r}")
