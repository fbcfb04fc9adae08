import { createHash } from "node:crypto";
import { problem } from "../../common/contracts/problem.ts";

/** What the index knows of a file's stat, to see without reading that nobody wrote it. */
export interface IndexStat {
  readonly ctimeNs: bigint;
  readonly mtimeNs: bigint;
  readonly dev: number;
  readonly ino: number;
  readonly uid: number;
  readonly gid: number;
  /** Bytes, modulo 2³². */
  readonly size: number;
}

export interface IndexEntry {
  readonly path: string;
  readonly oid: string;
  /** As git writes it: 0o100644, 0o100755, 0o120000 (link), 0o160000 (submodule). */
  readonly mode: number;
  /** 0, or 1 to 3 for the base, our and their side of a conflict. */
  readonly stage: number;
  readonly stat: IndexStat;
  /** `assume-unchanged`, as git keeps it. */
  readonly assumeValid: boolean;
  /** `skip-worktree` and `intent-to-add`, as git keeps them. */
  readonly extended: number;
}

export const NO_STAT: IndexStat = {
  ctimeNs: 0n,
  mtimeNs: 0n,
  dev: 0,
  ino: 0,
  uid: 0,
  gid: 0,
  size: 0,
};

export const SKIP_WORKTREE = 0x4000;

const SIGNATURE = 0x44495243;
const HEADER = 12;
const ENTRY = 62;
const CHECKSUM = 20;
const NS = 1_000_000_000n;

/**
 * Reads git's index file, version 2 to 4. Optional extensions are left aside; git makes them anew.
 *
 * @throws `invalid-input` for a broken index, or one that needs an extension Studio lacks.
 */
export function parseIndex(bytes: Buffer): readonly IndexEntry[] {
  if (bytes.length < HEADER + CHECKSUM || bytes.readUInt32BE(0) !== SIGNATURE) throw broken();
  const body = bytes.subarray(0, -CHECKSUM);
  const checksum = bytes.subarray(-CHECKSUM);
  // Git writes zeros with `index.skipHash`.
  if (!checksum.equals(sha1(body)) && checksum.some((byte) => byte !== 0)) throw broken();
  const version = bytes.readUInt32BE(4);
  if (version < 2 || version > 4) throw unsupported(`index version ${version}`);
  const reader = new EntryReader(body, version);
  const entries = Array.from({ length: bytes.readUInt32BE(8) }, () => reader.next());
  refuseNeededExtensions(body, reader.at);
  return entries;
}

class EntryReader {
  at = HEADER;
  readonly #bytes: Buffer;
  readonly #version: number;
  readonly #utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  #previous = Buffer.alloc(0);

  constructor(bytes: Buffer, version: number) {
    this.#bytes = bytes;
    this.#version = version;
  }

  next(): IndexEntry {
    const bytes = this.#bytes;
    const start = this.at;
    if (start + ENTRY > bytes.length) throw broken();
    const u32 = (offset: number): number => bytes.readUInt32BE(start + offset);
    const flags = bytes.readUInt16BE(start + 60);
    const isExtended = this.#version >= 3 && (flags & 0x4000) !== 0;
    const extended = isExtended ? bytes.readUInt16BE(start + ENTRY) : 0;
    const name = this.#name(start, start + ENTRY + (isExtended ? 2 : 0));
    return {
      path: this.#decode(name),
      oid: bytes.toString("hex", start + 40, start + 60),
      mode: u32(24),
      stage: (flags >> 12) & 3,
      assumeValid: (flags & 0x8000) !== 0,
      extended,
      stat: {
        ctimeNs: BigInt(u32(0)) * NS + BigInt(u32(4)),
        mtimeNs: BigInt(u32(8)) * NS + BigInt(u32(12)),
        dev: u32(16),
        ino: u32(20),
        uid: u32(28),
        gid: u32(32),
        size: u32(36),
      },
    };
  }

  #name(start: number, nameAt: number): Buffer {
    const bytes = this.#bytes;
    let from = nameAt;
    let kept = this.#previous;
    if (this.#version === 4) {
      const strip = varint(bytes, nameAt);
      from = strip.next;
      kept = kept.subarray(0, kept.length - strip.value);
    }
    const end = bytes.indexOf(0, from);
    if (end === -1) throw broken();
    const name = bytes.subarray(from, end);
    if (this.#version !== 4) {
      // Padded with 1 to 8 zeros to a multiple of 8.
      this.at = start + ((end - start + 8) & ~7);
      return name;
    }
    this.at = end + 1;
    this.#previous = Buffer.concat([kept, name]);
    return this.#previous;
  }

  #decode(name: Buffer): string {
    try {
      return this.#utf8.decode(name);
    } catch {
      throw unsupported("file names that are not UTF-8");
    }
  }
}

/** The number format of git's offsets: 7 bits a byte, each continuation adds one. */
function varint(bytes: Buffer, at: number): { readonly value: number; readonly next: number } {
  let next = at;
  let byte = bytes.readUInt8(next++);
  let value = byte & 0x7f;
  while ((byte & 0x80) !== 0) {
    byte = bytes.readUInt8(next++);
    value = ((value + 1) << 7) | (byte & 0x7f);
  }
  return { value, next };
}

/** An extension whose name begins with a small letter must be understood: a split or sparse index. */
function refuseNeededExtensions(body: Buffer, from: number): void {
  let at = from;
  while (at + 8 <= body.length) {
    const name = body.toString("latin1", at, at + 4);
    if (/^[a-z]/.test(name)) throw unsupported(`an index with “${name}”`);
    at += 8 + body.readUInt32BE(at + 4);
  }
}

/** Writes version 2, or 3 where an entry has extended flags. Entries may come in any order. */
export function serializeIndex(entries: readonly IndexEntry[]): Buffer {
  const isExtended = entries.some(({ extended }) => extended !== 0);
  const header = Buffer.alloc(HEADER);
  header.writeUInt32BE(SIGNATURE, 0);
  header.writeUInt32BE(isExtended ? 3 : 2, 4);
  header.writeUInt32BE(entries.length, 8);
  const body = Buffer.concat([header, ...inGitsOrder(entries).map(serializeEntry)]);
  return Buffer.concat([body, sha1(body)]);
}

/** By the bytes of the path, then by stage. */
function inGitsOrder(entries: readonly IndexEntry[]): readonly IndexEntry[] {
  const keyed = entries.map((entry) => ({ entry, key: byteKey(entry.path) }));
  keyed.sort((a, b) => (a.key === b.key ? a.entry.stage - b.entry.stage : a.key < b.key ? -1 : 1));
  return keyed.map(({ entry }) => entry);
}

/** A string that sorts as the UTF-8 bytes do. */
export function byteKey(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}

function serializeEntry(entry: IndexEntry): Buffer {
  const name = Buffer.from(entry.path, "utf8");
  const head = ENTRY + (entry.extended === 0 ? 0 : 2);
  const bytes = Buffer.alloc((head + name.length + 8) & ~7);
  const { stat } = entry;
  const numbers = [
    Number(stat.ctimeNs / NS),
    Number(stat.ctimeNs % NS),
    Number(stat.mtimeNs / NS),
    Number(stat.mtimeNs % NS),
    stat.dev,
    stat.ino,
    entry.mode,
    stat.uid,
    stat.gid,
    stat.size,
  ];
  for (const [i, value] of numbers.entries()) bytes.writeUInt32BE(value >>> 0, i * 4);
  bytes.write(entry.oid, 40, "hex");
  const flags =
    (entry.assumeValid ? 0x8000 : 0) |
    (entry.extended === 0 ? 0 : 0x4000) |
    (entry.stage << 12) |
    Math.min(name.length, 0xfff);
  bytes.writeUInt16BE(flags, 60);
  if (entry.extended !== 0) bytes.writeUInt16BE(entry.extended, ENTRY);
  name.copy(bytes, head);
  return bytes;
}

function sha1(bytes: Uint8Array): Buffer {
  return createHash("sha1").update(bytes).digest();
}

function broken(): Error {
  return problem("invalid-input", "This repository's index is damaged.", {
    next: "Delete .git/index and look at the changes again; no commit is lost by that.",
  });
}

function unsupported(what: string): Error {
  return problem("invalid-input", `This repository uses ${what}, which Studio cannot read.`, {
    next: "Use git itself for this repository.",
  });
}
