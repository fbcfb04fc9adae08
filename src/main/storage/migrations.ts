import type { DatabaseSync } from "node:sqlite";
import { problem } from "../../common/contracts/problem.ts";

/** Applied in order, each in a transaction of its own; never edited once released. */
const MIGRATIONS: readonly string[] = [
  `
  create table app (
    id text primary key,
    name text not null,
    folder text not null unique,
    starter text,
    trusted integer not null,
    created_at integer not null,
    opened_at integer not null
  ) strict;

  create table setting (key text primary key, value text not null) strict;

  create table layout (app text primary key, value text not null) strict;

  create table preview (
    app text primary key,
    status text not null,
    uploaded text,
    preview_url text,
    websocket_url text,
    deployment_time real,
    updated_at integer not null
  ) strict;

  create table sync_target (
    app text not null,
    target text not null,
    kind text not null,
    state text not null,
    reason text,
    acked_rev integer,
    acked_at integer,
    primary key (app, target)
  ) strict;

  create table sync_counter (app text primary key, last_seq integer not null) strict;

  create table sync_pending (
    app text not null,
    target text not null,
    path text not null,
    seq integer not null,
    saved_at integer not null,
    primary key (app, target, path)
  ) strict;
  create index sync_pending_order on sync_pending (app, target, seq);

  create table notice (
    seq integer primary key autoincrement,
    at integer not null,
    level text not null,
    title text not null,
    body text,
    app text
  ) strict;

  create table event_log (
    stream text not null,
    seq integer not null,
    at integer not null,
    type text not null,
    body text not null,
    primary key (stream, seq)
  ) strict, without rowid;
  `,
  `
  create table draft (
    app text not null,
    path text not null,
    base text,
    encoding text not null,
    body blob not null,
    at integer not null,
    primary key (app, path)
  ) strict;

  create table history (
    id integer primary key autoincrement,
    app text not null,
    path text not null,
    at integer not null,
    cause text not null,
    hash text not null,
    size integer not null,
    encoding text not null,
    packed integer not null
  ) strict;
  create index history_of_file on history (app, path, id);
  create index history_of_body on history (hash);
  `,
  `
  create table chat (
    id text primary key,
    app text not null,
    title text not null,
    created_at integer not null,
    changed_at integer not null,
    running text
  ) strict;
  create index chat_of_app on chat (app, changed_at);

  create table chat_event (
    chat text not null,
    seq integer not null,
    type text not null,
    body text not null,
    primary key (chat, seq)
  ) strict, without rowid;

  create table chat_partial (
    chat text not null,
    part text not null,
    start integer not null,
    text text not null,
    primary key (chat, part, start)
  ) strict, without rowid;

  create table chat_intent (
    chat text not null,
    id text not null,
    primary key (chat, id)
  ) strict, without rowid;

  create table chat_model_step (
    chat text not null,
    run text not null,
    step integer not null,
    body text not null,
    primary key (chat, run, step)
  ) strict, without rowid;

  create table chat_usage (
    chat text not null,
    run text not null,
    step integer not null,
    day text not null,
    input integer not null,
    cache_read integer not null,
    cache_write integer not null,
    output integer not null,
    cost real,
    primary key (chat, run, step)
  ) strict, without rowid;
  create index chat_usage_of_day on chat_usage (day);
  `,
  `
  create table agent_change (
    id integer primary key autoincrement,
    app text not null,
    run text not null,
    call text,
    at integer not null,
    change text not null
  ) strict;
  create index agent_change_of_run on agent_change (app, run, id);

  create table agent_restore (
    id integer primary key autoincrement,
    app text not null,
    run text not null,
    restore text not null
  ) strict;
  create index agent_restore_of_run on agent_restore (app, run, id);

  create table approval_rule (
    id integer primary key autoincrement,
    app text not null,
    tool text not null,
    risk text not null,
    scope text,
    at integer not null
  ) strict;
  create index approval_rule_of_app on approval_rule (app);
  `,
];

/**
 * Brings the schema to this version.
 *
 * @throws an `internal` problem when a newer Studio wrote the file: an older one would misread it.
 */
export function migrate(database: DatabaseSync): void {
  const version = readVersion(database);
  if (version > MIGRATIONS.length) {
    throw problem("internal", "Studio's database was written by a newer version of Studio.", {
      next: "Update Studio, or start it with another data folder.",
      details: `schema ${version}, this Studio knows ${MIGRATIONS.length}`,
    });
  }
  for (const [offset, sql] of MIGRATIONS.slice(version).entries()) {
    database.exec(`begin immediate; ${sql} pragma user_version = ${version + offset + 1}; commit;`);
  }
}

function readVersion(database: DatabaseSync): number {
  return Number(database.prepare("pragma user_version").get()?.["user_version"] ?? 0);
}
