import type { DatabaseSync } from "node:sqlite";

/** Names of the Durable Objects that scripts have made: the runtime itself lists none. */
export class ScriptObjects {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  add(name: string): void {
    this.#db.prepare("INSERT OR IGNORE INTO script_objects VALUES (?)").run(name);
  }

  /** Those of the script, by whichever class. */
  of(scriptKey: string): string[] {
    const rows = this.#db
      .prepare("SELECT name FROM script_objects WHERE substr(name, 1, ?) = ?")
      .all(scriptKey.length + 1, `${scriptKey}|`);
    return rows.map((row) => String(row["name"]));
  }

  /** Keys of the scripts that have objects. */
  scripts(): string[] {
    const rows = this.#db
      .prepare(
        "SELECT DISTINCT substr(name, 1, instr(name, '|') - 1) AS script FROM script_objects",
      )
      .all();
    return rows.map((row) => String(row["script"]));
  }

  remove(name: string): void {
    this.#db.prepare("DELETE FROM script_objects WHERE name = ?").run(name);
  }
}
