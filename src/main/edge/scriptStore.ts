import { createHash, randomUUID } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { scriptEtag } from "./scriptEtag.ts";
import type { SecretBox } from "./secretBox.ts";
import {
  scriptKey,
  type Binding,
  type ScriptDraft,
  type ScriptModule,
  type ScriptRecord,
} from "./scriptRecord.ts";

export interface DispatchNamespaceRecord {
  readonly name: string;
  readonly id: string;
  readonly createdOn: string;
  readonly modifiedOn: string;
  readonly scripts: number;
}

const Row = z.object({
  namespace: z.string(),
  name: z.string(),
  etag: z.string(),
  created_on: z.string(),
  modified_on: z.string(),
  main_module: z.string(),
  compatibility_date: z.string(),
  compatibility_flags: z.string(),
  bindings: z.string(),
  tags: z.string(),
  trusted: z.number(),
  allow: z.string(),
});

const NamespaceRow = z.object({
  name: z.string(),
  id: z.string(),
  created_on: z.string(),
  modified_on: z.string(),
  scripts: z.number(),
});

/** Dispatch namespaces and their scripts, in SQLite; secret values are encrypted. */
export class ScriptStore {
  readonly #db: DatabaseSync;
  readonly #box: SecretBox;
  readonly #shipped: ReadonlySet<string>;

  /** @param shipped sha256 of the modules that ship with Studio: scripts of these are trusted */
  constructor(db: DatabaseSync, box: SecretBox, shipped: ReadonlySet<string>) {
    this.#db = db;
    this.#box = box;
    this.#shipped = shipped;
    db.exec("DELETE FROM module_bodies WHERE sha256 NOT IN (SELECT sha256 FROM script_modules)");
  }

  namespaces(): DispatchNamespaceRecord[] {
    const rows = this.#db
      .prepare(
        `SELECT n.*, (SELECT count(*) FROM scripts s WHERE s.namespace = n.name) AS scripts
         FROM dispatch_namespaces n ORDER BY n.name`,
      )
      .all();
    return rows.map((row) => {
      const { created_on: createdOn, modified_on: modifiedOn, ...rest } = NamespaceRow.parse(row);
      return { ...rest, createdOn, modifiedOn };
    });
  }

  namespace(name: string): DispatchNamespaceRecord | undefined {
    return this.namespaces().find((candidate) => candidate.name === name);
  }

  /** Like {@link namespace}, without counting its scripts: asked at every upload. */
  hasNamespace(name: string): boolean {
    const row = this.#db.prepare("SELECT 1 FROM dispatch_namespaces WHERE name = ?").get(name);
    return row !== undefined;
  }

  createNamespace(name: string): void {
    const now = new Date().toISOString();
    this.#db
      .prepare("INSERT INTO dispatch_namespaces VALUES (?, ?, ?, ?)")
      .run(name, randomUUID(), now, now);
  }

  /** Its scripts go with it. */
  deleteNamespace(name: string): void {
    this.#db.prepare("DELETE FROM dispatch_namespaces WHERE name = ?").run(name);
  }

  script(namespace: string, name: string): ScriptRecord | undefined {
    const row = this.#db
      .prepare("SELECT * FROM scripts WHERE namespace = ? AND name = ?")
      .get(namespace, name);
    return row === undefined ? undefined : this.#record(row);
  }

  /** In order of name. `after` and `limit` make pages; a tag filter is "has" or "has not". */
  scripts(
    namespace: string,
    page: {
      readonly after?: string | undefined;
      readonly limit: number;
      readonly tags?: readonly { readonly tag: string; readonly has: boolean }[];
    },
  ): ScriptRecord[] {
    const filters = page.tags ?? [];
    const conditions = filters.map(
      ({ has }) =>
        `${has ? "" : "NOT "}EXISTS (SELECT 1 FROM json_each(scripts.tags) WHERE value = ?)`,
    );
    const sql = `SELECT * FROM scripts WHERE ${["namespace = ?", "name > ?", ...conditions].join(" AND ")} ORDER BY name LIMIT ?`;
    const tags = filters.map(({ tag }) => tag);
    const rows = this.#db.prepare(sql).all(namespace, page.after ?? "", ...tags, page.limit);
    return rows.map((row) => this.#record(row));
  }

  modules({ namespace, name }: Pick<ScriptRecord, "namespace" | "name">): ScriptModule[] {
    const rows = this.#db
      .prepare(
        `SELECT m.name, m.type, b.body FROM script_modules m JOIN module_bodies b USING (sha256)
         WHERE m.namespace = ? AND m.script = ? ORDER BY m.name`,
      )
      .all(namespace, name);
    return rows.map((row) => ModuleRow.parse(row));
  }

  /** Makes or replaces the script. Without modules it keeps those it has. */
  saveScript(draft: ScriptDraft, modules: readonly ScriptModule[] | null): ScriptRecord {
    const old = this.script(draft.namespace, draft.name);
    const bodies = (modules ?? this.modules(draft)).map((module) => ({
      ...module,
      sha256: createHash("sha256").update(module.body).digest("hex"),
    }));
    const now = new Date().toISOString();
    const record: ScriptRecord = {
      ...draft,
      etag: scriptEtag(this.#box, draft, bodies),
      createdOn: old?.createdOn ?? now,
      modifiedOn: now,
      trusted: bodies.every(({ sha256 }) => this.#shipped.has(sha256)),
      allow: old?.allow ?? [],
    };
    this.#transaction(() => {
      this.#write(record);
      if (modules === null) return;
      this.#db
        .prepare("DELETE FROM script_modules WHERE namespace = ? AND script = ?")
        .run(draft.namespace, draft.name);
      for (const module of bodies) this.#writeModule(record, module);
    });
    return record;
  }

  setAllow(namespace: string, name: string, allow: readonly string[]): void {
    this.#db
      .prepare("UPDATE scripts SET allow = ? WHERE namespace = ? AND name = ?")
      .run(JSON.stringify(allow), namespace, name);
  }

  deleteScript(namespace: string, name: string): void {
    this.#db.prepare("DELETE FROM scripts WHERE namespace = ? AND name = ?").run(namespace, name);
  }

  /** The columns that routing needs, of all scripts: 50,000 of them are read in one go. */
  routes(): Pick<ScriptRecord, "namespace" | "name" | "etag" | "trusted" | "allow">[] {
    const rows = this.#db
      .prepare("SELECT namespace, name, etag, trusted, allow FROM scripts")
      .all();
    return rows.map((row) => ({
      namespace: String(row["namespace"]),
      name: String(row["name"]),
      etag: String(row["etag"]),
      trusted: row["trusted"] === 1,
      allow: JSON.parse(String(row["allow"])) as string[],
    }));
  }

  count(): number {
    return Number(this.#db.prepare("SELECT count(*) AS n FROM scripts").get()?.["n"]);
  }

  #write(record: ScriptRecord): void {
    const { namespace, name } = record;
    this.#db
      .prepare(
        `INSERT INTO scripts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (namespace, name) DO UPDATE SET etag = excluded.etag,
           modified_on = excluded.modified_on, main_module = excluded.main_module,
           compatibility_date = excluded.compatibility_date,
           compatibility_flags = excluded.compatibility_flags, bindings = excluded.bindings,
           tags = excluded.tags, trusted = excluded.trusted`,
      )
      .run(
        namespace,
        name,
        record.etag,
        record.createdOn,
        record.modifiedOn,
        record.mainModule,
        record.compatibilityDate,
        JSON.stringify(record.compatibilityFlags),
        JSON.stringify(record.bindings.map((binding) => this.#sealed(record, binding))),
        JSON.stringify(record.tags),
        record.trusted ? 1 : 0,
        JSON.stringify(record.allow),
      );
  }

  #writeModule(
    record: ScriptRecord,
    { name, type, sha256, body }: ScriptModule & { readonly sha256: string },
  ): void {
    this.#db.prepare("INSERT OR IGNORE INTO module_bodies VALUES (?, ?)").run(sha256, body);
    this.#db
      .prepare("INSERT INTO script_modules VALUES (?, ?, ?, ?, ?)")
      .run(record.namespace, record.name, name, type, sha256);
  }

  #record(row: unknown): ScriptRecord {
    const parsed = Row.parse(row);
    const { namespace, name } = parsed;
    const bindings = JSON.parse(parsed.bindings) as Binding[];
    return {
      namespace,
      name,
      etag: parsed.etag,
      createdOn: parsed.created_on,
      modifiedOn: parsed.modified_on,
      mainModule: parsed.main_module,
      compatibilityDate: parsed.compatibility_date,
      compatibilityFlags: JSON.parse(parsed.compatibility_flags) as string[],
      bindings: bindings.map((binding) => this.#opened({ namespace, name }, binding)),
      tags: JSON.parse(parsed.tags) as string[],
      trusted: parsed.trusted === 1,
      allow: JSON.parse(parsed.allow) as string[],
    };
  }

  #sealed(script: Pick<ScriptRecord, "namespace" | "name">, binding: Binding): Binding {
    if (binding.type !== "secret_text") return binding;
    return {
      ...binding,
      text: this.#box.seal(binding.text, `${scriptKey(script)}/${binding.name}`),
    };
  }

  #opened(script: Pick<ScriptRecord, "namespace" | "name">, binding: Binding): Binding {
    if (binding.type !== "secret_text") return binding;
    return {
      ...binding,
      text: this.#box.open(binding.text, `${scriptKey(script)}/${binding.name}`),
    };
  }

  #transaction(work: () => void): void {
    this.#db.exec("BEGIN IMMEDIATE");
    try {
      work();
      this.#db.exec("COMMIT");
    } catch (error) {
      this.#db.exec("ROLLBACK");
      throw error;
    }
  }
}

const ModuleRow = z.object({
  name: z.string(),
  type: z.enum(["esm", "cjs", "text", "json", "wasm", "data"]),
  body: z.instanceof(Uint8Array),
});
