import type { DatabaseSync } from "node:sqlite";
import type { AppId } from "../../common/apps/appId.ts";

/** The renderer's panels and tabs per app; its meaning is the renderer's business. */
export class LayoutRecords {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  get(app: AppId): string | undefined {
    const row = this.#database.prepare("select value from layout where app = ?").get(app);
    return row === undefined ? undefined : String(row["value"]);
  }

  set(app: AppId, value: string): void {
    this.#database
      .prepare(
        `insert into layout (app, value) values (?, ?)
         on conflict (app) do update set value = excluded.value`,
      )
      .run(app, value);
  }
}
