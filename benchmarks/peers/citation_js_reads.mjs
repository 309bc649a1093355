// usage: node citation_js_reads.mjs FILE
// Reads a RIS file with citation-js, and prints the seconds and the records as JSON. It refuses a whole
// file for one record that it cannot read; then each record is read alone, and the refused are counted.
import { readFileSync } from "node:fs";
import { plugins } from "@citation-js/core";
import "@citation-js/plugin-ris";

const read = (text) => plugins.input.chain(text, { generateGraph: false }).length;

const text = readFileSync(process.argv[2], "utf8");
let started = performance.now();
let records = 0;
let refused = 0;
let failed = null;
try {
  records = read(text);
} catch (error) {
  failed = String(error).split("\n")[0].slice(0, 200);
  started = performance.now();
  for (const record of text.split(/(?<=^ER {2}-.*[\r\n]+)/m)) {
    try {
      records += read(record);
    } catch {
      refused += 1;
    }
  }
}
const seconds = (performance.now() - started) / 1000;
console.log(JSON.stringify({ seconds, records, refused, failed }));
