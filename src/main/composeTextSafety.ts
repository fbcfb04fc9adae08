import path from "node:path";
import type { AppId } from "../common/apps/appId.ts";
import type { Log } from "../common/base/log.ts";
import type { AppFiles } from "./rpc/appFiles.ts";
import type { StudioServices } from "./rpc/services.ts";
import { DraftsService } from "./services/drafts/draftsService.ts";
import { editorConfigOf } from "./services/editorconfig/editorConfigOf.ts";
import { HistoryBodies } from "./services/history/historyBodies.ts";
import { HistoryService } from "./services/history/historyService.ts";
import type { SettingsService } from "./services/settings/settingsService.ts";
import type { StudioDb } from "./storage/studioDb.ts";

export interface TextSafety {
  /** The services of its own, and the files of apps with every change of them recorded. */
  services(
    files: StudioServices["files"],
  ): Pick<StudioServices, "files" | "drafts" | "history" | "editorConfig">;
}

/** With autosave each pause in typing is a save: only the last of a while is worth keeping. */
const AUTOSAVED_WITHIN_MS = 10_000;

/** What keeps text from being lost: unsaved text, and earlier versions of files. */
export function composeTextSafety(
  options: { readonly dataDir: string; readonly log: Log },
  parts: { readonly db: StudioDb; readonly settings: SettingsService },
  stack: AsyncDisposableStack,
): TextSafety {
  const { db, settings } = parts;
  const drafts = new DraftsService(db.drafts, Date.now);
  const history = new HistoryService({
    repository: db.history,
    bodies: new HistoryBodies(path.join(options.dataDir, "history")),
    now: Date.now,
    log: options.log.child("history"),
    mergeWithinMs: () => (settings.value["files.autosave"] === "delay" ? AUTOSAVED_WITHIN_MS : 0),
  });
  stack.use(history);
  const followed = new Followed(history);
  stack.use(followed);
  return {
    services: (filesOf) => ({
      drafts,
      history,
      editorConfig: (appId, file) => editorConfigOf(filesOf(appId), file),
      files: (appId) => {
        const files = filesOf(appId);
        followed.follow(appId, files);
        return recording(appId, files, history);
      },
    }),
  };
}

/** Follows each app's folder from the first use of its files, and anew when it is opened again. */
class Followed implements Disposable {
  readonly #history: HistoryService;
  readonly #stops = new Map<AppId, { readonly source: unknown; readonly stop: () => void }>();

  constructor(history: HistoryService) {
    this.#history = history;
  }

  follow(appId: AppId, files: AppFiles): void {
    const known = this.#stops.get(appId);
    // Each opening of an app has a journal of its own.
    if (known?.source === files.onChanges) return;
    known?.stop();
    const stop = this.#history.follow(appId, files);
    this.#stops.set(appId, { source: files.onChanges, stop });
  }

  [Symbol.dispose](): void {
    for (const { stop } of this.#stops.values()) stop();
  }
}

function recording(appId: AppId, files: AppFiles, history: HistoryService): AppFiles {
  return {
    ...files,
    async write(input) {
      const { path: file, encoding, text } = input;
      if (input.expected !== null) {
        const replaced = input.expected;
        await history.beforeChange(appId, files, { path: file, encoding, replaced });
      }
      const written = await files.write(input);
      history.saved(appId, { ...written, text, encoding });
      return written;
    },
    async remove(file) {
      await history.beforeChange(appId, files, { path: file });
      return files.remove(file);
    },
    async rename(from, to) {
      await files.rename(from, to);
      history.renamed(appId, from, to);
    },
  };
}
