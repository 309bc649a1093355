// Finds a Python that can run the bundled server.
import { execFile } from "node:child_process";
import * as vscode from "vscode";

/** The oldest Python that the server runs on. */
const OLDEST = [3, 10] as const;
export const OLDEST_PYTHON = OLDEST.join(".");

/** How long another extension may take to name its Python before PATH is tried instead. */
const PATIENCE_MS = 5000;

/** How a Python is called: the program and what comes before its own arguments (`py -3`). */
export type Command = readonly [program: string, ...args: string[]];

/**
 * The command of a Python that is new enough.
 *
 * The setting `ris.interpreter` decides alone when it is set. Else the first that works of: the Python
 * that a Python extension has chosen, then `python3`, `python`, `py -3` on PATH. `folder` is where the
 * candidates are started: it must not be somebody's workspace. Throws an error whose message
 * tells the person what to do.
 */
export async function findPython(folder: string, log: (line: string) => void): Promise<Command> {
  const chosen = vscode.workspace.getConfiguration("ris").get<string>("interpreter", "").trim();
  if (chosen) {
    const problem = await problemWith([chosen], folder);
    if (!problem) return [chosen];
    throw new Error(
      `The Python named in the setting "ris.interpreter" cannot be used: ${problem}. ` +
        "Correct it, or leave it empty to have the Python on your PATH taken.",
    );
  }
  for await (const candidate of candidates()) {
    const problem = await problemWith(candidate, folder);
    log(`${candidate.join(" ")}: ${problem ?? "used"}`);
    if (!problem) return candidate;
  }
  throw new Error(
    `Checking RIS files needs Python ${OLDEST_PYTHON} or newer, and none was found. ` +
      'Install it from python.org, or name one in the setting "ris.interpreter".',
  );
}

async function* candidates(): AsyncGenerator<Command> {
  // In a folder that is not trusted, a chosen environment may be a program of that folder.
  if (vscode.workspace.isTrusted) {
    for (const ask of [askPythonEnvironments, askPython]) {
      const program = await withinPatience(ask());
      if (program) yield [program];
    }
  }
  yield ["python3"];
  yield ["python"];
  if (process.platform === "win32") yield ["py", "-3"];
}

/** Why this Python cannot run the server, or undefined when it can. */
function problemWith([program, ...args]: Command, cwd: string): Promise<string | undefined> {
  const code = "import sys; print('%d.%d' % sys.version_info[:2])";
  return new Promise((resolve) => {
    execFile(program, [...args, "-I", "-c", code], { cwd, timeout: 10_000 }, (error, stdout) => {
      const version = /^(\d+)\.(\d+)\s*$/.exec(stdout);
      if (!version) {
        resolve(
          error && "code" in error && error.code === "ENOENT"
            ? `there is no ${program}`
            : `${program} is not a Python 3 that starts`,
        );
      } else {
        const [major, minor] = [Number(version[1]), Number(version[2])];
        const isNewEnough = major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
        resolve(
          isNewEnough
            ? undefined
            : `it is version ${major}.${minor}, and ${OLDEST_PYTHON} or newer is needed`,
        );
      }
    });
  });
}

function withinPatience<T>(answer: Promise<T>): Promise<T | undefined> {
  const tooLate = new Promise<undefined>((resolve) => {
    setTimeout(() => {
      resolve(undefined);
    }, PATIENCE_MS);
  });
  // Another extension's failure is no reason for ours.
  return Promise.race([answer.catch(() => undefined), tooLate]);
}

// The parts of the two Python extensions' interfaces that are used here.
interface PythonEnvironments {
  getEnvironment(
    scope: vscode.Uri | undefined,
  ): Promise<{ execInfo?: { run?: { executable?: string } } } | undefined>;
}
interface Python {
  environments: {
    getActiveEnvironmentPath(scope?: vscode.Uri): { path: string };
    resolveEnvironment(path: {
      path: string;
    }): Promise<{ executable: { uri?: vscode.Uri } } | undefined>;
  };
}

async function askPythonEnvironments(): Promise<string | undefined> {
  const api = await interfaceOf<PythonEnvironments>("ms-python.vscode-python-envs");
  return (await api?.getEnvironment(firstFolder()))?.execInfo?.run?.executable;
}

async function askPython(): Promise<string | undefined> {
  const environments = (await interfaceOf<Python>("ms-python.python"))?.environments;
  const path = environments?.getActiveEnvironmentPath(firstFolder());
  return path && (await environments?.resolveEnvironment(path))?.executable.uri?.fsPath;
}

async function interfaceOf<T>(extension: string): Promise<T | undefined> {
  return vscode.extensions.getExtension<T>(extension)?.activate();
}

function firstFolder(): vscode.Uri | undefined {
  return vscode.workspace.workspaceFolders?.[0]?.uri;
}
