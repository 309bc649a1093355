#!/usr/bin/env node
// Installs code-server, a real VS Code that runs without a screen, for the editor tests and for
// `npm run try` where no desktop VS Code is at hand.
//
//   node scripts/install-code-server.mjs [FOLDER]     default: .cache/code-server
//
// Running it again does nothing once the version asked for is there.
import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { installPackages, isMain, main, mayInstallPackages, onPath, root } from "./common.mjs";

/** The version the tests are written against: VS Code 1.100, the newest that runs on Node 20. */
export const CODE_SERVER_VERSION = "4.100.3";

export const CODE_SERVER_FOLDER = join(root, ".cache", "code-server");

/** The script that starts code-server: run it with `node`. */
export function codeServerEntry(folder = CODE_SERVER_FOLDER) {
  return join(folder, "node_modules", "code-server", "out", "node", "entry.js");
}

export function isInstalled(folder = CODE_SERVER_FOLDER) {
  const mark = join(folder, "installed-version");
  return existsSync(mark) && readFileSync(mark, "utf8") === CODE_SERVER_VERSION;
}

/** Install code-server into `folder`, unless it is there. Takes about a minute, 320 MB. */
export function installCodeServer(folder = CODE_SERVER_FOLDER, log = console.log) {
  if (isInstalled(folder)) return codeServerEntry(folder);
  log(`Installing code-server ${CODE_SERVER_VERSION} (about a minute) ...`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  // A package.json of its own, or npm would install into the project around it.
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');

  const npm = (where, ...args) =>
    execFileSync("npm", [...args, "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd: where,
      env: npmEnvironment(),
      stdio: ["ignore", "ignore", "inherit"],
    });
  // Its own install script fails when run as root, so the steps of that script are done here:
  // the dependencies of its three packages, then the four modules that must be compiled.
  const editor = join(folder, "node_modules", "code-server", "lib", "vscode");
  npm(folder, "install", "--ignore-scripts", "--omit=dev", `code-server@${CODE_SERVER_VERSION}`);
  npm(editor, "install", "--ignore-scripts", "--omit=dev");
  npm(join(editor, "extensions"), "install", "--ignore-scripts", "--omit=dev");
  npm(editor, "rebuild", "@vscode/spdlog", "native-watchdog", "node-pty");
  npm(folder, "rebuild", "argon2");
  link("node_modules", join(editor, "node_modules.asar"));
  link("code-linux.sh", join(editor, "bin", "remote-cli", "code-server"));
  link("browser-linux.sh", join(editor, "bin", "helpers", "browser.sh"));

  execFileSync(process.execPath, [codeServerEntry(folder), "--version"], { stdio: "ignore" });
  writeFileSync(join(folder, "installed-version"), CODE_SERVER_VERSION);
  return codeServerEntry(folder);
}

function npmEnvironment() {
  // node-pty compiles through `npx`, which asks before it fetches anything unless told not to.
  const environment = { ...process.env, npm_config_yes: "true" };
  // npm hands its workspace and prefix to what it runs; here it must look at no other package.
  for (const name of Object.keys(environment)) {
    if (/^npm_config_(workspaces?|include_workspace_root|prefix|local_prefix)$/i.test(name)) {
      delete environment[name];
    }
  }
  const headers = nodeHeaders();
  if (headers) environment.npm_config_nodedir = headers;
  return environment;
}

/** The folder that holds the C headers of the running Node, so that none need be fetched. */
function nodeHeaders() {
  const major = process.versions.node.split(".")[0];
  const besideNode = dirname(dirname(realpathSync(process.execPath)));
  return [besideNode, "/usr", "/usr/local"].find((folder) => {
    const header = join(folder, "include", "node", "node_version.h");
    return (
      existsSync(header) &&
      new RegExp(`^#define NODE_MAJOR_VERSION ${major}$`, "m").test(readFileSync(header, "utf8"))
    );
  });
}

function link(target, at) {
  rmSync(at, { force: true });
  symlinkSync(target, at);
}

/** The Chromium to drive: what CHROMIUM names, else one on PATH; null when there is none. */
export function findChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  return ["chromium", "chromium-browser", "google-chrome"].map(onPath).find(Boolean) ?? null;
}

/**
 * Have Chromium and Neovim at hand, which the editor tests drive.
 *
 * They come from the system: as root on Debian they are installed, elsewhere the person is told
 * what to do. Returns what is missing, one sentence each.
 */
export function installEditorPrograms() {
  const absent = [...(findChromium() ? [] : ["chromium"]), ...(onPath("nvim") ? [] : ["neovim"])];
  if (absent.length > 0 && mayInstallPackages()) installPackages(...absent);
  const missing = [];
  if (!findChromium()) {
    missing.push("Chromium is missing: install it, or name its program in the variable CHROMIUM.");
  }
  if (!onPath("nvim")) missing.push("Neovim is missing: install it so that `nvim` is on PATH.");
  return missing;
}

if (isMain(import.meta)) {
  await main(() => {
    const folder = process.argv[2] ? resolve(process.argv[2]) : CODE_SERVER_FOLDER;
    console.log(`code-server: ${installCodeServer(folder)}`);
    console.log(`Chromium: ${findChromium() ?? "none found: set the variable CHROMIUM"}`);
  });
}
