// How MathJax sets the formulas of a reading page: what stands between \( \) and \[ \], also inside folded parts.
window.MathJax = {
    tex: { inlineMath: [["\\(", "\\)"]], displayMath: [["\\[", "\\]"]] },
    options: { enableMenu: false },
    chtml: { matchFontHeight: false, scale: 1.1 },
    startup: {
        pageReady: () => window.MathJax.startup.defaultPageReady().then(() => { document.body.dataset.formulas = "set"; }),
    },
};
