import type { DatabaseSync } from "node:sqlite";

/** Runs `work` as one change: all of it is on disk when this returns, or none of it. */
export function transaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec("begin immediate");
  try {
    const result = work();
    database.exec("commit");
    return result;
  } catch (error) {
    // A full disk has ended the transaction already; then there is nothing to roll back.
    if (database.isTransaction) database.exec("rollback");
    throw error;
  }
}
