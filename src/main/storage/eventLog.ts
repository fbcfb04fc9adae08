import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";

const LoggedEvent = z.object({
  seq: z.number().int(),
  /** Epoch ms. */
  at: z.number(),
  type: z.string(),
  /** JSON; the stream's reader knows its shape. */
  body: z.string(),
});
export type LoggedEvent = z.infer<typeof LoggedEvent>;

/**
 * Append-only streams of events. `seq` starts at 1 and has no gaps within a stream, so a
 * subscriber that reconnects names the last one it saw and misses nothing.
 */
export class EventLog {
  readonly #database: DatabaseSync;
  readonly #now: () => number;

  constructor(database: DatabaseSync, now: () => number) {
    this.#database = database;
    this.#now = now;
  }

  append(stream: string, type: string, body: string): LoggedEvent {
    const at = this.#now();
    const row = this.#database
      .prepare(
        `insert into event_log (stream, seq, at, type, body)
         select ?1, coalesce(max(seq), 0) + 1, ?2, ?3, ?4 from event_log where stream = ?1
         returning seq`,
      )
      .get(stream, at, type, body);
    return { seq: Number(row?.["seq"]), at, type, body };
  }

  /**
   * Deletes events from before then (epoch ms), but never a stream's last one: the next number
   * follows from it. Who names an older `seq` reads on from the oldest that is left.
   */
  trim(before: number): void {
    this.#database
      .prepare(
        `delete from event_log where at < ? and seq <
         (select max(last.seq) from event_log last where last.stream = event_log.stream)`,
      )
      .run(before);
  }

  /** Events after `seq` (0: from the start), oldest first, at most `limit`. */
  readFrom(stream: string, seq: number, limit = 1_000): readonly LoggedEvent[] {
    const rows = this.#database
      .prepare(
        `select seq, at, type, body from event_log
         where stream = ? and seq > ? order by seq limit ?`,
      )
      .all(stream, seq, limit);
    return rows.map((row) => LoggedEvent.parse(row));
  }
}
