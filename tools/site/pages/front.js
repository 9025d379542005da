// The front page's race: one bet, then the race, then it is the visitor's own. No Python runs here.

import { GROUNDS, lookingAhead, momentumStep, nesterovStep, walk } from "./race.js";
import { drawHeights, drawLand, mark } from "./boards.js";
import * as state from "./state.js";

const UPDATES = 3000; // of each walk; the film shows as many as the last but one needs
const FROZEN = 4; // updates that are seen before the bet
const FILM = 6; // seconds
const LONGEST_FILM = 400; // updates
const WALKERS = { "gradient descent": "grey", momentum: "orange", NAG: "blue" }; // what they are called until one has raced
const TEMPTING = {
    ravine: ["Does the order survive at β = 0.5?", { beta: 0.5 }],
    Rosenbrock: ["And with a little less memory, β = 0.9?", { beta: 0.9 }],
    Himmelblau: ["Four goals. Is there a start from which all three choose different ones? Drag it.", {}],
};

const grounds = JSON.parse(document.getElementById("grounds").textContent);
const at = id => document.getElementById(id);
const still = matchMedia("(prefers-reduced-motion: reduce)");
const dark = matchMedia("(prefers-color-scheme: dark)");
const now = { ...state.read(location.hash, grounds), bet: null, raced: false, shown: FROZEN, walks: {}, length: 0 };
const images = {};

/** Return the picture of a ground on light or dark paper; when it is there the boards are drawn again. */
function image(name) {
    const source = `land_${name}${dark.matches ? "_dark" : ""}.png`;
    if (!images[source]) {
        images[source] = new Image();
        images[source].onload = draw;
        images[source].src = source;
    }
    return images[source];
}

function run() {
    const { ground, start, alpha, beta, c } = now;
    const steps = { "gradient descent": [momentumStep, 0], momentum: [momentumStep, beta], NAG: [nesterovStep, beta] };
    if (now.raced && c !== 0 && c !== 1) steps["look-ahead c"] = [lookingAhead(c), beta];
    now.walks = Object.fromEntries(Object.entries(steps).map(
        ([name, [step, memory]]) => [name, walk(step, GROUNDS[ground], start, alpha, memory, UPDATES)]));
    const arrivals = Object.values(now.walks).map(each => each.arrived ?? each.flown ?? Infinity).sort((a, b) => a - b);
    now.length = Math.min(Math.max(60, Math.round(1.15 * Math.min(arrivals[1], LONGEST_FILM))), UPDATES);
}

function look(name) {
    return { ...grounds[now.ground].look[name][dark.matches ? "dark" : "light"], bet: name === now.bet,
        name: now.raced ? (name === "look-ahead c" ? `c = ${short(now.c)}` : name) : "" };
}

const short = value => String(Number(Number(value).toPrecision(3)));

function draw() {
    const walks = Object.entries(now.walks).map(([name, one]) => ({ ...one, ...look(name) }));
    const scene = { walks, shown: now.shown, length: now.length, ground: grounds[now.ground], dark: dark.matches };
    drawLand(at("land").querySelector("canvas"), scene, image(now.ground));
    drawHeights(at("heights").querySelector("canvas"), scene);
    const [[left, right], [bottom, top]] = grounds[now.ground].window;
    at("start").style.left = `${100 * (now.start[0] - left) / (right - left)}%`;
    at("start").style.top = `${100 * (top - now.start[1]) / (top - bottom)}%`;
}

const called = name => now.raced ? (name === "look-ahead c" ? `c = ${short(now.c)}` : name) : `the ${WALKERS[name]} one`;

/** Say in words what the boards show at the end of the film. */
function say() {
    const { ground, start, alpha, beta, walks } = now;
    const fate = ({ arrived, flown }) =>
        flown !== null ? `flies away at update ${flown}` : arrived !== null ? `arrives after ${arrived} updates` : `has not arrived after ${UPDATES} updates`;
    const fates = Object.entries(walks).map(([name, one]) => `${called(name)} ${fate(one)}`).join(", ");
    const where = `α = ${short(alpha)}, β = ${short(beta)}, start (${start.map(short).join(", ")}): `;
    at("words").textContent = `${where}${fates}.`;
    at("ask").textContent = `${verdict()} Drag the start, or change what they do.`.trim();
    const words = `${grounds[ground].name}, seen from above. ${at("words").textContent}`;
    at("land").querySelector("canvas").setAttribute("aria-label", words);
    at("heights").querySelector("canvas").setAttribute("aria-label", `Heights above the goal on a logarithmic scale. ${fates}.`);
}

/** Return what became of the bet, if there is one. */
function verdict() {
    const { walks, bet } = now, best = Math.min(...Object.values(walks).map(one => one.arrived ?? Infinity));
    if (!bet) return "";
    return best < Infinity && walks[bet].arrived === best ? `Your bet, ${called(bet)}, won.` : `Your bet was ${called(bet)}.`;
}

let film = 0;

/** Play from the beginning; who prefers no motion sees the end. */
function play() {
    cancelAnimationFrame(film);
    now.shown = still.matches ? now.length : 0;
    at("land").scrollIntoView({ block: "nearest" });
    const began = performance.now(), seconds = Math.min(FILM, now.length / 20);
    const frame = time => {
        now.shown = Math.min(now.length, Math.max(now.shown, Math.round(now.length * (time - began) / 1000 / seconds)));
        draw();
        if (now.shown < now.length) film = requestAnimationFrame(frame);
        else arrive();
    };
    film = requestAnimationFrame(frame);
}

/** The end of a film: from the first on the walkers have names, and the race is the visitor's. */
function arrive() {
    if (!now.raced) {
        now.raced = true;
        at("start").hidden = at("controls").hidden = false;
        at("bets").remove();
        tempt();
    }
    show();
}

/** Show the whole of a race that has been changed. */
function show() {
    cancelAnimationFrame(film);
    run();
    now.shown = now.length;
    for (const input of at("controls").querySelectorAll("input, select")) setControl(input);
    draw();
    say();
    if (now.raced) history.replaceState(null, "", state.write(now));
}

function setControl(input) {
    const value = now[input.name];
    input.value = input.name === "alpha" ? Math.log10(value) : value;
    const output = input.closest("label").querySelector("b");
    if (output) output.textContent = short(value);
}

/** Ask what would come out of a change, with a button that makes it; what has been tried leads to the next ground. */
function tempt(tried = false) {
    const names = Object.keys(grounds), next = names[names.indexOf(now.ground) + 1];
    const [question, change] = TEMPTING[now.ground];
    const go = tried ? () => choose(next) : () => { Object.assign(now, change); show(); tempt(true); };
    const button = document.createElement("button");
    button.textContent = "Try it";
    button.onclick = () => { go(); play(); at("tempting").querySelector("button")?.focus({ preventScroll: true }); };
    at("tempting").replaceChildren(tried ? `And in ${grounds[next].name}?` : question, ...(Object.keys(change).length ? [" ", button] : []));
}

function choose(ground) {
    const { start, alpha, beta, c } = grounds[ground];
    Object.assign(now, { ground, start, alpha, beta, c });
    tempt();
    show();
}

function bet(name) {
    now.bet = name;
    at("bets").replaceChildren();
    at("ask").textContent = `Your bet: ${called(name)}.`;
    at("ask").tabIndex = -1;
    at("ask").focus({ preventScroll: true });
    play();
}

function drag(event) {
    const box = at("land").getBoundingClientRect(), [[left, right], [bottom, top]] = grounds[now.ground].window;
    const share = (value, from, size) => Math.min(Math.max((value - from) / size, 0), 1);
    now.start = [left + share(event.clientX, box.left, box.width) * (right - left), top - share(event.clientY, box.top, box.height) * (top - bottom)];
    show();
}

function key(event) {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] }[event.key];
    if (!way) return;
    event.preventDefault();
    now.start = now.start.map((x, i) => {
        const [low, high] = grounds[now.ground].window[i];
        return Math.min(Math.max(x + way[i] * (high - low) / 50, low), high);
    });
    show();
}

function offerBets() {
    for (const name of Object.keys(WALKERS)) {
        const button = document.createElement("button");
        button.append(mark(grounds[now.ground].look[name][dark.matches ? "dark" : "light"]), ` The ${WALKERS[name]} one`);
        button.onclick = () => bet(name);
        at("bets").append(button);
    }
}

function listen() {
    for (const [name, { name: words }] of Object.entries(grounds)) at("controls").querySelector("select").add(new Option(words, name));
    at("controls").addEventListener("input", ({ target }) => {
        if (target.name === "ground") return choose(target.value);
        now[target.name] = target.name === "alpha" ? 10 ** target.value : Number(target.value);
        show();
    });
    at("play").onclick = play;
    at("copy").onclick = async () => {
        const said = await navigator.clipboard?.writeText(location.href).then(() => "Copied", () => null);
        at("copy").textContent = said ?? "The link stands in the address bar";
    };
    at("start").onkeydown = key;
    at("start").onpointerdown = event => at("start").setPointerCapture(event.pointerId);
    at("start").onpointermove = event => at("start").hasPointerCapture(event.pointerId) && drag(event);
    new ResizeObserver(draw).observe(at("boards"));
    dark.addEventListener("change", draw);
    addEventListener("hashchange", () => { Object.assign(now, state.read(location.hash, grounds)); tempt(); show(); });
}

/** Who points at a way to run, with a mouse and without saving data, gets Python fetched. */
function fetchWhenPointedAt() {
    if (navigator.connection?.saveData || !matchMedia("(hover: hover)").matches) return;
    const begin = () => {
        removeEventListener("mouseover", pointed);
        for (const file of ["pyodide.asm.wasm", "pyodide.asm.js", "python_stdlib.zip"])
            document.head.append(Object.assign(document.createElement("link"), { rel: "prefetch", href: `run/static/pyodide/${file}` }));
    };
    const pointed = ({ target }) => target.closest?.('a[href^="run/"]') && begin();
    addEventListener("mouseover", pointed);
}

listen();
fetchWhenPointedAt();
run();
if (now.asked) {
    arrive();
} else {
    offerBets();
    draw();
    at("land").querySelector("canvas").setAttribute("aria-label",
        "A ravine seen from above. Three walkers have made four updates from the same place: grey squares, orange triangles and blue dots.");
    at("heights").querySelector("canvas").setAttribute("aria-label", "Their heights above the goal so far.");
}
