import type { DatabaseSync } from "node:sqlite";

/** What Studio remembers for the person: JSON text by key. */
export class SettingRecords {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  get(key: string): string | undefined {
    const row = this.#database.prepare("select value from setting where key = ?").get(key);
    return row === undefined ? undefined : String(row["value"]);
  }

  set(key: string, value: string): void {
    this.#database
      .prepare(
        `insert into setting (key, value) values (?, ?)
         on conflict (key) do update set value = excluded.value`,
      )
      .run(key, value);
  }
}
