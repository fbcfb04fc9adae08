import { randomBytes } from "node:crypto";
import { lstat, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { FilePath } from "../../../common/apps/filePath.ts";
import { problem } from "../../../common/contracts/problem.ts";
import { errnoOf, outsideApp } from "./diskProblem.ts";
import { STUDIO_FOLDER } from "./protectedPaths.ts";

const TRASH = `${STUDIO_FOLDER}/trash`;
const BODY = "body";
const NOTE = "removed.json";
const KEPT_MS = 30 * 24 * 60 * 60 * 1_000;

const Note = z.object({ path: FilePath, removedAt: z.number() });

const TrashId = z.string().regex(/^[0-9a-f]{16}$/);

/** What was removed from an app, kept inside it for 30 days so that it can be put back. */
export class WorkspaceTrash {
  readonly #root: string;
  readonly #now: () => number;

  constructor(root: string, now: () => number) {
    this.#root = root;
    this.#now = now;
  }

  /** Moves an entry here. @returns the id that puts it back. */
  async take(absolute: string, entryPath: FilePath): Promise<string> {
    await this.#makeFolder();
    const trashId = randomBytes(8).toString("hex");
    const folder = this.#folderOf(trashId);
    await mkdir(folder);
    const note: z.infer<typeof Note> = { path: entryPath, removedAt: this.#now() };
    await writeFile(path.join(folder, NOTE), JSON.stringify(note));
    try {
      await rename(absolute, path.join(folder, BODY));
    } catch (error) {
      await rm(folder, { recursive: true });
      throw error;
    }
    return trashId;
  }

  /** Where an entry came from. @throws `not-found` when it is not here (any more). */
  async origin(trashId: string): Promise<FilePath> {
    if (!TrashId.safeParse(trashId).success) throw notInTrash();
    try {
      const text = await readFile(path.join(this.#folderOf(trashId), NOTE), "utf8");
      return Note.parse(JSON.parse(text)).path;
    } catch (error) {
      throw notInTrash(String(error));
    }
  }

  /** Moves an entry out to `absolute`, where nothing may be. */
  async putBack(trashId: string, absolute: string): Promise<void> {
    const folder = this.#folderOf(trashId);
    await rename(path.join(folder, BODY), absolute);
    await rm(folder, { recursive: true });
  }

  /** Deletes for good what was removed long ago. */
  async purge(): Promise<void> {
    const ids = await readdir(path.join(this.#root, TRASH)).catch(() => []);
    for (const trashId of ids) {
      if (!TrashId.safeParse(trashId).success) continue;
      const stats = await lstat(this.#folderOf(trashId));
      if (stats.mtimeMs < this.#now() - KEPT_MS) {
        await rm(this.#folderOf(trashId), { recursive: true, force: true });
      }
    }
  }

  #folderOf(trashId: string): string {
    return path.join(this.#root, TRASH, trashId);
  }

  /** A link in place of one of the folders would carry the app's files elsewhere. */
  async #makeFolder(): Promise<void> {
    let folder = this.#root;
    for (const name of TRASH.split("/")) {
      folder = path.join(folder, name);
      await mkdir(folder).catch((error: unknown) => {
        if (errnoOf(error) !== "EEXIST") throw error;
      });
      if (!(await lstat(folder)).isDirectory()) throw outsideApp(TRASH, folder);
    }
  }
}

function notInTrash(details = ""): Error {
  return problem("not-found", "That is not in the trash any more.", { details });
}
