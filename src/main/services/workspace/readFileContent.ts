import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { access, type FileHandle, open } from "node:fs/promises";
import path from "node:path";
import { FileHash, type FileContent, type TextEncoding } from "../../../common/contracts/files.ts";
import { problem } from "../../../common/contracts/problem.ts";
import { diskProblem } from "./diskProblem.ts";
import type { JailedPath } from "./pathJail.ts";
import { isProtected } from "./protectedPaths.ts";
import { decodeAs, decodeText } from "./textEncoding.ts";

export const MAX_FILE_BYTES = 10 * 1024 * 1024;
const MAX_PICTURE_BYTES = 5 * 1024 * 1024;

const PICTURES: Readonly<Record<string, string>> = {
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".gif": "image/gif",
  ".webp": "image/webp",
  ".avif": "image/avif",
  ".ico": "image/x-icon",
  ".bmp": "image/bmp",
};

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
  const read = await readRegularFile(file);
  const base = { path: file.relative, size: read.size };
  if (read.bytes === null) return { kind: "too-large", ...base };
  const hash = hashBytes(read.bytes);
  const mime = PICTURES[path.extname(file.relative).toLowerCase()];
  const text = encoding === undefined ? decodeText(read.bytes) : decodeAs(encoding, read.bytes);
  if (text === undefined) {
    const isShown = mime !== undefined && read.size <= MAX_PICTURE_BYTES;
    const body = isShown ? read.bytes.toString("base64") : null;
    return { kind: "binary", ...base, hash, mime: mime ?? "application/octet-stream", body };
  }
  const readOnly = isProtected(file.relative) || !(await isWritable(file));
  return { kind: "text", ...base, hash, ...text, readOnly };
}

interface ReadFile {
  /** Null when there are more than an editor opens. */
  readonly bytes: Buffer | null;
  readonly size: number;
}

/** The whole file, without following a link that took its place since the path was resolved. */
export async function readRegularFile(file: JailedPath): Promise<ReadFile> {
  let handle: FileHandle | undefined;
  try {
    // Not waiting: opening a named pipe would block until somebody writes to it.
    const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
    handle = await open(file.absolute, flags);
    const stats = await handle.stat();
    if (!stats.isFile()) throw notRegular(file.relative);
    if (stats.size > MAX_FILE_BYTES) return { bytes: null, size: stats.size };
    const bytes = await handle.readFile();
    return { bytes, size: bytes.length };
  } catch (error) {
    throw diskProblem(error, file.relative);
  } finally {
    await handle?.close();
  }
}

function notRegular(filePath: string): Error {
  return problem("invalid-input", `${filePath} is not a file that can be opened.`);
}

/** A write-protected file is one also for root, and also where its folder may be written. */
export async function isWritable(file: JailedPath): Promise<boolean> {
  if (file.stats !== null && (file.stats.mode & 0o222) === 0) return false;
  return access(file.absolute, constants.W_OK).then(
    () => true,
    () => false,
  );
}
