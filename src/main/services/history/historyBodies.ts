import { randomBytes } from "node:crypto";
import { mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { deflateRaw, inflateRaw } from "node:zlib";
import type { FileHash } from "../../../common/contracts/files.ts";

const pack = promisify(deflateRaw);
const unpack = promisify(inflateRaw);

/** Texts of versions, each kept once, packed, in a file named by the hash of the version. */
export class HistoryBodies {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @returns the bytes it takes on disk. */
  async put(hash: FileHash, text: string): Promise<number> {
    const file = this.#fileOf(hash);
    const known = await stat(file).catch(() => null);
    if (known !== null) return known.size;
    const body = await pack(Buffer.from(text, "utf8"));
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    // A cut write must not pass for the version.
    const staged = `${file}.${randomBytes(4).toString("hex")}`;
    try {
      await writeFile(staged, body, { mode: 0o600 });
      await rename(staged, file);
    } catch (error) {
      await rm(staged, { force: true });
      throw error;
    }
    return body.length;
  }

  /** Null when it is gone or damaged. */
  async get(hash: FileHash): Promise<string | null> {
    try {
      return (await unpack(await readFile(this.#fileOf(hash)))).toString("utf8");
    } catch {
      // A version that cannot be read is as good as none, and its entry says so.
      return null;
    }
  }

  async remove(hashes: readonly FileHash[]): Promise<void> {
    for (const hash of hashes) await rm(this.#fileOf(hash), { force: true });
  }

  #fileOf(hash: FileHash): string {
    return path.join(this.#folder, hash.slice(0, 2), hash);
  }
}
