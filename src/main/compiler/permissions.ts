import { existsSync, realpathSync } from "node:fs";
import path from "node:path";
import type { CompilerStart } from "./protocol.ts";

/** Files above an app that Vite, Tailwind and the TypeScript resolver look for. */
const LOOKED_FOR = [
  "package.json",
  "pnpm-workspace.yaml",
  "lerna.json",
  "tsconfig.json",
  "tsconfig.base.json",
  ".gitignore",
  "node_modules",
];

/**
 * What Vite looks at to learn whether it runs in a container or in WSL, and native packages to
 * learn which C library there is. Single files: all of /proc would show other processes.
 */
const SYSTEM_FILES = [
  "/.dockerenv",
  "/proc/self/cgroup",
  "/proc/self/mountinfo",
  "/proc/sys/fs/binfmt_misc/WSLInterop",
  "/proc/version",
  "/run/.containerenv",
  "/run/WSL",
  "/usr/bin/ldd",
];

/**
 * Flags under which code of an app may run: plugins and even CSS (`@plugin`) execute in the
 * compiler. It reads the app, Studio's own code and its cache; it writes its cache; it starts no
 * process and no thread: a thread may be given flags of its own, and with none it is held to
 * nothing. Native addons are let in because Rolldown and Tailwind are ones; a hostile addon in
 * the app's packages could do more, and only a sandbox of the operating system would stop it.
 */
export function permissionFlags(
  start: Pick<CompilerStart, "root" | "cacheDir" | "seed">,
  studio: string,
): string[] {
  const readable = [
    ...folder(start.root),
    ...folder(start.cacheDir),
    ...folder(path.join(studio, "node_modules")),
    ...folder(path.join(studio, "out")),
    ...folder(path.join(studio, "src")),
    path.join(studio, "package.json"),
    ...SYSTEM_FILES,
    ...(start.seed === null ? [] : folder(start.seed)),
    ...linkedPackages(start.root),
    ...ancestors(start.root).flatMap((directory) =>
      LOOKED_FOR.flatMap((name) => folder(path.join(directory, name))),
    ),
  ];
  return [
    "--permission",
    "--allow-addons",
    ...new Set(readable.map((entry) => `--allow-fs-read=${entry}`)),
    ...folder(start.cacheDir).map((entry) => `--allow-fs-write=${entry}`),
  ];
}

function folder(directory: string): string[] {
  return [directory, path.join(directory, "*")];
}

/** node_modules may be a link to packages elsewhere, as package managers with a store make it. */
function linkedPackages(root: string): string[] {
  const modules = path.join(root, "node_modules");
  return existsSync(modules) ? folder(realpathSync(modules)) : [];
}

function ancestors(directory: string): string[] {
  const parent = path.dirname(directory);
  return parent === directory ? [] : [parent, ...ancestors(parent)];
}
