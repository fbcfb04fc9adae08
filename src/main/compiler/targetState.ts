import type { ManifestRow } from "../../common/apps/room.ts";
import { isStyleSheet } from "./derivedStyles.ts";
import type { Loaded } from "./loaded.ts";
import type { CompiledCommit, KnownState } from "./protocol.ts";

interface Row {
  readonly hash: string;
  readonly t: number;
}

export interface Difference {
  readonly set: readonly ManifestRow[];
  readonly remove: readonly string[];
  /** Loaded keys whose body the target does not have, one per hash. */
  readonly blobs: readonly Loaded[];
}

/** What the target serves, as far as it has acknowledged. */
export class TargetState {
  readonly #rows = new Map<string, Row>();
  readonly #blobs = new Set<string>();

  constructor(known: KnownState) {
    this.reset(known);
  }

  reset(known: KnownState): void {
    this.#rows.clear();
    this.#blobs.clear();
    for (const [path, hash, t] of known.manifest) this.#rows.set(path, { hash, t });
    for (const hash of known.blobs) this.#blobs.add(hash);
  }

  get keys(): IterableIterator<string> {
    return this.#rows.keys();
  }

  get size(): number {
    return this.#rows.size;
  }

  has(key: string): boolean {
    return this.#rows.has(key);
  }

  timestampOf(key: string): number {
    return this.#rows.get(key)?.t ?? 0;
  }

  /** What has to be sent so that the target serves `loaded` with these timestamps. */
  difference(loaded: Iterable<Loaded>, timestampOf: (key: string) => number): Difference {
    const set: ManifestRow[] = [];
    const blobs = new Map<string, Loaded>();
    for (const item of loaded) {
      const { key, blob } = item;
      const t = timestampOf(key);
      const row = this.#rows.get(key);
      // A style sheet is stamped with every save, and needs no other address for the same text.
      if (row?.hash === blob.hash && (row.t === t || isStyleSheet(key))) continue;
      set.push([key, row?.hash === blob.hash ? null : blob.hash, t]);
      if (!this.#blobs.has(blob.hash)) blobs.set(blob.hash, item);
    }
    return { set, remove: [], blobs: [...blobs.values()] };
  }

  /** Takes over an acknowledged commit. */
  apply(commit: CompiledCommit): void {
    for (const blob of commit.blobs) this.#blobs.add(blob.hash);
    for (const path of commit.remove) this.#rows.delete(path);
    for (const [path, hash, t] of commit.set) {
      const known = hash ?? this.#rows.get(path)?.hash;
      if (known !== undefined) this.#rows.set(path, { hash: known, t });
    }
  }

  /** The target said that it does not have these after all. */
  forgetBlobs(hashes: readonly string[]): void {
    for (const hash of hashes) this.#blobs.delete(hash);
  }
}
