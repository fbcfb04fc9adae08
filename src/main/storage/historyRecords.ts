import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import { z } from "zod";
import type { AppId } from "../../common/apps/appId.ts";
import { FilePath } from "../../common/apps/filePath.ts";
import { FileHash, TextEncoding } from "../../common/contracts/files.ts";
import { HistoryCause, type HistoryEntry } from "../../common/contracts/history.ts";
import { transaction } from "./transaction.ts";

export interface HistoryRecord extends HistoryEntry {
  readonly encoding: TextEncoding;
  /** Bytes the body takes on disk. */
  readonly packed: number;
}

const Row = z.object({
  id: z.number().int(),
  path: FilePath,
  at: z.number(),
  cause: HistoryCause,
  hash: FileHash,
  size: z.number().int(),
  encoding: TextEncoding,
  packed: z.number().int(),
});

const COLUMNS = "id, path, at, cause, hash, size, encoding, packed";

/** Which versions of files are kept; the bodies lie beside the database, by their hash. */
export class HistoryRecords {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  add(app: AppId, record: Omit<HistoryRecord, "id">): number {
    const { path, at, cause, hash, size, encoding, packed } = record;
    const added = this.#database
      .prepare(
        `insert into history (app, path, at, cause, hash, size, encoding, packed)
         values (?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(app, path, at, cause, hash, size, encoding, packed);
    return Number(added.lastInsertRowid);
  }

  /** Newest first. */
  list(app: AppId, path: FilePath): readonly HistoryRecord[] {
    return this.#database
      .prepare(`select ${COLUMNS} from history where app = ? and path = ? order by id desc`)
      .all(app, path)
      .map(parse);
  }

  newest(app: AppId, path: FilePath): HistoryRecord | undefined {
    const row = this.#database
      .prepare(`select ${COLUMNS} from history where app = ? and path = ? order by id desc limit 1`)
      .get(app, path);
    return row === undefined ? undefined : parse(row);
  }

  get(app: AppId, id: number): HistoryRecord | undefined {
    const row = this.#database
      .prepare(`select ${COLUMNS} from history where app = ? and id = ?`)
      .get(app, id);
    return row === undefined ? undefined : parse(row);
  }

  /** The newest version of every file that has any, most recently changed first. */
  files(app: AppId): readonly HistoryRecord[] {
    return this.#database
      .prepare(
        `select ${COLUMNS} from history
         where id in (select max(id) from history where app = ? group by path) order by id desc`,
      )
      .all(app)
      .map(parse);
  }

  /** Carries the versions of a file or of all files in a folder to its new name. */
  rename(app: AppId, from: FilePath, to: FilePath): void {
    this.#database
      .prepare(
        `update history set path = ? || substr(path, ?)
         where app = ? and (path = ? or substr(path, 1, ?) = ?)`,
      )
      .run(to, from.length + 1, app, from, from.length + 1, `${from}/`);
  }

  /** Takes versions out. @returns the hashes that no version has any more. */
  remove(ids: readonly number[]): readonly FileHash[] {
    return transaction(this.#database, () => {
      const hashes = new Set(ids.flatMap((id) => this.#removeOne(id)));
      const used = this.#database.prepare("select 1 from history where hash = ? limit 1");
      return [...hashes].filter((hash) => used.get(hash) === undefined);
    });
  }

  /** Bytes that all bodies take on disk, each counted once. */
  totalPacked(): number {
    const row = this.#database
      .prepare("select sum(packed) as total from (select packed from history group by hash)")
      .get();
    return Number(row?.["total"] ?? 0);
  }

  /** The oldest versions of all apps. */
  oldest(count: number): readonly HistoryRecord[] {
    return this.#database
      .prepare(`select ${COLUMNS} from history order by id limit ?`)
      .all(count)
      .map(parse);
  }

  #removeOne(id: number): readonly FileHash[] {
    const row = this.#database.prepare("delete from history where id = ? returning hash").get(id);
    return row === undefined ? [] : [FileHash.parse(row["hash"])];
  }
}

function parse(row: Record<string, SQLOutputValue>): HistoryRecord {
  return Row.parse(row);
}
