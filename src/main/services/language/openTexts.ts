import type { FilePath } from "../../../common/apps/filePath.ts";
import { Emitter } from "../../../common/base/event.ts";
import type { TextChange, TextEdit } from "../../../common/contracts/language.ts";
import { problem } from "../../../common/contracts/problem.ts";
import { applyInOrder } from "./textEdits.ts";

/** A text as the servers see it. */
export interface ServedText {
  readonly path: FilePath;
  readonly language: string;
  /** Grows with each change that the servers are told. */
  readonly version: number;
  readonly text: string;
}

export type ServedChange =
  | { readonly type: "opened"; readonly text: ServedText }
  /** `edits` is null when the whole text was replaced. */
  | {
      readonly type: "changed";
      readonly text: ServedText;
      readonly edits: readonly TextEdit[] | null;
    }
  | { readonly type: "closed"; readonly text: ServedText };

interface Copy {
  readonly version: number;
  readonly text: string;
}

interface Entry {
  served: ServedText;
  /** The window whose copy the servers see. */
  shown: string;
  readonly copies: Map<string, Copy>;
}

/** How long a question waits for the edits it is about; they are on the way by then. */
const WAIT_MS = 2_000;

/**
 * The texts that windows have open in the editor, unsaved changes included. A server knows one
 * text for a file; where two windows have different ones, it is told that of the window that
 * edited or asked last.
 */
export class OpenTexts {
  readonly #entries = new Map<FilePath, Entry>();
  readonly #changes = new Emitter<ServedChange>();
  readonly onChange = this.#changes.on;
  #lastVersion = 0;

  all(): readonly ServedText[] {
    return [...this.#entries.values()].map(({ served }) => served);
  }

  get(path: FilePath): ServedText | undefined {
    return this.#entries.get(path)?.served;
  }

  /** The shown window's count for what the servers know as `version`; null when they know newer. */
  windowVersion(path: FilePath, version: number): number | null {
    const entry = this.#entries.get(path);
    if (entry?.served.version !== version) return null;
    return entry.copies.get(entry.shown)?.version ?? null;
  }

  /** False when an edit does not fit what is known: the window has to open the text again. */
  sync(windowId: string, path: FilePath, change: TextChange): boolean {
    switch (change.type) {
      case "open":
        this.#open(windowId, path, change);
        return true;
      case "edit":
        return this.#edit(windowId, path, change);
      case "close":
        this.#close(windowId, path);
        return true;
    }
  }

  /** Forgets all that a window had open. */
  leave(windowId: string): void {
    for (const path of this.#entries.keys()) this.#close(windowId, path);
  }

  /**
   * Lets the servers see a window's copy, of the version the window asks about.
   *
   * @throws `cancelled` when that version does not arrive.
   */
  async show(windowId: string, path: FilePath, version: number | null): Promise<void> {
    if (version === null) return;
    if (!this.#knows(windowId, path, version)) await this.#arrival(windowId, path, version);
    const entry = this.#entries.get(path);
    const copy = entry?.copies.get(windowId);
    if (entry === undefined || copy === undefined || entry.shown === windowId) return;
    entry.shown = windowId;
    if (copy.text !== entry.served.text) this.#serve(entry, copy.text, null);
  }

  #knows(windowId: string, path: FilePath, version: number): boolean {
    const known = this.#entries.get(path)?.copies.get(windowId)?.version;
    return known !== undefined && known >= version;
  }

  async #arrival(windowId: string, path: FilePath, version: number): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const stop = this.#changes.on(() => {
      if (this.#knows(windowId, path, version)) resolve();
    });
    const timer = setTimeout(
      () => reject(problem("cancelled", "The text changed while it was looked at.")),
      WAIT_MS,
    );
    try {
      await promise;
    } finally {
      stop();
      clearTimeout(timer);
    }
  }

  #open(windowId: string, path: FilePath, opened: Extract<TextChange, { type: "open" }>): void {
    const { language, text, version } = opened;
    const entry = this.#entries.get(path);
    if (entry !== undefined && entry.served.language === language) {
      entry.copies.set(windowId, { version, text });
      entry.shown = windowId;
      if (entry.served.text === text)
        this.#changes.fire({ type: "changed", text: entry.served, edits: [] });
      else this.#serve(entry, text, null);
      return;
    }
    if (entry !== undefined) this.#changes.fire({ type: "closed", text: entry.served });
    const served = { path, language, text, version: ++this.#lastVersion };
    const copies = entry?.copies ?? new Map<string, Copy>();
    copies.set(windowId, { version, text });
    this.#entries.set(path, { served, shown: windowId, copies });
    this.#changes.fire({ type: "opened", text: served });
  }

  #edit(windowId: string, path: FilePath, edit: Extract<TextChange, { type: "edit" }>): boolean {
    const entry = this.#entries.get(path);
    const copy = entry?.copies.get(windowId);
    if (entry === undefined || copy === undefined || copy.version !== edit.from) return false;
    const text = applyInOrder(copy.text, edit.edits);
    entry.copies.set(windowId, { version: edit.version, text });
    const wasShown = entry.shown === windowId && entry.served.text === copy.text;
    entry.shown = windowId;
    this.#serve(entry, text, wasShown ? edit.edits : null);
    return true;
  }

  #close(windowId: string, path: FilePath): void {
    const entry = this.#entries.get(path);
    if (entry === undefined || !entry.copies.delete(windowId)) return;
    if (entry.shown !== windowId) return;
    const [next] = entry.copies;
    if (next === undefined) {
      this.#entries.delete(path);
      this.#changes.fire({ type: "closed", text: entry.served });
      return;
    }
    const [other, copy] = next;
    entry.shown = other;
    if (copy.text !== entry.served.text) this.#serve(entry, copy.text, null);
  }

  #serve(entry: Entry, text: string, edits: readonly TextEdit[] | null): void {
    entry.served = { ...entry.served, text, version: ++this.#lastVersion };
    this.#changes.fire({ type: "changed", text: entry.served, edits });
  }
}
