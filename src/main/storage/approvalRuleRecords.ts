import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { AppId } from "../../common/apps/appId.ts";
import { Risk } from "../../common/contracts/chat.ts";

const Rule = z.object({
  id: z.number().int(),
  appId: AppId,
  tool: z.string(),
  risk: Risk,
  scope: z.string().nullable(),
  at: z.number(),
});
export type ApprovalRuleRecord = z.infer<typeof Rule>;

/** What the person allowed agents for good. Kept here, where no agent writes. */
export class ApprovalRuleRecords {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  add({ appId, tool, risk, scope, at }: Omit<ApprovalRuleRecord, "id">): void {
    this.#database
      .prepare("insert into approval_rule (app, tool, risk, scope, at) values (?, ?, ?, ?, ?)")
      .run(appId, tool, risk, scope, at);
  }

  list(appId: AppId): readonly ApprovalRuleRecord[] {
    return this.#database
      .prepare(
        "select id, app as appId, tool, risk, scope, at from approval_rule where app = ? order by id",
      )
      .all(appId)
      .map((row) => Rule.parse(row));
  }

  remove(appId: AppId, id: number): void {
    this.#database.prepare("delete from approval_rule where app = ? and id = ?").run(appId, id);
  }
}
