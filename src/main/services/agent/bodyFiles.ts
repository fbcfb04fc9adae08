import { createHash, randomBytes } from "node:crypto";
import { mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { deflateRaw, inflateRaw } from "node:zlib";
import { BodyId } from "../../../common/contracts/chat.ts";
import type { BodyStore } from "./agentPorts.ts";

const pack = promisify(deflateRaw);
const unpack = promisify(inflateRaw);

/** Bodies of chats, each kept once, packed, in a file that is named by its content. */
export class BodyFiles implements BodyStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async put(body: Uint8Array | string): Promise<BodyId> {
    const bytes = typeof body === "string" ? Buffer.from(body, "utf8") : body;
    const id = BodyId.parse(createHash("sha256").update(bytes).digest("hex"));
    const file = this.#fileOf(id);
    const isKept = (await stat(file).catch(() => null)) !== null;
    if (!isKept) await this.#write(file, await pack(bytes));
    return id;
  }

  async get(id: BodyId): Promise<Uint8Array | null> {
    try {
      return await unpack(await readFile(this.#fileOf(id)));
    } catch {
      // What cannot be read is as good as gone, and callers say so.
      return null;
    }
  }

  /** A cut write must not pass for the body. */
  async #write(file: string, packed: Uint8Array): Promise<void> {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    const staged = `${file}.${randomBytes(4).toString("hex")}`;
    try {
      await writeFile(staged, packed, { mode: 0o600 });
      await rename(staged, file);
    } catch (error) {
      await rm(staged, { force: true });
      throw error;
    }
  }

  #fileOf(id: BodyId): string {
    return path.join(this.#folder, id.slice(0, 2), id);
  }
}
