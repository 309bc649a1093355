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

// What two databases say of the same three works, one of which is in both.
const record = (...lines) => [...lines, "ER  - ", "", ""].join("\n");
const kites = [
  "DO  - 10.5555/kites.1987.4",
  "AB  - Kites were flown from the walls of eleven harbours on days with and without ships.",
];
const databases = {
  "first-database.ris": [
    record(
      "TY  - JOUR",
      "AU  - Thistledown, Olive",
      "AU  - Okonjo, Ada",
      "AU  - Quill, Peregrine",
      "TI  - Kites above the harbour walls: A field study",
      "T2  - Journal of Small Winds",
      "PY  - 1987",
      "VL  - 4",
      "SP  - 12",
      "EP  - 29",
      ...kites,
      "KW  - kites",
      "KW  - harbours",
    ),
    record(
      "TY  - CHAP",
      "AU  - Quill, Peregrine",
      "TI  - Feathers that came by ship",
      "T2  - Things on the Tide",
      "PY  - 1991",
      "PB  - Lantern Press",
    ),
  ].join(""),
  "second-database.ris": record(
    "TY  - JOUR",
    "TI  - Kites Above the Harbour Walls.",
    "AU  - Thistledown, O.",
    "AU  - Okonjo, A.",
    "JO  - J Small Winds",
    "Y1  - 1987///",
    "VL  - 4",
    "SP  - 12-29",
    ...kites.slice(1),
  ),
};

for (const [theme, suffix] of [
  ["Default Light Modern", "light"],
  ["Default Dark Modern", "dark"],
]) {
  const shown = { ...settings, "workbench.colorTheme": theme };
  await inWorkbench(
    {
      files: databases,
      settings: {
        ...shown,
        "ris.hints.authors": true,
        "workbench.statusBar.visible": true,
        "diffEditor.renderSideBySide": true,
        "diffEditor.useInlineViewWhenSpaceIsLimited": false,
      },
    },
    async (page) => {
      await page.setViewportSize({ width: 1000, height: 640 });
      await openFile(page, "second-database.ris");
      await page.keyboard.press("Control+End");
      await page.keyboard.type("TY  - CHAP\nAU  - qu", { delay: 30 });
      await page.waitForTimeout(3000); // until the other file has been read
      await page.keyboard.press("Control+Space");
      await page
        .locator(".suggest-widget .monaco-list-row", { hasText: "Quill" })
        .first()
        .waitFor();
      await page.waitForTimeout(500);
      await screenshot(page, `values-${suffix}`, suffix === "light" ? FOLDER : undefined);
      await page.keyboard.press("Escape");

      await openFile(page, "first-database.ris");
      await runCommand(page, "Close Primary Side Bar");
      const lens = page.locator(".editor-instance .codelens-decoration", { hasText: "duplicate" });
      await lens.first().waitFor({ timeout: 60_000 });
      await page.locator(".statusbar-item", { hasText: "records" }).first().waitFor();
      await screenshot(page, `reading-${suffix}`, suffix === "dark" ? FOLDER : undefined);

      await page
        .locator(".editor-instance .view-line", { hasText: "JOUR" })
        .first()
        .click({ position: { x: 60, y: 8 } });
      await page.keyboard.press("Control+.");
      const compare = page.locator(".action-widget .monaco-list-row", { hasText: "Compare with" });
      await compare.first().waitFor();
      await screenshot(page, `duplicate-actions-${suffix}`);
      await page.keyboard.press("Enter"); // the first one
      await page.locator(".monaco-diff-editor .view-line", { hasText: "Okonjo" }).first().waitFor();
      await page.waitForTimeout(1000); // until what differs is coloured
      await screenshot(page, `compare-${suffix}`, suffix === "light" ? FOLDER : undefined);
    },
  );
}
