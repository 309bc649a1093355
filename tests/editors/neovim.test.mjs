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

test("Neovim finds and mends the collapsed record", { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "ris-neovim-"));
  const file = join(folder, "export.ris");
  writeFileSync(file, `${seedText()}\n`);
  try {
    const script = join(root, "tests", "editors", "neovim.lua");
    const { stdout } = await promisify(execFile)(
      onPath("nvim"),
      ["--headless", "--clean", "-n", "-c", `luafile ${script}`],
      {
        env: { ...process.env, RIS_FILE: file, RIS_SERVER: `${venvTool("ris-ls")}\nserve` },
        timeout: 50_000,
      },
    );
    assert.match(stdout, /^code=RIS104$/m);
    assert.match(stdout, /^hover=.*JOUR/m);
    assert.deepEqual(readFileSync(file, "utf8"), `${seedLines().join("\n")}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
