// npm run test:editors: package the extension, then run the tests that need an editor.
//   node tests/editors/run.mjs [FILE ...]     these test files alone
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Refusal, main, root, run } from "../../scripts/common.mjs";
import { prepareEditors } from "../../scripts/editors.mjs";

const FOLDER = join("tests", "editors");

await main(() => {
  const missing = prepareEditors();
  if (missing.length > 0) throw new Refusal(missing.join(" "));
  run(process.execPath, [join("vscode-client", "scripts", "package.mjs")]);
  const asked = process.argv.slice(2);
  const files = asked.length > 0 ? asked : testFiles();
  // One after the other: each starts an editor, a browser and a server.
  run(process.execPath, ["--test", "--test-concurrency=1", "--test-reporter=spec", ...files]);
});

function testFiles() {
  return readdirSync(join(root, FOLDER))
    .filter((name) => name.endsWith(".test.mjs"))
    .map((name) => join(FOLDER, name));
}
