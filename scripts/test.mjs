// npm test: the Python tests, then those that run inside real editors.
//   npm test -- --fast      the Python tests alone
//   npm test -- -k seed     the Python tests alone; these arguments are handed to pytest
import { Refusal, inCI, main, run, venvTool } from "./common.mjs";
import { prepareEditors } from "./editors.mjs";
import { setup } from "./setup.mjs";

await main(() => {
  const args = process.argv.slice(2);
  setup();
  const chosen = args.filter((arg) => arg !== "--fast");
  // All of them take a quarter of an hour: a module at a time in each of as many processes as cores.
  const sideBySide = chosen.length === 0 ? ["-n", "auto", "--dist", "loadscope"] : [];
  run(venvTool("python"), ["-m", "pytest", ...sideBySide, ...chosen]);
  if (args.length > 0) return;

  run("npm", ["run", "--silent", "package"]);
  run("npm", ["run", "--silent", "test:bundle"]);
  const missing = prepareEditors();
  if (missing.length === 0) {
    run("npm", ["run", "--silent", "test:editors", "-w", "vscode-client"]);
  } else if (inCI) {
    throw new Refusal(`The editor tests cannot run. ${missing.join(" ")}`);
  } else {
    console.log(`\nThe editor tests were skipped. ${missing.join(" ")}`);
  }
});
