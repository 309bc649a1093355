// npm run build: the extension as one file, out/extension.js.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const client = dirname(dirname(fileURLToPath(import.meta.url)));

await build({
  absWorkingDir: client,
  entryPoints: ["src/extension.ts"],
  outfile: join(client, "out", "extension.js"),
  bundle: true,
  minify: true,
  platform: "node",
  format: "cjs",
  target: "node18", // the Node of VS Code 1.82
  external: ["vscode"], // given by VS Code
  logLevel: "warning",
});
