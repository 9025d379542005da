"""Keys for widgets: in a notebook's page an arrow or a letter pressed in a list would move the notebook instead of the list."""

import anywidget
import ipywidgets as widgets


class _Keys(anywidget.AnyWidget):
    """Marks the inputs that stand around it, also those that come later, so that the notebook leaves their keys alone."""

    _esm = """
    const INPUTS = "input, select, button";

    function begin(el, observer) {
        const box = el.closest(".nag-keys");
        if (!box) return false;
        const mark = () => box.querySelectorAll(INPUTS).forEach((each) => each.setAttribute("data-lm-suppress-shortcuts", "true"));
        mark();
        observer.watch(box, mark);
        return true;
    }

    export default {
        render({ el }) {
            let observer, timer;
            const watch = (box, mark) => {
                observer = new MutationObserver(mark);
                observer.observe(box, { childList: true, subtree: true });
            };
            const wait = (tries) => {
                if (!begin(el, { watch }) && tries) timer = setTimeout(() => wait(tries - 1), 100);
            };
            wait(50); // it stands nowhere yet
            return () => {
                clearTimeout(timer);
                observer?.disconnect();
            };
        },
    };
    """


def column(children):
    """Return a column of widgets whose inputs get all keys that are pressed in them.

    Parameters
    ----------
    children : sequence of widgets

    Returns
    -------
    VBox
    """
    box = widgets.VBox([*children, _Keys(layout={"display": "none"})])
    box.add_class("nag-keys")
    return box
