import { DurableObject } from "cloudflare:workers";

/** SQLite in a Durable Object takes values up to 2 MB; KV's may have 25 MiB. */
const CHUNK_BYTES = 1024 * 1024;

export interface KvEntry {
  readonly key: string;
  readonly value: Uint8Array<ArrayBuffer>;
  /** JSON, or null. */
  readonly metadata: string | null;
  /** Epoch seconds, or null for ever. */
  readonly expiration: number | null;
}

export interface KvFound {
  readonly value: Uint8Array<ArrayBuffer>;
  readonly metadata: string | null;
}

export interface KvPage {
  readonly keys: readonly {
    readonly name: string;
    readonly expiration?: number;
    /** JSON. */
    readonly metadata?: string;
  }[];
  /** The last name of this page; null when there is no further one. */
  readonly cursor: string | null;
}

export interface UnnamedKeys {
  readonly prefix: string;
  readonly named: readonly string[];
  /** Epoch seconds. */
  readonly before: number;
}

interface Row {
  [column: string]: SqlStorageValue;
  key: string;
  metadata: string | null;
  expiration: number | null;
}

/**
 * One KV namespace in one SQLite file. The simulator that comes with workerd's tools keeps a file
 * per value and takes a round trip for each; this takes a whole bulk write in one transaction, and
 * a namespace can be made while the edge runs.
 */
export class KvStore extends DurableObject<unknown> {
  readonly #sql: SqlStorage;

  constructor(ctx: DurableObjectState, env: unknown) {
    super(ctx, env);
    this.#sql = ctx.storage.sql;
    this.#sql.exec(`CREATE TABLE IF NOT EXISTS entries (
      key TEXT PRIMARY KEY, metadata TEXT, expiration INTEGER) WITHOUT ROWID`);
    this.#sql.exec(`CREATE TABLE IF NOT EXISTS chunks (
      key TEXT, n INTEGER, bytes BLOB NOT NULL, PRIMARY KEY (key, n)) WITHOUT ROWID`);
    this.#addWrittenColumn();
    this.#sql.exec(
      "CREATE INDEX IF NOT EXISTS expiring ON entries (expiration) WHERE expiration IS NOT NULL",
    );
  }

  putMany(entries: readonly KvEntry[]): void {
    this.ctx.storage.transactionSync(() => {
      this.#dropExpired();
      for (const entry of entries) this.#put(entry);
    });
  }

  get(key: string): KvFound | null {
    const row = this.#sql
      .exec<Row>(
        "SELECT key, metadata, expiration FROM entries WHERE key = ? AND (expiration IS NULL OR expiration > ?)",
        key,
        nowSeconds(),
      )
      .toArray()[0];
    if (row === undefined) return null;
    const chunks = this.#sql
      .exec<{ bytes: ArrayBuffer }>("SELECT bytes FROM chunks WHERE key = ? ORDER BY n", key)
      .toArray();
    return {
      value: joined(chunks.map(({ bytes }) => new Uint8Array(bytes))),
      metadata: row.metadata,
    };
  }

  deleteMany(keys: readonly string[]): void {
    this.ctx.storage.transactionSync(() => {
      for (const key of keys) this.#delete(key);
    });
  }

  list({ prefix, after, limit }: { prefix: string; after: string | null; limit: number }): KvPage {
    const rows = this.#sql
      .exec<Row>(
        `SELECT key, metadata, expiration FROM entries
         WHERE key >= ? AND key > ? AND substr(key, 1, ?) = ?
           AND (expiration IS NULL OR expiration > ?)
         ORDER BY key LIMIT ?`,
        prefix,
        after ?? "",
        prefix.length,
        prefix,
        nowSeconds(),
        limit + 1,
      )
      .toArray();
    const page = rows.slice(0, limit);
    return {
      keys: page.map(({ key, metadata, expiration }) => ({
        name: key,
        ...(expiration === null ? {} : { expiration }),
        ...(metadata === null ? {} : { metadata }),
      })),
      cursor: rows.length > limit ? (page.at(-1)?.key ?? null) : null,
    };
  }

  /**
   * Deletes the keys of a prefix that nobody names and that were written before then (epoch
   * seconds). Returns how many.
   */
  deleteUnnamed({ prefix, named, before }: UnnamedKeys): number {
    const keep = new Set(named);
    const old = this.#sql
      .exec<{ key: string }>(
        "SELECT key FROM entries WHERE key >= ? AND substr(key, 1, ?) = ? AND written < ?",
        prefix,
        prefix.length,
        prefix,
        before,
      )
      .toArray()
      .filter(({ key }) => !keep.has(key));
    this.deleteMany(old.map(({ key }) => key));
    return old.length;
  }

  /** The namespace was deleted. */
  async clear(): Promise<void> {
    await this.ctx.storage.deleteAll();
    this.ctx.abort("The KV namespace was deleted");
  }

  /** Stores of earlier versions lack it: what they hold counts as old. */
  #addWrittenColumn(): void {
    const columns = this.#sql.exec<{ name: string }>("PRAGMA table_info(entries)").toArray();
    if (columns.some(({ name }) => name === "written")) return;
    this.#sql.exec("ALTER TABLE entries ADD COLUMN written INTEGER NOT NULL DEFAULT 0");
  }

  #put({ key, value, metadata, expiration }: KvEntry): void {
    this.#sql.exec("DELETE FROM chunks WHERE key = ?", key);
    this.#sql.exec(
      "INSERT OR REPLACE INTO entries (key, metadata, expiration, written) VALUES (?, ?, ?, ?)",
      key,
      metadata,
      expiration,
      nowSeconds(),
    );
    for (let at = 0, n = 0; at < value.byteLength || n === 0; at += CHUNK_BYTES, n++) {
      const chunk = value.slice(at, at + CHUNK_BYTES);
      this.#sql.exec("INSERT INTO chunks VALUES (?, ?, ?)", key, n, chunk.buffer);
    }
  }

  #delete(key: string): void {
    this.#sql.exec("DELETE FROM chunks WHERE key = ?", key);
    this.#sql.exec("DELETE FROM entries WHERE key = ?", key);
  }

  #dropExpired(): void {
    const expired = this.#sql
      .exec<Row>(
        "SELECT key FROM entries WHERE expiration IS NOT NULL AND expiration <= ? LIMIT 100",
        nowSeconds(),
      )
      .toArray();
    for (const { key } of expired) this.#delete(key);
  }
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}

function joined(chunks: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  const [first] = chunks;
  if (first !== undefined && chunks.length === 1) return first;
  const whole = new Uint8Array(chunks.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}
