import type { DatabaseSync } from "node:sqlite";
import type { AppId } from "../../common/apps/appId.ts";
import { FilePath } from "../../common/apps/filePath.ts";
import { FileHash, TextEncoding } from "../../common/contracts/files.ts";

/** A draft with its text packed. */
export interface PackedDraft {
  readonly path: FilePath;
  readonly base: FileHash | null;
  readonly encoding: TextEncoding;
  readonly body: Uint8Array;
}

/** Unsaved text of open files. */
export class DraftRecords {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  paths(app: AppId): readonly FilePath[] {
    const rows = this.#database
      .prepare("select path from draft where app = ? order by at")
      .all(app);
    return rows.map((row) => FilePath.parse(row["path"]));
  }

  get(app: AppId, path: FilePath): PackedDraft | undefined {
    const row = this.#database
      .prepare("select base, encoding, body from draft where app = ? and path = ?")
      .get(app, path);
    if (row === undefined) return undefined;
    const { base, encoding, body } = row;
    if (!(body instanceof Uint8Array)) throw new Error("A draft without a body");
    return {
      path,
      base: FileHash.nullable().parse(base),
      encoding: TextEncoding.parse(encoding),
      body,
    };
  }

  put(app: AppId, { path, base, encoding, body }: PackedDraft, at: number): void {
    this.#database
      .prepare(
        `insert into draft (app, path, base, encoding, body, at) values (?, ?, ?, ?, ?, ?)
         on conflict (app, path) do update set base = excluded.base,
           encoding = excluded.encoding, body = excluded.body, at = excluded.at`,
      )
      .run(app, path, base, encoding, body, at);
  }

  drop(app: AppId, path: FilePath): void {
    this.#database.prepare("delete from draft where app = ? and path = ?").run(app, path);
  }
}
