import type { DatabaseSync } from "node:sqlite";
import type { AppId } from "../../common/apps/appId.ts";
import { AppRecord } from "../../common/contracts/apps.ts";
import { transaction } from "./transaction.ts";

/** The apps Studio knows, whether or not their folder is still there. */
export class AppRecords {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Most recently opened first. */
  all(): readonly AppRecord[] {
    const rows = this.#database
      .prepare("select * from app order by opened_at desc, created_at desc, id")
      .all();
    return rows.map(toRecord);
  }

  get(id: AppId): AppRecord | undefined {
    const row = this.#database.prepare("select * from app where id = ?").get(id);
    return row === undefined ? undefined : toRecord(row);
  }

  /** Adds the app, or replaces what was known of it. */
  put(app: AppRecord): void {
    this.#database
      .prepare(
        `insert into app (id, name, folder, starter, trusted, created_at, opened_at)
         values (?, ?, ?, ?, ?, ?, ?)
         on conflict (id) do update set name = excluded.name, folder = excluded.folder,
           starter = excluded.starter, trusted = excluded.trusted,
           created_at = excluded.created_at, opened_at = excluded.opened_at`,
      )
      .run(
        app.id,
        app.name,
        app.folder,
        app.starter,
        app.trusted ? 1 : 0,
        app.createdAt,
        app.openedAt,
      );
  }

  /** Forgets the app and everything kept by its id. */
  remove(id: AppId): void {
    transaction(this.#database, () => {
      this.#database.prepare("delete from app where id = ?").run(id);
      for (const table of ["layout", "preview", "sync_target", "sync_pending"]) {
        this.#database.prepare(`delete from ${table} where app = ?`).run(id);
      }
    });
  }
}

function toRecord(row: Record<string, unknown>): AppRecord {
  return AppRecord.parse({
    id: row["id"],
    name: row["name"],
    folder: row["folder"],
    starter: row["starter"],
    trusted: row["trusted"] === 1,
    createdAt: row["created_at"],
    openedAt: row["opened_at"],
  });
}
