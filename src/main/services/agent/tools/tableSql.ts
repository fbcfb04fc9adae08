import { z } from "zod";

/** What Postgres takes for a name without quotes, short enough for a prefix and an index name. */
const Identifier = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, "lower-case letters, digits and _, beginning with a letter");

const TYPES = [
  "text",
  "integer",
  "bigint",
  "numeric",
  "boolean",
  "date",
  "timestamptz",
  "uuid",
  "jsonb",
] as const;

const COLUMN_DEFAULTS = ["now", "uuid", "true", "false", "zero", "empty"] as const;

const TableColumn = z.object({
  name: Identifier,
  type: z.enum(TYPES),
  nullable: z.boolean().default(false),
  unique: z.boolean().default(false),
  /** A closed set: SQL of a model's own does not get into a migration by this way. */
  default: z.enum(COLUMN_DEFAULTS).nullable().default(null),
  references: Identifier.nullable().default(null).describe("A table of the app, by its `id`."),
});

export const TableDesign = z.object({
  table: Identifier,
  columns: z.array(TableColumn).min(1).max(60),
  /** Who sees a row: whoever made it, or every signed-in user. */
  access: z.enum(["owner", "signed-in", "public-read"]).default("owner"),
});
export type TableDesign = z.infer<typeof TableDesign>;

const DEFAULTS: Readonly<Record<(typeof COLUMN_DEFAULTS)[number], string>> = {
  now: "now()",
  uuid: "gen_random_uuid()",
  true: "true",
  false: "false",
  zero: "0",
  empty: "''",
};

const OWN: ReadonlySet<string> = new Set(["id", "owner_id", "created_at"]);

/**
 * The migration that makes a table: with row-level security enabled and forced, a policy for each
 * command, and calls in policies wrapped in `select`, which Postgres then makes once per query.
 */
export function tableSql(design: TableDesign): string {
  const { table, access } = design;
  const columns = design.columns.filter(({ name }) => !OWN.has(name));
  const isOwned = access !== "signed-in";
  const lines = [
    "  id uuid primary key default gen_random_uuid()",
    "  owner_id uuid not null default auth.uid() references auth.users (id) on delete cascade",
    ...columns.map((column) => `  ${columnSql(column)}`),
    "  created_at timestamptz not null default now()",
  ];
  const foreign = columns.filter(({ references }) => references !== null);
  return [
    `create table public.${table} (\n${lines.join(",\n")}\n);`,
    `create index ${table}_owner on public.${table} (owner_id, created_at desc, id);`,
    ...foreign.map(({ name }) => `create index ${table}_${name} on public.${table} (${name});`),
    `alter table public.${table} enable row level security;\nalter table public.${table} force row level security;`,
    `revoke all on public.${table} from anon, authenticated;`,
    `grant select, insert, update, delete on public.${table} to authenticated;`,
    ...(access === "public-read" ? [`grant select on public.${table} to anon;`] : []),
    ...policies(table, { isOwned, isPublic: access === "public-read" }),
    "",
  ].join("\n\n");
}

function columnSql(column: z.infer<typeof TableColumn>): string {
  const { name, type, nullable, unique, default: initial, references } = column;
  return [
    `${name} ${references === null ? type : "uuid"}`,
    nullable ? "" : "not null",
    initial === null || references !== null ? "" : `default ${DEFAULTS[initial]}`,
    unique ? "unique" : "",
    references === null ? "" : `references public.${references} (id) on delete cascade`,
  ]
    .filter((part) => part !== "")
    .join(" ");
}

function policies(
  table: string,
  { isOwned, isPublic }: { readonly isOwned: boolean; readonly isPublic: boolean },
): readonly string[] {
  const own = "owner_id = (select auth.uid())";
  const anyone = "(select auth.uid()) is not null";
  const seen = isOwned ? own : anyone;
  const policy = (command: string, rest: string): string =>
    `create policy ${table}_${command} on public.${table} for ${command} to authenticated\n  ${rest};`;
  return [
    isPublic
      ? `create policy ${table}_select on public.${table} for select to anon, authenticated\n  using (true);`
      : policy("select", `using (${seen})`),
    policy("insert", `with check (${own})`),
    policy("update", `using (${own}) with check (${own})`),
    policy("delete", `using (${own})`),
  ];
}
