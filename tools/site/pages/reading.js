// What can be touched in a reading page. An explorer: its slider and its presets choose among pictures that were drawn when the site was
// built. A question: its options.

for (const figure of document.querySelectorAll(".touch")) {
    const texts = JSON.parse(figure.querySelector("script").textContent), folder = figure.dataset.pictures;
    const image = figure.querySelector("img"), source = figure.querySelector("source"), slider = figure.querySelector("input");
    const addresses = i => [`${folder}/wide/${i}.png`, `${folder}/narrow/${i}.png`];
    let fetched = false;

    /** Fetch all pictures, at the first touch, of the size that is shown. */
    const fetchAll = () => {
        if (fetched) return;
        fetched = true;
        const which = matchMedia(source.media).matches ? 1 : 0;
        texts.forEach((_, i) => { new Image().src = addresses(i)[which]; });
    };
    const show = i => {
        fetchAll();
        const [wide, narrow] = addresses(i), [said, words] = texts[i];
        source.srcset = narrow;
        image.src = wide;
        figure.querySelector("label b").textContent = said;
        figure.querySelector("figcaption").innerHTML = words; // our own, from the same build
        image.alt = figure.querySelector("figcaption").textContent;
        slider.setAttribute("aria-valuetext", said);
    };
    slider.setAttribute("aria-valuetext", texts[slider.value][0]);
    slider.addEventListener("pointerenter", fetchAll);
    slider.addEventListener("focus", fetchAll);
    slider.addEventListener("input", () => show(Number(slider.value)));
    let playing = null;
    figure.querySelector(".play")?.addEventListener("click", () => {
        clearInterval(playing);
        slider.value = 0;
        const next = () => { show(Number(slider.value)); if (slider.value === slider.max) clearInterval(playing); };
        next();
        playing = setInterval(() => { slider.stepUp(); next(); }, 250);
    });
    slider.addEventListener("pointerdown", () => clearInterval(playing));
    for (const button of figure.querySelectorAll(".presets button")) button.addEventListener("click", () => show(Number(button.value)));
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

/** Let keys scroll what holds a formula too wide for the page. */
function letKeysScroll() {
    const wide = element => element.scrollWidth > element.clientWidth;
    for (const [element, scrolls] of [...document.querySelectorAll("p, ul, ol")].map(each => [each, wide(each)]))
        if (scrolls) element.tabIndex = 0;
        else element.removeAttribute("tabindex");
}
addEventListener("load", letKeysScroll);
addEventListener("resize", letKeysScroll);
document.addEventListener("toggle", letKeysScroll, true);
