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
    mime: z.string(),
    /** Base64 body for pictures up to 5 MB; null otherwise. */
    body: z.string().nullable(),
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
