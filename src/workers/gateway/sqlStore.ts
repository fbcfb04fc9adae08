import { DurableObject } from "cloudflare:workers";
import type { SqlResult, SqlStatement, SqlValue } from "../../common/apps/edgeWire.ts";

/** One D1 database in one SQLite file. */
export class SqlStore extends DurableObject<unknown> {
  /** Runs all of them or none. Throws an Error with SQLite's own sentence. */
  run(statements: readonly SqlStatement[]): SqlResult[] {
    return this.ctx.storage.transactionSync(() =>
      statements.map((statement) => this.#one(statement)),
    );
  }

  /** The database was deleted. */
  async clear(): Promise<void> {
    await this.ctx.storage.deleteAll();
    this.ctx.abort("The database was deleted");
  }

  #one({ sql, params }: SqlStatement): SqlResult {
    const start = Date.now();
    const before = this.#changes();
    const cursor = this.ctx.storage.sql.exec(sql, ...params);
    const rows = [...cursor.raw()] as SqlValue[][];
    const { changes, lastRowId } = this.#changes();
    const written = changes - before.changes;
    return {
      columns: cursor.columnNames,
      rows,
      meta: {
        duration: Date.now() - start,
        rows_read: cursor.rowsRead,
        rows_written: cursor.rowsWritten,
        last_row_id: lastRowId,
        changes: written,
        changed_db: cursor.rowsWritten > 0,
        size_after: this.ctx.storage.sql.databaseSize,
      },
    };
  }

  #changes(): { readonly changes: number; readonly lastRowId: number } {
    const [row] = this.ctx.storage.sql
      .exec<{ changes: number; id: number }>(
        "SELECT total_changes() AS changes, last_insert_rowid() AS id",
      )
      .toArray();
    return { changes: row?.changes ?? 0, lastRowId: row?.id ?? 0 };
  }
}
