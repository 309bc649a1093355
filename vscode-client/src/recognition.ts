// VS Code goes by the ending of a file's name first, so RIS that arrives as .txt, as databases often
// send it, would stay plain text.
import * as vscode from "vscode";

export const RIS = "ris";

/** How a RIS file begins, as in `firstLine` of package.json. */
const FIRST_LINE = /^\uFEFF?TY {1,2}- ?[A-Z]/;

/** Take plain text files that begin as RIS does for RIS, each once: a person may choose otherwise. */
export function recogniseRis(): vscode.Disposable {
  const seen = new Set<string>();
  const look = (document: vscode.TextDocument): void => {
    if (document.languageId !== "plaintext" || document.uri.scheme === "output") return;
    const name = document.uri.toString();
    if (seen.has(name) || !FIRST_LINE.test(document.lineAt(0).text.slice(0, 20))) return;
    seen.add(name);
    void vscode.languages.setTextDocumentLanguage(document, RIS);
  };
  vscode.workspace.textDocuments.forEach(look);
  return vscode.workspace.onDidOpenTextDocument(look);
}
