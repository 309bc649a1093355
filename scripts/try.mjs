// npm run try: set everything up, mend a damaged record before your eyes, then open an editor on the
// examples. `npm run try -- --no-editor` stops before the editor.
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Refusal, attempt, isMain, main, root, runStatus, venvTool } from "./common.mjs";
import { setup } from "./setup.mjs";

const SEED = join(root, "..", "shared", "seed");
const PLAYGROUND = join(root, ".cache", "try");
const EXAMPLES = join(PLAYGROUND, "examples");

async function tryIt() {
  const args = process.argv.slice(2);
  const unknown = args.find((arg) => arg !== "--no-editor");
  if (unknown) throw new Refusal(`Unknown option ${unknown}; there is --no-editor alone.`);
  setup();
  const file = layOut();
  showMainJob(file);
  showExamples();
  if (args.includes("--no-editor")) return;
  layOut();
  const { openEditor } = await import("./open-editor.mjs");
  await openEditor(EXAMPLES);
}

/** Copy the examples to where they may be changed; returns the name of the one to show. */
function layOut() {
  rmSync(EXAMPLES, { recursive: true, force: true });
  mkdirSync(PLAYGROUND, { recursive: true });
  cpSync(join(root, "examples"), EXAMPLES, { recursive: true });
  if (!existsSync(SEED)) return "collapsed.ris";
  // The record that this project began with, where it lies beside the clone.
  const [seed] = readdirSync(SEED);
  cpSync(join(SEED, seed), join(EXAMPLES, seed));
  return seed;
}

function showMainJob(file) {
  heading(`A damaged file: ${file}`);
  showFile(file);

  heading("What programs read from it");
  showReaders(file);

  heading(`What is wrong: ris-ls check ${file}`);
  risLs("check", file);

  heading(`Mend it: ris-ls check --fix ${file}`);
  risLs("check", "--fix", file);

  heading("The mended file");
  showFile(file);

  heading("What programs read from it now");
  if (showReaders(file) === 0) throw new Refusal("The file was not mended: please report this.");
}

/** Print what the importers make of a file; returns the number of records that rispy reads. */
function showReaders(file) {
  const readers = { rispy: readWithRispy(file), "citation-js": readWithCitationJs(file) };
  for (const [reader, records] of Object.entries(readers)) {
    console.log(`${reader}: ${count(records.length, "record")}`);
    for (const record of records) {
      for (const [name, value] of Object.entries(record)) {
        console.log(cut(`  ${name.padEnd(18)} ${inWords(value)}`));
      }
    }
  }
  return readers.rispy.length;
}

function showExamples() {
  heading("The other examples, before and after ris-ls check --fix");
  const files = readdirSync(EXAMPLES).filter((name) => name.endsWith(".ris"));
  cpSync(join(root, "examples"), EXAMPLES, { recursive: true });
  const before = files.map((file) => readWithRispy(file).length);
  for (const file of files) {
    const done = attempt(venvTool("ris-ls"), ["check", "--fix", "--exit-zero", file], {
      cwd: EXAMPLES,
    });
    if (!done.ok) throw new Refusal(done.output);
  }
  files.forEach((file, index) => {
    const after = readWithRispy(file).length;
    console.log(
      `${file.padEnd(26)} rispy reads ${count(before[index], "record").padEnd(9)} -> ${after}`,
    );
  });
}

function readWithRispy(file) {
  return read(venvTool("python"), "read_with_rispy.py", file);
}

function readWithCitationJs(file) {
  return read(process.execPath, "read-with-citation-js.mjs", file);
}

function read(command, script, file) {
  const done = attempt(command, [join(root, "scripts", script), join(EXAMPLES, file)]);
  if (!done.ok) throw new Refusal(done.output);
  return JSON.parse(done.output);
}

function risLs(...args) {
  const status = runStatus(venvTool("ris-ls"), args, { cwd: EXAMPLES });
  if (status > 1) throw new Refusal(`ris-ls ${args.join(" ")} failed (exit code ${status}).`);
}

function heading(text) {
  console.log(process.stdout.isTTY ? `\n\x1b[1m${text}\x1b[0m` : `\n## ${text}`);
}

function showFile(file) {
  const lines = readFileSync(join(EXAMPLES, file), "utf8").trimEnd().split("\n");
  for (const line of lines) console.log(cut(line));
  console.log(`(${count(lines.length, "line")})`);
}

/** A line that fits the screen: abstracts would fill it. */
function cut(line) {
  const width = Math.min(process.stdout.columns ?? 100, 120);
  return line.length > width ? `${line.slice(0, width - 4)} ...` : line;
}

/** A value of a record as one line of text. */
function inWords(value) {
  if (Array.isArray(value)) return value.map(inWords).join("; ");
  return value instanceof Object ? Object.values(value).map(inWords).join(", ") : String(value);
}

const count = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;

if (isMain(import.meta)) await main(tryIt);
