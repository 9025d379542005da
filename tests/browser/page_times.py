"""In a real page: from a key on a slider to the new picture, in three ways; and how a dragged handle is followed."""

import statistics
import tempfile
from pathlib import Path

import lab

KEYS, DRAG_SECONDS = 12, 3
OURS = "from nag_helpers.explorers import RaceExplorer\nRaceExplorer()"
IMAGE = """import ipywidgets
other = RaceExplorer()
other.picture.close()  # it sends nothing any more: the same picture travels in an Image of ipywidgets
image = ipywidgets.Image(value=other.picture.png)
other.controls["beta"].observe(lambda change: image.set_trait("value", other.picture.png), "value")
ipywidgets.HBox([other.controls["beta"], image])"""
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

WAYS = {"Picture": OURS, "ipywidgets.Image": IMAGE, "interact": INTERACT}

# The clock is the page's own: it stops when a canvas shows the next picture, or when the image comes from another source,
# or is another image, and is decoded.
START_CLOCK = """box => {
    const image = () => box.querySelector('canvas, img');
    const state = () => image().dataset.shown || image().src;
    const before = state(), begin = performance.now();
    window.changed = new Promise(resolve => {
        const look = () => {
            if (!image() || state() === before) setTimeout(look, 2);
            else if (!image().decode) resolve(performance.now() - begin);
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


WATCH = """canvas => {
    window.pictures = [];
    new MutationObserver(() => window.pictures.push(performance.now())).observe(canvas, {attributeFilter: ['data-shown']});
}"""


def drag(page, box):
    """Drag the start of the race about; return pictures a second, and how many milliseconds the last one trails the hand."""
    box.scroll_into_view_if_needed()
    canvas, knob = box.locator("canvas"), box.locator(".nag-knob").first.bounding_box()
    x, y = knob["x"] + knob["width"] / 2, knob["y"] + knob["height"] / 2
    canvas.evaluate(WATCH)
    page.mouse.move(x, y)
    page.mouse.down()
    begin, now = page.evaluate("performance.now()"), 0
    while now < 1000 * DRAG_SECONDS:
        page.mouse.move(x - 40 + 40 * (now % 400 < 200) - now / 100, y + now / 100)
        page.wait_for_timeout(8)
        now = page.evaluate("performance.now()") - begin
    end = page.evaluate("performance.now()")
    page.wait_for_timeout(300)  # less than the time after which the picture counts as at rest
    pictures = page.evaluate("window.pictures")
    page.mouse.up()
    return sum(time < end for time in pictures) / DRAG_SECONDS, max(0, pictures[-1] - end)


def main():
    with tempfile.TemporaryDirectory() as own:
        folder = Path(own) / "notebooks"
        folder.mkdir()
        lab.write_notebook(folder / "times.ipynb", WAYS.values())
        with (
            lab.serving(folder) as server,
            lab.browsing() as browser,
            lab.opened(browser.new_context(viewport={"width": 1500, "height": 1000}), server, "times.ipynb") as opened,
        ):
            opened.run_all()
            page = opened.page
            areas = page.locator(".jp-Cell-outputArea")
            areas.nth(2).locator("img").first.wait_for()
            sliders = [
                areas.nth(0).locator(".nag-control-beta [role=slider]"),
                *(areas.nth(i).locator("[role=slider]").first for i in (1, 2)),
            ]
            times = {way: milliseconds(page, areas.nth(i), sliders[i]) for i, way in enumerate(WAYS)}
            rate, trailing = drag(page, areas.nth(0))
    print("\nFrom a key on the momentum slider to the picture in the page, median of", KEYS, "keys\n")
    for way, time_taken in times.items():
        print(f"{way:17}{time_taken:8.0f} ms, {time_taken / times['Picture']:.1f} times")
    print(
        f"\nThe race's start dragged for {DRAG_SECONDS} s: {rate:.0f} pictures a second, the last one {trailing:.0f} ms after the hand"
    )


if __name__ == "__main__":
    main()
