// VS Code tells extensions nothing of a text above 50 MiB. Without a word, such a file would look
// as if nothing were wrong with it.
import * as vscode from "vscode";

/** In characters; a file of fewer bytes has fewer characters. */
const LARGEST_SYNCED = 50 * 1024 * 1024;

/** How long VS Code may take to tell of a text that it does share. */
const OPENING_MS = 3000;

/** Say once a file that it is too large to be checked in the editor, and how to check it. */
export function watchLargeFiles(): vscode.Disposable {
  const told = new Set<string>();
  const look = async (): Promise<void> => {
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    if (!(input instanceof vscode.TabInputText)) return;
    const { uri } = input;
    if (uri.scheme !== "file" || !/\.ris$/i.test(uri.path) || told.has(uri.path)) return;
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size <= LARGEST_SYNCED) return;
    await new Promise((resolve) => setTimeout(resolve, OPENING_MS));
    // Its bytes may be more than its characters.
    if (told.has(uri.path) || isShared(uri)) return;
    told.add(uri.path);
    await offerCommandLine(uri);
  };
  const lookSafely = (): void => {
    // A file that is gone or cannot be read: the editor says so itself.
    look().catch(() => undefined);
  };
  lookSafely();
  return vscode.Disposable.from(
    vscode.window.tabGroups.onDidChangeTabs(lookSafely),
    vscode.window.tabGroups.onDidChangeTabGroups(lookSafely),
  );
}

function isShared(uri: vscode.Uri): boolean {
  return vscode.workspace.textDocuments.some((each) => each.uri.toString() === uri.toString());
}

async function offerCommandLine(uri: vscode.Uri): Promise<void> {
  const copy = "Copy Command";
  const message =
    "This RIS file is not checked here, since VS Code shows extensions nothing of files above 50 MiB. " +
    'In a terminal, "ris-ls check --fix" finds and mends what is wrong (pip install ris-language-server).';
  if ((await vscode.window.showWarningMessage(message, copy)) === copy) {
    await vscode.env.clipboard.writeText(`ris-ls check --fix "${uri.fsPath}"`);
  }
}
