import { mkdirSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";

const SCHEMA = `
CREATE TABLE IF NOT EXISTS dispatch_namespaces (
  name TEXT PRIMARY KEY, id TEXT NOT NULL, created_on TEXT NOT NULL, modified_on TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS scripts (
  namespace TEXT NOT NULL REFERENCES dispatch_namespaces(name) ON DELETE CASCADE,
  name TEXT NOT NULL, etag TEXT NOT NULL, created_on TEXT NOT NULL, modified_on TEXT NOT NULL,
  main_module TEXT NOT NULL, compatibility_date TEXT NOT NULL, compatibility_flags TEXT NOT NULL,
  bindings TEXT NOT NULL, tags TEXT NOT NULL, trusted INTEGER NOT NULL, allow TEXT NOT NULL,
  PRIMARY KEY (namespace, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS script_modules (
  namespace TEXT NOT NULL, script TEXT NOT NULL, name TEXT NOT NULL,
  type TEXT NOT NULL, sha256 TEXT NOT NULL,
  PRIMARY KEY (namespace, script, name),
  FOREIGN KEY (namespace, script) REFERENCES scripts(namespace, name) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS script_modules_by_body ON script_modules (sha256);
CREATE TABLE IF NOT EXISTS module_bodies (sha256 TEXT PRIMARY KEY, body BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS kv_namespaces (
  id TEXT PRIMARY KEY, title TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE IF NOT EXISTS r2_buckets (
  name TEXT PRIMARY KEY, created_on TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS d1_databases (
  id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, created_on TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS script_objects (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
`;

/** The edge's own records. Rejects a folder that another edge has open. */
export function openEdgeDatabase(stateDir: string): DatabaseSync {
  mkdirSync(stateDir, { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(path.join(stateDir, "edge.db"));
  database.exec(
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 2000",
  );
  database.exec(SCHEMA);
  return database;
}
