import type { FileContent, FileHash, TextEncoding } from "../../../common/contracts/files.ts";
import type { Problem } from "../../../common/contracts/problem.ts";

/** One open file, without its text: that lives in the editor's buffer. */
export type Document =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly problem: Problem }
  | BinaryDocument
  | { readonly kind: "too-large"; readonly size: number }
  | TextDocument;

export type TextContent = Extract<FileContent, { kind: "text" }>;
type BinaryDocument = Extract<FileContent, { kind: "binary" }>;

export interface TextDocument {
  readonly kind: "text";
  /** The version on disk that the next save replaces; null when the disk holds none. */
  readonly hash: FileHash | null;
  readonly encoding: TextEncoding;
  readonly readOnly: boolean;
  /** The buffer differs from the version of `hash`. */
  readonly dirty: boolean;
  readonly saving: boolean;
  /** What happened on disk below unsaved changes. */
  readonly disk: DiskState;
  /** Why the last save failed. */
  readonly problem: Problem | null;
}

export type DiskState =
  | { readonly kind: "same" }
  | { readonly kind: "changed"; readonly content: TextContent }
  /** Another program made it a binary, or too large to edit. */
  | { readonly kind: "not-text"; readonly content: Exclude<FileContent, TextContent> }
  | { readonly kind: "removed" };

export type DocumentEvent =
  | { readonly type: "loaded"; readonly content: FileContent }
  | { readonly type: "load-failed"; readonly problem: Problem }
  /** Unsaved changes of an earlier window were put back into the buffer. */
  | {
      readonly type: "draft-restored";
      readonly base: FileHash | null;
      readonly encoding: TextEncoding;
      readonly disk: TextContent;
    }
  /** The same, of a file that the disk does not hold any more. */
  | { readonly type: "draft-alone"; readonly encoding: TextEncoding }
  | { readonly type: "edited"; readonly dirty: boolean }
  /** It is to be saved in another encoding, which the disk does not hold yet. */
  | { readonly type: "recoded"; readonly encoding: TextEncoding }
  | { readonly type: "save-started" }
  | { readonly type: "saved"; readonly hash: FileHash; readonly dirty: boolean }
  | { readonly type: "save-failed"; readonly problem: Problem }
  | { readonly type: "disk-changed"; readonly content: FileContent }
  | { readonly type: "disk-removed" }
  | { readonly type: "keep-mine" }
  | { readonly type: "take-disk" }
  | { readonly type: "problem-read" };

const SAME: DiskState = { kind: "same" };

export function reduceDocument(document: Document, event: DocumentEvent): Document {
  if (event.type === "loaded") return fromContent(event.content);
  if (event.type === "draft-alone") return fromDraftAlone(event.encoding);
  if (event.type === "load-failed") return { kind: "failed", problem: event.problem };
  if (document.kind === "text") return reduceText(document, event);
  // What is not text holds no unsaved changes, so it is simply what the disk says.
  return event.type === "disk-changed" ? fromContent(event.content) : document;
}

function fromContent(content: FileContent): Document {
  if (content.kind === "too-large") return { kind: "too-large", size: content.size };
  if (content.kind === "binary") return content;
  const { hash, encoding, readOnly } = content;
  return {
    kind: "text",
    hash,
    encoding,
    readOnly,
    dirty: false,
    saving: false,
    disk: SAME,
    problem: null,
  };
}

function fromDraftAlone(encoding: TextEncoding): TextDocument {
  return {
    kind: "text",
    hash: null,
    encoding,
    readOnly: false,
    dirty: true,
    saving: false,
    disk: { kind: "removed" },
    problem: null,
  };
}

type TextEvent = Exclude<DocumentEvent, { type: "loaded" | "load-failed" | "draft-alone" }>;

function reduceText(document: TextDocument, event: TextEvent): Document {
  switch (event.type) {
    case "draft-restored":
      return {
        ...restoreDraft(document, event.base, event.disk),
        encoding: event.encoding,
        dirty: true,
      };
    case "edited":
      return document.dirty === event.dirty ? document : { ...document, dirty: event.dirty };
    case "recoded":
      return { ...document, encoding: event.encoding, dirty: true };
    case "save-started":
      return { ...document, saving: true, problem: null };
    case "saved":
      return { ...document, hash: event.hash, dirty: event.dirty, saving: false, disk: SAME };
    case "save-failed":
      return { ...document, saving: false, problem: event.problem };
    case "disk-changed":
      return changeDisk(document, event.content);
    case "disk-removed":
      return { ...document, hash: null, disk: { kind: "removed" } };
    case "keep-mine":
      return keepMine(document);
    case "take-disk":
      return takeDisk(document);
    case "problem-read":
      return { ...document, problem: null };
  }
}

function restoreDraft(
  document: TextDocument,
  base: FileHash | null,
  content: TextContent,
): TextDocument {
  if (base === content.hash) return document;
  return { ...document, hash: base, disk: { kind: "changed", content } };
}

function changeDisk(document: TextDocument, content: FileContent): Document {
  if (content.kind !== "text") {
    return document.dirty
      ? { ...document, disk: { kind: "not-text", content } }
      : fromContent(content);
  }
  if (content.hash === document.hash) return { ...document, disk: SAME };
  if (!document.dirty) return { ...document, ...versionOf(content), disk: SAME };
  return { ...document, disk: { kind: "changed", content } };
}

function versionOf(content: TextContent): Pick<TextDocument, "hash" | "encoding" | "readOnly"> {
  return { hash: content.hash, encoding: content.encoding, readOnly: content.readOnly };
}

function keepMine(document: TextDocument): TextDocument {
  const { disk } = document;
  if (disk.kind === "same" || disk.kind === "removed") return document;
  // Without a hash there is no version to name, so a save would be refused anyway.
  if (disk.content.kind === "too-large") return document;
  return { ...document, hash: disk.content.hash, dirty: true, disk: SAME, problem: null };
}

function takeDisk(document: TextDocument): Document {
  const { disk } = document;
  if (disk.kind === "same" || disk.kind === "removed") return document;
  return fromContent(disk.content);
}

/** Whether closing it would lose something. */
export function holdsUnsavedWork(document: Document | undefined): boolean {
  return document?.kind === "text" && document.dirty;
}
