// npm run lint: every check that needs no test run. Prints one line a check, and the output of those
// that fail.
import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Refusal, isMain, main, root, venvTool } from "./common.mjs";
import { setup } from "./setup.mjs";

const node = process.execPath;
const nodeTool = (...path) => join(root, "node_modules", ...path);

// The slow ones first, so that two at a time end together.
const CHECKS = [
  ["eslint", node, [nodeTool("eslint", "bin", "eslint.js"), "--max-warnings=0", "."]],
  ["mypy", venvTool("mypy"), []],
  ["tsc", node, [nodeTool("typescript", "bin", "tsc"), "--noEmit", "-p", "vscode-client"]],
  ["prettier", node, [nodeTool("prettier", "bin", "prettier.cjs"), "--check", "."]],
  ["import-linter", venvTool("lint-imports"), ["--no-cache"]],
  ["ruff check", venvTool("ruff"), ["check", "."]],
  ["ruff format", venvTool("ruff"), ["format", "--check", "."]],
  ["knowledge tables", venvTool("python"), ["scripts/compile_knowledge.py", "--check"]],
  ["pages of the manual", venvTool("python"), ["scripts/generate_docs.py", "--check"]],
  ["schema of settings", venvTool("python"), ["scripts/settings_schema.py", "--check"]],
  ["settings of the extension", node, ["vscode-client/scripts/settings.mjs", "--check"]],
];

/** Run all checks; refuse when one fails. */
export async function lint() {
  const waiting = [...CHECKS];
  const failed = [];
  const worker = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const [name, command, args] = check;
      const { status, output, seconds } = await finish(command, args);
      console.log(`${status === 0 ? "ok    " : "FAILED"}  ${name}  (${seconds.toFixed(1)} s)`);
      if (status !== 0) {
        failed.push(name);
        console.log(output.trimEnd().replace(/^/gm, "        "));
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, worker));
  if (failed.length > 0) throw new Refusal(`These checks failed: ${failed.join(", ")}.`);
}

function finish(command, args) {
  return new Promise((resolve) => {
    const started = performance.now();
    const child = spawn(command, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const end = (status) =>
      resolve({ status, output, seconds: (performance.now() - started) / 1000 });
    child.stdout.on("data", (data) => (output += data));
    child.stderr.on("data", (data) => (output += data));
    child.on("error", (error) => {
      output += error.message;
      end(1);
    });
    child.on("close", end);
  });
}

if (isMain(import.meta)) {
  await main(async () => {
    setup();
    await lint();
  });
}
