// npm run pictures: take the pictures of the README anew, of an invented record.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/common.mjs";
import { inWorkbench, openFile, runCommand, screenshot } from "./workbench.mjs";

const FOLDER = join(root, "docs", "images");
const name = "collapsed.ris";
const files = { [name]: readFileSync(join(root, "examples", name)) };
const settings = {
  "editor.quickSuggestions": { other: false },
  "workbench.activityBar.location": "hidden",
  "workbench.statusBar.visible": false,
  "workbench.layoutControl.enabled": false,
  "window.commandCenter": false,
};

await inWorkbench({ files, settings }, async (page) => {
  await page.setViewportSize({ width: 1000, height: 600 });
  await openFile(page, name);
  await runCommand(page, "Close Primary Side Bar");
  await page.locator(".editor-instance .squiggly-error").first().waitFor({ timeout: 30_000 });
  await page.keyboard.press("Control+Shift+M");
  await page.locator(".markers-panel .monaco-list-row", { hasText: "RIS104" }).first().waitFor();
  await page
    .locator(".editor-instance .view-line")
    .first()
    .click({ position: { x: 5, y: 8 } });
  await page.keyboard.press("Control+.");
  await page.locator(".action-widget .monaco-list-row.action").first().waitFor();
  await screenshot(page, "quick-fix", FOLDER);

  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+j"); // away with the problems
  await page.locator(".editor-instance .view-line", { hasText: "Okonjo" }).first().waitFor();
  await page.keyboard.press("Escape");
  const author = page.locator(".editor-instance .view-line", { hasText: "Okonjo" }).first();
  await author.hover({ position: { x: 10, y: 8 } });
  await page.locator(".monaco-hover:visible").first().waitFor();
  await screenshot(page, "hover", FOLDER);
});
