import type { Migration } from "../../../../common/apps/workerSettings.ts";
import { toProblem } from "../../../../common/contracts/problem.ts";
import type { WorkersPlatform } from "../../../cloud/workersPlatform.ts";

export interface MigrateOptions {
  readonly platform: Pick<WorkersPlatform, "queryD1">;
  /** Of the database. */
  readonly id: string;
  /** Where it is noted which ones were applied; an identifier. */
  readonly table: string;
  readonly migrations: readonly Migration[];
  readonly signal: AbortSignal;
}

/**
 * Applies the migrations that a database lacks, in order, as `wrangler d1 migrations apply` does.
 *
 * @returns the first that failed: it and those after it were not applied. Null when none did.
 */
export async function migrate(
  options: MigrateOptions,
): Promise<{ readonly name: string; readonly reason: string } | null> {
  const { platform, id, table, migrations, signal } = options;
  if (migrations.length === 0) return null;
  await platform.queryD1(
    id,
    `CREATE TABLE IF NOT EXISTS ${table} (
      id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE,
      applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)`,
    [],
    signal,
  );
  const [rows = []] = await platform.queryD1(id, `SELECT name FROM ${table}`, [], signal);
  const applied = new Set(rows.map((row) => (row as { readonly name: string }).name));
  for (const { name, sql } of migrations.filter((migration) => !applied.has(migration.name))) {
    try {
      // One call, so that a migration that fails half way leaves nothing of itself.
      const note = `INSERT INTO ${table} (name) VALUES ('${name.replaceAll("'", "''")}');`;
      await platform.queryD1(id, `${sql.trimEnd().replace(/;*$/, "")};\n${note}`, [], signal);
    } catch (error) {
      return { name, reason: toProblem(error).message };
    }
  }
  return null;
}
