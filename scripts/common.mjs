// What the scripts of this folder share. Plain Node and nothing else: they run right after a clone.
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const onWindows = process.platform === "win32";
export const inCI = Boolean(process.env.CI) && process.env.CI !== "false";
export const venv = join(root, ".venv");

/** Something a person can do something about: printed as one sentence, without a stack trace. */
export class Refusal extends Error {}

/** The path of a program of the project's Python environment, `ruff` say. */
export function venvTool(name) {
  return onWindows ? join(venv, "Scripts", `${name}.exe`) : join(venv, "bin", name);
}

/** Where a program lies on PATH, or null. */
export function onPath(name) {
  const endings = onWindows ? [".exe", ".cmd", ".bat"] : [""];
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const ending of endings) {
      const path = join(folder, name + ending);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // not here
      }
    }
  }
  return null;
}

// npm and code are .cmd files on Windows, and those start in a shell alone.
const needsShell = (command) => onWindows && !command.endsWith(".exe");

/** Run a program to its end, its output shown; refuse to go on when it fails. */
export function run(command, args, options = {}) {
  const status = runStatus(command, args, options);
  if (status !== 0) {
    throw new Refusal(`This failed (exit code ${status}): ${[command, ...args].join(" ")}`);
  }
}

/** Run a program to its end, its output shown, and return its exit code. */
export function runStatus(command, args, options = {}) {
  const done = spawnSync(command, args, {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell: needsShell(command),
    ...options,
  });
  if (done.error) throw new Refusal(`${command} does not start: ${done.error.message}`);
  return done.status ?? 1;
}

/** Run a program to its end: `{ ok, output }`, where output is all that it printed. */
export function attempt(command, args, options = {}) {
  const done = spawnSync(command, args, {
    cwd: root,
    encoding: "utf8",
    shell: needsShell(command),
    ...options,
  });
  return { ok: done.status === 0, output: `${done.stdout ?? ""}${done.stderr ?? ""}`.trim() };
}

/** Run a program to its end; its output is shown, and the script refuses to go on, if it fails. */
export function runQuietly(command, args, options = {}) {
  const { ok, output } = attempt(command, args, options);
  if (!ok) throw new Refusal(`${output}\n\nThis failed: ${[command, ...args].join(" ")}`);
}

/** Whether missing system packages may be installed: Debian or a child of it, as root. */
export const mayInstallPackages = () =>
  process.getuid?.() === 0 && existsSync("/etc/debian_version") && onPath("apt-get") !== null;

/** Install Debian packages. */
export function installPackages(...names) {
  console.log(`Installing ${names.join(", ")} ...`);
  const options = { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
  const install = ["install", "--yes", "--no-install-recommends", "-qq", ...names];
  // The package lists of a fresh machine are empty or old.
  if (!attempt("apt-get", install, options).ok) {
    run("apt-get", ["update", "-qq"], options);
    run("apt-get", install, options);
  }
}

/** Run a script's main function: a refusal becomes one line and exit code 1. */
export async function main(body) {
  try {
    await body();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error(`\n${error.message}`);
    process.exitCode = 1;
  }
}

/** Whether this module is the script that was started. */
export const isMain = (meta) => process.argv[1] === fileURLToPath(meta.url);
