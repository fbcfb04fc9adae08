import * as z from "zod/mini";
import { type Commit, JOURNAL_REVISIONS } from "../../common/apps/room.ts";
import { pageMessages } from "./pageMessages.ts";
import { mayHaveLinks, type ModuleLink } from "./moduleLinks.ts";

export interface ManifestEntry {
  readonly hash: string;
  readonly t: number;
}

/** What the room knows of a blob without having its body at hand. */
export interface BlobFacts {
  readonly contentType: string;
  readonly imports: readonly (readonly [number, number])[];
  /** The specifiers at `imports`; null while the body was never read here. */
  readonly links: readonly ModuleLink[] | null;
}

export interface KnownBlob extends BlobFacts {
  readonly hash: string;
}

/** What a room is rebuilt from when its own storage is gone. */
export const RoomCopy = z.object({
  version: z.literal(1),
  rev: z.int(),
  epoch: z.int(),
  complete: z.boolean(),
  manifest: z.array(z.tuple([z.string(), z.string(), z.number()])),
  blobs: z.array(z.tuple([z.string(), z.string(), z.array(z.tuple([z.number(), z.number()]))])),
});
export type RoomCopy = z.infer<typeof RoomCopy>;

const SCHEMA = `
  create table if not exists entries(path text primary key, hash text not null, t real not null);
  create table if not exists blobs(
    hash text primary key, content_type text not null, imports text not null, links text,
    used_at integer not null);
  create table if not exists journal(rev integer primary key, messages text not null);
  create table if not exists meta(key text primary key, value text not null);
`;

/** One row may hold 2 MB; what is near that is not worth replaying. */
const MAX_JOURNAL_CHARACTERS = 500_000;

const UNUSED_BLOB_MS = 7 * 24 * 3600 * 1000;

/**
 * The room's durable state in SQLite, mirrored in memory for reading. Memory changes only after
 * its transaction went through, so a full disk leaves both as they were.
 */
export class RoomStorage {
  readonly #storage: DurableObjectStorage;
  readonly #manifest = new Map<string, ManifestEntry>();
  readonly #blobs = new Map<string, BlobFacts>();
  readonly #meta = new Map<string, string>();

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
    this.#sql.exec(SCHEMA);
    this.#load();
  }

  get manifest(): ReadonlyMap<string, ManifestEntry> {
    return this.#manifest;
  }

  get blobs(): ReadonlyMap<string, BlobFacts> {
    return this.#blobs;
  }

  get rev(): number {
    return Number(this.#meta.get("rev") ?? 0);
  }

  get epoch(): number {
    return Number(this.#meta.get("epoch") ?? 0);
  }

  get complete(): boolean {
    return this.#meta.get("complete") === "1";
  }

  /** Vite's last error payload that nothing has mended yet, as JSON. */
  get openError(): string | undefined {
    return this.#meta.get("error");
  }

  /** Nothing was ever stored: a new app, or one whose storage was lost. */
  get isUntouched(): boolean {
    return this.rev === 0 && this.epoch === 0;
  }

  /** Gives the newest host its turn and returns its number. */
  nextEpoch(): number {
    const epoch = this.epoch + 1;
    this.#storage.transactionSync(() => this.#writeMeta({ epoch: String(epoch) }));
    this.#meta.set("epoch", String(epoch));
    return epoch;
  }

  /**
   * Applies a commit whose blobs are all in the store. `known` are those that are new here.
   * Returns the revision it made; a commit that changes nothing visible makes none.
   */
  apply(commit: Commit, known: readonly KnownBlob[]): number {
    const meta = this.#metaAfter(commit);
    const rows = commit.set.map(([path, hash, t]) => {
      return [path, { hash: hash ?? this.#manifest.get(path)?.hash ?? "", t }] as const;
    });
    this.#storage.transactionSync(() => {
      for (const blob of known) this.#writeBlob(blob);
      for (const path of commit.remove) this.#sql.exec("delete from entries where path = ?", path);
      for (const [path, { hash, t }] of rows) {
        this.#sql.exec("insert or replace into entries values (?, ?, ?)", path, hash, t);
      }
      this.#writeMeta(meta);
      if (meta["rev"] !== undefined) this.#writeJournal(Number(meta["rev"]), commit.payloads);
    });
    for (const { hash, ...facts } of known) this.#blobs.set(hash, facts);
    for (const path of commit.remove) this.#manifest.delete(path);
    for (const [path, entry] of rows) this.#manifest.set(path, entry);
    this.#remember(meta);
    return this.rev;
  }

  /**
   * What pages were sent for the revisions after `rev`, oldest first. Undefined when the journal does not
   * reach back that far, or when `rev` was never reached here.
   */
  messagesSince(rev: number): readonly string[] | undefined {
    if (rev > this.rev || this.rev - rev > JOURNAL_REVISIONS) return undefined;
    const rows = this.#sql
      .exec<{ messages: string }>("select messages from journal where rev > ? order by rev", rev)
      .toArray();
    if (rows.length !== this.rev - rev) return undefined;
    return rows.flatMap((row) => z.array(z.string()).parse(JSON.parse(row.messages)));
  }

  /** Keeps what a body told about its imports. */
  learnLinks(hash: string, links: readonly ModuleLink[]): void {
    const facts = this.#blobs.get(hash);
    if (facts === undefined) return;
    this.#sql.exec("update blobs set links = ? where hash = ?", JSON.stringify(links), hash);
    this.#blobs.set(hash, { ...facts, links });
  }

  /** A body that the store has lost: the host has to send it again. */
  forgetBlob(hash: string): void {
    this.#sql.exec("delete from blobs where hash = ?", hash);
    this.#blobs.delete(hash);
  }

  /** Drops facts about blobs that no row has named for a week. Bodies are shared: they stay. */
  dropUnusedBlobs(now: number): void {
    this.#sql.exec("update blobs set used_at = ? where hash in (select hash from entries)", now);
    const dropped = this.#sql
      .exec<{ hash: string }>(
        "delete from blobs where used_at < ? returning hash",
        now - UNUSED_BLOB_MS,
      )
      .toArray();
    for (const { hash } of dropped) this.#blobs.delete(hash);
  }

  copy(): RoomCopy {
    const used = new Set([...this.#manifest.values()].map((entry) => entry.hash));
    return {
      version: 1,
      rev: this.rev,
      epoch: this.epoch,
      complete: this.complete,
      manifest: [...this.#manifest].map(([path, { hash, t }]) => [path, hash, t]),
      blobs: [...used].flatMap((hash) => {
        const facts = this.#blobs.get(hash);
        if (facts === undefined) return [];
        return [[hash, facts.contentType, facts.imports.map(([a, b]) => [a, b])]];
      }),
    };
  }

  restore(copy: RoomCopy): void {
    const meta = {
      rev: String(copy.rev),
      epoch: String(copy.epoch),
      complete: copy.complete ? "1" : "0",
    };
    const blobs = copy.blobs.map(([hash, contentType, imports]) => {
      return {
        hash,
        contentType,
        imports,
        links: mayHaveLinks({ contentType, imports }) ? null : [],
      };
    });
    this.#storage.transactionSync(() => {
      for (const blob of blobs) this.#writeBlob(blob);
      for (const row of copy.manifest) {
        this.#sql.exec("insert or replace into entries values (?, ?, ?)", ...row);
      }
      this.#writeMeta(meta);
    });
    for (const { hash, ...facts } of blobs) this.#blobs.set(hash, facts);
    for (const [path, hash, t] of copy.manifest) this.#manifest.set(path, { hash, t });
    this.#remember(meta);
  }

  get #sql(): SqlStorage {
    return this.#storage.sql;
  }

  #load(): void {
    const entries = this.#sql.exec<{ path: string; hash: string; t: number }>(
      "select path, hash, t from entries",
    );
    for (const { path, hash, t } of entries) this.#manifest.set(path, { hash, t });
    const blobs = this.#sql.exec<{
      hash: string;
      content_type: string;
      imports: string;
      links: string | null;
    }>("select hash, content_type, imports, links from blobs");
    for (const { hash, content_type, imports, links } of blobs) {
      this.#blobs.set(hash, {
        contentType: content_type,
        imports: JSON.parse(imports),
        links: links === null ? null : JSON.parse(links),
      });
    }
    const meta = this.#sql.exec<{ key: string; value: string }>("select key, value from meta");
    for (const { key, value } of meta) this.#meta.set(key, value);
  }

  #metaAfter(commit: Commit): Record<string, string | undefined> {
    const changesRows = commit.set.length > 0 || commit.remove.length > 0;
    const errors = commit.payloads.filter(isErrorPayload);
    const mends = changesRows || commit.payloads.length > errors.length;
    return {
      ...(isBodiesOnly(commit) ? {} : { complete: commit.complete ? "1" : "0" }),
      ...(changesRows || commit.payloads.length > 0 ? { rev: String(this.rev + 1) } : {}),
      ...(mends ? { error: undefined } : {}),
      ...(errors.length > 0 ? { error: JSON.stringify(errors.at(-1)) } : {}),
    };
  }

  #writeBlob({ hash, contentType, imports, links }: KnownBlob): void {
    this.#sql.exec(
      "insert or replace into blobs values (?, ?, ?, ?, ?)",
      hash,
      contentType,
      JSON.stringify(imports),
      links === null ? null : JSON.stringify(links),
      Date.now(),
    );
  }

  #writeMeta(meta: Readonly<Record<string, string | undefined>>): void {
    for (const [key, value] of Object.entries(meta)) {
      if (value === this.#meta.get(key)) continue;
      if (value === undefined) this.#sql.exec("delete from meta where key = ?", key);
      else this.#sql.exec("insert or replace into meta values (?, ?)", key, value);
    }
  }

  #remember(meta: Readonly<Record<string, string | undefined>>): void {
    for (const [key, value] of Object.entries(meta)) {
      if (value === undefined) this.#meta.delete(key);
      else this.#meta.set(key, value);
    }
  }

  #writeJournal(rev: number, payloads: readonly unknown[]): void {
    const text = JSON.stringify(pageMessages(rev, payloads));
    if (text.length <= MAX_JOURNAL_CHARACTERS) {
      this.#sql.exec("insert or replace into journal values (?, ?)", rev, text);
    }
    this.#sql.exec("delete from journal where rev <= ?", rev - JOURNAL_REVISIONS);
  }
}

/** A large commit comes in parts: those before the last say nothing about the manifest. */
function isBodiesOnly({ blobs, set, remove, payloads, answers }: Commit): boolean {
  const rest = set.length + remove.length + payloads.length + answers.length;
  return blobs.length > 0 && rest === 0;
}

function isErrorPayload(payload: unknown): boolean {
  return (
    typeof payload === "object" && payload !== null && "type" in payload && payload.type === "error"
  );
}
