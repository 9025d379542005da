// The state of the front page's race in its address: "#ground=ravine&start=1,1&alpha=0.009&beta=0.85&c=1".

const LIMITS = { alpha: [1e-4, 0.1], beta: [0, 0.99], c: [0, 2] };

/** Return the settings that an address names, each within its limits; what it does not name, or not well, is the ground's own. */
export function read(hash, grounds) {
    const asked = new URLSearchParams(hash.replace(/^#/, ""));
    const ground = Object.hasOwn(grounds, asked.get("ground")) ? asked.get("ground") : Object.keys(grounds)[0];
    const own = grounds[ground];
    const number = (text, low, high, otherwise) => {
        const value = text?.trim() ? Number(text) : NaN;
        return Number.isFinite(value) ? Math.min(Math.max(value, low), high) : otherwise;
    };
    const start = (asked.get("start") ?? "").split(",");
    return {
        ground,
        start: own.start.map((otherwise, i) => number(start[i], ...own.window[i], otherwise)),
        ...Object.fromEntries(Object.entries(LIMITS).map(([name, limits]) => [name, number(asked.get(name), ...limits, own[name])])),
        asked: [...asked.keys()].some(name => name === "ground" || name === "start" || name in LIMITS),
    };
}

/** Return the address's part after # for such settings. */
export function write({ ground, start, alpha, beta, c }) {
    const short = value => String(Number(value.toPrecision(4)));
    return `#ground=${ground}&start=${start.map(short).join(",")}&alpha=${short(alpha)}&beta=${short(beta)}&c=${short(c)}`;
}
