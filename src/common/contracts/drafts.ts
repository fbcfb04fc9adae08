import { z } from "zod";
import { AppId } from "../apps/appId.ts";
import { FilePath } from "../apps/filePath.ts";
import { FileHash, TextEncoding } from "./files.ts";

/** Unsaved text of one file, kept by the host so that it outlives the page and the host itself. */
export const Draft = z.object({
  path: FilePath,
  text: z.string().max(20_000_000),
  /** The version on disk it was made from; null when the disk held none. */
  base: FileHash.nullable(),
  /** The encoding it is to be saved in. */
  encoding: TextEncoding,
});
export type Draft = z.infer<typeof Draft>;

export const PutDraftInput = Draft.extend({ appId: AppId });
export type PutDraftInput = z.infer<typeof PutDraftInput>;
