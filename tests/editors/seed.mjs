// The record this project began with: its line breaks were lost, and fifteen lines are to come back.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/common.mjs";

const SEED = join(root, "..", "shared", "seed");
const INVENTED = join(root, "examples", "collapsed.ris"); // of the same shape

const TAGS = "TY T1 JF JO SP LP DO VL IS AU AU Y1 UR N2 ER".split(" ");

/** The text of the seed where it lies beside the clone, else of an invented record of its shape. */
export function seedText() {
  const file = existsSync(SEED) ? join(SEED, readdirSync(SEED)[0]) : INVENTED;
  return readFileSync(file, "utf8").trimEnd();
}

/** The lines that the seed consists of, each in the form that all programs read. */
export function seedLines() {
  const pattern = TAGS.map((tag) => `${tag} -(.*?)`).join(" ");
  const values = new RegExp(`^${pattern}$`, "s").exec(seedText()).slice(1);
  return TAGS.map((tag, index) => `${tag}  - ${values[index].trim()}`);
}
