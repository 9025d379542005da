// How MathJax sets the formulas of a reading page: what stands between \( \) and \[ \], also inside folded parts.
window.MathJax = {
    tex: { inlineMath: [["\\(", "\\)"]], displayMath: [["\\[", "\\]"]] },
    options: { enableMenu: false },
    chtml: { matchFontHeight: false, scale: 1.1 },
    startup: {
        pageReady: () => window.MathJax.startup.defaultPageReady().then(() => {
            letKeysScroll();
            addEventListener("resize", letKeysScroll);
            document.addEventListener("toggle", letKeysScroll, true);
            document.body.dataset.formulas = "set";
        }),
    },
};

/** Let what holds a formula too wide for the page be scrolled by keys as well. */
function letKeysScroll() {
    for (const element of document.querySelectorAll("p, ul, ol"))
        if (element.scrollWidth > element.clientWidth) element.tabIndex = 0;
        else element.removeAttribute("tabindex");
}
