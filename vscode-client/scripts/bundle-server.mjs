// The server and its dependencies, unpacked into bundled/libs of the extension.
//
// The dependencies are those of requirements/bundle.lock, resolved for the oldest Python, so that one
// bundle runs on all of them.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { extname, join } from "node:path";
import { Refusal, root, runQuietly, venvTool } from "../../scripts/common.mjs";

const LOCK = join(root, "requirements", "bundle.lock");
const WHEELS = join(root, ".cache", "bundle-wheels");
const LIBS = join(root, "vscode-client", "bundled", "libs");

const pip = (...args) => [
  venvTool("python"),
  ["-m", "pip", "--disable-pip-version-check", "--quiet", ...args],
];
/** As if by the oldest Python of any machine: pip then takes pure Python wheels alone. */
const ANYWHERE = [
  ...["--only-binary=:all:", "--platform=any", "--implementation=py", "--abi=none"],
  "--python-version=3.10",
];
const LOCKED = ["--no-deps", "--require-hashes", "--requirement", LOCK];
const KEPT = ["--no-index", "--find-links", WHEELS];

/** Fetch the wheels of the lock; `npm run setup` does, so that packaging needs no network. */
export function fetchWheels() {
  rmSync(WHEELS, { recursive: true, force: true });
  mkdirSync(WHEELS, { recursive: true });
  runQuietly(...pip("download", "--dest", WHEELS, ...ANYWHERE, ...LOCKED));
}

/** Write bundled/libs anew, from the wheels that were fetched. */
export function bundleServer() {
  rmSync(LIBS, { recursive: true, force: true });
  const unpack = ["install", "--target", LIBS, "--no-compile", ...ANYWHERE, ...KEPT, ...LOCKED];
  runQuietly(...pip(...unpack));
  const ours = join(root, ".cache", "own-wheel");
  rmSync(ours, { recursive: true, force: true });
  runQuietly(
    ...pip("wheel", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", ours, root),
  );
  const wheels = readdirSync(ours).map((name) => join(ours, name));
  const pureOnly = [...ANYWHERE, "--no-deps", "--no-index"];
  runQuietly(...pip("install", "--target", LIBS, "--no-compile", ...pureOnly, ...wheels));
  rmSync(join(LIBS, "bin"), { recursive: true, force: true }); // commands of the machine it was made on
  removePipNotes();
  refuseCompiled();
}

/** What pip notes down of an installation: it names folders of the machine it was made on. */
function removePipNotes() {
  for (const name of readdirSync(LIBS, { recursive: true }).map(String)) {
    if (/\.dist-info[\\/](direct_url\.json|INSTALLER|REQUESTED|RECORD)$/.test(name)) {
      rmSync(join(LIBS, name));
    }
  }
}

/** Fail when anything in the bundle would run on one system or one Python alone. */
function refuseCompiled() {
  const files = readdirSync(LIBS, { recursive: true }).map(String);
  const compiled = files.filter((name) =>
    [".so", ".pyd", ".dylib", ".dll"].includes(extname(name)),
  );
  const impure = files.filter(
    (name) =>
      name.endsWith("WHEEL") &&
      !/^Tag: py3-none-any\s*$/m.test(readFileSync(join(LIBS, name), "utf8")),
  );
  if (compiled.length > 0 || impure.length > 0) {
    throw new Refusal(
      `The bundle must be pure Python, and these are not: ${[...compiled, ...impure].join(", ")}`,
    );
  }
  if (!existsSync(join(LIBS, "ris_ls", "cli"))) {
    throw new Refusal("The bundle lacks the server.");
  }
}
