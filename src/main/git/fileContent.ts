import { type BigIntStats, lstatSync, readFileSync, readlinkSync } from "node:fs";
import { hashObject } from "./objectStore.ts";
import { EXECUTABLE_MODE, LINK_MODE } from "./trees.ts";

/** How line ends and modes are kept, by the repository's settings. */
export interface ContentRules {
  /** `core.autocrlf`: `true` writes CRLF to the disk, both it and `input` commit LF. */
  readonly autocrlf: "false" | "true" | "input";
  /** `core.filemode`: whether the disk's executable bit means anything. */
  readonly fileMode: boolean;
}

const SNIFFED_BYTES = 8_000;
const CRLF = Buffer.from("\r\n");

/** Git's own guess: a NUL near the beginning. */
export function isBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, SNIFFED_BYTES).includes(0);
}

/** A file's or link's content as it is committed. */
export function readForCommit(absolute: string, mode: number, rules: ContentRules): Buffer {
  if (mode === LINK_MODE) return readlinkSync(absolute, "buffer");
  const bytes = readFileSync(absolute);
  if (rules.autocrlf === "false" || isBinary(bytes) || !bytes.includes(CRLF)) return bytes;
  return Buffer.from(bytes.toString("latin1").replaceAll("\r\n", "\n"), "latin1");
}

/** What is written to the disk for a committed file. */
export function contentForDisk(bytes: Buffer, rules: ContentRules): Buffer {
  if (rules.autocrlf !== "true" || isBinary(bytes)) return bytes;
  return Buffer.from(bytes.toString("latin1").replaceAll(/\r?\n/g, "\r\n"), "latin1");
}

export function hashFile(absolute: string, mode: number, rules: ContentRules): string {
  return hashObject("blob", readForCommit(absolute, mode, rules));
}

export function lstatOrNull(absolute: string): BigIntStats | null {
  try {
    return lstatSync(absolute, { bigint: true, throwIfNoEntry: false }) ?? null;
  } catch (error) {
    // A file where a folder of the path should be.
    if (error instanceof Error && "code" in error && error.code === "ENOTDIR") return null;
    throw error;
  }
}

/** The mode git gives what is on disk; null for a folder, a socket or a pipe. */
export function modeOf(stats: BigIntStats, rules: ContentRules, before?: number): number | null {
  if (stats.isSymbolicLink()) return LINK_MODE;
  if (!stats.isFile()) return null;
  if (!rules.fileMode) return before === EXECUTABLE_MODE ? EXECUTABLE_MODE : 0o100644;
  return (stats.mode & 0o100n) === 0n ? 0o100644 : EXECUTABLE_MODE;
}
