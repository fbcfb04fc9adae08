import { existsSync } from "node:fs";
import os from "node:os";
import path from "node:path";

export interface PersonsShell {
  readonly file: string;
  readonly args: readonly string[];
}

/** The shell the person uses elsewhere, or the one that every system has. */
export function personsShell(env: Readonly<Record<string, string | undefined>>): PersonsShell {
  if (process.platform === "win32") return { file: windowsShell(env), args: [] };
  const known = [env["SHELL"], os.userInfo().shell, "/bin/bash", "/bin/sh"];
  const file = known.find((name) => name !== undefined && name !== null && isProgram(name));
  // Programs of the desktop start without the person's PATH on a Mac: a login shell reads it.
  return { file: file ?? "/bin/sh", args: process.platform === "darwin" ? ["-l"] : [] };
}

/** `nologin` and `false` say that a person may not log in, not what they type into. */
function isProgram(name: string): boolean {
  return path.isAbsolute(name) && !/\/(?:nologin|false)$/.test(name) && existsSync(name);
}

function windowsShell(env: Readonly<Record<string, string | undefined>>): string {
  const system = env["SystemRoot"] ?? "C:\\Windows";
  const powershell = path.join(system, "System32\\WindowsPowerShell\\v1.0\\powershell.exe");
  return existsSync(powershell) ? powershell : (env["COMSPEC"] ?? "cmd.exe");
}
