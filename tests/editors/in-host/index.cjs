// Runs inside VS Code's extension host, through the interface that extensions have. VS Code calls
// `run`; what each test found is printed for extension-host.test.mjs to collect.
const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const vscode = require("vscode");

const FOLDER = vscode.workspace.workspaceFolders[0].uri;
const { seed, seedLines, silenced, accepted } = JSON.parse(
  fs.readFileSync(at("expected.json").fsPath, "utf8"),
);

const TESTS = {
  async "RIS in a .txt file is recognised by its first line"() {
    const named = await open("first-line.txt", seed);
    await eventually(() => named.languageId === "ris", "a text file taken for RIS");
    assert.equal((await open("UPPER.RIS", "")).languageId, "ris");
    const prose = await open("prose.txt", "TYpography - a history");
    await pause(500);
    assert.equal(prose.languageId, "plaintext");
  },

  async "a finding has its code, a link to what it means, and a place"() {
    const document = await open("finding.txt", seed);
    const found = await finding(document, "RIS104");
    assert.equal(found.severity, vscode.DiagnosticSeverity.Error);
    assert.match(String(found.code.target), /RIS104/i);
    assert.equal(found.range.start.line, 0);
  },

  async "a clean record has no finding"() {
    const document = await open("clean.ris", CLEAN);
    await finding(await open("damaged.ris", "TY - JOUR\nER  - \n"), "RIS101"); // the server has looked
    await pause(500);
    assert.deepEqual(codes(document), []);
  },

  async "the quick fix of a collapsed record restores its lines"() {
    const document = await open("quick-fix.txt", seed);
    await apply(await quickFix(document, "RIS104"));
    assert.deepEqual(lines(document), seedLines);
    await gone(document, "RIS104");
    await finding(document, "RIS306"); // LP is only looked at in a record that can be read
  },

  async "fix all restores the lines and turns LP into EP, and the bytes are saved"() {
    const document = await open("fix-all.txt", seed);
    await finding(document, "RIS104");
    await act("source.fixAll.ris");
    const expected = seedLines.map((line) => line.replace(/^LP {2}-/, "EP  -"));
    await eventually(() => lines(document)[5] === expected[5], "EP in place of LP");
    assert.deepEqual(lines(document), expected);
    assert.ok(await document.save());
    assert.equal(bytes(document).trimEnd(), expected.join("\n").trimEnd());
    assert.match(bytes(document), /\nER {2}- ?\n$/);
  },

  async "fix all runs on save when asked to"() {
    const settings = vscode.workspace.getConfiguration("editor", { languageId: "ris" });
    const onSave = (value) =>
      settings.update("codeActionsOnSave", value, vscode.ConfigurationTarget.Workspace, true);
    await onSave({ "source.fixAll.ris": "always" });
    try {
      const document = await open("on-save.ris", "TY  - JOUR\nTI - A title\nPY  - 2001\nER  - \n");
      await finding(document, "RIS101");
      await edit(document, (change) => change.insert(document.uri, at0(1, 12), "!"));
      assert.ok(await document.save());
      assert.equal(bytes(document), "TY  - JOUR\nTI  - A title!\nPY  - 2001\nER  - \n");
    } finally {
      await onSave(undefined);
    }
  },

  async "a refactoring is one step to undo, which restores the bytes"() {
    for (const end of ["\n", "\r\n"]) {
      const text = UNSORTED.split("\n").join(end);
      const document = await open(`refactor-${end.length}.ris`, text);
      const sorted = () => document.getText().indexOf("Doe") < document.getText().indexOf("Roe");
      await act("source.sort.ris.author");
      await eventually(sorted, "the records in order");
      assert.equal(document.getText().length, text.length);
      assert.ok(await document.save());
      assert.notEqual(bytes(document), text);
      await ask("undo");
      await eventually(() => !sorted(), "the records as they were");
      assert.ok(await document.save());
      assert.equal(bytes(document), text);
    }
  },

  async "records move to a new file beside the present one"() {
    const document = await open("moving/all.ris", UNSORTED);
    write("moving/all-selection.ris", CLEAN);
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(0, 0, 2, 0);
    const offered = await actions(document, editor.selection);
    await apply(offered.find(({ title }) => title === "Move this record to a new file"));
    const moved = await vscode.workspace.openTextDocument(at("moving/all-selection-2.ris"));
    assert.equal(document.getText(), UNSORTED.slice(UNSORTED.lastIndexOf("TY")));
    assert.equal(`${moved.getText()}\n${document.getText()}`, UNSORTED);
  },

  async "findings follow what is typed"() {
    const document = await open("typing.ris", CLEAN);
    await edit(document, (change) => change.replace(document.uri, range(1, 0, 1, 6), "AU - "));
    await finding(document, "RIS101");
    await edit(document, (change) => change.replace(document.uri, range(1, 0, 1, 5), "AU  - "));
    await gone(document, "RIS101");
  },

  async "characters outside the basic plane do not move an edit"() {
    const title = "TI  - \u{1F600}\u2028\u{1F4DA} 数学";
    const document = await open(
      "astral.ris",
      `TY  - JOUR\n${title}; AU - Doe\nAU - Doe, J\nER  - \n`,
    );
    await edit(document, (change) => change.insert(document.uri, at0(1, title.length), "!"));
    await apply(await quickFix(document, "RIS101"));
    assert.equal(document.getText(), `TY  - JOUR\n${title}!; AU - Doe\nAU  - Doe, J\nER  - \n`);
  },

  async "hover tells what a tag means, and how a DOI is understood"() {
    const document = await open("hover.ris", CLEAN);
    assert.match(await hover(document, 1, 0), /author/i);
    assert.match(await hover(document, 0, 7), /journal/i);
    assert.match(await hover(document, 4, 10), /10\.5555\/lr\.22\.1\.1/);
  },

  async "a tag is completed at the start of a line, with its separator"() {
    const document = await open("complete-tag.ris", "TY  - JOUR\n\nER  - \n");
    const item = (await completions(document, 1, 0)).find(({ label }) => nameOf(label) === "AU");
    await accept(document, item, 1, 0);
    assert.equal(document.lineAt(1).text, "AU  - ");
  },

  async "a value is completed from other records, whatever its accents, with real keys"() {
    await open(
      "complete-others.ris",
      "TY  - JOUR\nAU  - Müller-Kraus, Ana\nT2  - Annals of Ravens\nJ2  - Ann. Rav.\nER  - \n",
    );
    const document = await open(
      "complete-value.ris",
      "TY  - JOUR\nAU  - \nT2  - annals r\nJ2  - \nER  - \n",
    );
    const [journal] = await completions(document, 2, 14);
    assert.equal(journal.label.label, "Annals of Ravens");
    assert.match(journal.detail, /used in 1 record · Ann\. Rav\./);
    await accept(document, journal, 2, 14);
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(1, 6, 1, 6);
    for (const text of "muller-k") await ask("type", { text });
    await eventually(async () => {
      await ask("acceptSelectedSuggestion");
      return document.lineAt(1).text === "AU  - Müller-Kraus, Ana";
    }, "the author");
    assert.equal(document.lineAt(2).text, "T2  - Annals of Ravens");
    const short = await completions(document, 3, 6);
    assert.equal(short[0].label.label, "Ann. Rav.");
  },

  async "a type is completed after TY, and a whole record on an empty line"() {
    const document = await open("complete-type.ris", "TY  - \n\n");
    const types = await completions(document, 0, 6);
    await accept(
      document,
      types.find(({ label }) => nameOf(label) === "BOOK"),
      0,
      6,
    );
    assert.equal(document.lineAt(0).text, "TY  - BOOK");
    const empty = await open("complete-record.ris", "");
    const record = (await completions(empty, 0, 0)).find(
      ({ insertText }) => /TY {2}- /.test(insertText?.value) && /ER {2}- /.test(insertText.value),
    );
    assert.ok(record, "a template of a whole record");
  },

  async "the outline has one entry a record, and one below it for each field"() {
    const document = await open("outline.ris", `${CLEAN}\n${CLEAN}`);
    const outline = await eventually(
      () => ask("vscode.executeDocumentSymbolProvider", document.uri),
      "an outline",
    );
    assert.equal(outline.length, 2);
    assert.match(`${outline[0].name} ${outline[0].detail}`, /Castellanos/);
    assert.deepEqual(
      outline[1].children.map(({ name, range: where }) => [name, document.getText(where)]),
      [
        ["AU Author", "AU  - Castellanos, Rosa"],
        ["TI Title", "TI  - Catalogue cards and the memory of small libraries"],
        ["PY Year", "PY  - 2014"],
        ["DO DOI", "DO  - 10.5555/lr.22.1.1"],
      ],
    );
  },

  async "a line above each record says what it is and lacks, and shows its reference"() {
    const document = await open("lens.ris", `${CLEAN}\n${CLEAN}`);
    const lenses = await eventually(async () => {
      const found = await ask("vscode.executeCodeLensProvider", document.uri, 10);
      return found.length > 0 && found;
    }, "lenses");
    assert.deepEqual(
      lenses.map(({ range: where }) => where.start.line),
      [0, 7],
    );
    const [{ command }] = lenses;
    assert.match(command.title, /^Castellanos \(2014\)\. Catalogue cards .* · no journal, no /);
    assert.equal(command.command, "ris.showReference");
    await ask(command.command, ...command.arguments); // it is one that can be run
    await withSettings({ "hints.references": false }, () =>
      eventually(
        async () => (await ask("vscode.executeCodeLensProvider", document.uri, 10)).length === 0,
        "no lenses",
      ),
    );
  },

  async "parts of a record are coloured, linked, selected and highlighted by what they mean"() {
    const document = await open("reading.ris", `${CLEAN}\n${CLEAN.replace("TY  - ", "TY - ")}`);
    await finding(document, "RIS101"); // the server has looked
    const legend = await ask("vscode.provideDocumentSemanticTokensLegend", document.uri);
    const { data } = await ask("vscode.provideDocumentSemanticTokens", document.uri);
    const kinds = new Set();
    for (let at = 3; at < data.length; at += 5) kinds.add(legend.tokenTypes[data[at]]);
    for (const kind of ["keyword", "property", "type", "string", "variable", "number"])
      assert.ok(kinds.has(kind), `a token of the kind ${kind}`);
    const seen = await ask(
      "vscode.provideDocumentRangeSemanticTokens",
      document.uri,
      range(0, 0, 2, 0),
    );
    assert.ok(seen.data.length > 0 && seen.data.length < data.length);

    const links = await ask("vscode.executeLinkProvider", document.uri);
    const targets = links.map(({ target }) => String(target));
    assert.ok(targets.includes("https://doi.org/10.5555/lr.22.1.1"), targets.join(" "));

    const author = document.getText().indexOf("Castellanos");
    const place = document.positionAt(author);
    const [selection] = await ask("vscode.executeSelectionRangeProvider", document.uri, [place]);
    const texts = [];
    for (let each = selection; each; each = each.parent) texts.push(document.getText(each.range));
    assert.ok(
      texts.some((text) => /^A[U1] {2}- Castellanos/.test(text)),
      texts.join("|"),
    );
    assert.ok(texts.some((text) => text.startsWith("TY") && /ER {2}-/.test(text)));

    const same = await ask("vscode.executeDocumentHighlights", document.uri, place);
    assert.equal(same.length, 2);
  },

  async "the ledger leads to the first record that does not arrive"() {
    const document = await open(
      "ledger.ris",
      `${CLEAN}\n${CLEAN.replace(/ER {2}- ?\n/, "")}\n${CLEAN}`,
    );
    await finding(document, "RIS204"); // the server has looked
    const listed = await eventually(async () => {
      const listing = ask("ris.showLedger");
      await pause(300); // without a ledger there is no list, and it is over at once
      const shown = await Promise.race([listing.then(() => false), pause(200).then(() => true)]);
      return shown && { listing };
    }, "the ledger");
    // Zotero reads all; the line behind it is about rispy.
    for (let at = 0; at < 4; at++) await ask("workbench.action.quickOpenSelectNext");
    await ask("workbench.action.acceptSelectedQuickOpenItem");
    await listed.listing;
    const place = vscode.window.activeTextEditor.selection.active;
    assert.equal(document.offsetAt(place), document.getText().lastIndexOf("TY  - "));
  },

  async "format lays out the lines, keeps values and line ends, and the bytes are saved"() {
    const document = await open(
      "format.ris",
      "TY  - JOUR\r\nAU  - Doe, Jane   \r\nTI  - Two  blanks\r\nER  -\r\nTY  - BOOK\r\nER  - ",
    );
    await finding(document, "RIS008");
    await ask("editor.action.formatDocument");
    await eventually(() => lines(document)[4] === "", "a blank line between the records");
    assert.ok(await document.save());
    assert.equal(
      bytes(document),
      "TY  - JOUR\r\nAU  - Doe, Jane\r\nTI  - Two  blanks\r\nER  - \r\n\r\nTY  - BOOK\r\nER  - \r\n",
    );
  },

  async "Enter writes the next tag, and the cursor stands behind it"() {
    const document = await open("enter.ris", "TY  - JOUR\n");
    await finding(document, "RIS207"); // the server has looked
    const editor = vscode.window.activeTextEditor;
    const type = async (text, line) => {
      for (const sign of text) await ask("type", { text: sign });
      await eventually(
        () => document.lineAt(editor.selection.active.line).text === line,
        `${JSON.stringify(line)} in place of ${JSON.stringify(document.getText())}`,
      );
      assert.equal(editor.selection.active.character, line.length);
    };
    editor.selection = new vscode.Selection(0, 10, 0, 10);
    await type("\n", "AU  - ");
    await type("Doe, J\n", "AU  - ");
    await type("\n", "TI  - ");
    assert.deepEqual(lines(document), ["TY  - JOUR", "AU  - Doe, J", "TI  - "]);
    await type("A\n", "PY  - ");
    await ask("undo"); // what was written, and not what was typed
    assert.deepEqual(lines(document).slice(2), ["TI  - A", ""]);
  },

  async "a byte order mark and mixed line ends are found and mended on disk"() {
    const text = CLEAN.replaceAll("\n", "\r\n");
    const mixed = text.replace("\r\nAU", "\nAU").replace("\r\nTI", "\rTI");
    const document = await open("bytes.ris", `\uFEFF${mixed}`);
    await finding(document, "RIS002");
    await finding(document, "RIS004");
    const action = await eventually(
      async () => (await actions(document)).find(({ command }) => command?.command === MEND_FILE),
      "the action that mends the file on disk",
    );
    await ask(action.command.command, ...action.command.arguments);
    await eventually(() => bytes(document) === text, "the bytes on disk");
    await gone(document, "RIS002");
    await gone(document, "RIS004");
    assert.ok(!document.isDirty);
  },

  async "bytes that are not UTF-8 are found and mended on disk"() {
    // So many different words leave no doubt about the encoding.
    const note = "N1  - La montaña, el niño, la educación, un corazón, el café, el árbol, mañana\n";
    const text = CLEAN.replace("Castellanos", "Castaños").replace("ER  -", `${note}ER  -`);
    const document = await open("latin-1.ris", Buffer.from(text, "latin1"));
    await finding(document, "RIS003");
    const mend = (await actions(document)).find(({ command }) => command?.command === MEND_FILE);
    await apply(mend);
    await eventually(() => bytes(document) === text, "the bytes on disk");
    await gone(document, "RIS003");
    await eventually(() => document.getText() === text, "the letters in the editor");
    assert.ok(!document.isDirty);
  },

  async "other formats are converted by a quick fix"() {
    for (const [name, text] of Object.entries(OTHER_FORMATS)) {
      const document = await open(name, text);
      await apply(await quickFix(document, "RIS001"));
      assert.deepEqual(lines(document).slice(0, 3), [
        "TY  - JOUR",
        "AU  - Doe, J",
        "TI  - On damaged exports",
      ]);
      await gone(document, "RIS001");
    }
  },

  async "hover on the type tells which program wrote the file"() {
    const document = await open("written.ris", SCOPUS);
    assert.match(await hover(document, 0, 0), /This file was written by Scopus\./);
  },

  async "the nearest settings file holds, wins over the editor, and is followed"() {
    for (const [name, table] of Object.entries({
      "ris.toml": "",
      "pyproject.toml": "[tool.ris-ls]\n",
    })) {
      const file = `nearest-${name}/${name}`;
      write(file, `${table}ignore = ["RIS431"]\n`);
      const document = await open(`nearest-${name}/raw/a.ris`, silenced);
      await finding(document, "RIS421");
      assert.ok(!codes(document).includes("RIS431"));
      await withSettings({ ignore: ["RIS421"] }, async () => {
        await pause(500);
        assert.deepEqual(codes(document), ["RIS421"]);
      });
      write(file, `${table}selct = []\nignore = ["RIS421"]\n`);
      await finding(document, "RIS431");
      await gone(document, "RIS421");
      const faults = () => vscode.languages.getDiagnostics(at(file));
      await eventually(() => faults().length === 1, "the fault in the settings file");
      assert.match(faults()[0].message, /no setting `selct`/);
      fs.rmSync(at(file).fsPath);
      await eventually(() => faults().length === 0, "no fault in a file that is gone");
      await finding(document, "RIS421");
    }
  },

  async "quick fixes leave a rule out, behind the real fixes"() {
    const written = {
      "in this record": '[per-record-ignores]\n"doi:10.1000/abc" = ["RIS421"]\n',
      "in this file": '[per-file-ignores]\n"raw/a.ris" = ["RIS421"]\n',
      everywhere: 'ignore = ["RIS421"]\n',
    };
    for (const [where, toml] of Object.entries(written)) {
      const folder = `leave out ${where}`;
      write(`${folder}/ris.toml`, "");
      const document = await open(`${folder}/raw/a.ris`, silenced);
      const { range: place } = await finding(document, "RIS421");
      const offered = (await actions(document, place)).filter(
        ({ kind }) => kind && vscode.CodeActionKind.QuickFix.contains(kind),
      );
      const titles = Object.keys(written).map((each) => `Leave out RIS421 (doi-prefix) ${each}`);
      assert.deepEqual(
        offered.map(({ title }) => title),
        ["Write the DOI alone", ...titles],
      );
      await edit(document, (change) => change.insert(document.uri, at0(2, 6), "More ")); // unsaved
      await apply(offered.find(({ title }) => title.endsWith(where)));
      await gone(document, "RIS421");
      assert.ok(document.isDirty);
      assert.ok(codes(document).includes("RIS431"));
      assert.equal(fs.readFileSync(at(`${folder}/ris.toml`).fsPath, "utf8"), toml);
    }
  },

  async "what was found stays while more is typed"() {
    const document = await open("typing/a.ris", silenced);
    await finding(document, "RIS431");
    let gone = 0;
    const watching = vscode.languages.onDidChangeDiagnostics(() => {
      if (!codes(document).includes("RIS431")) gone += 1;
    });
    for (let key = 0; key < 40; key += 1) {
      await edit(document, (change) => change.insert(document.uri, at0(2, 6), "x"));
    }
    await edit(document, (change) => change.replace(document.uri, range(4, 6, 4, 10), "n/a"));
    await finding(document, "RIS456");
    watching.dispose();
    assert.equal(gone, 0);
  },

  async "a baseline silences what it accepts, and nothing new"() {
    write("baseline/ris-baseline.json", accepted);
    write("baseline/ris.toml", 'baseline = "ris-baseline.json"\n');
    const document = await open("baseline/silenced.ris", silenced);
    await edit(document, (change) => change.replace(document.uri, range(4, 6, 4, 10), "n/a"));
    await finding(document, "RIS456");
    assert.deepEqual(codes(document).sort(), ["RIS456", "RIS501"]);
    write("baseline/ris.toml", "");
    await finding(document, "RIS431");
    await finding(document, "RIS421");
  },

  async "where else an author stands, the duplicates of a record, and records by what they say"() {
    const record = [
      "TY  - JOUR",
      "AU  - Quillfeather, Ada",
      "TI  - Inkwells of the northern lending libraries",
      "PY  - 1987",
      "DO  - 10.5555/ink.7",
      "ER  - ",
      "",
    ].join("\n");
    write("inkwells-closed.ris", record.replace("AU  -", "A2  -").replace("1987", "1988"));
    const document = await open("inkwells-open.ris", record);
    const places = async (provider, line, column) =>
      (await ask(`vscode.execute${provider}Provider`, document.uri, at0(line, column)))
        .map((found) => [found.targetUri ?? found.uri, found.targetRange ?? found.range])
        .map(([uri, { start, end }]) => [path.basename(uri.path), start.line, end.character]);
    const closed = await eventually(async () => {
      const found = await places("Definition", 1, 8);
      return found.length > 0 && found;
    }, "the same author in a file that is not open");
    assert.deepEqual(closed, [["inkwells-closed.ris", 1, 23]]);
    // VS Code sorts references by their files.
    assert.deepEqual(await places("Reference", 1, 8), [...closed, ["inkwells-open.ris", 1, 23]]);
    await eventually(
      async () => (await places("Definition", 0, 0)).some(([name]) => name === closed[0][0]),
      "the duplicate of the record",
    );
    const found = await ask("vscode.executeWorkspaceSymbolProvider", "quill 1988 inkwells");
    assert.deepEqual(
      found.map(({ name, containerName }) => [name, containerName]),
      [["Quillfeather (1988). Inkwells of the northern lending libraries", "inkwells-closed.ris"]],
    );
  },

  async "the settings page decides severity, exceptions and targets"() {
    const document = await open("settings/raw/a.ris", silenced);
    assert.equal((await finding(document, "RIS421")).severity, vscode.DiagnosticSeverity.Warning);
    await withSettings({ severity: { RIS42: "error" } }, () =>
      eventually(
        async () =>
          (await finding(document, "RIS421")).severity === vscode.DiagnosticSeverity.Error,
        "an error in place of a warning",
      ),
    );
    await withSettings({ perFileIgnores: { "settings/raw/*.ris": ["RIS421"] } }, () =>
      gone(document, "RIS421"),
    );
    await finding(document, "RIS421");
    await withSettings({ perRecordIgnores: { "doi:10.1000/abc": ["RIS431"] } }, () =>
      gone(document, "RIS431"),
    );
    await finding(document, "RIS431");
    await edit(document, (change) => change.insert(document.uri, at0(1, 0), "AD  - Somewhere\n"));
    await withSettings({ targets: ["zotero"] }, async () => {
      assert.match((await finding(document, "RIS702")).message, /Zotero leaves AD/);
    });
    await gone(document, "RIS702");
  },

  async "the settings page decides the layout"() {
    const record = "TY  - JOUR\nT1  - A title\nA1  - Doe, J\nPY  - 2001\nER  -";
    const document = await open("layout.ris", `${record}\n${record}\n`);
    const chosen = {
      specification: "2011",
      "format.blankLines": 2,
      "format.endBlank": false,
      "format.tagOrder": "canonical",
      "format.legacyTags": "rewrite",
    };
    await withSettings(chosen, async () => {
      await pause(500); // the server has asked for them
      await ask("editor.action.formatDocument");
    });
    const laidOut = "TY  - JOUR\nAU  - Doe, J\nTI  - A title\nPY  - 2001\nER  -\n";
    assert.equal(document.getText(), `${laidOut}\n\n${laidOut}`);
  },

  async "settings take effect at once"() {
    const settings = vscode.workspace.getConfiguration("ris");
    const document = await open(
      "settings.ris",
      "TY  - JOUR\nAU - Doe, J\nTI  - A\nPY  - 2001\nER  - \n",
    );
    await finding(document, "RIS101");
    await settings.update("ignore", ["RIS101"], vscode.ConfigurationTarget.Workspace);
    await gone(document, "RIS101");
    await settings.update("ignore", undefined, vscode.ConfigurationTarget.Workspace);
    await finding(document, "RIS101");
  },

  async "the restarted server finds the same"() {
    const document = await open("restart.ris", "TY  - JOUR\nAU - Doe, J\nER  - \n");
    await finding(document, "RIS101");
    await ask("ris.restart");
    await eventually(() => codes(document).includes("RIS101"), "the finding again");
    await apply(await quickFix(document, "RIS101"));
    assert.equal(document.lineAt(1).text, "AU  - Doe, J");
  },

  async "nothing of the workspace is imported"() {
    for (const module of ["sitecustomize.py", "pygls/__init__.py"]) {
      assert.ok(fs.existsSync(at(module).fsPath));
      assert.ok(!fs.existsSync(at(`${module}.imported`).fsPath), module);
    }
  },
};

const CLEAN = [
  "TY  - JOUR",
  "AU  - Castellanos, Rosa",
  "TI  - Catalogue cards and the memory of small libraries",
  "PY  - 2014",
  "DO  - 10.5555/lr.22.1.1",
  "ER  - ",
  "",
].join("\n");

const UNSORTED =
  "TY  - JOUR\nAU  - Roe, \u{1F600}\nTI  - \u2028Two\nER  - \n\nTY  - BOOK\nAU  - Doe, J\nTI  - One\nER  - \n";

const OTHER_FORMATS = {
  "pubmed.ris": "PMID- 12345678\nTI  - On damaged exports\nAU  - Doe J\nPT  - Journal Article\n",
  "refer.ris": "%0 Journal Article\n%A Doe, J\n%T On damaged exports\n%D 2020\n",
  "web-of-science.ris":
    "FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Doe, J\nTI On damaged exports\n" +
    "PY 2020\nER\n\nEF\n",
};

const SCOPUS = [
  "TY  - JOUR",
  "TI  - One",
  "SN  - 12345679 (ISSN)",
  "DB  - Scopus",
  "N1  - Export Date: 1 May 2024",
  "ER  - ",
  "",
  "",
].join("\n");

const MEND_FILE = "ris.mendFile";

exports.run = async () => {
  for (const [name, test] of Object.entries(TESTS)) {
    let error = null;
    try {
      await test();
    } catch (caught) {
      error = { message: caught.message, stack: caught.stack };
    }
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    console.log(`RESULT ${JSON.stringify({ name, error })}`);
  }
};

function at(name) {
  return vscode.Uri.joinPath(FOLDER, name);
}

const at0 = (line, column) => new vscode.Position(line, column);
const range = (...ends) => new vscode.Range(...ends);
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const ask = (command, ...args) => vscode.commands.executeCommand(command, ...args);
const nameOf = (label) => (typeof label === "string" ? label : label.label).trim().split(/\s/)[0];

async function eventually(read, what) {
  for (const end = Date.now() + 10_000; Date.now() < end;) {
    const value = await read();
    if (value) return value;
    await pause(50);
  }
  throw new Error(`It did not happen within 10 seconds: ${what}`);
}

function write(name, content) {
  const { fsPath } = at(name);
  fs.mkdirSync(path.dirname(fsPath), { recursive: true });
  fs.writeFileSync(fsPath, content);
}

async function open(name, content) {
  write(name, content);
  const document = await vscode.workspace.openTextDocument(at(name));
  await vscode.window.showTextDocument(document);
  return document;
}

const lines = (document) =>
  document
    .getText()
    .replace(/\r?\n$/, "")
    .split(/\r?\n/);
const bytes = (document) => fs.readFileSync(document.uri.fsPath, "utf8");
const codeOf = ({ code }) => String(code?.value ?? code);
const codes = (document) => vscode.languages.getDiagnostics(document.uri).map(codeOf);

const finding = (document, code) =>
  eventually(
    () => vscode.languages.getDiagnostics(document.uri).find((each) => codeOf(each) === code),
    `${code} is found (there is: ${codes(document).join(", ") || "nothing"})`,
  );
const gone = (document, code) =>
  eventually(() => !codes(document).includes(code), `${code} is gone`);

/** Do something while the settings of the workspace say this of us. */
async function withSettings(settings, use) {
  const ours = vscode.workspace.getConfiguration("ris");
  const update = (value) =>
    Object.keys(settings).reduce(
      (before, name) =>
        before.then(() => ours.update(name, value(name), vscode.ConfigurationTarget.Workspace)),
      Promise.resolve(),
    );
  await update((name) => settings[name]);
  try {
    await use();
  } finally {
    await update(() => undefined);
  }
}

async function edit(document, describe) {
  const change = new vscode.WorkspaceEdit();
  describe(change);
  assert.ok(await vscode.workspace.applyEdit(change));
}

/** The code actions of the whole document, their edits filled in. */
const actions = (document, where = range(0, 0, document.lineCount, 0)) =>
  ask("vscode.executeCodeActionProvider", document.uri, where, undefined, 50);

async function quickFix(document, code) {
  const { range: where } = await finding(document, code);
  const offered = (await actions(document, where)).filter(
    ({ kind, edit }) => edit && kind && vscode.CodeActionKind.QuickFix.contains(kind),
  );
  assert.ok(offered.length > 0, `a quick fix of ${code}`);
  return offered.find(({ isPreferred }) => isPreferred) ?? offered[0];
}

async function apply(action) {
  if (action.edit) assert.ok(await vscode.workspace.applyEdit(action.edit));
  if (action.command) await ask(action.command.command, ...(action.command.arguments ?? []));
}

/** Run the one code action of a kind on the file in front, as its menu does. */
const act = (kind) => ask("editor.action.sourceAction", { kind, apply: "first" });

async function hover(document, line, column) {
  const found = await ask("vscode.executeHoverProvider", document.uri, at0(line, column));
  return found.flatMap(({ contents }) => contents.map(({ value }) => value)).join("\n");
}

async function completions(document, line, column) {
  const list = await eventually(async () => {
    const all = await ask(
      "vscode.executeCompletionItemProvider",
      document.uri,
      at0(line, column),
      undefined,
      50,
    );
    return all.items.length > 0 && all;
  }, "completions");
  return list.items;
}

/** Put a completion into the text as the editor does. */
async function accept(document, item, line, column) {
  assert.ok(item, "the completion");
  const editor = await vscode.window.showTextDocument(document);
  const where = item.range?.replacing ?? item.range ?? range(line, column, line, column);
  const text = item.insertText ?? nameOf(item.label);
  const snippet =
    typeof text === "string" ? new vscode.SnippetString(text.replaceAll("$", "\\$")) : text;
  assert.ok(await editor.insertSnippet(snippet, where));
}
