// Opens VS Code with the extension on a folder: the one that is installed, else code-server.
import { join } from "node:path";
import { extensionFile } from "../vscode-client/scripts/extension-file.mjs";
import { folderAddress, startCodeServer } from "./code-server.mjs";
import { Refusal, onPath, root, run } from "./common.mjs";
import { prepareCodeServer } from "./editors.mjs";

/** Open `folder` in an editor that has the extension; with code-server, until it is stopped. */
export async function openEditor(folder) {
  run("npm", ["run", "--silent", "package"]);
  // A profile of its own: the settings and extensions of whoever tries stay as they are.
  const home = join(root, ".cache", "try");
  const code = onPath("code");
  if (code) {
    const profile = [
      ...["--extensions-dir", join(home, "extensions")],
      ...["--user-data-dir", join(home, "user-data")],
    ];
    run(code, [...profile, "--install-extension", extensionFile(), "--force"]);
    run(code, [...profile, folder]);
    console.log("\nVS Code opens on the examples. Start with collapsed.ris.");
    return;
  }
  const missing = prepareCodeServer();
  if (missing.length > 0) throw new Refusal(missing.join(" "));
  const { address, ended, stop } = await startCodeServer({ home, extension: extensionFile() });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, stop);
  console.log(`\nVS Code runs at ${folderAddress(address, folder)}`);
  console.log("Open collapsed.ris there. Everybody on this machine can reach it; Ctrl+C stops it.");
  await ended;
}
