// Two records side by side. The server gives both in one form, so that only what differs shows.
import * as vscode from "vscode";
import { RIS } from "./recognition";
import type { Server } from "./server";

/** What the server names in its actions where the client says that it has it. */
export const COMPARE_RECORDS = "ris.compareRecords";

const SCHEME = "ris-record";

/** Where a record stands: a line of a file, open or not. */
interface Place {
  uri: string;
  line: number;
}

interface Side {
  title: string;
  text: string;
}

/** What the server answers to `ris/compare`. */
interface Comparison {
  left: Side;
  right: Side;
}

/** Have two records shown side by side when an action of the server asks for it. */
export function compareRecords(server: Server): vscode.Disposable {
  const texts = new Map<string, string>();
  let count = 0;
  const page = ({ title, text }: Side): vscode.Uri => {
    count += 1;
    const name = title.replace(/[\\/]/g, " ");
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${String(count)}/${name}.${RIS}` });
    texts.set(uri.toString(), text);
    return uri;
  };
  return vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? "",
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      texts.delete(uri.toString());
    }),
    vscode.commands.registerCommand(COMPARE_RECORDS, async (left: Place, right: Place) => {
      const found = await server.request<Comparison>("ris/compare", { left, right });
      if (!found) return;
      const gone = [found.left, found.right].find(({ text }) => !text);
      if (gone) {
        void vscode.window.showWarningMessage(`The record is not in ${gone.title} any more.`);
        return;
      }
      const title = `${found.left.title} ↔ ${found.right.title}`;
      await vscode.commands.executeCommand(
        "vscode.diff",
        page(found.left),
        page(found.right),
        title,
      );
    }),
  );
}
