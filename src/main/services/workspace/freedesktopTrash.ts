import { lstat, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { errnoOf } from "./diskProblem.ts";

/** Where a removed entry lies. Kept by the app, so it is checked before it is believed. */
export const TrashReceipt = z.object({
  trash: z.string().max(4096),
  name: z
    .string()
    .max(255)
    .regex(/^[^/\0]+$/),
});
export type TrashReceipt = z.infer<typeof TrashReceipt>;

export interface FreedesktopTrashOptions {
  /** `$XDG_DATA_HOME`, or its default below the person's home. */
  readonly dataHome: string;
  readonly uid: number;
  readonly now: () => number;
}

const MAX_NAME_BYTES = 255;
const INFO_SUFFIX = ".trashinfo";
const MAX_ATTEMPTS = 1_000;

/**
 * The trash that Linux desktops share (the freedesktop.org specification 1.0): what is moved
 * there shows up in the person's file manager, which can put it back too.
 */
export class FreedesktopTrash {
  readonly #options: FreedesktopTrashOptions;

  constructor(options: FreedesktopTrashOptions) {
    this.#options = options;
  }

  /** @throws what the disk says when there is no trash for this entry's disk. */
  async take(absolute: string): Promise<TrashReceipt> {
    const { trash, recorded } = await this.#trashOf(absolute);
    for (const folder of ["files", "info"]) {
      await mkdir(path.join(trash, folder), { recursive: true, mode: 0o700 });
    }
    const name = await this.#claimName(trash, path.basename(absolute), recorded);
    try {
      await rename(absolute, path.join(trash, "files", name));
    } catch (error) {
      await rm(infoFile(trash, name), { force: true });
      throw error;
    }
    return { trash, name };
  }

  /**
   * Moves an entry back to `absolute`, where nothing may be. False when it is not there any more,
   * or was not removed from there.
   */
  async putBack({ trash, name }: TrashReceipt, absolute: string): Promise<boolean> {
    const expected = await this.#trashOf(absolute);
    if (trash !== expected.trash) return false;
    const info = await readFile(infoFile(trash, name), "utf8").catch(() => "");
    if (!info.split("\n").includes(pathLine(expected.recorded))) return false;
    try {
      await rename(path.join(trash, "files", name), absolute);
    } catch (error) {
      if (errnoOf(error) === "ENOENT") return false;
      throw error;
    }
    await rm(infoFile(trash, name), { force: true });
    return true;
  }

  /** The person's own trash, or the one at the top of another disk: nothing is copied. */
  async #trashOf(absolute: string): Promise<{ trash: string; recorded: string }> {
    const { dataHome, uid } = this.#options;
    await mkdir(dataHome, { recursive: true, mode: 0o700 });
    const device = (await lstat(path.dirname(absolute))).dev;
    if ((await lstat(dataHome)).dev === device) {
      return { trash: path.join(dataHome, "Trash"), recorded: absolute };
    }
    const top = await topOfDisk(path.dirname(absolute), device);
    const shared = await lstat(path.join(top, ".Trash")).catch(() => null);
    const isSafe = shared?.isDirectory() === true && (shared.mode & 0o1000) !== 0;
    const trash = isSafe ? path.join(top, ".Trash", `${uid}`) : path.join(top, `.Trash-${uid}`);
    await mkdir(trash, { mode: 0o700 }).catch((error: unknown) => {
      if (errnoOf(error) !== "EEXIST") throw error;
    });
    if (!(await lstat(trash)).isDirectory()) throw new Error(`${trash} is no folder`);
    return { trash, recorded: path.relative(top, absolute) };
  }

  /** The file that tells where an entry came from is made first: it holds the name. */
  async #claimName(trash: string, wanted: string, recorded: string): Promise<string> {
    const info = `[Trash Info]\n${pathLine(recorded)}\nDeletionDate=${this.#localTime()}\n`;
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      const name = trashName(wanted, attempt);
      try {
        await writeFile(infoFile(trash, name), info, { flag: "wx", mode: 0o600 });
      } catch (error) {
        if (errnoOf(error) === "EEXIST") continue;
        throw error;
      }
      const isTaken = await lstat(path.join(trash, "files", name)).then(
        () => true,
        () => false,
      );
      if (!isTaken) return name;
      await rm(infoFile(trash, name), { force: true });
    }
    throw new Error(`${trash} holds too many entries of that name`);
  }

  #localTime(): string {
    const at = new Date(this.#options.now());
    const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
    return local.toISOString().slice(0, 19);
  }
}

function infoFile(trash: string, name: string): string {
  return path.join(trash, "info", `${name}${INFO_SUFFIX}`);
}

function pathLine(recorded: string): string {
  return `Path=${recorded.split("/").map(encodeURIComponent).join("/")}`;
}

/** `a.txt`, then `a.2.txt`: short enough that the file that tells of it can be named too. */
function trashName(wanted: string, attempt: number): string {
  const { name, ext } = path.parse(wanted);
  const ending = `${attempt === 1 ? "" : `.${attempt}`}${ext}`;
  let stem = name;
  while (Buffer.byteLength(`${stem}${ending}${INFO_SUFFIX}`) > MAX_NAME_BYTES && stem !== "") {
    stem = Array.from(stem).slice(0, -1).join("");
  }
  return stem === "" ? `${attempt}` : `${stem}${ending}`;
}

async function topOfDisk(folder: string, device: number): Promise<string> {
  let top = folder;
  for (;;) {
    const above = path.dirname(top);
    if (above === top || (await lstat(above)).dev !== device) return top;
    top = above;
  }
}
