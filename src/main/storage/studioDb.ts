import { existsSync, mkdirSync, renameSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Log } from "../../common/base/log.ts";
import { AgentChangeRecords } from "./agentChangeRecords.ts";
import { AppRecords } from "./appRecords.ts";
import { ApprovalRuleRecords } from "./approvalRuleRecords.ts";
import { ChatRecords } from "./chatRecords.ts";
import { DraftRecords } from "./draftRecords.ts";
import { EventLog } from "./eventLog.ts";
import { HistoryRecords } from "./historyRecords.ts";
import { LayoutRecords } from "./layoutRecords.ts";
import { migrate } from "./migrations.ts";
import { NoticeRecords } from "./noticeRecords.ts";
import { PreviewRecords } from "./previewRecords.ts";
import { SettingRecords } from "./settingRecords.ts";
import { takeSingleWriterLock } from "./singleWriterLock.ts";
import { sqliteCode } from "./sqliteError.ts";
import { SyncQueue } from "./syncQueue.ts";

/** Studio's own records. One process writes; each change is on disk when its call returns. */
export interface StudioDb extends Disposable {
  readonly apps: AppRecords;
  readonly settings: SettingRecords;
  readonly layouts: LayoutRecords;
  readonly previews: PreviewRecords;
  readonly sync: SyncQueue;
  readonly notices: NoticeRecords;
  readonly events: EventLog;
  readonly drafts: DraftRecords;
  readonly history: HistoryRecords;
  readonly chats: ChatRecords;
  readonly agentChanges: AgentChangeRecords;
  readonly approvalRules: ApprovalRuleRecords;
  /** Where the old file was put when it could not be read; null normally. */
  readonly setAside: string | null;
}

export interface StudioDbOptions {
  readonly now: () => number;
  readonly log: Log;
}

/**
 * Opens studio.db, or makes it. A file that is damaged is set aside under another name and a
 * fresh one is made, with a notice that says so; apps are found again by scanning their folder.
 *
 * @throws a `locked` problem when another Studio holds the data folder.
 */
export function openStudioDb(file: string, options: StudioDbOptions): StudioDb {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const lock = takeSingleWriterLock(path.join(path.dirname(file), "studio.lock"));
  try {
    const { database, setAside } = openOrReplace(file, options);
    return assemble({ database, streams: openStreams(file), setAside, lock }, options);
  } catch (error) {
    lock[Symbol.dispose]();
    throw error;
  }
}

/** A stream is a record of work; after this long nobody follows it any more. */
const EVENTS_KEPT_MS = 180 * 24 * 60 * 60 * 1_000;

interface Opened {
  readonly database: DatabaseSync;
  /** The same file, for what is written too often to be flushed to the disk each time. */
  readonly streams: DatabaseSync;
  readonly setAside: string | null;
  readonly lock: Disposable;
}

function assemble(
  { database, streams, setAside, lock }: Opened,
  { now }: StudioDbOptions,
): StudioDb {
  const notices = new NoticeRecords(database, now);
  const events = new EventLog(database, now);
  events.trim(now() - EVENTS_KEPT_MS);
  if (setAside !== null) {
    notices.add({
      level: "warning",
      title: "Studio's database was damaged and has been replaced",
      body: `Your apps are untouched. The damaged file is kept as ${setAside}.`,
      appId: null,
    });
  }
  return {
    apps: new AppRecords(database),
    settings: new SettingRecords(database),
    layouts: new LayoutRecords(database),
    previews: new PreviewRecords(database, now),
    sync: new SyncQueue(database),
    notices,
    events,
    drafts: new DraftRecords(database),
    history: new HistoryRecords(database),
    chats: new ChatRecords(streams),
    agentChanges: new AgentChangeRecords(database),
    approvalRules: new ApprovalRuleRecords(database),
    setAside,
    [Symbol.dispose]() {
      streams.close();
      database.close();
      lock[Symbol.dispose]();
    },
  };
}

function openOrReplace(
  file: string,
  options: StudioDbOptions,
): { database: DatabaseSync; setAside: string | null } {
  try {
    return { database: openSound(file), setAside: null };
  } catch (error) {
    if (!isDamage(error)) throw error;
    const setAside = moveAside(file, options.now());
    options.log.error("studio.db is damaged, set aside", { setAside, error: String(error) });
    return { database: openSound(file), setAside };
  }
}

function openSound(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 5_000, enableForeignKeyConstraints: true });
  try {
    database.exec("pragma journal_mode = wal; pragma synchronous = full;");
    const verdict = database.prepare("pragma quick_check(1)").get()?.["quick_check"];
    if (verdict !== "ok") throw new DamagedDatabase(String(verdict));
    migrate(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function openStreams(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 5_000 });
  database.exec("pragma synchronous = normal;");
  return database;
}

class DamagedDatabase extends Error {}

const SQLITE_CORRUPT = 11;
const SQLITE_NOTADB = 26;

function isDamage(error: unknown): boolean {
  const code = sqliteCode(error);
  return error instanceof DamagedDatabase || code === SQLITE_CORRUPT || code === SQLITE_NOTADB;
}

/** Moves the write-ahead log along: a fresh database must not replay the damaged one's pages. */
function moveAside(file: string, at: number): string {
  const stamp = new Date(at).toISOString().replaceAll(/[:.]/g, "-");
  const target = `${file}.damaged-${stamp}`;
  for (const suffix of ["", "-wal", "-shm"]) {
    if (existsSync(file + suffix)) renameSync(file + suffix, target + suffix);
  }
  return target;
}
