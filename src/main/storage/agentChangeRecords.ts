import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import { z } from "zod";
import type { AppId } from "../../common/apps/appId.ts";
import { FilePath } from "../../common/apps/filePath.ts";
import { BodyId, RunId, ToolCallId } from "../../common/contracts/chat.ts";
import { TextEncoding } from "../../common/contracts/files.ts";

const Change = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("text"),
    path: FilePath,
    before: BodyId.nullable(),
    after: BodyId.nullable(),
    encoding: TextEncoding,
  }),
  z.object({ kind: z.literal("moved"), path: FilePath, from: FilePath }),
  z.object({ kind: z.literal("trashed"), path: FilePath, trashId: z.string() }),
  z.object({ kind: z.literal("untrashed"), path: FilePath }),
]);
export type AgentChange = z.infer<typeof Change>;

const Row = z.object({ call: ToolCallId.nullable(), change: z.string() });

/** What runs of agents did to files, in order, and which runs were taken back. */
export class AgentChangeRecords {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  add(
    owner: { readonly appId: AppId; readonly run: RunId; readonly call: ToolCallId | null },
    change: AgentChange,
    at: number,
  ): number {
    const added = this.#database
      .prepare("insert into agent_change (app, run, call, at, change) values (?, ?, ?, ?, ?)")
      .run(owner.appId, owner.run, owner.call, at, JSON.stringify(Change.parse(change)));
    return Number(added.lastInsertRowid);
  }

  drop(id: number): void {
    this.#database.prepare("delete from agent_change where id = ?").run(id);
  }

  /** What a run threw away lies elsewhere in the trash since it was redone. */
  retrashed(appId: AppId, run: RunId, thrown: Extract<AgentChange, { kind: "trashed" }>): void {
    this.#database
      .prepare(
        `update agent_change set change = ? where app = ? and run = ?
         and change ->> '$.kind' = 'trashed' and change ->> '$.path' = ?`,
      )
      .run(JSON.stringify(Change.parse(thrown)), appId, run, thrown.path);
  }

  /** In the order they were made. */
  ofRun(appId: AppId, run: RunId): readonly (AgentChange & { readonly call: ToolCallId | null })[] {
    return this.#database
      .prepare("select call, change from agent_change where app = ? and run = ? order by id")
      .all(appId, run)
      .map(parse);
  }

  /** The changes of `restore` took those of `run` back. */
  restored(appId: AppId, run: RunId, restore: RunId): void {
    this.#database
      .prepare("insert into agent_restore (app, run, restore) values (?, ?, ?)")
      .run(appId, run, restore);
  }

  /** Null when the run stands. */
  lastRestore(appId: AppId, run: RunId): RunId | null {
    const row = this.#database
      .prepare(
        "select restore from agent_restore where app = ? and run = ? order by id desc limit 1",
      )
      .get(appId, run);
    return row === undefined ? null : RunId.parse(row["restore"]);
  }

  /** What a restore took is back again. */
  standing(appId: AppId, restore: RunId): void {
    this.#database
      .prepare("delete from agent_restore where app = ? and restore = ?")
      .run(appId, restore);
  }
}

function parse(row: Record<string, SQLOutputValue>): AgentChange & { call: ToolCallId | null } {
  const { call, change } = Row.parse(row);
  return { ...Change.parse(JSON.parse(change)), call };
}
