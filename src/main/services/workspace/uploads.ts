import { type FileHandle, open, rm } from "node:fs/promises";
import path from "node:path";
import { stagedName } from "../../../common/apps/stagedName.ts";
import type { FilePath } from "../../../common/apps/filePath.ts";
import { problem } from "../../../common/contracts/problem.ts";

export interface UploadPartBytes {
  readonly uploadId: string;
  readonly path: FilePath;
  readonly offset: number;
  readonly bytes: Buffer;
}

interface Upload {
  readonly staged: string;
  size: number;
  idle: NodeJS.Timeout;
}

/** A page that was closed in the middle of a file sends no more. */
const IDLE_MS = 60_000;
/** More are not sent at a time by any view. */
const MAX_UPLOADS = 16;

/** Files that come in parts from outside the app. None is seen before its last part is there. */
export class Uploads implements AsyncDisposable {
  readonly #byId = new Map<string, Upload>();

  /**
   * Adds a part to the file that will be at `target`.
   *
   * @returns where the file lies until it is given its name.
   * @throws `invalid-input` for a part that does not follow the last one.
   */
  async add(part: UploadPartBytes, target: string): Promise<string> {
    const upload = this.#byId.get(part.uploadId) ?? this.#begin(part, target);
    if (upload.size !== part.offset) {
      await this.drop(part.uploadId);
      throw outOfOrder(part.path);
    }
    upload.idle.refresh();
    try {
      const handle = await open(upload.staged, part.offset === 0 ? "wx" : "r+");
      try {
        await writeAll(handle, part.bytes, part.offset);
      } finally {
        await handle.close();
      }
    } catch (error) {
      await this.drop(part.uploadId);
      throw error;
    }
    upload.size += part.bytes.length;
    return upload.staged;
  }

  /** Forgets an upload, with what there is of it. */
  async drop(uploadId: string): Promise<void> {
    const upload = this.#byId.get(uploadId);
    if (upload === undefined) return;
    this.#byId.delete(uploadId);
    clearTimeout(upload.idle);
    await rm(upload.staged, { force: true });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#byId.keys()].map((uploadId) => this.drop(uploadId)));
  }

  #begin(part: UploadPartBytes, target: string): Upload {
    if (part.offset !== 0) throw outOfOrder(part.path);
    if (this.#byId.size >= MAX_UPLOADS) {
      throw problem("too-large", "Too many files are being copied in at a time.", {
        next: "Wait for the others, then try again.",
      });
    }
    const staged = path.join(path.dirname(target), stagedName(part.uploadId));
    const idle = setTimeout(() => void this.drop(part.uploadId), IDLE_MS);
    idle.unref();
    const upload: Upload = { staged, size: 0, idle };
    this.#byId.set(part.uploadId, upload);
    return upload;
  }
}

/** A disk that is nearly full takes a part first, and refuses only the next. */
async function writeAll(handle: FileHandle, bytes: Buffer, offset: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, offset + done);
    done += bytesWritten;
  }
}

function outOfOrder(path: FilePath): Error {
  return problem("invalid-input", `${path} did not arrive whole.`, { next: "Copy it in again." });
}
