import { randomUUID } from "node:crypto";
import type { Log } from "../../../../common/base/log.ts";
import type { ChatId, DurableChatEvent, RunId } from "../../../../common/contracts/chat.ts";
import type { ChatBatch, ChatStore } from "./chatStore.ts";

export interface ChatLogOptions {
  readonly store: Pick<ChatStore, "write">;
  readonly now: () => number;
  /** The disk takes nothing: what runs has to stop. Called once until it takes something again. */
  readonly onStuck: (error: unknown) => void;
  readonly log: Log;
}

const RETRY_MS = 1_000;

/**
 * Writes the events of all chats: those of one turn of the loop in one transaction, and only then
 * tells those who wait to hand them out. A reader is never ahead of what is kept.
 */
export class ChatLog implements Disposable {
  /** Names this life of the host. */
  readonly epoch = randomUUID();
  readonly #options: ChatLogOptions;
  readonly #collected = new Set<() => void>();
  readonly #written = new Set<() => void>();
  #batch: ChatBatch = emptyBatch();
  #turn: NodeJS.Immediate | undefined;
  #retry: NodeJS.Timeout | undefined;

  constructor(options: ChatLogOptions) {
    this.#options = options;
  }

  /** What waits was not written: the disk is full, or refuses. */
  get isStuck(): boolean {
    return this.#retry !== undefined;
  }

  append(chat: ChatId, seq: number, event: DurableChatEvent): void {
    const { type } = event;
    this.#batch.events.push({ chat, seq, type, body: JSON.stringify(event) });
    this.#schedule();
  }

  keepPartial(chat: ChatId, part: string, start: number, text: string): void {
    this.#batch.partials.push({ chat, part, start, text });
    this.#schedule();
  }

  dropPartial(chat: ChatId, part: string): void {
    this.#batch.wholeParts.push({ chat, part });
  }

  keepIntent(chat: ChatId, id: string): void {
    this.#batch.intents.push({ chat, id });
    this.#schedule();
  }

  setRunning(chat: ChatId, run: RunId | null): void {
    this.#batch.running.push({ chat, run });
    this.#schedule();
  }

  /** Calls `collect` once, before the next write: it may still add to it. */
  beforeWrite(collect: () => void): void {
    this.#collected.add(collect);
    this.#schedule();
  }

  /** Calls `tell` once, after everything so far is kept. */
  afterWrite(tell: () => void): void {
    this.#written.add(tell);
    this.#schedule();
  }

  /** Keeps what there is now. @returns whether that worked. */
  flush(): boolean {
    if (this.isStuck) return false;
    const isDue = this.#turn !== undefined;
    clearImmediate(this.#turn);
    this.#turn = undefined;
    return !isDue || this.#write();
  }

  [Symbol.dispose](): void {
    this.flush();
    clearTimeout(this.#retry);
    clearImmediate(this.#turn);
  }

  #schedule(): void {
    if (this.#turn !== undefined || this.isStuck) return;
    this.#turn = setImmediate(() => {
      this.#turn = undefined;
      this.#write();
    });
  }

  #write(): boolean {
    for (const collect of this.#collected) collect();
    this.#collected.clear();
    const batch = this.#batch;
    const isEmpty = Object.values(batch).every((rows: readonly unknown[]) => rows.length === 0);
    if (!isEmpty) {
      try {
        this.#options.store.write({ ...batch, at: this.#options.now() });
      } catch (error) {
        this.#stuck(error);
        return false;
      }
      this.#batch = emptyBatch();
    }
    const tell = [...this.#written];
    this.#written.clear();
    for (const each of tell) each();
    return true;
  }

  #stuck(error: unknown): void {
    const isNew = this.#retry === undefined;
    this.#retry = setTimeout(() => {
      if (!this.#write()) return;
      this.#retry = undefined;
      this.#options.log.info("chats can be written again");
    }, RETRY_MS);
    if (!isNew) return;
    this.#options.log.error("chats not written", { error: String(error) });
    this.#options.onStuck(error);
  }
}

function emptyBatch(): ChatBatch {
  return { events: [], partials: [], wholeParts: [], intents: [], running: [] };
}
