// What a person does and sees, with keyboard and mouse in a VS Code window.
import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { venvTool } from "../../scripts/common.mjs";
import { seedLines, seedText } from "./seed.mjs";
import {
  eventually,
  inWorkbench,
  openFile,
  runCommand,
  screenshot,
  writeMachineSettings,
} from "./workbench.mjs";

const OPTIONS = { timeout: 180_000 };
const ERROR_MARK = ".editor-instance .squiggly-error";

test("the collapsed record is mended by its quick fix, and saved", OPTIONS, async () => {
  await inWorkbench({ files: { "export.txt": seedText() } }, async (page, folder) => {
    const file = join(folder, "export.txt");
    await openFile(page, "export.txt");
    await page.locator(ERROR_MARK).first().waitFor({ timeout: 30_000 });
    await page.keyboard.press("Control+Shift+M");
    const problem = page.locator(".markers-panel .monaco-list-row", { hasText: "RIS104" }).first();
    await problem.waitFor();
    await screenshot(page, "1-collapsed-record");

    await page
      .locator(".editor-instance .view-line")
      .first()
      .click({ position: { x: 30, y: 8 } });
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("Control+.");
    await page.locator(".action-widget .monaco-list-row.action").first().waitFor();
    await screenshot(page, "2-quick-fix");
    await page.keyboard.press("Enter");
    await page.locator(ERROR_MARK).first().waitFor({ state: "detached" });
    const startPage = seedLines()
      .find((line) => line.startsWith("SP"))
      .slice("SP  - ".length);
    await page.locator(".editor-instance .view-line", { hasText: startPage }).first().waitFor();
    await screenshot(page, "3-restored-lines");
    await page.keyboard.press("Control+s");
    const saved = () => readFileSync(file, "utf8").trimEnd() === seedLines().join("\n").trimEnd();
    await eventually(saved, "the fifteen lines on disk");

    await runCommand(page, "Fix All");
    await page.keyboard.press("Control+s");
    await eventually(() => /^EP {2}- /m.test(readFileSync(file, "utf8")), "EP in place of LP");
    await screenshot(page, "4-all-fixed");

    await page
      .locator(".editor-instance .view-line", { hasText: "JOUR" })
      .first()
      .hover({
        position: { x: 10, y: 8 },
      });
    await page.locator(".monaco-hover:visible").first().waitFor();
    await screenshot(page, "5-hover");
  });
});

test("a tag is completed as it is typed", OPTIONS, async () => {
  const text = "TY  - JOUR\nTI  - Night trains\nER  - \n";
  await inWorkbench({ files: { "new.ris": text } }, async (page, folder) => {
    await openFile(page, "new.ris");
    await page.locator(".breadcrumbs-control", { hasText: "Night trains" }).waitFor(); // it is read
    await page.locator(".editor-instance .view-line", { hasText: "Night" }).first().click();
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await page.keyboard.type("D");
    const row = page.locator(".suggest-widget .monaco-list-row", { hasText: "DO" }).first();
    await row.waitFor({ timeout: 30_000 });
    await page.keyboard.type("O");
    await row.waitFor();
    await screenshot(page, "6-completion");
    await page.keyboard.press("Tab");
    await page.keyboard.type("10.5555/12345678");
    await page.keyboard.press("Control+s");
    const expected = text.replace("ER", "DO  - 10.5555/12345678\nER");
    const saved = () => readFileSync(join(folder, "new.ris"), "utf8") === expected;
    await eventually(saved, "the completed line on disk");
  });
});

test("the status bar says how many records there are, and who reads fewer", OPTIONS, async () => {
  const whole = "TY  - JOUR\nTI  - Night trains\nPY  - 2020\nER  - \n\n";
  const unended = whole.replace("ER  - \n\n", "");
  const files = { "list.ris": whole + unended + whole, "notes.txt": "Nothing to count.\n" };
  await inWorkbench({ files }, async (page) => {
    await openFile(page, "list.ris");
    const item = page.locator(
      ".statusbar-item[id='ris-language-server.ris-language-server.ris.ledger']",
    );
    await item.filter({ hasText: "3 records · rispy 2" }).waitFor({ timeout: 30_000 });
    assert.match(await item.getAttribute("class"), /warning-kind/);
    await item.hover();
    await page.locator(".monaco-hover td", { hasText: "1 lost or merged" }).first().waitFor();
    await screenshot(page, "ledger-1-tooltip");

    await item.click();
    const row = page.locator(".quick-input-list .monaco-list-row", { hasText: "Read by rispy" });
    await row.waitFor();
    await screenshot(page, "ledger-2-list");
    await row.click();
    await page.locator(".statusbar-item", { hasText: "Ln 9, Col 1" }).waitFor();

    await page.keyboard.type("ER  - ");
    await page.keyboard.press("Enter");
    await item.filter({ hasText: /^\W*3 records$/ }).waitFor();
    assert.doesNotMatch(await item.getAttribute("class"), /warning-kind/);

    await openFile(page, "notes.txt");
    await item.waitFor({ state: "detached" });
  });
});

test("without a Python, one message says what to do, and doing it helps", OPTIONS, async () => {
  const options = {
    files: {
      "one.ris": "TY - JOUR\n",
      "two.ris": "TY - BOOK\n",
      "old-python": "#!/bin/sh\necho 3.9\n",
    },
    // VSCODE_CLI: the environment as it is, not that of a login shell.
    environment: () => ({ PATH: "/nowhere", VSCODE_CLI: "1" }),
  };
  await inWorkbench(options, async (page, folder, home) => {
    await openFile(page, "one.ris");
    const message = page.locator(".notification-toast", { hasText: "Python" });
    await message.first().waitFor({ timeout: 30_000 });
    await openFile(page, "two.ris");
    await page.waitForTimeout(2000);
    assert.equal(await message.count(), 1);
    await screenshot(page, "no-python");
    await message.getByText("Open Settings").click();
    await page.locator(".settings-editor", { hasText: "Interpreter" }).waitFor();

    chmodSync(join(folder, "old-python"), 0o755);
    writeMachineSettings(home, { "ris.interpreter": join(folder, "old-python") });
    await page.locator(".notification-toast", { hasText: "3.9" }).waitFor();
    writeMachineSettings(home, { "ris.interpreter": venvTool("python") });
    await openFile(page, "one.ris");
    await page.locator(ERROR_MARK).first().waitFor();
  });
});

test("a folder that is not trusted cannot name the program to start", OPTIONS, async () => {
  const started = join(mkdtempSync(join(tmpdir(), "ris-untrusted-")), "started");
  const files = {
    "damaged.ris": "TY  - JOUR\nAU - Doe, Jane\nER  - \n",
    ".vscode/settings.json": JSON.stringify({ "ris.server.command": ["touch", started] }),
  };
  await inWorkbench({ files, trustEverything: false }, async (page) => {
    const dialog = page.locator(".monaco-dialog-box");
    await dialog.waitFor({ timeout: 60_000 });
    await dialog.getByText("No, I don't trust").click();
    await openFile(page, "damaged.ris");
    await page.locator(ERROR_MARK).first().waitFor({ timeout: 30_000 });
    assert.ok(!existsSync(started));
  });
  rmSync(dirname(started), { recursive: true });
});

test(
  "a file that VS Code keeps from extensions is not passed over in silence",
  OPTIONS,
  async () => {
    const record = "TY  - JOUR\nTI  - A title of no importance\nER  - \n\n";
    const large = record.repeat(Math.ceil((50 * 1024 * 1024 + 1) / record.length));
    await inWorkbench({ files: { "large.ris": large } }, async (page) => {
      await openFile(page, "large.ris", { shown: false });
      await page.getByText("Open Anyway").click();
      const message = page.locator(".notification-toast", { hasText: "ris-ls check --fix" });
      await message.waitFor({ timeout: 60_000 });
      await screenshot(page, "large-file");
    });
  },
);
