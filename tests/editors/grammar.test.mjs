// The colours: what the grammar makes of lines, with the engine that VS Code runs.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { before, test } from "node:test";
import { root } from "../../scripts/common.mjs";

const require = createRequire(import.meta.url);
const oniguruma = require("vscode-oniguruma");
const { INITIAL, Registry, parseRawGrammar } = require("vscode-textmate");

const CLIENT = join(root, "vscode-client");
let grammar;

before(async () => {
  const wasm = join(require.resolve("vscode-oniguruma"), "..", "onig.wasm");
  await oniguruma.loadWASM(readFileSync(wasm).buffer);
  const file = join(CLIENT, "syntaxes", "ris.tmLanguage.json");
  const registry = new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => parseRawGrammar(readFileSync(file, "utf8"), file),
  });
  grammar = await registry.loadGrammar("text.ris");
});

/** The coloured parts of a line, as `text: scope` without the scope of the whole file. */
function colours(line) {
  return grammar
    .tokenizeLine(line, INITIAL)
    .tokens.filter(({ scopes }) => scopes.length > 1)
    .map(({ startIndex, endIndex, scopes }) => {
      const scope = scopes.at(-1).replace(/\.ris$/, "");
      return `${line.slice(startIndex, endIndex)}: ${scope}`;
    });
}

const SEPARATOR = "  -: punctuation.separator";

for (const [line, expected] of [
  [
    "TY  - JOUR",
    ["TY: keyword.control.record.begin", SEPARATOR, "JOUR: entity.name.type.reference"],
  ],
  [
    "\uFEFFTY  - JOUR",
    ["TY: keyword.control.record.begin", SEPARATOR, "JOUR: entity.name.type.reference"],
  ],
  ["ER  - ", ["ER: keyword.control.record.end", SEPARATOR]],
  ["ER  -", ["ER: keyword.control.record.end", SEPARATOR]],
  ["AU  - Doe, Jane", ["AU: entity.name.tag", SEPARATOR]],
  ["PY  - 2001/05//spring", ["PY: entity.name.tag", SEPARATOR, "2001/05//: constant.numeric.date"]],
  ["DO  - 10.5555/a b", ["DO: entity.name.tag", SEPARATOR, "10.5555/a: markup.underline.link"]],
  ["AU - Doe, Jane", ["AU: entity.name.tag", " -: invalid.illegal.separator"]],
  ["AU\t-\tDoe", ["AU: entity.name.tag", "\t-: invalid.illegal.separator"]],
  ["AU\u00a0\u00a0- Doe", ["AU: entity.name.tag", "\u00a0\u00a0-: invalid.illegal.separator"]],
  ["AU  – Doe", ["AU: entity.name.tag", "  –: invalid.illegal.separator"]],
  ["AU  -Doe", ["AU: entity.name.tag", "  -: invalid.illegal.separator"]],
  ["  AU  - Doe", ["  : invalid.illegal.indentation", "AU: entity.name.tag", SEPARATOR]],
  ["au  - Doe", ["au: invalid.illegal.tag", SEPARATOR]],
  ["ER", ["ER: invalid.illegal.tag"]],
  ["", []],
  ["of IL - 6 in the second phase", []],
  ["IL-6 was measured", []],
]) {
  test(`colours of ${JSON.stringify(line)}`, () => assert.deepEqual(colours(line), expected));
}

test("a line of 45,000 characters takes no time", () => {
  for (const line of [
    `TY - JOUR T1 - ${"a - b  - C1  - ".repeat(3000)}`,
    `TI  - ${"x ".repeat(22_500)}`,
    " ".repeat(45_000),
    `${" ".repeat(45_000)}AU  - Doe`,
    "A".repeat(45_000),
    `DO  - ${"10.5555/".repeat(6000)}`,
  ]) {
    const took = Math.min(...[1, 2, 3].map(() => milliseconds(() => colours(line))));
    // Measured: up to 50 on a busy machine. A pattern that backtracks takes thousands.
    assert.ok(took < 300, `${took.toFixed(0)} ms for ${line.slice(0, 20)} ...`);
  }
});

function milliseconds(action) {
  const started = performance.now();
  action();
  return performance.now() - started;
}

test("VS Code takes the grammar, the language and its first line as they are", () => {
  const { contributes } = JSON.parse(readFileSync(join(CLIENT, "package.json"), "utf8"));
  const firstLine = new RegExp(contributes.languages[0].firstLine);
  for (const line of ["TY  - JOUR", "\uFEFFTY  - JOUR", "TY - JOUR T1 - A title", "TY  -JOUR"]) {
    assert.match(line, firstLine);
  }
  for (const line of ["TYpography - a", "TY", "%0 Journal Article", "TY   - JOUR", "ty  - jour"]) {
    assert.doesNotMatch(line, firstLine);
  }
  const configuration = readFileSync(join(CLIENT, "language-configuration.json"), "utf8");
  const { pattern, flags } = JSON.parse(configuration).wordPattern;
  const words = "T1  - Ünal's 2 tests".match(new RegExp(pattern, `g${flags}`));
  assert.deepEqual(words, ["T1", "Ünal's", "2", "tests"]);
});
