import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/common.mjs";

/** Where `npm run package` puts the extension. */
export function extensionFile() {
  const manifest = readFileSync(join(root, "vscode-client", "package.json"), "utf8");
  return join(root, "dist", `ris-language-server-${JSON.parse(manifest).version}.vsix`);
}
