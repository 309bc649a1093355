// The editors that tests and `npm run try` drive: get what they need, say what is missing.
import { installPackages, mayInstallPackages, onPath } from "./common.mjs";
import { installCodeServer, installEditorPrograms, isInstalled } from "./install-code-server.mjs";

/** Have every editor at hand. Returns what is missing, one sentence each. */
export function prepareEditors() {
  const missing = installEditorPrograms();
  return missing.length > 0 ? missing : prepareCodeServer();
}

/** Have code-server at hand. Returns what is missing, one sentence each. */
export function prepareCodeServer() {
  if (!isInstalled() && !["make", "g++"].every(onPath)) {
    // Four of its modules are compiled here.
    if (!mayInstallPackages()) {
      return ["code-server needs a C++ compiler and make: install them (Debian: g++ make)."];
    }
    installPackages("g++", "make");
  }
  installCodeServer();
  return [];
}
