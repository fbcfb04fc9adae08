import { editor, type IDisposable } from "monaco-editor/editor";
import type { AppId } from "../../../../common/apps/appId.ts";
import type { FilePath } from "../../../../common/apps/filePath.ts";
import {
  isServed,
  MAX_SERVED_TEXT,
  type TextChange,
} from "../../../../common/contracts/language.ts";
import { WINDOW_ID } from "../../../client/languageWindow.ts";
import { studio } from "../../../client/studio.ts";
import { fileOfUri, isAside } from "./modelPaths.ts";
import { fromRange } from "./positions.ts";

interface Synced {
  readonly path: FilePath;
  readonly listening: IDisposable;
  /** The version the host knows. */
  version: number;
}

/**
 * Tells the host of every open text that a language server wants to know, and of each edit at
 * once: a question asked right after a key is about the text with that key.
 */
export class TextSync implements Disposable {
  readonly appId: AppId;
  readonly #synced = new Map<editor.ITextModel, Synced>();
  readonly #listening: readonly IDisposable[];

  constructor(appId: AppId) {
    this.appId = appId;
    this.#listening = [
      editor.onDidCreateModel((model) => this.#follow(model)),
      editor.onWillDisposeModel((model) => this.#forget(model)),
      editor.onDidChangeModelLanguage(({ model }) => {
        this.#forget(model);
        this.#follow(model);
      }),
    ];
    for (const model of editor.getModels()) this.#follow(model);
  }

  /** The version of a model that the host knows; null for one that it is not told of. */
  version(model: editor.ITextModel): number | null {
    return this.#synced.get(model)?.version ?? null;
  }

  /** Tells everything anew, as after the host has forgotten this window. */
  openAll(): void {
    for (const [model, synced] of this.#synced) this.#open(model, synced);
  }

  [Symbol.dispose](): void {
    for (const listening of this.#listening) listening.dispose();
    for (const model of this.#synced.keys()) this.#forget(model);
  }

  #follow(model: editor.ITextModel): void {
    const file = fileOfUri(model.uri);
    if (file?.appId !== this.appId || this.#synced.has(model)) return;
    if (isAside(model) || !isServed(model.getLanguageId())) return;
    if (model.getValueLength() > MAX_SERVED_TEXT) return;
    const synced: Synced = {
      path: file.path,
      version: model.getVersionId(),
      listening: model.onDidChangeContent((event) => this.#edited(model, event)),
    };
    this.#synced.set(model, synced);
    this.#open(model, synced);
  }

  #forget(model: editor.ITextModel): void {
    const synced = this.#synced.get(model);
    if (synced === undefined) return;
    this.#synced.delete(model);
    synced.listening.dispose();
    void this.#send(synced.path, { type: "close" });
  }

  #open(model: editor.ITextModel, synced: Synced): void {
    synced.version = model.getVersionId();
    void this.#send(synced.path, {
      type: "open",
      language: model.getLanguageId(),
      version: synced.version,
      text: model.getValue(),
    });
  }

  #edited(model: editor.ITextModel, event: editor.IModelContentChangedEvent): void {
    const synced = this.#synced.get(model);
    if (synced === undefined) return;
    if (model.getValueLength() > MAX_SERVED_TEXT) {
      this.#forget(model);
      return;
    }
    if (event.isFlush || event.isEolChange) {
      this.#open(model, synced);
      return;
    }
    const from = synced.version;
    synced.version = event.versionId;
    const edits = event.changes.map(({ range, text }) => ({ range: fromRange(range), text }));
    void this.#send(synced.path, { type: "edit", from, version: event.versionId, edits }).then(
      (known) => {
        // The host lost its place, as after it restarted between two edits.
        if (!known && this.#synced.get(model) === synced) this.#open(model, synced);
      },
    );
  }

  /** False when the host does not know the text; a failure shows in the servers' status. */
  async #send(path: FilePath, change: TextChange): Promise<boolean> {
    const input = { appId: this.appId, windowId: WINDOW_ID, path, change };
    try {
      const { known } = await studio.language.sync.mutate(input);
      return known;
    } catch {
      // No contact: the session that begins anew opens everything again.
      return true;
    }
  }
}
