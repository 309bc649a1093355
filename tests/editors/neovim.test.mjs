// The server in an editor that is not VS Code, told of nothing but its command.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { onPath, root, venvTool } from "../../scripts/common.mjs";
import { seedLines, seedText } from "./seed.mjs";
import { SILENCED } from "./silenced.mjs";

const OPTIONS = { timeout: 60_000 };

test("Neovim finds and mends the collapsed record", OPTIONS, async () => {
  await inNeovim("mend", { "export.ris": `${seedText()}\n` }, (said, read) => {
    assert.match(said, /^code=RIS104$/m);
    assert.match(said, /^hover=.*JOUR/m);
    assert.deepEqual(read("export.ris"), `${seedLines().join("\n")}\n`);
  });
});

test("Neovim shows faults of a settings file, and leaves a rule out", OPTIONS, async () => {
  const files = { "export.ris": SILENCED, "ris.toml": "selct = []\n" };
  await inNeovim("settings", files, (said, read) => {
    assert.match(said, /^fault=There is no setting `selct`/m);
    assert.match(said, /^before=RIS421,RIS431$/m);
    const scopes = ["in this record", "in this file", "everywhere"];
    const titles = scopes.map((scope) => `Leave out RIS431 (issn-checksum) ${scope}`);
    const offered = ["Fix all safe problems in this file (1)", ...titles];
    const others = ["Put the tags of this record in order", "Convert this record to the 2001 tags"];
    const all = [
      ...offered,
      ...others,
      "Remove this record",
      "Convert all records to the 2001 tags",
    ];
    assert.ok(said.includes(`offered=${all.join(",")}\n`), said);
    assert.match(said, /^after=RIS421$/m);
    const written = '[per-record-ignores]\n"doi:10.1000/abc" = ["RIS431"]';
    assert.equal(read("ris.toml").trim(), written);
    assert.equal(read("export.ris"), SILENCED);
  });
});

/**
 * Run a session of neovim.lua on the first of `files` (name -> text) in a new folder; hand `look` what
 * it printed, and a function that reads a file of the folder.
 */
async function inNeovim(session, files, look) {
  const folder = mkdtempSync(join(tmpdir(), "ris-neovim-"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const [first] = Object.keys(files);
  try {
    const script = join(root, "tests", "editors", "neovim.lua");
    const { stdout } = await promisify(execFile)(
      onPath("nvim"),
      ["--headless", "--clean", "-n", "-c", `luafile ${script}`],
      {
        env: {
          ...process.env,
          RIS_SESSION: session,
          RIS_FILE: join(folder, first),
          RIS_SERVER: `${venvTool("ris-ls")}\nserve`,
        },
        timeout: 50_000,
      },
    );
    look(stdout, (name) => readFileSync(join(folder, name), "utf8"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
