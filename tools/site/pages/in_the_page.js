// Stands in every page of JupyterLite: says what is happening while Python starts, lets cells that are run too early wait,
// shows explorers that move before their cells have run, says how to stop what nothing can interrupt, and offers the newer version
// of a notebook that was changed here.

const PATIENCE = 90; // seconds after which Python should have started
const PARTS = "The page is here. Python is starting in your browser: 30 MB the first time, from its memory after that. " +
    "Read on; cells that you run now wait for it.";
const SLOW = "Python has not started yet. Is the network slow, or does it block a part? Reload the page to try again.";
const NO_INTERRUPT = "In the browser nothing can interrupt Python. Wait for it, or stop it by Kernel > Restart Kernel: " +
    "then run the cells from the top again. A check stops an endless loop by itself, after a few seconds.";
// What must be said of a notebook here and nowhere else.
const REMARKS = {
    "08_training_networks.ipynb": "Here the training in this notebook takes about ten times as long as in an installed Python: " +
        "two to five minutes in all, and no cell more than one. For less, write (0.02,), (0.95,) for AdamW's grid in section 4 " +
        "(they win there anyway). The stop button cannot stop the bars of section 3.",
};
const PRIVATE = "This window is private: what you do here works, and is forgotten when you close it.";
const NEWER = "There is a newer version of this notebook. Yours stays as you left it.";
const TAKE_NEWER = "Keep mine beside it, open the newer one";

const FOOT = document.createElement("div");
Object.assign(FOOT.style, { position: "fixed", bottom: "0", left: "0", right: "0", zIndex: 1100 });
document.body.append(FOOT);

/** Show a sentence at the foot of the page, with a button if there is something to do; return a function that takes it away. */
function say(text, action, onClick) {
    const bar = document.createElement("div");
    bar.className = "nag-notice";
    bar.setAttribute("role", "status");
    Object.assign(bar.style, {
        position: "relative", padding: "10px 48px 10px 16px", borderTop: "1px solid #fff",
        background: "#1d3557", color: "#fff", font: "15px/1.4 system-ui, sans-serif",
    });
    FOOT.append(bar);
    bar.append(text);
    if (action) bar.append(" ", button(action, onClick));
    const close = button("×", () => bar.remove());
    close.setAttribute("aria-label", "Close this message");
    Object.assign(close.style, { position: "absolute", right: "8px", top: "8px" });
    bar.append(close);
    return () => bar.remove();
}

function button(label, onClick) {
    const made = document.createElement("button");
    made.textContent = label;
    Object.assign(made.style, { font: "inherit", color: "#fff", background: "none", border: "1px solid #fff", cursor: "pointer" });
    made.addEventListener("click", onClick);
    return made;
}

const wait = milliseconds => new Promise(done => setTimeout(done, milliseconds));

async function until(found, seconds = Infinity) {
    for (let waited = 0; waited < seconds; waited += 0.1) {
        const result = found();
        if (result) return result;
        await wait(100);
    }
    return null;
}

const panel = () => window.jupyterapp?.shell?.currentWidget;
const hasPython = notebook => ["idle", "busy"].includes(notebook?.sessionContext?.session?.kernel?.status);

// Which cells a command runs, of a notebook with its active cell at `active`; any other command runs those that are selected.
const RUN = /^notebook:run-(cell|all)/;
const RUNS = {
    "notebook:run-all-cells": () => true,
    "notebook:run-all-above": (content, cell, i) => i < content.activeCellIndex,
    "notebook:run-all-below": (content, cell, i) => i >= content.activeCellIndex,
};
const selected = (content, cell) => content.isSelectedOrActive(cell);
// Before Python has started there is nothing to restart.
const WITHOUT_RESTART = {
    "notebook:restart-run-all": ["notebook:run-all-cells"],
    "notebook:restart-and-run-to-selected": ["notebook:run-all-above", "notebook:run-cell"],
};

const waiting = new WeakMap(); // of a notebook in which something was run: whether that has to wait for Python

/** Return whether what is run in a notebook now has to wait for Python, and see to it that it does. */
function waits(notebook) {
    if (!waiting.has(notebook)) {
        waiting.set(notebook, !hasPython(notebook));
        letGoAfterFailures(notebook);
        if (waiting.get(notebook)) letWait(notebook);
    }
    return waiting.get(notebook);
}

let running = false; // whether JupyterLab is at a command, right now, whose cells are to wait

/**
 * Let each cell wait that is run from now on. For every one of them JupyterLab asks the session, at once, whether it has a
 * kernel, and to start one if not: so it is the cells that were meant that wait, in the order in which they were run,
 * whatever is selected by then.
 */
async function letWait(notebook) {
    const session = notebook.sessionContext;
    const python = until(() => hasPython(notebook));
    const start = session.startKernel;
    Object.defineProperty(session, "hasNoKernel", {
        configurable: true, get: () => running || session.kernelDisplayName === session.noKernelName,
    });
    session.startKernel = async () => {
        if (!running) return start.call(session); // its own, for the notebook as a whole
        await python;
        return false; // there is none to choose
    };
    await python;
    delete session.hasNoKernel;
    delete session.startKernel;
    waiting.set(notebook, false);
}

/** After a failure JupyterLite drops what waits behind it and says nothing: let those cells wait no more. */
function letGoAfterFailures(notebook) {
    let failed = null;
    notebook.sessionContext.iopubMessage.connect((_, { header, parent_header: parent, content }) => {
        if (header.msg_type === "error") failed = parent.msg_id;
        if (parent.msg_id !== failed || content.execution_state !== "idle") return;
        for (const { model, outputArea } of notebook.content.widgets)
            if (model.executionState === "running" && outputArea.future?.msg.header.msg_id !== failed) outputArea.future?.dispose();
    });
}

/** Let the cells that a command runs show that they wait. */
function showWaiting(content, id) {
    const runs = RUNS[id] || selected;
    for (const cell of content.widgets.filter((cell, i) => runs(content, cell, i)))
        if (cell.model.type === "code" && cell.model.sharedModel.getSource().trim()) cell.model.executionState = "running";
}

/** Cells that are run too early wait for Python; commands that interrupt it say why they cannot. */
function mendCommands(app) {
    const execute = app.commands.execute.bind(app.commands);
    let apology = null;
    app.commands.execute = async (id, ...rest) => {
        if (id === "notebook:interrupt-kernel" || id === "kernelmenu:interrupt") {
            apology?.();
            apology = say(NO_INTERRUPT);
            return;
        }
        const notebook = panel();
        if (!(RUN.test(id) || id in WITHOUT_RESTART) || !notebook?.sessionContext || !waits(notebook)) return execute(id, ...rest);
        if (id in WITHOUT_RESTART) return Promise.all(WITHOUT_RESTART[id].map(each => app.commands.execute(each, ...rest)));
        showWaiting(notebook.content, id);
        running = true;
        try {
            return execute(id, ...rest);
        } finally {
            running = false;
        }
    };
}

async function sayWhatHappens() {
    const loaded = say(PARTS);
    const python = await until(() => hasPython(panel()), PATIENCE);
    loaded();
    if (python) return;
    const late = say(SLOW);
    await until(() => hasPython(panel()));
    late();
}

const sources = notebook => JSON.stringify(notebook.cells.map(cell => [cell.cell_type, [cell.source].flat().join("")]));

async function hash(text) {
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
    return Array.from(new Uint8Array(digest), byte => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Offer the site's version of a notebook if it has changed since this browser first opened it. Which version that was is
 * remembered as a hash; a copy with the site's own text needs no offer.
 */
async function offerNewer(app, context) {
    const path = context.path;
    const answer = await fetch(new URL(`../files/${path}`, location.href), { cache: "no-cache" });
    if (!answer.ok || !path.endsWith(".ipynb")) return;
    const key = `nag-first-opened:${new URL("..", location.href).pathname}${path}`;
    const site = await hash(sources(await answer.json()));
    const here = await hash(sources(context.model.toJSON()));
    if (here === site || !localStorage.getItem(key)) localStorage.setItem(key, site);
    if (localStorage.getItem(key) === site) return;
    say(NEWER, TAKE_NEWER, async () => {
        const contents = app.serviceManager.contents;
        const kept = path.replace(/\.ipynb$/, `_mine_${new Date().toISOString().slice(0, 16).replace(/\D/g, "_")}.ipynb`);
        await context.save();
        await contents.save(kept, { ...(await contents.get(path)), path: kept, name: kept });
        await contents.delete(path); // only the copy in this browser: the site's own appears in its place
        localStorage.setItem(key, site);
        location.reload();
    });
}

/** While the cell of an explorer has not run, pictures that were drawn in advance stand in for it, and move. */
async function standIn({ content, context }) {
    const read = new URL("../../read/", location.href);
    const answer = await fetch(new URL(`touch/${context.path.replace(/\.ipynb$/, ".json")}`, read));
    if (!answer.ok) return;
    const [figures, { letMove }] = await Promise.all([answer.json(), import(new URL("touch.js", read))]);
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL("touch.css", read) }));
    for (const cell of content.widgets.filter(cell => cell.model.id in figures)) {
        const { outputs } = cell.model, place = document.createElement("div");
        place.className = "nag-ahead";
        place.style.cssText = "margin: 8px 12px 0 min(var(--jp-cell-prompt-width, 64px), 5vw); max-width: 960px; --paper: var(--jp-layout-color0); " +
            "--ink: var(--jp-content-font-color1); --faint: var(--jp-content-font-color2); --link: var(--jp-brand-color1)";
        place.addEventListener("keydown", event => event.stopPropagation()); // its arrows are not JupyterLab's
        outputs.changed.connect(() => outputs.length && place.remove());
        cell.ready.then(() => {
            if (outputs.length) return;
            place.innerHTML = figures[cell.model.id]; // our own, from the same build
            cell.node.append(place);
            letMove(place.firstElementChild);
        });
    }
}

const greeted = new Set();

/** Say of the notebook in front what there is to say, once. */
async function greet(app) {
    const { content, context } = await until(() => panel()?.context?.isReady && panel());
    if (greeted.has(context.path)) return;
    greeted.add(context.path);
    if (REMARKS[context.path]) say(REMARKS[context.path]);
    await Promise.all([sayWhatHappens(), standIn({ content, context }), offerNewer(app, context)]);
}

async function main() {
    const app = await until(() => window.jupyterapp?.commands && window.jupyterapp);
    mendCommands(app);
    if (!navigator.serviceWorker) say(PRIVATE);
    app.shell.currentChanged?.connect(() => greet(app));
    await greet(app);
}

main();
