// npm run settings: write the settings page of the extension from the server's settings.
//   --check   change nothing, fail when the page is out of date
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Refusal, main, root, venvTool } from "../../scripts/common.mjs";
import { execFileSync } from "node:child_process";

const MANIFEST = join(root, "vscode-client", "package.json");

/** What the extension itself reads: which program to start, and what to write to the output. */
const CLIENT_SETTINGS = {
  "ris.interpreter": {
    type: "string",
    default: "",
    scope: "machine-overridable",
    markdownDescription:
      "The Python that runs the language server: the path of a program, version 3.10 or newer. " +
      "Empty: the one that a Python extension has chosen, else `python3`, `python` or `py -3`.",
  },
  "ris.server.command": {
    type: "array",
    items: { type: "string" },
    default: [],
    scope: "machine-overridable",
    markdownDescription:
      "A language server to start in place of the bundled one: the program and its arguments, " +
      '`["ris-ls", "serve"]` say. Empty: the bundled one.',
  },
  "ris.trace.server": {
    type: "string",
    enum: ["off", "messages", "verbose"],
    default: "off",
    scope: "window",
    markdownDescription: "What the editor and the server tell each other, written to the output.",
  },
};

await main(() => {
  const server = execFileSync(
    venvTool("python"),
    [join(root, "scripts", "settings_schema.py"), "--editor"],
    {
      cwd: join(root, "server"),
      encoding: "utf8",
    },
  );
  const before = readFileSync(MANIFEST, "utf8");
  const manifest = JSON.parse(before);
  manifest.contributes.configuration.properties = { ...JSON.parse(server), ...CLIENT_SETTINGS };
  const after = `${JSON.stringify(manifest, null, 2)}\n`;
  if (after === before) return;
  if (process.argv.includes("--check")) {
    throw new Refusal(
      "vscode-client/package.json does not show the server's settings: run `npm run settings -w vscode-client`.",
    );
  }
  writeFileSync(MANIFEST, after);
});
