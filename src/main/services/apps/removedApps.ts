import { randomBytes } from "node:crypto";
import { cp, mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { AppId } from "../../../common/apps/appId.ts";
import { AppRecord } from "../../../common/contracts/apps.ts";
import { problem } from "../../../common/contracts/problem.ts";
import { codeOf } from "./folderProblem.ts";

const KEPT_MS = 30 * 24 * 60 * 60 * 1_000;
const NOTE = "removed.json";
const BODY = "app";

const Note = z.object({ app: AppRecord, removedAt: z.number() });

const RemovalId = z.string().regex(/^[a-z0-9]{6}-[0-9a-f]{12}$/);

/** Folders of apps that were removed with their files, kept for 30 days to be put back. */
export class RemovedApps {
  readonly #folder: string;
  readonly #now: () => number;

  constructor(folder: string, now: () => number) {
    this.#folder = folder;
    this.#now = now;
  }

  /** Moves the app's folder here. @returns the id that puts it back. */
  async take(app: AppRecord): Promise<string> {
    const removalId = `${app.id}-${randomBytes(6).toString("hex")}`;
    const slot = path.join(this.#folder, removalId);
    await mkdir(slot, { recursive: true });
    const note: z.infer<typeof Note> = { app, removedAt: this.#now() };
    try {
      await writeFile(path.join(slot, NOTE), JSON.stringify(note));
      await move(app.folder, path.join(slot, BODY));
    } catch (error) {
      await rm(slot, { recursive: true, force: true });
      throw error;
    }
    return removalId;
  }

  /** Moves the folder back to where it was. @throws `not-found`, or `already-exists`. */
  async putBack(removalId: string): Promise<AppRecord> {
    const { app } = await this.#note(removalId);
    const isTaken = await stat(app.folder).then(
      () => true,
      () => false,
    );
    if (isTaken) {
      throw problem("already-exists", `Another folder is at ${app.folder} now.`, {
        next: "Move that folder away, then undo again.",
      });
    }
    const slot = path.join(this.#folder, removalId);
    await move(path.join(slot, BODY), app.folder);
    await rm(slot, { recursive: true });
    return app;
  }

  /** Apps that can still be put back. */
  async ids(): Promise<AppId[]> {
    const slots = await readdir(this.#folder).catch(() => []);
    return slots.flatMap((slot) => AppId.safeParse(slot.split("-", 1)[0]).data ?? []);
  }

  /** Deletes for good what was removed long ago. */
  async purge(): Promise<void> {
    for (const removalId of await readdir(this.#folder).catch(() => [])) {
      const note = await this.#note(removalId).catch(() => undefined);
      if (note !== undefined && note.removedAt < this.#now() - KEPT_MS) {
        await rm(path.join(this.#folder, removalId), { recursive: true, force: true });
      }
    }
  }

  async #note(removalId: string): Promise<z.infer<typeof Note>> {
    if (!RemovalId.safeParse(removalId).success) throw notRemoved();
    try {
      const text = await readFile(path.join(this.#folder, removalId, NOTE), "utf8");
      return Note.parse(JSON.parse(text));
    } catch (error) {
      throw notRemoved(String(error));
    }
  }
}

function notRemoved(details = ""): Error {
  return problem("not-found", "That app cannot be put back any more.", { details });
}

/** Also across disks, where a rename is refused: then the copy is complete before the rest goes. */
async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (codeOf(error) !== "EXDEV") throw error;
    await cp(from, to, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
    await rm(from, { recursive: true });
  }
}
