"""In a real page: from a key on a slider to the new picture, in three ways; and how a dragged handle is followed."""

import asyncio
import statistics
import tempfile
from pathlib import Path

import lab
import unwatched

ROOM = {"width": 1500, "height": 1000}
KEYS, DRAGS, DRAG_SECONDS = 12, 5, 3
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


# The hand is a script in the page: one that is told of every message from outside would slow the page down.
DRAG = """async seconds => {
    const canvas = document.querySelector('.nag-canvas'), knob = document.querySelector('.nag-knob'), paper = document.querySelector('.nag-paper');
    canvas.scrollIntoView({block: 'center'});
    paper.setPointerCapture = () => {};  // there is no real pointer
    const box = knob.getBoundingClientRect(), pictures = [];
    const hand = (type, right, down) => (type === 'pointerdown' ? knob : paper).dispatchEvent(new PointerEvent(type, {
        bubbles: true, clientX: box.x + box.width / 2 + right, clientY: box.y + box.height / 2 + down, pointerType: 'mouse'}));
    new MutationObserver(() => pictures.push(performance.now())).observe(canvas, {attributeFilter: ['data-shown']});
    const begin = performance.now();
    let now = 0;
    hand('pointerdown', 0, 0);
    while ((now = performance.now() - begin) < 1000 * seconds) {
        hand('pointermove', -40 + 40 * (now % 400 < 200) - now / 100, now / 100);
        await new Promise(resolve => setTimeout(resolve, 8));
    }
    await new Promise(resolve => setTimeout(resolve, 300)); // less than the time after which the picture counts as at rest
    hand('pointerup', 0, 0);
    const end = begin + 1000 * seconds;
    return [pictures.filter(time => time < end).length / seconds, Math.max(0, pictures.at(-1) - end)];
}"""
READY = "window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel"


async def drags(address):
    """Drag the start of the race about, several times; return pictures a second and by how many milliseconds the last one trails."""
    async with unwatched.opened(address) as page:
        await page.wait_for(READY)
        await page.evaluate("void window.jupyterapp.commands.execute('notebook:run-all-cells')")
        await page.wait_for("document.querySelector('.nag-knob')")
        await asyncio.sleep(3)
        return [await page.evaluate(f"({DRAG})({DRAG_SECONDS})") for _ in range(DRAGS)]


def of_keys(page):
    """Return the milliseconds from a key to the picture, way -> median."""
    areas = page.locator(".jp-Cell-outputArea")
    areas.nth(2).locator("img").first.wait_for()
    sliders = [
        areas.nth(0).locator(".nag-control-beta [role=slider]"),
        *(areas.nth(i).locator("[role=slider]").first for i in (1, 2)),
    ]
    return {way: milliseconds(page, areas.nth(i), sliders[i]) for i, way in enumerate(WAYS)}


def main():
    with tempfile.TemporaryDirectory() as own:
        folder = Path(own) / "notebooks"
        folder.mkdir()
        lab.write_notebook(folder / "times.ipynb", WAYS.values())
        lab.write_notebook(folder / "race.ipynb", [OURS])
        with lab.serving(folder) as server:
            with (
                lab.browsing() as browser,
                lab.opened(browser.new_context(viewport=ROOM), server, "times.ipynb") as opened,
            ):
                opened.run_all()
                times = of_keys(opened.page)
            rates = asyncio.run(drags(server.page_of("race.ipynb")))
    print("\nFrom a key on the momentum slider to the picture in the page, median of", KEYS, "keys\n")
    for way, time_taken in times.items():
        print(f"{way:17}{time_taken:8.0f} ms, {time_taken / times['Picture']:.1f} times")
    print(f"\nThe race's start dragged for {DRAG_SECONDS} s, {DRAGS} times")
    for rate, trailing in rates:
        print(f"{rate:.1f} pictures a second, the last one {trailing:.0f} ms after the hand")


if __name__ == "__main__":
    main()
