// usage: node scripts/read-with-citation-js.mjs FILE
// Prints as JSON what citation-js, the reader of many web pages, makes of a RIS file: a list of CSL
// items, empty when it refuses the file.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { plugins } from "@citation-js/core";
import "@citation-js/plugin-ris";

/** The CSL items that citation-js reads from the text of a RIS file. */
export function readWithCitationJs(text) {
  try {
    return plugins.input.chain(text, { generateGraph: false });
  } catch {
    return []; // "This format is not supported or recognized"
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const text = readFileSync(process.argv[2], "utf8");
  process.stdout.write(JSON.stringify(readWithCitationJs(text)));
}
