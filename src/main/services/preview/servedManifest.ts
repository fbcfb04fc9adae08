import type { Commit, Welcome } from "../../../common/apps/room.ts";

export interface ServedFile {
  readonly hash: string;
  readonly t: number;
}

export interface ManifestDifference {
  readonly set: readonly (readonly [path: string, hash: string, t: number])[];
  readonly remove: readonly string[];
}

/** What a room serves, followed from its welcome and the commits it acknowledged. */
export class ServedManifest {
  readonly #files = new Map<string, ServedFile>();

  get size(): number {
    return this.#files.size;
  }

  welcome({ manifest }: Pick<Welcome, "manifest">): void {
    this.#files.clear();
    for (const [path, hash, t] of manifest) this.#files.set(path, { hash, t });
  }

  apply({ set, remove }: Pick<Commit, "set" | "remove">): void {
    for (const [path, hash, t] of set) {
      const known = hash ?? this.#files.get(path)?.hash;
      if (known !== undefined) this.#files.set(path, { hash: known, t });
    }
    for (const path of remove) this.#files.delete(path);
  }

  /** What `other` has to be told to serve the same. */
  differenceTo(other: ServedManifest): ManifestDifference {
    const set = [...this.#files]
      .filter(([path, file]) => !isSame(other.#files.get(path), file))
      .map(([path, { hash, t }]) => [path, hash, t] as const);
    const remove = [...other.#files.keys()].filter((path) => !this.#files.has(path));
    return { set, remove };
  }
}

function isSame(a: ServedFile | undefined, b: ServedFile): boolean {
  return a !== undefined && a.hash === b.hash && a.t === b.t;
}
