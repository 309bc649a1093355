// npm run package: dist/ris-language-server-<version>.vsix, with the server and its wheels inside.
import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { Refusal, main, root, runQuietly } from "../../scripts/common.mjs";
import { extensionFile } from "./extension-file.mjs";
import { bundleServer } from "./bundle-server.mjs";

const client = join(root, "vscode-client");

await main(() => {
  refuseOtherVersion();
  runQuietly(process.execPath, [join(client, "scripts", "build.mjs")]);
  bundleServer();
  for (const name of ["LICENSE", "CHANGELOG.md"]) {
    copyFileSync(join(root, name), join(client, name));
  }
  mkdirSync(join(root, "dist"), { recursive: true });
  const vsce = join(root, "node_modules", "@vscode", "vsce", "vsce");
  const flags = ["--no-dependencies", "--allow-missing-repository", "--out", extensionFile()];
  runQuietly(process.execPath, [vsce, "package", ...flags], { cwd: client });
  console.log(relative(root, extensionFile()));
});

/** The extension and the server inside it are released as one. */
function refuseOtherVersion() {
  const { version } = JSON.parse(readFileSync(join(client, "package.json"), "utf8"));
  const source = readFileSync(join(root, "server", "ris_ls", "__init__.py"), "utf8");
  const server = /^__version__ = "(.*)"$/m.exec(source)?.[1];
  if (version !== server) {
    throw new Refusal(`The extension has version ${version}, the server ${server}: make them one.`);
  }
}
