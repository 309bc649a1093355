// npm run lock: write requirements/*.lock anew from pyproject.toml, at the newest versions allowed.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { main, onPath, onWindows, root, run, venvTool } from "./common.mjs";

/** uv, from PATH or from an environment of its own: it resolves for all Pythons and systems at once. */
function findUv() {
  const found = onPath("uv");
  if (found) return found;
  const home = join(root, ".cache", "uv");
  const bin = join(home, onWindows ? "Scripts" : "bin");
  if (!existsSync(bin)) run(venvTool("python"), ["-m", "venv", home]);
  run(join(bin, "python"), ["-m", "pip", "install", "--quiet", "uv"]);
  return join(bin, "uv");
}

await main(() => {
  const uv = findUv();
  const options = {
    env: { ...process.env, UV_CUSTOM_COMPILE_COMMAND: "npm run lock" },
  };
  const compile = ["pip", "compile", "pyproject.toml", "--quiet", "--upgrade", "--generate-hashes"];
  const noHosts = ["--no-emit-index-url", "--no-emit-find-links"];
  const oldest = ["--python-version", "3.10"];
  // For every Python and system that develops the project.
  run(
    uv,
    [
      ...compile,
      ...noHosts,
      ...oldest,
      "--universal",
      "--extra=dev",
      "-o",
      "requirements/dev.lock",
    ],
    options,
  );
  // For the extension: without markers, since a bundle made on one Python serves all of them.
  run(uv, [...compile, ...noHosts, ...oldest, "-o", "requirements/bundle.lock"], options);
});
