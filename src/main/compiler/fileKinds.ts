import { isConfigName } from "./viteConfigFile.ts";

const LOCKFILES = new Set([
  "package-lock.json",
  "npm-shrinkwrap.json",
  "yarn.lock",
  "pnpm-lock.yaml",
  "bun.lock",
  "bun.lockb",
]);

/** What a changed file means for the compiler. */
export type FileKind =
  /** Vite's config, environment or packages depend on it: start a new session. */
  | "config"
  /** Packages, caches, version control: no part of what is served. */
  | "ignored"
  | "source";

/** `relative` is the path below the app's folder, with `/`. */
export function fileKind(relative: string): FileKind {
  const segments = relative.split("/");
  const name = segments.at(-1) ?? "";
  if (segments.some((segment) => IGNORED_FOLDERS.has(segment))) return "ignored";
  if (/^\.env(?:\..+)?$/.test(name) && segments.length === 1) return "config";
  if (/^[tj]sconfig(?:\..+)?\.json$/.test(name)) return "config";
  const isTopLevel = segments.length === 1;
  if (isTopLevel && (LOCKFILES.has(name) || name === "package.json" || isConfigName(name))) {
    return "config";
  }
  return "source";
}

const IGNORED_FOLDERS = new Set(["node_modules", ".git", ".overskill", ".vite"]);

const PRIVATE_TOP_LEVEL = /^(?:[^/]+\.(?:json|jsonc|toml|lock|lockb|ya?ml|md)|vite\.config\.\w+)$/;

/**
 * Whether a page may ask for a path that nothing of the app names. Vite's dev server would hand
 * out any file of the folder; a preview can be public.
 */
export function isServable(relative: string): boolean {
  const segments = relative.split("/");
  if (segments.some((segment) => segment.startsWith(".") || segment === "..")) return false;
  if (segments[0] === "worker" || segments[0] === "node_modules") return false;
  return !PRIVATE_TOP_LEVEL.test(relative);
}
