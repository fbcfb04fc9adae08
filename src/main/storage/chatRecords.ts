import type { DatabaseSync, SQLOutputValue, StatementSync } from "node:sqlite";
import { z } from "zod";
import { AppId } from "../../common/apps/appId.ts";
import { ChatFound, ChatId, DayUsage, RunId, type Usage } from "../../common/contracts/chat.ts";
import { transaction } from "./transaction.ts";

const ChatRow = z.object({
  id: ChatId,
  appId: AppId,
  title: z.string(),
  createdAt: z.number(),
  changedAt: z.number(),
  /** The run under way; of a Studio that was killed, the one it was killed in. */
  running: RunId.nullable(),
});
export type ChatRow = z.infer<typeof ChatRow>;

/** What one turn of the loop adds to the chats: all of it is kept, or none. */
export interface ChatBatch {
  readonly events: readonly {
    readonly chat: ChatId;
    readonly seq: number;
    readonly type: string;
    readonly body: string;
  }[];
  /** More of a text that is still being written. */
  readonly partials: readonly {
    readonly chat: ChatId;
    readonly part: string;
    readonly start: number;
    readonly text: string;
  }[];
  /** Parts whose whole text is in an event by now. */
  readonly wholeParts: readonly { readonly chat: ChatId; readonly part: string }[];
  readonly intents: readonly { readonly chat: ChatId; readonly id: string }[];
  readonly running: readonly { readonly chat: ChatId; readonly run: RunId | null }[];
  readonly at: number;
}

export interface UsageRow {
  readonly chat: ChatId;
  readonly run: RunId;
  readonly step: number;
  /** `2026-11-22`, as the person's clock has it. */
  readonly day: string;
  readonly usage: Usage;
}

const COLUMNS =
  "id, app as appId, title, created_at as createdAt, changed_at as changedAt, running";

/**
 * Chats and their events. What is written has left this process when a call returns: nothing is
 * lost when Studio is killed. It is not flushed to the disk each time, as a thousand events a
 * second would wait for it; a power cut may take the last moments of a chat.
 */
export class ChatRecords {
  readonly #database: DatabaseSync;
  readonly #insert: Readonly<Record<"event" | "partial" | "intent", StatementSync>>;
  readonly #dropPart: StatementSync;
  readonly #setRunning: StatementSync;
  readonly #touch: StatementSync;

  /** @param database a connection of its own, with `synchronous = normal`. */
  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#insert = {
      event: database.prepare("insert into chat_event (chat, seq, type, body) values (?, ?, ?, ?)"),
      partial: database.prepare(
        "insert or ignore into chat_partial (chat, part, start, text) values (?, ?, ?, ?)",
      ),
      intent: database.prepare("insert or ignore into chat_intent (chat, id) values (?, ?)"),
    };
    this.#dropPart = database.prepare("delete from chat_partial where chat = ? and part = ?");
    this.#setRunning = database.prepare("update chat set running = ? where id = ?");
    this.#touch = database.prepare("update chat set changed_at = ? where id = ?");
  }

  create(chat: Omit<ChatRow, "running">): void {
    this.#database
      .prepare("insert into chat (id, app, title, created_at, changed_at) values (?, ?, ?, ?, ?)")
      .run(chat.id, chat.appId, chat.title, chat.createdAt, chat.changedAt);
  }

  get(id: ChatId): ChatRow | undefined {
    const row = this.#database.prepare(`select ${COLUMNS} from chat where id = ?`).get(id);
    return row === undefined ? undefined : ChatRow.parse(row);
  }

  /** Most recently changed first. */
  list(appId: AppId): readonly ChatRow[] {
    return this.#database
      .prepare(`select ${COLUMNS} from chat where app = ? order by changed_at desc, id`)
      .all(appId)
      .map((row) => ChatRow.parse(row));
  }

  /** Chats in which a run was under way when Studio ended. */
  unfinished(): readonly ChatRow[] {
    return this.#database
      .prepare(`select ${COLUMNS} from chat where running is not null`)
      .all()
      .map((row) => ChatRow.parse(row));
  }

  rename(id: ChatId, title: string): void {
    this.#database.prepare("update chat set title = ? where id = ?").run(title, id);
  }

  remove(id: ChatId): void {
    transaction(this.#database, () => {
      this.#database.prepare("delete from chat where id = ?").run(id);
      for (const table of ["event", "partial", "intent", "model_step", "usage"]) {
        this.#database.prepare(`delete from chat_${table} where chat = ?`).run(id);
      }
    });
  }

  write(batch: ChatBatch): void {
    transaction(this.#database, () => {
      for (const { chat, seq, type, body } of batch.events) {
        this.#insert.event.run(chat, seq, type, body);
      }
      for (const { chat, part, start, text } of batch.partials) {
        this.#insert.partial.run(chat, part, start, text);
      }
      for (const { chat, part } of batch.wholeParts) this.#dropPart.run(chat, part);
      for (const { chat, id } of batch.intents) this.#insert.intent.run(chat, id);
      for (const { chat, run } of batch.running) this.#setRunning.run(run, chat);
      for (const chat of new Set(batch.events.map((event) => event.chat))) {
        this.#touch.run(batch.at, chat);
      }
    });
  }

  /** Events as JSON, oldest first. */
  *events(chat: ChatId): Generator<{ readonly seq: number; readonly body: string }> {
    const rows = this.#database
      .prepare("select seq, body from chat_event where chat = ? order by seq")
      .iterate(chat);
    for (const row of rows) yield { seq: Number(row["seq"]), body: String(row["body"]) };
  }

  /** Texts of parts that were being written when Studio ended. */
  partials(chat: ChatId): ReadonlyMap<string, string> {
    const texts = new Map<string, string>();
    const rows = this.#database
      .prepare("select part, text from chat_partial where chat = ? order by part, start")
      .all(chat);
    for (const row of rows) {
      const part = String(row["part"]);
      texts.set(part, (texts.get(part) ?? "") + String(row["text"]));
    }
    return texts;
  }

  hasIntent(chat: ChatId, id: string): boolean {
    const found = this.#database
      .prepare("select 1 from chat_intent where chat = ? and id = ?")
      .get(chat, id);
    return found !== undefined;
  }

  /** What a step added to the conversation with the model, as JSON that only its reader knows. */
  keepModelStep(chat: ChatId, run: RunId, step: number, body: string): void {
    this.#database
      .prepare("insert or replace into chat_model_step (chat, run, step, body) values (?, ?, ?, ?)")
      .run(chat, run, step, body);
  }

  modelSteps(chat: ChatId, run: RunId): readonly string[] {
    return this.#database
      .prepare("select body from chat_model_step where chat = ? and run = ? order by step")
      .all(chat, run)
      .map((row) => String(row["body"]));
  }

  addUsage({ chat, run, step, day, usage }: UsageRow): void {
    this.#database
      .prepare(
        `insert or replace into chat_usage
         (chat, run, step, day, input, cache_read, cache_write, output, cost)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        chat,
        run,
        step,
        day,
        usage.input,
        usage.cacheRead,
        usage.cacheWrite,
        usage.output,
        usage.costUsd,
      );
  }

  /** US dollars; null when a price of it is unknown, 0 for a chat that called no model. */
  costOf(chat: ChatId): number | null {
    const row = this.#database
      .prepare(
        "select sum(cost) as cost, count(*) as steps, count(cost) as priced from chat_usage where chat = ?",
      )
      .get(chat);
    if (Number(row?.["steps"]) !== Number(row?.["priced"])) return null;
    return Number(row?.["cost"] ?? 0);
  }

  /** Newest first. */
  usageByDay(days: number): readonly DayUsage[] {
    return this.#database
      .prepare(
        `select day, count(distinct run) as runs, sum(input) as input,
           sum(cache_read) as cacheRead, sum(cache_write) as cacheWrite, sum(output) as output,
           case when count(*) = count(cost) then sum(cost) end as costUsd
         from chat_usage group by day order by day desc limit ?`,
      )
      .all(days)
      .map((row) => DayUsage.parse(row));
  }

  /** Messages and answers with this text in them, newest first. */
  search(appId: AppId, text: string, limit: number): readonly ChatFound[] {
    return this.#database
      .prepare(
        `select chat.id as id, chat.title as title,
           json_extract(event.body, '$.at') as at, json_extract(event.body, '$.text') as text
         from chat join chat_event event on event.chat = chat.id
         where chat.app = ? and event.type in ('message.added', 'part.ended')
           and json_extract(event.body, '$.text') like ? escape '\\'
         order by at desc limit ?`,
      )
      .all(appId, `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`, limit)
      .map((row) => foundOf(row, text));
  }
}

const AROUND = 60;

function foundOf(row: Record<string, SQLOutputValue>, text: string): ChatFound {
  const whole = String(row["text"]);
  const at = Math.max(0, whole.toLowerCase().indexOf(text.toLowerCase()));
  const start = Math.max(0, at - AROUND);
  const end = Math.min(whole.length, at + text.length + AROUND);
  const excerpt = `${start > 0 ? "…" : ""}${whole.slice(start, end)}${end < whole.length ? "…" : ""}`;
  return ChatFound.parse({ chatId: row["id"], title: row["title"], at: row["at"], excerpt });
}
