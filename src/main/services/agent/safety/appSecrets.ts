import type { AppId } from "../../../../common/apps/appId.ts";
import type { FilePath } from "../../../../common/apps/filePath.ts";
import type { Listen } from "../../../../common/base/event.ts";
import type { Log } from "../../../../common/base/log.ts";
import type { FileChanges, FileContent, FileTree } from "../../../../common/contracts/files.ts";
import { toProblem } from "../../../../common/contracts/problem.ts";
import { variableValues } from "../tools/secretText.ts";
import { isSecretFile } from "./protectedFiles.ts";
import type { SecretSource } from "./secretScan.ts";

/** Where an app's secrets are looked for. */
export interface SecretFiles {
  tree(): Promise<FileTree>;
  read(path: FilePath): Promise<FileContent>;
  /** One for each opening of the app. */
  readonly onChanges: Listen<FileChanges>;
}

interface Known {
  readonly values: Set<string>;
  readonly source: SecretFiles["onChanges"];
  /** Null once a file of variables has changed. */
  loaded: Promise<void> | null;
}

export interface AppSecretsOptions {
  /** @throws `not-found` while the app is not open. */
  readonly filesOf: (appId: AppId) => SecretFiles;
  readonly log: Log;
}

/**
 * The secret values that an app and Studio know: what was told with `add`, and what stands in
 * the app's files of variables. A value once known stays known until the host ends: an earlier
 * output may still hold it.
 */
export class AppSecrets implements SecretSource {
  readonly #options: AppSecretsOptions;
  readonly #ofStudio = new Set<string>();
  readonly #ofApps = new Map<AppId, Known>();

  constructor(options: AppSecretsOptions) {
    this.#options = options;
  }

  /** A value of Studio's own: the key of a provider, a token. */
  add(value: string): void {
    this.#ofStudio.add(value);
  }

  /**
   * Looks at the app's files of variables. Has to have resolved before anything of the app is
   * sent on: what is not known cannot be held back.
   */
  load(appId: AppId): Promise<void> {
    const files = this.#options.filesOf(appId);
    const known = this.#followed(appId, files);
    known.loaded ??= this.#read(files, known.values).catch((error: unknown) => {
      known.loaded = null;
      throw error;
    });
    return known.loaded;
  }

  *values(appId: AppId): Iterable<string> {
    yield* this.#ofStudio;
    yield* this.#ofApps.get(appId)?.values ?? [];
  }

  #followed(appId: AppId, files: SecretFiles): Known {
    const known = this.#ofApps.get(appId);
    if (known?.source === files.onChanges) return known;
    const values = known?.values ?? new Set<string>();
    const fresh: Known = { values, source: files.onChanges, loaded: null };
    this.#ofApps.set(appId, fresh);
    files.onChanges(({ reset, changes }) => {
      if (reset || changes.some(({ path }) => isSecretFile(path))) fresh.loaded = null;
    });
    return fresh;
  }

  async #read(files: SecretFiles, values: Set<string>): Promise<void> {
    const { entries } = await files.tree();
    for (const { path, kind } of entries) {
      if (kind === "folder" || !isSecretFile(path)) continue;
      for (const value of variableValues(await this.#text(files, path))) values.add(value);
    }
  }

  async #text(files: SecretFiles, path: FilePath): Promise<string> {
    try {
      const content = await files.read(path);
      return content.kind === "text" ? content.text : "";
    } catch (error) {
      // Gone by now, or unreadable: then no tool reads it either.
      this.#options.log.warn("secrets not read", { path, reason: toProblem(error).code });
      return "";
    }
  }
}
