// npm run bench: the benchmarks, this project beside its peers, in one run.
//   npm run bench                files of 1, 10 and 50 MB; writes benchmarks/results.md
//   npm run bench -- --quick     files of 1 and 10 MB; writes benchmarks/data/results.md
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import {
  Refusal,
  installPackages,
  main,
  mayInstallPackages,
  onPath,
  root,
  run,
  runQuietly,
  venvTool,
} from "./common.mjs";
import { setup } from "./setup.mjs";

const benchmarks = join(root, "benchmarks");
const data = join(benchmarks, "data");
const figures = join(data, "figures");
const python = venvTool("python");

// In this order, from the shortest to the longest.
const BENCHES = ["startup", "document", "memory", "throughput", "lsp"];

await main(() => {
  // Programs that are measured start as they do for a person, from what was compiled before.
  delete process.env.PYTHONDONTWRITEBYTECODE;
  const args = process.argv.slice(2);
  const unknown = args.find((arg) => arg !== "--quick");
  if (unknown) throw new Refusal(`Unknown option ${unknown}; there is --quick alone.`);
  const quick = args.includes("--quick");
  const sizes = quick ? ["1MB", "10MB"] : ["1MB", "10MB", "50MB"];
  setup();
  setUpPeers();
  rmSync(figures, { recursive: true, force: true });
  mkdirSync(figures, { recursive: true });
  for (const size of sizes) {
    const file = join(data, `${size.toLowerCase()}.ris`);
    run(python, [join(benchmarks, "generate.py"), "--size", size, "-o", file]);
  }
  for (const name of BENCHES) measure(name, sizes);
  const page = join(quick ? data : benchmarks, "results.md");
  run(python, [join(benchmarks, "report.py"), figures, "-o", page]);
});

/** Run one benchmark; what it prints is shown and kept. */
function measure(name, sizes) {
  console.log(`\n${name} ...`);
  const args = [join(benchmarks, `${name}.py`), "--json", join(figures, `${name}.json`)];
  const options = { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] };
  const done = spawnSync(python, [...args, "--sizes", sizes.join(",")], options);
  if (done.status !== 0) throw new Refusal(`benchmarks/${name}.py failed.`);
  console.log(done.stdout);
  writeFileSync(join(figures, `${name}.md`), done.stdout);
}

/** Install the language servers to compare with, and bibutils where that may be done. */
function setUpPeers() {
  const peers = join(benchmarks, "peers");
  const stamp = join(peers, "node_modules", ".set-up");
  const lock = readFileSync(join(peers, "package-lock.json"));
  const state = createHash("sha256").update(lock).digest("hex");
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== state) {
    console.log("Installing the servers to compare with ...");
    // None of their install scripts is needed.
    const options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    runQuietly("npm", ["ci", ...options], { cwd: peers });
    writeFileSync(stamp, state);
  }
  if (onPath("ris2xml")) return;
  if (mayInstallPackages()) installPackages("bibutils");
  else console.log("bibutils is not compared with: it is not installed.");
}
