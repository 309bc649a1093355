// node scripts/in-venv.mjs TOOL ARG...: run a program of the project's Python environment.
import { existsSync } from "node:fs";
import { Refusal, main, runStatus, venvTool } from "./common.mjs";

await main(() => {
  const [tool, ...args] = process.argv.slice(2);
  if (!existsSync(venvTool(tool))) throw new Refusal("Run `npm run setup` first.");
  process.exitCode = runStatus(venvTool(tool), args);
});
