// Sets the formulas of pages with MathJax, where the pages lie: what stands between \( \) and \[ \], with MathML for screen readers.
// node formulas.mjs MATHJAX FONTS PAGE...      (the addresses of its folder es5 here, and of its fonts as the pages see them)
import fs from "node:fs";
import { createRequire } from "node:module";

const [folder, fonts, ...pages] = process.argv.slice(2);
const { startup } = await createRequire(import.meta.url)(`${folder}/node-main.js`).init({
    loader: { load: ["input/tex-full", "output/chtml", "a11y/assistive-mml"] },
    tex: { inlineMath: [["\\(", "\\)"]], displayMath: [["\\[", "\\]"]] },
    chtml: { matchFontHeight: false, scale: 1.1, fontURL: fonts },
    startup: { typeset: false },
});
for (const page of pages) {
    startup.output.clearCache(); // the style sheet that it writes into a page is about the letters of this one
    const set = startup.getDocument(fs.readFileSync(page, "utf8")).render().document;
    fs.writeFileSync(page, `${startup.adaptor.doctype(set)}\n${startup.adaptor.outerHTML(startup.adaptor.root(set))}\n`);
}
