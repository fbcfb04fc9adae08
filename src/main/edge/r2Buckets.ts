import type { DatabaseSync } from "node:sqlite";

export interface BucketRecord {
  readonly name: string;
  readonly createdOn: string;
}

/** Names of the R2 buckets; their objects are in the gateway, each below its bucket's name. */
export class R2Buckets {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  list(): BucketRecord[] {
    const rows = this.#db.prepare("SELECT name, created_on FROM r2_buckets ORDER BY name").all();
    return rows.map((row) => ({ name: String(row["name"]), createdOn: String(row["created_on"]) }));
  }

  get(name: string): BucketRecord | undefined {
    return this.list().find((bucket) => bucket.name === name);
  }

  create(name: string): BucketRecord {
    const record = { name, createdOn: new Date().toISOString() };
    this.#db.prepare("INSERT INTO r2_buckets VALUES (?, ?)").run(name, record.createdOn);
    return record;
  }

  delete(name: string): void {
    this.#db.prepare("DELETE FROM r2_buckets WHERE name = ?").run(name);
  }
}
