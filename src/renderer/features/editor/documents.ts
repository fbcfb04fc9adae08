import { createStore, type StoreApi } from "zustand/vanilla";
import type { FilePath } from "../../../common/apps/filePath.ts";
import { isWithin } from "../../../common/apps/filePath.ts";
import { Emitter, type Listen } from "../../../common/base/event.ts";
import { must } from "../../../common/base/assert.ts";
import type {
  FileChanges,
  FileContent,
  FileHash,
  TextEncoding,
  WrittenFile,
} from "../../../common/contracts/files.ts";
import type { Problem } from "../../../common/contracts/problem.ts";
import type { Result } from "../../../common/base/result.ts";
import {
  type Document,
  type DocumentEvent,
  reduceDocument,
  type TextContent,
  type TextDocument,
} from "./document.ts";
import { pathAfterMove } from "./tabs.ts";
import type { SaveReason } from "./saveSteps.ts";
import type { OpenBuffer, TextBuffer } from "./textBuffer.ts";

/** The files of the app, as the editor reads and writes them. */
export interface EditorFiles {
  /** The encoding is guessed when none is chosen. */
  read(path: FilePath, encoding?: TextEncoding): Promise<Result<FileContent, Problem>>;
  write(input: {
    readonly path: FilePath;
    readonly text: string;
    readonly encoding: TextEncoding;
    readonly expected: FileHash | null;
    readonly saveId: string;
  }): Promise<Result<WrittenFile, Problem>>;
}

export interface Draft {
  readonly text: string;
  /** The version on disk it was made from. */
  readonly base: FileHash | null;
  /** The encoding it is to be saved in. */
  readonly encoding: TextEncoding;
}

/** Keeps unsaved text across the end of the window and of the host. */
export interface Drafts {
  find(path: FilePath): Promise<Draft | null>;
  put(path: FilePath, draft: () => Draft): void;
  drop(path: FilePath): void;
}

/** Brings a text to the form it is to be saved in, by edits of its buffer. */
export type PrepareSave = (path: FilePath, reason: SaveReason) => Promise<PreparedSave>;

export interface PreparedSave {
  /** The encoding to save in; null keeps the file's own. */
  readonly encoding: TextEncoding | null;
}

const AS_IT_IS: PreparedSave = { encoding: null };

interface OpenText {
  readonly buffer: TextBuffer;
  /** The buffer's version that the disk holds. */
  savedVersion: number;
  /** The buffer is being made what the disk holds: that is no edit of the person's. */
  following: boolean;
  /** The person chose the encoding, whatever the app wants. */
  encodingChosen: boolean;
  readonly stopListening: () => void;
}

/** A version no buffer has. */
const NEVER = -1;

/** How long a removed file may be gone before it counts: other programs replace files that way. */
const REMOVAL_GRACE_MS = 200;

/**
 * Open files: loads, saves, and reconciles each with the disk. React sees a document's state
 * change only when it flips; the text itself never goes through React.
 */
export class Documents implements Disposable {
  readonly store: StoreApi<ReadonlyMap<FilePath, Document>>;
  readonly #files: EditorFiles;
  readonly #drafts: Drafts;
  readonly #openBuffer: OpenBuffer;
  readonly #prepare: PrepareSave;
  readonly #edits = new Emitter<FilePath>();
  readonly #texts = new Map<FilePath, OpenText>();
  readonly #saving = new Map<FilePath, Promise<boolean>>();
  readonly #checks = new Map<FilePath, ReturnType<typeof setTimeout>>();

  /** Fires at each edit of the person's, not when a buffer follows the disk. */
  readonly onEdit: Listen<FilePath> = this.#edits.on;

  constructor(
    files: EditorFiles,
    drafts: Drafts,
    openBuffer: OpenBuffer,
    prepare: PrepareSave = async () => AS_IT_IS,
  ) {
    this.#files = files;
    this.#drafts = drafts;
    this.#openBuffer = openBuffer;
    this.#prepare = prepare;
    this.store = createStore<ReadonlyMap<FilePath, Document>>()(() => new Map());
  }

  get(path: FilePath): Document | undefined {
    return this.store.getState().get(path);
  }

  buffer(path: FilePath): TextBuffer | undefined {
    return this.#texts.get(path)?.buffer;
  }

  /** Loads a file that is not open yet, or again when loading failed. */
  async open(path: FilePath): Promise<void> {
    const known = this.get(path);
    if (known !== undefined && known.kind !== "failed") return;
    this.#set(path, { kind: "loading" });
    const [read, draft] = await Promise.all([this.#files.read(path), this.#drafts.find(path)]);
    if (this.get(path)?.kind !== "loading") return;
    if (!read.ok) {
      if (read.error.code === "not-found" && draft !== null) this.#openRemoved(path, draft);
      else this.#dispatch(path, { type: "load-failed", problem: read.error });
      return;
    }
    if (read.value.kind === "text") this.#openText(path, read.value, draft);
    this.#dispatch(path, { type: "loaded", content: read.value });
    if (read.value.kind !== "text" || draft === null) return;
    const { base, encoding, text } = draft;
    if (text === read.value.text && encoding === read.value.encoding) this.#drafts.drop(path);
    else this.#dispatch(path, { type: "draft-restored", base, encoding, disk: read.value });
  }

  /** True when the disk holds the buffer's text afterwards. */
  save(path: FilePath, reason: SaveReason = "asked"): Promise<boolean> {
    const running = this.#saving.get(path);
    // A save asked for while one runs saves what was typed since, after it.
    const save = (running ?? Promise.resolve(true)).then(() => this.#save(path, reason));
    this.#saving.set(path, save);
    return save.finally(() => {
      if (this.#saving.get(path) === save) this.#saving.delete(path);
    });
  }

  /** Reads the file anew in another encoding; not while it holds unsaved text. */
  async reopenIn(path: FilePath, encoding: TextEncoding): Promise<void> {
    const document = this.get(path);
    if (document === undefined || (document.kind === "text" && document.dirty)) return;
    const read = await this.#files.read(path, encoding);
    if (this.get(path) !== document) return;
    if (!read.ok || read.value.kind !== "text") {
      const problem = read.ok ? notIn(encoding) : read.error;
      this.#dispatch(path, { type: "save-failed", problem });
      return;
    }
    if (document.kind === "text") this.#follow(path, read.value);
    else this.#openText(path, read.value, null);
    this.#dispatch(path, { type: "loaded", content: read.value });
  }

  /** Saves the file in another encoding. False as with {@link save}. */
  async saveIn(path: FilePath, encoding: TextEncoding): Promise<boolean> {
    const text = this.#texts.get(path);
    if (this.get(path)?.kind !== "text" || text === undefined) return false;
    text.savedVersion = NEVER;
    text.encodingChosen = true;
    this.#dispatch(path, { type: "recoded", encoding });
    this.#keepDraft(path);
    return await this.save(path);
  }

  keepMine(path: FilePath): void {
    this.#dispatch(path, { type: "keep-mine" });
  }

  takeDisk(path: FilePath): void {
    const document = this.get(path);
    if (document?.kind !== "text") return;
    const { disk } = document;
    if (disk.kind === "changed") this.#follow(path, disk.content);
    if (disk.kind === "not-text") this.#closeText(path);
    this.#drafts.drop(path);
    this.#dispatch(path, { type: "take-disk" });
  }

  dismissProblem(path: FilePath): void {
    this.#dispatch(path, { type: "problem-read" });
  }

  /** Forgets a file with its unsaved changes. */
  close(path: FilePath): void {
    clearTimeout(this.#checks.get(path));
    this.#checks.delete(path);
    this.#closeText(path);
    this.#drafts.drop(path);
    const rest = new Map(this.store.getState());
    rest.delete(path);
    this.store.setState(rest, true);
  }

  /** Carries documents of a renamed file or folder along. */
  move(from: FilePath, to: FilePath): void {
    for (const [path, document] of this.store.getState()) {
      if (!isWithin(from, path)) continue;
      const target = pathAfterMove(path, from, to);
      const text = this.#texts.get(path);
      const replaced = text?.buffer.text();
      const wasDirty = document.kind === "text" && document.dirty;
      this.close(path);
      this.#set(target, document);
      if (replaced !== undefined) this.#track(target, replaced, wasDirty);
      if (wasDirty) this.#keepDraft(target);
    }
  }

  /** Reconciles open files with a batch of changes on disk. */
  apply(changes: FileChanges): void {
    if (changes.reset) {
      for (const path of this.store.getState().keys()) this.#check(path, 0);
      return;
    }
    for (const change of changes.changes) {
      for (const [path, document] of this.store.getState()) {
        if (change.kind === "removed" ? !isWithin(change.path, path) : change.path !== path) {
          continue;
        }
        if (
          document.kind === "text" &&
          change.hash !== undefined &&
          change.hash === document.hash
        ) {
          continue;
        }
        this.#check(path, change.kind === "removed" ? REMOVAL_GRACE_MS : 0);
      }
    }
  }

  [Symbol.dispose](): void {
    for (const timer of this.#checks.values()) clearTimeout(timer);
    for (const path of this.#texts.keys()) this.#closeText(path);
    this.store.setState(new Map(), true);
  }

  async #save(path: FilePath, reason: SaveReason): Promise<boolean> {
    const before = this.#saveable(path);
    if (typeof before === "boolean") return before;
    const prepared = await this.#prepare(path, reason);
    // Preparing takes its time, in which the file may change on disk, or close.
    const document = this.#saveable(path);
    const text = this.#texts.get(path);
    if (typeof document === "boolean" || text === undefined) return document === true;
    const wanted = text.encodingChosen ? null : prepared.encoding;
    const encoding = wanted ?? document.encoding;
    this.#dispatch(path, { type: "save-started" });
    const version = text.buffer.version();
    const written = await this.#files.write({
      path,
      text: text.buffer.text(),
      encoding,
      expected: document.hash,
      saveId: crypto.randomUUID(),
    });
    if (!written.ok) {
      this.#dispatch(path, { type: "save-failed", problem: written.error });
      if (written.error.code === "conflict" || written.error.code === "already-exists") {
        await this.#meetDisk(path);
      }
      return false;
    }
    text.savedVersion = version;
    const dirty = text.buffer.version() !== version;
    if (!dirty) this.#drafts.drop(path);
    if (encoding !== document.encoding) this.#dispatch(path, { type: "recoded", encoding });
    this.#dispatch(path, { type: "saved", hash: written.value.hash, dirty });
    return !dirty;
  }

  /** The document when there is something to save; else whether the disk holds its text. */
  #saveable(path: FilePath): TextDocument | boolean {
    const document = this.get(path);
    if (document?.kind !== "text" || !this.#texts.has(path)) return false;
    if (!document.dirty && document.disk.kind === "same") return true;
    const isConflict = document.disk.kind === "changed" || document.disk.kind === "not-text";
    return isConflict ? false : document;
  }

  #openText(path: FilePath, content: TextContent, draft: Draft | null): void {
    this.#track(path, content.text, false);
    if (draft !== null) must(this.buffer(path), "the buffer just opened").replace(draft.text);
  }

  /** Unsaved text of a file that is gone from disk is opened as it was. */
  #openRemoved(path: FilePath, { text, encoding }: Draft): void {
    this.#track(path, text, true);
    this.#dispatch(path, { type: "draft-alone", encoding });
  }

  #track(path: FilePath, text: string, dirty: boolean): void {
    const buffer = this.#openBuffer(path, text);
    const open: OpenText = {
      buffer,
      savedVersion: dirty ? NEVER : buffer.version(),
      following: false,
      encodingChosen: false,
      stopListening: buffer.onEdit(() => this.#edited(path)),
    };
    this.#texts.set(path, open);
  }

  #closeText(path: FilePath): void {
    const text = this.#texts.get(path);
    if (text === undefined) return;
    this.#texts.delete(path);
    text.stopListening();
    text.buffer[Symbol.dispose]();
  }

  #edited(path: FilePath): void {
    const text = this.#texts.get(path);
    const document = this.get(path);
    if (text === undefined || text.following || document?.kind !== "text") return;
    const dirty = text.buffer.version() !== text.savedVersion;
    if (dirty !== document.dirty) this.#dispatch(path, { type: "edited", dirty });
    if (dirty) this.#keepDraft(path);
    else this.#drafts.drop(path);
    this.#edits.fire(path);
  }

  #keepDraft(path: FilePath): void {
    this.#drafts.put(path, () => {
      const document = this.get(path);
      const isText = document?.kind === "text";
      const base = isText ? document.hash : null;
      const encoding = isText ? document.encoding : "utf-8";
      return { text: this.buffer(path)?.text() ?? "", base, encoding };
    });
  }

  #check(path: FilePath, delay: number): void {
    clearTimeout(this.#checks.get(path));
    const timer = setTimeout(() => {
      this.#checks.delete(path);
      void (this.#saving.get(path) ?? Promise.resolve()).then(() => this.#meetDisk(path));
    }, delay);
    this.#checks.set(path, timer);
  }

  async #meetDisk(path: FilePath): Promise<void> {
    const read = await this.#files.read(path);
    const document = this.get(path);
    if (document === undefined || document.kind === "loading") return;
    if (!read.ok) {
      if (read.error.code === "not-found") this.#dispatch(path, { type: "disk-removed" });
      return;
    }
    this.#reconcile(path, document, read.value);
  }

  #reconcile(path: FilePath, document: Document, content: FileContent): void {
    if (document.kind !== "text") {
      if (content.kind === "text") this.#openText(path, content, null);
      this.#dispatch(path, { type: "loaded", content });
      return;
    }
    const text = this.#texts.get(path);
    if (content.kind === "text" && text?.buffer.text() === content.text) {
      // The same text came to the disk another way: nothing is unsaved any more.
      this.#follow(path, content);
      this.#dispatch(path, { type: "saved", hash: content.hash, dirty: false });
      return;
    }
    if (content.kind === "text" && isStale(document, content)) this.#follow(path, content);
    if (content.kind !== "text" && !document.dirty) this.#closeText(path);
    this.#dispatch(path, { type: "disk-changed", content });
  }

  /** Makes the buffer what the disk holds. */
  #follow(path: FilePath, content: TextContent): void {
    const text = this.#texts.get(path);
    if (text === undefined) return;
    text.following = true;
    text.buffer.replace(content.text);
    text.following = false;
    text.savedVersion = text.buffer.version();
    this.#drafts.drop(path);
  }

  #dispatch(path: FilePath, event: DocumentEvent): void {
    const document = this.get(path);
    if (document === undefined) return;
    const next = reduceDocument(document, event);
    if (next !== document) this.#set(path, next);
  }

  #set(path: FilePath, document: Document): void {
    this.store.setState(new Map(this.store.getState()).set(path, document), true);
  }
}

function notIn(encoding: TextEncoding): Problem {
  return {
    code: "not-text",
    message: `The file's bytes are no text in ${encoding}.`,
    next: "Choose another encoding.",
  };
}

function isStale(document: TextDocument, content: TextContent): boolean {
  return !document.dirty && document.hash !== content.hash;
}
