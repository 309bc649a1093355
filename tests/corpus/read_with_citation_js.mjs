// Reads RIS files with citation-js, each as it would be read on its own.
//   input, on standard input: JSON, a list of paths
//   output: one line of JSON a file: a list of CSL records; an empty list where citation-js fails
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(new URL("../../package.json", import.meta.url));
const { plugins, logger } = require("@citation-js/core");
require("@citation-js/plugin-ris");
logger.level = "silent";

for (const path of JSON.parse(readFileSync(0, "utf8"))) {
  let records;
  try {
    // Without its history of conversions, which holds the whole file once per record.
    records = plugins.input.chain(readFileSync(path, "utf8"), { generateGraph: false });
  } catch {
    records = [];
  }
  process.stdout.write(JSON.stringify(records) + "\n");
}
