import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import type { AppId } from "../../common/apps/appId.ts";
import { SyncState } from "../../common/contracts/preview.ts";
import { transaction } from "./transaction.ts";

const TargetOfView = SyncState.shape.targets.element.shape;

const SyncTarget = z.object({
  id: z.string(),
  kind: TargetOfView.kind,
  state: TargetOfView.state,
  /** Why it failed, for the person. */
  reason: z.string().nullable(),
  /** The target's own revision at its last acknowledgement. */
  rev: z.number().nullable(),
  acknowledgedAt: z.number().nullable(),
});
export type SyncTarget = z.infer<typeof SyncTarget>;

const PendingFile = z.object({ path: z.string(), seq: z.number().int(), savedAt: z.number() });
export type PendingFile = z.infer<typeof PendingFile>;

/** What each target has still to be told, per app: durable, ordered, one entry a path. */
export class SyncQueue {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  targets(app: AppId): readonly SyncTarget[] {
    const rows = this.#database
      .prepare(
        `select target as id, kind, state, reason, acked_rev as rev, acked_at as acknowledgedAt
         from sync_target where app = ? order by target`,
      )
      .all(app);
    return rows.map((row) => SyncTarget.parse(row));
  }

  /** Adds the target, or replaces what was known of it. What is pending stays. */
  saveTarget(app: AppId, target: SyncTarget): void {
    this.#database
      .prepare(
        `insert or replace into sync_target
           (app, target, kind, state, reason, acked_rev, acked_at)
         values (?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        app,
        target.id,
        target.kind,
        target.state,
        target.reason,
        target.rev,
        target.acknowledgedAt,
      );
  }

  removeTarget(app: AppId, target: string): void {
    transaction(this.#database, () => {
      this.clear(app, target);
      this.#database
        .prepare("delete from sync_target where app = ? and target = ?")
        .run(app, target);
    });
  }

  /**
   * Queues paths for the targets, behind everything queued so far. A path that was queued
   * already moves to the end, so that an acknowledgement of its older version does not drop the
   * newer one.
   *
   * @param at epoch ms of the save.
   * @returns the number to acknowledge once everything up to here is served. Numbers of an app
   * only grow, also across restarts and an empty queue.
   */
  enqueue(app: AppId, targets: readonly string[], paths: readonly string[], at: number): number {
    return transaction(this.#database, () => {
      const seq = this.#nextSeq(app);
      const insert = this.#database.prepare(
        `insert or replace into sync_pending (app, target, path, seq, saved_at)
         values (?, ?, ?, ?, ?)`,
      );
      for (const target of targets) {
        for (const path of paths) insert.run(app, target, path, seq, at);
      }
      return seq;
    });
  }

  /** Drops what was queued for the target up to and including `seq`. */
  acknowledge(app: AppId, target: string, seq: number): void {
    this.#database
      .prepare("delete from sync_pending where app = ? and target = ? and seq <= ?")
      .run(app, target, seq);
  }

  /** How many paths the target has still to be told. */
  pending(app: AppId, target: string): number {
    const row = this.#database
      .prepare("select count(*) as n from sync_pending where app = ? and target = ?")
      .get(app, target);
    return Number(row?.["n"]);
  }

  /** Which ones, oldest save first. */
  pendingFiles(app: AppId, target: string, limit = 1_000): readonly PendingFile[] {
    const rows = this.#database
      .prepare(
        `select path, seq, saved_at as savedAt from sync_pending
         where app = ? and target = ? order by seq, path limit ?`,
      )
      .all(app, target, limit);
    return rows.map((row) => PendingFile.parse(row));
  }

  clear(app: AppId, target: string): void {
    this.#database
      .prepare("delete from sync_pending where app = ? and target = ?")
      .run(app, target);
  }

  #nextSeq(app: AppId): number {
    const row = this.#database
      .prepare(
        `insert into sync_counter (app, last_seq) values (?, 1)
         on conflict (app) do update set last_seq = last_seq + 1
         returning last_seq`,
      )
      .get(app);
    return Number(row?.["last_seq"]);
  }
}
