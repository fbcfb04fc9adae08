import { readFile } from "node:fs/promises";
import path from "node:path";
import ignore, { type Ignore } from "ignore";
import { isWithin, parentPath } from "../../../common/apps/filePath.ts";

/** Linux is the one system whose disks tell `Dist` from `dist` by default. */
const options = { ignorecase: process.platform !== "linux", allowRelativePaths: true };

/** A .gitignore larger than this is no list of patterns. */
const MAX_RULES_BYTES = 1_000_000;

/** The .gitignore files of an app. The deepest one that says anything about a path decides. */
export class IgnoreRules {
  readonly #root: string;
  readonly #rulesByFolder = new Map<string, Ignore>();

  constructor(root: string) {
    this.#root = root;
  }

  /** Reads (again) the rules that a folder holds. */
  async load(folder: string): Promise<void> {
    const text = await readFile(path.join(this.#root, folder, ".gitignore"), "utf8").catch(
      () => "",
    );
    if (text === "" || text.length > MAX_RULES_BYTES) this.#rulesByFolder.delete(folder);
    else this.#rulesByFolder.set(folder, ignore(options).add(text));
  }

  /** Forgets the rules of a folder that has no .gitignore any more. */
  forgetOwn(folder: string): void {
    this.#rulesByFolder.delete(folder);
  }

  /** Forgets the rules of a folder that is gone, and of all below it. */
  forget(folder: string): void {
    for (const known of this.#rulesByFolder.keys()) {
      if (isWithin(folder, known)) this.#rulesByFolder.delete(known);
    }
  }

  /** Asked of an entry whose parent is not ignored itself. */
  isIgnored(entry: string, isFolder: boolean): boolean {
    let folder = entry;
    do {
      folder = parentPath(folder);
      const rules = this.#rulesByFolder.get(folder);
      if (rules === undefined) continue;
      const below = folder === "" ? entry : entry.slice(folder.length + 1);
      const verdict = rules.test(isFolder ? `${below}/` : below);
      if (verdict.ignored) return true;
      if (verdict.unignored) return false;
    } while (folder !== "");
    return false;
  }
}
