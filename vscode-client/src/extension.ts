import * as vscode from "vscode";
import { compareRecords } from "./compare";
import { watchLargeFiles } from "./largeFiles";
import { showLedger } from "./ledger";
import { RIS, recogniseRis } from "./recognition";
import { Server } from "./server";

let server: Server | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const output = vscode.window.createOutputChannel("RIS Language Server");
  const ours = (server = new Server(context, output));
  const startFor = (document: vscode.TextDocument): void => {
    if (document.languageId === RIS) ours.start();
  };
  context.subscriptions.push(
    output,
    ours,
    vscode.commands.registerCommand("ris.restart", () => ours.restart()),
    vscode.commands.registerCommand("ris.showOutput", () => {
      output.show();
    }),
    vscode.workspace.onDidChangeConfiguration((change) => ours.onSettings(change)),
    vscode.workspace.onDidOpenTextDocument(startFor),
    recogniseRis(),
    watchLargeFiles(),
    showLedger(ours),
    compareRecords(ours),
  );
  vscode.workspace.textDocuments.forEach(startFor);
}

/** VS Code waits for this, so the server ends in order. */
export async function deactivate(): Promise<void> {
  await server?.stop();
}
