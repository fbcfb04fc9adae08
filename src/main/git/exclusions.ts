import { readFileSync } from "node:fs";
import path from "node:path";
import ignore, { type Ignore } from "ignore";

/** Linux is the one system whose disks tell `Dist` from `dist` by default. */
const OPTIONS = { ignorecase: process.platform !== "linux", allowRelativePaths: true };

/** Never shown as untracked, whatever the rules say: Studio's own state. */
const STUDIO_FOLDER = ".overskill";

/** What git leaves out of a repository's untracked files. The rules nearest to a file decide. */
export class Exclusions {
  readonly #root: string;
  /** The weakest rules: `.git/info/exclude` and the person's own excludes file. */
  readonly #general: Ignore;
  readonly #rulesByFolder = new Map<string, Ignore | null>();

  constructor(root: string, generalFiles: readonly string[]) {
    this.#root = root;
    this.#general = ignore(OPTIONS);
    for (const file of generalFiles) this.#general.add(readText(file));
  }

  /** Reads all rules again when they are next asked for. */
  forget(): void {
    this.#rulesByFolder.clear();
  }

  /** Asked from the root down: an entry below an excluded folder is excluded with it. */
  isExcluded(entry: string, isFolder: boolean): boolean {
    if (entry === STUDIO_FOLDER) return true;
    let folder = entry;
    do {
      folder = parent(folder);
      const below = folder === "" ? entry : entry.slice(folder.length + 1);
      const verdict = this.#rules(folder)?.test(isFolder ? `${below}/` : below);
      if (verdict?.ignored === true) return true;
      if (verdict?.unignored === true) return false;
    } while (folder !== "");
    return this.#general.test(isFolder ? `${entry}/` : entry).ignored;
  }

  /** Whether the path or a folder it is in is excluded. */
  isBelowExcluded(entry: string): boolean {
    const names = entry.split("/");
    return names.some((_, i) =>
      this.isExcluded(names.slice(0, i + 1).join("/"), i < names.length - 1),
    );
  }

  #rules(folder: string): Ignore | null {
    const known = this.#rulesByFolder.get(folder);
    if (known !== undefined) return known;
    const text = readText(path.join(this.#root, folder, ".gitignore"));
    const rules = text === "" ? null : ignore(OPTIONS).add(text);
    this.#rulesByFolder.set(folder, rules);
    return rules;
  }
}

const MAX_RULES_BYTES = 1_000_000;

function readText(file: string): string {
  try {
    const text = readFileSync(file, "utf8");
    return text.length > MAX_RULES_BYTES ? "" : text;
  } catch {
    // No such file: no rules.
    return "";
  }
}

function parent(entry: string): string {
  const slash = entry.lastIndexOf("/");
  return slash === -1 ? "" : entry.slice(0, slash);
}
