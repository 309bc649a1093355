import * as vscode from "vscode";
import { watchLargeFiles } from "./largeFiles";
import { Server } from "./server";

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const output = vscode.window.createOutputChannel("RIS Language Server");
  const started = (server = new Server(context, output));
  context.subscriptions.push(
    output,
    vscode.commands.registerCommand("ris.restart", () => started.restart()),
    vscode.commands.registerCommand("ris.showOutput", () => {
      output.show();
    }),
    vscode.workspace.onDidChangeConfiguration((change) => started.onSettings(change)),
    watchLargeFiles(),
  );
  await started.restart();
}

/** VS Code waits for this, so the server ends in order. */
export async function deactivate(): Promise<void> {
  await server?.stop();
}
