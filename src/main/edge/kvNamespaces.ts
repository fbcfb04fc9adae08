import { randomBytes } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";

export interface KvNamespaceRecord {
  readonly id: string;
  readonly title: string;
}

/** Ids and titles of the KV namespaces; their values are in the gateway. */
export class KvNamespaces {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  list(): KvNamespaceRecord[] {
    const rows = this.#db.prepare("SELECT id, title FROM kv_namespaces ORDER BY title").all();
    return rows.map((row) => ({ id: String(row["id"]), title: String(row["title"]) }));
  }

  get(id: string): KvNamespaceRecord | undefined {
    return this.list().find((candidate) => candidate.id === id);
  }

  byTitle(title: string): KvNamespaceRecord | undefined {
    return this.list().find((candidate) => candidate.title === title);
  }

  create(title: string): KvNamespaceRecord {
    const record = { id: randomBytes(16).toString("hex"), title };
    this.#db.prepare("INSERT INTO kv_namespaces VALUES (?, ?)").run(record.id, title);
    return record;
  }

  rename(id: string, title: string): KvNamespaceRecord {
    this.#db.prepare("UPDATE kv_namespaces SET title = ? WHERE id = ?").run(title, id);
    return { id, title };
  }

  delete(id: string): void {
    this.#db.prepare("DELETE FROM kv_namespaces WHERE id = ?").run(id);
  }
}
