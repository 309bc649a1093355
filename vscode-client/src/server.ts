// Starts the language server, and starts it anew.
import * as vscode from "vscode";
import {
  LanguageClient,
  type Middleware,
  type ServerOptions,
  State,
  type StaticFeature,
} from "vscode-languageclient/node";
import { COMPARE_RECORDS } from "./compare";
import { type Command, findPython } from "./interpreter";
import { RIS } from "./recognition";

/** Settings that decide which program is started; a change of one starts the server anew. */
const START_SETTINGS = ["ris.server.command", "ris.interpreter"];

/** The server of this window: there is at most one, and it is started and stopped in turn. */
export class Server {
  private wanted = false;
  private client: LanguageClient | undefined;
  private turn: Promise<void> = Promise.resolve();
  private readonly stateChange = new vscode.EventEmitter<void>();

  /** Fires when the server is ready, and when it has stopped. */
  readonly onStateChange = this.stateChange.event;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly output: vscode.OutputChannel,
  ) {}

  /** Start the server unless that was done before, with or without success. */
  start(): void {
    if (!this.wanted) void this.restart();
  }

  /** Stop the server if it runs, and start it with the settings as they are now. Never rejects. */
  restart(): Promise<void> {
    this.wanted = true;
    this.turn = this.turn.then(() => this.stopNow()).then(() => this.startNow());
    return this.turn;
  }

  stop(): Promise<void> {
    this.turn = this.turn.then(() => this.stopNow());
    return this.turn;
  }

  /**
   * Ask the server something about a document.
   *
   * Gives nothing when no server runs, or it has no answer: it does not know the document or has
   * just closed it.
   */
  async ask<T>(method: string, document: vscode.TextDocument): Promise<T | undefined> {
    const uri = this.client?.code2ProtocolConverter.asUri(document.uri);
    return this.request<T>(method, { textDocument: { uri } });
  }

  /** Ask the server something. Gives nothing when no server runs, or it has no answer. */
  async request<T>(method: string, params: object): Promise<T | undefined> {
    const client = this.client;
    if (!client?.isRunning()) return undefined;
    const answer = client.sendRequest<T | null>(method, params);
    return (await answer.catch(() => undefined)) ?? undefined;
  }

  dispose(): void {
    this.stateChange.dispose();
  }

  /** Start anew when a setting that names the program has changed. */
  async onSettings(change: vscode.ConfigurationChangeEvent): Promise<void> {
    const affected = START_SETTINGS.some((name) => change.affectsConfiguration(name));
    if (this.wanted && affected) await this.restart();
  }

  private async startNow(): Promise<void> {
    let command: Command;
    try {
      command = await this.command();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.output.appendLine(message);
      void offerSettings(message);
      return;
    }
    const [program, ...args] = command;
    this.output.appendLine(`Starting ${command.join(" ")}`);
    // The start folder is the extension's: never a workspace, whose files could pass for programs.
    const options: ServerOptions = {
      command: program,
      args,
      options: { cwd: this.context.extensionPath },
    };
    this.client = new LanguageClient("ris", "RIS", options, {
      // By scheme, as the earlier side of a comparison in Git is nothing to mend.
      documentSelector: ["file", "untitled", "vscode-vfs"].map((scheme) => ({
        scheme,
        language: RIS,
      })),
      outputChannel: this.output,
      middleware: { provideDiagnostics: keepWhileAskingAgain },
    });
    this.client.registerFeature(ownCommands);
    this.client.onDidChangeState(({ newState }) => {
      if (newState !== State.Starting) this.stateChange.fire();
    });
    // The client itself tells the person that a start failed.
    await this.client.start().catch((error: unknown) => {
      this.output.appendLine(String(error));
    });
  }

  private async stopNow(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    // One that failed to start has nothing to stop.
    await client?.dispose().catch(() => undefined);
  }

  private async command(): Promise<Command> {
    const [program, ...args] = vscode.workspace
      .getConfiguration("ris")
      .get<string[]>("server.command", []);
    if (program) return [program, ...args];
    const python = await findPython(this.context.extensionPath, (line) => {
      this.output.appendLine(line);
    });
    const launcher = this.context.asAbsolutePath("bundled/launch.py");
    return [...python, "-I", "-X", "utf8", launcher, "serve"];
  }
}

/** Tells the server which commands of ours it may name in its actions. */
const ownCommands: StaticFeature = {
  fillClientCapabilities: (capabilities) => {
    capabilities.experimental = { commands: [COMPARE_RECORDS] };
  },
  initialize: () => undefined,
  getState: () => ({ kind: "static" }),
  clear: () => undefined,
};

/**
 * Leave the diagnostics as they are when a request for them gave way to a newer one.
 *
 * The client would take such a request for an answer that nothing is wrong, so that all squiggles
 * go and come back while a person types.
 */
const keepWhileAskingAgain: NonNullable<Middleware["provideDiagnostics"]> = async (
  document,
  id,
  token,
  next,
) => {
  const report = await next(document, id, token);
  if (token.isCancellationRequested) throw new vscode.CancellationError();
  return report;
};

async function offerSettings(message: string): Promise<void> {
  const open = "Open Settings";
  if ((await vscode.window.showErrorMessage(message, open)) === open) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "ris.interpreter");
  }
}
