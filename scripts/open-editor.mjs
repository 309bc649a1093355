// Opens VS Code with the extension on a folder: the one that is installed, else code-server.
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { extensionFile } from "../vscode-client/scripts/extension-file.mjs";
import { Refusal, onPath, root, run } from "./common.mjs";
import { prepareCodeServer } from "./editors.mjs";
import { codeServerEntry } from "./install-code-server.mjs";

// A profile of its own: the editor's settings and extensions of whoever tries stay as they are.
const HOME = join(root, ".cache", "try");
const PROFILE = [
  ...["--extensions-dir", join(HOME, "extensions")],
  ...["--user-data-dir", join(HOME, "user-data")],
];

/** Open `folder` in an editor that has the extension; with code-server, until it is stopped. */
export async function openEditor(folder) {
  run("npm", ["run", "--silent", "package", "-w", "vscode-client"]);
  mkdirSync(join(HOME, "user-data", "User"), { recursive: true });
  writeFileSync(
    join(HOME, "user-data", "User", "settings.json"),
    JSON.stringify({ "workbench.startupEditor": "none", "telemetry.telemetryLevel": "off" }),
  );
  const code = onPath("code");
  if (code) {
    run(code, [...PROFILE, "--install-extension", extensionFile(), "--force"]);
    run(code, [...PROFILE, folder]);
    console.log("\nVS Code opens on the examples. Start with collapsed.ris.");
  } else {
    await serve(extensionFile(), folder);
  }
}

async function serve(extension, folder) {
  const missing = prepareCodeServer();
  if (missing.length > 0) throw new Refusal(missing.join(" "));
  const entry = codeServerEntry();
  const profile = ["--config", join(HOME, "code-server.yaml"), ...PROFILE];
  run(process.execPath, [entry, ...profile, "--install-extension", extension, "--force"]);

  const address = `127.0.0.1:${await freePort()}`;
  const flags = [
    ...["--bind-addr", address, "--auth", "none", "--disable-telemetry", "--disable-update-check"],
    ...["--disable-workspace-trust", "--disable-getting-started-override"],
  ];
  const server = spawn(process.execPath, [entry, ...profile, ...flags, folder], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => server.kill());
  const ended = new Promise((resolve) => server.on("exit", resolve));
  await answers(`http://${address}/healthz`, ended);
  console.log(`\nVS Code runs at http://${address}/`);
  console.log("Open collapsed.ris there. Anyone on this machine can reach it; Ctrl+C stops it.");
  await ended;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** Wait until the address answers, up to a minute; refuse when the server ends before. */
async function answers(address, ended) {
  let running = true;
  ended.then(() => (running = false));
  for (const end = Date.now() + 60_000; running && Date.now() < end;) {
    try {
      if ((await fetch(address)).ok) return;
    } catch {
      // not yet
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Refusal("code-server did not start.");
}
