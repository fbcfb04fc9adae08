import { problem } from "../../../common/contracts/problem.ts";

/** Studio's own state inside an app. */
export const STUDIO_FOLDER = ".overskill";

/**
 * Folders the editor may look into but not write: git's metadata can run programs (hooks), and
 * the others belong to Studio and to the package installer.
 */
const PROTECTED_NAMES: ReadonlySet<string> = new Set([".git", STUDIO_FOLDER, "node_modules"]);

/** What no person edits by hand: not in the tree, as in other editors. */
const HIDDEN_NAMES: ReadonlySet<string> = new Set([".git", STUDIO_FOLDER]);

export function isHiddenName(name: string): boolean {
  return HIDDEN_NAMES.has(name);
}

/** Never listed deeper than the folder itself, and never watched. */
export function isProtectedName(name: string): boolean {
  return PROTECTED_NAMES.has(plainName(name));
}

export function isProtected(path: string): boolean {
  return path.split("/").some(isProtectedName);
}

/** @throws a `protected` problem for a path the editor may not write. */
export function refuseProtected(path: string): void {
  if (!isProtected(path)) return;
  throw problem("protected", `${path} is kept from changes in the editor.`, {
    next: "Change packages in the package list, and git with git itself.",
  });
}

/**
 * The spelling a careless file system would take the name for: `.GIT`, `.git.`, `.git ` and
 * `.g\u200cit` all open `.git` on one system or another, and `git~1` is its short name on Windows.
 */
function plainName(name: string): string {
  const plain = name
    .normalize("NFC")
    .replaceAll(/[\u200c-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, "")
    .replace(/[. ]+$/, "")
    .toLowerCase();
  return plain === "git~1" ? ".git" : plain;
}
