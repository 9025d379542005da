// An explorer without Python: its slider, its Play and its presets choose among pictures that were drawn when the site was built.

/** Let the controls of a figure, as touch.py writes it, move its picture and its words. */
export function letMove(figure) {
    const texts = JSON.parse(figure.querySelector("script").textContent), folder = figure.dataset.pictures;
    const image = figure.querySelector("img"), source = figure.querySelector("source"), slider = figure.querySelector("input");
    const addresses = i => [`${folder}/wide/${i}.png`, `${folder}/narrow/${i}.png`];
    let fetched = false, playing = null;

    /** Fetch all pictures of the size that is shown: when a mouse comes near, or else when the first that was asked for is there. */
    const fetchAll = () => {
        if (fetched) return;
        fetched = true;
        const which = matchMedia(source.media).matches ? 1 : 0;
        texts.forEach((_, i) => { new Image().src = addresses(i)[which]; });
    };
    const show = i => {
        image.addEventListener("load", fetchAll, { once: true });
        const [wide, narrow] = addresses(i), [said, words] = texts[i];
        source.srcset = narrow;
        image.src = wide;
        figure.querySelector("label b").textContent = said;
        figure.querySelector("figcaption").innerHTML = words; // our own, from the same build
        image.alt = figure.querySelector("figcaption").textContent;
        slider.setAttribute("aria-valuetext", said);
    };
    const choose = i => {
        clearInterval(playing);
        show(Number(i));
    };
    slider.setAttribute("aria-valuetext", texts[slider.value][0]);
    slider.addEventListener("pointerenter", ({ pointerType }) => pointerType === "mouse" && fetchAll());
    slider.addEventListener("input", () => choose(slider.value));
    for (const button of figure.querySelectorAll(".presets button")) button.addEventListener("click", () => choose(button.value));
    figure.querySelector(".play")?.addEventListener("click", () => {
        slider.value = 0;
        choose(0);
        playing = setInterval(() => {
            slider.stepUp();
            show(Number(slider.value));
            if (slider.value === slider.max) clearInterval(playing);
        }, 250);
    });
}
