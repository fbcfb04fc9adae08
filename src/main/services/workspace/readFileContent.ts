import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { access } from "node:fs/promises";
import path from "node:path";
import { FileHash, type FileContent, type TextEncoding } from "../../../common/contracts/files.ts";
import { mimeOf } from "./mimeTypes.ts";
import type { JailedPath } from "./pathJail.ts";
import { isProtected } from "./protectedPaths.ts";
import { withRegularFile } from "./regularFile.ts";
import { decodeAs, decodeText } from "./textEncoding.ts";

/** The most that an editor opens: beyond it, a view reads the file in parts. */
const MAX_OPEN_BYTES = 5 * 1024 * 1024;
/** The most that is written: what was typed into an open file is not refused at once. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;

export function hashBytes(bytes: Uint8Array): FileHash {
  return FileHash.parse(createHash("sha256").update(bytes).digest("hex"));
}

/**
 * Reads a file as an editor opens it. Bytes that are no text in the encoding (a guess unless one
 * is given) come as binary.
 *
 * @throws `not-found`, `no-permission`, and `invalid-input` for what is no regular file.
 */
export async function readFileContent(
  file: JailedPath,
  encoding: TextEncoding | undefined,
): Promise<FileContent> {
  const read = await readRegularFile(file, MAX_OPEN_BYTES);
  const base = { path: file.relative, size: read.size };
  if (read.bytes === null) return { kind: "too-large", ...base };
  const hash = hashBytes(read.bytes);
  const text = encoding === undefined ? decodeText(read.bytes) : decodeAs(encoding, read.bytes);
  if (text === undefined) {
    return { kind: "binary", ...base, hash, mime: mimeOf(path.extname(file.relative)) };
  }
  const readOnly = isProtected(file.relative) || !(await isWritable(file));
  return { kind: "text", ...base, hash, ...text, readOnly };
}

interface ReadFile {
  /** Null when there are more than an editor opens. */
  readonly bytes: Buffer | null;
  readonly size: number;
}

/** The whole file, as long as it has no more bytes than an editor opens. */
export function readRegularFile(file: JailedPath, maxBytes: number): Promise<ReadFile> {
  return withRegularFile(file, async (handle, stats) => {
    if (stats.size > maxBytes) return { bytes: null, size: stats.size };
    const bytes = await handle.readFile();
    return { bytes, size: bytes.length };
  });
}

/** A write-protected file is one also for root, and also where its folder may be written. */
export async function isWritable(file: JailedPath): Promise<boolean> {
  if (file.stats !== null && (file.stats.mode & 0o222) === 0) return false;
  return access(file.absolute, constants.W_OK).then(
    () => true,
    () => false,
  );
}
