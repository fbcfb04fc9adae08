import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { cp, lstat, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { FilePath } from "../../../common/apps/filePath.ts";
import type { Log } from "../../../common/base/log.ts";
import type { RemovedEntry } from "../../../common/contracts/files.ts";
import { problem } from "../../../common/contracts/problem.ts";
import { errnoOf, outsideApp } from "./diskProblem.ts";
import { type FreedesktopTrash, TrashReceipt } from "./freedesktopTrash.ts";
import { STUDIO_FOLDER } from "./protectedPaths.ts";

const TRASH = `${STUDIO_FOLDER}/trash`;
const BODY = "body";
const NOTE = "removed.json";
const KEPT_MS = 30 * 24 * 60 * 60 * 1_000;

const Note = z.object({
  path: FilePath,
  removedAt: z.number(),
  /** Where the system's trash has it; null when it lies beside this note. */
  receipt: TrashReceipt.nullable().default(null),
});
type Note = z.infer<typeof Note>;

const TrashId = z.string().regex(/^[0-9a-f]{16}$/);

/** More is not copied just to be able to undo: it goes to the app's own trash. */
const MAX_COPY_BYTES = 256 * 1024 * 1024;

/** What the system's trash is reached by; an app without it has its own trash only. */
export type SystemTrash =
  /** Removed entries can be moved back out of it. */
  | { readonly kind: "freedesktop"; readonly trash: FreedesktopTrash }
  /** The shell moves entries there, but gives none back: a copy stays for undo. */
  | { readonly kind: "shell"; readonly moveTo: (absolute: string) => Promise<void> };

export interface WorkspaceTrashOptions {
  readonly root: string;
  readonly now: () => number;
  readonly log: Log;
  readonly system?: SystemTrash | undefined;
}

/**
 * What was removed from an app: in the system's trash where there is one, else inside the app for
 * 30 days. Either way it can be put back.
 */
export class WorkspaceTrash {
  readonly #options: WorkspaceTrashOptions;

  constructor(options: WorkspaceTrashOptions) {
    this.#options = options;
  }

  /** Moves an entry to the trash. */
  async take(absolute: string, entryPath: FilePath): Promise<RemovedEntry> {
    await this.#makeFolder();
    const trashId = randomBytes(8).toString("hex");
    const folder = this.#folderOf(trashId);
    await mkdir(folder);
    const note: Note = { path: entryPath, removedAt: this.#options.now(), receipt: null };
    try {
      await this.#write(trashId, note);
      if (await this.#takeToSystem(absolute, trashId, note)) return { trashId, where: "system" };
      await rename(absolute, path.join(folder, BODY));
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
    return { trashId, where: "app" };
  }

  /** Where an entry came from. @throws `not-found` when it is not here (any more). */
  async origin(trashId: string): Promise<FilePath> {
    return (await this.#read(trashId)).path;
  }

  /** Moves an entry out to `absolute`, where nothing may be. @throws `not-found` */
  async putBack(trashId: string, absolute: string): Promise<void> {
    const { receipt } = await this.#read(trashId);
    const folder = this.#folderOf(trashId);
    if (receipt === null) await rename(path.join(folder, BODY), absolute);
    else if (!(await this.#putBackFromSystem(receipt, absolute))) throw notInTrash();
    await rm(folder, { recursive: true });
  }

  /** Deletes for good what was removed long ago. */
  async purge(): Promise<void> {
    const { root, now } = this.#options;
    const ids = await readdir(path.join(root, TRASH)).catch(() => []);
    for (const trashId of ids) {
      if (!TrashId.safeParse(trashId).success) continue;
      const stats = await lstat(this.#folderOf(trashId));
      if (stats.mtimeMs < now() - KEPT_MS) {
        await rm(this.#folderOf(trashId), { recursive: true, force: true });
      }
    }
  }

  /** False when the system's trash cannot have it: the app's own takes it then. */
  async #takeToSystem(absolute: string, trashId: string, note: Note): Promise<boolean> {
    const { system, log } = this.#options;
    try {
      if (system === undefined) return false;
      if (system.kind === "freedesktop") {
        const receipt = await system.trash.take(absolute);
        await this.#write(trashId, { ...note, receipt }).catch(async (error: unknown) => {
          await system.trash.putBack(receipt, absolute);
          throw error;
        });
        return true;
      }
      if (!(await isWithinBytes(absolute, MAX_COPY_BYTES))) return false;
      await this.#copyBody(absolute, trashId);
      await system.moveTo(absolute);
      return true;
    } catch (error) {
      log.warn("system trash refused an entry", { error: String(error) });
      await rm(path.join(this.#folderOf(trashId), BODY), { recursive: true, force: true });
      return false;
    }
  }

  async #putBackFromSystem(receipt: TrashReceipt, absolute: string): Promise<boolean> {
    const { system } = this.#options;
    return system?.kind === "freedesktop" && (await system.trash.putBack(receipt, absolute));
  }

  async #copyBody(absolute: string, trashId: string): Promise<void> {
    await cp(absolute, path.join(this.#folderOf(trashId), BODY), {
      recursive: true,
      verbatimSymlinks: true,
      preserveTimestamps: true,
      mode: constants.COPYFILE_FICLONE,
    });
  }

  async #write(trashId: string, note: Note): Promise<void> {
    await writeFile(path.join(this.#folderOf(trashId), NOTE), JSON.stringify(note));
  }

  async #read(trashId: string): Promise<Note> {
    if (!TrashId.safeParse(trashId).success) throw notInTrash();
    try {
      return Note.parse(
        JSON.parse(await readFile(path.join(this.#folderOf(trashId), NOTE), "utf8")),
      );
    } catch (error) {
      throw notInTrash(String(error));
    }
  }

  #folderOf(trashId: string): string {
    return path.join(this.#options.root, TRASH, trashId);
  }

  /** A link in place of one of the folders would carry the app's files elsewhere. */
  async #makeFolder(): Promise<void> {
    let folder = this.#options.root;
    for (const name of TRASH.split("/")) {
      folder = path.join(folder, name);
      await mkdir(folder).catch((error: unknown) => {
        if (errnoOf(error) !== "EEXIST") throw error;
      });
      if (!(await lstat(folder)).isDirectory()) throw outsideApp(TRASH, folder);
    }
  }
}

async function isWithinBytes(absolute: string, limit: number): Promise<boolean> {
  const stats = await lstat(absolute);
  if (!stats.isDirectory()) return stats.size <= limit;
  let total = 0;
  for (const entry of await readdir(absolute, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    total += (await lstat(path.join(entry.parentPath, entry.name))).size;
    if (total > limit) return false;
  }
  return true;
}

function notInTrash(details = ""): Error {
  return problem("not-found", "That is not in the trash any more.", { details });
}
