"""From a key on a slider to the new picture in the page: the race explorer beside `interact`, in one page."""

import statistics
import tempfile
from pathlib import Path

import lab
import nbformat

KEYS = 12
OURS = "from nag_helpers.explorers import RaceExplorer\nRaceExplorer()"
INTERACT = """%matplotlib inline
import ipywidgets, matplotlib.pyplot as plt
explorer = RaceExplorer()
settings = explorer.values

def show(beta):
    figure = plt.figure(figsize=explorer.size, dpi=100, layout="constrained")
    explorer.draw(figure, surface=settings["surface"])
    explorer.move(**{**settings, "beta": beta})
    plt.show()

ipywidgets.interact(show, beta=ipywidgets.FloatSlider(0.9, min=0, max=0.995, step=0.005));"""

# The clock is the page's own: it stops when the image comes from another source, or is another image, and is decoded.
START_CLOCK = """box => {
    const image = () => box.querySelector('img');
    const before = image().src, begin = performance.now();
    window.changed = new Promise(resolve => {
        const look = () => {
            if (!image() || image().src === before) setTimeout(look, 2);
            else image().decode().then(() => resolve(performance.now() - begin), look);
        };
        look();
    });
}"""


def milliseconds(page, box, slider):
    """Press an arrow key again and again; return the median time until the picture has changed."""
    times = []
    for _ in range(KEYS):
        page.wait_for_timeout(1200)
        slider.focus()
        box.evaluate(START_CLOCK)
        page.keyboard.press("ArrowLeft")
        times.append(page.evaluate("() => window.changed"))
    return statistics.median(times)


def main():
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in (OURS, INTERACT)])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    with tempfile.TemporaryDirectory() as own:
        folder = Path(own) / "notebooks"
        folder.mkdir()
        nbformat.write(notebook, folder / "times.ipynb")
        with lab.serving(folder) as server, lab.browsing() as browser, lab.opened(browser, server, "times.ipynb") as opened:
            opened.run_all()
            page = opened.page
            areas = page.locator(".jp-Cell-outputArea")
            areas.nth(1).locator("img").first.wait_for()
            sliders = [areas.nth(0).locator("[role=slider]").nth(1), areas.nth(1).locator("[role=slider]").first]
            ours, interact = (milliseconds(page, areas.nth(i), sliders[i]) for i in range(2))
    print("\nFrom a key on the momentum slider to the picture in the page, median of", KEYS, "keys\n")
    print(f"race explorer {ours:8.0f} ms\ninteract      {interact:8.0f} ms, {interact / ours:.1f} times")


if __name__ == "__main__":
    main()
