// Starts the browser edition's Python in Node.js and lets compiling_inside.py write compiled wheels.
// node compiling.mjs FOLDER NEW SCRIPT PACKAGE...
import fs from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, fresh, script, ...packages] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`));
const python = await loadPyodide({ indexURL: `${folder}/`, packages });
python.mountNodeFS("/site", folder);
python.mountNodeFS("/new", fresh);
try {
    python.runPython(fs.readFileSync(script, "utf8"));
} catch (error) {
    console.error(error.message);
    process.exitCode = 1;
}
