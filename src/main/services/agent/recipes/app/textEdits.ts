import type { FilePath } from "../../../../../common/apps/filePath.ts";
import type { FileEdit } from "../recipePlan.ts";
import type { AppText } from "./recipeApp.ts";
import { unknownStructure } from "./unknownStructure.ts";

/** A file on its way from what it is to what a recipe makes of it. */
export class EditedText {
  readonly #before: AppText;
  #after: string;

  constructor(file: AppText) {
    this.#before = file;
    this.#after = file.text;
  }

  get path(): FilePath {
    return this.#before.path;
  }

  /**
   * Puts something in the one place that a pattern finds.
   *
   * @param what names the place for the person, when it is not there or there twice.
   */
  replace(pattern: RegExp, what: string, replacement: (match: RegExpExecArray) => string): this {
    const found = [...this.#after.matchAll(new RegExp(pattern, `${pattern.flags}g`))];
    const [match] = found;
    if (match === undefined || found.length > 1) {
      const reason = match === undefined ? "cannot be found" : "is there more than once";
      throw unknownStructure(`${what} ${reason} in ${this.path}.`);
    }
    const end = match.index + match[0].length;
    this.#after = this.#after.slice(0, match.index) + replacement(match) + this.#after.slice(end);
    return this;
  }

  /** After the last import of the file, or at its start. */
  addImport(statement: string): this {
    if (this.#after.includes(statement)) return this;
    const imports = [...this.#after.matchAll(/^import\s[^;]*;[^\n]*$/gm)];
    const last = imports.at(-1);
    const at = last === undefined ? 0 : last.index + last[0].length;
    const [before, after] = [this.#after.slice(0, at), this.#after.slice(at)];
    this.#after = at === 0 ? `${statement}\n${after}` : `${before}\n${statement}${after}`;
    return this;
  }

  done(): FileEdit {
    return { path: this.path, before: this.#before.text, after: this.#after };
  }
}
