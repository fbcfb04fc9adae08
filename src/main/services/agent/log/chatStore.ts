import type { AppId } from "../../../../common/apps/appId.ts";
import type {
  ChatFound,
  ChatId,
  DayUsage,
  RunId,
  Usage,
} from "../../../../common/contracts/chat.ts";

export interface ChatRow {
  readonly id: ChatId;
  readonly appId: AppId;
  readonly title: string;
  readonly createdAt: number;
  readonly changedAt: number;
  /** The run under way; of a Studio that was killed, the one it was killed in. */
  readonly running: RunId | null;
}

/** What one turn of the loop adds to the chats: all of it is kept, or none. */
export interface ChatBatch {
  readonly events: {
    readonly chat: ChatId;
    readonly seq: number;
    readonly type: string;
    readonly body: string;
  }[];
  /** More of a text that is still being written. */
  readonly partials: {
    readonly chat: ChatId;
    readonly part: string;
    readonly start: number;
    readonly text: string;
  }[];
  /** Parts whose whole text is in an event by now. */
  readonly wholeParts: { readonly chat: ChatId; readonly part: string }[];
  readonly intents: { readonly chat: ChatId; readonly id: string }[];
  readonly running: { readonly chat: ChatId; readonly run: RunId | null }[];
}

/** Where chats last. What a call wrote outlives this process when it returns. */
export interface ChatStore {
  create(chat: Omit<ChatRow, "running">): void;
  get(id: ChatId): ChatRow | undefined;
  list(appId: AppId): readonly ChatRow[];
  unfinished(): readonly ChatRow[];
  rename(id: ChatId, title: string): void;
  remove(id: ChatId): void;
  /** @throws when the disk does not take it; nothing of it is kept then. */
  write(batch: ChatBatch & { readonly at: number }): void;
  events(chat: ChatId): Iterable<{ readonly seq: number; readonly body: string }>;
  partials(chat: ChatId): ReadonlyMap<string, string>;
  hasIntent(chat: ChatId, id: string): boolean;
  keepModelStep(chat: ChatId, run: RunId, step: number, body: string): void;
  modelSteps(chat: ChatId, run: RunId): readonly string[];
  addUsage(row: {
    readonly chat: ChatId;
    readonly run: RunId;
    readonly step: number;
    readonly day: string;
    readonly usage: Usage;
  }): void;
  costOf(chat: ChatId): number | null;
  usageByDay(days: number): readonly DayUsage[];
  search(appId: AppId, text: string, limit: number): readonly ChatFound[];
}
