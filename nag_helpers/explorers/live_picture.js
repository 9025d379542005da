// The page's half of live_picture.py: shows the frames that the kernel draws, and tells it what the hand wishes.

const REST = 350; // milliseconds without a new frame, after which the picture is at rest
const AHEAD = 2; // messages under way at most: where the kernel is far away, it draws while the last picture travels
const PATIENCE = 5000; // milliseconds after which an answer is no longer waited for
const WIDE = 880, ROOMY = 740, NARROW = 560; // pixels: from the first on a picture is drawn at its full width; below the last its panels stand one under the other
const EDGE = 26; // pixels: an explorer's padding and border, left and right
const ALONG = 0.001; // how much a handle's distance counts in the only direction in which it moves
const DRAG = 6; // pixels that a finger may slip and still tap
const DIGITS = { "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };
const PLAIN = Object.fromEntries(Object.entries(DIGITS).map(([plain, raised]) => [raised, plain]));
const STEPS = {
    ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowLeft: [-1, 0], ArrowDown: [0, -1],
    PageUp: [0, 10], PageDown: [0, -10], Home: [-1e5, 0], End: [1e5, 0],
};

let views = 0;

function make(tag, parent, className, attributes = {}) {
    const element = document.createElement(tag);
    element.className = className;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    parent.append(element);
    return element;
}

/** Sends wishes to the kernel, the next message when it has drawn what the last one asked for; wishes that wait are put together. */
class Wishes {
    constructor(model) {
        this.model = model;
        this.name = `${++views}.${Date.now()}`;
        this.waiting = [];
        this.number = 0;
        this.underWay = new Map(); // message -> when it was sent, and the clock that gives it up
        this.free = 0; // when the kernel has drawn all that it was asked for, by the page's clock
        this.took = 0; // milliseconds that it drew the last time
        this.pace = 0; // milliseconds from a message to its answer
    }

    add(wish) {
        const last = this.waiting.at(-1);
        if (last && last.kind === wish.kind && last.handle === wish.handle && last.control === wish.control) {
            if (wish.kind === "step") wish = { ...wish, right: last.right + wish.right, up: last.up + wish.up };
            this.waiting.pop();
        }
        this.waiting.push(wish);
        this.send();
    }

    send() {
        clearTimeout(this.later);
        if (!this.waiting.length || this.underWay.size >= AHEAD) return;
        const now = performance.now();
        if (this.underWay.size && now < this.free) return void (this.later = setTimeout(() => this.send(), this.free - now));
        const token = `${this.name}.${++this.number}`;
        this.underWay.set(token, { sent: now, givenUp: setTimeout(() => this.answered(token), PATIENCE) });
        this.free = now + Math.max(this.took, this.pace / 2);
        this.model.send({ token, wishes: this.waiting });
        this.waiting = [];
    }

    answered(token, took = 0) {
        const message = this.underWay.get(token);
        if (!message) return;
        clearTimeout(message.givenUp);
        this.underWay.delete(token);
        this.took = took;
        this.pace = performance.now() - message.sent;
        this.send();
    }
}

/** Whether the page behind an element is dark, as JupyterLab says or as its colour is. */
function onDark(element) {
    const said = document.body.dataset.jpThemeLight;
    if (said) return said === "false";
    for (let each = element.closest(".nag-explorer")?.parentElement; each; each = each.parentElement) {
        const [red, green, blue, alpha = 1] = (getComputedStyle(each).backgroundColor.match(/[\d.]+/g) ?? []).map(Number);
        if (red !== undefined && alpha > 0.5) return 0.3 * red + 0.6 * green + 0.1 * blue < 100;
    }
    return false;
}

/** Where a share of an Axes' side lies between its limits, and back. */
const value = ([low, high], log, share) => (log ? low * (high / low) ** share : low + share * (high - low));

/** Write a number as people do, with the digits that one pixel can tell apart. */
function written(number, [low, high], log, pixels) {
    if (log) {
        const exponent = Math.floor(Math.log10(number));
        if (exponent > -4 && exponent < 5) return String(Number(number.toPrecision(2)));
        const mantissa = (number / 10 ** exponent).toFixed(1);
        return `${mantissa}·10${String(exponent).replace(/./g, (digit) => DIGITS[digit])}`;
    }
    const places = Math.max(0, Math.ceil(-Math.log10(Math.abs(high - low) / pixels)));
    return (Number(number.toFixed(places)) + 0).toFixed(places).replace("-", "−");
}

class View {
    constructor(model, el) {
        this.model = model;
        this.el = el;
        this.wishes = new Wishes(model);
        this.received = this.shown = this.glided = 0;
        this.dragged = null;
        this.knobs = [];
        const card = make("div", el, "nag-card"); // has no box of its own: its parts stand in the explorer's column, above and below the controls
        this.question = make("div", card, "nag-question", { id: `nag-${Math.random().toString(36).slice(2)}` });
        this.paper = make("div", card, "nag-paper", { role: "group", "aria-labelledby": this.question.id });
        this.canvas = make("canvas", this.paper, "nag-canvas", { role: "img" });
        this.pointer = make("div", this.paper, "nag-pointer", { "aria-hidden": "true" });
        this.words = make("div", card, "nag-words");
        this.status = make("div", card, "nag-status", { role: "status" });
        this.listen();
        this.show();
    }

    listen() {
        this.onFrame = () => this.show();
        this.model.on("change:frame", this.onFrame);
        this.paper.addEventListener("pointermove", (event) => this.move(event));
        this.paper.addEventListener("pointerleave", () => (this.pointer.textContent = ""));
        this.canvas.addEventListener("pointerdown", (event) => this.press(event));
        this.canvas.addEventListener("click", (event) => event.pointerType !== "mouse" && this.jump(event));
        for (const end of ["pointerup", "pointercancel", "lostpointercapture"])
            this.paper.addEventListener(end, () => this.release());
        this.onScreen = () => this.refit();
        addEventListener("resize", this.onScreen);
        this.resized = new ResizeObserver(this.onScreen);
        this.resized.observe(this.question);
        this.themed = new MutationObserver(this.onScreen);
        this.themed.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light", "class"] });
    }

    close() {
        this.model.off("change:frame", this.onFrame);
        removeEventListener("resize", this.onScreen);
        this.resized.disconnect();
        this.themed.disconnect();
        this.added?.disconnect();
        clearTimeout(this.resting);
    }

    get frame() {
        return this.model.get("frame");
    }

    /** The explorer that this is the picture of, or the picture alone while it stands nowhere yet. */
    get root() {
        return this.el.closest(".nag-explorer") ?? this.el;
    }

    wish(wish) {
        this.canvas.dataset.rest = false;
        this.wishes.add(wish);
    }

    // ---- what is shown

    async show() {
        const frame = this.frame;
        if (!frame.png) return;
        if (this.root.parentElement) this.resized.observe(this.root.parentElement);
        const number = ++this.received;
        this.wishes.answered(frame.token, frame.took);
        if (!frame.rest || !this.fits(frame)) this.rest();
        const bitmap = await createImageBitmap(new Blob([frame.png], { type: "image/png" }));
        if (number > this.shown) {
            this.shown = number;
            this.draw(frame, bitmap);
            this.describe(frame); // in the same painting
            if (frame.rest && this.fits(frame)) this.atRest(frame);
            this.canvas.dataset.shown = number;
            this.canvas.dataset.rest = frame.rest && this.fits(frame) && !this.wishes.underWay.size;
        }
        bitmap.close();
    }

    draw(frame, bitmap) {
        if (this.canvas.width !== bitmap.width || this.canvas.height !== bitmap.height) // which would make a new canvas each time
            Object.assign(this.canvas, { width: bitmap.width, height: bitmap.height });
        this.canvas.getContext("2d", { alpha: false }).drawImage(bitmap, 0, 0);
        this.canvas.style.width = `${frame.width}px`;
        this.root.style.setProperty("--nag-width", `${frame.width}px`);
        this.root.classList.toggle("nag-dark", frame.dark);
    }

    /** Nothing more is to be asked for, and what is shown now may be said. */
    atRest(frame) {
        clearTimeout(this.resting);
        if (this.received > 1 && this.dragged === null && this.status.textContent !== frame.alt) this.status.textContent = frame.alt;
    }

    describe(frame) {
        if (this.question.textContent !== frame.question) this.question.textContent = frame.question;
        set(this.canvas, "aria-label", frame.alt);
        if (this.said?.words !== frame.words) this.words.innerHTML = frame.words;
        if (this.said?.words !== frame.words || this.said.width !== frame.width) this.keepHeight();
        this.said = frame;
        frame.handles.forEach((handle, i) => this.place(handle, i));
        this.knobs.splice(frame.handles.length).forEach((knob) => knob.remove());
        this.mend(frame.controls);
    }

    /** Let the words never become less high, so that what stands below does not jump. */
    keepHeight() {
        const width = this.words.clientWidth;
        if (width !== this.wordsWidth) {
            [this.wordsWidth, this.wordsHeight] = [width, 0];
            this.words.style.minHeight = ""; // a narrow page needed more of it
        }
        const height = this.words.scrollHeight;
        if (height > this.wordsHeight) this.words.style.minHeight = `${(this.wordsHeight = height)}px`;
    }

    place(handle, i) {
        this.knobs[i] ??= this.makeKnob(i);
        const knob = this.knobs[i];
        set(knob, "data-moves", handle.moves);
        set(knob, "title", handle.name);
        const texts = { label: handle.name, valuetext: handle.text, valuemin: handle.min, valuemax: handle.max, valuenow: handle.now };
        for (const [name, text] of Object.entries(texts)) set(knob, `aria-${name}`, String(text));
        this.put(knob, ...(this.dragged === i && this.held ? this.held : [handle.left, handle.top]));
    }

    put(knob, left, top) {
        Object.assign(knob.style, { left: `${100 * left}%`, top: `${100 * top}%` });
    }

    makeKnob(i) {
        const knob = make("div", this.paper, "nag-knob", { role: "slider", tabindex: 0, "data-lm-suppress-shortcuts": "true" });
        knob.addEventListener("pointerdown", (event) => this.take(i, event));
        knob.addEventListener("keydown", (event) => this.key(i, event));
        return knob;
    }

    // ---- the hand

    /** Where an event is, in shares of the picture. */
    place_of(event) {
        const box = this.canvas.getBoundingClientRect();
        return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height, box];
    }

    axesAt(left, top) {
        return this.frame.axes.findIndex(
            (axes) => left >= axes.left && left <= axes.left + axes.width && top >= axes.top && top <= axes.top + axes.height);
    }

    handleFor(left, top, box) {
        const axes = this.axesAt(left, top);
        const distance = (handle) => Math.hypot( // of several that move up and down, the one that stands in this column
            (handle.moves === "x" ? ALONG : 1) * (handle.left - left) * box.width, (handle.moves === "y" ? ALONG : 1) * (handle.top - top) * box.height);
        return this.frame.handles.map((handle, i) => ({ handle, i })).filter(({ handle, i }) => handle.axes === axes && this.knobs[i])
            .sort((a, b) => distance(a.handle) - distance(b.handle))[0]?.i;
    }

    press(event) {
        if (event.button || event.pointerType !== "mouse") return;
        this.jump(event, true);
    }

    jump(event, hold = false) {
        const [left, top, box] = this.place_of(event);
        const i = this.handleFor(left, top, box);
        if (i === undefined) return;
        if (hold) this.take(i, event);
        else this.knobs[i].focus({ preventScroll: true });
        this.bring(i, left, top);
        event.preventDefault();
    }

    take(i, event) {
        if (event.button) return;
        this.dragged = i;
        this.held = null;
        this.pointer.textContent = ""; // the words say where the handle is
        this.knobs[i].focus({ preventScroll: true });
        this.paper.setPointerCapture(event.pointerId);
        event.preventDefault();
    }

    move(event) {
        const [left, top, box] = this.place_of(event);
        if (this.dragged !== null) this.bring(this.dragged, left, top);
        else this.readOut(left, top, box);
    }

    release() {
        if (this.dragged === null) return;
        const [knob, handle] = [this.knobs[this.dragged], this.frame.handles[this.dragged]];
        this.dragged = null;
        clearTimeout(this.gliding);
        this.put(knob, handle.left, handle.top);
        this.rest();
    }

    /** Bring a handle to a place in the picture: in the page at once, and in the kernel. */
    bring(i, left, top) {
        const handle = this.frame.handles[i];
        const axes = this.frame.axes[handle.axes];
        const across = Math.min(Math.max((left - axes.left) / axes.width, 0), 1);
        const down = Math.min(Math.max((top - axes.top) / axes.height, 0), 1);
        this.held = [handle.moves === "y" ? handle.left : axes.left + across * axes.width,
            handle.moves === "x" ? handle.top : axes.top + down * axes.height];
        this.glide(i);
        this.wish({ kind: "place", handle: i, x: value(axes.x, axes.xlog, across), y: value(axes.y, axes.ylog, 1 - down) });
    }

    /** Put a handle where the hand holds it, twice a picture and at least every 40 ms: a painting of the page is work, too. */
    glide(i) {
        clearTimeout(this.gliding);
        const wait = this.glided + Math.min(this.wishes.pace / 2, 40) - performance.now();
        if (wait > 0) return void (this.gliding = setTimeout(() => this.glide(i), wait));
        if (this.knobs[i]) this.put(this.knobs[i], ...this.held); // another surface may have fewer
        this.glided = performance.now();
    }

    key(i, event) {
        const step = STEPS[event.key];
        if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
        const [right, up] = step.map((by) => by * (event.shiftKey ? 10 : 1));
        this.wish({ kind: "step", handle: i, right, up });
        event.preventDefault();
        event.stopPropagation();
    }

    readOut(left, top, box) {
        const axes = this.frame.axes[this.axesAt(left, top)];
        if (!axes) return void (this.pointer.textContent = "");
        const [across, up] = [(left - axes.left) / axes.width, 1 - (top - axes.top) / axes.height];
        const x = written(value(axes.x, axes.xlog, across), axes.x, axes.xlog, axes.width * box.width);
        const y = written(value(axes.y, axes.ylog, up), axes.y, axes.ylog, axes.height * box.height);
        this.pointer.textContent = `${axes.xname}: ${x},  ${axes.yname}: ${y}`;
    }

    // ---- rest, and the screen

    /** The width that the explorer could take inside its edge, whatever it takes now: it grows back when there is room again. */
    get room() {
        const around = this.root.parentElement;
        if (!around) return 0;
        const style = getComputedStyle(around);
        return around.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - EDGE;
    }

    screen() {
        const room = this.room;
        const size = room <= 0 || room >= WIDE ? "wide" : room >= ROOMY ? "roomy" : room >= NARROW ? "middle" : "narrow";
        return { ratio: Math.min(Math.max(devicePixelRatio || 1, 1), 3), size, dark: onDark(this.el) };
    }

    fits(frame) {
        const screen = this.screen();
        return ["ratio", "size", "dark"].every((name) => frame[name] === screen[name]);
    }

    /** After a change of the screen, which need not concern this picture. */
    refit() {
        if (this.frame.rest && this.fits(this.frame)) return;
        this.canvas.dataset.rest = false;
        this.rest();
    }

    /** Some time after the last movement, ask for the picture at the screen's full ratio. */
    rest() {
        clearTimeout(this.resting);
        this.resting = setTimeout(() => {
            if (this.dragged === null && this.question.clientWidth) this.wish({ kind: "rest", ...this.screen() });
        }, REST);
    }

    // ---- the controls beside the picture

    /** Give the explorer's controls the names and the texts that ipywidgets leaves out, and keep keys from the notebook. */
    mend(controls) {
        const root = this.root;
        if (root === this.el) return void setTimeout(() => this.el.isConnected && this.mend(this.frame.controls), 100);
        for (const [name, { label, text }] of Object.entries(controls)) {
            const box = root.querySelector(`.nag-control-${name}`);
            if (box) mendControl(box, label, text, this.typing);
        }
        for (const preset of root.querySelectorAll(".nag-preset")) set(preset, "data-lm-suppress-shortcuts", "true");
        if (this.added) return;
        this.added = new MutationObserver(() => this.mend(withoutTexts(this.frame.controls))); // those may be old
        root.querySelectorAll(".nag-controls").forEach((box) => {
            this.added.observe(box, { childList: true, subtree: true });
            this.listenToTyping(box);
        });
    }

    /** Let what is typed beside a slider be what is set: ipywidgets would round it to a step, and set nothing on Tab. */
    listenToTyping(box) {
        const isReadout = ({ target }) => target.matches(".widget-readout");
        box.addEventListener("input", (event) => isReadout(event) && (this.typing = event.target));
        box.addEventListener("focusout", (event) => isReadout(event) && this.typed(event.target));
        box.addEventListener("keydown", (event) => {
            if (event.key !== "Enter" || !isReadout(event)) return;
            event.preventDefault();
            event.stopPropagation();
            this.typed(event.target);
        }, { capture: true });
    }

    typed(readout) {
        if (readout !== this.typing) return;
        this.typing = null;
        const control = Object.keys(this.frame.controls).find((name) => readout.closest(`.nag-control-${name}`));
        const number = read(readout.textContent);
        if (Number.isFinite(number)) this.wish({ kind: "type", control, value: number });
        else this.mend(this.frame.controls);
    }
}

/** The number that a text means: 0.5, 0,5, 1e-5, or 2.5·10⁻⁵ as the sentence has it; NaN if it means none. */
function read(text) {
    const plain = text.trim().replaceAll("−", "-").replace(",", ".")
        .replace(/^(?:(.+)·)?10([⁻⁰¹²³⁴-⁹]+)$/, (_, factor, power) => `${factor ?? 1}e${[...power].map((digit) => PLAIN[digit]).join("")}`);
    return plain ? Number(plain) : NaN;
}

const withoutTexts = (controls) =>
    Object.fromEntries(Object.entries(controls).map(([name, { label }]) => [name, { label }]));

const set = (element, name, text) => element.getAttribute(name) !== text && element.setAttribute(name, text);

function mendControl(box, label, text, typing) {
    for (const element of box.querySelectorAll("select, input, button, [role=slider], [contenteditable]"))
        set(element, "data-lm-suppress-shortcuts", "true");
    for (const knob of box.querySelectorAll("[role=slider]")) {
        set(knob, "aria-label", label);
        if (text) set(knob, "aria-valuetext", text);
    }
    for (const readout of box.querySelectorAll(".widget-readout")) {
        set(readout, "role", "textbox");
        set(readout, "aria-label", `${label}, its value`);
        if (text && readout !== typing && readout.textContent !== text) readout.textContent = text;
    }
    box.querySelectorAll("button").forEach((button, i) => {
        if (!button.textContent.trim()) set(button, "aria-label", `${label}: ${button.title || ["run or pause", "stop", "repeat"][i] || "more"}`);
    });
}

export default {
    render({ model, el }) {
        const view = new View(model, el);
        return () => view.close();
    },
};
