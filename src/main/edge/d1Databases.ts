import { randomUUID } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";

export interface D1Record {
  readonly id: string;
  readonly name: string;
  readonly createdOn: string;
}

/** Ids and names of the D1 databases; their tables are in the gateway. */
export class D1Databases {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  list(): D1Record[] {
    const rows = this.#db
      .prepare("SELECT id, name, created_on FROM d1_databases ORDER BY name")
      .all();
    return rows.map((row) => ({
      id: String(row["id"]),
      name: String(row["name"]),
      createdOn: String(row["created_on"]),
    }));
  }

  get(id: string): D1Record | undefined {
    return this.list().find((database) => database.id === id);
  }

  create(name: string): D1Record {
    const record = { id: randomUUID(), name, createdOn: new Date().toISOString() };
    this.#db
      .prepare("INSERT INTO d1_databases VALUES (?, ?, ?)")
      .run(record.id, name, record.createdOn);
    return record;
  }

  delete(id: string): void {
    this.#db.prepare("DELETE FROM d1_databases WHERE id = ?").run(id);
  }
}
