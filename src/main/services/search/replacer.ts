import { randomUUID } from "node:crypto";
import type { FilePath } from "../../../common/apps/filePath.ts";
import type {
  FileContent,
  FileHash,
  TextEncoding,
  WrittenFile,
} from "../../../common/contracts/files.ts";
import { type Problem, problem, toProblem } from "../../../common/contracts/problem.ts";
import type { Replaced, ReplaceInput, TextEdit } from "../../../common/contracts/search.ts";
import { applyEdits } from "../../../common/apps/applyEdits.ts";

/** The files of one app, as replacing reads and writes them. Rejects with ProblemErrors. */
export interface ReplacedFiles {
  read(path: FilePath): Promise<FileContent>;
  /** Writes all files, or none when one of them could not be written. */
  writeMany(files: readonly FileWrite[]): Promise<readonly WrittenFile[]>;
}

interface FileWrite {
  readonly path: FilePath;
  readonly text: string;
  readonly encoding: TextEncoding;
  readonly expected: FileHash | null;
}

interface FileEdits {
  readonly path: FilePath;
  readonly edits: readonly TextEdit[];
  /** The version the edits were made for, when it is known. */
  readonly hash?: FileHash;
}

interface Prepared extends FileWrite {
  readonly inverse: readonly TextEdit[];
}

interface Refusal {
  readonly path: FilePath;
  readonly problem: Problem;
}

const READ_AT_ONCE = 8;
const REMEMBERED = 50;

/**
 * Replaces text in many files of one app at once. A file that does not hold what is expected of
 * it is left alone and named. The newest replacements can be taken back, until Studio is closed.
 */
export class Replacer {
  readonly #files: ReplacedFiles;
  readonly #undoable = new Map<string, readonly FileEdits[]>();

  constructor(files: ReplacedFiles) {
    this.#files = files;
  }

  replace(files: ReplaceInput["files"]): Promise<Replaced> {
    return this.#apply(files);
  }

  /** @throws `not-found` when it was taken back already, or too many came after it. */
  async undo(undoId: string): Promise<Replaced> {
    const files = this.#undoable.get(undoId);
    if (files === undefined) {
      throw problem("not-found", "This replacement cannot be taken back any more.", {
        next: "Take single files back from their local history.",
      });
    }
    this.#undoable.delete(undoId);
    return this.#apply(files);
  }

  async #apply(files: readonly FileEdits[]): Promise<Replaced> {
    const prepared: Prepared[] = [];
    const refused: Refusal[] = [];
    for (let at = 0; at < files.length; at += READ_AT_ONCE) {
      const batch = files.slice(at, at + READ_AT_ONCE).map((file) => this.#prepare(file));
      for (const each of await Promise.all(batch)) {
        if ("problem" in each) refused.push(each);
        else prepared.push(each);
      }
    }
    const { written, failed } = await this.#write(prepared);
    return {
      undoId: this.#remember(written),
      written: written.map(({ path, edits }) => ({ path, edits: edits.length })),
      refused: [...refused, ...failed],
    };
  }

  async #prepare({ path, edits, hash }: FileEdits): Promise<Prepared | Refusal> {
    try {
      const content = await this.#files.read(path);
      if (content.kind !== "text") return { path, problem: notText(path) };
      if (hash !== undefined && hash !== content.hash) return { path, problem: changed(path) };
      const edited = applyEdits(content.text, edits);
      if (!edited.ok) return { path, problem: changed(path) };
      const { text, inverse } = edited.value;
      return { path, text, encoding: content.encoding, expected: content.hash, inverse };
    } catch (error) {
      return { path, problem: toProblem(error) };
    }
  }

  /** In one step, so that the preview sees one change; file by file when one is in the way. */
  async #write(
    files: readonly Prepared[],
  ): Promise<{ written: readonly Required<FileEdits>[]; failed: readonly Refusal[] }> {
    if (files.length === 0) return { written: [], failed: [] };
    try {
      const written = await this.#files.writeMany(files.map(writeOf));
      return { written: files.flatMap((file, at) => undoOf(file, written[at])), failed: [] };
    } catch (error) {
      const [only] = files;
      if (only !== undefined && files.length === 1) {
        return { written: [], failed: [{ path: only.path, problem: toProblem(error) }] };
      }
    }
    const written: Required<FileEdits>[] = [];
    const failed: Refusal[] = [];
    for (const file of files) {
      const one = await this.#write([file]);
      written.push(...one.written);
      failed.push(...one.failed);
    }
    return { written, failed };
  }

  #remember(files: readonly FileEdits[]): string | null {
    if (files.length === 0) return null;
    const undoId = randomUUID();
    this.#undoable.set(undoId, files);
    const [oldest] = this.#undoable.keys();
    if (this.#undoable.size > REMEMBERED && oldest !== undefined) this.#undoable.delete(oldest);
    return undoId;
  }
}

function writeOf({ path, text, encoding, expected }: Prepared): FileWrite {
  return { path, text, encoding, expected };
}

function undoOf({ path, inverse }: Prepared, written: WrittenFile | undefined) {
  return written === undefined ? [] : [{ path, edits: inverse, hash: written.hash }];
}

function changed(path: FilePath): Problem {
  return {
    code: "conflict",
    message: `${path} was changed since the search, and was left as it is.`,
    next: "Search again, then replace.",
  };
}

function notText(path: FilePath): Problem {
  return {
    code: "not-text",
    message: `${path} is not text in an encoding that Studio can tell, and was left as it is.`,
  };
}
