import type { FileHandle } from "node:fs/promises";
import { problem } from "../../common/contracts/problem.ts";

/** What a zip says of one entry, in its directory at the end. */
export interface ZipEntry {
  /** As it stands in the zip; anything may. */
  readonly name: string;
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly compressedSize: number;
  /** What it says it unpacks to; it may lie. */
  readonly size: number;
  /** Unix mode with its kind; 0 where the zip was not made on one. */
  readonly mode: number;
  readonly headerAt: number;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_SIZE = 22;
const MAX_COMMENT = 65_535;
const MAX_DIRECTORY = 64_000_000;

/**
 * Reads a zip's directory. Its local headers are not asked: two truths in one file are how zips
 * are made to look harmless.
 *
 * @throws `invalid-input` for what is no zip or a broken one, `too-large` for a zip64.
 */
export async function readZipDirectory(file: FileHandle): Promise<readonly ZipEntry[]> {
  const { size } = await file.stat();
  const tail = await readAt(file, Math.max(0, size - END_SIZE - MAX_COMMENT), size);
  const end = findEnd(tail);
  if (end === -1) throw noZip();
  const count = tail.readUInt16LE(end + 10);
  const length = tail.readUInt32LE(end + 12);
  const start = tail.readUInt32LE(end + 16);
  if (count === 0xffff || start === 0xffffffff || length > MAX_DIRECTORY) throw tooLarge();
  if (start + length > size) throw noZip();
  return parseEntries(await readAt(file, start, start + length), count);
}

function findEnd(tail: Buffer): number {
  for (let at = tail.length - END_SIZE; at >= 0; at--) {
    if (tail.readUInt32LE(at) === END) return at;
  }
  return -1;
}

function parseEntries(bytes: Buffer, count: number): readonly ZipEntry[] {
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== ENTRY) throw noZip();
    const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
    const isUnix = bytes.readUInt8(at + 5) === 3;
    entries.push({
      name: bytes.toString("utf8", at + 46, nameEnd),
      isEncrypted: (bytes.readUInt16LE(at + 8) & 1) !== 0,
      method: bytes.readUInt16LE(at + 10),
      compressedSize: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      mode: isUnix ? bytes.readUInt32LE(at + 38) >>> 16 : 0,
      headerAt: bytes.readUInt32LE(at + 42),
    });
    at = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

/** The compressed bytes of an entry: `[from, to)` in the file. */
export async function dataRange(
  file: FileHandle,
  entry: ZipEntry,
): Promise<{ readonly from: number; readonly to: number }> {
  const header = await readAt(file, entry.headerAt, entry.headerAt + 30);
  if (header.length < 30 || header.readUInt32LE(0) !== LOCAL) throw noZip();
  const from = entry.headerAt + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  return { from, to: from + entry.compressedSize };
}

export async function readAt(file: FileHandle, from: number, to: number): Promise<Buffer> {
  const bytes = Buffer.alloc(Math.max(0, to - from));
  const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
  return bytes.subarray(0, bytesRead);
}

export function noZip(): Error {
  return problem("invalid-input", "This is not a zip, or it is damaged.", {
    next: "Download it again, or choose another file.",
  });
}

function tooLarge(): Error {
  return problem("too-large", "This zip is larger than Studio unpacks.", {
    next: "Unpack it with another program, then open the folder.",
  });
}
