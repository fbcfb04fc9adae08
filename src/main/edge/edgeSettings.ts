import type { DatabaseSync } from "node:sqlite";

/** Small facts that must be the same after a restart: ports that open pages know. */
export class EdgeSettings {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  number(name: string): number | undefined {
    const row = this.#db.prepare("SELECT value FROM settings WHERE name = ?").get(name);
    return row === undefined ? undefined : Number(row["value"]);
  }

  setNumber(name: string, value: number): void {
    this.#db.prepare("INSERT OR REPLACE INTO settings VALUES (?, ?)").run(name, String(value));
  }
}
