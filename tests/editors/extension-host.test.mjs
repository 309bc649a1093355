/* global document -- the function given to addInitScript runs in the page */
// The extension and its server inside a real VS Code: the tests of in-host/ run where extensions run.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { root, venvTool } from "../../scripts/common.mjs";
import { seedLines, seedText } from "./seed.mjs";
import { SILENCED } from "./silenced.mjs";
import { inWorkbench, serverOutput } from "./workbench.mjs";

const FILES = {
  "expected.json": JSON.stringify({
    seed: seedText(),
    seedLines: seedLines(),
    silenced: SILENCED,
    accepted: baselineOf("silenced.ris", SILENCED),
  }),
  // Nothing of a workspace may be imported, not even when the person's PYTHONPATH names it.
  "sitecustomize.py": "open(__file__ + '.imported', 'w')",
  "pygls/__init__.py": "open(__file__ + '.imported', 'w')",
};

/** A baseline that accepts all that is found in one file, as the command line writes it. */
function baselineOf(name, text) {
  const folder = mkdtempSync(join(tmpdir(), "ris-baseline-"));
  try {
    writeFileSync(join(folder, name), text);
    const args = ["check", name, "--isolated", "--write-baseline", "--baseline", "baseline.json"];
    execFileSync(venvTool("ris-ls"), args, { cwd: folder, stdio: "ignore" });
    return readFileSync(join(folder, "baseline.json"), "utf8");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("inside the extension host", { timeout: 300_000 }, async (t) => {
  const results = [];
  let finish;
  const finished = new Promise((resolve) => (finish = resolve));

  const environment = (folder) => ({ PYTHONPATH: folder });
  await inWorkbench(
    { files: FILES, environment, prepare: runTests },
    async (_page, _folder, home) => {
      await finished;
      if (results.some(({ error }) => error)) t.diagnostic(serverOutput(home));
    },
  );
  assert.notEqual(results.length, 0, "no test has run");
  for (const { name, error } of results) {
    await t.test(name, () => {
      if (error) throw Object.assign(new Error(error.message), { stack: error.stack });
    });
  }

  /** Have the page load the tests into its extension host, as VS Code's own test runner does. */
  async function runTests(page, authority, home) {
    const uri = (path) => ({ $mid: 1, scheme: "vscode-remote", authority, path });
    await page.exposeFunction("codeAutomationLog", (_type, [line]) => {
      if (String(line).startsWith("RESULT "))
        results.push(JSON.parse(line.slice("RESULT ".length)));
    });
    await page.exposeFunction("codeAutomationExit", finish);
    // VS Code takes tests only with an extension under development; ours is installed, so a bare one.
    const bare = join(home, "bare-extension");
    mkdirSync(bare);
    const manifest = {
      name: "bare",
      publisher: "tests",
      version: "0.0.0",
      engines: { vscode: "*" },
    };
    writeFileSync(join(bare, "package.json"), JSON.stringify(manifest));
    const options = {
      extensions: [uri(bare)],
      extensionTestsPath: uri(join(root, "tests", "editors", "in-host", "index.cjs")),
    };
    // Put into the page's configuration after it is parsed and before the workbench reads it. Serving
    // a changed page instead would make its connection to this machine a forbidden one.
    await page.addInitScript((developmentOptions) => {
      document.addEventListener("readystatechange", () => {
        const element = document.getElementById("vscode-workbench-web-configuration");
        if (!element || element.dataset.patched) return;
        element.dataset.patched = "yes";
        const settings = JSON.parse(element.dataset.settings);
        element.dataset.settings = JSON.stringify({ ...settings, developmentOptions });
      });
    }, options);
  }
});
