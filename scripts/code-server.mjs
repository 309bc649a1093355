// Starts code-server (VS Code without a screen) on this machine alone, with a profile of its own.
import { spawn } from "node:child_process";
import { mkdirSync, openSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { Refusal, runQuietly } from "./common.mjs";
import { codeServerEntry } from "./install-code-server.mjs";

const SETTINGS = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "chat.commandCenter.enabled": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
};

/**
 * Start code-server with the extension installed. Its profile (settings, extensions) is kept in the
 * folder `home`; `environment` is added to the environment variables.
 *
 * Returns its address, a promise of its end, and a function that stops it.
 */
export async function startCodeServer({
  home,
  extension,
  settings = {},
  environment = {},
  trustEverything = true,
}) {
  const userData = join(home, "user-data");
  mkdirSync(join(userData, "User"), { recursive: true });
  const all = JSON.stringify({ ...SETTINGS, ...settings }, null, 2);
  writeFileSync(join(userData, "User", "settings.json"), all);
  const profile = [
    codeServerEntry(),
    // Without one of its own it would write into the home folder.
    ...["--config", join(home, "config.yaml")],
    ...["--extensions-dir", join(home, "extensions")],
    ...["--user-data-dir", userData],
  ];
  runQuietly(process.execPath, [...profile, "--install-extension", extension, "--force"]);

  const port = await freePort();
  const flags = [
    ...["--bind-addr", `127.0.0.1:${port}`, "--auth", "none"],
    ...["--disable-telemetry", "--disable-update-check", "--disable-getting-started-override"],
    ...(trustEverything ? ["--disable-workspace-trust"] : []),
  ];
  const log = openSync(join(home, "code-server.log"), "w");
  const server = spawn(process.execPath, [...profile, ...flags], {
    stdio: ["ignore", log, log],
    // It would look for news of its extensions elsewhere.
    env: { ...process.env, EXTENSIONS_GALLERY: '{"serviceUrl":""}', ...environment },
  });
  const ended = new Promise((resolve) => server.on("exit", resolve));
  const address = `http://127.0.0.1:${port}`;
  const stop = () => {
    server.kill();
    return ended;
  };
  try {
    await answers(`${address}/healthz`, ended);
  } catch (error) {
    await stop();
    throw error;
  }
  return { address, ended, stop };
}

/** The address at which a folder of this machine is shown. */
export const folderAddress = (address, folder) =>
  `${address}/?folder=${encodeURIComponent(folder)}`;

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
