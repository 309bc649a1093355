// A VS Code window in a browser without a screen: what the tests do with keyboard and mouse.
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { chromium } from "playwright-core";
import { folderAddress, startCodeServer } from "../../scripts/code-server.mjs";
import { root } from "../../scripts/common.mjs";
import { findChromium } from "../../scripts/install-code-server.mjs";
import { extensionFile } from "../../vscode-client/scripts/extension-file.mjs";

const SCREENSHOTS = join(root, "tests", "editors", "screenshots");

/**
 * Start an editor on a new folder that holds `files` (name -> text or bytes), hand `use` the browser
 * page and the folder, and stop everything after it. `prepare` is given the page before it loads,
 * `environment` makes environment variables from the folder.
 */
export async function inWorkbench({ files = {}, prepare, environment, ...options }, use) {
  const home = mkdtempSync(join(tmpdir(), "ris-editor-"));
  const folder = join(home, "references");
  mkdirSync(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  const editor = await startCodeServer({
    home,
    extension: extensionFile(),
    ...options,
    environment: environment?.(folder),
    settings: { "editor.minimap.enabled": false, ...options.settings },
  });
  try {
    const browser = await chromium.launch({
      executablePath: findChromium(),
      // Chromium's sandbox does not start as root.
      args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
    });
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      await prepare?.(page, new URL(editor.address).host, home);
      await page.goto(folderAddress(editor.address, folder));
      try {
        return await use(page, folder, home);
      } catch (error) {
        await screenshot(page, "FAILED");
        console.error(serverOutput(home));
        throw error;
      }
    } finally {
      await browser.close();
    }
  } finally {
    await editor.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

/** Write the settings that name programs: VS Code keeps them in a file apart, and follows its changes. */
export function writeMachineSettings(home, settings) {
  const folder = join(home, "user-data", "Machine");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "settings.json"), JSON.stringify(settings));
}

/** What the extension and its server wrote to their output channel. */
export function serverOutput(home) {
  const logs = join(home, "user-data", "logs");
  return readdirSync(logs, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith("RIS Language Server.log"))
    .map((name) => readFileSync(join(logs, name), "utf8"))
    .join("\n");
}

/** Keep what the page shows as NAME.png. */
export async function screenshot(page, name, folder = SCREENSHOTS) {
  mkdirSync(folder, { recursive: true });
  await page.waitForTimeout(500); // what appears fades in
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

/** Open a file of the folder from the explorer, and wait until its text is `shown`. */
export async function openFile(page, name, { shown = true } = {}) {
  const row = page.locator(".explorer-folders-view .monaco-list-row", { hasText: name }).first();
  await row.waitFor({ timeout: 60_000 });
  await row.dblclick();
  if (shown) await page.locator(".editor-instance .view-lines").first().waitFor();
}

/** Run a command by its title, through the command palette. */
export async function runCommand(page, title) {
  await page.keyboard.press("F1");
  const input = page.locator(".quick-input-widget input").first();
  await input.waitFor({ state: "visible" });
  await input.fill(`>${title}`);
  const row = page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first();
  await row.waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
}

/** Wait until `read()` gives a true value and return it. */
export async function eventually(read, what, seconds = 20) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end;) {
    const value = await read();
    if (value) return value;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`It did not happen within ${seconds} seconds: ${what}`);
}
