import { z } from "zod";
import { AppId } from "../apps/appId.ts";
import { FilePath } from "../apps/filePath.ts";

/** sha256 of a file's bytes, hex. */
export const FileHash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<"FileHash">();
export type FileHash = z.infer<typeof FileHash>;

export const FileEntry = z.object({
  path: FilePath,
  kind: z.enum(["file", "folder", "link"]),
  /** Bytes; 0 for folders. */
  size: z.number().int(),
  /** Left out of search and watching by .gitignore, but shown dimmed. */
  ignored: z.boolean(),
});
export type FileEntry = z.infer<typeof FileEntry>;

export const TextEncoding = z.enum(["utf-8", "utf-8-bom", "utf-16le", "utf-16be", "latin1"]);
export type TextEncoding = z.infer<typeof TextEncoding>;

/** A file as an editor opens it. Text keeps its line endings; the encoding is kept on save. */
export const FileContent = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("text"),
    path: FilePath,
    hash: FileHash,
    size: z.number().int(),
    encoding: TextEncoding,
    text: z.string(),
    /** The file may not be written (permission, or outside the write rules). */
    readOnly: z.boolean(),
  }),
  z.object({
    kind: z.literal("binary"),
    path: FilePath,
    hash: FileHash,
    size: z.number().int(),
    /** By the name alone. What is in the file is read in ranges. */
    mime: z.string(),
  }),
  z.object({
    kind: z.literal("too-large"),
    path: FilePath,
    size: z.number().int(),
  }),
]);
export type FileContent = z.infer<typeof FileContent>;

export const WriteFileInput = z.object({
  appId: AppId,
  path: FilePath,
  text: z.string().max(20_000_000),
  encoding: TextEncoding.default("utf-8"),
  /**
   * What the caller last saw on disk: a hash to replace that version, null to create a new
   * file. The write is refused with `conflict` when the disk holds something else.
   */
  expected: FileHash.nullable(),
  /** Names this save in the preview's save→paint trace. */
  saveId: z.string().max(64).optional(),
});
export type WriteFileInput = z.infer<typeof WriteFileInput>;

export const WrittenFile = z.object({ path: FilePath, hash: FileHash, size: z.number().int() });
export type WrittenFile = z.infer<typeof WrittenFile>;

/** What is known of a file without reading it whole: enough to choose a view for it. */
export const FileFacts = z.object({
  path: FilePath,
  /** Bytes. */
  size: z.number().int(),
  /** Differs after each write, whoever wrote. */
  version: z.string(),
  /** By the name alone: a hint for a view, never a reason to run anything. */
  mime: z.string(),
  /** Its beginning reads as text. */
  isText: z.boolean(),
});
export type FileFacts = z.infer<typeof FileFacts>;

export const MAX_RANGE_BYTES = 1024 * 1024;

export const FileRange = z.object({
  size: z.number().int(),
  version: z.string(),
  offset: z.number().int(),
  /** Base64; shorter than asked at the file's end. */
  body: z.string(),
});
export type FileRange = z.infer<typeof FileRange>;

/**
 * A text too large for the editor, as rows: a row is a line, or a piece of a line that is longer
 * than {@link MAX_ROW_BYTES}. Counting goes on in the background; ask again until `done`.
 */
export const TextShape = z.object({
  size: z.number().int(),
  version: z.string(),
  rows: z.number().int(),
  lines: z.number().int(),
  /** Bytes counted so far. */
  counted: z.number().int(),
  done: z.boolean(),
});
export type TextShape = z.infer<typeof TextShape>;

export const MAX_ROW_BYTES = 1024;
export const MAX_ROWS = 500;

export const TextRow = z.object({
  /** 1-based; null for a further piece of the line above. */
  line: z.number().int().nullable(),
  /** Without its line ending; bytes that are no UTF-8 read as U+FFFD. */
  text: z.string(),
});
export type TextRow = z.infer<typeof TextRow>;

/** Where a text was found in a large text. */
export const FoundRow = z.object({
  /** Null when it is not between the first row searched and the end. */
  row: z.number().int().nullable(),
});
export type FoundRow = z.infer<typeof FoundRow>;

export const RemovedEntry = z.object({
  /** Puts it back with `restore`. */
  trashId: z.string(),
  /** The system's trash, or Studio's own inside the app, which keeps it for 30 days. */
  where: z.enum(["system", "app"]),
});
export type RemovedEntry = z.infer<typeof RemovedEntry>;

export const MAX_PART_BYTES = 1024 * 1024;

/** One part of a file that is brought in from outside the app; the last one makes the file. */
export const UploadPart = z.object({
  appId: AppId,
  /** Made by the caller, the same for all parts of one file. */
  uploadId: z.uuid(),
  path: FilePath,
  /** Parts come in order, each beginning where the last one ended. */
  offset: z.number().int().min(0),
  /** Base64. */
  body: z.base64().max(Math.ceil(MAX_PART_BYTES / 3) * 4),
  last: z.boolean(),
});
export type UploadPart = z.infer<typeof UploadPart>;

/** One batch of changes on disk, whoever made them, in the order they were seen. */
export const FileChanges = z.object({
  seq: z.number().int(),
  /** True when too much changed to list: reload the tree. */
  reset: z.boolean(),
  changes: z.array(
    z.object({
      path: FilePath,
      kind: z.enum(["added", "changed", "removed"]),
      entry: FileEntry.optional(),
      /** The new version's hash when Studio itself wrote it. */
      hash: FileHash.optional(),
      /** Who wrote it: this Studio, or another program. */
      by: z.enum(["studio", "other"]),
    }),
  ),
});
export type FileChanges = z.infer<typeof FileChanges>;

export const FileTree = z.object({ seq: z.number().int(), entries: z.array(FileEntry) });
export type FileTree = z.infer<typeof FileTree>;
