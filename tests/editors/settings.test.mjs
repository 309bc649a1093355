// Settings files, leaving rules out and the settings page, as a person meets them in a VS Code window.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { SILENCED } from "./silenced.mjs";
import { eventually, inWorkbench, openFile, runCommand, screenshot } from "./workbench.mjs";

const OPTIONS = { timeout: 180_000 };

const problem = (page, text) =>
  page.locator(".markers-panel .monaco-list-row", { hasText: text }).first();
const menuRows = (page) => page.locator(".action-widget .monaco-list-row.action");

/** Put the cursor into a line, behind its tag. */
async function clickLine(page, text) {
  const line = page.locator(".editor-instance .view-line", { hasText: text }).first();
  await line.click({ position: { x: 90, y: 8 } });
}

test("a rule is left out from the light bulb, with nothing saved", OPTIONS, async () => {
  await inWorkbench({ files: { "a.ris": SILENCED } }, async (page, folder) => {
    await openFile(page, "a.ris");
    await page.keyboard.press("Control+Shift+M");
    await problem(page, "RIS431").waitFor({ timeout: 30_000 });
    // Nothing can mend a wrong check digit, so leaving the rule out is all there is.
    await clickLine(page, "1234-5678");
    const bulb = page.locator(".editor-instance [class*='codicon-gutter-lightbulb']").first();
    await bulb.waitFor();
    await clickLine(page, "doi.org");
    await page.locator(".editor-instance [class*='lightbulb-auto-fix']").first().click();
    await menuRows(page).first().waitFor();
    await screenshot(page, "settings-1-light-bulb");
    assert.deepEqual(await menuRows(page).allInnerTexts(), [
      "Write the DOI alone",
      "Leave out RIS421 (doi-prefix) in this record",
      "Leave out RIS421 (doi-prefix) in this file",
      "Leave out RIS421 (doi-prefix) everywhere",
    ]);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await problem(page, "RIS421").waitFor({ state: "detached" });
    await page.locator(".notification-toast", { hasText: "New settings file ris.toml" }).waitFor();
    await screenshot(page, "settings-2-left-out");
    assert.equal(
      readFileSync(join(folder, "ris.toml"), "utf8"),
      '[per-record-ignores]\n"doi:10.1000/abc" = ["RIS421"]\n',
    );
    assert.ok(await problem(page, "RIS431").isVisible());
    assert.equal(readFileSync(join(folder, "a.ris"), "utf8"), SILENCED);
  });
});

test("a fault in a settings file shows at once, and goes when it is mended", OPTIONS, async () => {
  const files = { "a.ris": SILENCED, "ris.toml": 'selct = []\nignore = ["RIS421"]\n' };
  await inWorkbench({ files }, async (page, folder) => {
    await openFile(page, "a.ris");
    await page.keyboard.press("Control+Shift+M");
    const fault = problem(page, "There is no setting `selct`");
    await fault.waitFor({ timeout: 30_000 });
    await problem(page, "RIS431").waitFor();
    assert.ok(!(await problem(page, "RIS421").isVisible()), "what can be understood holds");
    await fault.dblclick(); // to the place
    await page.locator(".tab.active", { hasText: "ris.toml" }).waitFor();
    await page.locator(".editor-instance .squiggly-error").first().waitFor();
    await screenshot(page, "settings-3-fault");
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("Control+Shift+ArrowRight");
    await page.keyboard.type("select");
    await page.keyboard.press("Control+s");
    await fault.waitFor({ state: "detached" });
    await eventually(
      () => readFileSync(join(folder, "ris.toml"), "utf8").startsWith("select = []"),
      "the mended settings on disk",
    );
    await page.keyboard.press("Control+a");
    await page.keyboard.type('ignore = ["RIS431"]');
    await page.keyboard.press("Control+s");
    await problem(page, "RIS421").waitFor();
    await problem(page, "RIS431").waitFor({ state: "detached" });
  });
});

test("another format is converted by its quick fix", OPTIONS, async () => {
  const nbib = ["PMID- 12345678", "OWN - NLM", "TI  - On damaged exports", "AU  - Doe J"];
  const text = [...nbib, "JT  - Journal of lost lines", "DP  - 2020 Jan 3", ""].join("\n");
  await inWorkbench({ files: { "pubmed.ris": text } }, async (page, folder) => {
    await openFile(page, "pubmed.ris");
    await page.keyboard.press("Control+Shift+M");
    await problem(page, "RIS001").waitFor({ timeout: 30_000 });
    await clickLine(page, "12345678");
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("Control+.");
    await menuRows(page).first().waitFor();
    await screenshot(page, "settings-4-convert");
    await page.keyboard.press("Enter");
    await page.locator(".editor-instance .view-line", { hasText: "JOUR" }).first().waitFor();
    await problem(page, "RIS001").waitFor({ state: "detached" });
    await page.keyboard.press("Control+s");
    const saved = () => readFileSync(join(folder, "pubmed.ris"), "utf8");
    await eventually(() => saved().startsWith("TY  - JOUR\n"), "RIS on disk");
    assert.match(saved(), /^AU {2}- Doe, J$/m);
    assert.match(saved(), /^PY {2}- 2020$/m);
    await screenshot(page, "settings-5-converted");
  });
});

test("the settings page offers the targets to choose from", OPTIONS, async () => {
  await inWorkbench({ files: { "a.ris": SILENCED } }, async (page, folder) => {
    await openFile(page, "a.ris");
    await page.locator(".editor-instance .squiggly-warning").first().waitFor({ timeout: 30_000 });
    await runCommand(page, "Preferences: Open Workspace Settings");
    await page.keyboard.type("ris.targets");
    const setting = page.locator(".setting-item-contents", { hasText: "Targets" }).first();
    const quickly = { timeout: 3000 };
    const choose = async () => {
      await setting.getByText("Add Item").click(quickly);
      await setting.locator("select").first().selectOption({ label: "zotero" }, quickly);
      await screenshot(page, "settings-6-targets");
      await setting.getByText("OK").click(quickly);
      return true;
    };
    // The page draws itself anew while its search goes on, and forgets what was not confirmed.
    await eventually(() => choose().catch(() => false), "a target chosen");
    const file = join(folder, ".vscode", "settings.json");
    const chosen = () => existsSync(file) && JSON.parse(readFileSync(file, "utf8"))["ris.targets"];
    assert.deepEqual(await eventually(chosen, "the target in the settings"), ["zotero"]);
  });
});
