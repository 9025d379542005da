// Brings the race to life as soon as Python has started, and says how far that is. Until then a still picture stands in its place.

const CODE = "from nag_helpers.explorers import RaceExplorer\nRaceExplorer()";
const PATIENCE = 90; // seconds
// Of the console in which the race runs, only the race is shown.
const ALONE = ".lm-Widget { contain: none !important; transform: none !important; visibility: hidden; }" +
    " .nag-explorer, .nag-explorer .lm-Widget { visibility: visible; }" +
    " body, .nag-explorer { background: var(--jp-layout-color0) !important; }" +
    " .nag-explorer { position: fixed !important; top: 0; left: 0; right: 0; height: auto !important; }";
const status = document.getElementById("status");
const frame = document.querySelector("iframe");
const still = document.querySelector("#race img");

/** Return how far the race is. */
function stage() {
    const page = frame.contentDocument;
    if (page?.querySelector(".nag-explorer canvas.nag-canvas[data-rest=true]")) return "alive";
    return page?.querySelector(".jp-CodeConsole") ? "python" : "page";
}

function begin() {
    const ask = new URLSearchParams({ kernel: "python", toolbar: 0, showBanner: 0, execute: 1, code: CODE });
    frame.src = `run/repl/index.html?${ask}`;
    frame.className = "loading";
    frame.hidden = false;
    const began = Date.now();
    const timer = setInterval(() => {
        const now = stage();
        if (now === "alive") {
            clearInterval(timer);
            show();
        } else if (Date.now() - began > PATIENCE * 1000) {
            status.textContent = "Python has not started yet. Is the network slow, or does it block a part? You can read all the same.";
        } else if (now === "python") {
            status.textContent = "Python is starting: 30 MB the first time, from this browser's memory after that. The picture below comes alive then.";
        }
    }, 200);
}

function show() {
    const page = frame.contentDocument;
    page.head.appendChild(page.createElement("style")).textContent = ALONE;
    frame.classList.remove("loading");
    still.hidden = true;
    still.style.display = "none";
    status.textContent = "The race is alive: move a slider, or drag a ring. Who is first?";
    const fit = () => { frame.style.height = `${page.querySelector(".nag-explorer").offsetHeight}px`; };
    new ResizeObserver(fit).observe(page.querySelector(".nag-explorer"));
    fit();
}

if (navigator.connection?.saveData) {
    const start = document.getElementById("start");
    status.textContent = "Your browser saves data, so Python waits until you ask for it.";
    start.hidden = false;
    start.addEventListener("click", () => { start.hidden = true; begin(); });
} else {
    begin();
}
