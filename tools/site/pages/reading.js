// What can be touched in a reading page: explorers, and the options of questions.

import { letMove } from "./touch.js";

for (const figure of document.querySelectorAll(".touch")) letMove(figure);

// Where the text names a preset, its name sets it.
const presets = [...document.querySelectorAll(".presets button")];
for (const phrase of document.querySelectorAll("main em")) {
    const preset = presets.find(each => each.textContent === phrase.textContent);
    if (!preset) continue;
    const named = Object.assign(document.createElement("button"), { type: "button", className: "named", textContent: phrase.textContent });
    named.addEventListener("click", () => { preset.click(); preset.closest(".touch").scrollIntoView({ block: "nearest" }); });
    phrase.replaceChildren(named);
}

// What happened stands folded below each question; when it is opened, what is said is about the option that was chosen.
for (const folded of document.querySelectorAll(".happened"))
    folded.addEventListener("toggle", () => {
        const chosen = document.querySelector(`#ask-${folded.dataset.asked} input:checked`)?.value;
        for (const said of folded.querySelectorAll("li"))
            said.hidden = chosen !== undefined && said.dataset.option !== chosen && !said.classList.contains("came");
    });

// How much of the page has been read.
const bar = document.getElementById("place");
const place = () => { bar.style.width = `${100 * scrollY / Math.max(1, document.documentElement.scrollHeight - innerHeight)}%`; };
addEventListener("scroll", place, { passive: true });
place();

/** Let keys scroll what holds a formula too wide for the page; part by part, so that no touch has to wait. */
async function letKeysScroll(parts = document.querySelectorAll("main > *")) {
    for (const part of parts) {
        await new Promise(done => { setTimeout(done); });
        const found = [...part.querySelectorAll("p, ul, ol")].map(each => [each, each.scrollWidth > each.clientWidth]);
        for (const [element, scrolls] of found)
            if (scrolls) element.tabIndex = 0;
            else element.removeAttribute("tabindex");
    }
    document.body.dataset.scrolls = "by keys";
}
addEventListener("load", () => letKeysScroll());
addEventListener("resize", () => letKeysScroll());
document.addEventListener("toggle", ({ target }) => letKeysScroll([target]), true);
