import type { Blob, Commit, Committed, Refused } from "../../common/apps/room.ts";
import type { BlobStore } from "./blobStore.ts";
import { type ParsedCommit, parseCommit } from "./commitShape.ts";
import { mayHaveLinks, readLinks } from "./moduleLinks.ts";
import { decode } from "./moduleRenderer.ts";
import type { KnownBlob, RoomStorage } from "./roomStorage.ts";

interface CommitsParts {
  readonly storage: RoomStorage;
  readonly store: BlobStore;
  /** Hands a new revision to the pages; returns how many there are. */
  readonly publish: (commit: Commit, rev: number | undefined) => number;
}

/**
 * Takes commits one after another: bodies to the store, then the rows in one transaction, then
 * the payloads, then the answer. A refused commit leaves everything as it was.
 */
export class Commits {
  readonly #parts: CommitsParts;
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: CommitsParts) {
    this.#parts = parts;
  }

  take(frame: Uint8Array): Promise<Committed | Refused> {
    const parsed = parseCommit(frame);
    const taken = this.#last.then(() => this.#take(parsed));
    this.#last = taken;
    return taken;
  }

  async #take(parsed: ParsedCommit): Promise<Committed | Refused> {
    if (!parsed.ok) return refused(parsed.id, "malformed", parsed.reason);
    const { commit } = parsed;
    try {
      return this.#refusal(commit) ?? (await this.#store(commit)) ?? this.#apply(commit);
    } catch (error) {
      return refused(commit.id, "storage", error instanceof Error ? error.message : String(error));
    }
  }

  #refusal(commit: Commit): Refused | undefined {
    const { storage } = this.#parts;
    if (commit.epoch !== storage.epoch) {
      return refused(commit.id, "fenced", "A newer Studio serves this app.");
    }
    const unmoved = commit.set.find(([path, hash]) => hash === null && !storage.manifest.has(path));
    if (unmoved !== undefined) {
      return refused(commit.id, "malformed", `${unmoved[0]} has no row whose hash could be kept.`);
    }
    const sent = new Set(commit.blobs.map((blob) => blob.hash));
    const named = commit.set.flatMap(([, hash]) => (hash === null ? [] : [hash]));
    return missing(
      commit.id,
      named.filter((hash) => !sent.has(hash) && !storage.blobs.has(hash)),
    );
  }

  /** Puts the bodies that are new; refuses when one that was not sent is not in the store. */
  async #store(commit: Commit): Promise<Refused | undefined> {
    const { store } = this.#parts;
    const absent: string[] = [];
    await Promise.all(
      this.#unknown(commit).map(async ({ hash, body }) => {
        if (body !== null) await store.put(hash, body);
        else if (!(await store.has(hash))) absent.push(hash);
      }),
    );
    return missing(commit.id, absent);
  }

  #apply(commit: Commit): Committed | Refused {
    const { storage, publish } = this.#parts;
    // A newer host may have come while the bodies were stored.
    if (commit.epoch !== storage.epoch) {
      return refused(commit.id, "fenced", "A newer Studio serves this app.");
    }
    const before = storage.rev;
    const rev = storage.apply(commit, this.#unknown(commit).map(toKnown));
    const pages = publish(commit, rev === before ? undefined : rev);
    return { type: "committed", id: commit.id, rev, pages };
  }

  #unknown(commit: Commit): readonly Blob[] {
    return commit.blobs.filter((blob) => !this.#parts.storage.blobs.has(blob.hash));
  }
}

function toKnown({ hash, contentType, imports, body }: Blob): KnownBlob {
  if (!mayHaveLinks({ contentType, imports })) return { hash, contentType, imports, links: [] };
  const links = body === null ? null : readLinks(decode(body), imports);
  return { hash, contentType, imports, links };
}

function missing(id: number, hashes: readonly string[]): Refused | undefined {
  if (hashes.length === 0) return undefined;
  const unique = [...new Set(hashes)];
  const message = `The store does not hold ${unique.length} of the bodies.`;
  return { type: "refused", id, reason: "missing-blobs", hashes: unique, message };
}

function refused(id: number, reason: Refused["reason"], message: string): Refused {
  return { type: "refused", id, reason, hashes: [], message };
}
