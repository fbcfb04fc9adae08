import { z } from "zod";
import { FilePath } from "../../../../common/apps/filePath.ts";
import type { Tool } from "../tool.ts";
import { BUILD_ONLY } from "./modes.ts";
import { TableDesign, tableSql } from "./tableSql.ts";

const Output = z.object({
  migration: FilePath,
  /** The migration is a file: nothing has been changed in a database. */
  applied: z.literal(false),
  sql: z.string(),
});

/** Writes the migration of a new table. */
export function createTableTool(now: () => number): Tool<TableDesign, z.infer<typeof Output>> {
  return {
    name: "create_supabase_table",
    description:
      "Writes a Supabase migration for a new table with row-level security. `id`, `owner_id` and `created_at` are added. The migration still has to be applied to a database.",
    input: TableDesign,
    output: Output,
    modes: BUILD_ONLY,
    stages: ["designing", "creating", "configuring", "complete"],
    subjects: ({ table }) => [`supabase/migrations/${table}`],
    risk: () => "database",
    summary: ({ table }) => `Create the table ${table}`,
    async preview(design, { files }) {
      return [await files.draft(migrationPath(design, now()), null, tableSql(design))];
    },
    async execute(design, { alone, files, progress }) {
      progress("designing", 20, `${design.columns.length} columns`);
      const sql = tableSql(design);
      const path = migrationPath(design, now());
      progress("creating", 50, path);
      await alone([path], () => files.write({ path, base: null, text: sql }));
      progress("configuring", 80, "Row-level security");
      return {
        output: { migration: path, applied: false, sql },
        summary: `${path} written, not applied yet`,
      };
    },
  };
}

/** `20261122200345`: the order in which migrations are applied. */
function migrationPath({ table }: TableDesign, at: number): FilePath {
  const stamp = new Date(at).toISOString().replaceAll(/\D/g, "").slice(0, 14);
  return FilePath.parse(`supabase/migrations/${stamp}_create_${table}.sql`);
}
