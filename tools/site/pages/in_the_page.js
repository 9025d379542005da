// Stands in every page of JupyterLite: says what is happening while Python starts, lets cells that are run too early wait,
// says how to stop what nothing can interrupt, and offers the newer version of a notebook that was changed here.

const PATIENCE = 90; // seconds after which Python should have started
const PARTS = "The page is here. Python is starting in your browser: 30 MB the first time, from its memory after that. " +
    "Read on; cells that you run now wait for it.";
const SLOW = "Python has not started yet. Is the network slow, or does it block a part? Reload the page to try again.";
const NO_INTERRUPT = "In the browser nothing can interrupt Python. Wait for it, or stop it by Kernel > Restart Kernel: " +
    "then run the cells from the top again. A check stops an endless loop by itself, after a few seconds.";
// What must be said of a notebook here and nowhere else.
const REMARKS = {
    "08_training_networks.ipynb": "Here the training in this notebook takes about ten times as long as in an installed Python: " +
        "two to five minutes in all, most of it in two cells. For less, write alphas, betas, needed = (0.7, 1.2, 1.7), (0.9, 0.98), {} in section 4 " +
        "(the winners stay the same), and steps=500, record=250 in section 7. The stop button cannot stop the bar of section 2.",
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
const hasPython = () => ["idle", "busy"].includes(panel()?.sessionContext?.session?.kernel?.status);

/** Commands that run cells wait for Python; those that interrupt it say why they cannot. */
function mendCommands(app) {
    const execute = app.commands.execute.bind(app.commands);
    let apology = null;
    app.commands.execute = async (id, ...rest) => {
        if (/^notebook:(run|restart-and-run|restart-run)/.test(id)) await until(hasPython, PATIENCE);
        if (id === "notebook:interrupt-kernel" || id === "kernelmenu:interrupt") {
            apology?.();
            apology = say(NO_INTERRUPT);
            return;
        }
        return execute(id, ...rest);
    };
}

async function sayWhatHappens() {
    const loaded = say(PARTS);
    const started = await until(hasPython, PATIENCE);
    loaded();
    if (started) return;
    const late = say(SLOW);
    await until(hasPython);
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

const greeted = new Set();

/** Say of the notebook in front what there is to say, once. */
async function greet(app) {
    const { context } = await until(() => panel()?.context?.isReady && panel());
    if (greeted.has(context.path)) return;
    greeted.add(context.path);
    if (REMARKS[context.path]) say(REMARKS[context.path]);
    await Promise.all([sayWhatHappens(), offerNewer(app, context)]);
}

async function main() {
    const app = await until(() => window.jupyterapp?.commands && window.jupyterapp);
    mendCommands(app);
    if (!navigator.serviceWorker) say(PRIVATE);
    app.shell.currentChanged?.connect(() => greet(app));
    await greet(app);
}

main();
