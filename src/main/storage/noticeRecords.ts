import type { DatabaseSync } from "node:sqlite";
import { Notice } from "../../common/contracts/studio.ts";

/** What was told to the person, so that a view that connects later can still show it. */
export class NoticeRecords {
  readonly #database: DatabaseSync;
  readonly #now: () => number;

  constructor(database: DatabaseSync, now: () => number) {
    this.#database = database;
    this.#now = now;
  }

  add(notice: Omit<Notice, "seq" | "at">): Notice {
    const at = this.#now();
    const { lastInsertRowid } = this.#database
      .prepare("insert into notice (at, level, title, body, app) values (?, ?, ?, ?, ?)")
      .run(at, notice.level, notice.title, notice.body, notice.appId);
    return { ...notice, at, seq: Number(lastInsertRowid) };
  }

  /** The newest `limit` notices after `seq`, oldest first. */
  after(seq: number, limit = 100): readonly Notice[] {
    const rows = this.#database
      .prepare("select * from notice where seq > ? order by seq desc limit ?")
      .all(seq, limit);
    return rows.map(toNotice).toReversed();
  }
}

function toNotice(row: Record<string, unknown>): Notice {
  return Notice.parse({
    seq: row["seq"],
    at: row["at"],
    level: row["level"],
    title: row["title"],
    body: row["body"],
    appId: row["app"],
  });
}
