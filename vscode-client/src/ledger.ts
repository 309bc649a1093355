// The ledger of the RIS document in front, in the status bar: how many records it holds, and how many
// of them a program reads. All words about it come from the server.
import * as vscode from "vscode";
import { RIS } from "./recognition";
import type { Server } from "./server";

/** What the server answers to `ris/ledger`, as far as it is shown here; docs/ledger.md has all. */
interface Ledger {
  summary: string;
  warning: boolean;
  markdown: string;
  rows: Row[];
}

interface Row {
  label: string;
  value: string;
  note: string;
  warning: boolean;
  place: { line: number; character: number } | null;
}

const SHOW = "ris.showLedger";

/** How long nobody has to have typed before the ledger is asked for anew. */
const PAUSE_MS = 500;

/** Show the ledger of the document in front as long as one is. */
export function showLedger(server: Server): vscode.Disposable {
  const item = new LedgerItem(server);
  const ifInFront = ({ document }: { document: vscode.TextDocument }): void => {
    if (document === inFront()?.document) item.askSoon();
  };
  return vscode.Disposable.from(
    item,
    vscode.commands.registerCommand(SHOW, () => item.choose()),
    vscode.window.onDidChangeActiveTextEditor(() => {
      item.ask();
    }),
    // Not at once: the server has not been told of the open documents yet.
    server.onStateChange(() => {
      item.askSoon();
    }),
    vscode.workspace.onDidChangeTextDocument(ifInFront),
    // Opened is also one that has just been recognised as RIS; saving may change the bytes on disk.
    vscode.workspace.onDidOpenTextDocument((document) => {
      ifInFront({ document });
    }),
    vscode.workspace.onDidSaveTextDocument((document) => {
      ifInFront({ document });
    }),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("ris")) item.askSoon();
    }),
  );
}

class LedgerItem {
  private readonly item = vscode.window.createStatusBarItem(
    "ris.ledger",
    vscode.StatusBarAlignment.Right,
    100,
  );
  private readonly known = new WeakMap<vscode.TextDocument, Ledger>();
  private timer: NodeJS.Timeout | undefined;
  private asking = false;
  /** Whether something has changed since the question that waits for its answer. */
  private stale = false;

  constructor(private readonly server: Server) {
    this.item.name = "RIS Ledger";
    this.item.command = SHOW;
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.item.dispose();
  }

  /** Ask for the ledger once nobody types any more. */
  askSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.ask();
    }, PAUSE_MS);
  }

  /** Show what is known of the document in front, and ask for what is new. */
  ask(): void {
    clearTimeout(this.timer);
    this.show();
    if (this.asking) this.stale = true;
    else void this.askNow();
  }

  private async askNow(): Promise<void> {
    const document = inFront()?.document;
    if (!document) return;
    this.asking = true;
    const ledger = await this.server.ask<Ledger>("ris/ledger", document);
    this.asking = false;
    if (ledger) this.known.set(document, ledger);
    else this.known.delete(document);
    this.show();
    if (!this.stale) return;
    this.stale = false;
    this.askSoon();
  }

  private show(): void {
    const ledger = this.ofFront();
    if (!ledger) {
      this.item.hide();
      return;
    }
    this.item.text = `$(book) ${ledger.summary}`;
    this.item.tooltip = new vscode.MarkdownString(ledger.markdown);
    this.item.backgroundColor = ledger.warning
      ? new vscode.ThemeColor("statusBarItem.warningBackground")
      : undefined;
    this.item.show();
  }

  private ofFront(): Ledger | undefined {
    const editor = inFront();
    return editor && this.known.get(editor.document);
  }

  /** List the ledger; choosing a line leads to the first record that it is about. */
  async choose(): Promise<void> {
    const editor = inFront();
    const ledger = this.ofFront();
    if (!editor || !ledger) return;
    const items = ledger.rows.map((row) => ({
      label: `${icon(row)} ${row.label}`,
      description: row.note ? `${row.value} · ${row.note}` : row.value,
      row,
    }));
    const chosen = await vscode.window.showQuickPick(items, { placeHolder: ledger.summary });
    const place = chosen?.row.place;
    if (!place) return;
    const at = new vscode.Position(place.line, place.character);
    // Shown again, as otherwise what is typed would go to the status bar that was clicked.
    await vscode.window.showTextDocument(editor.document, {
      selection: new vscode.Range(at, at),
      ...(editor.viewColumn && { viewColumn: editor.viewColumn }),
    });
  }
}

function icon({ warning, place }: Row): string {
  if (warning) return "$(warning)";
  return place ? "$(arrow-right)" : "$(blank)";
}

/** The editor in front, if it shows RIS. */
function inFront(): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor?.document.languageId === RIS ? editor : undefined;
}
