import path from "node:path";
import type { AppId } from "../../../common/apps/appId.ts";
import { Emitter, type Listen, type Watched } from "../../../common/base/event.ts";
import type { Log } from "../../../common/base/log.ts";
import { problem } from "../../../common/contracts/problem.ts";
import type {
  ChangeSettingInput,
  SettingsDocument,
  SettingsFileState,
  SettingsOwner,
  SettingsState,
  SettingsText,
  Snippets,
  WriteSettingsText,
} from "../../../common/contracts/settings.ts";
import { isPreference } from "../../../common/contracts/settingFields.ts";
import { type Notice, Settings } from "../../../common/contracts/studio.ts";
import { HandEditedFile } from "./handEditedFile.ts";
import { SettingsFile } from "./settingsFile.ts";
import { SnippetFiles } from "./snippetFiles.ts";
import { inMemory, LastGood, Memory, type SettingRepository } from "./settingMemory.ts";

export type { SettingRepository } from "./settingMemory.ts";

export interface SettingsServiceOptions {
  /** What is remembered but not set by hand: studio.db. */
  readonly repository: SettingRepository;
  /** Holds the person's `settings.json` and `snippets.json`. */
  readonly folder: string;
  /** An app's own folder; throws `not-found` for an app there is not. */
  readonly appFolder: (appId: AppId) => string;
  readonly notify: (notice: Omit<Notice, "seq" | "at">) => void;
  readonly log: Log;
  readonly pollMs?: number;
}

const APP_FOLDER = ".overskill";

/** What the person set for themselves, and what an app sets for itself. */
export class SettingsService implements Disposable {
  readonly #options: SettingsServiceOptions;
  readonly #memory: Memory;
  readonly #userFile: HandEditedFile;
  readonly #user: SettingsFile;
  readonly #apps = new Map<AppId, SettingsFile>();
  readonly #snippets: SnippetFiles;
  readonly #changed = new Emitter<Settings>();
  readonly #stopListening: () => void;
  #brokenAs: string | null = null;

  /** What holds where no app has a say, told after each change. */
  readonly onChange: Listen<Settings> = this.#changed.on;

  constructor(options: SettingsServiceOptions) {
    this.#options = options;
    this.#memory = new Memory(options.repository, options.log);
    this.#userFile = this.#open(path.join(options.folder, "settings.json"), null);
    this.#user = new SettingsFile(
      this.#userFile,
      "user",
      new LastGood(options.repository, "settings.good"),
    );
    this.#snippets = new SnippetFiles(options.folder, (file, within) => this.#open(file, within));
    this.#adoptOlder();
    this.#stopListening = this.#user.onChange((state) => {
      this.#tellOfProblem(state);
      this.#changed.fire(this.value);
    });
    this.#tellOfProblem(this.#user.value);
  }

  get value(): Settings {
    return this.#effective(this.#user.value, null);
  }

  /** What holds in an app: its own settings come before the person's. */
  of(appId: AppId): Settings {
    return this.#effective(this.#user.value, this.#app(appId).value);
  }

  /** The files as they stand and what holds, for one app or for none. */
  watch({ appId }: SettingsOwner): Watched<SettingsState> {
    const user = this.#user;
    const app = appId === null ? null : this.#app(appId);
    const state = (): SettingsState => {
      const own = app?.value ?? null;
      return { user: user.value, app: own, effective: this.#effective(user.value, own) };
    };
    return {
      get value() {
        return state();
      },
      onChange: (listener) => {
        const tell = (): void => listener(state());
        const stops = [this.#changed.on(tell), app?.onChange(tell)];
        return () => {
          for (const stop of stops) stop?.();
        };
      },
    };
  }

  /** Replaces the person's own settings that are named, each as a whole; others stay. */
  set(change: Partial<Settings>): void {
    const remembered: [string, unknown][] = [];
    for (const [key, value] of Object.entries(change)) {
      if (isPreference(key)) this.#user.change(key, value);
      else remembered.push([key, value]);
    }
    if (remembered.length === 0) return;
    this.#memory.set(Object.fromEntries(remembered));
    this.#changed.fire(this.value);
  }

  /** Changes or resets one setting of the person or of an app, in its file. */
  change({ appId, key, value }: ChangeSettingInput): void {
    const file = appId === null ? this.#user : this.#app(appId);
    file.change(key, value);
  }

  watchSnippets({ appId }: SettingsOwner): Watched<Snippets> {
    return this.#snippets.watch(appId === null ? null : this.#options.appFolder(appId));
  }

  text(document: SettingsDocument): SettingsText {
    const file = this.#document(document);
    const { text, hash, problem: refused } = file.value;
    if (refused !== null) {
      throw problem(
        refused.code,
        refused.message,
        refused.next === undefined ? {} : { next: refused.next },
      );
    }
    return { path: file.path, text: text ?? "", hash };
  }

  /** @throws `conflict` when the text on disk is not the one that the writer saw. */
  writeText(input: WriteSettingsText): SettingsText {
    this.#document(input).write(input.text, input.expected);
    return this.text(input);
  }

  [Symbol.dispose](): void {
    this.#stopListening();
    this.#userFile[Symbol.dispose]();
  }

  #open(file: string, within: string | null): HandEditedFile {
    const { pollMs } = this.#options;
    return new HandEditedFile(file, { within, ...(pollMs === undefined ? {} : { pollMs }) });
  }

  #document({ kind, appId }: SettingsDocument): HandEditedFile {
    const name = `${kind}.json`;
    if (appId === null) {
      return kind === "settings" ? this.#userFile : this.#open(this.#userPath(name), null);
    }
    const root = this.#options.appFolder(appId);
    return this.#open(path.join(root, APP_FOLDER, name), root);
  }

  #userPath(name: string): string {
    return path.join(this.#options.folder, name);
  }

  #app(appId: AppId): SettingsFile {
    const known = this.#apps.get(appId);
    if (known !== undefined) return known;
    const file = new SettingsFile(this.#document({ kind: "settings", appId }), "app", inMemory());
    this.#apps.set(appId, file);
    return file;
  }

  #effective(user: SettingsFileState, app: SettingsFileState | null): Settings {
    return Settings.parse({ ...this.#memory.value, ...user.values, ...app?.values });
  }

  /** Settings were kept in studio.db before they had a file. */
  #adoptOlder(): void {
    const older = Object.entries(this.#memory.olderPreferences());
    if (this.#user.value.exists) return;
    for (const [key, value] of older) this.#user.change(key, value);
  }

  #tellOfProblem({ problem: broken, path: file }: SettingsFileState): void {
    const was = this.#brokenAs;
    this.#brokenAs = broken?.message ?? null;
    if (broken === null || was !== null) return;
    this.#options.log.warn("settings not read", { code: broken.code, reason: broken.message });
    this.#options.notify({
      level: "warning",
      title: "settings.json cannot be read",
      body: `${broken.message} ${broken.next ?? ""} It lies at ${file}.`,
      appId: null,
    });
  }
}
