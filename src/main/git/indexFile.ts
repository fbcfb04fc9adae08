import { closeSync, fsyncSync, openSync, readFileSync, renameSync } from "node:fs";
import { statSync, unlinkSync, writeSync } from "node:fs";
import path from "node:path";
import { problem } from "../../common/contracts/problem.ts";
import { type IndexEntry, parseIndex, serializeIndex } from "./gitIndex.ts";

/** The index as it was read. Entries by path; a path in conflict has several. */
export interface ReadIndex {
  readonly entries: readonly IndexEntry[];
  /** Entries without a conflict. */
  readonly byPath: ReadonlyMap<string, IndexEntry>;
  /** Stage 1 to 3 of each path in conflict, by stage. */
  readonly conflicts: ReadonlyMap<string, ReadonlyMap<number, IndexEntry>>;
  /** When the file was written: what changed since cannot be known by its stat. 0n without one. */
  readonly writtenNs: bigint;
  /** Tells this content from any other. */
  readonly identity: string;
}

/** `.git/index`, shared with every other git that works here by its lock file. */
export class IndexFile {
  readonly #file: string;
  #known: ReadIndex | null = null;

  constructor(gitDir: string) {
    this.#file = path.join(gitDir, "index");
  }

  /** @throws `invalid-input` for an index that Studio cannot read. */
  read(): ReadIndex {
    const stats = statSync(this.#file, { bigint: true, throwIfNoEntry: false });
    const identity =
      stats === undefined ? "none" : `${stats.ino}:${stats.size}:${stats.mtimeNs}:${stats.ctimeNs}`;
    if (this.#known?.identity === identity) return this.#known;
    const entries = stats === undefined ? [] : parseIndex(readFileSync(this.#file));
    this.#known = arrange(entries, stats?.mtimeNs ?? 0n, identity);
    return this.#known;
  }

  /**
   * Changes the index in one step, which no other git crosses.
   *
   * @param change gets the index as it is and returns all entries as they are to be.
   * @throws `locked` while another git changes it.
   */
  async update(
    change: (index: ReadIndex) => readonly IndexEntry[] | Promise<readonly IndexEntry[]>,
  ): Promise<void> {
    const lock = `${this.#file}.lock`;
    const handle = openLock(lock);
    let isPlaced = false;
    try {
      const bytes = serializeIndex(await change(this.read()));
      writeSync(handle, bytes);
      fsyncSync(handle);
      renameSync(lock, this.#file);
      isPlaced = true;
    } finally {
      closeSync(handle);
      if (!isPlaced) unlinkSync(lock);
    }
  }
}

function openLock(lock: string): number {
  try {
    return openSync(lock, "wx", 0o644);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") {
      throw problem("locked", "Another git is at work in this repository.", {
        next: `Try again. If no git runs, delete ${lock}.`,
        details: lock,
      });
    }
    throw error;
  }
}

function arrange(entries: readonly IndexEntry[], writtenNs: bigint, identity: string): ReadIndex {
  const byPath = new Map<string, IndexEntry>();
  const conflicts = new Map<string, Map<number, IndexEntry>>();
  for (const entry of entries) {
    if (entry.stage === 0) byPath.set(entry.path, entry);
    else {
      const sides = conflicts.get(entry.path) ?? new Map<number, IndexEntry>();
      conflicts.set(entry.path, sides.set(entry.stage, entry));
    }
  }
  return { entries, byPath, conflicts, writtenNs, identity };
}
