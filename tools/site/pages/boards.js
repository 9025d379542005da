// Draws the front page's race on two canvases: the ground with the walks, and their heights.

const INK = { light: "#1d2129", dark: "#e6e8eb" }, QUIET = { light: "#4b525e", dark: "#a3adb8" }, PAPER = { light: "#fff", dark: "#15181c" };
const LOWEST = 1e-10; // where the axis of heights ends

/** Fit a canvas to its place and the screen's pixels; return its context, width and height in pixels of the page. */
function prepared(canvas) {
    const { clientWidth: width, clientHeight: height } = canvas, ratio = window.devicePixelRatio || 1;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio))
        Object.assign(canvas, { width: Math.round(width * ratio), height: Math.round(height * ratio) });
    const context = canvas.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    context.lineJoin = context.lineCap = "round";
    return [context, width, height];
}

/** Add a mark's outline to a context's path: "s" a square, "^" a triangle, "P" a plus, "o" a dot. */
function outline(context, shape, x, y, r) {
    if (shape === "s") context.rect(x - r, y - r, 2 * r, 2 * r);
    else if (shape === "^") {
        context.moveTo(x, y - 1.3 * r);
        context.lineTo(x + 1.25 * r, y + r);
        context.lineTo(x - 1.25 * r, y + r);
        context.closePath();
    } else if (shape === "P") {
        context.rect(x - 1.3 * r, y - 0.4 * r, 2.6 * r, 0.8 * r);
        context.rect(x - 0.4 * r, y - 1.3 * r, 0.8 * r, 2.6 * r);
    } else {
        context.moveTo(x + r, y);
        context.arc(x, y, r, 0, 7);
    }
}

function stamp(context, { color, marker }, x, y, r, paper) {
    context.beginPath();
    outline(context, marker, x, y, r);
    context.strokeStyle = paper;
    context.lineWidth = 2;
    context.stroke();
    context.fillStyle = color;
    context.fill();
}

/** Return a small picture of a walker's mark, for a button. */
export function mark(look) {
    const canvas = Object.assign(document.createElement("canvas"), { width: 48, height: 48, className: "mark" });
    canvas.setAttribute("aria-hidden", "true");
    stamp(canvas.getContext("2d"), look, 24, 24, 15, "#fff");
    return canvas;
}

function line(context, points, color, width, alpha = 1) {
    context.beginPath();
    points.forEach(([x, y], i) => (i ? context.lineTo(x, y) : context.moveTo(x, y)));
    Object.assign(context, { strokeStyle: color, lineWidth: width, globalAlpha: alpha });
    context.stroke();
    context.globalAlpha = 1;
}

function flag(context, x, y, ink) {
    line(context, [[x, y - 8], [x, y - 30]], ink, 2);
    context.beginPath();
    context.moveTo(x, y - 30);
    context.lineTo(x + 16, y - 25);
    context.lineTo(x, y - 19);
    context.fillStyle = ink;
    context.fill();
}

/** Draw the ground from above and each walk as far as it has come. */
export function drawLand(canvas, { walks, shown, ground, dark }, image) {
    const [context, width, height] = prepared(canvas), theme = dark ? "dark" : "light";
    const [[left, right], [bottom, top]] = ground.window;
    const place = ([x, y]) => [width * (x - left) / (right - left), height * (top - y) / (top - bottom)];
    if (image.complete && image.naturalWidth) context.drawImage(image, 0, 0, width, height);
    for (const goal of ground.goals) {
        const [x, y] = place(goal);
        line(context, [[x - 7, y], [x + 7, y]], INK[theme], 2.5);
        line(context, [[x, y - 7], [x, y + 7]], INK[theme], 2.5);
    }
    for (const walk of walks) {
        const points = walk.points.slice(0, shown + 1).filter(point => point.every(x => Math.abs(x) < 1e3)).map(place);
        const width = walk.marker === "s" ? 3 * walk.width : walk.width; // what lies under the others shows on both sides
        line(context, points, PAPER[theme], width + 2, 0.7);
        line(context, points, walk.color, width);
        for (const [x, y] of points.slice(0, 120)) stamp(context, walk, x, y, 2.2, walk.color);
        const [x, y] = points.at(-1);
        stamp(context, walk, x, y, 6.5, PAPER[theme]);
        if (walk.bet) flag(context, x, y, INK[theme]);
    }
}

/** Return for each update the greatest height that is still to come: what has to fall below the goal for a walk to have arrived. */
function stillToCome(heights) {
    const highest = heights.slice();
    for (let i = highest.length - 2; i >= 0; i--) if (!(highest[i] >= highest[i + 1])) highest[i] = highest[i + 1];
    return highest;
}

/** Draw the heights against updates on a logarithmic scale, with names at the ends of the lines. */
export function drawHeights(canvas, { walks, shown, length, dark }) {
    const [context, width, height] = prepared(canvas), theme = dark ? "dark" : "light";
    const box = { left: 44, right: width - 118, top: 26, bottom: height - 24 };
    const highest = Math.max(10, ...walks.map(walk => 10 * walk.heights[0]));
    const x = update => box.left + (box.right - box.left) * update / length;
    const y = value => {
        const height = Number.isFinite(value) ? Math.min(Math.max(value, 1e-30), highest) : highest;
        return box.bottom - (box.bottom - box.top) * Math.log(height / LOWEST) / Math.log(highest / LOWEST);
    };
    Object.assign(context, { font: "13px Inter, system-ui, sans-serif", fillStyle: QUIET[theme], textBaseline: "middle", textAlign: "left" });
    context.fillText("height above the goal", 2, 11);
    context.textAlign = "right";
    for (const power of [0, -4, -8]) {
        context.fillText(["1", "10⁻⁴", "10⁻⁸"][-power / 4], box.left - 6, y(10 ** power));
        line(context, [[box.left, y(10 ** power)], [box.right, y(10 ** power)]], QUIET[theme], 1, power === -8 ? 0.8 : 0.2);
    }
    context.fillText(`${length} updates`, box.right, height - 9);
    context.textAlign = "left";
    const ends = [];
    for (const walk of walks) {
        const last = Math.min(shown, walk.heights.length - 1, length);
        const upTo = heights => heights.slice(0, last + 1).map((each, update) => [x(update), y(each)]);
        const strong = upTo(stillToCome(walk.heights));
        const [endX, endY] = strong.findLast(([, down], i) => i === 0 || down <= box.bottom);
        context.save();
        context.beginPath();
        context.rect(0, 0, width, box.bottom);
        context.clip();
        line(context, upTo(walk.heights), walk.color, 1, 0.35);
        line(context, strong, walk.color, walk.width);
        context.restore();
        stamp(context, walk, endX, endY, 4.5, PAPER[theme]);
        if (walk.bet) flag(context, endX, endY, INK[theme]);
        if (walk.name) ends.push({ x: endX + 10, y: endY, ...walk });
    }
    name(context, ends, box, theme);
}

/** Write names beside the ends of lines, those that would lie on each other pushed apart. */
function name(context, ends, box, theme) {
    ends.sort((a, b) => a.y - b.y);
    for (let i = 1; i < ends.length; i++) ends[i].y = Math.max(ends[i].y, ends[i - 1].y + 17);
    const over = Math.max(0, (ends.at(-1)?.y ?? 0) - box.bottom);
    context.font = "600 13px Inter, system-ui, sans-serif";
    for (const end of ends) {
        Object.assign(context, { strokeStyle: PAPER[theme], lineWidth: 4, fillStyle: end.color });
        context.strokeText(end.name, end.x, end.y - over);
        context.fillText(end.name, end.x, end.y - over);
    }
}
