import { z } from "zod";
import { FilePath } from "../apps/filePath.ts";
import { FileHash, TextEncoding } from "./files.ts";

/** How a version came to be recorded. */
export const HistoryCause = z.enum([
  /** As it was before the first change that was seen. */
  "before",
  /** Studio wrote it: the editor, a replacement, a restored version. */
  "studio",
  /** Another program wrote it. */
  "other",
]);
export type HistoryCause = z.infer<typeof HistoryCause>;

export const HistoryEntry = z.object({
  id: z.number().int(),
  path: FilePath,
  /** Epoch ms at which it was recorded. */
  at: z.number(),
  cause: HistoryCause,
  hash: FileHash,
  /** Bytes. */
  size: z.number().int(),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

/** The versions of one file, newest first. `rev` differs after each change of any history. */
export const FileHistory = z.object({
  rev: z.number().int(),
  entries: z.array(HistoryEntry).readonly(),
});
export type FileHistory = z.infer<typeof FileHistory>;

export const HistoryText = z.object({
  entry: HistoryEntry,
  text: z.string(),
  encoding: TextEncoding,
});
export type HistoryText = z.infer<typeof HistoryText>;

/** How many versions of a file are kept. */
export const MAX_VERSIONS = 50;
