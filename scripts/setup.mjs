// npm run setup: the Python environment (.venv) and node_modules, both from their lock files.
// Does nothing, in a fraction of a second, when they are up to date.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import {
  Refusal,
  attempt,
  installPackages,
  isMain,
  main,
  mayInstallPackages,
  onPath,
  root,
  runQuietly,
  venv,
  venvTool,
} from "./common.mjs";
import { fetchWheels } from "../vscode-client/scripts/bundle-server.mjs";

const LOCK = join("requirements", "dev.lock");
const BUNDLE_LOCK = join("requirements", "bundle.lock");

/** Bring the environment up to date. */
export function setup() {
  if (Number(process.versions.node.split(".")[0]) < 20) {
    throw new Refusal(`Node 20 or newer is needed; this is Node ${process.versions.node}.`);
  }
  setUpPython();
  setUpNode();
}

function setUpPython() {
  const stamp = join(venv, ".set-up");
  const state = `${root}\n${digest(["pyproject.toml", LOCK, BUNDLE_LOCK])}`;
  const before = readIfThere(stamp);
  if (before === state) return;

  // The environment holds absolute paths, so a moved clone needs a new one.
  const moved = before !== null && !before.startsWith(`${root}\n`);
  if (moved || !pythonVersion(venvTool("python"))) createEnvironment();
  console.log("Installing the Python packages ...");
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
  runQuietly(venvTool("python"), [...pip, "--require-hashes", "-r", LOCK]);
  // The build tool is in the lock, so nothing is fetched outside it.
  runQuietly(venvTool("python"), [...pip, "--no-deps", "--no-build-isolation", "-e", "."]);
  runQuietly(venvTool("python"), ["-m", "pip", "check", "--quiet", "--disable-pip-version-check"]);
  fetchWheels();
  writeFileSync(stamp, state);
}

function createEnvironment() {
  let python = findPython();
  if (!python && mayInstallPackages()) {
    installPackages("python3", "python3-venv");
    python = findPython();
  }
  if (!python) {
    throw new Refusal(
      "Python 3.10 or newer is needed and none was found. Install one, or name it in the variable PYTHON.",
    );
  }
  console.log(`Making .venv with Python ${pythonVersion(python)} ...`);
  const create = ["-m", "venv", "--clear", venv];
  let made = attempt(python, create);
  if (!made.ok && made.output.includes("ensurepip")) {
    if (!mayInstallPackages()) {
      throw new Refusal(
        "This Python lacks its venv module. Install it (Debian and Ubuntu: sudo apt install python3-venv) and try again.",
      );
    }
    installPackages("python3-venv");
    made = attempt(python, create);
  }
  if (!made.ok) throw new Refusal(`The Python environment cannot be made: ${made.output}`);
}

function findPython() {
  const names = ["python3", "python3.13", "python3.12", "python3.11", "python3.10", "python"];
  return [process.env.PYTHON, ...names.map(onPath), ...pyenvPythons()].find(pythonVersion) ?? null;
}

/** The interpreters that pyenv keeps, newest version first. */
function pyenvPythons() {
  const folder = join(process.env.PYENV_ROOT ?? join(homedir(), ".pyenv"), "versions");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^3\.\d+\.\d+$/.test(name))
    .sort((a, b) => b.localeCompare(a, "en", { numeric: true }))
    .map((name) => join(folder, name, "bin", "python"))
    .filter(existsSync);
}

/** The version of an interpreter that runs and is new enough for us, else null. */
function pythonVersion(python) {
  if (!python) return null;
  const code = "import sys; print('.'.join(map(str, sys.version_info[:3])))";
  const { ok, output } = attempt(python, ["-c", code]);
  const [major, minor] = output.split(".").map(Number);
  return ok && major === 3 && minor >= 10 ? output : null;
}

function setUpNode() {
  const stamp = join(root, "node_modules", ".set-up");
  const state = digest(["package-lock.json", "package.json", "vscode-client/package.json"]);
  if (readIfThere(stamp) === state) return;
  console.log("Installing the Node packages ...");
  runQuietly("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
  writeFileSync(stamp, state);
}

function digest(files) {
  const hash = createHash("sha256");
  for (const file of files) hash.update(readFileSync(join(root, file)));
  return hash.digest("hex");
}

const readIfThere = (file) => (existsSync(file) ? readFileSync(file, "utf8") : null);

if (isMain(import.meta)) await main(setup);
