import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import type { AppId } from "../../common/apps/appId.ts";
import { PreviewState } from "../../common/contracts/preview.ts";

const PreviewRecord = z.object({
  /** Hash of the preview script that was uploaded; null when none was. */
  uploaded: z.string().nullable(),
  previewUrl: z.string().nullable(),
  websocketUrl: z.string().nullable(),
  status: PreviewState.shape.status,
  /** Milliseconds. */
  deploymentTime: z.number().nullable(),
});
/** How provisioning an app's preview ended, and where it is served. */
export type PreviewRecord = z.infer<typeof PreviewRecord>;

const NEVER_PROVISIONED: PreviewRecord = {
  uploaded: null,
  previewUrl: null,
  websocketUrl: null,
  status: "stopped",
  deploymentTime: null,
};

/** What Studio remembers of each app's preview between openings. */
export class PreviewRecords {
  readonly #database: DatabaseSync;
  readonly #now: () => number;

  constructor(database: DatabaseSync, now: () => number) {
    this.#database = database;
    this.#now = now;
  }

  read(app: AppId): PreviewRecord {
    const row = this.#database
      .prepare(
        `select uploaded, preview_url as previewUrl, websocket_url as websocketUrl, status,
           deployment_time as deploymentTime
         from preview where app = ?`,
      )
      .get(app);
    return row === undefined ? NEVER_PROVISIONED : PreviewRecord.parse(row);
  }

  save(app: AppId, record: PreviewRecord): void {
    this.#database
      .prepare(
        `insert or replace into preview
           (app, uploaded, preview_url, websocket_url, status, deployment_time, updated_at)
         values (?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        app,
        record.uploaded,
        record.previewUrl,
        record.websocketUrl,
        record.status,
        record.deploymentTime,
        this.#now(),
      );
  }
}
