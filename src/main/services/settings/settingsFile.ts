import type { Listen } from "../../../common/base/event.ts";
import { problem } from "../../../common/contracts/problem.ts";
import type { SettingsFileState } from "../../../common/contracts/settings.ts";
import type { SettingsScope } from "../../../common/contracts/settingFields.ts";
import { editSetting } from "./editSettings.ts";
import type { FileText, HandEditedFile } from "./handEditedFile.ts";
import { parseSettings, refusal } from "./parseSettings.ts";

type Values = Readonly<Record<string, unknown>>;

/** Outlives a restart on a file that is broken meanwhile. */
export interface LastGoodValues {
  read(): Values;
  write(values: Values): void;
}

/** One `settings.json`. While it is broken its last good version holds. */
export class SettingsFile {
  readonly #file: HandEditedFile;
  readonly #scope: SettingsScope;
  readonly #lastGood: LastGoodValues;
  #seen: FileText | undefined;
  #state: SettingsFileState | undefined;

  constructor(file: HandEditedFile, scope: SettingsScope, lastGood: LastGoodValues) {
    this.#file = file;
    this.#scope = scope;
    this.#lastGood = lastGood;
  }

  get value(): SettingsFileState {
    return this.#stateOf(this.#file.value);
  }

  readonly onChange: Listen<SettingsFileState> = (listener) =>
    this.#file.onChange((text) => listener(this.#stateOf(text)));

  /**
   * Changes one setting in the file; undefined takes it out. Everything else in it stays as it is
   * written.
   *
   * @throws `invalid-input` for what is no setting, or while the file is broken; what the disk says.
   */
  change(key: string, value: unknown): void {
    const refused = value === undefined ? null : refusal(key, value, this.#scope);
    if (refused !== null) throw problem("invalid-input", refused);
    const { values, problem: broken } = this.value;
    if (broken !== null) {
      throw problem(broken.code, `settings.json is not changed. ${broken.message}`, {
        next: "Open settings.json, mend it, and try again.",
      });
    }
    const { text } = this.#file.value;
    this.#file.write(editSetting(text ?? "", key, value, values[key]));
  }

  #stateOf(read: FileText): SettingsFileState {
    if (this.#state !== undefined && read === this.#seen) return this.#state;
    this.#seen = read;
    const parsed = read.problem === null ? parseSettings(read.text ?? "", this.#scope) : null;
    const broken = read.problem ?? parsed?.problem ?? null;
    if (broken === null && parsed !== null) this.#lastGood.write(parsed.values);
    this.#state = {
      path: this.#file.path,
      exists: read.text !== null,
      values: broken === null ? (parsed?.values ?? {}) : this.#lastGood.read(),
      issues: parsed?.issues ?? [],
      problem: broken,
    };
    return this.#state;
  }
}
