import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync } from "node:fs";
import { closeSync, fsyncSync, openSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Emitter, type Listen } from "../../../common/base/event.ts";
import { type Problem, problem, toProblem } from "../../../common/contracts/problem.ts";
import { MAX_SETTINGS_CHARS } from "../../../common/contracts/settings.ts";

/** How often the disk is asked while somebody listens. */
const POLL_MS = 1_000;

export interface HandEditedFileOptions {
  /** A folder that neither reading nor writing may leave, as an app's; null for the person's own. */
  readonly within: string | null;
  readonly pollMs?: number;
}

export interface FileText {
  /** Null when there is no file, or when it cannot be read. */
  readonly text: string | null;
  readonly hash: string | null;
  readonly problem: Problem | null;
}

const MISSING: FileText = { text: null, hash: null, problem: null };

/**
 * A small file that a person writes with Studio or with any other program, followed while
 * somebody listens. It is polled: it may not exist yet, and programs replace it rather than write
 * to it, which loses a watch. Calls are synchronous, so that two changes cannot mix.
 */
export class HandEditedFile implements Disposable {
  readonly path: string;
  readonly #within: string | null;
  readonly #pollMs: number;
  readonly #changed = new Emitter<FileText>();
  #listeners = 0;
  #poll: ReturnType<typeof setInterval> | undefined;
  /** Tells whether the file may have changed since it was read. */
  #stamp: string;
  #value: FileText;

  constructor(file: string, { within, pollMs = POLL_MS }: HandEditedFileOptions) {
    this.path = file;
    this.#within = within;
    this.#pollMs = pollMs;
    this.#stamp = stampOf(file);
    this.#value = this.#read();
  }

  /** As it was read last: newly, unless somebody listens, who is told of changes anyway. */
  get value(): FileText {
    if (this.#listeners === 0) this.#value = this.#read();
    return this.#value;
  }

  readonly onChange: Listen<FileText> = (listener) => {
    const stop = this.#changed.on(listener);
    this.#listeners += 1;
    if (this.#listeners === 1) this.#follow();
    return () => {
      stop();
      this.#listeners -= 1;
      if (this.#listeners === 0) clearInterval(this.#poll);
    };
  };

  /**
   * Replaces the text in one step.
   *
   * @param expected the hash of the text that is replaced; left out replaces any.
   * @throws `conflict`, `outside-app`, or what the disk says.
   */
  write(text: string, expected?: string | null): void {
    this.#refresh();
    if (expected !== undefined && expected !== this.#value.hash) {
      throw problem("conflict", `${path.basename(this.path)} was changed by another program.`, {
        next: "Look at what it says now, and make your change again.",
      });
    }
    mkdirSync(path.dirname(this.path), { recursive: true, mode: 0o700 });
    replaceFile(this.#target(), text);
    this.#refresh();
  }

  [Symbol.dispose](): void {
    clearInterval(this.#poll);
  }

  #follow(): void {
    this.#stamp = stampOf(this.path);
    this.#value = this.#read();
    this.#poll = setInterval(() => {
      if (stampOf(this.path) !== this.#stamp) this.#refresh();
    }, this.#pollMs).unref();
  }

  #refresh(): void {
    // Before the read: what is written meanwhile is seen at the next look.
    this.#stamp = stampOf(this.path);
    const next = this.#read();
    const same =
      next.hash === this.#value.hash && next.problem?.message === this.#value.problem?.message;
    if (same) return;
    this.#value = next;
    this.#changed.fire(next);
  }

  #read(): FileText {
    try {
      const file = this.#target();
      const stats = statSync(file, { throwIfNoEntry: false });
      if (stats === undefined) return MISSING;
      if (!stats.isFile()) throw problem("not-text", `${this.path} is no file.`);
      if (stats.size > MAX_SETTINGS_CHARS) {
        throw problem("too-large", `${this.path} is larger than 1 MB.`);
      }
      const text = readFileSync(file, "utf8").replace(/^\uFEFF/, "");
      return { text, hash: createHash("sha256").update(text).digest("hex"), problem: null };
    } catch (error) {
      return { ...MISSING, problem: toProblem(error) };
    }
  }

  /** Where the file really lies: people link their settings to a folder that they share. */
  #target(): string {
    const folder = realPath(path.dirname(this.path));
    const file = realPath(path.join(folder, path.basename(this.path)));
    if (this.#within === null) return file;
    const root = realPath(this.#within);
    if (file.startsWith(root + path.sep)) return file;
    throw problem("outside-app", `${this.path} is a link out of the app's folder.`, {
      next: "Replace the link by a file.",
    });
  }
}

function stampOf(file: string): string {
  try {
    const { ino, size, mtimeNs, ctimeNs } = statSync(file, { bigint: true });
    return `${ino} ${size} ${mtimeNs} ${ctimeNs}`;
  } catch (error) {
    return String(error);
  }
}

/** The path itself while there is nothing. */
function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}

function replaceFile(file: string, text: string): void {
  const staged = `${file}.${randomBytes(6).toString("hex")}.new`;
  try {
    const handle = openSync(staged, "wx", 0o600);
    try {
      writeFileSync(handle, text);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(staged, file);
  } catch (error) {
    rmSync(staged, { force: true });
    throw writeProblem(file, error);
  }
}

function writeProblem(file: string, error: unknown): Error {
  const code = error instanceof Error && "code" in error ? error.code : null;
  const details = error instanceof Error ? error.message : String(error);
  if (code === "ENOSPC" || code === "EDQUOT") {
    return problem("disk-full", `No space is left to write ${path.basename(file)}.`, {
      next: "Free some space and try again.",
      details,
    });
  }
  return problem("no-permission", `${path.basename(file)} cannot be written.`, {
    next: "Look at its permissions and try again.",
    details,
  });
}
