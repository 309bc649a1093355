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

const joined = record(
  "TY  - JOUR",
  "AU  - Thistledown, Olive",
  "AU  - Okonjo, Ada",
  "AU  - Quill, Peregrine",
  "TI  - On tying knots in the wind",
  "T2  - Journal of Small Winds",
  "PY  - 1989",
  "SP  - 112-9",
  "KW  - kites; harbours; knots",
  "UR  - https://example.org/knots",
);

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
      const lens = page.locator(".editor-instance .codelens-decoration", { hasText: "duplicate" });
      await lens.first().waitFor({ timeout: 60_000 }); // until the other file has been read
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

  const take = (page, feature, kept = "") =>
    screenshot(page, `${feature}-${suffix}`, suffix === kept ? FOLDER : undefined);
  await inWorkbench(
    {
      files: { ...databases, "joined.ris": joined },
      settings: { ...shown, "workbench.statusBar.visible": true },
    },
    async (page) => {
      await page.setViewportSize({ width: 1000, height: 640 });
      const line = (text) => page.locator(".editor-instance .view-line", { hasText: text }).first();
      const at = async (text, x) => {
        await line(text).click({ position: { x, y: 8 } });
      };
      await openFile(page, "first-database.ris");
      await runCommand(page, "Explorer: Focus on Outline View");
      const outline = page.locator(".outline-tree .monaco-list-row", { hasText: "Quill" });
      await outline.first().waitFor({ timeout: 60_000 });
      await at("Thistledown", 60);
      await page.waitForTimeout(3000); // until the other files have been read
      await take(page, "outline");
      await runCommand(page, "Close Primary Side Bar");

      await at("Quill", 60);
      await page.waitForTimeout(500);
      await take(page, "highlight");
      await page.keyboard.press("Shift+F12");
      await page
        .locator(".peekview-widget .monaco-list-row", { hasText: "Quill" })
        .first()
        .waitFor();
      await page.waitForTimeout(500);
      // Where the folder of this moment stands is of no interest.
      await page.locator(".peekview-title .dirname").evaluate((each) => {
        each.style.visibility = "hidden";
      });
      await take(page, "references", "light");
      await page.keyboard.press("Escape");

      await line("JOUR").hover({ position: { x: 8, y: 8 } });
      await page.locator(".monaco-hover:visible").first().waitFor();
      await take(page, "reference");
      await page.keyboard.press("Escape");

      await at("Thistledown", 60);
      for (const selection of ["word", "value", "field"]) {
        await page.keyboard.press("Shift+Alt+ArrowRight");
        await page.waitForTimeout(300);
        if (selection === "value") await take(page, "selection");
      }
      await page.keyboard.press("Escape");

      await page.locator(".statusbar-item", { hasText: "records" }).first().click();
      await page.locator(".quick-input-list .monaco-list-row").first().waitFor();
      await take(page, "ledger", "dark");
      await page.keyboard.press("Escape");

      await page.keyboard.press("Control+t");
      await page.locator(".quick-input-widget input").first().waitFor();
      await page.keyboard.type("quill 1991", { delay: 30 });
      await page
        .locator(".quick-input-list .monaco-list-row", { hasText: "ship" })
        .first()
        .waitFor();
      await take(page, "symbols");
      await page.keyboard.press("Escape");

      await runCommand(page, "Fold All");
      await page.waitForTimeout(500);
      await take(page, "folding");
      await runCommand(page, "Unfold All");

      await at(/^KW.*harbours/, 100);
      await page.keyboard.press("End");
      await page.keyboard.press("Enter");
      await page.waitForTimeout(1000);
      await take(page, "enter");
      await runCommand(page, "Undo");

      await runCommand(page, "View: Show Explorer");
      await openFile(page, "joined.ris");
      await line("knots in the wind").waitFor();
      await page.waitForTimeout(1500);
      await at(/^KW.*knots/, 80);
      await page.keyboard.press("Control+Shift+R");
      await page.locator(".action-widget .monaco-list-row.action").first().waitFor();
      await take(page, "refactorings", "light");
      await page.keyboard.press("Escape");
    },
  );
}
